"""The whole report: records for the templates, put together into one file."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from runut.model.dossier import Story
from runut.rules.pack import Pack
from runut.views.interface import Interface
from runut.views.material import Material
from runut.views.report.anchors import Anchors
from runut.views.report.articles import QUOTED, ArticleMaker
from runut.views.report.cross import LISTS, CrossMaker, Group
from runut.views.report.excerpts import Excerpts
from runut.views.report.ledger import Block, LedgerMaker
from runut.views.report.speakers import Speaker, SpeakerMaker
from runut.views.report.story import Line, Voice, VoiceMaker, article_lines

#: Questions shown whole on a story's first page; the others are one click away.
KEY_QUESTIONS = 3


class StoryPages(msgspec.Struct, frozen=True):
    """All pages of one story."""

    id: str
    number: int
    title: str
    language: str
    lines: list[Line]
    copies: int
    keys: list[Block]
    blocks: list[Block]
    voices: list[Voice]
    speakers: list[Speaker]
    cross: Mapping[str, list[Group]]
    crossed: Mapping[str, int]
    outside: list[str]
    first: str | None
    last: str | None


class Options(msgspec.Struct, frozen=True):
    """How the report is to be written."""

    interface: str = "id"
    mode: str = QUOTED
    version: str = ""
    settings: tuple[tuple[str, str], ...] = ()


def to_html(
    material: Material, packs: Iterable[Pack], options: Options, quality: Mapping[str, Any] | None = None
) -> str:
    """The report as one HTML text."""
    interface = Interface(packs, options.interface)
    anchors = Anchors(material)
    excerpts = Excerpts(material, anchors)
    stories = [
        _story(number, story, material, interface, anchors, excerpts)
        for number, story in enumerate(material.dossier.stories, 1)
    ]
    maker = ArticleMaker(material, interface, anchors, options.mode)
    style, script = _asset("report.css"), _asset("report.js")
    return (
        _environment(interface)
        .get_template("report.html")
        .render(
            stories=stories,
            articles=(maker.page(name) for name in material.numbers if name in material.readings),
            overview=_overview(material, stories),
            dossier=material.dossier,
            options=options,
            quality=quality or {},
            lists=LISTS,
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            words=Markup(_data(interface.tables)),
            home=interface.home,
            languages=list(interface.tables),
            digest=hashlib.sha256(msgspec.json.encode(material.dossier)).hexdigest(),
            readings=material.readings,
            numbers=material.numbers,
        )
    )


def _story(
    number: int, story: Story, material: Material, interface: Interface, anchors: Anchors, excerpts: Excerpts
) -> StoryPages:
    own = (material, story, interface, anchors, excerpts)
    blocks = LedgerMaker(*own).blocks()
    cross = CrossMaker(*own).lists()
    lines = article_lines(material, story, anchors)
    days = sorted(line.published for line in lines if line.published)
    return StoryPages(
        id=story.id,
        number=number,
        title=story.title,
        language=material.readings[story.articles[0]].language,
        lines=lines,
        copies=sum(line.badge != "original" for line in lines),
        keys=_key_questions(blocks),
        blocks=blocks,
        voices=VoiceMaker(*own).voices(),
        speakers=SpeakerMaker(*own).speakers(),
        cross=cross,
        crossed={name: sum(len(group.pairs) for group in groups) for name, groups in cross.items()},
        outside=story.outside,
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _key_questions(blocks: list[Block]) -> list[Block]:
    """The questions of the first page: wholes before their parts, which the wholes show."""
    shown: list[Block] = []
    for block in blocks:
        if len(shown) == KEY_QUESTIONS:
            break
        if block.parent and any(block.parent[0] == other.id for other in shown):
            continue
        shown.append(block)
    return shown


def _overview(material: Material, stories: list[StoryPages]) -> dict[str, Any]:
    readings = list(material.readings.values())
    days = sorted(r.published for r in readings if r.published)
    return {
        "articles": len(readings),
        "outlets": Counter(r.outlet for r in readings if r.outlet),
        "languages": Counter(r.language for r in readings),
        "no_outlet": sum(r.outlet is None for r in readings),
        "no_date": sum(r.published is None for r in readings),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "statements": sum(len(r.statements) for r in readings),
        "figures": sum(len(r.quantities) for r in readings),
        "defects": Counter(d.kind for r in readings for d in r.defects),
        "furniture": Counter(f.kind for r in readings for f in r.furniture),
        "disputed": [
            (story, block) for story in stories for block in story.blocks if block.spread and not block.parent
        ],
    }


def _environment(interface: Interface) -> Environment:
    environment = Environment(
        loader=DictLoader(_templates()),
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
        who=interface.who,
        knows=interface.knows,
    )
    return environment


@cache
def _templates() -> dict[str, str]:
    folder = files("runut.views.report") / "templates"
    return {f.name: f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith(".html")}


@cache
def _asset(name: str) -> str:
    return (files("runut.views.report") / "templates" / name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """What the browser may do with this file: use its own style and script, nothing else."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _data(value: Any) -> str:
    """JSON that may stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


__all__ = ["Options", "StoryPages", "to_html"]
