"""Paragraphs of the story that end without a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runut.model.layout import Layout
from runut.model.reading import Defect, Furniture

_LEAST = 10  # words: shorter lines are headings, captions, parts of a list
_CLOSED = 3  # paragraphs that end as they should, so that it is the writer's way
_OPEN = 2  # paragraphs without a stop; more of them are the page's way
_STOPS = frozenset(".!?…\"”’'")
_QUOTES = frozenset("\"“'‘")
_OFF = frozenset("]@#/|*-–—:")
_PIECE = 4  # words behind the last full stop
_DATED = re.compile(r"\(\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\)$")


def find_missing_stops(layout: Layout, furniture: list[Furniture]) -> Iterator[Defect]:
    """The last word of a paragraph that lacks its full stop, where the others have theirs."""
    lines = {item.end for item in furniture}
    closed, found = 0, []
    for number, (start, end) in enumerate(layout.paragraphs):
        last = layout.text[end - 1]
        if last in _STOPS:
            closed += 1
        elif (last.isalnum() or _DATED.search(layout.text, max(start, end - 14), end)) and end not in lines:
            at = layout.token_at(end - 1)
            if (
                at - layout.token_at(start) >= _LEAST
                and _is_prose(layout, start, end)
                and not _goes_on(layout, number, at)
            ):
                found.append(_last_word(layout, at))
    if closed >= _CLOSED and len(found) <= _OPEN:
        for start, end in found:
            yield Defect(start, end, "typo", "the full stop at the end is missing")


def _is_prose(layout: Layout, start: int, end: int) -> bool:
    """Whether most words are small: a headline or a caption in capitals is no paragraph."""
    words = [
        word
        for word in layout.words[layout.token_at(start) : layout.token_at(end - 1) + 1]
        if word[0].isalpha()
    ]
    return 2 * sum(word[0].islower() for word in words) > len(words)


def _goes_on(layout: Layout, number: int, at: int) -> bool:
    """Whether the line is cut, or an item of a list, or ends in a name that a mark sets off ("] AB", "@abc")."""
    if any(word in _STOPS for word in layout.words[at - _PIECE : at - 1]):
        return True  # a bare beginning of a sentence: something else is wrong with it
    if layout.text[layout.paragraphs[number][0]].isdigit() or layout.words[at - 1] in _OFF:
        return True
    if number + 1 == len(layout.paragraphs):
        return False
    after = layout.text[layout.paragraphs[number + 1][0]]
    return not (after.isupper() or after in _QUOTES)


def _last_word(layout: Layout, at: int) -> tuple[int, int]:
    """The last word, with the bracketed date behind it."""
    end = layout.ends[at]
    while layout.words[at] == ")" or layout.words[at][0].isdigit() or layout.words[at] in "(/-":
        at -= 1
    return layout.starts[at], end
