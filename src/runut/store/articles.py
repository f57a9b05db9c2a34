"""Articles, their versions and snapshots: kept as they came, nothing is ever overwritten."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, case, delete, distinct, func, select, update

from runut.model.article import Article, Unread
from runut.store.readings import put_reading
from runut.store.records import ArticleRow, Held, Page, RawBytes, Standing, Taken
from runut.store.rows import (
    as_record,
    get_setting,
    in_month,
    insert_new,
    insert_one,
    now,
    piece_of,
    put_setting,
)
from runut.store.tables import article, raw, reading, snapshot, unread, version

NEW, CHANGED, REREAD, SAME = "new", "changed", "reread", "same"
_GENERATION = "generation"
_SORTS: Mapping[str, Any] = {
    "newest": (article.c.day.desc().nulls_last(), article.c.id),
    "oldest": (article.c.day.nulls_last(), article.c.id),
    "added": (article.c.id.desc(),),
    "statements": (article.c.statements.desc(), article.c.id),
}
_MARKS = ("decided", "orphaned", "defects")
_ANY: Mapping[str, Any] = dict.fromkeys(("outlet", "language", "month", "story_id", "marked"))
_BATCH = 400  # names in one question: well below what databases take


def put_article(connection: Connection, taken: Taken, standing: Standing) -> str:
    """Take an article in: new, a changed version of one, read anew by another reader, or the same as before."""
    told = taken.article
    had = connection.execute(select(article).where(article.c.name == told.name)).first()
    held = _newest(connection, had.version_id) if had and had.version_id else None
    if had and held and held.snapshot == told.sha256:
        reader = connection.execute(
            select(reading.c.reader).where(reading.c.version_id == had.version_id)
        ).scalar()
        if reader == taken.reader:
            return SAME
        put_reading(connection, had.id, had.version_id, taken, standing)
        touch(connection)
        return REREAD
    if had and _was_taken(connection, had.id, taken):
        return SAME
    identity = had.id if had else insert_one(connection, article, {"name": told.name, "added_at": now()})
    made = _put_version(connection, identity, taken)
    connection.execute(update(article).where(article.c.id == identity).values(version_id=made, url=told.url))
    put_reading(connection, identity, made, taken, standing)
    touch(connection)
    return CHANGED if had else NEW


def _put_version(connection: Connection, identity: int, taken: Taken) -> int:
    told = taken.article
    if taken.raw is not None:
        put_raw(connection, taken.raw)
    put_text(connection, told.sha256, told.text)
    row = {
        "article_id": identity,
        "number": last_number(connection, identity) + 1,
        "snapshot": told.sha256,
        "raw": taken.raw.sha256 if taken.raw else None,
        "place": taken.place,
        "extractor": taken.extractor,
        "extractor_version": taken.extractor_version,
        "carrier": msgspec.json.encode(msgspec.structs.replace(told, text="")),
        "added_at": now(),
    }
    return insert_one(connection, version, row)


def last_number(connection: Connection, identity: int) -> int:
    """The number of an article's last version; 0 where it has none."""
    query = select(func.max(version.c.number)).where(version.c.article_id == identity)
    return connection.execute(query).scalar() or 0


def _was_taken(connection: Connection, identity: int, taken: Taken) -> bool:
    """Whether this very row of the same file is a version already: an older one, since another row follows it."""
    if taken.raw is None or taken.place is None:
        return False
    query = select(version.c.id).where(
        version.c.article_id == identity,
        version.c.raw == taken.raw.sha256,
        version.c.place == taken.place,
        version.c.snapshot == taken.article.sha256,
    )
    return connection.execute(query).first() is not None


def put_text(connection: Connection, digest: str, text: str) -> None:
    """Keep a text under its hash. The same text again changes nothing."""
    insert_new(connection, snapshot, [{"sha256": digest, "text": text, "chars": len(text)}])


