"""Where names begin and end, and what is none: a tagger's errors are mostly at the edges.

It takes the rank before a name into an organisation's name, the state before a person's into the person's, or
stops before the town that ends the name of an office.
"""

from __future__ import annotations

from runut.model.layout import Layout
from runut.steps.resolve.actors.ahead import cut_body_ahead
from runut.steps.resolve.actors.chunks import Chunk, settle
from runut.steps.resolve.actors.edges import (
    cut_at_rank,
    cut_body_begun,
    cut_field,
    cut_listed,
    cut_people_off,
    cut_titles,
    part_bodies,
    person_after_state,
    strip_article,
    strip_marks,
    take_name_too,
    town_after_kind,
)
from runut.steps.resolve.actors.headlines import cut_headlines
from runut.steps.resolve.actors.joining import (
    drop_pairs,
    join_bodies,
    join_hyphened,
    join_nicknames,
    join_parted,
    join_particles,
    split_people,
)
from runut.steps.resolve.actors.misread import (
    after_company,
    body_by_head,
    body_by_name,
    cut_common,
    cut_headline_words,
    is_headline,
    is_no_actor,
    is_work,
    person_after_rank,
    strip_numerals,
)
from runut.steps.resolve.actors.offices import (
    cut_acronym,
    cut_after_regency,
    cut_at_given,
    cut_holder,
    cut_own_body,
    cut_to_body,
)
from runut.steps.resolve.actors.things import spelled_things
from runut.steps.resolve.actors.words import ActorWords

_LISTED = frozenset(("STATE", "OUTLET", "KNOWN"))


def mend(layout: Layout, chunks: list[Chunk], words: ActorWords) -> None:
    """Put the edges of names right, in place; a chunk left empty is no name."""
    listed = {chunk.first: chunk for chunk in chunks if chunk.type in _LISTED}
    holders: list[Chunk] = []
    for chunk in chunks:
        if chunk.type == "LOC" and chunk.last - chunk.first > 1:
            person_after_state(layout, chunk, words)
            holders += cut_after_regency(layout, chunk, words)
    chunks += holders
    tagged = sorted((c for c in chunks if c.type in ("PER", "ORG")), key=lambda c: c.first)
    added: list[Chunk] = []
    plain = set(layout.words)
    things = spelled_things(layout, tagged, words)
    for chunk in tagged:
        inside = strip_marks(layout, chunk)
        if inside is not None:
            added.append(inside)
        body_by_head(layout, chunk, words)
        if chunk.type == "PER":
            cut_listed(layout, chunk, listed, added, words)
            cut_body_ahead(layout, chunk, added, words)
        cut_field(layout, chunk, words)
        cut_titles(layout, chunk, listed, words)
        if chunk.type == "ORG":
            cut_at_rank(layout, chunk, words)
            town_after_kind(layout, chunk, words)
            cut_to_body(layout, chunk, listed, words)
            added += (
                cut_at_given(layout, chunk, words)
                or cut_acronym(layout, chunk, words)
                or cut_holder(layout, chunk, listed, words)
            )
            strip_article(layout, chunk, words)
            added += part_bodies(layout, chunk, words)
        strip_numerals(layout, chunk, words)
        cut_common(layout, chunk, plain, words)
        if (
            is_no_actor(layout, chunk, words)
            or is_headline(layout, chunk, listed, words)
            or is_work(layout, chunk, words)
            or (chunk.last - chunk.first == 1 and layout.words[chunk.first] in things)
        ):
            chunk.last = chunk.first
        settle(layout, chunk)
    cut_headline_words(layout, tagged, words)
    cut_headlines(layout, chunks, words)
    join_nicknames(layout, tagged)
    join_parted(layout, tagged, words)
    cut_body_begun(layout, tagged, words)
    join_particles(layout, tagged, words)
    join_hyphened(layout, tagged)
    drop_pairs(layout, tagged)
    added += cut_people_off(layout, tagged, listed, words)
    added += cut_own_body(layout, tagged, words)
    for chunk in chunks:
        if chunk.type in ("ORG", "LOC"):
            person_after_rank(layout, chunk, words)
        if chunk.type == "PER":
            take_name_too(layout, chunk, words)
            body_by_name(layout, chunk, words)
        elif chunk.type == "KNOWN":
            after_company(layout, chunk, words)
    chunks += added
    join_bodies(layout, chunks, words)
    for chunk in [c for c in chunks if c.type == "ORG"]:
        holder = cut_holder(layout, chunk, listed, words)
        if holder:
            settle(layout, chunk)
            chunks += holder
    split_people(layout, chunks, words)
    join_parted(layout, chunks, words)
