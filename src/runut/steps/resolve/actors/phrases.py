"""Lists of word sequences, looked up by their first word."""

from __future__ import annotations

import re
from collections.abc import Iterable

_Entry = tuple[tuple[str, ...], frozenset[str]]
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
        # By first word: the labels of the word alone, and by second word the longer forms, longest first.
        self.first: dict[str, tuple[frozenset[str] | None, dict[str, list[_Entry]]]] = {}
        self.last: dict[str, list[_Entry]] = {}
        for form_pieces in sorted(labels, key=len, reverse=True):
            entry = (form_pieces, frozenset(labels[form_pieces]))
            alone, longer = self.first.get(form_pieces[0], (None, {}))
            if len(form_pieces) == 1:
                alone = entry[1]
            else:
                longer.setdefault(form_pieces[1], []).append(entry)
            self.first[form_pieces[0]] = alone, longer
            self.last.setdefault(form_pieces[-1], []).append(entry)

    def at(self, lowers: list[str], index: int) -> tuple[int, frozenset[str]] | None:
        """Where the longest form that starts at this token ends, and its labels."""
        if index >= len(lowers) or (found := self.first.get(lowers[index])) is None:
            return None
        alone, longer = found
        if longer and index + 1 < len(lowers):
            for form, labels in longer.get(lowers[index + 1], ()):
                size = len(form)
                if size == 2 or tuple(lowers[index : index + size]) == form:
                    return index + size, labels
        return None if alone is None else (index + 1, alone)

    def before(self, lowers: list[str], index: int) -> tuple[int, frozenset[str]] | None:
        """Where the longest form that ends before this token starts, and its labels."""
        if index <= 0:
            return None
        for form, labels in self.last.get(lowers[index - 1], ()):
            start = index - len(form)
            if start >= 0 and (len(form) == 1 or tuple(lowers[start:index]) == form):
                return start, labels
        return None
