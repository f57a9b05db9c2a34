"""What bounds a figure: "sekitar", "lebih dari", "hingga", "300-an", "1.000 lebih"."""

from __future__ import annotations

from itertools import pairwise

from runut.model.layout import Layout
from runut.steps.extract.quantities.figure import Figure
from runut.steps.extract.quantities.lexicon import FigureWords

_LONGEST = 4  # words of the longest hedge


def take_hedge(layout: Layout, words: FigureWords, figure: Figure) -> None:
    """Find the words that bound the figure, widen its span by them and set its bounds."""
    if figure.first:
        _before(layout, words, figure)
    if figure.hedge is None:
        _after_unit(layout, words, figure)
    _bound(figure)


def take_suffix(layout: Layout, words: FigureWords, figure: Figure) -> None:
    """ "12 ribu lebih": a bounding word between number and unit, or at the end of the clause."""
    index = figure.after
    lowers = layout.lowers
    if index >= len(lowers) or lowers[index] not in words.hedges_after:
        return
    following = lowers[index + 1] if index + 1 < len(lowers) else "."
    if following in words.units.forms or not following[0].isalnum():
        figure.hedge = words.hedges_after[lowers[index]]
        figure.end, figure.after = layout.ends[index], index + 1


def _before(layout: Layout, words: FigureWords, figure: Figure) -> None:
    last = figure.first - 1
    lowers = layout.lowers
    forms = words.hedges.get(lowers[last])
    if not forms:
        return
    best: tuple[str, ...] = ()
    for form in forms:
        size = len(form)
        if len(best) < size <= figure.first and tuple(lowers[figure.first - size : figure.first]) == form:
            best = form
    if not best:
        return
    start = layout.starts[figure.first - len(best)]
    if "\n" in layout.text[start : figure.start]:
        return
    if best[0] in words.classes["degree"] and _names_an_end(
        layout, words, figure.first - len(best), forms[best]
    ):
        return
    figure.hedge = forms[best]
    figure.start, figure.first = start, figure.first - len(best)


def _names_an_end(layout: Layout, words: FigureWords, first: int, hedge: str) -> bool:
    """Whether a superlative names an end of what there was: "paling tinggi 5 juta dan paling rendah 2 juta".

    What is named goes down from the highest; bounds ("paling sedikit 2 dan paling banyak 5") go up.
    """
    sentence = layout.sentences[layout.sentence_at(layout.starts[first])]
    if hedge == "at-least":
        return _has_end(layout.lowers[sentence.first : first], words, "at-most")
    return _has_end(layout.lowers[first + 1 : sentence.last], words, "at-least")


def _has_end(lowers: list[str], words: FigureWords, hedge: str) -> bool:
    highest = words.classes["highest"] if hedge == "at-most" else frozenset()
    degree = words.classes["degree"]
    return any(
        word in highest or (word in degree and words.hedges.get(after, {}).get((word, after)) == hedge)
        for word, after in pairwise([*lowers, ""])
    )


def _after_unit(layout: Layout, words: FigureWords, figure: Figure) -> None:
    index = figure.after
    lowers = layout.lowers
    if index >= len(lowers):
        return
    for rest, _, hedge in words.hedges_after_unit.get(lowers[index], ()):
        end = index + 1 + len(rest)
        if tuple(lowers[index + 1 : end]) != rest:
            continue
        closed = end >= len(lowers) or not lowers[end][0].isalnum()
        if closed or (figure.kindred == "classifier" and words.is_verb(lowers[end])):
            figure.hedge = hedge
            return


def _bound(figure: Figure) -> None:
    if figure.kind == "group":
        figure.hedge = "vague"
    elif figure.hedge is None:
        figure.hedge = "exact"
    elif figure.hedge in ("at-least", "more-than"):
        figure.high = None
    elif figure.hedge in ("at-most", "less-than"):
        figure.low = None
