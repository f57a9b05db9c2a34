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
from markupsafe import Markup

from runut.model.dossier import Story
from runut.views.interface import Interface
from runut.views.material import Material
from runut.views.report import chains as chain_drawing
from runut.views.report import worldmap
from runut.views.report.anchors import Anchors
from runut.views.report.articles import QUOTED, ArticleMaker
from runut.views.report.blocks import Block, key_questions
from runut.views.report.chains import Chain, ChainMaker
from runut.views.report.cross import LISTS, CrossMaker, Group
from runut.views.report.drift import DriftMaker, Telling
from runut.views.report.excerpts import Excerpts
from runut.views.report.flaws import flaws_of
from runut.views.report.hands import Hands
from runut.views.report.ledger import LedgerMaker
from runut.views.report.places import PlaceLine, place_lines
from runut.views.report.room import room_for
from runut.views.report.speakers import Speaker, SpeakerMaker
from runut.views.report.story import Line, Voice, VoiceMaker, article_lines, by_stance
from runut.views.report.times import Times, make_times
from runut.views.report.worldmap import Map, Outline
from runut.views.spots import spots_of
from runut.views.templating import make_environment, read_templates

#: Chains shown for a story: the questions that most articles answer.
CHAINS = 12
#: Stories that have a card on the first page, and stories that the menu names.
CARDS, MENU = 12, 8
#: Outlets named on the first page, and disagreements.
OUTLETS, DISPUTES = 8, 8


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
    singles: list[Block]
    voices: list[Voice]
    stands: Mapping[str, list[Voice]]
    chains: list[Chain]
    circles: list[list[str]]
    tellings: list[Telling]
    speakers: list[Speaker]
    cross: Mapping[str, list[Group]]
    crossed: Mapping[str, int]
    times: Times
    spots: list[PlaceLine]
    map: Map | None
    first: str | None
    last: str | None


class Options(msgspec.Struct, frozen=True):
    """How the report is to be written. ``quality`` holds the program's measured error rates."""

    mode: str = QUOTED
    version: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    quality: Mapping[str, Any] = {}
    outline: str = ""


def to_html(material: Material, interface: Interface, options: Options) -> str:
    """The report as one HTML text."""
    writer = _Writer(material, interface)
    stories = [writer.story(number, story) for number, story in enumerate(material.dossier.stories, 1)]
    articles = ArticleMaker(material, interface, writer.anchors, options.mode, writer.room)
    style, script = _asset("report.css"), _asset("report.js")
    environment = make_environment(_templates(), interface)
    environment.globals["by_hand"] = Hands(material).are_in
    template = environment.get_template("report.html")
    return template.render(
        stories=stories,
        articles=(articles.page(name) for name in material.numbers if name in material.readings),
        overview=_overview(material, stories),
        flaws=flaws_of(material, writer.anchors),
        dossier=material.dossier,
        readings=material.readings,
        numbers=material.numbers,
        anchors=writer.anchors,
        links=writer.anchors,
        options=options,
        quality=options.quality,
        lists=LISTS,
        room=writer.room,
        cards=CARDS,
        nav_stories=MENU,
        node={"width": chain_drawing.WIDTH, "height": chain_drawing.HEIGHT},
        map=_map(stories, Outline(options.outline)),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        words=Markup(_data(interface.tables)),
        home=interface.home,
        languages=list(interface.tables),
        digest=hashlib.sha256(msgspec.json.encode(material.dossier)).hexdigest(),
    )


class _Writer:
    """Makes the records of stories."""

    def __init__(self, material: Material, interface: Interface) -> None:
        self.material = material
        self.interface = interface
        self.anchors = Anchors(material)
        self.room = room_for(material)
        self.excerpts = Excerpts(material, self.anchors, self.room)

    def story(self, number: int, story: Story) -> StoryPages:
        """One story's pages."""
        given = (self.material, story, self.interface, self.anchors, self.excerpts)
        blocks = LedgerMaker(*given).blocks()
        voices = VoiceMaker(*given).voices()
        cross = CrossMaker(*given).lists()
        lines = article_lines(self.material, story, self.anchors)
        spots = spots_of(self.material, story)
        days = sorted(part for line in lines if line.published for part in line.published.split("/"))
        tellings = DriftMaker(*given).tellings()
        return StoryPages(
            id=story.id,
            number=number,
            title=story.title,
            language=self.material.readings[story.articles[0]].language,
            lines=lines,
            copies=sum(line.badge in ("copy", "wire", "translation") for line in lines),
            keys=key_questions(blocks),
            blocks=blocks,
            singles=[block for block in blocks if block.single],
            voices=voices,
            stands=by_stance(voices),
            chains=ChainMaker(*given).chains([block.id for block in blocks[:CHAINS]]),
            circles=story.circles,
            tellings=tellings[: self.room.tellings],
            speakers=SpeakerMaker(*given).speakers(),
            cross=cross,
            crossed={name: sum(len(group.pairs) for group in groups) for name, groups in cross.items()},
            times=make_times(self.material, story, self.interface, self.anchors),
            spots=place_lines(self.material, spots, self.anchors),
            map=worldmap.draw(spots),
            first=days[0] if days else None,
            last=days[-1] if days else None,
        )


def _map(stories: Iterable[StoryPages], outline: Outline) -> dict[str, Any]:
    """What all maps share: the outline of whatever any of them shows."""
    land, borders = outline.paths([story.map.box for story in stories if story.map])
    return {
        "width": worldmap.WIDTH,
        "height": worldmap.HEIGHT,
        "outline": bool(land),
        "land": land,
        "borders": borders,
    }


def _overview(material: Material, stories: list[StoryPages]) -> dict[str, Any]:
    readings = list(material.readings.values())
    days = sorted(day for r in readings if r.published for day in r.published.split("/"))
    outlets = Counter(r.outlet for r in readings if r.outlet)
    disputed = [(s, b) for s in stories for b in s.blocks if b.spread and b.disputed and not b.parent]
    return {
        "articles": len(readings),
        "outlets": [name for name, _ in outlets.most_common(OUTLETS)],
        "more_outlets": max(0, len(outlets) - OUTLETS),
        "outlet_count": len(outlets),
        "no_outlet": sum(r.outlet is None for r in readings),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "statements": sum(len(r.statements) for r in readings),
        "figures": sum(len(r.quantities) for r in readings),
        "defects": Counter(d.kind for r in readings for d in r.defects),
        "furniture": dict(Counter(f.kind for r in readings for f in r.furniture).most_common()),
        "disputed": sorted(disputed, key=lambda pair: -pair[1].weight)[:DISPUTES],
    }


@cache
def _templates() -> dict[str, str]:
    return read_templates("runut.views.report")


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
