"""Actors: who is who inside one article."""

from __future__ import annotations

from runut.model.cast import Cast
from runut.model.layout import Layout
from runut.model.reading import NamedEntity, Place
from runut.model.span import Span
from runut.rules.pack import Pack
from runut.steps.resolve.actors.aliases import find_aliases
from runut.steps.resolve.actors.bodies import add_bodies
from runut.steps.resolve.actors.descriptions import add_descriptions
from runut.steps.resolve.actors.generics import add_generics
from runut.steps.resolve.actors.groups import add_groups
from runut.steps.resolve.actors.names import find_chunks
from runut.steps.resolve.actors.people import add_people
from runut.steps.resolve.actors.roles import read_roles, settle_roles
from runut.steps.resolve.actors.roster import ANONYMOUS, Entity, Roster
from runut.steps.resolve.actors.source_described import NAMELESS_BODY
from runut.steps.resolve.actors.sources import name_sources
from runut.steps.resolve.actors.spread import spread_names
from runut.steps.resolve.actors.words import ActorWords

_BODIES = frozenset(("organisation", "state", "outlet"))
_SHORT = 3


def resolve_actors(
    layout: Layout,
    names: list[NamedEntity],
    sources: list[Span],
    outlet: str | None,
    pack: Pack,
    places: list[Place] | None = None,
) -> Cast:
    """The actors of an article, and the canonical name of every source phrase in it.

    ``names`` may overlap: taggers' and lists' readings of one place in the text are weighed here.
    """
    if not layout.sentences:  # nothing but invisible marks
        return Cast([], {span: ANONYMOUS + span.of(layout.text) for span in sources}, [])
    words = pack.compiled(ActorWords)
    noted = [index for index, word in enumerate(layout.lowers) if word in words.noted]
    chunks = find_chunks(layout, names, places or [], outlet, noted, words)
    roster = Roster(layout, chunks, noted)
    aliases = find_aliases(roster, words)
    add_people(roster, words, aliases)
    read_roles(roster, words)
    add_bodies(roster, words, aliases)
    spread_names(roster, words)
    roster.learn_names()
    add_generics(roster, words)
    add_groups(roster, words)
    add_descriptions(roster, words)
    source_names, speakers = name_sources(roster, sources, words, outlet)
    settle_roles(roster, words)
    bodies = frozenset(entity.name for entity in roster.entities if _is_body(entity))
    return Cast(roster.actors(), source_names, speakers, roster.main_person(), bodies)


def _is_body(entity: Entity) -> bool:
    """Whether an actor is a body; a short run of capitals that nothing else tells of may be an artist ("RM")."""
    if NAMELESS_BODY in entity.kinds:
        return True
    if entity.type not in _BODIES:
        return False
    short = len(entity.name) <= _SHORT and entity.name.isupper()
    return not short or bool(entity.kinds) or any(chunk.known for chunk in entity.chunks)


__all__ = ["resolve_actors"]
