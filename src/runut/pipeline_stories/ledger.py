"""The ledger of one story: what its articles say and count, their chains completed by each other."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from runut.model.ledger import Figure, Said
from runut.pipeline_stories.drafts import Draft
from runut.pipeline_stories.setting import Setting
from runut.steps.trace import complete_chains

_BESIDE = 3  # sentences around a figure in which the guess stands that was counted in
_NO_VOUCHER = frozenset({"denies", "cannot-confirm"})


class Ledger:
    """Figures by their ids and statements in text order. ``inferred_ways`` are the statements whose longer chain no
    text states."""

    def __init__(self, drafts: list[Draft], setting: Setting) -> None:
        self.setting = setting
        self.figures: dict[str, Figure] = {f.id: f for draft in drafts for f in draft.figures}
        self.said: list[Said] = [s for draft in drafts for s in draft.said]
        self.inferred_ways: frozenset[str] = frozenset()
        self._complete_chains({draft.piece.name: draft.publisher for draft in drafts})
        self._cut_chains()
        self.said_by_id = {s.id: s for s in self.said}
        self._near: dict[tuple[str, int], list[Figure]] = {}
        for figure in self.figures.values():
            self._near.setdefault((figure.article, figure.sentence), []).append(figure)

    def beside(self, figure: Figure) -> list[Figure]:
        """Figures in the same sentence and those around it, the nearest first."""
        at = figure.sentence
        reach = range(at - _BESIDE, at + _BESIDE + 1)
        return [
            f
            for s in sorted(reach, key=lambda s: abs(s - at))
            for f in self._near.get((figure.article, s), ())
        ]

    def speakers(self, identity: str) -> tuple[str, ...]:
        """The canonical names of those who make a statement."""
        return tuple(map(self.setting.actors.name, self.said_by_id[identity].speakers))

    def is_stated(self, figure: Figure) -> bool:
        """Whether somebody who is named or described gives a figure."""
        return figure.statement is not None and figure.source_name not in self.setting.unstated

    def vouched(self) -> dict[str, str]:
        """Statements without a source that a later sentence gives to somebody ("kabar itu diumumkan X")."""
        unsaid, name_of = self.setting.unstated, self.setting.actors.name
        unstated = {s.id for s in self.said if not s.speakers or set(s.speakers) <= unsaid}
        found: dict[str, str] = {}
        for said in self.said:
            told = said.points_back
            if told in unstated and said.stance not in _NO_VOUCHER:
                by = "; ".join(name_of(s) for s in said.speakers if s not in unsaid)
                if by and self._may_vouch(told, by):
                    found.setdefault(told, by)
        return found

    def _may_vouch(self, statement: str, by: str) -> bool:
        chain = self.said_by_id[statement].chain if statement in self.said_by_id else ()
        return not chain or self.setting.decided.is_hop(statement, by, self.setting.actors.name(chain[0]))

    # chains

    def _complete_chains(self, publishers: dict[str, str]) -> None:
        """Relays that the story's other articles show, in the statements and in the figures that stand in
        them."""
        longer = complete_chains(self.said, self.setting.by_name, publishers)
        longer = {identity: way for identity, way in longer.items() if self._may_pass(identity, way.chain)}
        if not longer:
            return
        self.said = [replace(s, chain=longer[s.id].chain) if s.id in longer else s for s in self.said]
        self.inferred_ways = frozenset(identity for identity, way in longer.items() if not way.read)
        for identity, figure in self.figures.items():
            way = longer.get(f"{figure.article}#{figure.statement}")
            if way:
                self.figures[identity] = replace(figure, chain=way.chain)

    def _may_pass(self, statement: str, chain: tuple[str, ...]) -> bool:
        links = [self.setting.actors.name(name) for name in chain]
        return all(self.setting.decided.is_hop(statement, one, other) for one, other in pairwise(links))

    def _cut_chains(self) -> None:
        """Chains without the hops that a person says are none."""
        decided, name_of = self.setting.decided, self.setting.actors.name
        if not decided.no_hops:
            return
        self.said = [replace(s, chain=decided.chain(s.id, s.chain, name_of)) for s in self.said]
        for identity, figure in self.figures.items():
            chain = decided.chain(f"{figure.article}#{figure.statement}", figure.chain, name_of)
            self.figures[identity] = replace(figure, chain=chain)


__all__ = ["Ledger"]
