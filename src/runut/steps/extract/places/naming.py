"""Naming: which place a mention means, its canonical name, country and coordinates."""

from __future__ import annotations

import re
from collections import Counter

from runut.model.layout import Layout
from runut.model.reading import Place
from runut.steps.extract.places.gazetteer import Entry, Gazetteer, fold
from runut.steps.extract.places.lexicon import PlaceWords
from runut.steps.extract.places.mention import Mention
from runut.steps.extract.places.spelling import find_respelt

_DASH = re.compile(r"\s+([-–])\s+")
_STOP = re.compile(r"\s+([.,])")
_GUESSES = 4  # misspelt names that are looked up in one article: each costs half a millisecond
_NEAR = 12  # tokens within which a town tells where a facility stands


class Namer:
    """Names for the places of one article."""

    def __init__(self, layout: Layout, words: PlaceWords, gazetteer: Gazetteer) -> None:
        self.layout = layout
        self.words = words
        self.gazetteer = gazetteer
        self.carried: dict[str, tuple[str, Entry | None]] = {}
        self.countries: Counter[str] = Counter()
        self.guesses = 0

    def places(self, mentions: list[Mention]) -> list[Place]:
        """The places that the mentions mean."""
        for mention in mentions:
            telling = mention.grade > 1 and len({e.country for e in mention.entries}) == 1
            if telling and mention.entries[0].country:
                self.countries[mention.entries[0].country] += 1
        self._collect_carried(mentions)
        chosen = [self._choose(m, mentions, n) for n, m in enumerate(mentions)]
        return [self._place(m, chosen, mentions, n) for n, m in enumerate(mentions)]

    # ---- which entry

    def _choose(self, m: Mention, mentions: list[Mention], n: int) -> Entry | None:
        if not m.entries:
            return self._respelt(m)
        if m.known is not None:
            return self._located(m)
        best = max(e.grade for e in m.entries)
        if best == 3:
            top = [e for e in m.entries if e.grade == 3]
        else:
            top = [e for e in m.entries if e.country in self.countries] or [
                e for e in m.entries if e.country == self.words.home
            ]
            if not top and best == 1:
                return (
                    None  # a village abroad, in a country that the text does not name: which one is a guess
                )
            top = top or m.entries
        return self._nearest(top, m, mentions, n) if len(top) > 1 else top[0]

    def _respelt(self, m: Mention) -> Entry | None:
        if m.kind != "unlisted" or self.guesses >= _GUESSES:
            return None
        self.guesses += 1
        return find_respelt(self.layout.text[m.start : m.end], self.gazetteer, self.countries)

    def _nearest(self, entries: list[Entry], m: Mention, mentions: list[Mention], n: int) -> Entry:
        """Of several places of one name, the one near the place named right after it ("Curug, Tangerang")."""
        after = mentions[n + 1] if n + 1 < len(mentions) else None
        if after is None or not after.entries or after.first - m.last > 2:
            return entries[0]
        outer = self._located(after) if after.known else after.entries[0]
        if outer.lat is None or outer.lon is None:
            same = [e for e in entries if e.country == outer.country]
            return same[0] if same else entries[0]
        return min(entries, key=lambda e: _distance(e, outer))

    def _located(self, m: Mention) -> Entry:
        """A place that the pack knows, with the gazetteer's coordinates."""
        assert m.known is not None
        entry = m.known.entry
        if m.known.listed and entry.lat is None:
            for found in self.gazetteer.lookup(m.known.listed):
                if found.country == entry.country:
                    return Entry(entry.name, entry.country, found.lat, found.lon, entry.kind, entry.grade)
        return entry

    # ---- its name

    def _collect_carried(self, mentions: list[Mention]) -> None:
        """Bare names that stand for a fuller one: "Pulau Madura", "wilayah Kursk"."""
        for m in mentions:
            if m.type is not None and m.type.kind == "carry":
                bare = self._inner(m)
                self.carried[fold(bare)] = (f"{m.type.name} {bare}", None)
            elif m.known is not None and m.last - m.first > 1 and self._is_carry(m.first):
                bare = tidy(self.layout.text[self.layout.starts[m.first + 1] : m.end])
                self.carried[fold(bare)] = (m.entries[0].name, m.entries[0])
            elif m.kind == "oblast":
                self.carried[fold(m.entries[0].name.split(" ", 1)[-1])] = (m.entries[0].name, m.entries[0])
            elif m.entries and m.kind in ("town", "city") and self._follows_territory(m):
                oblast = self._oblast(m)
                if oblast:
                    self.carried[fold(m.entries[0].name)] = (oblast.name, oblast)

    def _is_carry(self, token: int) -> bool:
        return any(t.kind == "carry" for t in self.words.types.get(self.layout.lowers[token], ()))

    def _follows_territory(self, m: Mention) -> bool:
        lowers = self.layout.lowers
        at = m.first - 1
        if at >= 0 and lowers[at] == ")":
            at -= 1
        return at >= 0 and "territory" in self.words.of(lowers[at])

    def _oblast(self, m: Mention) -> Entry | None:
        name = fold(m.entries[0].name)
        for types in self.words.types.values():
            for kind in types:
                if kind.kind == "carry":
                    for entry in self.gazetteer.lookup(f"{kind.name} {name}"):
                        if entry.kind == "oblast" and entry.country == m.entries[0].country:
                            return entry
        return None

    def _inner(self, m: Mention) -> str:
        """The words of a typed name without the type, and without its rank ("Kelas IIB")."""
        layout = self.layout
        at = m.first + (len(m.type.words) if m.type else 0)
        while at < m.last and not layout.words[at][0].isalnum():
            at += 1
        if "grade" in self.words.of(layout.lowers[at]) and at + 2 < m.last and layout.words[at + 1].isupper():
            at += 2
        at = min(at, m.last - 1)
        return tidy(layout.text[layout.starts[at] : m.end])

    def _place(self, m: Mention, chosen: list[Entry | None], mentions: list[Mention], n: int) -> Place:
        entry = chosen[n]
        if m.type is not None:
            name = self._typed_name(m, entry)
        elif entry is not None:
            name = m.name or entry.name
        else:
            name = tidy(self.layout.text[m.start : m.end])
        if (
            m.type is None
            and fold(name) in self.carried
            and m.kind in ("town", "city", "island", "kabupaten")
        ):
            name, better = self.carried[fold(name)]
            entry = better or entry
        country = entry.country if entry else self._country_near(chosen, mentions, n)
        lat, lon = (entry.lat, entry.lon) if entry else (None, None)
        return Place(m.start, m.end, name, country, lat, lon, m.rule)

    def _typed_name(self, m: Mention, entry: Entry | None) -> str:
        assert m.type is not None
        inner = entry.name if entry else self._inner(m)
        if m.type.kind == "admin" and not (m.type.name and entry is None):
            return inner
        if m.type.kind == "rank" and not self._means_more(inner):
            return inner
        if fold(inner).startswith(fold(m.type.name) + " "):
            return inner
        return f"{m.type.name} {inner}".strip()

    def _means_more(self, name: str) -> bool:
        """Whether the bare name of a district or village is that of a town, a regency or a country."""
        listed = self.gazetteer.lookup(name)
        return any(e.grade > 1 and e.kind != "kecamatan" for e in listed) or fold(name) in self.words.known

    def _country_near(self, chosen: list[Entry | None], mentions: list[Mention], n: int) -> str | None:
        """The country of the nearest town, else the one most named, else the pack's own."""
        m = mentions[n]
        abroad = self._built_abroad(m)
        for other in (n + 1, n - 1):
            if 0 <= other < len(mentions) and not (abroad and mentions[other].rule == "dateline"):
                entry, gap = chosen[other], abs(mentions[other].first - m.last)
                if entry is not None and entry.country and gap <= _NEAR:
                    return entry.country
        if abroad:
            return None
        if self.countries:
            return self.countries.most_common(1)[0][0]
        return self.words.home

    def _built_abroad(self, m: Mention) -> bool:
        """A ground named in English, its kind last ("Rowan Stadium"), bears a town's name where it is at home."""
        lowers = self.layout.lowers
        if "ground" not in self.words.of(lowers[m.last - 1]) or m.last - m.first < 2:
            return False
        return all(e.country != self.words.home for e in self.gazetteer.lookup(lowers[m.first]))


def tidy(name: str) -> str:
    """A name as it should be written: single spaces, no space around dashes or before full stops."""
    return _STOP.sub(r"\1", _DASH.sub(r"\1", " ".join(name.split())))


def _distance(a: Entry, b: Entry) -> float:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 1e6
    return (a.lat - b.lat) ** 2 + (a.lon - b.lon) ** 2
