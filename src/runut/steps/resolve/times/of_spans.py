"""Longer times: months, years, decades, seasons, quarters, "pekan lalu"."""

from __future__ import annotations

from datetime import date

from runut.model.timephrase import TimePhrase
from runut.steps.resolve.times.days import (
    Stretch,
    distance,
    edge_of,
    month_moved,
    month_of,
    moved,
    season_of,
    week_of,
    year_of,
    years_of,
)
from runut.steps.resolve.times.nearest import nearest_month
from runut.steps.resolve.times.story import STEP, Story

_WEEKS = 5  # begun in a month
_LATE_SEASON = (8, 1)  # leagues that span two years begin in August
_SEASON_OVER = (5, 25)  # and end towards the end of May
_PARTS_OF_YEAR = {"quarter": 3, "third": 4, "half-year": 6}  # months in each
_ROUND_YEARS = {
    "decade": (10, 0),
    "century": (100, 1),
    "millennium": (1000, 1),
}  # length, first year of the first


def month(story: Story, phrase: TimePhrase) -> Stretch | None:
    """A month: of its own year, else of the one that the sentence or the news day gives."""
    year = phrase.year
    if year is None and phrase.unit == "year" and story.year:
        year = story.year + STEP[phrase.toward or "this"]
    if year is None and phrase.toward is None:
        year = story.sentence_year(phrase)
    if year is None and story.day:
        year = nearest_month(phrase, story.day)
    year = year or story.year
    return edge_of(month_of(year, phrase.month or 1), phrase.edge) if year else None


def week_of_month(story: Story, phrase: TimePhrase) -> Stretch | None:
    """The first, second ... seven days of a month; the fifth are what is left of it."""
    whole = month(story, phrase) if phrase.month else _unit(story, "month", STEP[phrase.toward or "this"])
    number = int(phrase.count or 0)
    if whole is None or not 1 <= number <= _WEEKS:
        return None
    first = moved(whole.first, 7 * (number - 1))
    return Stretch(first, min(moved(first, 6), whole.last), "days") if first <= whole.last else None


def year(story: Story, phrase: TimePhrase) -> Stretch | None:
    """A year that is stated."""
    return edge_of(year_of(phrase.year), phrase.edge) if phrase.year else None


def decade(story: Story, phrase: TimePhrase) -> Stretch | None:
    """Ten years from the one that names them."""
    return edge_of(years_of(phrase.year, phrase.year + 9), phrase.edge) if phrase.year else None


def season(story: Story, phrase: TimePhrase) -> Stretch | None:
    """A season of the weather."""
    name = phrase.season or "summer"
    if phrase.year:
        return edge_of(season_of(name, phrase.year), phrase.edge)
    if story.year and (phrase.unit == "year" or not story.day):
        return season_of(name, story.year + STEP[phrase.toward or "this"])
    if not story.day:
        return None
    now = story.day
    around = [season_of(name, now.year + step) for step in (-2, -1, 0, 1, 2)]
    if phrase.toward == "past":
        return [one for one in around if one.last < now][-1]
    if phrase.toward == "next":
        return next(one for one in around if one.first > now)
    return min(around, key=lambda one: distance(one, now))


def league_season(story: Story, phrase: TimePhrase) -> Stretch | None:
    """A season of a league, which spans two years or, where the text names it by one, a single year."""
    if phrase.year:
        until = phrase.until_year or 0
        return years_of(phrase.year, until) if until >= phrase.year else year_of(phrase.year)
    if not story.day:  # "last season" ends in the article's own year, whichever month it is but for autumn
        return years_of(story.year - 1, story.year) if story.year and phrase.toward == "past" else None
    step = STEP.get(phrase.toward or "this", 0)
    if story.one_year_seasons:
        return year_of(story.day.year + step)
    today = (story.day.month, story.day.day)
    running = story.day.year - (today < _LATE_SEASON)
    if step < 0 and _SEASON_OVER <= today < _LATE_SEASON:
        step = 0  # between two seasons "musim lalu" is the one just over
    return years_of(running + step, running + step + 1)


def quarter(story: Story, phrase: TimePhrase) -> Stretch | None:
    """A quarter, third or half of a year."""
    year = phrase.year
    if year is None and story.year:
        year = story.year + STEP.get(phrase.toward or "this", 0)
    months = _PARTS_OF_YEAR.get(phrase.unit or "", 3)
    number = int(phrase.count or 0)
    if year is None or not 1 <= number <= 12 // months:
        return None
    begin, end = month_of(year, (number - 1) * months + 1), month_of(year, number * months)
    return Stretch(begin.first, end.last, "months")


def unit(story: Story, phrase: TimePhrase) -> Stretch | None:
    """This, the last or the next week, month, year, quarter, decade …, or an edge of it."""
    found = _unit(story, phrase.unit or "", STEP[phrase.toward or "this"])
    return edge_of(found, phrase.edge) if found else None


def _unit(story: Story, name: str, step: int) -> Stretch | None:
    year = story.year
    if year is None:
        return None
    if name == "year":
        return year_of(year + step)
    if name in _ROUND_YEARS:
        size, turn = _ROUND_YEARS[name]
        first = (year - turn) // size * size + turn + step * size
        return years_of(first, first + size - 1) if first > 0 else None
    return _part_of_year(story.day, name, step) if story.day else None


def _part_of_year(today: date, name: str, step: int) -> Stretch | None:
    if name == "week":
        return week_of(moved(today, 7 * step))
    if name == "month":
        return month_moved(today, step)
    if name not in _PARTS_OF_YEAR:
        return None
    months = _PARTS_OF_YEAR[name]
    begin = month_of(today.year, (today.month - 1) // months * months + 1 + step * months)
    return Stretch(begin.first, month_moved(begin.first, months - 1).last, "months")


def weekend(story: Story, phrase: TimePhrase) -> Stretch | None:
    """Saturday and Sunday of this, the last or the next week."""
    if not story.day:
        return None
    saturday = moved(week_of(story.day).first, 5 + 7 * STEP[phrase.toward or "this"])
    return Stretch(saturday, moved(saturday, 1), "days")
