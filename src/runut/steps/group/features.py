"""What an article is about, as weighted terms that say the same for the same event whatever the words
around."""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from datetime import date
from itertools import pairwise

import msgspec

from runut.model.days import has_sure_year, reference_day
from runut.model.ledger import NOT_COMPARED, Piece, is_unnamed
from runut.rules.morphology import Morphology
from runut.rules.pack import Pack

BACKGROUND = 2_000
"""Articles of news at large that stand behind a pile, so that rarity means something in a small one."""

WRITTEN = "c "
"""How terms begin that are pairs of rare capitalised words."""

PAIRED = 0.4
"""How many of them one expects to hold a given pair of words; marks such a term too."""

_LENGTH = 250  # words of an article there
_UNKNOWN = 0.5  # articles there that hold a term that no table knows
_RARE = 11.0
_LEAST_RARITY = 7.5  # words more common than one in 1,800 are in any article
# Who speaks of an event changes from paper to paper: its words and places count as much as its names.
_NAME_WEIGHT = {"person": 0.9, "organisation": 1.0, "group": 0.8, "state": 0.5}
_PLACE_WEIGHT = 1.1
_COUNTRY_WEIGHT = 0.4
_NUMBER_WEIGHT = 0.8
_WORD_WEIGHT = 0.8
_PAIR_WEIGHT = 0.8  # two neighbouring words: "banjir bandang", "kapal patroli"
# Two neighbouring capitalised words that are rare: "Sinar Bahari", whatever kind of name it is and in any
# language. Weighs more than other names: short reports of one event share little else.
_WRITTEN_WEIGHT = 1.2
_LEAST_WRITTEN = 18.5  # sum of the rarities of the two words: above two names that are in the news every day
_TITLE_CASE = frozenset({"headline", "section-heading", "caption"})
_LEAST_NUMBER = 12  # smaller numbers are in any article
_LEAST_PAIRED = 6.0  # rarity from which a word makes a pair telling
_WORD = re.compile(r"\w+")
_CAPITALS = re.compile(r"[^\W\d_a-z]\w+(?:[ \u00a0][^\W\d_a-z]\w+)+")


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
    """One article as story grouping sees it.

    ``terms`` have a weight, by their kind and by how often they stand there, and in how many articles of
    BACKGROUND one expects them;
    ``names`` are the terms that need no translation.
    """

    article: str
    terms: dict[str, tuple[float, float]]
    names: frozenset[str]
    day: date | None
    language: str


def pack_features(features: StoryFeatures) -> bytes:
    """Features as they are kept: a third of their size, the same bytes in whichever process."""
    return zlib.compress(msgspec.msgpack.encode(features, order="deterministic"))


def unpack_features(packed: bytes) -> StoryFeatures:
    """Features as they were before they were packed."""
    told = (
        zlib.decompress(packed) if packed.startswith(_ZLIB) else packed
    )  # stores had them unpacked at first
    return _DECODER.decode(told)


_ZLIB = b"x"
_DECODER = msgspec.msgpack.Decoder(StoryFeatures)


def read_features(piece: Piece, words: GroupWords) -> StoryFeatures:
    """Terms of an article: names with what kind of name, places, big figures, rare words."""
    names = _names(piece, words)
    terms: dict[str, tuple[float, float]] = {}
    for name, weight in names.items():
        known = [words.rarity.get(words.morphology.key(token), _RARE) for token in name.split()[1:]]
        rare = not known or _RARE in known
        terms[name] = (weight, _UNKNOWN if rare else _expected(max(known) + len(known) - 1))
    for key, (weight, rarity) in _rare_words(piece, words).items():
        terms[f"w {piece.reading.language} {key}"] = (weight, PAIRED if " " in key else _expected(rarity))
    written = _written_names(piece, words)
    terms.update(dict.fromkeys(written, (_WRITTEN_WEIGHT, PAIRED)))
    day = reference_day(piece.reading) if has_sure_year(piece) else None
    return StoryFeatures(piece.name, terms, frozenset(names) | written, day, piece.reading.language)


def _written_names(piece: Piece, words: GroupWords) -> frozenset[str]:
    """Pairs of neighbouring rare words that are both capitalised where others are not."""
    layout, reading = piece.layout, piece.reading
    blocked = [(f.start, f.end) for f in reading.furniture if f.kind in NOT_COMPARED | _TITLE_CASE]
    blocked += [(m.start, m.end) for a in reading.actors if a.type == "outlet" for m in a.mentions]
    key_of, rarity = words.morphology.key, words.rarity
    found: dict[str, None] = {}
    for hit in _CAPITALS.finditer(layout.text):
        if any(a < hit.end() and hit.start() < b for a, b in blocked):
            continue
        tokens = hit.group().casefold().split()
        for one, other in pairwise(tokens):
            if len(one) > 2 and len(other) > 2:
                rare = rarity.get(key_of(one), _RARE) + rarity.get(key_of(other), _RARE)
                if rare >= _LEAST_WRITTEN:
                    found[f"{WRITTEN}{one} {other}"] = None
    return frozenset(found)


def _expected(rarity: float) -> float:
    """Articles of news at large in which a word of this rarity stands."""
    return min(1.0, _LENGTH * math.exp(-rarity)) * BACKGROUND


def _names(piece: Piece, words: GroupWords) -> dict[str, float]:
    """Each name counts by kind and, damped, by how often it stands there; an outlet's name says nothing
    about the event."""
    reading = piece.reading
    found: dict[str, float] = {}
    for actor in reading.actors:
        if actor.type == "outlet" or is_unnamed(actor.name) or not actor.mentions:
            continue
        if all(piece.reading.in_furniture(mention.start, NOT_COMPARED) for mention in actor.mentions):
            continue
        weight = _NAME_WEIGHT.get(actor.type, 1.0) * (1 + math.log(len(actor.mentions)))
        found[_name_key(actor.name, words)] = weight
    places = Counter(p.name for p in reading.places if not piece.reading.in_furniture(p.start, NOT_COMPARED))
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


def _rare_words(piece: Piece, words: GroupWords) -> dict[str, tuple[float, float]]:
    """Keys of rare words, and of pairs of neighbouring content words, with their weight and their rarity."""
    layout = piece.layout
    blocked = [(f.start, f.end) for f in piece.reading.furniture if f.kind in NOT_COMPARED]
    counted: Counter[str] = Counter()
    paired: Counter[str] = Counter()
    previous = ""
    key_of = words.morphology.key
    for word, start in zip(layout.lowers, layout.starts, strict=True):
        if len(word) > 3 and word.isalpha():
            if blocked and any(a <= start < b for a, b in blocked):
                continue
            key = key_of(word)
            counted[key] += 1
            common = words.rarity.get(key, _RARE) < _LEAST_PAIRED
            if previous and not common:
                paired[f"{previous} {key}"] += 1
            previous = "" if common else key
        else:
            previous = ""
    found: dict[str, tuple[float, float]] = {}
    for key, times in counted.items():
        rarity = words.rarity.get(key, _RARE)
        if rarity >= _LEAST_RARITY:
            found[key] = (_WORD_WEIGHT * (1 + math.log(times)), rarity)
    for pair, times in paired.items():
        found[pair] = (_PAIR_WEIGHT * (1 + math.log(times)), _RARE)
    return found


__all__ = ["GroupWords", "StoryFeatures", "pack_features", "read_features", "unpack_features"]
