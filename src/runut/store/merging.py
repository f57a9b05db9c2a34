"""Versions that another project held are taken over, with their days, each once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select, update

from runut.store.articles import last_number, put_raw, put_text, touch
from runut.store.readings import put_record, put_rows
from runut.store.records import Standing, Taken
from runut.store.rows import insert_one
from runut.store.tables import article, version


class Incoming(msgspec.Struct, frozen=True):
    """A version as another project held it: with what was read in it, what stands of that, and when it came."""

    taken: Taken
    standing: Standing
    number: int
    added_at: str


def merge_versions(connection: Connection, name: str, added_at: str, versions: Sequence[Incoming]) -> int:
    """Take the versions of an article over that are not there yet. Returns how many there were.

    A version is there if one of the same text came at the same second; else if one of the same text came that
    stands for none of the others. The one that came last is the newest, wherever it came from.
    """
    had = connection.execute(select(article).where(article.c.name == name)).first()
    held = _versions(connection, had.id) if had else []
    missing = _missing(versions, [(row.snapshot, row.added_at) for row in held])
    if not missing:
        return 0
    identity = had.id if had else insert_one(connection, article, {"name": name, "added_at": added_at})
    for one in sorted(missing, key=lambda one: (one.added_at, one.number) if held else ("", one.number)):
        _put(connection, identity, one)
    newest = max(_versions(connection, identity), key=lambda row: (row.added_at, row.number))
    standing = {(one.taken.article.sha256, one.added_at): one for one in missing}
    told = standing.get((newest.snapshot, newest.added_at))
    if told is not None and (had is None or newest.id != had.version_id):
        values = {"version_id": newest.id, "url": told.taken.article.url}
        connection.execute(update(article).where(article.c.id == identity).values(**values))
        put_rows(connection, identity, told.standing, told.taken.article.text)
    touch(connection)
    return len(missing)


def _missing(versions: Sequence[Incoming], held: list[tuple[str, str]]) -> list[Incoming]:
    left = list(held)
    unmatched = []
    for one in versions:
        key = (one.taken.article.sha256, one.added_at)
        if key in left:
            left.remove(key)
        else:
            unmatched.append(one)
    missing = []
    for one in unmatched:
        alike = next((key for key in left if key[0] == one.taken.article.sha256), None)
        if alike is not None:
            left.remove(alike)
        else:
            missing.append(one)
    return missing


def _put(connection: Connection, identity: int, one: Incoming) -> None:
    taken = one.taken
    if taken.raw is not None:
        put_raw(connection, taken.raw)
    put_text(connection, taken.article.sha256, taken.article.text)
    row = {
        "article_id": identity,
        "number": last_number(connection, identity) + 1,
        "snapshot": taken.article.sha256,
        "raw": taken.raw.sha256 if taken.raw else None,
        "place": taken.place,
        "extractor": taken.extractor,
        "extractor_version": taken.extractor_version,
        "carrier": msgspec.json.encode(msgspec.structs.replace(taken.article, text="")),
        "added_at": one.added_at,
    }
    put_record(connection, insert_one(connection, version, row), taken, one.standing)


def _versions(connection: Connection, identity: int) -> list[Any]:
    return list(connection.execute(select(version).where(version.c.article_id == identity)))


__all__ = ["Incoming", "merge_versions"]
