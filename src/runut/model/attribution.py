"""An attribution as the words show it, before anyone knows who the source is or when it was said."""

from __future__ import annotations

import msgspec

from runut.model.span import Evidence, Span

# The rule of nested speech whose outer speaker only passes on what is said; he is its last link.
PASSED_ON = "nested-passed-on"


class Link(msgspec.Struct, frozen=True):
    """A relay mark: the outlet's words and the cue's, and how far the mark reaches (sentence paragraph article)."""

    source: Span
    cue: Span | None
    reach: str = "sentence"


class Attribution(msgspec.Struct, frozen=True):
    """Cue + source + content. ``source_kind`` says how the source is to be resolved:

    named       the source span names or describes it
    pronoun     the source span is a free pronoun
    clitic      the cue's own ending (-nya), or a quotation with no source: whoever spoke before
    unstated    an agentless passive

    ``embedded``: in a relative clause, so that who speaks here does not go on speaking in the next sentence.
    """

    content: list[Span]
    cue: Span | None
    source: Span | None
    source_kind: str
    kind: str
    stance: str
    rule: str
    confidence: float
    relays: list[Link] = []
    continued: list[Span] = []
    parent: int | None = None
    embedded: bool = False
    evidence: list[Evidence] = []

    @property
    def position(self) -> int:
        """Where it stands among others: its cue, else its first word."""
        return self.cue.start if self.cue else self.content[0].start
