"""The list of stories, with filters and how many each would leave."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from runut.store import stories
from runut.store.records import StoryRow
from runut.store.story_counts import (
    StoryChoice,
    count_marked,
    count_stories_by,
    count_stories_of_outlets,
)
from runut.web.frame.registry import Language, Month, Most, Offset, PageOf, Words
from runut.web.frame.visit import Visit

Origins = Literal["1", "2", "3-5", "6-"]


class StoriesAsked(msgspec.Struct, frozen=True):
    """Which stories: told by an outlet ("-": by one that is not known), of at least so many articles, of so many
    independent origins, begun in a month, only those that are told differently or in which somebody denies."""

    outlet: Words | None = None
    language: Language | None = None
    month: Month | None = None
    least: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 1
    origins: Origins | None = None
    disputed: bool = False
    denied: bool = False
    sort: Literal["weight", "newest", "articles", "disputed"] = "weight"
    offset: Offset = 0
    most: Most = 30


class Stories(msgspec.Struct, frozen=True):
    """A piece of the list of stories, and how many each filter would leave. ``periods`` are years, or the months
    of the year that was asked for; ``sizes`` are told by their fewest articles."""

    rows: list[StoryRow]
    total: int
    offset: int
    most: int
    marked: dict[str, int]
    sizes: list[tuple[str, int]]
    origins: list[tuple[str | None, int]]
    outlets: list[tuple[str | None, int]]
    languages: list[tuple[str | None, int]]
    periods: list[tuple[str | None, int]]


def list_stories(visit: Visit, asked: StoriesAsked) -> Stories:
    """A piece of the list with counts."""
    choice = StoryChoice(
        outlet="" if asked.outlet == "-" else asked.outlet,
        language=asked.language,
        month=asked.month,
        least=asked.least,
        origins=asked.origins,
        disputed=asked.disputed,
        denied=asked.denied,
    )
    with visit.desk.database.reading() as connection:
        page = stories.list_stories(connection, choice, sort=asked.sort, offset=asked.offset, most=asked.most)
        others = {mark: choice.but(mark) for mark in ("disputed", "denied", "least")}
        marked = {other: count_marked(connection, other) for other in set(others.values())}
        sizes = marked[others["least"]]
        within = choice if asked.month else choice.but("month")
        return Stories(
            rows=page.rows,
            total=page.total,
            offset=asked.offset,
            most=asked.most,
            marked={mark: marked[others[mark]][mark] for mark in ("disputed", "denied")},
            sizes=[(size, count) for size, count in sizes.items() if size.isdigit() and count],
            origins=sorted(
                (name, n)
                for name, n in count_stories_by(connection, "origins", choice.but("origins"))
                if name is not None
            ),
            outlets=count_stories_of_outlets(connection, choice.but("outlet")),
            languages=count_stories_by(connection, "language", choice.but("language")),
            periods=count_stories_by(connection, "month" if asked.month else "year", within)[:40],
        )


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
