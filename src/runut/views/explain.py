"""Why something was read so, as a tree: its parts with their words, the rules, what each rule weighs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from runut.errors import UsageError
from runut.model.reading import Actor, Defect, Furniture, Quantity, Reading, Relay, Statement
from runut.model.span import Evidence, Span

Tree = tuple[str, list["Tree"]]
Say = Callable[[str], str]

_LONGEST = 160  # characters of a quoted passage; more hides the tree


def explain(reading: Reading, text: str, target: str, say: Say) -> str:
    """The tree of one thing of a reading, drawn in letters; ``target`` and ``say`` as in ``explained``."""
    label, branches = explained(reading, text, target, say)
    return "\n".join([f"{target}  {label}", *_drawn(branches, ""), ""])


def explained(reading: Reading, text: str, target: str, say: Say) -> Tree:
    """The tree of one thing of a reading.

    ``target`` is s1 (statement), q1 (figure), t1 (time), p1 (place), a1 (actor), f1 (furniture) or d1
    (defect), counted from 1 in the reading's order; statements by their id. ``say`` gives the words of an interface
    by their keys (``explain.cue``), the bare key where it has none.
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
    return tree_of(_Teller(reading, text, say), named)


def _drawn(branches: list[Tree], indent: str) -> list[str]:
    lines = []
    for number, (label, below) in enumerate(branches):
        last = number == len(branches) - 1
        lines.append(f"{indent}{'└─' if last else '├─'} {label}")
        lines += _drawn(below, f"{indent}{'   ' if last else '│  '}")
    return lines


class _Teller:
    """Says what was read, in the words of an interface. Names of rules are the program's own."""

    def __init__(self, reading: Reading, text: str, say: Say) -> None:
        self.reading = reading
        self.text = text
        self._say = say

    def word(self, key: str) -> str:
        return self._said(f"explain.{key}", key)

    def term(self, list_: str, value: str) -> str:
        """A value of a closed list."""
        return self._said(f"{list_}.{value}", value)

    def _said(self, key: str, plain: str) -> str:
        told = self._say(key)
        return plain if told == key else told

    def line(self, key: str, told: object, below: list[Tree] | None = None) -> Tree:
        return f"{self.word(key):8} {told}", below or []

    def words(self, start: int, end: int) -> str:
        words = " ".join(self.text[start:end].split())
        if len(words) > _LONGEST:
            words = f"{words[: _LONGEST - 40]} … {words[-36:]}"
        return f"“{words}”  [{start}:{end}]"

    def at(self, span: Span | None, missing: str) -> str:
        return self.words(span.start, span.end) if span else self.word(missing)

    def evidence(self, found: list[Evidence]) -> Tree:
        branches: list[Tree] = []
        for reason in found:
            where = ""
            if reason.start is not None and reason.end is not None:
                where = f"  {self.word('on')} {self.words(reason.start, reason.end)}"
            why = f": {reason.why}" if reason.why else ""
            branches.append((f"{reason.weight:+.2f}  {reason.rule}{why}{where}", []))
        total = sum(reason.weight for reason in found)
        return f"{self.word('why')} ({total:+.2f} {self.word('in-all')})", branches

    def figure(self, quantity: Quantity) -> str:
        words = self.words(quantity.start, quantity.end)
        return f"{words} = {_bounds(quantity)} {quantity.unit or ''}".rstrip()

    def relay(self, relay: Relay) -> Tree:
        words = self.at(relay.cue, "no-cue")
        return f"{relay.name}, {self.word('by')} {words}, {self.word('reach')} {self.word(relay.reach)}", []


def _statement(tell: _Teller, statement: Statement) -> Tree:
    who = statement.source_name or tell.word("nobody")
    branches = [tell.line("content", tell.words(span.start, span.end)) for span in statement.content]
    branches += [
        tell.line("cue", tell.at(statement.cue, "alone")),
        tell.line("source", f"{tell.at(statement.source, 'unnamed')} → {who}"),
        tell.line("chain", " → ".join(statement.chain), [tell.relay(relay) for relay in statement.relays]),
        tell.line("said-on", statement.said_on or tell.word("undated")),
    ]
    if statement.parent:
        branches.append(tell.line("inside", statement.parent))
    figures: list[Tree] = [
        (tell.figure(q), []) for q in tell.reading.quantities if q.statement == statement.id
    ]
    if figures:
        branches.append((tell.word("figures"), figures))
    branches.append(tell.evidence(statement.evidence))
    kind, stance = tell.term("speech", statement.kind), tell.term("stance", statement.stance)
    return f"{kind}, {stance}, {tell.word('confidence')} {statement.confidence:.2f}", branches


def _bounds(quantity: Quantity) -> str:
    low, high = quantity.low, quantity.high
    if low == high and low is not None:
        return f"{low:,}"
    return f"{'' if low is None else f'{low:,}'} … {'' if high is None else f'{high:,}'}".strip()


def _quantity(tell: _Teller, quantity: Quantity) -> Tree:
    return tell.words(quantity.start, quantity.end), [
        tell.line("value", f"{_bounds(quantity)}  ({tell.term('hedge', quantity.hedge)})"),
        tell.line("unit", quantity.unit or tell.word("none")),
        tell.line("counts", quantity.of or tell.word("untold")),
        tell.line("said-in", quantity.statement or tell.word("own-voice")),
        tell.line("rule", quantity.rule or tell.word("unrecorded")),
    ]


def _actor(tell: _Teller, actor: Actor) -> Tree:
    mentions: list[Tree] = [(tell.words(span.start, span.end), []) for span in actor.mentions]
    says = [s.id for s in tell.reading.statements if s.source_name == actor.name]
    return f"{actor.name} ({tell.term('type', actor.type)})", [
        tell.line("role", actor.role or tell.word("untold")),
        (f"{tell.word('mentions')} ({len(mentions)})", mentions),
        tell.line("says", ", ".join(says) or tell.word("nothing")),
    ]


def _fields(tell: _Teller, record: Any) -> Tree:
    """The tree of a flat record: each field that says something."""
    closed = "furniture" if isinstance(record, Furniture) else "defect" if isinstance(record, Defect) else ""
    branches: list[Tree] = []
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if field not in ("start", "end") and value not in ("", None, False):
            told = tell.term(closed, value) if closed and field == "kind" else value
            branches.append(tell.line(field, told))
    return tell.words(record.start, record.end), branches


_KINDS: dict[str, tuple[str, Callable[[Reading], Any], Callable[[_Teller, Any], Tree]]] = {
    "s": ("statement", lambda reading: reading.statements, _statement),
    "q": ("figure", lambda reading: reading.quantities, _quantity),
    "t": ("time", lambda reading: reading.times, _fields),
    "p": ("place", lambda reading: reading.places, _fields),
    "a": ("actor", lambda reading: reading.actors, _actor),
    "f": ("furniture", lambda reading: reading.furniture, _fields),
    "d": ("defect", lambda reading: reading.defects, _fields),
}

__all__ = ["explain", "explained"]
