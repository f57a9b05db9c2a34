"""Pages and actions as records: from one of them come its route, its JSON twin and its description.

A page is a function of a visit and of what is asked (a record of path and query) that gives a record. Its HTML is
that record in a template; its JSON twin, under ``/api``, is that record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import msgspec

from runut.web.frame.visit import Visit

#: Query parameters that many pages have.
Offset = Annotated[int, msgspec.Meta(ge=0, le=10_000_000, description="Rows to leave out.")]
Most = Annotated[int, msgspec.Meta(ge=1, le=200, description="Rows at most.")]
Words = Annotated[str, msgspec.Meta(max_length=400)]
Language = Annotated[str, msgspec.Meta(max_length=8)]
Month = Annotated[
    str, msgspec.Meta(pattern=r"^(\d{4}(-\d{2})?|-)$", description="YYYY or YYYY-MM; - for what has no date.")
]
Identity = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]


class Nothing(msgspec.Struct, frozen=True):
    """No parameters."""


class PageOf(msgspec.Struct, frozen=True):
    """A page. ``answer(visit, asked)`` gives the record; ``furnish(visit, record)`` what else its template needs.

    ``name`` is the key of its title among the interface words, and of the entry of the menu that it belongs to.
    ``example`` is what a program might ask for.
    """

    name: str
    path: str
    template: str
    asked: type[msgspec.Struct]
    gives: Any
    answer: Callable[[Visit, Any], Any]
    summary: str
    furnish: Callable[[Visit, Any], Mapping[str, Any]] | None = None
    example: Mapping[str, Any] | None = None


class Uploaded(msgspec.Struct, frozen=True):
    """A file as it was sent: its name there, its size in bytes, and itself, open at its beginning."""

    name: str
    size: int
    content: Any


class Action(msgspec.Struct, frozen=True):
    """Something that changes the project, by POST. ``perform(visit, asked)`` gives the record for programs; a
    browser is sent on to ``next(asked, record)``, or to where its form says.

    Where it ``takes_files``, ``asked`` has fields of the type ``list[Uploaded]``, and programs send
    multipart/form-data as browsers do. ``example`` is what a program might send. ``forms(visit, fields)`` turns
    the fields of a form into what programs send; it raises ``Again`` where they cannot be taken, to show the
    form with what was typed.
    """

    name: str
    path: str
    asked: type[msgspec.Struct]
    gives: Any
    perform: Callable[[Visit, Any], Any]
    summary: str
    next: Callable[[Any, Any], str]
    role: str = "analyst"
    takes_files: bool = False
    forms: Callable[[Visit, dict[str, Any]], dict[str, Any]] | None = None
    example: Mapping[str, Any] | None = None


class Missing(Exception):  # noqa: N818 -- what is missing, not an error of anybody
    """There is no such thing here."""


class Unwelcome(Exception):  # noqa: N818
    """What was asked for cannot be done; the message says why and what to do."""


class Busy(Unwelcome):
    """Something else has to end first."""


class Again(Exception):  # noqa: N818
    """A form is shown again, with what was typed and what is wrong with it."""

    def __init__(self, visit: Visit, template: str, name: str, record: Any, more: Mapping[str, Any]) -> None:
        super().__init__(name)
        self.visit = visit
        self.template = template
        self.name = name
        self.record = record
        self.more = dict(more)


__all__ = [
    "Action",
    "Again",
    "Busy",
    "Identity",
    "Language",
    "Missing",
    "Month",
    "Most",
    "Nothing",
    "Offset",
    "PageOf",
    "Unwelcome",
    "Uploaded",
    "Words",
]
