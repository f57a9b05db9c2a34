"""Which year an article belongs to that states none: reasons with weights, added up for each candidate year.

The reasons are those of a careful reader. A weekday with day and month fits only every fifth, sixth or
eleventh year. Years that the text states lie at or shortly before the article's own; how far, depends on
how they are stated: with a day, with a month, barely, in the name of an event, or spoken of as future.
Offices and inventions bound the year on both sides; feasts that move through the year lie near the date in some years
only. Where these leave several years that a weekday fits alike, the year stays open, as it does without any of these
reasons.

Weights are half the natural log-odds of a reason. Those of stated years were counted on two thousand
dated Indonesian articles of 2016 to 2018 (how many years the article is later than the year it states);
the others are set by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from runut.model.layout import Layout
from runut.model.timephrase import TimePhrase
from runut.rules.pack import Pack
from runut.steps.resolve.eras import Era, find_birthdays, find_eras
from runut.steps.resolve.feasts import Feast, feast_weight, find_feasts
from runut.steps.resolve.rates import find_rate
from runut.steps.resolve.times.days import real_day

_LINKED = re.compile(r"(?<=[\w-]/)(20[0-4]\d)/(\d\d)/(\d\d)(?=/)")
_EARLIEST, _LATEST = 1990, 2049
_USUAL = 2014  # news in the form "Jumat (5/5)" fills the web from about then; older years want a reason
_HORIZON = 2026  # the last year that the tables of offices know of; a later year wants a date that names it
_OLD, _BEYOND = -1.0, -0.5  # a year before the usual ones; a year past the horizon
# A date with its weekday but without a year is itself a sign of its time: about 66 of 100 such dates (59 to 76, by
# whether one outlet that never writes the year is counted) lack the year in 1,200
# dated articles of 2016 to 2018, 23 of 100 in a sample of 52 pages of 2019 to 2025 of as many outlets, looked up for
# this; and before 2016 there is less news of this form to be had. Years not listed weigh nothing.
_YEARLESS = {2016: 0.5, 2017: 0.5, 2018: 0.5}
_ALIKE = 0.05  # so near to the best, a year has the same reasons as it
_FITS, _MISFITS = 1.5, -1.5  # a weekday that fits by chance does so in one year of seven; misprints are rarer
_PAIRS = 4  # weekday dates that count; more of them are of the same weeks
_IN_OFFICE, _IN_USE, _BEFORE, _AFTER = 0.5, 0.1, -2.5, -0.7  # names of an era
_LEFT = -1.2  # an office that somebody else holds by then; newspapers say "mantan", though not always
_AGED = {0: 1.2, 1: 0.8}  # years since the birthday at which somebody has the age that the text gives
_ENOUGH = 0.5  # below this no year is taken
_CLEAR = (
    0.5  # how far the best must lead where no weekday decides: then it is right in three of four articles
)
_FEW = 2  # so few years left by offices: the earliest is taken without a lead

# By how many years the article is later than the year it states; what is not listed weighs nothing.
_STATED = {
    "full": {-2: -1.0, -1: -0.5, 0: 2.0, 1: 0.1},  # with its weekday
    "day": {-2: -0.7, -1: 0.0, 0: 1.6, 1: 1.0, 2: 0.5, 3: 0.1},
    "month": {-2: -0.7, -1: 0.1, 0: 1.3, 1: 1.3, 2: 0.9, 3: 0.7},
    "year": {-2: -0.6, -1: 0.1, 0: 0.7, 1: 0.7, 2: 0.9, 3: 0.7, 4: 0.5, 5: 0.5, 6: 0.3},
    "past": {-2: -1.2, -1: -1.2, 0: 0.2, 1: 1.2, 2: 1.0, 3: 0.6, 4: 0.6, 5: 0.6, 6: 0.6},  # "2015 silam"
    "name": {-2: -0.2, -1: 0.7, 0: 1.3, 1: 0.8, 2: 0.4, 3: 0.4, 4: 0.2},
    "season": {-2: -0.3, -1: 0.3, 0: 0.3, 1: 0.9, 2: 0.3, 3: 0.3},
    "league": {-2: -0.3, -1: 1.1, 0: 1.0, 1: 0.5, 2: 0.3, 3: 0.3},
    "ahead": {-5: 0.1, -4: 0.2, -3: 0.3, -2: 0.9, -1: 1.2, 0: 1.2, 1: 0.2, 2: -0.2},
    "until": {-5: 0.4, -4: 0.4, -3: 0.4, -2: 0.4},
}
_FAR_FUTURE = {
    "full": -1.5,
    "day": -0.7,
    "month": -0.7,
    "year": -0.6,
    "past": -1.5,
    "name": -0.5,
    "season": -0.7,
}


# What a year weighs of itself: older than the usual ones, or past the horizon.
_EDGES = {
    year: (_OLD + 0.05 * (year - _USUAL) if year < _USUAL else 0.0) + (_BEYOND if year > _HORIZON else 0.0)
    for year in range(_EARLIEST, _LATEST + 1)
}


class YearChoice(msgspec.Struct, frozen=True):
    """The year, and the reasons in words; None where several years fit alike."""

    year: int | None
    why: str


class Stated(msgspec.Struct, frozen=True):
    """A year that the text states, how it states it, and the phrase that does."""

    year: int
    way: str
    phrase: TimePhrase


@lru_cache(maxsize=4096)
def _weights_of(way: str, stated: int) -> tuple[float, ...]:
    """What a year, stated in some way, says for or against each year of the article."""
    table = _STATED[way]
    far = _FAR_FUTURE.get(way)
    return tuple(
        far or table.get(year - stated, 0.0) if year - stated < -2 else table.get(year - stated, 0.0)
        for year in range(_EARLIEST, _LATEST + 1)
    )


class Clues(msgspec.Struct, frozen=True):
    """All that speaks for or against a year."""

    pairs: list[TimePhrase]
    stated: list[Stated]
    eras: list[tuple[str, tuple[Era, ...], dict[int, float]]]
    month: int | None
    births: list[int] = []
    feasts: list[Feast] = []
    day: int | None = None
    rate: dict[int, float] = {}

    def scores(self) -> dict[int, float]:
        """For each year the sum of the reasons for it."""
        stated = [_weights_of(stated.way, stated.year) for stated in self.stated]
        told = [sum(column, 0.0) for column in zip(*stated, strict=True)] if stated else None
        return {
            year: self._score(year, told[year - _EARLIEST] if told else None)
            for year in range(_EARLIEST, _LATEST + 1)
        }

    def _score(self, year: int, told: float | None) -> float:
        score = _EDGES[year]
        # Most lists are empty, and this runs for every year of every article.
        if self.pairs:
            score += sum([_FITS if self.fits(pair, year) else _MISFITS for pair in self.pairs[:_PAIRS]])
            score += _YEARLESS.get(year, 0.0)
        if told is not None:
            score += told
        if self.births:
            score += sum([_AGED.get(year - birth, 0.0) for birth in self.births])
        if self.feasts and self.month and self.day:
            score += sum([feast_weight(feast, year, self.month, self.day) for feast in self.feasts])
        if self.rate:
            score += self.rate.get(year, 0.0)
        if self.eras:
            score += sum([weights[year] for _, _, weights in self.eras])
        return score

    def fits(self, pair: TimePhrase, year: int) -> bool:
        """Whether the weekday is right in an article of that year (across New Year, in the next to it)."""
        gap = (pair.month or 0) - (self.month or pair.month or 0)
        when = real_day(year - (gap > 6) + (gap < -6), pair.month or 0, pair.day or 0)
        return when is not None and when.isoweekday() == pair.weekday

    def decides(self, year: int) -> bool:
        """Whether a weekday pins the year."""
        phrases = [stated.phrase for stated in self.stated]
        full = any(phrase.weekday and phrase.day and phrase.year == year for phrase in phrases)
        return full or any(self.fits(pair, year) for pair in self.pairs)


def choose_year(phrases: list[TimePhrase], layout: Layout, pack: Pack) -> YearChoice | None:
    """The best-supported year of an article, or None."""
    usable = [phrase for phrase in phrases if phrase.kind != "decade"]
    pairs = _weekday_dates(usable)
    dated = pairs[0] if pairs else _date_of_news(usable)
    month, day = (dated.month, dated.day) if dated else (None, None)
    births, feasts = find_birthdays(usable, layout, pack), find_feasts(layout, pack) if day else []
    clues = Clues(
        pairs,
        _stated_years(usable + _linked(layout.text)),
        [(name, tuple(spans), _era_weights(tuple(spans), month)) for name, spans in find_eras(layout, pack)],
        month,
        births,
        feasts,
        day,
        find_rate(layout.text, pack),
    )
    if not (clues.pairs or clues.stated or clues.eras):
        return None
    scores = clues.scores()
    best, second = sorted(scores, key=lambda year: (-scores[year], year))[:2]
    lead = scores[best] - scores[second]
    alike = lead <= _ALIKE and clues.decides(best)
    equals = [y for y in scores if scores[best] - scores[y] <= _ALIKE and clues.decides(y)] if alike else []
    if scores[best] >= _ENOUGH and len(equals) > 1:
        return YearChoice(None, f"{_pairs_of(clues)} fits {_listed(equals)}, and nothing tells them apart")
    if scores[best] < _ENOUGH or not (
        clues.decides(best) or lead >= _CLEAR or _only_few(scores, best, clues)
    ):
        return None
    return YearChoice(best, _why(best, clues, _rivals(scores, best, lead, clues)))


def _rivals(scores: dict[int, float], best: int, lead: float, clues: Clues) -> list[int]:
    """Years that the best leads by nothing but its lacking the year."""
    most = _YEARLESS.get(best, 0.0)
    if lead > most:
        return []
    return [y for y in scores if y != best and scores[best] - scores[y] <= most and clues.decides(y)]


def _only_few(scores: dict[int, float], best: int, clues: Clues) -> bool:
    """Whether offices, or an age with its day of birth, leave hardly another year than the best."""
    held = any(span.held for _, spans, _ in clues.eras for span in spans)
    return (
        bool(held or clues.births) and sum(score > scores[best] - _CLEAR for score in scores.values()) <= _FEW
    )


def _date_of_news(phrases: Iterable[TimePhrase]) -> TimePhrase | None:
    """The first date, else the first month, that has neither a year nor a weekday."""
    told = [p for p in phrases if p.month and not (p.year or p.ahead or p.inside)]
    dates = [p for p in told if p.kind in ("date", "range") and p.day]
    months = [p for p in told if p.kind == "month" and p.unit != "year"]
    return next(iter(dates + months), None)


def _weekday_dates(phrases: Iterable[TimePhrase]) -> list[TimePhrase]:
    """Dates with a weekday and no year, each once."""
    pairs = (p for p in phrases if p.weekday and p.day and p.month and not p.year)
    return list({(p.weekday, p.day, p.month): p for p in pairs}.values())


def _linked(text: str) -> list[TimePhrase]:
    """The dates in addresses of pages, which a site gives to what it publishes: ".../2017/06/20/..."."""
    if "/20" not in text:
        return []
    return [
        TimePhrase(
            found.start(),
            found.end(),
            "date",
            "day",
            "address",
            day=int(day),
            month=int(month),
            year=int(year),
        )
        for found in _LINKED.finditer(text)
        for year, month, day in [found.groups()]
        if real_day(int(year), int(month), int(day))
    ]


def _stated_years(phrases: Iterable[TimePhrase]) -> list[Stated]:
    """One phrase for each year that the text states, the most exact one."""
    found: dict[int, TimePhrase] = {}
    for phrase in phrases:
        year = phrase.until_year or phrase.year
        if year and (year not in found or _exactness(phrase) > _exactness(found[year])):
            found[year] = phrase
    return [Stated(year, _way_of_stating(phrase), phrase) for year, phrase in found.items()]


def _exactness(phrase: TimePhrase) -> int:
    told = not (
        phrase.inside or phrase.after_until or phrase.ahead
    )  # what is to come says less of the article
    return (
        8 * told
        + (not phrase.inside)
        + 2 * bool(phrase.month)
        + 2 * bool(phrase.day)
        + 4 * bool(phrase.weekday)
    )


def _way_of_stating(phrase: TimePhrase) -> str:
    if phrase.day and phrase.weekday:
        return "full"
    if phrase.after_until and phrase.count is None:  # not "sampai hari ini (3/5/2021)"
        return "until"
    if phrase.ahead or phrase.toward == "next":
        return "ahead"
    if phrase.kind == "season":
        return "season"
    if phrase.kind == "league-season":
        return "league"
    if phrase.inside:
        return "name"
    if phrase.month:
        return "day" if phrase.day else "month"
    return "past" if phrase.toward == "past" else "year"


@lru_cache(maxsize=4096)
def _era_weights(spans: tuple[Era, ...], month: int | None) -> dict[int, float]:
    """What a name says for or against each year."""
    return {year: _era_weight(spans, year, month) for year in _EDGES}


def _era_weight(spans: tuple[Era, ...], year: int, month: int | None) -> float:
    first, last = year * 12 + (month or 1), year * 12 + (month or 12)
    if any(span.first <= last and first <= span.last for span in spans):
        return _IN_OFFICE if any(span.held for span in spans) else _IN_USE
    early = all(last < span.first for span in spans) and not any(span.place for span in spans)
    if early:
        return _BEFORE
    return _LEFT if all(span.held for span in spans) else _AFTER


def _pairs_of(clues: Clues) -> str:
    return "the weekday of " + ", ".join(f"{pair.day}/{pair.month}" for pair in clues.pairs)


def _listed(years: list[int]) -> str:
    return ", ".join(map(str, sorted(years)))


def _why(year: int, clues: Clues, rivals: list[int]) -> str:
    reasons = []
    if fitting := [pair for pair in clues.pairs if clues.fits(pair, year)]:
        dates = ", ".join(f"{pair.day}/{pair.month}" for pair in fitting)
        reasons.append(f"the weekday of {dates} fits {year}")
    if rivals:
        reasons.append(f"it fits {_listed(rivals)} too, when fewer such dates lacked their year")
    if years := sorted(stated.year for stated in clues.stated):
        reasons.append("the text states " + ", ".join(map(str, years)))
    if any(year - birth in _AGED for birth in clues.births):
        reasons.append("an age and a day of birth give it")
    if (
        clues.month
        and clues.day
        and any(feast_weight(f, year, clues.month, clues.day) > 0 for f in clues.feasts)
    ):
        words = ", ".join(" ".join(feast.words) for feast in clues.feasts)
        reasons.append(f"in {year} it lies near the feast that it names ({words})")
    if clues.rate.get(year, 0.0) > 0:
        reasons.append(f"the dollar cost as much in {year}")
    names = [name for name, _, weights in clues.eras if weights[year] > 0]
    if names:
        reasons.append(f"{year} fits its naming of " + ", ".join(names[:4]))
    return "; ".join(reasons)
