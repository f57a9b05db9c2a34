"""What a person decided looks different from what the program read, also in a report."""

from __future__ import annotations

from runut.model.reading import Reading
from runut.model.vocabulary import PERSON
from runut.views.material import Material


class Hands:
    """Knows the records of a pile that somebody decided about."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._known: dict[str, frozenset[tuple[str, str]]] = {}

    def are_in(self, kind: str, article: str | None, own: str) -> bool:
        """Whether a person decided about this record: a statement by its id, a figure by ``start-end``. Of lines
        that stand in no single article (a question, a telling) a report tells nothing."""
        if article is None or article not in self._material.readings:
            return False
        if article not in self._known:
            read = _decided(self._material.readings[article])  # a reading from a file bears its marks itself
            self._known[article] = read.union(self._material.decided.get(article, ()))
        return (kind, str(own)) in self._known[article]


def _decided(reading: Reading) -> frozenset[tuple[str, str]]:
    said = [
        ("statement", s.id) for s in reading.statements if any(e.rule.startswith(PERSON) for e in s.evidence)
    ]
    counted = [("quantity", f"{q.start}-{q.end}") for q in reading.quantities if q.rule == PERSON]
    return frozenset(said + counted)


__all__ = ["Hands"]
