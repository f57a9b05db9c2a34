"""Descriptions: "badan tersebut", "pria asal Portugal itu", "sang pelatih", an office without its holder's name."""

from __future__ import annotations

from bisect import bisect_right
from math import log

from runut.steps.resolve.actors.roster import ANONYMOUS, Entity, Roster
from runut.steps.resolve.actors.words import ActorWords

_PEOPLE = frozenset(("office", "relation", "profession", "person"))
_PHRASE_REACH = 16
# Reasons for a person being the one described, set by hand: a role that names the same office outweighs any nearness.
_SAME_HEAD = 4.0
_SAME_WORD = 1.0
_OTHER_OFFICE = -2.0
_PER_SENTENCE = -0.4
_FARTHEST = 6
_BESIDE = -3.0
_SPOKE = 1.0


def add_descriptions(roster: Roster, words: ActorWords) -> None:
    """Mentions by description of people and bodies that the text has named before."""
    _introduce(roster, words)
    _describe_bodies(roster, words)
    _describe_people(roster, words)


def _introduce(roster: Roster, words: ActorWords) -> None:
    """People without a name, brought in by "seorang": they are kept in mind for "wanita itu", and as sources."""
    lowers = roster.layout.lowers
    for index in [i for i, word in enumerate(lowers) if word in words.one]:
        hit = words.small.at(lowers, index)
        if hit is None or "one" not in hit[1] or hit[0] in roster.at:
            continue
        title = words.titles.at(lowers, hit[0])
        if title and title[1] & _PEOPLE and roster.layout.words[hit[0]][0].islower():
            end = phrase_end(roster, title[0], words)
            if end in roster.at and roster.at[end].type == "PER":
                continue
            entity = Entity(ANONYMOUS + roster.text(hit[0], end), "person", tuple(lowers[hit[0] : end]))
            entity.head = " ".join(lowers[hit[0] : title[0]])
            roster.strangers.append((index, end, entity))


def phrase_end(roster: Roster, index: int, words: ActorWords) -> int:
    """Where the noun phrase that has begun ends: at a verb, a mark, a relative or other small word."""
    tokens, lowers = roster.layout.words, roster.layout.lowers
    limit = min(roster.sentence_bounds(index)[1], index + 6) if index < len(tokens) else index
    while index < limit:
        word, lower = tokens[index], lowers[index]
        if (
            not word[0].isalnum()
            or lower in words.aux
            or lower in words.relative
            or lower in words.demonstrative
        ):
            break
        if index in roster.at:
            index = roster.at[index].last
            continue
        if words.acting.match(lower) and not words.trait.match(lower):
            break
        index += 1
    return min(index, limit)


def _describe_bodies(roster: Roster, words: ActorWords) -> None:
    lowers = roster.layout.lowers
    first = words.bodies.first
    demonstrative = words.demonstrative
    for index in [i for i, word in enumerate(lowers) if word in first]:
        if index in roster.at or index in roster.title_tokens or index in roster.described:
            continue
        hit = words.bodies.at(lowers, index)
        if hit is None:
            continue
        end = hit[0]
        if end < len(lowers) and lowers[end] in demonstrative and not _in_quotation(roster, index):
            found = body_for(roster, index, hit[1], lowers[index:end])
            if found is not None:
                roster.describe(found, index, end + 1)


def _in_quotation(roster: Roster, index: int) -> bool:
    """Whether a token is quoted: "this club" in somebody's mouth is his own, not the one named last."""
    offset = roster.layout.starts[index]
    quotations = roster.layout.quotations
    place = bisect_right(quotations, offset, key=lambda q: q.open) - 1
    return place >= 0 and quotations[place].close > offset


