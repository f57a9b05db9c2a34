"""One round through some feeds: what is new in them, an item at a time, with what is to be remembered.

Nothing is stored here. Whoever stores an item together with the state beside it can be killed at any moment: the
next round begins with the first item that was not stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import msgspec

from runut.engine.fetch.clock import stamp
from runut.engine.fetch.fetcher import Fetcher, same_site
from runut.engine.fetch.refusal import NotFetchedError
from runut.engine.fetch.urls import Target, target_of
from runut.errors import UnreadableError
from runut.model.article import Article
from runut.model.fetched import FeedEntry, FeedReading, FeedState, Fetched, Refused, Unchanged
from runut.steps.read import RawPage, article_of_entry, list_entries

_MOST_SEEN = 5_000  # links remembered of a feed that never comes whole; a whole one's own entries are enough
_LARGEST_FILE = 50_000_000  # bytes of a feed on disk


class WatchPolicy(msgspec.Struct, frozen=True):
    """What is followed: links of entries, never links on pages; ``most`` of them in a round at most.

    ``follow`` false: only what the feed itself says. ``same_host``: only links to the feed's own host.
    ``tries``: rounds in which a page may fail for the time being before it is given up.
    """

    follow: bool = True
    most: int = 200
    same_host: bool = False
    tries: int = 20


class Watched(msgspec.Struct, frozen=True):
    """One step of a round: an item of a feed, or None where only the state changed; ``state`` is to be kept with it.

    ``item`` is a page as it came (``fetched`` then tells how), an entry's own words, or a refusal, of the page or
    of the feed itself (``entry`` is then None).
    """

    feed: str
    state: FeedState
    item: RawPage | Article | Refused | None = None
    entry: FeedEntry | None = None
    fetched: Fetched | None = None


def watch_once(
    feeds: Sequence[str],
    fetcher: Fetcher,
    states: Mapping[str, FeedState],
    policy: WatchPolicy | None = None,
    have: Callable[[str], bool] = lambda url: False,
) -> Iterator[Watched]:
    """A round through the feeds (addresses, or files on disk). Every feed's last step carries its final state.

    ``have`` tells of an address whether its page is stored already; it is then not fetched.
    """
    rules = policy or WatchPolicy()
    fetcher.start_round()
    taken: set[str] = set()
    left = rules.most
    for number, feed in enumerate(feeds):
        share = -(-left // (len(feeds) - number))  # so that the first feed does not take what is for all
        round_ = _Round(feed, fetcher, states.get(feed) or FeedState(feed), rules, share)
        yield from round_.steps(lambda url: url in taken or have(url), taken)
        left -= round_.asked


def page_of(fetched: Fetched, published: str | None = None) -> RawPage:
    """An answer as a page that waits to be read; ``published`` is the day that its feed names."""
    return RawPage(fetched.url, fetched.body, fetched.final_url, published, fetched.charset)


class _Round:
    """One feed in one round; ``asked`` counts the pages that were asked for."""

    def __init__(
        self, feed: str, fetcher: Fetcher, state: FeedState, policy: WatchPolicy, share: int
    ) -> None:
        self._feed = feed
        self._fetcher = fetcher
        self._state = state
        self._policy = policy
        self._share = share
        self._base: Target | None = None
        self.asked = 0

    def steps(self, have: Callable[[str], bool], taken: set[str]) -> Iterator[Watched]:
        now = stamp(self._fetcher.clock.now())
        if self._state.due and self._state.due > now:
            yield self._refused(f"its server asks to be left alone until {self._state.due}", now)
            return
        answer = self._ask(now)
        if isinstance(answer, Refused):
            yield self._failed(answer)
        elif isinstance(answer, Unchanged):
            yield self._step(read=now, error=None, due=None)
        else:
            yield from self._read(answer, now, have, taken)

    def _read(
        self, answer: Fetched, now: str, have: Callable[[str], bool], taken: set[str]
    ) -> Iterator[Watched]:
        reading = list_entries(answer.body, self._feed, answer.charset)
        if reading.fault and not reading.entries:
            yield self._failed(Refused(self._feed, reading.fault, now, again=True))
            return
        keys = [self._key(entry) for entry in reading.entries]
        seen = set(self._state.seen)
        waiting = False
        for entry, key in zip(reading.entries, keys, strict=True):
            if key in seen:
                continue
            if have(key):
                seen.add(key)
                self._done(key)
                continue
            if self._policy.follow and entry.link and self.asked >= self._share:
                waiting = True
                continue
            step = self._take(entry, key)
            if key in self._state.seen:
                seen.add(key)
                taken.add(key)
            else:
                waiting = True
            yield step
        yield self._finished(reading, answer, now, keys, waiting)

    def _take(self, entry: FeedEntry, key: str) -> Watched:
        """One entry's step; its key counts as seen unless it is to be tried again."""
        if not (self._policy.follow and entry.link):
            return self._words(entry, key)
        outcome = self._follow(entry, key)
        if isinstance(outcome, Fetched):
            self._done(key)
            page = page_of(outcome, entry.published)
            return Watched(self._feed, self._state, page, entry, outcome)
        if not outcome.again:
            self._done(key)
        elif outcome.wait is None:
            self._try_again(key)
        return Watched(self._feed, self._state, outcome, entry)

    def _words(self, entry: FeedEntry, key: str) -> Watched:
        self._done(key)
        try:
            article = article_of_entry(entry)
            named = msgspec.structs.replace(article, name=key, url=key if entry.link else None)
            return Watched(self._feed, self._state, named, entry)
        except UnreadableError as error:
            now = stamp(self._fetcher.clock.now())
            return Watched(self._feed, self._state, Refused(key, error.reason, now), entry)

    def _follow(self, entry: FeedEntry, key: str) -> Fetched | Refused:
        now = stamp(self._fetcher.clock.now())
        try:
            target = self._target(entry.link or "")
        except NotFetchedError as error:
            return Refused(key, f"the entry's link is not followed: {error.reason}", now)
        host = self._base.host if self._base else None
        if self._policy.same_host and (host is None or not same_site(target.host, host)):
            return Refused(key, f"it lies on {target.host}, not on the feed's own host; not followed", now)
        self.asked += 1
        outcome = self._fetcher.get(target.url, stay_on=host if self._policy.same_host else None)
        if isinstance(outcome, Unchanged):
            raise AssertionError("no validators were sent")
        return outcome

    def _ask(self, now: str) -> Fetched | Unchanged | Refused:
        if "://" not in self._feed:
            return self._from_disk(now)
        answer = self._fetcher.get(self._feed, self._state.validators)
        if isinstance(answer, Fetched):
            self._base = target_of(answer.final_url)
        return answer

    def _from_disk(self, now: str) -> Fetched | Refused:
        path = Path(self._feed)
        try:
            if path.stat().st_size > _LARGEST_FILE:
                return Refused(self._feed, f"a feed of more than {_LARGEST_FILE:,} bytes; split it", now)
            body = path.read_bytes()
        except OSError as error:
            reason = f"cannot be read ({error.strerror}); check the path, or write http:// before an address"
            return Refused(self._feed, reason, now)
        return Fetched(self._feed, self._feed, 200, None, body, None, None, now, "")

    def _target(self, link: str) -> Target:
        return target_of(link, self._base.url if self._base else None)

    def _key(self, entry: FeedEntry) -> str:
        """What an entry is known by from round to round: never its place in the feed, which changes."""
        if entry.link:
            try:
                return self._target(entry.link).url
            except NotFetchedError:
                return entry.link
        said = sha256(f"{entry.title}\n{entry.text}".encode()).hexdigest()
        return entry.id or f"{self._feed}#{said[:16]}"

    def _done(self, key: str) -> None:
        tries = {link: count for link, count in self._state.tries.items() if link != key}
        seen = [*self._state.seen, key][-_MOST_SEEN:]
        self._state = msgspec.structs.replace(self._state, seen=seen, tries=tries)

    def _try_again(self, key: str) -> None:
        count = self._state.tries.get(key, 0) + 1
        if count >= self._policy.tries:
            self._done(key)
        else:
            tries = {**self._state.tries, key: count}
            self._state = msgspec.structs.replace(self._state, tries=tries)

    def _finished(
        self, reading: FeedReading, answer: Fetched, now: str, keys: list[str], waiting: bool
    ) -> Watched:
        """The feed's last step. What left the feed is forgotten, if the feed came whole."""
        present = set(keys)
        state = self._state
        if reading.fault is None:
            seen = [key for key in state.seen if key in present]
            tries = {key: count for key, count in state.tries.items() if key in present}
            state = msgspec.structs.replace(state, seen=seen, tries=tries)
        sure = (
            answer.validators if not waiting and reading.fault is None else FeedState(self._feed).validators
        )
        self._state = state
        return self._step(
            read=now, error=reading.fault, due=None, etag=sure.etag, last_modified=sure.last_modified
        )

    def _failed(self, refused: Refused) -> Watched:
        due = None
        if refused.wait:
            due = stamp(self._fetcher.clock.now() + timedelta(seconds=refused.wait))
        step = self._step(error=refused.reason, due=due)
        return msgspec.structs.replace(step, item=refused)

    def _refused(self, reason: str, now: str) -> Watched:
        return Watched(self._feed, self._state, Refused(self._feed, reason, now, again=True))

    def _step(self, **changes: str | None) -> Watched:
        self._state = msgspec.structs.replace(self._state, **changes)
        return Watched(self._feed, self._state)
