"""People decide: an event is appended, the reading stands anew, the stories that it touches are worked out again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from runut.engine.resources import load_pack
from runut.errors import UsageError
from runut.model.correction import ARTICLE_KINDS, Anchor, Correction, anchor
from runut.model.span import Span
from runut.pipeline_stories import features_of
from runut.project.desk.standing import stand
from runut.steps.correct import check_correction, make_correction, make_undo
from runut.steps.group import pack_features
from runut.store import articles, events, readings
from runut.store.database import Database
from runut.store.readings import Stored

Key = str | tuple[int, int] | Sequence[Span]


def decide(
    database: Database,
    article_id: int,
    kind: str,
    action: str,
    key: Key,
    changes: Mapping[str, Any] | None = None,
    *,
    who: str,
    why: str = "",
) -> Correction:
    """Keep a decision about one record of an article, and let the reading stand anew.

    ``key`` is a statement's id, an actor's name, (start, end) of another record, "" for the article itself; for
    what is added, the spans of its words. Raises UsageError where there is no such thing or a value does not fit.
    """
    with database.writing() as connection:
        stored = readings.get_reading(connection, article_id)
        if stored is None:
            raise UsageError(f"no article {article_id} in this project")
        event = make_correction(
            stored.machine,
            stored.text,
            kind,
            action,
            key,
            changes,
            identity=_new_id(),
            at=_now(),
            who=who,
            why=why,
            shown=stored.standing,
        )
        _append(connection, [event])
    return event


def decide_across(
    database: Database,
    kind: str,
    action: str,
    anchors: Iterable[Anchor] = (),
    changes: Mapping[str, Any] | None = None,
    *,
    who: str,
    why: str = "",
) -> Correction:
    """Keep a decision across articles: about questions, utterances, stories, hops, drift, people."""
    if kind in ARTICLE_KINDS:
        raise UsageError(f"a {kind} stands in one article: decide it there")
    event = Correction(
        id=_new_id(),
        at=_now(),
        who=who,
        kind=kind,
        action=action,
        anchors=list(anchors),
        changes=dict(changes or {}),
        why=why,
    )
    check_correction(event)
    with database.writing() as connection:
        _append(connection, [event])
    return event


def undo(database: Database, uid: str, *, who: str, why: str = "") -> Correction:
    """Take a decision back; an undo's undo brings it again. Both stay in the history."""
    with database.writing() as connection:
        event = events.get_event(connection, uid)
        if event is None:
            raise UsageError(f"no decision {uid!r} in this project")
        made = make_undo(event, identity=_new_id(), at=_now(), who=who, why=why)
        _append(connection, [made])
    return made


def take_events(database: Database, given: Iterable[Correction]) -> int:
    """Keep decisions that were made elsewhere; those that are there already change nothing. Returns how many
    were new."""
    some = list(given)
    with database.writing() as connection:
        return _append(connection, some)


def anchor_of(stored: Stored, spans: Iterable[Span]) -> Anchor:
    """The anchor of some words of a stored article."""
    return anchor(stored.machine.article, stored.machine.sha256, stored.text, list(spans))


def _append(connection: Connection, given: Sequence[Correction]) -> int:
    """Append events and let the articles that they are about stand anew; all or nothing."""
    new = events.append_events(connection, given)
    if not new:
        return 0
    for name in sorted({a.article for event in given if event.kind in ARTICLE_KINDS for a in event.anchors}):
        _stand_anew(connection, name)
    articles.touch(connection)
    return new


def _stand_anew(connection: Connection, name: str) -> None:
    stored = readings.get_readings(connection, [name]).get(name)
    if stored is None:
        return  # decided elsewhere about an article that this project does not have: kept, and waits for it
    standing = stand(stored.machine, stored.text, events.events_of(connection, name))
    features = features_of(standing.reading, stored.text, load_pack)
    readings.put_standing(
        connection,
        stored.article_id,
        stored.version_id,
        standing,
        stored.text,
        pack_features(features),
    )


def _new_id() -> str:
    return uuid.uuid4().hex


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


__all__ = ["Key", "anchor_of", "decide", "decide_across", "take_events", "undo"]