def body_for(roster: Roster, index: int, kinds: frozenset[str], head: list[str]) -> Entity | None:
    """The body that a noun means here: one whose name holds the noun, else the last one of its kind."""
    offset = roster.layout.starts[index]
    best: tuple[tuple[int, int], Entity] | None = None
    for entity in roster.entities:
        if entity.type not in ("organisation", "outlet") or entity.name.startswith(ANONYMOUS):
            continue
        before = [start for start, _ in entity.mentions if start < offset]
        if not before:
            continue
        named = any(set(head) <= set(form.lower().split()) for form in entity.forms)
        if not named and not entity.kinds & kinds:
            continue
        score = (2 * named + bool(entity.kinds & kinds), max(before))
        if best is None or score > best[0]:
            best = (score, entity)
    return best[1] if best else None


def _describe_people(roster: Roster, words: ActorWords) -> None:
    lowers = roster.layout.lowers
    first = words.titles.first
    past = 0
    for index in [i for i, word in enumerate(lowers) if word in first]:
        if index < past or index in roster.at or index in roster.title_tokens or index in roster.described:
            continue
        hit = words.titles.at(lowers, index)
        if hit is not None and hit[1] <= {"modifier"}:
            hit = words.titles.at(lowers, hit[0])
        if hit is None or not hit[1] & (_PEOPLE | {"modifier"}):
            continue
        past = _describe_person(roster, index, hit, words)


def _describe_person(roster: Roster, index: int, hit: tuple[int, frozenset[str]], words: ActorWords) -> int:
    """One description, if it is one: with an article or a demonstrative, or an office whose holder the text has named."""
    lowers = roster.layout.lowers
    start = index
    definite = index > 0 and lowers[index - 1] in words.the
    if definite:
        start = index - 1
    elif index > 0 and (lowers[index - 1] in words.one or lowers[index - 1] in words.plural):
        return hit[0]
    end = hit[0]
    office = "office" in hit[1]
    close = _demonstrative_after(roster, end, words) if office else None
    head = lowers[index : hit[0]]
    if close is not None:
        end = close
        found = person_for(roster, index, end, head, hit[1], words)
        if found is not None and not _own_clause(roster, start, words) and not _has_role(found, head):
            found = None
    elif definite and office:
        found = person_for(roster, index, end, head, hit[1], words)
    elif "office" in hit[1]:
        end = phrase_end(roster, end, words)
        bare = end - index == 1 and (roster.layout.words[index][0].islower() or _begins(roster, index))
        found = None if bare else holder_of(roster, index, end, words)
    else:
        return hit[0]
    if found is not None:
        roster.describe(found, start, end)
        return end
    return hit[0]


def _own_clause(roster: Roster, index: int, words: ActorWords) -> bool:
    """Whether a phrase begins a clause, or follows a mark or a cue, so that it is not the object of another phrase."""
    if index == 0:
        return True
    before = roster.layout.lowers[index - 1]
    return not before[0].isalpha() or before in words.clause or before in words.cues


def _has_role(entity: Entity, head: list[str]) -> bool:
    return any(_begins_role(role.lower(), " ".join(head)) for role in entity.roles)


def _begins_role(role: str, noun: str) -> bool:
    """Whether a part of a role begins with the noun, or has it right after a modifier."""
    return any(part.strip().startswith(noun) or f" {noun}" in part[:24] for part in role.split(","))


def _begins(roster: Roster, index: int) -> bool:
    return roster.sentence_bounds(index)[0] == index


def _demonstrative_after(roster: Roster, index: int, words: ActorWords) -> int | None:
    """Where the description that goes on here ends with a demonstrative; None if it does not."""
    lowers, tokens = roster.layout.lowers, roster.layout.words
    if index >= len(lowers):
        return None
    limit = min(roster.sentence_bounds(index)[1], index + _PHRASE_REACH) if index else 0
    while index < limit:
        lower = lowers[index]
        if lower in words.demonstrative:
            return index + 1
        if index in roster.at:
            if roster.at[index].type == "PER":
                return None
            index = roster.at[index].last
            continue
        plain = tokens[index][0].isupper() or tokens[index][0].isdigit() or lower in words.inner
        if not (plain or words.trait.match(lower) or lower in words.title_words or lower == ","):
            return None
        index += 1
    return None


