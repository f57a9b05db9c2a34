"""Which language a text is in: by counting each pack's function words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from runut.rules.pack import Pack

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLES = (600, 4000)  # characters; the second only where the first leaves it open
_CLEAR = 6  # function words by which a language must lead


class _Frequent:
    """A pack's frequent words."""

    def __init__(self, pack: Pack) -> None:
        self.words = pack.words("frequent_words")


def guess_language(text: str, packs: Iterable[Pack]) -> str:
    """The code of the pack whose function words the text uses most; the first pack's where none shows."""
    known = [(pack.compiled(_Frequent).words, -n, pack.code) for n, pack in enumerate(packs)]
    ranked: list[tuple[int, int, str]] = []
    for size in _SAMPLES:
        words = _WORD.findall(text[:size].lower())
        ranked = sorted((sum(map(frequent.__contains__, words)), n, code) for frequent, n, code in known)
        if len(ranked) < 2 or ranked[-1][0] - ranked[-2][0] >= _CLEAR:
            break
    return ranked[-1][2]
