"""What the other names of a text say of one: lists of people, two names run together, names of events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from runut.model.layout import Layout
from runut.steps.resolve.actors.chunks import Chunk, settle
from runut.steps.resolve.actors.words import ActorWords

# Bodies whose head noun no place's name begins with.
_BODIES = frozenset(
    ("university", "school", "hospital", "company", "bank", "ministry", "party", "club", "ngo")
)
# Bodies that one goes to as well: after a locative they are places.
_OFFICES = frozenset(("police", "prosecutor", "court", "localgov", "agency", "commission", "parliament"))
_NAMES = frozenset(("PER", "ORG"))
_BODY_TYPES = frozenset(("ORG", "KNOWN"))
_LONGEST = 5  # words that two names run together may have
_SEPARATORS = frozenset(",;")
_QUOTES = frozenset("\"'“‘")


def reread(layout: Layout, chunks: list[Chunk], unplaced: list[Chunk], words: ActorWords) -> None:
    """Put the types of names right by what stands around them and elsewhere, in place; ``unplaced``
    are those that a tagger reads as places and no list of places knows.
    """
    if unplaced:
        _people_in_lists(layout, chunks, words)
        bodies = {_lowered(layout, c) for c in chunks if c.type == "ORG"}
        for chunk in unplaced:
            if chunk.type == "LOC" and (_has_head(layout, chunk, words) or _lowered(layout, chunk) in bodies):
                chunk.type = "ORG"
    _home_towns(layout, chunks, words)
    _drop_events(layout, chunks, words)
    _part_neighbours(layout, chunks, words)


def _lowered(layout: Layout, chunk: Chunk) -> tuple[str, ...]:
    return tuple(layout.lowers[chunk.first : chunk.last])


def _has_head(layout: Layout, chunk: Chunk, words: ActorWords) -> bool:
    """Whether a name begins as only an organisation's does: "Universitas X"."""
    head = words.heads.at(layout.lowers, chunk.first)
    if head is None or head[0] >= chunk.last:
        return False
    before = layout.lowers[chunk.first - 1] if chunk.first else ""
    return bool(head[1] & _BODIES) or (bool(head[1] & _OFFICES) and before not in words.locative)


def _people_in_lists(layout: Layout, chunks: list[Chunk], words: ActorWords) -> None:
    """ "A, B, C": whoever stands in a list between people is one."""
    tagged = sorted((c for c in chunks if c.type in ("PER", "LOC")), key=lambda c: c.first)
    run: list[Chunk] = []
    for before, chunk in pairwise(tagged):
        if not _listed_after(layout, before, chunk, words):
            run = []
            continue
        if chunk.type == "LOC" and chunk.name is None and (before.type == "PER" or run):
            run.append(chunk)
        elif chunk.type == "PER":
            for each in run:
                each.type = "PER"
            run = []
        else:
            run = []


def _listed_after(layout: Layout, before: Chunk, chunk: Chunk, words: ActorWords) -> bool:
    between = layout.lowers[before.last : chunk.first]
    if not 1 <= len(between) <= 2:
        return False
    return all(word in _SEPARATORS or word in words.both for word in between)


def _home_towns(layout: Layout, chunks: list[Chunk], words: ActorWords) -> None:
    """A town at home that a tagger reads as a person is none, unless it is in somebody's full name or follows
    a title.
    """
    alone = [c for c in chunks if c.type == "PER" and c.last - c.first == 1]
    towns = [c for c in alone if layout.lowers[c.first] in words.home_towns and c.known is None]
    if not towns:
        return
    people = {
        w for c in chunks if c.type == "PER" and c.last - c.first > 1 for w in layout.lowers[c.first : c.last]
    }
    for chunk in towns:
        if layout.lowers[chunk.first] not in people and not _titled(layout, chunk, words):
            chunk.type = "LOC"


def _drop_events(layout: Layout, chunks: list[Chunk], words: ActorWords) -> None:
    """Names after a noun for events, works or measures ("turnamen X", "tingkat X") are of such; and
    those that count their times ("X ke-5").
    """
    events = [c for c in chunks if c.type in _NAMES and c.first < c.last and _is_event(layout, c, words)]
    if not events:
        return
    often = Counter([_lowered(layout, c) for c in chunks if c.type in _NAMES])
    said = Counter(_lowered(layout, chunk) for chunk in events)
    dropped: set[tuple[str, ...]] = set()
    for chunk in events:
        lowered = _lowered(layout, chunk)
        if 2 * said[lowered] >= often[lowered]:
            dropped.add(lowered)
            after = chunk.last + 1
            if layout.words[chunk.last : after] == ["("] and layout.words[after + 1 : after + 2] == [")"]:
                dropped.add((layout.lowers[after],))
    for chunk in chunks if dropped else ():
        if chunk.type in _NAMES and _lowered(layout, chunk) in dropped:
            chunk.last = chunk.first


