"""The fields of a kind as inputs of a form, with what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec

from runut.model.reading import Actor, Reading
from runut.model.span import Span
from runut.steps.correct import FIELDS, NEEDED, choices_of
from runut.steps.correct.fields import Number
from runut.views.interface import Interface

Shape = Literal["text", "words", "passages", "choice", "names", "number", "statement"]
WORDS = "words"
"""The input that stands for ``start`` and ``end``."""

#: Fields whose values others have used before: the input offers them.
_OFFERED = {
    ("statement", "source_name"): "actors",
    ("statement", "chain"): "actors",
    ("actor", "name"): "actors",
    ("quantity", "unit"): "units",
    ("quantity", "of"): "things",
    ("article", "outlet"): "outlets",
}
#: The prefix of the interface words of a closed list's values.
_NAMES = {
    ("statement", "kind"): "speech.",
    ("statement", "stance"): "stance.",
    ("quantity", "hedge"): "hedge.",
    ("actor", "type"): "type.",
    ("furniture", "kind"): "furniture.",
    ("defect", "kind"): "defect.",
}


class Input(msgspec.Struct):
    """One input. ``value`` is what stands in it, ``at`` where its words are ("12-30,41-50"), ``error`` the key
    of interface words that say what is wrong; ``machine`` what the program had read, where that is not what
    stands; ``by`` who decided that."""

    name: str
    shape: Shape
    value: str = ""
    at: str = ""
    choices: list[tuple[str, str]] = []
    offered: str = ""
    needed: bool = False
    error: str = ""
    machine: str | None = None
    by: str = ""
    times: int = 0


def inputs_of(kind: str, adding: bool = False) -> list[Input]:
    """Empty inputs of a kind, in the order of its fields."""
    found: list[Input] = []
    for name, wanted in FIELDS[kind].items():
        if name == "end":
            continue
        if name == "start":
            found.append(Input(WORDS, "words", needed=True))
            continue
        made = Input(name, _shape(kind, name, wanted), needed=_is_needed(kind, name, wanted, adding))
        prefix = _NAMES.get((kind, name))
        if prefix is not None:
            made.choices = [(value, f"{prefix}{value}") for value in choices_of(kind, name)]
        made.offered = _OFFERED.get((kind, name), "")
        found.append(made)
    return found


def fill(inputs: Iterable[Input], record: Any, text: str, say: Interface) -> None:
    """Write a record's values into inputs."""
    for one in inputs:
        one.value, one.at = shown_value(record, one, text, say)


def shown_value(record: Any, one: Input, text: str, say: Interface) -> tuple[str, str]:
    """A record's value as an input shows it, and where its words are."""
    if one.name == WORDS:
        return _words([Span(record.start, record.end)], text)
    value = getattr(record, one.name)
    if one.shape == "words":
        return _words([value] if value else [], text)
    if one.shape == "passages":
        return _words(value, text)
    if one.shape == "names":
        return "\n".join(value), ""
    if one.shape == "number":
        return ("" if value is None else say.plain_number(value)), ""
    return ("" if value is None else str(value)), ""


def statements_offered(reading: Reading, text: str) -> list[tuple[str, str]]:
    """The statements that a figure can belong to: id, who and their first words."""
    found = []
    for one in reading.statements:
        words = " ".join(one.content[0].of(text).split())
        found.append((one.id, f"{one.id} · {words[:60]}{'…' if len(words) > 60 else ''}"))
    return found


def actors_offered(reading: Reading) -> list[str]:
    """Names that the article has already."""
    names = [actor.name for actor in reading.actors if isinstance(actor, Actor)]
    names += [name for one in reading.statements for name in one.chain]
    return list(dict.fromkeys(names))


def _words(spans: Iterable[Span], text: str) -> tuple[str, str]:
    some = list(spans)
    told = "\n".join(" ".join(span.of(text).split()) for span in some)
    return told, ",".join(f"{span.start}-{span.end}" for span in some)


def _shape(kind: str, name: str, wanted: Any) -> Shape:
    if choices_of(kind, name):
        return "choice"
    if (kind, name) == ("quantity", "statement"):
        return "statement"
    shapes: Mapping[Any, Shape] = {
        list[Span]: "passages",
        Span | None: "words",
        list[str]: "names",
        Number | None: "number",
    }
    return shapes.get(wanted, "text")


def _is_needed(kind: str, name: str, wanted: Any, adding: bool) -> bool:
    if adding:
        return name in NEEDED.get(kind, ()) or name in ("content", "mentions")
    return wanted in (str, list[Span], list[str])


__all__ = [
    "WORDS",
    "Input",
    "Shape",
    "actors_offered",
    "fill",
    "inputs_of",
    "shown_value",
    "statements_offered",
]
