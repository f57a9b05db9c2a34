"""Files to take away, beside pages: a route that gives bytes under a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from runut.web.frame.answers import TROUBLE, status_of
from runut.web.frame.asking import as_asked, query_of
from runut.web.frame.visit import Visit

if TYPE_CHECKING:
    from runut.web.frame.serving import Server


class File(msgspec.Struct, frozen=True):
    """What is taken away: a name, a media type, bytes."""

    name: str
    kind: str
    content: bytes


class FileOf(msgspec.Struct, frozen=True):
    """An address that gives a file. ``make(visit, asked)`` makes it."""

    path: str
    asked: type[msgspec.Struct]
    make: Callable[[Visit, Any], File]
    summary: str


def file_route(server: Server, file: FileOf) -> Route:
    """A file's route."""

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_answer, server, file, request)

    return Route(file.path, answer, methods=["GET"])


def _answer(server: Server, file: FileOf, request: Request) -> Response:
    visit = server.visit(request)
    if visit.person is None:
        return RedirectResponse(f"/sign-in?next={quote(request.url.path, safe='')}", 303)
    try:
        found = file.make(visit, as_asked(file.asked, query_of(request)))
    except TROUBLE as error:
        return server.trouble(request, *status_of(error))
    return Response(
        found.content,
        media_type=found.kind,
        headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"},
    )


__all__ = ["File", "FileOf", "file_route"]
