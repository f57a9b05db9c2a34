"""RSS and Atom: entries with what they say of themselves.

``<source>`` names whose article an entry is; the feed only carries it.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, BinaryIO

from runut.errors import UnreadableError
from runut.model.article import Article, Unread
from runut.steps.read.dates import read_date
from runut.steps.read.markup import flatten


def read_feed(stream: BinaryIO, name: str) -> Iterator[Article | Unread]:
    """One article an entry: its content, else its summary."""
    import feedparser  # slow to import

    raw = stream.read()
    feed = feedparser.parse(raw, resolve_relative_uris=False, sanitize_html=False)
    if not feed.entries:
        reason = f"broken feed ({feed.bozo_exception})" if feed.bozo else "a feed without entries"
        yield Unread(name, reason)
        return
    title = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, 1):
        row_name = f"{name}#{number}"
        try:
            yield _entry(entry, row_name, title)
        except UnreadableError as error:
            yield Unread(error.article, error.reason)
    if (
        feed.bozo
        and b"</rss>" not in raw[-300:]
        and b"</feed>" not in raw[-300:]
        and b"RDF>" not in raw[-300:]
    ):
        yield Unread(name, f"feed cut off after entry {len(feed.entries)}; the entries before were read")


def _entry(entry: Any, name: str, feed_title: str | None) -> Article:
    contents = [part.get("value") or "" for part in entry.get("content", [])]
    whole = max(contents, key=len, default="")
    summary = entry.get("summary") or ""
    text = flatten(whole or summary)
    if not text:
        raise UnreadableError(name, "an entry with neither content nor summary")
    day, dated = read_date(entry.get("published") or entry.get("updated"))
    source = entry.get("source") or {}
    return Article(
        name=entry.get("link") or entry.get("id") or name,
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        url=entry.get("link"),
        title=flatten(entry.get("title") or "") or None,
        outlet=source.get("title") or feed_title,
        byline=entry.get("author"),
        published=day,
        dated=dated,
        extracted=True,
        warnings=[] if whole else ["a feed's summary only, not the article"],
    )
