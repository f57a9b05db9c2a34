"""The list of stories."""

from __future__ import annotations

from typing import Literal

import msgspec

from runut.store import stories
from runut.store.records import StoryRow
from runut.web.frame.registry import Most, Offset, PageOf
from runut.web.frame.visit import Visit


class StoriesAsked(msgspec.Struct, frozen=True):
    """Which stories: of at least so many articles, or only those that are told differently."""

    least: int = 1
    disputed: bool = False
    sort: Literal["weight", "newest", "articles", "disputed"] = "weight"
    offset: Offset = 0
    most: Most = 30


class Stories(msgspec.Struct, frozen=True):
    """A piece of the list of stories."""

    rows: list[StoryRow]
    total: int
    offset: int
    most: int


def list_stories(visit: Visit, asked: StoriesAsked) -> Stories:
    """A piece of the list."""
    with visit.desk.database.reading() as connection:
        page = stories.list_stories(
            connection,
            least=asked.least,
            disputed=asked.disputed,
            sort=asked.sort,
            offset=asked.offset,
            most=asked.most,
        )
    return Stories(page.rows, page.total, asked.offset, asked.most)


PAGES = [
    PageOf(
        "stories",
        "/stories",
        "desk_stories.html",
        StoriesAsked,
        Stories,
        list_stories,
        "The list of stories.",
    )
]
