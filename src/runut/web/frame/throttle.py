"""Guessing passwords is made slow: who fails again and again has to wait, longer each time."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

#: Attempts that are free for one name from one address, for one address, for one name. People mistype a few
#: times; one address may be an office's; a name is limited last, since others could shut its owner out by it.
FREE = (5, 30, 100)
_LONGEST = 900.0  # seconds to wait at most, and after which attempts are forgotten
_KEPT = 10_000  # names and addresses that are remembered


class Throttle:
    """Counts attempts to sign in. An attempt counts before it is judged, so that many at once gain nothing."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._tries: dict[tuple[str, str], tuple[int, float]] = {}

    def attempt(self, address: str, name: str) -> int:
        """Count an attempt. Returns how many seconds to wait before trying again; 0: go on."""
        now = self._clock()
        with self._lock:
            wait = max(self._wait(key, free, now) for key, free in _keys(address, name))
            if wait > 0:
                return int(wait) + 1
            for key, _ in _keys(address, name):
                count, since = self._tries.pop(key, (0, now))
                self._tries[key] = (count + 1 if now - since < _LONGEST else 1, now)
            while len(self._tries) > _KEPT:
                del self._tries[next(iter(self._tries))]
        return 0

    def succeeded(self, address: str, name: str) -> None:
        """It was the right password: forget this name's attempts from there."""
        with self._lock:
            self._tries.pop((address, name), None)

    def _wait(self, key: tuple[str, str], free: int, now: float) -> float:
        count, last = self._tries.get(key, (0, now))
        if count < free:
            return 0.0
        return last + min(_LONGEST, 2.0 ** min(count - free + 1, 16)) - now


def _keys(address: str, name: str) -> list[tuple[tuple[str, str], int]]:
    return list(zip(((address, name), (address, ""), ("", name)), FREE, strict=True))


__all__ = ["FREE", "Throttle"]
