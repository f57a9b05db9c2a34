"""Drift: what changed between two reports of one utterance, typed. Wording alone is no drift; what changes
the claim is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

from runut.model.days import days_apart
from runut.model.dossier import Drift
from runut.model.ledger import Figure, Said
from runut.steps.weigh.words import DriftWords

_CERTAINTY = ("certain", "likely", "possible", "estimate", "hearsay", "intent")
_MANY = 12  # reports above which each is compared with the first one only
_CONTENT = (
    0.34  # part of the shorter content's words that must be missing in the other to call it lost or added
)
_SHOWN = 6  # words of lost or added content that the reason names

Say = Callable[..., str]


class DriftWeigher:
    """Types what differs between reports. ``words_of`` gives a language's drift words, ``name_of``
    canonical names."""

    def __init__(
        self,
        words_of: Callable[[str], DriftWords],
        name_of: Callable[[str], str],
        figures: Mapping[str, Figure],
        question_of: Mapping[str, str],
        places_of: Callable[[Said], frozenset[str]],
        unstated: frozenset[str],
        say: Say,
    ) -> None:
        self.words_of = words_of
        self.name_of = name_of
        self.figures = figures
        self.question_of = question_of
        self.places_of = places_of
        self.unstated = unstated
        self.say = say

    def weigh(self, reports: list[Said]) -> list[Drift]:
        """Drift between the reports, by their positions in the list."""
        pairs = (
            combinations(range(len(reports)), 2)
            if len(reports) <= _MANY
            else ((0, other) for other in range(1, len(reports)))
        )
        found: list[Drift] = []
        for i, j in pairs:
            if reports[i].article != reports[j].article:
                found += [Drift(what, (i, j), why) for what, why in self._between(reports[i], reports[j])]
        return found

    def _between(self, a: Said, b: Said) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        found += self._figures(a, b)
        found += self._speakers(a, b)
        found += self._places(a, b)
        found += self._days(a, b)
        found += self._stances(a, b)
        if a.language == b.language:
            found += self._words(a, b)
            found += self._content(a, b)
        return found

    def _figures(self, a: Said, b: Said) -> list[tuple[str, str]]:
        """Figures of one question that differ, in number or in bound; figures that only one report has."""
        mine = {self.question_of.get(f, f): self.figures[f] for f in a.figures}
        its = {self.question_of.get(f, f): self.figures[f] for f in b.figures}
        found: list[tuple[str, str]] = []
        for question in sorted(mine.keys() | its.keys()):
            x, y = mine.get(question), its.get(question)
            if x and y:
                if x.bounds != y.bounds:
                    found.append(("figure", self.say("drift-figure", x=x.written, y=y.written)))
                elif x.hedge != y.hedge:
                    found.append(("hedge", self.say("drift-hedge", x=x.written, y=y.written)))
            elif mine and its:
                one = x or y
                assert one is not None
                found.append(("figure", self.say("drift-figure-lost", x=one.written)))
        return found

    def _speakers(self, a: Said, b: Said) -> list[tuple[str, str]]:
        mine = {self.name_of(s) for s in a.speakers} - self.unstated
        its = {self.name_of(s) for s in b.speakers} - self.unstated
        if mine == its:
            return []
        x, y = "; ".join(sorted(mine)), "; ".join(sorted(its))
        unknown = self.say("unknown")
        return [("speaker", self.say("drift-speaker", x=x or unknown, y=y or unknown))]

    def _places(self, a: Said, b: Said) -> list[tuple[str, str]]:
        mine, its = self.places_of(a), self.places_of(b)
        if mine == its or not (mine or its) or (mine & its and (mine <= its or its <= mine)):
            return []
        none = self.say("none")
        x, y = ", ".join(sorted(mine)) or none, ", ".join(sorted(its)) or none
        return [("place", self.say("drift-place", x=x, y=y))]

    def _days(self, a: Said, b: Said) -> list[tuple[str, str]]:
        if a.said_on == b.said_on or not (a.said_on or b.said_on):
            return []
        if a.said_on and b.said_on and days_apart(a.said_on, b.said_on) == 0:
            return []
        unknown = self.say("unknown")
        return [("date", self.say("drift-date", x=a.said_on or unknown, y=b.said_on or unknown))]

    def _stances(self, a: Said, b: Said) -> list[tuple[str, str]]:
        if a.stance == b.stance:
            return []
        return [("stance", self.say("drift-stance", x=a.stance, y=b.stance))]

    def _words(self, a: Said, b: Said) -> list[tuple[str, str]]:
        """Certainty, negation and conditions that only one of the two has."""
        mine, its = self.words_of(a.language).classes(a.words), self.words_of(b.language).classes(b.words)
        found: list[tuple[str, str]] = []
        x = {name: mine[name] for name in _CERTAINTY if name in mine}
        y = {name: its[name] for name in _CERTAINTY if name in its}
        if x.keys() != y.keys():
            none = self.say("none")
            one, other = ", ".join(x.values()) or none, ", ".join(y.values()) or none
            found.append(("hedge", self.say("drift-hedge-words", x=one, y=other)))
        if ("negation" in mine) != ("negation" in its):
            shown = mine.get("negation") or its.get("negation")
            found.append(("stance", self.say("drift-negation", x=shown)))
        if "condition" in mine and "condition" not in its:
            found.append(("lost", self.say("drift-condition", x=mine["condition"])))
        elif "condition" in its and "condition" not in mine:
            found.append(("added", self.say("drift-condition-added", x=its["condition"])))
        return found

    def _content(self, a: Said, b: Said) -> list[tuple[str, str]]:
        """Content of one report that the other lacks, named by its rarest words."""
        found = []
        for what, full, other in (("lost", a, b), ("added", b, a)):
            missing = [key for key in full.keys if key not in other.keys]
            if full.keys and len(missing) > 2 and len(missing) / len(full.keys) >= _CONTENT:
                words = _words_of(full, sorted(missing, key=lambda k: -full.keys[k])[:_SHOWN])
                found.append((what, self.say(f"drift-{what}", x=", ".join(words))))
        return found


def _words_of(said: Said, keys: list[str]) -> list[str]:
    """The words as written for their keys: the first word of the content that holds the key."""
    words = said.words.split()
    found = []
    for key in keys:
        shown = next((w for w in words if key in w.casefold()), None)
        if shown:
            found.append(shown.strip(".,;:!?\"'“”()"))
    return list(dict.fromkeys(found))


__all__ = ["DriftWeigher"]
