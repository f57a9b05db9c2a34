"""Text that is on the page but is not the story: what it is, and from where to where. Nothing is cut."""

from __future__ import annotations

from runut.model.article import Article
from runut.model.layout import Layout
from runut.model.reading import Furniture
from runut.rules.outlets import Outlets
from runut.rules.pack import Pack
from runut.steps.clean.datelines import Dateline, find_dateline
from runut.steps.clean.headings import (
    HEADLINE_AT_MOST,
    PARAGRAPH,
    STORY,
    Headings,
    find_glued_headings,
    find_headings,
    find_headlines,
    is_prose,
    is_titled,
)
from runut.steps.clean.lines import Shapes

_HEAD = 8  # a dateline that opens the story stands within so many lines that nothing else explains
_MENU = 20  # lines above the story on a page that was taken whole
_TEASERS = 2  # of them as long as a paragraph: a teaser, a caption
_OPEN_AT_MOST = 8  # links that hang on "Baca juga"; longer lists have not been seen
_LINK_AT_MOST = 200
_SHAPE_AT_MOST = 420  # longer lines are paragraphs: no shape rule looks at them
_CLOSING = ("byline", "footer", "promo")
_WHOLE_AT_MOST = (
    300  # a phrase's line longer than this has a story run onto it: only its first sentence counts
)
_OUTLET_AT_MOST = 30
_STOPS = '.!?"”'


class _Page:
    """The lines of one text and what each has been found to be."""

    def __init__(self, layout: Layout) -> None:
        self.text = layout.text
        self.lines = layout.paragraphs
        self.taken: list[str | None] = [None] * len(layout.paragraphs)
        self.found: list[Furniture] = []

    def take(self, n: int, kind: str, why: str) -> None:
        start, end = self.lines[n]
        self.taken[n] = kind
        self.found.append(Furniture(start, end, kind, why))

    def line(self, n: int) -> str:
        return self.text[slice(*self.lines[n])]

    def story_lines(self) -> list[int]:
        return [n for n, kind in enumerate(self.taken) if kind is None]


def find_furniture(article: Article, layout: Layout, pack: Pack) -> list[Furniture]:
    """Spans of the text that are not the story, in text order, none within another."""
    if not layout.paragraphs:
        return []
    shapes = pack.compiled(Shapes)
    page = _Page(layout)
    _glued_sentences(page, layout, shapes)
    _phrase_lines(page, layout, shapes, pack.compiled(Outlets))
    present = set(layout.lowers)
    _shape_lines(page, shapes, present)
    _inside(page, shapes, present)
    _tags(page, shapes, present)
    _trailing(page)
    _frame(page, article, layout, pack)
    return _in_order(page.found)


def _glued_sentences(page: _Page, layout: Layout, shapes: Shapes) -> None:
    for start, end, kind in shapes.glued_in(layout):
        n = _line_at(page, start)
        if (start, end) == page.lines[n]:
            page.take(n, kind, "a fixed phrase")
        else:
            page.found.append(Furniture(start, end, kind, "a fixed phrase"))


def _phrase_lines(page: _Page, layout: Layout, shapes: Shapes, outlets: Outlets) -> None:
    glued = {item.start for item in page.found}
    n = 0
    while n < len(page.lines):
        start, end = page.lines[n]
        phrase = shapes.phrase_at(page.text, start, end) if page.taken[n] is None else None
        if phrase is None:
            if end - start < _OUTLET_AT_MOST and page.taken[n] is None and outlets.named(page.line(n)):
                page.take(n, "byline", "an outlet's name alone")
            n += 1
            continue
        if start in glued:
            n += 1
            continue
        if end - start <= _WHOLE_AT_MOST:
            page.take(n, phrase.kind, "a line that begins so")
        else:
            sentence = layout.sentences[layout.sentence_at(start)]
            page.found.append(
                Furniture(start, min(sentence.end, end), phrase.kind, "a sentence that begins so")
            )
        n += 1
        if phrase.scope == "open":
            n = _hanging(page, n, phrase.kind)


def _hanging(page: _Page, n: int, kind: str) -> int:
    """The lines that hang on an open phrase: short, not stopped. Gives the line after them."""
    first = n
    while n < len(page.lines) and n - first < _OPEN_AT_MOST:
        line = page.line(n)
        if page.taken[n] is not None or len(line) > _LINK_AT_MOST or line[-1] in '."”:':
            break
        page.take(n, kind, "hangs on the line before")
        n += 1
    return n


def _shape_lines(page: _Page, shapes: Shapes, present: set[str]) -> None:
    whole = shapes.shapes_of("line", present)
    early = [*whole, *shapes.shapes_of("line-early", present)]
    stopped, early_stopped = ([s for s in group if s.stopped] for group in (whole, early))
    final = len(page.lines) - 1
    for n, (start, end) in enumerate(page.lines):
        if page.taken[n] is not None or end - start > _SHAPE_AT_MOST:
            continue
        line = page.text[start:end]
        if line[-1] in _STOPS:
            tried = stopped if n == final else early_stopped
        else:
            tried = whole if n == final else early
        for shape in tried:
            if shape.fits(line):
                page.take(n, shape.kind, shape.name)
                break


def _inside(page: _Page, shapes: Shapes, present: set[str]) -> None:
    for scope in ("inside", "tail"):
        for shape in shapes.shapes_of(scope, present):
            for match in shape.pattern.finditer(page.text):
                start, end = _trim(page.text, match.start(), match.end())
                n = _line_at(page, start)
                if page.taken[n] is None and (start, end) == page.lines[n]:
                    page.take(n, shape.kind, shape.name)
                elif page.taken[n] is None:
                    page.found.append(Furniture(start, end, shape.kind, shape.name))


