"""Plain text: the file's own characters, none moved."""

from __future__ import annotations

import re
from hashlib import sha256

from runut.errors import UnreadableError
from runut.model.article import Article
from runut.steps.read.decoding import decode

_WORD = re.compile(r"[^\W\d_]{2}")


def read_text(raw: bytes, name: str) -> Article:
    """The article in a text file, as decoded from UTF-8: byte-order mark and newlines are kept."""
    decoded = decode(raw, name)
    if not decoded.text.strip("\ufeff \t\r\n\v\f\x00"):
        raise UnreadableError(name, "empty: not a word in it")
    if not _WORD.search(decoded.text):
        raise UnreadableError(name, "no words in it, only marks and figures")
    return Article(
        name=name,
        text=decoded.text,
        sha256=sha256(decoded.text.encode()).hexdigest(),
        extracted=not decoded.exact,
        warnings=[decoded.warning] if decoded.warning else [],
    )
