"""Figures that belong together: ranges ("10-15 orang", "5 sampai 7"), sums ("2 juta 500 ribu"), no score."""

from __future__ import annotations

from fractions import Fraction

from runut.model.layout import Layout
from runut.steps.extract.quantities.figure import Figure
from runut.steps.extract.quantities.lexicon import FigureWords
from runut.steps.extract.quantities.unit import attach_unit

_MOST_TIED = 9_999  # a bare number above this beside a hyphen is a telephone number or a code
_GAP = 24  # characters between two figures that may be one
_SPLIT = (", ", ". ")
_SPLIT_WHOLE, _SPLIT_PART = 1_000, 100  # "Rp 144, 34 triliun"
_FALL_REACH = 7  # tokens before a figure among which a verb says that something lessens
_ALTERNATIVE = 20  # "dua atau tiga": up to here "A atau B" is one figure


def join_figures(layout: Layout, words: FigureWords, figures: list[Figure]) -> list[Figure]:
    """The figures with ranges and sums made one, and scores, telephone numbers and formations left out."""
    found: list[Figure] = []
    index = 0
    while index < len(figures):
        chain = 1
        while index + chain < len(figures) and figures[index + chain].tied:
            chain += 1
        if chain == 1:
            _append(layout, words, found, figures[index])
        elif chain == 2:
            _tie(found, figures[index], figures[index + 1])
        index += chain
    return found


def _tie(found: list[Figure], first: Figure, second: Figure) -> None:
    """Two figures with a hyphen between: a range if something is counted and it rises, else a score."""
    _inherit(first, second)
    counted = second.kindred is not None or first.kindred == "money" or second.factor > 1
    if first.obscure or second.obscure or not counted or not _rises(first, second):
        return
    if second.kindred is None and max(first.number, second.number) > _MOST_TIED and not second.grouped:
        return
    found.append(_range(first, second))


def _append(layout: Layout, words: FigureWords, found: list[Figure], figure: Figure) -> None:
    last = found[-1] if found else None
    if last is not None and figure.start < last.end:
        return  # "63 ribuan": the group word is the scale of the digits
    joined = _joined(layout, words, last, figure) if last is not None else None
    if joined is None:
        found.append(figure)
    else:
        found[-1] = joined


def _joined(layout: Layout, words: FigureWords, last: Figure, figure: Figure) -> Figure | None:
    """What two figures with next to nothing between them make together, if anything."""
    if figure.start - last.end > _GAP:
        return None
    gap = layout.text[last.end : figure.start]
    if "\n" in gap:
        return None
    between = " ".join(gap.split()).casefold()
    if between == "(" and figure.spelled != last.spelled and figure.low == last.low:
        return _repeated(layout, words, last, figure)
    if not between:
        if _is_sum(last, figure):
            return _sum(last, figure)
        return _pair(last, figure)
    if _is_split_decimal(last, figure, gap):
        return _decimal(last, figure)
    if _joins(layout, words, last, figure, between):
        _inherit(last, figure)
        return _range(last, figure) if _rises(last, figure) else None
    return None


def _repeated(layout: Layout, words: FigureWords, last: Figure, figure: Figure) -> Figure | None:
    """ "30 (tiga puluh) hari": the bracket repeats the number; the unit stands behind it."""
    closing = figure.after
    if closing >= len(layout.words) or layout.words[closing] != ")" or last.kindred is not None:
        return None
    last.after, last.end = closing + 1, layout.ends[closing]
    attach_unit(layout, words, last)
    return last


def _pair(last: Figure, figure: Figure) -> Figure | None:
    """ "dua tiga hari": a range; of other words in a row only the last counts."""
    if not (last.spelled and figure.spelled and last.kindred is None and last.kind == figure.kind == "count"):
        return None
    return _range(last, figure) if figure.number == last.number + 1 else figure


