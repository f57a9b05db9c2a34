"""Tokens and paragraphs."""

from __future__ import annotations

import re

# Order matters: domains before words (their dots), numbers with inner separators before bare digits, words with
# inner hyphens and apostrophes (KN-23, gorong-gorong, Ma'mun, Jum'at), then any other single mark. A domain is
# bounded as real ones are: without that, "a.a.a.a…" is read anew to its end from each of its letters.
_TOKEN = re.compile(
    r"(?:[A-Za-z0-9-]{1,63}\.){1,8}(?:com|co|id|net|org|tv|go|news|info)\b"
    r"|\d+(?:[.,]\d+)*(?:[^\W\d_]+(?:[-'’][^\W_]+)*)?"
    r"|[a-z]{3,}(?=[A-Z][a-z]{2})"
    r"|[^\W_]+(?:[-'’‘][^\W_]+)*"
    r"|[^\s]"
)

# Invisible marks (zero-width, direction) separate nothing and belong to no word; a paragraph of them is blank.
_BLANK = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]*")


def find_tokens(text: str) -> tuple[list[str], list[int], list[int]]:
    """Words, start offsets and end offsets of all tokens."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        words.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    return words, starts, ends


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
