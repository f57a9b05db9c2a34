"""What a language pack says about places: words around names, countries, exonyms, regions."""

from __future__ import annotations

import re
from collections import defaultdict

import msgspec

from runut.rules.pack import Pack
from runut.steps.extract.places.gazetteer import Entry, fold

Phrase = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+(?:[-'’‘][^\W_]+)*|\S")
_NO_CLASSES: frozenset[str] = frozenset()
TYPE_CLASSES = ("admin", "rank", "carry", "facility", "building", "street")


class Known(msgspec.Struct, frozen=True):
    """A place that the pack knows. ``actor`` is who acts where the name stands for a government;
    ``listed`` is the name under which the gazetteer has its coordinates."""

    entry: Entry
    actor: str | None = None
    listed: str | None = None


class Type(msgspec.Struct, frozen=True):
    """A word for a kind of place and the form that it has in canonical names."""

    words: Phrase
    kind: str
    name: str


class PlaceWords:
    """The tables of a pack, arranged for looking up."""

    def __init__(self, pack: Pack) -> None:
        self.home = str(pack.settings.get("country", "")) or None
        self.verb_prefixes = tuple(str(p) for p in pack.settings.get("verb_prefixes", ()))
        self.abbreviations = frozenset(word.rstrip(".") for word in pack.words("abbreviations"))
        self.ordinary = pack.words("function_words")
        self.counted = pack.words("units")
        towns_abroad = pack.words("dateline_places", "abroad") - pack.words("numerals")
        self.common = pack.words("word_frequency") - towns_abroad  # "Manchester" is counted, but no word
        self.classes: dict[str, frozenset[str]] = {}
        self.phrases: dict[str, list[tuple[Phrase, str]]] = defaultdict(list)
        self.types: dict[str, list[Type]] = defaultdict(list)
        self.type_ends: set[str] = set()
        self.known: dict[str, list[tuple[Phrase, Known]]] = defaultdict(list)
        self.countries: dict[str, str] = {}
        self.joined: dict[str, str] = {}
        self._read_words(pack)
        self._read_countries(pack)
        self._read_exonyms(pack)
        self._read_regions(pack)
        for found in self.known.values():
            found.sort(key=lambda item: -len(item[0]))
        for types in self.types.values():
            types.sort(key=lambda t: -len(t.words))

    def of(self, word: str) -> frozenset[str]:
        """The classes of a single word."""
        return self.classes.get(word, _NO_CLASSES)

    def ending(self, lowers: list[str], at: int, first: int) -> frozenset[str]:
        """The classes of the words and phrases that end right before the token ``at``."""
        if at <= first:
            return _NO_CLASSES
        last = lowers[at - 1]
        found = self.classes.get(last, _NO_CLASSES)
        for words, kind in self.phrases.get(last, ()):
            start = at - len(words)
            if start >= first and tuple(lowers[start:at]) == words:
                found = found | {kind}
        return found

    def ends_phrase(self, lowers: list[str], at: int, kinds: frozenset[str]) -> bool:
        """Whether this token is the last of a phrase of more words, of one of these classes ("Wali Kota")."""
        return any(
            kind in kinds and at + 1 >= len(words) and tuple(lowers[at + 1 - len(words) : at + 1]) == words
            for words, kind in self.phrases.get(lowers[at], ())
        )

    def _read_words(self, pack: Pack) -> None:
        classes: dict[str, set[str]] = defaultdict(set)
        for row in pack.table("place_words"):
            words = split(row["form"])
            kind = row["class"]
            if len(words) == 1:
                classes[words[0]].add(kind)
            else:
                self.phrases[words[-1]].append((words, kind))
            if kind in TYPE_CLASSES:
                self.types[words[0]].append(Type(words, kind, row["name"]))
                self.type_ends.add(words[-1])
            elif kind == "direction":
                self.joined[row["form"]] = row["name"]
        self.classes = {word: frozenset(kinds) for word, kinds in classes.items()}
        self.government_words = frozenset(word for word, kinds in classes.items() if "home" in kinds)
        self.football = frozenset(word for word, kinds in classes.items() if "football" in kinds)

    def _read_countries(self, pack: Pack) -> None:
        rows = pack.table("countries")
        for row in rows:
            if row["class"] == "name":
                self.countries[row["code"]] = row["name"] or row["form"]
        for row in rows:
            code, name = row["code"], self.countries[row["code"]]
            if row["class"] == "metonym":
                self._add(row["form"], self._metonym(row, name))
            elif row["class"] == "nation":
                own = row["name"] or row["form"]
                self._add(row["form"], Known(Entry(own, code, None, None, "country", 3), own))
            else:
                self._add(row["form"], Known(Entry(name, code, None, None, "country", 3), name))

    def _metonym(self, row: dict[str, str], country: str) -> Known:
        form = row["form"]
        return Known(Entry(form, row["code"], None, None, "metonym", 3), row["name"] or country, form)

    def _read_exonyms(self, pack: Pack) -> None:
        for row in pack.table("exonyms"):
            words = split(row["form"])
            entry = Entry(row["name"], row["country"], None, None, "city", 3)
            twin = next((k for w, k in self.known.get(words[0], ()) if w == words), None)
            if twin is not None:  # a capital: keep whom it can stand for
                entry = msgspec.structs.replace(entry, kind="metonym")
                self.known[words[0]].remove((words, twin))
            self._add(row["form"], Known(entry, twin.actor if twin else None, row["gazetteer"]))

    def _read_regions(self, pack: Pack) -> None:
        for row in pack.table("regions"):
            lat = float(row["lat"]) if row["lat"] else None
            lon = float(row["lon"]) if row["lon"] else None
            grade = 1 if row["class"] == "weak" else 3
            name = row["name"] or row["form"]
            self._add(row["form"], Known(Entry(name, row["country"] or None, lat, lon, row["class"], grade)))

    def _add(self, form: str, known: Known) -> None:
        words = split(form)
        self.known[words[0]].append((words, known))


def split(form: str) -> Phrase:
    """The folded words of a form, cut as a text is."""
    return tuple(fold(w) for w in _WORD.findall(form))
