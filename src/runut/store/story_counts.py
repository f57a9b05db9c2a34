"""Which stories are wanted, and how many each further choice would leave."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, case, distinct, func, select

from runut.store.rows import in_month
from runut.store.tables import article, story

#: Numbers of independent origins that are told apart: name, fewest, most. What counts is how many there are for sure.
ORIGINS = (("1", 1, 1), ("2", 2, 2), ("3-5", 3, 5), ("6-", 6, None))
LEAST = (2, 5, 20)


class StoryChoice(msgspec.Struct, frozen=True):
    """Which stories: told by an outlet ("": by one that is not known), in a language, begun in a month (YYYY-MM, YYYY,
    or - where no day is known), of at least so many articles, of so many origins (a name of ``ORIGINS``), with
    figures that differ, with denials."""

    outlet: str | None = None
    language: str | None = None
    month: str | None = None
    least: int = 1
    origins: str | None = None
    disputed: bool = False
    denied: bool = False

    def but(self, *fields: str) -> StoryChoice:
        """The same without some of its conditions."""
        plain = StoryChoice()
        return msgspec.structs.replace(self, **{name: getattr(plain, name) for name in fields})

    def conditions(self) -> list[ColumnElement[bool]]:
        """As a store asks for it."""
        found: list[ColumnElement[bool]] = []
        if self.outlet is not None:
            told = article.c.outlet == self.outlet if self.outlet else article.c.outlet.is_(None)
            found.append(
                story.c.id.in_(select(article.c.story_id).where(told, article.c.story_id.is_not(None)))
            )
        if self.language:
            found.append(story.c.language == self.language)
        if self.month:
            found.append(in_month(story.c.first, self.month))
        if self.least > 1:
            found.append(story.c.articles >= self.least)
        if self.disputed:
            found.append(story.c.conflicts > 0)
        if self.denied:
            found.append(story.c.denials > 0)
        found += [_of_origins(fewest, most) for name, fewest, most in ORIGINS if name == self.origins]
        return found


def count_stories_by(connection: Connection, by: str, choice: StoryChoice) -> list[tuple[str | None, int]]:
    """How many stories of each language, year, month or number of origins, the most first; within a choice."""
    column: ColumnElement[Any] = {
        "language": story.c.language,
        "year": func.substr(story.c.first, 1, 4),
        "month": func.substr(story.c.first, 1, 7),
        "origins": case(*((_of_origins(fewest, most), name) for name, fewest, most in ORIGINS)),
    }[by]
    counted = func.count().label("n")
    query = select(column.label("value"), counted).where(*choice.conditions()).group_by("value")
    rows = connection.execute(query.order_by(counted.desc(), "value").limit(200))
    return [(row.value, row.n) for row in rows]


def count_stories_of_outlets(
    connection: Connection, choice: StoryChoice, most: int = 40
) -> list[tuple[str | None, int]]:
    """In how many stories of a choice each outlet tells something, the most first."""
    counted = func.count(distinct(article.c.story_id)).label("n")
    query = select(article.c.outlet, counted).where(article.c.story_id.is_not(None))
    wanted = choice.conditions()
    if wanted:
        query = query.where(article.c.story_id.in_(select(story.c.id).where(*wanted)))
    query = query.group_by(article.c.outlet).order_by(counted.desc(), article.c.outlet).limit(most)
    return [(row.outlet, row.n) for row in connection.execute(query)]


def count_marked(connection: Connection, choice: StoryChoice) -> dict[str, int]:
    """How many stories of a choice have figures that differ, how many denials, and how many are of at least so
    many articles."""
    asked = {"disputed": story.c.conflicts > 0, "denied": story.c.denials > 0}
    asked |= {str(least): story.c.articles >= least for least in LEAST}
    query = select(*(func.count(case((told, 1))).label(name) for name, told in asked.items()))
    row = connection.execute(query.where(*choice.conditions())).one()
    return {name: row._mapping[name] for name in asked}


def _of_origins(fewest: int, most: int | None) -> ColumnElement[bool]:
    low = story.c.origins_low
    return low >= fewest if most is None else low.between(fewest, most)


__all__ = [
    "LEAST",
    "ORIGINS",
    "StoryChoice",
    "count_marked",
    "count_stories_by",
    "count_stories_of_outlets",
]
