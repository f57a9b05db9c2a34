"""Write the reference pages (docs/reference) from the code: commands, library, outputs, addresses.

usage: write_reference.py            tests/unit/test_reference.py tells when it has to be called
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

import runut
from runut.cli.main import runut as command_line
from runut.views.schema import schema_of
from runut.web.description import DESCRIPTION, describe
from runut.web.frame.answers import twin_of
from runut.web.pages import ACTIONS, FILES, PAGES

TARGET = Path(__file__).resolve().parents[1] / "docs" / "reference"
MADE = "<!-- Made by scripts/write_reference.py from the code; change it there. -->\n"
WIDTH = 100  # columns of a help text, the most that the program itself uses


def main() -> int:
    """Write every page."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (TARGET / name).write_text(text, "utf-8")
    return 0


def pages() -> dict[str, str]:
    """The text of each page, by its file's name."""
    return {
        "commands.md": _commands(),
        "interface.md": _interface(),
        "schema.md": _schemas(),
        "api.md": _addresses(),
    }


# commands


def _commands() -> str:
    parts = [
        f"# Commands\n\n{MADE}\nWhat `runut COMMAND --help` says. "
        "Exit status: 0 all is well, 1 something could not be read or is wrong, 2 a wrong call.\n"
    ]
    for context in _contexts(click.Context(command_line, info_name="runut", **_SETTINGS)):
        parts.append(f"## {context.command_path}\n\n```\n{context.get_help().rstrip()}\n```\n")
    return "\n".join(parts)


_SETTINGS: dict[str, Any] = {
    "terminal_width": WIDTH,
    "max_content_width": WIDTH,
    "help_option_names": ["-h", "--help"],
}


def _contexts(context: click.Context) -> Iterator[click.Context]:
    """A command with all below it."""
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.get_command(context, name)
            assert command is not None
            yield from _contexts(click.Context(command, info_name=name, parent=context, **_SETTINGS))


# the library


def _interface() -> str:
    parts = [
        f"# Library\n\n{MADE}\nWhat `import runut` gives. "
        "The fields of the records are in [schema.md](schema.md), by the same names.\n"
    ]
    for name in runut.__all__:
        named = getattr(runut, name)
        if inspect.isclass(named):
            head, fields = f"class runut.{name}", f"\nFields: {_fields(named)}.\n"
        else:
            head, fields = f"runut.{name}{_signature(named)}", ""
        told = re.sub(r"``(.+?)``", r"`\1`", inspect.getdoc(named) or "")
        parts.append(f"## {name}\n\n```python\n{head}\n```\n\n{told}\n{fields}")
    return "\n".join(parts)


def _signature(function: Any) -> str:
    """One argument a line."""
    signature = inspect.signature(function)
    lines, keywords = [], False
    for argument in signature.parameters.values():
        if argument.kind is argument.KEYWORD_ONLY and not keywords:
            lines.append("*")
            keywords = True
        lines.append(str(argument.replace(annotation=inspect.Parameter.empty)))
        if argument.annotation is not argument.empty:
            default = "" if argument.default is argument.empty else f" = {argument.default!r}"
            lines[-1] = f"{argument.name}: {argument.annotation}{default}"
    return "(\n    " + ",\n    ".join(lines) + f",\n) -> {signature.return_annotation}"


def _fields(record: Any) -> str:
    return ", ".join(f"`{name}`" for name in record.__struct_encode_fields__)


# outputs


def _schemas() -> str:
    parts = [
        f"# Outputs\n\n{MADE}\nThe records that `runut analyse` and `runut dossier --format json` write. "
        "`runut schema article` and `runut schema dossier` print this as JSON Schema. Every field is always "
        "there, and what is not known is null; Evidence alone leaves out what it has not.\n"
    ]
    for output, title in (("article", "One article"), ("dossier", "A dossier")):
        definitions: Mapping[str, Any] = json.loads(schema_of(output))["$defs"]
        parts.append(f"## {title}\n")
        parts += [_record(name, shape) for name, shape in definitions.items()]
    return "\n".join(parts)


