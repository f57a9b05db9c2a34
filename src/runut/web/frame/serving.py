"""Pages and actions become routes: parameters are checked, records become HTML or JSON, trouble becomes words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from runut.engine.resources import LANGUAGES
from runut.errors import RunutError, StoreError
from runut.project.desk import Desk
from runut.project.dossiers import interface_of
from runut.views.interface import Interface
from runut.web.frame.access import ROLES, Access, csrf_of, may_change, set_csrf
from runut.web.frame.registry import Action, Missing, PageOf, Unwelcome
from runut.web.frame.rendering import render
from runut.web.frame.visit import Visit

#: Tables of interface words that the pages need, beside the report's.
WORDS = ("desk", "desk_story", "desk_review")
_LARGEST_FORM = 1_000_000  # characters of a field: more than any article


class Server:
    """Makes routes of pages and actions for one project."""

    def __init__(self, desk: Desk, access: Access) -> None:
        self.desk = desk
        self.access = access
        self._interfaces = {code: interface_of(code, WORDS) for code in LANGUAGES}

    # routes

    def page(self, page: PageOf) -> list[Route]:
        """A page's routes: itself and its JSON twin."""

        async def html(request: Request) -> Response:
            return await run_in_threadpool(self._html, page, request)

        async def twin(request: Request) -> Response:
            return await run_in_threadpool(self._json, page, request)

        return [
            Route(page.path, html, methods=["GET"], name=page.name),
            Route(f"/api{page.path.rstrip('/') or '/overview'}", twin, methods=["GET"]),
        ]

    def action(self, action: Action) -> list[Route]:
        """An action's routes: for forms, and for programs under ``/api``."""

        async def form(request: Request) -> Response:
            given = await _form(request)
            return await run_in_threadpool(self._perform, action, request, given, False)

        async def call(request: Request) -> Response:
            try:
                given = msgspec.json.decode(await request.body() or b"{}")
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                return problem(400, f"the body is not JSON: {error}")
            if not isinstance(given, dict):
                return problem(400, "the body is no JSON object")
            return await run_in_threadpool(self._perform, action, request, given, True)

        return [
            Route(action.path, form, methods=["POST"]),
            Route(f"/api{action.path}", call, methods=["POST"]),
        ]

    def visit(self, request: Request) -> Visit:
        """Who asks, and in which language."""
        code = request.query_params.get("lang") or request.cookies.get("runut_lang", "")
        theme = request.cookies.get("runut_theme", "auto")
        return Visit(
            desk=self.desk,
            say=self._interface(code),
            person=self.access.of(request),
            csrf=csrf_of(request),
            path=request.url.path,
            query=request.url.query,
            theme=theme if theme in ("light", "dark") else "auto",
        )

    def show(
        self,
        request: Request,
        visit: Visit,
        template: str,
        name: str,
        record: Any,
        status: int = 200,
        **more: Any,
    ) -> Response:
        """A record in a template, as an answer."""
        html = render(template, visit, name, record, more)
        response = Response(html, status, media_type="text/html")
        set_csrf(response, request, visit.csrf, _secure(request))
        return response

    def trouble(self, request: Request, status: int, why: str) -> Response:
        """Trouble in words, as a page."""
        record = {"status": status, "why": why}
        return self.show(request, self.visit(request), "trouble.html", "trouble", record, status)

    def _interface(self, code: str) -> Interface:
        return self._interfaces.get(code) or self._interfaces[LANGUAGES[0]]

    # answers

    def _html(self, page: PageOf, request: Request) -> Response:
        visit = self.visit(request)
        if visit.person is None:
            return RedirectResponse(f"/sign-in?next={_quoted(request)}", 303)
        try:
            record = page.answer(visit, as_asked(page.asked, query_of(request)))
            more = page.furnish(visit, record) if page.furnish else {}
            response = self.show(request, visit, page.template, page.name, record, **more)
        except TROUBLE as error:
            status, why = status_of(error)
            return self.show(
                request, visit, "trouble.html", "trouble", {"status": status, "why": why}, status
            )
        twin = f"/api{request.url.path.rstrip('/') or '/overview'}"
        query = f"?{request.url.query}" if request.url.query else ""
        response.headers["link"] = f'<{twin}{query}>; rel="alternate"; type="application/json"'
        return response

    def _json(self, page: PageOf, request: Request) -> Response:
        visit = self.visit(request)
        if visit.person is None:
            return problem(401, "say who you are: Authorization: Bearer TOKEN (runut people token makes one)")
        try:
            return _encoded(page.answer(visit, as_asked(page.asked, query_of(request))))
        except TROUBLE as error:
            return problem(*status_of(error))

    def _perform(self, action: Action, request: Request, given: dict[str, Any], program: bool) -> Response:
        visit = self.visit(request)
        answer: Callable[[int, str], Response] = (
            problem
            if program
            else lambda status, why: self.show(
                request, visit, "trouble.html", "trouble", {"status": status, "why": why}, status
            )
        )
        if visit.person is None:
            return answer(401, visit.say.word("trouble.401"))
        secret = request.headers.get("x-csrf-token") or given.pop("csrf", None)
        if not self.access.by_token(request) and not may_change(request, str(secret or "")):
            return answer(403, visit.say.word("trouble.csrf"))
        if ROLES[visit.person.role] < ROLES[action.role]:
            return answer(403, visit.say.word("trouble.role"))
        back = str(given.pop("next", "") or "")
        try:
            asked = as_asked(action.asked, given)
            record = action.perform(visit, asked)
        except TROUBLE as error:
            return answer(*status_of(error))
        if program:
            return _encoded(record)
        return RedirectResponse(local(back) or action.next(asked, record), 303)


TROUBLE = (Missing, Unwelcome, msgspec.ValidationError, RunutError)


def problem(status: int, why: str) -> Response:
    """Trouble as JSON."""
    return Response(msgspec.json.encode({"error": why}), status, media_type="application/json")


def local(address: str) -> str:
    """An address of our own to send a browser on to; empty for any other."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() else ""


def status_of(error: Exception) -> tuple[int, str]:
    if isinstance(error, Missing):
        return 404, str(error)
    if isinstance(error, StoreError):
        return 503, str(error)
    return 400, str(error)


def query_of(request: Request) -> dict[str, Any]:
    return {**dict(request.query_params), **request.path_params}


def as_asked(kind: type[msgspec.Struct], given: dict[str, Any]) -> Any:
    """Parameters as a checked record; what it does not know is left out."""
    known = {field.encode_name for field in msgspec.structs.fields(kind)}
    told = {key: value for key, value in given.items() if key in known and value != ""}
    if any(isinstance(value, str) and "\x00" in value for value in told.values()):
        raise Unwelcome("a parameter holds a null character")
    return msgspec.convert(told, kind, strict=False)


async def _form(request: Request) -> dict[str, Any]:
    async with request.form(max_files=200, max_fields=400, max_part_size=_LARGEST_FORM) as form:
        found: dict[str, Any] = {}
        for key, value in form.multi_items():
            if isinstance(value, UploadFile):
                found.setdefault(key, []).append((value.filename or "", await value.read()))
            else:
                found[key] = value
        return found


def _encoded(record: Any) -> Response:
    return Response(msgspec.json.encode(record), media_type="application/json")


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _quoted(request: Request) -> str:
    from urllib.parse import quote

    query = f"?{request.url.query}" if request.url.query else ""
    return quote(f"{request.url.path}{query}", safe="")


__all__ = ["Server", "local", "problem"]
