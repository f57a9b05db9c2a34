"""Score a tagger on the news data set as it was published, entity by entity, strictly."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from names.corpora import Labelled

from runut.steps.extract.names import NameTagger
from runut.steps.segment.tokens import find_tokens

Entity = tuple[int, int, str]


class Score(NamedTuple):
    """Precision, recall and their harmonic mean; and the mean for each type."""

    precision: float
    recall: float
    f1: float
    types: dict[str, float]


def score(published: list[Labelled], tagger: NameTagger) -> Score:
    """Strict entity-level scores, by the data set's own conventions.

    A name is a range of its tokens, and an acronym in brackets belongs to the organisation before it (the
    tagger gives two names; they are joined here).
    """
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for sentence in published:
        gold = entities(sentence.labels)
        tagged = _on_published_tokens(sentence, tagger)
        for counter, members in ((right, gold & tagged), (found, tagged), (wanted, gold)):
            counter.update(kind for _, _, kind in members)
    types = {kind: _mean(right[kind], found[kind], wanted[kind])[2] for kind in sorted(wanted)}
    return Score(*_mean(right.total(), found.total(), wanted.total()), types)


def entities(labels: list[str]) -> set[Entity]:
    """Ranges of B- and I- labels."""
    found: set[Entity] = set()
    start = 0
    for number, label in enumerate([*labels, "O"]):
        before = labels[number - 1] if number else "O"
        goes_on = label[:2] == "I-" and before[2:] == label[2:]
        if before != "O" and not goes_on:
            found.add((start, number, before[2:]))
        if not goes_on:
            start = number
    return found


def _on_published_tokens(sentence: Labelled, tagger: NameTagger) -> set[Entity]:
    words: list[str] = []
    token: list[int] = []
    for number, published in enumerate(sentence.words):
        pieces, _, _ = find_tokens(published)
        words += pieces
        token += [number] * len(pieces)
    joined: list[Entity] = []
    for first, after, kind, _ in tagger.tag(words, [0]):
        before = joined[-1] if joined else None
        if before and kind == before[2] == "ORG" and words[before[1] : first] == ["("]:
            joined[-1] = (before[0], after, kind)
        else:
            joined.append((first, after, kind))
    return {(token[first], token[after - 1] + 1, kind) for first, after, kind in joined}


def _mean(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return precision, recall, 2 * right / max(found + wanted, 1)
