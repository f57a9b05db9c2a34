"""Sentences that do not fit: a singular pronoun for many, figures that go another way than their verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from runut.model.layout import Layout, Sentence
from runut.model.reading import Defect
from runut.rules.pack import Pack

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_REACH = 12  # words between the verb and its figures


class Sense:
    """Words that must agree."""

    def __init__(self, pack: Pack) -> None:
        self.plural = pack.words("writing_words", "plural")
        self.pronoun = pack.words("writing_words", "singular-pronoun")
        self.down = pack.words("writing_words", "down")
        self.up = pack.words("writing_words", "up")
        self.goes_to = pack.words("writing_words", "goes-to")
        self.places = pack.words("dateline_places") | pack.words("countries")
        self.openers = pack.words("heading_words", "story-start") - self.pronoun


def find_wrong_pronouns(layout: Layout, pack: Pack) -> Iterator[Defect]:
    """A singular pronoun opens the sentence after one about many, in which no single person is named."""
    known = pack.compiled(Sense)
    for before, sentence in pairwise(layout.sentences):
        if layout.lowers[sentence.first] not in known.pronoun or layout.words[sentence.first].islower():
            continue
        if _opens_with_many(layout, before, known) and not layout.in_quotation(sentence.start):
            start, end = layout.starts[sentence.first], layout.ends[sentence.first]
            yield Defect(start, end, "mistranslation", "a singular pronoun for a plural subject")


def _opens_with_many(layout: Layout, sentence: Sentence, known: Sense) -> bool:
    at = sentence.first
    while at < sentence.last and (layout.lowers[at] in known.openers or layout.words[at] in ",:"):
        at += 1
    if at >= sentence.last or layout.lowers[at] not in known.plural:
        return False
    rest = layout.words[at + 1 : sentence.last]
    people = any(
        a.istitle() and b.istitle() and f"{a} {b}".casefold() not in known.places for a, b in pairwise(rest)
    )
    return not people and not any(word in '"“”' for word in rest)


def find_turned_figures(layout: Layout, pack: Pack) -> Iterator[Defect]:
    """The figures go up while the verb goes down ("menurunkan … dari 15 menjadi 20"), or the other way."""
    known = pack.compiled(Sense)
    if not known.goes_to:
        return
    lowers = layout.lowers
    verbs = known.down | known.up
    if known.goes_to.isdisjoint(lowers):
        return
    for index in [i for i, word in enumerate(lowers) if word in verbs]:
        last = min(len(lowers), index + _REACH)
        for at in range(index + 2, last - 1):
            if lowers[at] not in known.goes_to or not lowers[at - 1][0].isdigit():
                continue
            first, second = _value(lowers[at - 1]), _value(lowers[at + 1])
            if first is None or second is None or first == second:
                break
            if (second > first) == (lowers[index] in known.down):
                unit = 1 if at + 2 < len(lowers) and lowers[at + 2].isalpha() else 0
                yield Defect(
                    layout.starts[index],
                    layout.ends[at + 1 + unit],
                    "mistranslation",
                    "the figures go the other way than the verb",
                )
            break


def _value(word: str) -> float | None:
    if not _FIGURE.fullmatch(word):
        return None
    head, _, tail = word.rpartition(",")
    whole = (head or tail).replace(".", "") if head else word.replace(".", "")
    try:
        return float(f"{whole}.{tail}") if head else float(whole)
    except ValueError:
        return None
