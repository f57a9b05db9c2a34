"""Everything that was decided, by whom and when; decisions are taken back here, none is erased."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec

from runut.model.correction import Correction
from runut.project.desk.inspecting import Told
from runut.steps.correct import undone
from runut.store import articles, events
from runut.web.frame.registry import Action, Most, Offset, PageOf, Words
from runut.web.frame.visit import Visit
from runut.web.pages.records import Why


class HistoryAsked(msgspec.Struct, frozen=True):
    """Whose decisions, of which kind, about which article (its name)."""

    who: Words = ""
    kind: Words = ""
    article: Words = ""
    offset: Offset = 0
    most: Most = 50


class History(msgspec.Struct, frozen=True):
    """A piece of the history, the newest first."""

    rows: list[Told]
    total: int
    offset: int
    most: int
    people: dict[str, int]
    kinds: dict[str, int]


class UndoAsked(msgspec.Struct, frozen=True):
    """Which decision to take back; an undo can be taken back too."""

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    why: Why = ""


def history(visit: Visit, asked: HistoryAsked) -> History:
    """A piece of the history."""
    with visit.desk.database.reading() as connection:
        page = events.list_events(
            connection,
            who=asked.who or None,
            kind=asked.kind or None,
            article=asked.article or None,
            offset=asked.offset,
            most=asked.most,
        )
        people, kinds = events.count_deciders(connection), events.count_kinds(connection)
        gone = undone(events.undos_among(connection, [event.id for event in page.rows]))
    rows = [Told(event, event.id in gone) for event in page.rows]
    return History(rows, page.total, asked.offset, asked.most, people, kinds)


def undo(visit: Visit, asked: UndoAsked) -> Correction:
    """Take a decision back."""
    return visit.desk.undo(asked.id, who=visit.who, why=asked.why)


def _furnish(visit: Visit, record: History) -> Mapping[str, Any]:
    names = {anchor.article for told in record.rows for anchor in told.event.anchors}
    with visit.desk.database.reading() as connection:
        return {"rows_of": articles.articles_by_name(connection, names)}


PAGES = [
    PageOf(
        "history",
        "/history",
        "desk_history.html",
        HistoryAsked,
        History,
        history,
        "Everything that was decided.",
        _furnish,
    )
]
ACTIONS = [
    Action(
        "undo",
        "/undo",
        UndoAsked,
        Correction,
        undo,
        "Take a decision back; an undo's undo brings it again.",
        lambda asked, record: "/history",
    )
]
