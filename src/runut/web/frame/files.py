"""Files to take away, beside pages: addresses that give bytes under a name, to browsers and, under /api, to
programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from runut.web.frame.answers import TROUBLE, problem, status_of, whole_address
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
    """An address that gives a file. ``make(visit, asked)`` makes it; ``kinds`` are the media types that it may be of,
    ``example`` what a program might ask for."""

    name: str
    path: str
    asked: type[msgspec.Struct]
    make: Callable[[Visit, Any], File]
    summary: str
    kinds: Sequence[str]
    example: Mapping[str, Any] | None = None


def file_routes(server: Server, file: FileOf) -> list[Route]:
    """A file's routes: for browsers, and for programs under ``/api``."""

    async def answer(request: Request) -> Response:
        return await server.aside(_to_browser, server, file, request)

    async def twin(request: Request) -> Response:
        return await server.aside(_to_program, server, file, request)

    return [Route(file.path, answer, methods=["GET"]), Route(f"/api{file.path}", twin, methods=["GET"])]


def _to_browser(server: Server, file: FileOf, request: Request) -> Response:
    try:
        visit = server.visit(request)
        if visit.person is None:
            return RedirectResponse(f"/sign-in?next={quote(whole_address(request), safe='')}", 303)
        return _sent(file.make(visit, as_asked(file.asked, query_of(request))))
    except TROUBLE as error:
        return server.trouble(request, *status_of(error))


def _to_program(server: Server, file: FileOf, request: Request) -> Response:
    try:
        visit = server.program(request)
        return _sent(file.make(visit, as_asked(file.asked, query_of(request), strictly=True)))
    except TROUBLE as error:
        return problem(*status_of(error))


def _sent(found: File) -> Response:
    named = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
    return Response(found.content, media_type=found.kind, headers={"content-disposition": named})


__all__ = ["File", "FileOf", "file_routes"]
