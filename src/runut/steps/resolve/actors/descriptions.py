"""Descriptions: "badan tersebut", "penyanyi asal Fiji itu", "sang pelatih", an office without its holder's
name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from math import log

from runut.steps.resolve.actors.roles import role_words, written_out
from runut.steps.resolve.actors.roster import ANONYMOUS, Entity, Roster
from runut.steps.resolve.actors.words import HUMAN_TITLES, ActorWords

_PHRASE_REACH = 16
# Reasons for a person being the one described, set by hand: a role that names the same office outweighs any
# nearness.
_SAME_HEAD = 4.0
_SAME_WORD = 1.0
_OTHER_OFFICE = -2.0
_PER_SENTENCE = -0.4
_FARTHEST = 6
_BESIDE = -3.0
_SPOKE = 2.0
_STRANGERS = 60
# The sentence before is about whom it begins with: he outweighs one named later in it, not one with the role.
_SUBJECT = 1.5
_SUBJECT_REACH = 3  # words before him: a rank, "menurut"


def add_descriptions(roster: Roster, words: ActorWords) -> None:
    """Mentions by description of people and bodies that the text has named before."""
    _introduce(roster, words)
    _describe_bodies(roster, words)
    _describe_people(roster, words)


def _introduce(roster: Roster, words: ActorWords) -> None:
    """People without a name, brought in by "seorang": they are kept in mind for "wanita itu", and as
    sources.
    """
    lowers = roster.layout.lowers
    for index in [i for i in roster.noted if lowers[i] in words.one]:
        hit = words.small.at(lowers, index)
        if hit is None or "one" not in hit[1] or hit[0] in roster.at:
            continue
        title = words.titles.at(lowers, hit[0])
        if title and title[1] & HUMAN_TITLES and roster.layout.words[hit[0]][0].islower():
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
    for index in [i for i in roster.noted if lowers[i] in first]:
        if index in roster.at or index in roster.title_tokens or index in roster.described:
            continue
        hit = words.bodies.at(lowers, index)
        if hit is None:
            continue
        end = hit[0]
        after = end < len(lowers) and lowers[end] in demonstrative
        if after and roster.layout.words[end][0].isupper():
            continue  # a headline's "Instansi Ini"
        if index and lowers[index - 1] in words.plural:
            continue  # "kedua perusahaan itu"
        before = words.modifiers_first and index > 0 and lowers[index - 1] in words.the
        if (after or before) and not _in_quotation(roster, index):
            found = body_for(roster, index, hit[1], lowers[index:end])
            if found is not None:
                roster.describe(found, index - before, end + after)


def _in_quotation(roster: Roster, index: int) -> bool:
    """Whether a token is quoted: "this club" in somebody's mouth is his own, not the one named last."""
    offset = roster.layout.starts[index]
    quotations = roster.layout.quotations
    place = bisect_right(quotations, offset, key=lambda q: q.open) - 1
    return place >= 0 and quotations[place].close > offset


def body_for(roster: Roster, index: int, kinds: frozenset[str], head: list[str]) -> Entity | None:
    """The body that a noun means here: one whose name holds the noun, else the last one of its kind."""
    best: tuple[int, Entity] | None = None
    for entity, _ in roster.before(roster.layout.starts[index]):
        if entity.type not in ("organisation", "outlet") or entity.anonymous:
            continue
        named = any(set(head) <= set(form.lower().split()) for form in entity.forms)
        score = 2 * named + bool(entity.kinds & kinds)
        if score and (best is None or score > best[0]):
            best = (score, entity)
    return best[1] if best else None


def _describe_people(roster: Roster, words: ActorWords) -> None:
    lowers = roster.layout.lowers
    first = words.titles.first
    past = 0
    for index in [i for i in roster.noted if lowers[i] in first]:
        if index < past or index in roster.at or index in roster.title_tokens or index in roster.described:
            continue
        hit = words.titles.at(lowers, index)
        if hit is not None and hit[1] <= {"modifier"}:
            hit = words.titles.at(lowers, hit[0])
        if hit is None or not hit[1] & (HUMAN_TITLES | {"modifier"}):
            continue
        past = _describe_person(roster, index, hit, words)


