"""Places: names of places, and names of countries and capitals that stand for a government."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.model.reading import NamedEntity, Place
from runut.rules.pack import Pack
from runut.steps.extract.places.gazetteer import Gazetteer
from runut.steps.extract.places.judge import assign_roles
from runut.steps.extract.places.lexicon import PlaceWords
from runut.steps.extract.places.mention import Mention
from runut.steps.extract.places.naming import Namer
from runut.steps.extract.places.page import Page
from runut.steps.extract.places.scan import Scanner
from runut.steps.extract.places.surroundings import ACTOR, PLACE
from runut.steps.extract.places.unlisted import add_enclosed, add_tagged, home_government, join_neighbours


def find_places(layout: Layout, names: list[NamedEntity], gazetteer: Gazetteer, pack: Pack) -> list[Place]:
    """Every named place, in text order. ``names`` are a tagger's; without them the words around must do."""
    return read_places(layout, names, gazetteer, pack)[0]


def find_states(
    layout: Layout, gazetteer: Gazetteer, pack: Pack, names: list[NamedEntity] | None = None
) -> list[NamedEntity]:
    """Countries and capitals that act: type STATE, with the country's canonical name; none is a place too."""
    return read_places(layout, names or [], gazetteer, pack)[1]


def read_places(
    layout: Layout, names: list[NamedEntity], gazetteer: Gazetteer, pack: Pack
) -> tuple[list[Place], list[NamedEntity]]:
    """Places and acting states in one reading: each mention is one or the other."""
    page = Page(layout, pack.compiled(PlaceWords), names)
    words = page.words
    mentions = [m for m in Scanner(layout, words, gazetteer).find() if not _holds_person(page, m)]
    assign_roles(page, mentions)
    places = add_enclosed([m for m in mentions if m.role == PLACE], mentions, page)
    places = add_tagged(join_neighbours(places, layout, words), mentions, names, page)
    acting = [m for m in mentions if m.role == ACTOR]
    states = [_state(m, layout, words) for m in acting]
    states += home_government(acting, layout, words)
    states.sort(key=lambda s: s.start)
    return Namer(layout, words, gazetteer).places(places), states


def _holds_person(page: Page, m: Mention) -> bool:
    """ "Juru Bicara Istana NAME": a body and somebody after it, as a tagger parts them, are no place."""
    if m.kind != "facility" or not page.is_tagged(m.last - 1, "PER"):
        return False
    return page.is_tagged(m.first, "ORG")


def _state(m: Mention, layout: Layout, words: PlaceWords) -> NamedEntity:
    """The mention with the word for the government before it ("pemerintah Jepang")."""
    assert m.known is not None
    start, before = m.start, m.first - 1
    opens = layout.starts[m.first] == m.start  # not the second half of "AS-Korsel"
    if opens and before >= 0 and "government" in words.of(layout.lowers[before]):
        start = layout.starts[before]
    return NamedEntity(start, m.end, "STATE", name=m.known.actor)


__all__ = ["Gazetteer", "find_places", "find_states", "read_places"]
