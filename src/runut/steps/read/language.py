"""Which language a text is in: by counting each pack's function words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from runut.rules.pack import Pack

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 2000  # characters; in that many a news text has fifty function words


class _Frequent:
    """A pack's frequent words."""

    def __init__(self, pack: Pack) -> None:
        self.words = pack.words("frequent_words")


def guess_language(text: str, packs: Iterable[Pack]) -> str:
    """The code of the pack whose function words the text uses most; the first pack's where none shows."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    scores = [
        (sum(w in pack.compiled(_Frequent).words for w in words), -n, pack.code)
        for n, pack in enumerate(packs)
    ]
    return max(scores)[2]
