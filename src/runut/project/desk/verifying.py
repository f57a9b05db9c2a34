"""Everything that is stored is held against its hash: bytes, texts, every span, lists, decisions."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DatabaseError

from runut.model.reading import Reading
from runut.project.desk.spans import count_spans, faults_of
from runut.store import articles, events, readings, stories
from runut.store.database import Database
from runut.store.tables import article, finding, raw, snapshot, statement, version

_STEP = 200  # texts or bytes in memory at a time


class Verified(msgspec.Struct):
    """What was looked at, and all that is wrong, a line each."""

    articles: int = 0
    versions: int = 0
    spans: int = 0
    texts: int = 0
    raws: int = 0
    stories: int = 0
    decisions: int = 0
    wrong: list[str] = []


def verify_store(database: Database, told: Callable[[str], None] = lambda what: None) -> Verified:
    """Look at everything, as it stands at one moment. ``told`` hears what is being looked at."""
    seen = Verified()
    with database.reading() as connection:
        for what, look in _LOOKS.items():
            told(what)
            seen.wrong += look(connection, seen)
    told("search")
    seen.wrong += _search(database)
    return seen


def _file(connection: Connection, _: Verified) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("pragma quick_check(20)")):
        if line != "ok":
            yield f"the file itself: {line}"
    for row in connection.execute(text("pragma foreign_key_check")):
        yield f"{row[0]} {row[1]}: points at a {row[2]} that is not there"


def _texts(connection: Connection, seen: Verified) -> Iterator[str]:
    for row in _walk(connection, snapshot):
        seen.texts += 1
        if sha256(row.text.encode("utf-8", "surrogatepass")).hexdigest() != row.sha256:
            yield f"text {row.sha256[:12]}: changed since it was stored"
        elif len(row.text) != row.chars:
            yield f"text {row.sha256[:12]}: {len(row.text)} characters, not {row.chars}"


def _raws(connection: Connection, seen: Verified) -> Iterator[str]:
    for row in _walk(connection, raw):
        seen.raws += 1
        if row.packed is None:
            continue
        try:
            data = zlib.decompress(row.packed)
        except zlib.error as error:
            yield f"bytes {row.sha256[:12]}: cannot be unpacked ({error})"
            continue
        if sha256(data).hexdigest() != row.sha256 or len(data) != row.size:
            yield f"bytes {row.sha256[:12]}: changed since they were stored"


def _walk(connection: Connection, table: Any) -> Iterator[Any]:
    after = ""
    while True:
        query = select(table).where(table.c.sha256 > after).order_by(table.c.sha256).limit(_STEP)
        some = connection.execute(query).all()
        if not some:
            return
        yield from some
        after = some[-1].sha256


def _readings(connection: Connection, seen: Verified) -> Iterator[str]:
    for versions in readings.walk_articles(connection):
        seen.articles += 1
        for one in versions:
            seen.versions += 1
            told = f"{one.name}, version {one.number}"
            if one.record is None:
                yield f"{told}: never read"
                continue
            for which, record in (("", one.record), (" (corrected)", one.corrected)):
                if record is not None:
                    wrong = list(faults_of(record, one.snapshot, one.text))
                    yield from (f"{told}{which}: {line}" for line in wrong)
                    seen.spans += 0 if wrong else count_spans(record)
            if one.newest:
                yield from (f"{told}: {line}" for line in _rows(connection, one))
        if not any(one.newest for one in versions):
            yield f"{versions[0].name}: which version is the newest is not known"


def _rows(connection: Connection, one: readings.Walked) -> Iterator[str]:
    """Whether the lists say what stands of the reading."""
    try:
        told = msgspec.json.decode(one.corrected or one.record or b"", type=Reading)
    except msgspec.DecodeError as error:
        yield f"the reading is broken ({error})"
        return
    wanted = {s.id: (min(c.start for c in s.content), max(c.end for c in s.content)) for s in told.statements}
    query = select(statement).where(statement.c.article_id == one.article_id)
    listed = {row.own: row for row in connection.execute(query)}
    for own in wanted.keys() ^ listed.keys():
        yield f"statement {own} is {'not ' if own in wanted else ''}in the lists{'' if own in wanted else ' alone'}"
    for own in wanted.keys() & listed.keys():
        row = listed[own]
        if (row.start, row.end) != wanted[own]:
            yield f"statement {own}: the lists have it at {row.start} to {row.end}"
        elif not " ".join(one.text[row.start : row.end].split()).startswith(row.words):
            yield f"statement {own}: the lists have other words"


def _stories(connection: Connection, seen: Verified) -> Iterator[str]:
    query = (
        select(article.c.name, snapshot.c.chars)
        .join(version, version.c.id == article.c.version_id)
        .join(snapshot, snapshot.c.sha256 == version.c.snapshot)
    )
    chars = {row.name: row.chars for row in connection.execute(query)}
    stale = stories.assembled(connection) != articles.generation(connection)
    for row, one in stories.walk_stories(connection):
        seen.stories += 1
        if missing := [name for name in one.articles if name not in chars]:
            yield f"story {row.own}: made of articles that are not there: {', '.join(missing[:3])}"
        if stale:
            continue  # made of earlier versions, and to be made anew
        places = [(e.id, e.article, e.start, e.end) for q in one.questions for e in q.entries]
        places += [(r.statement, r.article, r.start, r.end) for u in one.utterances for r in u.statements]
        for own, name, start, end in places:
            if not 0 <= start <= end <= chars.get(name, 0):
                yield f"story {row.own}, {own}: {start} to {end} is not in {name}"


def _decisions(connection: Connection, seen: Verified) -> Iterator[str]:
    for one in events.all_events(connection):
        seen.decisions += 1
        held = articles.get_texts(connection, (anchor.sha256 for anchor in one.anchors))
        for anchor in one.anchors:
            words = held.get(anchor.sha256)
            if words is not None and [span.of(words) for span in anchor.spans] != anchor.exact:
                yield f"decision {one.id} of {one.who}: its words are not those at its place in {anchor.article}"
        if one.undoes is not None and events.get_event(connection, one.undoes) is None:
            yield f"decision {one.id} of {one.who}: takes back {one.undoes}, which is not there"


def _search(database: Database) -> list[str]:
    """Whether the search index holds the words of what can be seen."""
    if not database.is_sqlite:
        with database.reading() as connection:
            bare = connection.execute(text("select count(*) from finding where words is null")).scalar()
        return [f"search: {bare} entries without words"] if bare else []
    with database.writing() as connection:
        try:
            connection.execute(
                text("insert into finding_words (finding_words, rank) values ('integrity-check', 1)")
            )
        except DatabaseError as error:
            return [f"search: the index is not that of what is stored ({error.orig})"]
    return []


def _index(connection: Connection, _: Verified) -> Iterator[str]:
    """Whether each article has its entry in search, and no other has."""
    query = select(func.count(), func.count(func.distinct(finding.c.article_id))).where(
        finding.c.kind == "article"
    )
    entries, distinct = connection.execute(query).one()
    held = connection.execute(select(func.count()).select_from(article)).scalar()
    if not entries == distinct == held:
        yield f"search: {entries} entries of {distinct} articles, where there are {held}"


_LOOKS: dict[str, Callable[[Connection, Verified], Iterator[str]]] = {
    "the file": _file,
    "texts": _texts,
    "bytes": _raws,
    "readings": _readings,
    "stories": _stories,
    "decisions": _decisions,
    "entries": _index,
}

__all__ = ["Verified", "verify_store"]
