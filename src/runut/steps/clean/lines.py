"""What the pack knows of lines that are not the story: phrases they begin with, shapes they have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from runut.model.layout import Layout
from runut.rules.pack import Pack

_BEFORE_SENTENCE = frozenset('.!?"”)]')
_SPACE = r"[\s\u200b-\u200f]"


class Phrase(msgspec.Struct, frozen=True):
    """A phrase that a line begins with."""

    kind: str
    scope: str
    pattern: re.Pattern[str]


class Shape(msgspec.Struct, frozen=True):
    """A rule of ``rules/furniture.toml``."""

    name: str
    kind: str
    pattern: re.Pattern[str]
    needs: frozenset[str]
    stopped: bool
    holds: str
    ends: str

    def fits(self, line: str) -> bool:
        """Whether the line has this shape."""
        if self.holds not in line or (self.ends and line.rstrip(".")[-1:] not in self.ends):
            return False
        return self.pattern.match(line) is not None


class Shapes:
    """Phrases by their first word; shapes by scope; the pattern of glued sentences."""

    def __init__(self, pack: Pack) -> None:
        self.phrases: dict[str, list[Phrase]] = {}
        self.glued: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for row in pack.table("furniture_phrases"):
            if row["scope"] == "label":
                continue
            if row["scope"] == "glued":
                pattern = re.compile(_glued(row["form"]), re.IGNORECASE)
                self.glued.setdefault(row["form"].split()[0], []).append((row["class"], pattern))
                continue
            first = _FIRST.match(row["form"])
            self.phrases.setdefault(first.group(1) if first else "", []).append(_phrase(row))
        for found in self.phrases.values():
            found.sort(key=lambda phrase: -len(phrase.pattern.pattern))
        self.by_scope: dict[str, list[Shape]] = {}
        for rule in pack.rules("furniture"):
            self.by_scope.setdefault(rule["scope"], []).append(_shape(rule, pack))

    def phrase_at(self, text: str, start: int, end: int) -> Phrase | None:
        """The longest phrase that a line begins with."""
        first = _FIRST.match(text, start, end)
        if first is None:
            return None
        for phrase in self.phrases.get(first.group(1).casefold(), ()):
            if phrase.pattern.match(text, first.start(1), end):
                return phrase
        return None

    def shapes_of(self, scope: str, present: set[str]) -> list[Shape]:
        """The rules of a scope that may match in a text with these words."""
        return [s for s in self.by_scope.get(scope, ()) if not s.needs or not s.needs.isdisjoint(present)]

    def glued_in(self, layout: Layout) -> Iterator[tuple[int, int, str]]:
        """Whole sentences that are furniture wherever they stand."""
        glued = self.glued
        for index in [i for i, word in enumerate(layout.lowers) if word in glued]:
            if index and layout.words[index - 1] not in _BEFORE_SENTENCE:
                start = layout.starts[index]
                if "\n" not in layout.text[layout.ends[index - 1] : start]:
                    continue
            for kind, pattern in glued[layout.lowers[index]]:
                match = pattern.match(layout.text, layout.starts[index])
                if match:
                    yield match.start(), match.end(), kind
                    break


# Lines may begin with a bullet, a star or an arrow before their first word.
_FIRST = re.compile(r"[\s\u200b-\u200f\ufeff*•·►▶➡→>\-–—(\[\"'“]*(\w+?(?=\b|_)|©)")


def _phrase(row: dict[str, str]) -> Phrase:
    form = row["form"]
    words = [re.escape(word) for word in form.rstrip(":").split()]
    body = rf"{_SPACE}+".join(words)
    if form.endswith(":"):
        body = body.rstrip() + rf"{_SPACE}*:"
    elif form.endswith(","):
        body += rf"{_SPACE}"
    elif form[-1].isalnum():
        body += r"(?![\w-])"
    if row["scope"] in ("whole", "open"):
        body += rf"{_SPACE}*[:.»>\-–—]*[)\]]?{_SPACE}*$"
    return Phrase(row["class"], row["scope"], re.compile(body, re.IGNORECASE))


def _glued(form: str) -> str:
    words = rf"{_SPACE}+".join(re.escape(word) for word in form.removesuffix("…").split())
    return words + r"(?:[^.\n]|\.(?=\w))*\.?"


def _shape(rule: dict[str, Any], pack: Pack) -> Shape:
    days = "|".join(sorted(pack.words("weekdays"), key=len, reverse=True)) or r"\w+"
    months = "|".join(sorted(pack.words("months"), key=len, reverse=True)) or r"[^\W\d_]+"
    pattern = rule["pattern"].replace("⟨day⟩", f"(?:{days})").replace("⟨month⟩", f"(?:{months})")
    flags = re.MULTILINE if rule["scope"] in ("inside", "tail") else 0
    return Shape(
        rule["name"],
        rule["kind"],
        re.compile(pattern, flags),
        frozenset(rule.get("needs", ())),
        rule.get("stopped", False),
        rule.get("holds", ""),
        rule.get("ends", ""),
    )
