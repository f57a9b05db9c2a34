"""Tokens and paragraphs."""

from __future__ import annotations

import re
from itertools import accumulate

# Order matters: domains before words (their dots), numbers with inner separators before bare digits, words with
# inner hyphens and apostrophes (KN-23, gorong-gorong, Ma'mun, Jum'at), then any other single mark. A domain is
# bounded as real ones are: without that, "a.a.a.a…" is read anew to its end from each of its letters. A year and the
# clock time that a comma joins to it are two ("26-01-2024,17:23").
# The first line takes nothing that the others would not: it is the short way for most words of a text.
_TOKEN = re.compile(
    r"([A-Za-z][a-z]*(?=[\s,])"
    r"|(?:[A-Za-z0-9-]{1,63}+\.){1,8}(?:com|co|id|net|org|tv|go|news|info)\b"
    r"|\d{4}(?=,\d{1,2}[:.]\d\d\b)"
    r"|\d+(?:[.,]\d+)*(?:[^\W\d_]+(?:[-'’][^\W_]+)*)?"
    r"|[a-z]{3,}(?=[A-Z][a-z]{2})"
    r"|[^\W_]+(?:[-'’‘][^\W_]+)*"
    r"|[^\s])"
)

# Invisible marks (zero-width, direction) separate nothing and belong to no word; a paragraph of them is blank.
_BLANK = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]*")

# A text broken at a width: its lines are no longer than an old screen's, and every third or so opens with a small
# letter. Set by hand; lists and verses have few such lines.
_FEWEST_LINES = 6
_WIDEST = 90
_SHARE = 3
_ENDS = '.!?:;"”’)]'


def find_tokens(text: str) -> tuple[list[str], list[int], list[int]]:
    """Words, start offsets and end offsets of all tokens."""
    pieces = _TOKEN.split(text)  # a gap, a word, a gap, …, a gap
    bounds = list(accumulate(map(len, pieces)))
    return pieces[1::2], bounds[0:-1:2], bounds[1::2]


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines that hold something, without the white space around them."""
    found = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        first = _BLANK.match(text, start, end)
        begin = first.end() if first else start
        if begin < end:
            found.append((begin, start + len(line.rstrip())))
        start = end
    return _unwrapped(text, found) if len(found) >= _FEWEST_LINES else found


def _unwrapped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines that were broken at a width, joined again: few lines are long, and many begin in the middle of a
    sentence.
    """
    widths = sorted([end - begin for begin, end in lines])
    widest = widths[len(widths) * 4 // 5]
    if widest > _WIDEST or sum(text[begin].islower() for begin, _ in lines) * _SHARE < len(lines):
        return lines
    joined = lines[:1]
    last = lines[0]
    for line in lines[1:]:
        goes_on = text[line[0]].islower() or text[last[1] - 1] not in _ENDS
        full = last[1] - last[0] > widest // 2 and text.count("\n", last[1], line[0]) <= 1
        if goes_on and full:
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
        last = line
    return joined


def without_endings(
    words: list[str], ends: list[int], endings: tuple[str, ...], kept: frozenset[str]
) -> tuple[list[str], list[int]]:
    """Words without a possessive ending, which then stands between two words: "Norland" in "Norland's army".
    ``kept``: lower-case words that keep theirs, since it is a verb or part of a name ("it's", "people's")."""
    words, ends = list(words), list(ends)
    for number, word in enumerate(words):
        if word.endswith(endings):
            size = next(len(ending) for ending in endings if word.endswith(ending))
            if len(word) > size and word[:-size].lower() not in kept:
                words[number], ends[number] = word[:-size], ends[number] - size
    return words, ends
