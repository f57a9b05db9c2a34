"""The gazetteer: names of the world's places in a few MB of arrays, looked up by hash.

Nothing is turned into Python objects before it is asked for, so that loading costs what decompressing costs,
and every process of a pool stays small. A name is folded (case, accents, apostrophes) and hashed to 64 bits;
with a few hundred thousand names a wrong hit is a matter of one in 10^13.
"""

from __future__ import annotations

import sys
import unicodedata
import zlib
from array import array
from bisect import bisect_left
from hashlib import blake2b

import msgspec

MAGIC = b"RUNUTGAZ1\n"
NOWHERE = 32767
_REMEMBERED = 20_000  # look-ups kept: names come back, in an article and across articles (about 3 MB)
KINDS = ("town", "capital", "province", "kota", "kabupaten", "kecamatan", "region", "oblast")
_TYPES = ("Q", "I", "I", "I", "B", "B", "h", "h", "B")


class Entry(msgspec.Struct, frozen=True):
    """One place of the gazetteer. ``grade``: 3 known to every reader, 2 known in its country, 1 the rest."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str
    grade: int


def fold(name: str) -> str:
    """A name without case, accents and variants of the apostrophe."""
    lowered = name.lower()
    if not lowered.isascii():
        apart = unicodedata.normalize("NFKD", lowered.translate(_PLAIN))
        lowered = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(lowered.split())


_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss"}
)


def key_hash(folded: str) -> int:
    """The 64 bits by which a folded name is found."""
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "little")


def pack_file(*columns: array[int] | bytes) -> bytes:
    """The columns as one compressed file."""
    parts = []
    for column in columns:
        if isinstance(column, array):
            if sys.byteorder == "big":
                column = array(column.typecode, column)
                column.byteswap()
            column = column.tobytes()
        parts.append(len(column).to_bytes(4, "little") + column)
    return MAGIC + zlib.compress(b"".join(parts), 9)


class Gazetteer:
    """Names to places."""

    def __init__(self, packed: bytes) -> None:
        if not packed.startswith(MAGIC):
            raise ValueError("not a gazetteer of this version: build it anew")
        columns = _unpack(zlib.decompress(memoryview(packed)[len(MAGIC) :]))
        self._hashes, self._heads, self._postings, self._offsets = columns[:4]
        self._names, self._countries = columns[4].tobytes(), columns[5].tobytes()
        self._lats, self._lons, self._ranks = columns[6:]
        self._entries: dict[int, Entry] = {}
        self._found: dict[str, tuple[tuple[int, ...], bool]] = {}

    def __len__(self) -> int:
        return len(self._ranks)

    def find(self, folded: str) -> tuple[tuple[int, ...], bool]:
        """Places of this (folded) name as indices, best known first; whether longer names start with it."""
        known = self._found.get(folded)
        if known is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            known = self._found[folded] = self._find(folded)
        return known

    def _find(self, folded: str) -> tuple[tuple[int, ...], bool]:
        code = key_hash(folded)
        at = bisect_left(self._hashes, code)
        if at == len(self._hashes) or self._hashes[at] != code:
            return (), False
        head = self._heads[at]
        return tuple(self._postings[head >> 1 : self._heads[at + 1] >> 1]), bool(head & 1)

    def entry(self, index: int) -> Entry:
        """The place with this index."""
        known = self._entries.get(index)
        if known is None:
            known = self._entries[index] = self._read(index)
        return known

    def lookup(self, name: str) -> list[Entry]:
        """All places of a name, best known first."""
        return [self.entry(i) for i in self.find(fold(name))[0]]

    def _read(self, index: int) -> Entry:
        lat, lon = self._lats[index], self._lons[index]
        rank = self._ranks[index]
        return Entry(
            self._names[self._offsets[index] : self._offsets[index + 1]].decode(),
            self._countries[2 * index : 2 * index + 2].decode(),
            None if lat == NOWHERE else lat / 10,
            None if lon == NOWHERE else lon / 10,
            KINDS[rank & 15],
            rank >> 4,
        )


def _unpack(raw: bytes) -> list[array[int]]:
    columns = []
    at = 0
    for code in _TYPES:
        size = int.from_bytes(raw[at : at + 4], "little")
        column: array[int] = array(code)
        column.frombytes(raw[at + 4 : at + 4 + size])
        if sys.byteorder == "big":
            column.byteswap()
        columns.append(column)
        at += 4 + size
    return columns
