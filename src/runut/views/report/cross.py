"""Five lists across articles: conflicts, updates, denials, agreements, what cannot be compared."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import msgspec
from markupsafe import Markup

from runut.model.dossier import Entry, Question, Relation, StatementLink
from runut.views.report.excerpts import Excerpt
from runut.views.report.maker import StoryMaker

LISTS = ("conflicts", "updates", "denials", "agreements", "apart")
_LIST_OF = {
    "conflicts": "conflicts",
    "updates": "updates",
    "corrects": "updates",
    "denies": "denials",
    "same": "agreements",
    "agrees": "agreements",
}


class Voice(msgspec.Struct, frozen=True):
    """One line of a side: who, as written, when, in which sentence."""

    written: str
    who: Markup
    said_on: str | None
    excerpt: Excerpt


class Pair(msgspec.Struct, frozen=True):
    """Two sides that stand in a relation, each with all that hold it, and the reasons in words.

    ``ids`` are those of the figures of each side, or ``article#statement``.
    """

    kind: str
    one: list[Voice]
    other: list[Voice]
    why: list[str]
    ids: tuple[list[str], list[str]]


class Group(msgspec.Struct, frozen=True):
    """The pairs of one question; without ``id`` those across questions."""

    id: str
    text: str
    href: str
    pairs: list[Pair]


class _Sides(msgspec.Struct):
    """A pair while it is being gathered."""

    one: dict[str, Entry] = msgspec.field(default_factory=dict)
    other: dict[str, Entry] = msgspec.field(default_factory=dict)
    why: dict[str, None] = msgspec.field(default_factory=dict)


class CrossMaker(StoryMaker):
    """Makes the five lists of one story; at most ``voices`` on each side of a pair, where that is given."""

    voices: int | None = None

    def lists(self) -> dict[str, list[Group]]:
        """Each list's groups."""
        found: dict[str, list[Group]] = {name: [] for name in LISTS}
        for question in self._story.questions:
            for name, pairs in self._pairs(question).items():
                found[name].append(
                    Group(question.id, question.text, self._anchors.to_question(question.id), pairs)
                )
        denials = [pair for pair in map(self._link, self._story.links) if pair]
        if denials:
            found["denials"].append(Group("", "", "", denials))
        apart = self._apart()
        if apart:
            found["apart"].append(Group("", "", "", apart))
        return found

    def _pairs(self, question: Question) -> dict[str, list[Pair]]:
        """A question's relations; those between the same two values stand together."""
        sides: dict[tuple[object, ...], _Sides] = {}
        for relation in question.relations:
            if relation.kind in _LIST_OF and self._is_known(relation):
                self._gather(sides, relation)
        found: dict[str, list[Pair]] = {}
        for (kind, *_), side in sides.items():
            pair = Pair(
                str(kind),
                self._voices(side.one.values()),
                self._voices(side.other.values()),
                list(side.why),
                (list(side.one), list(side.other)),
            )
            found.setdefault(_LIST_OF[str(kind)], []).append(pair)
        return found

    def _gather(self, sides: dict[tuple[object, ...], _Sides], relation: Relation) -> None:
        one, other = self._material.entries[relation.from_], self._material.entries[relation.to]
        values = ((one.low, one.high), (other.low, other.high))
        turned = relation.kind in ("conflicts", "agrees") and (relation.kind, values[1], values[0]) in sides
        if turned:
            one, other, values = other, one, (values[1], values[0])
        side = sides.setdefault((relation.kind, *values), _Sides())
        side.one[one.id] = one
        side.other[other.id] = other
        side.why.setdefault(relation.why)

    def _is_known(self, relation: Relation) -> bool:
        return relation.from_ in self._material.entries and relation.to in self._material.entries

    def _voices(self, entries: Iterable[Entry]) -> list[Voice]:
        return [self._voice(entry) for entry in islice(entries, self.voices)]

    def _voice(self, entry: Entry) -> Voice:
        return Voice(
            entry.written or self._material.texts[entry.article][entry.start : entry.end],
            self._say.who(entry.source_name),
            entry.said_on,
            self._excerpts.of_entry(entry),
        )

    def _link(self, link: StatementLink) -> Pair | None:
        one, other = self._said(link.from_), self._said(link.to)
        if one is None or other is None:
            return None
        return Pair(link.kind, [one], [other], [link.why], ([link.from_], [link.to]))

    def _said(self, identity: str) -> Voice | None:
        found = self._material.linked(identity)
        if found is None:
            return None
        article, statement = found
        excerpt = self._excerpts.of_statement(article, statement)
        return Voice("", self._say.who(statement.source_name), statement.said_on, excerpt)

    def _apart(self) -> list[Pair]:
        known = self._material.entries
        return [
            Pair(
                "apart",
                [self._voice(known[a.one])],
                [self._voice(known[a.other])],
                [a.why],
                ([a.one], [a.other]),
            )
            for a in self._story.apart
            if a.one in known and a.other in known
        ]


__all__ = ["LISTS", "CrossMaker", "Group", "Pair", "Voice"]
