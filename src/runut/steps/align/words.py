"""What aligning needs of a language pack: the words that say what is counted, what happened, and how
figures stand together."""

from __future__ import annotations

import re
from typing import NamedTuple

from runut.model.ledger import COMPARED, UNSTATED
from runut.rules.morphology import Morphology
from runut.rules.pack import Pack
from runut.rules.phrases import Phrases

_TOKEN = re.compile(r"\w+")
_RARE = 11.0  # rarity of a word that the frequency table lacks (the table ends at 10.7)
_BARE_PREFIX = 2  # letters of a prefix that many other words begin with ("pe")
_LEAST_DOER = 6  # letters of a word for a doer, less one
_COMMON = 6.3  # words more common than one in 500 say nothing about the content


LOOSE = "loose"
"""Kind of a noun that means any human being wherever people are counted."""

PERSON = "person"
"""The class of human beings."""

HUMAN = "human"
"""Kind of a noun for some human beings, that means any where a toll is counted ("lima pedagang tewas")."""

CASE = "case"
"""The class of cases: one of an illness stands for one human being."""

MONEY = "money"
"""Kind of a currency."""

SHARE = "share"
"""Kind of a part of a whole."""

OWNED = frozenset({MONEY, SHARE})
"""Kinds of what is always somebody's: amounts of two owners are two amounts."""

OWNED_NOUNS = frozenset({"vote", "seat", "goal", "point-score", "ticket"})
"""Classes that are somebody's too."""


class Noun(NamedTuple):
    """A class of what can be counted."""

    name: str
    parent: str
    kind: str


