"""Other names that the text itself gives: acronyms in brackets, nicknames after "alias" or in quotation
marks.
"""

from __future__ import annotations

import re

from runut.steps.resolve.actors.chunks import Chunk
from runut.steps.resolve.actors.roster import Roster
from runut.steps.resolve.actors.words import ActorWords

_BRACKET = re.compile(r"[(\[]\s*([^()\[\]\n]{2,60}?)\s*[)\]]")
_NICKNAME = re.compile(r"[\"“‘'”]\s*([^\W\d_][\w'’ -]{1,24}?)\s*[\"”’'“]")

_BEGINNING = 2  # letters that a short name has in common with a word of the full one
_BEFORE_NICKNAME = frozenset(("rank", "honorific"))


class Aliases:
    """Which chunks mean the same as which: by first token of the chunk."""

    def __init__(self) -> None:
        self.same: list[tuple[Chunk, Chunk]] = []
        self.short: dict[str, Chunk] = {}
        self.towns: set[str] = set()


def find_aliases(roster: Roster, words: ActorWords) -> Aliases:
    """Pairs of chunks that name one actor, and acronyms with the chunk that they stand for."""
    found = Aliases()
    ends = {chunk.end: chunk for chunk in roster.chunks}
    text = roster.layout.text
    for match in _BRACKET.finditer(text):
        before = _chunk_ending(ends, text, match.start())
        if before:
            _bracket(found, roster, before, match, words)
    for chunk in roster.chunks if found.towns else ():
        if chunk.type == "ORG" and text[chunk.start : chunk.end] in found.towns:
            chunk.type = "LOC"
    person: Chunk | None = None
    for chunk in roster.chunks:
        if chunk.type == "PER":
            named_so = _real_name(roster, chunk, words) or _called(roster, chunk, words)
            if person is not None and named_so:
                found.same.append((person, chunk))
            else:
                person = chunk
        elif person is not None and second_type(chunk) == "PER" and _called(roster, chunk, words):
            found.same.append((person, chunk))
    for first, last in zip(roster.chunks, roster.chunks[1:], strict=False):
        if first.type == second_type(last) == "PER" and _alias_between(roster, first, last, words):
            found.same.append((first, last))
    return found


def _real_name(roster: Roster, chunk: Chunk, words: ActorWords) -> bool:
    """Whether the words before a name say that it is the real name of somebody named before."""
    hit = words.small.before(roster.layout.lowers, chunk.first)
    return hit is not None and "real-name" in hit[1]


def _called(roster: Roster, chunk: Chunk, words: ActorWords) -> bool:
    """Whether the words before say that somebody goes by this name ("pria yang akrab disapa NAME")."""
    return chunk.first > 0 and roster.layout.lowers[chunk.first - 1] in words.called


def second_type(chunk: Chunk) -> str:
    """The type that counts for an alias: a nickname is often tagged as anything."""
    return "PER" if chunk.type in ("PER", "ORG", "LOC") and chunk.last - chunk.first <= 2 else chunk.type


def _chunk_ending(ends: dict[int, Chunk], text: str, offset: int) -> Chunk | None:
    at = offset
    while at > 0 and text[at - 1] == " ":
        at -= 1
    return ends.get(at)


def _bracket(found: Aliases, roster: Roster, before: Chunk, match: re.Match[str], words: ActorWords) -> None:
    """ "Full Name (SHORT)" or "SHORT (Full Name)": a chunk inside the brackets, or a word that
    abbreviates the one before.
    """
    layout, text = roster.layout, roster.layout.text
    token = layout.token_at(match.start(1))
    title = words.titles.at(layout.lowers, token)
    if title is not None and title[1] & _BEFORE_NICKNAME and title[0] in roster.at:
        token = title[0]  # "(Gus NAME)"
    inside = roster.at.get(token)
    content = text[layout.starts[token] : match.end(1)]
    if inside and before.type == "LOC" and inside.last - inside.first == 1:
        found.towns.add(content)  # "Nusa Tenggara Timur (NTT)": a short name of a place
        return
    if inside and inside.first == token and inside.end == match.end(1):
        if before.type == "ORG" and inside.type == "PER" and _shortens(content, before, roster):
            inside.type = "ORG"  # "PT Sumber Tekstil Abadi Tbk (Sumtex)"
        if _goes_together(before, inside, roster):
            found.same.append((before, inside))
            found.short.setdefault(content, before)
        return
    if inside is None and _abbreviates(content, text[before.start : before.end]):
        found.short.setdefault(content, before)


def _goes_together(before: Chunk, inside: Chunk, roster: Roster) -> bool:
    text = roster.layout.text
    short, full = sorted((text[before.start : before.end], text[inside.start : inside.end]), key=len)
    if _abbreviates(short, full):
        return True
    if (
        before.type == "PER"
    ):  # a person's bracket holds a nickname, an organisation's (party, club) what he belongs to
        return inside.type == "PER" and " " not in short
    if inside.type != before.type or " " in short:
        return False
    return short.isupper() or _shortens(short, before, roster)


def _shortens(short: str, full: Chunk, roster: Roster) -> bool:
    """Whether one word begins as a word of a longer name does: "Sumtex" of "Sumber Tekstil"."""
    if " " in short or full.last - full.first < 3:
        return False
    begins = short[:_BEGINNING].lower()
    lowers = roster.layout.lowers[full.first : full.last]
    return len(short) > _BEGINNING and any(word.startswith(begins) for word in lowers)


def _abbreviates(short: str, full: str) -> bool:
    """Whether the letters of ``short`` stand in ``full`` in this order, the first ones alike: BNPB,
    Basarnas, Kemenhub.
    """
    letters = [c for c in short.lower() if c.isalpha()]
    if " " in short.strip() or len(letters) < 2 or not short[0].isupper() or len(short) >= len(full):
        return False
    lowered = full.lower()
    if letters[0] not in {word[0] for word in re.findall(r"\w+", lowered)}:
        return False
    at = 0
    for letter in letters:
        at = lowered.find(letter, at) + 1
        if at == 0:
            return False
    return sum(c.isupper() for c in short) >= 2 or len(letters) >= 4


def _alias_between(roster: Roster, first: Chunk, last: Chunk, words: ActorWords) -> bool:
    """Whether the words between two names say that they are one person's."""
    gap = last.first - first.last
    if not 1 <= gap <= 6:
        return False
    start = first.last
    lowers = roster.layout.lowers
    while start < last.first and not lowers[start][0].isalpha():
        start += 1
    hit = words.small.at(lowers, start)
    if hit and "alias" in hit[1]:
        return all(not word[0].isalpha() for word in lowers[hit[0] : last.first])
    return False
