"""What a person decided about a reading: appended events, tied to the exact words that they are about."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec

from runut.model.span import Span

#: What can be decided about. ``ARTICLE_KINDS`` stand in one article, the others across articles.
KINDS = (
    "statement",
    "quantity",
    "time",
    "place",
    "actor",
    "furniture",
    "defect",
    "article",
    "question",
    "utterance",
    "story",
    "hop",
    "drift",
    "people",
    "relation",
)
ARTICLE_KINDS = KINDS[:8]
#: What can be decided. ``undo`` takes an earlier event back (also an undo); ``note`` decides nothing.
ACTIONS = ("accept", "correct", "reject", "add", "merge", "split", "note", "undo")

CONTEXT = 32  # characters kept on each side: enough to tell two like passages of an article apart


class Anchor(msgspec.Struct, frozen=True):
    """Where a decision holds: words of one snapshot of one article.

    ``sha256`` is the snapshot's hash, ``spans`` are code points in it and ``exact`` their words, one for each
    span; ``between`` are the words from each span to the next, ``before`` and ``after`` those around the first
    and the last. An anchor without spans is the whole article.
    """

    article: str
    sha256: str
    spans: list[Span] = []
    exact: list[str] = []
    between: list[str] = []
    before: str = ""
    after: str = ""


class Correction(msgspec.Struct, frozen=True):
    """One decision of one person. Nothing is ever changed in place: a later event takes an earlier one back.

    ``at`` is ISO 8601 in UTC. The first of the ``anchors`` says what is decided about; further ones hold words
    that the values point at. ``changes`` gives new values by field; ``was`` is the whole record as the program
    had read it when the person decided, so that the decision still stands when a later reader no longer reads
    it (None for what a person added). Decisions about names (kind ``people``) have no anchors but
    ``changes["names"]``.
    """

    id: str
    at: str
    who: str
    kind: str
    action: str
    anchors: list[Anchor] = []
    changes: dict[str, Any] = {}
    was: dict[str, Any] | None = None
    why: str = ""
    undoes: str | None = None


def anchor(article: str, sha256: str, text: str, spans: list[Span]) -> Anchor:
    """The anchor of some words of an article's text."""
    if not spans:
        return Anchor(article, sha256)
    ordered = sorted(spans)
    first, last = ordered[0], ordered[-1]
    return Anchor(
        article,
        sha256,
        ordered,
        [span.of(text) for span in ordered],
        [text[one.end : other.start] for one, other in pairwise(ordered)],
        text[max(0, first.start - CONTEXT) : first.start],
        text[last.end : last.end + CONTEXT],
    )


__all__ = ["ACTIONS", "ARTICLE_KINDS", "CONTEXT", "KINDS", "Anchor", "Correction", "anchor"]
