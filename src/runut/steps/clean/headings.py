"""Headlines before the story, headings inside it: short lines without a full stop, told apart by place."""

from __future__ import annotations

import re

from runut.model.layout import Layout
from runut.model.reading import Furniture
from runut.rules.pack import Pack

_ENDS = ".!?…\"”’'»)]:;,"
_STOPPED = re.compile(r"[.!?…][\"”’'»)\]]*$")
HEADLINE_AT_MOST = 200  # characters: the longest headlines of ten Indonesian outlets stay below 150
STORY = "story"  # a line that holds furniture and story both
_UNMARKED_AT_MOST = 140  # where no dateline or byline shows that the story has yet to begin
_HEADING_AT_MOST = 80
_HEADING_WORDS = 10
_CLOSED = re.compile(r"[.!?…:][\"”’'»)\]]*$")
_SEVERAL = re.compile(r"\w[.!?][\"”]? +[A-Z“\"]")
PARAGRAPH = 90  # a line this long is a paragraph, stopped or not
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s*\S")
_LIST_ITEM = re.compile(r"\(?\d{1,3}[.)\-]\s|[-–—•*·]\s|[a-z][.)]\s")
_NAME = re.compile(r"[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+)*")
_FIGURES = re.compile(r"\d+\s*[-–:/]\s*\d+|\d{2}[.:]\d{2}\b|\b(?:vs|v)\b")


class Headings:
    """What a pack says of headings."""

    def __init__(self, pack: Pack) -> None:
        self.starters = pack.words("heading_words", "story-start")
        self.questions = pack.words("heading_words", "question")
        self.sentence = pack.words("heading_words", "sentence")
        self.small = pack.words("heading_words", "small")


def is_prose(line: str) -> bool:
    """Whether a line reads as a paragraph of a story."""
    return len(line) >= PARAGRAPH or bool(_STOPPED.search(line))


def find_headings(
    layout: Layout, lines: list[tuple[int, int]], taken: list[str | None], first: int, last: int, pack: Pack
) -> list[Furniture]:
    """Headings with a line of their own, between paragraphs; lines ``first`` to ``last`` are the story."""
    known = pack.compiled(Headings)
    text = layout.text
    found = []
    for n in range(first + 1, last):
        if taken[n] is not None:
            continue
        start, end = lines[n]
        line = text[start:end]
        if _may_head(line, known) and _between_paragraphs(text, lines, taken, n, first, last):
            found.append(Furniture(start, end, "section-heading", "a short line between paragraphs"))
    return found


def _may_head(line: str, known: Headings) -> bool:
    words = line.split()
    if not 3 <= len(line) <= _HEADING_AT_MOST or len(words) > _HEADING_WORDS:
        return False
    if line[-1] == "?":
        if words[0].casefold() not in known.questions:
            return False
    elif line[-1] in _ENDS:
        return False
    if _NUMBERED.match(line):
        return not any(c.isdigit() for c in line[3:])  # "1. Kota: 112 orang" is a row of figures
    if _LIST_ITEM.match(line) or _FIGURES.search(line) or not line[0].isupper():
        return False
    return words[0].casefold() not in known.starters or is_titled(words, known)


def is_titled(words: list[str], known: Headings) -> bool:
    """Whether its words begin with capitals, as in a title."""
    big = [word for word in words if word.casefold() not in known.small and word[0].isalpha()]
    return len(big) > 1 and sum(word[0].isupper() for word in big) >= 0.7 * len(big)


def _between_paragraphs(
    text: str, lines: list[tuple[int, int]], taken: list[str | None], n: int, first: int, last: int
) -> bool:
    """Prose follows, and what stands before is prose too (furniture does not count)."""
    after, before = n + 1, n - 1
    while after <= last and taken[after] is not None:
        after += 1
    while before >= first and taken[before] is not None:
        before -= 1
    if after > last or before < first:
        return False
    return is_prose(text[slice(*lines[after])]) and _CLOSED.search(text[slice(*lines[before])]) is not None


def find_glued_headings(
    layout: Layout, lines: list[tuple[int, int]], taken: list[str | None], first: int, last: int, pack: Pack
) -> list[Furniture]:
    """Headings run into the end of a paragraph: last words without a full stop that name a new subject.

    A sentence that merely lost its stop looks the same, but goes on about what came before.
    """
    known = pack.compiled(Headings)
    text = layout.text
    found = []
    for n in range(first, last):
        start, end = lines[n]
        if taken[n] is not None or text[end - 1] in _ENDS or not text[end - 1].isalnum():
            continue
        sentence = layout.sentences[layout.sentence_at(end - 1)]
        if sentence.start <= start or end - sentence.start > _HEADING_AT_MOST:
            continue
        tail = text[sentence.start : end]
        if not text[sentence.start - 1].isspace() or not _may_head(tail, known) or _LIST_ITEM.match(tail):
            continue
        before = layout.sentences[layout.sentence_at(sentence.start - 1)]
        if _new_subject(tail, text[before.start : before.end], text[slice(*lines[n + 1])], known):
            found.append(Furniture(sentence.start, end, "section-heading", "run into the paragraph before"))
    return found


def _new_subject(heading: str, before: str, after: str, known: Headings) -> bool:
    """Whether its first name is taken up by the paragraph after it, and new after the sentence before it."""
    words = heading.split()
    name = _NAME.match(heading)
    if name is None or len(words) < 3 or any(word.casefold() in known.sentence for word in words):
        return False
    return is_prose(after) and name.group() in after and name.group().split()[0] not in before


def find_headlines(
    text: str, lines: list[tuple[int, int]], taken: list[str | None], opening: int | None, title: str | None
) -> list[Furniture]:
    """Lines before the story. ``opening`` is the line with the dateline or a byline, if there is one."""
    found: list[Furniture] = []
    if len(lines) < 2:
        return found
    known = " ".join(title.split()).casefold() if title else None
    until = opening if opening is not None else _first_prose(text, lines, taken)
    said: set[str] = set()
    for n in range(min(until, len(lines))):
        start, end = lines[n]
        if taken[n] is None and end - start <= HEADLINE_AT_MOST:
            found.append(Furniture(start, end, "headline", "stands before the story"))
            said.add(" ".join(text[start:end].split()).casefold())
    for n in range(until, len(lines)):
        start, end = lines[n]
        if taken[n] is None and end - start <= HEADLINE_AT_MOST:
            line = " ".join(text[start:end].split()).casefold()
            if line in said or line == known:
                found.append(Furniture(start, end, "headline", "repeats the headline"))
    return found


def _first_prose(text: str, lines: list[tuple[int, int]], taken: list[str | None]) -> int:
    """The line where the story begins, where nothing marks it: the first that ends as a sentence does."""
    for n in range(min(4, len(lines))):
        start, end = lines[n]
        line = text[start:end]
        if taken[n] == STORY:
            return n
        if taken[n] is None and (
            _SEVERAL.search(line)
            or _STOPPED.search(line)
            or end - start > _UNMARKED_AT_MOST
            or line[-1] in ":;,"
        ):
            return n
    return 0
