"""A pile on disk: which files it has, and their articles. The only place that opens what a user names."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, cast

import msgspec

from runut.model.article import Article, Unread
from runut.model.faults import fault
from runut.steps.read import SINGLE, Fields, RawPage, kind_by_name, read_articles, read_raw

_BUFFER = 65_536  # bytes; also what a table's delimiter and encoding are guessed from
STDIN = "-"


class OnDisk(msgspec.Struct, frozen=True):
    """A file with one article, not yet opened: whoever reads it opens it."""

    path: str
    name: str
    kind: str | None = None


Item = OnDisk | RawPage | Article | Unread


def list_items(
    paths: Iterable[str | os.PathLike[str]],
    fields: Fields,
    kind: str | None = None,
    skip: Iterable[str | os.PathLike[str]] = (),
) -> Iterator[Item]:
    """Everything in a pile, in a fixed order: paths as given, folders recursively by name, rows as stored.

    A file that is named twice is read once; hidden files and those in ``skip`` (an output being written) are
    left out. Two rows of the same name are told apart by a number.
    """
    names: set[int] = set()
    for path in list_files(paths, skip):
        yield from [path] if isinstance(path, Unread) else items_in(path, fields, kind, names)


def list_files(
    paths: Iterable[str | os.PathLike[str]], skip: Iterable[str | os.PathLike[str]] = ()
) -> Iterator[str | Unread]:
    """The files of a pile in a fixed order, each once; ``-`` stands for standard input."""
    seen: set[str] = {os.path.abspath(path) for path in skip}
    for path in [os.fspath(path) for path in paths]:
        if path == STDIN:
            yield path
            continue
        for item in _walk(path):
            if isinstance(item, Unread):
                yield item
            elif (place := os.path.abspath(item)) not in seen:
                seen.add(place)
                yield item


def items_in(path: str, fields: Fields, kind: str | None, names: set[int]) -> Iterator[Item]:
    """A file's items: itself where it holds one article, else what it holds. ``names`` are those given so far."""
    if path == STDIN:
        yield from _told_apart(_stdin(fields, kind), names)
    elif holds_one(path, kind):
        yield OnDisk(path, path, kind)
    else:
        yield from _told_apart(_opened_raw(path, path, fields, kind), names)


def holds_one(path: str, kind: str | None = None) -> bool:
    """Whether a file is one article by its name, not a table, a feed or an archive of many."""
    return (kind or kind_by_name(path)) in SINGLE


def articles_of(item: Item, fields: Fields) -> Iterator[Article | Unread]:
    """The articles of an item; one, as a rule."""
    if isinstance(item, OnDisk):
        yield from _opened(item.path, item.name, fields, item.kind)
    elif isinstance(item, RawPage):
        yield read_raw(item)
    else:
        yield item


def count_files(paths: Iterable[str | os.PathLike[str]]) -> int | None:
    """How many articles a pile of single files has; None where a table, a feed or a stream is among them."""
    count = 0
    for path in [os.fspath(path) for path in paths]:
        if path == STDIN:
            return None
        for item in _walk(path):
            if not isinstance(item, Unread) and kind_by_name(item) not in SINGLE:
                return None
            count += 1
    return count


def _walk(path: str) -> Iterator[str | Unread]:
    """Files under a path, sorted by name; what is no readable file as ``Unread``."""
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        yield Unread(path, _reason(error))
        return
    if stat.S_ISREG(mode) or stat.S_ISFIFO(mode) or stat.S_ISCHR(mode):
        yield path
    elif stat.S_ISDIR(mode):
        yield from _walk_folder(path)
    else:
        yield Unread(path, "neither a file nor a folder")


def _walk_folder(folder: str) -> Iterator[str | Unread]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(
                (entry for entry in entries if not entry.name.startswith(".")), key=lambda e: e.name
            )
    except OSError as error:
        yield Unread(folder, _reason(error))
        return
    if not found:
        yield Unread(folder, "an empty folder: no files in it")
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk_folder(entry.path)
        elif entry.is_file():
            yield entry.path
        elif entry.is_symlink() and entry.is_dir():
            yield Unread(entry.path, "a link to a folder: not followed, name the folder itself")
        else:
            yield Unread(entry.path, "not a regular file, or a link that leads nowhere")


def _opened(path: str, name: str, fields: Fields, kind: str | None) -> Iterator[Article | Unread]:
    for item in _opened_raw(path, name, fields, kind):
        yield read_raw(item) if isinstance(item, RawPage) else item


def _opened_raw(
    path: str, name: str, fields: Fields, kind: str | None
) -> Iterator[Article | RawPage | Unread]:
    try:
        with open(path, "rb", buffering=_BUFFER) as stream:
            yield from read_articles(stream, name, kind, fields)
    except OSError as error:
        yield Unread(name, _reason(error))
    except Exception as error:  # of a parser: it must cost this file, not the pile
        yield fault(name, error)


def _stdin(fields: Fields, kind: str | None) -> Iterator[Article | RawPage | Unread]:
    """Standard input. No file holds its text, so every article carries its own."""
    source = sys.stdin.buffer
    stream = io.BufferedReader(_Joined(source.read(_BUFFER), source), _BUFFER)
    for item in read_articles(cast(BinaryIO, stream), STDIN, kind, fields):
        yield msgspec.structs.replace(item, extracted=True) if isinstance(item, Article) else item


def _told_apart(found: Iterable[Article | RawPage | Unread], names: set[int]) -> Iterator[Item]:
    """The same items, no two articles of one name. Only hashes are kept: a pile has millions of names."""
    for item in found:
        if isinstance(item, Unread):
            yield item
            continue
        name, number = item.name, 1
        while hash(name) in names:
            number += 1
            name = f"{item.name} ({number})"
        names.add(hash(name))
        yield item if name == item.name else msgspec.structs.replace(item, name=name)


def _reason(error: OSError) -> str:
    """What is wrong with a path, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "no permission to read it; change its rights or run as who may"
    return f"cannot be read: {error.strerror or error}"


class _Joined(io.RawIOBase):
    """Bytes that were read ahead, then the rest of their stream (a pipe's first read may bring one byte)."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


__all__ = [
    "STDIN",
    "Item",
    "OnDisk",
    "articles_of",
    "count_files",
    "holds_one",
    "items_in",
    "list_files",
    "list_items",
]
