"""A name in the text, and small questions about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runut.model.layout import Layout
from runut.steps.resolve.actors.words import Known

if TYPE_CHECKING:
    from runut.steps.resolve.actors.roster import Entity


class Chunk:
    """A name in the text: characters, tokens (half-open), type, what lists say of it, its entity, and
    whether the list of places has it.
    """

    __slots__ = ("end", "entity", "first", "known", "last", "located", "name", "start", "type")

    def __init__(
        self, start: int, end: int, first: int, last: int, type_: str, name: str | None = None
    ) -> None:
        self.start = start
        self.end = end
        self.first = first
        self.last = last
        self.type = type_
        self.name = name
        self.known: Known | None = None
        self.located = False
        self.entity: Entity | None = None


def settle(layout: Layout, chunk: Chunk) -> None:
    """Characters to tokens, after a cut."""
    if chunk.first < chunk.last:
        chunk.start = layout.starts[chunk.first]
        chunk.end = layout.ends[chunk.last - 1]


def no_person(chunk: Chunk) -> bool:
    return chunk.known is None or chunk.known.type != "person"
