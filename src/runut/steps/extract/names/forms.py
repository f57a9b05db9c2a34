"""What can be told of a word from its letters alone and from the model's lexicon: its features and its class.

A word's features do not depend on its neighbours: they are worked out once per distinct word and kept. What
does depend on the place (first word of a sentence, a headline in which every word is capitalised) is the
*manner* in which the word stands.

The lexicon gives each lower-cased word a string of codes: the first letter says what the word is in lower
case (its part of speech), the second what it is when capitalised (p person, o organisation, l place, y
country, t title, c calendar, x another thing, m several of these), ``-`` where not known; more letters tell
the lists that hold it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

RUNNING = "n"  # inside running text
OPENING = "^"  # first word of a sentence: its capital says nothing
TITLED = "t"  # in a line where nearly every word is capitalised
OUTSIDE = ""  # before the first and after the last word of a sentence

# Affixes from two to four letters: Indonesian surnames and place names share endings of that length (-wati,
# -anto, -gung, -gara); longer ones would add size and learn single names by heart.
_AFFIXES = (2, 3, 4)
_LONGEST = 24  # letters of a word that are looked at; what is longer is an address or noise
_PIECE = re.compile(r"[^\W\d_]+|\d+|.", re.DOTALL)
_DIGIT = re.compile(r"\d")
_UNKNOWN = "--"


def shape_of(word: str) -> str:
    """The outline: ``Xx`` Jakarta, ``XX`` KPK, ``X`` one capital, ``xX`` eBay, ``x`` lower, ``0`` digits."""
    outline = []
    for piece in _PIECE.findall(word[:_LONGEST]):
        if piece.isdecimal():
            outline.append("0")
        elif not piece[0].isalpha():
            outline.append(piece)
        elif len(piece) == 1:
            outline.append("X" if piece.isupper() else "x")
        elif piece.isupper():
            outline.append("XX")
        elif piece[0].isupper():
            outline.append("Xx" if piece[1:].islower() else "XxX")
        else:
            outline.append("x" if piece.islower() else "xX")
    return "".join(outline[:6])


def features_of(manner: str, word: str, lexicon: Mapping[str, str]) -> list[str]:
    """Features of a word in a manner; the first sign of each tells its kind."""
    if manner == OUTSIDE:
        return ["c=#"]
    lower = lower_of(word)
    shape = shape_of(word)
    kind = class_of(manner, word, lexicon)
    found = ["w=" + lower, "c=" + kind, f"s={manner}{shape}"]
    if not lower[0].isalpha():
        return found
    codes = lexicon.get(lower, _UNKNOWN)
    if word[0].isupper():
        found.append(f"u={codes[:2]}{shape[:2]}")
        found += ["k=" + code for code in codes[2:]]
        found.append(f"l={min(len(lower), 9)}{shape[:2]}")
    for size in _AFFIXES:
        if len(lower) > size:
            found += ["<" + lower[:size], ">" + lower[-size:]]
    return found


def lower_of(word: str) -> str:
    """The word as the lexicon has it."""
    lower = word[:_LONGEST].lower()
    return lower if lower.isalpha() else _DIGIT.sub("0", lower)


def class_of(manner: str, word: str, lexicon: Mapping[str, str]) -> str:
    """A coarse class, for features that join neighbouring words: outline and what the lexicon knows."""
    if manner == OUTSIDE:
        return "#"
    first = word[0]
    if first.isdecimal():
        return "0"
    if not first.isalpha():
        return first if first in ".,()/-'\":&" else "*"
    if len(word) == 1 and first.isupper():
        return "X"
    codes = lexicon.get(lower_of(word), _UNKNOWN)
    if not first.isupper():
        return "x" + codes[0]
    if manner == RUNNING:
        return ("A" if word.isupper() else "C") + codes[1]
    return ("T" if manner == TITLED else "S") + (codes[0] if codes[1] == "-" else codes[1])
