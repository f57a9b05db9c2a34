"""Chunks: where the words that name a typed place end."""

from __future__ import annotations

from runut.steps.extract.places.lexicon import Type
from runut.steps.extract.places.lookup import Lookup
from runut.steps.extract.places.mention import Mention

LONGEST_TYPED = 9  # words after a type ("Rumah Sakit …")
_SUFFIX = 3  # words of a town that ends a facility's name ("… Jakarta Pusat")
_FEATURES = frozenset({"feature", "grade", "direction"})
_MAJOR = frozenset(
    (
        *("province", "kota", "kabupaten", "capital", "city", "metonym"),
        *("region", "island", "town", "country"),
    )
)


class Chunks:
    """Measures names in one article."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self.layout = lookup.layout
        self.words = lookup.words

    def end(self, at: int, end: int, kind: Type) -> int:
        """Where the name that starts here ends; ``at`` itself if there is none."""
        words, lowers = self.layout.words, self.layout.lowers
        last = at
        stop = min(end, at + LONGEST_TYPED)
        while last < stop:
            word, classes = words[last], self.words.of(lowers[last])
            if last > at and self._breaks(last, classes):
                break
            if word[0].isdigit() and last > at and self._counts(last):
                break
            if word[0].isupper() or word[0].isdigit() or "grade" in classes:
                last += 1
            elif last > at and word in "-–" and self._dash_goes_on(last, stop, kind):
                last += 2
            elif last > at and self._links(at, last, stop):
                last += 1
            elif last > at and "adjective" in classes:
                return last + 1
            else:
                break
        while last > at and ("grade" in self.words.of(lowers[last - 1]) or words[last - 1] == "."):
            last -= 1
        if last > at and not any(w[0].isupper() for w in words[at:last]) and kind.kind != "facility":
            return at
        return last

    def _counts(self, at: int) -> bool:
        """Whether a figure counts what stands behind it: "di RS Hamori 3 orang luka" names no third one."""
        after = self.layout.lowers[at + 1 : at + 2]
        return bool(after) and after[0] in self.words.counted and self.layout.words[at + 1].islower()

    def _links(self, at: int, here: int, stop: int) -> bool:
        """Whether a small word or a full stop here goes on to more of the name."""
        classes = self.lookup.classes(here)
        if "conjunction" in classes:
            return self._joins_institution(at, here, stop)
        if "joint" in classes:
            return here + 1 < stop and self.layout.words[here + 1][0].isupper()
        return self.layout.words[here] == "." and self._abbreviates(here, stop)

    def _breaks(self, at: int, classes: frozenset[str]) -> bool:
        """Whether a new name starts here: another unit of government, a street, a day, an office."""
        if not classes:
            return False
        return bool(classes & {"admin", "rank", "calendar", "title"}) and "feature" not in classes

    def _joins_institution(self, at: int, conjunction: int, stop: int) -> bool:
        """ "Gedung Kementerian Hukum dan HAM": an institution's name may hold an "and"."""
        lowers, words = self.layout.lowers, self.layout.words
        return (
            conjunction + 1 < stop
            and words[conjunction + 1][0].isupper()
            and any("institution" in self.words.of(w) for w in lowers[at:conjunction])
        )

    def _dash_goes_on(self, dash: int, stop: int, kind: Type) -> bool:
        """Inside a doubled word ("gorong - gorong"), between a road's ends ("Tol Jakarta - Cikampek")."""
        lowers, words = self.layout.lowers, self.layout.words
        if dash + 1 >= stop:
            return False
        return lowers[dash + 1] == lowers[dash - 1] or (
            kind.kind == "street" and words[dash + 1][0].isupper()
        )

    def _abbreviates(self, stop_at: int, stop: int) -> bool:
        """A full stop that abbreviates, a capital after it: "P. Jayakarta", "Jend. Sudirman"."""
        words, starts, ends = self.layout.words, self.layout.starts, self.layout.ends
        if stop_at + 1 >= stop or starts[stop_at] != ends[stop_at - 1] or not words[stop_at + 1][0].isupper():
            return False
        return len(words[stop_at - 1]) == 1 or self.layout.lowers[stop_at - 1] in self.words.abbreviations

    def without_town(self, name: int, last: int) -> int:
        """The end of a facility's name without the town that it lies in ("Stasiun Gambir Jakarta")."""
        lowers = self.layout.lowers
        for start in range(max(name + 1, last - _SUFFIX), last):
            if self.words.ending(lowers, start, name) & {"institution", "title", "admin", "rank"}:
                continue
            if self.only_features(name, start):
                continue
            if self.layout.words[start - 1] == ".":
                continue  # "John F. Kennedy"
            inner = self.lookup.longest(start, last)
            if inner and inner.last == last and inner.kind in _MAJOR and self._is_big(inner):
                return start
        return last

    def _is_big(self, m: Mention) -> bool:
        home = m.entries[0].country == self.words.home
        return m.grade == 3 or (m.grade == 2 and home)

    def only_features(self, first: int, last: int) -> bool:
        """Whether no word here could tell one place from another ("Raya", "Kelas", "Selatan")."""
        return all(self.lookup.classes(i) & _FEATURES or self._is_rank(i, first) for i in range(first, last))

    def _is_rank(self, at: int, first: int) -> bool:
        """The number of a grade: "Kelas IIA"."""
        word = self.layout.words[at]
        return at > first and "grade" in self.lookup.classes(at - 1) and (word.isupper() or word[0].isdigit())
