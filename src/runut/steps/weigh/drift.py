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
_CONTENT_WORD = 7.0  # rarity from which a word tells something: one in a thousand words
_LEAST_MISSING = 3  # such words that must be missing
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
        """Drift between the reports, by their positions in the list: article against article, each report
        against the one that is most like it; of articles that tell it alike only the first."""
        by_article: dict[str, list[int]] = {}
        for at, report in enumerate(reports):
            by_article.setdefault(report.article, []).append(at)
        heads: dict[object, list[int]] = {}
        for members in by_article.values():
            heads.setdefault(tuple(sorted(self._as_told(reports[at]) for at in members)), members)
        groups = list(heads.values())
        pairs = (
            combinations(groups, 2) if len(groups) <= _MANY else ((groups[0], other) for other in groups[1:])
        )
        found: list[Drift] = []
        for mine, its in pairs:
            rows: dict[tuple[str, str], Drift] = {}
            for i, j in _counterparts(reports, mine, its):
                one, other = [reports[n] for n in mine], [reports[n] for n in its]
                for what, why in self._between(reports[i], reports[j], one, other):
                    rows.setdefault((what, why), Drift(what, (i, j), why))
            found += rows.values()
        return found

    def _as_told(self, report: Said) -> tuple[str, ...]:
        """What makes two reports the same, copies of one text."""
        figures = " ".join(
            f"{f.low} {f.high} {f.hedge} {f.noun}" for f in (self.figures[one] for one in report.figures)
        )
        speakers = "; ".join(report.speakers)
        return report.words.casefold(), speakers, report.stance, report.said_on or "", figures

    def _between(self, a: Said, b: Said, mine: list[Said], its: list[Said]) -> list[tuple[str, str]]:
        """What differs between two reports; ``mine`` and ``its`` are all that the two articles report of the
        utterance: what only stands in another sentence is not lost."""
        found: list[tuple[str, str]] = []
        found += self._figures(a, b, mine, its)
        found += self._speakers(a, b)
        found += self._places(a, b)
        found += self._days(a, b)
        found += self._stances(a, b)
        if a.language == b.language:
            found += self._words(a, b)
            found += self._content(a, b, mine, its)
        return found

    def _figures(self, a: Said, b: Said, all_a: list[Said], all_b: list[Said]) -> list[tuple[str, str]]:
        """Figures of one question that differ, in number or in bound; figures that only one report has."""
        mine = {self.question_of.get(f, f): self.figures[f] for f in a.figures}
        its = {self.question_of.get(f, f): self.figures[f] for f in b.figures}
        there = [{self.question_of.get(f, f) for s in group for f in s.figures} for group in (all_b, all_a)]
        found: list[tuple[str, str]] = []
        for question in sorted(mine.keys() | its.keys()):
            x, y = mine.get(question), its.get(question)
            if x and y:
                if x.bounds != y.bounds:
                    found.append(("figure", self.say("drift-figure", x=x.written, y=y.written)))
                elif x.hedge != y.hedge:
                    found.append(("hedge", self.say("drift-hedge", x=x.written, y=y.written)))
            elif mine and its and question not in there[0 if x else 1]:
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
        return [("stance", self.say("drift-stance", x=self._stance(a), y=self._stance(b)))]

    def _stance(self, one: Said) -> str:
        return self.say(f"stance-{one.stance}")

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

    def _content(self, a: Said, b: Said, mine: list[Said], its: list[Said]) -> list[tuple[str, str]]:
        """Content of one report that the other article's reports lack, named by its rarest words."""
        found = []
        empty = self.words_of(a.language).empty
        for what, full, others in (("lost", a, its), ("added", b, mine)):
            there = {key for other in others for key in other.keys}
            telling = [k for k, rarity in full.keys.items() if rarity >= _CONTENT_WORD and k not in empty]
            missing = [key for key in telling if key not in there]
            if len(missing) >= _LEAST_MISSING and len(missing) / len(telling) >= _CONTENT:
                words = _words_of(full, sorted(missing, key=lambda k: -full.keys[k])[:_SHOWN])
                if words:
                    found.append((what, self.say(f"drift-{what}", x=", ".join(words))))
        return found


def _counterparts(reports: list[Said], mine: list[int], its: list[int]) -> list[tuple[int, int]]:
    """Reports of two articles, each of the fewer with the one of the others that it shares most with."""
    scored = sorted((-_shared(reports[i], reports[j]), i, j) for i in mine for j in its)
    taken: set[int] = set()
    found: list[tuple[int, int]] = []
    for shared, i, j in scored:
        if i not in taken and j not in taken and (shared or not found):
            taken |= {i, j}
            found.append((i, j))
    return sorted(found)


def _shared(a: Said, b: Said) -> float:
    total = sum(a.keys.values()) + sum(b.keys.values())
    return sum(w for k, w in a.keys.items() if k in b.keys) / total if total else 0.0


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
