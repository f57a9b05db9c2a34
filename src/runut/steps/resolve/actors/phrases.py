"""Lists of word sequences, looked up by their first word."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A form is cut as the text is: words with inner hyphens and apostrophes, numbers with inner dots, single
# marks.
_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:[-'’‘][^\W_]+)*|\S")


def pieces(form: str) -> tuple[str, ...]:
    """The tokens of a form."""
    return tuple(_PIECE.findall(form))


class Phrases:
    """Forms of one or more words, each with a set of labels; the longest form at a place wins."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        labels: dict[tuple[str, ...], set[str]] = {}
        for form, label in rows:
            labels.setdefault(pieces(form.lower()), set()).add(label)
        self.first: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        self.last: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        for form_pieces in sorted(labels, key=len, reverse=True):
            entry = (form_pieces, frozenset(labels[form_pieces]))
            self.first.setdefault(form_pieces[0], []).append(entry)
            self.last.setdefault(form_pieces[-1], []).append(entry)

    def at(self, lowers: list[str], index: int) -> tuple[int, frozenset[str]] | None:
        """Where the longest form that starts at this token ends, and its labels."""
        if index >= len(lowers) or (entries := self.first.get(lowers[index])) is None:
            return None
        for form, labels in entries:
            size = len(form)
            if size == 1 or tuple(lowers[index : index + size]) == form:
                return index + size, labels
        return None

    def before(self, lowers: list[str], index: int) -> tuple[int, frozenset[str]] | None:
        """Where the longest form that ends before this token starts, and its labels."""
        if index <= 0:
            return None
        for form, labels in self.last.get(lowers[index - 1], ()):
            start = index - len(form)
            if start >= 0 and (len(form) == 1 or tuple(lowers[start:index]) == form):
                return start, labels
        return None