def _joins(layout: Layout, words: FigureWords, last: Figure, figure: Figure, between: str) -> bool:
    if last.kind != figure.kind and "group" in (last.kind, figure.kind):
        return False
    if "age" in (last.kind, figure.kind) or last.ranged:
        return False
    alike = last.kindred is None or last.unit == figure.unit or (last.kindred == "money" and not figure.unit)
    if not alike:
        return False
    if between in words.ranges or (
        between in words.classes["range-rise"] and _cannot_rise(layout, words, last)
    ):
        return True
    before = layout.lowers[last.first - 1] if last.first else ""
    if between in words.classes["range-and"]:
        return before in words.classes["opener"]
    if between in words.classes["range-or"]:
        return last.kindred is None and last.number < figure.number <= _ALTERNATIVE
    return False


def _cannot_rise(layout: Layout, words: FigureWords, last: Figure) -> bool:
    """ "memangkas biaya dari 15 menjadi 20 persen": what lessens does not rise, so that both are bounds."""
    lowest = max(0, last.first - _FALL_REACH)
    near = layout.lowers[lowest : last.first]
    if not near or near[-1] not in words.classes["range-from"] or last.kindred is not None:
        return False
    verbs = [word for word in near if word in words.classes["fall-verb"] or word in words.changes]
    return (
        bool(verbs)
        and verbs[-1] in words.classes["fall-verb"]
        and layout.sentence_at(layout.starts[lowest]) <= layout.sentence_at(last.start)
    )


def _inherit(first: Figure, second: Figure) -> None:
    """Let "10" in "10-12 ribu" have the thousand, and the second of "Rp 5-10 juta" the currency."""
    if first.factor == 1 and second.factor > 1 and first.number < second.number:
        first.scale(second.factor)
    if first.kindred == "money" and second.kindred in (None, "noun"):
        second.kindred, second.unit, second.after = "money", first.unit, _number_end(second)


def _number_end(figure: Figure) -> int:
    return figure.unit_at if figure.kindred == "noun" else figure.after


def _rises(first: Figure, second: Figure) -> bool:
    return first.low is not None and second.low is not None and first.low < second.low


def _range(first: Figure, second: Figure) -> Figure:
    second.start, second.first, second.low = first.start, first.first, first.low
    second.ranged = True
    second.kind = "count" if second.kind == "fraction" else second.kind
    second.tied = False
    return second


def _is_sum(last: Figure, figure: Figure) -> bool:
    """ "2 juta 500 ribu": the second is below the first one's scale."""
    return (
        last.factor > figure.factor > 1
        and (last.unit in (None, figure.unit) or (last.kindred == "money" and figure.kindred is None))
        and last.kind == figure.kind == "count"
        and figure.high is not None
        and figure.high < last.factor
    )


def _sum(last: Figure, figure: Figure) -> Figure:
    figure.low = figure.high = (last.low or 0) + (figure.low or 0)
    if last.kindred == "money":
        figure.kindred, figure.unit = last.kindred, last.unit
    figure.start, figure.first, figure.spelled = last.start, last.first, last.spelled
    figure.factor = last.factor
    return figure


def _is_split_decimal(last: Figure, figure: Figure, gap: str) -> bool:
    """ "Rp 1, 4 triliun": a space behind the decimal comma; so small a sum is no figure of its own."""
    return (
        gap in _SPLIT
        and last.kindred == "money"
        and last.factor == 1 < figure.factor
        and not last.grouped
        and isinstance(last.number, int)
        and isinstance(figure.number, int)
        and last.number < _SPLIT_WHOLE
        and figure.number < _SPLIT_PART
        and not figure.spelled
        and figure.kindred in (None, "noun")
    )


def _decimal(last: Figure, figure: Figure) -> Figure:
    places = figure.end_of_number - figure.start
    figure.low = figure.high = (last.number + Fraction(figure.number, 10**places)) * figure.factor
    figure.start, figure.first = last.start, last.first
    figure.kindred, figure.unit = last.kindred, last.unit
    return figure
