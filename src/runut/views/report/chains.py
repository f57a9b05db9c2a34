"""The ways that a question's figures came: a drawing from left to right, and the same as a nested list.

Who said it, who reported it and who relayed it are three nodes. A step that a text states is drawn solid, one
that was inferred dashed; a root or relay of which the pile has no article is drawn hollow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import msgspec
from markupsafe import Markup, escape

from runut.model.dossier import Question, Story
from runut.views.interface import Interface
from runut.views.material import Material
from runut.views.report.anchors import Anchors
from runut.views.report.drift import drift_of
from runut.views.report.excerpts import Excerpts, label_of
from runut.views.report.layers import arrange
from runut.views.report.maker import StoryMaker
from runut.views.ways import Spot, Step, WayFinder, Ways, fold

#: Changes that a node tells of; words lost or added are told beside the two reports only.
SHOWN_DRIFT = ("figure", "hedge", "stance", "place", "date")
DRIFTS = 2
BELOW = 8  # room for what drifted, under the lowest node
#: More nodes than this make a drawing that nobody reads: the list remains.
DRAWN = 48
WIDTH, GAP, HEIGHT = 164, 62, 50
_LINE = 22  # characters that fit on a line of a node
_LINES = 2
_STEEP = 130  # a curve over more than two nodes is too steep to follow: it becomes a straight line
_ROUND = 12  # radius of its corners
_LANES = 4  # lines side by side between two columns


class Node(msgspec.Struct, frozen=True):
    """A box of the drawing."""

    key: str
    x: float
    y: float
    lines: list[str]
    figures: str
    kind: str
    href: str
    title: str
    drift: list[str]


class Edge(msgspec.Struct, frozen=True):
    """A step of the drawing, as a curve. ``hops`` are those of its ``Step``."""

    path: str
    inferred: bool
    denied: bool
    title: str
    hops: list[tuple[str, str | None, str, str]]


class Branch(msgspec.Struct, frozen=True):
    """A node of the nested list with what came from it."""

    name: Markup
    href: str
    figures: str
    inferred: bool
    outside: bool
    why: str
    drift: list[tuple[str, str]]
    hops: list[tuple[str, str | None, str, str]]
    below: list[Branch]


class Chain(msgspec.Struct, frozen=True):
    """The ways of one question's figures."""

    question: str
    text: str
    language: str
    nodes: list[Node]
    edges: list[Edge]
    width: float
    height: float
    roots: list[Branch]
    articles: int
    low: int
    high: int


class ChainMaker(StoryMaker):
    """Makes the chains of one story."""

    def __init__(
        self, material: Material, story: Story, interface: Interface, anchors: Anchors, excerpts: Excerpts
    ) -> None:
        super().__init__(material, story, interface, anchors, excerpts)
        self._finder = WayFinder(material, story)
        self._drift = drift_of(story)

    def chains(self, ids: Sequence[str]) -> list[Chain]:
        """The chains of the questions with these ids, in this order.

        Single steps from a source to an article are left out: their lines in the ledger say all of it.
        """
        questions = {question.id: question for question in self._story.questions}
        found = [(questions[i], self._finder.ways(questions[i])) for i in ids]
        return [self.chain(question, ways) for question, ways in found if ways.meets]

    def ways(self, question: Question) -> Ways:
        """The ways of a question's figures."""
        return self._finder.ways(question)

    def folded(self, ways: Ways) -> Ways:
        """Ways with like ends as one: the same figures by the same steps, with the same changes on the way."""
        return fold(ways, lambda spot: tuple(sorted(what for what, _ in self._drifted(spot))))

    def chain(self, question: Question, ways: Ways, drawn: Ways | None = None) -> Chain:
        """One question's ways: drawn where they are few, as a list always. ``drawn`` is drawn however large."""
        shown = drawn or (ways if len(ways.spots) <= DRAWN else None)
        empty: tuple[list[Node], list[Edge], float, float] = ([], [], 0.0, 0.0)
        nodes, edges, width, height = self._drawing(shown, large=drawn is not None) if shown else empty
        below = ways.below
        return Chain(
            question=question.id,
            text=question.text,
            language=self._material.readings[question.entries[0].article].language,
            nodes=nodes,
            edges=edges,
            width=width,
            height=height,
            roots=[self._branch(ways, below, key, None, frozenset()) for key in ways.heads],
            articles=len({entry.article for entry in question.entries}),
            low=question.origins_low,
            high=question.origins_high,
        )

    def _label(self, spot: Spot) -> str:
        if spot.folded:
            return f"{len(spot.folded)} {self._say.word('article.many')}"
        if spot.article is None:
            return self._say.plain_who(spot.name)
        return f"{self._material.numbers[spot.article]}  {label_of(self._material, spot.article)}"

    def _href(self, spot: Spot) -> str:
        if spot.folded:
            return self._anchors.to_question(self._material.question_of[spot.entries[0].id].id)
        if spot.article is None:
            return self._anchors.to_actor(self._story.id, spot.name)
        if spot.entries:
            return self._anchors.to_figure(spot.entries[0])
        return self._anchors.to_article(spot.article)

    def _drifted(self, spot: Spot) -> list[tuple[str, str]]:
        """What changed on the way to an article: the kind of change, and the address of the comparison."""
        found: dict[str, str] = {}
        for entry in spot.entries:
            for what, utterance in self._drift.get((entry.article, entry.statement or ""), ()):
                if what in SHOWN_DRIFT:
                    found.setdefault(what, self._anchors.to_utterance(utterance))
        return list(found.items())

    def _title(self, spot: Spot) -> str:
        if not spot.folded:
            return self._label(spot)
        numbers = self._material.numbers
        ordered = sorted(spot.folded, key=lambda name: numbers[name])
        return ", ".join(f"{numbers[name]} {label_of(self._material, name)}" for name in ordered)

    # drawing

    def _drawing(self, ways: Ways, large: bool = False) -> tuple[list[Node], list[Edge], float, float]:
        few = (
            len(ways.spots) <= DRAWN
        )  # where there are many, articles stand right behind where they have it from
        placed = arrange(list(ways.spots), list(ways.steps), _is_article if few else lambda _: False, large)
        nodes = {
            key: Node(
                key=key,
                x=_left(placed.columns[key]),
                y=round(placed.middles[key] - HEIGHT / 2, 1),
                lines=wrapped(self._label(spot)),
                figures=_listed(spot.figures),
                kind=_kind(spot),
                href=self._href(spot),
                title=self._title(spot),
                drift=[what for what, _ in self._drifted(spot)][:DRIFTS],
            )
            for key, spot in ways.spots.items()
        }
        draw = partial(_curve, lanes=_lanes(nodes.values())) if large else _curve
        edges = [
            Edge(
                draw(nodes[one], nodes[other], placed.passed[one, other]),
                s.inferred,
                s.denied,
                s.why,
                s.hops,
            )
            for (one, other), s in ways.steps.items()
        ]
        return list(nodes.values()), edges, _left(placed.width) - GAP + 1, placed.height + BELOW

    # the same as a list

    def _branch(
        self,
        ways: Ways,
        below: Mapping[str, Sequence[str]],
        key: str,
        step: Step | None,
        passed: frozenset[str],
    ) -> Branch:
        spot = ways.spots[key]
        on = passed | {key}
        deeper = [other for other in below.get(key, ()) if other not in on]
        return Branch(
            name=self._say.who(spot.name) if spot.article is None else escape(self._label(spot)),
            href=self._href(spot),
            figures=_listed(spot.figures),
            inferred=bool(step and step.inferred),
            outside=spot.outside,
            why=step.why if step else "",
            drift=self._drifted(spot),
            hops=step.hops if step else [],
            below=[self._branch(ways, below, other, ways.steps[key, other], on) for other in deeper],
        )


