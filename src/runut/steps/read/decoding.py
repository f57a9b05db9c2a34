"""Bytes become text. Valid UTF-8 is taken exactly as stored; every other encoding is guessed, and said."""

from __future__ import annotations

import re
from typing import NamedTuple

from runut.errors import UnreadableError

_MARKS = (  # byte-order marks; the four-byte ones first, because they begin like a two-byte one
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE = 200_000  # bytes that the encoding is guessed from: more costs seconds and changes no guess
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.02  # of the first characters; text with stray control characters stays far below
_LIKELY = ["cp1252", "utf_16_le", "utf_16_be", "mac_roman", "gb18030", "cp1251"]
_USUAL = "cp1252"  # what Indonesian and English news is in when it is not Unicode; preferred where it fits


class Decoded(NamedTuple):
    """Text and the encoding it was in; ``exact`` where the text is the bytes' own UTF-8, nothing replaced."""

    text: str
    encoding: str
    exact: bool = False
    warning: str | None = None


def decode(raw: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text of the bytes; ``declared`` is the encoding that the carrier names (a page's meta element)."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return Decoded(_checked(raw.decode(encoding, "replace"), name), encoding)
    try:
        return Decoded(_checked(raw.decode("utf-8"), name), "utf-8", True)
    except UnicodeDecodeError as error:
        problem = error
    if raw.count(b"\x00", 0, _SAMPLE) > len(raw[:_SAMPLE]) // 4:
        return _guessed(raw, name)  # UTF-16 without a mark is half zero bytes
    if b"\x00" in raw[:_SAMPLE]:
        raise UnreadableError(name, "not text: it holds zero bytes")
    if _cut_inside_character(raw, problem):
        raise UnreadableError(name, "cut off in the middle of a character; fetch or copy it again")
    if declared:
        try:
            return Decoded(_checked(raw.decode(declared), name), declared)
        except (LookupError, UnicodeDecodeError):
            pass
    lenient = raw.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    sound = sum(1 for c in lenient if c > "\x7f") - broken
    if sound > broken:
        note = f"{broken} broken bytes in otherwise valid UTF-8, shown as \ufffd"
        return Decoded(_checked(lenient, name), "utf-8", warning=note)
    return _guessed(raw, name)


def _cut_inside_character(raw: bytes, problem: UnicodeDecodeError) -> bool:
    """Whether all is valid UTF-8 with letters beyond ASCII, up to a last character that is not whole."""
    at_end = problem.reason == "unexpected end of data" and len(raw) - problem.start < 4
    return at_end and not raw[: problem.start].isascii()


def _guessed(raw: bytes, name: str) -> Decoded:
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    fitting = [match.encoding for match in from_bytes(raw[:_SAMPLE], cp_isolation=_LIKELY)]
    if not fitting:
        raise UnreadableError(name, "not text in any encoding that is known here")
    encoding = _USUAL if _USUAL in fitting else fitting[0]
    text = raw.decode(encoding, "replace")
    return Decoded(_checked(text, name), encoding, warning=f"not UTF-8; read as {encoding}")


def _checked(text: str, name: str) -> str:
    head = text[:4000]
    if "\x00" in head or len(_CONTROL.findall(head)) > _MOST_CONTROLS * len(head):
        raise UnreadableError(name, "not text: it holds control characters as binary files do")
    return text
