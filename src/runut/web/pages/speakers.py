"""Who says what in a story: each speaker with the first of its statements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec

from runut.model.dossier import StoryActor
from runut.model.reading import Statement
from runut.views.report.speakers import SpeakerMaker
from runut.web.frame.registry import Offset, PageOf, Words
from runut.web.frame.visit import Visit
from runut.web.story.opened import ROOM, Sight, StoryHead, head_of, see

Few = Annotated[int, msgspec.Meta(ge=1, le=100, description="Speakers at most.")]
_Told = list[tuple[str, Statement]]


class SpeakersAsked(msgspec.Struct, frozen=True):
    """A piece of the list of a story's speakers."""

    story: Words
    offset: Offset = 0
    most: Few = 30


class SpeakerLine(msgspec.Struct, frozen=True):
    """A speaker: what is known of who it is, how many statements it makes, and which (``article#statement``)."""

    name: str
    actor: StoryActor | None
    count: int
    statements: list[str]


class Speakers(msgspec.Struct, frozen=True):
    """A piece of the list of a story's speakers."""

    story: StoryHead
    rows: list[SpeakerLine]
    total: int
    offset: int
    most: int


def speakers(visit: Visit, asked: SpeakersAsked) -> Speakers:
    """Read a piece of the list."""
    sight = see(visit, asked.story)
    found = _ordered(sight)
    cast = {actor.name: actor for actor in sight.story.actors}
    rows = [
        SpeakerLine(
            name, cast.get(name), len(told), [f"{article}#{statement.id}" for article, statement in told]
        )
        for name, told in found[asked.offset : asked.offset + asked.most]
    ]
    return Speakers(head_of(sight), rows, len(found), asked.offset, asked.most)


def _ordered(sight: Sight) -> list[tuple[str, _Told]]:
    return sight.opened.once("speakers", lambda: sight.maker(SpeakerMaker).ordered())


def _furnish(visit: Visit, record: Speakers) -> Mapping[str, Any]:
    sight = see(visit, record.story.row.own)
    maker = sight.maker(SpeakerMaker)
    told = dict(_ordered(sight))
    made = [
        sight.kept(("speaker", row.name), lambda name=row.name: maker.speaker(name, told[name], ROOM.spoken))
        for row in record.rows
    ]
    return sight.furnish(speakers=made)


PAGES = [
    PageOf(
        "speakers",
        "/stories/{story}/speakers",
        "desk_story_speakers.html",
        SpeakersAsked,
        Speakers,
        speakers,
        "Who says what in a story.",
        _furnish,
    )
]
