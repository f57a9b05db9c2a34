"""One record with all that is known of it: what the program read, what stands, who decided what and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from runut.model.correction import Correction
from runut.model.decision import Corrected, Decision, Key
from runut.model.reading import Reading
from runut.steps.correct import RECORDS, Concern, Record, record_of, undone
from runut.project.desk.standing import decided_in, stand
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
        return Inspected(
            stored, seen.reading, stored.machine, seen.reading, seen.of(kind, ""), told
        )
    standing = record_of(seen.reading, kind, key)
    machine = record_of(stored.machine, kind, key) or _under(stored.machine, kind, known, gone, standing, stored)
    records = [record for record in (machine, standing) if record is not None]
    if not records:
        return None
    if standing is None and machine is not None:
        standing = _moved(seen, stored, kind, known, gone, machine)
    about = concern.about(kind, [record for record in (machine, standing) if record is not None])
    told = [Told(event, event.id in gone) for event in about]
    decided = [one for one in seen.decisions if one.kind == kind and one.id in {event.id for event in about}]
    return Inspected(stored, seen.reading, machine, standing, decided, told)


def _under(
    machine: Reading, kind: str, known: Sequence[Correction], gone: set[str], standing: Record | None, stored: Stored
) -> Record | None:
    """The program's record under one that a person gave another key."""
    if standing is None:
        return None
    return _partner(machine, kind, known, gone, standing, stored)


def _moved(
    seen: Corrected, stored: Stored, kind: str, known: Sequence[Correction], gone: set[str], machine: Record
) -> Record | None:
    """The standing record that a person made of the program's by giving it another key."""
    return _partner(seen.reading, kind, known, gone, machine, stored)


def _partner(
    reading: Reading, kind: str, known: Sequence[Correction], gone: set[str], record: Record, stored: Stored
) -> Record | None:
    standing_events = [event for event in known if event.id not in gone]
    concern = Concern(standing_events, stored.text, stored.machine.sha256)
    mine = {event.id for event in concern.about(kind, [record])}
    others: list[Any] = getattr(reading, RECORDS[kind][1])
    for other in others:
        if mine & {event.id for event in concern.about(kind, [other])}:
            found: Record = other
            return found
    return None


__all__ = ["Inspected", "Told", "as_seen", "inspect"]
