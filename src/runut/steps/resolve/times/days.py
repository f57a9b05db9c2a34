"""Calendar arithmetic: stretches of days, and how they are written (ISO date, YYYY-MM, YYYY, A/B)."""

from __future__ import annotations

from calendar import monthrange
from datetime import MINYEAR, date, timedelta

import msgspec

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "third": 4, "half-year": 6, "year": 12}
YEARS = {"octennium": 8, "decade": 10, "century": 100, "millennium": 1000}

# First and last month of a season of the temperate north, and of the two seasons of Indonesia.
_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (12, 2),
    "dry": (4, 9),
    "rains": (10, 3),
}


class Stretch(msgspec.Struct, frozen=True):
    """From ``first`` to ``last``; ``grain``: day month year, or days months years for an interval."""

    first: date
    last: date
    grain: str

    def __str__(self) -> str:
        size = {"day": 10, "days": 10, "month": 7, "months": 7, "year": 4, "years": 4}[self.grain]
        ends = self.first.isoformat()[:size], self.last.isoformat()[:size]
        return ends[0] if self.grain in ("day", "month", "year") else "/".join(ends)


def real_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is none (29 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of(when: date) -> Stretch:
    """One day."""
    return Stretch(when, when, "day")


def month_of(year: int, month: int) -> Stretch:
    """One month; ``month`` may lie outside 1..12 and then counts into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Stretch(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def year_of(year: int) -> Stretch:
    """One year."""
    return Stretch(date(year, 1, 1), date(year, 12, 31), "year")


def years_of(first: int, last: int) -> Stretch:
    """Several years."""
    return Stretch(date(first, 1, 1), date(last, 12, 31), "years")


def week_of(when: date) -> Stretch:
    """Monday to Sunday, as both Indonesian and English newsrooms count in the packs that there are."""
    monday = moved(when, -when.weekday())
    return Stretch(monday, moved(monday, 6), "days")


def joined(first: Stretch, last: Stretch) -> Stretch | None:
    """From the beginning of one to the end of the other, in the finer grain; None where they cross."""
    if last.last < first.first:
        return None
    order = ("day", "month", "year")
    grains = [stretch.grain.rstrip("s") for stretch in (first, last)]
    return Stretch(first.first, last.last, min(grains, key=order.index) + "s")


def moved(when: date, days: int) -> date:
    """So many days later; stays inside what a calendar can say."""
    try:
        return when + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min


def month_moved(when: date, months: int) -> Stretch:
    """The month that lies so many months after the one of the date."""
    at = when.year * 12 + when.month - 1 + months
    at = min(max(at, MINYEAR * 12), 9999 * 12 + 11)
    return month_of(at // 12, at % 12 + 1)


def edge_of(stretch: Stretch, edge: str | None) -> Stretch:
    """The early, middle or late part: ten days of a month, four months of a year, two or three weekdays."""
    third = {"early": 0, "mid": 1, "late": 2}.get(edge or "")
    if third is None:
        return stretch
    first = stretch.first
    if stretch.grain == "month":
        starts, ends = (1, 11, 21), (10, 20, stretch.last.day)
        return Stretch(first.replace(day=starts[third]), first.replace(day=ends[third]), "days")
    if stretch.grain == "year":
        begin, end = month_of(first.year, third * 4 + 1), month_of(first.year, third * 4 + 4)
        return Stretch(begin.first, end.last, "months")
    if stretch.grain == "days" and (stretch.last - first).days == 6:
        begins, stops = (0, 2, 4), (1, 3, 6)
        return Stretch(moved(first, begins[third]), moved(first, stops[third]), "days")
    if stretch.grain == "years":
        share = (stretch.last.year - first.year + 1) // 3
        ends_at = stretch.last.year if third == 2 else first.year + share * (third + 1) - 1
        return years_of(first.year + share * third, ends_at)
    return stretch


def season_of(season: str, year: int) -> Stretch:
    """A season by the year in which it begins."""
    first, last = _SEASONS[season]
    begin, end = month_of(year, first), month_of(year + (last < first), last)
    return Stretch(begin.first, end.last, "months")


def distance(stretch: Stretch, when: date) -> int:
    """Days between a stretch and a date; 0 where it lies inside."""
    return max((stretch.first - when).days, (when - stretch.last).days, 0)


def shifted(anchor: Stretch, unit: str, count: float) -> Stretch | None:
    """So many units after (before, if negative) the anchor; None where it is too coarse to count from."""
    fine = {"day": 0, "month": 1, "year": 2}.get(anchor.grain, 3)
    if unit in _DAYS and fine == 0:
        when = moved(anchor.first, round(count * _DAYS[unit]))
        return week_of(when) if unit == "week" else day_of(when)
    if unit in ("hour", "minute", "second") and fine == 0:
        return day_of(anchor.first) if abs(count) < 24 else day_of(moved(anchor.first, round(count / 24)))
    if unit in _MONTHS and (fine <= 1 or (unit == "year" and fine == 2)):
        months = count * _MONTHS[unit]
        if unit == "year" and count == int(count) and (fine != 1):
            return _year(anchor.first.year + int(count))
        return month_moved(anchor.first, round(months))
    if unit in YEARS and fine <= 2:
        return _year(anchor.first.year + round(count * YEARS[unit]))
    return None


def _year(year: int) -> Stretch | None:
    return year_of(year) if MINYEAR <= year <= 9999 else None
