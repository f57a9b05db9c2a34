"""Figures in digits: "12.000", "Rp3,5 M", "60mm", "300-an"."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from runut.model.layout import Layout
from runut.steps.extract.quantities.figure import Figure, Number
from runut.steps.extract.quantities.lexicon import FigureWords

_LITERAL = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_LETTERS = re.compile(r"[^\W\d_]+[²³]?[23]?(?!\w)")
_GLUE = frozenset("/#@_'’‘+*&=^\\:×")  # signs that make the digits after them part of something else
_HYPHENS = "-–—"
_THOUSAND = 1000
_OLDEST = 110  # the highest age that is read as one


@lru_cache(maxsize=4096)
def read_literal(written: str, decimal: str, grouping: str) -> tuple[Number, bool, bool] | None:
    """Value, whether thousands are set apart, whether it may be something else than a number ("15.30").

    None where the separators fit no number ("1.23.456", "192.168.1.1"), and for codes ("007").
    """
    whole, _, part = written.partition(decimal)
    if grouping in whole:
        head, *groups = whole.split(grouping)
        if len(head) <= 3 and head[0] != "0" and all(len(group) == 3 for group in groups):
            if decimal in part or grouping in part:
                return None
            return _number(head + "".join(groups), part), True, False
        if len(groups) == 1 and not part and decimal not in written:
            return _number(head, groups[0]), False, True  # a foreign decimal, or a clock time
        return None
    if grouping in part:  # 1,234.56 where the language writes 1.234,56
        head, *groups = written.partition(grouping)[0].split(decimal)
        rest = written.partition(grouping)[2]
        if grouping in rest or decimal in rest or any(len(group) != 3 for group in groups):
            return None
        return _number(head + "".join(groups), rest), True, False
    pieces = written.split(decimal)
    if len(pieces) == 1:
        return None if len(written) > 1 and written[0] == "0" else (int(written), False, False)
    if all(len(piece) == 3 for piece in pieces[1:]) and len(pieces[0]) <= 3 and pieces[0][0] != "0":
        if len(pieces) == 2:  # 1,500: thousands, unless a measure or scale follows (see ``Figure.obscure``)
            return int("".join(pieces)), True, True
        return int("".join(pieces)), True, False
    return (_number(whole, part), False, False) if len(pieces) == 2 else None


def _number(whole: str, part: str) -> Number:
    return Fraction(int(whole + part), 10 ** len(part)) if part else int(whole)


def find_literals(layout: Layout, words: FigureWords, blocked: list[tuple[int, int]]) -> list[Figure]:
    """Figures in digits, in text order, that their neighbouring characters do not rule out."""
    text = layout.text
    found: list[Figure] = []
    place, tied_to = 0, -1
    for match in _LITERAL.finditer(text):
        start, end = match.span()
        while place < len(blocked) and blocked[place][1] <= start:
            place += 1
        if place < len(blocked) and blocked[place][0] < end:
            continue
        if end - start > 24:
            continue  # no number in the news has so many digits
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        if after.isspace() and before.isspace():
            figure = _bare(layout, words, match.group(), start, end)
        else:
            figure = _neighboured(layout, words, match.group(), start, end, before, after)
        if figure:
            figure.tied = tied_to == figure.start
            found.append(figure)
        tied_to = end + 1 if after in _HYPHENS else -1
    return found


def _bare(layout: Layout, words: FigureWords, written: str, start: int, end: int) -> Figure | None:
    """A literal with white space on both sides."""
    value = read_literal(written, words.decimal, words.grouping)
    if value is None:
        return None
    figure = Figure(start, end, layout.token_at(start), layout.token_at(end), value[0])
    figure.grouped, figure.obscure = value[1], value[2]
    if start > 1 and layout.text[start - 2] in words.currency_ends:
        _take_currency(layout, words, figure)
    _scale(layout, words, figure)
    return figure


def _neighboured(
    layout: Layout, words: FigureWords, written: str, start: int, end: int, before: str, after: str
) -> Figure | None:
    """A literal with something glued to it: a currency, a unit, a hyphen, or what makes it no figure."""
    text = layout.text
    value = read_literal(written, words.decimal, words.grouping)
    if value is None:
        return None
    figure = Figure(start, end, layout.token_at(start), layout.token_at(end), value[0])
    figure.grouped, figure.obscure = value[1], value[2]
    near = text[start - 2] if before.isspace() and start > 1 else before
    if near in words.currency_ends:
        _take_currency(layout, words, figure)
    if figure.unit is None and not _may_start(text, start, before):
        return None
    if after.isalpha():
        return figure if _take_suffix(layout, words, figure, end) else None
    if after in _HYPHENS:
        suffix = _LETTERS.match(text, end + 1)
        if suffix:
            return figure if _take_hyphenated(layout, words, figure, suffix) else None
    elif after in "/:'’*=_@" and end + 1 < len(text) and text[end + 1].isalnum():
        if after != "/" or text[end + 1].isdigit():
            return None
    elif after == "+" or (after in ".)" and (start == 0 or before == "\n")):
        return None  # "18+"; a list's number
    if before == "(" and after == ")":
        return _age(layout, figure)
    _scale(layout, words, figure)
    return figure


def _may_start(text: str, start: int, before: str) -> bool:
    if before.isspace():
        return True
    if before.isalnum() or before in _GLUE:
        return False
    if before in _HYPHENS:
        two = text[start - 2] if start > 1 else " "
        return two.isdigit() or not (two.isalnum() or two == ".")
    if before == "." and start > 1:
        return not text[start - 2].isalnum() or text[start - 2].islower()
    return True


def _take_currency(layout: Layout, words: FigureWords, figure: Figure) -> None:
    found = words.currency_before.search(layout.text, max(0, figure.start - 6), figure.start)
    if found:
        figure.unit = words.currencies[found.group().rstrip().casefold()]
        figure.kindred = "money"
        figure.start = found.start()
        figure.first = layout.token_at(figure.start)
        figure.obscure = False


def _take_suffix(layout: Layout, words: FigureWords, figure: Figure, end: int) -> bool:
    """Letters glued to the digits: a unit, a scale, "an"; others make a name of the whole ("4G", "1080p")."""
    found = _LETTERS.match(layout.text, end)
    if not found:
        return False
    letters = found.group()
    lowered = letters.casefold()
    after = layout.token_at(end) + 1
    if lowered in words.hedge_suffixes:
        figure.hedge = words.hedge_suffixes[lowered]
    else:
        factor = _factor(words, letters, figure.kindred == "money" or _counts_many(layout, words, after))
        if factor:
            _apply(words, figure, factor)
        else:
            return take_unit(layout, words, figure, after, (letters, found.end()))
    figure.end = found.end()
    figure.after = after
    return True


def _counts_many(layout: Layout, words: FigureWords, index: int) -> bool:
    """ "1.2m people", "40k homes": a noun of what is counted in millions, so that the letter is no unit."""
    return index < len(layout.lowers) and layout.lowers[index] in words.classes["scaled-noun"]


def _take_hyphenated(layout: Layout, words: FigureWords, figure: Figure, suffix: re.Match[str]) -> bool:
    """Letters after a hyphen: "300-an", "17-inci"; others make a name of the whole."""
    after = layout.token_at(suffix.start()) + 1
    lowered = suffix.group().casefold()
    if lowered in words.hedge_suffixes:
        figure.hedge = words.hedge_suffixes[lowered]
        figure.end, figure.after = suffix.end(), after
        return True
    return take_unit(layout, words, figure, after, (suffix.group(), suffix.end()))


def _age(layout: Layout, figure: Figure) -> Figure | None:
    """Digits alone in brackets after a name: an age."""
    before = layout.words[figure.first - 2] if figure.first > 1 else ""
    if not before[:1].isupper() or not isinstance(figure.low, int) or not 0 < figure.low <= _OLDEST:
        return None
    figure.kind, figure.kindred = "age", "duration"
    return figure


def _factor(words: FigureWords, written: str, money: bool) -> int:
    role = words.numerals.role.get(written.casefold())
    if role and role[0] in ("scale", "hundred"):
        return role[1]
    if money and written in words.numerals.money_scales:
        return words.numerals.money_scales[written]
    group = words.numerals.groups.get(written.casefold())
    if group and group[0] >= _THOUSAND:  # "63 ribuan"
        return group[0]
    return words.numerals.short_scales.get(written, 0)


def _apply(words: FigureWords, figure: Figure, factor: int) -> None:
    if figure.obscure and figure.grouped and isinstance(figure.low, int):  # "1,500 juta" is one and a half
        figure.low = figure.high = figure.number = Fraction(figure.low, 1000)
    figure.obscure = False
    figure.grouped = False
    figure.scale(factor)


def _scale(layout: Layout, words: FigureWords, figure: Figure) -> None:
    """Scale words behind the digits, up to two ("5 ribu triliun")."""
    for _ in range(2):
        index = figure.after
        if index >= len(layout.words) or not same_line(layout, figure.end, index):
            return
        factor = _factor(words, layout.words[index], figure.kindred == "money")
        if not factor:
            return
        _apply(words, figure, factor)
        if layout.lowers[index] in words.numerals.groups:
            figure.hedge = next(iter(words.hedge_suffixes.values()), None)
        figure.end = layout.ends[index]
        figure.after = index + 1


def same_line(layout: Layout, end: int, index: int) -> bool:
    """Whether the token starts on the line on which the offset lies."""
    start = layout.starts[index]
    return (start - end < 2 and layout.text[end] != "\n") or layout.text.find("\n", end, start) < 0


def take_unit(
    layout: Layout, words: FigureWords, figure: Figure, index: int, glued: tuple[str, int] | None = None
) -> bool:
    """Give the figure the unit whose words start at the token, or whose first word is glued to it."""
    if glued:
        written, end = glued
        index -= 1
    else:
        written, end = layout.words[index], layout.ends[index]
    forms = words.units.forms.get(written.casefold() if glued else layout.lowers[index])
    if not forms or (len(written) == 1 and written.isupper()):
        return False
    lowers = layout.lowers
    for rest, kind, unit in forms:
        if rest and not _follows(words, lowers, index + 1, rest):
            continue
        if glued and kind in ("noun", "classifier", "ambiguous-force"):
            continue
        if kind == "money-scaled":
            if figure.factor == 1 and not figure.grouped:
                continue
            kind = "money"
        figure.unit, figure.kindred, figure.unit_at = unit, kind, index
        figure.after = index + 1 + len(rest)
        if kind in ("share", "measure", "duration", "money"):
            figure.end = layout.ends[figure.after - 1] if rest else end
        return True
    return False


def _follows(words: FigureWords, lowers: list[str], index: int, rest: tuple[str, ...]) -> bool:
    """Whether the rest of a form stands here, its last word with or without a possessive ending."""
    here = lowers[index : index + len(rest)]
    if len(here) < len(rest) or here[:-1] != list(rest[:-1]):
        return False
    last, known = here[-1], rest[-1]
    return last == known or (last.startswith(known) and last[len(known) :] in words.clitics)
