"""What a person or a program points at across articles, tied to its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection

from runut.errors import UsageError
from runut.model.correction import Anchor
from runut.steps.correct import make_anchor
from runut.store import readings
from runut.store.readings import Stored


class Thing(msgspec.Struct, frozen=True, omit_defaults=True):
    """An article by its name, or a statement in it by its id, or a figure in it by its characters."""

    article: str
    statement: str | None = None
    start: int | None = None
    end: int | None = None


def written_thing(thing: Thing | Mapping[str, Any]) -> str:
    """A thing as it stands in a form, or in an address."""
    return msgspec.json.encode(thing).decode()


def anchors_of(connection: Connection, things: Iterable[Thing]) -> list[Anchor]:
    """The anchors of some things, in their order. Raises UsageError where one is not there."""
    some = list(things)
    held = readings.get_readings(connection, (thing.article for thing in some))
    return [_anchor(thing, held.get(thing.article)) for thing in some]


def _anchor(thing: Thing, stored: Stored | None) -> Anchor:
    if stored is None:
        raise UsageError(f"no article {thing.article!r} in this project")
    key: str | tuple[int, int] | None = thing.statement
    if key is None and thing.start is not None and thing.end is not None:
        if not 0 <= thing.start < thing.end <= len(stored.text):
            raise UsageError(f"{thing.article}: {thing.start}–{thing.end} does not lie inside the text")
        key = (thing.start, thing.end)
    return make_anchor(stored.standing, stored.text, key)


__all__ = ["Thing", "anchors_of", "written_thing"]
