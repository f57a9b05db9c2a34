"""Fills a project's store with made-up articles, straight into its tables: outlets, sources and words as uneven as
in real news (Zipf), stories of one to some dozens of articles. Nothing of it is any real article's text."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec
import numpy as np
from sqlalchemy import Connection, Table, text

from runut.model.article import Article
from runut.model.dossier import Question, Story, StoryActor
from runut.model.reading import Reading, Statement
from runut.model.span import Span
from runut.project.desk import READER, Desk, init_desk
from runut.store.rows import now, put_setting
from runut.store.tables import (
    actor,
    article,
    finding,
    question,
    reading,
    snapshot,
    statement,
    story,
    version,
)

SYLLABLES = [a + b for a in "bdghjklmnprstw" for b in "aeiou"]
STANCES = ("asserts", "denies", "doubts", "cannot-confirm", "asks", "orders", "promises")
_AT_ONCE = 2_000  # articles made and written together


class World:
    """Words, people and outlets, from a seed."""

    def __init__(self, seed: int = 7) -> None:
        self.rng = np.random.default_rng(seed)
        self.words = self._words(30_000, 2, 5)
        names = self._words(24_000, 2, 4)
        self.sources = [f"{a.title()} {b.title()}" for a, b in zip(names[::2], names[1::2], strict=True)]
        self.outlets = [f"{word.title()} Pos" for word in self._words(150, 2, 3)]

    def _words(self, many: int, least: int, most: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < many:
            found["".join(self.rng.choice(SYLLABLES, self.rng.integers(least, most)))] = None
        return list(found)

    def pick(self, things: list[str], many: int, steep: float = 1.3) -> list[str]:
        """So many of them, the first ones far oftener than the last."""
        return [things[at] for at in (self.rng.zipf(steep, many) - 1) % len(things)]


def fill(desk: Desk, articles: int, each: int = 15, seed: int = 7) -> None:
    """So many articles, with about ``each`` statements in each."""
    world = World(seed)
    with desk.database.writing() as connection, _Searchable(connection):
        homes = _stories(world, articles)
        for at in range(0, articles, _AT_ONCE):
            _put_articles(connection, world, range(at + 1, min(at + _AT_ONCE, articles) + 1), homes, each)
        _put_stories(connection, world, homes)
        put_setting(connection, "generation", "1")
        put_setting(connection, "assembled", "1")
    if not desk.database.is_sqlite:
        _set_sequences(desk)
    with desk.database.engine.connect() as connection:
        connection.execute(text("analyze"))
        connection.commit()


def _stories(world: World, articles: int) -> np.ndarray[Any, Any]:
    """The story of each article: most have one to three, some dozens."""
    sizes = np.minimum(world.rng.zipf(1.9, articles), 60)
    return np.repeat(np.arange(1, articles + 1), sizes)[:articles]


def _put_articles(
    connection: Connection, world: World, numbers: range, homes: np.ndarray[Any, Any], each: int
) -> None:
    rows: dict[Table, list[dict[str, Any]]] = {
        table: [] for table in (snapshot, article, version, reading, statement, finding)
    }
    for number in numbers:
        _make_article(rows, world, number, int(homes[number - 1]), each)
    for table, some in rows.items():
        bulk(connection, table, some)


def _make_article(
    rows: dict[Table, list[dict[str, Any]]], world: World, number: int, home: int, each: int
) -> None:
    rng = world.rng
    said = [" ".join(world.pick(world.words, 22)) for _ in range(max(0, int(rng.poisson(each))))]
    words = ". ".join([*said, " ".join(world.pick(world.words, 60))])
    digest = sha256(f"{number} {words}".encode()).hexdigest()
    year, month, day = 2016 + home % 10, 1 + home % 12, 1 + int(rng.integers(28))
    published = f"{year}-{month:02}-{day:02}" if number % 50 else None
    name, title = f"https://berita.example/{number}", " ".join(world.pick(world.words, 9)).capitalize()
    sources = world.pick(world.sources, len(said))
    stances = world.pick(list(STANCES), len(said), 2.2)
    statements, at = [], 0
    for n, (one, who, stance) in enumerate(zip(said, sources, stances, strict=True), 1):
        span = Span(at, at + len(one))
        at += len(one) + 2
        statements.append(Statement(f"s{n}", [span], None, None, who, "indirect", stance, [], published, 0.8))
        rows[statement].append(
            {
                "article_id": number,
                "story_id": home,
                "own": f"s{n}",
                "start": span.start,
                "end": span.end,
                "source_name": who,
                "stance": stance,
                "kind": "indirect",
                "said_on": published,
                "words": one,
                "edge": False,
                "decided": None,
            }
        )
        rows[finding].append(_finding("statement", number, home, f"{number}#s{n}", who, one, published))
    rows[finding].append(_finding("article", number, home, str(number), title, words, published))
    rows[snapshot].append({"sha256": digest, "text": words, "chars": len(words)})
    outlet = world.pick(world.outlets, 1)[0]
    read = Reading(
        name, "id", outlet, title, published, "carrier", digest, [], [], statements, [], [], [], []
    )
    record = msgspec.json.encode(read)
    rows[article].append(
        {
            "id": number,
            "name": name,
            "url": name,
            "version_id": number,
            "outlet": outlet,
            "title": title,
            "language": "id" if number % 9 else "en",
            "published": published,
            "day": published,
            "statements": len(statements),
            "figures": len(statements) // 2,
            "defects": int(number % 7 == 0),
            "decided": int(number % 400 == 0),
            "orphaned": 0,
            "story_id": home,
            "added_at": now(),
        }
    )
    carrier = msgspec.json.encode(Article(name, "", digest, url=name, title=title, extracted=True))
    rows[version].append(
        {
            "id": number,
            "article_id": number,
            "number": 1,
            "snapshot": digest,
            "raw": None,
            "place": None,
            "extractor": "jsonl",
            "extractor_version": "0",
            "carrier": carrier,
            "added_at": now(),
        }
    )
    rows[reading].append(
        {
            "version_id": number,
            "reader": READER,
            "record": record,
            "features": None,
            "corrected": None,
            "decisions": None,
            "digest": sha256(record).hexdigest()[:16],
            "read_at": now(),
        }
    )


def _put_stories(connection: Connection, world: World, homes: np.ndarray[Any, Any]) -> None:
    rows: dict[Table, list[dict[str, Any]]] = {table: [] for table in (story, question, actor, finding)}
    for home, first, size in zip(*np.unique(homes, return_index=True, return_counts=True), strict=True):
        _make_story(rows, world, int(home), int(first) + 1, int(size))
        if len(rows[story]) >= _AT_ONCE:
            for table, some in rows.items():
                bulk(connection, table, some)
                some.clear()
    for table, some in rows.items():
        bulk(connection, table, some)


def _make_story(
    rows: dict[Table, list[dict[str, Any]]], world: World, home: int, first: int, size: int
) -> None:
    names = [f"https://berita.example/{number}" for number in range(first, first + size)]
    title = " ".join(world.pick(world.words, 9)).capitalize()
    asked: list[Question] = []
    disputed = 0
    for n in range(1 + size // 2):
        own, words = f"q-{n}", " ".join(world.pick(world.words, 8)) + "?"
        differs = size > 2 and world.rng.random() < 0.2
        disputed += differs
        asked.append(Question(own, words, None, [], [], [], 1, min(size, 3)))
        rows[question].append(
            {
                "story_id": home,
                "own": own,
                "text": words,
                "unit": None,
                "low": 1.0,
                "high": 3.0,
                "articles": size,
                "origins_low": 1,
                "origins_high": min(size, 3),
                "disputed": differs,
                "importance": float(size) + n / 10,
            }
        )
        rows[finding].append(_finding("question", None, home, f"{home}#{own}", words, "", None))
    cast = dict.fromkeys(world.pick(world.sources, 4 + size))
    for name in cast:
        rows[actor].append({"story_id": home, "name": name, "type": "person", "role": None, "party": False})
        rows[finding].append(_finding("actor", None, home, name, name, "", None))
    rows[finding].append(_finding("story", None, home, str(home), title, "", None))
    told = Story(
        f"story-{home:010}", title, names, asked, [], [], [StoryActor(n, "person", [n]) for n in cast]
    )
    year, month = 2016 + home % 10, 1 + home % 12
    rows[story].append(
        {
            "id": home,
            "own": told.id,
            "digest": sha256(told.id.encode()).hexdigest()[:24],
            "title": title,
            "language": "id",
            "articles": size,
            "copies": size // 4,
            "origins_low": 1,
            "origins_high": min(size, 3),
            "questions": len(asked),
            "conflicts": disputed,
            "denials": 0,
            "first": f"{year}-{month:02}-01",
            "last": f"{year}-{month:02}-28",
            "weight": size + 2.0 * disputed,
            "record": msgspec.json.encode(told),
        }
    )


def _finding(
    kind: str, article_id: int | None, home: int, ref: str, head: str, body: str, day: str | None
) -> dict[str, Any]:
    return {
        "kind": kind,
        "article_id": article_id,
        "story_id": home,
        "ref": ref,
        "head": head,
        "body": body,
        "day": day,
    }


def bulk(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Rows into a table the fastest way that the database has."""
    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in rows[0])
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" for _ in rows[0])
        cursor = connection.connection.cursor()
        cursor.executemany(
            f"insert into {table.name} ({columns}) values ({marks})", [tuple(row.values()) for row in rows]
        )
        return
    cursor = connection.connection.cursor()
    with cursor.copy(f"copy {table.name} ({columns}) from stdin") as copy:
        for row in rows:
            copy.write_row(tuple(row.values()))


