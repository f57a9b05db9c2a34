"""What weighing needs of a language pack."""

from __future__ import annotations

from runut.rules.morphology import Morphology
from runut.rules.pack import Pack
from runut.rules.phrases import Phrases


class DriftWords:
    """Words whose coming or going changes what was said, by class."""

    def __init__(self, pack: Pack) -> None:
        key_of = pack.compiled(Morphology).key
        tables = ("weekdays", "months", "function_words", "frequent_words", "time_words", "relays", "hedges")
        self.empty = frozenset(key_of(word) for table in tables for word in pack.words(table))
        self.phrases: Phrases[str] = Phrases((row["form"], row["class"]) for row in pack.table("drift_words"))

    def classes(self, text: str) -> dict[str, str]:
        """Classes found in a text, each with the first words that show it."""
        lowers = text.casefold().replace(",", " ").replace(".", " ").split()
        found: dict[str, str] = {}
        for first, last, name in self.phrases.scan(lowers, 0, len(lowers)):
            found.setdefault(name, " ".join(lowers[first:last]))
        return found


__all__ = ["DriftWords"]
