"""Dates as carriers write them: in figures. Dates in words are a language's, and left to its pack."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_SLASHES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6}|T\d{4,6})?Z?$")
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?$|\d{12,13}$")


def read_date(written: str | None) -> tuple[str | None, str | None]:
    """A carrier's date as (ISO day, None), or (None, its words) where only a language pack can read it.

    Days stand before months where both are numbers: so Indonesia writes, and most of the world.
    """
    if not written:
        return None, None
    written = written.strip()
    for pattern, order in ((_ISO, (1, 2, 3)), (_COMPACT, (1, 2, 3)), (_SLASHES, (3, 2, 1))):
        match = pattern.match(written)
        if match:
            day = _day(*(int(match.group(i)) for i in order))
            return (day, None) if day else (None, written)
    if _SECONDS.match(written):
        seconds = float(written) / (1000 if len(written) > 11 and "." not in written else 1)
        return datetime.fromtimestamp(seconds, UTC).date().isoformat(), None
    try:
        return parsedate_to_datetime(written).date().isoformat(), None
    except (TypeError, ValueError, OverflowError):
        return None, written


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime(year, month, day).date().isoformat()
    except ValueError:
        return None
