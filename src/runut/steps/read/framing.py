"""Where a web archive's records begin and end, and where the next one begins when one of them lies about it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator

import msgspec

from runut.steps.read.members import Break

LARGEST = 50_000_000  # bytes of one record; no article's page is larger
_LONGEST_HEAD = 65_536  # bytes of a record's own header; real ones have about a thousand
_BEGIN = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_NEXT = re.compile(rb"(?<=\n)WARC/[01]\.\d{1,2}\r?\n")
_MARK = 16  # bytes: as long as the longest beginning, line break before it included
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^Content-Length[ \t]*:[ \t]*([^\r\n]*)", re.I | re.M)
_DIGEST = re.compile(rb"^WARC-Block-Digest[ \t]*:[ \t]*(sha1|sha-1|sha256|sha-256|md5):([^\s]+)", re.I | re.M)
_URI = re.compile(rb"^WARC-Target-URI[ \t]*:[ \t]*<?([^\s<>]+)", re.I | re.M)
_ENDS = re.compile(rb"[\r\n]*")


class Record(msgspec.Struct, frozen=True):
    """One record's bytes, header and block, as long as it promises."""

    raw: bytes


class Damage(msgspec.Struct, frozen=True):
    """A record, or a stretch between records, that cannot be read."""

    reason: str
    url: str | None = None


def records(pieces: Iterable[bytes | Break]) -> Iterator[Record | Damage]:
    """The records in a stream of bytes; no more than one of them, and a piece, is in memory."""
    window = _Window(pieces)
    while True:
        window.skip_blank()
        if window.fill(_MARK) or window.data:
            yield from _record(window)
        elif window.broken is None:
            return
        elif not window.told:
            yield Damage(window.because("bytes are lost"))
        window.go_on()


def _record(window: _Window) -> Iterator[Record | Damage]:
    """The record at the window's beginning. Leaves the window behind it, or before the next after damage."""
    if not _BEGIN.match(window.data):
        yield Damage(window.because("bytes that belong to no record"))
        window.seek(1)
        return
    head = window.head()
    if head is None:
        yield Damage(window.because("a record whose header does not end"))
        window.seek(1)
        return
    url = _url(head)
    written = _LENGTH.search(head)
    length = written.group(1).strip() if written else b""
    if not (length.isdigit() and len(length) < 19):
        said = f"says {_shown(length)}" if written else "is missing"
        yield Damage(f"the record's Content-Length {said}: nobody can tell where it ends", url)
        window.seek(len(head))
        return
    yield from _whole(window, head, int(length), url)


def _whole(window: _Window, head: bytes, length: int, url: str | None) -> Iterator[Record | Damage]:
    if length > LARGEST:
        yield Damage(f"a record of {length:,} bytes: larger than any article", url)
        window.seek(len(head))
        return
    end = len(head) + length
    if not window.fill(end):
        got = len(window.data) - len(head)
        yield Damage(window.because(f"cut off: {got:,} of {length:,} bytes"), url)
        window.seek(len(head))
        return
    raw = bytes(window.data[:end])
    if not window.ends_at(end):
        yield Damage("the record's Content-Length is wrong: it ends elsewhere", url)
        window.seek(len(head))
        return
    if window.breaks_at(end):  # the packed bytes' own check failed: what was unpacked may be anything
        yield Damage(window.because("the record cannot be trusted"), url)
        del window.data[:]
        return
    yield (
        Record(raw)
        if _unaltered(head, raw)
        else Damage("the record's digest does not fit: altered bytes", url)
    )
    del window.data[:end]


class _Window:
    """The unread bytes that are in memory; ``broken`` says why they end, where they end before the stream."""

    def __init__(self, pieces: Iterable[bytes | Break]) -> None:
        self._pieces = iter(pieces)
        self._ended = False
        self.data = bytearray()
        self.broken: str | None = None
        self.told = False
        self._spoilt = False

    def fill(self, size: int) -> bool:
        """Whether ``size`` bytes are there, reading as many as it needs."""
        while len(self.data) < size and self._read():
            pass
        return len(self.data) >= size

    def _read(self) -> bool:
        if self._ended or self.broken is not None:
            return False
        piece = next(self._pieces, None)
        if isinstance(piece, bytes):
            self.data += piece
        elif piece is None:
            self._ended = True
        else:
            self.broken = piece.reason
            self._spoilt = piece.spoils
        return isinstance(piece, bytes)

    def go_on(self) -> None:
        """Go on behind a break, once all before it is read and the break is told."""
        if self.told and not self.data:
            self.broken = None
            self.told = False

    def because(self, reason: str) -> str:
        """The reason with the break that it comes from; the break then counts as told."""
        self.told = self.broken is not None
        return f"{reason} ({self.broken})" if self.broken else reason

    def head(self) -> bytes | None:
        """The record's header with the empty line behind it."""
        while True:
            found = _END_OF_HEAD.search(self.data, 0, _LONGEST_HEAD)
            if found is not None:
                return bytes(self.data[: found.end()])
            if len(self.data) >= _LONGEST_HEAD or not self._read():
                return None

    def ends_at(self, end: int) -> bool:
        """Whether a record may end here: line breaks, then the next record, or the end of what there is.

        Also where two line breaks come and then something else: the record is whole, what follows is not one.
        """
        self.fill(end + 4 + _MARK)
        found = _ENDS.match(self.data, end)
        after = found.end() if found else end
        return (
            after == len(self.data)
            or bool(_BEGIN.match(self.data, after))
            or self.data.startswith((b"\r\n\r\n", b"\n\n"), end)
        )

    def breaks_at(self, end: int) -> bool:
        """Whether the packed bytes that a record comes from break right behind it."""
        return (
            self.broken is not None and self._spoilt and not self.told and not self.data[end:].strip(b"\r\n")
        )

    def skip_blank(self) -> None:
        while self.fill(1):
            blank = _ENDS.match(self.data)
            del self.data[: blank.end() if blank else 0]
            if self.data:
                return

    def seek(self, start: int) -> None:
        """Drop what is before the next beginning of a record, at ``start`` at the earliest."""
        while True:
            found = _NEXT.search(self.data, start)
            if found is not None:
                del self.data[: found.start()]
                return
            del self.data[: max(start, len(self.data) - _MARK)]
            start = 0
            if not self._read():
                self.data.clear()
                return


def _url(head: bytes) -> str | None:
    found = _URI.search(head)
    return found.group(1).decode("utf-8", "replace")[:2000] if found else None


def _shown(value: bytes) -> str:
    return repr(value[:40].decode("latin-1"))


def _unaltered(head: bytes, raw: bytes) -> bool:
    """Whether the block has the digest that the record's header promises, in any usual writing of it."""
    promised = _DIGEST.search(head)
    if promised is None:
        return True
    name = promised.group(1).decode().lower().replace("-", "")
    digest = hashlib.new(name, raw[len(head) :], usedforsecurity=False).digest()
    written = promised.group(2).decode("latin-1")
    if written.lower() == digest.hex():
        return True
    try:
        return base64.b32decode(written.upper() + "=" * (-len(written) % 8)) == digest
    except binascii.Error:
        return False
