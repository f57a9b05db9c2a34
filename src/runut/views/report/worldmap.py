"""A map of a story's places: the land's outline from the package's own data, a dot and a name for each."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from runut.views.spots import Spot

WIDTH, HEIGHT = 960, 480
#: Degrees of longitude that are shown at least: the outline is too coarse for less.
NARROWEST = 9.0
#: Part of the picture that is left free around the outermost dots.
MARGIN = 0.16
#: Names written beside their dots; more would cover each other, and all are in the list below.
NAMED = 16
_LETTER, _LINE = 7.4, 17.0  # about the width and height of a written letter, in units of the picture

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
    """The picture: land and borders as paths, dots, lines of the grid."""

    land: str
    borders: str
    grid: list[tuple[float, float, float, float]]
    dots: list[Dot]


class Outline:
    """The shapes of ``runut/data/outline.txt``."""

    def __init__(self, text: str) -> None:
        self.land: list[list[Point]] = []
        self.borders: list[list[Point]] = []
        for line in text.splitlines():
            kind, _, steps = line.partition(" ")
            (self.land if kind == "L" else self.borders).append(list(_points(steps)))


def _points(steps: str) -> Iterator[Point]:
    numbers = iter(map(int, steps.split()))
    x = y = 0
    for dx, dy in zip(numbers, numbers, strict=False):
        x, y = x + dx, y + dy
        yield x / 10, y / 10


def draw(spots: Iterable[Spot], outline: Outline | None) -> Map | None:
    """The map of the spots that have coordinates; None where there are none."""
    placed = [(s, s.lon, s.lat) for s in spots if s.lat is not None and s.lon is not None]
    if not placed:
        return None
    box = _fitted([(lon, lat) for _, lon, lat in placed])
    project = _projection(box)
    return Map(
        land=_path(outline.land, box, project, closed=True) if outline else "",
        borders=_path(outline.borders, box, project, closed=False) if outline else "",
        grid=list(_grid(box, project)),
        dots=_dots([(spot, *project((lon, lat))) for spot, lon, lat in placed]),
    )


def _fitted(points: Sequence[Point]) -> Box:
    """West, south, east, north: around all points, in the picture's shape."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    squeeze = max(0.2, math.cos(math.radians(middle[1])))
    shape = HEIGHT / WIDTH * squeeze  # degrees of latitude for one of longitude
    wide = max(
        NARROWEST, (max(xs) - min(xs)) * (1 + 2 * MARGIN), (max(ys) - min(ys)) * (1 + 2 * MARGIN) / shape
    )
    wide = min(wide, 360.0)
    return (
        middle[0] - wide / 2,
        middle[1] - wide * shape / 2,
        middle[0] + wide / 2,
        middle[1] + wide * shape / 2,
    )


def _projection(box: Box) -> Callable[[Point], Point]:
    west, south, east, north = box

    def project(point: Point) -> Point:
        x, y = point
        return (x - west) / (east - west) * WIDTH, (north - y) / (north - south) * HEIGHT

    return project


def _grid(box: Box, project: Callable[[Point], Point]) -> Iterator[tuple[float, float, float, float]]:
    """Lines of latitude and longitude at round degrees."""
    west, south, east, north = box
    step = next(s for s in (1, 2, 5, 10, 20, 30, 60) if (east - west) / s <= 12 or s == 60)
    for degree in range(math.ceil(west / step) * step, math.floor(east) + 1, step):
        x, _ = project((degree, 0))
        yield (round(x), 0, round(x), HEIGHT)
    for degree in range(math.ceil(south / step) * step, math.floor(north) + 1, step):
        _, y = project((0, degree))
        yield (0, round(y), WIDTH, round(y))


# outline


def _path(
    shapes: Iterable[Sequence[Point]], box: Box, project: Callable[[Point], Point], closed: bool
) -> str:
    west, south, east, north = box
    parts = []
    for shape in shapes:
        xs, ys = [x for x, _ in shape], [y for _, y in shape]
        if max(xs) < west or min(xs) > east or max(ys) < south or min(ys) > north:
            continue
        runs = [_clipped(shape, box)] if closed else _runs(shape, box)
        parts += [_drawn(run, project, closed) for run in runs if len(run) > 1]
    return "".join(parts)


def _drawn(run: Sequence[Point], project: Callable[[Point], Point], closed: bool) -> str:
    points: list[str] = []
    for point in run:
        x, y = project(point)
        written = f"{x:.0f},{y:.0f}"
        if not points or points[-1] != written:
            points.append(written)
    if len(points) < (3 if closed else 2):
        return ""
    return f"M{points[0]}L{' '.join(points[1:])}{'Z' if closed else ''}"


def _clipped(ring: Sequence[Point], box: Box) -> Sequence[Point]:
    """Sutherland and Hodgman's way: the part of a ring inside the box."""
    west, south, east, north = box
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        ring = list(_cut(ring, axis, limit, sign))
        if not ring:
            break
    return ring


def _cut(ring: Sequence[Point], axis: int, limit: float, sign: int) -> Iterator[Point]:
    for number, point in enumerate(ring):
        before = ring[number - 1]
        inside, was_inside = sign * (point[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
        if inside != was_inside:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            yield (before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1]))
        if inside:
            yield point


def _runs(line: Sequence[Point], box: Box) -> list[list[Point]]:
    """The stretches of a line that are inside the box, each with one point more at both ends."""
    west, south, east, north = box
    inside = [west <= x <= east and south <= y <= north for x, y in line]
    runs: list[list[Point]] = []
    for number, point in enumerate(line):
        if any(inside[max(0, number - 1) : number + 2]):
            if not runs or number == 0 or not any(inside[max(0, number - 2) : number + 1]):
                runs.append([])
            runs[-1].append(point)
    return runs


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
