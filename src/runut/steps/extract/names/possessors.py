"""Names that stand in the possessive, and persons that a title gives away, in languages that mark these so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from runut.model.layout import Layout
from runut.model.reading import NamedEntity
from runut.rules.pack import Pack

_LONGEST_PERSON = 4  # words
_SHORTEST_PERSON = 2
_UNSEEN = 0.6  # the score of a name that only its shape speaks for


class NameShapes:
    """The pack's possessive endings, its titles, and words that are no part of a person's name."""

    def __init__(self, pack: Pack) -> None:
        self.endings = tuple(pack.words("affixes", "possessive"))
        self.places = pack.words("dateline_places") | {
            row["form"].casefold() for row in pack.table("countries")
        }
        titled = bool(pack.settings.get("person_after_title"))
        self.titles = pack.words("source_nouns", "role") if titled else frozenset()
        self.bodies = pack.words("bodies") | pack.words("actor_words", "company-end")
        self.particles = pack.words("actor_words", "particle")
        self.joints = pack.words("function_words", "name-preposition")

    def owns(self, layout: Layout, token: int) -> bool:
        """Whether a possessive ending follows the word."""
        return layout.text.startswith(self.endings, layout.ends[token])


def part_possessors(found: list[NamedEntity], layout: Layout, pack: Pack) -> list[NamedEntity]:
    """The names without possessive endings, the owner apart from what it owns: "Norland's Health Ministry"."""
    shapes = pack.compiled(NameShapes)
    if not shapes.endings:
        return found
    parted = [piece for entity in found for piece in _parted(entity, layout, shapes)]
    for number, entity in enumerate(parted):
        before = parted[number - 1].end if number else 0
        parted[number] = _with_forename(_with_body(entity, before, layout, shapes), before, layout, shapes)
    parted = sorted([*parted, *_unseen_bodies(parted, layout, shapes)], key=lambda entity: entity.start)
    return [_retyped(entity, layout, shapes) for entity in parted]


def _unseen_bodies(found: list[NamedEntity], layout: Layout, shapes: NameShapes) -> Iterator[NamedEntity]:
    """`the Institute of Rural Life`: a body's noun, a small word and more capitals, which no tagger saw."""
    words, lowers = layout.words, layout.lowers
    taken = {t for e in found for t in range(*_tokens(e, layout))}
    for joint in range(1, len(words) - 1):
        if lowers[joint] not in shapes.joints or not words[joint - 1][0].isupper():
            continue
        last = joint + 1
        while last < len(words) and words[last][0].isupper() and words[last].isalpha() and last not in taken:
            last += 1
        if last > joint + 1 and joint - 1 not in taken and lowers[joint - 1] in shapes.bodies:
            yield NamedEntity(layout.starts[joint - 1], layout.ends[last - 1], "ORG", _UNSEEN)


def _tokens(entity: NamedEntity, layout: Layout) -> tuple[int, int]:
    return bisect_left(layout.starts, entity.start), bisect_left(layout.starts, entity.end)


def _parted(entity: NamedEntity, layout: Layout, shapes: NameShapes) -> Iterator[NamedEntity]:
    first, last = _tokens(entity, layout)
    begin = first
    for token in range(first, last):
        if not shapes.owns(layout, token):
            continue
        start, end = layout.starts[begin], layout.ends[token]
        yield NamedEntity(start, end, _owner_type(entity, layout.text[start:end], shapes), entity.score)
        begin = token + 1
    if begin == first:
        yield entity
    elif begin < last:
        yield NamedEntity(layout.starts[begin], entity.end, entity.type, entity.score)


def _with_body(entity: NamedEntity, before: int, layout: Layout, shapes: NameShapes) -> NamedEntity:
    """`Institute of Public Health` where the tagger has found the last words only."""
    first = bisect_left(layout.starts, entity.start)
    if entity.type == "PER" or first < 2 or layout.lowers[first - 1] not in shapes.joints:
        return entity
    noun = layout.words[first - 2]
    if layout.starts[first - 2] < before or not noun[0].isupper() or noun.lower() not in shapes.bodies:
        return entity
    return NamedEntity(layout.starts[first - 2], entity.end, "ORG", entity.score)


def _with_forename(entity: NamedEntity, before: int, layout: Layout, shapes: NameShapes) -> NamedEntity:
    """`Asad al Karim` where the tagger has found the last word only."""
    first = bisect_left(layout.starts, entity.start)
    if first < 2 or layout.words[first - 1] not in shapes.particles:
        return entity
    start, name = layout.starts[first - 2], layout.words[first - 2]
    if start < before or not name[0].isupper() or not name.isalpha() or name.lower() in shapes.titles:
        return entity
    return NamedEntity(start, entity.end, "PER", entity.score)


def _owner_type(entity: NamedEntity, name: str, shapes: NameShapes) -> str:
    return "LOC" if entity.type != "PER" and name.casefold() in shapes.places else entity.type


def _retyped(entity: NamedEntity, layout: Layout, shapes: NameShapes) -> NamedEntity:
    """`spokesman Zahir Anwari`: two or more plain capitalised words right after a title name a person."""
    first, last = _tokens(entity, layout)
    if entity.type == "PER" or not first or layout.lowers[first - 1] not in shapes.titles:
        return entity
    words = layout.words[first:last]
    plain = all(word.isalpha() and word[0].isupper() and not word.isupper() for word in words)
    held = shapes.bodies.isdisjoint(layout.lowers[first:last])
    if not plain or not held or not _SHORTEST_PERSON <= len(words) <= _LONGEST_PERSON:
        return entity
    return msgspec.structs.replace(entity, type="PER")
