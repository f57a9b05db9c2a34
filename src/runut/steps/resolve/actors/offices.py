"""An office, its body and its holder: where the body's name begins after the field, and the holder's after it."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.steps.resolve.actors.chunks import Chunk, no_person, settle
from runut.steps.resolve.actors.edges import titled
from runut.steps.resolve.actors.words import ActorWords

# Bodies that are themselves named after people.
_NAMED_AFTER = frozenset(("university", "hospital", "school", "ngo", "company", "bank", "student"))
_OFFICE_REACH = 8
_LONGEST_HOLDER = 4
_WITH_HOLDER = 2  # words of the shortest: place and name
# Kinds of bodies that have offices for a field: their names begin with the noun for them.
_SEATED = frozenset(("agency", "police", "prosecutor", "ministry", "army", "localgov", "court", "parliament"))
_OFFICER = (3, 5)  # words of an acronym with a name of two to four
_SHORTEST_ACRONYM = 3


def cut_to_body(layout: Layout, chunk: Chunk, listed: dict[int, Chunk], words: ActorWords) -> None:
    """ "Kasubdit FIELD dan FIELD Polda X": after a title and its field the organisation's name begins with
    its head, or is a known one.
    """
    if chunk.last - chunk.first < 2 or not _in_office(layout, chunk.first, words):
        return
    lowers = layout.lowers
    if words.heads.at(lowers, chunk.first) or words.units.at(lowers, chunk.first):
        return
    for index in range(chunk.first + 1, chunk.last):
        known = listed.get(index)
        whole = known is not None and known.type == "KNOWN" and known.last == chunk.last and no_person(known)
        head = words.heads.at(lowers, index)
        if whole or (head is not None and head[0] < chunk.last and head[1] & _SEATED):
            chunk.first = index
            return


def cut_at_given(layout: Layout, chunk: Chunk, words: ActorWords) -> list[Chunk]:
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


def cut_acronym(layout: Layout, chunk: Chunk, words: ActorWords) -> list[Chunk]:
    """ "Juru Bicara ABC GIVEN NAME" read as one body: after a body's acronym its officer's name begins."""
    if chunk.first == 0 or not _OFFICER[0] <= chunk.last - chunk.first <= _OFFICER[1]:
        return []
    title = words.titles.before(layout.lowers, chunk.first)
    acronym = layout.words[chunk.first]
    if title is None or "office" not in title[1] or not (acronym.isupper() and acronym.isalpha()):
        return []
    if len(acronym) < _SHORTEST_ACRONYM or not all(
        _names_person(layout, index, words) for index in range(chunk.first + 1, chunk.last)
    ):
        return []
    person = Chunk(layout.starts[chunk.first + 1], chunk.end, chunk.first + 1, chunk.last, "PER")
    chunk.last = chunk.first + 1
    return [person]


def cut_holder(layout: Layout, chunk: Chunk, listed: dict[int, Chunk], words: ActorWords) -> list[Chunk]:
    """ "Sekretaris DPRD Kota X GIVEN NAME": after a known body, or its town, the name of who heads it begins."""
    end = _body_end(layout, chunk, listed, words)
    if end is None or not 0 < chunk.last - end <= _LONGEST_HOLDER:
        return []
    if not _in_office(layout, chunk.first, words):
        return []
    if not all(_names_person(layout, index, words) for index in range(end, chunk.last)):
        return []
    if chunk.last - end == 1 and layout.lowers[end] in words.stems:
        return []  # "Kabupaten X Selatan"
    person = Chunk(layout.starts[end], chunk.end, end, chunk.last, "PER")
    chunk.last = end
    return [person]


def cut_after_regency(layout: Layout, chunk: Chunk, words: ActorWords) -> list[Chunk]:
    """ "Kepala Dinas X Kabupaten TOWN NAME" where a tagger reads the place and the name as one place."""
    lowers = layout.lowers
    start = chunk.first + (lowers[chunk.first] in words.place_kinds)
    if chunk.last - start < _WITH_HOLDER or start == 0 or lowers[start - 1] not in words.place_kinds:
        return []
    end = _place_end(layout, start, words)
    if end >= chunk.last or not _in_office(layout, chunk.first, words):
        return []
    if not all(_names_person(layout, index, words) for index in range(end, chunk.last)):
        return []
    if layout.lowers[end] in words.stems:
        return []  # "Kabupaten X Selatan"
    person = Chunk(layout.starts[end], chunk.end, end, chunk.last, "PER")
    chunk.last = end
    settle(layout, chunk)
    return [person]


def _body_end(layout: Layout, chunk: Chunk, listed: dict[int, Chunk], words: ActorWords) -> int | None:
    """Where a body's name ends inside a longer one: with a known body, or with the town of a local one."""
    known = listed.get(chunk.first)
    if known is not None and known.type == "KNOWN" and no_person(known) and known.last < chunk.last:
        end = known.last
    else:
        head = words.heads.at(layout.lowers, chunk.first)
        if head is None or not head[1] & _SEATED:
            return None
        end = head[0]
    if layout.words[end : end + 1] == ["("] and layout.words[end + 2 : end + 3] == [")"]:
        end += 3  # "Dinas Sosial (Dinsos) Kabupaten X"
    kind = end < chunk.last and layout.lowers[end] in words.place_kinds
    end += kind
    town = words.towns.at(layout.lowers, end) if end < chunk.last else None
    if (kind or town is not None) and end + 1 < chunk.last:
        place = _place_end(layout, end, words)
        return place if place < chunk.last else None
    if town is not None and town[0] <= chunk.last:
        return town[0]
    return end if known is not None and end == known.last else None


