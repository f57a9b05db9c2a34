"""Where names begin and end: titles cut off, the parts of an organisation's name joined, what is no name dropped.

A tagger's errors are mostly at the edges: it takes the rank before a name into an organisation's name, the state
before a person's into the person's, or stops before the town that ends the name of an office.
"""

from __future__ import annotations

from runut.model.layout import Layout
from runut.steps.resolve.actors.roster import Chunk
from runut.steps.resolve.actors.words import ActorWords

_BEFORE_NAME = frozenset(("rank", "honorific", "modifier", "office", "profession"))
_BEFORE_BODY = frozenset(("office", "modifier", "profession", "relation"))
# Bodies that are themselves named after people.
_NAMED_AFTER = frozenset(("university", "hospital", "school", "ngo", "company", "bank", "student"))
_LISTED = frozenset(("STATE", "OUTLET", "KNOWN"))
_LOCAL = frozenset(
    ("police", "localgov", "agency", "prosecutor", "court", "hospital", "prison", "university", "commission")
    + ("parliament", "army", "school", "party", "ngo", "embassy", "ministry")
)
_JOINED_REACH = 6
_LONGEST_NAME = 5
_MARKS = tuple([mark] for mark in "\"'“”‘’")
_FIELD_REACH = 8
_BRACKET = 6


def mend(layout: Layout, chunks: list[Chunk], words: ActorWords) -> None:
    """Put the edges of names right, in place; a chunk left empty is no name."""
    listed = {chunk.first: chunk for chunk in chunks if chunk.type in _LISTED}
    tagged = sorted((c for c in chunks if c.type in ("PER", "ORG")), key=lambda c: c.first)
    added: list[Chunk] = []
    plain = set(layout.words)
    for chunk in tagged:
        _strip_marks(layout, chunk)
        if chunk.type == "PER":
            _cut_listed(layout, chunk, listed, added, words)
        _cut_field(layout, chunk, words)
        _cut_titles(layout, chunk, listed, words)
        if chunk.type == "ORG":
            _cut_at_rank(layout, chunk, words)
            added += _cut_at_given(layout, chunk, words)
        _cut_common(layout, chunk, plain, words)
        if (
            _no_actor(layout, chunk, words)
            or _headline(layout, chunk, listed, words)
            or _work(layout, chunk, words)
        ):
            chunk.last = chunk.first
        _settle(layout, chunk)
    _join_nicknames(layout, tagged)
    added += _cut_people_off(layout, tagged, listed, words)
    for chunk in chunks:
        _after_rank(layout, chunk, words)
        _name_too(layout, chunk, words)
        _after_company(layout, chunk, words)
        _body_by_name(layout, chunk, words)
    chunks += added
    _join_bodies(layout, chunks, words)
    _split_people(layout, chunks, words)


def _settle(layout: Layout, chunk: Chunk) -> None:
    """Characters to tokens, after a cut."""
    if chunk.first < chunk.last:
        chunk.start = layout.starts[chunk.first]
        chunk.end = layout.ends[chunk.last - 1]


def _strip_marks(layout: Layout, chunk: Chunk) -> None:
    tokens = layout.words
    while chunk.first < chunk.last and not tokens[chunk.first][0].isalnum() and tokens[chunk.first] != "@":
        chunk.first += 1
    opened = next((i for i in range(chunk.first, chunk.last) if tokens[i] == "("), None)
    if opened is not None and ")" not in tokens[opened : chunk.last]:
        chunk.last = opened
    while (
        chunk.last > chunk.first
        and not tokens[chunk.last - 1][0].isalnum()
        and tokens[chunk.last - 1] not in ").!"
    ):
        chunk.last -= 1


def _cut_listed(
    layout: Layout, chunk: Chunk, listed: dict[int, Chunk], added: list[Chunk], words: ActorWords
) -> None:
    """ "STATE NAME", "ORGANISATION NAME", "Kapolda TOWN NAME": the person's name begins after it."""
    while chunk.last - chunk.first > 1:
        other = listed.get(chunk.first)
        if other is not None and other.last < chunk.last and _no_person(other):
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


def _no_person(chunk: Chunk) -> bool:
    return chunk.known is None or chunk.known.type != "person"


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


