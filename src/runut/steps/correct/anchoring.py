"""Where a decision holds in a text. Only identical words count: what merely looks alike is another passage."""

from __future__ import annotations

import re
from typing import NamedTuple

from runut.model.correction import CONTEXT, Anchor
from runut.model.span import Span


class Place(NamedTuple):
    """An anchor found in a text: its spans there, how far they have moved, and the range known to be the same."""

    spans: list[Span]
    moved: int
    low: int
    high: int

    def moved_span(self, span: Span) -> Span | None:
        """Where other words of the old text now stand; None outside the range known to be the same."""
        there = Span(span.start + self.moved, span.end + self.moved)
        return there if self.low <= there.start and there.end <= self.high else None


def find_anchor(anchor: Anchor, text: str, sha256: str) -> list[Span] | None:
    """The anchor's spans in a snapshot: its own, or where the identical passage stands exactly once in another.

    None where the passage is gone or stands there more than once: the decision is orphaned. The whole article
    (an anchor without spans) is in each of its snapshots: an empty list.
    """
    place = find_place(anchor, text, sha256)
    return None if place is None else place.spans


def find_place(anchor: Anchor, text: str, sha256: str) -> Place | None:
    """The same, with how far the words have moved."""
    if not anchor.spans:
        return Place([], 0, 0, len(text) if anchor.sha256 == sha256 else 0)
    if anchor.sha256 == sha256:
        same = [span.of(text) for span in anchor.spans] == anchor.exact
        return Place(anchor.spans, 0, 0, len(text)) if same else None
    found = list(re.finditer(_passage(anchor), text, re.DOTALL))
    if len(found) != 1:
        return None
    moved = found[0].start("words") - anchor.spans[0].start
    spans = [Span(span.start + moved, span.end + moved) for span in anchor.spans]
    return Place(spans, moved, found[0].start("all"), found[0].end("all"))


def _passage(anchor: Anchor) -> str:
    """A pattern of the whole passage. Context shorter than usual means that the text began or ended there."""
    words: list[str] = []
    for number, (span, exact) in enumerate(zip(anchor.spans, anchor.exact, strict=True)):
        if number:
            gap = span.start - anchor.spans[number - 1].end
            known = anchor.between[number - 1] if len(anchor.between) >= number else None
            words.append(rf".{{{gap}}}" if known is None else re.escape(known))
        words.append(re.escape(exact))
    begin = r"\A" if len(anchor.before) == anchor.spans[0].start else ""
    end = r"\Z" if len(anchor.after) < CONTEXT else ""
    inner = f"{re.escape(anchor.before)}(?P<words>{''.join(words)}){re.escape(anchor.after)}"
    return f"{begin}(?=(?P<all>{inner}{end}))"


__all__ = ["Place", "find_anchor", "find_place"]
