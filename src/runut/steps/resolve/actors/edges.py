"""Where single names begin and end: titles, states and towns before a name, ranks and people after a body."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.steps.resolve.actors.chunks import Chunk, no_person, settle
from runut.steps.resolve.actors.words import ActorWords

_BEFORE_NAME = frozenset(("rank", "honorific", "modifier", "office", "profession"))
_PERSONAL = frozenset(("rank", "honorific"))
_BEFORE_BODY = frozenset(("office", "modifier", "profession", "relation"))
_JOINED_REACH = 6
_TWO_BODIES = 5  # words of the shortest pair
_LONGEST_NAME = 5
_FIELD_REACH = 8


def strip_marks(layout: Layout, chunk: Chunk) -> Chunk | None:
    """Marks at the edges are no part of a name; what stands in brackets at its end is another: given back."""
    tokens = layout.words
    within = tokens[chunk.first : chunk.last]
    if "".join(within).isalpha():
        return None
    if ")" in within and "(" not in within:
        close = chunk.first + within.index(")")
        if close + 1 < chunk.last:
            chunk.first = close + 1
            chunk.type = "PER"  # "Ketua X (ABC) NAME"
        else:
            chunk.last = close
    while chunk.first < chunk.last and not tokens[chunk.first][0].isalnum() and tokens[chunk.first] != "@":
        chunk.first += 1
    inside = _in_brackets(layout, chunk)
    while chunk.last - chunk.first > 1 and chunk.type == "PER" and tokens[chunk.last - 1].isdigit():
        chunk.last -= 1
    while chunk.last > chunk.first and not _ends_name(tokens[chunk.last - 1]):
        chunk.last -= 1
    return inside


def strip_article(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """ "The Ministry" is the Ministry; outlets' names, which keep it, are of another type."""
    if chunk.last - chunk.first > 1 and chunk.known is None and layout.lowers[chunk.first] in words.the:
        chunk.first += 1


