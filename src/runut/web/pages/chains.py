"""The chains of a story: who said it, who relayed it, which article has it, one question at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from runut.model.dossier import Hop, Question
from runut.views.report import chains as drawing
from runut.views.report.chains import ChainMaker
from runut.views.ways import Ways
from runut.web.frame.registry import Missing, PageOf, Words
from runut.web.frame.visit import Visit
from runut.web.story.opened import Named, Sight, StoryHead, head_of, see

#: Above so many nodes, articles that came the same way are drawn as one unless all are asked for.
_FOLDED_FROM = 40


class ChainsAsked(msgspec.Struct, frozen=True):
    """Which question's chain, how large it is drawn (percent), and whether like ends are drawn as one."""

    story: Words
    question: Words | None = None
    zoom: Literal[40, 60, 80, 100] = 100
    fold: Literal["auto", "yes", "no"] = "auto"


class ChainLine(msgspec.Struct, frozen=True):
    """A question that has a chain, and how many nodes it has."""

    question: str
    text: str
    nodes: int
    articles: int
    origins_low: int
    origins_high: int


class ChainSpot(msgspec.Struct, frozen=True):
    """A node: somebody on the way, or an article (its id). ``outside``: the project has no article of it."""

    key: str
    name: str
    article: int | None
    outside: bool
    figures: list[str]
    entries: list[str]


class ChainStep(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A step between two nodes by their keys. ``basis`` is read or inferred."""

    from_: str
    to: str
    basis: str
    denied: bool
    why: str


class Chains(msgspec.Struct, frozen=True):
    """One question's chain, and which others there are."""

    story: StoryHead
    question: str | None
    chains: list[ChainLine]
    spots: list[ChainSpot]
    steps: list[ChainStep]
    hops: list[Hop]
    circles: list[list[str]]
    outside: list[str]
    articles: list[Named]
    zoom: int
    folded: bool


def chains(visit: Visit, asked: ChainsAsked) -> Chains:
    """Read one question's chain."""
    sight = see(visit, asked.story)
    found = _ways(sight)
    lines = [
        ChainLine(
            q.id, q.text, len(ways.spots), len({e.article for e in q.entries}), q.origins_low, q.origins_high
        )
        for q, ways in found.values()
        if ways.meets
    ]
    wanted = asked.question or (lines[0].question if lines else None)
    if asked.question and asked.question not in found:
        raise Missing(visit.say.word("chains.missing"))
    ways = found[wanted][1] if wanted else None
    spots = ways.spots if ways else {}
    entries = {(e.article, e.statement) for e in found[wanted][0].entries} if wanted else set()
    return Chains(
        story=head_of(sight),
        question=wanted,
        chains=lines,
        spots=[
            ChainSpot(
                key,
                spot.name,
                sight.opened.ids.get(spot.article) if spot.article else None,
                spot.outside,
                list(spot.figures),
                [entry.id for entry in spot.entries],
            )
            for key, spot in spots.items()
        ],
        steps=[
            ChainStep(one, other, "inferred" if step.inferred else "read", step.denied, step.why)
            for (one, other), step in (ways.steps if ways else {}).items()
        ],
        hops=[hop for hop in sight.story.hops if (hop.article, hop.statement) in entries],
        circles=sight.story.circles,
        outside=sight.story.outside,
        articles=sight.named(spot.article for spot in spots.values() if spot.article),
        zoom=asked.zoom,
        folded=asked.fold == "yes" or (asked.fold == "auto" and len(spots) > _FOLDED_FROM),
    )


def _ways(sight: Sight) -> dict[str, tuple[Question, Ways]]:
    """The ways of all questions; those with the most nodes first."""

    def make() -> dict[str, tuple[Question, Ways]]:
        maker = sight.maker(ChainMaker)
        found = [(question, maker.ways(question)) for question in sight.story.questions]
        found.sort(key=lambda pair: -len({entry.article for entry in pair[0].entries}))
        return {question.id: (question, ways) for question, ways in found}

    return sight.opened.once("ways", make)


def _furnish(visit: Visit, record: Chains) -> Mapping[str, Any]:
    sight = see(visit, record.story.row.own)
    drawn = []
    if record.question:
        question, ways = _ways(sight)[record.question]

        def draw() -> drawing.Chain:
            maker = sight.maker(ChainMaker)
            return maker.chain(question, ways, maker.folded(ways) if record.folded else ways)

        drawn = [sight.kept(("chain", record.question, record.folded), draw)]
    return {
        **sight.furnish(chains=drawn),
        "node": {"width": drawing.WIDTH, "height": drawing.HEIGHT},
        "zoom": record.zoom / 100,
    }


PAGES = [
    PageOf(
        "chains",
        "/stories/{story}/chains",
        "desk_story_chains.html",
        ChainsAsked,
        Chains,
        chains,
        "The chain of one question of a story.",
        _furnish,
    )
]
