"""A story: its articles in time, its key questions, who denies and who cannot confirm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from runut.model.dossier import Question
from runut.views.report.blocks import Block, key_questions
from runut.views.report.ledger import NO_ROWS, LedgerMaker
from runut.views.report.story import Voice, VoiceMaker, article_lines, by_stance
from runut.web.frame.registry import PageOf
from runut.web.frame.visit import Visit
from runut.web.story.opened import Sight, StoryAsked, StoryHead, head_of, see

#: Questions listed on the story's own page; the ledger has all.
_QUESTIONS = 14


class StoryArticle(msgspec.Struct, frozen=True):
    """An article in its story. ``badge``: original copy wire rewrite translation common-source, ``of`` the number of
    the article that it goes back to."""

    id: int
    number: int
    name: str
    label: str
    title: str
    published: str | None
    language: str
    badge: str
    of: int | None
    share: float
    why: str
    statements: int
    figures: int


class QuestionLine(msgspec.Struct, frozen=True):
    """A question in short. ``part_of`` is the question of which it tells a part."""

    id: str
    text: str
    unit: str | None
    low: float | int | None
    high: float | int | None
    articles: int
    origins_low: int
    origins_high: int
    disputed: bool
    part_of: str | None


class Stand(msgspec.Struct, frozen=True):
    """Who denies, cannot confirm or declines, in which statements (``article#statement``)."""

    who: str
    stance: str
    party: bool
    statements: list[str]


class StoryPage(msgspec.Struct, frozen=True):
    """A story."""

    story: StoryHead
    articles: list[StoryArticle]
    questions: list[QuestionLine]
    stands: list[Stand]
    circles: list[list[str]]
    outside: list[str]


def story(visit: Visit, asked: StoryAsked) -> StoryPage:
    """Read a story."""
    sight = see(visit, asked.story)
    ids = sight.opened.ids
    lines = sight.opened.once("lines", lambda: article_lines(sight.material, sight.story, sight.links))
    return StoryPage(
        story=head_of(sight),
        articles=[
            StoryArticle(
                id=ids[line.name],
                **{name: getattr(line, name) for name in StoryArticle.__struct_fields__ if name != "id"},
            )
            for line in lines
        ],
        questions=[line_of(question, block) for question, block in briefs(sight)],
        stands=[
            Stand(voice.key, voice.stance, voice.party, [f"{e.article}#{e.id}" for e in voice.excerpts])
            for voice in _voices(sight)
        ],
        circles=sight.story.circles,
        outside=sight.story.outside,
    )


def briefs(sight: Sight) -> list[tuple[Question, Block]]:
    """All questions of a story in order, with their values and without their rows."""

    def make() -> list[tuple[Question, Block]]:
        maker = sight.maker(LedgerMaker)
        return [(question, maker.block(question, NO_ROWS)) for question in maker.ordered()]

    found: list[tuple[Question, Block]] = sight.kept("briefs", make)
    return found


def line_of(question: Question, block: Block) -> QuestionLine:
    """A question in short."""
    lows = [entry.low for entry in question.entries if entry.low is not None]
    highs = [entry.high for entry in question.entries if entry.high is not None]
    return QuestionLine(
        id=question.id,
        text=question.text,
        unit=question.unit,
        low=min(lows, default=None),
        high=max(highs, default=None),
        articles=block.articles,
        origins_low=question.origins_low,
        origins_high=question.origins_high,
        disputed=block.disputed,
        part_of=block.parent[0] if block.parent else None,
    )


def _voices(sight: Sight) -> list[Voice]:
    found: list[Voice] = sight.kept("voices", lambda: sight.maker(VoiceMaker).voices())
    return found


def _furnish(visit: Visit, record: StoryPage) -> Mapping[str, Any]:
    sight = see(visit, record.story.row.own)
    blocks = [block for _, block in briefs(sight)]
    voices = _voices(sight)
    lines = sight.opened.once("lines", lambda: article_lines(sight.material, sight.story, sight.links))
    return sight.furnish(
        lines=lines,
        blocks=[block for block in blocks if not block.single][:_QUESTIONS] or blocks[:_QUESTIONS],
        more=max(0, len(blocks) - _QUESTIONS),
        keys=key_questions(blocks),
        voices=voices,
        stands=by_stance(voices),
        outside=[visit.say.who(name) for name in sight.story.outside],
    )


PAGES = [
    PageOf(
        "story",
        "/stories/{story}",
        "desk_story_main.html",
        StoryAsked,
        StoryPage,
        story,
        "A story.",
        _furnish,
    )
]
