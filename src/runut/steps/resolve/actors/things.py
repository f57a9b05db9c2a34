"""Acronyms of things: those that the text spells out in plain words ("dana talangan desa (DTD)")."""

from __future__ import annotations

from collections.abc import Iterator

from runut.model.layout import Layout
from runut.steps.resolve.actors.chunks import Chunk
from runut.steps.resolve.actors.words import ActorWords

_SHORTEST = 2  # letters
_SMALL = 1  # function words that may stand between two of the words: "pencegahan dan penanganan"


def spelled_things(layout: Layout, tagged: list[Chunk], words: ActorWords) -> set[str]:
    """Acronyms in brackets, or before them, whose words name no body or group: words in small letters, or capitalised
    ones that begin with an everyday noun and that no tagger reads as a name (``tagged``).
    """
    tokens = layout.words
    found = set()
    for bracket in [index for index, token in enumerate(tokens) if token == "("]:
        for acronym, first, last in _spelled(tokens, bracket):
            if _names_body(layout, first, last, words):
                continue
            small = all(not word[0].isupper() for word in tokens[first:last])
            if small or (layout.lowers[first] in words.stems and not _tagged_at(tagged, first)):
                found.add(acronym)
    return found


def _tagged_at(tagged: list[Chunk], index: int) -> bool:
    return any(chunk.first <= index < chunk.last for chunk in tagged)


def _spelled(tokens: list[str], bracket: int) -> Iterator[tuple[str, int, int]]:
    """The acronym at a bracket and the words that spell it: "words (ABC)" or "ABC (words)"."""
    inside = tokens[bracket + 1] if bracket + 2 < len(tokens) else ""
    if tokens[bracket + 2 : bracket + 3] == [")"] and _is_acronym(inside):
        first = _first_word(tokens, bracket, inside)
        if first is not None:
            yield inside, first, bracket
    before = tokens[bracket - 1] if bracket else ""
    if _is_acronym(before):
        last = bracket + 1
        while last < len(tokens) and tokens[last] != ")" and last - bracket <= 3 * len(before):
            last += 1
        if _first_word(tokens, last, before) == bracket + 1:
            yield before, bracket + 1, last


def _is_acronym(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and word.isupper()


def _first_word(tokens: list[str], end: int, acronym: str) -> int | None:
    """Where the words begin that end here and whose initials spell the acronym."""
    left, small, index = len(acronym), 0, end
    while left and index > 0:
        index -= 1
        word = tokens[index]
        if word != ",":
            if not word[0].isalpha() or (word.isupper() and len(word) > 1):
                return None
            if word[0].lower() == acronym[left - 1].lower():
                left, small = left - 1, 0
            elif index + 1 == end or small == _SMALL:
                return None
            else:
                small += 1
    return None if left else index


def _names_body(layout: Layout, first: int, last: int, words: ActorWords) -> bool:
    nouns = (words.bodies.first, words.heads.first, words.groups.first)
    return any(lower in known for lower in layout.lowers[first:last] for known in nouns)
