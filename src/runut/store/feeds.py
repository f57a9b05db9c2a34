"""Feeds that are watched, how far each has been read, and what pages were fetched with."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from runut.store.rows import insert_or_replace, now
from runut.store.tables import feed, page


def put_feed(connection: Connection, url: str, state: bytes) -> None:
    """Remember a feed's state; JSON of a record that the fetcher knows."""
    insert_or_replace(connection, feed, {"url": url, "state": state, "added_at": now()})


def get_feeds(connection: Connection) -> dict[str, bytes]:
    """The states of all feeds by their addresses."""
    return {row.url: row.state for row in connection.execute(select(feed).order_by(feed.c.url))}


def drop_feed(connection: Connection, url: str) -> bool:
    """Watch a feed no more; its articles stay."""
    return connection.execute(delete(feed).where(feed.c.url == url)).rowcount > 0


def get_validators(connection: Connection, url: str) -> bytes | None:
    """What a page's server gave with it, as it was put."""
    return connection.execute(select(page.c.validators).where(page.c.url == url)).scalar()


def put_validators(connection: Connection, url: str, validators: bytes) -> None:
    """Remember what a page's server gave with it; JSON of a record that the fetcher knows."""
    insert_or_replace(connection, page, {"url": url, "validators": validators})


__all__ = ["drop_feed", "get_feeds", "get_validators", "put_feed", "put_validators"]
