"""A time phrase as the words show it, before anyone knows when the article was written."""

from __future__ import annotations

import msgspec


class TimePhrase(msgspec.Struct, frozen=True, omit_defaults=True):
    """A phrase that points at the calendar: its span, its kind, and the parts that its words name.

    ``kind``: date day-of-month named-day weekday deictic next-day clock month year decade season
    league-season quarter unit weekend range shift stretch anaphor same-of-year
    week-of-month open. ``grain`` is what it points at:
    day month year interval open. ``toward``: past this next that before after, and before-event
    after-event where the words after the phrase say of what. ``count`` and ``unit`` belong to shifts
    ("tiga bulan lalu"); ``count`` of a date tells how many days from today it is, where the words do ("kemarin
    (3/5)"); ``edge`` is early mid late; ``until_*`` end a range. ``ahead`` tells that the
    sentence speaks of the future before the phrase; ``inside`` that the phrase is part of the name of a
    law or an event; ``quoted`` that it stands between quotation marks; ``after_until`` that a word for
    "until" leads up to it; ``typo`` that a month is misspelt by one letter.
    """

    start: int
    end: int
    kind: str
    grain: str
    rule: str
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    until_weekday: int | None = None
    until_day: int | None = None
    until_month: int | None = None
    until_year: int | None = None
    toward: str | None = None
    count: float | None = None
    unit: str | None = None
    edge: str | None = None
    part: str | None = None
    clock: str | None = None
    zone: str | None = None
    season: str | None = None
    ahead: bool = False
    inside: bool = False
    quoted: bool = False
    typo: bool = False
    after_until: bool = False
