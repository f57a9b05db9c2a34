"""Feeds and lists of addresses are fetched into the store: each item is kept together with how far its feed is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from runut.engine.fetch import Fetcher, ListedUrl, Watched, WatchPolicy, page_of, watch_once
from runut.model.article import Article, Unread
from runut.model.fetched import FeedState, Fetched, Refused, Validators
from runut.project.desk.taking import Counts, Given, Outcome, keep_outcome, read_given
from runut.project.reading import Choices
from runut.steps.read import RawPage
from runut.store import articles, feeds
from runut.store.database import Database

Told = Callable[[Outcome], None]


def watch_round(
    database: Database,
    wanted: Sequence[str],
    fetcher: Fetcher,
    policy: WatchPolicy,
    choices: Choices,
    told: Told = lambda _: None,
) -> Counts:
    """One round through some feeds (all that the project knows, where none are named). A killed round goes on
    where it was: every item is kept in one transaction with its feed's state."""
    states = known_feeds(database)
    counts = Counts()
    steps = watch_once(
        list(wanted) or sorted(states), fetcher, states, policy, lambda url: _has(database, url)
    )
    for step in steps:
        _keep_step(database, step, choices, counts, told)
    return counts


def known_feeds(database: Database) -> dict[str, FeedState]:
    """What is remembered of each feed."""
    with database.reading() as connection:
        held = feeds.get_feeds(connection)
    return {url: msgspec.json.decode(state, type=FeedState) for url, state in held.items()}


def forget_feed(database: Database, url: str) -> bool:
    """Watch a feed no more; its articles stay. Returns whether it was watched."""
    with database.writing() as connection:
        return feeds.drop_feed(connection, url)


def fetch_list(
    database: Database,
    listed: Iterable[ListedUrl],
    fetcher: Fetcher,
    choices: Choices,
    told: Told = lambda _: None,
) -> Counts:
    """Fetch the pages of a list. One that is there already is asked for only if it has changed since."""
    counts = Counts()
    fetcher.start_round()
    for one in listed:
        answer = fetcher.get(one.url, _validators(database, one.url))
        if isinstance(answer, Fetched):
            outcomes = list(_read(page_of(answer), choices))
        elif isinstance(answer, Refused):
            outcomes = [Outcome(unread=Unread(one.url, answer.reason))]
        else:
            outcomes = [Outcome(same=one.url)]
        _keep(database, outcomes, counts, None)
        if isinstance(answer, Fetched):
            _remember(database, one.url, answer.validators)
        for outcome in outcomes:
            told(outcome)
    return counts


# keeping


def _keep_step(database: Database, step: Watched, choices: Choices, counts: Counts, told: Told) -> None:
    outcomes: list[Outcome] = []
    if isinstance(step.item, Refused):
        outcomes = [Outcome(unread=Unread(step.item.url, step.item.reason))]
    elif step.item is not None:
        outcomes = list(_read(step.item, choices))
    _keep(database, outcomes, counts, step)
    for outcome in outcomes:
        told(outcome)


def _read(item: RawPage | Article, choices: Choices) -> Iterator[Outcome]:
    extractor = "trafilatura" if isinstance(item, RawPage) else "feedparser"
    return read_given([Given(item, item.name, extractor=extractor)], choices)


def _keep(database: Database, outcomes: Sequence[Outcome], counts: Counts, step: Watched | None) -> None:
    """Keep what an item became, with its feed's state: both or neither."""
    with database.writing() as connection:
        for outcome in outcomes:
            keep_outcome(connection, outcome, counts)
            counts.same += outcome.same is not None
        if step is not None:
            feeds.put_feed(connection, step.feed, msgspec.json.encode(step.state))
            if step.item is None and step.state.error is None:
                articles.forget_unread(connection, step.feed)


def _has(database: Database, url: str) -> bool:
    with database.reading() as connection:
        return articles.find_article(connection, url) is not None


def _validators(database: Database, url: str) -> Validators | None:
    """What the server gave with the page that is there."""
    with database.reading() as connection:
        held = feeds.get_validators(connection, url)
        known = articles.find_article(connection, url) is not None
    return msgspec.json.decode(held, type=Validators) if held and known else None


def _remember(database: Database, url: str, given: Validators) -> None:
    if given.etag or given.last_modified:
        with database.writing() as connection:
            feeds.put_validators(connection, url, msgspec.json.encode(given))


__all__ = ["fetch_list", "forget_feed", "known_feeds", "watch_round"]
