"""The articles of the report: their text with its spans marked, and notes in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote, urlsplit

import msgspec
from markupsafe import Markup

from runut.model.reading import Reading, Statement
from runut.model.span import Span
from runut.views.interface import Interface
from runut.views.material import Material, extent
from runut.views.report.anchors import Anchors
from runut.views.report.excerpts import label_of, stance_class
from runut.views.report.marking import Marker
from runut.views.report.marks import Mark, mark_up
from runut.views.report.room import ROOMY, Room

QUOTED = "quoted"
FULL = "full"
#: Words of a live page's text fragment: enough to find the place, few enough to survive small edits.
_FRAGMENT_WORDS = 8
#: A paragraph longer than this is cut into windows: a text without line breaks must not become one block.
_LONGEST = 4000


class Note(msgspec.Struct, frozen=True):
    """A note in the margin: who says the passage beside it, how, and by which way it came."""

    href: str
    id: str
    who: Markup
    stance: str
    stance_class: str
    chain: list[Markup]
    said_on: str | None
    live: str | None


class Passage(msgspec.Struct, frozen=True):
    """A paragraph, or its sentences that are shown, with notes. ``gap``: text before it is left out.

    ``flaws`` are kind, reason and range ("120-133") of each defect; ``start`` is where its text begins.
    """

    html: Markup
    notes: list[Note]
    flaws: list[tuple[str, str, str]]
    kind: str
    gap: bool
    start: int = 0


class Page(msgspec.Struct, frozen=True):
    """One article."""

    id: str
    number: int
    name: str
    label: str
    title: str
    published: str | None
    published_from: str | None
    language: str
    url: str | None
    byline: str | None
    sha256: str
    passages: list[Passage]
    furniture: int
    statements: int
    figures: int
    warnings: list[str]
    cut: bool


class ArticleMaker:
    """Makes the pages of articles, in one of two modes: the sentences used with one on each side, or all."""

    def __init__(
        self,
        material: Material,
        interface: Interface,
        anchors: Anchors,
        mode: str,
        room: Room = ROOMY,
        marker: Marker | None = None,
    ) -> None:
        self._room = room
        self._material = material
        self._say = interface
        self._anchors = anchors
        self._mode = mode
        self._marker = marker or Marker(material, interface, anchors)

    def page(self, name: str) -> Page:
        """One article's page."""
        reading = self._material.readings[name]
        passages = list(self._passages(reading, self._material.texts[name]))
        return Page(
            id=self._anchors.article(name),
            number=self._material.numbers[name],
            name=name,
            label=label_of(self._material, name),
            title=title_of(self._material, name),
            published=reading.published,
            published_from=reading.published_from,
            language=reading.language,
            url=safe_url(reading.url),
            byline=reading.byline,
            sha256=reading.sha256,
            passages=passages,
            furniture=len(reading.furniture),
            statements=len(reading.statements),
            figures=len(reading.quantities),
            warnings=list(reading.warnings),
            cut=self._mode == QUOTED,
        )

    # passages

    def _passages(self, reading: Reading, text: str) -> Iterator[Passage]:
        marks = sorted(self._marker.marks(reading), key=lambda mark: mark.start)
        windows = list(self._windows(reading, text))
        last_end = 0
        at = 0
        open_marks: list[Mark] = []
        for window in windows:
            open_marks = [mark for mark in open_marks if max(mark.end, mark.start + 1) > window.start]
            while at < len(marks) and marks[at].start < window.end:
                open_marks.append(marks[at])
                at += 1
            yield Passage(
                html=mark_up(text, window, open_marks),
                notes=list(self._notes(reading, window)),
                flaws=[
                    (defect.kind, defect.why, f"{defect.start}-{defect.end}")
                    for defect in reading.defects
                    if window.start <= defect.start < window.end
                ],
                kind=_edge_kind(reading, window),
                gap=bool(text[last_end : window.start].strip()),
                start=window.start,
            )
            last_end = window.end
        if windows and text[last_end:].strip():
            yield Passage(Markup(""), [], [], "", True)

    def _windows(self, reading: Reading, text: str) -> Iterator[Span]:
        layout = self._material.layout(reading.article)
        if self._mode == FULL:
            for start, end in layout.paragraphs:
                for at in range(start, end, _LONGEST):
                    yield Span(at, min(end, at + _LONGEST))
            return
        used = self._used(reading)
        run: Span | None = None
        paragraph = -1
        for number, sentence in enumerate(layout.sentences):
            near = any(n in used for n in (number - 1, number, number + 1))
            if near and run and sentence.paragraph == paragraph and run.end - run.start < _LONGEST:
                run = Span(run.start, sentence.end)
                continue
            if run:
                yield run
            run = Span(sentence.start, min(sentence.end, sentence.start + _LONGEST)) if near else None
            paragraph = sentence.paragraph
        if run:
            yield run

    def _used(self, reading: Reading) -> set[int]:
        """The numbers of the sentences that something was read in, and of the first."""
        layout = self._material.layout(reading.article)
        used = {0}
        for span in _spans(reading):
            used.update(
                range(layout.sentence_at(span.start), layout.sentence_at(max(span.start, span.end - 1)) + 1)
            )
        return used

    def _notes(self, reading: Reading, window: Span) -> Iterator[Note]:
        for statement in reading.statements:
            start = min(span.start for span in statement.content)
            if window.start <= start < window.end and (self._room.notes or _is_unusual(statement)):
                yield self._note(reading, statement)

    def _note(self, reading: Reading, statement: Statement) -> Note:
        address = self._anchors.statement(reading.article, statement.id)
        return Note(
            href=f"#{address}",
            id=statement.id,
            who=self._say.who(statement.source_name),
            stance=statement.stance,
            stance_class=stance_class(statement.stance),
            chain=[self._say.who(name) for name in statement.chain],
            said_on=statement.said_on,
            live=self._live(reading, statement),
        )

    def _live(self, reading: Reading, statement: Statement) -> str | None:
        url = safe_url(reading.url)
        if url is None or "#" in url:
            return None
        whole = extent(statement)
        words = self._material.texts[reading.article][whole.start : whole.end].split()[:_FRAGMENT_WORDS]
        return f"{url}#:~:text={quote(' '.join(words), safe='')}" if words else None


