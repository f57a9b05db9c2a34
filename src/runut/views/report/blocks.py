"""A question as the report and the desk show it: its values, its origins, the rows of each."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from markupsafe import Markup

from runut.views.report.axis import Axis, Bound, Stretch
from runut.views.report.excerpts import Excerpt

#: Questions shown whole on a story's card; the others are one click away.
KEY_QUESTIONS = 3


class Holder(msgspec.Struct, frozen=True):
    """Who stands behind a value. ``since`` tells what became of it: updates, corrects, or nothing; ``via``
    who relayed it."""

    name: Markup
    href: str
    certain: bool
    stance: str
    party: bool
    since: str
    via: list[Markup]
    articles: list[int]


class Part(msgspec.Struct, frozen=True):
    """A figure that is told to be a part of another."""

    label: Markup
    text: str
    where: str
    href: str
    holders: list[Holder]


class ValueRow(msgspec.Struct, frozen=True):
    """One value of a question with all that hold it."""

    label: Markup
    vague: bool
    place: Stretch | None
    holders: list[Holder]
    parts: list[Part]
    entries: int
    denied: bool


class Row(msgspec.Struct, frozen=True):
    """One report of a figure by one article; ``range`` is where in its text ("120-133")."""

    id: str
    range: str
    written: str
    low: Bound
    high: Bound
    said_on: str | None
    via: list[Markup]
    stance: str
    excerpt: Excerpt


class OriginRow(msgspec.Struct, frozen=True):
    """One independent origin with its values in time and the articles that carry them.

    ``moved`` tells that it took an older value back or went on from it; ``hidden`` rows were left out.
    """

    id: str
    name: Markup
    labels: list[Markup]
    places: list[Stretch]
    certain: bool
    why: str
    stance: str
    moved: bool
    party: bool
    days: list[str]
    articles: list[int]
    rows: list[Row]
    hidden: int = 0


class Apart(msgspec.Struct, frozen=True):
    """Another question that looks alike and is not comparable."""

    href: str
    text: str
    why: str


class Block(msgspec.Struct, frozen=True):
    """A question as the report shows it; ``hidden`` rows below it were left out."""

    id: str
    text: str
    unit: str
    low: int
    high: int
    articles: int
    axis: Axis | None
    values: list[ValueRow]
    origins: list[OriginRow]
    parent: tuple[str, str] | None
    spread: tuple[ValueRow, ValueRow] | None
    apart: list[Apart]
    disputed: bool
    single: bool
    weight: int
    language: str
    hidden: int = 0


def key_questions(blocks: Iterable[Block]) -> list[Block]:
    """The questions of a card: wholes before their parts, which the wholes show."""
    shown: list[Block] = []
    for block in sorted(blocks, key=lambda block: (-block.weight, block.id)):
        if len(shown) == KEY_QUESTIONS:
            break
        if block.parent and any(block.parent[0] == other.id for other in shown):
            continue
        if not shown or len(block.values) > 1 or block.articles > 2:
            shown.append(block)
    return shown


__all__ = ["Apart", "Block", "Holder", "OriginRow", "Part", "Row", "ValueRow", "key_questions"]
