"""Across articles: conflicts, updates, denials, agreements, what cannot be compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec

from runut.views.report.cross import LISTS, CrossMaker, Group, Pair
from runut.web.frame.registry import Offset, PageOf, Words
from runut.web.frame.visit import Visit
from runut.web.story.opened import ROOM, Sight, StoryHead, head_of, see

Few = Annotated[int, msgspec.Meta(ge=1, le=100, description="Pairs at most.")]
#: Pairs of each list where all five are shown.
_GLANCE = 6


class CrossAsked(msgspec.Struct, frozen=True):
    """One list whole, or without ``which`` the beginning of each."""

    story: Words
    which: Literal["conflicts", "updates", "denials", "agreements", "apart"] | None = None
    offset: Offset = 0
    most: Few = 25


class CrossPair(msgspec.Struct, frozen=True):
    """Two sides, each by the ids of its figures, or as ``article#statement``; ``question`` is empty across them."""

    kind: str
    question: str
    one: list[str]
    other: list[str]
    why: list[str]


class Cross(msgspec.Struct, frozen=True):
    """The lists by name with their pairs, and how many pairs each has in all."""

    story: StoryHead
    which: str | None
    counts: dict[str, int]
    lists: dict[str, list[CrossPair]]
    rows: list[CrossPair]
    total: int
    offset: int
    most: int


def cross(visit: Visit, asked: CrossAsked) -> Cross:
    """Read the lists."""
    sight = see(visit, asked.story)
    counts = {name: len(_pairs(sight, name)) for name in LISTS}
    lists = {
        name: [
            _record(group, pair) for group, pair in _piece(sight, name, asked.which, asked.offset, asked.most)
        ]
        for name in LISTS
        if asked.which in (None, name)
    }
    return Cross(
        head_of(sight),
        asked.which,
        counts,
        lists,
        lists.get(asked.which or "", []),
        counts[asked.which] if asked.which else 0,
        asked.offset,
        asked.most,
    )


def _groups(sight: Sight) -> dict[str, list[Group]]:
    def make() -> dict[str, list[Group]]:
        maker = sight.maker(CrossMaker)
        maker.voices = ROOM.voices
        return maker.lists()

    found: dict[str, list[Group]] = sight.kept("cross", make)
    return found


def _pairs(sight: Sight, name: str) -> list[tuple[Group, Pair]]:
    return [(group, pair) for group in _groups(sight)[name] for pair in group.pairs]


def _piece(sight: Sight, name: str, wanted: str | None, offset: int, most: int) -> list[tuple[Group, Pair]]:
    found = _pairs(sight, name)
    return found[offset : offset + most] if wanted else found[:_GLANCE]


def _record(group: Group, pair: Pair) -> CrossPair:
    return CrossPair(pair.kind, group.id, pair.ids[0], pair.ids[1], pair.why)


def _furnish(visit: Visit, record: Cross) -> Mapping[str, Any]:
    sight = see(visit, record.story.row.own)
    shown: dict[str, list[Group]] = {}
    for name in record.lists:
        groups: dict[str, Group] = {}
        for group, pair in _piece(sight, name, record.which, record.offset, record.most):
            held = groups.setdefault(group.href, msgspec.structs.replace(group, pairs=[]))
            held.pairs.append(pair)
        shown[name] = list(groups.values())
    return {
        **sight.furnish(cross=shown, crossed=record.counts),
        "lists": list(record.lists),
        "every": LISTS,
        "glance": _GLANCE,
    }


PAGES = [
    PageOf(
        "cross",
        "/stories/{story}/cross",
        "desk_story_cross.html",
        CrossAsked,
        Cross,
        cross,
        "What articles of a story say alike, differently, anew, against each other.",
        _furnish,
    )
]
