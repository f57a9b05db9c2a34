"""When an article was published, and how one knows."""

from __future__ import annotations

import msgspec


class Published(msgspec.Struct, frozen=True):
    """``value``: an ISO date, an interval ``A/B``, or None. ``origin``: metadata, text, inferred, or None.

    ``day`` is the news day: the one from which "kemarin" and "pekan lalu" are counted. ``year`` is kept where
    the year is known but the day is not. ``why`` tells in words what decided.
    """

    value: str | None = None
    origin: str | None = None
    why: str = ""
    day: str | None = None
    year: int | None = None
