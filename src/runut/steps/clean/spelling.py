"""Slips of the keys: words that no list has, one stroke away from a word that somebody will have meant.

A word is a slip only if (1) it is in no list and cannot be built from a known stem with known affixes, and
(2) one stroke (a letter too many or too few, two swapped, one for another) gives a common word, and (3) the
stroke is a likely one for words of that length and that frequency. The limits under (3) were set on articles
read line by line, for few false alarms rather than for many finds.
"""

from __future__ import annotations

import math

import msgspec

from runut.rules.pack import Pack

_SENTENCES = 520_000  # words behind word_frequency.tsv: a rarity r there is 520,000 / e^r of them
_FREQUENT = (
    40  # the frequency given to the first 1,500 of a list of common words, as counted there at its end
)
_LISTED = 10  # the frequency given to the others of that list
_RARE = 3.0  # the frequency given to the long words of the rest of the lists
_LONG = 9
_LEAST = 5
_LEAST_VERY_COMMON = 4  # letters of a slip of one of the few words that every article has
_VERY_COMMON = 250
_MOST = 40  # letters; no word that anybody mistypes is longer, and all its neighbours are tried
_LEAST_STEM = 4  # a stem this short, or one letter shorter after a swallowed letter, carries affixes
_REMEMBERED = 100_000
# A word that affixes could make though no list has it, and that lacks a letter of one so frequent or swaps two of
# its letters, is a slip of that one: so it was in 32 of 38 such words of 2,650 articles.
_LOST = ("drop", "swap")
_FAR_COMMONER = 40
# How frequent a word of 5, 6, 7 ... letters (as written) must be for each stroke to be taken for a slip of it.
_NEVER = math.inf
_LIMITS = {
    "swap": (30, 30, 10),
    "double": (300, 10),
    "undouble": (300, 10),
    "drop": (50, 20, 10),
    "add": (250, 40, 20, 10),
    "near": (190, 60, 10),
    "vowel": (170, 100, 12, 10),
    "other": (_NEVER, 200, 200, 30, 30, 30, 10),
}
_VOWELS = ("", "a", "i", "u", "e", "o")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Slip(msgspec.Struct, frozen=True):
    """The word that was meant, and what happened to it."""

    meant: str
    stroke: str


