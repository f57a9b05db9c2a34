"""The one way to the network: polite to those who are asked, and safe from them."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from hashlib import sha256

import msgspec

from runut.engine.fetch.addresses import Gate, Resolver, resolve
from runut.engine.fetch.clock import Clock, SystemClock, stamp
from runut.engine.fetch.limits import Limits, Manners
from runut.engine.fetch.pace import Pace, retry_after
from runut.engine.fetch.refusal import NotFetchedError, shown
from runut.engine.fetch.robots import LARGEST as LARGEST_ROBOTS
from runut.engine.fetch.robots import Robots
from runut.engine.fetch.urls import Target, target_of
from runut.engine.fetch.wire import Answer, exchange, trusted
from runut.model.fetched import Fetched, Refused, Unchanged, Validators

_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NO_TEXT = ("image/", "audio/", "video/", "font/")
_LONGEST_VALIDATOR = 1000  # characters; real ones have below 100
_MEANING = {
    401: "it wants a password; open it yourself and save it",
    402: "it wants to be paid; open it yourself and save it",
    403: "it does not let this program in; open it yourself and save it",
    404: "there is no such page; check the address",
    410: "the page was taken away",
    429: "it has been asked too often; try again later",
    451: "the page is withheld for legal reasons",
}
Outcome = Fetched | Unchanged | Refused


class Fetcher:
    """Asks for addresses one at a time; not to be shared between threads.

    Only http and https; only machines on the public internet, at every redirect, unless ``allowed`` names them
    (``host`` or ``host:port``) or ``allow_private`` is set; robots.txt is honoured, hosts get their pauses, and
    what comes back is bounded in size and time. Proxies named in the environment are not used.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        manners: Manners | None = None,
        allowed: Iterable[str] = (),
        allow_private: bool = False,
        resolver: Resolver = resolve,
        clock: Clock | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._manners = manners or Manners()
        self._clock = clock or SystemClock()
        self._gate = Gate(resolver, allowed, allow_private)
        self._pace = Pace(self._clock, self._manners.longest_rest)
        self._robots = Robots(self._ask_robots, self._manners, self._clock)
        self._tls = tls
        self._requests = 0

    @property
    def clock(self) -> Clock:
        return self._clock

    def start_round(self) -> None:
        """Count requests from zero again: ``limits.requests`` bounds one round of reading, not a long watch."""
        self._requests = 0

    def get(self, url: str, known: Validators | None = None, stay_on: str | None = None) -> Outcome:
        """What the address answers. Nothing about the network raises: it comes back as ``Refused``.

        ``known`` are the validators of the answer that one has. ``stay_on``: no redirect may leave this host.
        """
        at = stamp(self._clock.now())
        try:
            target, answer = self._follow(target_of(url), self._headers(known), stay_on)
            if answer.status == 304:
                return self._unchanged(url, known, at)
            return self._fetched(url, target, answer, at)
        except NotFetchedError as error:
            return Refused(url, error.reason, at, error.status, error.again, error.wait)

    def _follow(
        self, target: Target, headers: dict[str, str], stay_on: str | None = None, robots: bool = True
    ) -> tuple[Target, Answer]:
        """Where the redirects end, and the answer there."""
        seconds = self._limits.total
        passed = {target}
        while True:
            delay = self._robots.check(target) if robots else self._manners.delay
            answer, spent = self._ask(target, headers, seconds, delay, robots)
            seconds -= spent
            if answer.status not in _REDIRECTS:
                self._refuse_failure(target, answer)
                return target, answer
            target = self._next(target, answer, stay_on)
            if target in passed:
                raise NotFetchedError("the address redirects in a circle; report it to the site")
            if len(passed) > self._limits.redirects:
                raise NotFetchedError(f"more than {self._limits.redirects} redirects; report it to the site")
            passed.add(target)

    def _next(self, target: Target, answer: Answer, stay_on: str | None) -> Target:
        location = answer.headers.get("location", "").encode("latin-1", "replace").decode("utf-8", "replace")
        if not location.strip():
            raise NotFetchedError(f"{target.host} redirects without saying where", status=answer.status)
        try:
            found = target_of(location, target.url)
        except NotFetchedError as error:
            raise NotFetchedError(
                f"redirected to {shown(location)}, which is not asked: {error.reason}", status=answer.status
            ) from error
        if stay_on is not None and not same_site(found.host, stay_on):
            raise NotFetchedError(f"redirected to {found.host}, which is not {stay_on}", status=answer.status)
        return found

    def _ask(
        self, target: Target, headers: dict[str, str], seconds: float, delay: float, page: bool
    ) -> tuple[Answer, float]:
        """One request, at its time, and the seconds that it took (what was waited out of politeness left out)."""
        if (left := self._pace.left_to_rest(target.host)) > 0:
            raise NotFetchedError(
                f"{target.host} asked to be left alone for {left:.0f} more seconds",
                again=True,
                wait=round(left),
            )
        if self._requests >= self._limits.requests:
            raise NotFetchedError(
                f"this round has made its {self._limits.requests:,} requests; the next one goes on",
                again=True,
            )
        addresses = self._gate.addresses(target)
        if seconds <= 0:
            raise NotFetchedError(f"{target.host} took too long; try again later", again=True)
        self._requests += 1
        if page:
            self._pace.wait(target.host, delay)
        limits = self._limits if page else _for_robots(self._limits)
        began = self._clock.seconds()
        try:
            answer = exchange(target, addresses, headers, limits, seconds, self._context(), cut=not page)
        finally:
            if page:
                self._pace.answered(target.host)
        return answer, self._clock.seconds() - began

    def _ask_robots(self, target: Target) -> Answer:
        return self._follow(target, self._headers(None), robots=False)[1]

    def _refuse_failure(self, target: Target, answer: Answer) -> None:
        status = answer.status
        if status == 304 or (200 <= status < 300 and status not in (204, 205, 206)):
            return
        wait = None
        if status in (429, 503):
            wait = retry_after(answer.headers.get("retry-after"), self._clock.now())
            if wait:
                self._pace.rest(target.host, wait)
        meaning = _MEANING.get(status) or (
            "its server fails; try again later" if status >= 500 else "no page comes"
        )
        asked = f" (it asks for {wait:,} seconds)" if wait else ""
        raise NotFetchedError(
            f"{target.host} answers {status}: {meaning}{asked}",
            again=status >= 500 or status in (408, 425, 429),
            status=status,
            wait=wait,
        )

    def _unchanged(self, url: str, known: Validators | None, at: str) -> Unchanged:
        if known is None or known == Validators():
            raise NotFetchedError(
                "the server says 'not modified' to who has nothing; try again later", again=True
            )
        return Unchanged(url, at)

    def _fetched(self, url: str, target: Target, answer: Answer, at: str) -> Fetched:
        kind = answer.headers.get("content-type")
        if kind and kind.strip().lower().startswith(_NO_TEXT):
            raise NotFetchedError(
                f"the answer is {shown(kind)}, which holds no article", status=answer.status
            )
        return Fetched(
            url=url,
            final_url=target.url,
            status=answer.status,
            content_type=kind,
            body=answer.body,
            etag=_validator(answer.headers.get("etag")),
            last_modified=_validator(answer.headers.get("last-modified")),
            at=at,
            sha256=sha256(answer.body).hexdigest(),
        )

    def _headers(self, known: Validators | None) -> dict[str, str]:
        headers = {
            "User-Agent": self._manners.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        }
        if known is not None and (etag := _validator(known.etag)):
            headers["If-None-Match"] = etag
        if known is not None and (modified := _validator(known.last_modified)):
            headers["If-Modified-Since"] = modified
        return headers

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = trusted()  # a tenth of a second: only when something is asked
        return self._tls


def same_site(host: str, other: str) -> bool:
    """Whether two hosts are the same, "www." and parts before the other's name not counted."""
    one, two = host.removeprefix("www."), other.removeprefix("www.")
    return one == two or one.endswith(f".{two}")


def _for_robots(limits: Limits) -> Limits:
    return msgspec.structs.replace(limits, wire=LARGEST_ROBOTS, unpacked=LARGEST_ROBOTS)


def _validator(written: str | None) -> str | None:
    """A validator as it can be sent back, or None."""
    fit = written and len(written) <= _LONGEST_VALIDATOR and written.isascii() and written.isprintable()
    return written if fit else None
