"""Roles: the title before a name, the apposition after it. The words are kept as the text gives them."""

from __future__ import annotations

from runut.steps.resolve.actors.chunks import Chunk
from runut.steps.resolve.actors.phrases import pieces
from runut.steps.resolve.actors.roster import Roster
from runut.steps.resolve.actors.words import HUMAN_TITLES, ActorWords

_REACH = 18
_APPOSITION_REACH = 16
_LIST = 6  # tokens from a comma to the "dan" of its list
_ENDS = frozenset((",", ".", ")", ";", "-", "–", "—"))
_STOPS = frozenset((".", ","))
_RANKS = frozenset(("rank", "honorific"))
_PREFIXES = frozenset(("rank", "honorific", "modifier", "name-too"))


def read_roles(roster: Roster, words: ActorWords) -> None:
    """The role of every person where the text puts it beside the name. Tokens of titles are marked as
    such.
    """
    for chunk in roster.chunks:
        if chunk.type == "PER" and chunk.entity:
            first = title_start(roster, chunk, words)
            if first is not None and not relates_only(roster, chunk, words):
                chunk.entity.roles.append(roster.text(first, _before_rank(roster, first, chunk.first, words)))
                roster.title_tokens.update(range(first, chunk.first))
            span = _apposition(roster, chunk, words)
            if span is not None:
                chunk.entity.roles.append(roster.text(*span))
                roster.title_tokens.update(range(*span))


def settle_roles(roster: Roster, words: ActorWords) -> None:
    """Leave out roles that another one of the same person says as well, and ranks beside an office."""
    for entity in roster.entities:
        roles = list(dict.fromkeys(entity.roles))
        if len(roles) > 1:
            said = [_said(roster, role, words) for role in roles]
            full = [role for at, role in enumerate(roles) if not _said_by_other(at, said)]
            ranks = {role for role in full if _is_rank(role, words)}
            roles = [role for role in full if role not in ranks] or full
        entity.roles = roles


def _said(roster: Roster, role: str, words: ActorWords) -> tuple[str, set[str]]:
    """The first word of a role, and all of its words, written out and without kinds of places."""
    lead = written_out([role.lower().split()[0]], words)[0]
    found: set[str] = set()
    for word in role_words(roster, role, words) - words.place_kinds:
        if word not in words.written_out:
            found |= set(words.short_places.get(word, (word,)))
    return lead, found


def _said_by_other(index: int, said: list[tuple[str, set[str]]]) -> bool:
    """Whether a fuller role begins alike and has all the words of this one, or an earlier one the very same."""
    lead, own = said[index]
    return any(
        other_lead == lead and (own < other or (own == other and at < index))
        for at, (other_lead, other) in enumerate(said)
        if at != index
    )


def _is_rank(role: str, words: ActorWords) -> bool:
    lowers = list(pieces(role.lower()))
    found = words.titles.at(lowers, 0)
    return found is not None and found[0] >= len(lowers) and found[1] <= _RANKS


def role_words(roster: Roster, role: str, words: ActorWords) -> set[str]:
    """The words of a role, short forms written out too, and the names that states and organisations in it go by."""
    said = role.replace(",", " ").replace("(", " ").replace(")", " ").split()
    lowers = [word.lower() for word in said]
    found = set(written_out(lowers, words)) | set(lowers)
    for size in (1, 2, 3):
        for first in range(len(said) - size + 1):
            entity = roster.find(" ".join(said[first : first + size]))
            if entity is not None:
                found |= set(entity.name.lower().split())
    return found


def written_out(lowers: list[str], words: ActorWords) -> list[str]:
    """Short forms of offices written out: "mendagri" is "menteri dalam negeri"."""
    return [word for lower in lowers for word in words.written_out.get(lower, lower).split()]


