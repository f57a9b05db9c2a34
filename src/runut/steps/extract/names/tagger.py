"""The tagger: a linear-chain model whose scores are looked up by word number, for a whole article at once.

Only runs of words that can be names are read: everything else is outside of names for certain, so that each run is a
chain of its own, and all runs of an article are read side by side, place by place.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from runut.steps.extract.names.forms import features_of
from runut.steps.extract.names.vocabulary import Numbers, Placed, Vocabulary
from runut.steps.extract.names.weights import JOINTS, LABELS, LOOKS, PAIRS, Floats, Weights

_LONGEST = 48  # words of a run that are read as one chain; longer runs are tables or noise
_SIZE = len(LABELS)

_AGREEMENT = 0.5
_TYPES = np.array([0, 1, 1, 2, 2, 3, 3])

Tagged = tuple[int, int, str, float]  # first word, after the last word, type, score


class NameTagger:
    """Finds names of persons, organisations and places. Holds what it has seen of words; one for each process."""

    def __init__(self, data: bytes, abbreviations: Iterable[str] = ()) -> None:
        self._source = (data, tuple(abbreviations))
        self._weights = Weights.from_bytes(data)
        model = self._weights
        self.vocabulary = Vocabulary(model.lexicon, model.inside, self._source[1], model.classes)
        self._forget()

    def __reduce__(self) -> tuple[type[NameTagger], tuple[bytes, tuple[str, ...]]]:
        return (NameTagger, self._source)

    def tag(self, words: list[str], firsts: list[int]) -> list[Tagged]:
        """Names as ranges of words; ``firsts`` are the indices of the words that start a sentence."""
        if not words or not firsts:
            return []
        placed = Placed(words, firsts, self.vocabulary)
        starts, sizes = placed.runs(_LONGEST)
        if not len(starts):
            return []
        self._learn()
        places = np.repeat(starts - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes) + np.arange(
            int(sizes.sum())
        )
        scores = self._scores(placed.numbers, places)
        scores += _AGREEMENT * _agreement(scores, placed.plain[places])
        labels = _read(scores, sizes, self._weights.steps)
        return _ranges(labels, scores, places, placed.at)

    def _forget(self) -> None:
        self._rows = np.zeros((1024 * len(LOOKS), _SIZE), dtype=np.float32)
        self._pairs = np.zeros((len(PAIRS), 1024), dtype=np.intp)
        self._learned = 0

    def _learn(self) -> None:
        """Work out the rows of words that were not met before."""
        keys = self.vocabulary.keys
        if self._learned > len(keys):
            self._forget()
        model = self._weights
        while len(self._rows) < len(keys) * len(LOOKS):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._pairs = np.concatenate([self._pairs, np.zeros_like(self._pairs)], axis=1)
        for number in range(self._learned, len(keys)):
            manner, word = keys[number]
            features = model.features
            found = [features[f] for f in features_of(manner, word, model.lexicon) if f in features]
            self._rows[number * len(LOOKS) : (number + 1) * len(LOOKS)] = model.own[found].sum(axis=0)
            for k, words in enumerate(model.pair_words):
                self._pairs[k, number] = words.get(word.lower(), 0)
        self._learned = len(keys)

    def _scores(self, numbers: Numbers, places: Numbers) -> Floats:
        """How well each label fits each place, its neighbours considered."""
        model = self._weights
        count = len(model.classes)
        near = [numbers[places + look] for look in LOOKS]
        kinds = [self.vocabulary.classes[found] for found in near]
        total: Floats = self._rows[near[0] * len(LOOKS)]
        for k in range(1, len(LOOKS)):
            total += self._rows[near[k] * len(LOOKS) + k]
        for k, joined in enumerate(JOINTS):
            cell = kinds[joined[0] + 2]
            for place in joined[1:]:
                cell = cell * count + kinds[place + 2]
            total += model.joint[k][model.joint_rows[k][cell]]
        for k, place in enumerate(PAIRS):
            cell = self._pairs[k][near[place + 2]] * count + kinds[2]
            total += model.pair[k][model.pair_rows[k][cell]]
        return total


def _agreement(scores: Floats, words: Numbers) -> Floats:
    """What the other places of an article say of the same word: the mean of how well each type fits it there."""
    types = np.stack([scores[:, 0], *(np.maximum(scores[:, k], scores[:, k + 1]) for k in (1, 3, 5))], axis=1)
    types -= types.mean(axis=1, keepdims=True)
    _, which, times = np.unique(words, return_inverse=True, return_counts=True)
    total = np.zeros((len(times), types.shape[1]), dtype=np.float32)
    np.add.at(total, which, types)
    mean = total / times[:, None]
    weight = (times > 1).astype(np.float32)
    found: Floats = (mean * weight[:, None])[which][:, _TYPES]
    return found


def _read(scores: Floats, sizes: Numbers, steps: Floats) -> Numbers:
    """The best labels for all runs (Viterbi), place by place; runs are sorted by length so that done ones drop out."""
    order = np.argsort(-sizes, kind="stable")
    lengths = sizes[order]
    heads = (np.cumsum(sizes) - sizes)[order]
    longest = int(lengths[0])
    left = np.searchsorted(-lengths, -np.arange(1, longest + 1), side="right")  # runs that reach each place
    best = scores[heads] + steps[0]
    back = np.zeros((longest, len(order), _SIZE), dtype=np.int8)
    for place in range(1, longest):
        here = int(left[place])
        ways = best[:here, :, None] + steps
        chosen = ways.argmax(axis=1)
        back[place, :here] = chosen
        best[:here] = (
            np.take_along_axis(ways, chosen[:, None, :], axis=1)[:, 0] + scores[heads[:here] + place]
        )
    label = (best + steps[:, 0]).argmax(axis=1)
    labels = np.zeros(len(scores), dtype=np.intp)
    for place in range(longest - 1, -1, -1):
        here = int(left[place])
        labels[heads[:here] + place] = label[:here]
        if place:
            label[:here] = back[place, np.arange(here), label[:here]]
    return labels


def _ranges(labels: Numbers, scores: Floats, places: Numbers, at: Numbers) -> list[Tagged]:
    """Runs of labels as ranges of words, with a score from how far each label is ahead of being no name."""
    named = np.flatnonzero(labels)
    if not len(named):
        return []
    margin = scores[named, labels[named]] - scores[named, 0]
    sure = 1.0 / (1.0 + np.exp(-np.clip(margin, -20, 20)))
    words = np.searchsorted(at, places[named]).tolist()
    found: list[Tagged] = []
    start = end = -1
    kind = 0
    points: list[float] = []
    for word, label, point in zip(words, labels[named].tolist(), sure.tolist(), strict=True):
        if label % 2 == 0 and word == end and label - 1 == kind:
            end += 1
            points.append(point)
            continue
        if points:
            found.append((start, end, LABELS[kind][2:], round(sum(points) / len(points), 3)))
        start, end, kind, points = word, word + 1, label if label % 2 else label - 1, [point]
    found.append((start, end, LABELS[kind][2:], round(sum(points) / len(points), 3)))
    return found