def holder_of(roster: Roster, index: int, end: int, words: ActorWords) -> Entity | None:
    """Who holds the office that these tokens name: somebody whose role begins with it and holds all its words."""
    wanted = _office_words(roster, index, end, words)
    noun = " ".join(_written_out(roster.layout.lowers[index : index + 1], words)[:1])
    offset = roster.layout.starts[index]
    best: tuple[int, Entity] | None = None
    for entity in roster.entities:
        if entity.type != "person" or not entity.roles or entity.anonymous:
            continue
        for role in entity.roles:
            said = _written_out(role.lower().split(), words)
            if said[:1] == [noun] and wanted <= _role_words(roster, role, words):
                before = max([start for start, _ in entity.mentions if start < offset], default=-1)
                if best is None or before > best[0]:
                    best = (before, entity)
    return best[1] if best else None


def _written_out(lowers: list[str], words: ActorWords) -> list[str]:
    """Short forms of offices written out: "mendagri" is "menteri dalam negeri"."""
    return [word for lower in lowers for word in words.written_out.get(lower, lower).split()]


def _office_words(roster: Roster, index: int, end: int, words: ActorWords) -> set[str]:
    """The words of an office, states and organisations by the name they go by."""
    found: set[str] = set()
    lowers = roster.layout.lowers
    while index < end:
        chunk = roster.at.get(index)
        if chunk and chunk.entity and chunk.last <= end:
            found |= set(chunk.entity.name.lower().split())
            index = chunk.last
            continue
        if lowers[index][0].isalnum() and lowers[index] not in words.demonstrative:
            found |= set(_written_out([lowers[index]], words))
        index += 1
    return found


def _role_words(roster: Roster, role: str, words: ActorWords) -> set[str]:
    """The words of a role, and the names that organisations in it go by."""
    said = role.lower().replace(",", " ").replace("(", " ").replace(")", " ").split()
    found = set(_written_out(said, words)) | set(said)
    for entity in roster.entities:
        if entity.type in ("state", "organisation") and any(form in role for form in entity.forms):
            found |= set(entity.name.lower().split())
    return found


def person_for(
    roster: Roster,
    index: int,
    end: int,
    head: list[str],
    classes: frozenset[str],
    words: ActorWords,
) -> Entity | None:
    """Whom a definite description means: by role, nearness and weight in the text; somebody nameless too."""
    layout = roster.layout
    offset = layout.starts[index]
    sentence = layout.sentence_at(offset)
    wanted = _office_words(roster, index, end, words) - set(head)
    noun = " ".join(head)
    best: tuple[float, Entity] | None = None
    for entity in roster.entities:
        if entity.type != "person":
            continue
        before = [start for start, _ in entity.mentions if start < offset]
        if not before:
            continue
        score = log(len(entity.mentions)) + _SPOKE * bool(entity.spoke)
        near = sentence - layout.sentence_at(max(before))
        score += _PER_SENTENCE * min(near, _FARTHEST)
        beside = any(layout.sentence_at(start) == sentence for start, _ in entity.mentions if start > offset)
        score += _BESIDE * beside
        roles = " ".join(entity.roles).lower()
        if noun in roles:
            score += _SAME_HEAD
        elif roles and "office" in classes:
            score += _OTHER_OFFICE
        if wanted and roles:
            score += _SAME_WORD * len(wanted & _role_words(roster, " ".join(entity.roles), words))
        if best is None or score > best[0]:
            best = (score, entity)
    stranger = stranger_for(roster, index, noun)
    if stranger is not None and (best is None or noun not in " ".join(best[1].roles).lower()):
        return stranger
    return best[1] if best else None


def stranger_for(roster: Roster, index: int, noun: str) -> Entity | None:
    """The last nameless person brought in before with this noun."""
    for start, end, entity in reversed(roster.strangers):
        if start < index and (noun == entity.head or noun in entity.tokens):
            if entity not in roster.entities:
                roster.add(entity)
                roster.describe(entity, start, end)
            return entity
    return None
