"""Days and intervals as ISO strings: overlap, order, and what lies outside a story's own time."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from runut.model.ledger import Piece
from runut.model.reading import Reading

_FEW = 2  # days between which a publication day is left open where it is read off the text


def span_of(value: str | None) -> tuple[date, date] | None:
    """First and last day of an ISO date, month, year or interval A/B; None where it is none of these."""
    if not value:
        return None
    first, _, last = value.partition("/")
    begin, end = _ends(first), _ends(last) if last else _ends(first)
    if begin is None or end is None:
        return None
    return begin[0], max(begin[0], end[1])


def _ends(value: str) -> tuple[date, date] | None:
    parts = value[:10].split("-")
    try:
        year = int(parts[0])
        if len(parts) == 1:
            return date(year, 1, 1), date(year, 12, 31)
        month = int(parts[1])
        if len(parts) == 2:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        day = date(year, month, int(parts[2]))
    except (ValueError, IndexError):
        return None
    return day, day


def days_apart(one: str | None, other: str | None) -> int | None:
    """Days between two dates or intervals: 0 where they overlap, negative where the first is earlier; None
    if unknown."""
    a, b = span_of(one), span_of(other)
    if a is None or b is None:
        return None
    if a[1] < b[0]:
        return (a[1] - b[0]).days
    if b[1] < a[0]:
        return (a[0] - b[1]).days
    return 0


def reference_day(reading: Reading) -> date | None:
    """The day that the article is written on: its publication, else the latest date that it names."""
    published = span_of(reading.published)
    if published:
        return published[1]
    known = [s[1] for t in reading.times if t.value and len(t.value) >= 10 and (s := span_of(t.value))]
    return max(known) if known else None


def has_sure_year(piece: Piece) -> bool:
    """Whether the year of an article is told by its page or its own words, not worked out from a weekday."""
    published = piece.reading.published
    return not published or piece.reading.published_from != "inferred" or published[:4] in piece.layout.text


def _first_of_few(value: str | None) -> str | None:
    """The first day of an interval of a few days: that of the newest dated words."""
    span = span_of(value)
    short = span and value and "/" in value and (span[1] - span[0]).days <= _FEW
    return span[0].isoformat() if span and short else None


class Days:
    """An article's own time."""

    def __init__(self, reading: Reading) -> None:
        self.reference = reference_day(reading)
        value = reading.published
        self.published = value if value and "/" not in value and len(value) >= 10 else None
        self.written = self.published or _first_of_few(value)

    def is_background(self, value: str, margin: int) -> bool:
        """Whether a date lies so far before the article that it belongs to an older affair."""
        span = span_of(value)
        return bool(self.reference and span and (self.reference - span[1]).days > margin)


__all__ = ["Days", "days_apart", "has_sure_year", "reference_day", "span_of"]
