"""Parts of one name: head, body and town of an organisation, a nickname between two names; and two people
in one.
"""

from __future__ import annotations

from runut.model.layout import Layout
from runut.steps.resolve.actors.chunks import Chunk, no_person, settle
from runut.steps.resolve.actors.headlines import in_headline
from runut.steps.resolve.actors.words import ActorWords

# Kinds of bodies that every town has of its own, so that its name may follow.
_OFFICES = frozenset(("police", "prosecutor", "court", "prison", "army", "localgov", "agency", "commission"))
_HOUSES = frozenset(("parliament", "ministry", "embassy", "hospital", "university", "school", "party", "ngo"))
_LOCAL = _OFFICES | _HOUSES
_NAMED_AFTER = frozenset(("hospital", "university", "school"))
_JOINED_REACH = 6
_NEAR = 2  # words that a head may stand back in a line where every word has its capital
_TOO_LONG = 4
_LONGEST_HALF = 5  # letters: "hye", "young"
_OF_BODIES = ("ORG", "KNOWN", "LOC", "STATE")
_PERSONAL_TITLES = frozenset(("rank", "honorific"))
_MARKS = tuple([mark] for mark in "\"'“”‘’")


def join_nicknames(layout: Layout, tagged: list[Chunk]) -> None:
    """NAME "NICKNAME" NAME, and a name cut at the stop after an initial, are one person's name."""
    tokens = layout.words
    at = {chunk.first: chunk for chunk in tagged if chunk.type == "PER" and chunk.first < chunk.last}
    for chunk in tagged:
        end = chunk.last
        if chunk.type != "PER" or chunk.first >= end:
            continue
        if len(tokens[end - 1]) == 1 and tokens[end : end + 1] == ["."]:
            _after_initial(layout, chunk, at.get(end + 1))
            continue
        if tokens[end : end + 1] not in _MARKS:
            continue
        for close in (end + 2, end + 3):
            rest = at.get(close + 1)
            if rest is not None and tokens[close : close + 1] in _MARKS and tokens[end + 1][0].isupper():
                for inner in at.values():
                    if end < inner.first < close:
                        inner.last = inner.first
                chunk.last, rest.last = rest.last, rest.first
                settle(layout, chunk)
                break


def join_parted(layout: Layout, tagged: list[Chunk], words: ActorWords) -> None:
    """ "KH Anas Fahmi Lubis (Gus Anas)": two parts of one name after an honorific, or where the nickname in brackets
    repeats the first.
    """
    at = {chunk.first: chunk for chunk in tagged if chunk.type == "PER" and chunk.first < chunk.last}
    for chunk in [chunk for chunk in at.values() if chunk.last in at]:
        rest = at.get(chunk.last)
        if rest is None or rest.first == rest.last or layout.lowers[chunk.first] in words.known:
            continue
        title = words.titles.before(layout.lowers, chunk.first)
        bracket = layout.words[rest.last : rest.last + 4]
        repeated = bracket[:1] == ["("] and layout.words[chunk.first] in bracket[1:]
        before = layout.words[chunk.first - 1] if chunk.first else "."
        in_office = title is None and before[0].isupper() and chunk.last - chunk.first == 1
        if repeated or in_office or (title is not None and title[1] <= _PERSONAL_TITLES):
            chunk.last, rest.last = rest.last, rest.first
            settle(layout, chunk)


def join_particles(layout: Layout, tagged: list[Chunk], words: ActorWords) -> None:
    """ "Alessandro del Piero": two parts of a name on either side of its particle."""
    at = {chunk.first: chunk for chunk in tagged if chunk.type == "PER" and chunk.first < chunk.last}
    for chunk in tagged:
        alone = chunk.type == "ORG" and chunk.last - chunk.first == 1 and layout.words[chunk.first].istitle()
        if not (chunk.type == "PER" or alone) or chunk.first >= chunk.last or chunk.known is not None:
            continue
        stop = chunk.last
        while layout.lowers[stop : stop + 1] and layout.lowers[stop] in words.particles:
            stop += 1
        rest = at.get(stop)
        if stop > chunk.last and rest is not None and rest is not chunk:
            chunk.last, rest.last, chunk.type = rest.last, rest.first, "PER"
            settle(layout, chunk)


