"""A graph laid out in columns from left to right: each node right of all that lead to it, few crossings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import msgspec

from runut.views.report.levels import levelled, order_with_care

_SWEEPS = 8  # after a handful of sweeps the order hardly changes any more
#: Height of a node, and of a line that only passes a column, with the room around them.
NODE, PASSING = 66.0, 26.0

Step = tuple[str, str]


class Layered(msgspec.Struct, frozen=True):
    """The column of every node, the middle of its height, and the points that long steps pass."""

    columns: dict[str, int]
    middles: dict[str, float]
    passed: dict[Step, list[tuple[int, float]]]
    width: int
    height: float


def arrange(
    keys: Sequence[str],
    steps: Sequence[Step],
    is_last: Callable[[str], bool] = lambda _: False,
    large: bool = False,
) -> Layered:
    """Lay out. Nodes that lead nowhere and are ``is_last`` stand in the last column.

    Where it is ``large``, more is tried for few crossings, and nodes stand beside what they lead to, with room
    between: in a tall drawing nobody follows a line from the middle to the end.
    """
    columns = _columns(keys, steps, is_last)
    width = max(columns.values(), default=0) + 1
    grid: list[list[str]] = [[key for key in keys if columns[key] == at] for at in range(width)]
    links: list[Step] = []
    passing: dict[Step, list[str]] = {}
    for one, other in steps:
        way = []
        for at in range(columns[one] + 1, columns[other]):
            way.append(f"{at}\x1f{one}\x1f{other}")
            grid[at].append(way[-1])
        passing[one, other] = way
        stops = [one, *way, other]
        links += list(pairwise(stops))
    if large:
        grid = order_with_care(grid, links)
        middles, height = levelled(grid, links, dict.fromkeys(keys, NODE), PASSING)
    else:
        _order(grid, links)
        middles, height = _heights(grid, set(keys))
    passed = {step: [(int(p.split("\x1f", 1)[0]), middles[p]) for p in way] for step, way in passing.items()}
    return Layered(columns, {key: middles[key] for key in keys}, passed, width, height)


def _columns(keys: Sequence[str], steps: Sequence[Step], is_last: Callable[[str], bool]) -> dict[str, int]:
    """The longest way from any head, without recursion and without following a circle for ever."""
    before: dict[str, list[str]] = {key: [] for key in keys}
    leading = set()
    for one, other in steps:
        before[other].append(one)
        leading.add(one)
    column = dict.fromkeys(keys, 0)
    for _ in keys:
        moved = False
        for key in keys:
            least = max((column[b] + 1 for b in before[key] if b != key), default=0)
            if column[key] < least < len(keys):
                column[key] = least
                moved = True
        if not moved:
            break
    last = max(column.values(), default=0)
    for key in keys:
        if is_last(key) and key not in leading:
            column[key] = last
    used = {at: number for number, at in enumerate(sorted(set(column.values())))}
    return {key: used[at] for key, at in column.items()}


def _order(grid: list[list[str]], links: Sequence[Step]) -> None:
    """Each node near the middle of its neighbours, column by column, there and back."""
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for one, other in links:
        after.setdefault(one, []).append(other)
        before.setdefault(other, []).append(one)
    for sweep in range(_SWEEPS):
        forth = sweep % 2 == 0
        for at in range(1, len(grid)) if forth else range(len(grid) - 2, -1, -1):
            row = _rows(grid[at - 1 if forth else at + 1])
            own = _rows(grid[at])
            near = before if forth else after
            grid[at].sort(key=lambda key, row=row, own=own, near=near: _middle(key, row, own, near))  # type: ignore[misc]


def _rows(column: Sequence[str]) -> dict[str, float]:
    return {key: (number + 0.5) / len(column) for number, key in enumerate(column)}


def _middle(
    key: str, row: Mapping[str, float], own: Mapping[str, float], near: Mapping[str, Sequence[str]]
) -> float:
    rows = [row[other] for other in near.get(key, ()) if other in row]
    return sum(rows) / len(rows) if rows else own[key]


def _heights(grid: Sequence[Sequence[str]], nodes: set[str]) -> tuple[dict[str, float], float]:
    """The middle of everything, columns centred beside the tallest."""
    tall = [sum(NODE if key in nodes else PASSING for key in column) for column in grid]
    height = max(tall, default=0.0)
    middles: dict[str, float] = {}
    for column, own in zip(grid, tall, strict=True):
        y = (height - own) / 2
        for key in column:
            room = NODE if key in nodes else PASSING
            middles[key] = y + room / 2
            y += room
    return middles, height


__all__ = ["NODE", "PASSING", "Layered", "arrange"]
