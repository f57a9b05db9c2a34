"""A quantity at its place in a sentence, and what stands right around it: who goes on with the figure before, what has
not happened, the words that show what it is about."""

from __future__ import annotations

from typing import NamedTuple

from runut.model.layout import Layout
from runut.model.reading import Quantity
from runut.steps.align.words import LOOSE, MONEY, AlignWords, Noun

NOTHING = "-"
"""Class of forms that look like something that happened and are none ("tahanan")."""

MARKS = frozenset({",", ";", ":", "—", "–", "(", ")", "“", "”", '"'})
"""Marks that begin a new part of a sentence."""

STOPS = frozenset({".", "?", "!", "…"})
"""Marks that end a sentence."""

_NOT_REACH = 3  # tokens before what happened in which a negation is its own ("belum bisa dilakukan evakuasi")
_PENDING = 4  # tokens on each side of a sum in which "belum" says that it is still to come
_REST_REACH = (
    6  # tokens behind a figure in which "lainnya" is its own ("dua orang korban meninggal dunia lainnya")
)
_BESIDE = 3  # tokens between a figure and what happened to it that is told right beside it
_TELLS_NOTHING = 2  # words of a part of a sentence beside its number that tell nothing by themselves
_WIDE = 10  # tokens before the number that are shown instead
_SHOWN = 6  # tokens on each side of a number that show what it is about

Happened = list[tuple[int, int, str]]
"""Token ranges of words for something that happened, each with its family."""


class Spot(NamedTuple):
    """A quantity in its sentence: token range, noun, segment (token range without a break)."""

    quantity: Quantity
    first: int
    last: int
    noun: Noun
    noun_words: str
    noun_end: int
    seg_first: int
    seg_last: int


class SpotReader:
    """Reads what stands around the spots of one article."""

    def __init__(self, layout: Layout, words: AlignWords) -> None:
        self.layout = layout
        self.words = words

    # who is counted

    def past_unit(self, unit: str, last: int) -> int:
        """The token after a unit that may be written behind its number, or only meant ("1.600 terluka")."""
        lowers, words = self.layout.lowers, self.words
        if last >= len(lowers) or words.morphology.without_clitic(lowers[last]) == unit.split()[0]:
            return last + 1
        return last if words.predicates.at(lowers, last, last + 1) else last + 1

    def is_rest_of(self, before: Spot, noun: Noun, last: int, noun_end: int) -> bool:
        """ "498 tentara tewas dan 1.600 terluka", "3.700 orang lainnya": soldiers too, whom no word of their own
        names."""
        words, lowers = self.words, self.layout.lowers
        named = before.noun
        if noun.kind != LOOSE or named.kind == LOOSE or not words.is_people(named):
            return False
        if named.name in words.implied or named.name in words.some_of:
            return False
        if any(lowers[at] in words.rest for at in range(last, min(noun_end + 1, len(lowers)))):
            return True
        behind = range(before.noun_end, min(before.noun_end + _BESIDE, last))
        return self._is_fate(last) and any(self._is_fate(at) for at in behind)

    def _is_fate(self, token: int) -> bool:
        lowers = self.layout.lowers
        hit = self.words.predicates.at(lowers, token, len(lowers)) if token < len(lowers) else None
        return hit is not None and hit[1] in self.words.fates

    def is_of_the_same(self, spot: Spot, before: Spot | None) -> bool:
        """Whether a figure that goes on with the one before it counts people of the same: "498 tentara Rusia tewas
        dan 1.597 lainnya luka-luka"."""
        if before is None or spot.noun != before.noun or not self.words.is_people(spot.noun):
            return False
        return all(self.layout.lowers[at] != spot.noun_words for at in range(spot.last, spot.noun_end))

    def is_remainder(self, spot: Spot, before: Spot | None, after: Spot | None) -> bool:
        """ "Dua orang korban meninggal lainnya": those of a number told before who are left. In one sentence with
        another figure the word may mean people whom something else befell."""
        beside = [other for other in (before, after) if other and self.words.is_people(other.noun)]
        if beside or not self.words.is_people(spot.noun):
            return False
        reach = range(spot.last, min(spot.last + _REST_REACH, spot.seg_last))
        return any(self.layout.lowers[at] in self.words.rest for at in reach)

    # what happened

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

    # what it is about

    def context(self, spot: Spot) -> str:
        """The words around a figure in its own part of the sentence, "…" for the number."""
        layout, words = self.layout, self.layout.words
        first, last = max(spot.seg_first, spot.first - _SHOWN), min(spot.seg_last, spot.last + _SHOWN)
        around = [*range(first, spot.first), *range(spot.last, last)]
        if sum(words[at][0].isalnum() for at in around) <= _TELLS_NOTHING:
            sentence = layout.sentences[layout.sentence_at(spot.quantity.start)]
            first = max(sentence.first, spot.first - _WIDE)  # "1. PT Sandang Jaya, Solo: PHK 400 orang"
        stops = [at for at in range(first, last) if words[at] in STOPS]
        first = max((at + 1 for at in stops if at < spot.first), default=first)
        last = min((at for at in stops if at >= spot.last), default=last)
        while first < spot.first and self._is_small(first):
            first += 1
        while last > spot.last and self._is_small(last - 1):
            last -= 1
        before = layout.text[layout.starts[first] : layout.starts[spot.first]] if first < spot.first else ""
        after = layout.text[layout.ends[spot.last - 1] : layout.ends[last - 1]] if last > spot.last else ""
        return " ".join(f"{before} … {after}".split())

    def _is_small(self, token: int) -> bool:
        return self.layout.lowers[token] in self.words.grammar or not self.layout.words[token][0].isalnum()


__all__ = ["MARKS", "NOTHING", "STOPS", "Happened", "Spot", "SpotReader"]
