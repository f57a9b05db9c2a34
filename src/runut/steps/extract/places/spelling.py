"""Spelling: the listed place that a misspelt one must mean."""

from __future__ import annotations

from collections.abc import Container, Iterator

from runut.steps.extract.places.gazetteer import Entry, Gazetteer, fold

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 7  # of shorter names too many have a neighbour one letter away
_KNOWN = 2  # only places of some fame are worth a guess


def find_respelt(name: str, gazetteer: Gazetteer, countries: Container[str]) -> Entry | None:
    """The one well-known place, in a country that the text names, that is one slip away ("Melborne")."""
    folded = fold(name)
    if len(folded) < _SHORTEST or not folded.isalpha():
        return None
    found: dict[int, Entry] = {}
    for variant in _slips(folded):
        for index in gazetteer.find(variant)[0]:
            entry = gazetteer.entry(index)
            if entry.grade >= _KNOWN and entry.country in countries:
                found[index] = entry
    return next(iter(found.values())) if len(found) == 1 else None


def _slips(word: str) -> Iterator[str]:
    """All words one inserted, lost, swapped or wrong letter away; the first letter is taken to be right."""
    for at in range(1, len(word)):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail[1:]
            yield head + letter + tail
    for letter in _LETTERS:
        yield word + letter
