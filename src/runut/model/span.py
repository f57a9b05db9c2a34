"""A piece of an article's text, and a reason that points at one."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """Half-open range of code points in an article's own text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def overlap(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Intersection over union of the characters of two lists of spans, each without overlaps of its own."""
    a, b = list(one), list(other)
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
    total = sum(span.end - span.start for span in [*a, *b]) - shared
    return shared / total if total else 0.0


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """One reason for a reading: which rule fired, on which words, with what weight (log-odds-like, added up)."""

    rule: str
    why: str = ""
    start: int | None = None
    end: int | None = None
    weight: float = 0.0