class Spelling:
    """The words of one language; empty lists make every word known."""

    def __init__(self, pack: Pack) -> None:
        rows = [*pack.table("stems"), *pack.table("news_words"), *pack.table("known_words")]
        self.by_class: dict[str, set[str]] = {}
        for row in rows:
            self.by_class.setdefault(row["class"], set()).update(row["words"].split())
        self.native = set().union(*(words for name, words in self.by_class.items() if name != "foreign"))
        self.foreign = self.by_class.get("foreign", set())
        self._stems = self.by_class.get("stem", set())
        self.wrong = {
            row["form"]: row["standard"] for row in pack.table("nonstandard") if row["class"] == "wrong"
        }
        self.loose = {row["form"] for row in pack.table("nonstandard") if row["class"] == "loose"}
        self.native -= self.wrong.keys()
        self.known = (self.native | self.foreign | self.loose) - self.wrong.keys()
        self._affixes(pack)
        self.known -= {form + clitic for form in self.wrong for clitic in self._clitics if clitic}
        self._targets(pack)
        self._seen: dict[str, Slip | None] = {}
        self._near = _neighbours()

    def _affixes(self, pack: Pack) -> None:
        rows = [*pack.table("affixes"), *pack.table("rare_affixes")]
        self._heads = [
            (row["form"], row.get("before") or "*", row.get("drops") or "")
            for row in rows
            if row["class"] in ("active", "noun", "prefix", "spoken-prefix")
        ]
        self._verbal = frozenset(row["form"] for row in rows if row["class"] in ("active", "verbal"))
        self._nominal = frozenset(row["form"] for row in rows if row["class"] == "nominal")
        self._tails = ["", *(row["form"] for row in rows if row["class"] in ("suffix", "spoken-suffix"))]
        self._clitics = ["", *(row["form"] for row in rows if row["class"] in ("clitic", "spoken-clitic"))]

    def _targets(self, pack: Pack) -> None:
        """Common words and, for each, the strings with one letter left out, to meet a slip half way."""
        seen, common = self.by_class.get("seen", set()), self.by_class.get("common", set())
        frequent = self.by_class.get("frequent", set())
        rare = self.by_class.get("listed", set()) | seen
        self._frequency = {word: _RARE for word in rare if len(word) >= _LONG}
        self._frequency |= {word: float(_LISTED) for word in common if len(word) > _LEAST}
        self._frequency |= {word: float(_FREQUENT) for word in frequent if len(word) >= _LEAST}
        for row in pack.table("word_frequency"):
            word, count = row["form"], _SENTENCES / math.exp(float(row["rarity"]))
            enough = len(word) >= _LEAST or (len(word) >= _LEAST_VERY_COMMON and count >= _VERY_COMMON)
            if enough and word in seen:
                self._frequency[word] = max(count, self._frequency.get(word, 0.0))
        for word in self.wrong:
            self._frequency.pop(word, None)
            if len(word) > _LEAST + 1:
                self._frequency[word] = float(_LISTED)
        self._shortened: dict[str, list[str]] = {}
        for word in self._frequency:
            for n in range(len(word)):
                self._shortened.setdefault(word[:n] + word[n + 1 :], []).append(word)

    def slip(self, word: str) -> Slip | None:
        """What was meant, if this word in small letters is a slip."""
        if word in self.known or len(word) < _LEAST_VERY_COMMON:
            return None
        if word not in self._seen:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
            self._seen[word] = self._judge(word)
        return self._seen[word]

    def is_unknown(self, word: str) -> bool:
        """Whether no list has the word and no affixes explain it."""
        return word not in self.known and not self._built(word)

    def _judge(self, word: str) -> Slip | None:
        found = self._meant(word) or self._halved(word)
        if found is None:
            return None
        if found.stroke == "undouble":  # "kebiasan" could be built too, but nobody says it
            return (
                None
                if any(word.endswith(c) and word.removesuffix(c) in self.native for c in self._clitics)
                else found
            )
        if found.stroke == "listed" or self._is_of_far_commoner(found):
            return found  # "kepolisan" can be built too, but hardly anybody means it
        return None if self._built(word) else found

    def _is_of_far_commoner(self, slip: Slip) -> bool:
        return slip.stroke in _LOST and self._frequency.get(slip.meant, 0.0) >= _FAR_COMMONER

    def _halved(self, word: str) -> Slip | None:
        """One of two like letters lost, or one too many, where an ending begins: "urusanya", "gunakkan"."""
        if len(word) < _LONG - 1:
            return None
        for ending in (*self._clitics, *self._tails):
            if not word.endswith(ending) or ending[:1] in _VOWELS:
                continue
            base = word[: len(word) - len(ending)]
            if base[-1:] in _VOWELS and self._built(base + ending[0] + ending):
                return Slip(base + ending[0] + ending, "joint")
            if ending in self._tails and base[-1:] == ending[0] and self._built(base[:-1] + ending):
                return Slip(base[:-1] + ending, "joint")
        return None

    def _built(self, word: str) -> bool:
        """Whether affixes on a known stem make the word."""
        for clitic in self._clitics:
            if not word.endswith(clitic):
                continue
            base = word[: len(word) - len(clitic)] if clitic else word
            for tail in self._tails:
                if not base.endswith(tail):
                    continue
                if self._stem(base[: len(base) - len(tail)] if tail else base, tail):
                    return True
        return False

    def _stem(self, base: str, tail: str) -> bool:
        """Whether a prefix that goes with this suffix, on a known stem, makes the base."""
        again = bool(tail) and base.endswith(tail)  # an ending stands twice only where the stem has the first
        stems = self._stems if again else self.native
        if base in (stems if len(base) >= _LEAST_STEM or not tail else self._stems):
            return len(base) >= _LEAST_STEM - 1
        for head, before, drops in self._heads:
            if not base.startswith(head) or (tail in self._nominal and head in self._verbal):
                continue
            rest = base[len(head) :]
            if len(rest) >= _LEAST_STEM and rest in stems and (before == "*" or rest[0] in before):
                return True
            if drops and len(rest) >= _LEAST_STEM - 1 and drops + rest in stems:
                return True
        return False

    def _meant(self, word: str) -> Slip | None:
        for clitic in self._clitics:
            if not word.endswith(clitic):
                continue
            base = word[: len(word) - len(clitic)] if clitic else word
            if base in self.wrong:
                return Slip(self.wrong[base] + clitic, "listed")
            if not (_LEAST if clitic else _LEAST_VERY_COMMON) <= len(base) <= _MOST:
                continue
            best = self._nearest(base)
            if best is not None and (meant := self.wrong.get(best.meant, best.meant) + clitic) != word:
                return Slip(meant, best.stroke)
        return None

    def _nearest(self, word: str) -> Slip | None:
        """The commonest word one likely stroke away."""
        shorter = [word[:n] + word[n + 1 :] for n in range(len(word))]
        near = set(self._shortened.get(word, ()))
        near.update(form for form in shorter if form in self._frequency)
        for form in shorter:
            near.update(self._shortened.get(form, ()))
        best: Slip | None = None
        most = 0.0
        for meant in near:
            frequency = self._frequency[meant]
            stroke = _stroke(word, meant, self._near)
            if frequency < most or (best is not None and frequency == most and meant > best.meant):
                continue
            if stroke and _likely(stroke, len(word), frequency):
                best, most = Slip(meant, stroke[0]), frequency
        return best


