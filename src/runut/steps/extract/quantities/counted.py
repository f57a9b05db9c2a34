"""What a figure says of what: the counted noun with its predicate and place, in the sentence's own words."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.steps.extract.quantities.figure import Figure
from runut.steps.extract.quantities.lexicon import FigureWords
from runut.steps.extract.quantities.unit import MEASURED

_BEHIND = 11  # words taken behind the figure
_BEFORE = 8  # words taken before it
_ENOUGH = 3  # words behind it that say enough
_MOST = 12


def number_end(figure: Figure) -> int:
    """The token after the figure's own words: a measure belongs to them, a counted noun does not."""
    return figure.after if figure.kindred in MEASURED else figure.unit_at


def describe(layout: Layout, words: FigureWords, figure: Figure, numbers: set[int]) -> str | None:
    """``of``: at most a dozen words of the figure's own sentence. ``numbers`` are the tokens of figures."""
    sentence = layout.sentences[layout.sentence_at(figure.start)]
    behind = _behind(layout, words, number_end(figure), sentence.last, numbers)
    before = _before(layout, words, figure, sentence.first, numbers, len(behind) >= _ENOUGH)
    picked = [*before, *behind][:_MOST]
    return " ".join(layout.words[i] for i in picked) or None


def _behind(layout: Layout, words: FigureWords, start: int, last: int, numbers: set[int]) -> list[int]:
    lowers = layout.lowers
    picked: list[int] = []
    for index in range(start, min(last, start + _BEHIND)):
        lowered = lowers[index]
        if lowered in words.boundary or index in numbers:
            break
        picked.append(index)
    return _trim(lowers, words, picked)


def _before(
    layout: Layout, words: FigureWords, figure: Figure, first: int, numbers: set[int], enough: bool
) -> list[int]:
    """The verb that the counted things are the object of, or the subject that the figure is the amount of."""
    lowers = layout.lowers
    index = figure.first - 1
    amounts = words.classes["amount"]
    amount = False
    while index >= first and (lowers[index] in amounts or index in numbers):
        amount = amount or index not in numbers
        index -= 1
    if index > first and lowers[index] == ")":
        index = _opening(lowers, index, first) - 1
    if index < first or lowers[index] in words.boundary or lowers[index] in words.cues:
        return []
    verb = words.is_verb(lowers[index])
    if enough and not verb and not (amount and figure.kindred not in MEASURED):
        return []
    reach = 1 if enough and verb else _BEFORE
    picked: list[int] = []
    while index >= first and len(picked) < reach:
        lowered = lowers[index]
        if lowered == ")" and picked:
            index = _opening(lowers, index, first) - 1
            continue
        if lowered in words.boundary or lowered in words.cues:
            break
        if index not in numbers:
            picked.append(index)
        index -= 1
    picked.reverse()
    return _trim(lowers, words, picked)


def _opening(lowers: list[str], index: int, first: int) -> int:
    """The bracket that opens what closes at the token, if it is near."""
    at = index
    while at > max(first, index - _MOST) and lowers[at] != "(":
        at -= 1
    return at if lowers[at] == "(" else first


def _trim(lowers: list[str], words: FigureWords, picked: list[int]) -> list[int]:
    """Without the grammar words at both ends."""
    edge, tail = words.classes["edge"], words.classes["edge-end"]
    start, end = 0, len(picked)
    while start < end and lowers[picked[start]] in edge:
        start += 1
    while end > start and (lowers[picked[end - 1]] in edge or lowers[picked[end - 1]] in tail):
        end -= 1
    return picked[start:end]
