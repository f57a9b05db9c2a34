"""Judge: whether a candidate is a place, a government that acts, or no mention of its own."""

from __future__ import annotations

from runut.steps.extract.places.mention import Mention
from runut.steps.extract.places.page import Page
from runut.steps.extract.places.states import is_called_seat, state_role
from runut.steps.extract.places.surroundings import ACTOR, INSIDE, NOTHING, PLACE, STATES, Surroundings
from runut.steps.extract.places.towns import town_role, typed_role

_TYPED = frozenset({"admin", "rank", "carry", "facility", "street", "building"})
_SITE = 5  # tokens of a site's name before a dateline's town ("JUARA.NET,")
_DATELINE = 9  # tokens within which a dateline ends in a dash


def assign_roles(page: Page, mentions: list[Mention]) -> None:
    """Set ``role`` and ``rule`` of every mention, in text order: each sees what those before it are."""
    at = 0
    for sentence in page.layout.sentences:
        first = at
        while at < len(mentions) and mentions[at].first < sentence.last:
            at += 1
        inside = mentions[first:at]
        before: Mention | None = None
        for number, m in enumerate(inside):
            later = inside[number + 1 :] if len(inside) < 50 else inside[number + 1 : number + 6]
            around = Surroundings(page, m, before, later, sentence.first, sentence.last)
            m.role, m.rule = _role(around)
            before = m
    _look_again(page, mentions)
    _drop_home_modifiers(page, mentions)


def _drop_home_modifiers(page: Page, mentions: list[Mention]) -> None:
    """The home country takes part only if it acts somewhere: "film Indonesia" tells no more than "film"."""
    home = [m for m in mentions if m.role == ACTOR and m.entries[0].country == page.words.home]
    if all(m.rule == "modifier" for m in home):
        for m in home:
            m.role = INSIDE


def _role(s: Surroundings) -> tuple[str, str]:
    if _is_dateline(s):
        return PLACE, "dateline"
    if s.m.kind in _TYPED:
        return typed_role(s)
    if s.m.kind == "unlisted":
        return (NOTHING, "unlisted") if s.tagged("PER", "ORG") else (PLACE, "settlement")
    head = s.head()
    if head:
        return INSIDE, head
    if is_called_seat(s):
        return PLACE, "copula"
    return state_role(s) if s.m.kind in STATES else town_role(s)


def _is_dateline(s: Surroundings) -> bool:
    """ "JAKARTA, KOMPAS -", "Manila (ANTARA News) -", "TRIBUNNEWS.COM, BOGOR -", "Washington: …" """
    m, words = s.m, s.words
    if m.kind in ("facility", "building", "street") or m.grade < 2 or m.last >= s.end:
        return False
    if m.kind == "country" and not (words[m.first].isupper() and words[m.last] in "-–—"):
        return False
    if s.page.layout.starts[s.start] not in s.page.paragraphs:
        return False
    if m.first > s.start and not (
        m.first - s.start <= _SITE and any("." in w for w in words[s.start : m.first])
    ):
        return False
    follower = words[m.last]
    if follower == ":":
        return m.first == s.start and m.last + 1 < s.end and words[m.last + 1][0].isupper()
    if follower in ",(":
        return any(w in "-–—" for w in words[m.last : min(s.end, m.last + _DATELINE)])
    return follower in "-–—"


def _look_again(page: Page, mentions: list[Mention]) -> None:
    """A name that is a place in one sentence is one where nothing speaks against it."""
    if page.football:
        return
    sure = {
        m.entries[0].name
        for m in mentions
        if m.role == PLACE and m.entries and m.kind not in ("country", "continent") and m.rule != "dateline"
    }
    for m in mentions:
        open_ = (
            not m.headline
            and m.rule in ("weak", "metonym", "possessor")
            and not (page.is_tagged(m.first, "PER") and page.in_full_name(m.first))
        )
        if open_ and m.entries[0].name in sure:
            m.role, m.rule = PLACE, "again"
