"""Independent origins: who vouches first for the figures of one question.

Roots are counted, not articles. Independence is shown, never assumed: a root that is not known (a sentence
without a source, an
outlet's own voice) widens the range and never raises its floor; one office is one root whoever speaks for
it; unnamed sources of
one relay are one root; copies have the root of what they copy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from runut.model.dossier import Origin
from runut.model.ledger import COMPARED, DOUBTING, NO_OUTLET, OWN_VOICE, UNSTATED, Figure, is_unnamed

_WORD = re.compile(r"\w{3,}")
_ROUNDED = 0.95  # how near a rounded number is to the one that it rounds
_RANKS = ("named", "unnamed", "unstated", "own")

Say = Callable[..., str]


class Root(NamedTuple):
    """Where a figure comes from: what kind of root, whose, and why it was taken for that."""

    rank: str
    name: str
    key: str
    why: str
    stance: str = "asserts"


class OriginTracer:
    """Finds the roots of one question's figures.

    ``name_of`` gives canonical names, ``body_of`` the body that a person speaks for, ``state_of`` the
    state that a body or an official belongs to, ``copied`` the article
    that an article copies,
    ``described`` a name with the roles and
    forms that articles give it, ``vouched`` the source to whom a statement is given by a later sentence
    ("kabar itu diumumkan X").
    """

    def __init__(
        self,
        name_of: Callable[[str], str],
        body_of: Callable[[str], str | None],
        state_of: Callable[[str], str | None],
        is_group: Callable[[str], bool],
        described: Callable[[str], str],
        unstated: frozenset[str],
        copied: Mapping[str, str],
        vouched: Mapping[str, str],
        say: Say,
    ) -> None:
        self.name_of = name_of
        self.body_of = body_of
        self.state_of = state_of
        self.is_group = is_group
        self.described = described
        self.unstated = unstated
        self.copied = copied
        self.vouched = vouched
        self.say = say

    def trace(self, figures: list[Figure]) -> dict[str, Root]:
        """The root of each figure, by its id."""
        roots = {figure.id: self._own_root(figure) for figure in figures}
        self._follow_copies(figures, roots)
        self._fold_in_article(figures, roots)
        self._fold_former(figures, roots)
        self._fold_offices(roots)
        self._fold_states(figures, roots)
        self._fold_relays(figures, roots)
        return roots

    def unite(
        self, figures: list[Figure], roots: Mapping[str, Root], one_utterance: Iterable[Collection[str]]
    ) -> dict[str, Root]:
        """The roots where a person says which statements (``article#statement``) report one utterance: the same
        figure in two of them has one root."""
        found = dict(roots)
        for statements in one_utterance:
            alike: dict[tuple[float | None, float | None], list[Figure]] = {}
            for figure in figures:
                if f"{figure.article}#{figure.statement}" in statements:
                    alike.setdefault(figure.bounds, []).append(figure)
            for members in alike.values():
                best = min((found[f.id] for f in members), key=lambda root: _RANKS.index(root.rank))
                for figure in members:
                    if found[figure.id].key != best.key:
                        why = self.say("one-utterance")
                        found[figure.id] = best._replace(why=why, stance=found[figure.id].stance)
        return found

    # each figure by itself

    def _own_root(self, figure: Figure) -> Root:
        stance = figure.stance if figure.stance in DOUBTING else "asserts"
        told = self.vouched.get(f"{figure.article}#{figure.statement}") if figure.statement else None
        source = self.name_of((figure.chain[0] if figure.chain else figure.source_name) or "")
        if figure.stance == OWN_VOICE:
            if len(figure.chain) > 1:
                return Root("named", source, f"named {source}", self.say("origin-named"))
            # an outlet that is not known is another one in each article
            key = f"own {figure.article}" if source == NO_OUTLET else f"named {source}"
            return Root("own", source, key, self.say("origin-own"))
        if not source or source in self.unstated:
            if told:
                return Root("named", told, f"named {told}", self.say("folded-back", a=told), stance)
            return Root(
                "unstated",
                source or UNSTATED,
                f"unstated {figure.article}",
                self.say("origin-unstated"),
                stance,
            )
        if COMPARED in figure.marks:  # who names the figure that he corrects does not vouch for it
            return Root(
                "unstated", UNSTATED, f"compared {figure.article}", self.say("origin-unstated"), stance
            )
        if is_unnamed(source):
            return Root(
                "unnamed", source, f"unnamed {figure.article} {source}", self.say("origin-unnamed"), stance
            )
        return Root("named", source, f"named {source}", self.say("origin-named"), stance)

    # folding

    def _follow_copies(self, figures: list[Figure], roots: dict[str, Root]) -> None:
        """What stands in a copy has the root that it has in the original."""
        by_article: dict[str, list[Figure]] = {}
        for figure in figures:
            by_article.setdefault(figure.article, []).append(figure)
        for figure in figures:
            original = self.copied.get(figure.article)
            twins = [f for f in by_article.get(original or "", ()) if f.bounds == figure.bounds]
            if twins and roots[figure.id].rank != "named":
                root = roots[twins[0].id]
                roots[figure.id] = root._replace(why=self.say("folded-copy", a=original))

    def _fold_in_article(self, figures: list[Figure], roots: dict[str, Root]) -> None:
        """A figure that an article gives with and without a source, or to one unnamed source under two
        descriptions, is one."""
        by_article: dict[str, list[Figure]] = {}
        for figure in figures:
            by_article.setdefault(figure.article, []).append(figure)
        for members in by_article.values():
            for figure in sorted(members, key=lambda f: _RANKS.index(roots[f.id].rank)):
                better = [o for o in members if o is not figure and self._absorbs(o, figure, roots)]
                if (
                    better
                ):  # named ones have been folded before, so that nothing is tied to what is itself tied
                    to = min(
                        better, key=lambda o: (_RANKS.index(roots[o.id].rank), -len(o.chain), _gap(o, figure))
                    )
                    root = roots[to.id]
                    roots[figure.id] = root._replace(
                        why=self.say("folded-article", a=root.name), stance=roots[figure.id].stance
                    )

    def _fold_former(self, figures: list[Figure], roots: dict[str, Root]) -> None:
        """ "Dari 28 menjadi 37", "sebelumnya disebut 28": the older value, of which nobody is named, is from where
        the newer one is."""
        for figure in figures:
            self._pass_on(roots.get(figure.replaces or ""), roots[figure.id], figure.replaces or "", roots)
            if "former" in figure.marks and COMPARED not in figure.marks:
                near = [o for o in figures if o.article == figure.article and _is_newer(o, figure)]
                named = [o for o in near if roots[o.id].rank == "named"]
                if named:
                    newer = min(named, key=lambda o: _gap(o, figure))
                    self._pass_on(roots[figure.id], roots[newer.id], figure.id, roots)

    def _pass_on(self, old: Root | None, new: Root, identity: str, roots: dict[str, Root]) -> None:
        """Give a figure of nobody the root of another one."""
        if old is not None and old.rank in ("own", "unstated") and new.rank in ("named", "unnamed"):
            why = self.say("folded-article", a=new.name)
            roots[identity] = new._replace(why=why, stance=old.stance)

    def _absorbs(self, other: Figure, figure: Figure, roots: Mapping[str, Root]) -> bool:
        mine, its = roots[figure.id], roots[other.id]
        if mine.key == its.key or mine.stance != "asserts" or its.stance != "asserts":
            return False
        same = other.bounds == figure.bounds
        if mine.rank in ("own", "unstated"):
            same = same or (other.value == figure.value and meet(other, figure))  # "sedikitnya 31", "31"
            better = _RANKS.index(its.rank) < _RANKS.index(mine.rank)
            return better and (same or (figure.vague and _holds(figure, other)))
        if not same:
            return False
        if mine.rank == "unnamed":
            related = _shares_word(mine.name, its.name)
            return related and (its.rank == "unnamed" and _fuller(other, figure))
        return self.is_group(mine.name) and its.rank == "unnamed" and _shares_word(mine.name, its.name)

    def _fold_offices(self, roots: dict[str, Root]) -> None:
        """Those who speak for one body are one root where the body itself, or another of its people,
        vouches too."""
        bodies: dict[str, set[str]] = {}
        for root in roots.values():
            if root.rank == "named":
                bodies.setdefault(self.body_of(root.name) or root.name, set()).add(root.name)
        for identity, root in roots.items():
            body = self.body_of(root.name) if root.rank == "named" else None
            if body and len(bodies[body]) > 1:
                roots[identity] = root._replace(
                    name=body, key=f"named {body}", why=self.say("origin-office", a=body)
                )

    def _fold_states(self, figures: list[Figure], roots: dict[str, Root]) -> None:
        """A state that gives the very figure of its ministry or its spokesman is that mouth under another name; so are
        its armed forces."""
        spoken: dict[str, list[tuple[Figure, Root]]] = {}
        for figure in figures:
            root = roots[figure.id]
            state = self.state_of(root.name) if root.rank == "named" else None
            if state and not figure.vague:
                spoken.setdefault(state, []).append((figure, root))
        for figure in figures:
            root = roots[figure.id]
            state = root.name if root.rank == "named" else self.state_of(root.name)
            if state not in spoken or (root.rank != "named" and not self.is_group(root.name)):
                continue
            known = next((r for other, r in spoken[state] if _is_one_voice(other, figure)), None)
            if known and known.key != root.key:
                why = self.say("origin-office", a=known.name)
                roots[figure.id] = known._replace(why=why, stance=root.stance)

    def _fold_relays(self, figures: list[Figure], roots: dict[str, Root]) -> None:
        """Unnamed sources whom one outlet quotes, for figures that can both be right, are one root unless
        told apart."""
        first: dict[str, list[tuple[Figure, Root]]] = {}
        for figure in figures:
            root = roots[figure.id]
            if root.rank != "unnamed" or len(figure.chain) < 2 or figure.chain[1] == NO_OUTLET:
                continue
            relay = self.name_of(figure.chain[1])
            earlier = first.setdefault(relay, [])
            for other, known in earlier:
                # in two languages the descriptions have no word in common
                described = other.language != figure.language or _shares_word(known.name, root.name)
                alike = other.article != figure.article and described
                if alike and meet(other, figure) and known.key != root.key:
                    roots[figure.id] = known._replace(why=self.say("same-relay", a=relay), stance=root.stance)
                    break
            else:
                earlier.append((figure, root))

    # the list

    def origins(self, figures: list[Figure], roots: Mapping[str, Root]) -> tuple[list[Origin], int, int]:
        """Origins with their entries, the fewest and the most independent ones that there can be."""
        asserting = {roots[f.id].key for f in figures if roots[f.id].stance not in DOUBTING}
        groups: dict[tuple[str, bool], list[str]] = {}
        best: dict[tuple[str, bool], Root] = {}
        for figure in figures:
            root = roots[figure.id]
            denies = (
                root.stance in DOUBTING and root.key not in asserting
            )  # who says another number stands for that
            key = (root.key, denies)
            groups.setdefault(key, []).append(figure.id)
            if key not in best or _RANKS.index(root.rank) < _RANKS.index(best[key].rank):
                best[key] = root
        named = [root.name for (_, denies), root in best.items() if root.rank == "named" and not denies]
        found: list[Origin] = []
        certain = possible = 0
        for key, entries in groups.items():
            root, denies = best[key], key[1]
            maybe = self._may_be(root, named, found)
            sure = not maybe and root.rank in ("named", "unnamed")
            why = self.say("origin-denies") if denies else root.why
            if maybe and not denies:
                why = f"{why}; {self.say('origin-maybe', a=maybe)}"
            found.append(Origin(root.name, entries, sure, why, root.stance if denies else "asserts"))
            if not denies:
                possible += 1
                certain += sure
        low = max(certain, 1) if possible else 0
        return sorted(found, key=lambda o: (o.stance != "asserts", -len(o.entries))), low, possible

    def _may_be(self, root: Root, named: list[str], found: list[Origin]) -> str | None:
        """A known origin that this one cannot be told apart from."""
        if root.rank != "unnamed":
            return None
        earlier = [o.name for o in found if is_unnamed(o.name) and o.stance == "asserts"]
        for name in [*named, *earlier]:
            if name != root.name and _shares_word(root.name, self.described(name)):
                return name
            if name == root.name:
                return name
        return None


def meet(one: Figure, other: Figure) -> bool:
    """Whether one true number can lie within both figures' bounds."""
    low = max(_low(one), _low(other))
    high = min(_high(one), _high(other))
    return low <= high


def _is_one_voice(one: Figure, other: Figure) -> bool:
    """Whether a state says of a figure what its official does: the same number, or in one article what is denied and
    what is said instead."""
    denied = other.stance in DOUBTING and one.article == other.article
    return denied or _is_one_number(one, other)


def _is_one_number(one: Figure, other: Figure) -> bool:
    """Whether two figures round one number ("1.597", "hampir 1.600")."""
    small, large = sorted((one.value, other.value))
    return not other.vague and (
        one.bounds == other.bounds or (meet(one, other) and small >= _ROUNDED * large)
    )


def _is_newer(other: Figure, figure: Figure) -> bool:
    """Whether an article sets another number against a former one."""
    return other.bounds != figure.bounds and "former" not in other.marks and not other.vague


def _low(figure: Figure) -> float:
    return float("-inf") if figure.low is None else float(figure.low)


def _high(figure: Figure) -> float:
    return float("inf") if figure.high is None else float(figure.high)


def _holds(wide: Figure, other: Figure) -> bool:
    return meet(wide, other)


def _gap(one: Figure, other: Figure) -> int:
    return abs(one.start - other.start)


def _fuller(other: Figure, figure: Figure) -> bool:
    """Whether the other names more of the way that the figure came; among equals the first in the text."""
    return (len(other.chain), -other.start) > (len(figure.chain), -figure.start)


def _shares_word(one: str, other: str) -> bool:
    a = set(_WORD.findall(one.partition(":")[2].casefold() or one.casefold()))
    b = set(_WORD.findall(other.partition(":")[2].casefold() or other.casefold()))
    return bool(a & b)


__all__ = ["OriginTracer", "Root", "meet"]
