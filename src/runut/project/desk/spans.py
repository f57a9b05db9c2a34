"""Whether every span of a stored reading stands in the text that it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec


def faults_of(record: bytes, snapshot: str, text: str) -> Iterator[str]:
    """What is wrong with a stored reading, held against its text and the text's hash."""
    try:
        told = msgspec.json.decode(record)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield f"the reading is broken ({error})"
        return
    if not isinstance(told, dict) or told.get("sha256") != snapshot:
        yield "the reading is of another text"
        return
    for path, start, end in spans_of(told):
        if not 0 <= start <= end <= len(text):
            yield f"{path}: {start} to {end} is not in a text of {len(text)} characters"


def count_spans(record: bytes) -> int:
    """How many spans a stored reading has."""
    return sum(1 for _ in spans_of(msgspec.json.decode(record)))


def spans_of(told: Any, path: str = "") -> Iterator[tuple[str, int, int]]:
    """Every range of a decoded record, with the way to it."""
    if isinstance(told, dict):
        start, end = told.get("start"), told.get("end")
        if isinstance(start, int) and isinstance(end, int):
            yield str(told.get("id") or path), start, end
        for key, value in told.items():
            if isinstance(value, dict | list):
                yield from spans_of(value, f"{path}.{key}" if path else key)
    elif isinstance(told, list):
        for number, value in enumerate(told, 1):
            if isinstance(value, dict | list):
                own = value.get("id") if isinstance(value, dict) else None
                yield from spans_of(value, f"{path} {own}" if own else f"{path} {number}")


__all__ = ["count_spans", "faults_of", "spans_of"]
