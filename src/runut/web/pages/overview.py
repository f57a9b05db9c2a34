"""The first page: what the project holds, its biggest stories, what is told most differently."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from runut.engine.resources import load_bytes
from runut.model.article import Unread
from runut.project.desk.reviewing import Progress
from runut.store import articles, jobs, stories
from runut.store.records import Job, QuestionRow, StoryRow, Tally
from runut.web.frame.registry import Nothing, PageOf
from runut.web.frame.visit import Visit
from runut.web.pages.work import told_of

_CARDS, _DISPUTES, _OUTLETS, _UNREAD = 8, 8, 8, 20


class Overview(msgspec.Struct, frozen=True):
    """What the project holds. ``jobs`` are those that run, ``last`` the one that ended last; ``stale``: something
    came in since the stories were worked out; ``checks`` how far people are in reviewing."""

    tally: Tally
    checks: Progress
    stories: list[StoryRow]
    disputed: list[QuestionRow]
    outlets: list[tuple[str | None, int]]
    languages: list[tuple[str | None, int]]
    unread: list[Unread]
    jobs: list[Job]
    last: Job | None
    stale: bool


def overview(visit: Visit, asked: Nothing) -> Overview:
    """Read what the first page tells."""
    del asked
    with visit.desk.database.reading() as connection:
        work = jobs.list_jobs(connection, 5)
        return Overview(
            tally=visit.desk.tally(),
            checks=visit.desk.queue.progress(),
            stories=stories.list_stories(connection, most=_CARDS).rows,
            disputed=stories.list_questions(connection, disputed=True, most=_DISPUTES).rows,
            outlets=articles.count_articles(connection, "outlet")[:_OUTLETS],
            languages=articles.count_articles(connection, "language"),
            unread=articles.get_unread(connection)[:_UNREAD],
            jobs=[job for job in work if job.state == "running"],
            last=next((job for job in work if job.state != "running"), None),
            stale=visit.desk.is_stale,
        )


def _furnish(visit: Visit, record: Overview) -> Mapping[str, Any]:
    with visit.desk.database.reading() as connection:
        names = stories.story_names(connection, {question.story_id for question in record.disputed})
    return {
        "story_names": names,
        "quality": _quality(),
        "last_told": told_of(record.last) if record.last else [],
    }


@cache
def _quality() -> dict[str, Any]:
    return tomllib.loads(load_bytes("quality.toml").decode())


PAGES = [
    PageOf(
        "overview",
        "/",
        "desk_overview.html",
        Nothing,
        Overview,
        overview,
        "What the project holds.",
        _furnish,
    )
]
