"""A body's name that a tagger took for the first word of a person's: "founder BODY NAME"."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.steps.resolve.actors.chunks import Chunk
from runut.steps.resolve.actors.words import ActorWords

# Two words left make a name; one may be the rest of any name.
_SHORTEST = 3


def cut_body_ahead(layout: Layout, chunk: Chunk, added: list[Chunk], words: ActorWords) -> None:
    """After a title, the name's first word is a body's where the text has it alone before anybody of that name is
    named: it is cut off and ``added``.
    """
    if chunk.type != "PER" or chunk.last - chunk.first < _SHORTEST or chunk.first == 0:
        return
    word = layout.words[chunk.first]
    if layout.lowers[chunk.first - 1] not in words.title_words or len(word) < _SHORTEST:
        return
    hit = words.titles.before(layout.lowers, chunk.first)
    if hit is None or "office" not in hit[1]:
        return
    at = layout.words.index(word)
    if at >= chunk.first:
        return
    beside = layout.words[at + 1 : at + 2] + layout.words[max(0, at - 1) : at]
    if not any(other[0].isupper() for other in beside if other[0].isalpha()):
        first = chunk.first
        added.append(Chunk(layout.starts[first], layout.ends[first], first, first + 1, "ORG"))
        chunk.first += 1
