"""Drift between two reports of one utterance is typed; wording alone is none."""

from __future__ import annotations

import pytest

from runut.engine.resources import load_pack
from runut.model.ledger import UNSTATED, Figure, Said
from runut.steps.weigh import DriftWeigher, DriftWords
from tests.unit.ledger_makers import figure, said, say


def drift(one: Said, other: Said, *figures: Figure, places: dict[str, set[str]] | None = None) -> set[str]:
    weigher = DriftWeigher(
        words_of=lambda language: load_pack(language).compiled(DriftWords),
        name_of=lambda name: name,
        figures={f.id: f for f in figures},
        question_of={f.id: f"q{f.noun}" for f in figures},
        places_of=lambda s: frozenset((places or {}).get(s.id, set())),
        unstated=frozenset({UNSTATED}),
        say=say,
    )
    found = weigher.weigh([one, other])
    assert all(d.between == (0, 1) and d.why for d in found)
    return {d.what for d in found}


BASE = "bendungan lama retak sepanjang dua meter"


def test_wording_alone_is_no_drift() -> None:
    assert (
        drift(
            said("a#1", BASE, "Camat"), said("b#1", "bendungan lama itu retak sepanjang dua meter", "Camat")
        )
        == set()
    )


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("bendungan lama mungkin retak sepanjang dua meter", "hedge"),
        ("bendungan lama tidak retak sepanjang dua meter", "stance"),
        ("bendungan lama retak sepanjang dua meter jika hujan", "added"),
        (
            "bendungan lama retak sepanjang dua meter sehingga penduduk hilir dipindahkan aparat malam itu",
            "added",
        ),
    ],
)  # fmt: skip
def test_words_that_change_the_claim(words: str, what: str) -> None:
    assert what in drift(said("a#1", BASE, "Camat"), said("b#1", words, "Camat"))


def test_a_condition_that_is_dropped_is_lost() -> None:
    assert "lost" in drift(said("a#1", f"jika hujan {BASE}", "Camat"), said("b#1", BASE, "Camat"))


def test_speaker_place_day_and_stance() -> None:
    one = said("a#1", BASE, "Camat", said_on="2025-01-06")
    other = said("b#1", BASE, UNSTATED, stance="believes", said_on="2025-01-08")
    assert drift(one, other, places={"a#1": {"Garut"}}) == {"speaker", "place", "date", "stance"}


def test_figures_hedges_and_figures_lost() -> None:
    hundred = figure("x", 100, noun="house")
    about = figure("y", 100, noun="house", hedge="about")
    more = figure("z", 120, noun="house")
    dead = figure("w", 3, noun="person")
    one, other = said("a#1", BASE, "Camat", figures=("x",)), said("b#1", BASE, "Camat", figures=("y",))
    assert drift(one, other, hundred, about) == {"hedge"}
    assert drift(one, said("b#1", BASE, "Camat", figures=("z",)), hundred, more) == {"figure"}
    assert drift(one, said("b#1", BASE, "Camat", figures=("x", "w")), hundred, dead) == {"figure"}


def test_copies_are_told_once_and_what_stands_in_the_next_sentence_is_not_lost() -> None:
    lexicon = load_pack("id").compiled(DriftWords)
    weigher = DriftWeigher(
        lambda _: lexicon, lambda name: name, {}, {}, lambda s: frozenset(), frozenset({UNSTATED}), say
    )
    first = said("a#1", f"jika hujan {BASE}", "Camat")
    copies = [said(f"{name}#1", BASE, "Camat") for name in "bcd"]
    assert [d.between for d in weigher.weigh([first, *copies])] == [(0, 1)]
    whole = said("e#1", "bendungan retak; warga hilir diungsikan memakai truk tentara", "Camat")
    moved = said("f#2", "warga hilir diungsikan memakai truk tentara", "Camat")
    parts = [said("f#1", "bendungan retak", "Camat"), moved]
    assert weigher.weigh([whole, *parts]) == []


def test_reports_of_one_article_are_not_compared() -> None:
    assert drift(said("a#1", BASE, "Camat"), said("a#2", f"jika {BASE}", "Camat")) == set()
