"""Laws of time phrases on any text: spans in order, values that parse, no crash."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from runut.engine.resources import load_pack
from runut.model.article import Article
from runut.model.reading import Timex
from runut.steps.extract.times import find_times
from runut.steps.resolve.published import resolve_published
from runut.steps.resolve.times import resolve_times
from runut.steps.segment import segment

PACK = load_pack("id")
FORMS = [
    row["form"] for table in ("months", "weekdays", "time_units", "time_words") for row in PACK.table(table)
]
WORDS = st.sampled_from(FORMS + [form.capitalize() for form in FORMS])
NUMBERS = st.integers(0, 3000).map(str) | st.sampled_from(
    ["02", "12.30", "1.1.2020", "2016/17", "1990-an", "²"]
)
TEXTS = st.lists(WORDS | NUMBERS | st.sampled_from(["\n", "“", "”", '"']), max_size=40).map(" ".join)
DAYS = st.none() | st.dates().map(date.isoformat) | st.just("not a date")
NAMES = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober"]
NAMES += ["November", "Desember"]
WEEK = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


def read(text: str, on: str | None) -> list[Timex]:
    layout = segment(text, PACK)
    phrases = find_times(layout, PACK)
    published = resolve_published(Article("a", text, "", published=on), layout, phrases, PACK)
    return resolve_times(phrases, published, layout, PACK)


@given(TEXTS | st.text(max_size=200), DAYS)
@settings(max_examples=300, deadline=None)
def test_spans_lie_in_the_text_and_do_not_overlap(text: str, on: str | None) -> None:
    end = 0
    for timex in read(text, on):
        assert end <= timex.start < timex.end <= len(text)
        end = timex.end


@given(TEXTS, DAYS)
@settings(max_examples=300, deadline=None)
def test_values_are_dates_months_years_or_intervals_in_order(text: str, on: str | None) -> None:
    for timex in read(text, on):
        if timex.value is not None:
            ends = timex.value.split("/")
            assert len({len(end) for end in ends}) == 1
            assert all(date.fromisoformat((end + "-01-01")[:10]) for end in ends)
            assert ends == sorted(ends)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
@settings(deadline=None)
def test_a_full_date_reads_as_itself(day: date) -> None:
    name, week = NAMES[day.month - 1], WEEK[day.weekday()]
    for text in (
        f"Ia tiba {day.day} {name} {day.year}.",
        f"Ia tiba {week}, {day.day} {name} {day.year}.",
        f"Ia tiba {week} ({day.day}/{day.month}/{day.year}).",
    ):
        assert [(t.value, t.clash) for t in read(text, None)] == [(day.isoformat(), None)]


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(0, 100))
@settings(deadline=None)
def test_a_recent_weekday_with_its_date_finds_its_year(day: date, later: int) -> None:
    """However the year turns between the day and the publication."""
    on = date.fromordinal(day.toordinal() + later)
    text = f"kata dia, {WEEK[day.weekday()]} ({day.day}/{day.month})."
    assert [t.value for t in read(text, on.isoformat())] == [day.isoformat()]
