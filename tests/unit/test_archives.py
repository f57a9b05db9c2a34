"""Web archives that are broken in every way seen: what is broken is listed, everything else is read."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import random
import tracemalloc

import pytest

from runut.model.article import Unread
from runut.steps.read import RawPage, read_articles

pytest.importorskip("fastwarc")


def record(
    name: str,
    body: bytes | None = None,
    *,
    length: object = None,
    head: str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n",
    more: str = "",
    kind: str = "response",
) -> bytes:
    """One record; ``length`` is what it promises, if not the truth."""
    block = head.encode() + (b"<html>%s</html>" % name.encode() if body is None else body)
    promised = len(block) if length is None else length
    return (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://x.example/{name}\r\n"
        f"WARC-Date: 2026-03-01T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n{more}"
        f"Content-Length: {promised}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def read(raw: bytes) -> tuple[list[str], list[Unread]]:
    """The names of the pages that were read, and what was listed."""
    found = list(read_articles(io.BufferedReader(io.BytesIO(raw)), "pile.warc"))
    pages = [item.name.rpartition("/")[2] for item in found if isinstance(item, RawPage)]
    return pages, [item for item in found if isinstance(item, Unread)]


A, B, C = record("a"), record("b"), record("c")


def packed(*records: bytes) -> bytes:
    return b"".join(map(gzip.compress, records))


def packed_as_one(*records: bytes) -> bytes:
    return gzip.compress(b"".join(records))


def plain(*records: bytes) -> bytes:
    return b"".join(records)


@pytest.mark.parametrize("raw", [A + B + C, packed(A, B, C), gzip.compress(A + B + C), A + B + C[:-4]])
def test_sound_archives(raw):
    assert read(raw) == (["a", "b", "c"], [])


BAD = {
    "length beyond the end": (record("b", length=10**6), "cut off"),
    "length into the next record": (record("b", length=200), "Content-Length is wrong"),
    "length too short": (record("b", length=70), "Content-Length is wrong"),
    "length in words": (record("b", length="many"), "says 'many'"),
    "negative length": (record("b", length=-5), "says '-5'"),
    "absurd length": (record("b", length="9" * 30), "nobody can tell"),
    "larger than any article": (record("b", length=10**15), "larger than any article"),
    "no length": (B.replace(b"Content-Length: ", b"Content-Size: "), "is missing"),
    "no HTTP header": (record("b", head=""), "without the answer's HTTP header"),
    "garbage before it": (b"\x00\xffgarbage\r\n\r\n" + B, "belong to no record"),
    "a header without end": (b"WARC/1.1\r\n" + b"X: y\r\n" * 20_000, "header does not end"),
    "another digest": (record("b", more="WARC-Block-Digest: sha1:" + "A" * 32 + "\r\n"), "digest"),
    "packed, but not": (
        record("b", head="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"),
        "cannot be unpacked",
    ),
    "a bomb inside": (
        record(
            "b",
            gzip.compress(bytes(120_000_000)),
            head="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n",
        ),
        "larger than any article",
    ),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("pack", [plain, packed, packed_as_one])
def test_one_bad_record_costs_itself(case, pack):
    bad, reason = BAD[case]
    pages, listed = read(pack(A, bad, C))
    assert [name for name in pages if name != "b"] == ["a", "c"]
    assert len(listed) == 1
    assert reason in listed[0].error


def test_what_is_listed_has_its_address():
    assert read(A + record("b", length=70) + C)[1][0].article == "http://x.example/b"


@pytest.mark.parametrize("name", ["sha1", "sha256", "md5"])
@pytest.mark.parametrize("written", ["hex", "base32"])
def test_digests_that_fit(name, written):
    block = B.split(b"\r\n\r\n", 1)[1][:-4]
    digest = hashlib.new(name, block).digest()
    text = digest.hex() if written == "hex" else base64.b32encode(digest).decode()
    assert read(A + record("b", more=f"WARC-Block-Digest: {name}:{text}\r\n"))[0] == ["a", "b"]


def test_a_packed_page_is_unpacked():
    head = (
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Encoding: gzip\r\n\r\n"
    )
    [page] = list(
        read_articles(
            io.BufferedReader(io.BytesIO(record("b", gzip.compress(b"<html>halo"), head=head))), "x.warc"
        )
    )
    assert isinstance(page, RawPage)
    assert page.raw == b"<html>halo"
    assert page.charset == "windows-1252"


def test_a_member_that_is_cut_in_the_middle():
    big = record("b", random.Random(1).randbytes(200_000))
    for cut in (packed(big)[:-100_000], packed(big)[100_000:], packed(big)[:50], packed(big)[:-4]):
        pages, listed = read(packed(A) + cut + packed(C))
        assert pages == ["a", "c"]
        assert len(listed) == 1


def test_a_member_whose_own_check_fails_is_not_believed():
    member = bytearray(packed(B))
    member[-6] ^= 1  # its checksum
    pages, listed = read(packed(A) + bytes(member) + packed(C))
    assert pages == ["a", "c"]
    assert len(listed) == 1


def test_padding_between_members_is_no_fault():
    assert read(packed(A) + bytes(5000) + packed(B) + bytes(70_000)) == (["a", "b"], [])


def test_nothing_but_noise():
    pages, listed = read(b"WARC/1.1\r\n" + random.Random(2).randbytes(100_000))
    assert pages == []
    assert len(listed) == 1


def test_an_archive_without_pages_says_so():
    pages, listed = read(record("a", kind="request"))
    assert (pages, [item.error for item in listed]) == ([], ["an archive without pages"])


@pytest.mark.parametrize("pack", [False, True])
@pytest.mark.parametrize("harm", ["flip", "delete", "insert"])
def test_one_harm_anywhere_costs_two_records_at_most(pack, harm):
    chance = random.Random(3)
    for _ in range(60):
        parts = [record(f"{n}", chance.randbytes(chance.randrange(3000))) for n in range(12)]
        raw = bytearray(packed(*parts) if pack else b"".join(parts))
        at = chance.randrange(20, len(raw))
        if harm == "flip":
            raw[at] ^= chance.randrange(1, 256)
        elif harm == "delete":
            del raw[at : at + chance.randrange(1, 200)]
        else:
            raw[at:at] = chance.randbytes(chance.randrange(1, 200))
        pages, _ = read(bytes(raw))
        assert len(pages) >= 10


class _Endless(io.RawIOBase):
    """An archive of a great many bytes, none of which exist before they are read."""

    def __init__(self, head: bytes, filling: bytes, size: int) -> None:
        self._head, self._filling, self._left = head, filling, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        piece = self._head[: len(buffer)] or self._filling[: min(len(buffer), self._left)]
        self._left -= 0 if self._head else len(piece)
        self._head = self._head[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize(
    "head",
    [
        b"WARC/1.1\r\n",
        A + b"no record ",
        A[: A.index(b"Content-Length")] + b"Content-Length: 999999999999\r\n\r\n",
    ],
)
def test_memory_is_bounded_whatever_comes(head):
    stream = io.BufferedReader(_Endless(head, b"x" * 65_536, 300_000_000))
    tracemalloc.start()
    try:
        found = list(read_articles(stream, "x.warc"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(found[-1], Unread)
    assert peak < 5_000_000
