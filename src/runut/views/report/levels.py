"""A large drawing in columns: an order with few crossings, and heights at which lines are short."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence

_SWEEPS = 24  # three times what small drawings need; the best order seen is taken, so that more never harm
_ROUNDS = 8  # heights settle in a few rounds there and back

#: A node with more neighbours than these is a hub. It stands by the first of them, since their middle would be out of
#: sight, and pulls none of them towards itself.
_MANY = 10

Step = tuple[str, str]
Grid = list[list[str]]


def order_with_care(grid: Sequence[Sequence[str]], links: Sequence[Step]) -> Grid:
    """The columns in the order with the fewest crossings that was found. Links join neighbouring columns."""
    near = _neighbours(links)
    order = [list(column) for column in grid]
    best, fewest = [list(column) for column in order], crossings(order, links)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        forth = sweep % 2 == 0
        for at in range(1, len(order)) if forth else range(len(order) - 2, -1, -1):
            _sort(order[at], order[at - 1 if forth else at + 1], near, median=sweep % 4 > 1)
        now = crossings(order, links)
        if now < fewest:
            best, fewest = [list(column) for column in order], now
    return best


def crossings(grid: Sequence[Sequence[str]], links: Iterable[Step]) -> int:
    """How many pairs of links cross, between neighbouring columns."""
    row = {key: number for column in grid for number, key in enumerate(column)}
    column_of = {key: at for at, column in enumerate(grid) for key in column}
    between: dict[int, list[tuple[int, int]]] = {}
    for one, other in links:
        at, to = column_of[one], column_of[other]
        if to == at + 1:
            between.setdefault(at, []).append((row[one], row[other]))
    total = 0
    for ends in between.values():
        seen: list[int] = []
        for _, right in sorted(ends):
            total += len(seen) - bisect_right(seen, right)
            insort(seen, right)
    return total


def levelled(
    grid: Sequence[Sequence[str]], links: Sequence[Step], nodes: Mapping[str, float], passing: float
) -> tuple[dict[str, float], float]:
    """The middle of everything and the height of all: each near the middle of its neighbours, none over another.

    ``nodes`` gives the height of each node; lines that only pass a column take ``passing``.
    """
    near = _neighbours(links)
    room = {key: nodes.get(key, passing) for column in grid for key in column}
    middles: dict[str, float] = {}
    for column in grid:
        y = 0.0
        for key in column:
            middles[key] = y + room[key] / 2
            y += room[key]
    tallest = max(range(len(grid)), key=lambda at: sum(room[key] for key in grid[at]), default=0)
    around = sorted(range(len(grid)), key=lambda at: abs(at - tallest))
    for _ in range(_ROUNDS):
        for at in around:
            wanted = [_wanted(key, near, middles) for key in grid[at]]
            middles.update(zip(grid[at], _apart(wanted, [room[key] for key in grid[at]]), strict=True))
    top = min((middles[key] - room[key] / 2 for key in middles), default=0.0)
    bottom = max((middles[key] + room[key] / 2 for key in middles), default=0.0)
    return {key: middle - top for key, middle in middles.items()}, bottom - top


def _apart(wanted: Sequence[float], rooms: Sequence[float]) -> list[float]:
    """The places nearest to those wanted at which nothing overlaps, in this order (pool adjacent violators)."""
    offsets, y = [], 0.0
    for room in rooms:
        offsets.append(y + room / 2)
        y += room
    pools: list[
        tuple[float, int]
    ] = []  # mean of what its members want for the first of all, and how many they are
    for want, offset in zip(wanted, offsets, strict=True):
        mean, count = want - offset, 1
        while pools and pools[-1][0] > mean:
            before, members = pools.pop()
            mean = (before * members + mean * count) / (members + count)
            count += members
        pools.append((mean, count))
    starts = [mean for mean, count in pools for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]


def _sort(column: list[str], beside: Sequence[str], near: Mapping[str, Sequence[str]], median: bool) -> None:
    row = {key: (number + 0.5) / len(beside) for number, key in enumerate(beside)}
    own = {key: (number + 0.5) / len(column) for number, key in enumerate(column)}

    def place(key: str) -> float:
        rows = sorted(row[other] for other in near.get(key, ()) if other in row)
        if median and rows:
            return (rows[len(rows) // 2] + rows[(len(rows) - 1) // 2]) / 2
        return _mean(rows, own[key])

    column.sort(key=place)


def _wanted(key: str, near: Mapping[str, Sequence[str]], middles: Mapping[str, float]) -> float:
    beside = near.get(key, ())
    if len(beside) > _MANY:
        return min(middles[other] for other in beside)
    return _mean([middles[other] for other in beside if len(near[other]) <= _MANY], middles[key])


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _neighbours(links: Iterable[Step]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in links:
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


__all__ = ["crossings", "levelled", "order_with_care"]