def _cut_field(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """ "Menteri FIELD NAME": the field is the title's, the rest the person's name."""
    lowers = layout.lowers
    for back in range(1, min(_FIELD_REACH, chunk.first) + 1):
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


def _cut_titles(layout: Layout, chunk: Chunk, listed: dict[int, Chunk], words: ActorWords) -> None:
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


def _cut_at_rank(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
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


def _cut_at_given(layout: Layout, chunk: Chunk, words: ActorWords) -> list[Chunk]:
    """ "Kepala Dinas X GIVEN NAME": a given name inside an office's name begins the name of its head."""
    lowers = layout.lowers
    if chunk.first == 0 or lowers[chunk.first - 1] not in words.title_words:
        return []
    head = words.heads.at(lowers, chunk.first)
    if head is None or head[1] & _NAMED_AFTER:
        return []
    for index in range(head[0] + 1, chunk.last):
        if words.given.at(lowers, index) and layout.words[index][0].isupper():
            person = Chunk(layout.starts[index], chunk.end, index, chunk.last, "PER")
            chunk.last = index
            return [person]
    return []


def _join_nicknames(layout: Layout, tagged: list[Chunk]) -> None:
    """NAME "NICKNAME" NAME is one person's name."""
    tokens = layout.words
    at = {chunk.first: chunk for chunk in tagged if chunk.type == "PER" and chunk.first < chunk.last}
    for chunk in tagged:
        end = chunk.last
        if chunk.type != "PER" or chunk.first >= end or tokens[end : end + 1] not in _MARKS:
            continue
        for close in (end + 2, end + 3):
            rest = at.get(close + 1)
            if rest is not None and tokens[close : close + 1] in _MARKS and tokens[end + 1][0].isupper():
                for inner in at.values():
                    if end < inner.first < close:
                        inner.last = inner.first
                chunk.last, rest.last = rest.last, rest.first
                _settle(layout, chunk)
                break


def _cut_people_off(
    layout: Layout, tagged: list[Chunk], listed: dict[int, Chunk], words: ActorWords
) -> list[Chunk]:
    """ "Partai X NAME": the end of an organisation's name that is a person's name elsewhere, or a known person's."""
    lowers = layout.lowers
    people = {tuple(lowers[c.first : c.last]) for c in tagged if c.type == "PER" and c.first < c.last}
    found = []
    for chunk in tagged:
        if chunk.type != "ORG" or chunk.last - chunk.first < 2:
            continue
        for index in range(max(chunk.first + 1, chunk.last - _LONGEST_NAME), chunk.last):
            other = listed.get(index)
            known = other is not None and other.last == chunk.last and not _no_person(other)
            if known or (tuple(lowers[index : chunk.last]) in people and _titled(layout, chunk, words)):
                found.append(Chunk(layout.starts[index], chunk.end, index, chunk.last, "PER"))
                chunk.last = index
                _settle(layout, chunk)
                break
    return found


def _titled(layout: Layout, chunk: Chunk, words: ActorWords) -> bool:
    return chunk.first > 0 and layout.lowers[chunk.first - 1] in words.title_words


def _name_too(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """A word that is a title and a given name ("Ratu", "Imam") belongs to the name that it stands before."""
    if chunk.type != "PER" or chunk.first >= chunk.last or chunk.first == 0:
        return
    hit = words.titles.at(layout.lowers, chunk.first - 1)
    if hit and hit[0] == chunk.first and "name-too" in hit[1] and layout.words[chunk.first - 1][0].isupper():
        chunk.first -= 1
        _settle(layout, chunk)


def _after_rank(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """Whoever has a rank or an honorific is a person, whatever the tagger took him for."""
    if chunk.type in ("ORG", "LOC") and chunk.first < chunk.last and chunk.first > 0:
        hit = words.titles.before(layout.lowers, chunk.first)
        rank = hit is not None and bool(hit[1] & {"rank", "honorific"}) and layout.words[hit[0]][0].isupper()
        if rank and layout.words[chunk.first - 1] not in words.bodies_caps and chunk.known is None:
            chunk.type = "PER"


def _cut_common(layout: Layout, chunk: Chunk, plain: set[str], words: ActorWords) -> None:
    """A common word that is capital only because it begins the sentence is no name, and no part of a person's."""
    first = chunk.first
    if first >= chunk.last or chunk.known is not None:
        return
    lower = layout.lowers[first]
    if layout.words[first] == lower or (layout.words[first].isupper() and len(lower) > 1):
        return
    if lower in words.common or (lower in plain and _begins(layout, first)):
        if chunk.type == "PER" and not words.titles.at(layout.lowers, first):
            chunk.first += 1
        elif chunk.last - first == 1:
            chunk.last = first


def _begins(layout: Layout, index: int) -> bool:
    """Whether a sentence or a quotation begins at this token."""
    if index == 0:
        return True
    between = layout.text[layout.ends[index - 1] : layout.starts[index]]
    return layout.words[index - 1][-1] in '.!?“"”:[(–—-' or "\n" in between


def _headline(layout: Layout, chunk: Chunk, listed: dict[int, Chunk], words: ActorWords) -> bool:
    """Whether two known bodies stand in one organisation's name: a headline's capitals ran them together."""
    if chunk.type != "ORG" or words.units.at(layout.lowers, chunk.first):
        return False
    known = [listed[i] for i in range(chunk.first, chunk.last) if i in listed]
    return len([k for k in known if k.type == "KNOWN" and k.last <= chunk.last]) > 1


def _work(layout: Layout, chunk: Chunk, words: ActorWords) -> bool:
    """Whether a name is that of a work: "pelantun TITLE itu" describes a singer."""
    if chunk.type != "PER" or chunk.first == 0 or chunk.last >= len(layout.lowers):
        return False
    if layout.lowers[chunk.last] not in words.demonstrative:
        return False
    hit = words.titles.before(layout.lowers, chunk.first)
    return hit is not None and "profession" in hit[1] and layout.words[hit[0]][0].islower()


def _no_actor(layout: Layout, chunk: Chunk, words: ActorWords) -> bool:
    """Codes between slashes, laws and things that go by capitals."""
    if chunk.last <= chunk.first:
        return True
    text = layout.text
    if chunk.last - chunk.first == 1:
        start, end = layout.starts[chunk.first], layout.ends[chunk.first]
        if text[end : end + 1] == "/" or text[start - 1 : start] == "/":
            return layout.words[chunk.first].isupper()
        if layout.lowers[chunk.first] in words.months:
            return True
        if chunk.type == "PER" and words.groups.at(layout.lowers, chunk.first):
            return True
    _read_state(layout, chunk, words)
    lowered = " ".join(layout.lowers[chunk.first : chunk.last])
    if len(lowered) < 2 or layout.lowers[chunk.last - 1] in words.no_actor_tails:
        return True
    return lowered in words.no_actors or layout.lowers[chunk.first] in words.no_actor_heads


def _body_by_name(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """A person whose name ends or begins as only an organisation's does ("Bank", "Group") is none."""
    if chunk.type == "PER" and chunk.last - chunk.first > 1 and chunk.known is None:
        ends = {layout.lowers[chunk.first], layout.lowers[chunk.last - 1]}
        if ends & words.company_ends:
            chunk.type = "ORG"


def _after_company(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """A known acronym after the legal form of a company is that company's: "PT. PBB"."""
    at = chunk.first - 1
    if chunk.type == "KNOWN" and at >= 0:
        if layout.words[at] == "." and at > 0:
            at -= 1
        if layout.lowers[at] in words.company and layout.words[at][0].isupper():
            chunk.type, chunk.known, chunk.first = "ORG", None, at
            _settle(layout, chunk)


def _read_state(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """A country's name is a state's, whatever the tagger took it for."""
    if chunk.type != "STATE":
        hit = words.states.at(layout.lowers, chunk.first)
        if hit is not None and hit[0] == chunk.last and layout.words[chunk.first][0].isupper():
            chunk.type, chunk.name = "STATE", next(iter(hit[1])) or None


def _join_bodies(layout: Layout, chunks: list[Chunk], words: ActorWords) -> None:
    """Join the parts of an organisation's name: head, known body, town."""
    bodies = sorted(
        (c for c in chunks if c.type in ("ORG", "KNOWN", "LOC", "STATE") and c.first < c.last),
        key=lambda c: (c.first, -c.last),
    )
    last: Chunk | None = None
    for chunk in bodies:
        if chunk.type in ("ORG", "KNOWN"):
            _reach_back(layout, chunk, words)
            _reach_around(layout, chunk, words)
        if last is not None and last.first < last.last and _goes_on(layout, last, chunk, words):
            last.last = max(last.last, chunk.last)
            last.type = "ORG" if last.type != "KNOWN" or last.known is None else last.type
            if last.type == "KNOWN":
                last.type, last.known = "ORG", None
            _settle(layout, last)
            continue
        if last is None or chunk.last > last.last:
            last = chunk


def _head_at(layout: Layout, index: int, words: ActorWords) -> bool:
    """Whether the name of a unit or of a local body begins here."""
    if words.units.at(layout.lowers, index):
        return True
    head = words.heads.at(layout.lowers, index)
    return head is not None and bool(head[1] & _LOCAL)


def _reach_back(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """Take in the head before a body: "Kantor Wilayah" + "Kementerian X", "Mabes" + "TNI AU", "Divisi Humas" + "Polri"."""
    if chunk.known is not None and chunk.known.type != "organisation":
        return
    tokens, lowers = layout.words, layout.lowers
    best = None
    at = chunk.first - 1
    while at >= 0 and chunk.first - at <= _JOINED_REACH and tokens[at][0].isupper():
        if words.titles.at(lowers, at) and not words.heads.at(lowers, at):
            break
        if _head_at(layout, at, words):
            best = at
        at -= 1
    if best is not None:
        if chunk.type == "KNOWN":
            chunk.type, chunk.known = "ORG", None
        chunk.first = best
        _settle(layout, chunk)


def _reach_around(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """ "Pengadilan Negeri (PN) TOWN": the tagger's name is the acronym in brackets alone."""
    tokens = layout.words
    if chunk.first < 2 or tokens[chunk.first - 1] != "(" or tokens[chunk.last : chunk.last + 1] != [")"]:
        return
    head = words.heads.before(layout.lowers, chunk.first - 1)
    if head is None or not head[1] & _LOCAL or words.heads.at(layout.lowers, chunk.first) is None:
        return
    if chunk.last + 1 < len(tokens) and tokens[chunk.last + 1][0].isupper():
        chunk.first = head[0]
        chunk.last += 2
        while chunk.last < len(tokens) and tokens[chunk.last][0].isupper():
            chunk.last += 1
        chunk.type, chunk.known = "ORG", None
        _settle(layout, chunk)


def _goes_on(layout: Layout, last: Chunk, chunk: Chunk, words: ActorWords) -> bool:
    """Whether a chunk goes on with the body before it."""
    if last.type not in ("ORG", "KNOWN") or (last.known is not None and last.known.type != "organisation"):
        return False
    head = words.heads.at(layout.lowers, last.first)
    local = head is not None and bool(head[1] & _LOCAL)
    if chunk.first < last.last:
        return chunk.last > last.last and chunk.type in ("ORG", "KNOWN")
    gap = layout.words[last.last : chunk.first]
    if local and chunk.type == "LOC" and len(gap) == 1 and gap[0].lower() in words.place_kinds:
        gap = []
    if not gap:
        if chunk.type in ("LOC", "STATE"):
            return local
        return _head_at(layout, last.first, words) and not _head_at(layout, chunk.first, words)
    return (
        len(gap) >= 3 and gap[0] == "(" and gap[2] == ")" and len(gap) == 3 and chunk.type == "LOC" and local
    )


def _split_people(layout: Layout, chunks: list[Chunk], words: ActorWords) -> None:
    """Cut "spokesman OTHER NAME" where the tagger ran a person and the one he is related to together."""
    alone = {layout.lowers[c.last - 1] for c in chunks if c.type == "PER" and 0 < c.last - c.first <= 2}
    for chunk in list(chunks):
        if chunk.type != "PER" or chunk.last - chunk.first < 3 or layout.lowers[chunk.first] not in alone:
            continue
        before = words.titles.before(layout.lowers, chunk.first)
        if before is not None and "relation" in before[1]:
            cut = chunk.first + 1
            chunks.append(Chunk(chunk.start, layout.ends[cut - 1], chunk.first, cut, "PER"))
            chunk.first = cut
            _settle(layout, chunk)
