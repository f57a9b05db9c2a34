"""Places that no list holds (a tagger saw them), and names that two listed ones make together."""

from __future__ import annotations

from collections import Counter

import msgspec

from runut.model.layout import Layout
from runut.model.reading import NamedEntity
from runut.steps.extract.places.gazetteer import Entry
from runut.steps.extract.places.lexicon import PlaceWords
from runut.steps.extract.places.mention import Mention
from runut.steps.extract.places.page import Page
from runut.steps.extract.places.surroundings import NOTHING, PLACE

_OUTER = frozenset(["province", "kota", "kabupaten", "kecamatan", "city", "capital", "metonym", "country"])
_NO_PLACE = frozenset(["institution", "title", "event", "calendar", "people", "media"])
_ENCLOSED = 4  # words of a name that only its surroundings show to be a place
_SURE = 0.5  # a tagger's score from which its word alone is taken


def add_tagged(
    places: list[Mention], mentions: list[Mention], names: list[NamedEntity], page: Page
) -> list[Mention]:
    """The places, and the tagger's LOC names that no list holds, where a locative stands before them."""
    taken = {i for m in [*mentions, *places] for i in range(m.first, m.last)}
    layout, words = page.layout, page.words
    found = list(places)
    if page.football:
        return found  # leagues and clubs
    for name in names:
        if name.type != "LOC" or name.score < _SURE:
            continue
        first, last = layout.token_at(name.start), layout.token_at(name.end - 1) + 1
        if not taken.isdisjoint(range(first, last)) or words.of(layout.lowers[first]) & _NO_PLACE:
            continue
        if not _looks_like_name(layout.words[first:last]):
            continue
        if last - first == 1 and "direction" in words.of(layout.lowers[first]):
            continue  # "wilayah Barat"
        # Not after "di": there stand sites, leagues and firms as often, and the tagger takes them for places.
        if "area" not in words.ending(layout.lowers, first, max(0, first - 3)):
            continue
        found.append(Mention(first, last, name.start, name.end, [], "unlisted", 1, role=PLACE, rule="tagged"))
    return sorted(found, key=lambda m: m.start)


def add_enclosed(places: list[Mention], mentions: list[Mention], page: Page) -> list[Mention]:
    """The places, and names between a locative and a comma with a place: "di Itaewon, Korea Selatan"."""
    layout = page.layout
    taken = {i for m in mentions if m.role != NOTHING for i in range(m.first, m.last)}
    found = list(places)
    for outer in places:
        if outer.kind not in _OUTER:
            continue
        comma = outer.first - 1
        first = _start_of_name(layout, page.words, comma, taken)
        if first is None or page.is_tagged(first, "PER"):
            continue
        listed = next((m for m in mentions if (m.first, m.last) == (first, comma) and m.entries), None)
        new = listed or Mention(first, comma, layout.starts[first], layout.ends[comma - 1], [], "unlisted", 1)
        new.role, new.rule = PLACE, "enclosed"
        found.append(new)
        taken.update(range(first, comma))
    return sorted(found, key=lambda m: m.start)


def _looks_like_name(words: list[str]) -> bool:
    """Capitalised words, none of them an acronym or a number ("F1", "Serie A")."""
    return all(w[0].isupper() and w[1:2].islower() for w in words)


def _start_of_name(layout: Layout, words: PlaceWords, comma: int, taken: set[int]) -> int | None:
    """The first token of the capitals that end at the comma, if a locative stands before them."""
    if comma < 2 or layout.words[comma] != ",":
        return None
    first = comma
    while first > 0 and comma - first < _ENCLOSED and layout.words[first - 1][0].isupper():
        first -= 1
        if first in taken or words.of(layout.lowers[first]) & _NO_PLACE:
            return None
    name = layout.words[first:comma]
    if not name or (len(name) == 1 and name[0].isupper()):
        return None  # nothing, or an acronym: "di KPK, Jakarta"
    if "area" in words.ending(layout.lowers, comma, first):
        return None  # "di Ibu Kota, Jakarta"
    return first if words.ending(layout.lowers, first, max(0, first - 3)) & {"locative", "area"} else None


def join_neighbours(places: list[Mention], layout: Layout, words: PlaceWords) -> list[Mention]:
    """ "Timur Jauh" + "Rusia" is one name; so is "Ukraina timur"."""
    found: list[Mention] = []
    for m in places:
        before = found[-1] if found else None
        if m.kind == "country" and before is not None and before.last == m.first and _is_open_region(before):
            country = m.entries[0].country
            before.end, before.last = m.end, m.last
            before.name = f"{before.entries[0].name} {m.entries[0].name}"
            before.entries = [_moved(before, country)]
            before.known = None
            continue
        if m.rule == "direction":
            word = layout.lowers[m.last]
            m.end, m.last = layout.ends[m.last], m.last + 1
            m.name = f"{m.entries[0].name} {words.joined.get(word, word)}"
        found.append(m)
    return found


def home_government(acting: list[Mention], layout: Layout, words: PlaceWords) -> list[NamedEntity]:
    """The bare word for the government where it means the one at home: no other country acts more."""
    codes = Counter(m.entries[0].country for m in acting)
    if words.home is None or any(n > codes[words.home] for n in codes.values()):
        return []
    lowers = layout.lowers
    found = []
    for at in (i for i, word in enumerate(lowers) if word in words.government_words):
        after = layout.words[at + 1 : at + 2]
        if after and (after[0][0].isupper() or "local" in words.of(lowers[at + 1])):
            continue
        if at and "local" in words.of(lowers[at - 1]):
            continue
        found.append(
            NamedEntity(layout.starts[at], layout.ends[at], "STATE", name=words.countries[words.home])
        )
    return found


def _is_open_region(m: Mention) -> bool:
    return m.known is not None and m.kind == "region" and m.known.entry.country is None


def _moved(m: Mention, country: str | None) -> Entry:
    return msgspec.structs.replace(m.entries[0], country=country)
