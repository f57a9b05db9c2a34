"""An attribution in the making: token ranges, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass, field

Range = tuple[int, int]


@dataclass
class Draft:
    """Token ranges of cue, source and content, and how they were found. Mutable: later rules may cut or add content."""

    content: list[Range]
    cue: Range | None
    source: Range | None
    source_kind: str
    stance: str
    rule: str
    confidence: float
    sentence: int
    relays: list[tuple[Range, Range | None]] = field(default_factory=list)
    parent: Draft | None = None
    spoken: bool = False  # the content is a quotation
    framed: bool = False  # the article gives the whole as a report of the relay
    relative: bool = False  # the cue stands in a relative clause
    continued: list[Range] = field(default_factory=list)

    def holds(self, token: int) -> bool:
        """Whether the token lies in the content."""
        for first, last in self.content:  # noqa: SIM110 - a generator costs, and every pair in a sentence asks
            if first <= token < last:
                return True
        return False

    def cut(self, token: int) -> None:
        """End the content before a token."""
        self.content = [(a, min(b, token)) for a, b in self.content if a < token and min(b, token) > a]


def words_at(lowers: list[str], token: int, forms: tuple[str, ...]) -> bool:
    """Whether these words stand at the token."""
    return tuple(lowers[token : token + len(forms)]) == forms
