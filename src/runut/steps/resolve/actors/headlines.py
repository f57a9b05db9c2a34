"""Names in lines where every word has its capital: what the story's own small letters tell of them."""

from __future__ import annotations

from runut.model.layout import Layout, Sentence
from runut.steps.resolve.actors.chunks import Chunk, settle
from runut.steps.resolve.actors.words import ActorWords

_SMALL = 6  # letters of the longest word that a headline may leave without a capital
_VERB = 5  # letters of the shortest verb that is looked for with its prefix
_NAMES = frozenset(("PER", "ORG", "KNOWN"))
_TAGGED = frozenset(("PER", "ORG"))

_Name = tuple[str, ...]


def cut_headlines(layout: Layout, chunks: list[Chunk], words: ActorWords) -> None:
    """ "Sari Ingatkan", "Jerit Buruh Pabrik": verbs and nouns that a headline's capitals made a part of a name, or all
    of it. A name that the story has as it is stays.
    """
    lines = _headlines(layout)
    if not lines:
        return
    tokens = {index for first, last in lines for index in range(first, last)}
    doubted = [
        chunk
        for chunk in chunks
        if chunk.first in tokens
        and chunk.first < chunk.last
        and chunk.type in _TAGGED
        and chunk.known is None
    ]
    if not doubted:
        return
    small = set(layout.words)
    named = _named_elsewhere(layout, chunks, set(map(id, doubted)))
    for chunk in doubted:
        name = tuple(layout.lowers[chunk.first : chunk.last])
        if name not in named:
            _cut(layout, chunk, small, named, words)
            settle(layout, chunk)


def in_headline(layout: Layout, chunk: Chunk) -> bool:
    """Whether every word of the sentence has its capital but small ones ("untuk", "di")."""
    return _is_headline(layout, layout.sentences[layout.sentence_at(layout.starts[chunk.first])])


def _headlines(layout: Layout) -> list[tuple[int, int]]:
    """The headlines: first and last token (half-open)."""
    return [(s.first, s.last) for s in layout.sentences if _is_headline(layout, s)]


def _is_headline(layout: Layout, sentence: Sentence) -> bool:
    for index in range(sentence.first, sentence.last):  # the first long word tells of most sentences
        if len(layout.words[index]) > _SMALL and layout.words[index].islower():
            return False
    return True


def _named_elsewhere(layout: Layout, chunks: list[Chunk], doubted: set[int]) -> set[_Name]:
    """The names that stand in the story itself, and the first and last words of its people's."""
    found: set[_Name] = set()
    for chunk in chunks:
        if chunk.type in _NAMES and chunk.first < chunk.last and id(chunk) not in doubted:
            name = tuple(layout.lowers[chunk.first : chunk.last])
            found.add(name)
            if chunk.type == "PER":
                found |= {name[:1], name[-1:], name[:2]}
    return found


def _cut(layout: Layout, chunk: Chunk, small: set[str], named: set[_Name], words: ActorWords) -> None:
    name = tuple(layout.lowers[chunk.first : chunk.last])
    if chunk.type == "ORG" and _begins_body(layout, chunk.first, words):
        _cut_after_town(layout, chunk, small, words)
        return
    for size in range(len(name) - 1, 0, -1):
        if name[-size:] in named and (chunk.type == "ORG" or _plain(name[-size - 1], small, words)):
            chunk.first = chunk.last - size
            return
        if chunk.type == "PER" and name[:size] in named and _plain(name[size], small, words):
            chunk.last = chunk.first + size
            return
    rest = [word for word in name if not (word in small or words.verb_bare.match(word))]
    if len(rest) < len(name) and all(_stands_alone(word, chunk, small, words) for word in rest):
        chunk.last = chunk.first
    elif words.verb_bare.match(name[0]):
        chunk.first += 1


def _stands_alone(word: str, chunk: Chunk, small: set[str], words: ActorWords) -> bool:
    """Whether a word is no part of a longer name: a place's; in a body's name a known actor's or an everyday one."""
    if _is_place(word, words):
        return True
    return chunk.type == "ORG" and (word in words.known or _plain(word, small, words))


def _cut_after_town(layout: Layout, chunk: Chunk, small: set[str], words: ActorWords) -> None:
    """ "Polres X Tangkap Maling": a local body's name ends before a verb, and with the town before an everyday word."""
    for index in range(chunk.first + 1, chunk.last - 1):
        town = words.towns.at(layout.lowers, index)
        if town is not None and town[0] < chunk.last:
            if _plain(layout.lowers[town[0]], small, words):
                chunk.last = town[0]
            return
        if _conjugated(layout.lowers[index], small, words):
            chunk.last = index
            return


def _begins_body(layout: Layout, index: int, words: ActorWords) -> bool:
    lowers = layout.lowers
    return bool(
        words.heads.at(lowers, index) or words.units.at(lowers, index) or words.bodies.at(lowers, index)
    )


def _plain(word: str, small: set[str], words: ActorWords) -> bool:
    """Whether a word is an everyday one: the story has it in small letters, or it looks like a headline's verb."""
    if word in small or word in words.stems or word in words.common or words.verb_bare.match(word):
        return True
    return _conjugated(word, small, words)


def _conjugated(word: str, small: set[str], words: ActorWords) -> bool:
    """Whether the story has the verb with its prefix, which may change its first letter: "Selidiki", "menyelidiki"."""
    if len(word) < _VERB:
        return False
    return any(other.endswith(word[1:]) and other != word and words.acting.match(other) for other in small)


def _is_place(word: str, words: ActorWords) -> bool:
    return word in words.short_places or bool(words.towns.at([word], 0)) or bool(words.states.at([word], 0))
