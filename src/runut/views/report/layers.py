"""A graph laid out in columns from left to right: each node right of all that lead to it, few crossings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

_SWEEPS = 6  # after a handful of sweeps the order hardly changes any more


class Layered(msgspec.Struct, frozen=True):
    """The column and row of every node, and how many rows each column has."""

    places: dict[str, tuple[int, int]]
    rows: list[int]


def arrange(
    keys: Sequence[str], steps: Sequence[tuple[str, str]], is_last: Callable[[str], bool] = lambda _: False
) -> Layered:
    """Lay out. Nodes that lead nowhere and are ``is_last`` stand in the last column."""
    before: dict[str, list[str]] = {key: [] for key in keys}
    after: dict[str, list[str]] = {key: [] for key in keys}
    for one, other in steps:
        after[one].append(other)
        before[other].append(one)
    column = _columns(keys, before)
    last = max(column.values(), default=0)
    for key in keys:
        if is_last(key) and not after[key]:
            column[key] = last
    used = sorted(set(column.values()))
    column = {key: used.index(at) for key, at in column.items()}
    order = _ordered([[key for key in keys if column[key] == at] for at in range(len(used))], before, after)
    places = {key: (at, row) for at, nodes in enumerate(order) for row, key in enumerate(nodes)}
    return Layered(places, [len(nodes) for nodes in order])


def _columns(keys: Sequence[str], before: dict[str, list[str]]) -> dict[str, int]:
    """The longest way from any head, without recursion and without following a circle twice."""
    column = dict.fromkeys(keys, 0)
    for _ in range(len(keys)):
        moved = False
        for key in keys:
            least = max((column[b] + 1 for b in before[key] if b != key), default=0)
            if least > column[key] and least < len(keys):
                column[key] = least
                moved = True
        if not moved:
            break
    return column


def _ordered(
    columns: list[list[str]], before: dict[str, list[str]], after: dict[str, list[str]]
) -> list[list[str]]:
    """Each node near the middle of its neighbours."""
    for sweep in range(_SWEEPS):
        row = {key: at / max(1, len(nodes) - 1) for nodes in columns for at, key in enumerate(nodes)}
        near = before if sweep % 2 == 0 else after
        for nodes in columns:
            nodes.sort(key=lambda key: _middle([row[n] for n in near[key]], row[key]))
    return columns


def _middle(rows: list[float], own: float) -> float:
    return sum(rows) / len(rows) if rows else own


__all__ = ["Layered", "arrange"]
