"""What the steps across articles pass on to each other: articles with their shape, figures and statements
made comparable."""

from __future__ import annotations

from hashlib import sha1

import msgspec

from runut.model.layout import Layout
from runut.model.reading import Reading

OWN_VOICE = "own-voice"
"""Stance of a figure that the article gives without a source."""

PLANNED = "planned"
"""Mark of a figure that somebody intends or expects: it does not contradict what has come about."""

COMPARED = "compare"
"""Mark of a figure that another one is held against: "lebih banyak daripada manifes yang mencatat 128"."""

NOT_YET = "not-yet"
"""Qualifier of a figure for those to whom something has not happened: "2 korban belum dievakuasi"."""

STEP = "step"
"""Qualifier of a figure that says by how many another one grew: "bertambah 14 orang menjadi 91"."""

LOCAL = "local"
"""Mark of a figure for the speaker's own place: "44 orang tewas di wilayahnya"."""

UNNAMED = "anonymous:"
"""How the canonical name of an unnamed source begins."""

UNSTATED = "anonymous: tidak disebutkan"
"""The canonical name of a source that a text leaves unsaid ("dilaporkan"), in every language."""

NO_OUTLET = "this article"
"""The publisher's name where the outlet is not known."""

DOUBTING = frozenset({"denies", "cannot-confirm", "declines", "asks"})
"""Stances that do not vouch for what is said."""

OUT_OF_STORY = frozenset({"promo", "footer", "notice", "source-link", "byline", "dateline"})
"""Kinds of furniture in which nothing of the story stands."""

NOT_COMPARED = OUT_OF_STORY | {"related-link"}
"""Kinds of furniture whose words say nothing of which articles belong together."""


class Piece(msgspec.Struct, frozen=True):
    """One article as the steps across articles see it."""

    reading: Reading
    layout: Layout

    @property
    def name(self) -> str:
        """The article's name."""
        return self.reading.article

    @property
    def publisher(self) -> str:
        """Who published it, the last link of every chain."""
        return self.reading.outlet or NO_OUTLET


class Figure(msgspec.Struct, frozen=True):
    """One figure of one article with what is needed to compare it.

    ``noun`` is the class of what is counted and ``parents`` the classes that it is a part of; ``kind`` is
    the class's kind.
    ``predicates`` are families of what happened, nearest first. ``topic`` holds keys of the words around.
    ``marks`` are
    the classes of small words that stand by it (part of whole rise fall correct former guess). ``anchor``
    is the id of the figure
    that it is read to be a part of, ``replaces`` of the older value that it takes the place of ("dari 12
    menjadi 15").
    ``as_of`` is an ISO date or interval. ``context`` is its own part of the sentence with "…" for the number; ``close``
    is whether what happened is told right beside it.
    """

    id: str
    article: str
    start: int
    end: int
    written: str
    low: float | int | None
    high: float | int | None
    hedge: str
    unit: str | None
    of: str | None
    noun: str
    noun_words: str
    kind: str
    parents: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    topic: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    referents: tuple[str, ...] = ()
    qualifiers: frozenset[str] = frozenset()
    period: str | None = None
    marks: frozenset[str] = frozenset()
    anchor: str | None = None
    replaces: str | None = None
    sentence: int = 0
    statement: str | None = None
    source_name: str | None = None
    stance: str = OWN_VOICE
    chain: tuple[str, ...] = ()
    said_on: str | None = None
    as_of: str | None = None
    furniture: str | None = None
    language: str = ""
    context: str = ""
    close: bool = True

    @property
    def vague(self) -> bool:
        """Whether it names no number at all ("ribuan")."""
        return self.hedge == "vague"

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """The interval, for equality."""
        return (self.low, self.high)

    @property
    def value(self) -> float:
        """The one number that stands for the interval: its upper end, where it has one."""
        bound = self.high if self.high is not None else self.low
        return float(bound or 0)


class Said(msgspec.Struct, frozen=True):
    """One statement of one article with what is needed to find it again elsewhere.

    ``keys`` weighs the content's words by how rare they are; ``names`` are the actors and places in it;
    ``points_back`` is the id of the statement that "hal itu" means, empty where it means none that was read.
    """

    article: str
    statement: str
    start: int
    end: int
    sentence: int
    words: str
    speakers: tuple[str, ...]
    stance: str
    kind: str
    said_on: str | None
    keys: dict[str, float]
    names: frozenset[str]
    figures: tuple[str, ...]
    points_back: str | None = None
    chain: tuple[str, ...] = ()
    language: str = ""
    furniture: bool = False

    @property
    def id(self) -> str:
        """``article#statement``, the form that links use."""
        return f"{self.article}#{self.statement}"


def figure_id(article: str, start: int, end: int) -> str:
    """The id of a figure's entry: stable while the article's text is, later articles never rename one."""
    return "e" + sha1(f"{article}\n{start}\n{end}".encode(), usedforsecurity=False).hexdigest()[:12]


def is_unnamed(name: str | None) -> bool:
    """Whether a source's name is a description of somebody unnamed."""
    return name is None or name.startswith(UNNAMED)


__all__ = [
    "COMPARED",
    "DOUBTING",
    "LOCAL",
    "NOT_COMPARED",
    "NOT_YET",
    "NO_OUTLET",
    "OUT_OF_STORY",
    "OWN_VOICE",
    "PLANNED",
    "STEP",
    "UNNAMED",
    "UNSTATED",
    "Figure",
    "Piece",
    "Said",
    "figure_id",
    "is_unnamed",
]
