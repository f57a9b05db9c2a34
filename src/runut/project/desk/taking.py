"""A pile is taken into the store: read on all cores, kept in small batches, never twice."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from hashlib import file_digest, sha256
from importlib.metadata import PackageNotFoundError, version
from typing import BinaryIO, cast

import msgspec
from sqlalchemy import Connection

from runut import __version__
from runut.engine.pile import STDIN, Item, OnDisk, articles_of, holds_one, items_in, list_files
from runut.engine.resources import load_pack
from runut.engine.spread import cores, spread
from runut.model.article import Article, Unread
from runut.model.faults import fault
from runut.pipeline import read_article
from runut.pipeline_stories import features_of
from runut.project.desk.folder import Folder
from runut.project.desk.standing import stand
from runut.project.reading import Choices, warm, weight_of
from runut.project.tools import load_fields, tools_for
from runut.steps.group import pack_features
from runut.steps.read import LARGEST, Fields, RawPage, kind_by_name, read_articles, read_raw
from runut.store import articles, events
from runut.store.database import Database
from runut.store.records import RawBytes, Standing, Taken

READER = f"runut {__version__}"
LARGEST_RAW = 32_000_000  # bytes of one input that are kept; of larger ones, the hash
_BATCH, _SECONDS = 64, 2.0  # articles, or time, after which what was read is committed
_EXTRACTORS = {"html": "trafilatura", "feed": "feedparser", "warc": "trafilatura"}


class Given(msgspec.Struct, frozen=True):
    """An item on its way to be read, with what its bytes are known by."""

    item: Item
    name: str
    raw: str | None = None
    extractor: str = "text"
    place: int | None = None


class Outcome(msgspec.Struct, frozen=True):
    """What became of an item: read, or not and why, or known already. ``ended`` is a file read to its end."""

    taken: Taken | None = None
    unread: Unread | None = None
    same: str | None = None
    ended: str | None = None


class Counts(msgspec.Struct):
    """What adding a pile did."""

    new: int = 0
    changed: int = 0
    reread: int = 0
    same: int = 0
    unread: int = 0

    @property
    def read(self) -> int:
        """Articles that were read."""
        return self.new + self.changed + self.reread

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        fields = (field.name for field in msgspec.structs.fields(Counts))
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in fields})


def take_paths(
    database: Database,
    folder: Folder,
    paths: Iterable[str],
    choices: Choices,
    told: Callable[[Outcome], None] = lambda _: None,
) -> Counts:
    """Take a pile in. What was committed stays, whatever happens; the same pile again changes nothing."""
    return take(database, _Giver(database, folder, choices).give(list(paths)), choices, told)


def take(
    database: Database,
    given: Iterable[Given | Outcome],
    choices: Choices,
    told: Callable[[Outcome], None] = lambda _: None,
) -> Counts:
    """Read what is given and keep it, a batch at a time; what was read before an interruption is kept too."""
    keeper = _Keeper(database)
    outcomes = read_given(given, choices)
    try:
        for outcome in outcomes:
            keeper.add(outcome)
            told(outcome)
    except KeyboardInterrupt:
        keeper.flush()
        raise
    keeper.flush()
    return keeper.counts


class _Keeper:
    """Keeps outcomes a batch at a time: all of a batch or nothing."""

    def __init__(self, database: Database) -> None:
        self.counts = Counts()
        self._database = database
        self._batch: list[Outcome] = []
        self._since = time.monotonic()
        self._complained: set[str] = set()
        with database.reading() as connection:
            self._unread = {line.article for line in articles.get_unread(connection)}

    def add(self, outcome: Outcome) -> None:
        """Keep an outcome, at the latest with the next ones."""
        self._batch.append(outcome)
        if len(self._batch) >= _BATCH or time.monotonic() - self._since > _SECONDS:
            self.flush()

    def flush(self) -> None:
        """Keep what waits."""
        batch, self._batch = self._batch, []
        counts = msgspec.structs.replace(self.counts)
        if any(map(self._changes, batch)):
            with self._database.writing() as connection:
                for outcome in batch:
                    self._keep(connection, outcome, counts)
        counts.same += sum(outcome.same is not None for outcome in batch)
        self.counts = counts
        self._since = time.monotonic()

    def _changes(self, outcome: Outcome) -> bool:
        return bool(outcome.taken or outcome.unread or outcome.ended or outcome.same in self._unread)

    def _keep(self, connection: Connection, outcome: Outcome, counts: Counts) -> None:
        if outcome.unread is not None:
            self._complained.add(outcome.unread.article)
        keep_outcome(connection, outcome, counts)
        if outcome.same is not None:
            articles.forget_unread(connection, outcome.same)
        if outcome.ended is not None:
            articles.forget_unread_in(connection, outcome.ended, self._complained)


def keep_outcome(connection: Connection, outcome: Outcome, counts: Counts) -> None:
    """Keep an article that was read, or the reason why it was not, and count it."""
    if outcome.unread is not None:
        articles.put_unread(connection, [outcome.unread])
        counts.unread += 1
    if outcome.taken is not None:
        became = keep(connection, outcome.taken)
        setattr(counts, became, getattr(counts, became) + 1)


def keep(connection: Connection, taken: Taken) -> str:
    """Keep one article, with what people decided about it applied. Says what it was: new, changed, same …"""
    taken, standing = laid_over(connection, taken)
    articles.forget_unread(connection, taken.article.name)
    return articles.put_article(connection, taken, standing)


def laid_over(connection: Connection, taken: Taken) -> tuple[Taken, Standing]:
    """An article that is taken in, and what stands of it after people's decisions, by which it is grouped too."""
    text = taken.article.text
    standing = stand(taken.reading, text, events.events_of(connection, taken.article.name))
    if standing.record is not None:
        features = pack_features(features_of(standing.reading, text, load_pack))
        taken = msgspec.structs.replace(taken, features=features)
    return taken, standing