def relates_only(roster: Roster, chunk: Chunk, words: ActorWords) -> bool:
    """Whether the title before a name is of somebody else, who is only related to the one named ("istri
    NAME").
    """
    lead = lead_of(roster, chunk, words)
    if lead is None or "relation" not in lead[1]:
        return False
    if lead[1] <= {"relation"}:
        return True
    entity = chunk.entity
    return entity is not None and "honorific" not in lead[1] and entity.mentions[0][0] < chunk.start


def lead_of(roster: Roster, chunk: Chunk, words: ActorWords) -> tuple[int, frozenset[str]] | None:
    """The title right before a name, or before its rank and honorifics: its first token and classes."""
    lowers = roster.layout.lowers
    lead = words.titles.before(lowers, chunk.first)
    while lead is not None and lead[1] <= _PREFIXES:
        further = words.titles.before(lowers, lead[0])
        if further is None:
            break
        lead = further
    return lead


def _before_rank(roster: Roster, first: int, last: int, words: ActorWords) -> int:
    """Where a role ends that stands before a name: ranks, degrees and marks right before the name are none of it,
    unless it is nothing else.
    """
    lowers, end = roster.layout.lowers, last
    while end > first:
        found = words.titles.before(lowers, end - 1 if lowers[end - 1] in _STOPS else end)
        if found is None or found[0] < first or not found[1] <= _RANKS:
            return end - 1 if lowers[end - 1] == "," else end
        end = found[0]
    return last - 1 if lowers[last - 1] == "," else last


def title_start(roster: Roster, chunk: Chunk, words: ActorWords) -> int | None:
    """The first token of the title that ends right before a name, or None."""
    lowers = roster.layout.lowers
    floor = max(roster.sentence_bounds(chunk.first)[0], chunk.first - _REACH)
    index = chunk.first
    head = None
    commas = 0
    while index > floor:
        found = words.titles.before(lowers, index)
        if found and found[0] >= floor:
            if (
                "relation" in found[1]
                and head is not None
                and _holds_office(roster, head, chunk.first, words)
            ):
                break  # "putra mantan Presiden NAME": somebody else is the son
            index = found[0]
            if found[1] & HUMAN_TITLES or "modifier" in found[1] or "rank" in found[1]:
                head = index
            continue
        word = roster.layout.words[index - 1]
        if word == ",":
            # a comma may stand before the name, or before the rank that precedes it, or in "X, Y dan Z"
            if head is None and commas and _in_list(roster, index - 1, chunk.first, words):
                index -= 1
                continue
            if commas or (head is not None and not _only_rank(roster, head, chunk.first, words)):
                break
            commas += 1
        elif word in "()":
            if word == "(" and index == chunk.first:
                break
        elif word.isdigit() or word == "/":
            if index - 2 < floor or not _numbers_body(roster, index - 1):
                break
        elif not (
            word[0].isupper() or lowers[index - 1] in words.inner or lowers[index - 1] in words.title_words
        ):
            if index - 2 < floor or not _of_body(roster, index - 1, words):
                break
        elif head is not None and lowers[index - 1] in words.joints:
            left = roster.at.get(index - 2)
            capital = index >= 2 and roster.layout.words[index - 2][0].isupper()
            if lowers[index - 1] not in words.both or not capital or (left and left.type == "PER"):
                break
        elif _other_person(roster, index - 1, words):
            break
        index -= 1
    if head is not None and commas and not _own_phrase(roster, head, words):
        return None
    return head


def _holds_office(roster: Roster, first: int, last: int, words: ActorWords) -> bool:
    """Whether these words before a name are an office alone, without its body."""
    found = words.titles.before(roster.layout.lowers, last)
    return found is not None and "office" in found[1] and first <= found[0] and "modifier" not in found[1]


def _in_list(roster: Roster, index: int, stop: int, words: ActorWords) -> bool:
    """Whether a comma parts capitalised words of one list: "Data, Informasi dan Humas"."""
    tokens = roster.layout.words
    if not (index and tokens[index - 1][0].isupper() and tokens[index + 1][0].isupper()):
        return False
    return any(roster.layout.lowers[i] in words.both for i in range(index + 2, min(stop, index + _LIST)))


