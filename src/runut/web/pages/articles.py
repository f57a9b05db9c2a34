"""The list of articles, with filters and how many each would leave."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from runut.store import articles
from runut.store.records import ArticleRow
from runut.web.frame.registry import Language, Month, Most, Offset, PageOf, Words
from runut.web.frame.visit import Visit


class ArticlesAsked(msgspec.Struct, frozen=True):
    """Which articles. ``outlet`` "-" asks for those whose outlet is not known."""

    outlet: Words | None = None
    language: Language | None = None
    month: Month | None = None
    marked: Literal["decided", "orphaned", "defects"] | None = None
    sort: Literal["newest", "oldest", "added", "statements"] = "newest"
    offset: Offset = 0
    most: Most = 50


class Articles(msgspec.Struct, frozen=True):
    """A piece of the list of articles, and how many each filter would leave. ``periods`` are years, or the months of
    the year that was asked for."""

    rows: list[ArticleRow]
    total: int
    offset: int
    most: int
    outlets: list[tuple[str | None, int]]
    languages: list[tuple[str | None, int]]
    periods: list[tuple[str | None, int]]
    marked: dict[str, int]


def list_articles(visit: Visit, asked: ArticlesAsked) -> Articles:
    """A piece of the list with counts."""
    outlet = "" if asked.outlet == "-" else asked.outlet
    chosen: dict[str, Any] = {
        "outlet": outlet,
        "language": asked.language,
        "month": asked.month,
        "marked": asked.marked,
    }

    def others(own: str) -> dict[str, Any]:
        return {key: value for key, value in chosen.items() if key != own}

    with visit.desk.database.reading() as connection:
        page = articles.list_articles(
            connection, **chosen, sort=asked.sort, offset=asked.offset, most=asked.most
        )
        return Articles(
            page.rows,
            page.total,
            asked.offset,
            asked.most,
            articles.count_articles(connection, "outlet", **others("outlet"))[:40],
            articles.count_articles(connection, "language", **others("language")),
            articles.count_articles(connection, "month", **chosen)[:40]
            if asked.month
            else articles.count_articles(connection, "year", **chosen)[:40],
            articles.count_marked(connection, **others("marked")),
        )


PAGES = [
    PageOf(
        "articles",
        "/articles",
        "desk_articles.html",
        ArticlesAsked,
        Articles,
        list_articles,
        "The list of articles.",
    )
]
