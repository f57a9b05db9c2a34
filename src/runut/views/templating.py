"""Templates in the words of a language: of the report, and of the desk's pages that are made of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined

from runut.views.interface import Interface


def make_environment(templates: Mapping[str, str], interface: Interface) -> Environment:
    """An environment for these templates: everything is escaped, and what is not known is an error."""
    environment = Environment(
        loader=DictLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        t=interface.phrase,
        w=interface.word,
        n=interface.number,
        many=interface.count,
        span=interface.span,
        day=interface.day,
        reason=interface.reason,
    )
    return environment


def read_templates(*packages: str) -> dict[str, str]:
    """The templates of some packages by their names; a later package's goes before an earlier one's."""
    folders = [files(package) / "templates" for package in packages]
    return {
        f.name: f.read_text("utf-8")
        for folder in folders
        for f in folder.iterdir()
        if f.name.endswith(".html")
    }


__all__ = ["make_environment", "read_templates"]
