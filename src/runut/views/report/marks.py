"""Text with its spans marked: cut at every edge, so that spans may overlap as they like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec
from markupsafe import Markup, escape

from runut.model.span import Span

#: Marks are many: their classes and tags are short. What is drawn how stands in report.css.
_CLASSES = {
    "said yes": "y",
    "said no": "no",
    "said unsure": "un",
    "figure": "f",
    "cue": "c",
    "source": "s",
    "edge": "e",
    "time": "td",
    "place": "tp",
    "flaw": "w",
}
_TAGS = {"figure": "b"}  # all others are i


class Mark(msgspec.Struct, frozen=True):
    """A span to be marked: its class, the address that stands at its beginning, its explanation, and a
    number that is shown there. An empty span is an address only. ``hook`` is what can be decided about there: its
    kind and key."""

    start: int
    end: int
    kind: str
    anchor: str | None = None
    title: str | None = None
    label: str | None = None
    hook: tuple[str, str] | None = None


def mark_up(text: str, window: Span, marks: Iterable[Mark]) -> Markup:
    """The text of a window with its marks. Everything of the text is escaped."""
    inside = [m for m in marks if m.start < window.end and window.start < max(m.end, m.start + 1)]
    if not inside:
        return escape(text[window.start : window.end])
    edges = sorted({window.start, window.end, *_edges(inside, window)})
    opened = sorted((m for m in inside if m.anchor), key=lambda m: m.start)
    out: list[str] = []
    for start, end in pairwise(edges):
        over = [m for m in inside if m.start <= start and end <= m.end and m.kind]
        out.append(_piece(text[start:end], over, [m for m in opened if max(m.start, window.start) == start]))
    return Markup("".join(out))


def _edges(marks: Sequence[Mark], window: Span) -> Iterable[int]:
    for mark in marks:
        if window.start < mark.start < window.end:
            yield mark.start
        if window.start < mark.end < window.end:
            yield mark.end


def _piece(words: str, over: Sequence[Mark], beginning: Sequence[Mark]) -> str:
    """A stretch of text. The first address that begins here is that of its element, others stand before it."""
    if not over:
        return "".join(f"<a{_address(mark)}></a>" for mark in beginning) + str(escape(words))
    kinds = " ".join(dict.fromkeys(_CLASSES.get(mark.kind, mark.kind) for mark in over))
    tag = next((_TAGS[mark.kind] for mark in over if mark.kind in _TAGS), "i")
    title = next((mark.title for mark in over if mark.title), None)
    told = f' title="{escape(title)}"' if title else ""
    *before, own = beginning if beginning else (None,)
    targets = "".join(f"<a{_address(mark)}></a>" for mark in before if mark)
    address = _address(own) if own else ""
    return f'{targets}<{tag} class="{escape(kinds)}"{address}{told}>{escape(words)}</{tag}>'


def _address(mark: Mark) -> str:
    shown = f' data-s="{escape(mark.label)}"' if mark.label else ""
    hook = ""
    if mark.hook:
        hook = f' data-kind="{escape(mark.hook[0])}" data-key="{escape(mark.hook[1])}"'
    return f' id="{escape(mark.anchor or "")}"{shown}{hook}'


__all__ = ["Mark", "mark_up"]
