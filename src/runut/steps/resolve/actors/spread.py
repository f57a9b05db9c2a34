"""Names that a tagger found in one place and missed in another: the same capitalised word means the same actor."""

from __future__ import annotations

from runut.steps.resolve.actors.roster import Chunk, Entity, Roster
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
    for index in [i for i, word in enumerate(tokens) if word in forms]:
        chunk = roster.at.get(index)
        if chunk is None:
            if not _within_name(roster, index):
                chunk = Chunk(layout.starts[index], layout.ends[index], index, index + 1, "PER")
                found.append(chunk)
        elif chunk.type == "LOC" and chunk.entity is None and chunk.last - chunk.first == 1:
            if index == 0 or layout.lowers[index - 1] not in words.locative:
                roster.place(chunk, forms[tokens[index]])
                chunk.type = "PER" if forms[tokens[index]].type == "person" else "ORG"
    for chunk in found:
        entity = forms[tokens[chunk.first]]
        chunk.type = "PER" if entity.type == "person" else "ORG"
        roster.chunks.append(chunk)
        roster.at[chunk.first] = chunk
        roster.place(chunk, entity)
    if found:
        roster.chunks.sort(key=lambda c: c.start)


def _forms(roster: Roster, words: ActorWords) -> dict[str, Entity]:
    """One-word names that mean one actor in this text: parts of people's names, whole names of bodies."""
    forms: dict[str, Entity] = {}
    twice: set[str] = set()
    for entity in roster.entities:
        if entity.type not in ("person", "organisation"):
            continue
        for form in _single_words(entity):
            lower = form.lower()
            if len(form) < _SHORTEST or lower in words.common or not form[0].isupper():
                continue
            if forms.setdefault(form, entity) is not entity:
                twice.add(form)
    for form in twice:
        del forms[form]
    lowers = set(roster.layout.words)
    return {form: entity for form, entity in forms.items() if form.lower() not in lowers}


def _single_words(entity: Entity) -> list[str]:
    if entity.type == "person":
        return [word for form in entity.forms for word in form.replace("(", " ").replace(")", " ").split()]
    return [form for form in entity.forms if " " not in form and form.isupper()]


def _within_name(roster: Roster, index: int) -> bool:
    """Whether the word stands in a longer run of capitalised words, which then name something else."""
    tokens = roster.layout.words
    if index and tokens[index - 1] in "/-@#":
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else "."
    return after[0].isupper() and index + 1 not in roster.at and len(after) > 1
