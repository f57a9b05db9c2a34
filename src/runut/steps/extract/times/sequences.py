"""Sequences of word classes: the small pattern language of ``rules/timex.toml``, as regular expressions.

Every token of an article becomes one character that stands for the set of classes it belongs to, and a rule
is matched against that string of characters, so that the regex engine does the scanning. A pattern is a row
of items:

    name            a token of that class (``a/b``: of either class)
    name:slot       the same, kept under another name than the class's own
    ( … | … )       alternatives        ? * +   as in regular expressions
    @name           the pattern of the rule of that name (a shared part)
    <name  <!name   a token of that class stands, does not stand, before;  >name  >!name  likewise after
                    (``<a,b``: a token of class a and then one of class b)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from runut.errors import PackError

_PIECE = re.compile(r"\(|\)|\||[?*+]|[<>]!?[\w/,]+|@[\w-]+|[\w/]+(?::\w+)?")
_QUANTIFIER = "?*+"
# So many tokens may repeat ("seribu sembilan ratus sembilan puluh lima" has seven): without a bound, a text
# of nothing but numerals is read anew to its end from each of them.
_BOUNDED = {"": "", "*": "{0,12}", "+": "{1,12}"}


class Sequence:
    """A compiled pattern. ``firsts`` are the characters that a match can begin with."""

    __slots__ = ("_slots", "firsts", "regex")

    def __init__(self, pattern: str, parts: Mapping[str, str], letters: Callable[[str], str]) -> None:
        writer = _Writer(parts, letters)
        source, firsts, _ = writer.alternatives(_pieces(pattern), pattern)
        self.regex = re.compile(source)
        self.firsts = firsts
        self._slots = [(self.regex.groupindex[group], *named) for group, named in writer.slots.items()]

    def slots(self, match: re.Match[str]) -> dict[str, tuple[int, int, str]]:
        """What the named items matched: slot → first token, end token, class name."""
        found: dict[str, tuple[int, int, str]] = {}
        spans = match.regs
        for group, slot, name in self._slots:
            start, end = spans[group]
            if start >= 0 and slot not in found:
                found[slot] = (start, end, name)
        return found


def _pieces(pattern: str) -> list[str]:
    left = _PIECE.sub("", pattern).strip()
    if left:
        raise PackError(f"time pattern {pattern!r}: cannot read {left!r}")
    return _PIECE.findall(pattern)[::-1]


class _Writer:
    """Recursive descent over the pieces, last one first.

    Each method gives the source, the characters it can begin with, and whether it may be empty.
    """

    def __init__(self, parts: Mapping[str, str], letters: Callable[[str], str]) -> None:
        self._parts = parts
        self._letters = letters
        self.slots: dict[str, tuple[str, str]] = {}

    def alternatives(self, pieces: list[str], pattern: str) -> tuple[str, set[str], bool]:
        sources, firsts, empty = [], set[str](), False
        while True:
            source, first, blank = self._row(pieces, pattern)
            sources.append(source)
            firsts |= first
            empty = empty or blank
            if not pieces or pieces[-1] == ")":
                return "|".join(sources), firsts, empty
            pieces.pop()  # the bar

    def _row(self, pieces: list[str], pattern: str) -> tuple[str, set[str], bool]:
        sources, firsts, empty = [], set[str](), True
        while pieces and pieces[-1] not in ")|":
            source, first, blank = self._item(pieces, pattern)
            sources.append(source)
            if empty:
                firsts |= first
            empty = empty and blank
        return "".join(sources), firsts, empty

    def _item(self, pieces: list[str], pattern: str) -> tuple[str, set[str], bool]:
        piece = pieces.pop()
        if piece[0] in "<>":
            return self._look(piece), set(), True
        if piece == "(":
            source, firsts, empty = self.alternatives(pieces, pattern)
            if not pieces or pieces.pop() != ")":
                raise PackError(f"time pattern {pattern!r}: a bracket is not closed")
            source = f"(?:{source})"
        elif piece[0] == "@":
            if piece[1:] not in self._parts:
                raise PackError(f"time pattern {pattern!r}: no part {piece!r}")
            shared = self._parts[piece[1:]]
            source, firsts, empty = self.alternatives(_pieces(shared), shared)
            source = f"(?:{source})"
        else:
            return self._token(piece, pieces)
        if pieces and pieces[-1] in _QUANTIFIER:
            sign = pieces.pop()
            source += sign
            empty = empty or sign != "+"
        return source, firsts, empty

    def _token(self, piece: str, pieces: list[str]) -> tuple[str, set[str], bool]:
        name, _, slot = piece.partition(":")
        letters = self._letters(name)
        sign = pieces.pop() if pieces and pieces[-1] in _QUANTIFIER else ""
        group = f"g{len(self.slots)}"
        self.slots[group] = (slot or name.partition("/")[0], name)
        inner, outer = ("", "?") if sign == "?" else (_BOUNDED[sign], "")
        return f"(?P<{group}>[{letters}]{inner}){outer}", set(letters), sign in ("?", "*")

    def _look(self, piece: str) -> str:
        behind, against = piece[0] == "<", piece[1] == "!"
        name = piece[2:] if against else piece[1:]
        sign = ("<" if behind else "") + ("!" if against else "=")
        row = "".join(f"[{self._letters(one)}]" for one in name.split(","))
        return f"(?{sign}{row})"
