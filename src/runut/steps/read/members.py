"""The bytes inside a packed archive: gzip members one after another, going on behind one that is broken."""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator, Iterator
from typing import BinaryIO

import msgspec

_CHUNK = 65_536  # bytes read, and at most unpacked, at a time
_SIP = 1024  # packed bytes unpacked at a time
_HELD = 16_000_000  # packed bytes of one member that are kept to search again when it breaks; a page has far fewer
_PROOF = 4096  # packed bytes that must unpack to a record's beginning before a place counts as a member
_MAGIC = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]", re.S)  # the upper three flags are reserved, and zero
_GZIP = 31  # zlib: the largest window, in a gzip envelope


class Break(msgspec.Struct, frozen=True):
    """A place where bytes are missing: what comes after does not continue what was before.

    ``spoils``: the bytes just before come from the broken member too, and its own check cannot vouch for them.
    """

    reason: str
    spoils: bool = False


def pieces(stream: BinaryIO) -> Iterator[bytes | Break]:
    """The stream's bytes, unpacked where it begins as gzip, in pieces of bounded size."""
    head = stream.read(_CHUNK)
    if head.startswith(b"\x1f\x8b"):
        yield from _Members(stream, head).unpacked()
        return
    while head:
        yield head
        head = stream.read(_CHUNK)


class _Members:
    """A packed stream, and the bytes of it that have been read since the present member began."""

    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self._stream = stream
        self._held = bytearray(head)
        self._given = 0  # how many of the held bytes the unpacker has
        self._gave = False  # whether the present member has given any bytes yet

    def unpacked(self) -> Iterator[bytes | Break]:
        while self._held or self._more():
            if not self._held.startswith(b"\x1f\x8b"):
                if self._only_padding():
                    continue
                yield Break("bytes between gzip members")
            else:
                reason = yield from self._member()
                if reason is None:
                    continue
                yield Break(reason, self._gave)
            self._seek()

    def _member(self) -> Generator[bytes, None, str | None]:
        """One member's bytes. Returns why it broke, or None; what is held then begins behind it."""
        unpacker = zlib.decompressobj(_GZIP)
        self._given = 0
        self._gave = False
        try:
            while not unpacker.eof:
                packed = unpacker.unconsumed_tail or self._sip()
                if not packed:
                    return "cut off inside a gzip member"
                if piece := unpacker.decompress(packed, _CHUNK):
                    self._gave = True
                    yield piece
        except zlib.error as error:
            return f"broken gzip: {str(error).split(': ')[-1]}"
        del self._held[: self._given - len(unpacker.unused_data)]
        return None

    def _sip(self) -> bytes:
        """The next few packed bytes of the member: where it breaks, what the last sip gave is lost."""
        if self._given >= len(self._held):
            self._more()
        sip = bytes(self._held[self._given : self._given + _SIP])
        self._given += len(sip)
        return sip

    def _seek(self) -> None:
        """Drop what is held up to the next place that unpacks to a record; everything, if there is none."""
        start = 1
        while True:
            found = _MAGIC.search(self._held, start)
            if found is None:
                del self._held[: max(0, len(self._held) - 3)]  # the mark may lie across two reads
                start = 0
                if not self._more():
                    self._held.clear()
                    return
                continue
            start = found.start()
            while len(self._held) - start < _PROOF and self._more(keep=True):
                pass
            if _begins_record(bytes(self._held[start : start + _PROOF])):
                del self._held[:start]
                return
            start += 1

    def _more(self, keep: bool = False) -> bytes:
        """The next bytes read, held as well; the oldest are let go where too many are held."""
        chunk = self._stream.read(_CHUNK)
        self._held += chunk
        if len(self._held) > _HELD and not keep:
            gone = min(self._given, len(self._held) - _HELD // 2)
            del self._held[:gone]
            self._given -= gone
        return chunk

    def _only_padding(self) -> bool:
        """Whether only zero bytes are held (tapes are filled up with them); they are let go."""
        if self._held.strip(b"\x00"):
            kept = self._held.lstrip(b"\x00")
            if kept.startswith(b"\x1f\x8b"):
                self._held = kept
                return True
            return False
        self._held.clear()
        return True


def _begins_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(_GZIP).decompress(packed, 16).startswith(b"WARC/")
    except zlib.error:
        return False
