"""A decision made from what stands on a page: the anchors of its words, the values, the record as it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from runut.errors import UsageError
from runut.model.correction import Anchor, Correction, anchor
from runut.model.reading import Actor, Reading, Statement
from runut.model.span import Span, overlap
from runut.steps.correct.checking import check_correction
from runut.steps.correct.fields import RECORDS, Record, typed
from runut.steps.correct.targets import OVERLAP, spans_of

Key = str | tuple[int, int]


def make_correction(
    reading: Reading,
    text: str,
    kind: str,
    action: str,
    key: Key | Sequence[Span],
    changes: Mapping[str, Any] | None = None,
    *,
    identity: str,
    at: str,
    who: str,
    why: str = "",
    shown: Reading | None = None,
) -> Correction:
    """A checked decision about one record of an article.

    ``reading`` is the program's own reading and ``shown`` the corrected one that the person saw, if any. ``key``
    is a statement's id, an actor's name, (start, end) of the other records, "" for the article itself; for what
    is added, the spans of its words. ``identity`` is the new event's id, ``at`` ISO 8601 in UTC. Raises
    UsageError where nothing bears that key, or a value does not fit.
    """
    values = typed(kind, changes or {})
    read, seen = None, None
    spans: list[Span] = []
    if kind in RECORDS and action != "add":
        read, seen = _record(reading, kind, key), _record(shown or reading, kind, key)
        read = read or (_under(reading, kind, seen) if seen else None)
        record = read or seen
        if record is None:
            raise UsageError(f"{reading.article}: no {kind} {key!r} that could be decided about")
        spans = spans_of(record)[:1] if isinstance(record, Actor) else spans_of(record)
    elif kind in RECORDS:
        spans = sorted(_spans(key))
    anchors = [anchor(reading.article, reading.sha256, text, spans)]
    anchors += _further(reading, text, kind, values, read, shown or reading)
    event = Correction(
        id=identity,
        at=at,
        who=who,
        kind=kind,
        action=action,
        anchors=anchors,
        changes=msgspec.to_builtins(values),
        was=msgspec.to_builtins(read) if read is not None else None,
        why=why,
    )
    check_correction(event, text)
    return event


def make_anchor(reading: Reading, text: str, key: Key | None = None) -> Anchor:
    """The anchor of a statement (its id), of a figure's or other words (start, end), or of the whole article
    (None). Raises UsageError where no statement bears the id."""
    if key is None:
        return anchor(reading.article, reading.sha256, text, [])
    if isinstance(key, tuple):
        return anchor(reading.article, reading.sha256, text, [Span(*key)])
    found = next((one for one in reading.statements if one.id == key), None)
    if found is None:
        raise UsageError(f"{reading.article}: no statement {key!r}")
    return anchor(reading.article, reading.sha256, text, found.content)


def make_verdict(
    kind: str,
    action: str,
    anchors: Sequence[Anchor] = (),
    changes: Mapping[str, Any] | None = None,
    *,
    identity: str,
    at: str,
    who: str,
    why: str = "",
) -> Correction:
    """A checked decision across articles. Raises UsageError where it lacks something.

    people    merge ``names`` into ``name``; split: ``names`` are never one; correct: ``names`` with ``party``
    story     anchors of whole articles: merge their stories; split them off; correct: move all but the last to
              the last one's story
    question  anchors of figures: merge, split, correct (move) alike; correct with ``text``: another wording
    utterance anchors of statements: merge, split, correct (move) alike
    hop       reject: two whole articles (the second does not have it from the first), or one statement with
              ``from`` and ``to``; correct: the text went from the first article to the second
    drift     two statements, ``what``: no change (all kinds of change where ``what`` is left out)
    relation  two figures, or two statements (denials), ``kind``: not so
    """
    event = Correction(identity, at, who, kind, action, list(anchors), dict(changes or {}), None, why)
    check_correction(event)
    return event


def make_undo(event: Correction, *, identity: str, at: str, who: str, why: str = "") -> Correction:
    """The event that takes another one back (a redo, where that is an undo). It stands at the same words, so that
    whoever asks for an article's events gets both."""
    undo = Correction(identity, at, who, event.kind, "undo", event.anchors, why=why, undoes=event.id)
    check_correction(undo)
    return undo


def _spans(key: Key | Sequence[Span]) -> list[Span]:
    if isinstance(key, tuple) and len(key) == 2 and isinstance(key[0], int) and isinstance(key[1], int):
        return [Span(key[0], key[1])]
    found = [span for span in key if isinstance(span, Span)]
    if not found or len(found) != len(key):
        raise UsageError("what is added needs the spans of its words")
    return found


def _record(reading: Reading, kind: str, key: Any) -> Record | None:
    for record in getattr(reading, RECORDS[kind][1]):
        if kind == "statement":
            named: object = record.id
        else:
            named = record.name if kind == "actor" else (record.start, record.end)
        if named == (tuple(key) if isinstance(key, list) else key):
            found: Record = record
            return found
    return None


def _under(reading: Reading, kind: str, seen: Record) -> Record | None:
    """The program's record under one that a person gave other edges or another name. A statement keeps its id."""
    if isinstance(seen, Statement):
        return None
    for record in getattr(reading, RECORDS[kind][1]):
        found: Record = record
        if isinstance(seen, Actor):
            if set(spans_of(found)) & set(seen.mentions):
                return found
        elif overlap(spans_of(found), spans_of(seen)) >= OVERLAP:
            return found
    return None


def _further(
    reading: Reading, text: str, kind: str, values: Mapping[str, Any], read: Record | None, shown: Reading
) -> list[Anchor]:
    """Anchors of the other words that matter: spans among the values, cue and source, a figure's statement."""
    wanted: list[list[Span]] = []
    for value in values.values():
        if isinstance(value, Span):
            wanted.append([value])
        elif isinstance(value, list):
            wanted += [[span] for span in value if isinstance(span, Span)]
    if "start" in values or "end" in values:
        own = spans_of(read)[0] if read is not None else Span(0, 1)
        wanted.append([Span(values.get("start", own.start), values.get("end", own.end))])
    for name in ("cue", "source"):
        span = getattr(read, name, None)
        if isinstance(span, Span):
            wanted.append([span])
    named = values.get("statement")
    if kind == "quantity" and named is not None:
        told = next((one for one in shown.statements if one.id == named), None)
        if told is None:
            raise UsageError(f"{reading.article}: no statement {named!r} to tie a figure to")
        wanted.insert(0, list(told.content))
    inside = [spans for spans in wanted if all(0 <= s.start < s.end <= len(text) for s in spans)]
    return [anchor(reading.article, reading.sha256, text, spans) for spans in inside]


__all__ = ["make_anchor", "make_correction", "make_undo", "make_verdict"]
