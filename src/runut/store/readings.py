"""What was read in each version, what stands of it after people's decisions, and its statements as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from runut.errors import StoreError
from runut.model.ledger import UNSTATED
from runut.model.reading import Reading
from runut.store.records import Page, Standing, StatementRow, Taken
from runut.store.rows import as_record, insert_or_replace, now, piece_of
from runut.store.tables import article, finding, raw, reading, snapshot, statement, version

_WORDS = 2_000  # characters of a statement in a list: a longer one is opened in its article
_COUNTED = 5_000  # rows up to which a list is counted
_BATCH = 400
_WALKED = 100  # articles in memory at a time on a walk over all


def put_reading(
    connection: Connection, article_id: int, version_id: int, taken: Taken, standing: Standing
) -> None:
    """Keep what was read in a version, and what stands of it, as the newest of its article."""
    put_record(connection, version_id, taken, standing)
    put_rows(connection, article_id, standing, taken.article.text)


def put_record(connection: Connection, version_id: int, taken: Taken, standing: Standing) -> None:
    """Keep what was read in a version, and what stands of it."""
    record = msgspec.json.encode(bare(taken.reading))
    insert_or_replace(
        connection,
        reading,
        {
            "version_id": version_id,
            "reader": taken.reader,
            "record": record,
            "features": taken.features,
            "corrected": standing.record,
            "decisions": standing.decisions,
            "digest": sha256(standing.record or record).hexdigest()[:16],
            "read_at": now(),
        },
    )


def put_standing(
    connection: Connection,
    article_id: int,
    version_id: int,
    standing: Standing,
    text: str,
    features: bytes | None,
) -> None:
    """Keep what stands of a reading after somebody decided; the machine's own stays beside it."""
    record = connection.execute(
        select(reading.c.record).where(reading.c.version_id == version_id)
    ).scalar_one()
    values: dict[str, Any] = {
        "corrected": standing.record,
        "decisions": standing.decisions,
        "digest": sha256(standing.record or record).hexdigest()[:16],
    }
    if features is not None:
        values["features"] = features
    connection.execute(update(reading).where(reading.c.version_id == version_id).values(**values))
    put_rows(connection, article_id, standing, text)


def put_rows(connection: Connection, article_id: int, standing: Standing, text: str) -> None:
    """The lists' rows of an article, made anew from what stands."""
    read = standing.reading
    story = connection.execute(select(article.c.story_id).where(article.c.id == article_id)).scalar()
    connection.execute(delete(statement).where(statement.c.article_id == article_id))
    connection.execute(
        delete(finding).where(
            finding.c.article_id == article_id, finding.c.kind.in_(("article", "statement"))
        )
    )
    title = _title(read, text)
    day = read.published.split("/")[0] if read.published else None
    connection.execute(
        update(article)
        .where(article.c.id == article_id)
        .values(
            outlet=read.outlet,
            title=title,
            language=read.language,
            published=read.published,
            day=day,
            statements=len(read.statements),
            figures=len(read.quantities),
            defects=len(read.defects),
            decided=standing.count,
            orphaned=standing.orphaned,
        )
    )
    rows = [_row(article_id, story, s, text, standing.decided.get(s.id)) for s in read.statements]
    if rows:
        connection.execute(insert(statement), rows)
    found = [_finding("article", article_id, story, str(article_id), title, text, day)]
    found += [
        _finding(
            "statement",
            article_id,
            story,
            f"{article_id}#{row['own']}",
            row["source_name"],
            row["words"],
            row["said_on"],
        )
        for row in rows
    ]
    connection.execute(insert(finding), found)


def bare(read: Reading) -> Reading:
    """A reading without its text: the snapshot holds that."""
    return msgspec.structs.replace(read, text=None)


class Stored(msgspec.Struct, frozen=True):
    """A stored reading with its article's text, as the views want it."""

    article_id: int
    version_id: int
    machine: Reading
    standing: Reading
    text: str
    decisions: bytes | None
    digest: str


