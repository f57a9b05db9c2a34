"""The small words that stand by a figure: that it is a part of another one, what it grew from, what it is held
against, that it is only meant to be."""

from __future__ import annotations

from collections.abc import Set

from runut.model.layout import Layout
from runut.model.ledger import COMPARED, PLANNED
from runut.steps.align.spots import Standing
from runut.steps.align.words import AlignWords

_WHOLE_REACH = 3  # tokens behind "600 dari" among which the whole is named
_FORMER_REACH = 3  # tokens between "sebelumnya" and the number that it is said of


class MarkReader:
    """Reads the small words by the figures of one article."""

    def __init__(self, layout: Layout, words: AlignWords) -> None:
        self.layout = layout
        self.words = words

    def marks(self, standing: Standing) -> set[str]:
        """Classes of the small words that belong to this figure and not to its neighbours."""
        spot, clues = standing.spot, standing.clues
        found = {self._meant(standing, *mark) for mark in clues.marks} - {""}
        if any(spot.seg_first <= start and end <= spot.first for start, end in clues.intents):
            found.add(PLANNED)
        return found

    def _meant(self, standing: Standing, first: int, last: int, kind: str) -> str:
        """What a small word means for a figure; empty where it belongs to another one."""
        spot = standing.spot
        if kind == "correct":
            return kind
        if kind == "of":
            return self._meant_by_of(standing, first, last)
        if kind == "among":
            return "part" if _is_among(standing, first, last) else ""
        if kind == "into":
            return kind if last == spot.first and standing.before is not None else ""
        own = standing.left <= first and last <= spot.first
        if kind == COMPARED:
            own = own and spot.seg_first <= first
        elif kind == "former":
            own = own and spot.first - last <= _FORMER_REACH
        elif kind != "part":
            own = own or spot.last <= first < min(standing.right, spot.seg_last)
        return kind if own else ""

    def _meant_by_of(self, standing: Standing, first: int, last: int) -> str:
        """ "Empat dari 9 rumah": a part; "dari 12 menjadi 15": what it grew from."""
        spot = standing.spot
        if first in (spot.noun_end, spot.last) and self._names_the_whole(standing, last):
            return "part"
        grows = any(kind == "into" and at >= spot.last for at, _, kind in standing.clues.marks)
        return "former" if last == spot.first and grows else ""

    def _names_the_whole(self, standing: Standing, token: int) -> bool:
        """After "600 dari": the same noun, its parent, or a number."""
        lowers, words, counted = self.layout.lowers, self.words, standing.spot.noun.name
        if token < len(lowers) and lowers[token][:1].isdigit():
            return True
        for at in range(token, min(token + _WHOLE_REACH, max(standing.right, token + 1), len(lowers))):
            noun = words.noun_of.get(words.morphology.without_clitic(lowers[at]))
            if noun and (noun.name == counted or noun.name in words.ancestors(counted)):
                return True
            if lowers[at] in words.figure_words:
                return True
        return False

    def is_of_next(self, standing: Standing) -> bool:
        """ "6 dari 9 sampel": the whole stands right behind the part."""
        spot, after = standing.spot, standing.after
        if after is None or spot.noun != after.noun:
            return False
        part, whole = spot.quantity.low, after.quantity.low
        between = self.words.marks.scan(self.layout.lowers, spot.last, after.first)
        of = any(kind == "of" and last == after.first for _, last, kind in between)
        return of and part is not None and whole is not None and part < whole

    def is_out_of_first(self, standing: Standing) -> bool:
        """ "Dari 640 kasus, 410 penderita …": the sentence begins with the whole."""
        before, clues = standing.before, standing.clues
        if before is None or not any(kind == "of" and last == before.first for _, last, kind in clues.marks):
            return False
        tokens = range(clues.sentence.first, before.first)
        opening = next((at for at in tokens if self.layout.words[at][0].isalnum()), before.first)
        changed = any(kind in ("into", "rise", "fall") for _, _, kind in clues.marks)
        return opening + 1 == before.first and not changed


def is_step(standing: Standing, found: Set[str]) -> bool:
    """ "Bertambah satu orang menjadi tiga orang": by how many it grew, and not how many there were. ``found`` are the
    figure's own marks."""
    spot, after, marks = standing.spot, standing.after, standing.clues.marks
    if after is None or after.noun != spot.noun or found & {"former", COMPARED}:
        return False
    grew = any(last == spot.first and kind in ("rise", "fall") for _, last, kind in marks)
    return grew and any(last == after.first and kind == "into" for _, last, kind in marks)


def _is_among(standing: Standing, first: int, last: int) -> bool:
    """Whether "di antaranya" is said of this figure: right behind it, or before it and not behind the one before."""
    spot, before = standing.spot, standing.before
    if spot.last <= first <= spot.noun_end + 1 and first < standing.right:
        return True
    is_of_before = before is not None and first <= before.noun_end + 1
    return standing.left <= first and last <= spot.first and not is_of_before


__all__ = ["MarkReader", "is_step"]
