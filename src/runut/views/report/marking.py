"""Which spans of an article are marked, as what, and the ids that stand at their beginnings."""

from __future__ import annotations

from runut.model.reading import Defect, Reading
from runut.views.interface import Interface
from runut.views.material import Material
from runut.views.report.anchors import Anchors
from runut.views.report.excerpts import said_marks
from runut.views.report.marks import Mark


class Marker:
    """Makes the marks of articles: furniture, statements, figures, defects."""

    def __init__(self, material: Material, interface: Interface, anchors: Anchors) -> None:
        self._say = interface
        self._anchors = anchors
        self._figures: dict[str, list[tuple[int, int, str]]] = {}
        for entry in material.entries.values():
            self._figures.setdefault(entry.article, []).append((entry.start, entry.end, entry.id))

    def marks(self, reading: Reading) -> list[Mark]:
        """The marks of one article."""
        marks = [Mark(f.start, f.end, "edge") for f in reading.furniture]
        for statement in reading.statements:
            marks += said_marks(statement)
            start = min(span.start for span in statement.content)
            address = self._anchors.statement(reading.article, statement.id)
            marks.append(Mark(start, start, "", address, label=statement.id.lstrip("s")))
        known = {(start, end): identity for start, end, identity in self._figures.get(reading.article, ())}
        for quantity in reading.quantities:
            identity = known.pop((quantity.start, quantity.end), None)
            marks.append(Mark(quantity.start, quantity.end, "figure", identity))
        marks += [Mark(start, end, "figure", identity) for (start, end), identity in known.items()]
        marks += [self._defect_mark(reading, n, d) for n, d in enumerate(reading.defects, 1)]
        return marks

    def _defect_mark(self, reading: Reading, number: int, defect: Defect) -> Mark:
        why = f"{self._say.word(f'defect.{defect.kind}')}: {defect.why}"
        return Mark(defect.start, defect.end, "flaw", self._anchors.defect(reading.article, number), why)


__all__ = ["Marker"]
