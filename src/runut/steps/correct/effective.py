"""Which decisions stand: an undo takes one back, an undo of the undo brings it again, a note decides nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import UTC, datetime

from runut.model.correction import Correction

_NEVER = datetime.min.replace(tzinfo=UTC)


def moment(at: str) -> datetime:
    """An ISO 8601 time, in UTC unless it says otherwise; the beginning of time where it is none."""
    try:
        told = datetime.fromisoformat(at)
    except ValueError:
        return _NEVER
    return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)


def in_order(events: Iterable[Correction]) -> list[Correction]:
    """Events by time and id, each id once: the same list whatever order they came in."""
    ordered = sorted(events, key=lambda event: (moment(event.at), event.id, repr(event)))
    first: dict[str, Correction] = {}
    for event in ordered:
        first.setdefault(event.id, event)
    return list(first.values())


def effective(events: Iterable[Correction]) -> list[Correction]:
    """The decisions that stand, in order: no undo, no note, nothing that an undo which stands takes back.

    Undos that take each other back in a circle take back nothing.
    """
    ordered = in_order(events)
    gone = _undone(ordered)
    return [event for event in ordered if event.action not in ("undo", "note") and event.id not in gone]


def undone(events: Iterable[Correction]) -> set[str]:
    """Ids of the events that are taken back, undos among them."""
    return _undone(in_order(events))


def _undone(ordered: list[Correction]) -> set[str]:
    """Ids of the events taken back. An undo counts once it is known whether it stands itself."""
    known = {event.id for event in ordered}
    undos = [event for event in ordered if event.action == "undo" and event.undoes in known]
    waiting = {event.id: 0 for event in ordered}
    for undo in undos:
        waiting[undo.undoes or ""] += 1
    target = {undo.id: undo.undoes or "" for undo in undos}
    ready = deque(undo.id for undo in undos if waiting[undo.id] == 0)
    taken_back: set[str] = set()
    while ready:
        undo_id = ready.popleft()
        hit = target[undo_id]
        if undo_id not in taken_back:
            taken_back.add(hit)
        waiting[hit] -= 1
        if waiting[hit] == 0 and hit in target:
            ready.append(hit)
    return taken_back


__all__ = ["effective", "in_order", "moment", "undone"]
