"""Which of the many days, months and weekdays of a name is meant, seen from the news day."""

from __future__ import annotations

from datetime import date

from runut.model.timephrase import TimePhrase
from runut.steps.resolve.days import Stretch, month_moved, moved, real_day

_FAR_AHEAD = 45  # days: without a word of the future, a yearless date further ahead than this is last year's
_SLIP_REACH = 8  # days from the news day within which a misprinted month is mended by the weekday


def nearest_day(phrase: TimePhrase, base: date) -> date | None:
    """A day and month without a year: past unless the sentence speaks of the future; a weekday decides between years."""
    assert phrase.month and phrase.day
    options = [real_day(base.year + step, phrase.month, phrase.day) for step in (-1, 0, 1)]
    days = [day for day in options if day]
    if not days:
        return None
    if phrase.weekday:
        fitting = [day for day in days if day.isoweekday() == phrase.weekday]
        if not fitting and (mended := _mended(phrase, base)):
            return mended
        near = [day for day in fitting if abs((day - base).days) < 200]
        days = near or days
    if phrase.toward == "past":
        return max((day for day in days if day <= base), default=days[0])
    if phrase.ahead or phrase.toward == "next":
        later = [day for day in days if day >= base]
        soon = [day for day in days if -60 <= (day - base).days]
        return (soon or later or days)[0]
    return max((day for day in days if (day - base).days <= _FAR_AHEAD), default=days[0])


def nearest_day_number(phrase: TimePhrase, base: date, *, free: bool) -> date | None:
    """A day number without a month: of the month told of, or (``free``) the nearest to the news day."""
    assert phrase.day
    months = [month_moved(base, step).first for step in ((-1, 0, 1) if free else (0,))]
    days = [day for month in months if (day := real_day(month.year, month.month, phrase.day))]
    if phrase.toward == "past":
        days = [day for day in days if day <= base] or days
    elif phrase.toward == "next" or phrase.ahead:
        days = [day for day in days if day >= base] or days
    return min(days, key=lambda day: _strain(day, base), default=None)


def _strain(day: date, base: date) -> int:
    """How far a day lies from the news day; what is to come counts double, since most news tells of what was."""
    gap = (day - base).days
    return 2 * gap if gap > 0 else -gap


def _mended(phrase: TimePhrase, base: date) -> date | None:
    """The day that a misprint hides: the same day number in another month, near the news day, on the named weekday."""
    assert phrase.day
    for back in range(_SLIP_REACH):
        for day in (moved(base, -back), moved(base, back)):
            if day.day == phrase.day and day.isoweekday() == phrase.weekday:
                return day
    return None


def clash_of(phrase: TimePhrase, stretch: Stretch, text: str, weekdays: list[str]) -> str | None:
    """What does not fit between the weekday named and the date written; ``weekdays`` are their names, Monday first."""
    assert phrase.weekday and phrase.day and phrase.month
    written = real_day(phrase.year or stretch.first.year, phrase.month, phrase.day)
    if written is None or written.isoweekday() == phrase.weekday:
        return None
    words = text[phrase.start : phrase.end]
    told = f"“{words}”: {written.isoformat()} falls on {weekdays[written.weekday()]}"
    return told if written == stretch.first else f"{told}; read as {stretch.first.isoformat()}"


def nearest_month(phrase: TimePhrase, base: date) -> int:
    """The year of a month without one."""
    assert phrase.month
    gap = phrase.month - base.month
    if phrase.toward == "this":
        return base.year
    if phrase.toward == "past":
        return base.year - (gap >= 0)
    if phrase.ahead or phrase.toward == "next":
        return base.year + (gap < 0 if phrase.toward == "next" else gap < -6)
    return base.year - (gap > 1)


def weekday_near(phrase: TimePhrase, base: date) -> date:
    """The weekday before, in, or after the week of the news day; the news day itself where nothing points away."""
    assert phrase.weekday
    back = (base.isoweekday() - phrase.weekday) % 7
    if phrase.toward == "this":
        return moved(base, phrase.weekday - base.isoweekday())
    if phrase.toward == "past":
        return moved(base, -(back or 7))
    if phrase.toward == "next" or phrase.ahead:
        ahead = -back % 7
        return moved(base, ahead or (7 if phrase.toward == "next" else 0))
    return moved(base, -back)
