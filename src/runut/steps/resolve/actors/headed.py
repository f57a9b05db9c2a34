"""Bodies that no tagger found, by the noun that their names begin with: "menurut Dinas Sosial Kota X"."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.steps.resolve.actors.chunks import Chunk
from runut.steps.resolve.actors.words import ActorWords

# Kinds of bodies whose noun, with a capital in running text, begins a name.
_OFFICES = frozenset(("police", "prosecutor", "court", "prison", "army", "localgov", "agency", "commission"))
_HOUSES = frozenset(("parliament", "ministry", "university", "ngo", "union", "federation"))
_KINDS = _OFFICES | _HOUSES
_LONGEST = 8
_SHORTEST = 3  # words of a name that no place ends
_SMALL = 4  # letters of the shortest word that shows running text
_AROUND = 6


def add_headed(layout: Layout, chunks: list[Chunk], noted: list[int], words: ActorWords) -> list[Chunk]:
    """The names with those that a noun for bodies begins, where capitalised words or a place follow."""
    heads = words.heads.first
    marked = [index for index in noted if layout.lowers[index] in heads and layout.words[index][0].isupper()]
    if not marked:
        return chunks
    taken = {index: chunk for chunk in chunks for index in range(chunk.first, chunk.last)}
    found: list[Chunk] = []
    for index in marked:
        if index in taken:
            continue
        head = words.heads.at(layout.lowers, index)
        if head is None or not head[1] & _KINDS or not _begins_name(layout, index, words):
            continue
        end, place = _end(layout, head[0], taken, words)
        if end > head[0] and (place is not None or end - index >= _SHORTEST):
            found.append(Chunk(layout.starts[index], layout.ends[end - 1], index, end, "ORG"))
            taken.update(dict.fromkeys(range(index, end), found[-1]))
            if place is not None:
                place.last = place.first
    if not found:
        return chunks
    return sorted([c for c in chunks if c.first < c.last] + found, key=lambda c: c.start)


def _begins_name(layout: Layout, index: int, words: ActorWords) -> bool:
    """Whether a name may begin here: in running text, not behind a locative, nor inside another capitalised phrase."""
    if layout.lowers[index] in words.place_office:
        return False  # "Kapolres X"
    before = layout.words[index - 1] if index else "."
    lower = before.lower()
    if lower in words.locative or lower in words.compound:
        return False
    if before[0].isupper() and lower not in words.title_words and lower not in words.common:
        return False
    around = layout.words[max(0, index - _AROUND) : index + _AROUND + _AROUND]
    return sum(len(word) >= _SMALL and word.islower() for word in around) > 1


def _end(layout: Layout, index: int, taken: dict[int, Chunk], words: ActorWords) -> tuple[int, Chunk | None]:
    """Where the name ends that has begun, and the place that it ends in."""
    stop = min(index + _LONGEST, len(layout.words))
    short = True
    while index < stop:
        chunk = taken.get(index)
        if chunk is not None:
            if chunk.type == "LOC" and chunk.first == index:
                return chunk.last, chunk
            break
        if layout.words[index] == "(" and layout.words[index + 2 : index + 3] == [")"]:
            if not short or not _place_at(layout, index + 3, taken, words):
                break
            short = False
            index += 3  # "Dinas Sosial (Dinsos) Kabupaten X"
            continue
        if layout.words[index][0].isupper():
            if not _goes_on(layout, index, words):
                break
        elif not _joins(layout, index, taken, words):
            break
        index += 1
    if layout.words[index - 1] == ")":
        index -= 3
    return index, None


def _place_at(layout: Layout, index: int, taken: dict[int, Chunk], words: ActorWords) -> bool:
    chunk = taken.get(index)
    if chunk is not None:
        return chunk.type == "LOC"
    return index < len(layout.words) and layout.lowers[index] in words.place_kinds


def _goes_on(layout: Layout, index: int, words: ActorWords) -> bool:
    word, lower = layout.words[index], layout.lowers[index]
    if not word.isalpha() or lower in words.months:
        return False
    title = words.titles.at(layout.lowers, index)
    return title is None or not title[1] & {"rank", "honorific", "office"}


def _joins(layout: Layout, index: int, taken: dict[int, Chunk], words: ActorWords) -> bool:
    """ "Dinas Pemuda dan Olahraga": "dan" between two capitalised words of no other name."""
    after = layout.words[index + 1 : index + 2]
    if layout.lowers[index] not in words.both or not after or not after[0][0].isupper():
        return False
    return index + 1 not in taken and words.heads.at(layout.lowers, index + 1) is None
