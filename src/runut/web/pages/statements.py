"""The list of statements: who said what, by stance and source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec

from runut.store import articles, readings
from runut.store.records import StatementRow
from runut.store.sources import count_sources
from runut.web.frame.registry import Most, Offset, PageOf, Words
from runut.web.frame.visit import Visit


class StatementsAsked(msgspec.Struct, frozen=True):
    """Which statements: of a stance, of a source."""

    stance: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    source: Words | None = None
    offset: Offset = 0
    most: Most = 50


class Statements(msgspec.Struct, frozen=True):
    """A piece of the list; ``more``: counting stopped at a limit. Counts are within the other filter."""

    rows: list[StatementRow]
    total: int
    more: bool
    offset: int
    most: int
    stances: dict[str, int]
    sources: list[tuple[str, int]]


def list_statements(visit: Visit, asked: StatementsAsked) -> Statements:
    """A piece of the list with counts."""
    with visit.desk.database.reading() as connection:
        page = readings.list_statements(
            connection, source=asked.source, stance=asked.stance, offset=asked.offset, most=asked.most
        )
        return Statements(
            rows=page.rows,
            total=page.total,
            more=page.more,
            offset=asked.offset,
            most=asked.most,
            stances=readings.count_stances(connection, source=asked.source),
            sources=count_sources(connection, stance=asked.stance),
        )


def _furnish(visit: Visit, record: Statements) -> Mapping[str, Any]:
    """The articles that the statements stand in."""
    with visit.desk.database.reading() as connection:
        found = {row.article_id: articles.get_article(connection, row.article_id) for row in record.rows}
    return {"articles": found}


PAGES = [
    PageOf(
        "statements",
        "/statements",
        "desk_statements.html",
        StatementsAsked,
        Statements,
        list_statements,
        "The list of statements.",
        _furnish,
        example={"stance": "denies"},
    )
]