def _kind(spot: Spot) -> str:
    if spot.folded:
        return "article folded"
    return "article" if spot.article else "outside" if spot.outside else "named"


def _is_article(key: str) -> bool:
    return key.startswith("a:")


def wrapped(label: str) -> list[str]:
    """A label on at most two lines; what does not fit is cut with an ellipsis."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"]
    return [line if len(line) <= _LINE + 2 else f"{line[:_LINE]}…" for line in lines]


def _listed(figures: Iterable[str]) -> str:
    """Figures as written, as many as a node has room for."""
    told, *more = figures or [""]
    for figure in more:
        if len(told) + len(figure) > _LINE:
            return f"{told} …"
        told = f"{told} · {figure}"
    return told


def _left(column: int) -> float:
    return column * (WIDTH + GAP) + 1.0


def _lanes(nodes: Iterable[Node]) -> dict[str, float]:
    """Where the lines of each node run down, between its column and the next: nodes side by side in turns."""
    found: dict[str, float] = {}
    rows: dict[float, int] = {}
    for node in sorted(nodes, key=lambda node: node.y):
        row = rows.get(node.x, 0)
        rows[node.x] = row + 1
        found[node.key] = 16.0 + row % _LANES * (GAP - 32) / (_LANES - 1)
    return found


def _curve(
    one: Node,
    other: Node,
    passed: Sequence[tuple[int, float]],
    lanes: Mapping[str, float] | None = None,
) -> str:
    """From the right side of a node to the left side of another, straight through the columns between. With
    ``lanes`` a long way up or down is one straight line, which all lines of a node share."""
    x, y = one.x + WIDTH, one.y + HEIGHT / 2
    if other.x <= one.x:  # a step back: a circle in the text
        return f"M{one.x + WIDTH / 2:.0f},{one.y + HEIGHT:.0f}L{other.x + WIDTH / 2:.0f},{other.y:.0f}"
    path = f"M{x:.0f},{y:.0f}"
    lane = lanes[one.key] if lanes else None
    for column, middle in passed:
        path += _bend(x, y, _left(column), middle, lane) + f"H{_left(column) + WIDTH:.0f}"
        x, y = _left(column) + WIDTH, middle
    return path + _bend(x, y, other.x, other.y + HEIGHT / 2, lane)


def _bend(x1: float, y1: float, x2: float, y2: float, lane: float | None = None) -> str:
    if lane is not None and abs(y2 - y1) > _STEEP:
        down = _ROUND if y2 > y1 else -_ROUND
        x = x1 + lane
        return (
            f"H{x - _ROUND:.0f}Q{x:.0f},{y1:.0f} {x:.0f},{y1 + down:.0f}V{y2 - down:.0f}"
            f"Q{x:.0f},{y2:.0f} {x + _ROUND:.0f},{y2:.0f}H{x2:.0f}"
        )
    half = (x1 + x2) / 2
    return f"C{half:.0f},{y1:.0f} {half:.0f},{y2:.0f} {x2:.0f},{y2:.0f}"


__all__ = ["Branch", "Chain", "ChainMaker", "Edge", "Node", "wrapped"]
