"""The best reading of all runs of an article at once, and names out of labels."""

from __future__ import annotations

import numpy as np

from runut.steps.extract.names.tagged import Tagged
from runut.steps.extract.names.vocabulary import Numbers
from runut.steps.extract.names.weights import LABELS, Floats

_SIZE = len(LABELS)
# How much a word's places in the article weigh together against each place alone. On articles with gold
# names, persons are found alike from 0.3 to 0.8, organisations and places gain up to 0.5, precision falls
# from 0.8 on.
_AGREEMENT = 0.5
_TYPES = np.array([0, 1, 1, 2, 2, 3, 3])  # of each label: none, person, organisation, place


def agreement(scores: Floats, words: Numbers) -> Floats:
    """How well each type fits a word, on average over all its places in the article, if it has several."""
    types = np.empty((len(scores), 4), dtype=np.float32)
    types[:, 0] = scores[:, 0]
    np.maximum(scores[:, 1::2], scores[:, 2::2], out=types[:, 1:])
    types -= types.sum(axis=1, keepdims=True) / 4
    order = words.argsort(kind="stable")
    alike = words[order]
    heads = np.flatnonzero(np.concatenate([[True], alike[1:] != alike[:-1]]))
    times = np.append(heads[1:], len(words)) - heads
    total = np.add.reduceat(types[order], heads, axis=0)
    weight = np.where(times > 1, _AGREEMENT / times, 0.0).astype(np.float32)
    found: Floats = np.empty_like(scores)
    found[order] = np.repeat(total * weight[:, None], times, axis=0)[:, _TYPES]
    return found


def best_labels(scores: Floats, sizes: Numbers, steps: Floats) -> Numbers:
    """The best labels of all runs (Viterbi), place by place; sorted by length, so that done runs drop out."""
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
        best[:here] = ways.max(axis=1) + scores[heads[:here] + place]
    label = (best + steps[:, 0]).argmax(axis=1)
    labels = np.zeros(len(scores), dtype=np.intp)
    for place in range(longest - 1, -1, -1):
        here = int(left[place])
        labels[heads[:here] + place] = label[:here]
        if place:
            label[:here] = back[place, np.arange(here), label[:here]]
    return labels


def ranges(labels: Numbers, scores: Floats, places: Numbers, at: Numbers) -> list[Tagged]:
    """Runs of labels as ranges of words, with a score from how far each label is ahead of being no name."""
    named = np.flatnonzero(labels)
    if not len(named):
        return []
    margin = scores[named, labels[named]] - scores[named, 0]
    sure = 1.0 / (1.0 + np.exp(-np.minimum(np.maximum(margin, -20), 20)))
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
