"""Pages and actions become routes: who asks is checked first, then what; records become HTML or JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import msgspec
from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from runut.engine.resources import LANGUAGES
from runut.project.desk import Desk
from runut.project.desk.working import Work
from runut.project.dossiers import interface_of
from runut.views.interface import Interface
from runut.web.frame.access import ROLES, Access
from runut.web.frame.answers import (
    TROUBLE,
    encoded,
    local,
    path_of,
    problem,
    status_of,
    twin_of,
    whole_address,
)
from runut.web.frame.asking import COMMON, Refused, as_asked, form_of, json_of, query_of
from runut.web.frame.origin import brings_secret, comes_from_us, csrf_of, set_csrf
from runut.web.frame.registry import Action, Again, PageOf
from runut.web.frame.rendering import render
from runut.web.frame.visit import Visit

#: Tables of interface words that the pages need, beside the report's.
WORDS = ("desk", "desk_story", "desk_review", "explain")
#: Pages worked out at a time. More would only wait for each other, and each takes two connections to the store.
_THREADS = 6
_WHO = {"www-authenticate": "Bearer"}
_T = TypeVar("_T")


class Server:
    """Makes routes of pages and actions for one project."""

    def __init__(self, desk: Desk, access: Access, work: Work) -> None:
        self.desk = desk
        self.access = access
        self.work = work
        self._interfaces = {code: interface_of(code, WORDS) for code in LANGUAGES}
        self._limiter = CapacityLimiter(_THREADS)

    async def aside(self, work: Callable[..., _T], *given: Any) -> _T:
        """Do what waits for the store, or takes a while, beside other requests."""
        return await to_thread.run_sync(work, *given, limiter=self._limiter)

    # routes

    def page(self, page: PageOf) -> list[Route]:
        """A page's routes: itself and its JSON twin."""

        async def html(request: Request) -> Response:
            return await self.aside(self._html, page, request)

        async def twin(request: Request) -> Response:
            return await self.aside(self._json, page, request)

        return [
            Route(page.path, html, methods=["GET"], name=page.name),
            Route(twin_of(page.path), twin, methods=["GET"]),
        ]

    def action(self, action: Action) -> list[Route]:
        """An action's routes: for forms, and for programs under ``/api``."""

        async def form(request: Request) -> Response:
            try:
                visit = await self.aside(self._admitted, action, request)
                async with form_of(request, action.takes_files) as given:
                    return await self.aside(self._sent, action, request, visit, given)
            except Again as again:
                return await self.aside(self._again, request, again)
            except TROUBLE as error:
                return await self.aside(self.trouble, request, *status_of(error))

        async def call(request: Request) -> Response:
            try:
                visit = await self.aside(self._admitted, action, request)
                if action.takes_files:
                    async with form_of(request, with_files=True) as given:
                        return await self.aside(self._called, action, request, visit, given)
                _check_kind(request)
                return await self.aside(self._called, action, request, visit, await json_of(request))
            except TROUBLE as error:
                return problem(*status_of(error))

        return [
            Route(action.path, form, methods=["POST"]),
            Route(f"/api{action.path}", call, methods=["POST"]),
        ]

    # who asks

    def visit(self, request: Request, person: bool = True) -> Visit:
        """Who asks, and in which language. ``person`` False does not ask the store who it is."""
        code = request.query_params.get("lang") or request.cookies.get("runut_lang", "")
        theme = request.cookies.get("runut_theme", "auto")
        return Visit(
            desk=self.desk,
            say=self._interface(code),
            person=self.access.of(request) if person else None,
            csrf=csrf_of(request),
            path=path_of(request),
            query=request.url.query,
            theme=theme if theme in ("light", "dark") else "auto",
            work=self.work,
            signs_in=self.access.session in request.cookies,
        )

    def program(self, request: Request) -> Visit:
        """Which program asks to read something, if it may."""
        visit = self.visit(request)
        if visit.person is None:
            why = "say who you are: Authorization: Bearer TOKEN (runut people token makes one)"
            raise Refused(401, why, _WHO)
        return visit

    def _admitted(self, action: Action, request: Request) -> Visit:
        """Who asks for a change, if they may: known before anything is read of what they send."""
        visit = self.visit(request)
        if visit.person is None:
            raise Refused(401, visit.say.word("trouble.401"), _WHO)
        if not self.access.by_token(request) and not comes_from_us(request):
            raise Refused(403, visit.say.word("trouble.csrf"))
        if ROLES[visit.person.role] < ROLES[action.role]:
            raise Refused(403, visit.say.word("trouble.role"))
        return visit

    def check_secret(self, request: Request, visit: Visit, given: dict[str, Any]) -> None:
        """Complain of a form that does not bring the secret back."""
        brought = request.headers.get("x-csrf-token") or given.pop("csrf", None)
        if not self.access.by_token(request) and not brings_secret(request, str(brought or "")):
            raise Refused(403, visit.say.word("trouble.csrf"))

    # answers

    def show(
        self,
        request: Request,
        visit: Visit,
        template: str,
        name: str,
        record: Any,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> Response:
        """A record in a template, as an answer."""
        html = render(template, visit, name, record, more)
        response = Response(html, status, headers=dict(headers or {}), media_type="text/html")
        set_csrf(response, request, visit.csrf)
        return response

    def trouble(
        self, request: Request, status: int, why: str, headers: Mapping[str, str] | None = None
    ) -> Response:
        """Trouble in words: as JSON under /api, else as a page. Does without the store where it must."""
        if request.url.path.startswith("/api/"):
            return problem(status, why, headers)
        try:
            visit = self.visit(request)
        except TROUBLE:
            visit = self.visit(request, person=False)
        in_short = visit.say.word(f"trouble.{status}")
        ours = not why or visit.say.has_told(why)  # else in the program's own English, as everywhere else
        record = {
            "status": status,
            "why": (why or in_short) if ours else in_short,
            "detail": "" if ours else why,
        }
        return self.show(request, visit, "trouble.html", "trouble", record, status, headers)

    def _interface(self, code: str) -> Interface:
        return self._interfaces.get(code) or self._interfaces[LANGUAGES[0]]

    def _html(self, page: PageOf, request: Request) -> Response:
        try:
            visit = self.visit(request)
            if visit.person is None:
                after = quote(whole_address(request), safe="")
                return RedirectResponse(f"/sign-in?next={after}", 303)
            record = page.answer(visit, as_asked(page.asked, query_of(request)))
            more = page.furnish(visit, record) if page.furnish else {}
            response = self.show(request, visit, page.template, page.name, record, **more)
        except TROUBLE as error:
            return self.trouble(request, *status_of(error))
        twin = _twin_address(page, request)
        response.headers["link"] = f'<{twin}>; rel="alternate"; type="application/json"'
        return response

    def _json(self, page: PageOf, request: Request) -> Response:
        try:
            visit = self.program(request)
            return encoded(page.answer(visit, as_asked(page.asked, query_of(request), strictly=True)))
        except TROUBLE as error:
            return problem(*status_of(error))

    def _sent(self, action: Action, request: Request, visit: Visit, given: dict[str, Any]) -> Response:
        """A form's answer: the browser is sent on."""
        self.check_secret(request, visit, given)
        back = str(given.get("next", "") or "")
        given.update(request.path_params)
        if action.forms is not None:
            given = action.forms(visit, given)
        asked = as_asked(action.asked, given)
        record = action.perform(visit, asked)
        return RedirectResponse(local(back) or action.next(asked, record), 303)

    def _again(self, request: Request, again: Again) -> Response:
        """A form with what was typed and what is wrong with it."""
        return self.show(request, again.visit, again.template, again.name, again.record, 422, **again.more)

    def _called(self, action: Action, request: Request, visit: Visit, given: dict[str, Any]) -> Response:
        """A program's answer. JSON needs no secret: no form of another site can send it."""
        if action.takes_files or "x-csrf-token" in request.headers:
            self.check_secret(request, visit, given)
        else:
            given.pop("csrf", None)
        given.pop("next", None)
        given.update(request.path_params)
        return encoded(action.perform(visit, as_asked(action.asked, given, strictly=True)))


def _twin_address(page: PageOf, request: Request) -> str:
    """Where the same is for programs, without parameters that the page left out."""
    known = {field.encode_name for field in msgspec.structs.fields(page.asked)} | COMMON
    kept = [(key, value) for key, value in request.query_params.multi_items() if key in known]
    return twin_of(path_of(request)) + (f"?{urlencode(kept)}" if kept else "")


def _check_kind(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(415, "send JSON: Content-Type: application/json")


__all__ = ["TROUBLE", "WORDS", "Server", "as_asked", "local", "problem", "query_of", "status_of"]
