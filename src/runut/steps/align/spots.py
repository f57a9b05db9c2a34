"""A quantity at its place in a sentence: its tokens, its noun, the figures beside it, the words of the sentence that
say something of it."""

from __future__ import annotations

from typing import NamedTuple

from runut.model.layout import Layout, Sentence
from runut.model.reading import Quantity
from runut.steps.align.words import AlignWords, Noun

MARKS = frozenset({",", ";", ":", "—", "–", "(", ")", "“", "”", '"'})
"""Marks that begin a new part of a sentence."""

STOPS = frozenset({".", "?", "!", "…"})
"""Marks that end a sentence."""

_NOTHING = "-"  # class of forms that look like something that happened and are none ("tahanan")

Happened = list[tuple[int, int, str]]
"""Token ranges of words for something that happened, each with its family."""

Marked = list[tuple[int, int, str]]
"""Token ranges of small words that say how figures stand together, each with its class."""


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


class Clues(NamedTuple):
    """The words of a sentence, the one with the index ``at``, that say something of its figures. ``intents`` are token
    ranges of what somebody means to do, ``matters`` the tokens behind words for a case."""

    at: int
    sentence: Sentence
    happened: Happened
    marks: Marked
    intents: list[tuple[int, int]]
    matters: list[int]

    @property
    def breaks_down(self) -> bool:
        """Whether the sentence begins with "dari jumlah itu": all that it lists are parts."""
        return any(kind == "part" and first - self.sentence.first <= 1 for first, _, kind in self.marks)


class Standing(NamedTuple):
    """A spot with the ones before and behind it in its sentence."""

    spot: Spot
    before: Spot | None
    after: Spot | None
    clues: Clues

    @property
    def left(self) -> int:
        """The first token that can belong to it: behind the figure before."""
        return self.before.last if self.before else self.clues.sentence.first

    @property
    def right(self) -> int:
        """The token behind the last one that can belong to it."""
        return self.after.first if self.after else self.clues.sentence.last


def find_clues(index: int, layout: Layout, words: AlignWords) -> Clues:
    """What the words of a sentence with figures tell of them."""
    sentence, lowers = layout.sentences[index], layout.lowers
    first, last = sentence.first, sentence.last
    plain = list(map(words.morphology.without_clitic, lowers[first:last]))
    happened = [
        (first + start, first + end, name)
        for start, end, name in words.predicates.scan(plain, 0, len(plain))
        if name != _NOTHING
    ]
    intents = [(start, end) for start, end, kind in words.drift.scan(lowers, first, last) if kind == "intent"]
    matters = [end for _, end, _ in words.matters.scan(lowers, first, last)]
    return Clues(index, sentence, happened, list(words.marks.scan(lowers, first, last)), intents, matters)


def is_break(token: int, layout: Layout, words: AlignWords) -> bool:
    """Whether a new part of a sentence begins at a token: at a mark, "dan", "sedangkan"."""
    return layout.words[token] in MARKS or layout.lowers[token] in words.breaks


__all__ = ["MARKS", "STOPS", "Clues", "Happened", "Marked", "Spot", "Standing", "find_clues", "is_break"]