def _numbers_body(roster: Roster, index: int) -> bool:
    """ "Kodim 0730/Gunungkidul": a body's number, or the slash behind it."""
    before = roster.layout.words[index - 1]
    return before[0].isupper() if roster.layout.words[index].isdigit() else before.isdigit()


def _of_body(roster: Roster, index: int, words: ActorWords) -> bool:
    """ "anggota DPR dari Fraksi X": a small word of origin between two names."""
    tokens = roster.layout.words
    joins = roster.layout.lowers[index] in words.origin
    return joins and tokens[index - 1][0].isupper() and tokens[index + 1][0].isupper()


def _other_person(roster: Roster, index: int, words: ActorWords) -> bool:
    """Whether a token is another person's name, and not that of the one the title relates to."""
    other = roster.at.get(index)
    return other is not None and other.type == "PER" and not _relation_at(roster, other.first, words)


def _own_phrase(roster: Roster, head: int, words: ActorWords) -> bool:
    """Whether a title that a comma parts from the name begins its phrase, and is not the end of another
    one.
    """
    if head == 0 or roster.layout.words[head][0].isupper():
        return True
    before = roster.layout.lowers[head - 1]
    return not before[0].isalpha() or before in words.cues or before in words.clause


def _only_rank(roster: Roster, first: int, last: int, words: ActorWords) -> bool:
    """Whether only ranks and honorifics stand between two tokens."""
    lowers = roster.layout.lowers
    while first < last:
        found = words.titles.at(lowers, first)
        if found is None:
            if lowers[first] == ".":
                first += 1
                continue
            return False
        if not found[1] & {"rank", "honorific"}:
            return False
        first = found[0]
    return True


def _relation_at(roster: Roster, index: int, words: ActorWords) -> bool:
    found = words.titles.before(roster.layout.lowers, index)
    return found is not None and "relation" in found[1]


def _apposition(roster: Roster, chunk: Chunk, words: ActorWords) -> tuple[int, int] | None:
    """ "NAME, head of X," "NAME (39), driver," "NAME, who is also chairman of Y," "NAME as chairman":
    first and last token.
    """
    lowers, tokens = roster.layout.lowers, roster.layout.words
    limit = min(roster.sentence_bounds(chunk.first)[1], chunk.last + _APPOSITION_REACH + 4)
    index = chunk.last
    if index < limit and tokens[index] == "(":
        close = next((i for i in range(index + 1, min(limit, index + 5)) if tokens[i] == ")"), None)
        if close is None:
            return None
        index = close + 1
    if index < limit and tokens[index] == ",":
        index += 1
        found = words.small.at(lowers, index)
        if found and found[1] & {"also", "one", "the", "after-name"}:
            index = found[0]
    else:
        found = words.small.at(lowers, index)
        if not (found and "after-name" in found[1]):
            return None
        index = found[0]
    head = words.titles.at(lowers, index) if index < limit else None
    if head is None or head[0] > limit or not head[1] & (HUMAN_TITLES | {"modifier"}):
        return None
    if any(i in roster.title_tokens for i in range(index, head[0])):
        return None
    end = head[0]
    while end < limit and _continues(roster, end, words):
        end += 1
    if end < limit and tokens[end] not in _ENDS:
        return None  # "said NAME, fishermen must ...": a clause, no apposition
    follower = roster.at.get(end - 1)
    if (
        follower
        and follower.type == "PER"
        and follower.first > index
        and not _relation_at(roster, follower.first, words)
    ):
        return None  # the title of the next person
    return index, end


def _continues(roster: Roster, index: int, words: ActorWords) -> bool:
    """Whether an apposition goes on at this token: it ends at a mark or a verb."""
    word, lower = roster.layout.words[index], roster.layout.lowers[index]
    if not word[0].isalnum():
        return False
    if index in roster.at or word[0].isupper() or word[0].isdigit():
        return True
    if words.acting.match(lower) and lower not in words.title_words:
        return False
    return lower not in words.relative and lower not in words.aux
