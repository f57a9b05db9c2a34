"""The cross-article view: the records of ``runut dossier`` (the contract's field names)."""

from __future__ import annotations

import msgspec

from runut.model.article import Unread


class Entry(msgspec.Struct, frozen=True):
    """One figure as one article gives it."""

    id: str
    low: float | int | None
    high: float | int | None
    hedge: str
    unit: str | None
    of: str | None
    source_name: str | None
    said_on: str | None
    chain: list[str]
    article: str
    statement: str | None
    start: int
    end: int
    stance: str = "asserts"
    written: str = ""


class Relation(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """How two entries stand to each other. ``kind``: same agrees conflicts updates corrects part-of
    denies."""

    from_: str
    to: str
    kind: str
    why: str


class Origin(msgspec.Struct, frozen=True):
    """An independent first voucher and the entries that go back to it. ``certain`` is False where lineage
    is unknown.

    ``stance`` is that of the voucher; who denies is listed, but is no support and not counted in a
    question's range.
    """

    name: str
    entries: list[str]
    certain: bool = True
    why: str = ""
    stance: str = "asserts"


class Question(msgspec.Struct, frozen=True):
    """What a set of comparable figures answers. Independent origins are a range: ``origins_low`` to
    ``origins_high``.

    ``counted`` is the class of what is counted, ``predicate`` the family of what happened, ``place`` the
    place that the question is
    narrowed to; all three are empty where nothing is known. Questions are listed by ``importance``: tolls
    and totals that many articles and origins tell, and above all those that they tell differently, come first.
    """

    id: str
    text: str
    unit: str | None
    entries: list[Entry]
    relations: list[Relation]
    origins: list[Origin]
    origins_low: int = 0
    origins_high: int = 0
    counted: str = ""
    predicate: str = ""
    place: str = ""
    importance: float = 0.0


class Report(msgspec.Struct, frozen=True):
    """One article's report of an utterance."""

    article: str
    statement: str
    start: int
    end: int


class Drift(msgspec.Struct, frozen=True):
    """What changed between two reports. ``what``: figure hedge speaker place date stance added lost."""

    what: str
    between: tuple[int, int]
    why: str


class Utterance(msgspec.Struct, frozen=True):
    """One and the same utterance, as different articles report it."""

    statements: list[Report]
    drift: list[Drift]
    speaker: str | None = None
    said_on: str | None = None


class Event(msgspec.Struct, frozen=True):
    """A dated line of the timeline: an event, not an article."""

    when: str
    what: str
    articles: list[str]
    sources: list[str] = []


class StoryActor(msgspec.Struct, frozen=True):
    """One actor over all articles of a story."""

    name: str
    type: str
    forms: list[str]
    roles: list[str] = []
    party: bool = False


class StatementLink(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A statement that denies, or cannot confirm, another; both as ``article#statement``."""

    from_: str
    to: str
    kind: str
    why: str


class Hop(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One step of a claim's way. ``basis``: read (the text states it) or inferred (reuse, dates, a shared
    error)."""

    from_: str
    to: str
    basis: str
    why: str
    article: str | None = None
    statement: str | None = None


class Reuse(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """Text that two articles share, and which way it went. ``kind``: copy wire rewrite translation
    common-source.

    ``share`` is the part of the shorter article that is shared; ``passages`` are pairs of ranges (start,
    end in ``from``,
    start, end in ``to``). ``basis``: read (one names the other) or inferred; "unknown" where the direction
    is not known.
    """

    from_: str
    to: str
    kind: str
    basis: str
    why: str
    share: float
    passages: list[tuple[int, int, int, int]] = []


class Apart(msgspec.Struct, frozen=True):
    """Two entries that look alike (the same figure, or the same thing counted) and are not comparable, with
    the reason."""

    one: str
    other: str
    why: str


class Story(msgspec.Struct, frozen=True):
    """Articles on one event and what they say together.

    ``copies`` are (article, article, kind) of near-copies; ``circles`` are outlets that cite each other
    round and round;
    ``outside`` are the roots of chains that are outlets or agencies of which the pile has no article.
    """

    id: str
    title: str
    articles: list[str]
    questions: list[Question]
    utterances: list[Utterance]
    timeline: list[Event]
    actors: list[StoryActor]
    links: list[StatementLink] = []
    hops: list[Hop] = []
    copies: list[tuple[str, str, str]] = []
    reuse: list[Reuse] = []
    apart: list[Apart] = []
    circles: list[list[str]] = []
    outside: list[str] = []


class Dossier(msgspec.Struct, frozen=True):
    """The whole: stories, and what could not be read."""

    stories: list[Story]
    errors: list[Unread]
    unplaced: list[str] = []
