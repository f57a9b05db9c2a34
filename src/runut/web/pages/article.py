"""An article: its whole text with what was read in it, its versions, the hash of what was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec

from runut.model.dossier import Entry
from runut.model.reading import Reading
from runut.project.desk import OpenStory
from runut.store import articles, stories
from runut.store.records import ArticleRow, Held, StoryRow
from runut.views.report.articles import FULL, ArticleMaker, safe_url
from runut.web.frame.registry import Identity, Missing, PageOf
from runut.web.frame.visit import Visit
from runut.web.story.addresses import Addresses
from runut.web.story.marking import FullMarker
from runut.web.story.opened import ROOM, Named
from runut.web.story.traces import traces_of

Number = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class ArticleAsked(msgspec.Struct, frozen=True):
    """Which article, in its newest version or in that of a number, counted from 1."""

    id: Identity
    version: Number | None = None


class Figure(msgspec.Struct, frozen=True):
    """A figure of the article as its story's ledger has it."""

    entry: Entry
    question: str
    text: str


class ArticlePage(msgspec.Struct, frozen=True):
    """An article. ``reading`` is what stands in this version after people's decisions; ``figures`` are given for the
    newest version only, since stories are worked out from it. ``before`` and ``after`` are its neighbours in the
    story."""

    article: ArticleRow
    version: Held
    versions: list[Held]
    reading: Reading
    text: str
    story: StoryRow | None
    number: int
    figures: list[Figure]
    before: Named | None
    after: Named | None


def article(visit: Visit, asked: ArticleAsked) -> ArticlePage:
    """Read an article."""
    opened = visit.desk.shelf.article(asked.id, asked.version)
    if opened is None:
        raise Missing(visit.say.word("article.missing"))
    with visit.desk.database.reading() as connection:
        versions = articles.get_versions(connection, asked.id)
        row = stories.row_by_id(connection, opened.row.story_id) if opened.row.story_id else None
    held = next(one for one in versions if one.version_id == opened.stored.version_id)
    story = visit.desk.shelf.story(row.own) if row else None
    before, after = _neighbours(story, opened.row.name) if story else (None, None)
    return ArticlePage(
        article=opened.row,
        version=held,
        versions=versions,
        reading=opened.stored.standing,
        text=opened.stored.text,
        story=row,
        number=story.material.numbers.get(opened.row.name, 1) if story else 1,
        figures=_figures(story, opened.row.name) if story and held.newest else [],
        before=before,
        after=after,
    )


def _figures(story: OpenStory, name: str) -> list[Figure]:
    def by_article() -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for question in story.story.questions:
            for entry in question.entries:
                found.setdefault(entry.article, []).append(Figure(entry, question.id, question.text))
        return found

    return story.once("figures", by_article).get(name, [])


def _neighbours(story: OpenStory, name: str) -> tuple[Named | None, Named | None]:
    """The articles that are told before and after it in its story."""
    names = {number: one for one, number in story.material.numbers.items()}
    number = story.material.numbers.get(name, 0)

    def named(at: int) -> Named | None:
        there = names.get(at)
        if not number or there is None:
            return None
        reading = story.material.readings[there]
        return Named(story.ids[there], at, there, reading.outlet or there)

    return named(number - 1), named(number + 1)


def _furnish(visit: Visit, record: ArticlePage) -> Mapping[str, Any]:
    opened = visit.desk.shelf.article(
        record.article.id, None if record.version.newest else record.version.number
    )
    if opened is None:
        raise Missing(visit.say.word("article.missing"))
    name = opened.row.name
    links = Addresses(
        record.story.own if record.story else "", {name: record.article.id}, {name: record.number}
    )
    known = [(figure.entry.start, figure.entry.end, figure.entry.id) for figure in record.figures]
    marker = FullMarker(opened.material, visit.say, links, known)
    maker = ArticleMaker(opened.material, visit.say, links, FULL, ROOM, marker)
    return {
        "a": maker.page(name),
        "links": links,
        "room": ROOM,
        "traces": traces_of(record.reading, record.text, {(s, e): i for s, e, i in known}),
        "asked_of": {figure.entry.id: figure for figure in record.figures},
        "url": safe_url(record.reading.url),
    }


PAGES = [
    PageOf(
        "article",
        "/articles/{id}",
        "desk_article.html",
        ArticleAsked,
        ArticlePage,
        article,
        "An article with everything that was read in it.",
        _furnish,
    )
]