# what is given


class _Giver:
    """What a pile has for the store: named as the project names it, less what the store has already."""

    def __init__(self, database: Database, folder: Folder, choices: Choices) -> None:
        self.database = database
        self.folder = folder
        self.choices = choices
        self.fields = load_fields(choices.columns)

    def give(self, paths: list[str]) -> Iterator[Given | Outcome]:
        """The items of a pile in its order."""
        for path in list_files(paths, self.choices.skip):
            if isinstance(path, Unread):
                yield Outcome(unread=Unread(self._named(path.article), _printable(path.error)))
            elif path != STDIN and self.folder.owns(path):
                continue
            elif path != STDIN and holds_one(path, self.choices.input_format):
                yield self._file(path)
            else:
                yield from self._rows(path)

    def _file(self, path: str) -> Given | Outcome:
        name = self._named(path)
        kind = self.choices.input_format or kind_by_name(path) or "text"
        extractor = _EXTRACTORS.get(kind, kind)
        item = OnDisk(path, name, self.choices.input_format)
        digest = _hash_of(path)
        if digest is None:
            return Given(item, name, None, extractor)  # whoever reads it says what is wrong
        with self.database.reading() as connection:
            if articles.is_known(connection, digest, name, READER):
                return Outcome(same=name)
            for held, place in articles.names_of_raw(connection, digest):
                if place is None and self._has_moved(held):
                    return Outcome(same=held)
        return Given(item, name, digest, extractor)

    def _rows(self, path: str) -> Iterator[Given | Outcome]:
        """Rows of a table, entries of a feed, pages of an archive: named by their address, else by their place.

        Names are told apart inside a file only, so that they do not hang on what else is read with it.
        """
        kind = self.choices.input_format or kind_by_name(path.lower().removesuffix(".gz")) or "text"
        extractor = _EXTRACTORS.get(kind, kind)
        raw = None if path == STDIN else _keep_container(self.database, path)
        shown = self._where_it_was(self._named(path), raw)
        place = 0
        for item in items_in(path, self.fields, self.choices.input_format, set()):
            if isinstance(item, Unread):
                yield Outcome(unread=Unread(_placed(item.article, path, shown), _printable(item.error)))
                continue
            place += 1
            yield self._row(item, _row_name(item, path, shown), raw, extractor, place)
        yield Outcome(ended=shown)

    def _row(self, item: Item, name: str, raw: str | None, extractor: str, place: int) -> Given | Outcome:
        item = msgspec.structs.replace(cast(Article, item), name=name)
        own = sha256(item.raw).hexdigest() if isinstance(item, RawPage) else raw
        text = item.sha256 if isinstance(item, Article) else None
        with self.database.reading() as connection:
            if text is not None and articles.known_text(connection, name, READER) == text:
                return Outcome(same=name)
            if own is not None and (
                articles.is_taken(connection, name, own, place, READER, text)
                or (text is None and articles.is_known(connection, own, name, READER))
            ):
                return Outcome(same=name)
        return Given(item, name, raw, extractor, place)

    def _where_it_was(self, shown: str, digest: str | None) -> str:
        """The name under which the rows of these bytes are known, if their file is there no more; else this one."""
        if digest is None:
            return shown
        with self.database.reading() as connection:
            held = articles.names_of_raw(connection, digest)
        for name, place in held:
            earlier, _, number = name.rpartition("#")
            if place is not None and number.isdigit() and earlier != shown and self._has_moved(earlier):
                return earlier
        return shown

    def _has_moved(self, name: str) -> bool:
        """Whether a file that was read is no longer where it was: the same bytes elsewhere are the same article."""
        return not os.path.lexists(self.folder.path / name)

    def _named(self, path: str) -> str:
        return path if path == STDIN else _printable(self.folder.name_of(path))


