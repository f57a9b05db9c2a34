"""The sentences inside a long quotation, which the layout takes for one."""

from __future__ import annotations

from collections.abc import Collection

from runut.model.layout import Layout, Sentence
from runut.steps.align.spots import STOPS


def stops_in(layout: Layout, sentence: Sentence, abbreviations: Collection[str]) -> list[int]:
    """The tokens inside a sentence at which one of its own sentences ends: a full stop with a capital behind it, but
    for those of initials and abbreviations."""
    inside = layout.text[sentence.start : sentence.end - 1]
    if not any(f"{stop} " in inside or f"{stop}\n" in inside for stop in STOPS):
        return []  # most sentences: nothing to look for token by token
    words, lowers = layout.words, layout.lowers
    return [
        at
        for at in range(sentence.first + 1, sentence.last - 1)
        if words[at] in STOPS
        and words[at + 1][:1].isupper()
        and len(words[at - 1]) > 1
        and lowers[at - 1] not in abbreviations
    ]


def own_sentence(layout: Layout, stops: list[int], sentence: Sentence, offset: int) -> tuple[int, int]:
    """From where to where the inner sentence goes in which an offset lies."""
    starts = layout.starts
    left = max((starts[at] for at in stops if starts[at] < offset), default=sentence.start)
    return left, min((starts[at] for at in stops if starts[at] >= offset), default=sentence.end)


__all__ = ["own_sentence", "stops_in"]