def _is_event(layout: Layout, chunk: Chunk, words: ActorWords) -> bool:
    lowers = layout.lowers
    if lowers[chunk.first] in words.no_actor_heads or _abbreviates_thing(layout, chunk, words):
        return True
    if chunk.type == "ORG" and _is_made_noun(layout, chunk, words):
        return True
    quoted = _opens_quotation(layout, chunk)
    before = lowers[chunk.first - 1 - quoted] if chunk.first > quoted else ""
    if (chunk.type == "ORG" or quoted) and before in words.event_nouns:
        return not words.heads.at(lowers, chunk.first)
    after = lowers[chunk.last : chunk.last + 3]
    if chunk.last - chunk.first > 1 and after and after[0].split("-")[0] in words.ordinal:
        rest = after[0].partition("-")[2] or (after[2] if after[1:2] == ["-"] and len(after) > 2 else "")
        return rest.isdigit()
    return False


def _is_made_noun(layout: Layout, chunk: Chunk, words: ActorWords) -> bool:
    """ "Pembinaan Usaha Kecil": an act or a state, not a body, unless the noun is one for bodies ("Kejaksaan")."""
    lowers, first = layout.lowers, chunk.first
    if not words.noun_made.match(lowers[first]) or lowers[first] in words.made_bodies:
        return False
    nouns = words.heads.at(lowers, first) or words.units.at(lowers, first) or words.bodies.at(lowers, first)
    known = lowers[first] in words.known or " ".join(lowers[first : chunk.last]) in words.known_forms
    return not (nouns or known)


def _abbreviates_thing(layout: Layout, chunk: Chunk, words: ActorWords) -> bool:
    """ "Light Rail Transit (LRT)": a name whose acronym is a thing's, unless it begins as a body's does."""
    bracket = layout.words[chunk.last : chunk.last + 3]
    if len(bracket) < 3 or bracket[0] != "(" or bracket[2] != ")" or not bracket[1].isupper():
        return False
    if chunk.last - chunk.first < 2 or words.heads.at(layout.lowers, chunk.first):
        return False
    return layout.lowers[chunk.last + 1] in words.no_actors


def _opens_quotation(layout: Layout, chunk: Chunk) -> bool:
    """Whether a quotation mark stands right before a name: film "NAME"."""
    return chunk.first > 0 and layout.words[chunk.first - 1] in _QUOTES


def _part_neighbours(layout: Layout, chunks: list[Chunk], words: ActorWords) -> None:
    """A person and a body run together, where each has its own name elsewhere, or part of it: "manajer
    Persela NAME SURNAME", then "NAME".
    """
    long_ = [c for c in chunks if c.type in _NAMES and 1 < c.last - c.first <= _LONGEST]
    if not long_:
        return
    bodies = {_lowered(layout, c) for c in chunks if c.type in _BODY_TYPES and c.first < c.last}
    people = _people(layout, chunks)
    if not (bodies and people):
        return
    for chunk in long_:
        lowered = _lowered(layout, chunk)
        for cut in range(1, len(lowered)):
            left, right = lowered[:cut], lowered[cut:]
            if left in people and right in bodies:
                types = ("PER", "ORG")
            elif left in bodies and (
                (chunk.type == "PER" and right in people)
                or (_titled(layout, chunk, words) and (right[:1] in people or right[-1:] in people))
            ):
                types = ("ORG", "PER")
            else:
                continue
            _part(layout, chunks, chunk, chunk.first + cut, types)
            break


def _titled(layout: Layout, chunk: Chunk, words: ActorWords) -> bool:
    return chunk.first > 0 and layout.lowers[chunk.first - 1] in words.title_words


def _people(layout: Layout, chunks: Iterable[Chunk]) -> set[tuple[str, ...]]:
    """What people are called: whole names, and single words of theirs that stand alone too."""
    named = {_lowered(layout, c) for c in chunks if c.type == "PER" and c.first < c.last}
    return {name for name in named if len(name) <= 2}


def _part(layout: Layout, chunks: list[Chunk], chunk: Chunk, cut: int, types: tuple[str, str]) -> None:
    other = Chunk(layout.starts[cut], chunk.end, cut, chunk.last, types[1])
    chunk.last, chunk.type = cut, types[0]
    settle(layout, chunk)
    chunks.append(other)
