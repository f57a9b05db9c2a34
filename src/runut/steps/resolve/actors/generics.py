"""Nouns that stand for the body at hand: "polisi", "pemerintah", and bodies of a state ("parlemen X")."""

from __future__ import annotations

from bisect import insort

from runut.steps.resolve.actors.chunks import Chunk
from runut.steps.resolve.actors.roster import Entity, Roster
from runut.steps.resolve.actors.words import ActorWords

# Kinds of bodies that every state has one of: with the state's name they are named.
_OF_STATES = frozenset(
    ("parliament", "army", "police", "intelligence", "embassy", "ministry", "court", "prosecutor", "bank")
)
# A foreign state must be named this often before "the government" means its government.
_SETTING = 2
# How many mentions it is worth to be the first body of its kind that an article names.
_LEAD = 3


def add_generics(roster: Roster, words: ActorWords) -> None:
    """Give nouns for bodies their entity: with a state after them, or by themselves for the body at hand."""
    lowers = roster.layout.lowers
    first = words.bodies.first
    past = 0
    for index in [i for i in roster.noted if lowers[i] in first]:
        if index < past or index in roster.title_tokens:
            continue
        hit = words.bodies.at(lowers, index)
        if hit is not None:
            past = _read(roster, index, hit, words)


def _read(roster: Roster, index: int, hit: tuple[int, frozenset[str]], words: ActorWords) -> int:
    """One noun for a body; where the reading goes on."""
    end, kinds = hit
    inside = roster.at.get(index)
    if inside is not None and (inside.entity is not None or inside.last - inside.first > 1):
        return inside.last
    if _part_of_phrase(roster, index, words):
        return end
    named = _named_in_brackets(roster, end)
    if named is not None:
        roster.describe(named, index, end + 1 if roster.layout.words[end] != "(" else end)
        return end + 1
    owner = roster.at.get(end)
    if owner is not None and owner.type == "STATE" and owner.first == end:
        return _owned(roster, index, end, kinds, owner, words)
    state = words.states.at(roster.layout.lowers, end) if owner is None and kinds & _OF_STATES else None
    if state is not None and roster.layout.words[end][0].isupper():
        name = f"{roster.text(index, end)} {next(iter(state[1]))}"
        _body(roster, index, state[0], name, kinds, words)
        return state[0]
    if owner is None and "government" in kinds and end < len(roster.layout.lowers):
        beyond = roster.at.get(end + 1)
        if (
            beyond is not None
            and beyond.type in ("STATE", "LOC")
            and roster.layout.lowers[end] in words.locative
        ):
            return _authority(roster, index, end + 1, beyond)
    return _alone(roster, index, end, kinds, words)


def _named_in_brackets(roster: Roster, end: int) -> Entity | None:
    """ "otoritas balap (FIA)": the body in the brackets right after the noun and at most one word more."""
    tokens = roster.layout.words
    for index in (end, end + 1):
        if index + 2 < len(tokens) and tokens[index] == "(":
            chunk = roster.at.get(index + 1)
            if chunk is not None and chunk.type == "ORG" and tokens[chunk.last : chunk.last + 1] == [")"]:
                return chunk.entity
    return None


def _part_of_phrase(roster: Roster, index: int, words: ActorWords) -> bool:
    """Whether the noun only completes another one ("kantor polisi", "Peraturan Pemerintah", "pejabat
    intelijen X").
    """
    if index == 0:
        return False
    layout = roster.layout
    before = layout.lowers[index - 1]
    if before in words.compound or before in words.one:
        return True
    capital = layout.words[index][0].isupper()
    if capital and layout.words[index - 1][0].isupper() and index - 1 not in roster.at:
        return layout.sentences[layout.sentence_at(layout.starts[index])].first < index
    group = words.groups.before(layout.lowers, index)
    return group is not None


def _owned(
    roster: Roster, index: int, end: int, kinds: frozenset[str], owner: Chunk, words: ActorWords
) -> int:
    """ "pemerintah X" is X itself; "parlemen X" a body of X."""
    if owner.entity is None:
        return end
    if "government" in kinds:
        _stretch(roster, index, owner)
    elif kinds & _OF_STATES:
        name = roster.text(index, end).capitalize() + " " + owner.entity.name
        owner.entity.mentions = [m for m in owner.entity.mentions if m[0] != owner.start]
        _body(roster, index, owner.last, name, kinds, words)
    return owner.last


def _stretch(roster: Roster, index: int, owner: Chunk) -> None:
    """Let a state's mention begin at its government's noun."""
    entity = owner.entity
    assert entity is not None
    start = roster.layout.starts[index]
    entity.mentions = [m for m in entity.mentions if m[0] != owner.start]
    insort(entity.mentions, (start, owner.end))
    owner.start = start
    for token in range(index, owner.first):
        roster.at[token] = owner
    owner.first = index


def _authority(roster: Roster, index: int, place: int, beyond: Chunk) -> int:
    """ "otoritas di X": the state X where the text has it as an actor."""
    text = roster.text(beyond.first, beyond.last)
    state = beyond.entity or roster.find(text)
    if state is None or state.type != "state":
        return place
    roster.describe(state, index, beyond.last)
    return beyond.last


def _body(
    roster: Roster, first: int, last: int, name: str, kinds: frozenset[str], words: ActorWords
) -> Entity:
    known = words.known_forms.get(name.casefold()) or words.known_forms.get(
        roster.text(first, last).casefold()
    )
    if known:
        name = known.name
    entity = roster.find(name)
    if entity is None:
        entity = roster.add(Entity(name, known.type if known else "organisation"))
        entity.kinds |= kinds
        entity.firm = True
    chunk = Chunk(roster.layout.starts[first], roster.layout.ends[last - 1], first, last, "ORG")
    for index in range(first, last):
        roster.at[index] = chunk
    roster.place(chunk, entity)
    return entity