class AlignWords:
    """The tables, compiled. Made once a pack by ``pack.compiled(AlignWords)``."""

    def __init__(self, pack: Pack) -> None:
        self.morphology = pack.compiled(Morphology)
        rows = pack.table("unit_synonyms")
        nouns = {row["form"].casefold(): Noun(row["class"], row["parent"], row["kind"]) for row in rows}
        for form in pack.words("titles", "profession", "person"):
            nouns.setdefault(form, Noun(self.morphology.key(form.split()[-1]), "person", HUMAN))
        self.doers = tuple(
            row["form"]
            for row in pack.table("affixes")
            if row["class"] == "noun" and len(row["form"]) > _BARE_PREFIX
        )
        self.deeds = tuple(row["form"] for row in pack.table("affixes") if row["class"] == "suffix")
        self.nouns: Phrases[Noun] = Phrases(nouns.items())
        self.noun_of = nouns
        self.parent_of = {row["class"]: row["parent"] for row in rows if row["parent"]}
        self.predicates: Phrases[str] = Phrases(_predicates(pack, self.morphology))
        self.qualifiers: Phrases[str] = Phrases(_pairs(pack, "qualifiers"))
        self.some_of = frozenset(kind for _, kind in _pairs(pack, "qualifiers"))
        self.marks: Phrases[str] = Phrases(
            [pair for pair in _pairs(pack, "ledger_words") if pair[1] in _FIGURE_MARKS]
        )
        self.breaks = pack.words("ledger_words", "break")
        self.matters: Phrases[str] = Phrases(
            [pair for pair in _pairs(pack, "ledger_words") if pair[1] == "matter"]
        )
        self.own_places: Phrases[str] = Phrases(
            [pair for pair in _pairs(pack, "ledger_words") if pair[1] == "own-place"]
        )
        self.lists: Phrases[str] = Phrases(
            [pair for pair in _pairs(pack, "ledger_words") if pair[1] in ("namely", "left")]
        )
        self.voices: Phrases[str] = Phrases(
            [pair for pair in _pairs(pack, "ledger_words") if pair[1] == "voice"]
        )
        self.abbreviations = frozenset(word.rstrip(".") for word in pack.words("abbreviations"))
        self.pending = pack.words("ledger_words", "pending")
        self.ranges = pack.words("ledger_words", "range")
        self.anaphors = pack.words("ledger_words", "anaphor")
        self.reports = pack.words("ledger_words", "report")
        self.figure_words = pack.words("ledger_words", "figure")
        self.drift: Phrases[str] = Phrases(_pairs(pack, "drift_words"))
        self.place_kinds = pack.words("place_kinds")
        self.actor_forms = {
            row["form"].casefold(): row["text"]
            for table in ("actor_forms", "short_places", "body_forms")
            for row in pack.table(table)
        }
        self.known_actors = frozenset(row["form"].casefold() for row in pack.table("known_actors"))
        self.capitals = {
            form.casefold(): form
            for form in (r["form"] for r in pack.table("known_actors"))
            if " " not in form
        }
        self.known_actors -= pack.words("local_bodies")
        self.party_roles: Phrases[bool] = Phrases((row["form"], True) for row in pack.table("party_roles"))
        self.code = pack.code
        self.month_names: dict[int, str] = {}
        for row in pack.table("months"):
            if row["class"] == "month":
                self.month_names.setdefault(int(row["value"]), row["form"].title())
        endings = [
            (row["class"], row["text"]) for row in pack.table("question_words") if row["kind"] == "plural"
        ]
        self.plurals = [("" if ending == "*" else ending, plural) for ending, plural in endings]
        self.place_forms: dict[str, str] = {}
        if pack.settings.get("places_by_form"):
            for table in ("exonyms", "regions", "countries"):
                for row in pack.table(table):
                    if row.get("name"):
                        self.place_forms.setdefault(row["name"], row["form"])
        self.form_of: dict[str, str] = {}
        for row in rows:
            self.form_of.setdefault(row["class"], row["form"])
        self.countries = frozenset(
            (row.get("name") or row["form"]).casefold() for row in pack.table("countries")
        )
        self.traits = {
            r["class"]: r["trait"] for r in pack.table("question_words") if r["kind"] == "predicate"
        }
        self.said_of = {r["class"]: r["of"] for r in pack.table("question_words") if r["kind"] == "predicate"}
        self.implied = {r["class"]: r["text"] for r in pack.table("question_words") if r["kind"] == "implied"}
        self.dimensions = frozenset(
            word
            for row in pack.table("question_words")
            if row["kind"] == "dimension"
            for word in [row["class"]]
        )
        self.grammar = pack.words("function_words") - pack.words("function_words", "age")
        self.small = pack.words("function_words") | pack.words("frequent_words")
        self.fates = {r["class"] for r in pack.table("question_words") if r["kind"] == "fate"}
        self.cases = {r["class"] for r in pack.table("question_words") if r["kind"] == "cases"}
        self.settled = {r["class"] for r in pack.table("question_words") if r["kind"] == "settled"}
        self.subsets = {
            (r["class"], r["text"]) for r in pack.table("question_words") if r["kind"] == "subset"
        }
        self.one_sum = {r["class"]: r["text"] for r in pack.table("question_words") if r["kind"] == "sum"}
        self.rest = pack.words("counting", "rest")
        self.falling = {r["class"] for r in pack.table("question_words") if r["kind"] == "state"}
        self.labels = {(r["kind"], r["class"]): r["text"] for r in pack.table("question_words")}
        self.unstated = str(pack.settings.get("unstated_source", UNSTATED))
        self._rarity = _rarity(pack, self.morphology)

    def written_out(self, name: str) -> str:
        """A name or role in lower case, its short forms written out and marks left away, so that two
        spellings meet."""
        forms = self.actor_forms
        once = " ".join(forms.get(token, token) for token in _TOKEN.findall(name.casefold()))
        return " ".join(forms.get(token, token) for token in once.split())  # "kapolda" is "kepala polda"

    def without_kinds(self, written: str) -> str:
        """A written-out name without the words that say what kind of place it is: "dinas kesehatan garut"."""
        return " ".join(token for token in written.split() if token not in self.place_kinds)

    def rarity(self, key: str) -> float:
        """How rare the words with this key are in news: the natural logarithm of one in so many words."""
        return self._rarity.get(key, _RARE)

    def keys(self, lowers: list[str], first: int, last: int) -> dict[str, float]:
        """Keys of the words that carry content among these tokens, with their rarity."""
        found: dict[str, float] = {}
        key_of, rarity = self.morphology.key, self._rarity
        for word in lowers[first:last]:
            if len(word) < 3 or not word[0].isalpha():
                continue
            key = key_of(word)
            weight = rarity.get(key, _RARE)
            if weight > _COMMON:
                found[key] = weight
        return found

    def is_doer(self, word: str) -> bool:
        """Whether a word is built like one for somebody who does something ("penambang", not "penambangan")."""
        return word.startswith(self.doers) and len(word) > _LEAST_DOER and not word.endswith(self.deeds)

    def is_people(self, noun: Noun) -> bool:
        """Whether a noun counts human beings."""
        return PERSON in (noun.name, noun.parent) or PERSON in self.ancestors(noun.name)

    def ancestors(self, noun: str) -> tuple[str, ...]:
        """The classes that this one is a part of, nearest first."""
        found: list[str] = []
        while (noun := self.parent_of.get(noun, "")) and noun not in found:
            found.append(noun)
        return tuple(found)


_FIGURE_MARKS = frozenset(
    {"part", "among", "of", "whole", "rise", "fall", "into", "correct", "former", "guess", COMPARED}
)


def _pairs(pack: Pack, table: str) -> list[tuple[str, str]]:
    return [(row["form"], row["class"]) for row in pack.table(table)]


def _predicates(pack: Pack, morphology: Morphology) -> list[tuple[str, str]]:
    """Words that stand as they are win over inflections of a stem, whatever the order in the table."""
    rows = pack.table("predicates")
    exact = [(row["form"], row["class"]) for row in rows]
    inflected = [
        (form, row["class"])
        for row in rows
        if row["match"] == "stem"
        for form in sorted(morphology.forms(row["form"]))
    ]
    return exact + inflected


def _rarity(pack: Pack, morphology: Morphology) -> dict[str, float]:
    """Of the words that share a key, the most common one counts."""
    found: dict[str, float] = {}
    for row in pack.table("word_frequency"):
        key = morphology.key(row["form"])
        found[key] = min(float(row["rarity"]), found.get(key, _RARE))
    return found


__all__ = ["HUMAN", "LOOSE", "AlignWords", "Noun"]
