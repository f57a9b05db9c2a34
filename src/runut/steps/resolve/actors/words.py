"""What resolving actors needs of a language pack."""

from __future__ import annotations

import re

from runut.rules.pack import Pack
from runut.steps.resolve.actors.phrases import Phrases, pieces

HUMAN_TITLES = frozenset(("office", "relation", "profession", "person"))
"""Classes of titles that mean a human being without a name beside them."""

_NOTHING = r"(?!)"
# One word in e^7.5, about 1,800: more frequent words of news are no given names.
_COMMON = 7.5
# Classes of people who are somebody's: fans, users, staff.
_SOMEBODYS = frozenset(("fans", "passengers", "supporters", "players"))


class Known:
    """A widely known actor: the name it goes by, its type and its kind."""

    __slots__ = ("kind", "name", "type")

    def __init__(self, name: str, type_: str, kind: str) -> None:
        self.name = name
        self.type = type_
        self.kind = kind


class ActorWords:
    """The words of one language around names and descriptions of people and organisations."""

    def __init__(self, pack: Pack) -> None:
        self.titles = _phrases(pack, "titles")
        self.title_words = frozenset(
            piece for row in pack.table("titles") for piece in pieces(row["form"].casefold())
        )
        rules = {rule["name"]: rule for rule in pack.rules("actor")}
        self.theirs: str = rules.get("order", {}).get("theirs", "")
        self.groups = _groups(pack, self.theirs)
        self.group_same = {
            row["form"].casefold(): row["text"].casefold() for row in pack.table("group_synonyms")
        }
        self.bodies = _phrases(pack, "bodies")
        self.documents = _phrases(pack, "documents")
        self.small = _phrases(pack, "actor_words")
        self.heads = Phrases(
            (row[column], row["class"]) for row in pack.table("org_prefixes") for column in ("form", "short")
        )
        self.short_heads = {
            pieces(row[column].casefold()): pieces(row["short"].casefold())
            for column in ("short", "form")
            for row in pack.table("org_prefixes")
        }
        self.known: dict[str, list[tuple[tuple[str, ...], bool, Known]]] = {}
        self.known_forms: dict[str, Known] = {}
        for row in pack.table("known_actors"):
            self._add_known(row)
        for entries in self.known.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.doing = re.compile(rules.get("doing", {}).get("pattern", _NOTHING))
        self.acting = re.compile(rules.get("acting", {}).get("pattern", _NOTHING))
        self.trait = re.compile(rules.get("trait", {}).get("pattern", _NOTHING))
        self.defaults: dict[str, str] = rules.get("generic-bodies", {}).get("names", {})
        self.main_bodies: dict[str, list[str]] = rules.get("main-bodies", {}).get("names", {})
        self.noun_made = re.compile(rules.get("noun-made", {}).get("pattern", _NOTHING))
        self.verb_made = re.compile(rules.get("verb-made", {}).get("pattern", _NOTHING))
        self.verb_bare = re.compile(rules.get("verb-bare", {}).get("pattern", _NOTHING))
        self.possessive: str = rules.get("order", {}).get("possessive", "")
        self.modifiers_first: bool = bool(rules.get("order", {}).get("modifiers_first"))

        def words(*classes: str) -> frozenset[str]:
            return pack.words("actor_words", *classes)

        self.one = words("one")
        self.origin = words("origin")
        self.the = words("the")
        self.plural = words("plural")
        self.counted = words("counted")
        self.relative = words("relative")
        self.locative = words("locative")
        self.third = words("third")
        self.they = words("they")
        self.it = words("it")
        self.parting = words("parting")
        self.inner = words("inner")
        self.both = words("and")
        self.demonstrative = words("demonstrative")
        self.agent = words("agent")
        self.initials = words("initials")
        self.postnominal = words("postnominal")
        self.generic_org = words("generic-org")
        self.field_office = words("field-office")
        self.complement = words("complement")
        self.origin = words("origin")
        self.aux = words("aux")
        self.verbal = words("verbal")
        self.each = words("each")
        self.unit = words("unit")
        self.cues = pack.words("cues")
        self.months = pack.words("months") | pack.words("weekdays")
        self.compound = words("compound")
        self.place_office = words("place-office")
        self.villages = words("village")
        self.made_bodies = words("made-body")
        self.bodies_caps = frozenset(
            row["form"] for row in pack.table("actor_words") if row["class"] == "army-name"
        )
        self.no_actors = pack.words("no_actors")
        self.no_actor_heads = pack.words("no_actors", "head")
        self.no_actor_tails = pack.words("no_actors", "tail")
        self.event_nouns = pack.words("no_actors", "after")
        self.ordinal = words("ordinal")
        self.short_places = {
            row["form"].casefold(): tuple(row["text"].casefold().split())
            for row in pack.table("short_places")
        }
        self.place_tails = frozenset(place[-1] for place in self.short_places.values() if len(place) > 1)
        self.stems = frozenset(word for row in pack.table("stems") for word in row["words"].split())
        self.common = pack.words("function_words") | pack.words("cues") | pack.words("verbs") | self.aux
        self.common |= {
            row["form"].casefold()
            for row in pack.table("word_frequency")
            if row.get("rarity") and float(row["rarity"]) < _COMMON
        }
        self.place_kinds = pack.words("place_kinds")
        self.units = Phrases((form, "unit") for form in words("unit-head"))
        self.clause = words("clause")
        self.states = Phrases(
            (row["form"], _state_name(pack, row))
            for row in pack.table("countries")
            if row["class"] in ("name", "alias")
        )
        self.written_out = {
            row["form"].casefold(): row["text"].casefold() for row in pack.table("actor_forms")
        }
        self.law = re.compile(rules.get("law", {}).get("pattern", _NOTHING))
        self.given = Phrases((form, "given") for form in words("given"))
        self.copula = words("copula")
        self.company_ends = words("company-end")
        self.organs = words("organ")
        self.makers = words("maker")
        self.colour_nouns = words("colour-noun")
        self.company = words("company")
        self.noted: frozenset[str] = frozenset().union(
            self.known,
            self.one,
            self.initials,
            *(p.first for p in (self.titles, self.groups, self.bodies, self.heads)),
        )
        self.joints = words("joint")
        self.called = words("called")
        self.particles = words("particle")
        self.aged = pack.words("actor_words", "aged")
        self.speaking_nouns = pack.words("source_nouns")
        self.ministry = words("ministry")
        self.fields = Phrases((field, "field") for field in _fields(pack))
        self.home_towns = pack.words("dateline_places", "domestic")
        self.towns = Phrases((row["form"], "town") for row in pack.table("dateline_places"))

    def _add_known(self, row: dict[str, str]) -> None:
        form = row["form"]
        loose = form == form.lower()
        known = Known(row["name"], row["type"], row["class"])
        tokens = pieces(form)
        self.known.setdefault(tokens[0].lower(), []).append((tokens, loose, known))
        self.known_forms.setdefault(form.casefold(), known)


def _fields(pack: Pack) -> set[str]:
    """What ministers are ministers of: the names of ministries without their head, and some fields more."""
    found = set(pack.words("actor_words", "field"))
    heads = {row["form"].casefold() for row in pack.table("org_prefixes") if row["class"] == "ministry"}
    for row in pack.table("known_actors"):
        head, _, rest = row["form"].casefold().partition(" ")
        if row["class"] == "ministry" and head in heads and rest:
            found.add(rest)
    return found


def _state_name(pack: Pack, row: dict[str, str]) -> str:
    """The canonical name of the country that a row of the table of countries belongs to."""
    rows = (r for r in pack.table("countries") if r["code"] == row["code"] and r["class"] == "name")
    return next((r.get("name") or r["form"] for r in rows), "")


def _groups(pack: Pack, theirs: str) -> Phrases:
    """Nouns for people; of those that are always somebody's also the form with the ending that says so."""
    rows = [(row["form"], row.get("class", "")) for row in pack.table("groups")]
    owned = [(form + theirs, label) for form, label in rows if theirs and label in _SOMEBODYS]
    return Phrases(rows + owned)


def _phrases(pack: Pack, table: str) -> Phrases:
    return Phrases((row["form"], row.get("class", "")) for row in pack.table(table))
