"""The ledger of a story: each question with its figures on one axis, by origin or by article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec

from runut.model.dossier import Apart, Question
from runut.views.report.blocks import Block
from runut.views.report.ledger import ALL, LedgerMaker, Most
from runut.views.tables import figures_csv
from runut.web.frame.files import File, FileOf
from runut.web.frame.registry import Missing, Offset, PageOf, Words
from runut.web.frame.visit import Visit
from runut.web.pages.story import QuestionLine, briefs, line_of
from runut.web.story.opened import Named, Sight, StoryAsked, StoryHead, head_of, see

#: Articles below a question, sentences below one of its rows, and below all of them, where a page shows several.
_ARTICLES, _REPORTS, _SENTENCES = 40, 10, 60
Few = Annotated[int, msgspec.Meta(ge=1, le=60, description="Questions at most.")]


class FiguresAsked(msgspec.Struct, frozen=True):
    """Which questions. ``at`` names a question: the piece of the list that holds it is given, whatever ``offset``
    says. ``single``: one question is given with all its rows. ``by`` is what a row stands for."""

    story: Words
    by: Literal["origin", "article"] = "origin"
    at: Words | None = None
    single: Words | None = None
    disputed: bool = False
    offset: Offset = 0
    most: Few = 20


class Figures(msgspec.Struct, frozen=True):
    """A piece of a story's ledger. ``others`` are the questions that are not on it; ``apart`` are pairs of figures
    that look alike and cannot be compared."""

    story: StoryHead
    by: str
    single: str | None
    rows: list[Question]
    total: int
    offset: int
    most: int
    others: list[QuestionLine]
    apart: list[Apart]
    articles: list[Named]


def figures(visit: Visit, asked: FiguresAsked) -> Figures:
    """Read a piece of a ledger."""
    sight = see(visit, asked.story)
    found = _ordered(sight)
    if asked.single:
        found = [(question, block) for question, block in found if question.id == asked.single]
        if not found:
            raise Missing(visit.say.word("chains.missing"))
    elif asked.disputed:
        found = [(question, block) for question, block in found if block.disputed]
    offset = asked.offset
    at = next((n for n, (question, _) in enumerate(found) if question.id == asked.at), None)
    if at is not None:
        offset = at - at % asked.most
    rows = [question for question, _ in found[offset : offset + asked.most]]
    shown = {question.id for question in rows}
    entries = {entry.id for question in rows for entry in question.entries}
    return Figures(
        story=head_of(sight),
        by=asked.by,
        single=asked.single,
        rows=rows,
        total=len(found),
        offset=offset,
        most=asked.most,
        others=[line_of(question, block) for question, block in _ordered(sight) if question.id not in shown],
        apart=[one for one in sight.story.apart if one.one in entries or one.other in entries],
        articles=sight.named(entry.article for question in rows for entry in question.entries),
    )


def _ordered(sight: Sight) -> list[tuple[Question, Block]]:
    """Questions of several figures first, those that are told once after them."""
    found: list[tuple[Question, Block]] = sight.kept(
        "ledger", lambda: sorted(briefs(sight), key=lambda pair: pair[1].single)
    )
    return found


def _furnish(visit: Visit, record: Figures) -> Mapping[str, Any]:
    sight = see(visit, record.story.row.own)
    maker = sight.maker(LedgerMaker)
    blocks = [
        sight.kept(
            ("block", question.id, record.by, record.single is None),
            lambda question=question: maker.block(question, record.by, _most(question, record)),
        )
        for question in record.rows
    ]
    labels = {question.id: block for question, block in briefs(sight)}
    return {
        **sight.furnish(blocks=blocks, singles=[block for block in blocks if block.single]),
        "briefs": labels,
    }


def _most(question: Question, record: Figures) -> Most:
    """How much of a question a page shows that holds others too; one alone is shown whole."""
    if record.single:
        return ALL
    rows = len(question.origins) if record.by == "origin" else _ARTICLES
    return Most(
        None if record.by == "origin" else _ARTICLES, max(1, min(_REPORTS, _SENTENCES // max(1, rows)))
    )


_CSV = "text/csv; charset=utf-8"


def _csv(visit: Visit, asked: StoryAsked) -> File:
    sight = see(visit, asked.story)
    return File(f"{sight.row.own}-figures.csv", _CSV, figures_csv(sight.material).encode())


PAGES = [
    PageOf(
        "figures",
        "/stories/{story}/figures",
        "desk_story_figures.html",
        FiguresAsked,
        Figures,
        figures,
        "The ledger of a story: questions with their figures, holders and origins.",
        _furnish,
    )
]
FILES = [
    FileOf(
        "figures-csv",
        "/stories/{story}/figures.csv",
        StoryAsked,
        _csv,
        "All figures of a story as a table (CSV).",
        [_CSV],
    )
]
