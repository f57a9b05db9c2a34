"""What is asked: parameters and bodies of a request, checked and bounded before anything is done with them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from runut.web.frame.registry import Unwelcome, Uploaded

LARGEST_BODY = 2_000_000  # bytes of a form or of JSON: a long article with its marks, twice
LARGEST_UPLOAD = 512_000_000  # bytes of files at once: a year of a newsroom as one archive
_FILES, _FIELDS = 500, 400
#: Parameters that every page takes.
COMMON = frozenset({"lang"})


class Refused(Exception):  # noqa: N818 -- an answer, not an error of anybody
    """A request that is not even looked into: with which status, and why."""

    def __init__(self, status: int, why: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.headers = dict(headers or {})


def query_of(request: Request) -> dict[str, Any]:
    """The parameters of an address, those of its path first."""
    return {**dict(request.query_params), **request.path_params}


def as_asked(kind: type[msgspec.Struct], given: Mapping[str, Any], *, strictly: bool = False) -> Any:
    """Parameters as a checked record. What it does not know is left out, or refused where programs ask."""
    known = {field.encode_name for field in msgspec.structs.fields(kind)}
    strange = sorted(set(given) - known - COMMON)
    if strictly and strange:
        listed = ", ".join(sorted(known)) or "none"
        raise Unwelcome(f"no parameter {_short(strange[0])} here; there are: {listed}")
    told = {key: value for key, value in given.items() if key in known and value != ""}
    if any(_is_broken(value) for value in told.values()):
        raise Unwelcome("a parameter holds a null character or half of a pair of surrogates")
    record = msgspec.convert(told, kind, strict=False)
    spelt = [key for key, value in told.items() if isinstance(value, str) and value.lower() == "null"]
    if not spelt:
        return record
    # An address has no null: there the word is a word, where the conversion takes it for nothing.
    kinds = get_type_hints(kind, include_extras=True)
    return msgspec.structs.replace(
        record, **{key: msgspec.convert(told[key], _filled(kinds[key]), strict=False) for key in spelt}
    )


async def json_of(request: Request) -> dict[str, Any]:
    """The body of a program's request."""
    body = b"".join([piece async for piece in _bounded(request, LARGEST_BODY).stream()])
    try:
        given = msgspec.json.decode(body or b"{}")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(400, f"the body is not JSON: {error}") from error
    if not isinstance(given, dict):
        raise Refused(400, "the body is no JSON object")
    return given


@asynccontextmanager
async def form_of(request: Request, with_files: bool = False) -> AsyncIterator[dict[str, Any]]:
    """The fields of a form. Files are on the disk while they are looked at, and gone afterwards."""
    bounded = _bounded(request, LARGEST_UPLOAD if with_files else LARGEST_BODY)
    try:
        async with bounded.form(
            max_files=_FILES if with_files else 0, max_fields=_FIELDS, max_part_size=LARGEST_BODY
        ) as form:
            yield _fields(form.multi_items())
    except HTTPException as error:
        raise Refused(error.status_code, error.detail) from error


def _fields(items: Iterable[tuple[str, UploadFile | str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in items:
        if not isinstance(value, UploadFile):
            if key.endswith("[]"):  # boxes of which any number are ticked
                found.setdefault(key, []).append(value)
            else:
                found[key] = value
        elif value.filename:  # a form without a chosen file sends one without a name
            found.setdefault(key, []).append(Uploaded(value.filename, value.size or 0, value.file))
    return found


def _bounded(request: Request, most: int) -> Request:
    """The same request, whose body ends with a refusal where it is too long."""
    refusal = Refused(413, f"too much at once: {most:,} bytes at most", {"connection": "close"})
    length = request.headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or int(length) > most:
        raise refusal
    seen = 0

    async def receive() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise refusal
        return message

    return Request(request.scope, receive)


def _is_broken(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, dict):
        return any(_is_broken(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(_is_broken(part) for part in value)


def _filled(kind: Any) -> Any:
    """A type without None."""
    options = tuple(one for one in get_args(kind) if one is not NoneType)
    return Union[options] if get_origin(kind) in (Union, UnionType) else kind  # noqa: UP007


def _short(name: str) -> str:
    return repr(name[:40])


__all__ = [
    "COMMON",
    "LARGEST_BODY",
    "LARGEST_UPLOAD",
    "Refused",
    "as_asked",
    "form_of",
    "json_of",
    "query_of",
]
