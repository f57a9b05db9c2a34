"""Answers: records as JSON, trouble in words, where a browser may be sent on to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from runut.errors import RunutError, StoreError
from runut.web.frame.asking import Refused
from runut.web.frame.registry import Busy, Missing, Unwelcome

#: What a page or an action may end in; anything else is a fault of ours.
TROUBLE = (Missing, Unwelcome, Refused, msgspec.ValidationError, RunutError)


class Problem(msgspec.Struct, frozen=True):
    """Why something could not be done."""

    error: str


def encoded(record: Any) -> Response:
    """A record as JSON."""
    return Response(msgspec.json.encode(record), media_type="application/json")


def problem(status: int, why: str, headers: Mapping[str, str] | None = None) -> Response:
    """Trouble as JSON."""
    return Response(
        msgspec.json.encode(Problem(why)), status, headers=dict(headers or {}), media_type="application/json"
    )


def status_of(error: Exception) -> tuple[int, str, dict[str, str]]:
    """The status that trouble has, its words, and headers that go with it."""
    if isinstance(error, Refused):
        return error.status, error.why, error.headers
    if isinstance(error, Missing):
        return 404, str(error), {}
    if isinstance(error, Busy):
        return 409, str(error), {}
    if isinstance(error, StoreError):
        return 503, str(error), {}
    return 400, str(error), {}


def local(address: str) -> str:
    """An address of our own to send a browser on to; empty for any other."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() else ""


def twin_of(path: str) -> str:
    """The address of a page's JSON twin."""
    return f"/api{path.rstrip('/') or '/overview'}"


def path_of(request: Request) -> str:
    """The path asked for, as an address writes it."""
    return quote(request.url.path, safe="/:@!$&'()*+,;=~")


def whole_address(request: Request) -> str:
    """The address asked for with its query."""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{path_of(request)}{query}"


__all__ = [
    "TROUBLE",
    "Problem",
    "encoded",
    "local",
    "path_of",
    "problem",
    "status_of",
    "twin_of",
    "whole_address",
]
