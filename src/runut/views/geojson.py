"""The places of a dossier as GeoJSON (RFC 7946): one feature for each place of each story."""

from __future__ import annotations

import json
from typing import Any

from runut.views.material import Material
from runut.views.spots import Spot, spots_of

#: Coordinates are degrees to one decimal: about eleven kilometres.
PRECISION = 0.1


def to_geojson(material: Material) -> str:
    """The features; a place whose coordinates are not known has no geometry, but is there."""
    features = [
        _feature(spot, story.id, story.title)
        for story in material.dossier.stories
        for spot in spots_of(material, story)
    ]
    return (
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"
    )


def _feature(spot: Spot, story: str, title: str) -> dict[str, Any]:
    known = spot.lat is not None and spot.lon is not None
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [spot.lon, spot.lat]} if known else None,
        "properties": {
            "name": spot.name,
            "country": spot.country,
            "story": story,
            "story_title": title,
            "mentions": spot.mentions,
            "articles": spot.articles,
            "precision_degrees": PRECISION if known else None,
        },
    }


__all__ = ["to_geojson"]
