"""How a record is called in an address: a statement's id, an actor's name, the characters of another record."""

from __future__ import annotations

import re

from runut.model.decision import Key

_NAMED = ("statement", "actor")
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")


def written_key(key: Key) -> str:
    """A key as it stands in an address: "s3", "Wahyu Prasetio", "120-134", "" for the article itself."""
    return key if isinstance(key, str) else f"{key[0]}-{key[1]}"


def read_key(kind: str, written: str) -> Key | None:
    """A key of a kind; None where it is not of its form."""
    if kind == "article":
        return ""
    if kind in _NAMED:
        return written or None
    match = _RANGE.fullmatch(written)
    return (int(match[1]), int(match[2])) if match else None


__all__ = ["read_key", "written_key"]
