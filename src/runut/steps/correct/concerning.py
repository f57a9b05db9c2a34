"""Which decisions are about a record, those that were taken back and mere notes among them: its history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from runut.model.correction import Correction
from runut.model.reading import Actor, Reading, Statement
from runut.model.span import Span, overlap
from runut.steps.correct.anchoring import find_anchor
from runut.steps.correct.fields import RECORDS, Record
from runut.steps.correct.targets import OVERLAP, spans_of


class Concern:
    """Finds the decisions that concern a record of one article, by their words."""

    def __init__(self, events: Iterable[Correction], text: str, sha256: str) -> None:
        self._found = [
            (event, find_anchor(event.anchors[0], text, sha256)) for event in events if event.anchors
        ]

    def about(self, kind: str, records: Iterable[Record]) -> list[Correction]:
        """Decisions about a record as the program read it, or as it stands; the article itself has none."""
        spans = [spans_of(record) for record in records]
        return [event for event, there in self._found if event.kind == kind and _same(kind, there, spans)]

    def any_about(self, events: Iterable[Correction], kind: str, record: Record) -> bool:
        """Whether one of these decisions is about a record."""
        ids = {event.id for event in events}
        return any(event.id in ids for event in self.about(kind, [record]))

    def lost(self) -> list[Correction]:
        """Decisions whose words the text no longer has."""
        return [event for event, there in self._found if there is None]


def _same(kind: str, there: list[Span] | None, records: list[list[Span]]) -> bool:
    if kind == "article":
        return True
    if not there:
        return False
    if kind == "actor":
        return any(set(there) & set(spans) for spans in records)
    return any(overlap(there, spans) >= OVERLAP for spans in records)


def record_of(reading: Reading, kind: str, key: Any) -> Record | None:
    """The record that a key names: a statement's id, an actor's name, (start, end) of another."""
    for record in getattr(reading, RECORDS[kind][1]):
        if isinstance(record, Statement):
            named: object = record.id
        else:
            named = record.name if isinstance(record, Actor) else (record.start, record.end)
        if named == key:
            found: Record = record
            return found
    return None


def spans_shown(record: Record) -> list[tuple[Span, str]]:
    """All words that a record points at, each with what they are in it."""
    if isinstance(record, Statement):
        found = [(span, "content") for span in (*record.content, *record.continued)]
        found += [
            (span, name)
            for name, span in (("cue", record.cue), ("source", record.source))
            if span is not None
        ]
        return found
    return [(span, "own") for span in spans_of(record)]


__all__ = ["Concern", "record_of", "spans_shown"]
