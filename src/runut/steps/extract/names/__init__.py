"""Names: persons, organisations, places, as a small statistical model finds them."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.model.reading import NamedEntity
from runut.steps.extract.names.possessors import part_possessors
from runut.steps.extract.names.tagger import NameTagger


def find_names(layout: Layout, tagger: NameTagger) -> list[NamedEntity]:
    """Names in text order, on word boundaries, none overlapping. ``type`` is PER, ORG or LOC."""
    firsts = [sentence.first for sentence in layout.sentences]
    if not firsts:
        return []  # nothing but invisible marks
    firsts[0] = 0
    found = tagger.tag(layout.words, firsts)
    starts, ends = layout.starts, layout.ends
    return [NamedEntity(starts[first], ends[last - 1], kind, score) for first, last, kind, score in found]


__all__ = ["NameTagger", "find_names", "part_possessors"]
