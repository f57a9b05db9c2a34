"""Which resolver reads which kind of phrase; ranges and shifts, which need the others."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from runut.model.timephrase import TimePhrase
from runut.steps.resolve.times import counted, of_days, of_spans
from runut.steps.resolve.times.days import Stretch, joined
from runut.steps.resolve.times.story import Story

_NEAR = 40  # characters between "dua hari setelah" and the date that it counts from
_DATING = ("date", "month", "year", "named-day", "weekday")  # kinds that can date the event counted from


def value_of(story: Story, phrase: TimePhrase) -> Stretch | None:
    """The time that a phrase points at, or None where nothing pins it."""
    if phrase.kind == "range":
        return _range(story, phrase)
    if phrase.kind == "shift":
        return counted.shift(story, phrase, _event_after(story, phrase))
    resolver = _RESOLVERS.get(phrase.kind)
    return resolver(story, phrase) if resolver else None


def _event_after(story: Story, phrase: TimePhrase) -> Stretch | None:
    """The time of the event counted from, where the next words date it: "dua hari setelah 17 Mei"."""
    if not (phrase.toward or "").endswith("-event") or story.at + 1 >= len(story.phrases):
        return None
    other = story.phrases[story.at + 1]
    near = other.start - phrase.end <= _NEAR and other.kind in _DATING
    return _RESOLVERS[other.kind](story, other) if near else None


def _range(story: Story, phrase: TimePhrase) -> Stretch | None:
    first, last = _ends(phrase)
    begin = _end(story, first)
    if begin is None:
        return None
    if last.year is None and last.month and first.year is None:
        last = replace(last, year=begin.first.year + (last.month < (first.month or last.month)))
    until = _end(story, last)
    return joined(begin, until) if until else None


def _ends(phrase: TimePhrase) -> tuple[TimePhrase, TimePhrase]:
    """The two ends as phrases; what one lacks it takes from the other ("8 dan 13 Oktober 2017")."""
    until_month = phrase.until_month or phrase.month
    first = replace(phrase, month=phrase.month or until_month)
    last = replace(
        phrase, weekday=phrase.until_weekday, day=phrase.until_day, month=until_month,
        year=phrase.until_year or phrase.year, edge=None,
    )  # fmt: skip
    if phrase.until_year and not phrase.year and first.month and last.month:
        first = replace(first, year=phrase.until_year - (last.month < first.month))
    return first, last


def _end(story: Story, end: TimePhrase) -> Stretch | None:
    if end.day and end.month:
        return of_days.date_phrase(story, end)
    if end.day:
        return of_days.day_number(story, end)
    return of_spans.month(story, end) if end.month else of_spans.year(story, end)


_RESOLVERS: dict[str, Callable[[Story, TimePhrase], Stretch | None]] = {
    "date": of_days.date_phrase,
    "day-of-month": of_days.day_number,
    "weekday": of_days.weekday,
    "deictic": of_days.deictic,
    "next-day": of_days.next_day,
    "named-day": of_days.named_day,
    "clock": of_days.clock,
    "month": of_spans.month,
    "week-of-month": of_spans.week_of_month,
    "year": of_spans.year,
    "decade": of_spans.decade,
    "season": of_spans.season,
    "league-season": of_spans.league_season,
    "quarter": of_spans.quarter,
    "unit": of_spans.unit,
    "weekend": of_spans.weekend,
    "stretch": counted.stretch,
    "anaphor": counted.anaphor,
    "same-of-year": counted.same_of_year,
}
