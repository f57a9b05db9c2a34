"""A candidate: a name in the text that may be a place."""

from __future__ import annotations

import msgspec

from runut.steps.extract.places.gazetteer import Entry
from runut.steps.extract.places.lexicon import Known, Type


class Mention(msgspec.Struct):
    """A name in the text that may be a place, and what it may be.

    It has the tokens ``first:last``, the characters ``start:end``. ``role`` and ``rule`` are set when its
    sentence is read; ``name`` where two names were joined; ``inner``: a listed name is in a facility's.
    """

    first: int
    last: int
    start: int
    end: int
    entries: list[Entry]
    kind: str
    grade: int
    known: Known | None = None
    type: Type | None = None
    headline: bool = False
    role: str = ""
    rule: str = ""
    name: str = ""
    inner: bool = False
