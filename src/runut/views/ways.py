"""The ways that a question's figures came, as a graph: who said it, who relayed it, which article has it.

A step is stated where any text states it; else it was inferred, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from itertools import pairwise

import msgspec

from runut.model.dossier import Entry, Question, Story
from runut.model.ledger import UNSTATED
from runut.views.material import Material

Ends = tuple[str, str]
#: Articles that are drawn as one: fewer take little more room each for itself.
FOLDED = 3


class Spot(msgspec.Struct):
    """Somebody on the way, or an article at its end (``article`` is its name). ``figures`` are as written.

    ``folded`` are the articles for which one spot stands that came by the same steps with the same figures.
    """

    key: str
    name: str
    article: str | None = None
    outside: bool = False
    figures: dict[str, None] = msgspec.field(default_factory=dict)
    entries: list[Entry] = msgspec.field(default_factory=list)
    folded: list[str] = msgspec.field(default_factory=list)


class Step(msgspec.Struct):
    """From one spot to another. ``hops`` are the statements that it was read in: article, statement, from, to."""

    inferred: bool
    denied: bool
    why: str
    hops: list[tuple[str, str | None, str, str]] = msgspec.field(default_factory=list)


class Ways(msgspec.Struct, frozen=True):
    """The graph of a question."""

    spots: dict[str, Spot]
    steps: dict[Ends, Step]

    @property
    def heads(self) -> list[str]:
        """Where the ways begin; in a circle, anywhere."""
        reached = {other for _, other in self.steps}
        return [key for key in self.spots if key not in reached] or list(self.spots)[:1]

    @property
    def below(self) -> dict[str, list[str]]:
        """What each spot leads to."""
        found: dict[str, list[str]] = {}
        for one, other in self.steps:
            found.setdefault(one, []).append(other)
        return found

    @property
    def meets(self) -> bool:
        """Whether any two steps share a spot."""
        ends = [key for step in self.steps for key in step]
        return len(ends) > len(set(ends))


class WayFinder:
    """Finds the ways of one story's questions."""

    def __init__(self, material: Material, story: Story) -> None:
        self._material = material
        self._outside = frozenset(story.outside)
        self._inferred = {
            (hop.from_, hop.to, hop.article, hop.statement): hop.why
            for hop in story.hops
            if hop.basis == "inferred"
        }
        self._articles_of: dict[str, list[str]] = {}
        for name in story.articles:
            outlet = material.readings[name].outlet
            if outlet:
                self._articles_of.setdefault(outlet, []).append(name)

    def ways(self, question: Question, entries: Iterable[Entry] | None = None) -> Ways:
        """The ways of a question's figures, or of some of them."""
        taken = question.entries if entries is None else list(entries)
        giving: dict[tuple[object, object], dict[str, None]] = {}
        for entry in taken:
            giving.setdefault((entry.low, entry.high), {})[entry.article] = None
        root_of = {e: origin for origin in question.origins for e in origin.entries}
        found = Ways({}, {})
        for entry in taken:
            origin = root_of.get(entry.id)
            self._take(found, entry, origin.name if origin else None, origin.why if origin else "", giving)
        _spare(found)
        return found

    def _take(
        self,
        found: Ways,
        entry: Entry,
        root: str | None,
        why_root: str,
        giving: Mapping[tuple[object, object], Mapping[str, None]],
    ) -> None:
        names = list(entry.chain[:-1])
        guessed = ""
        if root and (not names or names[0] != root):
            names = [root, *(name for name in names if name != UNSTATED)]
            guessed = why_root
        if names and names[0] == self._material.readings[entry.article].outlet:
            names = names[1:]  # the paper's own voice: the article is the root
        same = giving.get((entry.low, entry.high), {})
        spots = [self._named(found, name, entry, same) for name in names]
        spots.append(self._article(found, entry.article))
        spots = [spot for n, spot in enumerate(spots) if n == 0 or spot.key != spots[n - 1].key]
        written = (entry.written or self._material.texts[entry.article][entry.start : entry.end]).casefold()
        spots[0].figures.setdefault(written)
        spots[-1].figures.setdefault(written)
        spots[-1].entries.append(entry)
        for number, (one, other) in enumerate(pairwise(spots)):
            why = guessed if number == 0 else ""
            why = why or self._inferred.get((one.name, other.name, entry.article, entry.statement), "")
            step = _step(found, one.key, other.key, why, entry.stance == "denies")
            step.hops.append((entry.article, entry.statement, one.name, other.name))

    def _named(self, found: Ways, name: str, entry: Entry, same: Mapping[str, None]) -> Spot:
        """Somebody named on the way. An outlet is its article, where just one gives the figure."""
        own = [a for a in self._articles_of.get(name, ()) if a in same and a != entry.article]
        if len(own) == 1:
            return self._article(found, own[0])
        return found.spots.setdefault(f"n:{name}", Spot(f"n:{name}", name, None, name in self._outside))

    def _article(self, found: Ways, article: str) -> Spot:
        outlet = self._material.readings[article].outlet or ""
        return found.spots.setdefault(f"a:{article}", Spot(f"a:{article}", outlet, article))


def fold(ways: Ways, mark: Callable[[Spot], Hashable]) -> Ways:
    """The same ways, with articles at their ends as one spot where they came by the same steps with the same
    figures and bear the same mark."""
    leading = {one for one, _ in ways.steps}
    before: dict[str, list[tuple[str, bool, bool]]] = {}
    for (one, other), step in ways.steps.items():
        before.setdefault(other, []).append((one, step.inferred, step.denied))
    groups: dict[tuple[object, ...], list[str]] = {}
    for key, spot in ways.spots.items():
        if spot.article and key not in leading and before.get(key):
            groups.setdefault((*sorted(before[key]), *spot.figures, mark(spot)), []).append(key)
    stands_for = {key: members[0] for members in groups.values() if len(members) >= FOLDED for key in members}
    found = Ways({}, {})
    for key, spot in ways.spots.items():
        if key not in stands_for:
            found.spots[key] = spot
            continue
        first = stands_for[key]
        same = found.spots.setdefault(first, Spot(first, spot.name, None, figures=dict(spot.figures)))
        same.folded.append(spot.article or "")
        same.entries += spot.entries
    for (start, end), step in ways.steps.items():
        own = found.steps.setdefault(
            (start, stands_for.get(end, end)), Step(step.inferred, step.denied, step.why)
        )
        own.hops += step.hops
    return found


def _step(found: Ways, one: str, other: str, why: str, denied: bool) -> Step:
    known = found.steps.get((one, other))
    if known is None:
        return found.steps.setdefault((one, other), Step(bool(why), denied, why))
    known.denied = known.denied and denied
    if not why:
        known.inferred, known.why = False, ""
    return known


def _spare(found: Ways) -> None:
    """Take out inferred steps that say no more than a longer way does."""
    for (one, other), step in list(found.steps.items()):
        if step.inferred and other in _reached(found, one, (one, other)):
            del found.steps[one, other]


def _reached(found: Ways, start: str, without: Ends) -> set[str]:
    below: dict[str, list[str]] = {}
    for one, other in found.steps:
        if (one, other) != without:
            below.setdefault(one, []).append(other)
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for other in below.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


__all__ = ["Spot", "Step", "WayFinder", "Ways", "fold"]
