"""What happened to the counted: which words of the sentence are said of which figure, and how they are told."""

from __future__ import annotations

from collections.abc import Iterable

from runut.model.layout import Layout
from runut.steps.align.spots import MARKS, Happened, Spot, Standing
from runut.steps.align.words import CASE, HUMAN, LOOSE, MONEY, OWNED_NOUNS, SHARE, AlignWords, Noun

_OF_MONEY = frozenset({"value", "total", "amount"})
_LIVING = "animal"  # dies as people do
_MATTER_REACH = 2  # tokens behind "kasus" among which its name begins ("kasus dugaan korupsi")
_LAST = 1_000  # farther than anything in a sentence
_NOT_REACH = 3  # tokens before what happened in which a negation is its own ("belum bisa dilakukan evakuasi")
_PENDING = 4  # tokens on each side of a sum in which "belum" says that it is still to come
_BESIDE = 3  # tokens between a figure and what happened to it that is told right beside it

_Near = list[tuple[int, int, str]]
"""Distance from the figure, first token and family of what happened."""


class PredicateReader:
    """Reads what happened to the counted of one article."""

    def __init__(self, layout: Layout, words: AlignWords) -> None:
        self.layout = layout
        self.words = words

    def families(self, standing: Standing, taken: set[int]) -> tuple[str, ...]:
        """Families of what happened to the counted, nearest first. ``taken`` are the tokens that figures before it
        have taken; its own are added.

        In its own segment a figure takes what follows it and what stands before it back to the figure before; what
        lies between two figures is the first one's if nothing stood before that. Else it looks back, then on.
        """
        spot, after = standing.spot, standing.after
        near = self._in_segment(standing, taken)
        if not near and after is not None and self.words.is_people(spot.noun):
            near = self._past_things(standing, after)
        if not near:
            near = _nearest(standing)
        if after is not None and after.seg_first == spot.seg_first:
            taken.update(start for _, start, _ in near if start > spot.first)
        return self.fitting(spot.noun, dict.fromkeys(name for _, _, name in sorted(near)))

    def of_part(self, part: Spot, whole: Spot, happened: Happened) -> tuple[str, ...]:
        """ "141 dari 245 anak pengidap kolera meninggal": the last that is said behind the whole is said of the
        part."""
        behind = sorted(
            (start, name)
            for start, end, name in happened
            if start >= whole.noun_end and end <= whole.seg_last
        )
        return self.fitting(part.noun, [name for _, name in behind[-1:]])

    def fitting(self, noun: Noun, families: Iterable[str]) -> tuple[str, ...]:
        """Money takes families of amounts, people what is said of people, things what is said of things."""
        traits, said_of = self.words.traits, self.words.said_of
        if noun.kind == MONEY:
            return tuple(n for n in families if traits.get(n) in _OF_MONEY and said_of.get(n) != "share")
        if noun.kind == SHARE:
            return tuple(n for n in families if self._is_said_of(noun, n) and traits.get(n) != "presence")
        families = [name for name in families if said_of.get(name) != "share"]
        if noun.kind == "measure":
            return tuple(n for n in families if traits.get(n) in _OF_MONEY or said_of.get(n) == "things")
        wrong = ("amount",) if noun.name in OWNED_NOUNS else ("value", "total")
        return tuple(n for n in families if self._is_said_of(noun, n) and traits.get(n) not in wrong)

    def _is_said_of(self, noun: Noun, family: str) -> bool:
        """Whether that can happen to people if people are counted, else to things."""
        wrong = "things" if self.words.is_people(noun) else "people"
        as_people = noun.name == _LIVING or (noun.name == CASE and family in self.words.cases)
        return as_people or self.words.said_of.get(family) != wrong

    # which words

    def _in_segment(self, standing: Standing, taken: set[int]) -> _Near:
        spot, clues = standing.spot, standing.clues
        first, last = max(spot.seg_first, standing.left), min(spot.seg_last, standing.right)
        near: _Near = []
        for start, end, name in clues.happened:
            if start < first or end > last or start in taken or (start >= spot.first and end <= spot.last):
                continue
            if spot.last <= start < spot.noun_end and spot.noun.kind != LOOSE:
                continue  # "serangan" counted is not "diserang"
            names_a_case = any(at <= start <= at + _MATTER_REACH for at in clues.matters)
            near.append(((_LAST if names_a_case else 0) + self._distance(spot, start, end), start, name))
        return near

    def _past_things(self, standing: Standing, after: Spot) -> _Near:
        """ "136 siswa dari tiga sekolah mengalami keracunan": what is said of people behind a figure that only
        says where they are from."""
        between = range(standing.spot.noun_end, after.first)
        if self.words.is_people(after.noun) or any(self.layout.words[at] in MARKS for at in between):
            return []
        behind = [
            (start - after.noun_end, start, name)
            for start, _, name in standing.clues.happened
            if start >= after.noun_end and self.words.said_of.get(name) == "people"
        ]
        return sorted(behind)[:1]

    def _distance(self, spot: Spot, start: int, end: int) -> int:
        """Tokens between a figure and a predicate; none where the predicate stands by a word for the
        counted ("korban tewas")."""
        if spot.last <= start < spot.noun_end:
            return _LAST  # the noun itself ("pengungsi"): what is said of it counts first
        if end <= spot.first and start > 0:
            noun = self.words.noun_of.get(self.words.morphology.without_clitic(self.layout.lowers[start - 1]))
            if noun and (noun == spot.noun or ({noun.kind, spot.noun.kind} <= {LOOSE, HUMAN})):
                return 0
        return max(spot.first - end if end <= spot.first else start - spot.noun_end, 0)

    # how it is told

    def has_not_happened(self, spot: Spot, predicates: tuple[str, ...], happened: Happened) -> bool:
        """Whether what is told of the counted is said not to be so: "2 korban belum bisa dievakuasi"."""
        if spot.noun.kind == MONEY:
            return self._is_pending(spot)
        if not predicates or not self.words.is_people(spot.noun):
            return False
        near = [
            (min(abs(start - spot.last), abs(spot.first - end)), start)
            for start, end, name in happened
            if name == predicates[0] and not spot.first < start < spot.last
        ]
        return bool(near) and self._is_negated(min(near)[1], spot)

    def _is_pending(self, spot: Spot) -> bool:
        """Whether a sum is still to come: "belum membayar pesangon Rp 18 miliar"."""
        near = range(max(spot.seg_first, spot.first - _PENDING), min(spot.seg_last, spot.last + _PENDING))
        lowers = self.layout.lowers
        return any(lowers[at] in self.words.pending for at in near)

    def _is_negated(self, event: int, spot: Spot) -> bool:
        lowers, words = self.layout.lowers, self.words
        for token in range(event - 1, max(event - 1 - _NOT_REACH, -1), -1):
            if spot.first <= token < spot.last:
                return False
            if words.drift.at(lowers, token, token + 1) == (1, "negation"):
                return True
            if lowers[token] in words.breaks or not lowers[token].isalpha():
                return False
            if lowers[token] in words.figure_words:
                return False  # "data tak resmi jumlah korban tewas": what is before the count is not of it
        return False

    def is_told_beside(self, spot: Spot, family: str, happened: Happened) -> bool:
        """Whether what happened to the counted stands right before or behind it."""
        return any(
            name == family and (0 <= spot.first - end <= _BESIDE or 0 <= start - spot.noun_end <= _BESIDE)
            for start, end, name in happened
        )


def _nearest(standing: Standing) -> _Near:
    """What stands nearest before the figure, else behind it, up to the figures beside it."""
    spot, happened = standing.spot, standing.clues.happened
    back = [
        (spot.first - end, start, name)
        for start, end, name in happened
        if standing.left <= start and end <= spot.first
    ]
    on = [
        (start - spot.last, start, name)
        for start, end, name in happened
        if spot.last <= start and end <= standing.right
    ]
    return sorted(back)[:1] or sorted(on)[:1]


__all__ = ["PredicateReader"]
