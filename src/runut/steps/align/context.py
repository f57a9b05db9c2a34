"""What a figure is about, by the words around it."""

from __future__ import annotations

from runut.model.layout import Layout, Sentence
from runut.steps.align.spots import STOPS, Spot
from runut.steps.align.words import AlignWords

_TOPIC_REACH = 8  # words on each side that say what a figure is about
_TELLS_NOTHING = 2  # words of a part of a sentence beside its number that tell nothing by themselves
_WIDE = 10  # tokens before the number that are shown instead
_SHOWN = 6  # tokens on each side of a number that show what it is about


class ContextReader:
    """Reads what the figures of one article are about."""

    def __init__(self, layout: Layout, words: AlignWords) -> None:
        self.layout = layout
        self.words = words

    def topic(self, sentence: Sentence, spot: Spot) -> frozenset[str]:
        """Keys of the words of content around a figure, that of its noun left out."""
        first = max(sentence.first, spot.first - _TOPIC_REACH)
        last = min(sentence.last, spot.last + _TOPIC_REACH)
        keys = self.words.keys(self.layout.lowers, first, last)
        own = self.words.morphology.key(spot.noun_words.split()[-1]) if spot.noun_words else ""
        return frozenset(keys) - {own}

    def shown(self, spot: Spot) -> str:
        """The words around a figure in its own part of the sentence, "…" for the number."""
        layout = self.layout
        first, last = self._bounds(spot)
        while first < spot.first and self._is_small(first):
            first += 1
        while last > spot.last and self._is_small(last - 1):
            last -= 1
        before = layout.text[layout.starts[first] : layout.starts[spot.first]] if first < spot.first else ""
        after = layout.text[layout.ends[spot.last - 1] : layout.ends[last - 1]] if last > spot.last else ""
        return " ".join(f"{before} … {after}".split())

    def _bounds(self, spot: Spot) -> tuple[int, int]:
        """The first token that shows what a figure is about and the one behind the last, in one inner sentence."""
        layout, words = self.layout, self.layout.words
        first, last = max(spot.seg_first, spot.first - _SHOWN), min(spot.seg_last, spot.last + _SHOWN)
        around = [*range(first, spot.first), *range(spot.last, last)]
        if sum(words[at][0].isalnum() for at in around) <= _TELLS_NOTHING:
            sentence = layout.sentences[layout.sentence_at(spot.quantity.start)]
            first = max(sentence.first, spot.first - _WIDE)  # "1. PT Sandang Jaya, Solo: PHK 400 orang"
        stops = [at for at in range(first, last) if words[at] in STOPS]
        first = max((at + 1 for at in stops if at < spot.first), default=first)
        return first, min((at for at in stops if at >= spot.last), default=last)

    def _is_small(self, token: int) -> bool:
        return self.layout.lowers[token] in self.words.grammar or not self.layout.words[token][0].isalnum()


__all__ = ["ContextReader"]
