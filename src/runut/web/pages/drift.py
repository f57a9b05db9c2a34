"""Drift: reports of one utterance side by side, the typed changes first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec

from runut.model.dossier import Utterance
from runut.views.report.drift import DriftMaker, utterance_id
from runut.web.frame.registry import Offset, PageOf, Words
from runut.web.frame.visit import Visit
from runut.web.story.opened import Named, Sight, StoryHead, head_of, see

Few = Annotated[int, msgspec.Meta(ge=1, le=60, description="Utterances at most.")]
Change = Literal["figure", "hedge", "speaker", "place", "date", "stance", "added", "lost"]


class DriftAsked(msgspec.Struct, frozen=True):
    """Which utterances: those with a kind of change, or the piece of the list that holds the one named by ``at``."""

    story: Words
    what: Change | None = None
    at: Words | None = None
    offset: Offset = 0
    most: Few = 15


class Told(msgspec.Struct, frozen=True):
    """An utterance of which there are several reports, by the id that its address has."""

    id: str
    utterance: Utterance


class DriftPage(msgspec.Struct, frozen=True):
    """A piece of the list of utterances told more than once; ``counts`` how many have each kind of change."""

    story: StoryHead
    what: str | None
    rows: list[Told]
    total: int
    offset: int
    most: int
    counts: dict[str, int]
    articles: list[Named]


def drift(visit: Visit, asked: DriftAsked) -> DriftPage:
    """Read a piece of the list."""
    sight = see(visit, asked.story)
    everything = _ordered(sight)
    counts: dict[str, int] = {}
    for told in everything:
        for what in {one.what for one in told.utterance.drift}:
            counts[what] = counts.get(what, 0) + 1
    found = [t for t in everything if not asked.what or any(d.what == asked.what for d in t.utterance.drift)]
    offset = asked.offset
    at = next((n for n, told in enumerate(found) if told.id == asked.at), None)
    if at is not None:
        offset = at - at % asked.most
    rows = found[offset : offset + asked.most]
    names = (report.article for told in rows for report in told.utterance.statements)
    return DriftPage(
        head_of(sight),
        asked.what,
        rows,
        len(found),
        offset,
        asked.most,
        dict(sorted(counts.items(), key=lambda pair: -pair[1])),
        sight.named(names),
    )


def _ordered(sight: Sight) -> list[Told]:
    def make() -> list[Told]:
        return [Told(utterance_id(one), one) for one in sight.maker(DriftMaker).ordered()]

    return sight.opened.once("told", make)


def _furnish(visit: Visit, record: DriftPage) -> Mapping[str, Any]:
    sight = see(visit, record.story.row.own)
    maker = sight.maker(DriftMaker)
    tellings = [
        sight.kept(("telling", told.id), lambda told=told: maker.telling(told.utterance))
        for told in record.rows
    ]
    return sight.furnish(tellings=tellings)


PAGES = [
    PageOf(
        "drift",
        "/stories/{story}/drift",
        "desk_story_drift.html",
        DriftAsked,
        DriftPage,
        drift,
        "Utterances that several articles report, and what changed between the reports.",
        _furnish,
    )
]