def person_after_state(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """ "Presiden STATE NAME" read as one place is a person's name after a state's."""
    if titled(layout, chunk, words):
        state = words.states.at(layout.lowers, chunk.first)
        if state is not None and state[0] < chunk.last:
            chunk.type = "PER"


def _ends_name(token: str) -> bool:
    return token[0].isalnum() or token in ").!"


def _in_brackets(layout: Layout, chunk: Chunk) -> Chunk | None:
    """Cut a name before its opening bracket, unless the name goes on after the closing one."""
    tokens = layout.words
    opened = next((i for i in range(chunk.first + 1, chunk.last) if tokens[i] == "("), None)
    if opened is None:
        return None
    closed = next((i for i in range(opened, chunk.last) if tokens[i] == ")"), None)
    if closed is not None and closed + 1 < chunk.last:
        return None
    inner = (opened + 1, chunk.last if closed is None else closed)
    chunk.last = opened
    if inner[0] >= inner[1]:
        return None
    return Chunk(layout.starts[inner[0]], layout.ends[inner[1] - 1], *inner, chunk.type)


def cut_listed(
    layout: Layout, chunk: Chunk, listed: dict[int, Chunk], added: list[Chunk], words: ActorWords
) -> None:
    """ "STATE NAME", "ORGANISATION NAME", "Kapolda TOWN NAME": the person's name begins after it."""
    state = words.states.before(layout.lowers, chunk.last)
    if state is not None and chunk.first < state[0]:
        chunk.last = chunk.first  # "Serang STATE": a headline's verb before a state
        return
    while chunk.last - chunk.first > 1:
        other = listed.get(chunk.first)
        if other is not None and other.last < chunk.last and no_person(other):
            chunk.first = other.last
            continue
        if _cut_state(layout, chunk, added, words):
            continue
        before = layout.lowers[chunk.first - 1] if chunk.first else ""
        if not _town_after_office(layout, chunk, before, words):
            return
    if chunk.last - chunk.first == 1 and chunk.first > 0:
        before = layout.lowers[chunk.first - 1]
        town = words.towns.at(layout.lowers, chunk.first)
        if town and town[0] == chunk.last and (before in words.place_kinds or before in words.place_office):
            chunk.type = "LOC"


def _town_after_office(layout: Layout, chunk: Chunk, before: str, words: ActorWords) -> bool:
    """Cut off a town that belongs to the office before ("Kapolda TOWN NAME"); whether there was one."""
    place = words.towns.at(layout.lowers, chunk.first)
    if place is None or place[0] >= chunk.last or not before:
        return False
    if before not in words.place_office and not _ends_body(layout, chunk.first, words):
        return False
    chunk.first = place[0]
    return True


def _cut_state(layout: Layout, chunk: Chunk, added: list[Chunk], words: ActorWords) -> bool:
    """ "Presiden STATE NAME": the state is a name of its own."""
    first = chunk.first
    if first == 0 or layout.lowers[first - 1] not in words.title_words:
        return False
    hit = words.states.at(layout.lowers, first)
    if hit is None or hit[0] >= chunk.last:
        return False
    name = next(iter(hit[1]))
    added.append(Chunk(layout.starts[first], layout.ends[hit[0] - 1], first, hit[0], "STATE", name or None))
    chunk.first = hit[0]
    return True


def _ends_body(layout: Layout, index: int, words: ActorWords) -> bool:
    """Whether a capitalised run with the head of an organisation's name stands right before this token."""
    at = index - 1
    while at >= 0 and index - at < _JOINED_REACH and layout.words[at][0].isupper():
        title = words.titles.before(layout.lowers, at + 1)
        if title and "rank" in title[1] and layout.words[at] not in words.bodies_caps:
            return False
        if words.heads.at(layout.lowers, at):
            return True
        at -= 1
    return False


def cut_field(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """ "Menteri FIELD NAME": the field is the title's, the rest the person's name."""
    lowers = layout.lowers
    reach = min(_FIELD_REACH, chunk.first)
    if words.ministry.isdisjoint(lowers[chunk.first - reach : chunk.first]):
        return
    for back in range(1, reach + 1):
        at = chunk.first - back
        if lowers[at] not in words.ministry:
            continue
        hit = words.fields.at(lowers, at + 1)
        if hit is None or hit[0] <= chunk.first:
            return
        if hit[0] >= chunk.last:
            chunk.last = chunk.first
            return
        chunk.first = hit[0]
        while chunk.first < chunk.last and not lowers[chunk.first][0].isalnum():
            chunk.first += 1
        if (state := words.states.at(lowers, chunk.first)) and state[0] < chunk.last:
            chunk.first = state[0]
        chunk.type = "PER"
        return


def cut_titles(layout: Layout, chunk: Chunk, listed: dict[int, Chunk], words: ActorWords) -> None:
    """Titles stand before a name, not in it."""
    lowers = layout.lowers
    titles = words.titles.first
    for back in (2, 1):
        if chunk.first < back or lowers[chunk.first - back] not in titles:
            continue
        hit = words.titles.at(lowers, chunk.first - back)
        if hit and chunk.first < hit[0] <= chunk.last and hit[1] & _BEFORE_NAME:
            chunk.first = hit[0]
    while chunk.last > chunk.first and lowers[chunk.first] in titles:
        hit = words.titles.at(lowers, chunk.first)
        if hit is not None and hit[0] == chunk.last and "name-too" not in hit[1]:
            chunk.last = chunk.first
            return
        if chunk.type == "ORG" and _heads_body(chunk.first, lowers, words):
            chunk.last = chunk.first  # "Kapolres X": who heads the body, not the body
            return
        if hit is None or hit[0] >= chunk.last or not hit[1] & _BEFORE_NAME or "name-too" in hit[1]:
            return
        if chunk.type == "ORG" and "rank" not in hit[1]:
            if not hit[1] & _BEFORE_BODY or words.heads.at(lowers, chunk.first):
                return
            office = bool(hit[1] & {"office", "modifier"})
            if not office and hit[0] not in listed and not words.heads.at(lowers, hit[0]):
                return
        elif chunk.type == "ORG":
            chunk.type = "PER"
        after = hit[0]
        if lowers[after] == "." and after + 1 < chunk.last:
            after += 1
        chunk.first = after


def _heads_body(index: int, lowers: list[str], words: ActorWords) -> bool:
    """Whether a word is an office whose town follows ("Kapolres"), and not a noun for bodies or places too."""
    hit = words.titles.at(lowers, index)
    body = words.short_heads.get((lowers[index],))
    return hit is not None and lowers[index] in words.place_office and body != (lowers[index],)


def town_after_kind(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """ "Kades X", "Sekretaris Desa (Sekdes) X": the village that an office is of, read as a body."""
    at = chunk.first - 1
    before = layout.lowers[at]
    if at < 0 or not (before == ")" or before in words.villages or before in words.place_office):
        return
    if chunk.known is not None or words.heads.at(layout.lowers, chunk.first):
        return
    if before == ")" and at > 3 and layout.words[at - 2] == "(":
        at -= 3
    lower = layout.lowers[at]
    town = words.towns.at(layout.lowers, chunk.first)
    of_town = town is not None and town[0] == chunk.last and lower in words.place_office
    bracketed = at != chunk.first - 1 and lower in words.place_kinds
    if of_town or bracketed or lower in words.villages:
        chunk.type = "LOC"


def cut_at_rank(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """The rank of the officer named next is no part of his office's name."""
    for index in range(chunk.first + 1, chunk.last):
        hit = words.titles.at(layout.lowers, index)
        if (
            hit
            and "rank" in hit[1]
            and not hit[1] & {"profession"}
            and layout.words[index] not in words.bodies_caps
        ):
            chunk.last = index
            return


def cut_people_off(
    layout: Layout, tagged: list[Chunk], listed: dict[int, Chunk], words: ActorWords
) -> list[Chunk]:
    """ "Partai X NAME": the end of an organisation's name that is a person's name elsewhere, or a known
    person's.
    """
    lowers = layout.lowers
    people = {tuple(lowers[c.first : c.last]) for c in tagged if c.type == "PER" and c.first < c.last}
    found = []
    for chunk in tagged:
        if chunk.type != "ORG" or chunk.last - chunk.first < 2:
            continue
        for index in range(max(chunk.first + 1, chunk.last - _LONGEST_NAME), chunk.last):
            other = listed.get(index)
            known = other is not None and other.last == chunk.last and not no_person(other)
            if known or (tuple(lowers[index : chunk.last]) in people and titled(layout, chunk, words)):
                found.append(Chunk(layout.starts[index], chunk.end, index, chunk.last, "PER"))
                chunk.last = index
                if index - chunk.first == 1 and lowers[chunk.first] in words.common:
                    chunk.last = chunk.first  # a headline's word
                settle(layout, chunk)
                break
    return found


def part_bodies(layout: Layout, chunk: Chunk, words: ActorWords) -> list[Chunk]:
    """ "Kementerian X dan Asosiasi Y": two bodies, where the noun for another one stands behind "dan"."""
    if chunk.last - chunk.first < _TWO_BODIES or words.heads.at(layout.lowers, chunk.first) is None:
        return []
    for index in range(chunk.first + 2, chunk.last - 2):
        if layout.lowers[index] not in words.both or not layout.words[index + 1][0].isupper():
            continue
        lowers = layout.lowers
        if words.heads.at(lowers, index + 1) or words.bodies.at(lowers, index + 1):
            other = Chunk(layout.starts[index + 1], chunk.end, index + 1, chunk.last, "ORG")
            chunk.last = index
            return [other]
    return []


def cut_body_begun(layout: Layout, tagged: list[Chunk], words: ActorWords) -> None:
    """ "CEO Ria Nusa NAME" read as the person "Nusa NAME", where the text says "Ria Nusa" of something else too."""
    for chunk in tagged:
        before = chunk.first - 1
        if chunk.type != "PER" or chunk.last - chunk.first < 3 or before < 0 or chunk.known is not None:
            continue
        title = words.titles.at(layout.lowers, before)
        if title is not None and title[1] & _PERSONAL:
            continue  # "Dr NAME SH MH", then "Dr NAME"
        if layout.words[before].istitle() and _stands_elsewhere(layout, before):
            chunk.first += 1
            settle(layout, chunk)


def _stands_elsewhere(layout: Layout, index: int) -> bool:
    """Whether two capitalised words stand together elsewhere too, before another word than here."""
    words = layout.words
    pair, after = words[index : index + 2], words[index + 2]
    at = -1
    try:
        while True:
            at = words.index(pair[0], at + 1)
            if at != index and words[at + 1 : at + 2] == pair[1:] and words[at + 2 : at + 3] != [after]:
                return True
    except ValueError:
        return False


def titled(layout: Layout, chunk: Chunk, words: ActorWords) -> bool:
    """Whether the word right before a name is of a title."""
    return chunk.first > 0 and layout.lowers[chunk.first - 1] in words.title_words


def take_name_too(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """A word that is a title and a given name ("Ratu", "Imam") belongs to the name that it stands before."""
    if chunk.type != "PER" or chunk.first >= chunk.last or chunk.first == 0:
        return
    hit = words.titles.at(layout.lowers, chunk.first - 1)
    named = (
        hit and hit[0] == chunk.first and "name-too" in hit[1] and layout.words[chunk.first - 1][0].isupper()
    )
    if named or _given_though_small(layout, chunk.first - 1, words):
        chunk.first -= 1
        settle(layout, chunk)


def _given_though_small(layout: Layout, index: int, words: ActorWords) -> bool:
    """ "Kepala Kantor X Lalu NAME": a word of no name elsewhere ("lalu"), with a capital amid a line that has none
    of its own, is a part of the name."""
    word, lower = layout.words[index], layout.lowers[index]
    if lower not in words.clause or not word.istitle() or index == 0:
        return False
    before = layout.words[index - 1]
    sentence = layout.sentences[layout.sentence_at(layout.starts[index])]
    follows = layout.words[index + 1 : sentence.last]
    return before[0].isalpha() and before[0].isupper() and any(w.islower() for w in follows[:4])