def _tags(page: _Page, shapes: Shapes, present: set[str]) -> None:
    """Initials and agencies in brackets, where the story ends (one after the other)."""
    for _ in range(3):
        story = page.story_lines()
        if not story:
            return
        n = story[-1]
        start, end = page.lines[n]
        covered = min((f.start for f in page.found if start <= f.start < end and f.end >= end), default=end)
        _, stop = _trim(page.text, start, covered)
        for shape in shapes.shapes_of("last", present):
            match = shape.pattern.search(page.text, max(start, stop - HEADLINE_AT_MOST), stop)
            if match:
                at, until = _trim(page.text, match.start(), match.end())
                if (at, until) == (start, end):
                    page.take(n, shape.kind, shape.name)
                else:
                    page.found.append(Furniture(at, until, shape.kind, shape.name))
                break
        else:
            return


def _frame(page: _Page, article: Article, layout: Layout, pack: Pack) -> None:
    """Dateline, headlines, headings."""
    opening = _find_opening(page, pack)
    for item in page.found:
        n = _line_at(page, item.start)
        if page.taken[n] is None:
            page.taken[n] = STORY  # the rest of the line is the story's
    page.found += find_headlines(page.text, page.lines, page.taken, opening, article.title)
    heads = {f.start: f.kind for f in page.found if f.kind == "headline"}
    for n, (start, _) in enumerate(page.lines):
        if start in heads:
            page.taken[n] = "headline"
        elif page.taken[n] == STORY:
            page.taken[n] = None
    story = page.story_lines()
    if not story:
        return
    first, last = story[0], story[-1]
    page.found += find_headings(layout, page.lines, page.taken, first, last, pack)
    page.found += find_glued_headings(layout, page.lines, page.taken, first, last, pack)


def _find_opening(page: _Page, pack: Pack) -> int | None:
    """Takes the dateline; gives the line where the story opens, where a dateline or a byline shows it."""
    opening = None
    tried = 0
    for n, (start, end) in enumerate(page.lines):
        if page.taken[n] == "byline":
            opening = n + 1
        if page.taken[n] is not None:
            continue
        dateline = find_dateline(page.text, start, end, pack)
        if dateline is not None and (n == 0 or dateline.known or opening is not None):
            return _take_dateline(page, dateline, n)
        tried += 1
        if tried > _HEAD or end - start > HEADLINE_AT_MOST:
            break
        unstopped = opening is not None and page.line(n)[-1] not in _STOPS
        if is_prose(page.line(n)) and not (
            unstopped or (opening is None and _may_be_headline(page, n, pack))
        ):
            break
    if (below := _late_dateline(page, pack)) is not None:
        return _take_dateline(page, *below)
    while opening is not None and opening < len(page.lines) - 1 and not is_prose(page.line(opening)):
        opening += 1  # names and places between the byline and the first paragraph
    return opening if opening is not None and opening < len(page.lines) else None


def _take_dateline(page: _Page, dateline: Dateline, n: int) -> int:
    page.found.append(Furniture(dateline.start, dateline.end, "dateline", "place or outlet before the story"))
    return n


def _late_dateline(page: _Page, pack: Pack) -> tuple[Dateline, int] | None:
    """A dateline with its outlet, and its line, under a page's menu, teaser and captions."""
    paragraphs = 0
    for n, (start, end) in enumerate(page.lines[:_MENU]):
        if page.taken[n] is not None:
            continue
        if end - start >= PARAGRAPH:
            dateline = find_dateline(page.text, start, end, pack)
            if dateline is not None and dateline.known and dateline.outlet:
                return dateline, n
            paragraphs += page.line(n)[-1] in _STOPS
            if paragraphs > _TEASERS:
                return None
    return None


def _may_be_headline(page: _Page, n: int, pack: Pack) -> bool:
    """Whether a line before the story, though it has a stop or is long, may be a headline: a question or a sentence,
    a long one in title case, or one that a byline follows."""
    start, end = page.lines[n]
    if end - start < PARAGRAPH:
        return True
    follows = page.taken[n + 1] if n + 1 < len(page.lines) else None
    return follows == "byline" or is_titled(page.line(n).split(), pack.compiled(Headings))


def _trailing(page: _Page) -> None:
    """Short lines after the byline or the links that close the page: tags, more links."""
    n = len(page.lines)
    while n and (page.taken[n - 1] is not None or not is_prose(page.line(n - 1))):
        n -= 1
    closed = False
    for at in range(max(n, 1), len(page.lines)):
        if page.taken[at] in _CLOSING:
            closed = True
        elif closed and page.taken[at] is None and len(page.line(at)) <= _LINK_AT_MOST:
            page.take(at, "related-link", "after the end of the story")


def _line_at(page: _Page, offset: int) -> int:
    low, high = 0, len(page.lines) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if page.lines[middle][0] <= offset:
            low = middle
        else:
            high = middle - 1
    return low


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _in_order(found: list[Furniture]) -> list[Furniture]:
    """In text order; where two overlap, the longer one."""
    kept: list[Furniture] = []
    for item in sorted(found, key=lambda f: (f.start, -f.end)):
        if item.end <= item.start:
            continue
        if kept and item.start < kept[-1].end:
            if item.end - item.start > kept[-1].end - kept[-1].start:
                kept[-1] = item
            continue
        kept.append(item)
    return kept
