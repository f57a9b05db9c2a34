"""The sentences inside a long quotation, which the layout takes for one."""

from __future__ import annotations

from collections.abc import Collection

from runut.model.layout import Layout, Sentence
from runut.steps.align.spots import STOPS


class InnerSentences:
    """The sentences inside those of one article."""

    def __init__(self, layout: Layout, abbreviations: Collection[str]) -> None:
        self.layout = layout
        self.abbreviations = abbreviations
        self._stops: dict[int, list[int]] = {}

    def around(self, sentence: Sentence, offset: int) -> tuple[int, int]:
        """From where to where the inner sentence goes in which an offset lies."""
        stops = self._stops.get(sentence.first)
        if stops is None:
            stops = self._stops[sentence.first] = self._stops_in(sentence)
        starts = self.layout.starts
        left = max((starts[at] for at in stops if starts[at] < offset), default=sentence.start)
        return left, min((starts[at] for at in stops if starts[at] >= offset), default=sentence.end)

    def _stops_in(self, sentence: Sentence) -> list[int]:
        """The tokens inside a sentence at which one of its own sentences ends: a full stop with a capital behind it,
        but for those of initials and abbreviations."""
        inside = self.layout.text[sentence.start : sentence.end - 1]
        if not any(f"{stop} " in inside or f"{stop}\n" in inside for stop in STOPS):
            return []  # most sentences: nothing to look for token by token
        words, lowers = self.layout.words, self.layout.lowers
        return [
            at
            for at in range(sentence.first + 1, sentence.last - 1)
            if words[at] in STOPS
            and words[at + 1][:1].isupper()
            and len(words[at - 1]) > 1
            and lowers[at - 1] not in self.abbreviations
        ]


__all__ = ["InnerSentences"]
