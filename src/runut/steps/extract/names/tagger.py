"""The tagger: a linear-chain model whose scores are looked up by word number, for a whole article at once.

Only runs of words that can be names are read: everything else is no name for certain, so that each run is a
chain of its own, and all runs of an article are read side by side.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import chain

import numpy as np

from runut.steps.extract.names.chain import agreement, best_labels, ranges
from runut.steps.extract.names.forms import features_of
from runut.steps.extract.names.mend import Lexical, mend
from runut.steps.extract.names.tagged import Tagged
from runut.steps.extract.names.vocabulary import CAPITAL, Numbers, Placed, Vocabulary
from runut.steps.extract.names.weights import JOINTS, LABELS, LOOKS, PAIRS, Floats, Weights

_LONGEST = 48  # words of a run that are read as one chain; longer runs are tables or noise
_SIZE = len(LABELS)

_AT_ONCE = 20_000  # words read at once, more than any article has: bounds what a page of noise can take


class NameTagger:
    """Finds names of persons, organisations, places. Keeps what it worked out of words: one per process."""

    def __init__(self, data: bytes, abbreviations: Iterable[str] = ()) -> None:
        self._source = (data, tuple(abbreviations))
        self._weights = Weights.from_bytes(data)
        model = self._weights
        self.vocabulary = Vocabulary(model.lexicon, model.inside, self._source[1], model.classes)
        self._lexical = Lexical(model.lexicon, model.places)
        self._forget()

    def __reduce__(self) -> tuple[type[NameTagger], tuple[bytes, tuple[str, ...]]]:
        return (NameTagger, self._source)

    def tag(self, words: list[str], firsts: list[int]) -> list[Tagged]:
        """Names as ranges of words; ``firsts``: the indices of words that start a sentence, 0 among them."""
        if len(words) <= _AT_ONCE:
            return self._tag(words, firsts)
        found: list[Tagged] = []
        for start in range(0, len(words), _AT_ONCE):
            stop = min(start + _AT_ONCE, len(words))
            inner = firsts[bisect_right(firsts, start) : bisect_left(firsts, stop)]
            tagged = self._tag(words[start:stop], [0, *(first - start for first in inner)])
            found += [(first + start, last + start, kind, score) for first, last, kind, score in tagged]
        return found

    def _tag(self, words: list[str], firsts: list[int]) -> list[Tagged]:
        if not words:
            return []
        placed = Placed(words, firsts, self.vocabulary)
        starts, sizes = placed.runs(_LONGEST)
        if not len(starts):
            return []
        self._learn()
        ends = np.cumsum(sizes)
        places = np.repeat(starts - (ends - sizes), sizes) + np.arange(int(ends[-1]))
        scores = self._scores(placed.numbers, places)
        scores += agreement(scores, placed.plain[places])
        labels = best_labels(scores, sizes, self._weights.steps)
        found = ranges(labels, scores, places, placed.at)
        capitals = np.flatnonzero(placed.bits[placed.at] & CAPITAL).tolist()
        return mend(found, words, capitals, self._lexical)

    def _forget(self) -> None:
        self._rows = np.zeros((1024 * len(LOOKS), _SIZE), dtype=np.float32)
        self._pairs = np.zeros((len(PAIRS), 1024), dtype=np.intp)
        self._learned = 0
        self._generation = self.vocabulary.generation

    def _learn(self) -> None:
        """Work out the rows of words that were not met before."""
        keys = self.vocabulary.keys
        if self._generation != self.vocabulary.generation:
            self._forget()
        model = self._weights
        while len(self._rows) < len(keys) * len(LOOKS):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._pairs = np.concatenate([self._pairs, np.zeros_like(self._pairs)], axis=1)
        new = keys[self._learned :]
        if not new:
            return
        features, nothing = model.features, len(model.own) - 1
        found = [
            [features[f] for f in features_of(*key, model.lexicon) if f in features] or [nothing]
            for key in new
        ]
        heads = np.cumsum([0, *map(len, found[:-1])])
        sums = np.add.reduceat(model.own[list(chain.from_iterable(found))], heads, axis=0)
        self._rows[self._learned * len(LOOKS) : len(keys) * len(LOOKS)] = sums.reshape(-1, _SIZE)
        for k, words in enumerate(model.pair_words):
            self._pairs[k, self._learned : len(keys)] = [words.get(word.lower(), 0) for _, word in new]
        self._learned = len(keys)

    def _scores(self, numbers: Numbers, places: Numbers) -> Floats:
        """How well each label fits each place, its neighbours considered."""
        model = self._weights
        count = len(model.classes)
        near = [numbers.take(places + look) for look in LOOKS]
        kinds = [self.vocabulary.classes.take(found) for found in near]
        total: Floats = self._rows.take(near[0] * len(LOOKS), axis=0)
        for k in range(1, len(LOOKS)):
            total += self._rows.take(near[k] * len(LOOKS) + k, axis=0)
        for k, joined in enumerate(JOINTS):
            cell = kinds[joined[0] + 2]
            for place in joined[1:]:
                cell = cell * count + kinds[place + 2]
            total += model.joint[k].take(model.joint_rows[k].take(cell), axis=0)
        for k, place in enumerate(PAIRS):
            cell = self._pairs[k].take(near[place + 2]) * count + kinds[2]
            total += model.pair[k].take(model.pair_rows[k].take(cell), axis=0)
        return total
