"""Names in the text: what the taggers found, made free of overlap, united with widely known forms, trimmed of titles."""

from __future__ import annotations

import re
from bisect import bisect_left

from runut.model.layout import Layout
from runut.model.reading import NamedEntity
from runut.steps.resolve.actors.roster import Chunk
from runut.steps.resolve.actors.words import ActorWords

# Which reading of one and the same span is taken first: lists know better than the tagger.
_ORDER = {"OUTLET": 0, "STATE": 1, "KNOWN": 2, "PER": 3, "ORG": 4, "LOC": 5}
_TYPES = {"person": "PER", "state": "STATE", "outlet": "OUTLET"}
_ACCOUNT = re.compile(r"(?<![\w.@/])@\w[\w.]{1,30}\w")
# Words for the seat of a government name a place too: after a locative they are one.
_SEATS = frozenset(("government", "bloc"))
_BEFORE_NAME = frozenset(("rank", "honorific", "modifier", "office", "profession"))


def find_chunks(layout: Layout, names: list[NamedEntity], words: ActorWords) -> list[Chunk]:
    """Names in text order, none overlapping another."""
    candidates = [chunk for name in names if (chunk := _chunk(layout, name))]
    candidates += _known(layout, words)
    candidates += _accounts(layout)
    candidates.sort(key=lambda c: (c.start - c.end, _ORDER.get(c.type, 9), c.start))
    taken: dict[int, Chunk] = {}
    kept: list[Chunk] = []
    for chunk in candidates:
        over = {id(taken[i]): taken[i] for i in range(chunk.first, chunk.last) if i in taken}
        if over:
            _tell(chunk, list(over.values()))
            continue
        kept.append(chunk)
        for index in range(chunk.first, chunk.last):
            taken[index] = chunk
    kept.sort(key=lambda c: c.start)
    for chunk in kept:
        if chunk.type == "KNOWN" and chunk.known:
            chunk.type = _TYPES.get(chunk.known.type, "ORG")
        _trim(layout, chunk, words)
    return _split_people(layout, kept, words)


def _chunk(layout: Layout, name: NamedEntity) -> Chunk | None:
    first = layout.token_at(name.start)
    last = bisect_left(layout.starts, name.end, lo=min(first, len(layout.starts)))
    if first >= last:
        return None
    return Chunk(name.start, name.end, first, last, name.type, name.name)


def _known(layout: Layout, words: ActorWords) -> list[Chunk]:
    """Forms of widely known actors."""
    lowers, tokens = layout.lowers, layout.words
    known = words.known
    found = []
    for index in [i for i, word in enumerate(lowers) if word in known]:
        for form, loose, actor in known[lowers[index]]:
            end = index + len(form)
            if tuple((lowers if loose else tokens)[index:end]) == form:
                if index and actor.kind in _SEATS and _place_word(layout, index, words):
                    break
                chunk = Chunk(layout.starts[index], layout.ends[end - 1], index, end, "KNOWN")
                chunk.known = actor
                found.append(chunk)
                break
    return found


def _place_word(layout: Layout, index: int, words: ActorWords) -> bool:
    """Whether the word before makes a place of this one: a locative, or the rest of a place's name."""
    before = layout.words[index - 1]
    return before.lower() in words.locative or (before[0].isupper() and before[1:].islower())


def _accounts(layout: Layout) -> list[Chunk]:
    """Names of accounts: "@name"."""
    if "@" not in layout.text:
        return []
    found = []
    for match in _ACCOUNT.finditer(layout.text):
        first = layout.token_at(match.start())
        last = bisect_left(layout.starts, match.end(), lo=first)
        found.append(Chunk(match.start(), match.end(), first, last, "PER"))
    return found


def _tell(loser: Chunk, winners: list[Chunk]) -> None:
    """What an overlapped reading still says of the one that was kept: same span, other list."""
    for winner in winners:
        if (winner.first, winner.last) == (loser.first, loser.last):
            winner.name = winner.name or loser.name
            winner.known = winner.known or loser.known


def _trim(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """Titles that the tagger took for a part of the name stand before it, not in it."""
    if chunk.type not in ("PER", "ORG"):
        return
    while chunk.last - chunk.first > 1:
        found = words.titles.at(layout.lowers, chunk.first)
        if found is None or found[0] >= chunk.last or not found[1] & _BEFORE_NAME:
            break
        if chunk.type == "ORG" and ("office" not in found[1] or words.heads.at(layout.lowers, chunk.first)):
            break
        after = found[0]
        if layout.lowers[after] == "." and after + 1 < chunk.last:
            after += 1
        chunk.first = after
        chunk.start = layout.starts[after]


def _split_people(layout: Layout, chunks: list[Chunk], words: ActorWords) -> list[Chunk]:
    """Cut "spokesman OTHER NAME" where the tagger ran a person and the one he is related to together."""
    alone = {layout.lowers[c.last - 1] for c in chunks if c.type == "PER" and c.last - c.first <= 2}
    found = []
    for chunk in chunks:
        before = words.titles.before(layout.lowers, chunk.first)
        related = before is not None and "relation" in before[1]
        if (
            chunk.type == "PER"
            and related
            and chunk.last - chunk.first >= 3
            and layout.lowers[chunk.first] in alone
        ):
            cut = chunk.first + 1
            found.append(Chunk(chunk.start, layout.ends[cut - 1], chunk.first, cut, "PER"))
            found.append(Chunk(layout.starts[cut], chunk.end, cut, chunk.last, "PER"))
        else:
            found.append(chunk)
    return found
