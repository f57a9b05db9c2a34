"""An article as it came in, before anything was read into it."""

from __future__ import annotations

import msgspec


class Article(msgspec.Struct, frozen=True):
    """One article: its own text and what its carrier (file, page, feed) says of it.

    ``text`` is what every offset points into. ``extracted`` tells that it is not the file's own text
    (HTML, a table's cell), so that outputs must carry it along. ``published`` is an ISO 8601 date; where the
    carrier writes the date in words, ``dated`` keeps them. ``warnings`` say how the text was won, if not plainly.
    """

    name: str
    text: str
    sha256: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    extracted: bool = False
    language: str | None = None
    dated: str | None = None
    warnings: list[str] = []


class Unread(msgspec.Struct, frozen=True):
    """An input that could not be read as an article, and why."""

    article: str
    error: str
