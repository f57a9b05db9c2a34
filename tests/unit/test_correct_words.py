"""Words that a person typed, found in a text, and the decisions that concern a record."""

from __future__ import annotations

import pytest

from runut.model.span import Span
from runut.steps.correct import find_words

TEXT = "Kata Camat, warga mengatakan\nair naik. 🌊 Air surut, kata warga. Camat pergi."


@pytest.mark.parametrize(
    ("words", "near", "wanted", "times"),
    [
        ("Kata", None, (0, 4), 1),
        ("kata", None, (TEXT.index("kata warga"), TEXT.index("kata warga") + 4), 1),  # not in "mengatakan"
        ("mengatakan   air", None, (18, 32), 1),
        ("engata", None, (19, 25), 1),
        ("Camat", None, None, 2),
        ("Camat", Span(0, 12), (5, 10), 2),
        ("Camat", Span(0, len(TEXT)), None, 2),
        ("gajah", None, None, 0),
        ("  ", None, None, 0),
        ("Air surut", None, (TEXT.index("Air"), TEXT.index("Air") + 9), 1),
    ],
)
def test_words_are_found_only_where_there_is_no_doubt(words, near, wanted, times):
    found = find_words(TEXT, words, near)
    assert found.span == (Span(*wanted) if wanted else None)
    if wanted is None:
        assert found.times == times
