"""A project as one ZIP file that outlives its database: everything that was read, and what people decided.

``manifest.json`` says what the archive is; ``articles/N.json`` is an article with all its versions, texts and
readings; ``raw/HASH`` the bytes that a version came as; ``events.jsonl`` the decisions, ``feeds.jsonl`` the
feeds. Stories are not in it: they are worked out of the rest. Accounts and passwords are not in it either.
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec
from sqlalchemy import Connection

from runut import __version__
from runut.errors import UsageError
from runut.store import articles, events, feeds, readings
from runut.store.database import Database
from runut.store.rows import now

FORMAT, VERSION = "runut archive", 1
MANIFEST, ARTICLES, RAW, EVENTS, FEEDS = (
    "manifest.json",
    "articles/",
    "raw/",
    "events.jsonl",
    "feeds.jsonl",
)
_NOTHING = msgspec.Raw(b"null")


class Manifest(msgspec.Struct, frozen=True):
    """What an archive says of itself."""

    format: str
    version: int
    made_by: str = ""
    made_at: str = ""
    articles: int = 0
    versions: int = 0
    events: int = 0


class ArchivedVersion(msgspec.Struct, frozen=True):
    """A version in an archive. ``carrier`` and ``reading`` are JSON of their own, checked one by one."""

    number: int
    snapshot: str
    text: str
    added_at: str
    carrier: msgspec.Raw
    extractor: str = "text"
    extractor_version: str = ""
    raw: str | None = None
    raw_size: int = 0
    place: int | None = None
    reader: str | None = None
    reading: msgspec.Raw = _NOTHING


class ArchivedArticle(msgspec.Struct, frozen=True):
    """An article in an archive, with all its versions."""

    name: str
    added_at: str
    versions: list[ArchivedVersion]


class ArchivedFeed(msgspec.Struct, frozen=True):
    """A feed in an archive; ``state`` is base64 of what the fetcher keeps of it."""

    url: str
    state: bytes


def save_archive(database: Database, target: str | os.PathLike[str]) -> Manifest:
    """Write the whole project, as of one moment, into a ZIP file that is there only once it is whole."""
    path = Path(target)
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with database.reading() as connection, ZipFile(part, "w", ZIP_DEFLATED, compresslevel=6) as archive:
            manifest = _write(connection, archive)
        os.replace(part, path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}; name another file") from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _write(connection: Connection, archive: ZipFile) -> Manifest:
    count = versions = 0
    kept: set[str] = set()
    for count, some in enumerate(readings.walk_articles(connection), 1):
        versions += len(some)
        archive.writestr(f"{ARTICLES}{count:08}.json", msgspec.json.encode(_archived(some)))
        for digest in {one.raw for one in some if one.raw} - kept:
            kept.add(digest)
            _write_raw(connection, archive, digest)
    decided = events.all_events(connection)
    archive.writestr(EVENTS, b"".join(msgspec.json.encode(one) + b"\n" for one in decided))
    watched = feeds.get_feeds(connection).items()
    lines = (msgspec.json.encode(ArchivedFeed(url, state)) + b"\n" for url, state in watched)
    archive.writestr(FEEDS, b"".join(lines))
    manifest = Manifest(FORMAT, VERSION, f"runut {__version__}", now(), count, versions, len(decided))
    archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=2))
    return manifest


def _write_raw(connection: Connection, archive: ZipFile, digest: str) -> None:
    try:
        raw = articles.get_raw(connection, digest)
    except zlib.error:
        return  # verify tells of it; what else there is must not be lost for it
    if raw is not None:
        archive.writestr(f"{RAW}{digest}", raw)


def _archived(versions: list[readings.Walked]) -> ArchivedArticle:
    first = versions[0]
    return ArchivedArticle(
        first.name,
        first.first_added,
        [
            ArchivedVersion(
                number=one.number,
                snapshot=one.snapshot,
                text=one.text,
                added_at=one.added_at,
                carrier=msgspec.Raw(one.carrier),
                extractor=one.extractor,
                extractor_version=one.extractor_version,
                raw=one.raw,
                raw_size=one.raw_size or 0,
                place=one.place,
                reader=one.reader,
                reading=msgspec.Raw(one.record) if one.record else _NOTHING,
            )
            for one in versions
        ],
    )


__all__ = [
    "ARTICLES",
    "EVENTS",
    "FEEDS",
    "FORMAT",
    "MANIFEST",
    "RAW",
    "VERSION",
    "ArchivedArticle",
    "ArchivedFeed",
    "ArchivedVersion",
    "Manifest",
    "save_archive",
]
