"""Which figures of an article are parts of another one."""

from __future__ import annotations

import pytest

from runut.model.ledger import Figure
from runut.steps.align import AlignWords, find_figures
from tests.unit.ledger_makers import load_pack, piece

WORDS = load_pack("id").compiled(AlignWords)
ENGLISH = load_pack("en").compiled(AlignWords)
Count = tuple[str, float, str | None, int | None]


def read(text: str, *counts: Count, **parts: object) -> list[Figure]:
    words = ENGLISH if parts.get("language") == "en" else WORDS
    return find_figures(piece(text, counts=list(counts), **parts), words)


def wholes(found: list[Figure]) -> list[str | None]:
    """The written form of each figure's whole."""
    written = {figure.id: figure.written for figure in found}
    return [written.get(figure.anchor or "") for figure in found]


def people(*numbers: int) -> list[Count]:
    return [(str(number), number, "orang", None) for number in numbers]


def test_what_is_listed_behind_namely_are_parts() -> None:
    text = "Ada 30 pasien di tiga rumah sakit, yakni RSUD Ajibarang 18 pasien dan RS Margono 12 pasien."
    counts = [("30", 30, "pasien", None), ("18", 18, "pasien", None), ("12", 12, "pasien", None)]
    assert wholes(read(text, *counts)) == [None, "30", "30"]


def test_what_is_more_than_the_whole_is_no_part_of_it() -> None:
    text = (
        "Ada 30 pasien di sana, yakni yang lama, sedangkan RSUD Ajibarang 28 pasien dan RS Margono 12 pasien."
    )
    counts = [("30", 30, "pasien", None), ("28", 28, "pasien", None), ("12", 12, "pasien", None)]
    assert wholes(read(text, *counts)) == [None, None, None]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sebanyak 60 orang tewas. Dari pasar itu 25 orang tewas di tempat, sisanya di rumah sakit.", "id"),
        ("The blast killed 60 people. At the market 25 people died at once, the rest in hospital.", "en"),
    ],
)
def test_beside_the_rest_stands_a_part(text: str, language: str) -> None:
    assert wholes(read(text, *people(60, 25), language=language)) == [None, "60"]


def test_the_others_of_a_list_go_on_with_the_whole() -> None:
    text = (
        "Banjir merendam 40 desa. Desa itu meliputi 22 desa di Kecamatan Sayung, 18 desa di Kecamatan Guntur."
    )
    counts = [("40", 40, "desa", None), ("22", 22, "desa", None), ("18", 18, "desa", None)]
    assert wholes(read(text, *counts)) == [None, "40", "40"]


def test_lines_of_a_list_are_parts_of_the_total_before_it() -> None:
    text = (
        "Gempa itu menewaskan 57 orang.\nBerikut datanya:\n"
        "1. Kecamatan Cugenang: tewas 31 orang\n2. Kecamatan Pacet: tewas 14 orang\n3. Warungkondang: tewas 9 orang\n"
    )
    found = read(text, *people(57, 31, 14, 9))
    assert wholes(found) == [None, "57", "57", "57"]


def test_lines_of_other_things_are_no_parts() -> None:
    text = "Gempa itu menewaskan 57 orang.\n1. Cugenang: 31 rumah rusak\n2. Pacet: 14 rumah rusak\n"
    counts = [("57", 57, "orang", None), ("31", 31, "rumah", None), ("14", 14, "rumah", None)]
    assert wholes(read(text, *counts)) == [None, None, None]


def test_what_adds_up_to_a_total_of_one_mouth_are_its_parts() -> None:
    text = "Korban tewas 58 orang. Di Pasar Lama 37 orang tewas. Di Kampung Baru 21 orang tewas."
    assert wholes(read(text, *people(58, 37, 21))) == [None, "58", "58"]
    other = "Korban tewas 58 orang. Di Pasar Lama 37 orang tewas. Di Kampung Baru 20 orang tewas."
    assert wholes(read(other, *people(58, 37, 20))) == [None, None, None]


def test_a_sum_over_two_mouths_is_chance() -> None:
    text = "Polisi menyebut 58 orang tewas. Bupati menyebut 37 orang tewas. Camat menyebut 21 orang tewas."
    says = [("58 orang tewas", "Polisi", "asserts"), ("37 orang tewas", "Bupati", "asserts")]
    says.append(("21 orang tewas", "Camat", "asserts"))
    counts = [("58", 58, "orang", 1), ("37", 37, "orang", 2), ("21", 21, "orang", 3)]
    assert wholes(read(text, *counts, says=says)) == [None, None, None]


def test_what_adds_up_behind_namely_are_parts_whatever_they_are_called() -> None:
    text = "Polisi menahan tiga orang, yaitu dua pemodal dan satu mandor."
    counts = [("tiga", 3, "orang", None), ("dua", 2, "pemodal", None), ("satu", 1, "mandor", None)]
    assert wholes(read(text, *counts)) == [None, "tiga", "tiga"]
    other = "Polisi menahan lima orang, yaitu dua pemodal dan satu mandor."
    counts[0] = ("lima", 5, "orang", None)
    assert wholes(read(other, *counts)) == [None, None, None]


def test_those_whom_no_table_knows_are_people_where_something_befalls_people() -> None:
    (found,) = read("Sembilan pendulang tewas.", ("Sembilan", 9, "pendulang", None))
    assert (found.predicates[0], "person" in found.parents) == ("dead", True)
    (other,) = read("Sembilan pengeboran ditunda.", ("Sembilan", 9, "pengeboran", None))
    assert "person" not in other.parents
