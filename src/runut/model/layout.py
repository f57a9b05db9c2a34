"""The shape of a text: paragraphs, sentences, tokens, quotations. Parallel lists, for speed: articles are many."""

from __future__ import annotations

from bisect import bisect_right

import msgspec


class Sentence(msgspec.Struct, frozen=True):
    """A sentence: its characters, its tokens (half-open index range) and the index of its paragraph."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


class Quotation(msgspec.Struct, frozen=True):
    """Words between quotation marks. ``start``/``end`` leave the marks out; ``open``/``close`` keep them in.

    ``closed`` is False where the paragraph ended first. ``depth`` is 1 for a quotation inside another.
    """

    open: int
    start: int
    end: int
    close: int
    paragraph: int
    closed: bool = True
    depth: int = 0


class Layout(msgspec.Struct):
    """A text and its parts. Token ``i`` is ``words[i]``, at ``starts[i]:ends[i]``; ``lowers[i]`` is it casefolded."""

    text: str
    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    paragraphs: list[tuple[int, int]]
    sentences: list[Sentence]
    quotations: list[Quotation]
    sentence_starts: list[int] = []  # offsets, worked out here

    def __post_init__(self) -> None:
        self.sentence_starts = [sentence.start for sentence in self.sentences]

    def token_at(self, offset: int) -> int:
        """Index of the first token that ends after the offset (``len(words)`` if none does)."""
        return bisect_right(self.ends, offset)

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds the offset, or of the last one that starts before it."""
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    def in_quotation(self, offset: int) -> bool:
        """Whether the offset lies between quotation marks, those of an outer quotation included."""
        at = bisect_right(self.quotations, offset, key=lambda q: q.open) - 1
        return any(q.open <= offset < q.close for q in self.quotations[max(0, at - 2) : at + 1])
