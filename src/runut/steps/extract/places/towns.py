"""Towns and the rest: whether a name that could be a place's is one.

Reasons are added up. The weights were set by hand on constructed sentences and checked on articles of many
kinds: a well-known place at home needs no other reason, a foreign village needs a locative and more, and
capitals beside the name that make it a longer one speak against nearly everything.
"""

from __future__ import annotations

from runut.steps.extract.places.surroundings import INSIDE, NOTHING, PLACE, Surroundings

Role = tuple[str, str]

ACCEPT = 2.0
AMBIGUOUS = -1.5  # "Serang" attacks, "Batu" is a stone; little-known places of the name of a common word
LOCATED = 2.5
ORIGIN = -1.5  # "dari" stands before persons, too
CHAINED = 2.0
LIES_IN = 1.5
ADDRESS = 1.0  # … and a comma before: a link of an address
PART = -2.5
ISOLATED = -1.0  # a little-known single word at the start of a sentence, or in a headline
LONGER = -0.5  # more, if the person's name is longer
TAGS = {"LOC": 0.5, "ORG": -1.0, "PER": -1.5}
CLUB = -3.0  # a foreign town in an article on football
SURNAME = -1.0  # a little-known place at home in one

_WIDE = frozenset({"region", "continent", "sea", "island"})
_UNMISTAKABLE = frozenset({"continent", "sea", "landmark", "mountain"})
_CLUBBABLE = frozenset({"town", "city", "capital", "metonym", "region"})
_HEADLINE_NAME = 3  # words of a typed name that may be taken whole in a headline
_ACRONYM = 3  # letters of an acronym that names no place


def town_role(s: Surroundings) -> Role:
    """Place or nothing, and why."""
    part = s.is_part_of_name()
    score = _fame(s) + _position(s) + (PART if part else 0.0) + _tags(s)
    if s.page.football and "area" not in s.context:
        if not s.home and s.m.kind in _CLUBBABLE:
            score += CLUB
        elif s.m.grade < 3:
            score += SURNAME
    if score < ACCEPT:
        return NOTHING, "part" if part else "weak"
    return PLACE, "locative" if s.located else "within" if s.is_chained() else "known"


def _fame(s: Surroundings) -> float:
    """How likely the bare name is to mean the place."""
    m = s.m
    score = m.grade - 1.0 if s.home or m.kind in _WIDE else 0.0
    if m.kind in _UNMISTAKABLE:
        score += 1
    if m.grade == 3 and not s.home:
        score += 0.5
    if m.kind == "continent":
        score -= 2.5  # "kompetisi Eropa", "perdagangan dengan Eropa": its clubs, its countries
    single = m.last == m.first + 1
    if single and (
        "ambiguous" in s.classes_at(m.first) or (m.grade < 3 and s.lowers[m.first] in s.page.words.common)
    ):
        score += AMBIGUOUS
    return score


def _position(s: Surroundings) -> float:
    """What the words and places around add."""
    m = s.m
    score = 0.0
    if s.located:
        score += LOCATED
        if m.grade < 3 and ("origin" in s.context or (m.headline and m.grade == 1)):
            score += ORIGIN
    if s.is_chained() and (m.grade > 1 or s.home or (s.before is not None and s.before.kind != "country")):
        score += CHAINED
    if m.grade > 1 and s.lies_in():
        score += LIES_IN + (ADDRESS if m.first > s.start and s.words[m.first - 1] == "," else 0.0)
    single = m.last == m.first + 1
    if m.grade < 3 and single and (m.headline or (m.first == s.start and not s.context)):
        score += ISOLATED
    return score


def _tags(s: Surroundings) -> float:
    """A tagger's opinion. Its names are right more often than its types: it weighs little."""
    entity = s.page.tag(s.m.first)
    longer = entity is not None and s.tagged_longer(entity.type)
    if entity is None or "area" in s.context:
        return 0.0
    if s.home and s.m.grade == 3 and not (longer and entity.type == "PER"):
        return 0.0
    if entity.type == "ORG" and not longer and s.m.grade > 1 and s.located and not s.page.football:
        return 0.0  # "lahir di Manchester": a club's town, where clubs are not spoken of
    return TAGS.get(entity.type, 0.0) + (LONGER if longer and entity.type == "PER" else 0.0)


def typed_role(s: Surroundings) -> Role:
    """The role of a name with its type: "Stasiun Gambir", "Kecamatan Cibinong", "Jalan Veteran"."""
    m = s.m
    if m.kind == "building" and not s.located:
        return NOTHING, "institution"
    if not s.located and (s.context & {"office", "title"} or _goes_on_from_title(s)):
        return INSIDE, "office"
    located = s.located or s.is_chained()
    if not located and s.words[m.first][0].islower() and not _is_sure(s):
        return NOTHING, "unlisted"
    if m.kind in ("admin", "rank"):
        head = s.head()
        if head:
            return INSIDE, head
    if (
        s.page.football
        and m.type is not None
        and not m.type.words
        and "ground" not in s.classes_at(m.last - 1)
    ):
        return NOTHING, "club"
    if m.headline and not m.entries and not m.inner and m.last - m.first > _HEADLINE_NAME:
        return NOTHING, "headline"  # all words have capitals: no telling where the name ends
    return PLACE, m.kind


def _goes_on_from_title(s: Surroundings) -> bool:
    """Whether a longer name goes on: "Menteri Perumahan Rakyat", "PT Gunung Raya"."""
    m = s.m
    if m.headline or m.first <= s.start or not s.words[m.first - 1][0].isupper():
        return False
    if s.before is not None and s.before.last == m.first and s.before.role == PLACE:
        return False
    return s.in_title()


def _is_sure(s: Surroundings) -> bool:
    """Whether a type in small letters and a name are a place even without a locative: the name is listed, or
    such places mostly have names of their own ("gunung Semeru"), and it is no acronym ("terminal ATM")."""
    m = s.m
    if m.entries or m.inner:
        return True
    at = m.first + (len(m.type.words) if m.type else 0)
    named = "named_after" in s.page.words.ending(s.lowers, at, m.first)
    return named and at < m.last and not (s.words[at].isupper() and len(s.words[at]) <= _ACRONYM)
