"""Which field of a row is the text, the title, the date: guessed from its name, or told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import msgspec

from runut.errors import UnreadableError, UsageError
from runut.model.article import Article
from runut.steps.read.dates import read_date
from runut.steps.read.kinds import PAGE
from runut.steps.read.markup import flatten, looks_like_markup
from runut.steps.read.page import read_page

#: What a row can tell of an article.
COLUMNS = ("text", "title", "url", "published", "outlet", "byline", "name", "language")


class Fields:
    """Field names of rows: what the caller told, and what to try else, the likeliest first.

    ``guesses`` has names for each of ``COLUMNS``; under ``rows`` those of a list of articles in an object.
    """

    def __init__(self, guesses: Mapping[str, Sequence[str]], told: Mapping[str, str] | None = None) -> None:
        for column in told or {}:
            if column not in COLUMNS:
                known = ", ".join(COLUMNS)
                raise UsageError(f"no such column {column!r}; use one of {known} (as in text=FIELD)")
        self.told = {column: field.strip().lower() for column, field in (told or {}).items()}
        self.rows = tuple(guesses.get("rows", ()))
        self._guesses = {column: tuple(guesses.get(column, ())) for column in COLUMNS}

    def of(self, column: str) -> Sequence[str]:
        """The field names to try for a column."""
        told = self.told.get(column)
        return (told,) if told else self._guesses[column]


def read_row(row: Mapping[str, Any], name: str, fields: Fields) -> Article:
    """The article that a row holds. Field names are compared without case."""
    cells = {str(key).strip().lower(): value for key, value in row.items() if key is not None}
    found = {column: _value(cells, fields.of(column)) for column in COLUMNS}
    text = found["text"]
    if text is None:
        raise UnreadableError(name, _without_text(cells, fields))
    if PAGE.match(text[:4096].encode()):
        return _whole_page(text, found, name, fields)
    if looks_like_markup(text):
        text = flatten(text)
    if not text.strip():
        raise UnreadableError(name, "its text is empty")
    day, dated = read_date(found["published"])
    return Article(
        name=_name(found, fields) or name,
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        url=found["url"],
        title=found["title"],
        outlet=found["outlet"],
        byline=found["byline"],
        published=day,
        dated=dated,
        extracted=True,
        language=found["language"],
    )


def _without_text(cells: Mapping[str, Any], fields: Fields) -> str:
    """Why a row has no text, and what to do."""
    empty = [field for field in fields.of("text") if field in cells]
    if empty:
        return f"no words in its field {' or '.join(empty)}"
    has = ", ".join(cells) or "none"
    told = fields.told.get("text")
    missing = f"no field {told!r}" if told else "no field that is known to hold an article's text"
    return f"{missing}; its fields: {has}. Say which with --column text=FIELD"


def _whole_page(markup: str, found: Mapping[str, str | None], name: str, fields: Fields) -> Article:
    """A cell that is a page with head and body: read as a page, but what the row tells goes first."""
    page = read_page(markup.encode(), _name(found, fields) or name, found["url"], found["published"])
    told = {what: found[what] for what in ("title", "outlet", "byline", "url", "language") if found[what]}
    return msgspec.structs.replace(page, **told)


def _name(found: Mapping[str, str | None], fields: Fields) -> str | None:
    """What the row calls itself: an identifier that is more than a number, else its address."""
    own = found["name"]
    if own and ("name" in fields.told or not own.isdigit()):
        return own
    return found["url"]


def _value(cells: Mapping[str, Any], names: Sequence[str]) -> str | None:
    for name in names:
        words = _as_words(cells.get(name))
        if words is not None:
            return words
    return None


def _as_words(value: Any) -> str | None:
    """A cell as text: lists are joined by lines (paragraphs) or by their names (authors, outlets)."""
    if isinstance(value, list):
        parts = [words for item in value if (words := _as_words(item))]
        return "\n".join(parts) if parts else None
    if isinstance(value, dict):
        return _as_words(value.get("name") or value.get("title"))
    if value is None or isinstance(value, bool):
        return None
    words = str(value)
    return words if words.strip() else None
