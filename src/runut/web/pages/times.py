"""Time and place: events and publications on two lanes, places on a map, and trays for what has no day or place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from runut.engine.resources import load_bytes
from runut.model.dossier import Event
from runut.views.report import worldmap
from runut.views.report.places import place_lines
from runut.views.report.times import Times, make_times
from runut.views.report.worldmap import Outline
from runut.views.spots import Spot, spots_of
from runut.web.frame.registry import PageOf
from runut.web.frame.visit import Visit
from runut.web.story.opened import Named, Sight, StoryAsked, StoryHead, head_of, see


class TimesPage(msgspec.Struct, frozen=True):
    """A story's events in order, its places, and the articles of which no day of publication is known."""

    story: StoryHead
    events: list[Event]
    places: list[Spot]
    undated: list[Named]
    articles: list[Named]


def times(visit: Visit, asked: StoryAsked) -> TimesPage:
    """Read a story's times and places."""
    sight = see(visit, asked.story)
    readings = sight.material.readings
    return TimesPage(
        head_of(sight),
        sight.story.timeline,
        _spots(sight),
        sight.named(name for name in sight.story.articles if not readings[name].published),
        sight.named(sight.story.articles),
    )


def _spots(sight: Sight) -> list[Spot]:
    return sight.opened.once("spots", lambda: spots_of(sight.material, sight.story))


def _furnish(visit: Visit, record: TimesPage) -> Mapping[str, Any]:
    sight = see(visit, record.story.row.own)
    made: Times = sight.kept("times", lambda: make_times(sight.material, sight.story, visit.say, sight.links))
    spots = _spots(sight)
    shown = sight.opened.once("map", lambda: worldmap.draw(spots))
    land, borders = sight.opened.once("outline", lambda: _outline(shown))
    return {
        **sight.furnish(
            times=made,
            lines=sight.story.articles,
            spots=place_lines(sight.material, spots, sight.links),
            map=shown,
        ),
        "map": {
            "width": worldmap.WIDTH,
            "height": worldmap.HEIGHT,
            "outline": bool(land),
            "land": land,
            "borders": borders,
        },
    }


def _outline(shown: worldmap.Map | None) -> tuple[str, str]:
    return Outline(load_bytes("outline.txt").decode()).paths([shown.box]) if shown else ("", "")


PAGES = [
    PageOf(
        "times",
        "/stories/{story}/times",
        "desk_story_times.html",
        StoryAsked,
        TimesPage,
        times,
        "When things happened and were published, and where.",
        _furnish,
    )
]
