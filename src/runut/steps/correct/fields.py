"""What a person can decide about: the fields of each kind, the values that they take, and what they are when new."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from runut.errors import UsageError
from runut.model.days import span_of
from runut.model.reading import Actor, Defect, Furniture, Place, Quantity, Statement, Timex
from runut.model.span import Span
from runut.model.vocabulary import (
    ACTORS,
    DEFECTS,
    DRIFT,
    FURNITURE,
    HEDGES,
    RELATIONS,
    REUSE,
    SPEECH,
    STANCES,
)

Number = int | float
Record = Statement | Quantity | Timex | Place | Actor | Furniture | Defect

#: The record of each kind that stands in an article, and the Reading's list that holds it.
RECORDS: dict[str, tuple[type[Record], str]] = {
    "statement": (Statement, "statements"),
    "quantity": (Quantity, "quantities"),
    "time": (Timex, "times"),
    "place": (Place, "places"),
    "actor": (Actor, "actors"),
    "furniture": (Furniture, "furniture"),
    "defect": (Defect, "defects"),
}
_RANGE: dict[str, Any] = {"start": int, "end": int}
#: Fields by kind, with their types.
FIELDS: dict[str, dict[str, Any]] = {
    "statement": {
        "content": list[Span],
        "cue": Span | None,
        "source": Span | None,
        "source_name": str | None,
        "kind": str,
        "stance": str,
        "chain": list[str],
        "said_on": str | None,
    },
    "quantity": {
        **_RANGE,
        "low": Number | None,
        "high": Number | None,
        "hedge": str,
        "unit": str | None,
        "of": str | None,
        "statement": str | None,
    },
    "time": {**_RANGE, "value": str | None},
    "place": {**_RANGE, "name": str, "country": str | None, "lat": Number | None, "lon": Number | None},
    "actor": {"name": str, "type": str, "role": str | None, "mentions": list[Span]},
    "furniture": {**_RANGE, "kind": str},
    "defect": {**_RANGE, "kind": str, "why": str},
    "article": {"published": str | None, "outlet": str | None, "title": str | None},
    "question": {"text": str},
    "utterance": {},
    "story": {},
    "hop": {"from": str, "to": str, "kind": str},
    "drift": {"what": str},
    "relation": {"kind": str},
    "people": {"names": list[str], "name": str, "party": bool},
}
_ANY = ("accept", "correct", "reject", "add", "note", "undo")
_PARTS = ("accept", "correct", "merge", "split", "note", "undo")
#: What can be decided about each kind.
ALLOWED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(RECORDS, _ANY),
    "article": ("accept", "correct", "note", "undo"),
    "question": _PARTS,
    "utterance": _PARTS,
    "story": _PARTS,
    "people": _PARTS,
    "hop": ("accept", "correct", "reject", "add", "note", "undo"),
    "drift": ("accept", "reject", "note", "undo"),
    "relation": ("accept", "reject", "note", "undo"),
}
#: Fields that an added record cannot do without.
NEEDED: dict[str, tuple[str, ...]] = {
    "place": ("name",),
    "actor": ("name", "type"),
    "furniture": ("kind",),
    "defect": ("kind",),
    "hop": ("kind",),
}

_CLOSED: dict[tuple[str, str], tuple[str, ...]] = {
    ("statement", "kind"): SPEECH,
    ("statement", "stance"): STANCES,
    ("quantity", "hedge"): HEDGES,
    ("actor", "type"): ACTORS,
    ("furniture", "kind"): FURNITURE,
    ("defect", "kind"): DEFECTS,
    ("drift", "what"): DRIFT,
    ("hop", "kind"): REUSE,
    ("relation", "kind"): (*RELATIONS, "cannot-confirm"),
}


def choices_of(kind: str, field: str) -> tuple[str, ...]:
    """The closed list that a field's values are of; empty where it has none."""
    return _CLOSED.get((kind, field), ())


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PART_OF_TIME = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_COUNTRY = re.compile(r"[A-Z]{2}")


