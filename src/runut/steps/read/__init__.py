"""Read: bytes of a file become articles."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from runut.errors import UnreadableError
from runut.model.article import Article, Unread
from runut.steps.read.archives import RawPage, read_archive
from runut.steps.read.columns import COLUMNS, Fields
from runut.steps.read.dates import read_date
from runut.steps.read.feeds import article_of_entry, list_entries, read_feed
from runut.steps.read.kinds import HEAD, KINDS, SINGLE, kind_by_name, kind_of
from runut.steps.read.language import guess_language
from runut.steps.read.page import read_page
from runut.steps.read.plain import read_text
from runut.steps.read.tables import read_json, read_json_lines, read_separated

LARGEST = 256_000_000  # bytes of one file that is read whole; a table of rows may be larger

Found = Iterator[Article | RawPage | Unread]


def read_articles(
    stream: BinaryIO, name: str, kind: str | None = None, fields: Fields | None = None
) -> Found:
    """All articles in a file's bytes, in order; what cannot be read is ``Unread``, and the rest goes on.

    ``stream`` must know ``peek`` (``io.BufferedReader`` does). An archive's pages come raw, for ``read_raw``.
    """
    try:
        yield from _read(stream, name, kind, fields or Fields({}))
    except UnreadableError as error:
        yield Unread(error.article, error.reason)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        kept = "; the rows before were read" if _holds_rows(name, kind) else ""
        yield Unread(name, f"broken or cut-off gzip ({error}); fetch or pack it again{kept}")
    except MemoryError:
        yield Unread(name, "too large for this machine's memory")


def _read(stream: BinaryIO, name: str, kind: str | None, fields: Fields) -> Found:
    head = stream.peek(HEAD)  # type: ignore[attr-defined]  # BinaryIO does not declare what buffered readers have
    if not head:
        raise UnreadableError(name, "empty: not a byte in it")
    shown = kind_of(name, head)
    if shown == "gzip":
        inner = name[:-3] if name.lower().endswith(".gz") else name
        if _is_archive(inner, kind):
            yield from read_archive(stream, name)  # it unpacks record by record and notices a cut
            return
        yield from _renamed(
            _read(cast(BinaryIO, gzip.GzipFile(fileobj=stream)), inner, kind, fields), inner, name
        )
        return
    yield from _read_kind(stream, name, kind or shown, fields)


def _holds_rows(name: str, kind: str | None) -> bool:
    """Whether a packed file's articles come one by one, so that those before a break were read."""
    return (kind or kind_by_name(name.lower().removesuffix(".gz"))) in ("jsonl", "csv", "tsv", "warc")


def _is_archive(inner: str, kind: str | None) -> bool:
    return kind == "warc" or (kind is None and kind_by_name(inner) == "warc")


def _renamed(found: Found, inner: str, name: str) -> Found:
    """What an unpacked file holds, under the name that its envelope has on disk."""
    import msgspec

    for item in found:
        if isinstance(item, Article) and item.name.startswith(inner):
            item = msgspec.structs.replace(item, name=name + item.name[len(inner) :], extracted=True)
        yield item


def _read_kind(stream: BinaryIO, name: str, kind: str, fields: Fields) -> Found:
    if kind == "jsonl":
        yield from read_json_lines(stream, name, fields)
    elif kind == "json":
        yield from read_json(stream, name, fields)
    elif kind in ("csv", "tsv"):
        yield from read_separated(stream, name, fields, "\t" if kind == "tsv" else None)
    elif kind == "feed":
        yield from read_feed(stream, name)
    elif kind == "warc":
        yield from read_archive(stream, name)
    else:
        raw = stream.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise UnreadableError(name, f"larger than {LARGEST // 1_000_000} MB: no article is; split it")
        yield read_page(raw, name) if kind == "html" else read_text(raw, name)


def read_raw(page: RawPage) -> Article | Unread:
    """The article on a page that came raw."""
    try:
        return read_page(page.raw, page.name, page.url, page.published, page.charset)
    except UnreadableError as error:
        return Unread(error.article, error.reason)


__all__ = [
    "COLUMNS",
    "KINDS",
    "SINGLE",
    "Fields",
    "Found",
    "RawPage",
    "article_of_entry",
    "guess_language",
    "kind_by_name",
    "list_entries",
    "read_articles",
    "read_date",
    "read_raw",
]
