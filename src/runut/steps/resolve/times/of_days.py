"""Days: dates, weekdays, "kemarin", day numbers, named days, clock times."""

from __future__ import annotations

from datetime import date

from runut.model.timephrase import TimePhrase
from runut.steps.resolve.times.days import Stretch, day_of, month_moved, moved, real_day, week_of
from runut.steps.resolve.times.nearest import (
    misprinted_year,
    nearest_day,
    nearest_day_number,
    weekday_near,
)
from runut.steps.resolve.times.story import STEP, Story


def date_phrase(story: Story, phrase: TimePhrase) -> Stretch | None:
    """A day and month: its own year, else the one that the sentence, the weekday or the news day gives."""
    when = _date(story, phrase, phrase.month or 0, phrase.day or 0)
    return day_of(when) if when else None


def _date(story: Story, phrase: TimePhrase, month: int, day: int) -> date | None:
    if phrase.year:
        when = real_day(phrase.year, month, day)
        if story.day and when and phrase.weekday and when.isoweekday() != phrase.weekday:
            return misprinted_year(phrase, story.day) or when
        return when
    if phrase.unit == "year" and story.year:
        return real_day(story.year + STEP[phrase.toward or "this"], month, day)
    if year := story.sentence_year(phrase):
        return real_day(year, month, day)
    if story.day:
        return nearest_day(phrase, story.day)
    return real_day(story.year, month, day) if story.year else None


def day_number(story: Story, phrase: TimePhrase) -> Stretch | None:
    """A day number: of the month that the paragraph tells of, of the one pointed at, or near the news day."""
    base = story.day
    told = story.last_told("day", "month")
    if told and phrase.unit != "month" and not phrase.toward and story.in_told_paragraph(phrase):
        base = told.first
    if base is None:
        return None
    if phrase.unit == "month":
        month = month_moved(base, STEP.get(phrase.toward or "this", 0)).first
        when = real_day(month.year, month.month, phrase.day or 0)
    else:
        when = nearest_day_number(phrase, base, free=base == story.day)
    return day_of(when) if when else None


def weekday(story: Story, phrase: TimePhrase) -> Stretch | None:
    """A weekday without a date."""
    base = story.now(phrase)
    if base is None or not phrase.weekday:
        return None
    if phrase.unit == "week":
        monday = week_of(base).first
        return day_of(moved(monday, 7 * STEP[phrase.toward or "this"] + phrase.weekday - 1))
    same = story.told_weekday(phrase, base) or story.beside(phrase)
    return same or day_of(weekday_near(phrase, base))


def deictic(story: Story, phrase: TimePhrase) -> Stretch | None:
    """So many days from the day of the utterance: "kemarin", "besok"."""
    base = story.now(phrase)
    return day_of(moved(base, int(phrase.count or 0))) if base else None


def next_day(story: Story, phrase: TimePhrase) -> Stretch | None:
    """The day after the one last told of."""
    told = story.last_told("day")
    return day_of(moved(told.first, 1)) if told else None


def named_day(story: Story, phrase: TimePhrase) -> Stretch | None:
    """A day with a name: of the year given, else the one nearest to the news day."""
    if phrase.year or not story.day:
        return date_phrase(story, phrase)
    base = story.day
    options = [real_day(base.year + step, phrase.month or 0, phrase.day or 0) for step in (-1, 0, 1)]
    nearest = min((day for day in options if day), key=lambda day: abs((day - base).days), default=None)
    return day_of(nearest) if nearest else None


def clock(story: Story, phrase: TimePhrase) -> Stretch | None:
    """A clock time is of the day that was last named by its date or weekday."""
    return story.told_day()
