"""What was read in an article beside its statements, as lists: figures, times, places, actors, furniture, defects."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from runut.model.reading import Quantity, Reading

_LONGEST = 120  # characters of a passage in a list


class Trace(msgspec.Struct, frozen=True):
    """One thing that was read: ``id`` is that of ``runut explain``, ``anchor`` where it stands on the page (empty: in
    several places), ``key`` what a decision names, ``words`` as written, ``value`` what was read of them."""

    id: str
    anchor: str
    key: str
    words: str
    value: str
    note: str = ""


def traces_of(reading: Reading, text: str, figures: Mapping[tuple[int, int], str]) -> dict[str, list[Trace]]:
    """The lists by kind. ``figures`` gives the ids of the story's figures by start and end."""

    def words(start: int, end: int) -> str:
        found = " ".join(text[start:end].split())
        return found if len(found) <= _LONGEST else f"{found[: _LONGEST - 2]} …"

    def trace(letter: str, n: int, one: object, value: str, note: str = "", anchor: str = "") -> Trace:
        start, end = one.start, one.end  # type: ignore[attr-defined]
        identity = f"{letter}{n}"
        return Trace(identity, anchor or identity, f"{start}-{end}", words(start, end), value, note)

    found = {
        "quantity": [
            trace("q", n, q, bounds_of(q), q.of or "", figures.get((q.start, q.end), ""))
            for n, q in enumerate(reading.quantities, 1)
        ],
        "time": [trace("t", n, t, t.value or "", t.clash or "") for n, t in enumerate(reading.times, 1)],
        "place": [trace("p", n, p, p.name, p.country or "") for n, p in enumerate(reading.places, 1)],
        "actor": [
            Trace(f"a{n}", "", actor.name, actor.name, actor.type, actor.role or "")
            for n, actor in enumerate(reading.actors, 1)
        ],
        "furniture": [trace("f", n, f, f.kind) for n, f in enumerate(reading.furniture, 1)],
        "defect": [trace("d", n, d, d.kind, d.why) for n, d in enumerate(reading.defects, 1)],
    }
    return {kind: rows for kind, rows in found.items() if rows}


def bounds_of(quantity: Quantity) -> str:
    """A figure's bounds in signs: "12", "12–15", "≥ 12", "≤ 15"."""
    low, high, unit = quantity.low, quantity.high, quantity.unit or ""
    if low is not None and low == high:
        told = f"{low}"
    elif low is not None and high is not None:
        told = f"{low}–{high}"
    elif low is not None:
        told = f"≥ {low}"
    else:
        told = f"≤ {high}" if high is not None else "?"
    return f"{told} {unit}".strip()


__all__ = ["Trace", "bounds_of", "traces_of"]
