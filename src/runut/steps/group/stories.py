"""Stories: articles grouped by event.

A term counts by how rare it is in news at large and in this pile together, so that five articles on one
event and two thousand on everything
are grouped alike. Pairs that share rare terms are compared; the most alike are joined first, and two groups
only while the
average of all pairs between them stays high: a story is alike throughout, not a chain of neighbours. The
result is a function of the
set of articles: their order is nothing, and one article more gives what grouping all anew would give. Only
numbers are worked out
anew, no text is read again.
"""

from __future__ import annotations

import heapq
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from runut.steps.group.features import (
    BACKGROUND,
    PAIRED,
    WRITTEN,
    StoryFeatures,
    pack_features,
    unpack_features,
)

# power of a term's count here: a pile on one event holds that event's words in every article, and they
# still tell
_DAMPED = 0.6
_LEAST = 0.5  # what the commonest term keeps
_KEPT = 48  # terms of an article that are compared: its heaviest
_ALIKE = 0.22  # cosine of a pair from which it is looked at
_TOGETHER = 0.18  # average cosine between two groups from which they are one story
_MARKED = 0.10  # the same for a single article that bears a story's own name
_SEARCHED = 64  # articles with one term that are compared through it
_PARTLY = 0.11  # what the terms looked up must bring together before the whole is worked out: half of _ALIKE
_NEIGHBOURS = 24  # articles, the most promising ones, that one is compared with in full
_FORGETTING = 60.0  # days in which a likeness falls to half: events of one place and cast repeat
_SAME_TIME = 7  # days that count as one time


class _Vector(NamedTuple):
    terms: dict[str, float]
    names: dict[str, float]


class _Kept(NamedTuple):
    """What is kept of an article: its terms, which are most of it, packed."""

    packed: bytes
    names: tuple[str, ...]
    day: date | None
    language: str


class _Group:
    """Articles joined so far, and the sum of their vectors: its products give averages over all pairs."""

    def __init__(self, name: str, vector: _Vector) -> None:
        self.members = [name]
        self.terms, self.names = vector

    def likeness(self, other: _Group, translated: bool) -> float:
        """Average cosine over all pairs between two groups."""
        one, two = (self.names, other.names) if translated else (self.terms, other.terms)
        return _dot(one, two) / (len(self.members) * len(other.members))

    def absorb(self, other: _Group) -> None:
        """Take the other group in."""
        self.members += other.members
        for mine, its in ((self.terms, other.terms), (self.names, other.names)):
            for term, weight in its.items():
                mine[term] = mine.get(term, 0.0) + weight