def _alone(roster: Roster, index: int, end: int, kinds: frozenset[str], words: ActorWords) -> int:
    """A noun for a body without a name: the body at hand, or the country's own one."""
    lowers = roster.layout.lowers
    noun = " ".join(lowers[index:end])
    if noun in words.main_bodies:
        return _main_body(roster, index, end, frozenset(words.main_bodies[noun]))
    default = words.defaults.get(noun)
    if default is None:
        return end
    key = (default, "government" in kinds)
    if key not in roster.at_hand:
        roster.at_hand[key] = _at_hand(roster, kinds, words) or _default(roster, default, kinds, words)
    if end < len(lowers) and lowers[end] in words.demonstrative:
        end += 1
    roster.describe(roster.at_hand[key], index, end)
    return end


def _main_body(roster: Roster, index: int, end: int, kinds: frozenset[str]) -> int:
    """A noun alone for the body of these kinds that the text is about: the one it names most before, and first."""
    offset = roster.layout.starts[index]
    named = [e for e, _ in roster.before(offset) if e.type == "organisation" and e.kinds & kinds]
    first = min(named, key=lambda e: e.mentions[0], default=None)
    found = max(named, key=lambda e: _LEAD * (e is first) + _named(e, offset), default=None)
    if found is not None:
        roster.describe(found, index, end)
    return end


def _named(entity: Entity, offset: int) -> int:
    return sum(mention[0] < offset for mention in entity.mentions)


def _default(roster: Roster, default: str, kinds: frozenset[str], words: ActorWords) -> Entity:
    """The country's own body; a body without a name where the text is about another country."""
    known = words.known_forms.get(default.casefold())
    if known is not None and _foreign(roster, words):
        default = next(noun for noun, name in words.defaults.items() if name == default).capitalize()
    entity = roster.find(default)
    if entity is None:
        entity = roster.add(
            Entity(default, known.type if known else "state" if "government" in kinds else "organisation")
        )
        entity.kinds |= kinds
        entity.firm = True
    return entity


def _foreign(roster: Roster, words: ActorWords) -> bool:
    states = [e for e in roster.entities if e.type == "state" and e.mentions]
    home = set(words.defaults.values())
    return sum(len(e.mentions) for e in states) >= _SETTING and not any(e.name in home for e in states)


def _at_hand(roster: Roster, kinds: frozenset[str], words: ActorWords) -> Entity | None:
    """The body of this kind that the article is about: the first it names, alone or inside another
    body's name.
    """
    if "government" in kinds:
        return _state_at_hand(roster, words)
    lowers = roster.layout.lowers
    heads = words.heads.first
    for index in [i for i in roster.noted if lowers[i] in heads]:
        hit = words.heads.at(lowers, index)
        if hit is None or not hit[1] & kinds:
            continue
        chunk = roster.at.get(index)
        if chunk is not None and chunk.first == index and chunk.entity is not None:
            if chunk.entity.type == "organisation":
                return chunk.entity
            continue
        found = _named_by_head(roster, index, hit[0], chunk, kinds, words)
        if found is not None:
            return found
    bodies = [e for e in roster.entities if e.type == "organisation" and e.kinds & kinds and e.mentions]
    return min(bodies, key=lambda e: min(e.mentions), default=None)


def _named_by_head(
    roster: Roster, index: int, end: int, chunk: Chunk | None, kinds: frozenset[str], words: ActorWords
) -> Entity | None:
    """The body whose name begins inside another name or in a title ("Kapolres X" is the head of "Polres
    X").
    """
    place = chunk or roster.at.get(end)
    last = place.last if place is not None and (chunk is not None or place.type == "LOC") else end
    town = words.towns.at(roster.layout.lowers, end)
    if last == end and town is not None:
        last = town[0]
    short = words.short_heads.get(tuple(roster.layout.lowers[index:end]), ())
    rest = roster.text(end, last)
    head = roster.text(index, end)
    if short and tuple(head.lower().split()) != short:
        head = " ".join(short).capitalize()
    name = f"{head} {rest}".strip()
    known = words.known_forms.get(name.casefold())
    if known is None and not rest:
        return None
    if known is not None:
        name = known.name
    entity = roster.find(name) or _going_on(roster, name, kinds)
    if entity is None:
        entity = roster.add(Entity(name, "organisation"))
        entity.kinds |= kinds
        entity.firm = True
    return entity


def _going_on(roster: Roster, name: str, kinds: frozenset[str]) -> Entity | None:
    """A body of these kinds whose name begins with these words: "Polres Metro" is that of a town."""
    bodies = (e for e in roster.entities if e.type == "organisation" and e.kinds & kinds and e.mentions)
    return next((e for e in bodies if any(f.startswith(f"{name} ") for f in (e.name, *e.forms))), None)


def _state_at_hand(roster: Roster, words: ActorWords) -> Entity | None:
    """The state that a foreign article is about: the one it names most, unless the own country is among
    them.
    """
    states = [e for e in roster.entities if e.type == "state" and e.mentions]
    home = set(words.defaults.values())
    if any(e.name in home for e in states):
        return next(e for e in states if e.name in home)
    top = max(states, key=lambda e: len(e.mentions), default=None)
    return top if top is not None and len(top.mentions) >= _SETTING else None
