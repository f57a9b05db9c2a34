"""Maps of the stories' places: one outline of land for the whole page, and for each story a window on it with dots."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from runut.views.spots import Spot

WIDTH, HEIGHT = 960, 480
#: Degrees of longitude that are shown at least: the outline is too coarse for less.
NARROWEST = 6.0
#: Part of the picture that is left free around the outermost dots.
MARGIN = 0.16
#: Names written beside their dots; more would cover each other, and all are in the list below.
NAMED = 16
#: An island smaller than this part of the closest window is less than two units of the picture, and is left out.
SEEN = 400
_LETTER, _LINE = 7.4, 17.0  # about the width and height of a written letter, in units of the picture
_UNITS = 100  # units of the outline in a degree

Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Dot(msgspec.Struct, frozen=True):
    """A place on the map; ``label`` is empty where its name would cover another."""

    x: float
    y: float
    r: float
    name: str
    label: str
    anchor: str
    dx: float


class Map(msgspec.Struct, frozen=True):
    """A window on the outline (``window``: a viewBox in its units), lines of the grid, dots."""

    window: str
    grid: list[tuple[float, float, float, float]]
    dots: list[Dot]
    box: Box


class Outline:
    """The shapes of ``runut/data/outline.txt``, each with the box around it."""

    def __init__(self, text: str) -> None:
        self._shapes: list[tuple[str, str, Box]] = []
        for line in text.splitlines():
            kind, _, steps = line.partition(" ")
            numbers = list(map(int, steps.split()))
            self._shapes.append((kind, _drawn(numbers, closed=kind == "L"), _around(numbers)))

    def paths(self, boxes: Sequence[Box]) -> tuple[str, str]:
        """Land and borders that any of the boxes shows, in hundredths of a degree, north up."""
        seen = min((east - west for west, _, east, _ in boxes), default=0.0) / SEEN
        shown = [s for s in self._shapes if _size(s[2]) > seen and any(_touch(s[2], box) for box in boxes)]
        land, borders = ("".join(path for own, path, _ in shown if own == kind) for kind in "LB")
        return land, borders


def _size(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _drawn(numbers: Sequence[int], closed: bool) -> str:
    pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
    (x, y), *steps = pairs
    return f"M{x} {-y}l{' '.join(f'{dx} {-dy}' for dx, dy in steps)}{'z' if closed else ''}"


def _around(numbers: Sequence[int]) -> Box:
    xs, ys = [0], [0]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=False):
        xs.append(xs[-1] + dx)
        ys.append(ys[-1] + dy)
    return (
        min(xs[1:]) / _UNITS,
        min(ys[1:]) / _UNITS,
        max(xs[1:]) / _UNITS,
        max(ys[1:]) / _UNITS,
    )


def draw(spots: Iterable[Spot]) -> Map | None:
    """The map of the spots that have coordinates; None where there are none."""
    placed = [(s, s.lon, s.lat) for s in spots if s.lat is not None and s.lon is not None]
    if not placed:
        return None
    box = _fitted([(lon, lat) for _, lon, lat in placed])
    west, south, east, north = box
    sides = (west * _UNITS, -north * _UNITS, (east - west) * _UNITS, (north - south) * _UNITS)
    return Map(
        window=" ".join(f"{side:.1f}" for side in sides),
        grid=list(_grid(box)),
        dots=_dots([(spot, *_project((lon, lat), box)) for spot, lon, lat in placed]),
        box=box,
    )


def _fitted(points: Sequence[Point]) -> Box:
    """West, south, east, north: around all points, in the picture's shape."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    squeeze = max(0.2, math.cos(math.radians(middle[1])))
    shape = HEIGHT / WIDTH * squeeze  # degrees of latitude for one of longitude
    room = 1 + 2 * MARGIN
    wide = max(NARROWEST, (max(xs) - min(xs)) * room, (max(ys) - min(ys)) * room / shape)
    wide = min(wide, 360.0)
    return (
        middle[0] - wide / 2,
        middle[1] - wide * shape / 2,
        middle[0] + wide / 2,
        middle[1] + wide * shape / 2,
    )


def _project(point: Point, box: Box) -> Point:
    west, south, east, north = box
    return (point[0] - west) / (east - west) * WIDTH, (north - point[1]) / (north - south) * HEIGHT


def _grid(box: Box) -> Iterator[tuple[float, float, float, float]]:
    """Lines of latitude and longitude at round degrees."""
    west, south, east, north = box
    step = next(s for s in (1, 2, 5, 10, 20, 30, 60) if (east - west) / s <= 12 or s == 60)
    for degree in range(math.ceil(west / step) * step, math.floor(east) + 1, step):
        x, _ = _project((degree, north), box)
        yield (round(x), 0, round(x), HEIGHT)
    for degree in range(math.ceil(south / step) * step, math.floor(north) + 1, step):
        _, y = _project((west, degree), box)
        yield (0, round(y), WIDTH, round(y))


# dots


def _dots(placed: Sequence[tuple[Spot, float, float]]) -> list[Dot]:
    taken: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for _, x, y in placed]
    dots = []
    for number, (spot, x, y) in enumerate(placed):
        label, anchor, dx = "", "start", 10.0
        if number < NAMED:
            found = _free(spot.name, x, y, taken)
            if found:
                label = spot.name
                anchor, dx, box = found
                taken.append(box)
        dots.append(
            Dot(round(x, 1), round(y, 1), 4 + min(4.0, len(spot.articles)), spot.name, label, anchor, dx)
        )
    return dots


def _free(name: str, x: float, y: float, taken: Sequence[Box]) -> tuple[str, float, Box] | None:
    """Where a name may stand: right of its dot, else left of it."""
    long = len(name) * _LETTER
    right: Box = (x + 8, y - _LINE / 2, x + 10 + long, y + _LINE / 2)
    left: Box = (x - 10 - long, y - _LINE / 2, x - 8, y + _LINE / 2)
    for anchor, dx, box in (("start", 11.0, right), ("end", -11.0, left)):
        if box[0] >= 0 and box[2] <= WIDTH and not any(_touch(box, other) for other in taken):
            return anchor, dx, box
    return None


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


__all__ = ["HEIGHT", "WIDTH", "Dot", "Map", "Outline", "draw"]