def join_hyphened(layout: Layout, tagged: list[Chunk]) -> None:
    """ "Park Geun - hye": the small second half of a given name, parted from its hyphen by spaces."""
    tokens = layout.words
    for chunk in tagged:
        end = chunk.last
        if chunk.type != "PER" or chunk.first >= end or tokens[end : end + 1] != ["-"]:
            continue
        half = "".join(tokens[end + 1 : end + 2])
        if (
            half.isalpha()
            and half.islower()
            and len(half) <= _LONGEST_HALF
            and not layout.text[layout.ends[end + 1] : layout.ends[end + 1] + 1].isalpha()
            and _only_after_hyphens(tokens, half)
        ):
            chunk.last = end + 2
            settle(layout, chunk)


def drop_pairs(layout: Layout, tagged: list[Chunk]) -> None:
    """ "Rina-Budi": two people joined by a hyphen, each named elsewhere, are no third one."""
    joined = [c for c in tagged if c.last - c.first == 1 and "-" in layout.words[c.first][1:-1]]
    if not joined:
        return
    people = {w for c in tagged if c.type == "PER" for w in layout.words[c.first : c.last] if "-" not in w}
    for chunk in joined:
        if people.issuperset(layout.words[chunk.first].split("-")):
            chunk.last = chunk.first


def _only_after_hyphens(tokens: list[str], word: str) -> bool:
    return all(tokens[at - 1] == "-" for at, token in enumerate(tokens) if token == word)


def _after_initial(layout: Layout, chunk: Chunk, rest: Chunk | None) -> None:
    """ "Gani H. Saleh": a name goes on after an initial's stop."""
    after = chunk.last + 1
    if rest is not None:
        chunk.last, rest.last = rest.last, rest.first
    elif after < len(layout.words) and layout.words[after][0].isupper():
        chunk.last = after + 1
    settle(layout, chunk)


def join_bodies(layout: Layout, chunks: list[Chunk], words: ActorWords) -> None:
    """Join the parts of an organisation's name: head, known body, town."""
    bodies = sorted(
        (c for c in chunks if c.type in _OF_BODIES and c.first < c.last and no_person(c)),
        key=lambda c: (c.first, -c.last),
    )
    last: Chunk | None = None
    for chunk in bodies:
        if chunk.type in ("ORG", "KNOWN"):
            _reach_back(layout, chunk, words)
            _reach_around(layout, chunk, chunks, words)
            _reach_on(layout, chunk, words)
        if last is not None and last.first < last.last and _goes_on(layout, last, chunk, words):
            last.last = max(last.last, chunk.last)
            last.type = "ORG" if last.type != "KNOWN" or last.known is None else last.type
            if last.type == "KNOWN":
                last.type, last.known = "ORG", None
            settle(layout, last)
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
    """Take in the head before a body: "Kantor Wilayah" + "Kementerian X", "Mabes" + "TNI AU", "Divisi
    Humas" + "Polri".
    """
    if chunk.known is not None and chunk.known.type != "organisation":
        return
    tokens, lowers = layout.words, layout.lowers
    best = None
    at = chunk.first - 1
    while at >= 0 and chunk.first - at <= _JOINED_REACH and tokens[at][0].isupper():
        if words.titles.at(lowers, at) and not words.heads.at(lowers, at):
            break
        if "\n" in layout.text[layout.ends[at] : layout.starts[at + 1]]:
            break
        if _head_at(layout, at, words):
            best = at
        at -= 1
    if best is not None and (chunk.first - best <= _NEAR or not in_headline(layout, chunk)):
        if chunk.type == "KNOWN":
            chunk.type, chunk.known = "ORG", None
        chunk.first = best
        settle(layout, chunk)


def _reach_around(layout: Layout, chunk: Chunk, chunks: list[Chunk], words: ActorWords) -> None:
    """ "Pengadilan Negeri (PN) TOWN": the tagger's name is the acronym in brackets alone."""
    tokens = layout.words
    if chunk.first < 2 or tokens[chunk.first - 1] != "(" or tokens[chunk.last : chunk.last + 1] != [")"]:
        return
    head = words.heads.before(layout.lowers, chunk.first - 1)
    if head is None or not head[1] & _LOCAL or words.heads.at(layout.lowers, chunk.first) is None:
        return
    if head[1] & _NAMED_AFTER and _reach_over_name(layout, head[0], chunk, chunks):
        return
    town = words.towns.at(layout.lowers, chunk.last + 1) if chunk.last + 1 < len(tokens) else None
    kind = layout.lowers[chunk.last + 1 : chunk.last + 2]
    if (town or words.place_kinds.issuperset(kind)) and tokens[chunk.last + 1][0].isupper():
        chunk.first = head[0]
        chunk.last += 2
        people = {c.first for c in chunks if c.type == "PER" and c.first < c.last}
        while chunk.last < len(tokens) and tokens[chunk.last][0].isupper() and chunk.last not in people:
            chunk.last += 1
        chunk.type, chunk.known = "ORG", None
        settle(layout, chunk)


