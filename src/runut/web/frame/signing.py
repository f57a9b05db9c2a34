"""Signing in and out, where people are listed."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from runut.store.records import Person
from runut.web.frame.answers import TROUBLE, local, status_of
from runut.web.frame.asking import Refused, form_of
from runut.web.frame.origin import comes_from_us
from runut.web.frame.serving import Server


def signing_routes(server: Server) -> list[Route]:
    """The page to sign in at, and what its forms are sent to."""

    async def ask(request: Request) -> Response:
        return await server.aside(_ask, server, request)

    async def enter(request: Request) -> Response:
        return await _with_form(server, request, _enter)

    async def leave(request: Request) -> Response:
        return await _with_form(server, request, _leave)

    return [
        Route("/sign-in", ask, methods=["GET"]),
        Route("/sign-in", enter, methods=["POST"]),
        Route("/sign-out", leave, methods=["POST"]),
    ]


async def _with_form(server: Server, request: Request, then: Any) -> Response:
    try:
        if not comes_from_us(request):
            raise Refused(403, server.visit(request, person=False).say.word("trouble.csrf"))
        async with form_of(request) as given:
            answer: Response = await server.aside(then, server, request, given)
            return answer
    except TROUBLE as error:
        return await server.aside(server.trouble, request, *status_of(error))


def _ask(server: Server, request: Request) -> Response:
    try:
        visit = server.visit(request)
    except TROUBLE as error:
        return server.trouble(request, *status_of(error))
    after = local(request.query_params.get("next", ""))
    if visit.person is not None:
        return RedirectResponse(after or "/", 303)
    return _form(server, request, after)


def _form(
    server: Server, request: Request, after: str, name: str = "", why: str = "", status: int = 200
) -> Response:
    visit = server.visit(request, person=False)
    record = {"next": after, "name": name, "why": visit.say.word(why) if why else ""}
    return server.show(request, visit, "desk_sign_in.html", "sign-in", record, status)


def _enter(server: Server, request: Request, given: dict[str, Any]) -> Response:
    server.check_secret(request, server.visit(request, person=False), given)
    name, after = str(given.get("name", "")).strip()[:80], local(str(given.get("next", "")))
    address = request.client.host if request.client else ""
    wait = server.access.throttle.attempt(address, name)
    if wait:
        answer = _form(server, request, after, name, "sign-in.wait", 429)
        answer.headers["retry-after"] = str(wait)
        return answer
    person = server.access.sign_in(name, str(given.get("password", ""))[:1_000])
    if person is None:
        return _form(server, request, after, name, "sign-in.wrong", 401)
    server.access.throttle.succeeded(address, name)
    return _entered(server, request, person, after)


def _entered(server: Server, request: Request, person: Person, after: str) -> Response:
    answer = RedirectResponse(after or "/", 303)
    server.access.remember(answer, person, request.url.scheme == "https")
    return answer


def _leave(server: Server, request: Request, given: dict[str, Any]) -> Response:
    server.check_secret(request, server.visit(request, person=False), given)
    answer = RedirectResponse("/sign-in", 303)
    server.access.forget(answer, request.url.scheme == "https")
    return answer


__all__ = ["signing_routes"]