def _is_unusual(statement: Statement) -> bool:
    """Whether the text alone does not show who says it, and how."""
    return statement.source is None or statement.stance != "asserts"


def _spans(reading: Reading) -> Iterable[Span]:
    for statement in reading.statements:
        yield from statement.content
        yield from (span for span in (statement.cue, statement.source) if span)
    for quantity in reading.quantities:
        yield Span(quantity.start, quantity.end)
    for defect in reading.defects:
        yield Span(defect.start, defect.end)


def _edge_kind(reading: Reading, window: Span) -> str:
    """The kind of furniture that a whole window is, if it is."""
    covering: Sequence[str] = [
        f.kind for f in reading.furniture if f.start <= window.start and window.end <= f.end + 1
    ]
    return covering[0] if covering else ""


def title_of(material: Material, name: str) -> str:
    """An article's title: its own, else its headline in the text, else its first words."""
    reading = material.readings[name]
    if reading.title and reading.title.strip():
        return " ".join(reading.title.split())[:200]
    text = material.texts[name]
    for furniture in reading.furniture:
        if furniture.kind == "headline":
            return " ".join(text[furniture.start : furniture.end].split())[:200]
    start = max(
        (f.end for f in reading.furniture if f.kind in ("dateline", "byline") and f.start < 5), default=0
    )
    words = " ".join(text[start : start + 400].split()).lstrip("–—-: ")
    return words if len(words) <= 90 else f"{words[:90].rsplit(' ', 1)[0]} …"


def safe_url(url: str | None) -> str | None:
    """An address that may stand in a link: of the web, nothing else."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else None


__all__ = ["FULL", "QUOTED", "ArticleMaker", "Note", "Page", "Passage", "safe_url", "title_of"]
