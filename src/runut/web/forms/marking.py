"""An article's text in lines whose characters can be counted in a browser, with the words of records marked."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

import msgspec

from runut.model.span import Span

_CLIPPED = 420  # characters of a line kept before and after what is marked, in a list


class Piece(msgspec.Struct, frozen=True):
    """Words with what they are: names of marks, none for plain text."""

    text: str
    marks: list[str]


class Line(msgspec.Struct, frozen=True):
    """A line of the text. ``start`` is the code point where it begins; ``near`` that something is marked in it."""

    start: int
    pieces: list[Piece]
    near: bool = False
    cut_before: bool = False
    cut_after: bool = False


def lines_of(text: str, marks: Iterable[tuple[Span, str]]) -> list[Line]:
    """All lines that hold more than blanks. A line is one element of a page: browsers change line ends, so no
    line end is ever in one."""
    found: list[Line] = []
    at = 0
    known = list(marks)
    for raw in text.split("\n"):
        line = raw.removesuffix("\r")
        if line.strip():
            inside = [(s, m) for s, m in known if s.start < at + len(line) and at < s.end]
            found.append(Line(at, _pieces(line, at, inside), bool(inside)))
        at += len(raw) + 1
    return found


def excerpt(text: str, marks: Sequence[tuple[Span, str]]) -> list[Line]:
    """The lines in which something is marked, each cut where it is long."""
    found = []
    for line in lines_of(text, marks):
        if line.near:
            found.append(_clip(line))
    return found


def _pieces(line: str, at: int, marks: Sequence[tuple[Span, str]]) -> list[Piece]:
    edges = {0, len(line)}
    for span, _ in marks:
        edges |= {min(max(span.start - at, 0), len(line)), min(max(span.end - at, 0), len(line))}
    cuts = sorted(edges)
    found = []
    for start, end in itertools.pairwise(cuts):
        names = [name for span, name in marks if span.start <= at + start and at + end <= span.end]
        found.append(Piece(_clean(line[start:end]), list(dict.fromkeys(names))))
    return found


def _clean(words: str) -> str:
    """Characters that no page can hold stand as U+FFFD, one for one."""
    return "".join(
        "\ufffd" if letter == "\0" or "\ud800" <= letter <= "\udfff" else letter for letter in words
    )


def _clip(line: Line) -> Line:
    pieces = list(line.pieces)
    start, before, after = line.start, False, False
    if pieces and not pieces[0].marks and len(pieces[0].text) > _CLIPPED:
        words = pieces[0].text
        cut = words.find(" ", len(words) - _CLIPPED) + 1 or len(words) - _CLIPPED
        start, before = start + cut, True
        pieces[0] = Piece(words[cut:], [])
    if pieces and not pieces[-1].marks and len(pieces[-1].text) > _CLIPPED:
        words = pieces[-1].text
        cut = words.rfind(" ", 0, _CLIPPED)
        after = True
        pieces[-1] = Piece(words[: cut if cut > 0 else _CLIPPED], [])
    return Line(start, pieces, line.near, before, after)


__all__ = ["Line", "Piece", "excerpt", "lines_of"]