def _row_name(item: Item, path: str, shown: str) -> str:
    """How a row is called: by its address, so that another row of the same address is a version of it; else by
    its own name; else by its place in the file. Standard input has no places that would be there tomorrow."""
    assert isinstance(item, RawPage | Article)
    name, url = item.name, item.url
    if url and name.startswith(url):
        return _printable(url)
    if path == STDIN and isinstance(item, Article) and name.startswith(STDIN):
        return f"{STDIN}{item.sha256[:12]}"
    return _placed(name, path, shown)


def _placed(name: str, path: str, shown: str) -> str:
    return _printable(shown + name[len(path) :] if name.startswith(path) else name)


def _printable(words: str) -> str:
    """Words that every database takes: no null byte, nothing that is no character."""
    return words.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\x00")


def _hash_of(path: str) -> str | None:
    """The hash of a file's bytes; None of what can be read only once, or not at all."""
    try:
        if not os.path.isfile(path) or os.path.getsize(path) > LARGEST:
            return None
        with open(path, "rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _keep_container(database: Database, path: str) -> str | None:
    """The hash of a file of many articles; its bytes are kept where they are not too many."""
    try:
        if not os.path.isfile(path):
            return None
        size = os.path.getsize(path)
        with open(path, "rb") as file:
            if size <= LARGEST_RAW:
                packed = articles.pack_raw(file.read(), LARGEST_RAW)
            else:
                packed = RawBytes(file_digest(file, "sha256").hexdigest(), size, None)
    except OSError:
        return None  # whoever reads it says what is wrong
    with database.reading() as connection:
        if articles.has_raw(connection, packed.sha256):
            return packed.sha256
    with database.writing() as connection:
        articles.put_raw(connection, packed)
    return packed.sha256


# reading


def read_given(given: Iterable[Given | Outcome], choices: Choices) -> Iterator[Outcome]:
    """Read what is given, on as many cores as the choices say; what became of each, in order."""
    jobs = choices.jobs or cores()
    if jobs > 1:
        warm(choices.language)  # shared with the workers
    for packed in spread(partial(_read_chunk, choices=choices), given, jobs, _weight, _given_up):
        yield _unpacked(packed)


def _read_chunk(given: Sequence[Given | Outcome], choices: Choices) -> list[bytes]:
    """Read some items. Whatever goes wrong inside an article stays inside it."""
    found: list[bytes] = []
    for one in given:
        outcomes = [one] if isinstance(one, Outcome) else _outcomes(one, choices)
        found += map(_packed, outcomes)
    return found


def _packed(outcome: Outcome) -> bytes:
    """An outcome on its way to the process that keeps it."""
    try:
        return msgspec.msgpack.encode(outcome)
    except OverflowError:  # of a number of more than 64 bits; JSON, slower, takes any
        return msgspec.json.encode(outcome)


def _unpacked(packed: bytes) -> Outcome:
    return (_FROM_JSON if packed.startswith(b"{") else _FROM_MSGPACK).decode(packed)


_FROM_JSON, _FROM_MSGPACK = msgspec.json.Decoder(Outcome), msgspec.msgpack.Decoder(Outcome)


def _outcomes(given: Given, choices: Choices) -> list[Outcome]:
    found: list[Outcome] = []
    name = given.name
    try:
        for article, raw in _articles(given, load_fields(choices.columns)):
            if isinstance(article, Unread):
                found.append(Outcome(unread=Unread(_printable(article.article), _printable(article.error))))
                continue
            name = _printable(article.name)
            if "\x00" in article.text:
                found.append(Outcome(unread=Unread(name, "the text holds null bytes; save it as UTF-8 text")))
                continue
            article = _storable(article)
            taken = read_taken(article, raw, given.extractor, choices.language)
            found.append(Outcome(taken=msgspec.structs.replace(taken, place=given.place)))
    except Exception as error:  # any fault of ours must cost one article, not the pile
        told = fault(name, error)
        found.append(Outcome(unread=Unread(told.article, _printable(told.error))))
    return found


def _storable(article: Article) -> Article:
    """An article whose carrier's words every database takes."""
    told = msgspec.structs.asdict(article)
    words = {
        field: _printable(value)
        for field, value in told.items()
        if isinstance(value, str) and field not in ("text", "sha256")
    }
    return msgspec.structs.replace(article, **words, warnings=[_printable(line) for line in article.warnings])


def _articles(given: Given, fields: Fields) -> Iterator[tuple[Article | Unread, RawBytes | None]]:
    """An item's articles with the bytes that they came as: the item's own, or the hash of the file of a row."""
    item = given.item
    if isinstance(item, OnDisk):
        data = _bytes_of(item.path)
        if data is not None:
            raw = articles.pack_raw(data, LARGEST_RAW)
            stream = cast(BinaryIO, io.BufferedReader(io.BytesIO(data)))
            yield from ((_whole(found), raw) for found in read_articles(stream, item.name, item.kind, fields))
            return
    raw_of_row = RawBytes(given.raw, 0, None) if given.raw else None
    own = articles.pack_raw(item.raw, LARGEST_RAW) if isinstance(item, RawPage) else raw_of_row
    yield from ((found, own) for found in articles_of(item, fields))


def _whole(found: Article | RawPage | Unread) -> Article | Unread:
    return read_raw(found) if isinstance(found, RawPage) else found


def _bytes_of(path: str) -> bytes | None:
    try:
        if not os.path.isfile(path) or os.path.getsize(path) > LARGEST:
            return None  # a stream is read as it comes; of what is too large, opening it says so
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None  # opening it again says what is wrong


def read_taken(article: Article, raw: RawBytes | None, extractor: str, language: str) -> Taken:
    """An article with everything that is kept of it."""
    reading = read_article(article, tools_for(article, language))
    features = features_of(reading, article.text, load_pack)
    return Taken(
        article=article,
        raw=raw,
        extractor=extractor,
        extractor_version=_version_of(extractor),
        reading=reading,
        reader=READER,
        features=pack_features(features),
    )


@cache
def _version_of(extractor: str) -> str:
    try:
        return version(extractor) if extractor in _EXTRACTORS.values() else __version__
    except PackageNotFoundError:
        return __version__


def _weight(given: Given | Outcome) -> int:
    return weight_of(given.item) if isinstance(given, Given) else 0


def _given_up(given: Given | Outcome) -> bytes:
    reason = "the process reading it died (out of memory?); the others were read"
    name = given.name if isinstance(given, Given) else ""
    return msgspec.msgpack.encode(Outcome(unread=Unread(name, reason)))


__all__ = [
    "LARGEST_RAW",
    "READER",
    "Counts",
    "Given",
    "Outcome",
    "keep",
    "keep_outcome",
    "laid_over",
    "read_given",
    "read_taken",
    "take",
    "take_paths",
]
