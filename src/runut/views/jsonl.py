"""One JSON object a line: what ``runut analyse`` promises (``runut schema article`` describes it)."""

from __future__ import annotations

import msgspec

from runut.model.article import Unread
from runut.model.reading import Reading

_ENCODER = msgspec.json.Encoder()


def encode_line(outcome: Reading | Unread) -> bytes:
    """A reading, or what could not be read and why, as one line."""
    return _ENCODER.encode(outcome) + b"\n"
