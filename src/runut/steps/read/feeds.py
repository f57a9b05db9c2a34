"""RSS and Atom: entries with what they say of themselves.

``<source>`` names whose article an entry is; the feed only carries it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, BinaryIO

from runut.errors import UnreadableError
from runut.model.article import Article, Unread
from runut.model.fetched import FeedEntry, FeedReading
from runut.steps.read.dates import read_date
from runut.steps.read.kinds import PAGE
from runut.steps.read.markup import flatten

_LARGEST = 50_000_000  # bytes; an outlet's whole year of summaries stays below
_ENDS = (b"</rss>", b"</feed>", b"RDF>")
# What feedparser has been seen to let out instead of telling of it, with feeds broken at random.
_ESCAPES = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
)
_TAIL = 300  # bytes in which a whole feed's last tag stands; comments of caches come after it


def read_feed(stream: BinaryIO, name: str) -> Iterator[Article | Unread]:
    """One article an entry: its content, else its summary."""
    raw = stream.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        raise UnreadableError(name, f"a feed of more than {_LARGEST // 1_000_000} MB: no feed is; split it")
    reading = list_entries(raw, name)
    if not reading.entries:
        yield Unread(name, reading.fault or "a feed without entries")
        return
    for entry in reading.entries:
        try:
            yield article_of_entry(entry)
        except UnreadableError as error:
            yield Unread(error.article, error.reason)
    if reading.fault:
        yield Unread(name, reading.fault)


def list_entries(raw: bytes, name: str, charset: str | None = None) -> FeedReading:
    """The feed's entries. ``name`` names those without an address; ``charset`` is what the carrier says."""
    import feedparser  # slow to import

    if PAGE.match(raw[:4096].removeprefix(b"\xef\xbb\xbf")):
        return FeedReading(fault="a web page, not a feed; look there for the address of its RSS or Atom feed")
    carrier = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    stream = io.BytesIO(raw)  # never the bytes themselves: feedparser would open the file that they name
    try:
        feed = feedparser.parse(
            stream, resolve_relative_uris=False, sanitize_html=False, response_headers=carrier
        )
    except _ESCAPES as error:
        return FeedReading(fault=f"broken feed ({type(error).__name__}: {error})")
    title = flatten(feed.feed.get("title") or "") or None
    entries = [_entry(entry, f"{name}#{number}", title) for number, entry in enumerate(feed.entries, 1)]
    return FeedReading(title, entries, _fault(feed, raw))


def article_of_entry(entry: FeedEntry) -> Article:
    """What an entry itself says, as an article. Raises UnreadableError where it says nothing."""
    if not entry.text:
        raise UnreadableError(entry.name, "an entry with neither content nor summary")
    return Article(
        name=entry.name,
        text=entry.text,
        sha256=sha256(entry.text.encode()).hexdigest(),
        url=entry.link,
        title=entry.title,
        outlet=entry.outlet,
        byline=entry.byline,
        published=entry.published,
        dated=entry.dated,
        extracted=True,
        warnings=[] if entry.whole else ["a feed's summary only, not the article"],
    )


def _fault(feed: Any, raw: bytes) -> str | None:
    if not feed.entries:
        if feed.bozo:
            return f"broken feed ({feed.bozo_exception})"
        return None if feed.get("version") else "neither RSS nor Atom"
    tail = raw[-_TAIL:]
    if feed.bozo and not any(end in tail for end in _ENDS):
        return f"feed cut off after entry {len(feed.entries)}; the entries before were read"
    return None


def _entry(entry: Any, name: str, feed_title: str | None) -> FeedEntry:
    contents = [part.get("value") or "" for part in entry.get("content", [])]
    whole = max(contents, key=len, default="")
    day, dated = read_date(entry.get("published") or entry.get("updated"))
    source = entry.get("source") or {}
    return FeedEntry(
        name=entry.get("link") or entry.get("id") or name,
        link=entry.get("link") or None,
        id=entry.get("id") or None,
        title=flatten(entry.get("title") or "") or None,
        outlet=flatten(source.get("title") or "") or feed_title,
        byline=entry.get("author"),
        published=day,
        dated=dated,
        text=flatten(whole or entry.get("summary") or ""),
        whole=bool(whole),
    )
