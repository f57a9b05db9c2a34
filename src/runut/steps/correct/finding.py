"""Words that a person typed or selected, found in a text: only where there is no doubt which are meant."""

from __future__ import annotations

import re
from typing import NamedTuple

from runut.model.span import Span


class Found(NamedTuple):
    """Where words stand: the span, or None with how often they stand there."""

    span: Span | None
    times: int


def find_words(text: str, words: str, near: Span | None = None) -> Found:
    """The words in the text, whatever blanks and line ends are between them.

    Whole words are looked for first. They must stand there once; where they stand more often, once inside
    ``near``, the passage that a person had before their eyes.
    """
    parts = words.split()
    if not parts:
        return Found(None, 0)
    pattern = r"\s+".join(re.escape(part) for part in parts)
    whole = re.compile(rf"(?<!\w){pattern}(?!\w)")  # "kata" is not meant in "mengatakan"
    found = [Span(match.start(), match.end()) for match in whole.finditer(text)]
    found = found or [Span(match.start(), match.end()) for match in re.finditer(pattern, text)]
    if len(found) > 1 and near is not None:
        inside = [span for span in found if near.holds(span)]
        found = inside if len(inside) == 1 else found
    return Found(found[0] if len(found) == 1 else None, len(found))


__all__ = ["Found", "find_words"]
