"""What people decided, as it stands in a reading or a dossier: views look it up to show it differently."""

from __future__ import annotations

from typing import Any

import msgspec

from runut.model.correction import Correction
from runut.model.reading import Reading

Key = str | tuple[int, int]


class Decision(msgspec.Struct, frozen=True):
    """One decision that stands.

    ``key`` is a statement's id, an actor's name, (start, end) of a figure, day, place, furniture or defect, and
    empty for the article itself; across articles it is a figure's id, ``article#statement``, an article's name
    or an actor's. ``fields`` are those that this decision settles, ``was`` what the program had read in them
    (the whole record where it was rejected, nothing where the program had not read it).
    """

    kind: str
    key: Key
    action: str
    fields: list[str]
    was: dict[str, Any]
    who: str
    at: str
    why: str
    id: str


class Corrected(msgspec.Struct, frozen=True):
    """A reading with what people decided in it. ``orphaned`` are decisions on words that the text no longer has."""

    reading: Reading
    decisions: list[Decision]
    orphaned: list[Correction]

    def of(self, kind: str, key: Key) -> list[Decision]:
        """The decisions that settle one record, the oldest first."""
        return [decision for decision in self.decisions if (decision.kind, decision.key) == (kind, key)]


__all__ = ["Corrected", "Decision", "Key"]
