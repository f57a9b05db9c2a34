"""States: whether a country's name, or a capital's, is a place or a government that acts."""

from __future__ import annotations

from runut.steps.extract.places.mention import Mention
from runut.steps.extract.places.surroundings import (
    ACTOR,
    INSIDE,
    LOCATIVE,
    NOTHING,
    PLACE,
    STATES,
    Surroundings,
)

Role = tuple[str, str]

_GIVER = 4  # words before "dari" among which what is given is looked for
_VERB = 6  # letters of the shortest verb that its prefix shows ("dipakai"): shorter words have it by chance
_SEAT = 4  # words from a name to the end of "sebagai ibu kota", "as the capital"
_SURE = 0.9  # a tagger's score for a person whose name a country is in


def state_role(s: Surroundings) -> Role:
    """The role of a country or of a capital that can stand for one, and the rule that says so."""
    if _is_in_other_name(s):
        return INSIDE, "name"
    if s.m.kind == "country" and _has_direction(s):
        return PLACE, "direction"
    if "native" in s.context:
        return _native(s)
    if "origin" in s.context:
        return (ACTOR, "giver") if _is_given(s) else (PLACE, "origin")
    if s.m.kind == "country" and "seat" in s.context:
        return ACTOR, "modifier"  # "ibu kota Israel": the state's
    if s.context & LOCATIVE:
        return PLACE, "locative"
    if _is_located_by_next(s) or s.ends_address():
        return PLACE, "within"
    linked = _linked(s, s.before) if s.before is not None else None
    if linked:
        return linked
    if s.m.kind == "metonym":
        return _metonym(s)
    return ACTOR, "party" if _takes_part(s) else "modifier"


def _takes_part(s: Surroundings) -> bool:
    """Whether a country acts here or is acted upon, not just what something is like or from."""
    if s.context & {"actor", "clause", "government", "title", "auxiliary"} or "auxiliary" in s.after:
        return True
    if "people" in s.context:
        return not s.home  # "warga Indonesia" are everybody
    first = s.m.first == s.start or not s.words[s.m.first - 1][0].isalpha()
    return s.m.headline or (first and _is_verb(s, s.m.last)) or _is_verb(s, s.m.first - 1)


def _is_in_other_name(s: Surroundings) -> bool:
    """A sum of money ("US$ 300"), a person's name, a company's."""
    entity = s.page.tag(s.m.first)
    if entity is not None and entity.type == "PER" and entity.score >= _SURE and s.tagged_longer("PER"):
        return not s.in_title() and "people" not in s.context
    return "currency" in s.after or s.is_part_of_name()


def _has_direction(s: Surroundings) -> bool:
    """ "Ukraina timur", "Suriah Utara"; not the first half of "Rusia-Korea Utara"."""
    if s.m.headline or "direction" not in s.after:
        return False
    return s.next is None or s.next.first >= s.m.last


def _native(s: Surroundings) -> Role:
    """ "bek asal Peru" is a Peruvian; "perwira asal Seoul" serves a government, "band asal London" none."""
    if s.m.kind == "country":
        return ACTOR, "native"
    serves = "people" in s.classes_at(s.m.first - 2) and not s.page.football
    return (ACTOR, "native") if serves else (PLACE, "native")


def _is_given(s: Surroundings) -> bool:
    """Whether what comes "from" the country is something that governments give."""
    origin = s.m.first - 1
    return any("giver" in s.classes_at(at) for at in range(max(s.start, origin - _GIVER), origin))


def _is_located_by_next(s: Surroundings) -> bool:
    """ "London, Inggris": a town with its country is a place."""
    after = s.next
    if s.m.kind != "metonym" or after is None or after.kind != "country":
        return False
    same = after.entries[0].country == s.m.entries[0].country
    return same and s.words[s.m.last : after.first] == [","]


def _linked(s: Surroundings, before: Mention) -> Role | None:
    """The role that a mention takes from the one before it in the sentence."""
    m = s.m
    between = s.words[before.last : m.first]
    if before.role == PLACE and not between and before.first != m.first:
        return PLACE, "within"
    if before.role == PLACE and between == [","] and before.kind not in STATES:
        return None if "auxiliary" in s.after else (PLACE, "within")
    joined = "conjunction" in s.context and len(between) <= 2
    listed = between == [","] and before.kind in STATES and _list_goes_on(s)
    if not (joined or listed or before.first == m.first) or before.role not in (PLACE, ACTOR):
        return None
    return before.role, "list"


def _list_goes_on(s: Surroundings) -> bool:
    """Whether another member follows: "Rusia, Iran dan Suriah"."""
    return s.m.last < s.end and (s.words[s.m.last] == "," or "conjunction" in s.after)


def _metonym(s: Surroundings) -> Role:
    """A capital stands for its government as a subject or a party; as a possessor it may."""
    m = s.m
    if m.known is None or m.known.actor is None or s.home:
        return NOTHING, "metonym"
    if "copula" in s.after:
        return PLACE, "copula"  # "London merupakan kota ..."
    if s.after & {"auxiliary", "conjunction"} or s.context & {"actor", "clause", "people", "conjunction"}:
        return ACTOR, "party"
    if "ambiguous" in s.classes_at(m.first):
        return NOTHING, "ordinary"
    if (m.first == s.start or s.words[m.first - 1] in ',"“') and _is_verb(s, m.last):
        return ACTOR, "subject"
    if m.first > s.start and s.words[m.first - 1][0].islower():
        return ACTOR, "possessor"
    return (NOTHING, "metonym") if s.page.football else (PLACE, "known")


def is_called_seat(s: Surroundings) -> bool:
    """ "mengakui Yerusalem sebagai ibu kota": spoken of as the seat, not as the government."""
    ends = range(s.m.last + 2, min(s.end, s.m.last + _SEAT) + 1)
    return any("seat" in s.page.words.ending(s.lowers, at, s.m.last) for at in ends)


def _is_verb(s: Surroundings, at: int) -> bool:
    """Whether the word here is a verb by its looks: "Rusia menarik …", "menyerang Ukraina"."""
    if not s.start <= at < s.end:
        return False
    word = s.lowers[at]
    looks = len(word) >= _VERB and word.startswith(s.page.words.verb_prefixes)
    return looks and not s.classes_at(at) & {"actor", "clause", "conjunction"}
