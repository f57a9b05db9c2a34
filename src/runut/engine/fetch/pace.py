"""How long each host is left in peace: a pause between requests, and a rest where its server asks for one."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from runut.engine.fetch.clock import Clock

_MOST_HOSTS = 10_000  # remembered; beyond, those whose time is over are forgotten


class Pace:
    """When each host may be asked again."""

    def __init__(self, clock: Clock, longest_rest: float) -> None:
        self._clock = clock
        self._longest_rest = longest_rest
        self._last: dict[str, float] = {}
        self._rests: dict[str, float] = {}

    def wait(self, host: str, delay: float) -> None:
        """Wait until ``delay`` seconds have passed since the host's last answer."""
        last = self._last.get(host)
        if last is not None and (left := last + delay - self._clock.seconds()) > 0:
            self._clock.wait(left)

    def answered(self, host: str) -> None:
        """From now on the host has its pause."""
        if len(self._last) >= _MOST_HOSTS:
            oldest = sorted(self._last, key=self._last.__getitem__)[: _MOST_HOSTS // 2]
            for name in oldest:
                del self._last[name]
        self._last[host] = self._clock.seconds()

    def rest(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long."""
        self._rests[host] = self._clock.seconds() + min(seconds, self._longest_rest)

    def left_to_rest(self, host: str) -> float:
        """Seconds until the host may be asked again; 0 where it may be now."""
        left = self._rests.get(host, 0.0) - self._clock.seconds()
        if left <= 0:
            self._rests.pop(host, None)
        return max(0.0, left)


def retry_after(written: str | None, now: datetime) -> int | None:
    """Seconds that a Retry-After header asks for, as a number or as a date; None where it cannot be read."""
    text = (written or "").strip()
    if text.isascii() and text.isdigit():
        return int(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    moment = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0, int((moment - now).total_seconds()))