def get_readings(connection: Connection, names: Iterable[str]) -> dict[str, Stored]:
    """What was read in the newest versions of some articles, by their names."""
    found: dict[str, Stored] = {}
    some = list(dict.fromkeys(names))
    for at in range(0, len(some), _BATCH):
        wanted = article.c.name.in_(some[at : at + _BATCH])
        for row in connection.execute(_stored_query().where(wanted)):
            found[row.name] = _stored(row)
    return found


def get_reading(connection: Connection, article_id: int, number: int | None = None) -> Stored | None:
    """What was read in an article: in its newest version, or in that of this number."""
    if number is None:
        row = connection.execute(_stored_query().where(article.c.id == article_id)).first()
    else:
        query = _stored_query(newest=False).where(article.c.id == article_id, version.c.number == number)
        row = connection.execute(query).first()
    return _stored(row) if row else None


class Walked(msgspec.Struct, frozen=True):
    """A version with all that is stored of it, as bytes: for exports and proofs.

    ``raw_size`` are the bytes that it came as; ``record`` is None where it has not been read.
    """

    article_id: int
    name: str
    first_added: str
    newest: bool
    version_id: int
    number: int
    snapshot: str
    text: str
    raw: str | None
    raw_size: int | None
    place: int | None
    extractor: str
    extractor_version: str
    carrier: bytes
    added_at: str
    reader: str | None
    record: bytes | None
    corrected: bytes | None


def walk_articles(connection: Connection, newest: bool = False) -> Iterator[list[Walked]]:
    """All articles in order of their ids, each as its versions, the first one first; or the newest one alone."""
    after = 0
    while True:
        query = select(article.c.id).where(article.c.id > after).order_by(article.c.id).limit(_WALKED)
        some = [row.id for row in connection.execute(query)]
        if not some:
            return
        after = some[-1]
        wanted = _walk_query().where(article.c.id.between(some[0], after))
        if newest:
            wanted = wanted.where(version.c.id == article.c.version_id)
        rows = connection.execute(wanted.order_by(article.c.id, version.c.number))
        for _, versions in groupby(map(_walked, rows), key=lambda one: one.article_id):
            yield list(versions)


def _walked(row: Any) -> Walked:
    given = dict(row._mapping)
    return Walked(newest=given.pop("current") == row.version_id, **given)


def _walk_query() -> Any:
    return (
        select(
            article.c.id.label("article_id"),
            article.c.name,
            article.c.added_at.label("first_added"),
            article.c.version_id.label("current"),
            version.c.id.label("version_id"),
            version.c.number,
            version.c.snapshot,
            snapshot.c.text,
            version.c.raw,
            raw.c.size.label("raw_size"),
            version.c.place,
            version.c.extractor,
            version.c.extractor_version,
            version.c.carrier,
            version.c.added_at,
            reading.c.reader,
            reading.c.record,
            reading.c.corrected,
        )
        .select_from(article)
        .join(version, version.c.article_id == article.c.id)
        .join(snapshot, snapshot.c.sha256 == version.c.snapshot)
        .outerjoin(raw, raw.c.sha256 == version.c.raw)
        .outerjoin(reading, reading.c.version_id == version.c.id)
    )


def count_unlike(connection: Connection, reader: str) -> int:
    """How many articles' newest versions another reader read."""
    query = (
        select(func.count())
        .select_from(article)
        .join(reading, reading.c.version_id == article.c.version_id)
        .where(reading.c.reader != reader)
    )
    return connection.execute(query).scalar() or 0


def get_features(connection: Connection) -> list[tuple[int, str, str, bytes | None]]:
    """Of all articles: id, name, digest of what stands, features for grouping."""
    query = (
        select(article.c.id, article.c.name, reading.c.digest, reading.c.features)
        .join(reading, reading.c.version_id == article.c.version_id)
        .order_by(article.c.id)
    )
    return [(row.id, row.name, row.digest, row.features) for row in connection.execute(query)]


