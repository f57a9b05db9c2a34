"""The places of a story: one spot for each named place, with the articles that name it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from runut.model.dossier import Story
from runut.views.material import Material


class Spot(msgspec.Struct, frozen=True):
    """A place that a story names. ``lat`` and ``lon`` are None where its coordinates are not known."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    mentions: int
    articles: list[str]
    first: tuple[str, int, int]


def spots_of(material: Material, story: Story) -> list[Spot]:
    """The places of a story, those of most articles first."""
    found: dict[tuple[str, str | None], list[tuple[str, int, int, float | None, float | None]]] = {}
    for article in story.articles:
        for place in material.readings[article].places:
            key = (place.name, place.country)
            found.setdefault(key, []).append((article, place.start, place.end, place.lat, place.lon))
    spots = [_spot(name, country, seen) for (name, country), seen in found.items()]
    return sorted(spots, key=lambda spot: (-len(spot.articles), -spot.mentions, spot.name))


def _spot(
    name: str, country: str | None, seen: Iterable[tuple[str, int, int, float | None, float | None]]
) -> Spot:
    seen = list(seen)
    lat, lon = next(((y, x) for *_, y, x in seen if y is not None and x is not None), (None, None))
    first = seen[0][:3]
    return Spot(name, country, lat, lon, len(seen), list(dict.fromkeys(s[0] for s in seen)), first)


__all__ = ["Spot", "spots_of"]
