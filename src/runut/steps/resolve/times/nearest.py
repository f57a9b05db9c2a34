"""Which of the many days, months and weekdays of a name is meant, seen from the news day."""

from __future__ import annotations

from datetime import date

from runut.model.timephrase import TimePhrase
from runut.steps.resolve.times.days import Stretch, month_moved, moved, real_day

# Without a word for past or future a yearless date is of the news day's own calendar year, unless that lies
# further ahead than this ("sejak 13 Desember", told in January). Days, and months.
_FAR_AHEAD, _MONTHS_AHEAD = 240, 8
_ENDS = {"early": 10, "mid": 20}  # last day of the early and the middle part of a month
_SLIP_REACH = 8  # days from the news day within which a misprinted month is mended by the weekday


def nearest_day(phrase: TimePhrase, base: date) -> date | None:
    """A day and month without a year, by the weekday, the words for past and future, and the news day."""
    assert phrase.month
    assert phrase.day
    options = [real_day(base.year + step, phrase.month, phrase.day) for step in (-1, 0, 1)]
    days = [day for day in options if day]
    if not days:
        return None
    if phrase.weekday:
        fitting = [day for day in days if day.isoweekday() == phrase.weekday]
        if not fitting and (mended := _mended(phrase, base)):
            return mended
        days = [day for day in fitting if abs((day - base).days) < _FAR_AHEAD] or days
    if phrase.toward == "past":
        return max((day for day in days if day <= base), default=days[0])
    if phrase.ahead or phrase.toward == "next":
        later = [day for day in days if day >= base]
        soon = [day for day in days if (day - base).days >= -60]
        return (soon or later or days)[0]
    own = [day for day in days if day.year == base.year and (day - base).days <= _FAR_AHEAD]
    return own[0] if own else max((day for day in days if day <= base), default=days[0])


def misprinted_year(phrase: TimePhrase, base: date) -> date | None:
    """The day meant where the weekday denies the year that is written and fits that of the news day."""
    assert phrase.month
    assert phrase.day
    for year in (base.year, base.year - 1, base.year + 1):
        day = real_day(year, phrase.month, phrase.day)
        if day and day.isoweekday() == phrase.weekday and abs((day - base).days) <= _SLIP_REACH:
            return day
    return None


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
    """How far a day lies from the news day; what is to come counts double: most news tells of what was."""
    gap = (day - base).days
    return 2 * gap if gap > 0 else -gap


def _mended(phrase: TimePhrase, base: date) -> date | None:
    """The day that a misprint hides: the same number in another month, near the news day, on the weekday."""
    assert phrase.day
    for back in range(_SLIP_REACH):
        for day in (moved(base, -back), moved(base, back)):
            if day.day == phrase.day and day.isoweekday() == phrase.weekday:
                return day
    return None


def clash_of(phrase: TimePhrase, stretch: Stretch, text: str, weekdays: list[str]) -> str | None:
    """What does not fit between weekday and date; ``weekdays`` are their names, Monday first."""
    if phrase.kind != "date" or not (phrase.weekday and phrase.day and phrase.month):
        return None
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
        over = gap == 0 and base.day > _ENDS.get(phrase.edge or "", 31)  # "awal Juli lalu", told late in July
        return base.year - (gap >= 0 and not over)
    if phrase.ahead or phrase.toward == "next":
        return base.year + (gap < 0 if phrase.toward == "next" else gap < -6)
    return base.year - (gap > _MONTHS_AHEAD)


def weekday_near(phrase: TimePhrase, base: date) -> date:
    """The weekday before, in, or after the week of the news day; that day itself if nothing points away."""
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
