"""Rows: JSON lines, JSON arrays, CSV and TSV. Streamed: a table may be larger than memory."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from runut.errors import UnreadableError
from runut.model.article import Article, Unread
from runut.steps.read.columns import Fields, read_row
from runut.steps.read.decoding import decode

Found = Iterator[Article | Unread]

_PEEK = 65_536  # bytes of a table that its encoding and its delimiter are guessed from


def read_json_lines(stream: BinaryIO, name: str, fields: Fields) -> Found:
    """One article a line. A line that is no object is listed; the rest goes on."""
    for number, line in enumerate(stream, 1):
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not line.strip():
            continue
        row_name = f"{name}#{number}"
        try:
            yield _from_object(msgspec.json.decode(line), row_name, fields)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield Unread(row_name, f"this line is no whole JSON object ({error})")


def read_json(stream: BinaryIO, name: str, fields: Fields) -> Found:
    """An array of articles, one article, or an object that holds such an array; JSON lines too."""
    raw = stream.read().removeprefix(b"\xef\xbb\xbf")
    try:
        whole = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        first = raw.lstrip().split(b"\n", 1)[0]
        if first.startswith(b"{") and first.rstrip().endswith(b"}"):
            yield from read_json_lines(io.BytesIO(raw), name, fields)
        else:
            yield Unread(name, f"broken or cut-off JSON ({error})")
        return
    if isinstance(whole, dict):
        rows = next((whole[key] for key in fields.rows if isinstance(whole.get(key), list)), None)
        if rows is None:
            yield _from_object(whole, name, fields)
            return
    elif isinstance(whole, list):
        rows = whole
    else:
        yield Unread(name, "JSON, but neither an object nor an array of objects")
        return
    if not rows:
        yield Unread(name, "an empty list: no article in it")
    for number, row in enumerate(rows, 1):
        yield _from_object(row, f"{name}#{number}", fields)


def _from_object(row: Any, name: str, fields: Fields) -> Article | Unread:
    if not isinstance(row, dict):
        return Unread(name, "not a JSON object with named fields")
    try:
        return read_row(row, name, fields)
    except UnreadableError as error:
        return Unread(error.article, error.reason)


def read_separated(stream: BinaryIO, name: str, fields: Fields, delimiter: str | None) -> Found:
    """A table with a header line; the delimiter is guessed where it is None."""
    head = stream.peek(_PEEK)  # type: ignore[attr-defined]  # BinaryIO does not declare what buffered readers have
    try:
        encoding = _encoding(head, name)
    except UnreadableError as error:
        yield Unread(error.article, error.reason)
        return
    lines = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    csv.field_size_limit(2**30)  # articles are longer than the standard 128 KB cell
    rows = csv.reader(lines, delimiter=delimiter or _delimiter(head.decode(encoding, "replace")))
    try:
        yield from _rows(rows, name, fields)
    finally:
        lines.detach()  # the stream is its opener's to close


def _rows(rows: Iterator[list[str]], name: str, fields: Fields) -> Found:
    header: list[str] | None = None
    number = 0
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            number += 1
            yield Unread(f"{name}#{number}", f"broken row ({error})")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [cell.strip() for cell in cells]
            continue
        number += 1
        yield _from_object(dict(zip(header, cells, strict=False)), f"{name}#{number}", fields)
    if number == 0:
        yield Unread(name, "a table without rows")


def _encoding(head: bytes, name: str) -> str:
    """``utf-8-sig`` unless the first bytes are no UTF-8."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # which lets the sample end inside a character
        return "utf-8-sig"
    except UnicodeDecodeError:
        pass
    return decode(head, name).encoding


def _delimiter(head: str) -> str:
    """The likeliest separator of the header line."""
    header = head.split("\n", 1)[0]
    return max(",;\t|", key=header.count)