def put_raw(connection: Connection, given: RawBytes) -> None:
    """Keep bytes as they came. The same bytes again change nothing, unless only their hash was kept before."""
    new = insert_new(connection, raw, [msgspec.structs.asdict(given)])
    if not new and given.packed is not None:
        empty = raw.c.packed.is_(None)
        connection.execute(
            update(raw)
            .where(raw.c.sha256 == given.sha256, empty)
            .values(size=given.size, packed=given.packed)
        )


def put_unread(connection: Connection, lines: Iterable[Unread]) -> None:
    """Remember what could not be read, each by its newest reason."""
    for line in lines:
        had = connection.execute(select(unread.c.error).where(unread.c.name == line.article)).scalar()
        if had != line.error:
            forget_unread(connection, line.article)
            insert_one(connection, unread, {"name": line.article, "error": line.error, "at": now()})


def forget_unread(connection: Connection, name: str) -> None:
    """It could be read after all."""
    connection.execute(delete(unread).where(unread.c.name == name))


def forget_unread_in(connection: Connection, name: str, but: Collection[str]) -> None:
    """A file of many articles was read to its end: of what could not be read in it only this remains."""
    held = connection.execute(
        select(unread.c.name).where(
            (unread.c.name == name) | unread.c.name.startswith(f"{name}#", autoescape=True)
        )
    )
    for gone in [row.name for row in held if row.name not in but]:
        forget_unread(connection, gone)


def get_unread(connection: Connection) -> list[Unread]:
    """What could not be read, and why."""
    return [Unread(row.name, row.error) for row in connection.execute(select(unread).order_by(unread.c.name))]


def touch(connection: Connection) -> None:
    """Say that what stands has changed: stories are to be worked out anew."""
    put_setting(connection, _GENERATION, str(generation(connection) + 1))


def generation(connection: Connection) -> int:
    """A number that grows with every change of what stands."""
    return int(get_setting(connection, _GENERATION) or 0)


# what is held


def get_raw(connection: Connection, digest: str) -> bytes | None:
    """Bytes as they came, by their hash; None where they were too many to keep."""
    packed = connection.execute(select(raw.c.packed).where(raw.c.sha256 == digest)).scalar()
    return zlib.decompress(packed) if packed else None


def has_raw(connection: Connection, digest: str) -> bool:
    """Whether bytes of this hash are known."""
    return connection.execute(select(raw.c.sha256).where(raw.c.sha256 == digest)).first() is not None


def pack_raw(data: bytes, most: int) -> RawBytes:
    """Bytes as they are kept: packed, or only their hash where they are more than ``most``."""
    packed = zlib.compress(data, 6) if len(data) <= most else None
    return RawBytes(sha256(data).hexdigest(), len(data), packed)


def get_texts(connection: Connection, digests: Iterable[str]) -> dict[str, str]:
    """Texts by their hashes."""
    found: dict[str, str] = {}
    for some in _batches(digests):
        query = select(snapshot.c.sha256, snapshot.c.text).where(snapshot.c.sha256.in_(some))
        found.update((row.sha256, row.text) for row in connection.execute(query))
    return found


def is_taken(
    connection: Connection, name: str, digest: str, place: int, reader: str, text: str | None = None
) -> bool:
    """Whether this row of bytes of this hash is a version of the article of this name, as this reader read it.

    ``text`` is the hash of the row's text, where it is known before it is read.
    """
    query = (
        select(version.c.id)
        .join(article, article.c.id == version.c.article_id)
        .join(reading, reading.c.version_id == version.c.id)
        .where(
            article.c.name == name,
            version.c.raw == digest,
            version.c.place == place,
            reading.c.reader == reader,
        )
    )
    if text is not None:
        query = query.where(version.c.snapshot == text)
    return connection.execute(query).first() is not None


def names_of_raw(connection: Connection, digest: str, most: int = 50) -> list[tuple[str, int | None]]:
    """Articles whose newest version came as bytes of this hash, with their place in them."""
    query = (
        select(article.c.name, version.c.place)
        .join(version, version.c.id == article.c.version_id)
        .where(version.c.raw == digest)
        .order_by(article.c.id)
        .limit(most)
    )
    return [(row.name, row.place) for row in connection.execute(query)]


