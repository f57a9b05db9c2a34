"""What a project holds, what could not be read, what is to be done, how much room it takes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select, text

from runut.model.article import Unread
from runut.project.desk.folder import Folder
from runut.project.desk.taking import READER
from runut.store import articles, events, feeds, readings, stories
from runut.store.database import Database
from runut.store.tables import raw, snapshot
from runut.store.upgrading import shape_of


class Room(msgspec.Struct, frozen=True):
    """Bytes: of the whole store, of the articles as they came (packed), of their texts."""

    store: int
    raw: int
    texts: int


class Survey(msgspec.Struct, frozen=True):
    """The state of a project."""

    project: str
    store: str
    shape: str | None
    reader: str
    articles: int
    versions: int
    outlets: int
    statements: int
    figures: int
    defects: int
    first: str | None
    last: str | None
    languages: dict[str, int]
    stories: int
    questions: int
    stale: bool
    older: int
    decisions: int
    orphaned: int
    feeds: int
    unread: list[Unread]
    room: Room


def survey(database: Database, folder: Folder) -> Survey:
    """The state of a project at one moment."""
    with database.reading() as connection:
        counted = articles.count_articles(connection, "language")
        story_count, questions = stories.count_stories(connection)
        return Survey(
            project=str(folder.path),
            store=database.place,
            shape=shape_of(database),
            reader=READER,
            **articles.sum_articles(connection),
            languages={code or "": n for code, n in counted},
            stories=story_count,
            questions=questions,
            stale=stories.assembled(connection) != articles.generation(connection),
            older=readings.count_unlike(connection, READER),
            decisions=sum(events.count_deciders(connection).values()),
            feeds=len(feeds.get_feeds(connection)),
            unread=articles.get_unread(connection),
            room=_room(connection, database),
        )


def _room(connection: Connection, database: Database) -> Room:
    return Room(
        _store_size(connection, database),
        _sum(connection, func.length(raw.c.packed)),
        _sum(connection, snapshot.c.chars),
    )


def _sum(connection: Connection, what: Any) -> int:
    return int(connection.execute(select(func.coalesce(func.sum(what), 0))).scalar() or 0)


def _store_size(connection: Connection, database: Database) -> int:
    if not database.is_sqlite:
        return int(connection.execute(text("select pg_database_size(current_database())")).scalar() or 0)
    files = (Path(f"{database.url.database}{ending}") for ending in ("", "-wal"))
    return sum(os.path.getsize(file) for file in files if file.exists())


__all__ = ["Room", "Survey", "survey"]
