"""One record with all that is known of it: what the program read, what stands, who decided what and when."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from runut.model.correction import Correction
from runut.model.decision import Corrected, Decision, Key
from runut.model.reading import Reading
from runut.project.desk.standing import decided_in, stand
from runut.steps.correct import RECORDS, Concern, Record, record_of, undone
from runut.store import events, readings
from runut.store.readings import Stored


class Told(msgspec.Struct, frozen=True):
    """A decision in a history. ``taken_back``: somebody has undone it since."""

    event: Correction
    taken_back: bool


class Inspected(msgspec.Struct, frozen=True):
    """One record. ``machine`` is None where a person brought it in, ``standing`` where it was taken out;
    ``kind`` article has the whole readings in their place."""

    stored: Stored
    reading: Reading
    machine: Record | Reading | None
    standing: Record | Reading | None
    decisions: list[Decision]
    history: list[Told]


def as_seen(connection: Connection, stored: Stored, only: str | None = None) -> Corrected:
    """What stands in an article with what was decided there; as one person sees it who is not shown what
    ``only`` did not decide."""
    if only is None:
        return decided_in(stored)
    own = [event for event in events.events_of(connection, stored.machine.article) if event.who == only]
    standing = stand(stored.machine, stored.text, own)
    return decided_in(
        msgspec.structs.replace(stored, standing=standing.reading, decisions=standing.decisions)
    )


def inspect(
    connection: Connection, article_id: int, kind: str, key: Key, only: str | None = None
) -> Inspected | None:
    """A record by its key, as the program read it and as it stands; None where neither is there.

    ``only`` leaves out what others than this person decided.
    """
    stored = readings.get_reading(connection, article_id)
    if stored is None:
        return None
    seen = as_seen(connection, stored, only)
    known = [e for e in events.events_of(connection, stored.machine.article) if only in (None, e.who)]
    concern = Concern(known, stored.text, stored.machine.sha256)
    gone = undone(known)
    if kind == "article":
        about = concern.about(kind, [])
        told = [Told(event, event.id in gone) for event in about]
        return Inspected(stored, seen.reading, stored.machine, seen.reading, seen.of(kind, ""), told)
    machine, standing = _pair(stored.machine, seen, kind, key, concern, known)
    records = [record for record in (machine, standing) if record is not None]
    if not records:
        return None
    about = concern.about(kind, records)
    ids = {event.id for event in about}
    decided = [one for one in seen.decisions if one.kind == kind and one.id in ids]
    told = [Told(event, event.id in gone) for event in about]
    return Inspected(stored, seen.reading, machine, standing, decided, told)


def _pair(
    read: Reading, seen: Corrected, kind: str, key: Key, concern: Concern, known: Sequence[Correction]
) -> tuple[Record | None, Record | None]:
    """The record as the program read it and as it stands, though a person gave it another key."""
    machine, standing = record_of(read, kind, key), record_of(seen.reading, kind, key)
    if machine is None and standing is not None:
        by = {decision.id for decision in seen.of(kind, key)}
        events_there = [event for event in known if event.id in by]
        machine = next((r for r in _records(read, kind) if concern.any_about(events_there, kind, r)), None)
    elif machine is not None and standing is None:
        ids = {event.id for event in concern.about(kind, [machine])}
        keys = [decision.key for decision in seen.decisions if decision.id in ids]
        standing = next((r for one in keys if (r := record_of(seen.reading, kind, one))), None)
    return machine, standing


def _records(reading: Reading, kind: str) -> list[Record]:
    found: list[Record] = getattr(reading, RECORDS[kind][1])
    return found


__all__ = ["Inspected", "Told", "as_seen", "inspect"]
