"""The timeline holds events, with who says so, merged over articles; days are compared as intervals."""

from __future__ import annotations

import pytest

from runut.engine.resources import load_pack
from runut.model.days import days_apart, span_of
from runut.steps.align import AlignWords, read_statements, read_timeline
from runut.steps.weigh import find_parties
from tests.unit.ledger_makers import piece, say

WORDS = load_pack("id").compiled(AlignWords)


def timeline(*pieces):
    said = [s for p in pieces for s in read_statements(p, [], WORDS)]
    return read_timeline(list(pieces), said, lambda _: WORDS, lambda name: name, say)


def test_one_event_told_twice_is_one_line_in_order_of_time() -> None:
    later = piece("Pasar Tua terbakar hebat pada 9 Maret 2025.", "a", times=[("9 Maret 2025", "2025-03-09")])
    again = piece(
        "Kebakaran hebat melanda Pasar Tua, 9 Maret 2025.", "b", times=[("9 Maret 2025", "2025-03-09")]
    )
    older = piece("Gedung itu diresmikan pada 1998.", "c", times=[("1998", "1998")])
    events = timeline(later, again, older)
    assert [(e.when, e.articles) for e in events] == [("1998", ["c"]), ("2025-03-09", ["a", "b"])]


def test_what_somebody_said_that_day_is_given_to_the_speaker() -> None:
    text = "Pada 4 Mei 2025 Rina menyebut jalan itu aman."
    told, times = [("jalan itu aman", "Rina", "asserts")], [("4 Mei 2025", "2025-05-04")]
    article = piece(text, says=told, said_on="2025-05-04", times=times)
    (event,) = timeline(article)
    assert event.what == "Rina: jalan itu aman"
    assert event.sources == ["Rina"]


def test_two_words_said_are_shown_in_their_sentence() -> None:
    text = "Pada 4 Mei 2025 Rina membantah kabar itu di depan wartawan."
    article = piece(
        text,
        says=[("kabar itu", "Rina", "denies")],
        said_on="2025-05-04",
        times=[("4 Mei 2025", "2025-05-04")],
    )
    (event,) = timeline(article)
    assert event.what == text


def test_a_date_alone_in_its_sentence_is_no_event() -> None:
    times = [("13 Oktober 2024", "2024-10-13")]
    assert timeline(piece("Pada 13 Oktober 2024.", times=times)) == []


def test_what_nothing_pins_is_no_event() -> None:
    assert timeline(piece("Hujan turun besok lusa.", times=[("besok lusa", None)])) == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("2025-01-01", "2025-01-03", -2),
        ("2025-01-03", "2025-01-01", 2),
        ("2025-01-01/2025-01-05", "2025-01-03", 0),
        ("2025-01", "2025-01-31", 0),
        ("2024", "2025-01-02", -2),
        (None, "2025-01-02", None),
        ("kemarin", "2025-01-02", None),
        ("2025-13-40", "2025-01-02", None),
    ],
)
def test_days_apart(one: str | None, other: str, apart: int | None) -> None:
    assert days_apart(one, other) == apart


def test_a_month_has_all_its_days() -> None:
    first, last = span_of("2024-02") or (None, None)
    assert (str(first), str(last)) == ("2024-02-01", "2024-02-29")


def test_parties_are_those_counted_those_who_deny_and_their_officials() -> None:
    types = {
        "Negara A": "state",
        "Pasukan Negara A": "group",
        "Menteri": "person",
        "Pengamat": "person",
        "Tersangka": "person",
    }
    roles = {"Menteri": ["menteri luar negeri Negara A"], "Pengamat": ["dosen"]}
    found = find_parties(types, roles, ["Pasukan Negara A"], ["Tersangka"], [])
    assert found == {"Pasukan Negara A", "Negara A", "Menteri", "Tersangka"}


def test_a_sentence_stands_under_its_day_and_not_under_its_year_too() -> None:
    text = "Tahun 2025 pabrik itu tutup, tepatnya 6 Juni 2025."
    events = timeline(piece(text, times=[("Tahun 2025", "2025"), ("6 Juni 2025", "2025-06-06")]))
    assert [e.when for e in events] == ["2025-06-06"]


def test_a_range_is_one_time_and_two_days_are_two() -> None:
    times = [("Januari 2025", "2025-01"), ("Juni 2025", "2025-06")]
    ranged = timeline(piece("Buruh dipecat dari Januari 2025 hingga Juni 2025 di Tegal.", times=times))
    assert [e.when for e in ranged] == ["2025-01/2025-06"]
    two = timeline(piece("Buruh dipecat pada Januari 2025 dan Juni 2025 di Tegal.", times=times))
    assert [e.when for e in two] == ["2025-01", "2025-06"]


def test_of_a_long_quotation_the_sentence_that_bears_the_date_is_shown() -> None:
    text = '"Pabrik itu sepi. Pada 6 Juni 2025 mesinnya dijual. Kami menunggu," katanya.'
    (event,) = timeline(piece(text, times=[("6 Juni 2025", "2025-06-06")]))
    assert event.what == "Pada 6 Juni 2025 mesinnya dijual"
