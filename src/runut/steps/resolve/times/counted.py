"""Counted times ("tiga bulan lalu", "lima tahun terakhir"), and what points back at one told of."""

from __future__ import annotations

from runut.model.timephrase import TimePhrase
from runut.steps.resolve.times.days import (
    YEARS,
    Stretch,
    day_of,
    joined,
    month_moved,
    month_of,
    moved,
    real_day,
    shifted,
    week_of,
    year_of,
)
from runut.steps.resolve.times.story import STEP, Story

_SOME_HOURS = 6  # "some hours" are fewer than a night
_FINER = {
    "day": ("day",),
    "week": ("day",),
    "month": ("day", "month"),
}  # what "that day", "that month" point back at


def shift(story: Story, phrase: TimePhrase, event: Stretch | None) -> Stretch | None:
    """So many units from now, from what was told last, or from the event that the next words date."""
    if phrase.unit == "hour" and phrase.toward in ("before", "after"):
        return _hours(story, phrase)
    if phrase.count is None or phrase.unit is None:
        return None
    toward = phrase.toward or "past"
    if toward == "after-event" and event is None and phrase.unit == "day" and story.is_of_the_news(phrase):
        return story.told_day()  # dates what is told, whenever the event was
    if toward in ("past", "next"):
        base = story.now(phrase)
        anchor = day_of(base) if base else None
    else:
        anchor = event if toward.endswith("-event") else story.last_told("day", "month", "year", but=toward)
    return shifted(anchor, phrase.unit, phrase.count * STEP[toward]) if anchor else None


def _hours(story: Story, phrase: TimePhrase) -> Stretch | None:
    """Hours before or after the last clock time: of its day, or of two where midnight may lie between."""
    if not story.clocks:
        return None
    told, stretch = story.clocks[-1]
    step = STEP[phrase.toward or "after"]
    hour = int((told.clock or "0")[:2]) + step * (phrase.count or _SOME_HOURS)
    if 0 <= hour < 24:
        return stretch
    other = moved(stretch.first, step)
    first, last = sorted((stretch.first, other))
    return day_of(other) if phrase.count else Stretch(first, last, "days")


def stretch(story: Story, phrase: TimePhrase) -> Stretch | None:
    """The last or the coming so long, to or from the news day."""
    if phrase.count is None or phrase.unit is None or not story.day:
        return None
    unit, count = phrase.unit, phrase.count
    if unit == "week":
        unit, count = "day", count * 7
    elif unit == "year" or unit in YEARS:
        unit, count = "month", count * 12 * YEARS.get(unit, 1)
    here = day_of(story.day) if unit in ("day", "hour") else month_of(story.day.year, story.day.month)
    if phrase.toward == "next":
        there = shifted(here, unit, count)
        return joined(here, there) if there else None
    there = shifted(here, unit, -count)
    return joined(there, here) if there else None


def same_of_year(story: Story, phrase: TimePhrase) -> Stretch | None:
    """ "The same month last year": what was told last, so many years before."""
    told = story.last_told("day", "days", "month", "months")
    if told is None:
        return None
    year = story.year - 1 if phrase.toward == "past" and story.year else told.first.year - 1
    back = 12 * (year - told.last.year)
    if told.grain == "month":
        return month_moved(told.first, back)
    if told.grain == "months":
        return Stretch(month_moved(told.first, back).first, month_moved(told.last, back).last, "months")
    first, last = (real_day(day.year + back // 12, day.month, day.day) for day in (told.first, told.last))
    return Stretch(first, last, told.grain) if first and last else None


def anaphor(story: Story, phrase: TimePhrase) -> Stretch | None:
    """ "That day", "the same year": what was told last, as coarse as the word says."""
    if phrase.unit == "season":
        seasons = (one for other, one in story.recent() if other.kind in ("season", "league-season"))
        return next(seasons, None)
    told = story.last_told(*_FINER.get(phrase.unit or "", ("day", "month", "year")))
    if told is None or phrase.unit == "day":
        return told
    if phrase.unit == "week":
        return week_of(told.first)
    return month_of(told.first.year, told.first.month) if phrase.unit == "month" else year_of(told.first.year)
