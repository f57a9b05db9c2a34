"""The application: all routes of a project, behind its guards."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Route

from runut.engine.resources import LANGUAGES
from runut.project.desk import Desk
from runut.project.desk.working import Work
from runut.web.description import description_routes
from runut.web.frame.access import Access
from runut.web.frame.answers import local
from runut.web.frame.files import file_routes
from runut.web.frame.guards import LOOPBACK, Guards
from runut.web.frame.rendering import asset, asset_address
from runut.web.frame.serving import Server
from runut.web.frame.signing import signing_routes
from runut.web.pages import ACTIONS, FILES, PAGES

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_YEAR = 31_536_000  # seconds
#: Packing harder costs more than the network it spares. No secret stands in a page as it is (frame/origin.py).
_PACKED, _LEAST_PACKED = 5, 1_400  # zlib's level; bytes: what goes in one piece over a network anyway


def make_app(desk: Desk, *, alone: str | None, hosts: Iterable[str] = ()) -> Guards:
    """The pages of a project as an ASGI application.

    ``alone`` is the name under which decisions are kept where nobody is listed in the project, None where nobody
    may then come in; ``hosts`` are the names, beside those of this machine, under which it is served.
    """
    work = Work(desk)
    work.settle()
    server = Server(desk, Access(desk.database, alone), work)
    routes: list[BaseRoute] = [route for page in PAGES for route in server.page(page)]
    routes += [route for file in FILES for route in file_routes(server, file)]
    routes += [route for action in ACTIONS for route in server.action(action)]
    routes += signing_routes(server)
    routes += description_routes(server)
    routes += [
        Route("/static/{mark}/{name}", _static, methods=["GET"]),
        Route("/look", _look, methods=["GET"]),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(GZipMiddleware, minimum_size=_LEAST_PACKED, compresslevel=_PACKED)],
        exception_handlers={HTTPException: _refusing(server), Exception: _failing(server)},
    )
    app.state.mark = server.access.mark
    app.router.redirect_slashes = False
    return Guards(app, [*LOOPBACK, *hosts])


def _refusing(server: Server) -> Callable[[Request, Exception], Awaitable[Response]]:
    """What is not there, or not for this method, as JSON or as a page."""

    async def refuse(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        headers = {key.lower(): value for key, value in (error.headers or {}).items()}
        why = "" if error.status_code in (404, 405) else str(error.detail)
        if error.status_code == 405:
            headers["allow"] = ", ".join(sorted(_methods(request)))
        if request.url.path.startswith("/api/"):
            why = why or _IN_SHORT[error.status_code]
        return await server.aside(server.trouble, request, error.status_code, why, headers)

    return refuse


_IN_SHORT = {
    404: "no such address; /api/openapi.json lists all",
    405: "not by this method; /api/openapi.json tells which",
}


def _methods(request: Request) -> set[str]:
    """By which methods an address may be asked for."""
    return {
        method
        for route in request.app.routes
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE
        for method in route.methods or ()
    }


def _failing(server: Server) -> Callable[[Request, Exception], Awaitable[Response]]:
    """A fault of ours: told without its particulars, which stand in the server's log."""

    async def fail(request: Request, error: Exception) -> Response:
        del error
        why = "a fault in Runut itself; the log of runut serve tells more" if _by_program(request) else ""
        return await server.aside(server.trouble, request, 500, why)

    return fail


def _by_program(request: Request) -> bool:
    return request.url.path.startswith("/api/")


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    kind = _TYPES.get(name.rsplit(".", 1)[-1])
    try:
        known = kind is not None and asset_address(name) == request.url.path
    except (OSError, ValueError):
        known = False
    if not known:
        raise HTTPException(404)
    return Response(
        asset(name), media_type=kind, headers={"cache-control": f"public, max-age={_YEAR}, immutable"}
    )


async def _look(request: Request) -> Response:
    """Another language, or light or dark: remembered by the browser alone."""
    answer = RedirectResponse(local(request.query_params.get("next", "")) or "/", 303)
    for cookie, key, known in (
        ("runut_lang", "lang", tuple(LANGUAGES)),
        ("runut_theme", "theme", ("auto", "light", "dark")),
    ):
        if request.query_params.get(key) in known:
            answer.set_cookie(
                cookie,
                request.query_params[key],
                max_age=_YEAR,
                samesite="lax",
                httponly=True,
                secure=request.url.scheme == "https",
            )
    return answer


__all__ = ["make_app"]
