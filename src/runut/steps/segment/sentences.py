"""Sentences: paragraph first, quotations kept whole, abbreviations and titles known from the pack."""

from __future__ import annotations

import re
from bisect import bisect_left

from runut.model.layout import Quotation, Sentence

_STOP = re.compile(r"[.!?…]+[\"”’»)\]]*")
_FOLLOWER = re.compile(r"\s*([(\[\"“‘'”]*\s*)([\w@]+|.)")
_BEFORE = re.compile(r"[\w.'’-]+$")
# Tokens of a sentence. A speech quoted whole has some hundreds; more is a list or noise without stops, and what
# looks from each word to the end of its sentence would take forever on it.
_MOST_TOKENS = 1000
_LONGEST = 48  # characters looked back over for the word before a stop; a bound, so that time stays linear


def find_sentences(
    text: str,
    paragraphs: list[tuple[int, int]],
    quotations: list[Quotation],
    starts: list[int],
    abbreviations: frozenset[str],
    ranks: frozenset[str],
    reporting: frozenset[str],
) -> list[Sentence]:
    """Sentences in text order. A quotation is never split: what is said in it stays with who said it."""
    found: list[Sentence] = []
    inside = [(q.open, q.close) for q in quotations if q.depth == 0]
    place = first = 0
    for index, (begin, end) in enumerate(paragraphs):
        start = begin
        for stop in _STOP.finditer(text, begin, end):
            while place < len(inside) and inside[place][1] <= stop.start():
                place += 1
            at = stop.end()
            if place < len(inside) and inside[place][0] < stop.start():
                if inside[place][1] > at:
                    continue  # a stop inside a quotation that goes on
                at = max(at, inside[place][1])
            if at < end and _goes_on(text, start, stop, at, end, abbreviations, ranks, reporting):
                continue
            first = _add(found, text, start, at, index, starts, first)
            start = at
            while start < end and text[start].isspace():
                start += 1
        if start < end:
            first = _add(found, text, start, end, index, starts, first)
    return found


def _goes_on(
    text: str,
    start: int,
    stop: re.Match[str],
    at: int,
    end: int,
    abbreviations: frozenset[str],
    ranks: frozenset[str],
    reporting: frozenset[str],
) -> bool:
    """Whether the sentence goes on after this stop."""
    follower = _FOLLOWER.match(text, at, end)
    if follower is None:
        return False
    word = follower.group(2)
    glued = not text[at].isspace()
    if not (word[0].isupper() or word[0].isdigit() or follower.group(1)):
        return True
    if word.lower() in reporting and word[0].islower():
        return True
    before = _BEFORE.search(text, max(start, stop.start() - _LONGEST), stop.start())
    last = before.group() if before else ""
    if stop.group()[0] != ".":  # names may end in a mark: "E! News", "Yahoo!"
        return (glued and not word[0].isupper()) or last.lower() + stop.group()[0] in abbreviations
    if (
        last.lower() in abbreviations
        or (last[:1].isupper() and last.lower() in ranks)
        or (len(last) == 1 and last.isupper())
    ):
        return True
    if glued:  # "Independent.Pada" is two sentences; "3.5", "S.Pgl", "Tribunnews.com" are not
        return not (last[-1:].islower() and len(last) > 2 and word[0].isupper() and word[1:2].islower())
    # "1. Pertama": a list number, unless a sentence ends in one
    return last.isdigit() and before is not None and before.start() == start


def _add(
    found: list[Sentence], text: str, start: int, end: int, paragraph: int, starts: list[int], first: int
) -> int:
    last = bisect_left(starts, end, first)
    while last - first > _MOST_TOKENS:
        cut = first + _MOST_TOKENS
        stop = start + len(text[start : starts[cut]].rstrip())
        found.append(Sentence(start, stop, first, cut, paragraph))
        start, first = starts[cut], cut
    if last > first:
        found.append(Sentence(start, end, first, last, paragraph))
    return last
