"""Why something was read so, as a tree: its parts with their words, the rules, what each rule weighs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from runut.errors import UsageError
from runut.model.reading import Actor, Quantity, Reading, Relay, Statement
from runut.model.span import Evidence, Span

Tree = tuple[str, list["Tree"]]

_LONGEST = 160  # characters of a quoted passage; more hides the tree


def explain(reading: Reading, text: str, target: str) -> str:
    """The tree of one thing of a reading, drawn in letters; ``target`` as in ``explained``."""
    label, branches = explained(reading, text, target)
    return "\n".join([f"{target}  {label}", *_drawn(branches, ""), ""])


def explained(reading: Reading, text: str, target: str) -> Tree:
    """The tree of one thing of a reading.

    ``target`` is s1 (statement), q1 (figure), t1 (time), p1 (place), a1 (actor), f1 (furniture) or d1
    (defect), counted from 1 in the reading's order; statements by their id.
    """
    kind, number = target[:1], target[1:]
    if kind not in _KINDS or not number.isdecimal():
        kinds = ", ".join(f"{letter}1 ({noun})" for letter, (noun, _, _) in _KINDS.items())
        raise UsageError(f"no such thing {target!r}; ask for one of {kinds}")
    noun, records_of, tree_of = _KINDS[kind]
    records = records_of(reading)
    if not 1 <= int(number) <= len(records):
        raise UsageError(f"{reading.article} has {len(records)} of the kind {noun}; there is no {target}")
    named = next((one for one in records if getattr(one, "id", "") == target), records[int(number) - 1])
    return tree_of(named, reading, text)


def _drawn(branches: list[Tree], indent: str) -> list[str]:
    lines = []
    for number, (label, below) in enumerate(branches):
        last = number == len(branches) - 1
        lines.append(f"{indent}{'└─' if last else '├─'} {label}")
        lines += _drawn(below, f"{indent}{'   ' if last else '│  '}")
    return lines


def _words(text: str, start: int, end: int) -> str:
    words = " ".join(text[start:end].split())
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST - 40]} … {words[-36:]}"
    return f"“{words}”  [{start}:{end}]"


def _at(text: str, span: Span | None, missing: str) -> str:
    return _words(text, span.start, span.end) if span else missing


def _leaf(label: str) -> Tree:
    return label, []


def _evidence(found: list[Evidence], text: str) -> Tree:
    branches = []
    for reason in found:
        where = ""
        if reason.start is not None and reason.end is not None:
            where = f"  on {_words(text, reason.start, reason.end)}"
        why = f": {reason.why}" if reason.why else ""
        branches.append(_leaf(f"{reason.weight:+.2f}  {reason.rule}{why}{where}"))
    total = sum(reason.weight for reason in found)
    return f"why ({total:+.2f} in all)", branches


def _statement(statement: Statement, reading: Reading, text: str) -> Tree:
    branches = [_leaf(f"content  {_words(text, span.start, span.end)}") for span in statement.content]
    branches += [
        _leaf(f"cue      {_at(text, statement.cue, 'none: a quotation that stands alone')}"),
        _leaf(
            f"source   {_at(text, statement.source, 'not named here')} → {statement.source_name or 'nobody'}"
        ),
        (f"chain    {' → '.join(statement.chain)}", [_relay(relay, text) for relay in statement.relays]),
        _leaf(f"said on  {statement.said_on or 'nothing pins it'}"),
    ]
    if statement.parent:
        branches.append(_leaf(f"inside   {statement.parent}"))
    figures = [q for q in reading.quantities if q.statement == statement.id]
    if figures:
        branches.append(("figures", [_leaf(_figure(q, text)) for q in figures]))
    branches.append(_evidence(statement.evidence, text))
    return f"{statement.kind}, {statement.stance}, confidence {statement.confidence:.2f}", branches


def _relay(relay: Relay, text: str) -> Tree:
    words = _at(text, relay.cue, "no cue")
    return _leaf(f"{relay.name}, by {words}, reaches over the {relay.reach}")


def _figure(quantity: Quantity, text: str) -> str:
    return (
        f"{_words(text, quantity.start, quantity.end)} = {_bounds(quantity)} {quantity.unit or ''}".rstrip()
    )


def _bounds(quantity: Quantity) -> str:
    low, high = quantity.low, quantity.high
    if low == high and low is not None:
        return f"{low:,}"
    return f"{'' if low is None else f'{low:,}'} … {'' if high is None else f'{high:,}'}".strip()


def _quantity(quantity: Quantity, _: Reading, text: str) -> Tree:
    return _words(text, quantity.start, quantity.end), [
        _leaf(f"value    {_bounds(quantity)}  ({quantity.hedge})"),
        _leaf(f"unit     {quantity.unit or 'none'}"),
        _leaf(f"counts   {quantity.of or 'not told'}"),
        _leaf(f"said in  {quantity.statement or 'the article’s own voice'}"),
        _leaf(f"rule     {quantity.rule or 'not recorded'}"),
    ]


def _actor(actor: Actor, reading: Reading, text: str) -> Tree:
    mentions = [_leaf(_words(text, span.start, span.end)) for span in actor.mentions]
    says = [s.id for s in reading.statements if s.source_name == actor.name]
    return f"{actor.name} ({actor.type})", [
        _leaf(f"role     {actor.role or 'not told'}"),
        (f"mentions ({len(mentions)})", mentions),
        _leaf(f"says     {', '.join(says) or 'nothing'}"),
    ]


def _fields(record: Any, _: Reading, text: str) -> Tree:
    """The tree of a flat record: each field that says something."""
    branches = [
        _leaf(f"{field:8} {value}")
        for field in record.__struct_fields__
        if field not in ("start", "end") and (value := getattr(record, field)) not in ("", None, False)
    ]
    return _words(text, record.start, record.end), branches


_KINDS: dict[str, tuple[str, Callable[[Reading], Any], Callable[[Any, Reading, str], Tree]]] = {
    "s": ("statement", lambda reading: reading.statements, _statement),
    "q": ("figure", lambda reading: reading.quantities, _quantity),
    "t": ("time", lambda reading: reading.times, _fields),
    "p": ("place", lambda reading: reading.places, _fields),
    "a": ("actor", lambda reading: reading.actors, _actor),
    "f": ("furniture", lambda reading: reading.furniture, _fields),
    "d": ("defect", lambda reading: reading.defects, _fields),
}

__all__ = ["explain", "explained"]
