"""Decisions across articles as they meet one story: by the ids of figures, statements, articles, and by names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from runut.model.dossier import Hop, Relation, Reuse, StatementLink
from runut.model.ledger import Figure, Said

T = TypeVar("T")
Pair = tuple[str, str]


class People(msgspec.Struct, frozen=True):
    """Which names are one actor (the later, the stronger), which are never one, who is a party or is not."""

    merged: list[tuple[set[str], str]] = []
    apart: set[frozenset[str]] = set()
    parties: dict[str, bool] = {}


class StoryVerdicts(msgspec.Struct):
    """Decisions on one story, by ids: figures, ``article#statement``, articles, canonical names."""

    people: People = People()
    questions: list[tuple[str, list[str]]] = []
    texts: dict[str, str] = {}
    utterances: list[tuple[str, list[str]]] = []
    no_reuse: set[Pair] = set()
    reuse_ways: set[Pair] = set()
    more_reuse: dict[Pair, str] = {}
    no_hops: set[tuple[str, str, str]] = set()
    no_drift: set[tuple[frozenset[str], str]] = set()
    no_relation: set[tuple[frozenset[str], str]] = set()

    def ask_anew(self, groups: list[list[Figure]]) -> list[list[Figure]]:
        """Questions as people want them, each in the order of its figures."""
        if not self.questions:
            return groups
        order = {figure.id: at for at, figure in enumerate(f for group in groups for f in group)}
        figures = {figure.id: figure for group in groups for figure in group}
        moved = rearrange([[figure.id for figure in group] for group in groups], self.questions)
        return [[figures[one] for one in sorted(group, key=order.__getitem__)] for group in moved]

    def text_of(self, group: Iterable[Figure]) -> str | None:
        """A question's text where a person wrote it: the latest one of its figures."""
        ids = {figure.id for figure in group}
        told = [text for identity, text in self.texts.items() if identity in ids]
        return told[-1] if told else None

    def report_anew(self, groups: list[list[Said]], said: Iterable[Said]) -> list[list[Said]]:
        """Utterances as people want them, in the order of the text; those of one article are none."""
        if not self.utterances:
            return groups
        known = {one.id: one for one in said}
        order = {identity: at for at, identity in enumerate(known)}
        grouped = [[one.id for one in group] for group in groups]
        told = {identity for _, members in self.utterances for identity in members if identity in known}
        grouped += [[one] for one in sorted(told - {one for group in grouped for one in group})]
        moved = rearrange(grouped, self.utterances)
        found = [[known[one] for one in sorted(group, key=order.__getitem__)] for group in moved]
        return [group for group in found if len({one.article for one in group}) > 1]

    @property
    def one_utterance(self) -> list[set[str]]:
        """Statements that a person called one utterance."""
        merges = [(action, members) for action, members in self.utterances if action != "split"]
        alone = [[one] for one in sorted({one for _, members in merges for one in members})]
        return [set(group) for group in rearrange(alone, self.utterances) if len(group) > 1]

    def reuse(self, found: list[Reuse], articles: Collection[str], why: str) -> list[Reuse]:
        """Reuse without what is none, with what people added between these articles (for the reason ``why``), and
        turned where a person knows which way the text went."""
        kept = [one for one in found if (one.from_, one.to) not in self.no_reuse]
        read = {frozenset((one.from_, one.to)) for one in kept}
        kept += [
            Reuse(*pair, kind, "read", why, 0.0)
            for pair, kind in self.more_reuse.items()
            if frozenset(pair) not in read and set(pair) <= set(articles)
        ]
        return [_turned(one) if (one.to, one.from_) in self.reuse_ways else one for one in kept]

    def chain(self, statement: str, chain: tuple[str, ...], name_of: Callable[[str], str]) -> tuple[str, ...]:
        """A statement's chain without the link of a hop that is none; its two ends stay."""
        for at in range(len(chain) - 1):
            if not self.is_hop(statement, name_of(chain[at]), name_of(chain[at + 1])):
                out = at or 1
                if out + 1 < len(chain):
                    return self.chain(statement, (*chain[:out], *chain[out + 1 :]), name_of)
        return chain

    def call_by(self, name_of: Callable[[str], str]) -> None:
        """Put the names that actors now go by in the place of those that they had when people decided."""
        self.no_hops = {(statement, name_of(one), name_of(to)) for statement, one, to in self.no_hops}

    def is_hop(self, statement: str, origin: str, to: str) -> bool:
        """Whether nobody said that this hop of a statement is none."""
        return (statement, origin, to) not in self.no_hops

    def hops(self, found: list[Hop]) -> list[Hop]:
        """Hops without those that are none."""
        if not self.no_hops:
            return found
        return [hop for hop in found if self.is_hop(f"{hop.article}#{hop.statement}", hop.from_, hop.to)]

    def is_drift(self, one: Said, other: Said, what: str) -> bool:
        """Whether nobody said that this is no change."""
        pair = frozenset((one.id, other.id))
        return (pair, what) not in self.no_drift and (pair, "") not in self.no_drift

    def relations(self, found: list[Relation]) -> list[Relation]:
        """Relations between figures without those that are none."""
        return [one for one in found if self._is_related(one)] if self.no_relation else found

    def links(self, found: list[StatementLink]) -> list[StatementLink]:
        """Denials and the like without those that are none."""
        return [one for one in found if self._is_related(one)] if self.no_relation else found

    def _is_related(self, one: Relation | StatementLink) -> bool:
        pair = frozenset((one.from_, one.to))
        return (pair, one.kind) not in self.no_relation and (pair, "") not in self.no_relation


def rearrange(groups: list[list[T]], moves: Iterable[tuple[str, Sequence[T]]]) -> list[list[T]]:
    """A partition after moves, in turn: ``merge`` makes one of all groups that hold the members, ``split``
    gives the members a group of their own, ``correct`` moves all members but the last to the last one's group.
    Members that are nowhere are passed over."""
    found = [list(group) for group in groups]
    home = {member: at for at, group in enumerate(found) for member in group}
    for action, wanted in moves:
        members = [member for member in dict.fromkeys(wanted) if member in home]
        if not members:
            continue
        if action == "merge":
            target = min(home[member] for member in members)
            moving = [m for at in sorted({home[m] for m in members} - {target}) for m in found[at]]
        elif action == "split":
            target, moving = len(found), members
            found.append([])
        elif action == "correct" and len(members) > 1 and wanted[-1] in home:
            target, moving = home[wanted[-1]], [m for m in members if home[m] != home[wanted[-1]]]
        else:
            continue
        for member in moving:
            found[home[member]].remove(member)
            found[target].append(member)
            home[member] = target
    return [group for group in found if group]


def _turned(one: Reuse) -> Reuse:
    passages = [(c, d, a, b) for a, b, c, d in one.passages]
    return replace(one, from_=one.to, to=one.from_, passages=passages)


__all__ = ["Pair", "People", "StoryVerdicts", "rearrange"]
