"""Web archives (WARC): every page that was answered with success. Needs the ``warc`` extra (FastWARC).

FastWARC reads the records. Where they begin and end is found by ``framing``: FastWARC stops at the first record
that lies about its length, and everything behind it would be lost.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from runut.errors import UnreadableError
from runut.model.article import Unread
from runut.steps.read.framing import LARGEST, Damage, Record, records
from runut.steps.read.members import pieces


class RawPage(msgspec.Struct, frozen=True):
    """A page's bytes on their way to whoever has time to read them; ``charset`` is what its carrier says."""

    name: str
    raw: bytes
    url: str | None = None
    published: str | None = None
    charset: str | None = None


def read_archive(stream: BinaryIO, name: str) -> Iterator[RawPage | Unread]:
    """The HTML pages of an archive. Records that are broken or cut off are listed, and the rest is read."""
    try:
        import fastwarc.warc  # noqa: F401  # asked for before the first record: its lack is one line, not many
    except ImportError as error:
        raise UnreadableError(
            name, "reading web archives needs one more package: pip install 'runut[warc]'"
        ) from error
    empty = True
    for number, found in enumerate(records(pieces(stream)), 1):
        page = _read(found, f"{name}#{number}")
        if page is not None:
            empty = False
            yield page
    if empty:
        yield Unread(name, "an archive without pages")


def _read(found: Record | Damage, name: str) -> RawPage | Unread | None:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    if isinstance(found, Damage):
        return Unread(found.url or name, found.reason)
    wanted = WarcRecordType.response | WarcRecordType.resource
    try:
        for record in ArchiveIterator(io.BytesIO(found.raw), record_types=wanted, auto_decode="all"):
            return _page(record, name)
    except _faults() as error:
        return Unread(name, f"a broken record ({error})")
    return None


def _page(record: Any, name: str) -> RawPage | Unread | None:
    """The record's page; None for what is no page (a picture, an error answer)."""
    url = record.headers.get("WARC-Target-URI")
    if record.is_http:
        if record.http_headers is None or record.http_headers.status_code is None:
            return Unread(url or name, "a record of an answer without the answer's HTTP header")
        if not 200 <= int(record.http_headers.status_code) < 300:
            return None
        if "html" not in (record.http_content_type or "html"):
            return None
    try:
        raw = record.reader.read(LARGEST + 1)
    except _faults() as error:
        return Unread(url or name, f"the page in the record cannot be unpacked ({error})")
    if len(raw) > LARGEST:
        return Unread(url or name, f"a page of more than {LARGEST:,} bytes: larger than any article")
    return RawPage(url or name, raw, url, record.headers.get("WARC-Date"), record.http_charset)


def _faults() -> tuple[type[Exception], ...]:
    """What FastWARC raises for what it cannot read; before its version 1 an error of its own."""
    from fastwarc import stream_io

    return OSError, ValueError, EOFError, RuntimeError, getattr(stream_io, "FastWARCError", OSError)
