"""Names that a tagger found in one place and missed in another: the same capitalised word means the same
actor.
"""

from __future__ import annotations

from bisect import insort

from runut.steps.resolve.actors.chunks import Chunk
from runut.steps.resolve.actors.roster import Entity, Roster
from runut.steps.resolve.actors.words import ActorWords

_SHORTEST = 3


def spread_names(roster: Roster, words: ActorWords) -> None:
    """Give untagged capitalised words that are an actor's name, or a part of a person's, to that actor."""
    forms = _forms(roster, words)
    if not forms:
        return
    layout = roster.layout
    tokens = layout.words
    found = []
    past = 0
    for index in [i for i, word in enumerate(tokens) if word in forms]:
        if index < past:
            continue
        for form, entity in forms[tokens[index]]:
            end = index + len(form)
            if tuple(tokens[index:end]) == form and _free(roster, index, end, words):
                chunk = Chunk(layout.starts[index], layout.ends[end - 1], index, end, "ORG")
                chunk.type = "PER" if entity.type == "person" else "ORG"
                found.append((chunk, entity))
                past = end
                break
    _pairs(roster, forms)
    gone: set[int] = set()
    for chunk, entity in found:
        _take(roster, chunk, entity, gone)
    if found:
        roster.chunks = sorted((c for c in roster.chunks if id(c) not in gone), key=lambda c: c.start)


def _pairs(roster: Roster, forms: dict[str, list[tuple[tuple[str, ...], Entity]]]) -> None:
    """ "Rina-Budi": a mention of each of two people whom a hyphen joins."""
    layout = roster.layout
    for index in [i for i, word in enumerate(layout.words) if "-" in word]:
        first, _, last = layout.words[index].partition("-")
        if index in roster.at:
            continue
        pair = [_person(forms, first), _person(forms, last)]
        if all(pair) and pair[0] is not pair[1]:
            start, end = layout.starts[index], layout.ends[index]
            for entity, span in zip(pair, ((start, start + len(first)), (end - len(last), end)), strict=True):
                if entity is not None:
                    insort(entity.mentions, span)


def _person(forms: dict[str, list[tuple[tuple[str, ...], Entity]]], word: str) -> Entity | None:
    return next((e for form, e in forms.get(word, ()) if form == (word,) and e.type == "person"), None)


def _free(roster: Roster, first: int, last: int, words: ActorWords) -> bool:
    """Whether these tokens are nobody's yet: untagged, or read as a place where no locative stands before."""
    if first and roster.layout.words[first - 1] in "/-@#":
        return False
    for index in range(first, last):
        chunk = roster.at.get(index)
        if chunk is None:
            continue
        if chunk.first < first or chunk.last > last:
            return False
        if chunk.entity is not None and last - first < 2:
            return False
        if chunk.type == "LOC" and first and roster.layout.lowers[first - 1] in words.locative:
            return False
        if chunk.type not in ("LOC", "PER", "ORG"):
            return False
    return last in roster.at or not _runs_on(roster, last)


def _take(roster: Roster, chunk: Chunk, entity: Entity, gone: set[int]) -> None:
    for index in range(chunk.first, chunk.last):
        other = roster.at.get(index)
        if other is not None and other.first == index:
            gone.add(id(other))
            if other.entity is not None:
                other.entity.mentions = [m for m in other.entity.mentions if m[0] != other.start]
        roster.at[index] = chunk
    roster.chunks.append(chunk)
    roster.place(chunk, entity)


def _runs_on(roster: Roster, index: int) -> bool:
    """Whether a longer run of capitalised words goes on here, which then names something else."""
    after = roster.layout.words[index] if index < len(roster.layout.words) else "."
    return after[0].isupper() and len(after) > 1


def _forms(roster: Roster, words: ActorWords) -> dict[str, list[tuple[tuple[str, ...], Entity]]]:
    """Names that mean one actor in this text, by first word, longest first: whole names, and parts of
    people's.
    """
    owner: dict[tuple[str, ...], Entity] = {}
    twice: set[tuple[str, ...]] = set()
    for entity in roster.entities:
        if entity.type in ("person", "organisation"):
            for form in _names(entity, words):
                if owner.setdefault(form, entity) is not entity:
                    twice.add(form)
    plain = set(roster.layout.words)
    forms: dict[str, list[tuple[tuple[str, ...], Entity]]] = {}
    for form, entity in owner.items():
        if form not in twice and not (len(form) == 1 and form[0].lower() in plain):
            forms.setdefault(form[0], []).append((form, entity))
    for entries in forms.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return forms


def _names(entity: Entity, words: ActorWords) -> list[tuple[str, ...]]:
    """The forms of an actor's name worth looking for: all of two words or more, single ones that are no
    common word.
    """
    found: list[tuple[str, ...]] = []
    for form in entity.forms:
        parts = tuple(form.replace("(", " ").replace(")", " ").split())
        if len(parts) > 1 and all(part[0].isupper() for part in parts):
            found.append(parts)
        if entity.type == "organisation" and len(parts) > 1 and parts[0].lower() in words.organs:
            found.append(parts[:1])  # "DPP X", then "DPP"
        singles = parts if entity.type == "person" else parts if len(parts) == 1 and form.isupper() else ()
        found += [
            (part,)
            for part in singles
            if len(part) >= _SHORTEST and part[0].isupper() and part.lower() not in words.common
        ]
    return found
