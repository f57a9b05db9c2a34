"""Acronyms in brackets that do not fit the words before them and are known to mean something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runut.model.layout import Layout
from runut.model.reading import Defect
from runut.rules.pack import Pack

_BRACKET = re.compile(r"\(([A-Z]{3,8})\)")
_BEFORE = re.compile(r"(?:[A-Z][\w'’-]*,?[ \u00a0]+(?:[a-z]{2,5}[ \u00a0]+)?){1,8}$")
_REACH = 120  # characters before the bracket that may be the name
_CONTENT = 4  # letters from which on a word tells what an institution is about


class Acronyms:
    """What acronyms stand for: every expansion that the pack has."""

    def __init__(self, pack: Pack) -> None:
        self.expansions: dict[str, set[str]] = {}
        for row in pack.table("acronyms"):
            self.expansions.setdefault(row["form"], set()).add(row["expansion"])
        forms: dict[str, list[str]] = {}
        for row in pack.table("known_actors"):
            forms.setdefault(row["name"], []).append(row["form"])
        for name, others in forms.items():
            for form in others:
                if form.isupper() and form.isalpha() and form in self.expansions:
                    self.expansions[form].update([name, *others])


def find_wrong_expansions(layout: Layout, pack: Pack) -> Iterator[Defect]:
    """The acronym, where it is known to mean something else than what stands before it."""
    known = pack.compiled(Acronyms).expansions
    if not known or "(" not in layout.text:
        return
    for match in _BRACKET.finditer(layout.text):
        acronym = match.group(1)
        name = _BEFORE.search(layout.text, max(0, match.start() - _REACH), match.start())
        if acronym not in known or name is None:
            continue
        words = name.group().split()
        if _fits(words, acronym) or _shares(words, known[acronym]):
            continue
        meant = min(known[acronym], key=len)
        yield Defect(match.start(1), match.end(1), "wrong-expansion", f"{acronym} is: {meant}")


def _fits(words: list[str], acronym: str) -> bool:
    """Whether most letters are initials of the words, in order."""
    initials = "".join(word[0].upper() for word in words)
    at = 0
    for letter in acronym:
        found = initials.find(letter, at)
        if found < 0:
            continue
        at = found + 1
    hits = sum(letter in initials for letter in acronym)
    return at > 0 and hits * 2 > len(acronym)


def _shares(words: list[str], expansions: set[str]) -> bool:
    """Whether the words and some expansion have a telling word in common."""
    told = {word.casefold() for word in words if len(word) >= _CONTENT}
    return any(told & {word.casefold() for word in expansion.split()} for expansion in expansions)