def _stroke(word: str, meant: str, near: dict[str, set[str]]) -> tuple[str, int] | None:
    """What one stroke made ``word`` of ``meant``, and at which letter; None where it takes more than one."""
    at = 0
    while at < min(len(word), len(meant)) and word[at] == meant[at]:
        at += 1
    if len(word) == len(meant):
        if word[at + 1 :] == meant[at + 1 :]:
            if at == len(word):
                return None
            vowels = word[at] in "aiueo" and meant[at] in "aiueo"
            return ("near" if word[at] in near.get(meant[at], ()) else "vowel" if vowels else "other"), at
        swapped = word[at : at + 2] == meant[at : at + 2][::-1] and word[at + 2 :] == meant[at + 2 :]
        return ("swap", at) if swapped else None
    if len(word) + 1 == len(meant):
        if word[at:] != meant[at + 1 :]:
            return None
        return ("undouble" if at and meant[at] == meant[at - 1] else "drop"), at
    if word[at + 1 :] != meant[at:]:
        return None
    return ("double" if at and word[at] == word[at - 1] else "add"), at


def _likely(stroke: tuple[str, int], length: int, frequency: float) -> bool:
    """Whether the stroke is a likely one: the shorter the word and the rarer what was meant, the less."""
    kind, at = stroke
    if frequency < _LISTED:
        return at > 0 and _likely_rare(kind, length)
    if length < _LEAST:
        return at > 0 and frequency >= _VERY_COMMON and kind in ("drop", "swap", "near")
    if at == 0:  # rare words differ in their first letter more often than slips do
        least = {"drop": 150, "add": 150, "swap": 80, "near": 400}.get(kind, 800)
        return frequency >= least and (length > _LEAST or kind == "near")
    limits = _LIMITS[kind]
    return frequency >= limits[min(length - _LEAST, len(limits) - 1)]


def _likely_rare(kind: str, length: int) -> bool:
    if kind in ("drop", "undouble"):
        return length >= _LONG - 1
    return length > _LONG if kind in ("near", "vowel") else length >= _LONG and kind != "other"


def _neighbours() -> dict[str, set[str]]:
    """Keys beside each key."""
    found: dict[str, set[str]] = {}
    for r, row in enumerate(_KEYS):
        for c, key in enumerate(row):
            around = [line[max(0, c - 1) : c + 2] for line in _KEYS[max(0, r - 1) : r + 2]]
            found[key] = set("".join(around)) - {key}
    return found