def _record(name: str, shape: Mapping[str, Any]) -> str:
    rows = "".join(
        f"| `{field}` | {_type(own)} | {_cell(own.get('description', ''))} |\n"
        for field, own in shape["properties"].items()
    )
    told = _prose(shape.get("description", ""))
    return f"### {name}\n\n{told}\n\n| field | is | meaning |\n| --- | --- | --- |\n{rows}"


def _type(shape: Mapping[str, Any]) -> str:
    """A schema in words: ``text or null``, ``list of Span``."""
    if "$ref" in shape:
        return str(shape["$ref"].rpartition("/")[2].rpartition(".")[2])
    if "enum" in shape:
        return ", ".join("null" if one is None else f"`{one}`" for one in shape["enum"])
    if "anyOf" in shape:
        told = dict.fromkeys(_type(one) for one in shape["anyOf"])
        if "number" in told:
            told.pop("whole number", None)
        return " or ".join(told)
    kind = str(shape.get("type", "anything"))
    if kind == "array":
        inner = shape.get("prefixItems")
        return f"({', '.join(map(_type, inner))})" if inner else f"list of {_type(shape.get('items') or {})}"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(kind, kind)


# addresses


def _addresses() -> str:
    paths = describe()["paths"]
    parts = [
        f"# Web addresses\n\n{MADE}\nWhat `runut serve` answers. Every page has a JSON twin that takes the same "
        f"parameters and gives the same record; `{DESCRIPTION}` describes all of it (OpenAPI 3.1). How to sign "
        "in as a program, and what a status means: [Serve a project to a team](../how-to/serve-to-a-team.md).\n",
        "## Pages\n",
    ]
    for page in PAGES:
        twin = twin_of(page.path)
        described = paths[twin]["get"]
        told = _prose(f"{page.summary} {described['description']}")
        parts.append(
            f"### {page.name}\n\n`GET {page.path}` · JSON `GET {twin}`\n\n{told}\n"
            + _parameters(described["parameters"])
        )
    parts.append("## Files\n")
    parts += [
        f"### {file.name}\n\n`GET {file.path}` · for programs `GET /api{file.path}`\n\n{_prose(file.summary)}\n"
        + _parameters(paths[f"/api{file.path}"]["get"]["parameters"])
        for file in FILES
    ]
    parts.append(
        "\n## Actions\n\nBy programs under `/api`, with a JSON body; by forms of the pages without it.\n"
    )
    parts += [_action(action, paths[f"/api{action.path}"]["post"]) for action in ACTIONS]
    return "\n".join(parts)


def _action(action: Any, described: Mapping[str, Any]) -> str:
    ((kind, content),) = described["requestBody"]["content"].items()
    sent = content["schema"]
    needed = sent.get("required", ())
    fields = [
        {"name": name, "in": "body", "required": name in needed, "schema": shape, **_described(shape)}
        for name, shape in sent.get("properties", {}).items()
    ]
    told = _prose(f"{action.summary} {sent.get('description', '')}")
    return (
        f"### {action.name}\n\n`POST /api{action.path}` · {kind} · {action.role}\n\n{told}\n"
        + _parameters([*described["parameters"], *fields])
    )


def _described(shape: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": shape["description"]} if "description" in shape else {}


def _parameters(given: list[dict[str, Any]]) -> str:
    rows = "".join(
        f"| `{one['name']}` | {one['in']}{', needed' if one.get('required') else ''} | {_type(one['schema'])} "
        f"| {_cell(one.get('description', ''))} |\n"
        for one in given
    )
    return f"\n| parameter | in | is | meaning |\n| --- | --- | --- | --- |\n{rows}" if rows else ""


def _cell(text: str) -> str:
    """Words in a row of a table."""
    return _prose(text).replace("|", "\\|")


def _prose(text: str) -> str:
    return re.sub(r"``(.+?)``", r"`\1`", " ".join(text.split()))


if __name__ == "__main__":
    sys.exit(main())
