"""Segment: paragraphs, sentences, tokens, quotations."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.rules.pack import Pack
from runut.steps.segment.quotations import find_quotations
from runut.steps.segment.sentences import find_sentences
from runut.steps.segment.tokens import find_paragraphs, find_tokens, without_endings


class _Words:
    """What segmenting needs of a pack."""

    def __init__(self, pack: Pack) -> None:
        self.abbreviations = frozenset(word.rstrip(".") for word in pack.words("abbreviations"))
        self.ranks = pack.words("full_ranks")
        self.reporting = pack.words("cues", "after", "clitic")
        self.endings = tuple(pack.words("affixes", "possessive"))
        self.kept = pack.words("actor_words", "owner-inside")


def segment(text: str, pack: Pack) -> Layout:
    """The shape of a text. Every offset points into ``text`` as given."""
    known = pack.compiled(_Words)
    words, starts, ends = find_tokens(text)
    if known.endings:
        words, ends = without_endings(words, ends, known.endings, known.kept)
    paragraphs = find_paragraphs(text)
    quotations = find_quotations(text, paragraphs, known.reporting)
    sentences = find_sentences(
        text, paragraphs, quotations, starts, known.abbreviations, known.ranks, known.reporting
    )
    return Layout(text, words, [w.lower() for w in words], starts, ends, paragraphs, sentences, quotations)


__all__ = ["segment"]
