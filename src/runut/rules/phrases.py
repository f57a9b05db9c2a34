"""Look-up of words and phrases in a run of tokens: one dictionary step a token, longest phrase first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

V = TypeVar("V")


class Phrases(Generic[V]):
    """Words and phrases, each with what it stands for. Built once; a later pair never overwrites an earlier
    one."""

    def __init__(self, pairs: Iterable[tuple[str, V]]) -> None:
        found: dict[str, dict[tuple[str, ...], V]] = {}
        for form, value in pairs:
            words = tuple(form.casefold().split())
            if words:
                found.setdefault(words[0], {}).setdefault(words, value)
        self._by_first = {
            first: sorted(rows.items(), key=lambda row: -len(row[0])) for first, rows in found.items()
        }

    def at(self, lowers: list[str], index: int, last: int) -> tuple[int, V] | None:
        """Length and value of the longest phrase that begins at this token and ends before ``last``."""
        for words, value in self._by_first.get(lowers[index], ()):
            size = len(words)
            if size == 1 or (index + size <= last and tuple(lowers[index : index + size]) == words):
                return size, value
        return None

    def scan(self, lowers: list[str], first: int, last: int) -> Iterator[tuple[int, int, V]]:
        """First token, token after the last, and value of every phrase; phrases do not overlap."""
        index = first
        while index < last:
            hit = self.at(lowers, index, last) if lowers[index] in self._by_first else None
            if hit is None:
                index += 1
                continue
            yield index, index + hit[0], hit[1]
            index += hit[0]


__all__ = ["Phrases"]
