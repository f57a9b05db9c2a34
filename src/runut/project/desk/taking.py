"""A pile is taken into the store: read on all cores, kept in small batches, never twice."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from hashlib import sha256
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
from runut.project.reading import Choices
from runut.project.tools import load_fields, load_tools, tools_for
from runut.steps.read import Fields, RawPage, kind_by_name, read_articles, read_raw
from runut.store import articles, events
from runut.store.database import Database
from runut.store.records import RawBytes, Taken

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


class Outcome(msgspec.Struct, frozen=True):
    """What became of an item: read, or not and why, or known already."""

    taken: Taken | None = None
    unread: Unread | None = None
    same: str | None = None


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


def take_paths(
    database: Database,
    folder: Folder,
    paths: Iterable[str],
    choices: Choices,
    told: Callable[[Outcome], None] = lambda _: None,
) -> Counts:
    """Take a pile in. What was committed stays, whatever happens; the same pile again changes nothing."""
    given = _given(database, folder, list(paths), choices)
    return take(database, given, choices, told)


def take(
    database: Database,
    given: Iterable[Given | Outcome],
    choices: Choices,
    told: Callable[[Outcome], None] = lambda _: None,
) -> Counts:
    """Read what is given and keep it, a batch at a time."""
    counts = Counts()
    batch: list[Outcome] = []
    since = time.monotonic()
    for outcome in _read(given, choices):
        batch.append(outcome)
        told(outcome)
        if len(batch) >= _BATCH or time.monotonic() - since > _SECONDS:
            _keep(database, batch, counts)
            batch, since = [], time.monotonic()
    _keep(database, batch, counts)
    return counts


def _keep(database: Database, batch: Sequence[Outcome], counts: Counts) -> None:
    """Keep a batch: all of it or nothing."""
    counts.same += sum(outcome.same is not None for outcome in batch)
    if not any(outcome.taken or outcome.unread for outcome in batch):
        return
    with database.writing() as connection:
        for outcome in batch:
            if outcome.unread is not None:
                articles.put_unread(connection, [outcome.unread])
                counts.unread += 1
            if outcome.taken is not None:
                became = keep(connection, outcome.taken)
                setattr(counts, became, getattr(counts, became) + 1)


def keep(connection: Connection, taken: Taken) -> str:
    """Keep one article, with what people decided about it applied. Says what it was: new, changed, same …"""
    told = taken.article
    standing = stand(taken.reading, told.text, events.events_of(connection, told.name))
    articles.forget_unread(connection, told.name)
    return articles.put_article(connection, taken, standing)


# what is given


def _given(
    database: Database, folder: Folder, paths: list[str], choices: Choices
) -> Iterator[Given | Outcome]:
    fields = load_fields(choices.columns)
    names: set[int] = set()
    for path in list_files(paths, choices.skip):
        if isinstance(path, Unread):
            yield Outcome(unread=Unread(_named(folder, path.article), path.error))
        elif path != STDIN and holds_one(path, choices.input_format):
            yield _file(database, folder, path, choices)
        else:
            raw = None if path == STDIN else _keep_container(database, path)
            kind = choices.input_format or kind_by_name(path.lower().removesuffix(".gz")) or "text"
            for item in items_in(path, fields, choices.input_format, names):
                yield _row(database, folder, path, item, raw, _EXTRACTORS.get(kind, kind))


def _file(database: Database, folder: Folder, path: str, choices: Choices) -> Given | Outcome:
    name = _named(folder, path)
    try:
        with open(path, "rb") as file:
            digest = sha256(file.read()).hexdigest()
    except OSError:
        return Given(OnDisk(path, name, choices.input_format), name)  # whoever reads it says what is wrong
    if _is_known(database, digest, name):
        return Outcome(same=name)
    kind = choices.input_format or kind_by_name(path) or "text"
    return Given(OnDisk(path, name, choices.input_format), name, digest, _EXTRACTORS.get(kind, kind))


def _row(
    database: Database, folder: Folder, path: str, item: Item, raw: str | None, extractor: str
) -> Given | Outcome:
    """A row of a table, an entry of a feed, a page of an archive: named by its address, else by its place."""
    if isinstance(item, Unread):
        return Outcome(unread=Unread(_row_name(folder, path, item.article), item.error))
    name = _row_name(folder, path, item.name)
    item = msgspec.structs.replace(item, name=name)
    if isinstance(item, RawPage) and _is_known(database, sha256(item.raw).hexdigest(), name):
        return Outcome(same=name)
    if isinstance(item, Article):
        with database.reading() as connection:
            held = articles.known_text(connection, name, READER)
        if held == item.sha256:
            return Outcome(same=name)
    return Given(item, name, raw, extractor)


def _row_name(folder: Folder, path: str, name: str) -> str:
    return _named(folder, path) + name[len(path) :] if path != STDIN and name.startswith(path) else name


def _named(folder: Folder, path: str) -> str:
    return path if path == STDIN else folder.name_of(path)


def _is_known(database: Database, digest: str, name: str) -> bool:
    with database.reading() as connection:
        return articles.is_known(connection, digest, name, READER)


def _keep_container(database: Database, path: str) -> str | None:
    """The hash of a file of many articles; its bytes are kept where they are not too many."""
    try:
        size = os.path.getsize(path)
        if size <= LARGEST_RAW:
            with open(path, "rb") as file:
                packed = articles.pack_raw(file.read(), LARGEST_RAW)
        else:
            with open(path, "rb") as file:
                digest = sha256()
                while piece := file.read(1 << 20):
                    digest.update(piece)
            packed = RawBytes(digest.hexdigest(), size, None)
    except OSError:
        return None  # whoever reads it says what is wrong
    with database.writing() as connection:
        articles.put_raw(connection, packed)
    return packed.sha256


# reading


def _read(given: Iterable[Given | Outcome], choices: Choices) -> Iterator[Outcome]:
    jobs = choices.jobs or cores()
    if jobs > 1:
        load_tools("id" if choices.language == "auto" else choices.language)  # shared with the workers
    decoder = msgspec.msgpack.Decoder(Outcome)
    packed = spread(partial(_read_chunk, choices=choices), given, jobs, _weight, _given_up)
    for outcome in packed:
        yield decoder.decode(outcome)


def _read_chunk(given: Sequence[Given | Outcome], choices: Choices) -> list[bytes]:
    """Read some items. Whatever goes wrong inside an article stays inside it."""
    encoder = msgspec.msgpack.Encoder()
    found: list[bytes] = []
    for one in given:
        outcomes = [one] if isinstance(one, Outcome) else _outcomes(one, choices)
        found += [encoder.encode(outcome) for outcome in outcomes]
    return found


def _outcomes(given: Given, choices: Choices) -> list[Outcome]:
    found: list[Outcome] = []
    name = given.name
    try:
        for article, raw in _articles(given, load_fields(choices.columns)):
            if isinstance(article, Unread):
                found.append(Outcome(unread=article))
                continue
            name = article.name
            if "\x00" in article.text:
                found.append(Outcome(unread=Unread(name, "the text holds null bytes; save it as UTF-8 text")))
                continue
            found.append(Outcome(taken=read_taken(article, raw, given.extractor, choices.language)))
    except Exception as error:  # any fault of ours must cost one article, not the pile
        found.append(Outcome(unread=fault(name, error)))
    return found


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
        features=msgspec.msgpack.encode(features),
    )


@cache
def _version_of(extractor: str) -> str:
    try:
        return version(extractor) if extractor in _EXTRACTORS.values() else __version__
    except PackageNotFoundError:
        return __version__


def _weight(given: Given | Outcome) -> int:
    item = given.item if isinstance(given, Given) else None
    if isinstance(item, Article):
        return len(item.text)
    if isinstance(item, RawPage):
        return len(item.raw)
    return 0


def _given_up(given: Given | Outcome) -> bytes:
    reason = "the process reading it died (out of memory?); the others were read"
    name = given.name if isinstance(given, Given) else ""
    return msgspec.msgpack.encode(Outcome(unread=Unread(name, reason)))


__all__ = ["LARGEST_RAW", "READER", "Counts", "Given", "Outcome", "keep", "read_taken", "take", "take_paths"]
