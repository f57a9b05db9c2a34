"""A story as its pages need it: found by its name, with makers that speak the visitor's language."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, TypeVar

import msgspec

from runut.project.desk import OpenStory
from runut.store import events
from runut.store.records import StoryRow
from runut.views.report.excerpts import Excerpts, label_of
from runut.views.report.maker import StoryMaker
from runut.views.report.room import Room
from runut.web.frame.registry import Missing, Words
from runut.web.frame.visit import Visit
from runut.web.story.accepted import Accepted
from runut.web.story.addresses import Addresses

#: What a page shows at most below one line; the rest is a click away.
ROOM = Room(spoken=5, told=12, shown=4, voices=4, compared=40, same=8)

_M = TypeVar("_M", bound=StoryMaker)


class StoryAsked(msgspec.Struct, frozen=True):
    """Which story."""

    story: Words


class Named(msgspec.Struct, frozen=True):
    """An article that a record speaks of: its id, and the number by which it is called in its story."""

    id: int
    number: int
    name: str
    label: str


class Sight:
    """An opened story in the words of a visitor."""

    def __init__(self, visit: Visit, opened: OpenStory) -> None:
        self.visit = visit
        self.opened = opened
        self.row = opened.row
        self.story = opened.story
        self.material = opened.material
        self.links: Addresses = opened.once(
            "links", lambda: Addresses(opened.row.own, opened.ids, opened.material.numbers)
        )

    def maker(self, kind: type[_M]) -> _M:
        """A maker of a part of the story, made once for each language."""

        def make() -> _M:
            excerpts = Excerpts(self.material, self.links, ROOM)
            return kind(self.material, self.story, self.visit.say, self.links, excerpts)

        return self.opened.once((self.visit.say.home, kind), make)

    def kept(self, key: Any, make: Any) -> Any:
        """Something made of the story in the visitor's language, made once."""
        return self.opened.once((self.visit.say.home, key), make)

    def named(self, names: Iterable[str]) -> list[Named]:
        """The articles of these names, in the order of their numbers."""
        ids, numbers = self.opened.ids, self.material.numbers
        wanted = sorted({name for name in names if name in ids}, key=lambda name: numbers.get(name, 0))
        return [Named(ids[n], numbers.get(n, 0), n, label_of(self.material, n)) for n in wanted]

    def furnish(self, **parts: Any) -> dict[str, Any]:
        """What templates of the report's parts need: ``s``, with what is given of it, links and room."""
        common = {
            "id": self.row.own,
            "title": self.row.title,
            "language": self.row.language,
            "circles": self.story.circles,
        }
        return {
            "s": SimpleNamespace(**common, **parts),
            "links": self.links,
            "room": ROOM,
            "accepted": self.opened.once("accepted", self._accepted),
            "counts": self.opened.once("counts", self._counts),
        }

    def _accepted(self) -> Accepted:
        with self.visit.desk.database.reading() as connection:
            return Accepted(events.events_across(connection), self.material)

    def _counts(self) -> dict[str, int]:
        """How much each page of the story holds, for its menu."""
        story = self.story
        return {
            "figures": len(story.questions),
            "drift": sum(len(u.statements) > 1 for u in story.utterances),
            "times": len(story.timeline),
        }


def see(visit: Visit, own: str) -> Sight:
    """A story by its name; Missing where there is none."""
    opened = visit.desk.shelf.story(own)
    if opened is None:
        raise Missing(visit.say.word("story.missing"))
    return Sight(visit, opened)


class StoryHead(msgspec.Struct, frozen=True):
    """What every record of a story's pages begins with. ``stale``: an article has changed since it was worked out."""

    row: StoryRow
    stale: bool


def head_of(sight: Sight) -> StoryHead:
    """The head of a story's record."""
    return StoryHead(sight.row, sight.opened.is_stale)


__all__ = ["ROOM", "Named", "Sight", "StoryAsked", "StoryHead", "head_of", "see"]