def _describe_person(roster: Roster, index: int, hit: tuple[int, frozenset[str]], words: ActorWords) -> int:
    """One description, if it is one: with an article or a demonstrative, or an office whose holder the
    text has named.
    """
    lowers = roster.layout.lowers
    start = index
    definite = index > 0 and lowers[index - 1] in words.the
    if definite:
        start = index - 1
    elif index > 0 and _counted(lowers[index - 1], words):
        return hit[0]
    end = hit[0]
    office = "office" in hit[1]
    close = _demonstrative_after(roster, end, words) if office else None
    head = lowers[index : hit[0]]
    if close is not None:
        end = close
        found = person_for(roster, index, end, head, hit[1], words)
        if found is not None and not _own_clause(roster, start, words):
            wanted = _names_within(roster, index, end)
            found = found if _has_role(found, head) else _of_same_body(roster, index, wanted, words)
    elif definite and office:
        found = person_for(roster, index, end, head, hit[1], words)
        if found is not None and not _has_role(found, head):
            found = None
    elif "office" in hit[1]:
        end = phrase_end(roster, end, words)
        if "member" in hit[1]:
            return hit[0]  # "anggota X": one of many
        bare = end - index == 1 and (roster.layout.words[index][0].islower() or _begins(roster, index))
        found = None if bare else holder_of(roster, index, end, words)
    else:
        return hit[0]
    if found is not None:
        roster.describe(found, start, end)
        return end
    return hit[0]


def _counted(lower: str, words: ActorWords) -> bool:
    """Whether the word before makes the noun mean one of many, or many."""
    return lower in words.one or lower in words.plural or lower[0].isdigit()


def _own_clause(roster: Roster, index: int, words: ActorWords) -> bool:
    """Whether a phrase begins a clause, or follows a mark or a cue, so that it is not the object of
    another phrase.
    """
    if index == 0:
        return True
    before = roster.layout.lowers[index - 1]
    if not before[0].isalpha() or before in words.clause:
        return True
    return before in words.cues and not words.doing.match(before)


def _names_within(roster: Roster, first: int, last: int) -> set[str]:
    """The capitalised words of a description, in small letters."""
    layout = roster.layout
    return {layout.lowers[i] for i in range(first + 1, last) if layout.words[i][0].isupper()}


def _of_same_body(roster: Roster, index: int, wanted: set[str], words: ActorWords) -> Entity | None:
    """The person named last before whose role holds one of these names."""
    for entity, _ in roster.before(roster.layout.starts[index]):
        if entity.type == "person" and entity.roles:
            role = " ".join(entity.roles).lower().split()
            if wanted & set(role) - words.generic_org:
                return entity
    return None


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
            return index + 1 if tokens[index][0].islower() else None
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
    """Who holds the office that these tokens name: somebody whose role begins with it and holds all its
    words.
    """
    wanted = _office_words(roster, index, end, words)
    lead = written_out(roster.layout.lowers[index:end], words)[:2]
    offset = roster.layout.starts[index]
    for entity, _ in chain(roster.before(offset), roster.after(offset)):
        if entity.type != "person" or entity.anonymous:
            continue
        for role in entity.roles:
            if wanted <= role_words(roster, role, words) and any(
                written_out(said, words)[: len(lead)] == lead for said in _spellings(role.lower())
            ):
                return entity
    return None


def _spellings(role: str) -> Iterator[list[str]]:
    """A role's words; after them those of its short form in brackets: "kepala kepolisian resor (kapolres) X"."""
    yield role.split()
    _, _, rest = role.partition("(")
    if rest:
        yield rest.replace(")", " ").split()


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
            found |= set(written_out([lowers[index]], words))
        index += 1
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
    here = {entity.number for entity, start in roster.after(offset) if layout.sentence_at(start) == sentence}
    subject = _subject_of(roster, sentence - 1)
    for entity, last in roster.before(offset):
        if entity.type != "person":
            continue
        score = log(len(entity.mentions)) + _SPOKE * bool(entity.spoke)
        score += _PER_SENTENCE * min(sentence - layout.sentence_at(last), _FARTHEST)
        score += _BESIDE * (entity.number in here) + _SUBJECT * (entity is subject)
        roles = " ".join(entity.roles).lower()
        if noun in roles:
            score += _SAME_HEAD
        elif roles and "office" in classes:
            score += _OTHER_OFFICE
        if wanted and roles:
            score += _SAME_WORD * len(wanted & role_words(roster, " ".join(entity.roles), words))
        if best is None or score > best[0]:
            best = (score, entity)
    stranger = stranger_for(roster, index, noun)
    if stranger is not None and (best is None or noun not in " ".join(best[1].roles).lower()):
        return stranger
    return best[1] if best else None


def _subject_of(roster: Roster, number: int) -> Entity | None:
    """The person whom a sentence begins with."""
    if number < 0:
        return None
    sentence = roster.layout.sentences[number]
    for index in range(sentence.first, min(sentence.last, sentence.first + _SUBJECT_REACH)):
        chunk = roster.at.get(index)
        if chunk is not None:
            return chunk.entity if chunk.type == "PER" else None
    return None


def stranger_for(roster: Roster, index: int, noun: str) -> Entity | None:
    """The last nameless person brought in before with this noun."""
    for start, end, entity in roster.strangers[: -_STRANGERS - 1 : -1]:
        if start < index and (noun == entity.head or noun in entity.tokens):
            if entity.number < 0:
                roster.add(entity)
                roster.describe(entity, start, end)
            return entity
    return None
