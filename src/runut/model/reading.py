"""What was read in one article: the records of ``runut analyse`` (the contract's field names)."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from runut.model.span import Evidence, Span


class Furniture(msgspec.Struct, frozen=True):
    """Text that is on the page but is not the story. ``kind``: headline byline dateline caption related-link
    promo footer notice source-link section-heading."""

    start: int
    end: int
    kind: str
    why: str = ""


class Defect(msgspec.Struct, frozen=True):
    """Text that a copy editor would stop at. ``kind``: stray-tag broken-quote mistranslation wrong-name typo
    wrong-expansion outlet-swap attribution-clash."""

    start: int
    end: int
    kind: str
    why: str


class Timex(msgspec.Struct, frozen=True):
    """A phrase that points at the calendar. ``value``: ISO date, YYYY-MM, YYYY, A/B, or None where nothing pins it.

    ``clash`` tells in words what does not fit (a weekday that the date does not fall on); ``inside`` that the phrase
    is no day of its own: part of the name of a law or an event, or the hour of a day that is named elsewhere.
    """

    start: int
    end: int
    value: str | None
    rule: str = ""
    clash: str | None = None
    inside: bool = False


class Quantity(msgspec.Struct, frozen=True):
    """A figure with its bounds; an open end is None. ``hedge``: exact about at-least at-most more-than
    less-than vague."""

    start: int
    end: int
    low: float | int | None
    high: float | int | None
    hedge: str
    unit: str | None
    of: str | None
    statement: str | None = None
    rule: str = ""


class Place(msgspec.Struct, frozen=True):
    """A named place; ``country`` is ISO 3166 alpha-2, coordinates are degrees to one decimal."""

    start: int
    end: int
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    rule: str = ""


class NamedEntity(msgspec.Struct, frozen=True):
    """A name as the tagger found it, before anyone knows whose it is. ``type``: PER ORG LOC OUTLET STATE.

    ``name`` is the canonical name where a list gives it (outlets, states).
    """

    start: int
    end: int
    type: str
    score: float = 1.0
    name: str | None = None


class Actor(msgspec.Struct, frozen=True):
    """Somebody who can speak or act. ``type``: person organisation state outlet group."""

    name: str
    type: str
    role: str | None
    mentions: list[Span]


class Relay(msgspec.Struct, frozen=True):
    """A link of a chain that the text states: who relayed, by which cue, and how far the mark reaches."""

    name: str
    source: Span | None
    cue: Span | None
    reach: str = "sentence"


class Statement(msgspec.Struct, frozen=True):
    """Something that the article presents as said, written, believed, claimed by somebody, with the words
    that show it."""

    id: str
    content: list[Span]
    cue: Span | None
    source: Span | None
    source_name: str | None
    kind: str
    stance: str
    chain: list[str]
    said_on: str | None
    confidence: float
    relays: list[Relay] = []
    continued: list[Span] = []
    parent: str | None = None
    in_furniture: bool = False
    evidence: list[Evidence] = []


class Reading(msgspec.Struct, frozen=True):
    """All that was read in one article. ``text`` is None where the article's file holds it as stored."""

    article: str
    language: str
    outlet: str | None
    title: str | None
    published: str | None
    published_from: str | None
    sha256: str
    furniture: list[Furniture]
    defects: list[Defect]
    statements: list[Statement]
    quantities: list[Quantity]
    times: list[Timex]
    places: list[Place]
    actors: list[Actor]
    url: str | None = None
    byline: str | None = None
    published_why: str | None = None
    text: str | None = None
    warnings: list[str] = []

    def in_furniture(self, offset: int, kinds: Collection[str]) -> bool:
        """Whether an offset lies in furniture of one of these kinds."""
        return any(f.start <= offset < f.end and f.kind in kinds for f in self.furniture)
