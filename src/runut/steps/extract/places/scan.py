"""Scan: where the text has something that could be the name of a place."""

from __future__ import annotations

from runut.model.layout import Layout, Sentence
from runut.steps.extract.places.gazetteer import Gazetteer
from runut.steps.extract.places.lexicon import PlaceWords
from runut.steps.extract.places.lookup import Lookup
from runut.steps.extract.places.mention import Mention
from runut.steps.extract.places.typed import TypedNames

_PARTICLE = 4  # words up to this length have small letters in headlines too ("akan"; "untuk" mostly has not)
# Longer words in small letters, per capitalised one, below which a sentence is set like a headline.
_HEADLINE = 0.15


class Scanner:
    """Finds the candidates of one article."""

    def __init__(self, layout: Layout, words: PlaceWords, gazetteer: Gazetteer) -> None:
        self.layout = layout
        self.lookup = Lookup(layout, words, gazetteer)
        self.typed = TypedNames(self.lookup)

    def find(self) -> list[Mention]:
        """All candidates in text order; none overlaps another."""
        tokens = self.layout.words
        capitals = [i for i, w in enumerate(tokens) if not w.islower() and w[0].isalpha()]
        found: list[Mention] = []
        place = 0
        for sentence in self.layout.sentences:
            while place < len(capitals) and capitals[place] < sentence.first:
                place += 1
            start = place
            while place < len(capitals) and capitals[place] < sentence.last:
                place += 1
            if place > start:
                self._sentence(sentence, capitals[start:place], found)
        return found

    def _sentence(self, sentence: Sentence, capitals: list[int], found: list[Mention]) -> None:
        words = self.layout.words
        headline = False
        if len(capitals) > 3 and words[sentence.last - 1] not in '….!?"”':
            within = words[sentence.first : sentence.last]
            small = len([w for w in within if len(w) > _PARTICLE and w.islower()])
            headline = small < _HEADLINE * len(capitals)
        taken = sentence.first
        for at in capitals:
            if at < taken:
                continue
            mentions = self._at(at, taken, sentence.last)
            for mention in mentions:
                mention.headline = headline
                taken = max(taken, mention.last)
            found.extend(mentions)

    def _at(self, at: int, first: int, end: int) -> list[Mention]:
        word = self.layout.words[at]
        if word[0].islower():
            return self.lookup.parts(at, end)  # "anti-AS"
        plain = self.lookup.longest(at, end)
        typed = self.typed.find(at, first, end)
        if typed and (plain is None or typed.last > plain.last or self.typed.is_one_name(typed, at)):
            return [typed]
        if plain and not self.lookup.is_ordinary(plain):
            return [plain]
        parts = self.lookup.parts(at, end) if "-" in word else []
        return parts or self.typed.find_settlement(at, first, end)
