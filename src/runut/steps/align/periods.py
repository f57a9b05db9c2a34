"""When a figure counts: the period that it covers, and the day that it stands for."""

from __future__ import annotations

from runut.model.days import Days
from runut.model.layout import Sentence
from runut.model.reading import Reading, Statement, Timex
from runut.steps.align.clauses import InnerSentences
from runut.steps.align.spots import Spot

_RANGE = 12  # characters between the two ends of a time ("Januari hingga Juni")
_OLD_NEWS = 60  # days before the article: a figure of that time answers another question


class PeriodReader:
    """Reads the times of the figures of one article."""

    def __init__(self, reading: Reading, inner: InnerSentences) -> None:
        self.reading = reading
        self.inner = inner
        self.days = Days(reading)

    def period(
        self, sentence: Sentence, spot: Spot, statement: Statement | None
    ) -> tuple[str | None, str | None]:
        """The period that the figure covers if that is not the story's own time, and the day it stands for.

        A day beside the content dates the words; a day inside it dates the event, and says nothing of when
        it was counted.
        """
        said_on = statement.said_on if statement else None
        period = day = None
        start, end = self.inner.around(sentence, spot.quantity.start)
        inside = [t for t in self.reading.times if t.value and t.start >= start and t.end <= end]
        for at, timex in enumerate(inside):
            value = timex.value or ""
            if value == said_on or self._runs_on(timex, inside[at + 1 : at + 2]):
                continue
            if self.days.is_background(value, _OLD_NEWS):
                period = value[:7] if "/" not in value else value
            elif len(value) == 4:
                period = value
            elif len(value) == 10 and statement and not _is_said(timex, statement):
                day = value
        return period, said_on or day or self.days.written

    def _runs_on(self, timex: Timex, following: list[Timex]) -> bool:
        """ "Dari Januari hingga Juni": the beginning of a time that goes on to the story's own."""
        return any(
            other.start - timex.end <= _RANGE and not self.days.is_background(other.value or "", _OLD_NEWS)
            for other in following
        )


def _is_said(timex: Timex, statement: Statement) -> bool:
    return any(span.start <= timex.start < span.end for span in statement.content)


__all__ = ["PeriodReader"]
