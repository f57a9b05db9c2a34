"""Scan: where the text has something that could be the name of a place, longest match first."""

from __future__ import annotations

import msgspec

from runut.model.layout import Layout, Sentence
from runut.steps.extract.places.gazetteer import Entry, Gazetteer, fold
from runut.steps.extract.places.lexicon import TYPE_CLASSES, Known, PlaceWords, Type

_LONGEST = 5  # words of the longest name that is looked up
_LONGEST_TYPED = 9  # words after a type ("Rumah Sakit …")
_SUFFIX = 3  # words of a town that ends a facility's name ("Stasiun Gambir Jakarta Pusat")
_PARTICLE = 4  # words up to this length have small letters in headlines too ("untuk" has not)
_HEADLINE = 0.15  # longer words in small letters, per capitalised one, below which a sentence is set like a headline
_MAJOR = frozenset(
    "province kota kabupaten capital city metonym region island town country".split()
)
_ORDINARY = frozenset(
    "direction compass feature institution title event people calendar actor clause conjunction giver football media"
    " office government auxiliary joint grade currency area locative motion native origin territory".split()
)
_SELF_EVIDENT = Type((), "facility", "")  # the name's own last word is its type


class Mention(msgspec.Struct):
    """A name in the text that may be a place, and what it may be. Tokens ``first:last``, characters ``start:end``."""

    first: int
    last: int
    start: int
    end: int
    entries: list[Entry]
    kind: str
    grade: int
    known: Known | None = None
    type: Type | None = None
    headline: bool = False
    role: str = ""
    rule: str = ""
    name: str = ""
    inner: bool = False


