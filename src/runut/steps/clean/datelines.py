"""Datelines: the place, the outlet, and the mark before the first sentence."""

from __future__ import annotations

import re

import msgspec

from runut.rules.outlets import DOMAIN, Outlets
from runut.rules.pack import Pack

# A dash or a colon that may close a dateline. A plain hyphen needs space before it ("Anies-Sandi").
_MARK = re.compile(
    r"[ \t\u00a0]*(?:[–—]+|--+|[ \t\u00a0]•|[ \t\u00a0]-(?:[ \t\u00a0]?-)?|\.?\s\||:)[ \t\u00a0]*"
)
_REACH = 90  # characters: "KABUPATEN BANDUNG BARAT, Situsberita.co.id --" and longer ones still fit
_PARTS = re.compile(r"[,()/|]|\s-\s|\.\s")
_DATE = re.compile(r"(?:[A-Za-z]{3,9}\.? )?\d{1,2}(?:[/ -]\w{1,9}){0,2}|\d{4}")
# "MARLOW (Harbor Wire) -": a town in capitals and its outlet, though no list has either.
_TOWN_WITH_OUTLET = re.compile(r"([A-Z][A-Z .'-]{2,})(,\s[A-Z][\w.]{1,9})?\s+\(([A-Z][\w.&' ]{2,30})\)")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_NAME_AT_LEAST = 5  # "GO - JEK" is no dateline
_LONG_ENOUGH = (
    80  # a line that opens with an unknown name and a dash is a story's first line only if it goes on
)


class Dateline(msgspec.Struct, frozen=True):
    """The characters of a dateline, with its mark, and what stands in it."""

    start: int
    end: int
    outlet: str | None
    place: str | None
    known: bool


class Places:
    """Places that datelines name."""

    def __init__(self, pack: Pack) -> None:
        self.names = pack.words("dateline_places")
        self.months = pack.words("months")
        self.countries = frozenset(name.casefold() for name in pack.words("countries"))


def find_dateline(text: str, start: int, end: int, pack: Pack) -> Dateline | None:
    """The dateline that a line begins with."""
    places = pack.compiled(Places)
    outlets = pack.compiled(Outlets)
    begin = start
    while begin < end and _UNSEEN.match(text[begin]):
        begin += 1
    for mark in _MARK.finditer(text, begin, min(end, begin + _REACH)):
        lead = text[begin : mark.start()]
        if not lead or "\n" in lead or (mark.end() < end and not _opens(text, mark.end())):
            continue
        found = _judge(lead, mark.group().strip(), end - begin, outlets, places)
        if found:
            stop = mark.start() + len(mark.group().rstrip())
            return Dateline(begin, stop, found[0], found[1], found[2])
    return _without_mark(text, begin, end, outlets, places)


def _opens(text: str, at: int) -> bool:
    while _UNSEEN.match(text[at : at + 1]):
        at += 1
    first = text[at : at + 1]
    return first.isupper() or first.isdigit() or (first != "" and first in "\"“‘'[(")


def _judge(
    lead: str, mark: str, length: int, outlets: Outlets, places: Places
) -> tuple[str | None, str | None, bool] | None:
    """Outlet, place, and whether any part is known; None where it is no dateline."""
    if len(lead) > _REACH or not (
        lead[0].isupper() or lead[0].isdigit() or DOMAIN.match(lead) or lead.islower()
    ):
        return None
    colon = mark == ":"
    outlet = place = None
    unknown: list[str] = []
    for part in _PARTS.split(lead):
        part = _UNSEEN.sub("", part or "").strip(" \t\u00a0.;*")
        if not part or _DATE.fullmatch(part):
            continue
        name = outlets.named(part)
        if part.casefold() in places.names and not (name and part.casefold() not in places.names):
            place = place or part
        elif name:
            outlet = name if outlet is None or outlet in outlets.agencies else outlet
        elif place is None or part.casefold() not in places.countries:
            unknown.append(part)  # "Abuja, Nigeria –": a country behind its town is no outlet
    if any(not _name_like(part) for part in unknown):
        return None
    bracketed = None if outlet or colon else _TOWN_WITH_OUTLET.fullmatch(lead)
    if bracketed and (bracketed[2] or not place):
        return bracketed[3], bracketed[1], True
    if outlet or place:
        if len(unknown) > (2 if outlet else 1) or (colon and (unknown or length < _LONG_ENOUGH)):
            return None
        if unknown and not outlet and not unknown[0].isupper():
            return place_with_outlet(unknown[0], place, lead)
        return outlet, place, True
    if colon or len(unknown) != 1 or length < _LONG_ENOUGH or len(lead) < _NAME_AT_LEAST:
        return None
    shouted = unknown[0].isupper()  # an unknown name in capitals is a small town rather than an outlet
    if mark == "-" and not shouted:
        return None  # "Pierre - Emerick": a hyphen set apart proves nothing
    return (None, unknown[0], False) if shouted else (unknown[0], None, False)


def place_with_outlet(
    unknown: str, place: str | None, lead: str
) -> tuple[str | None, str | None, bool] | None:
    """ "CITY (Unknown Name) –" and "City, Unknown Name –": the unknown one is the outlet."""
    return (unknown, place, True) if place and lead.strip().startswith(place) else (None, place, True)


def _name_like(part: str) -> bool:
    words = part.split()
    return (
        len(words) <= 3 and all(word[0].isupper() for word in words) and not any(c in part for c in '?!"“”')
    )


def _without_mark(text: str, begin: int, end: int, outlets: Outlets, places: Places) -> Dateline | None:
    """ "Situs.com, Kota Kalimat pertama …": a domain, a comma, a known place, and no mark."""
    site = DOMAIN.match(text, begin, end)
    if site is None or text[site.end() : site.end() + 1] != ",":
        return None
    at = site.end() + 1
    words = re.compile(r"[ \t\u00a0]*((?:[^\W\d_]+[ \t\u00a0]){1,3})").match(text, at, end)
    if words is None:
        return None
    tokens = words.group(1).split()
    for count in range(len(tokens), 0, -1):
        place = " ".join(tokens[:count])
        if place.casefold() in places.names:
            stop = text.index(tokens[count - 1], text.index(tokens[0], at)) + len(tokens[count - 1])
            return Dateline(begin, stop, outlets.named(site.group()), place, True)
    return None
