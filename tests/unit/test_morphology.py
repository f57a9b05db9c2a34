"""Affixes as data: forms of a stem, and one key for its inflections."""

from __future__ import annotations

import pytest

from runut.engine.resources import load_pack
from runut.rules.morphology import Morphology
from runut.rules.phrases import Phrases

ID = load_pack("id").compiled(Morphology)


@pytest.mark.parametrize(
    ("stem", "form"),
    [
        ("kirim", "mengirimkan"), ("pukul", "memukul"), ("tulis", "penulisan"), ("sita", "menyita"),
        ("bakar", "terbakar"), ("latih", "berlatih"), ("lapor", "dilaporkan"),
    ],
)  # fmt: skip
def test_forms_of_a_stem(stem: str, form: str) -> None:
    assert form in ID.forms(stem)
    assert ID.key(form) == ID.key(stem)


def test_an_r_is_written_once() -> None:
    assert "terendam" in ID.forms("rendam")


def test_strangers_keep_their_own_keys() -> None:
    assert len({ID.key(word) for word in ("korban", "gedung", "pemilih", "hakim", "sawah")}) == 5


def test_the_longest_phrase_wins() -> None:
    phrases = Phrases([("rumah", "house"), ("rumah sakit", "clinic")])
    words = ["di", "rumah", "sakit", "itu"]
    assert list(phrases.scan(words, 0, 4)) == [(1, 3, "clinic")]
    assert list(phrases.scan(words, 0, 2)) == [(1, 2, "house")]
