"""Texts longer than any article are read in blocks, so that time and memory grow with length and not faster.

Steps compare things inside an article with each other (who is meant by a pronoun, which two names are one
person's): on ten megabytes without a line break, as broken exports have them, that would take days. A block
ends at the end of a line, a sentence or a word; what is read in it is moved to its place in the whole. Nobody
is recognised across the border of two blocks but by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import msgspec

from runut.model.article import Article
from runut.model.reading import Actor, Furniture, Quantity, Reading, Statement

#: Characters. The longest reports of newspapers have about so many; beyond, it is many articles in one.
LONGEST = 60_000

_BORDERS = (re.compile(r"\n"), re.compile(r"[.!?][\"”’)]?\s"), re.compile(r"\s"))
_SEARCH = 4_000  # characters before a block's largest end in which a border is looked for
_AT_THE_TOP = ("headline", "byline", "dateline")
_Record = TypeVar("_Record")


def read_in_blocks(article: Article, read: Callable[[Article], Reading]) -> Reading:
    """The reading of a long text, made of its blocks' readings."""
    parts: list[tuple[int, Reading]] = []
    told = article
    for start, end in _blocks(article.text):
        part = read(msgspec.structs.replace(told, text=article.text[start:end], extracted=False))
        if not parts:  # what the top of the text shows is true of all of it
            told = msgspec.structs.replace(
                article, published=part.published if _is_day(part.published) else None, outlet=part.outlet
            )
        parts.append((start, part))
    return _joined(article, parts)


def _is_day(value: str | None) -> bool:
    return value is not None and len(value) == len("2025-01-31")


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > LONGEST:
        end = _border(text, start + LONGEST)
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _border(text: str, largest: int) -> int:
    """The end of a line, else of a sentence, else of a word, shortly before the largest end; else that."""
    for border in _BORDERS:
        ends = [found.end() for found in border.finditer(text, largest - _SEARCH, largest)]
        if ends:
            return ends[-1]
    return largest


def _joined(article: Article, parts: list[tuple[int, Reading]]) -> Reading:
    first = parts[0][1]
    lists: dict[str, list[Any]] = {
        name: [moved(record, by) for by, part in parts for record in getattr(part, name)]
        for name in ("defects", "times", "places")
    }
    statements, quantities = _renumbered(parts)
    warning = (
        f"longer than any article: read in {len(parts)} blocks, nobody is recognised across them but by name"
    )
    return msgspec.structs.replace(
        first,
        furniture=[moved(f, by) for by, part in parts for f in part.furniture if not _false_top(f, by)],
        statements=statements,
        quantities=quantities,
        actors=_one_cast(parts),
        text=article.text if article.extracted else None,
        warnings=[*first.warnings, warning],
        **lists,
    )


def _false_top(furniture: Furniture, by: int) -> bool:
    """Whether this is the head of a block, mistaken for the head of the article."""
    return by > 0 and furniture.kind in _AT_THE_TOP and furniture.start < _SEARCH


def _renumbered(parts: list[tuple[int, Reading]]) -> tuple[list[Statement], list[Quantity]]:
    statements: list[Statement] = []
    quantities: list[Quantity] = []
    for by, part in parts:
        ids: dict[str | None, str] = {
            s.id: f"s{len(statements) + n}" for n, s in enumerate(part.statements, 1)
        }
        for statement in part.statements:
            moved_one = moved(statement, by)
            statements.append(
                msgspec.structs.replace(moved_one, id=ids[statement.id], parent=ids.get(statement.parent))
            )
        for quantity in part.quantities:
            quantities.append(
                msgspec.structs.replace(moved(quantity, by), statement=ids.get(quantity.statement))
            )
    return statements, quantities


def _one_cast(parts: list[tuple[int, Reading]]) -> list[Actor]:
    """Actors of the same name and type are one."""
    cast: dict[tuple[str, str], Actor] = {}
    for by, part in parts:
        for actor in part.actors:
            here = moved(actor, by)
            known = cast.get((actor.name, actor.type))
            if known is None:
                cast[actor.name, actor.type] = here
            else:
                known.mentions.extend(here.mentions)
    return list(cast.values())


def moved(record: _Record, by: int) -> _Record:
    """The record with all its spans moved."""
    return _moved(record, by) if by else record


def _moved(value: Any, by: int) -> Any:
    if isinstance(value, list):
        return [_moved(item, by) for item in value]
    if not isinstance(value, msgspec.Struct):
        return value
    changed: dict[str, Any] = {}
    for field in value.__struct_fields__:
        held = getattr(value, field)
        if field in ("start", "end") and isinstance(held, int):
            changed[field] = held + by
        elif isinstance(held, list | msgspec.Struct):
            changed[field] = _moved(held, by)
    return msgspec.structs.replace(value, **changed) if changed else value


__all__ = ["LONGEST", "moved", "read_in_blocks"]