def get_decisions(connection: Connection) -> list[tuple[int, str, bytes]]:
    """Of all articles in which somebody decided something: id, name, what was decided as JSON."""
    query = (  # from the few readings that have decisions to their articles, not the other way round
        select(article.c.id, article.c.name, reading.c.decisions)
        .select_from(reading)
        .join(version, version.c.id == reading.c.version_id)
        .join(article, (article.c.id == version.c.article_id) & (article.c.version_id == version.c.id))
        .where(reading.c.decisions.is_not(None))
    )
    return sorted((row.id, row.name, row.decisions) for row in connection.execute(query))


def member_digests(connection: Connection, story_id: int) -> dict[str, tuple[int, str]]:
    """The articles of a story by their names: id, and digest of what stands."""
    query = (
        select(article.c.id, article.c.name, reading.c.digest)
        .join(reading, reading.c.version_id == article.c.version_id)
        .where(article.c.story_id == story_id)
    )
    return {row.name: (row.id, row.digest) for row in connection.execute(query)}


def get_digest(connection: Connection, article_id: int) -> str | None:
    """The digest of what stands of an article's newest version."""
    query = (
        select(reading.c.digest)
        .join(article, reading.c.version_id == article.c.version_id)
        .where(article.c.id == article_id)
    )
    return connection.execute(query).scalar()


def shared_sources(connection: Connection, names: Iterable[str], stories: Iterable[int]) -> set[str]:
    """Sources of several names ("A; B") in some stories of which one is wanted."""
    wanted = set(names)
    query = (
        select(statement.c.source_name)
        .distinct()
        .where(statement.c.story_id.in_(list(stories)), statement.c.source_name.contains("; "))
    )
    found = connection.execute(query).scalars()
    return {told for told in found if wanted & set(told.split("; "))}


def without_story(connection: Connection, most: int) -> dict[str, str]:
    """Articles that are in no story, so many at most: the digests of what stands in them, by their names."""
    query = (
        select(article.c.name, reading.c.digest)
        .join(reading, reading.c.version_id == article.c.version_id)
        .where(article.c.story_id.is_(None))
        .order_by(article.c.name)
        .limit(most)
    )
    return {row.name: row.digest for row in connection.execute(query)}


def unlike_reader(
    connection: Connection, reader: str, most: int = 100, after: int = 0
) -> list[tuple[int, int]]:
    """Articles whose newest version another reader read: (article id, version id), so many from one on."""
    query = (
        select(article.c.id, article.c.version_id)
        .join(reading, reading.c.version_id == article.c.version_id)
        .where(reading.c.reader != reader, article.c.id > after)
        .order_by(article.c.id)
        .limit(most)
    )
    return [(row.id, row.version_id) for row in connection.execute(query)]


# statements as a list


def list_statements(
    connection: Connection,
    *,
    source: str | Iterable[str] | None = None,
    stance: str | None = None,
    story_id: int | None = None,
    article_id: int | None = None,
    offset: int = 0,
    most: int = 50,
) -> Page:
    """A piece of the list of statements, in order of the day they were made; counted up to a limit.

    ``source`` is a name, or all the names that somebody goes by.
    """
    wanted = _wanted(source, stance, story_id, article_id)
    order = (
        (statement.c.said_on.nulls_last(), statement.c.id)
        if source is not None
        else (statement.c.article_id, statement.c.start)
        if article_id is not None
        else (statement.c.id,)
    )
    query = piece_of(statement, wanted, order, offset, most)
    some = select(statement.c.id).where(*wanted).limit(_COUNTED + 1).subquery()
    total = connection.execute(select(func.count()).select_from(some)).scalar() or 0
    rows = [as_record(StatementRow, row) for row in connection.execute(query)]
    return Page(rows, min(total, _COUNTED), total > _COUNTED)


