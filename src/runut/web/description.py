"""What programs may ask for: an OpenAPI description made from the registry, and a page that shows it to people."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from runut import __version__
from runut.web.frame.answers import Problem, encoded, twin_of
from runut.web.frame.asking import LARGEST_UPLOAD
from runut.web.frame.files import FileOf
from runut.web.frame.registry import Action, PageOf, Uploaded
from runut.web.frame.serving import Server
from runut.web.pages import ACTIONS, FILES, PAGES

DESCRIPTION = "/api/openapi.json"
_REFERENCE = "#/components/schemas/{name}"
_COMMON = {
    400: "A parameter is unknown, or is not what it must be.",
    401: "Who asks must say who they are, by a token.",
    404: "There is no such thing.",
    500: "A fault in Runut itself.",
    503: "The store cannot be read or written just now.",
}
_OF_ACTIONS = {
    403: "Who asks may only read, or another site asked.",
    409: "Something else has to end first.",
    413: "Too much at once.",
    415: "Not sent as it must be.",
}
_LANGUAGE = {
    "name": "lang",
    "in": "query",
    "description": "The language of messages.",
    "schema": {"type": "string"},
}
_ABOUT = (
    "Every page of Runut's desk has a JSON twin under /api that takes the same parameters; files are there too. On "
    "one's own machine nothing more is needed; where people are listed, a program says who it acts for by a token "
    "(`runut people token NAME`). A parameter that is not known is an error."
)


@cache
def describe() -> dict[str, Any]:
    """The description, OpenAPI 3.1."""
    kinds = [page.asked for page in PAGES] + [action.asked for action in ACTIONS]
    kinds += [file.asked for file in FILES]
    gives = [page.gives for page in PAGES] + [action.gives for action in ACTIONS] + [Problem]
    shapes, components = msgspec.json.schema_components([*kinds, *gives], ref_template=_REFERENCE)
    asked, given = shapes[: len(kinds)], shapes[len(kinds) :]
    paths: dict[str, Any] = {}
    for page, ask, give in zip(PAGES, asked, given, strict=False):
        told = {"200": _content("The record.", {"application/json": give})}
        paths.setdefault(twin_of(page.path), {})["get"] = _to_read(page, _solid(ask, components), told)
    for file, ask in zip(FILES, asked[-len(FILES) :], strict=True):
        told = {"200": _content("The file.", {kind: {} for kind in file.kinds})}
        paths.setdefault(f"/api{file.path}", {})["get"] = _to_read(file, _solid(ask, components), told)
    for action, ask, give in zip(ACTIONS, asked[len(PAGES) :], given[len(PAGES) :], strict=False):
        paths.setdefault(f"/api{action.path}", {})["post"] = _of_action(action, ask, components, give)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Runut", "version": __version__, "description": _ABOUT},
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def description_routes(server: Server) -> list[Route]:
    """The description for programs, and the page for people."""

    async def description(request: Request) -> Response:
        del request
        return encoded(describe())

    async def page(request: Request) -> Response:
        return await server.aside(_page, server, request)

    return [Route(DESCRIPTION, description, methods=["GET"]), Route("/api", page, methods=["GET"])]


def _page(server: Server, request: Request) -> Response:
    visit = server.visit(request)
    record = {"pages": PAGES, "actions": ACTIONS, "files": FILES, "paths": describe()["paths"]}
    return server.show(request, visit, "desk_api.html", "api", record, twin_of=twin_of)


def _to_read(one: PageOf | FileOf, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    example = one.example or {}
    known = asked.get("properties", {})
    return {
        "operationId": one.name,
        "summary": one.summary,
        "description": asked.get("description", ""),
        "parameters": [_parameter(one, name, known[name], asked, example) for name in known] + [_LANGUAGE],
        "responses": {**answer, **_troubles(_COMMON)},
    }


def _parameter(
    one: PageOf | FileOf,
    name: str,
    shape: Mapping[str, Any],
    asked: Mapping[str, Any],
    example: Mapping[str, Any],
) -> dict[str, Any]:
    in_path = f"{{{name}}}" in one.path or f"{{{name}:" in one.path
    found: dict[str, Any] = {
        "name": name,
        "in": "path" if in_path else "query",
        "required": in_path or name in asked.get("required", ()),
        "schema": _in_address(shape),
    }
    if not in_path:
        found["allowEmptyValue"] = True  # left out, as forms send it
    if "description" in shape:
        found["description"] = shape["description"]
    if name in example:
        found["example"] = example[name]
    return found


def _in_address(shape: Mapping[str, Any]) -> dict[str, Any]:
    """A parameter's schema as an address can hold it: what is left out is null, and nothing else is."""
    plain = dict(shape)
    options = [one for one in plain.pop("anyOf", ()) if one != {"type": "null"}]
    if options:
        plain = {**options[0], **plain} if len(options) == 1 else {**plain, "anyOf": options}
    if isinstance(plain.get("enum"), list):
        plain["enum"] = [value for value in plain["enum"] if value is not None]
    if plain.get("default", ...) is None:
        del plain["default"]
    return plain


def _of_action(action: Action, asked: Any, components: dict[str, Any], gives: Any) -> dict[str, Any]:
    solid = _solid(asked, components)
    if action.takes_files:
        content: dict[str, Any] = {"multipart/form-data": {"schema": _form(action, solid)}}
    else:
        content = {"application/json": {"schema": _body(action, solid)}}
        if action.example:
            content["application/json"]["example"] = action.example
    return {
        "operationId": action.name,
        "summary": action.summary,
        "description": f"For the role of {'an analyst' if action.role == 'analyst' else 'a reader'}.",
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": _in_address(shape)}
            for name, shape in solid.get("properties", {}).items()
            if f"{{{name}}}" in action.path
        ],
        "requestBody": {"required": True, "content": content},
        "responses": {
            "200": _content("The record.", {"application/json": gives}),
            **_troubles({**_COMMON, **_OF_ACTIONS}),
        },
    }


def _body(action: Action, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What is sent, without what stands in the path."""
    own = {name: s for name, s in asked.get("properties", {}).items() if f"{{{name}}}" not in action.path}
    needed = [name for name in asked.get("required", ()) if name in own]
    return {**asked, "properties": own, "required": needed, "additionalProperties": False}


def _form(action: Action, asked: Mapping[str, Any]) -> dict[str, Any]:
    files = {field.name for field in msgspec.structs.fields(action.asked) if field.type == list[Uploaded]}
    binary = {
        "type": "array",
        "items": {"type": "string", "contentMediaType": "application/octet-stream"},
        "minItems": 1,
        "description": f"At most {LARGEST_UPLOAD:,} bytes in all.",
    }
    plain = {name: shape for name, shape in asked.get("properties", {}).items() if name not in files}
    return {
        "type": "object",
        "properties": {**plain, **dict.fromkeys(sorted(files), binary)},
        "additionalProperties": False,
        "required": sorted({*files, *asked.get("required", ())}),
    }


def _troubles(told: Mapping[int, str]) -> dict[str, Any]:
    shape = {"application/json": {"$ref": _REFERENCE.format(name="Problem")}}
    return {str(status): _content(why, shape) for status, why in sorted(told.items())}


def _content(what: str, shapes: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": what, "content": {kind: {"schema": shape} for kind, shape in shapes.items()}}


def _solid(shape: Mapping[str, Any], components: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema itself, where only its name is given."""
    reference = shape.get("$ref", "")
    found: Mapping[str, Any] = components[reference.rpartition("/")[2]] if reference else shape
    return found


__all__ = ["DESCRIPTION", "describe", "description_routes"]
