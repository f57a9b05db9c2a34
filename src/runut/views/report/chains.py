"""The ways that a question's figures came: a drawing from left to right, and the same as a nested list.

Who said it, who reported it and who relayed it are three nodes. A step that a text states is drawn solid, one
that was inferred dashed; a root or relay of which the pile has no article is drawn hollow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec
from markupsafe import Markup

from runut.model.dossier import Entry, Question, Story
from runut.model.ledger import UNSTATED
from runut.views.interface import Interface
from runut.views.material import Material
from runut.views.report.anchors import Anchors
from runut.views.report.excerpts import label_of
from runut.views.report.layers import arrange

#: More nodes than this make a drawing that nobody reads: the list remains.
DRAWN = 48
WIDTH, GAP, HEIGHT = 172, 84, 50
_LINE = 23  # characters that fit on a line of a node
_LINES = 2


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


class Edge(msgspec.Struct, frozen=True):
    """A step of the drawing, as a curve."""

    path: str
    inferred: bool
    denied: bool
    title: str


class Branch(msgspec.Struct, frozen=True):
    """A node of the nested list with what came from it."""

    name: Markup
    href: str
    figures: str
    inferred: bool
    outside: bool
    why: str
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
    meets: bool


class _Spot(msgspec.Struct):
    """A node while the graph is being gathered."""

    key: str
    name: str
    kind: str
    href: str
    article: str | None = None
    figures: dict[str, None] = msgspec.field(default_factory=dict)


class _Step(msgspec.Struct):
    """A step while the graph is being gathered: stated once is stated."""

    inferred: bool
    denied: bool
    why: str


class ChainMaker:
    """Makes the chains of one story."""

    def __init__(self, material: Material, story: Story, interface: Interface, anchors: Anchors) -> None:
        self._material = material
        self._story = story
        self._say = interface
        self._anchors = anchors
        self._inferred = {
            (hop.from_, hop.to, hop.article, hop.statement): hop.why
            for hop in story.hops
            if hop.basis == "inferred"
        }
        self._outlets: dict[str, list[str]] = {}
        for name in story.articles:
            outlet = material.readings[name].outlet
            if outlet:
                self._outlets.setdefault(outlet, []).append(name)

    def chains(self, ids: Sequence[str]) -> list[Chain]:
        """The chains of the questions with these ids, in this order.

        Single steps from a source to an article are left out: their lines in the ledger say all of it.
        """
        questions = {question.id: question for question in self._story.questions}
        found = [_Gatherer(self, questions[identity]).chain() for identity in ids]
        return [chain for chain in found if chain.meets]


class _Gatherer:
    """Gathers the graph of one question."""

    def __init__(self, maker: ChainMaker, question: Question) -> None:
        self.maker = maker
        self.question = question
        self.spots: dict[str, _Spot] = {}
        self.steps: dict[tuple[str, str], _Step] = {}
        self.root_of = {e: origin for origin in question.origins for e in origin.entries}
        self.answering = {entry.article for entry in question.entries}

    def chain(self) -> Chain:
        for entry in self.question.entries:
            self._take(entry)
        entries = self.question.entries
        drawn = len(self.spots) <= DRAWN and bool(self.steps)
        nodes, edges, width, height = self._drawing() if drawn else ([], [], 0.0, 0.0)
        return Chain(
            question=self.question.id,
            text=self.question.text,
            language=self.maker._material.readings[entries[0].article].language,
            nodes=nodes,
            edges=edges,
            width=width,
            height=height,
            roots=self._tree(),
            articles=len(self.answering),
            low=self.question.origins_low,
            high=self.question.origins_high,
            meets=self._meets(),
        )

    def _meets(self) -> bool:
        """Whether any two steps share a node."""
        ends = [key for step in self.steps for key in step]
        return len(ends) > len(set(ends))

    # gathering

    def _take(self, entry: Entry) -> None:
        written = entry.written or self.maker._material.texts[entry.article][entry.start : entry.end]
        origin = self.root_of.get(entry.id)
        names = list(entry.chain[:-1]) or []
        guessed = ""
        if origin and (not names or names[0] != origin.name):
            names = [origin.name, *(name for name in names if name != UNSTATED)]
            guessed = origin.why
        if names and names[0] == self.maker._material.readings[entry.article].outlet:
            names = names[1:]  # the paper's own voice: the article is the root
        spots = [self._named(name, entry.article) for name in names]
        spots.append(self._article(entry.article))
        spots = [spot for n, spot in enumerate(spots) if n == 0 or spot.key != spots[n - 1].key]
        spots[0].figures.setdefault(written.casefold())
        spots[-1].figures.setdefault(written.casefold())
        for number, (one, other) in enumerate(pairwise(spots)):
            why = guessed if number == 0 else ""
            why = why or self.maker._inferred.get((one.name, other.name, entry.article, entry.statement), "")
            self._step(one.key, other.key, why, entry.stance == "denies")

    def _step(self, one: str, other: str, why: str, denied: bool) -> None:
        known = self.steps.get((one, other))
        if known is None:
            self.steps[one, other] = _Step(bool(why), denied, why)
            return
        known.denied = known.denied and denied
        if not why:
            known.inferred, known.why = False, ""

    def _named(self, name: str, inside: str) -> _Spot:
        """Somebody named on the way. An outlet with one answering article in the pile is that article."""
        own = [a for a in self.maker._outlets.get(name, ()) if a in self.answering and a != inside]
        if len(own) == 1:
            return self._article(own[0])
        key = f"n:{name}"
        if key not in self.spots:
            kind = "outside" if name in self.maker._story.outside else "named"
            href = f"#{self.maker._anchors.actor(self.maker._story.id, name)}"
            self.spots[key] = _Spot(key, name, kind, href)
        return self.spots[key]

    def _article(self, article: str) -> _Spot:
        key = f"a:{article}"
        if key not in self.spots:
            outlet = self.maker._material.readings[article].outlet or ""
            href = f"#{self.maker._anchors.article(article)}"
            self.spots[key] = _Spot(key, outlet, "article", href, article)
        return self.spots[key]

    def _label(self, spot: _Spot) -> str:
        if spot.article is None:
            return self.maker._say.plain_who(spot.name)
        return f"{self.maker._material.numbers[spot.article]}  {label_of(self.maker._material, spot.article)}"

    # drawing

    def _drawing(self) -> tuple[list[Node], list[Edge], float, float]:
        placed = arrange(list(self.spots), list(self.steps), self._is_sink)
        nodes = {
            key: Node(
                key=key,
                x=_left(placed.columns[key]),
                y=round(placed.middles[key] - HEIGHT / 2, 1),
                lines=wrapped(self._label(spot)),
                figures=_listed(spot.figures),
                kind=spot.kind,
                href=spot.href,
                title=self._label(spot),
            )
            for key, spot in self.spots.items()
        }
        edges = [
            Edge(_curve(nodes[one], nodes[other], placed.passed[one, other]), s.inferred, s.denied, s.why)
            for (one, other), s in self.steps.items()
        ]
        return list(nodes.values()), edges, _left(placed.width) - GAP + 1, placed.height

    def _is_sink(self, key: str) -> bool:
        return key.startswith("a:")

    # the same as a list

    def _tree(self) -> list[Branch]:
        reached = {other for _, other in self.steps}
        below: dict[str, list[str]] = {}
        for one, other in self.steps:
            below.setdefault(one, []).append(other)
        heads = [key for key in self.spots if key not in reached]
        return [self._branch(key, None, below, frozenset()) for key in heads]

    def _branch(
        self, key: str, step: _Step | None, below: dict[str, list[str]], passed: frozenset[str]
    ) -> Branch:
        spot = self.spots[key]
        deeper = [other for other in below.get(key, ()) if other not in passed]
        name = (
            self.maker._say.who(spot.name) if spot.article is None else Markup("{}").format(self._label(spot))
        )
        return Branch(
            name=name,
            href=spot.href,
            figures=_listed(spot.figures),
            inferred=bool(step and step.inferred),
            outside=spot.kind == "outside",
            why=step.why if step else "",
            below=[self._branch(o, self.steps[key, o], below, passed | {key}) for o in deeper],
        )


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
    told = list(figures)
    return " · ".join(told[:3]) + (" …" if len(told) > 3 else "")


def _left(column: int) -> float:
    return column * (WIDTH + GAP) + 1.0


def _curve(one: Node, other: Node, passed: Sequence[tuple[int, float]]) -> str:
    """From the right side of a node to the left side of another, straight through the columns between."""
    x, y = one.x + WIDTH, one.y + HEIGHT / 2
    if other.x <= one.x:  # a step back: a circle in the text
        return f"M{one.x + WIDTH / 2:.0f},{one.y + HEIGHT:.0f}L{other.x + WIDTH / 2:.0f},{other.y:.0f}"
    path = f"M{x:.0f},{y:.0f}"
    for column, middle in passed:
        path += _bend(x, y, _left(column), middle) + f"H{_left(column) + WIDTH:.0f}"
        x, y = _left(column) + WIDTH, middle
    return path + _bend(x, y, other.x, other.y + HEIGHT / 2)


def _bend(x1: float, y1: float, x2: float, y2: float) -> str:
    half = (x1 + x2) / 2
    return f"C{half:.0f},{y1:.0f} {half:.0f},{y2:.0f} {x2:.0f},{y2:.0f}"


__all__ = ["Branch", "Chain", "ChainMaker", "Edge", "Node", "wrapped"]
