"""Make ``src/runut/data/outline.txt``, the land and borders behind the report's map.

From Natural Earth (public domain), as packed by world-atlas:

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
    python scripts/build_outline.py package

Each line is one shape: ``L`` (land, a ring) or ``B`` (border, a line), then longitude and latitude of its first point
and the steps to each next point, all in hundredths of a degree. Indonesia and its seas are drawn finer than the rest
of the world.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/runut/data/outline.txt"
#: West, south, east, north of the part that is drawn finer.
HOME = (92.0, -12.5, 142.0, 8.5)
#: A point nearer (degrees) to the line between its neighbours is left out; rings smaller than this each way too.
#: Half a unit of the drawing at the closest zoom, at home and elsewhere.
NEARNESS, SMALLEST = {"10m": 0.012, "50m": 0.05}, {"10m": 0.04, "50m": 0.15}

Point = tuple[float, float]


def main(folder: str) -> None:
    lines: list[str] = []
    for grain in ("50m", "10m"):
        atlas = json.loads((Path(folder) / f"countries-{grain}.json").read_text("utf-8"))
        arcs = [_decoded(arc, atlas["transform"]) for arc in atlas["arcs"]]
        at_home = grain == "10m"
        lines += [
            _line("L", ring, NEARNESS[grain])
            for ring in _land(atlas, arcs)
            if _size(ring) >= SMALLEST[grain] and _is_home(ring) == at_home
        ]
        lines += [_line("B", b, NEARNESS[grain]) for b in _borders(atlas, arcs) if _is_home(b) == at_home]
    TARGET.write_text("".join(f"{line}\n" for line in dict.fromkeys(lines) if line.count(" ") > 4), "ascii")
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes, {len(lines)} shapes")


def _is_home(points: list[Point]) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return HOME[0] <= x <= HOME[2] and HOME[1] <= y <= HOME[3]


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x * kx + dx, y * ky + dy))
    return points


def _land(atlas: dict, arcs: list[list[Point]]) -> list[list[Point]]:
    rings = []
    for shape in atlas["objects"]["land"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            for ring in polygon:
                rings += _unrolled([point for number in ring for point in _arc(arcs, number)])
    return rings


def _unrolled(ring: list[Point]) -> list[list[Point]]:
    """A ring over the 180th meridian, twice: once beyond the right edge and once beyond the left."""
    points, turn = [ring[0]], 0
    for (x1, _), (x2, y2) in pairwise(ring):
        turn += 360 * ((x1 - x2 > 180) - (x2 - x1 > 180))
        points.append((x2 + turn, y2))
    if turn:  # around the pole: no ring on a flat map
        return []
    if all(-180 <= x <= 180 for x, _ in points):
        return [points]
    shift = -360 if max(x for x, _ in points) > 180 else 360
    return [points, [(x + shift, y) for x, y in points]]


def _borders(atlas: dict, arcs: list[list[Point]]) -> list[list[Point]]:
    """Arcs that two countries share."""
    used: Counter[int] = Counter()
    for country in atlas["objects"]["countries"]["geometries"]:
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country.get("arcs", [])
        used.update({number if number >= 0 else ~number for p in polygons for ring in p for number in ring})
    return [arcs[number] for number, times in used.items() if times > 1]


def _arc(arcs: list[list[Point]], number: int) -> list[Point]:
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def _size(ring: list[Point]) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _simplified(points: list[Point], nearness: float) -> list[Point]:
    """Douglas and Peucker's way, without recursion."""
    kept = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        farthest, at = nearness, 0
        for number in range(first + 1, last):
            distance = _distance(points[number], points[first], points[last])
            if distance > farthest:
                farthest, at = distance, number
        if at:
            kept.add(at)
            stack += [(first, at), (at, last)]
    return [points[number] for number in sorted(kept)]


def _distance(point: Point, one: Point, other: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, one, other
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if length == 0:
        return ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def _line(kind: str, points: list[Point], nearness: float) -> str:
    whole = [(round(x * 100), round(y * 100)) for x, y in _simplified(points, nearness)]
    steps = [whole[0]]
    for (x1, y1), (x2, y2) in pairwise(whole):
        if (x1, y1) != (x2, y2):
            steps.append((x2 - x1, y2 - y1))
    return f"{kind} " + " ".join(f"{x} {y}" for x, y in steps)


if __name__ == "__main__":
    main(sys.argv[1])
