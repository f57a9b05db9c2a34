"""What is known while one reads an article from the top: the news day, and the times told of so far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from runut.model.layout import Layout
from runut.model.published import Published
from runut.model.timephrase import TimePhrase
from runut.steps.resolve.times.days import Stretch, day_of, moved
from runut.steps.resolve.times.nearest import nearest_day

STEP = {"past": -1, "this": 0, "next": 1, "before": -1, "after": 1, "before-event": -1, "after-event": 1}

_NEWS_YEARS = range(
    1600, 2400
)  # a publication date outside these is a slip of the carrier, and not counted from
_SAME_WEEKDAY = 8  # days from the news day within which a weekday and a date with that weekday are the same
_SUBJECT_REACH = 5  # tokens between "laporan tersebut" and "sehari setelah": a verb, its adverbs
_ZONE_REACH = 40  # characters between a day and the same day in another zone
_MEMORY = 100  # times told of that one still looks back at; and phrases that one looks ahead, for speed
_NOT_TOLD = ("clock", "stretch", "decade")  # kinds that later words do not point back at


class Story:
    """The news day and its year, what has been told, and which phrase one is at."""

    def __init__(
        self,
        phrases: list[TimePhrase],
        published: Published,
        layout: Layout,
        pointing: frozenset[str],
        other: frozenset[str] = frozenset(),
    ) -> None:
        day = date.fromisoformat(published.day) if published.day else None
        self.day = day if day and day.year in _NEWS_YEARS else None
        self.year = published.year if published.year in _NEWS_YEARS else None
        self.phrases = phrases
        self.layout = layout
        self.pointing = pointing
        self.other = other
        self.at = 0
        self.told: list[tuple[TimePhrase, Stretch]] = []
        self.clocks: list[tuple[TimePhrase, Stretch]] = []
        self.one_year_seasons = _one_year_seasons(phrases)

    def tell(self, phrase: TimePhrase, stretch: Stretch) -> None:
        """Remember what a phrase was found to mean, for the words that point back at it."""
        if not phrase.inside and phrase.kind not in _NOT_TOLD:
            self.told.append((phrase, stretch))
        if phrase.clock and stretch.grain == "day":
            self.clocks.append((phrase, stretch))

    def now(self, phrase: TimePhrase) -> date | None:
        """The day of the utterance where a quotation's own sentence dates it, else the news day."""
        if not phrase.quoted:
            return self.day
        sentence = self.layout.sentences[self.layout.sentence_at(phrase.start)]
        for other in self.phrases[self.at + 1 : self.at + 1 + _MEMORY]:
            if other.start >= sentence.end:
                break
            if other.kind == "date" and other.weekday and not (other.quoted or other.ahead or other.year):
                return (nearest_day(other, self.day) if self.day else None) or self.day
        return self.day

    def last_told(self, *grains: str, but: str | None = None) -> Stretch | None:
        """The last time told of that is as fine as asked. ``but``: not one that itself is so much before another.

        What went "before" is compared with: the next "before" is counted from the same time again.
        """
        for other, stretch in self.recent():
            compared = but == "before" and other.kind == "shift" and other.toward == "before"
            if stretch.grain in grains and not compared:
                return stretch
        return None

    def recent(self) -> Iterator[tuple[TimePhrase, Stretch]]:
        """What was told, the last first."""
        return islice(reversed(self.told), _MEMORY)

    def told_weekday(self, phrase: TimePhrase, base: date) -> Stretch | None:
        """The date of this weekday that the text gave before: "Senin (29/1)", then "hari Senin"."""
        if phrase.toward:
            return None
        for other, stretch in self.recent():
            same = other.kind == "date" and stretch.first.isoweekday() == phrase.weekday
            if same and abs((stretch.first - base).days) <= _SAME_WEEKDAY:
                return stretch
        return None

    def beside(self, phrase: TimePhrase) -> Stretch | None:
        """The weekday next to the day just named, as another zone has it: "Selasa (3/5) malam atau Rabu pagi WIB"."""
        if not (self.told and phrase.weekday):
            return None
        before, stretch = self.told[-1]
        if (
            stretch.grain != "day"
            or not (before.day or before.weekday)
            or phrase.start - before.end > _ZONE_REACH
        ):
            return None
        between = self.layout.lowers[self.layout.token_at(before.end) : self.layout.token_at(phrase.start)]
        if self.other.isdisjoint(between):
            return None
        step = (phrase.weekday - stretch.first.isoweekday() + 3) % 7 - 3
        return day_of(moved(stretch.first, step)) if abs(step) == 1 else None

    def told_day(self) -> Stretch | None:
        """The day last named by its date or weekday and not spoken of as future, else the news day."""
        for other, stretch in self.recent():
            if other.kind in ("date", "weekday", "deictic") and not other.ahead and stretch.grain == "day":
                return stretch
        return day_of(self.day) if self.day else None

    def is_of_the_news(self, phrase: TimePhrase) -> bool:
        """Whether the subject just before points at what is told: "Hal ini terjadi sehari setelah …"."""
        first = self.layout.sentences[self.layout.sentence_at(phrase.start)].first
        at = self.layout.token_at(phrase.start)
        before = self.layout.lowers[max(first, at - _SUBJECT_REACH) : at]
        return not phrase.ahead and not self.pointing.isdisjoint(before)

    def sentence_year(self, phrase: TimePhrase) -> int | None:
        """The year just named in the sentence: "8 Maret 2017 dan 1 Juni", "tahun lalu, pada 14 Juli"."""
        if not self.told or phrase.weekday:
            return None
        before, stretch = self.told[-1]
        if self.layout.sentence_at(before.start) != self.layout.sentence_at(phrase.start):
            return None
        dated = before.year and before.kind in ("date", "month", "range")
        pointed = before.unit == "year" and before.kind == "unit"
        return stretch.first.year if dated or pointed else None

    def in_told_paragraph(self, phrase: TimePhrase) -> bool:
        """Whether the last time told of stands in the phrase's own paragraph."""
        sentences, at = self.layout.sentences, self.layout.sentence_at
        return sentences[at(self.told[-1][0].start)].paragraph == sentences[at(phrase.start)].paragraph


def _one_year_seasons(phrases: list[TimePhrase]) -> bool:
    """Whether the text names seasons by one year ("musim 2017"), as leagues within a year are."""
    named = [phrase for phrase in phrases if phrase.kind == "league-season" and phrase.year]
    return bool(named) and all(phrase.until_year is None for phrase in named)