def is_known(connection: Connection, digest: str, name: str, reader: str) -> bool:
    """Whether these bytes are the newest version of the article of this name, as this reader read it."""
    query = (
        select(article.c.id)
        .join(version, version.c.id == article.c.version_id)
        .join(reading, reading.c.version_id == version.c.id)
        .where(article.c.name == name, version.c.raw == digest, reading.c.reader == reader)
    )
    return connection.execute(query).first() is not None


def known_text(connection: Connection, name: str, reader: str) -> str | None:
    """The hash of an article's newest text, if this reader read it."""
    query = (
        select(version.c.snapshot)
        .join(article, article.c.version_id == version.c.id)
        .join(reading, reading.c.version_id == version.c.id)
        .where(article.c.name == name, reading.c.reader == reader)
    )
    return connection.execute(query).scalar()


def get_versions(connection: Connection, article_id: int) -> list[Held]:
    """All versions of an article, the newest first."""
    query = (
        select(version, article.c.name, article.c.version_id.label("current"))
        .join(article, article.c.id == version.c.article_id)
        .where(version.c.article_id == article_id)
        .order_by(version.c.number.desc())
    )
    return [_held(row) for row in connection.execute(query)]


def newest_versions(connection: Connection, identities: Iterable[int]) -> dict[int, Held]:
    """The newest version of each of some articles, by the articles' ids."""
    query = (
        select(version, article.c.name, article.c.version_id.label("current"))
        .join(article, article.c.version_id == version.c.id)
        .where(article.c.id.in_(list(identities)))
    )
    return {row.article_id: _held(row) for row in connection.execute(query)}


def carried(held: Held, text: str) -> Article:
    """A version as the article that came in."""
    return msgspec.structs.replace(msgspec.json.decode(held.carrier, type=Article), text=text)


# lists


def get_article(connection: Connection, identity: int) -> ArticleRow | None:
    """An article by its id."""
    row = connection.execute(select(article).where(article.c.id == identity)).first()
    return as_record(ArticleRow, row) if row else None


def find_article(connection: Connection, name: str) -> ArticleRow | None:
    """An article by its name."""
    row = connection.execute(select(article).where(article.c.name == name)).first()
    return as_record(ArticleRow, row) if row else None


def articles_by_name(connection: Connection, names: Iterable[str]) -> dict[str, ArticleRow]:
    """Articles by their names."""
    found: dict[str, ArticleRow] = {}
    for some in _batches(names):
        for row in connection.execute(select(article).where(article.c.name.in_(some))):
            found[row.name] = as_record(ArticleRow, row)
    return found


def names_by_snapshot(connection: Connection, digests: Iterable[str]) -> dict[str, list[str]]:
    """The names of the articles that had a text in some version, by the text's hash."""
    found: dict[str, list[str]] = {}
    for some in _batches(digests):
        query = (
            select(version.c.snapshot, article.c.name)
            .join(article, article.c.id == version.c.article_id)
            .where(version.c.snapshot.in_(some))
            .distinct()
        )
        for row in connection.execute(query):
            found.setdefault(row.snapshot, []).append(row.name)
    return found


def list_articles(
    connection: Connection,
    *,
    outlet: str | None = None,
    language: str | None = None,
    month: str | None = None,
    story_id: int | None = None,
    marked: str | None = None,
    sort: str = "newest",
    offset: int = 0,
    most: int = 50,
) -> Page:
    """A piece of the list of articles. ``outlet`` "" asks for those without; ``month`` is YYYY-MM,
    YYYY, or - for those without a day; ``marked`` is decided, orphaned or defects."""
    wanted = _wanted(outlet, language, month, story_id, marked)
    order = _SORTS.get(sort, _SORTS["newest"])
    query = piece_of(article, wanted, order, offset, most)
    total = connection.execute(select(func.count()).select_from(article).where(*wanted)).scalar() or 0
    return Page([as_record(ArticleRow, row) for row in connection.execute(query)], total)


