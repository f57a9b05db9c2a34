"""Reports of one and the same utterance, found across articles in other words.

The same speaker, no day against it, and the content's rare words, names or figures in common; or the same
figure of one origin.
Different speakers count as one utterance only where long stretches of content agree (one of the papers has
the wrong name, or
the wrong voice); a shared figure alone never joins two mouths. Pairs are joined best first, and a join that
would
bring two named speakers together by way of a third report is refused.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from runut.model.days import days_apart
from runut.model.ledger import DOUBTING, NO_OUTLET, OWN_VOICE, UNNAMED, Figure, Said, is_unnamed
from runut.steps.align.words import MONEY, SHARE

_RARE = 11.0  # rarity that counts as one whole reason
_SAME_MOUTH = 0.30  # overlap of content from which two reports of one speaker are one utterance
_SAME_MOUTH_FIGURE = 0.12  # with a figure in common
_SAME_MOUTH_TELLING = 0.05  # with one that is neither small nor round
_UNSTATED = 0.50  # overlap where one of the reports names nobody, and
_UNSTATED_WEIGHT = 10.0  # how much it must be in sum: the topic's own words are in every report
_UNSTATED_FIGURE = 0.10
_OTHER_MOUTH = 0.80  # overlap where the speakers differ: nearly all of the content, word for word, and
_OTHER_QUOTED = 0.55  # half of it where both quote: the words are the same, one paper has the wrong name;
_OTHER_MOUTH_WEIGHT = 10.0  # this much of it in sum, about four rare words
_SAME_ARTICLE = 0.30
_NEXT = 0.1  # what it speaks for two statements of one speaker that they follow each other
_FEW = 5  # smaller numbers meet by chance
_TELLING_COUNT = 20  # the same number from here up, unless it is round, is hardly chance
_NO_COUNTS = frozenset({MONEY, SHARE, "measure"})
_TELLING = 4  # words of content from which the same words are the same utterance
_NEVER = 2.0  # more than any overlap
_CROWD = 60  # statements that share a word: above this it tells little, and pairs would grow with the square


class Match(NamedTuple):
    """Two statements that report one utterance, and how well they fit."""

    score: float
    one: int
    other: int


class UtteranceGrouper:
    """Groups the statements of one story. ``name_of`` gives canonical names; ``root_of`` the origin of a
    figure."""

    def __init__(
        self,
        name_of: Callable[[str], str],
        unstated: frozenset[str],
        figures: Mapping[str, Figure],
        question_of: Mapping[str, str],
        root_of: Mapping[str, str],
        body_of: Callable[[str], str | None] = lambda name: None,
        state_of: Callable[[str], str | None] = lambda name: None,
    ) -> None:
        self.name_of = name_of
        self.body_of = body_of
        self.state_of = state_of
        self.unstated = unstated
        self.figures = figures
        self.question_of = question_of
        self.vouchers: dict[tuple[str | None, tuple[float | None, float | None]], set[str]] = defaultdict(set)
        for identity, figure in figures.items():
            root = root_of.get(identity, "")
            if figure.stance not in (OWN_VOICE, *DOUBTING) and root.startswith(("named", "unnamed")):
                self.vouchers[question_of.get(identity), figure.bounds].add(root)
        self.said: list[Said] = []
        self.copied: list[frozenset[str]] = []  # other articles in which each stands word for word
        self.speakers: list[frozenset[str]] = []
        self.weights: dict[str, float] = {}
        self.totals: list[float] = []

    def group(self, said: list[Said]) -> list[list[Said]]:
        """Groups of two or more reports from at least two articles, in text order."""
        twins = {same[0].id: same for same in _alike(said)}
        self.copied = [frozenset(s.article for s in same[1:]) for same in twins.values()]
        groups = self._match([same[0] for same in twins.values()])
        matched = {head.id for group in groups for head in group}
        found = [[twin for head in group for twin in twins[head.id]] for group in groups]
        found += [same for head, same in twins.items() if len(same) > 1 and head not in matched]
        order = {s.id: at for at, s in enumerate(said)}
        told = [sorted(group, key=lambda s: order[s.id]) for group in found]
        return [group for group in told if len({s.article for s in group}) > 1]

    def _match(self, said: list[Said]) -> list[list[Said]]:
        """Groups among statements of which no two are word for word the same; copies have been put aside,
        for speed."""
        self.said = said
        self.speakers = [self._speakers(s) for s in said]
        self._weigh()
        matches = sorted(self._nearest(self._matches()), key=lambda m: (-m.score, m.one, m.other))
        leader = list(range(len(said)))
        voices = [set(s) for s in self.speakers]
        for match in matches:
            a, b = _find(leader, match.one), _find(leader, match.other)
            if a == b or not self._may_join(voices[a], voices[b], match):
                continue
            leader[max(a, b)] = min(a, b)
            voices[min(a, b)] |= voices[max(a, b)]
        groups = self._with_neighbours(leader, voices)
        return [[said[i] for i in members] for members in groups]

    def _speakers(self, said: Said) -> frozenset[str]:
        """Canonical names of those who speak; empty where nobody is named."""
        return frozenset(self.name_of(s) for s in said.speakers if s not in self.unstated)

    def _weigh(self) -> None:
        """A word counts by how rare it is in news and in this story."""
        seen: Counter[str] = Counter(key for s in self.said for key in s.keys)
        total = len(self.said) + 1
        rarity = {key: value for s in self.said for key, value in s.keys.items()}
        self.weights = {key: math.log(total / seen[key]) * rarity[key] / _RARE for key in seen}
        self.totals = [sum(self.weights[key] for key in s.keys) for s in self.said]

    # candidates

    def _matches(self) -> list[Match]:
        found = []
        for one, other in self._candidates():
            score = self._score(one, other)
            if score > 0:
                found.append(Match(score, one, other))
        return found

    def _nearest(self, matches: list[Match]) -> list[Match]:
        """Matches that are the best of one of their two sides in the other's article: a speaker's matters
        share words."""
        best: dict[tuple[int, str], float] = {}
        for match in matches:
            for mine, other in ((match.one, match.other), (match.other, match.one)):
                key = (mine, self.said[other].article)
                best[key] = max(best.get(key, 0.0), match.score)
        pairs = {
            (mine, self.said[other].article)
            for match in matches
            for mine, other in ((match.one, match.other), (match.other, match.one))
            if match.score >= best[match.one, self.said[match.other].article]
            and match.score >= best[match.other, self.said[match.one].article]
        }
        found = []
        for m in matches:
            here = m.score >= best[m.one, self.said[m.other].article]
            there = m.score >= best[m.other, self.said[m.one].article]
            if (here and there) or ((here or there) and not self._have_partners(m, pairs)):
                found.append(m)
        return found

    def _have_partners(self, match: Match, pairs: Collection[tuple[int, str]]) -> bool:
        """Whether each of the two has another one in the other's article that is its own: two sentences of one
        interview beside two of its relay."""
        sides = ((match.one, match.other), (match.other, match.one))
        return all(
            (mine, self.said[its].article) in pairs or self.said[its].article in self.copied[mine]
            for mine, its in sides
        )

    def _candidates(self) -> list[tuple[int, int]]:
        """Pairs from different articles that share two telling words, or a figure's question."""
        shared: Counter[tuple[int, int]] = Counter()
        by_key: dict[str, list[int]] = defaultdict(list)
        by_question: dict[tuple[str, float | None, float | None], list[int]] = defaultdict(list)
        for index, said in enumerate(self.said):
            if said.language:
                for key in said.keys:
                    by_key[f"{said.language} {key}"].append(index)
            for figure in said.figures:
                question = self.question_of.get(figure)
                if question:
                    by_question[question, *self.figures[figure].bounds].append(index)
        for members in by_key.values():
            if len(members) <= _CROWD:
                _count_pairs(members, self.said, shared)
        pairs = {pair for pair, times in shared.items() if times > 1}
        for group in by_question.values():
            told: Counter[tuple[int, int]] = Counter()
            _count_pairs(group[:_CROWD], self.said, told)
            pairs.update(told)
        return sorted(pairs | self._translations())

    def _translations(self) -> set[tuple[int, int]]:
        """Pairs in two languages of one mouth, or of unnamed ones whom one outlet quotes: they share no words."""
        by_mouth: dict[str, list[int]] = defaultdict(list)
        for index, said in enumerate(self.said):
            mouths = {name for name in self.speakers[index] if not is_unnamed(name)}
            mouths |= {body for name in mouths if (body := self.body_of(name))}
            if not mouths and len(said.chain) > 1 and said.chain[1] != NO_OUTLET:
                mouths = {f"{UNNAMED} {self.name_of(said.chain[1])}"}
            for name in mouths:
                by_mouth[name].append(index)
        found: set[tuple[int, int]] = set()
        for members in by_mouth.values():
            languages = {self.said[index].language for index in members}
            if len(languages) > 1:
                found |= {
                    (one, other)
                    for one, other in combinations(members[:_CROWD], 2)
                    if self.said[one].language != self.said[other].language
                }
        return found

    # one pair

    def _score(self, one: int, other: int) -> float:
        """How well two reports fit; 0 where they are not one utterance."""
        a, b = self.said[one], self.said[other]
        apart = days_apart(a.said_on, b.said_on)
        if (
            apart is not None and abs(apart) > 1
        ):  # a day either way: time zones, and papers that date by their own
            return 0.0
        if (a.stance in DOUBTING) != (b.stance in DOUBTING):
            return 0.0
        if self._is_relay_of(a, b):
            apart = None  # dated by its own day
        overlap, weight = self._overlap(one, other)
        agrees, clashes = self._figures(a, b)
        mouths, others = self._mouths(one, other)
        if a.language != b.language:
            return self._translated(one, other, agrees, clashes)
        if mouths & others:
            least = _SAME_MOUTH_FIGURE if agrees else _SAME_MOUTH
            if agrees and self._is_telling(a, b):
                least = _SAME_MOUTH_TELLING
            if agrees and ((a.said_on and a.said_on == b.said_on) or self._is_relay_of(a, b)):
                least = 0.0  # one mouth, one day, one figure: other words for it
            elif agrees and apart:
                least = _SAME_MOUTH  # the next day it says the same number anew
            if clashes and not agrees:
                least = 2 * _SAME_MOUTH if not apart and not self._sums_differ(a, b) else _NEVER
            return 1.0 + overlap + agrees if overlap >= least else 0.0
        if clashes and not agrees:
            return 0.0
        if not mouths or not others:
            if agrees:
                chance = self._has_rivals(a, b) or self._is_small(a, b)
                least = _UNSTATED if chance else _UNSTATED_FIGURE
                return overlap + 0.5 if overlap >= least else 0.0
            return overlap if overlap >= _UNSTATED and weight >= _UNSTATED_WEIGHT else 0.0
        if self._speaks_for(mouths, others) and agrees and overlap >= _SAME_MOUTH:
            return 0.5 + overlap
        quoted = "indirect" not in (a.kind, b.kind)
        if overlap >= (_OTHER_QUOTED if quoted else _OTHER_MOUTH) and weight >= _OTHER_MOUTH_WEIGHT:
            return overlap
        return 0.0

    def _is_relay_of(self, a: Said, b: Said) -> bool:
        """Whether one of two reports says that it has it from the other's paper."""
        for one, other in ((a, b), (b, a)):
            if len(one.chain) > 2 and len(other.chain) > 1:
                paper = self.name_of(other.chain[-1])
                if paper != NO_OUTLET and paper in map(self.name_of, one.chain[1:-1]):
                    return True
        return False

    def _mouths(self, one: int, other: int) -> tuple[frozenset[str], frozenset[str]]:
        """The speakers of two reports, a person for the body that the other one names: an agency speaks
        through its director."""
        mouths, others = self.speakers[one], self.speakers[other]
        if mouths & others:
            return mouths, others
        for mine, its in ((mouths, others), (others, mouths)):
            if any(self._stands_for(name, its) for name in mine):
                return its, its
        return mouths, others

    def _stands_for(self, name: str, others: Collection[str]) -> bool:
        """Whether somebody speaks for one of the others: a director for an agency, a ministry for its state."""
        body = self.body_of(name)
        return body in others or self.state_of(name) in others or self.state_of(body or "") in others

    def _overlap(self, one: int, other: int) -> tuple[float, float]:
        """Shared weight as a part of all, and in sum."""
        a, b = self.said[one].keys, self.said[other].keys
        small, large = (a, b) if len(a) < len(b) else (b, a)
        weight = sum(self.weights[key] for key in small if key in large)
        total = self.totals[one] + self.totals[other]
        return (2 * weight / total if total else 0.0), weight

    def _figures(self, a: Said, b: Said) -> tuple[bool, bool]:
        """Whether the two give one figure alike, and whether they give different ones for one question."""
        agrees = clashes = False
        for x in a.figures:
            for y in b.figures:
                if self.question_of.get(x, x) != self.question_of.get(y, y):
                    agrees |= self._same_count(self.figures[x], self.figures[y])
                    clashes |= self._other_sum(self.figures[x], self.figures[y])
                    continue
                if "former" in self.figures[x].marks | self.figures[y].marks:
                    continue  # the value that is taken back is not what is said
                if self.figures[x].bounds == self.figures[y].bounds:
                    agrees |= not self.figures[x].vague
                elif not self.figures[x].vague and not self.figures[y].vague:
                    clashes = True
        return agrees, clashes

    def _same_count(self, one: Figure, other: Figure) -> bool:
        """A number too telling to be chance, counted under two words ("245 kasus", "245 anak")."""
        if one.vague or one.bounds != other.bounds or one.value < _TELLING_COUNT:
            return False
        return one.kind not in _NO_COUNTS and other.kind not in _NO_COUNTS and bool(one.value % 10)

    def _sums_differ(self, a: Said, b: Said) -> bool:
        return any(self._other_sum(self.figures[x], self.figures[y]) for x in a.figures for y in b.figures)

    def _other_sum(self, one: Figure, other: Figure) -> bool:
        """Two sums in one currency: who names one has not named the other."""
        return one.kind == MONEY and one.noun == other.noun and one.bounds != other.bounds

    def _is_telling(self, a: Said, b: Said) -> bool:
        """Whether the two share a number that is no chance: neither small nor round."""
        shared = {self.figures[f].bounds for f in a.figures} & {self.figures[f].bounds for f in b.figures}
        return any((high or low or 0) >= _TELLING_COUNT and (high or low or 0) % 10 for low, high in shared)

    def _is_small(self, a: Said, b: Said) -> bool:
        """Whether only small numbers are the same in both: any two reports of one event may share these."""
        shared = {self.figures[f].bounds for f in a.figures} & {self.figures[f].bounds for f in b.figures}
        return all((high or low or 0) < _FEW for low, high in shared)

    def _has_rivals(self, a: Said, b: Said) -> bool:
        """Whether two or more origins give the figure that the two share: then it does not tell whose words
        they are."""
        shared = {(self.question_of.get(f), self.figures[f].bounds) for f in a.figures}
        shared &= {(self.question_of.get(f), self.figures[f].bounds) for f in b.figures}
        return any(len(self.vouchers.get(figure, ())) > 1 for figure in shared)

    def _translated(self, one: int, other: int, agrees: bool, clashes: bool) -> float:
        """Across languages words say nothing: speaker and figures, or speaker, day and names."""
        a, b = self.said[one], self.said[other]
        relayed = self._relayed(a, b)
        mouths, others = self._mouths(one, other)
        if not (mouths & others or relayed) or (clashes and not agrees):
            return 0.0
        if agrees:
            return 1.5
        if relayed and a.kind == b.kind == "direct":
            sizes = len(a.words), len(b.words)
            return min(sizes) / max(sizes) if 2 * min(sizes) > max(sizes) else 0.0
        names = {self.name_of(n) for n in a.names} & {self.name_of(n) for n in b.names}
        return 1.0 if len(names) > 1 and a.said_on and a.said_on == b.said_on and a.kind == b.kind else 0.0

    def _relayed(self, a: Said, b: Said) -> bool:
        """Whether both have an unnamed speaker's words by way of one outlet: one names the other's paper."""
        if not (a.chain and b.chain and is_unnamed(a.chain[0]) and is_unnamed(b.chain[0])):
            return False
        first = [self.name_of(s.chain[1]) if len(s.chain) > 1 else NO_OUTLET for s in (a, b)]
        return first[0] == first[1] != NO_OUTLET and len(a.chain) != len(b.chain)

    def _speaks_for(self, mouths: frozenset[str], others: frozenset[str]) -> bool:
        """Whether one of the two sides is unnamed: "pejabat Barat" may be the one whom another paper
        names."""
        return any(is_unnamed(name) for name in mouths) or any(is_unnamed(name) for name in others)

    # joining

    def _may_join(self, voices: set[str], others: set[str], match: Match) -> bool:
        """Whether two groups may become one: they have a speaker in common, or the match itself is between two
        named ones, whose words were the same. Somebody unnamed brings no two named ones together."""
        if not voices or not others or voices & others:
            return True
        if any(self._stands_for(name, others) for name in voices) or any(
            self._stands_for(name, voices) for name in others
        ):
            return True
        mine, its = self.speakers[match.one], self.speakers[match.other]
        if not mine or not its:
            return False
        return not (_named(voices) and _named(others)) or bool(_named(mine) and _named(its))

    def _with_neighbours(self, leader: list[int], voices: list[set[str]]) -> list[list[int]]:
        """Groups, each with what the same speaker says of the same matter in the same article."""
        by_article: dict[str, list[int]] = defaultdict(list)
        members: dict[int, list[int]] = defaultdict(list)
        for index in range(len(self.said)):
            by_article[self.said[index].article].append(index)
            members[_find(leader, index)].append(index)
        joined = {root for root, group in members.items() if len(group) > 1}
        for group in by_article.values():
            for index in group:
                if _find(leader, index) in joined or self.copied[index]:
                    continue
                best = max(
                    ((self._beside(index, o), o) for o in group if _find(leader, o) in joined),
                    default=(0.0, -1),
                )
                if best[0] >= _SAME_ARTICLE:
                    root = _find(leader, best[1])
                    members[root].append(index)
        return [sorted(members[root]) for root in sorted(joined)]

    def _beside(self, index: int, other: int) -> float:
        """How far two statements of one article tell one thing: content and speaker, one inside the other,
        or one pointing at the other."""
        a, b = self.said[index], self.said[other]
        if a.stance in DOUBTING or b.stance in DOUBTING:
            return 0.0
        if (a.start >= b.start and a.end <= b.end) or (b.start >= a.start and b.end <= a.end):
            return 1.0
        agrees, clashes = self._figures(a, b)
        mouths, others = self.speakers[index], self.speakers[other]
        if clashes and not agrees:
            return 0.0
        if mouths & others:
            if a.points_back == b.id or b.points_back == a.id:
                return 1.0
            near = abs(a.sentence - b.sentence) <= 1
            return self._overlap(index, other)[0] + 0.2 * agrees + _NEXT * near
        if (not mouths or not others) and (agrees or a.points_back == b.id or b.points_back == a.id):
            return 0.5
        return 0.0


def _named(speakers: Iterable[str]) -> bool:
    return not all(map(is_unnamed, speakers))


def _alike(said: list[Said]) -> list[list[Said]]:
    """Statements that are the same word for word and mouth for mouth, in different articles."""
    found: dict[tuple[object, ...], list[Said]] = {}
    for one in said:
        own = "" if len(one.keys) >= _TELLING else one.id  # "hal itu" is not one utterance wherever it stands
        key = (
            one.language,
            one.words.casefold(),
            one.speakers,
            one.stance,
            one.said_on,
            len(one.figures),
            own,
        )
        found.setdefault(key, []).append(one)
    return list(found.values())


def _count_pairs(members: list[int], said: list[Said], into: Counter[tuple[int, int]]) -> None:
    for at, one in enumerate(members):
        article = said[one].article
        for other in members[at + 1 :]:
            if said[other].article != article:
                into[one, other] += 1


def _find(leader: list[int], index: int) -> int:
    while leader[index] != index:
        leader[index] = leader[leader[index]]
        index = leader[index]
    return index


__all__ = ["UtteranceGrouper"]
