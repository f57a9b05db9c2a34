"""What stands around a number: who goes on with the one before, what has not happened, growth, the words beside."""

from __future__ import annotations

import pytest

from runut.model.ledger import LOCAL, NOT_YET, STEP, Figure
from runut.steps.align import AlignWords, find_figures
from tests.unit.ledger_makers import load_pack, piece

WORDS = load_pack("id").compiled(AlignWords)
Count = tuple[str, float, str, int | None]


def read(text: str, *counts: Count, **parts: object) -> list[Figure]:
    return find_figures(piece(text, counts=list(counts), **parts), WORDS)


def test_a_bare_number_behind_another_fate_counts_the_same_people() -> None:
    text = "Sebanyak 40 tentara Ukraina tewas dan 95 terluka."
    dead, injured = read(text, ("40", 40, "tentara", None), ("95", 95, "orang", None))
    assert (dead.noun, injured.noun) == ("soldier", "soldier")
    assert injured.predicates[0] == "injured"


def test_others_are_of_the_same_state() -> None:
    text = "Sebanyak 40 tentara Ukraina tewas dan 95 lainnya luka-luka."
    actors = [("Ukraina", "state", None, "Ukraina")]
    dead, injured = read(text, ("40", 40, "tentara", None), ("95", 95, "tentara", None), actors=actors)
    assert dead.referents == injured.referents == ("Ukraina",)


def test_a_number_at_the_very_end_of_an_article_is_read() -> None:
    text = "Sebanyak 40 tentara Ukraina tewas dan 95"
    _, last = read(text, ("40", 40, "tentara", None), ("95", 95, "tentara", None))
    assert (last.low, last.noun) == (95, "soldier")


def test_other_children_are_not_meant_by_other_people() -> None:
    text = "Sebanyak 3 anak tewas dan 9 orang lainnya terluka."
    _, injured = read(text, ("3", 3, "anak", None), ("9", 9, "orang", None))
    assert injured.noun == "person"


@pytest.mark.parametrize(
    ("text", "pending"),
    [
        ("Sebanyak 2 korban belum bisa dievakuasi.", True),
        ("Sebanyak 2 korban tidak terluka.", True),
        ("Sebanyak 2 korban sudah dievakuasi.", False),
        ("Cuaca belum membaik, 2 korban dievakuasi.", False),
    ],
)
def test_what_has_not_happened_is_set_apart(text: str, pending: bool) -> None:
    (told,) = read(text, ("2", 2, "orang", None))
    assert (NOT_YET in told.qualifiers) is pending


@pytest.mark.parametrize(
    ("text", "pending"),
    [
        ("Perusahaan belum membayar pesangon Rp 7 miliar.", True),
        ("Perusahaan membayar pesangon Rp 7 miliar.", False),
    ],
)
def test_a_sum_still_to_come_is_set_apart(text: str, pending: bool) -> None:
    (told,) = read(text, ("Rp 7 miliar", 7e9, "rupiah", None))
    assert (NOT_YET in told.qualifiers) is pending


def test_growth_is_no_older_value() -> None:
    text = "Korban tewas bertambah 4 orang menjadi 31 orang."
    step, total = read(text, ("4", 4, "orang", None), ("31", 31, "orang", None))
    assert STEP in step.qualifiers
    assert total.replaces is None


def test_an_older_value_is_replaced() -> None:
    text = "Korban tewas bertambah dari 27 orang menjadi 31 orang."
    older, newer = read(text, ("27", 27, "orang", None), ("31", 31, "orang", None))
    assert STEP not in older.qualifiers
    assert newer.replaces == older.id


def test_those_who_are_left_are_a_part() -> None:
    text = "Longsor menewaskan 8 warga. Sebanyak 5 korban tewas lainnya sudah dikenali."
    whole, rest = read(text, ("8", 8, "orang", None), ("5", 5, "orang", None))
    assert rest.anchor == whole.id


def test_what_is_said_behind_the_whole_is_said_of_the_part() -> None:
    text = "Sebanyak 6 dari 20 pasien pengidap kolera meninggal."
    part, whole = read(text, ("6", 6, "pasien", None), ("20", 20, "pasien", None))
    assert part.predicates == ("dead",)
    assert part.anchor == whole.id


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Sebanyak 12 orang terluka selama serangan itu.", "injured"),
        ("Sebanyak 12 orang tewas akibat kecelakaan itu.", "dead"),
        ("Sebanyak 12 pasien gagal ginjal dirawat.", "ill"),
        ("Sebanyak 12 orang kehilangan tempat tinggal.", "homeless"),
    ],
)
def test_circumstances_and_compounds_name_no_other_fate(text: str, family: str) -> None:
    (told,) = read(text, ("12", 12, "orang", None))
    assert told.predicates[0] == family


def test_inmates_are_not_therefore_arrested() -> None:
    (told,) = read("Rutan itu berisi 900 tahanan.", ("900", 900, "tahanan", None))
    assert told.predicates == ()


def test_a_speakers_own_place_is_the_place() -> None:
    text = "Bupati Sikka Robi Idong menyebut 14 orang tewas di wilayahnya."
    says = [("14 orang tewas di wilayahnya", "Robi Idong", "asserts")]
    actors = [("Robi Idong", "person", "Bupati Sikka", "Robi Idong")]
    (told,) = read(text, ("14", 14, "orang", 1), says=says, actors=actors)
    assert told.places == ("Sikka",)
    assert LOCAL in told.marks


def test_the_words_around_a_number_show_what_it_is_about() -> None:
    text = "Panitia menyediakan sekitar 40 tikar untuk tamu, kata ketua."
    (told,) = read(text, ("sekitar 40", 40, "tikar", None))
    assert told.context == "Panitia menyediakan … tikar untuk tamu"


def test_a_sentence_that_begins_with_the_whole_tells_a_part() -> None:
    text = "Dari 640 kasus, 410 penderita masih anak."
    whole, part = read(text, ("640", 640, "kasus", None), ("410", 410, "penderita", None))
    assert part.anchor == whole.id


def test_deaths_are_the_dead() -> None:
    (told,) = read("Dinas mencatat 19 kematian.", ("19", 19, "kematian", None))
    assert told.predicates == ("dead",)
