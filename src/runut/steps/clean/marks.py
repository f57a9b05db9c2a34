"""Leftover attributions and broken quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runut.model.layout import Layout, Quotation
from runut.model.reading import Defect
from runut.rules.pack import Pack

_BACK = 300  # characters before a leftover tag in which the attribution that it repeats must stand
_CURLY = "“”"
_STRAIGHT = '"'
_MIXED_AT_MOST = 3  # an editor that opens with one mark and closes with the other throughout makes no mistake


class Tags:
    """Attributions that can be left over: a cue with its speaker inside, or before a pronoun."""

    def __init__(self, pack: Pack) -> None:
        clitics = sorted(pack.words("cues", "clitic"), key=len, reverse=True)
        afters = sorted(pack.words("cues", "after"), key=len, reverse=True)
        self.leftover = self.cue = None
        if clitics and afters:
            self.leftover = re.compile(rf"\.(?<=[\w)\]]\.)[ \u00a0]+((?:{'|'.join(clitics)})\.)(?=\s|$)")
            self.cue = re.compile(rf"[\"”’][ \u00a0,]*(?:{'|'.join([*afters, *clitics])})\b")


def find_stray_tags(layout: Layout, pack: Pack) -> Iterator[Defect]:
    """A sentence that is nothing but "katanya.", after a quotation which already has its attribution."""
    tags = pack.compiled(Tags)
    if tags.leftover is None or tags.cue is None:
        return
    for match in tags.leftover.finditer(layout.text):
        start = max(layout.text.rfind("\n", 0, match.start()) + 1, match.start() - _BACK)
        if tags.cue.search(layout.text, start, match.start()):
            yield Defect(
                match.start(1), match.end(1), "stray-tag", "the quotation has its speaker; this is left over"
            )


def find_broken_quotes(layout: Layout) -> Iterator[Defect]:
    """Quotations of the same mark inside one another, of two different marks, or never closed."""
    text = layout.text
    mixed = [q for q in layout.quotations if q.closed and _is_mixed(text, q)]
    if len(mixed) <= _MIXED_AT_MOST:
        for quotation in mixed:
            yield Defect(
                quotation.open, quotation.close, "broken-quote", "opened with one mark, closed with another"
            )
    holder = None
    for quotation in layout.quotations:
        if not quotation.depth:
            holder = quotation
        elif holder is not None and quotation.closed and text[quotation.open] == "“" == text[holder.open]:
            yield Defect(quotation.open, quotation.close, "broken-quote", "double marks inside double marks")
    yield from _unclosed(layout)


def _is_mixed(text: str, quotation: Quotation) -> bool:
    first, last = text[quotation.open], text[quotation.close - 1]
    return (first in _CURLY and last == _STRAIGHT) or (first == _STRAIGHT and last in _CURLY)


def _unclosed(layout: Layout) -> Iterator[Defect]:
    """A quotation that the paragraph leaves open, unless the next paragraph goes on with an opening mark."""
    text = layout.text
    found = [q for q in layout.quotations if not q.closed and q.depth == 0]
    if len(found) > _MIXED_AT_MOST:
        return
    for quotation in found:
        if quotation.end <= quotation.start:
            continue
        following = layout.paragraphs[quotation.paragraph + 1 : quotation.paragraph + 2]
        goes_on = bool(following) and text[following[0][0]] in '"“”'
        marks = text.count('"', *layout.paragraphs[quotation.paragraph])
        if not goes_on and (text[quotation.open] != _STRAIGHT or marks == 1):
            yield Defect(quotation.open, quotation.end, "broken-quote", "never closed")
