"""People's decisions as JSON lines: out of one project, into another, as often as one likes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from runut.errors import UsageError
from runut.model.correction import Correction
from runut.steps.correct import check_correction

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Correction)
_MARK = b"\xef\xbb\xbf"  # editors put it before the first line


class BrokenLine(msgspec.Struct, frozen=True):
    """A line that could not be taken in: its number, counted from 1, and why."""

    number: int
    error: str


class Imported(msgspec.Struct, frozen=True):
    """What a file of decisions holds: new events in its order, how many were known, lines that are broken."""

    events: list[Correction]
    known: int
    broken: list[BrokenLine]


def encode_event(event: Correction) -> bytes:
    """One decision as a line."""
    return _ENCODER.encode(event) + b"\n"


def decode_event(line: bytes) -> Correction:
    """One decision from a line, checked as far as that can be done without its article. Raises UsageError."""
    try:
        event = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"no decision can be read here: {error}") from None
    check_correction(event)
    return event


def to_jsonl(events: Iterable[Correction]) -> bytes:
    """Decisions as JSON lines, all of them: notes, undos and what they took back too."""
    return b"".join(map(encode_event, events))


def read_jsonl(lines: bytes | Iterable[bytes], known: Mapping[str, Correction] | None = None) -> Imported:
    """Decisions from JSON lines. Those with an id that is ``known``, or stands in the file before, are passed
    over if they say the same, else they are broken lines; the rest goes in whatever stands beside it."""
    held = dict(known or {})
    events: list[Correction] = []
    broken: list[BrokenLine] = []
    repeated = 0
    for number, line in enumerate(lines.split(b"\n") if isinstance(lines, bytes) else lines, 1):
        told = line.removeprefix(_MARK).strip() if number == 1 else line.strip()
        if not told:
            continue
        try:
            event = decode_event(told)
        except UsageError as error:
            broken.append(BrokenLine(number, str(error)))
            continue
        other = held.setdefault(event.id, event)
        if other is event:
            events.append(event)
        elif other == event:
            repeated += 1
        else:
            broken.append(BrokenLine(number, f"another decision has the id {event.id!r} already"))
    return Imported(events, repeated, broken)


__all__ = ["BrokenLine", "Imported", "decode_event", "encode_event", "read_jsonl", "to_jsonl"]
