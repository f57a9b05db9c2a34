"""Stories: articles grouped by event, one pass, and an article more costs only its own neighbours.

How alike two articles are depends on these two alone, never on the rest of the pile; so the order in which
articles come does
not matter, and adding one to 2,000 gives what grouping all 2,001 would give. Two articles are tied if they
are alike enough; a story
is what hangs together by such ties. An article that is only fairly like others goes with the one it is most
like and ties nothing together.
"""

from __future__ import annotations

from collections import defaultdict

from runut.steps.group.features import StoryFeatures

# cosine from which two articles tell of one event (set on pairs of annotated articles and of a corpus
# without)
_TIED = 0.34
_FAIRLY = 0.22  # cosine from which an article goes with its most alike neighbour
_TIED_NAMES = 0.55  # cosine of names alone, for articles in two languages
_FORGETTING = (
    60.0  # days in which the weight of a likeness falls to half: events of one place and cast repeat
)
_SAME_TIME = 7  # days that count as one time
_COMMON_TERM = 0.08  # terms lighter than this in an article are not looked up: they cannot carry a tie


class StoryIndex:
    """Articles added so far, and which of them are tied."""

    def __init__(self) -> None:
        self.features: dict[str, StoryFeatures] = {}
        self._postings: dict[str, list[str]] = defaultdict(list)
        self._ties: dict[str, dict[str, float]] = defaultdict(dict)

    def add(self, features: StoryFeatures) -> None:
        """Take one article in. The same article twice changes nothing."""
        name = features.article
        if name in self.features:
            return
        for other in self._candidates(features):
            alike = likeness(features, self.features[other])
            if alike >= _FAIRLY:
                self._ties[name][other] = self._ties[other][name] = alike
        self.features[name] = features
        for term, weight in features.terms.items():
            if weight >= _COMMON_TERM:
                self._postings[term].append(name)

    def stories(self) -> list[list[str]]:
        """The groups of two or more articles and the single ones, each in order of day and name."""
        leader = {name: name for name in self.features}
        for name, ties in self._ties.items():
            for other, alike in ties.items():
                if alike >= _TIED:
                    _unite(leader, name, other)
        grouped: dict[str, list[str]] = defaultdict(list)
        for name in self.features:
            grouped[_find(leader, name)].append(name)
        self._place_the_lonely(leader, grouped)
        found = [sorted(members, key=self._order) for members in grouped.values() if members]
        return sorted(found, key=lambda members: (-len(members), self._order(members[0])))

    def _place_the_lonely(self, leader: dict[str, str], grouped: dict[str, list[str]]) -> None:
        """Articles that nothing ties go with their most alike neighbour; they are placed all at once, so
        their order is nothing."""
        moves: list[tuple[str, str]] = []
        for root, members in grouped.items():
            ties = self._ties.get(root, {}) if len(members) == 1 else {}
            if ties:
                best = max(ties, key=lambda other: (ties[other], other))
                moves.append((root, best))
        target = dict(moves)
        for name, best in moves:
            home = _find(leader, best)
            if len(grouped[home]) == 1 and home in target and target[home] != name:
                continue  # its neighbour is leaving too, for somebody else
            if home == name or name not in grouped or len(grouped[name]) != 1:
                continue
            grouped[home].append(name)
            grouped[name] = []
            leader[name] = home

    def _candidates(self, features: StoryFeatures) -> set[str]:
        found: set[str] = set()
        for term, weight in features.terms.items():
            if weight >= _COMMON_TERM:
                found.update(self._postings.get(term, ()))
        return found

    def _order(self, name: str) -> tuple[str, str]:
        day = self.features[name].day
        return (day.isoformat() if day else "9999", name)


def likeness(one: StoryFeatures, other: StoryFeatures) -> float:
    """How alike two articles are, 0 to 1: shared terms, and the days between."""
    alike = _dot(one.terms, other.terms)
    if one.language != other.language:
        alike = max(alike, _dot(one.names, other.names) * _TIED / _TIED_NAMES)
    if one.day and other.day:
        apart = abs((one.day - other.day).days) - _SAME_TIME
        if apart > 0:
            alike *= 0.5 ** (apart / _FORGETTING)
    return alike


def _dot(one: dict[str, float], other: dict[str, float]) -> float:
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum(weight * large[term] for term, weight in small.items() if term in large)


def _find(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        leader[name] = leader[leader[name]]
        name = leader[name]
    return name


def _unite(leader: dict[str, str], one: str, other: str) -> None:
    a, b = _find(leader, one), _find(leader, other)
    if a != b:
        leader[max(a, b)] = min(a, b)


__all__ = ["StoryIndex", "likeness"]
