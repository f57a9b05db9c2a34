"""Five lists across articles: agreements, conflicts, updates, denials, what cannot be compared."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from markupsafe import Markup

from runut.model.dossier import Entry, Relation, Story
from runut.views.interface import Interface
from runut.views.material import Material
from runut.views.report.anchors import Anchors
from runut.views.report.excerpts import Excerpt, Excerpts

LISTS = ("conflicts", "updates", "denials", "agreements", "apart")
_LIST_OF = {
    "conflicts": "conflicts",
    "updates": "updates",
    "corrects": "updates",
    "denies": "denials",
    "same": "agreements",
    "agrees": "agreements",
}


class Side(msgspec.Struct, frozen=True):
    """One side of a pair."""

    written: str
    who: Markup
    said_on: str | None
    excerpt: Excerpt


class Pair(msgspec.Struct, frozen=True):
    """Two lines that stand in a relation, with the reason in words."""

    kind: str
    one: Side
    other: Side
    why: str


class Group(msgspec.Struct, frozen=True):
    """The pairs of one question."""

    text: str
    href: str
    pairs: list[Pair]


class CrossMaker:
    """Makes the five lists of one story."""

    def __init__(
        self, material: Material, story: Story, interface: Interface, anchors: Anchors, excerpts: Excerpts
    ) -> None:
        self._material = material
        self._story = story
        self._say = interface
        self._anchors = anchors
        self._excerpts = excerpts

    def lists(self) -> dict[str, list[Group]]:
        """Each list's groups."""
        found: dict[str, list[Group]] = {name: [] for name in LISTS}
        for question in self._story.questions:
            pairs: dict[str, list[Pair]] = {}
            for relation in question.relations:
                if relation.kind in _LIST_OF and self._is_known(relation):
                    pairs.setdefault(_LIST_OF[relation.kind], []).append(self._pair(relation))
            for name, own in pairs.items():
                found[name].append(Group(question.text, f"#{question.id}", own))
        denials = list(self._links())
        if denials:
            found["denials"].append(Group("", "", denials))
        apart = list(self._apart())
        if apart:
            found["apart"].append(Group("", "", apart))
        return found

    def _is_known(self, relation: Relation) -> bool:
        return relation.from_ in self._material.entries and relation.to in self._material.entries

    def _pair(self, relation: Relation) -> Pair:
        one, other = self._material.entries[relation.from_], self._material.entries[relation.to]
        return Pair(relation.kind, self._side(one), self._side(other), relation.why)

    def _side(self, entry: Entry) -> Side:
        return Side(
            entry.written or self._material.texts[entry.article][entry.start : entry.end],
            self._say.who(entry.source_name),
            entry.said_on,
            self._excerpts.of_entry(entry),
        )

    def _links(self) -> Iterator[Pair]:
        for link in self._story.links:
            one, other = self._material.linked(link.from_), self._material.linked(link.to)
            if one and other:
                sides = [
                    Side(
                        "",
                        self._say.who(statement.source_name),
                        statement.said_on,
                        self._excerpts.of_statement(article, statement),
                    )
                    for article, statement in (one, other)
                ]
                yield Pair(link.kind, sides[0], sides[1], link.why)

    def _apart(self) -> Iterator[Pair]:
        for apart in self._story.apart:
            one, other = self._material.entries.get(apart.one), self._material.entries.get(apart.other)
            if one and other:
                yield Pair("apart", self._side(one), self._side(other), apart.why)


__all__ = ["LISTS", "CrossMaker", "Group", "Pair", "Side"]
