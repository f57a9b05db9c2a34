"""What an article is about, as weighted terms that say the same for the same event whatever the words
around."""

from __future__ import annotations

import math
import re
from collections import Counter
from datetime import date

import msgspec

from runut.model.days import reference_day
from runut.model.ledger import Piece, is_unnamed
from runut.rules.morphology import Morphology
from runut.rules.pack import Pack

_FURNITURE_OUT = frozenset({"promo", "footer", "notice", "source-link", "byline", "dateline", "related-link"})
_RARE = 11.0
_LEAST_RARITY = 7.5  # words more common than one in 1,800 are in any article
_NAME_WEIGHT = {"person": 1.6, "organisation": 1.3, "group": 1.0, "state": 0.7}
_PLACE_WEIGHT = 1.3
_COUNTRY_WEIGHT = 0.6
_NUMBER_WEIGHT = 1.2
_LEAST_NUMBER = 12  # smaller numbers are in any article
_WORD = re.compile(r"\w+")


class GroupWords:
    """What grouping needs of a pack."""

    def __init__(self, pack: Pack) -> None:
        self.morphology = pack.compiled(Morphology)
        self.countries = frozenset(
            (row.get("name") or row["form"]).casefold() for row in pack.table("countries")
        )
        self.actor_forms = {row["form"].casefold(): row["text"] for row in pack.table("actor_forms")}
        self.rarity: dict[str, float] = {}
        for row in pack.table("word_frequency"):
            key = self.morphology.key(row["form"])
            self.rarity[key] = min(float(row["rarity"]), self.rarity.get(key, _RARE))


class StoryFeatures(msgspec.Struct, frozen=True):
    """One article as story grouping sees it. ``terms`` has length 1; ``names`` are its terms that need no
    translation."""

    article: str
    terms: dict[str, float]
    names: dict[str, float]
    day: date | None
    language: str


def read_features(piece: Piece, words: GroupWords) -> StoryFeatures:
    """Terms of an article: names with what kind of name, places, big figures, rare words."""
    names = _names(piece, words)
    terms = dict(names)
    for key, weight in _rare_words(piece, words).items():
        terms[f"w {piece.reading.language} {key}"] = weight
    return StoryFeatures(
        article=piece.name,
        terms=_unit(terms),
        names=_unit(names),
        day=reference_day(piece.reading),
        language=piece.reading.language,
    )


def _names(piece: Piece, words: GroupWords) -> dict[str, float]:
    """Each name counts by kind and, damped, by how often it stands there; an outlet's name says nothing
    about the event."""
    reading = piece.reading
    found: dict[str, float] = {}
    for actor in reading.actors:
        if actor.type == "outlet" or is_unnamed(actor.name) or not actor.mentions:
            continue
        if all(_in_furniture(piece, mention.start) for mention in actor.mentions):
            continue
        weight = _NAME_WEIGHT.get(actor.type, 1.0) * (1 + math.log(len(actor.mentions)))
        found[_name_key(actor.name, words)] = weight
    places = Counter(p.name for p in reading.places if not _in_furniture(piece, p.start))
    for name, times in places.items():
        weight = _COUNTRY_WEIGHT if name.casefold() in words.countries else _PLACE_WEIGHT
        key = _name_key(name, words)
        found[key] = max(found.get(key, 0.0), weight * (1 + math.log(times)))
    for quantity in reading.quantities:
        if quantity.low is not None and quantity.low == quantity.high and quantity.low >= _LEAST_NUMBER:
            found[f"q {float(quantity.low):g}"] = _NUMBER_WEIGHT
    return found


def _name_key(name: str, words: GroupWords) -> str:
    """Names written alike, capitals, marks and short forms aside."""
    return "n " + " ".join(words.actor_forms.get(token, token) for token in _WORD.findall(name.casefold()))


def _rare_words(piece: Piece, words: GroupWords) -> dict[str, float]:
    layout = piece.layout
    blocked = [(f.start, f.end) for f in piece.reading.furniture if f.kind in _FURNITURE_OUT]
    counted: Counter[str] = Counter()
    key_of = words.morphology.key
    for word, start in zip(layout.lowers, layout.starts, strict=True):
        if len(word) > 3 and word.isalpha():
            if blocked and any(a <= start < b for a, b in blocked):
                continue
            counted[key_of(word)] += 1
    found: dict[str, float] = {}
    for key, times in counted.items():
        rarity = words.rarity.get(key, _RARE)
        if rarity >= _LEAST_RARITY:
            found[key] = (rarity / _RARE) * (1 + math.log(times)) * 0.6
    return found


def _in_furniture(piece: Piece, offset: int) -> bool:
    return any(f.start <= offset < f.end and f.kind in _FURNITURE_OUT for f in piece.reading.furniture)


def _unit(terms: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in terms.values()))
    return {term: weight / length for term, weight in terms.items()} if length else {}


__all__ = ["GroupWords", "StoryFeatures", "read_features"]
