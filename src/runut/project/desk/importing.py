"""An archive is merged into a project: what is there already stays, what is broken is named, the rest comes in."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import TypeVar
from zipfile import BadZipFile, ZipFile, ZipInfo

import msgspec

from runut.engine.resources import load_pack
from runut.errors import RunutError, UsageError
from runut.model.article import Article, Unread
from runut.model.correction import Correction
from runut.model.reading import Reading
from runut.pipeline import read_article
from runut.pipeline_stories import features_of
from runut.project.desk.archive import (
    ARTICLES,
    EVENTS,
    FEEDS,
    FORMAT,
    MANIFEST,
    RAW,
    VERSION,
    ArchivedArticle,
    ArchivedFeed,
    ArchivedVersion,
    Manifest,
)
from runut.project.desk.correcting import take_events
from runut.project.desk.spans import faults_of
from runut.project.desk.taking import LARGEST_RAW, READER, laid_over
from runut.project.tools import tools_for
from runut.steps.correct import check_correction
from runut.steps.group import pack_features
from runut.steps.read import LARGEST
from runut.store import articles, feeds, readings
from runut.store.database import Database
from runut.store.merging import Incoming, merge_versions
from runut.store.records import RawBytes, Taken

_BATCH = 64  # articles after which what was imported is committed
_T = TypeVar("_T")


class Imported(msgspec.Struct):
    """What importing did. ``broken`` names members, or lines of them, and what is wrong with them."""

    articles: int = 0
    versions: int = 0
    events: int = 0
    feeds: int = 0
    same: int = 0
    broken: list[Unread] = []


class _BrokenError(Exception):
    """A member that cannot be taken over, and why."""


def import_archive(
    database: Database,
    path: str | os.PathLike[str],
    told: Callable[[int, int], None] = lambda done, of: None,
) -> Imported:
    """Merge an archive into a project. The same archive again changes nothing.

    ``told`` hears how many of how many articles are done.
    """
    try:
        with ZipFile(path) as archive:
            return _Importer(database, archive).take_over(told)
    except BadZipFile as error:
        raise UsageError(f"{path}: not a ZIP file, or cut off ({error}); export the project again") from error
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error


class _Importer:
    """Takes over what one archive has."""

    def __init__(self, database: Database, archive: ZipFile) -> None:
        self.database = database
        self.archive = archive
        self.done = Imported()
        self.members = {info.filename: info for info in archive.infolist()}

    def take_over(self, told: Callable[[int, int], None]) -> Imported:
        """Decisions first, so that they are laid over the articles as these come in."""
        self._check()
        self._take_events()
        self._take_raws()
        names = sorted(name for name in self.members if name.startswith(ARTICLES) and name.endswith(".json"))
        for at in range(0, len(names), _BATCH):
            told(at, len(names))
            self._take_articles(names[at : at + _BATCH])
        told(len(names), len(names))
        self._take_feeds()
        return self.done

    def _check(self) -> None:
        try:
            manifest = msgspec.json.decode(self._bytes(MANIFEST), type=Manifest)
        except (_BrokenError, msgspec.DecodeError) as error:
            raise UsageError(f"{self.archive.filename}: not an archive of Runut ({error})") from error
        if manifest.format != FORMAT or manifest.version > VERSION:
            raise UsageError(
                f"{self.archive.filename}: an archive of a newer Runut (version {manifest.version}); update Runut"
            )

    def _take_events(self) -> None:
        self.done.events = take_events(self.database, list(self._decisions()))

    def _decisions(self) -> Iterator[Correction]:
        for one in self._lines(EVENTS, Correction):
            try:
                check_correction(one)
                yield one
            except RunutError as error:
                self.done.broken.append(Unread(f"{EVENTS}: {one.id}", str(error)))

    def _take_articles(self, names: Sequence[str]) -> None:
        found = [(name, made) for name in names if (made := self._article(name)) is not None]
        with self.database.writing() as connection:
            for _, (archived, versions) in found:
                incoming = [
                    Incoming(*laid_over(connection, taken), one.number, one.added_at)
                    for one, taken in versions
                ]
                new = merge_versions(connection, archived.name, archived.added_at, incoming)
                self.done.versions += new
                self.done.articles += new > 0
                self.done.same += new == 0
                articles.forget_unread(connection, archived.name)

    def _article(self, member: str) -> tuple[ArchivedArticle, list[tuple[ArchivedVersion, Taken]]] | None:
        try:
            archived = _decoded(self._bytes(member), ArchivedArticle)
            if "\x00" in archived.name or not archived.name or not archived.versions:
                raise _BrokenError("an article without a name, or without versions")
            return archived, [(one, self._taken(member, archived.name, one)) for one in archived.versions]
        except _BrokenError as error:
            self.done.broken.append(Unread(member, str(error)))
            return None

    def _taken(self, member: str, name: str, one: ArchivedVersion) -> Taken:
        """A version whose text, bytes and spans have all been checked; what was misread is read anew."""
        if sha256(one.text.encode()).hexdigest() != one.snapshot or "\x00" in one.text:
            raise _BrokenError(f"the text of version {one.number} is not the one that was hashed")
        carrier = _decoded(bytes(one.carrier), Article)
        article = msgspec.structs.replace(carrier, name=name, text=one.text, sha256=one.snapshot)
        reading, reader = self._reading(member, one), one.reader or READER
        if reading is None or reading.article != name:
            reading, reader = read_article(article, tools_for(article, "auto")), READER
        return Taken(
            article=article,
            raw=RawBytes(one.raw, one.raw_size, None) if one.raw else None,
            extractor=one.extractor,
            extractor_version=one.extractor_version,
            reading=readings.bare(reading),
            reader=reader,
            features=pack_features(features_of(reading, one.text, load_pack)),
            place=one.place,
        )

    def _reading(self, member: str, one: ArchivedVersion) -> Reading | None:
        if bytes(one.reading) == b"null":
            return None
        try:
            wrong = next(iter(faults_of(bytes(one.reading), one.snapshot, one.text)), None)
            if wrong is None:
                return _decoded(bytes(one.reading), Reading)
        except _BrokenError as error:
            wrong = str(error)
        self.done.broken.append(Unread(member, f"version {one.number}: {wrong}; it was read anew"))
        return None

    def _take_raws(self) -> None:
        """Bytes as they came, before the articles that came as them."""
        waiting: list[RawBytes] = []
        for name in self.members:
            digest = name.removeprefix(RAW)
            if digest == name or not digest:
                continue
            try:
                found = self._bytes(name, LARGEST_RAW)
                if sha256(found).hexdigest() != digest:
                    raise _BrokenError("not the bytes that were hashed")
            except _BrokenError as error:
                self.done.broken.append(Unread(name, f"{error}; what came as it is kept without it"))
                continue
            waiting.append(articles.pack_raw(found, LARGEST_RAW))
            if len(waiting) >= _BATCH or sum(one.size for one in waiting) > LARGEST_RAW:
                self._put_raws(waiting)
                waiting = []
        self._put_raws(waiting)

    def _put_raws(self, waiting: Sequence[RawBytes]) -> None:
        with self.database.writing() as connection:
            for one in waiting:
                articles.put_raw(connection, one)

    def _take_feeds(self) -> None:
        with self.database.writing() as connection:
            held = feeds.get_feeds(connection)
            for feed in self._lines(FEEDS, ArchivedFeed):
                if feed.url not in held:
                    feeds.put_feed(connection, feed.url, feed.state)
                    self.done.feeds += 1

    def _lines(self, member: str, kind: type[_T]) -> Iterator[_T]:
        if member not in self.members:
            return
        try:
            found = self._bytes(member)
        except _BrokenError as error:
            self.done.broken.append(Unread(member, str(error)))
            return
        for number, line in enumerate(found.splitlines(), 1):
            try:
                yield _decoded(line, kind)
            except _BrokenError as error:
                self.done.broken.append(Unread(f"{member}#{number}", str(error)))

    def _bytes(self, member: str, most: int = LARGEST) -> bytes:
        """A member's bytes; never more than it says, nor than there may be."""
        info = self.members.get(member)
        if info is None:
            raise _BrokenError(f"no {member} in it")
        if info.file_size > most:
            raise _BrokenError(f"{info.file_size:,} bytes: larger than it may be")
        return self._read(info)

    def _read(self, info: ZipInfo) -> bytes:
        try:
            with self.archive.open(info) as stream:
                return stream.read(info.file_size + 1)
        except (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
            raise _BrokenError(f"broken ({error})") from error


def _decoded(found: bytes, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(found, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _BrokenError(f"not what it should be ({error})") from error


__all__ = ["Imported", "import_archive"]