def typed(kind: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The values in their types. Raises UsageError for an unknown field or a value of another type."""
    fields = FIELDS[kind]
    found: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in fields:
            told = ", ".join(fields) or "none"
            raise UsageError(f"a {kind} has no field {name!r} to decide about; its fields are: {told}")
        try:
            found[name] = msgspec.convert(value, fields[name])
        except msgspec.ValidationError as error:
            raise UsageError(f"{kind}, {name}: {value!r} does not fit: {error}") from None
    return found


def check_values(kind: str, values: Mapping[str, Any]) -> None:
    """Whether typed values fit the contract, each by itself and together. Raises UsageError."""
    for name, value in values.items():
        closed = _CLOSED.get((kind, name))
        if closed is not None and value not in closed:
            raise UsageError(f"{kind}, {name}: {value!r} is none of {', '.join(closed)}")
        if isinstance(value, str) and not value.strip():
            raise UsageError(f"{kind}, {name}: it is empty; give a value, or null for none")
        check = _CHECKS.get((kind, name))
        if check is not None and value is not None:
            check(f"{kind}, {name}", value)
    if kind == "quantity":
        _check_bounds(values)
    if kind == "place" and "lat" in values and (values["lat"] is None) != (values.get("lon") is None):
        raise UsageError("place: give both lat and lon, or neither")


def _check_bounds(values: Mapping[str, Any]) -> None:
    if "low" not in values or "high" not in values:
        return
    low, high = values["low"], values["high"]
    if low is None and high is None:
        raise UsageError("quantity: low and high are both open; a figure needs at least one bound")
    if low is not None and high is not None and low > high:
        raise UsageError(f"quantity: low {low:g} is above high {high:g}")


def _check_days(where: str, value: str) -> None:
    _check_interval(
        where, value, _DAY, "an ISO date (2025-03-18) or an interval of two (2025-03-15/2025-03-18)"
    )


def _check_time(where: str, value: str) -> None:
    _check_interval(where, value, _PART_OF_TIME, "an ISO date, a month (2025-03), a year, or an interval A/B")


def _check_interval(where: str, value: str, form: re.Pattern[str], wanted: str) -> None:
    parts = value.split("/")
    spans = [span_of(part) if form.fullmatch(part) else None for part in parts]
    known = [span for span in spans if span is not None]
    if len(parts) > 2 or len(known) < len(parts):
        raise UsageError(f"{where}: {value!r} is not {wanted}")
    if len(known) == 2 and known[0][0] > known[1][0]:
        raise UsageError(f"{where}: {value!r} ends before it begins")


def _check_names(where: str, value: list[str]) -> None:
    if not value or not all(name.strip() for name in value):
        raise UsageError(f"{where}: a list of names is needed, none of them empty")


def _check_country(where: str, value: str) -> None:
    if not _COUNTRY.fullmatch(value):
        raise UsageError(f"{where}: {value!r} is not a country's two letters (ID)")


def _check_degrees(limit: int) -> Callable[[str, Number], None]:
    def check(where: str, value: Number) -> None:
        if not -limit <= value <= limit:
            raise UsageError(f"{where}: {value:g} is not between -{limit} and {limit} degrees")

    return check


def _check_finite(where: str, value: Number) -> None:
    if value != value or value in (float("inf"), float("-inf")):
        raise UsageError(f"{where}: {value} is no number; leave an open bound null")


_CHECKS: dict[tuple[str, str], Callable[[str, Any], None]] = {
    ("statement", "said_on"): _check_days,
    ("statement", "chain"): _check_names,
    ("quantity", "low"): _check_finite,
    ("quantity", "high"): _check_finite,
    ("time", "value"): _check_time,
    ("place", "country"): _check_country,
    ("place", "lat"): _check_degrees(90),
    ("place", "lon"): _check_degrees(180),
    ("article", "published"): _check_days,
    ("people", "names"): _check_names,
}


__all__ = ["ALLOWED", "FIELDS", "NEEDED", "RECORDS", "Record", "check_values", "choices_of", "typed"]
