"""How words are built: a language's affixes are a table (``lexicon/affixes.tsv``), nothing here knows any
of them.

Two uses. ``forms`` lists the inflections of a stem, so that a lexicon can name stems and a text be read by
look-up.
``key`` brings a word to a short key that its inflections share ("mengirim", "dikirim" and "pengiriman" all
give one):
good for counting what two texts have in common, never shown to anyone.
"""

from __future__ import annotations

from runut.rules.pack import Pack

_LEAST_STEM = 3  # a key shorter than this would bring strangers together
_KEYS_KEPT = 200_000  # look-ups remembered: a few megabytes, the vocabulary of a large pile


class Morphology:
    """The affixes of one language, ready to use."""

    def __init__(self, pack: Pack) -> None:
        rows = pack.table("affixes")
        self._prefixes = [row for row in rows if row["class"] in ("active", "noun", "prefix")]
        self._suffixes = _forms(rows, "suffix")
        self._clitics = _forms(rows, "clitic")
        self._swallowed = "".join(sorted({row["drops"] for row in rows if row.get("drops")}))
        self._heads = sorted({row["form"] for row in self._prefixes}, key=lambda form: (-len(form), form))
        self._keys: dict[str, str] = {}

    def forms(self, stem: str) -> set[str]:
        """The stem with every prefix and suffix that it can take (also some that nobody says: harmless in a
        look-up)."""
        bases = {stem}
        for row in self._prefixes:
            before, drops = row["before"], row.get("drops", "")
            if before != "*" and stem[0] not in before:
                continue
            bases.add(row["form"] + (stem[1:] if drops and stem.startswith(drops) else stem))
        return {base + tail for base in bases for tail in ("", *self._suffixes)}

    def without_clitic(self, word: str) -> str:
        """The word without an ending that is a word of its own (-nya)."""
        for tail in self._clitics:
            if word.endswith(tail) and len(word) - len(tail) > _LEAST_STEM:
                return word[: -len(tail)]
        return word

    def key(self, word: str) -> str:
        """What the inflections of one stem have in common. ``word`` is lower case."""
        known = self._keys.get(word)
        if known is None:
            if len(self._keys) > _KEYS_KEPT:
                self._keys.clear()
            known = self._keys[word] = self._reduce(word)
        return known

    def _reduce(self, word: str) -> str:
        if not word.isalpha():
            return word
        kept = self.without_clitic(word)
        for tail in self._suffixes:
            if kept.endswith(tail) and len(kept) - len(tail) > _LEAST_STEM:
                kept = kept[: -len(tail)]
                break
        for least in (_LEAST_STEM, _LEAST_STEM + 1):  # two prefixes at most: ke-ter-, memper-
            head = next((h for h in self._heads if kept.startswith(h) and len(kept) - len(h) >= least), None)
            if head is None:
                break
            kept = kept[len(head) :]
        if len(kept) > _LEAST_STEM and kept[0] in self._swallowed:
            kept = kept[1:]
        return kept


def _forms(rows: list[dict[str, str]], name: str) -> list[str]:
    return sorted((row["form"] for row in rows if row["class"] == name), key=lambda form: (-len(form), form))


__all__ = ["Morphology"]
