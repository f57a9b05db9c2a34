"""What goes into the store and what comes out of it, as records."""

from __future__ import annotations

from typing import Any

import msgspec

from runut.model.article import Article
from runut.model.reading import Reading


class RawBytes(msgspec.Struct, frozen=True):
    """Bytes as they came. ``packed`` (zlib) is None where they were too many to keep: their hash is."""

    sha256: str
    size: int
    packed: bytes | None


class Taken(msgspec.Struct, frozen=True):
    """An article as it is taken in: its text and carrier, where they came from, and what was read.

    ``place`` is which of a file's many articles it was, from 1: a place of the same bytes is taken only once.
    """

    article: Article
    raw: RawBytes | None
    extractor: str
    extractor_version: str
    reading: Reading
    reader: str
    features: bytes
    place: int | None = None


class Standing(msgspec.Struct, frozen=True):
    """What stands of a reading after people's decisions. ``record`` is None where nobody decided anything.

    ``decisions`` is JSON for the views; ``decided`` gives the action of each decided statement by its id.
    """

    reading: Reading
    record: bytes | None = None
    decisions: bytes | None = None
    decided: dict[str, str] = {}
    count: int = 0
    orphaned: int = 0


class Held(msgspec.Struct, frozen=True):
    """One version of an article as the store holds it. ``number`` counts versions from 1."""

    article_id: int
    version_id: int
    name: str
    number: int
    snapshot: str
    raw: str | None
    extractor: str
    extractor_version: str
    carrier: bytes
    added_at: str
    newest: bool
    place: int | None = None


class ArticleRow(msgspec.Struct, frozen=True):
    """An article in a list. ``day`` is the first of ``published``."""

    id: int
    name: str
    url: str | None
    outlet: str | None
    title: str
    language: str
    published: str | None
    day: str | None
    statements: int
    figures: int
    defects: int
    decided: int
    orphaned: int
    story_id: int | None
    added_at: str


class StatementRow(msgspec.Struct, frozen=True):
    """A statement in a list; ``own`` is its id in the article, ``edge`` that it stands in page furniture."""

    id: int
    article_id: int
    story_id: int | None
    own: str
    start: int
    end: int
    source_name: str
    stance: str
    kind: str
    said_on: str | None
    words: str
    edge: bool
    decided: str | None


class StoryRow(msgspec.Struct, frozen=True):
    """A story in a list; origins are those of its most important question."""

    id: int
    own: str
    digest: str
    title: str
    language: str
    articles: int
    copies: int
    origins_low: int
    origins_high: int
    questions: int
    conflicts: int
    denials: int
    first: str | None
    last: str | None
    weight: float


class QuestionRow(msgspec.Struct, frozen=True):
    """A question in a list."""

    id: int
    story_id: int
    own: str
    text: str
    unit: str | None
    low: float | None
    high: float | None
    articles: int
    origins_low: int
    origins_high: int
    disputed: bool
    importance: float


class Hit(msgspec.Struct, frozen=True):
    """Something found by its words. ``kind``: article statement question actor story.

    ``passage`` is a piece of text around the first word that was asked for.
    """

    kind: str
    ref: str
    article_id: int | None
    story_id: int | None
    head: str
    passage: str
    day: str | None


class Page(msgspec.Struct, frozen=True):
    """A piece of a long list. ``total`` stops counting at a limit: ``more`` says that there are more."""

    rows: list[Any]
    total: int
    more: bool = False


class Tally(msgspec.Struct, frozen=True):
    """What a project holds."""

    articles: int
    versions: int
    outlets: int
    statements: int
    figures: int
    defects: int
    stories: int
    questions: int
    events: int
    orphaned: int
    unread: int
    first: str | None
    last: str | None


class Job(msgspec.Struct, frozen=True):
    """Work that takes a while. ``state``: running done failed."""

    id: int
    kind: str
    state: str
    done: int
    total: int | None
    message: str
    who: str
    started_at: str
    changed_at: str


class Person(msgspec.Struct, frozen=True):
    """Who may use the pages. ``role``: reader or analyst."""

    name: str
    role: str
    created_at: str
    password: str | None = None


__all__ = [
    "ArticleRow",
    "Held",
    "Hit",
    "Job",
    "Page",
    "Person",
    "QuestionRow",
    "RawBytes",
    "Standing",
    "StatementRow",
    "StoryRow",
    "Taken",
    "Tally",
]