def count_stances(
    connection: Connection,
    *,
    source: str | Iterable[str] | None = None,
    story_id: int | None = None,
) -> dict[str, int]:
    """How many statements of each stance, of a source or a story."""
    counted = func.count().label("n")
    query = select(statement.c.stance, counted).where(*_wanted(source, None, story_id, None))
    rows = connection.execute(query.group_by(statement.c.stance).order_by(counted.desc()))
    return {row.stance: row.n for row in rows}


def _wanted(
    source: str | Iterable[str] | None, stance: str | None, story_id: int | None, article_id: int | None
) -> list[ColumnElement[bool]]:
    asked = {"stance": stance, "story_id": story_id, "article_id": article_id}
    wanted = [statement.c[name] == value for name, value in asked.items() if value is not None]
    if isinstance(source, str):
        wanted.append(statement.c.source_name == source)
    elif source is not None:
        wanted.append(statement.c.source_name.in_(list(source)))
    return wanted


def _stored_query(newest: bool = True) -> Any:
    on = article.c.version_id == version.c.id if newest else article.c.id == version.c.article_id
    return (
        select(
            article.c.id,
            article.c.name,
            version.c.id.label("version_id"),
            reading.c.record,
            reading.c.corrected,
            reading.c.decisions,
            reading.c.digest,
            snapshot.c.text,
        )
        .select_from(article)
        .join(version, on)
        .join(reading, reading.c.version_id == version.c.id)
        .join(snapshot, snapshot.c.sha256 == version.c.snapshot)
    )


_DECODER = msgspec.json.Decoder(Reading)


def _stored(row: Any) -> Stored:
    try:
        machine = _DECODER.decode(row.record)
        standing = _DECODER.decode(row.corrected) if row.corrected else machine
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(
            f"{row.name}: its stored reading has another shape ({error}); runut reread --all reads it anew"
        ) from error
    return Stored(
        article_id=row.id,
        version_id=row.version_id,
        machine=machine,
        standing=standing,
        text=row.text,
        decisions=row.decisions,
        digest=row.digest,
    )


def _row(article_id: int, story: int | None, said: Any, text: str, decided: str | None) -> dict[str, Any]:
    start, end = min(s.start for s in said.content), max(s.end for s in said.content)
    return {
        "article_id": article_id,
        "story_id": story,
        "own": said.id,
        "start": start,
        "end": end,
        "source_name": said.source_name or UNSTATED,
        "stance": said.stance,
        "kind": said.kind,
        "said_on": said.said_on,
        "words": " ".join(text[start:end].split())[:_WORDS],
        "edge": said.in_furniture,
        "decided": decided,
    }


def _finding(
    kind: str, article_id: int, story: int | None, ref: str, head: str, body: str, day: str | None
) -> dict[str, Any]:
    return {
        "kind": kind,
        "article_id": article_id,
        "story_id": story,
        "ref": ref,
        "head": head,
        "body": body,
        "day": day,
    }


def _title(read: Reading, text: str) -> str:
    """The title, else the headline in the text, else the first words."""
    if read.title and read.title.strip():
        return " ".join(read.title.split())[:200]
    for furniture in read.furniture:
        if furniture.kind == "headline":
            return " ".join(text[furniture.start : furniture.end].split())[:200]
    words = " ".join(text[:400].split())
    return words if len(words) <= 90 else f"{words[:90].rsplit(' ', 1)[0]} …"


__all__ = [
    "Stored",
    "Walked",
    "bare",
    "count_stances",
    "count_unlike",
    "get_decisions",
    "get_digest",
    "get_features",
    "get_reading",
    "get_readings",
    "list_statements",
    "member_digests",
    "put_reading",
    "put_record",
    "put_rows",
    "put_standing",
    "shared_sources",
    "unlike_reader",
    "walk_articles",
    "without_story",
]
