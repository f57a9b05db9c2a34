"""Web archives (WARC): every page that was answered with success. Needs the ``warc`` extra (FastWARC)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from runut.errors import UnreadableError
from runut.model.article import Unread

_LARGEST = 50_000_000  # bytes; no article's page is larger


class RawPage(msgspec.Struct, frozen=True):
    """A page's bytes on their way to whoever has time to read them."""

    name: str
    raw: bytes
    url: str | None = None
    published: str | None = None


def read_archive(stream: BinaryIO, name: str) -> Iterator[RawPage | Unread]:
    """The HTML pages of an archive. Records that are broken or cut off are listed."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise UnreadableError(
            name, "reading web archives needs one more package: pip install 'runut[warc]'"
        ) from error

    wanted = WarcRecordType.response | WarcRecordType.resource
    number = 0
    try:
        for record in ArchiveIterator(stream, record_types=wanted, parse_http=True):
            number += 1
            found = _page(record, f"{name}#{number}")
            if found is not None:
                yield found
    except (OSError, ValueError, EOFError, RuntimeError) as error:
        yield Unread(f"{name}#{number + 1}", f"broken archive from here on ({error})")
        return
    if number == 0:
        yield Unread(name, "an archive without pages")


def _page(record: Any, name: str) -> RawPage | Unread | None:
    """The record's page; None for what is no page (a picture, an error answer)."""
    url = record.headers.get("WARC-Target-URI")
    if record.is_http and record.http_headers is not None:
        status = record.http_headers.status_code
        if status is not None and not 200 <= int(status) < 300:
            return None
        if "html" not in (record.http_content_type or "html"):
            return None
    promised = int(record.content_length)
    if promised > _LARGEST:
        return Unread(url or name, f"a record of {promised:,} bytes: larger than any article")
    raw = record.reader.read()
    if len(raw) < promised:  # the reader stops in silence where a gzip member is cut
        return Unread(url or name, f"cut off: {len(raw):,} of {promised:,} bytes")
    return RawPage(url or name, raw, url, record.headers.get("WARC-Date"))
