"""A corrected reading as gold annotation: an analyst's work becomes a test that a reader can be scored against."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

import msgspec

from runut.model.decision import Corrected, Decision
from runut.model.ledger import NO_OUTLET, UNSTATED
from runut.model.reading import Actor, Quantity, Reading, Statement
from runut.model.span import Span
from runut.model.vocabulary import PERSON

_STATED = ("text", PERSON)


def gold_name(article: str) -> str:
    """The file that an article's gold annotation is kept in."""
    return PurePosixPath(article).name.removesuffix(".txt") + ".gold.json"


def to_gold(corrected: Corrected | Reading, text: str) -> dict[str, Any]:
    """One article's annotation: every span with its own words, statements ``s1``, ``s2``, … in text order.

    What a person said why of is kept as ``note``; ``decided`` tells which records a person decided about, the
    others are the program's reading as it stands.
    """
    if isinstance(corrected, Reading):
        corrected = Corrected(corrected, [], [])
    reading = corrected.reading
    notes = _Notes(corrected.decisions)
    statements = sorted(reading.statements, key=_first)
    ids = {one.id: f"s{number}" for number, one in enumerate(statements, 1)}
    stated = reading.published_from in _STATED
    gold: dict[str, Any] = {
        "article": PurePosixPath(reading.article).name,
        "language": reading.language,
        "outlet": reading.outlet,
        "published": reading.published if stated else None,
    }
    if reading.published and not stated:
        gold["published_inferred"] = reading.published
        gold["published_why"] = reading.published_why or reading.published_from or ""
    gold["furniture"] = [
        {**_piece(Span(one.start, one.end), text), "kind": one.kind, **notes.of("furniture", one)}
        for one in reading.furniture
    ]
    gold["defects"] = [
        {
            **_piece(Span(one.start, one.end), text),
            "kind": one.kind,
            "why": " ".join(one.why.split()) or one.kind,
            **notes.of("defect", one),
        }
        for one in reading.defects
    ]
    gold["statements"] = [
        {**_statement(one, ids, text, reading.outlet or NO_OUTLET), **notes.of("statement", one)}
        for one in statements
    ]
    gold["quantities"] = [
        {**_quantity(one, ids, text), **notes.of("quantity", one)} for one in reading.quantities
    ]
    gold["times"] = [
        {
            **_piece(Span(one.start, one.end), text),
            "value": one.value,
            **({"inside": True} if one.inside else {}),
            **notes.of("time", one),
        }
        for one in reading.times
    ]
    gold["places"] = [
        {
            **_piece(Span(one.start, one.end), text),
            "name": one.name,
            "country": one.country,
            "lat": one.lat,
            "lon": one.lon,
            **notes.of("place", one),
        }
        for one in reading.places
    ]
    gold["actors"] = [
        {**_actor(one, text), **notes.of("actor", one)} for one in reading.actors if one.mentions
    ]
    return gold


def encode_gold(corrected: Corrected | Reading, text: str) -> bytes:
    """The annotation as the file's content."""
    return msgspec.json.format(msgspec.json.encode(to_gold(corrected, text)), indent=1) + b"\n"


class _Notes:
    """What people decided about a record, as keys that scorers pass over."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.known: dict[tuple[str, object], list[Decision]] = {}
        for decision in decisions:
            self.known.setdefault((decision.kind, decision.key), []).append(decision)

    def of(self, kind: str, record: Any) -> dict[str, Any]:
        if isinstance(record, Statement):
            key: object = record.id
        else:
            key = record.name if isinstance(record, Actor) else (record.start, record.end)
        found = self.known.get((kind, key), [])
        notes = "; ".join(dict.fromkeys(one.why for one in found if one.why))
        told: dict[str, Any] = {"decided": found[-1].action} if found else {}
        return {**told, "note": notes} if notes else told


def _first(statement: Statement) -> int:
    spans = [*statement.content, *([statement.cue] if statement.cue else [])]
    return min(span.start for span in spans)


def _piece(span: Span, text: str) -> dict[str, Any]:
    return {"text": span.of(text), "start": span.start, "end": span.end}


def _maybe(span: Span | None, text: str) -> dict[str, Any] | None:
    return None if span is None else _piece(span, text)


def _statement(one: Statement, ids: dict[str, str], text: str, publisher: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": ids[one.id],
        "content": [_piece(span, text) for span in one.content],
        "cue": _maybe(one.cue, text),
        "source": _maybe(one.source, text),
        "source_name": one.source_name or UNSTATED,
        "kind": one.kind,
        "stance": one.stance,
        "chain": one.chain or [one.source_name or UNSTATED, publisher],
        "said_on": one.said_on,
    }
    if one.continued:
        found["continued"] = [_piece(span, text) for span in one.continued]
    if one.in_furniture:
        found["in_furniture"] = True
    return found


def _quantity(one: Quantity, ids: dict[str, str], text: str) -> dict[str, Any]:
    return {
        **_piece(Span(one.start, one.end), text),
        "low": one.low,
        "high": one.high,
        "hedge": one.hedge,
        "unit": one.unit,
        "of": one.of,
        "statement": ids.get(one.statement or ""),
    }


def _actor(one: Actor, text: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "type": one.type,
        "role": one.role,
        "mentions": [_piece(span, text) for span in dict.fromkeys(one.mentions)],
    }


__all__ = ["encode_gold", "gold_name", "to_gold"]
