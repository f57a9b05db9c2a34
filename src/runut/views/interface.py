"""Interface words in every language, and how numbers and days are written in them.

A page shows the words of its home language; every phrase carries its key, so that a script can put another
language in its place without asking anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from runut.model.ledger import NO_OUTLET, UNNAMED, UNSTATED, is_unnamed
from runut.rules.pack import Pack

Number = int | float


class Interface:
    """The words of all languages, with the one that is shown first. ``more`` names further tables of words."""

    def __init__(self, packs: Iterable[Pack], home: str, more: Iterable[str] = ()) -> None:
        names = ("interface", *more)
        tables = {
            p.code: {row["form"]: row["text"] for name in names for row in p.table(name)} for p in packs
        }
        self.tables: Mapping[str, Mapping[str, str]] = {
            code: words for code, words in tables.items() if words
        }
        self.home = home if home in self.tables else next(iter(self.tables))
        self._words = self.tables[self.home]

    def word(self, key: str) -> str:
        """A phrase in the home language; the bare key where it has none."""
        return self._words.get(key, key)

    def has_told(self, words: str) -> bool:
        """Whether these words are a phrase of the home language."""
        return words in self._words.values()

    def phrase(self, key: str) -> Markup:
        """A phrase as markup that a script can translate."""
        return Markup('<span data-t="{}">{}</span>').format(key, self.word(key))

    def count(self, n: int, key: str) -> Markup:
        """A number with its noun: ``count(2, "article")``."""
        noun = self.phrase(f"{key}.one" if n == 1 else f"{key}.many")
        return Markup("{} {}").format(self.number(n), noun)

    def span(self, low: int, high: int, key: str) -> Markup:
        """A range of numbers with its noun: "1–3 asal"."""
        if low == high:
            return self.count(low, key)
        return Markup("{}–{} {}").format(self.number(low), self.number(high), self.phrase(f"{key}.many"))

    def plain_number(self, value: Number) -> str:
        """A number with the separators of the home language."""
        text = f"{value:,.15g}" if isinstance(value, float) and not value.is_integer() else f"{int(value):,}"
        swap = {",": self.word("number.thousands"), ".": self.word("number.decimal")}
        return "".join(swap.get(letter, letter) for letter in text)

    def number(self, value: Number) -> Markup:
        """A number as markup that a script can write in another language."""
        return Markup('<span data-n="{}">{}</span>').format(value, self.plain_number(value))

    def plain_day(self, value: str | None) -> str:
        """An ISO date, month, year or interval in words."""
        if not value:
            return ""
        days = [self._day(part) for part in value.split("/")]
        if len(days) == 2 and len(days[0]) == len(days[1]):
            while len(days[0]) > 1 and days[0] == days[0][:-1] + days[1][len(days[0]) - 1 : len(days[0])]:
                days[0] = days[0][:-1]  # "15–22 Okt 2024"
        joint = "–" if len(days[0]) == 1 else " – "
        return joint.join(" ".join(day) for day in days)

    def _day(self, value: str) -> list[str]:
        """Day, month and year in words, as far as the value tells them."""
        parts = value.split("-")
        if not all(part.isdigit() for part in parts) or len(parts) > 3:
            return [value]
        words = [parts[0]]
        if len(parts) > 1:
            words.insert(0, self.word(f"month.{int(parts[1])}"))
        if len(parts) > 2:
            words.insert(0, str(int(parts[2])))
        return words

    def day(self, value: str | None) -> Markup:
        """A day as markup that a script can write in another language."""
        if not value:
            return Markup("")
        return Markup('<time data-d="{}">{}</time>').format(value, self.plain_day(value))

    def plain_who(self, name: str | None) -> str:
        """A source's name as a person would say it, in the home language."""
        if name is None or name == UNSTATED:
            return self.word("unstated")
        if name == NO_OUTLET:
            return self.word("this-article")
        bare = [self._bare(part) for part in name.split("; ")]
        return f" {self.word('and')} ".join(bare)

    def reason(self, why: str) -> str:
        """A reason in words, without the mark that names of unnamed sources bear inside the program."""
        return why.replace(f"{UNNAMED} ", "")

    def _bare(self, name: str) -> str:
        if name == UNSTATED:
            return self.word("unstated")
        return name.removeprefix(UNNAMED).strip()

    def who(self, name: str | None) -> Markup:
        """A source's name as markup: who is not named is told so."""
        if name is None:
            return self._who(UNSTATED)
        if name == NO_OUTLET:
            return Markup("<em>{}</em>").format(self.phrase("this-article"))
        joined = Markup(" {} ").format(self.phrase("and"))
        return joined.join(self._who(part) for part in name.split("; "))

    def _who(self, name: str) -> Markup:
        if name == UNSTATED:
            return Markup('<em class="unstated">{}</em>').format(self.phrase("unstated"))
        if is_unnamed(name):
            return Markup('{} <small class="unnamed">{}</small>').format(
                self._bare(name), self.phrase("unnamed")
            )
        return escape(name)


__all__ = ["Interface", "Number"]
