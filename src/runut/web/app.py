"""The application: all routes of a project, behind its guards."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from runut.engine.resources import LANGUAGES
from runut.project.desk import Desk
from runut.web.frame.access import Access
from runut.web.frame.files import file_route
from runut.web.frame.guards import LOOPBACK, Guards
from runut.web.frame.rendering import asset, asset_address
from runut.web.frame.serving import Server, local, problem
from runut.web.pages import ACTIONS, FILES, PAGES

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_YEAR = 31_536_000  # seconds


def make_app(desk: Desk, *, alone: str, hosts: Iterable[str] = ()) -> Guards:
    """The pages of a project as an ASGI application.

    ``alone`` is the name under which decisions are kept where nobody is listed in the project; ``hosts`` are the
    names, beside those of this machine, under which it is served.
    """
    server = Server(desk, Access(desk.database, alone))
    routes: list[BaseRoute] = [route for page in PAGES for route in server.page(page)]
    routes += [file_route(server, file) for file in FILES]
    routes += [route for action in ACTIONS for route in server.action(action)]
    routes += [
        Route("/static/{mark}/{name}", _static, methods=["GET"]),
        Route("/look", _look, methods=["GET"]),
    ]

    async def missing(request: Request, error: Exception) -> Response:
        del error
        if request.url.path.startswith("/api/"):
            return problem(404, "no such address; /api/openapi.json lists all")
        visit = server.visit(request)
        record = {"status": 404, "why": visit.say.word("trouble.404")}
        return server.show(request, visit, "trouble.html", "trouble", record, 404)

    app = Starlette(routes=routes, exception_handlers={404: missing})
    return Guards(app, [*LOOPBACK, *hosts])


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    kind = _TYPES.get(name.rsplit(".", 1)[-1])
    try:
        known = kind is not None and asset_address(name) == request.url.path
    except OSError:
        known = False
    if not known:
        return problem(404, "no such file")
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
            answer.set_cookie(cookie, request.query_params[key], max_age=_YEAR, samesite="lax", httponly=True)
    return answer


__all__ = ["make_app"]
