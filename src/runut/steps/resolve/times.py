"""Resolve time phrases: which day, month, year or interval each points at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from runut.model.layout import Layout
from runut.model.published import Published
from runut.model.reading import Timex
from runut.model.timephrase import TimePhrase
from runut.rules.pack import Pack
from runut.steps.resolve.days import (
    Stretch,
    day_of,
    edge_of,
    joined,
    month_moved,
    month_of,
    moved,
    real_day,
    season_of,
    shifted,
    week_of,
    year_of,
    years_of,
)
from runut.steps.resolve.nearest import clash_of, nearest_day, nearest_day_number, nearest_month, weekday_near

_STEP = {"past": -1, "this": 0, "next": 1, "before": -1, "after": 1, "before-event": -1, "after-event": 1}
_LATE_SEASON = 8  # leagues that span two years begin in August; June and July lie between two seasons
_SOME_HOURS = 6  # "some hours" are fewer than a night
_NEAR = 40  # characters between "dua hari setelah" and the date that it counts from


def resolve_times(phrases: list[TimePhrase], published: Published, layout: Layout, pack: Pack) -> list[Timex]:
    """A value for every phrase, or None where nothing pins it, in text order."""
    return _Story(phrases, published, layout, pack).timexes()


class _Story:
    """What is known while one reads from the top: the news day, and the time last told of."""

    def __init__(self, phrases: list[TimePhrase], published: Published, layout: Layout, pack: Pack) -> None:
        self.phrases = phrases
        self.layout = layout
        self.weekdays = [row["form"] for row in pack.table("weekdays") if row["class"] == "dayname"]
        self.day = date.fromisoformat(published.day) if published.day else None
        self.year = published.year or (self.day.year if self.day else None)
        self.told: list[tuple[TimePhrase, Stretch]] = []
        self.clocks: list[tuple[TimePhrase, Stretch]] = []

    def timexes(self) -> list[Timex]:
        found = []
        for index, phrase in enumerate(self.phrases):
            clash = None
            stretch = _RESOLVERS[phrase.kind](self, phrase, index)
            if phrase.weekday and phrase.kind == "date" and stretch:
                clash = clash_of(phrase, stretch, self.layout.text, self.weekdays)
            if stretch and not phrase.inside and phrase.kind not in ("clock", "stretch", "decade"):
                self.told.append((phrase, stretch))
            if stretch and phrase.clock and stretch.grain == "day":
                self.clocks.append((phrase, stretch))
            found.append(
                Timex(
                    phrase.start,
                    phrase.end,
                    str(stretch) if stretch else None,
                    phrase.rule,
                    clash,
                    phrase.inside,
                )
            )
        return found

    # --- what a phrase is counted from

    def now(self, phrase: TimePhrase, index: int) -> date | None:
        """The day of the utterance for words in a quotation that is dated in its own sentence, else the news day."""
        if phrase.quoted:
            sentence = self.layout.sentences[self.layout.sentence_at(phrase.start)]
            for other in self.phrases[index + 1 :]:
                if other.start >= sentence.end:
                    break
                if other.kind == "date" and other.weekday and not other.quoted and not other.ahead:
                    stretch = self.date(other, index)
                    return stretch.first if stretch else self.day
        return self.day

    def last_told(self, *grains: str) -> Stretch | None:
        """The last time told of that is as fine as asked."""
        for _, stretch in reversed(self.told):
            if stretch.grain in grains:
                return stretch
        return None

    def sentence_year(self, phrase: TimePhrase) -> int | None:
        """The year that the same sentence has just named with another date."""
        if not self.told or not self.told[-1][0].year or phrase.weekday:
            return None
        before, stretch = self.told[-1]
        here = self.layout.sentence_at(phrase.start)
        same = self.layout.sentence_at(before.start) == here
        return stretch.first.year if same and before.kind in ("date", "month", "range") else None

    # --- days

    def date(self, phrase: TimePhrase, index: int) -> Stretch | None:
        assert phrase.month and phrase.day
        if phrase.year:
            when = real_day(phrase.year, phrase.month, phrase.day)
        elif phrase.unit == "year" and self.year:
            when = real_day(self.year + _STEP[phrase.toward or "this"], phrase.month, phrase.day)
        elif year := self.sentence_year(phrase):
            when = real_day(year, phrase.month, phrase.day)
        elif self.day:
            when = nearest_day(phrase, self.day)
        else:
            when = real_day(self.year, phrase.month, phrase.day) if self.year else None
        return day_of(when) if when else None

    def day_of_month(self, phrase: TimePhrase, index: int) -> Stretch | None:
        assert phrase.day
        base = self.day
        told = self.last_told("day", "month")
        if phrase.unit != "month" and not phrase.toward and told and self._same_paragraph(phrase):
            base = told.first
        if base is None:
            return None
        if phrase.unit == "month":
            month = month_moved(base, _STEP.get(phrase.toward or "this", 0)).first
            when = real_day(month.year, month.month, phrase.day)
        else:
            when = nearest_day_number(phrase, base, free=base == self.day)
        return day_of(when) if when else None

    def _same_paragraph(self, phrase: TimePhrase) -> bool:
        sentences, at = self.layout.sentences, self.layout.sentence_at
        return sentences[at(self.told[-1][0].start)].paragraph == sentences[at(phrase.start)].paragraph

    def weekday(self, phrase: TimePhrase, index: int) -> Stretch | None:
        base = self.now(phrase, index)
        if base is None or not phrase.weekday:
            return None
        if phrase.unit == "week":
            monday = week_of(base).first
            return day_of(moved(monday, 7 * _STEP[phrase.toward or "this"] + phrase.weekday - 1))
        return day_of(weekday_near(phrase, base))

    def deictic(self, phrase: TimePhrase, index: int) -> Stretch | None:
        base = self.now(phrase, index)
        return day_of(moved(base, int(phrase.count or 0))) if base else None

    def next_day(self, phrase: TimePhrase, index: int) -> Stretch | None:
        told = self.last_told("day")
        return day_of(moved(told.first, 1)) if told else None

    def named_day(self, phrase: TimePhrase, index: int) -> Stretch | None:
        if phrase.year or not self.day:
            return self.date(phrase, index)
        return self._named_near(phrase, self.day)

    def _named_near(self, phrase: TimePhrase, base: date) -> Stretch | None:
        assert phrase.month and phrase.day
        options = [real_day(base.year + step, phrase.month, phrase.day) for step in (-1, 0, 1)]
        return day_of(min((day for day in options if day), key=lambda day: abs((day - base).days)))

    def clock(self, phrase: TimePhrase, index: int) -> Stretch | None:
        """A clock time is of the day that was last named by its date or weekday, else of the news day."""
        for other, stretch in reversed(self.told):
            if other.kind in ("date", "weekday", "deictic") and not other.ahead and stretch.grain == "day":
                return stretch
        return day_of(self.day) if self.day else None

    # --- months, years, seasons

    def month(self, phrase: TimePhrase, index: int) -> Stretch | None:
        assert phrase.month
        year = phrase.year
        if year is None and phrase.unit == "year" and self.year:
            year = self.year + _STEP[phrase.toward or "this"]
        if year is None and phrase.toward is None:
            year = self.sentence_year(phrase)
        if year is None and self.day:
            year = nearest_month(phrase, self.day)
        if year is None:
            year = self.year
        return edge_of(month_of(year, phrase.month), phrase.edge) if year else None

    def year_phrase(self, phrase: TimePhrase, index: int) -> Stretch | None:
        return edge_of(year_of(phrase.year), phrase.edge) if phrase.year else None

    def decade(self, phrase: TimePhrase, index: int) -> Stretch | None:
        return edge_of(years_of(phrase.year, phrase.year + 9), phrase.edge) if phrase.year else None

    def season(self, phrase: TimePhrase, index: int) -> Stretch | None:
        assert phrase.season
        if phrase.year:
            return season_of(phrase.season, phrase.year)
        if self.year and (phrase.unit == "year" or not self.day):
            return season_of(phrase.season, self.year + _STEP[phrase.toward or "this"])
        if not self.day:
            return None
        around = [season_of(phrase.season, self.day.year + step) for step in (-2, -1, 0, 1, 2)]
        if phrase.toward == "past":
            return [s for s in around if s.last < self.day][-1]
        if phrase.toward == "next":
            return next(s for s in around if s.first > self.day)
        return min(around, key=lambda s: _distance(s, self.day))

    def league_season(self, phrase: TimePhrase, index: int) -> Stretch | None:
        if phrase.year:
            until = phrase.until_year
            if until is None or not phrase.year <= until:
                return year_of(phrase.year)
            return years_of(phrase.year, until)
        if not self.day:  # "last season" ends in the article's own year, whichever month it is but for spring
            return years_of(self.year - 1, self.year) if self.year and phrase.toward == "past" else None
        running = self.day.year if self.day.month >= _LATE_SEASON else self.day.year - 1
        step = _STEP.get(phrase.toward or "this", 0)
        if self.day.month in (6, 7) and step < 0:  # between two seasons: "musim lalu" is the one just over
            step = 0
        return years_of(running + step, running + step + 1)

    def quarter(self, phrase: TimePhrase, index: int) -> Stretch | None:
        year = phrase.year
        if year is None and self.year:
            year = self.year + _STEP.get(phrase.toward or "this", 0)
        months = {"quarter": 3, "third": 4, "half-year": 6}.get(phrase.unit or "", 3)
        number = int(phrase.count or 0)
        if year is None or not 1 <= number <= 12 // months:
            return None
        begin, end = month_of(year, (number - 1) * months + 1), month_of(year, number * months)
        return Stretch(begin.first, end.last, "months")

    # --- counted

    def shift(self, phrase: TimePhrase, index: int) -> Stretch | None:
        if phrase.unit == "hour" and phrase.toward in ("before", "after"):
            return self.hours(phrase)
        if phrase.count is None or phrase.unit is None:
            return None
        toward = phrase.toward or "past"
        if toward in ("past", "next"):
            base = self.now(phrase, index)
            anchor = day_of(base) if base else None
        elif toward.endswith("-event"):
            anchor = self._following(phrase, index)
        else:
            anchor = self.last_told("day", "month", "year")
            anchor = self.told[-1][1] if anchor and self.told[-1][1].grain in ("month", "year") else anchor
        return shifted(anchor, phrase.unit, phrase.count * _STEP[toward]) if anchor else None

    def hours(self, phrase: TimePhrase) -> Stretch | None:
        """Some hours before or after the last clock time: of its day, or of two days where midnight may lie between."""
        if not self.clocks:
            return None
        told, stretch = self.clocks[-1]
        step = _STEP[phrase.toward or "after"]
        hour = int((told.clock or "0")[:2]) + step * (phrase.count or _SOME_HOURS)
        if 0 <= hour < 24:
            return stretch
        other = moved(stretch.first, step)
        ends = sorted((stretch.first, other))
        return day_of(other) if phrase.count else Stretch(ends[0], ends[1], "days")

    def _following(self, phrase: TimePhrase, index: int) -> Stretch | None:
        if index + 1 >= len(self.phrases):
            return None
        other = self.phrases[index + 1]
        if other.start - phrase.end > _NEAR or other.kind not in (
            "date",
            "month",
            "year",
            "named-day",
            "weekday",
        ):
            return None
        return _RESOLVERS[other.kind](self, other, index + 1)

    def stretch(self, phrase: TimePhrase, index: int) -> Stretch | None:
        """The last or the coming so long, to or from the news day."""
        if phrase.count is None or phrase.unit is None or not self.day:
            return None
        sign = 1 if phrase.toward == "next" else -1
        fine = phrase.unit in ("day", "week", "hour")
        unit, count = ("day", phrase.count * 7) if phrase.unit == "week" else (phrase.unit, phrase.count)
        if unit in ("year", "decade", "century", "octennium"):
            years = {"year": 1, "decade": 10, "century": 100, "octennium": 8}[unit]
            unit, count = "month", count * 12 * years
        here = day_of(self.day) if fine else month_of(self.day.year, self.day.month)
        there = shifted(here, unit, sign * count)
        if there is None:
            return None
        return joined(here, there) if sign > 0 else joined(there, here)

    def unit(self, phrase: TimePhrase, index: int) -> Stretch | None:
        base, step, unit = self.day, _STEP[phrase.toward or "this"], phrase.unit
        if base is None and self.year and unit in ("year", "decade", "century"):
            base = date(self.year, 7, 1)
        if base is None:
            return None
        if unit == "week":
            return edge_of(week_of(moved(base, 7 * step)), phrase.edge)
        if unit == "month":
            return edge_of(month_moved(base, step), phrase.edge)
        if unit == "year":
            return edge_of(year_of(base.year + step), phrase.edge)
        size = {"decade": 10, "century": 100, "millennium": 1000}.get(unit or "")
        if size is None:
            return None
        turn = 0 if size == 10 else 1
        first = (base.year - turn) // size * size + turn + step * size
        return edge_of(years_of(first, first + size - 1), phrase.edge)

    def weekend(self, phrase: TimePhrase, index: int) -> Stretch | None:
        if not self.day:
            return None
        saturday = moved(week_of(self.day).first, 5 + 7 * _STEP[phrase.toward or "this"])
        return Stretch(saturday, moved(saturday, 1), "days")

    # --- the same again

    def anaphor(self, phrase: TimePhrase, index: int) -> Stretch | None:
        if phrase.unit == "season":
            seasons = [s for p, s in self.told if p.kind in ("season", "league-season")]
            return seasons[-1] if seasons else None
        told = self.last_told(
            *{"day": ("day",), "month": ("day", "month")}.get(phrase.unit or "", ("day", "month", "year"))
        )
        if told is None or phrase.unit == "day":
            return told
        if phrase.unit == "week":
            return week_of(told.first) if told.grain == "day" else None
        if phrase.unit == "month":
            return month_of(told.first.year, told.first.month)
        return year_of(told.first.year)

    def range(self, phrase: TimePhrase, index: int) -> Stretch | None:
        first, last = self._ends(phrase)
        begin = self._end(first, index, last)
        if begin is None:
            return None
        if last.year is None and last.month and first.year is None:
            last = _with(last, year=begin.first.year + (last.month < (first.month or last.month)))
        until = self._end(last, index, first)
        return joined(begin, until) if until else None

    def _ends(self, phrase: TimePhrase) -> tuple[TimePhrase, TimePhrase]:
        """The two ends as phrases of their own; what one lacks it takes from the other ("8 dan 13 Oktober 2017")."""
        month, until_month = phrase.month, phrase.until_month or phrase.month
        first = _with(phrase, month=month or until_month, year=phrase.year)
        last = _with(
            phrase, weekday=phrase.until_weekday, day=phrase.until_day, month=until_month,
            year=phrase.until_year or phrase.year, edge=None,
        )  # fmt: skip
        if phrase.until_year and not phrase.year and first.month and last.month:
            first = _with(first, year=phrase.until_year - (last.month < first.month))
        return first, last

    def _end(self, end: TimePhrase, index: int, other: TimePhrase) -> Stretch | None:
        if end.day and end.month:
            return self.date(end, index)
        if end.day:
            return self.day_of_month(end, index)
        return self.month(end, index) if end.month else self.year_phrase(end, index)

    def open(self, phrase: TimePhrase, index: int) -> None:
        return None


def _distance(stretch: Stretch, day: date | None) -> int:
    assert day
    return max((stretch.first - day).days, (day - stretch.last).days, 0)


def _with(phrase: TimePhrase, **parts: object) -> TimePhrase:
    return msgspec.structs.replace(phrase, **parts)


_RESOLVERS: dict[str, Callable[[_Story, TimePhrase, int], Stretch | None]] = {
    "date": _Story.date,
    "day-of-month": _Story.day_of_month,
    "weekday": _Story.weekday,
    "deictic": _Story.deictic,
    "next-day": _Story.next_day,
    "named-day": _Story.named_day,
    "clock": _Story.clock,
    "month": _Story.month,
    "year": _Story.year_phrase,
    "decade": _Story.decade,
    "season": _Story.season,
    "league-season": _Story.league_season,
    "quarter": _Story.quarter,
    "shift": _Story.shift,
    "stretch": _Story.stretch,
    "unit": _Story.unit,
    "weekend": _Story.weekend,
    "anaphor": _Story.anaphor,
    "range": _Story.range,
    "open": _Story.open,
}
