"""The exact sentence behind a line, with the words that matter marked."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from markupsafe import Markup

from runut.model.dossier import Entry
from runut.model.reading import Statement
from runut.model.span import Span
from runut.views.material import Material, extent
from runut.views.report.anchors import Anchors
from runut.views.report.marks import Mark, mark_up
from runut.views.report.room import ROOMY, Room

_STEM = 20  # characters of a file's name: numbers of articles tell them apart


class Excerpt(msgspec.Struct, frozen=True):
    """A sentence as the report shows it: its words, its article, the address of its place there. ``id`` is that of
    the figure or statement that it shows."""

    id: str
    html: Markup
    article: str
    number: int
    label: str
    href: str
    language: str


class Excerpts:
    """Cuts sentences out of a pile, closer where there is little room: the whole sentence is one click away."""

    def __init__(self, material: Material, anchors: Anchors, room: Room = ROOMY) -> None:
        self._material = material
        self._anchors = anchors
        self._tight = room.tight
        self._reach = room.reach

    def of_entry(self, entry: Entry) -> Excerpt:
        """The sentence of a figure."""
        statement = self._material.statement(entry.article, entry.statement)
        focus = Span(entry.start, entry.end)
        marks = [Mark(entry.start, entry.end, "figure")]
        if statement:
            marks += list(said_marks(statement))
        return self._cut(entry.article, focus, marks, self._anchors.to_figure(entry), entry.id)

    def of_statement(self, article: str, statement: Statement) -> Excerpt:
        """The sentences of a statement, with who says it and the words that show it."""
        href = self._anchors.to_statement(article, statement.id)
        if self._tight:
            start = min(span.start for span in statement.content)
            return self._cut(article, Span(start, start + 1), said_marks(statement), href, statement.id)
        parts = [*statement.content, *(s for s in (statement.cue, statement.source) if s)]
        near = [s for s in parts if _is_near(s, statement, self._reach)]
        focus = Span(min(s.start for s in near), max(s.end for s in near))
        return self._cut(article, focus, said_marks(statement), href, statement.id)

    def _cut(self, article: str, focus: Span, marks: Iterable[Mark], href: str, identity: str) -> Excerpt:
        text = self._material.texts[article]
        whole = self._material.sentences(article, focus.start, focus.end)
        reach = self._reach
        window = Span(max(whole.start, focus.start - reach), min(whole.end, focus.end + reach))
        if window.end - window.start > 4 * reach:
            window = Span(window.start, window.start + 4 * reach)
        html = mark_up(text, window, marks)
        before = "… " if window.start > whole.start else ""
        after = " …" if window.end < whole.end else ""
        reading = self._material.readings[article]
        return Excerpt(
            identity,
            Markup("{}{}{}").format(before, html, after),
            article,
            self._material.numbers[article],
            label_of(self._material, article),
            href,
            reading.language,
        )


def said_marks(statement: Statement) -> Iterable[Mark]:
    """The marks of a statement: what is said, and by which words it is given to whom."""
    stance = stance_class(statement.stance)
    for span in statement.content:
        yield Mark(span.start, span.end, f"said {stance}")
    if statement.cue:
        yield Mark(statement.cue.start, statement.cue.end, "cue")
    if statement.source:
        yield Mark(statement.source.start, statement.source.end, "source")


def stance_class(stance: str) -> str:
    """How a stance is drawn: three ways are enough to tell apart at a glance."""
    return {"denies": "no", "cannot-confirm": "unsure", "declines": "unsure"}.get(stance, "yes")


def label_of(material: Material, article: str) -> str:
    """The short name of an article: its outlet, else its file's name."""
    reading = material.readings.get(article)
    if reading and reading.outlet:
        return reading.outlet
    stem = article.rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0] or article
    return stem if len(stem) <= _STEM else f"{stem[: _STEM - 2]}…"


def _is_near(span: Span, statement: Statement, reach: int) -> bool:
    whole = extent(statement)
    return span.start - reach < whole.end and whole.start < span.end + reach


__all__ = ["Excerpt", "Excerpts", "label_of", "said_marks", "stance_class"]
