"""Names in the text: what the taggers found and the widely known forms, put right at their edges, free of
overlap.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from runut.model.layout import Layout
from runut.model.reading import NamedEntity, Place
from runut.steps.resolve.actors.boundaries import mend
from runut.steps.resolve.actors.chunks import Chunk
from runut.steps.resolve.actors.headed import add_headed
from runut.steps.resolve.actors.rereading import reread
from runut.steps.resolve.actors.words import ActorWords

# Which reading of one and the same span is taken first: lists know better than the tagger.
_ORDER = {"INITIALS": 0, "OUTLET": 1, "STATE": 2, "KNOWN": 3, "PER": 4, "ORG": 5, "LOC": 6}
_TYPES = {"person": "PER", "state": "STATE", "outlet": "OUTLET"}
# An account's name, not an address of mail.
_ACCOUNT = re.compile(r"(?<![\w.@/])@\w[\w.]{1,30}\w")
_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,3}\.?$")
_BARE_INITIALS = re.compile(r"[A-Z]{2,3}")
_AGE = re.compile(r"[1-9]\d")
# Words for the seat of a government name a place too: after a locative they are one.
_LONGEST_NAME = 4
_RANK = frozenset(("rank", "honorific"))
_SEATS = frozenset(("government", "bloc"))
_TEAM = "team"


def find_chunks(
    layout: Layout,
    names: list[NamedEntity],
    places: list[Place],
    outlet: str | None,
    noted: list[int],
    words: ActorWords,
) -> list[Chunk]:
    """Names in text order, none overlapping another."""
    located = {(place.start, place.end) for place in places}
    candidates = [
        chunk
        for name in names
        if not (name.type == "LOC" and (name.start, name.end) in located)
        and (chunk := _chunk(layout, name.start, name.end, name.type, name.name))
    ]
    unplaced = [chunk for chunk in candidates if chunk.type == "LOC"]
    candidates += _known(layout, noted, words)
    candidates += _accounts(layout)
    candidates += _initials(layout, noted, words)
    candidates += [c for p in places if (c := _place_chunk(layout, p))]
    reread(layout, candidates, unplaced, words)
    mend(layout, candidates, words)
    if outlet:
        _own_outlet(layout, candidates, outlet)
    kept = _without_overlap(candidates)
    kept = _ranked(layout, kept, noted, words)
    kept = add_headed(layout, kept, noted, words)
    _judge_places(layout, kept, places, words)
    for chunk in kept:
        if chunk.type == "KNOWN" and chunk.known:
            chunk.type = _TYPES.get(chunk.known.type, "ORG")
        elif chunk.type == "INITIALS":
            chunk.type = "PER"
    return kept


def _chunk(layout: Layout, start: int, end: int, type_: str, name: str | None = None) -> Chunk | None:
    first = layout.token_at(start)
    last = bisect_left(layout.starts, end, first) if first < len(layout.starts) else first
    if first >= last or start >= end:
        return None
    return Chunk(start, end, first, last, type_, name)


def _place_chunk(layout: Layout, place: Place) -> Chunk | None:
    chunk = _chunk(layout, place.start, place.end, "LOC")
    if chunk is not None:
        chunk.located = True
    return chunk


def _without_overlap(candidates: list[Chunk]) -> list[Chunk]:
    """The longest reading of each place in the text; of equal ones, the list's before the tagger's."""
    candidates.sort(key=lambda c: (c.start - c.end, _ORDER.get(c.type, 9), c.start))
    taken: dict[int, Chunk] = {}
    kept: list[Chunk] = []
    for chunk in candidates:
        if chunk.first >= chunk.last:
            continue
        over = [taken[i] for i in range(chunk.first, chunk.last) if i in taken]
        if over:
            _tell(chunk, over)
            continue
        kept.append(chunk)
        for index in range(chunk.first, chunk.last):
            taken[index] = chunk
    kept.sort(key=lambda c: c.start)
    return kept


def _tell(loser: Chunk, winners: list[Chunk]) -> None:
    """What an overlapped reading still says of the one that was kept: same span, other list."""
    for winner in winners:
        if (winner.first, winner.last) == (loser.first, loser.last):
            winner.name = winner.name or loser.name
            winner.known = winner.known or loser.known


def _known(layout: Layout, noted: list[int], words: ActorWords) -> list[Chunk]:
    """Forms of widely known actors."""
    lowers, tokens = layout.lowers, layout.words
    if words.possessive:  # "NAME's" is the name's mention too
        tokens = [word.removesuffix(words.possessive) for word in tokens]
        lowers = [word.removesuffix(words.possessive) for word in lowers]
        noted = [i for i, word in enumerate(lowers) if word in words.known]
    known = words.known
    found = []
    for index in [i for i in noted if lowers[i] in known]:
        for form, loose, actor in known[lowers[index]]:
            end = index + len(form)
            if tuple((lowers if loose else tokens)[index:end]) == form:
                if index and actor.kind in _SEATS and _place_word(layout, index, words):
                    break
                if actor.type == "person" and end == index + 1 and _has_age(tokens, end):
                    break  # "Suharto (61)"
                if index and actor.kind == _TEAM and lowers[index - 1] in words.colour_nouns:
                    break  # "bendera Merah Putih"
                stop = layout.starts[end - 1] + len(tokens[end - 1])
                chunk = Chunk(layout.starts[index], stop, index, end, "KNOWN")
                chunk.known = actor
                found.append(chunk)
                break
    return found


def _has_age(tokens: list[str], index: int) -> bool:
    bracket = tokens[index : index + 3]
    return len(bracket) == 3 and bracket[0] == "(" and bracket[2] == ")" and bool(_AGE.fullmatch(bracket[1]))


def _ranked(layout: Layout, chunks: list[Chunk], noted: list[int], words: ActorWords) -> list[Chunk]:
    """People that no tagger found, by the rank before their name."""
    taken = {index for chunk in chunks for index in range(chunk.first, chunk.last)}
    found = []
    for index in noted:
        if index in taken or not layout.words[index][0].isupper():
            continue
        hit = words.titles.at(layout.lowers, index)
        if hit is None or not hit[1] <= _RANK or layout.words[hit[0] - 1] in words.bodies_caps:
            continue
        longest = words.titles.before(layout.lowers, hit[0])
        if longest is not None and longest[0] < index:
            continue  # "Direktur Jenderal"
        end = hit[0]
        while (
            end < len(layout.words)
            and end - hit[0] < _LONGEST_NAME
            and _may_be_name(layout, end, taken, words)
        ):
            end += 1
        if end > hit[0]:
            found.append(Chunk(layout.starts[hit[0]], layout.ends[end - 1], hit[0], end, "PER"))
            taken.update(range(hit[0], end))
    return sorted(chunks + found, key=lambda c: c.start) if found else chunks


def _may_be_name(layout: Layout, index: int, taken: set[int], words: ActorWords) -> bool:
    word, lower = layout.words[index], layout.lowers[index]
    plain = lower in words.common or lower in words.titles.first or lower in words.heads.first
    return word[0].isupper() and word[1:].islower() and index not in taken and not plain


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


def _initials(layout: Layout, noted: list[int], words: ActorWords) -> list[Chunk]:
    """People whose name is held back: "berinisial AB", and every later "AB"."""
    lowers, tokens = layout.lowers, layout.words
    given = set()
    for index in [i for i in noted if lowers[i] in words.initials and i + 1 < len(lowers)]:
        if _INITIALS.match(tokens[index + 1]) and tokens[index + 1][0].isupper():
            given.add(tokens[index + 1])
            given |= _further(layout, index + 2, words)
    given |= _aged(layout, words)
    if not given:
        return []
    return [
        Chunk(layout.starts[i], layout.ends[i], i, i + 1, "INITIALS")
        for i, word in enumerate(tokens)
        if word in given
    ]


def _further(layout: Layout, index: int, words: ActorWords) -> set[str]:
    """Further initials: "berinisial AB, CD dan EF"."""
    found: set[str] = set()
    tokens, lowers = layout.words, layout.lowers
    while index + 1 < len(tokens) and (tokens[index] == "," or lowers[index] in words.both):
        if lowers[index + 1] in words.both:
            index += 1
        after = tokens[index + 1] if index + 1 < len(tokens) else ""
        if not (_INITIALS.match(after) and after[:1].isupper()) or lowers[index + 1] in words.common:
            break
        found.add(after)
        index += 2
    return found


def _aged(layout: Layout, words: ActorWords) -> set[str]:
    """Initials with an age in brackets: "istrinya RN (47)"; none where parties have numbers: "PKS (12)"."""
    tokens = layout.words
    found = set()
    for index in [i for i, token in enumerate(tokens) if token == "(" and i]:
        initials = tokens[index - 1]
        age = tokens[index + 1 : index + 3]
        if not (_BARE_INITIALS.fullmatch(initials) and age[1:] == [")"] and _AGE.fullmatch(age[0])):
            continue
        lower = initials.lower()
        known = lower in words.known or initials in words.bodies_caps or lower in words.no_actors
        if known or words.states.at(layout.lowers, index - 1):
            return set()
        found.add(initials)
    return found


def _own_outlet(layout: Layout, chunks: list[Chunk], outlet: str) -> None:
    """The publisher's name where a tagger read it otherwise, also without its domain's ending."""
    forms = {outlet.lower(), outlet.lower().split(".")[0]}
    for chunk in chunks:
        tagged = chunk.type in ("PER", "ORG") and chunk.first < chunk.last
        if tagged and layout.text[chunk.start : chunk.end].lower() in forms:
            chunk.type, chunk.name = "OUTLET", outlet


def _judge_places(layout: Layout, chunks: list[Chunk], places: list[Place], words: ActorWords) -> None:
    """A one-word name that the places' step reads as a place after a locative is none of an
    organisation or person.
    """
    spans = {(place.start, place.end) for place in places}
    people = {
        layout.lowers[i]
        for c in chunks
        if c.type == "PER"
        for i in range(c.first, c.last)
        if c.last - c.first > 1
    }
    for chunk in chunks:
        if chunk.type in ("ORG", "PER", "KNOWN") and (chunk.start, chunk.end) in spans:
            before = layout.lowers[chunk.first - 1] if chunk.first else ""
            person = chunk.type == "PER" and layout.lowers[chunk.first] in people
            if before in words.locative or not (chunk.known or person):
                chunk.type = "LOC"
                chunk.known = None