class Scanner:
    """One article's text under the eyes of one pack and one gazetteer."""

    def __init__(self, layout: Layout, words: PlaceWords, gazetteer: Gazetteer) -> None:
        self.layout = layout
        self.words = words
        self.gazetteer = gazetteer

    def find(self) -> list[Mention]:
        """All candidates in text order; none overlaps another."""
        tokens = self.layout.words
        capitals = [i for i, w in enumerate(tokens) if not w.islower() and w[0].isalpha()]
        found: list[Mention] = []
        place = 0
        for sentence in self.layout.sentences:
            while place < len(capitals) and capitals[place] < sentence.first:
                place += 1
            start = place
            while place < len(capitals) and capitals[place] < sentence.last:
                place += 1
            if place > start:
                self._sentence(sentence, capitals[start:place], found)
        return found

    def _sentence(self, sentence: Sentence, capitals: list[int], found: list[Mention]) -> None:
        words = self.layout.words
        small = sum(1 for w in words[sentence.first : sentence.last] if len(w) > _PARTICLE and w.islower())
        headline = len(capitals) > 3 and small < _HEADLINE * len(capitals)
        taken = sentence.first
        for at in capitals:
            if at < taken:
                continue
            mentions = self._at(at, taken, sentence.last)
            for mention in mentions:
                mention.headline = headline
                taken = max(taken, mention.last)
            found.extend(mentions)

    def _at(self, at: int, first: int, end: int) -> list[Mention]:
        if self.layout.words[at][0].islower():
            return self._parts(at, end)
        plain = self._longest(at, end)
        typed = self._typed(at, first, end) or self._trailing(at, first, end)
        if typed and (plain is None or typed.last > plain.last or self._is_named_after(typed, at)):
            return [typed]
        if plain and not self._is_ordinary(plain):
            return [plain]
        if "-" in self.layout.words[at]:
            return self._parts(at, end)
        return []

    def _is_named_after(self, typed: Mention, at: int) -> bool:
        """Whether a type in small letters and a town make one name ("stasiun Bandung", not "hotel Bandung")."""
        return typed.first < at and "named_after" in self.words.ending(self.layout.lowers, at, typed.first)

    def _is_ordinary(self, m: Mention) -> bool:
        """A single word that the pack needs for something else ("Barat" is a district too)."""
        if m.known is not None or m.last > m.first + 1:
            return False
        classes = self.words.of(self.layout.lowers[m.first])
        return bool(classes & _ORDINARY) or (m.grade == 1 and not classes.isdisjoint(TYPE_CLASSES))

    def _longest(self, at: int, end: int) -> Mention | None:
        """The longest name known to the pack or the gazetteer that starts here."""
        lowers = self.layout.lowers
        stop = min(end, at + _LONGEST)
        known = self._known(at, stop)
        best = known[0] if known else at
        entries: list[Entry] = []
        key = ""
        for last in range(at, stop):
            word = lowers[last] if lowers[last].isascii() else fold(lowers[last])
            key = f"{key} {word}" if key else word
            indices, goes_on = self.gazetteer.find(key)
            if indices and last + 1 > best and self._set_well(at, last, self.gazetteer.entry(indices[0])):
                best = last + 1
                entries = [self.gazetteer.entry(i) for i in indices]
            if not goes_on:
                break
        if entries:
            return self._mention(at, best, entries, entries[0].kind, entries[0].grade)
        if known:
            found = known[1]
            return self._mention(at, best, [found.entry], found.entry.kind, found.entry.grade, found)
        return None

    def _capital(self, at: int) -> bool:
        """Whether the last word of a name may be one: "Jawa timur" is, "Paris menjadi" is not."""
        word = self.layout.words[at]
        return not word[0].islower() or "direction" in self.words.of(self.layout.lowers[at])

    def _set_well(self, at: int, last: int, entry: Entry) -> bool:
        """Whether the capitals are as in a name; of a well-known one a later word may lack its own."""
        return self._capital(last) or (last > at and entry.grade == 3 and entry.country == self.words.home)

    def _known(self, at: int, stop: int) -> tuple[int, Known] | None:
        lowers = self.layout.lowers
        first = lowers[at] if lowers[at].isascii() else fold(lowers[at])
        for phrase, known in self.words.known.get(first, ()):
            last = at + len(phrase)
            if last > stop or (last > at + 1 and tuple(lowers[at:last]) != phrase):
                continue
            if len(phrase[0]) <= 3 and len(phrase) == 1 and not self.layout.words[at].isupper():
                continue  # "As", "Ri": an acronym is set in capitals
            if self.layout.words[last - 1][0].islower() and last - at < 3 and not self._capital(last - 1):
                continue
            return last, known
        return None

    def _typed(self, at: int, first: int, end: int) -> Mention | None:
        """A place announced by its type: "Stasiun Gambir", "stadion Anfield", "Jl. Sudirman"."""
        found = self._type_from(at, end) or self._type_before(at, first)
        if found is None:
            return None
        start, name, kind = found
        if name >= end:
            return None
        capital = self.layout.words[start][0].isupper()
        if kind.kind == "admin" and not capital:
            return None
        if kind.kind == "building" and not capital and not self._is_body(name):
            return None
        if kind.kind in ("rank", "admin", "carry"):
            return self._ranked(start, name, end, kind) if capital or kind.kind == "carry" else None
        last = self._chunk(name, end, kind)
        if last == name or not self._may_be_named(start, name, last):
            return None
        last = self._without_town(name, last)
        if self._only_features(name, last) and self._longest(start, last) is None:
            return None
        found = self._mention(start, last, [], kind.kind, 3, None, kind)
        found.inner = self._longest(name, last) is not None
        return found

    def _is_body(self, at: int) -> bool:
        """Whether the name of an organisation starts here: an acronym, or a word like "Kementerian"."""
        word = self.layout.words[at]
        return (len(word) > 1 and word.isupper()) or "institution" in self.words.of(self.layout.lowers[at])

    def _trailing(self, at: int, first: int, end: int) -> Mention | None:
        """A place that its last word announces ("Pondok Indah Mall"), where a locative stands before it."""
        words, lowers = self.layout.words, self.layout.lowers
        if "locative" not in self.words.ending(lowers, at, first):
            return None
        last, stop = at, min(end, at + _LONGEST_TYPED)
        best = 0
        while last < stop and words[last][0].isupper():
            last += 1
            if last > at + 1 and "trailing" in self.words.of(lowers[last - 1]):
                best = last
        return self._mention(at, best, [], "facility", 3, None, _SELF_EVIDENT) if best else None

    def _may_be_named(self, start: int, name: int, last: int) -> bool:
        """Not a broadcaster ("stasiun NBC"), not what comes from a country ("restoran Jepang")."""
        lowers = self.layout.lowers
        words = self.layout.words
        small = words[start][0].islower()
        if "homonym" in self.words.of(lowers[start]):
            inside = start > 0 and words[start - 1][0].isupper()
            if small or inside:
                return False
        if self.words.of(lowers[name]) & {"media", "nonname"}:
            return False
        known = self._known(name, last)
        return not (small and known and known[1].entry.kind in ("country", "continent"))

    def _type_from(self, at: int, end: int) -> tuple[int, int, Type] | None:
        lowers = self.layout.lowers
        for kind in self.words.types.get(lowers[at], ()):
            after = at + len(kind.words)
            if kind.kind == "admin" and self._ends_phrase(at):
                return None
            if after < end and tuple(lowers[at:after]) == kind.words:
                if lowers[after] == "." and after + 1 < end:
                    after += 1
                return at, after, kind
        return None

    def _ends_phrase(self, at: int) -> bool:
        """The word for a town is the second of "Ibu Kota", "Wali Kota"."""
        lowers = self.layout.lowers
        return any(
            kind in ("area", "title", "institution")
            and at >= len(words) - 1
            and tuple(lowers[at - len(words) + 1 : at + 1]) == words
            for words, kind in self.words.phrases.get(lowers[at], ())
        )

    def _type_before(self, at: int, first: int) -> tuple[int, int, Type] | None:
        """A type in small letters right before the name."""
        lowers = self.layout.lowers
        back = at - 1 if at > first and lowers[at - 1] == "." else at
        for size in (3, 2, 1):
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
        last = self._chunk(name, end, kind)
        if self._only_features(name, last):
            return None
        while kind.kind == "admin" and self._only_features(name, name + 1) and name + 1 < last:
            name += 1
        inner = self._longest(name, end)
        official = inner is not None and kind.kind == "admin" and inner.kind in ("province", "kota", "kabupaten")
        if inner and (official or inner.last >= last or self._town_at(inner.last, last)):
            entries = [e for e in inner.entries if kind.kind == "admin" or e.country == self.words.home]
            return self._mention(start, inner.last, entries, kind.kind, 3, inner.known, kind)
        last = self._without_town(name, last)
        return self._mention(start, last, [], kind.kind, 3, None, kind)

    def _town_at(self, at: int, end: int) -> bool:
        """Whether another place starts here, not a mere adjective ("Utara")."""
        found = self._longest(at, end)
        return found is not None and not self._is_ordinary(found)

    def _chunk(self, at: int, end: int, kind: Type) -> int:
        """Where the words that name a typed place end."""
        words, lowers = self.layout.words, self.layout.lowers
        last = at
        stop = min(end, at + _LONGEST_TYPED)
        while last < stop:
            word, classes = words[last], self.words.of(lowers[last])
            if last > at and self._breaks(last, classes):
                break
            if word[0].isupper() or word[0].isdigit() or "grade" in classes:
                last += 1
            elif word in "-–" and last > at and self._dash_goes_on(last, stop, kind):
                last += 2
            elif word == "." and last > at and self._abbreviates(last, stop):
                last += 1
            elif "adjective" in classes and last > at:
                return last + 1
            elif "conjunction" in classes and self._joins_institution(at, last, stop):
                last += 1
            elif "joint" in classes and last > at and last + 1 < stop and words[last + 1][0].isupper():
                last += 1
            else:
                break
        while last > at and ("grade" in self.words.of(lowers[last - 1]) or words[last - 1] == "."):
            last -= 1
        if last > at and not any(w[0].isupper() for w in words[at:last]) and kind.kind != "facility":
            return at
        return last

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
        """Inside a doubled word ("gorong - gorong") and between the ends of a road ("Tol Jakarta - Cikampek")."""
        lowers, words = self.layout.lowers, self.layout.words
        if dash + 1 >= stop:
            return False
        return lowers[dash + 1] == lowers[dash - 1] or (kind.kind == "street" and words[dash + 1][0].isupper())

    def _abbreviates(self, stop_at: int, stop: int) -> bool:
        """A full stop after a short word, a capital after it: "P. Jayakarta", "Jend. Sudirman"."""
        words, starts, ends = self.layout.words, self.layout.starts, self.layout.ends
        return (
            stop_at + 1 < stop
            and len(words[stop_at - 1]) <= 4
            and starts[stop_at] == ends[stop_at - 1]
            and words[stop_at + 1][0].isupper()
        )

    def _without_town(self, name: int, last: int) -> int:
        """The end of a facility's name without the town that it lies in ("Stasiun Gambir Jakarta")."""
        lowers = self.layout.lowers
        for start in range(max(name + 1, last - _SUFFIX), last):
            if self.words.ending(lowers, start, name) & {"institution", "title", "admin", "rank"}:
                continue
            if self._only_features(name, start):
                continue
            inner = self._longest(start, last)
            if inner and inner.last == last and inner.kind in _MAJOR and inner.grade >= 2:
                return start
        return last

    def _only_features(self, first: int, last: int) -> bool:
        return all(self.words.of(w) & {"feature", "grade", "direction"} for w in self.layout.lowers[first:last])

    def _parts(self, at: int, end: int) -> list[Mention]:
        """Names inside a hyphened word: "Rusia-Ukraina", "anti-AS", "Jakarta-Bandung", "Jepang-Korea Selatan"."""
        parts = self.layout.words[at].split("-")
        found = []
        start = self.layout.starts[at]
        for number, part in enumerate(parts):
            if part[:1].isupper():
                mention = self._part(at, start, part, end if number == len(parts) - 1 else at + 1)
                if mention is None:
                    return []  # "Georgia-Pacific": a name of its own
                found.append(mention)
            start += len(part) + 1
        return found

    def _part(self, at: int, start: int, part: str, end: int) -> Mention | None:
        folded = fold(part)
        rest = self.layout.lowers[at + 1 : min(end, at + _LONGEST)]
        for phrase, known in self.words.known.get(folded, ()):
            more = len(phrase) - 1
            if tuple(rest[:more]) == phrase[1:] and (len(part) > 3 or part.isupper()):
                entry = known.entry
                stop = self.layout.ends[at + more] if more else start + len(part)
                return Mention(at, at + 1 + more, start, stop, [entry], entry.kind, entry.grade, known)
        return self._listed_part(at, start, part, [folded, *rest])

    def _listed_part(self, at: int, start: int, part: str, words: list[str]) -> Mention | None:
        """The last half of a hyphened word with what follows it ("se-Sulawesi Selatan")."""
        for size in range(len(words), 0, -1):
            entries = [self.gazetteer.entry(i) for i in self.gazetteer.find(" ".join(words[:size]))[0]]
            if entries and entries[0].grade == 3:
                stop = self.layout.ends[at + size - 1] if size > 1 else start + len(part)
                return Mention(at, at + size, start, stop, entries, entries[0].kind, 3)
        return None

    def _mention(
        self,
        first: int,
        last: int,
        entries: list[Entry],
        kind: str,
        grade: int,
        known: Known | None = None,
        type_: Type | None = None,
    ) -> Mention:
        layout = self.layout
        return Mention(
            first, last, layout.starts[first], layout.ends[last - 1], entries, kind, grade, known, type_
        )

