"""The time grammar of a language: token classes, compiled rules, and named days."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from runut.errors import PackError
from runut.rules.pack import Pack
from runut.steps.extract.times.classes import Classes
from runut.steps.extract.times.sequences import Sequence


class Rule(msgspec.Struct, frozen=True):
    """One way to say a time. ``given`` are fields that the rule sets whatever the words are;
    ``heads`` tells that it reads only at the head of a sentence.
    """

    name: str
    kind: str
    sequence: Sequence
    given: dict[str, Any]
    heads: bool = False


class NamedDay(msgspec.Struct, frozen=True):
    """A day with a name and a fixed place in the year."""

    words: tuple[str, ...]
    month: int
    day: int


class Grammar:
    """Built once per pack."""

    def __init__(self, pack: Pack) -> None:
        self.classes = Classes(pack)
        entries = pack.rules("timex")
        parts = {entry["name"]: entry["pattern"] for entry in entries if entry.get("kind") == "part"}
        self.rules = [self._rule(entry, parts, pack.code) for entry in entries if entry.get("kind") != "part"]
        self.beginning: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for letter in rule.sequence.firsts:
                self.beginning.setdefault(letter, []).append(rule)
        self.days = _named_days(pack)
        starters = "".join(self.beginning) + "".join(self._starts_of_days())
        self.start = re.compile(f"[{starters}]" if starters else r"(?!)")
        self.future = self.classes.letters("future")
        self.eve = self.classes.letters("eve")
        self.telling = self.classes.letters("telling")
        self.until = self.classes.letters("to")

    def _rule(self, entry: dict[str, Any], parts: dict[str, str], code: str) -> Rule:
        try:
            sequence = Sequence(entry["pattern"], parts, self.classes.letters)
            return Rule(entry["name"], entry["kind"], sequence, entry.get("set", {}), "place" in entry)
        except KeyError as error:
            raise PackError(f"language pack {code}, rules/timex.toml: an entry lacks {error}") from error

    def _starts_of_days(self) -> set[str]:
        """Characters of the words that named days begin with."""
        return {
            self.classes[form] for word in self.days for form in (word, word.capitalize(), word.upper())
        } - {" "}


def _named_days(pack: Pack) -> dict[str, list[NamedDay]]:
    found: dict[str, list[NamedDay]] = {}
    for row in pack.table("named_days"):
        words = tuple(row["form"].casefold().split())
        month, _, day = row["date"].partition("-")
        found.setdefault(words[0], []).append(NamedDay(words, int(month), int(day)))
    for days in found.values():
        days.sort(key=lambda day: -len(day.words))
    return found