def count_articles(connection: Connection, by: str, **wanted: Any) -> list[tuple[str | None, int]]:
    """How many articles of each outlet, language, year or month, the most first; within a choice of the others."""
    column: ColumnElement[Any] = {
        "outlet": article.c.outlet,
        "language": article.c.language,
        "year": func.substr(article.c.day, 1, 4),
        "month": func.substr(article.c.day, 1, 7),
    }[by]
    counted = func.count().label("n")
    query = select(column.label("value"), counted).where(*_wanted(**{**_ANY, **wanted})).group_by("value")
    rows = connection.execute(query.order_by(counted.desc(), "value").limit(200))
    return [(row.value, row.n) for row in rows]


def count_marked(connection: Connection, **wanted: Any) -> dict[str, int]:
    """How many articles have decisions, decisions that lost their words, defects; within a choice."""
    query = select(*(func.count(case((article.c[mark] > 0, 1))).label(mark) for mark in _MARKS))
    row = connection.execute(query.where(*_wanted(**{**_ANY, **wanted}))).one()
    return {mark: row._mapping[mark] for mark in _MARKS}


def all_names(connection: Connection) -> list[str]:
    """The names of all articles, in the order in which they came in."""
    return list(connection.execute(select(article.c.name).order_by(article.c.id)).scalars())


def count_all(connection: Connection) -> int:
    """How many articles there are."""
    return connection.execute(select(func.count()).select_from(article)).scalar() or 0


def sum_articles(connection: Connection) -> dict[str, Any]:
    """Totals over all articles."""
    c = article.c
    row = connection.execute(
        select(
            func.count().label("articles"),
            func.count(distinct(c.outlet)).label("outlets"),
            func.coalesce(func.sum(c.statements), 0).label("statements"),
            func.coalesce(func.sum(c.figures), 0).label("figures"),
            func.coalesce(func.sum(c.defects), 0).label("defects"),
            func.coalesce(func.sum(c.orphaned), 0).label("orphaned"),
            func.min(c.day).label("first"),
            func.max(c.day).label("last"),
        )
    ).one()
    return {
        **row._mapping,
        "versions": connection.execute(select(func.count()).select_from(version)).scalar() or 0,
    }


def _wanted(
    outlet: str | None, language: str | None, month: str | None, story_id: int | None, marked: str | None
) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if outlet is not None:
        wanted.append(article.c.outlet == outlet if outlet else article.c.outlet.is_(None))
    if language:
        wanted.append(article.c.language == language)
    if month:
        wanted.append(in_month(article.c.day, month))
    if story_id is not None:
        wanted.append(article.c.story_id == story_id)
    if marked in _MARKS:
        wanted.append(article.c[marked] > 0)
    return wanted


def _newest(connection: Connection, identity: int) -> Any:
    return connection.execute(select(version).where(version.c.id == identity)).first()


def _held(row: Any) -> Held:
    told = {name: row._mapping[name] for name in Held.__struct_fields__ if name in row._mapping}
    return Held(**{**told, "version_id": row.id, "newest": row.id == row.current})


def _batches(values: Iterable[str]) -> Iterator[list[str]]:
    some = list(dict.fromkeys(values))
    for at in range(0, len(some), _BATCH):
        yield some[at : at + _BATCH]


__all__ = [
    "CHANGED",
    "NEW",
    "REREAD",
    "SAME",
    "all_names",
    "articles_by_name",
    "carried",
    "count_all",
    "count_articles",
    "count_marked",
    "find_article",
    "forget_unread",
    "forget_unread_in",
    "generation",
    "get_article",
    "get_raw",
    "get_texts",
    "get_unread",
    "get_versions",
    "has_raw",
    "is_known",
    "is_taken",
    "known_text",
    "list_articles",
    "names_by_snapshot",
    "names_of_raw",
    "newest_versions",
    "pack_raw",
    "put_article",
    "put_raw",
    "put_text",
    "put_unread",
    "sum_articles",
    "touch",
]
