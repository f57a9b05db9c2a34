"""What people decided: appended, read in order, never changed."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, func, select

from runut.model.correction import ARTICLE_KINDS, Correction
from runut.store.records import Page
from runut.store.rows import insert_new
from runut.store.tables import event

_BATCH = 400
_DECODER = msgspec.json.Decoder(Correction)


def append_events(connection: Connection, events: Iterable[Correction]) -> int:
    """Append decisions that are not there yet. Returns how many were new."""
    return insert_new(
        connection,
        event,
        [
            {
                "uid": one.id,
                "at": one.at,
                "who": one.who,
                "kind": one.kind,
                "action": one.action,
                "article": _article(one),
                "record": msgspec.json.encode(one),
            }
            for one in events
        ],
    )


def all_events(connection: Connection, *, who: str | None = None) -> list[Correction]:
    """All decisions in the order in which they came in; of one person, if asked."""
    query = select(event.c.record).order_by(event.c.id)
    if who is not None:
        query = query.where(event.c.who == who)
    return [_DECODER.decode(row.record) for row in connection.execute(query)]


def events_of(connection: Connection, article: str) -> list[Correction]:
    """Decisions about one article, with the undoing of them."""
    query = select(event.c.record).where(event.c.article == article).order_by(event.c.id)
    return [_DECODER.decode(row.record) for row in connection.execute(query)]


def events_across(connection: Connection) -> list[Correction]:
    """Decisions across articles, with the undoing of them."""
    query = select(event.c.record).where(event.c.kind.not_in(ARTICLE_KINDS)).order_by(event.c.id)
    return [_DECODER.decode(row.record) for row in connection.execute(query)]


def get_event(connection: Connection, uid: str) -> Correction | None:
    """A decision by its id."""
    record = connection.execute(select(event.c.record).where(event.c.uid == uid)).scalar()
    return _DECODER.decode(record) if record else None


def list_events(
    connection: Connection,
    *,
    who: str | None = None,
    kind: str | None = None,
    article: str | None = None,
    offset: int = 0,
    most: int = 50,
) -> Page:
    """A piece of the history, the newest first."""
    asked = {"who": who, "kind": kind, "article": article}
    wanted = [event.c[name] == value for name, value in asked.items() if value is not None]
    query = select(event.c.record).where(*wanted).order_by(event.c.id.desc()).offset(offset).limit(most)
    total = connection.execute(select(func.count()).select_from(event).where(*wanted)).scalar() or 0
    return Page([_DECODER.decode(row.record) for row in connection.execute(query)], total)


def undos_among(connection: Connection, uids: Iterable[str]) -> list[Correction]:
    """Some decisions with everything that takes them back, or brings them again."""
    found: dict[str, Correction] = {}
    waiting = set(uids)
    undos = [
        _DECODER.decode(row.record)
        for row in connection.execute(select(event.c.record).where(event.c.action == "undo"))
    ]
    some = sorted(waiting)
    for at in range(0, len(some), _BATCH):
        query = select(event.c.record).where(event.c.uid.in_(some[at : at + _BATCH]))
        for row in connection.execute(query):
            one = _DECODER.decode(row.record)
            found[one.id] = one
    while waiting:
        next_ones = [one for one in undos if one.undoes in waiting and one.id not in found]
        found.update({one.id: one for one in next_ones})
        waiting = {one.id for one in next_ones}
    return list(found.values())


def count_kinds(connection: Connection) -> dict[str, int]:
    """How many decisions there are of each kind."""
    counted = func.count().label("n")
    rows = connection.execute(select(event.c.kind, counted).group_by(event.c.kind).order_by(counted.desc()))
    return {row.kind: row.n for row in rows}


def ids_from(connection: Connection, beginning: str) -> list[str]:
    """The ids of decisions that begin so, some of them."""
    query = select(event.c.uid).where(event.c.uid.startswith(beginning, autoescape=True)).limit(3)
    found = list(connection.execute(query).scalars())
    return [beginning] if beginning in found else found


def count_deciders(connection: Connection) -> dict[str, int]:
    """Who decided how often."""
    counted = func.count().label("n")
    rows = connection.execute(select(event.c.who, counted).group_by(event.c.who).order_by(counted.desc()))
    return {row.who: row.n for row in rows}


def _article(one: Correction) -> str | None:
    """The article that it stands in; None for a decision across articles."""
    return one.anchors[0].article if one.kind in ARTICLE_KINDS and one.anchors else None


__all__ = [
    "all_events",
    "append_events",
    "count_deciders",
    "count_kinds",
    "events_across",
    "events_of",
    "get_event",
    "ids_from",
    "list_events",
    "undos_among",
]
