"""Lookup: the names that the pack or the gazetteer knows, longest first."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.steps.extract.places.gazetteer import Entry, Gazetteer, fold
from runut.steps.extract.places.lexicon import TYPE_CLASSES, Known, PlaceWords, Type
from runut.steps.extract.places.mention import Mention

_LONGEST = 5  # words of the longest name that is looked up
_MIXED = 4  # letters of an abbreviation like "AMAs"
_ACRONYM = 3  # letters up to which a country's short form must be set in capitals
# Words that the pack needs for something else: alone they are no names of villages.
_ORDINARY = frozenset(
    (
        *("direction", "compass", "feature", "institution", "title", "event", "people", "calendar", "actor"),
        *(
            "clause",
            "conjunction",
            "giver",
            "football",
            "media",
            "office",
            "government",
            "auxiliary",
            "joint",
        ),
        *("grade", "currency", "area", "locative", "motion", "native", "origin", "territory"),
    )
)


class Lookup:
    """One article's tokens under the eyes of one pack and one gazetteer."""

    def __init__(self, layout: Layout, words: PlaceWords, gazetteer: Gazetteer) -> None:
        self.layout = layout
        self.words = words
        self.gazetteer = gazetteer

    def longest(self, at: int, end: int) -> Mention | None:
        """The longest name known to the pack or the gazetteer that starts here."""
        lowers = self.layout.lowers
        stop = min(end, at + _LONGEST)
        listed = self.known(at, stop)
        best = listed[0] if listed else at
        entries: list[Entry] = []
        key = ""
        for last in range(at, stop):
            word = lowers[last] if lowers[last].isascii() else fold(lowers[last])
            key = f"{key} {word}" if key else word
            indices, goes_on = self.gazetteer.find(key)
            if indices and last + 1 > best:
                found_here = [self.gazetteer.entry(i) for i in indices]
                if self._set_well(at, last, found_here[0]):
                    best, entries = last + 1, found_here
            if not goes_on:
                break
        if entries:
            return self.mention(at, best, entries, entries[0].kind, entries[0].grade)
        if listed:
            found = listed[1]
            return self.mention(at, best, [found.entry], found.entry.kind, found.entry.grade, found)
        return None

    def is_ordinary(self, m: Mention) -> bool:
        """A single word that the pack needs for something else ("Barat" is a district too)."""
        if m.known is not None or m.last > m.first + 1:
            return False
        word = self.layout.lowers[m.first]
        classes = self.words.of(word)
        if word in self.words.ordinary or _is_mixed(self.layout.words[m.first]):
            return True
        return bool(classes & _ORDINARY) or (m.grade == 1 and not classes.isdisjoint(TYPE_CLASSES))

    def _set_well(self, at: int, last: int, entry: Entry) -> bool:
        """Whether the capitals are as in a name; of a well-known one a later word may lack its own."""
        return self._capital(last) or (last > at and entry.grade == 3 and entry.country == self.words.home)

    def _capital(self, at: int) -> bool:
        """Whether the last word of a name may be one: "Jawa timur" is, "Paris menjadi" is not."""
        word = self.layout.words[at]
        return not word[0].islower() or "direction" in self.words.of(self.layout.lowers[at])

    def known(self, at: int, stop: int) -> tuple[int, Known] | None:
        """The longest name of the pack's own that starts here, and where it ends."""
        lowers = self.layout.lowers
        first = lowers[at] if lowers[at].isascii() else fold(lowers[at])
        for phrase, known in self.words.known.get(first, ()):
            last = at + len(phrase)
            if last > stop or (last > at + 1 and tuple(lowers[at:last]) != phrase):
                continue
            if len(phrase) == 1 and len(phrase[0]) <= _ACRONYM and not self.layout.words[at].isupper():
                continue  # "As", "Ri": an acronym is set in capitals
            if self.layout.words[last - 1][0].islower() and last - at < 3 and not self._capital(last - 1):
                continue
            return last, known
        return None

    def parts(self, at: int, end: int) -> list[Mention]:
        """Names inside a hyphened word: "Rusia-Ukraina", "anti-AS", "Jepang-Korea Selatan"."""
        parts = self.layout.words[at].split("-")
        found: list[Mention] = []
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
            if tuple(rest[:more]) == phrase[1:] and (len(part) > _ACRONYM or part.isupper()):
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

    def classes(self, at: int) -> frozenset[str]:
        """The classes of a token."""
        return self.words.of(self.layout.lowers[at])

    def mention(
        self,
        first: int,
        last: int,
        entries: list[Entry],
        kind: str,
        grade: int,
        known: Known | None = None,
        type_: Type | None = None,
    ) -> Mention:
        """A candidate over these tokens."""
        layout = self.layout
        return Mention(
            first, last, layout.starts[first], layout.ends[last - 1], entries, kind, grade, known, type_
        )


def _is_mixed(word: str) -> bool:
    """Capitals among small letters of a short word: an abbreviation ("AMAs")."""
    return len(word) <= _MIXED and not word.isupper() and not word[1:].islower()
