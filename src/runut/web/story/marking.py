"""Every span of an article's page: what the report marks, and times and places, each with an id and what can be
decided about it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from runut.model.reading import Reading
from runut.views.interface import Interface
from runut.views.material import Material
from runut.views.report.excerpts import said_marks
from runut.views.report.marking import Marker
from runut.views.report.marks import Mark
from runut.web.story.addresses import Addresses


class FullMarker(Marker):
    """Makes the marks of an article's page. ``figures`` are start, end and id of the story's figures in it."""

    def __init__(
        self,
        material: Material,
        interface: Interface,
        links: Addresses,
        figures: Iterable[tuple[int, int, str]],
    ) -> None:
        super().__init__(material, interface, links)
        self._links = links
        self._known = {(start, end): identity for start, end, identity in figures}

    def marks(self, reading: Reading) -> list[Mark]:
        """The marks of one article."""
        name = reading.article
        marks = [
            replace(mark, anchor=f"f{n}", hook=self._hook("furniture", name, mark))
            for n, mark in enumerate((Mark(f.start, f.end, "edge") for f in reading.furniture), 1)
        ]
        for statement in reading.statements:
            marks += said_marks(statement)
            start = min(span.start for span in statement.content)
            hook = ("statement", self._links.key(name, statement.id))
            marks.append(Mark(start, start, "", statement.id, label=statement.id.lstrip("s"), hook=hook))
        marks += self._figure_marks(reading)
        for letter, kind, spans in (
            ("t", "time", [(t.start, t.end, t.value) for t in reading.times]),
            ("p", "place", [(p.start, p.end, p.name) for p in reading.places]),
        ):
            for number, (start, end, title) in enumerate(spans, 1):
                mark = Mark(start, end, kind, f"{letter}{number}", title)
                marks.append(replace(mark, hook=self._hook(kind, name, mark)))
        for number, defect in enumerate(reading.defects, 1):
            mark = self._defect_mark(reading, number, defect)
            marks.append(replace(mark, hook=self._hook("defect", name, mark)))
        return marks

    def _figure_marks(self, reading: Reading) -> list[Mark]:
        known = dict(self._known)
        marks = []
        for number, quantity in enumerate(reading.quantities, 1):
            identity = known.pop((quantity.start, quantity.end), None) or f"q{number}"
            marks.append(Mark(quantity.start, quantity.end, "figure", identity))
        marks += [Mark(start, end, "figure", identity) for (start, end), identity in known.items()]
        return [replace(mark, hook=self._hook("quantity", reading.article, mark)) for mark in marks]

    def _hook(self, kind: str, name: str, mark: Mark) -> tuple[str, str]:
        return kind, self._links.key(name, f"{mark.start}-{mark.end}")


__all__ = ["FullMarker"]
