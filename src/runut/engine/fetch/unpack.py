"""Unpacking an answer piece by piece, so that a small answer that unpacks to gigabytes is stopped early."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from runut.engine.fetch.refusal import NotFetchedError, shown

_PIECE = 65_536  # bytes unpacked at a time
_LAYERS = 2  # a page packed twice is a mistake that happens; more is an attack
_GZIP = 31  # zlib: the largest window, in a gzip envelope


def unpacked(pieces: Iterator[bytes], encoding: str | None, most: int) -> Iterator[bytes]:
    """The answer's bytes without its Content-Encoding; each layer may unpack to ``most`` bytes."""
    layers = [
        name for part in (encoding or "").split(",") if (name := part.strip().lower()) not in ("", "identity")
    ]
    if len(layers) > _LAYERS:
        raise NotFetchedError(f"the answer is packed {len(layers)} times over; no honest page is")
    for layer in reversed(layers):
        if layer in ("gzip", "x-gzip"):
            pieces = _bounded(_gzip(pieces), most)
        elif layer == "deflate":
            pieces = _bounded(_deflate(pieces), most)
        else:
            raise NotFetchedError(f"the answer is packed as {shown(layer)}, which was not asked for")
    return pieces


def _bounded(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise NotFetchedError(f"the answer unpacks to more than {most:,} bytes; no article does")
        yield piece


def _gzip(pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP)
    begun = False
    for packed in pieces:
        begun = begun or bool(packed)
        while packed:
            if unpacker.eof:
                if not packed.startswith(b"\x1f"):
                    return  # what stands behind a whole member is no part of the page
                unpacker = zlib.decompressobj(_GZIP)
            yield from _inflate(unpacker, packed)
            packed = unpacker.unused_data
    if begun and not unpacker.eof:
        raise NotFetchedError("the answer is cut off inside its packing; try again", again=True)


def _deflate(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Deflate in zlib's envelope, as the standard says, or without, as some servers send it."""
    head = b""
    for piece in pieces:
        head += piece
        if len(head) >= 2:
            break
    if not head:
        return
    enveloped = len(head) >= 2 and head[0] & 15 == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    unpacker = zlib.decompressobj(15 if enveloped else -15)
    yield from _inflate(unpacker, head)
    for piece in pieces:
        if unpacker.eof:
            return
        yield from _inflate(unpacker, piece)
    if not unpacker.eof:
        raise NotFetchedError("the answer is cut off inside its packing; try again", again=True)


def _inflate(unpacker: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    while packed and not unpacker.eof:
        try:
            piece = unpacker.decompress(packed, _PIECE)
        except zlib.error as error:
            raise NotFetchedError(
                f"the answer's packing is broken ({error}); try again", again=True
            ) from error
        if piece:
            yield piece
        packed = unpacker.unconsumed_tail