class StoryIndex:
    """The articles added so far."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._seen: Counter[str] = Counter()

    def add(self, given: StoryFeatures | bytes) -> None:
        """Take one article in, its features as they are or packed. The same article twice changes nothing."""
        features = unpack_features(given) if isinstance(given, bytes) else given
        if features.article in self._kept:
            return
        packed = given if isinstance(given, bytes) else pack_features(features)
        names = tuple(map(sys.intern, sorted(features.names)))
        self._kept[features.article] = _Kept(packed, names, features.day, features.language)
        self._seen.update(map(sys.intern, features.terms))

    def stories(self) -> list[list[str]]:
        """A partition of the articles: stories, the largest first, each in order of day and name; most may
        be of one article."""
        names = sorted(self._kept)
        vectors = {name: self._vector(self._kept[name]) for name in names}
        pairs = sorted(self._pairs(names, vectors), key=lambda p: (-p[0], p[1], p[2]))
        groups = {
            name: _Group(name, vectors[name]) for name in names
        }  # from here on vectors are the groups' own
        home = {name: name for name in names}
        for _, one, other in pairs:
            a, b = _find(home, one), _find(home, other)
            if a == b:
                continue
            translated = self._kept[one].language != self._kept[other].language
            near = self._nearness(self._kept[one], self._kept[other])
            if groups[a].likeness(groups[b], translated) * near >= _TOGETHER:
                if len(groups[a].members) < len(groups[b].members):
                    a, b = b, a
                groups[a].absorb(groups.pop(b))
                home[b] = a
        self._take_in(groups)
        return self.arrange([group.members for group in groups.values()])

    def arrange(self, groups: Iterable[Iterable[str]]) -> list[list[str]]:
        """A partition in the order of ``stories``, whoever made it."""
        found = [sorted(members, key=self._order) for members in groups]
        return sorted(found, key=lambda members: (-len(members), self._order(members[0])))

    def _take_in(self, groups: dict[str, _Group]) -> None:
        """A single article joins the story whose mark it bears: a rare written name that most of that story's
        articles hold and no others.

        A short report in other words shares little else. Every single one is held against the stories as they
        stood, so that order stays nothing.
        """
        home = {member: key for key, group in groups.items() for member in group.members}
        holders: dict[str, list[str]] = defaultdict(list)
        for name, kept in self._kept.items():
            for term in kept.names:
                if term.startswith(WRITTEN) and self._seen[term] > 2:
                    holders[term].append(name)
        joins: list[tuple[str, str]] = []
        for key, group in groups.items():
            if len(group.members) == 1:
                best = self._marked_by(key, groups, home, holders)
                if best:
                    joins.append((key, best))
        for key, best in sorted(joins):
            groups[best].absorb(groups.pop(key))
        self._join_marked(groups, holders)

    def _join_marked(self, groups: dict[str, _Group], holders: dict[str, list[str]]) -> None:
        """Two stories whose marks, names that no others hold, stand in most articles of both are one: the first
        reports, and what came to light days later."""
        home = {member: key for key, group in groups.items() for member in group.members}
        marked: dict[tuple[str, str], set[str]] = defaultdict(set)
        for names in holders.values():
            keys = sorted({home[name] for name in names})
            if len(keys) == 2 and min(len(groups[key].members) for key in keys) > 1:
                marked[keys[0], keys[1]].update(names)
        for (first, second), bearers in sorted(marked.items()):
            if first not in groups or second not in groups:
                continue  # each story joins one other
            one, other = groups[first], groups[second]
            borne = Counter(home[name] for name in bearers)
            if any(2 * borne[key] <= len(groups[key].members) for key in (first, second)):
                continue
            if self._alike(one, other) >= _MARKED:
                one.absorb(groups.pop(second))

    def _alike(self, one: _Group, other: _Group) -> float:
        """The likeness of two stories, less for what lies between them in time."""
        a, b = (self._kept[group.members[0]] for group in (one, other))
        near = max(self._nearness(self._kept[m], self._kept[n]) for m in one.members for n in other.members)
        return one.likeness(other, a.language != b.language) * near

    def _marked_by(
        self, single: str, groups: dict[str, _Group], home: dict[str, str], holders: dict[str, list[str]]
    ) -> str | None:
        mine = self._kept[single]
        scored: list[tuple[float, str]] = []
        for term in mine.names:
            others = {home[name] for name in holders.get(term, ()) if name != single}
            if len(others) != 1:
                continue
            key = others.pop()
            members = groups[key].members
            if 2 * (len(holders[term]) - 1) < len(members) or len(members) < 2:
                continue
            if not any(name != term and name in groups[key].names for name in mine.names):
                continue
            translated = mine.language != self._kept[key].language
            alike = groups[single].likeness(groups[key], translated)
            alike *= max(self._nearness(mine, self._kept[name]) for name in members)
            if alike >= _MARKED:
                scored.append((alike, key))
        return max(scored)[1] if scored else None

    def likeness(self, one: str, other: str) -> float:
        """How alike two articles are, 0 to 1."""
        vectors = {name: self._vector(self._kept[name]) for name in (one, other)}
        return self._cosine(one, other, vectors) * self._nearness(self._kept[one], self._kept[other])

    def _vector(self, article: _Kept) -> _Vector:
        """Terms weighed by the logarithm of one article in so many that has them, over news at large and
        the pile together."""
        seen, total, log = self._seen, math.log(BACKGROUND), math.log
        features = unpack_features(article.packed)
        weighed: dict[str, float] = {}
        for term, (weight, expected) in features.terms.items():
            here = seen[term]
            if here > 1 or expected != PAIRED:  # a pair of words that no other article has tells nothing
                # a written name that stands in many articles is a club or a minister, not an event
                times = here if term.startswith(WRITTEN) else here**_DAMPED
                weighed[term] = weight * max(total - log(expected + times), _LEAST)
        kept = sorted(weighed, key=lambda term: (-weighed[term], term))[:_KEPT]
        names = {sys.intern(term): weighed[term] for term in kept if term in features.names}
        return _Vector(_unit({sys.intern(term): weighed[term] for term in kept}), _unit(names))

    def _pairs(self, names: list[str], vectors: dict[str, _Vector]) -> list[tuple[float, str, str]]:
        """Pairs alike enough, found through the terms that they share, the rarest terms first."""
        posted: dict[str, list[tuple[str, float]]] = defaultdict(list)
        found: list[tuple[float, str, str]] = []
        for name in names:
            mine, vector = self._kept[name], vectors[name]
            told: dict[str, float] = defaultdict(float)
            for term, weight in vector.terms.items():
                earlier = posted[term]
                for other, its in earlier if len(earlier) <= _SEARCHED else earlier[-_SEARCHED:]:
                    told[other] += weight * its
                earlier.append((name, weight))
            strangers = {n for n in told if self._kept[n].language != mine.language}
            near = [other for other, partly in told.items() if partly >= _PARTLY or other in strangers]
            for other in heapq.nlargest(_NEIGHBOURS, near, key=lambda n: (told[n], n)):
                alike = self._cosine(name, other, vectors) * self._nearness(mine, self._kept[other])
                if alike >= _ALIKE:
                    found.append((alike, other, name))
        return found

    def _cosine(self, one: str, other: str, vectors: dict[str, _Vector]) -> float:
        a, b = vectors[one], vectors[other]
        same = self._kept[one].language == self._kept[other].language
        return _dot(a.terms, b.terms) if same else _dot(a.names, b.names)

    def _nearness(self, one: _Kept, other: _Kept) -> float:
        """1 for one time, falling with the days between."""
        if one.day is None or other.day is None:
            return 1.0
        apart = abs((one.day - other.day).days) - _SAME_TIME
        return 0.5 ** (apart / _FORGETTING) if apart > 0 else 1.0

    def _order(self, name: str) -> tuple[str, str]:
        day = self._kept[name].day
        return (day.isoformat() if day else "9999", name)


def _unit(terms: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in terms.values()))
    return {term: weight / length for term, weight in terms.items()} if length else {}


def _dot(one: dict[str, float], other: dict[str, float]) -> float:
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum(weight * large[term] for term, weight in small.items() if term in large)


def _find(home: dict[str, str], name: str) -> str:
    while home[name] != name:
        home[name] = home[home[name]]
        name = home[name]
    return name


__all__ = ["StoryIndex"]
