"""What the pack knows of lines that are not the story: phrases they begin with, shapes they have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from runut.rules.pack import Pack

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
    needs: re.Pattern[str] | None


class Shapes:
    """Phrases by their first word; shapes by scope; the pattern of glued sentences."""

    def __init__(self, pack: Pack) -> None:
        self.phrases: dict[str, list[Phrase]] = {}
        glued: dict[str, list[str]] = {}
        for row in pack.table("furniture_phrases"):
            if row["scope"] == "glued":
                glued.setdefault(row["class"], []).append(_glued(row["form"]))
                continue
            first = _FIRST.match(row["form"])
            self.phrases.setdefault(first.group(1) if first else "", []).append(_phrase(row))
        for found in self.phrases.values():
            found.sort(key=lambda phrase: -len(phrase.pattern.pattern))
        self.glued = [
            (kind, re.compile(rf"(?<![^\s.!?\"”])(?:{'|'.join(forms)})", re.IGNORECASE))
            for kind, forms in glued.items()
        ]
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

    def shapes_of(self, scope: str, text: str) -> list[Shape]:
        """The rules of a scope that may match anywhere in this text."""
        return [s for s in self.by_scope.get(scope, ()) if s.needs is None or s.needs.search(text)]

    def glued_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Whole sentences that are furniture wherever they stand."""
        for kind, pattern in self.glued:
            for match in pattern.finditer(text):
                yield match.start(), match.end(), kind


# Lines may begin with a bullet, a star or an arrow before their first word.
_FIRST = re.compile(r"[\s\u200b-\u200f\ufeff*•·►▶➡→>\-–—(\[\"'“]*(\w+?(?=\b|_)|©)")


def _phrase(row: dict[str, str]) -> Phrase:
    form = row["form"]
    words = [re.escape(word) for word in form.rstrip(":").split()]
    body = rf"{_SPACE}+".join(words)
    if form.endswith(":"):
        body = body.rstrip() + rf"{_SPACE}*:"
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
    needs = re.compile(rule["needs"], re.IGNORECASE) if "needs" in rule else None
    return Shape(rule["name"], rule["kind"], re.compile(pattern, flags), needs)
