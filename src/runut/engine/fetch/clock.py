"""Time as the fetcher needs it; tests bring their own."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Seconds that only grow, a way to wait, and the day and time in UTC."""

    def seconds(self) -> float: ...

    def wait(self, seconds: float) -> None: ...

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own."""

    def seconds(self) -> float:
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)

    def now(self) -> datetime:
        return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
