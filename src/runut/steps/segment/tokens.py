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
    return found


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
