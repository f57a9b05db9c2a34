"""Which record a decision is about: the one of identical words, else the one that covers most of the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

import msgspec

from runut.model.correction import Correction
from runut.model.reading import Actor, Statement
from runut.model.span import Span, overlap
from runut.steps.correct.anchoring import Place, find_place
from runut.steps.correct.fields import Record

#: Intersection over union of two records' words from which they are one: half, as a reader that has learnt
#: moves an edge by a few words; to take a record out, or to add one, it must be nearly the same words.
OVERLAP = 0.5
NEARLY = 0.8
_ID = 8  # hexadecimal digits of a person's statement's id: few enough to read, enough for one article


class Held(msgspec.Struct):
    """One record while decisions are applied to it.

    ``read`` is what the program read (None where a person brought it in); ``events`` the decisions on it in
    order, with their values as they fit this snapshot. ``doubled`` tells that a later decision put another record
    on the same words.
    """

    record: Record
    read: Record | None
    events: list[tuple[Correction, dict[str, Any]]]
    identity: str = ""
    doubled: bool = False

    @property
    def verdict(self) -> Correction | None:
        """The last decision: it says whether the record is accepted, corrected, rejected."""
        return self.events[-1][0] if self.events else None

    @property
    def rejected(self) -> bool:
        """Whether a person took it out."""
        return self.verdict is not None and self.verdict.action == "reject"

    @property
    def out(self) -> bool:
        """Whether it is not in the corrected reading."""
        return self.rejected or self.doubled

    @property
    def settled(self) -> bool:
        """Whether a person gave it a value."""
        return any(values for _, values in self.events)

    def settled_by(self, event: Correction) -> list[str]:
        """The fields whose value is this decision's: later ones on the same field win."""
        own: dict[str, str] = {}
        for other, values in self.events:
            own.update(dict.fromkeys(values, other.id))
        return [name for name, identity in own.items() if identity == event.id]

    def values(self) -> dict[str, Any]:
        """All decided values."""
        found: dict[str, Any] = {}
        for _, values in self.events:
            found.update(values)
        return found


class Words:
    """A decision's words in the snapshot at hand: those it is about, and those that its values point at."""

    def __init__(self, event: Correction, text: str, sha: str) -> None:
        self.event = event
        self.places = [find_place(anchor, text, sha) for anchor in event.anchors]

    @property
    def found(self) -> Place | None:
        """Where the words are that are decided about."""
        return self.places[0] if self.places else None

    def moved(self, span: Span) -> Span | None:
        """Where a span of the old snapshot now stands, if some anchor vouches for it."""
        for place in self.places:
            there = place.moved_span(span) if place is not None else None
            if there is not None:
                return there
        return None

    def moved_values(self, values: Mapping[str, Any]) -> dict[str, Any] | None:
        """Values with their spans moved; None where one cannot be: the decision is orphaned."""
        found: dict[str, Any] = {}
        for name, value in values.items():
            if isinstance(value, Span):
                value = self.moved(value)
                if value is None:
                    return None
            elif isinstance(value, list) and value and isinstance(value[0], Span):
                value = [self.moved(span) for span in value]
                if None in value:
                    return None
            elif name in ("start", "end"):
                value = self._moved_edge(name, value)
                if value is None:
                    return None
            found[name] = value
        return found

    def _moved_edge(self, name: str, offset: int) -> int | None:
        at = offset if name == "start" else offset - 1
        there = self.moved(Span(at, at + 1))
        return None if there is None else (there.start if name == "start" else there.end)


def spans_of(record: Record) -> list[Span]:
    """The words that a record is known by."""
    if isinstance(record, Statement):
        return sorted(record.content)
    if isinstance(record, Actor):
        return sorted(record.mentions)
    return [Span(record.start, record.end)]


class Targets:
    """Finds records by words. ``taken`` are records that other decisions name exactly: they are not borrowed."""

    def __init__(self, held: list[Held], words: Sequence[Words]) -> None:
        self.held = held
        self.taken: set[int] = set()
        for one in words:
            exact = self._exact(one.found.spans, one.event) if one.found else None
            if exact is not None:
                self.taken.add(id(exact))

    def find(self, words: Words, values: Mapping[str, Any]) -> Held | None:
        """The record that a decision is about, None if there is none."""
        if words.found is None:
            return None
        event, spans = words.event, words.found.spans
        found = self._exact(spans, event)
        if found is None and event.action != "reject":
            found = self._exact(_new_spans(spans, values), event)
        return found or self._nearest(words, spans, NEARLY if event.action in ("reject", "add") else OVERLAP)

    def _exact(self, spans: list[Span], event: Correction) -> Held | None:
        fitting = [one for one in self.held if _stands_on(one, spans)]
        was = event.was or {}
        return max(fitting, key=lambda one: _likeness(one.read or one.record, was), default=None)

    def _nearest(self, words: Words, spans: list[Span], least: float) -> Held | None:
        best, at = None, 0.0
        for one in self.held:
            if id(one) in self.taken or isinstance(one.record, Actor):
                continue
            score = max(overlap(spans, spans_of(record)) for record in (one.record, one.read) if record)
            if score >= least and score > at and not _other_cue(words, one.record):
                best, at = one, score
        return best


def _stands_on(held: Held, spans: list[Span]) -> bool:
    for record in (held.read, held.record):
        if record is None:
            continue
        if isinstance(record, Actor):
            if set(spans) & set(record.mentions):
                return True
        elif spans_of(record) == spans:
            return True
    return False


def _new_spans(spans: list[Span], values: Mapping[str, Any]) -> list[Span]:
    """The words that the record has once the values are in it."""
    if "content" in values:
        return sorted(values["content"])
    if "mentions" in values:
        return []
    return [Span(values.get("start", spans[0].start), values.get("end", spans[-1].end))] if spans else []


def _likeness(record: Record, was: Mapping[str, Any]) -> int:
    """In how many fields a record is as it had been when the person decided."""
    now = msgspec.to_builtins(record)
    return sum(1 for name, value in was.items() if name in now and now[name] == value)


def _other_cue(words: Words, record: Record) -> bool:
    """Whether a statement hangs on other words of saying than the one decided about: speech inside speech."""
    told = (words.event.was or {}).get("cue")
    if not isinstance(record, Statement) or record.cue is None or not told:
        return False
    cue = words.moved(msgspec.convert(told, Span))
    return cue is not None and overlap([cue], [record.cue]) == 0.0


def person_id(event: Correction, used: Iterable[str]) -> str:
    """An id for a statement that a person brought in: the same in every run, never one of the program's."""
    digest, size, known = sha256(event.id.encode()).hexdigest(), _ID, set(used)
    while f"p{digest[:size]}" in known and size < len(digest):
        size += 1
    return f"p{digest[:size]}"


__all__ = ["NEARLY", "OVERLAP", "Held", "Targets", "Words", "person_id", "spans_of"]