class _Searchable:
    """SQLite's search index is made at the end, in one go: four times as fast."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.lite = connection.dialect.name == "sqlite"
        self.triggers: list[str] = []

    def __enter__(self) -> None:
        if self.lite:
            found = self.connection.execute(
                text("select name, sql from sqlite_master where type = 'trigger'")
            )
            for name, made in found.all():
                self.triggers.append(made)
                self.connection.execute(text(f"drop trigger {name}"))

    def __exit__(self, kind: object, *_: object) -> None:
        if self.lite and kind is None:
            for made in self.triggers:
                self.connection.exec_driver_sql(made)
            self.connection.execute(text("insert into finding_words (finding_words) values ('rebuild')"))


def _set_sequences(desk: Desk) -> None:
    with desk.database.writing() as connection:
        for table in (article, version, story):
            connection.execute(
                text(
                    f"select setval(pg_get_serial_sequence('{table.name}', 'id'), "
                    f"(select max(id) from {table.name}))"
                )
            )


def main(argv: list[str]) -> Iterator[str]:
    """fill.py FOLDER ARTICLES"""
    started = time.monotonic()
    with init_desk(argv[1]) as desk:
        fill(desk, int(argv[2]))
        yield f"{desk.tally()}"
    yield f"{time.monotonic() - started:.0f} s"


if __name__ == "__main__":
    for line in main(sys.argv):
        print(line)
