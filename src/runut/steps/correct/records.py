"""Decisions on the records of one kind: each is applied to its record, or brings a person's record in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec.structs import replace

from runut.model.correction import Correction
from runut.model.ledger import NO_OUTLET, UNSTATED
from runut.model.reading import Actor, Defect, Furniture, Place, Quantity, Reading, Statement, Timex
from runut.model.span import Span
from runut.model.vocabulary import PERSON
from runut.steps.correct.fields import RECORDS, Record, typed
from runut.steps.correct.targets import Held, Targets, Words, person_id, spans_of


class Bench:
    """The records of one kind of one article while decisions are applied.

    ``orphaned`` are decisions whose words are gone; ``idle`` those that take out what is not read anyway.
    """

    def __init__(self, kind: str, records: Iterable[Record], outlet: str | None, text: str, sha: str) -> None:
        self.kind = kind
        self.outlet = outlet
        self.text = text
        self.sha = sha
        self.held = [Held(record, record, [], identity_of(record)) for record in records]
        self.order: dict[str, int] = {}
        self.orphaned: list[Correction] = []
        self.idle: list[Correction] = []

    def decide(self, events: list[Correction]) -> None:
        """Apply decisions in order. Raises UsageError where one has values that do not fit its kind."""
        self.order = {event.id: at for at, event in enumerate(events)}
        words = [Words(event, self.text, self.sha) for event in events]
        targets = Targets(self.held, words)
        for one in words:
            self._apply(one, targets)
        self._single_out()

    def _apply(self, words: Words, targets: Targets) -> None:
        event = words.event
        values = words.moved_values(typed(self.kind, event.changes)) if words.found else None
        if values is None:
            self.orphaned.append(event)
            return
        held = targets.find(words, values)
        if held is None and event.action == "reject":
            self.idle.append(event)
            return
        if held is None:
            held = self._brought_in(words, values)
            if held is None:
                self.orphaned.append(event)
                return
            self.held.append(held)
            targets.taken.add(id(held))
        held.events.append((event, values))
        held.record = _with(held.record, values)

    def _single_out(self) -> None:
        """Never two records of the same words by a decision: the one decided about last stays."""
        if self.kind in ("defect", "actor"):
            return
        by_words: dict[tuple[Span, ...], list[Held]] = {}
        for one in self.held:
            if not one.rejected:
                by_words.setdefault(tuple(spans_of(one.record)), []).append(one)
        for group in by_words.values():
            last = max((self.order[one.verdict.id] for one in group if one.verdict), default=-1)
            if last >= 0 and any(_put_there(one) for one in group):
                for one in group:
                    one.doubled = one.verdict is None or self.order[one.verdict.id] != last

    def _brought_in(self, words: Words, values: dict[str, Any]) -> Held | None:
        """The person's record where the program reads none: a new one, or the one it read at that time."""
        event, place = words.event, words.found
        assert place is not None
        if event.action == "add":
            record = _new(self.kind, place.spans, values, event, self.outlet)
        elif event.was is None:
            return None
        else:
            record = _restored(self.kind, event.was, words)
        if isinstance(record, Statement):
            identity = person_id(event, (one.identity for one in self.held))
            record = replace(record, id=identity, parent=None)
        return Held(record, None, [], identity_of(record))

    def kept(self) -> list[Held]:
        """What is in the reading afterwards: the program's records in their order, a person's where they stand."""
        found = [one for one in self.held if one.read is not None and not one.out]
        brought = [one for one in self.held if one.read is None and not one.out]
        for one in sorted(brought, key=_start):
            at = next((at for at, other in enumerate(found) if _start(other) > _start(one)), len(found))
            found.insert(at, one)
        return found


def _put_there(held: Held) -> bool:
    """Whether a person, not the program, put a record on its words."""
    return held.read is None or spans_of(held.read) != spans_of(held.record)


def _start(held: Held) -> tuple[Span, str]:
    return spans_of(held.record)[0], held.identity


def identity_of(record: Record) -> str:
    """A statement's id, an actor's name, nothing for others."""
    if isinstance(record, Statement):
        return record.id
    return record.name if isinstance(record, Actor) else ""


def _with(record: Record, values: dict[str, Any]) -> Record:
    return replace(record, **values) if values else record


def _restored(kind: str, was: dict[str, Any], words: Words) -> Record:
    """The record as it had been read, at the words where it is decided about; spans nobody vouches for go."""
    place = words.found
    assert place is not None
    moved: dict[str, Any] = {}
    for name, value in was.items():
        if name in ("start", "end", "content", "parent", "evidence", "continued"):
            continue
        if name in ("cue", "source"):
            value = words.moved(msgspec.convert(value, Span)) if value else None
        elif name == "mentions":
            spans = [words.moved(span) for span in msgspec.convert(value, list[Span])]
            value = [span for span in spans if span is not None] or place.spans
        elif name == "relays":
            value = [{**relay, "source": None, "cue": None} for relay in value]
        moved[name] = value
    if kind == "statement":
        moved["content"] = place.spans
    elif kind != "actor":
        moved["start"], moved["end"] = place.spans[0].start, place.spans[-1].end
    if kind == "quantity":
        moved["statement"] = None  # ids of another reading: it is tied anew
    built: Record = msgspec.convert(msgspec.to_builtins(moved), RECORDS[kind][0])
    return built


def _new(
    kind: str, spans: list[Span], values: dict[str, Any], event: Correction, outlet: str | None
) -> Record:
    """A record that a person adds: what is not given has its plainest value."""
    start, end = spans[0].start, spans[-1].end
    get = values.get
    if kind == "statement":
        name = get("source_name") or (get("chain") or [UNSTATED])[0]
        chain = [name, outlet or NO_OUTLET]
        return Statement("", spans, None, None, name, "indirect", "asserts", chain, None, 1.0)
    if kind == "quantity":
        return Quantity(start, end, get("low"), get("high"), "exact", None, None, None, PERSON)
    if kind == "time":
        return Timex(start, end, None, PERSON)
    if kind == "place":
        return Place(start, end, get("name", ""), rule=PERSON)
    if kind == "actor":
        return Actor(get("name", ""), get("type", "person"), None, spans)
    if kind == "furniture":
        return Furniture(start, end, get("kind", ""), event.why)
    return Defect(start, end, get("kind", ""), event.why)


def bench_of(kind: str, reading: Reading, text: str) -> Bench:
    """The records of one kind of a reading."""
    return Bench(kind, getattr(reading, RECORDS[kind][1]), reading.outlet, text, reading.sha256)


__all__ = ["Bench", "bench_of", "identity_of"]