def _place_end(layout: Layout, index: int, words: ActorWords) -> int:
    """Where the place's name ends that begins here: a listed one, or one word and its direction ("X Timur")."""
    town = words.towns.at(layout.lowers, index)
    end = index + 1 if town is None else town[0]
    while layout.lowers[end : end + 1] and layout.lowers[end] in words.place_tails:
        end += 1
    return end


def _in_office(layout: Layout, index: int, words: ActorWords) -> bool:
    """Whether a title's words lead up to here: capitalised ones, "dan" and commas after an office."""
    for back in range(1, min(_OFFICE_REACH, index) + 1):
        at = index - back
        hit = words.titles.at(layout.lowers, at)
        if hit is not None and "office" in hit[1] and layout.words[at][0].isupper():
            return True
        if not (
            layout.words[at][0].isupper() or layout.lowers[at] in words.both or layout.words[at] in ",()"
        ):
            return False
    return False


def _names_person(layout: Layout, index: int, words: ActorWords) -> bool:
    """Whether a capitalised word is of no body, place, title or field."""
    word, lowers = layout.words[index], layout.lowers
    lower = lowers[index]
    plain = lower in words.common or lower in words.place_kinds or lower in words.company_ends
    title = words.titles.at(lowers, index)
    titled = title is not None and "name-too" not in title[1]
    listed = words.heads.at(lowers, index) or words.towns.at(lowers, index)
    of_field = words.states.at(lowers, index) or words.fields.at(lowers, index)
    return word.istitle() and word.isalpha() and not (plain or titled or listed or of_field)


def cut_own_body(layout: Layout, tagged: list[Chunk], words: ActorWords) -> list[Chunk]:
    """ "CEO Ria GIVEN NAME" read as one person: "Ria" is a body where one sentence names both apart."""
    found: list[Chunk] = []
    places: dict[str, set[int]] | None = None
    for chunk in tagged:
        if chunk.type != "PER" or chunk.last - chunk.first < 2 or chunk.known is not None:
            continue
        if layout.words.count(layout.words[chunk.first]) < 2 or not titled(layout, chunk, words):
            continue
        places = _alone(layout) if places is None else places
        body = places.get(layout.words[chunk.first], set())
        if any(body & places.get(word, set()) for word in layout.words[chunk.first + 1 : chunk.last]):
            found.append(Chunk(chunk.start, layout.ends[chunk.first], chunk.first, chunk.first + 1, "ORG"))
            chunk.first += 1
            settle(layout, chunk)
    return found


def _alone(layout: Layout) -> dict[str, set[int]]:
    """For each capitalised word the sentences in which it stands without another one beside it."""
    found: dict[str, set[int]] = {}
    for number, sentence in enumerate(layout.sentences):
        capital = [word[0].isupper() for word in layout.words[sentence.first : sentence.last]] + [False]
        for step, word in enumerate(layout.words[sentence.first : sentence.last]):
            if capital[step] and not capital[step + 1] and not (step and capital[step - 1]):
                found.setdefault(word, set()).add(number)
    return found