def _reach_over_name(layout: Layout, first: int, chunk: Chunk, chunks: list[Chunk]) -> bool:
    """ "Rumah Sakit Umum Daerah (RSUD) GIVEN NAME": a hospital or a school that a person gave its name."""
    name = next(
        (c for c in chunks if c.type == "PER" and c.first == chunk.last + 1 and c.last > c.first), None
    )
    if name is None:
        return False
    chunk.first, chunk.last = first, name.last
    name.last = name.first
    chunk.type, chunk.known = "ORG", None
    settle(layout, chunk)
    return True


def _reach_on(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """ "Kepolisian Resor (Polres) TOWN": the tagger's name is the head alone."""
    tokens, end = layout.words, chunk.last
    if tokens[end : end + 1] != ["("] or tokens[end + 2 : end + 3] != [")"]:
        return
    head = words.heads.at(layout.lowers, chunk.first)
    if head is None or head[0] != end or not head[1] & _LOCAL or end + 3 >= len(tokens):
        return
    start = end + 3
    if layout.lowers[start] in words.place_kinds and tokens[start][0].isupper():
        start += 1
    town = words.towns.at(layout.lowers, start)
    if town is not None and tokens[start][0].isupper():
        chunk.last, chunk.type, chunk.known = town[0], "ORG", None
        settle(layout, chunk)


def _goes_on(layout: Layout, last: Chunk, chunk: Chunk, words: ActorWords) -> bool:
    """Whether a chunk goes on with the body before it."""
    if last.type not in ("ORG", "KNOWN") or (last.known is not None and last.known.type != "organisation"):
        return False
    head = words.heads.at(layout.lowers, last.first)
    local = head is not None and bool(head[1] & _LOCAL)
    if chunk.first < last.last:
        return chunk.last > last.last and chunk.type in ("ORG", "KNOWN")
    if "\n" in layout.text[layout.ends[last.last - 1] : layout.starts[chunk.first]]:
        return False
    gap = layout.words[last.last : chunk.first]
    home = chunk.type == "STATE" and chunk.name in words.defaults.values()
    if home and gap == [")"]:
        chunk.last = chunk.first  # "Kementerian X (ABC) RI": the state is in the body's name
        return False
    if local and chunk.type == "LOC" and len(gap) == 1 and gap[0].lower() in words.place_kinds:
        gap = []
    if not gap:
        if chunk.type in ("LOC", "STATE"):
            return local
        return _head_at(layout, last.first, words) and not _head_at(layout, chunk.first, words)
    return (
        len(gap) >= 3 and gap[0] == "(" and gap[2] == ")" and len(gap) == 3 and chunk.type == "LOC" and local
    )


def _cut_unit(layout: Layout, chunk: Chunk, alone: set[str], words: ActorWords) -> None:
    """ "Direktur UNIT NAME" read as one name: it begins with the word that the text later calls him by."""
    title = words.titles.before(layout.lowers, chunk.first)
    if title is None or "office" not in title[1] or layout.lowers[chunk.first] in alone:
        return
    for index in range(chunk.first + 1, chunk.last - 1):
        if layout.lowers[index] in alone:
            chunk.first = index
            settle(layout, chunk)
            return


def split_people(layout: Layout, chunks: list[Chunk], words: ActorWords) -> None:
    """Cut "spokesman OTHER NAME" where the tagger ran a person and the one he is related to together."""
    alone = {layout.lowers[c.last - 1] for c in chunks if c.type == "PER" and 0 < c.last - c.first <= 2}
    for chunk in chunks:
        if chunk.type == "PER" and chunk.last - chunk.first >= _TOO_LONG:
            _cut_unit(layout, chunk, alone, words)
    for chunk in list(chunks):
        if chunk.type != "PER" or chunk.last - chunk.first < 3 or layout.lowers[chunk.first] not in alone:
            continue
        before = words.titles.before(layout.lowers, chunk.first)
        if before is not None and "relation" in before[1]:
            cut = chunk.first + 1
            chunks.append(Chunk(chunk.start, layout.ends[cut - 1], chunk.first, cut, "PER"))
            chunk.first = cut
            settle(layout, chunk)
