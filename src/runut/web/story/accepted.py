"""Which changes between two reports somebody has looked at and accepted."""

from __future__ import annotations

from collections.abc import Iterable

from runut.model.correction import Correction
from runut.steps.correct import Places, Snapshot, Verdicts
from runut.views.material import Material


class Accepted:
    """Accepted changes of a story: ``accepted(one, other, what)`` are the decisions on two of its reports, each an
    (article, statement) pair."""

    def __init__(self, events: Iterable[Correction], material: Material) -> None:
        texts, readings = material.texts, material.readings
        places = Places({name: Snapshot(reading, texts[name]) for name, reading in readings.items()})
        self._known: dict[tuple[frozenset[str | None], str], list[Correction]] = {}
        for event in Verdicts(events).events:
            if (event.kind, event.action) == ("drift", "accept"):
                pair = frozenset(map(places.statement, event.anchors))
                self._known.setdefault((pair, str(event.changes.get("what", ""))), []).append(event)

    def __call__(self, one: tuple[str, str], other: tuple[str, str], what: str) -> list[Correction]:
        pair = frozenset("#".join(side) for side in (one, other))
        return self._known.get((pair, what), [])


__all__ = ["Accepted"]
