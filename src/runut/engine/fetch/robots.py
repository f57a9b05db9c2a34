"""What a site's robots.txt allows us (RFC 9309), kept for a day.

Read by Protego: the standard library's parser takes the first rule that fits instead of the longest and knows
no ``*`` inside a path, so that it both asks for what is forbidden and stays away from what is allowed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from math import isfinite

import msgspec
from protego import Protego

from runut.engine.fetch.clock import Clock
from runut.engine.fetch.limits import Manners
from runut.engine.fetch.refusal import NotFetchedError
from runut.engine.fetch.urls import Target
from runut.engine.fetch.wire import Answer

LARGEST = 524_288  # bytes that are read of it; RFC 9309 asks for 500 KiB at least
_KEPT = 86_400.0  # seconds: RFC 9309 says no longer than a day
_KEPT_FAILED = 600.0  # seconds until a site whose robots.txt could not be had is asked again
_MOST_SITES = 500
_LONGEST_LINE = 2_000  # characters: a longer rule fits no address


class _Rules(msgspec.Struct, frozen=True):
    until: float
    parsed: Protego | None = None
    forbidden: NotFetchedError | None = None


class Robots:
    """The rules of every site that was asked. ``ask`` fetches an address with its redirects, or raises."""

    def __init__(self, ask: Callable[[Target], Answer], manners: Manners, clock: Clock) -> None:
        self._ask = ask
        self._manners = manners
        self._clock = clock
        self._known: OrderedDict[str, _Rules] = OrderedDict()

    def check(self, target: Target) -> float:
        """Seconds to leave between two requests to the target's host. Raises NotFetchedError where it is forbidden."""
        rules = self._rules(target)
        if rules.forbidden is not None:
            raise rules.forbidden
        if rules.parsed is None:
            return self._manners.delay
        if not rules.parsed.can_fetch(target.url, self._manners.name):
            raise NotFetchedError(
                f"{target.host} asks readers like this one not to fetch it (robots.txt); open it yourself and save it"
            )
        asked = rules.parsed.crawl_delay(self._manners.name) or 0.0
        wanted = asked if isfinite(asked) else 0.0
        return max(self._manners.delay, min(wanted, self._manners.longest_delay))

    def _rules(self, target: Target) -> _Rules:
        known = self._known.get(target.site)
        if known is not None and self._clock.seconds() < known.until:
            self._known.move_to_end(target.site)
            return known
        rules = self._fetched(target)
        self._known[target.site] = rules
        while len(self._known) > _MOST_SITES:
            self._known.popitem(last=False)
        return rules

    def _fetched(self, target: Target) -> _Rules:
        page = msgspec.structs.replace(target, path="/robots.txt")
        now = self._clock.seconds()
        try:
            answer = self._ask(page)
        except NotFetchedError as error:
            if error.status is not None and error.status != 429 and error.status // 100 in (2, 4):
                return _Rules(now + _KEPT)  # there is none
            if error.unasked or error.wait is not None:
                raise  # its time is known, and it is not the time that a failure is kept for
            return _Rules(now + _KEPT_FAILED, forbidden=_forbidden(target, error))
        return _Rules(now + _KEPT, Protego.parse(_readable(answer.body)))


def _forbidden(target: Target, error: NotFetchedError) -> NotFetchedError:
    """Without knowing the rules nothing may be asked; where nobody answered at all, that is the reason to tell."""
    if error.status is None:
        return error
    return NotFetchedError(f"{target.host}'s robots.txt cannot be had ({error.reason})", again=True)


def _readable(body: bytes) -> str:
    """The file's lines; of one that is too large, those that were read whole."""
    if len(body) >= LARGEST:
        body = body[: body.rfind(b"\n", 0, LARGEST) + 1]
    lines = body.decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
    return "\n".join(line for line in lines if len(line) <= _LONGEST_LINE)
