"""The list of a story's places below its map."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from runut.views.material import Material
from runut.views.report.anchors import Anchors
from runut.views.spots import Spot


class PlaceLine(msgspec.Struct, frozen=True):
    """One place with the articles that name it."""

    name: str
    country: str | None
    lat: float | None
    href: str
    articles: list[int]


def place_lines(material: Material, spots: Iterable[Spot], anchors: Anchors) -> list[PlaceLine]:
    """The places as lines; each leads to the article that names it first."""
    return [
        PlaceLine(
            spot.name,
            spot.country,
            spot.lat,
            anchors.to_article(spot.first[0]),
            sorted(material.numbers[article] for article in spot.articles),
        )
        for spot in spots
    ]


__all__ = ["PlaceLine", "place_lines"]
