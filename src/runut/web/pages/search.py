"""Search over everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from runut.store import stories
from runut.store.records import Hit
from runut.store.search import search as search_store
from runut.web.frame.registry import Most, Offset, PageOf, Words
from runut.web.frame.visit import Visit


class SearchAsked(msgspec.Struct, frozen=True):
    """Words that must all be there; "in quotes" side by side, a last * for any ending."""

    q: Words = ""
    kind: Literal["story", "question", "actor", "statement", "article"] | None = None
    offset: Offset = 0
    most: Most = 30


class Search(msgspec.Struct, frozen=True):
    """A piece of what was found, and how many of each kind; ``more``: counting stopped at a limit."""

    q: str
    kind: str | None
    rows: list[Hit]
    total: int
    more: bool
    counts: dict[str, int]
    offset: int
    most: int


def search(visit: Visit, asked: SearchAsked) -> Search:
    """Find what has all these words."""
    with visit.desk.database.reading() as connection:
        page, counts = search_store(
            connection, asked.q, kind=asked.kind, offset=asked.offset, most=asked.most
        )
    return Search(asked.q, asked.kind, page.rows, page.total, page.more, counts, asked.offset, asked.most)


def _furnish(visit: Visit, record: Search) -> Mapping[str, Any]:
    with visit.desk.database.reading() as connection:
        found = {hit.story_id for hit in record.rows if hit.story_id is not None}
        return {"names": stories.story_names(connection, found)}


PAGES = [
    PageOf(
        "search",
        "/search",
        "desk_search.html",
        SearchAsked,
        Search,
        search,
        "Search over everything.",
        _furnish,
    )
]
