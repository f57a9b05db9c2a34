"""A pile is read: items in, outcomes out, on one core or all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import msgspec

from runut.engine.pile import Item, OnDisk, articles_of, list_items
from runut.engine.spread import cores, spread
from runut.errors import UsageError
from runut.model.article import Article, Unread
from runut.model.faults import fault
from runut.model.reading import Reading
from runut.pipeline import read_article
from runut.project.tools import check_language, load_fields, load_tools, tools_for
from runut.steps.read import KINDS, RawPage
from runut.views.jsonl import encode_line

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


class Choices(msgspec.Struct, frozen=True):
    """How a pile is to be read; the same for all its articles."""

    language: str = "auto"
    jobs: int | None = 1
    columns: tuple[tuple[str, str], ...] = ()
    input_format: str | None = None
    skip: tuple[str, ...] = ()

    def checked(self) -> Choices:
        """Itself, if everything in it can be done."""
        check_language(self.language)
        if self.input_format is not None and self.input_format not in KINDS:
            raise UsageError(f"no input format {self.input_format!r}; use one of {', '.join(KINDS)}")
        if self.jobs is not None and self.jobs < 1:
            raise UsageError(f"jobs is {self.jobs}; it must be 1 or more")
        load_fields(self.columns)
        return self


class Outcome(msgspec.Struct, frozen=True):
    """What became of one article: its reading and its text, or the reason why there is none."""

    reading: Reading | None = None
    text: str | None = None
    unread: Unread | None = None


class Line(msgspec.Struct, frozen=True):
    """An outcome as a line of output; ``unread`` tells of trouble."""

    line: bytes
    unread: Unread | None = None


def read_outcomes(paths: Paths, choices: Choices, with_text: bool = False) -> Iterator[Outcome]:
    """One outcome for each article of a pile, in order. ``with_text`` keeps the articles' texts."""
    decoder = msgspec.msgpack.Decoder(Outcome)
    for packed in _read(paths, choices, partial(_pack_outcome, with_text=with_text), _pack_unread):
        yield decoder.decode(packed)


def read_lines(paths: Paths, choices: Choices) -> Iterator[Line]:
    """One line of JSON for each article of a pile, in order; written where it was read, to spare copies."""
    return _read(paths, choices, _as_line, _line_of_unread)


def _read(
    paths: Paths,
    choices: Choices,
    present: Callable[[Article, Reading], Any],
    present_unread: Callable[[Unread], Any],
) -> Iterator[Any]:
    jobs = choices.jobs or cores()
    if jobs > 1:
        warm(choices.language)  # before the workers are copied from this process, so that they share it
    fields = load_fields(choices.columns)
    named = [paths] if isinstance(paths, str | os.PathLike) else paths
    items = list_items(named, fields, choices.input_format, choices.skip)
    work = partial(_read_chunk, choices=choices, present=present, present_unread=present_unread)
    return spread(work, items, jobs, weight_of, partial(_given_up, present_unread=present_unread))


def _read_chunk(
    items: Sequence[Item],
    choices: Choices,
    present: Callable[[Article, Reading], Any],
    present_unread: Callable[[Unread], Any],
) -> list[Any]:
    """Read some items. Whatever goes wrong inside an article stays inside it."""
    fields = load_fields(choices.columns)
    found: list[Any] = []
    for item in items:
        name = item.article if isinstance(item, Unread) else item.name
        try:
            for article in articles_of(item, fields):
                if isinstance(article, Unread):
                    found.append(present_unread(article))
                    continue
                name = article.name
                found.append(present(article, read_article(article, tools_for(article, choices.language))))
        except Exception as error:  # any fault of ours must cost one article, not the pile
            found.append(present_unread(fault(name, error)))
    return found


def _given_up(item: Item, present_unread: Callable[[Unread], Any]) -> Any:
    name = item.article if isinstance(item, Unread) else item.name
    return present_unread(Unread(name, "the process reading it died (out of memory?); the others were read"))


def weight_of(item: Item) -> int:
    """About how many characters there are to read."""
    if isinstance(item, Article):
        return len(item.text)
    if isinstance(item, RawPage):
        return len(item.raw)
    if isinstance(item, OnDisk):
        try:
            return os.path.getsize(item.path)
        except OSError:
            return 0
    return 0


def warm(language: str) -> None:
    """Load what every worker will need."""
    load_tools("id" if language == "auto" else language)


def _pack_outcome(article: Article, reading: Reading, with_text: bool) -> bytes:
    return msgspec.msgpack.encode(Outcome(reading, article.text if with_text else None))


def _pack_unread(unread: Unread) -> bytes:
    return msgspec.msgpack.encode(Outcome(unread=unread))


def _as_line(_: Article, reading: Reading) -> Line:
    return Line(encode_line(reading))


def _line_of_unread(unread: Unread) -> Line:
    return Line(encode_line(unread), unread)
