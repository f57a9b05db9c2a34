"""Typed names: places announced by a word before the name ("Stasiun Gambir") or after it ("Indah Mall")."""

from __future__ import annotations

from runut.steps.extract.places.chunks import LONGEST_TYPED, Chunks
from runut.steps.extract.places.lexicon import Type
from runut.steps.extract.places.lookup import Lookup
from runut.steps.extract.places.mention import Mention

_SELF_EVIDENT = Type((), "facility", "")  # the name's own last word is its type
_LONGEST_TYPE = 3  # words of a type in small letters ("lembaga pemasyarakatan", "rumah tahanan negara")
_SHORT = 4  # letters of a type that a full stop abbreviates ("Jl.", "Prov.")
_TOWN_PHRASES = frozenset({"area", "title", "institution"})
_UNITS = frozenset({"province", "kota", "kabupaten"})


class TypedNames:
    """Finds the typed names of one article."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self.layout = lookup.layout
        self.words = lookup.words
        self.chunks = Chunks(lookup)

    def find(self, at: int, first: int, end: int) -> Mention | None:
        """The typed name that starts, or whose name starts, at this token; none before ``first``."""
        found = self._type_from(at, end) or self._type_before(at, first)
        if found is None or found[1] >= end:
            return self._trailing(at, first, end)
        start, name, kind = found
        listed = self.lookup.known(start, end) if start < at else None
        if listed and listed[0] > at:  # "semenanjung Korea", "laut Jawa"
            entry = listed[1].entry
            return self.lookup.mention(start, listed[0], [entry], entry.kind, entry.grade, listed[1])
        capital = self.layout.words[start][0].isupper()
        if kind.kind in ("rank", "admin", "carry"):
            ranked = capital or kind.kind == "carry"
            return self._ranked(start, name, end, kind) if ranked else None
        if kind.kind == "building":
            inner = self._type_from(name, end)
            if inner is not None and inner[2].kind == "facility":
                start, name, kind = inner  # "Kantor Stasiun Gambir" is at the station
            elif not capital and not self._is_body(name):
                return None
        return self._facility(start, name, end, kind)

    def _facility(self, start: int, name: int, end: int, kind: Type) -> Mention | None:
        last = self.chunks.end(name, end, kind)
        if last == name or not self._may_be_named(start, name, last, kind):
            return None
        last = self.chunks.without_town(name, last)
        if self.chunks.only_features(name, last) and self.lookup.longest(start, last) is None:
            return None
        found = self.lookup.mention(start, last, [], kind.kind, 3, None, kind)
        found.inner = self.lookup.longest(name, last) is not None
        return found

    def _trailing(self, at: int, first: int, end: int) -> Mention | None:
        """A place that its last word announces ("Margonda Mall"), where a locative stands before it."""
        words, lowers = self.layout.words, self.layout.lowers
        if "locative" not in self.words.ending(lowers, at, first):
            return None
        last, stop = at, min(end, at + LONGEST_TYPED)
        best = 0
        while last < stop and words[last][0].isupper():
            last += 1
            if last > at + 1 and "trailing" in self.words.of(lowers[last - 1]):
                best = last
        return self.lookup.mention(at, best, [], "facility", 3, None, _SELF_EVIDENT) if best else None

    def find_settlement(self, at: int, first: int, end: int) -> list[Mention]:
        """A name that no list holds, after "kota", "desa" and their like."""
        if "settlement" not in self.words.ending(self.layout.lowers, at, first):
            return []
        if self.words.of(self.layout.lowers[at]):
            return []
        last = self.chunks.end(at, end, _SELF_EVIDENT)
        return [self.lookup.mention(at, last, [], "unlisted", 1)] if last > at else []

    def is_one_name(self, typed: Mention, at: int) -> bool:
        """Whether a type in small letters and a town make one name ("stasiun Bandung", not "hotel Ambon")."""
        return typed.first < at and "named_after" in self.words.ending(self.layout.lowers, at, typed.first)

    def _is_body(self, at: int) -> bool:
        """Whether the name of an organisation starts here: an acronym, or a word like "Kementerian"."""
        word = self.layout.words[at]
        return (len(word) > 1 and word.isupper()) or "institution" in self.words.of(self.layout.lowers[at])

    def _may_be_named(self, start: int, name: int, last: int, kind: Type) -> bool:
        """Not a broadcaster ("stasiun NBC"), not what comes from a country ("restoran Jepang")."""
        lowers = self.layout.lowers
        words = self.layout.words
        small = words[start][0].islower()
        if len(kind.words) == 1 and "homonym" in self.words.of(lowers[start]):
            inside = start > 0 and words[start - 1][0].isupper()
            if small or inside:
                return False
        if self.words.of(lowers[name]) & {"media", "nonname"}:
            return False
        if start > 0 and "vessel" in self.words.of(lowers[start - 1]):
            return False  # "KRI Teluk Bone"
        known = self.lookup.known(name, last)
        return not (small and known and known[1].entry.kind in ("country", "continent"))

    def _type_from(self, at: int, end: int) -> tuple[int, int, Type] | None:
        lowers = self.layout.lowers
        for kind in self.words.types.get(lowers[at], ()):
            after = at + len(kind.words)
            if kind.kind == "admin" and self.words.ends_phrase(lowers, at, _TOWN_PHRASES):
                return None  # "Ibu Kota", "Wali Kota"
            if after < end and tuple(lowers[at:after]) == kind.words:
                if lowers[after] == "." and after + 1 < end:
                    word = lowers[after - 1]
                    if len(word) > _SHORT or "settlement" in self.words.of(word):
                        return None  # a sentence that ends in the word
                    after += 1
                return at, after, kind
        return None

    def _type_before(self, at: int, first: int) -> tuple[int, int, Type] | None:
        """A type in small letters right before the name."""
        lowers = self.layout.lowers
        dotted = at - 1 > first and lowers[at - 1] == "." and len(lowers[at - 2]) <= _SHORT
        back = at - 1 if dotted else at
        if back <= first or lowers[back - 1] not in self.words.type_ends:
            return None
        for size in range(_LONGEST_TYPE, 0, -1):
            start = back - size
            if start < first or start not in range(len(lowers)):
                continue
            if "area" in self.words.ending(lowers, start, first):
                continue  # "kota pelabuhan Surabaya"
            for kind in self.words.types.get(lowers[start], ()):
                if len(kind.words) == size and tuple(lowers[start:back]) == kind.words:
                    return start, at, kind
        return None

    def _ranked(self, start: int, name: int, end: int, kind: Type) -> Mention | None:
        """A unit of government: its name is what the gazetteer knows, or the words in capitals."""
        if not self.layout.words[name][0].isupper():
            return None
        last = self.chunks.end(name, end, kind)
        if self.chunks.only_features(name, last):
            return None
        while kind.kind == "admin" and self.chunks.only_features(name, name + 1) and name + 1 < last:
            name += 1
        inner = self.lookup.longest(name, end)
        if inner and (
            (kind.kind == "admin" and inner.kind in _UNITS)
            or inner.kind in ("region", kind.words[-1])
            or inner.last >= last
            or self._town_at(inner.last, last)
        ):
            entries = [e for e in inner.entries if kind.kind == "admin" or e.country == self.words.home]
            return self.lookup.mention(start, inner.last, entries, kind.kind, 3, inner.known, kind)
        last = self.chunks.without_town(name, last)
        return self.lookup.mention(start, last, [], kind.kind, 3, None, kind)

    def _town_at(self, at: int, end: int) -> bool:
        """Whether another place starts here, not a mere adjective ("Utara")."""
        found = self.lookup.longest(at, end)
        return found is not None and not self.lookup.is_ordinary(found)
