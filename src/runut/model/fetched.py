"""What asking the network for an address gives: an answer, no change, or a refusal with its reason.

Also what a feed says, and what is remembered of it from one reading to the next. Times are ISO 8601 in UTC.
"""

from __future__ import annotations

from email.message import Message

import msgspec


class Validators(msgspec.Struct, frozen=True):
    """What a server gave along with an answer, to be asked "has it changed since?"."""

    etag: str | None = None
    last_modified: str | None = None


class Fetched(msgspec.Struct, frozen=True):
    """An answer with its unpacked body. ``url`` was asked for, ``final_url`` answered; ``sha256`` is the body's."""

    url: str
    final_url: str
    status: int
    content_type: str | None
    body: bytes
    etag: str | None
    last_modified: str | None
    at: str
    sha256: str

    @property
    def validators(self) -> Validators:
        return Validators(self.etag, self.last_modified)

    @property
    def charset(self) -> str | None:
        """The encoding that the answer's Content-Type names."""
        header = Message()
        header["Content-Type"] = self.content_type or ""
        named = header.get_content_charset()
        return named or None


class Unchanged(msgspec.Struct, frozen=True):
    """The server says that nothing changed since the answer whose validators it was shown."""

    url: str
    at: str


class Refused(msgspec.Struct, frozen=True):
    """An address that was not fetched. ``reason`` is one sentence that says what, and what to do.

    ``again``: a later attempt may succeed as things stand. ``wait``: seconds that the server asks to be left alone.
    """

    url: str
    reason: str
    at: str
    status: int | None = None
    again: bool = False
    wait: int | None = None


class FeedEntry(msgspec.Struct, frozen=True):
    """One entry as its feed tells it. ``outlet`` is the entry's ``<source>``, else the feed's title.

    ``text`` is plain, with line breaks between blocks; ``whole`` tells that it is the content, not a summary.
    ``published`` is an ISO day; where the feed writes the day in words, ``dated`` keeps them.
    """

    name: str
    link: str | None = None
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    dated: str | None = None
    text: str = ""
    whole: bool = False


class FeedReading(msgspec.Struct, frozen=True):
    """A feed's entries in its own order. ``fault`` says why there are none, or why some may be missing."""

    title: str | None = None
    entries: list[FeedEntry] = []
    fault: str | None = None


class FeedState(msgspec.Struct, frozen=True):
    """What is remembered of a feed, so that the next reading goes on where this one ended.

    ``seen`` are the links (for an entry without one: its id, else a hash) that are done with; ``tries`` counts
    attempts at those that failed for the time being. Validators are kept only once no entry is left to be
    fetched, so that "not modified" never hides one. ``due`` is when the feed may be asked again, where a server
    said so.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    seen: list[str] = []
    tries: dict[str, int] = {}
    error: str | None = None
    read: str | None = None
    due: str | None = None

    @property
    def validators(self) -> Validators:
        return Validators(self.etag, self.last_modified)
