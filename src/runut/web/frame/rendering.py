"""Records become pages: the template environment, the words, numbers and days of the visitor's language."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from jinja2 import Environment

from runut import __version__
from runut.model.correction import Correction
from runut.model.decision import Decision
from runut.project.desk.decided import Standings
from runut.project.desk.pointing import written_thing
from runut.views.interface import Interface
from runut.views.templating import make_environment, read_templates
from runut.web.forms.keys import read_key, written_key
from runut.web.frame.visit import Visit

#: The menu: key of its words, address.
MENU = (
    ("overview", "/"),
    ("stories", "/stories"),
    ("articles", "/articles"),
    ("statements", "/statements"),
    ("search", "/search"),
    ("review", "/review"),
    ("export", "/export"),
)


def render(template: str, visit: Visit, page: str, record: Any, more: Mapping[str, Any]) -> str:
    """A page as HTML."""
    return (
        environment(visit.say)
        .get_template(template)
        .render(
            visit=visit,
            page=page,
            record=record,
            menu=MENU,
            version=__version__,
            asset=asset_address,
            address=_Address(visit),
            quote=_quote,
            decided=_Decided(visit),
            written=written_thing,
            **more,
        )
    )


def environment(interface: Interface) -> Environment:
    """Templates in the words of a language."""
    return _environment(interface.home, interface)


@cache
def _environment(home: str, interface: Interface) -> Environment:
    made = make_environment(_templates(), interface)
    made.filters["args"] = parse_qsl
    made.globals.update(dict=dict, who=interface.who)
    return made


def _quote(value: object) -> str:
    return quote(str(value), safe="")


class _Decided:
    """What people decided about a record: ``decided(article, kind, key)``, a key as it stands in an address."""

    def __init__(self, visit: Visit) -> None:
        self._desk = visit.desk

    @cached_property
    def _things(self) -> Standings:
        return self._desk.decided.now()

    def __call__(self, article: str, kind: str, key: str) -> list[Decision]:
        read = read_key(kind, key)
        return [] if read is None else self._things.of(article, kind, read)

    def inside(self, article: str) -> list[tuple[Decision, str]]:
        """All of an article, each with its key as it stands in an address."""
        return [(decision, written_key(decision.key)) for decision in self._things.inside(article)]

    def orphaned(self, article: str) -> list[Correction]:
        """Those of an article whose words are gone."""
        return self._things.orphaned(article)


class _Address:
    """This page's address with other parameters: ``address(offset=50)``; None takes one away."""

    def __init__(self, visit: Visit) -> None:
        self._path = visit.path
        self._given = parse_qsl(visit.query, keep_blank_values=True)

    def __call__(self, **changed: Any) -> str:
        kept = [(key, value) for key, value in self._given if key not in changed]
        kept += [(key, str(value)) for key, value in changed.items() if value is not None]
        return f"{self._path}?{urlencode(kept)}" if kept else self._path


@cache
def _templates() -> dict[str, str]:
    return read_templates("runut.views.report", "runut.web")


@cache
def asset(name: str) -> bytes:
    """A style sheet or a script. The desk's style stands on the report's."""
    own = (files("runut.web") / "static" / name).read_bytes()
    if name != "desk.css":
        return own
    report = (files("runut.views.report") / "templates" / "report.css").read_bytes()
    return report + own + (files("runut.web") / "static" / "review.css").read_bytes()


@cache
def asset_address(name: str) -> str:
    """Where it is served: the address changes with the content, so that browsers may keep it for good."""
    return f"/static/{hashlib.sha256(asset(name)).hexdigest()[:12]}/{name}"


__all__ = ["asset", "asset_address", "environment", "render"]
