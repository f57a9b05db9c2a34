"""People: which names mean one person, and the role in which the text presents him."""

from __future__ import annotations

from bisect import bisect_left

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from runut.steps.resolve.actors.aliases import Aliases
from runut.steps.resolve.actors.chunks import Chunk
from runut.steps.resolve.actors.roster import Entity, Roster
from runut.steps.resolve.actors.words import ActorWords

# Two spellings of one word of a name (Antony, Anthony): set on pairs of spellings that differ in one or two
# letters,
# and on pairs of different short names (Rudi, Budi), which must stay apart.
_ALIKE = 86
_SHORTEST_ALIKE = 5
# Letters from which one wrong letter, or two that changed places, make no other name (Wancyzk, Wanczyk).
_SHORTEST_MISTYPED = 7
_LONG = 3
_ALIKE_WHOLE = 93
_SHORTEST_NICKNAME = 4
_FULL = 3
_AFTER = 1e12
_ANY = "*"
# More people of one name than this no article keeps apart; it bounds the work on endless lists of names.
_CROWD = 40


class _People:
    """The people of one article, found by the words of their names, misspelt ones by their first letters."""

    def __init__(self) -> None:
        self.all: dict[int, Entity] = {}
        self.called: dict[tuple[int, str], int] = {}  # by a part of the name, first from which character
        self._by_word: dict[str, list[Entity]] = {}

    def add(self, entity: Entity) -> None:
        self.all[entity.number] = entity
        self.know_words(entity, entity.tokens)

    def know_words(self, entity: Entity, tokens: tuple[str, ...]) -> None:
        for token in tokens:
            for key in (token, token[:2] + _ANY, token[:1] + _ANY + token[-1]):
                entries = self._by_word.setdefault(key, [])
                if entity not in entries[-_CROWD:]:
                    entries.append(entity)

    def with_word(self, token: str) -> list[Entity]:
        """Those whose name has this word, as many as a reader could tell apart."""
        return [e for e in self._by_word.get(token, ())[-_CROWD:] if e.number in self.all]

    def with_beginning(self, token: str) -> list[Entity]:
        """Those whose name has a word that begins alike, or that begins and ends with the same letter."""
        near = self._by_word.get(token[:2] + _ANY, [])[-_CROWD:]
        more = self._by_word.get(token[:1] + _ANY + token[-1], [])[-_CROWD:]
        return [e for e in dict.fromkeys((*near, *more)) if e.number in self.all]


def add_people(roster: Roster, words: ActorWords, aliases: Aliases) -> None:
    """Give every person's name in the text its person: full names first, then parts of names."""
    people = _People()
    _not_people(roster, words)
    named = [(chunk, _name_tokens(roster, chunk, words)) for chunk in roster.chunks if chunk.type == "PER"]
    for chunk, tokens in named:
        if len(tokens) > 1:
            _place_full(roster, chunk, tokens, people)
    _join_aliases(roster, aliases, people, words)
    for chunk, tokens in named:
        if chunk.entity is None:
            found = _by_part(chunk, tokens, people) or _known_person(chunk, people)
            if found is None:
                found = _new(roster, chunk, tokens)
                people.add(found)
            roster.place(chunk, found)
            if len(tokens) == 1:
                people.called.setdefault((found.number, tokens[0]), chunk.start)
    for entity in people.all.values():
        entity.name = _best_name(entity, words)


def _place_full(roster: Roster, chunk: Chunk, tokens: tuple[str, ...], people: _People) -> None:
    """A name of two words or more: somebody named before, or a new person."""
    near = {
        e.number: e for token in tokens for e in (*people.with_word(token), *people.with_beginning(token))
    }
    entity = next((near[n] for n in sorted(near) if _same_full(tokens, near[n].tokens)), None)
    if entity is None:
        entity = _new(roster, chunk, tokens)
        people.add(entity)
    elif len(tokens) > len(entity.tokens):
        entity.tokens = tokens
        people.know_words(entity, tokens)
    roster.place(chunk, entity)


def _not_people(roster: Roster, words: ActorWords) -> None:
    """A single word that the tagger reads as a person here and as an organisation there is the
    organisation.
    """
    lowers = roster.layout.lowers
    general = words.generic_org | words.company_ends
    bodies = set()
    people = set()
    for chunk in roster.chunks:
        if chunk.type == "ORG":
            kept = [w for w in lowers[chunk.first : chunk.last] if w not in general]
            if len(kept) == 1 or (kept and lowers[chunk.first] in words.company):
                bodies.add(kept[0])  # "Garda" of "PT Garda Baja" too
        elif chunk.type == "PER" and chunk.last - chunk.first > 1:
            people.update(lowers[chunk.first : chunk.last])
        elif chunk.type == "PER" and chunk.first and lowers[chunk.first - 1] in words.makers:
            bodies.add(lowers[chunk.first])  # "startup NAME"
    alone = {lowers[c.first] for c in roster.chunks if c.type == "PER" and c.last - c.first == 1}
    for chunk in roster.chunks:
        word = lowers[chunk.first]
        if chunk.type == "ORG" and chunk.last - chunk.first == 2 and chunk.known is None:
            part = word in alone or lowers[chunk.last - 1] in alone
            if (
                part
                and not general & {word, lowers[chunk.last - 1]}
                and not words.heads.at(lowers, chunk.first)
                and not words.heads.at(lowers, chunk.last - 1)
            ):
                chunk.type = "PER"
        if chunk.last - chunk.first > 1:
            continue
        if chunk.type == "PER" and word in bodies and word not in people:
            chunk.type = "ORG"
        elif chunk.type == "ORG" and word in people and not _firm_acronym(roster, chunk):
            chunk.type, chunk.known = "PER", None


def _firm_acronym(roster: Roster, chunk: Chunk) -> bool:
    return chunk.known is not None and roster.layout.words[chunk.first].isupper()


def _new(roster: Roster, chunk: Chunk, tokens: tuple[str, ...]) -> Entity:
    entity = Entity(roster.layout.text[chunk.start : chunk.end], "person", tokens)
    if chunk.known and chunk.known.type == "person":
        entity.name, entity.firm = chunk.known.name, True
        entity.tokens = tuple(dict.fromkeys((*tokens, *chunk.known.name.lower().split())))
    return roster.add(entity)


def _name_tokens(roster: Roster, chunk: Chunk, words: ActorWords) -> tuple[str, ...]:
    """The words of a name that tell people apart: no honorifics, initials, degrees or marks."""
    lowers = roster.layout.lowers[chunk.first : chunk.last]
    kept = [w for w in lowers if len(w) > 1 and w[0].isalpha() and w not in words.postnominal]
    while len(kept) > 1 and (found := words.titles.at(kept, 0)) and "honorific" in found[1]:
        kept = kept[found[0] :]
    return tuple(kept or lowers)


def _same_full(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of two words or more are one person's: the shorter one's words stand in the
    longer, in order.
    """
    short, long_ = sorted((a, b), key=len)
    if len(short) < 2:
        return False
    if (
        len(short) == 2 < len(long_)
        and short[0] == long_[0]
        and short[1] != long_[-1]
        and short[1] not in long_
    ):
        return False
    if len(short) == len(long_) >= _LONG and ratio(" ".join(short), " ".join(long_)) >= _ALIKE_WHOLE:
        return all(word[0] == other[0] for word, other in zip(short, long_, strict=True))
    rest = iter(long_)
    return all(any(_alike(word, other) for other in rest) for word in short)


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    near = a[0] == b[0] and a[-1] == b[-1] and abs(len(a) - len(b)) < _LONG
    if near and min(len(a), len(b)) >= _SHORTEST_NICKNAME and _undoubled(a) == _undoubled(b):
        return True
    if len(a) < _SHORTEST_ALIKE or len(b) < _SHORTEST_ALIKE:
        return False
    if ratio(a, b, score_cutoff=_ALIKE) > 0:
        return True
    return len(a) == len(b) >= _SHORTEST_MISTYPED and OSA.distance(a, b, score_cutoff=1) <= 1


def _undoubled(word: str) -> str:
    """A word with one letter for two of the same: "Henny" and "Heny"."""
    return "".join(letter for at, letter in enumerate(word) if not at or letter != word[at - 1])


def _join_aliases(roster: Roster, aliases: Aliases, people: _People, words: ActorWords) -> None:
    """A nickname given with the full name means that person from then on."""
    for full, nick in aliases.same:
        if full.type == "PER" and full.entity is None and full.last > full.first:
            tokens = _name_tokens(roster, full, words)
            entity = _by_part(full, tokens, people) or _new(roster, full, tokens)
            people.add(entity)
            roster.place(full, entity)
        if full.type == "PER" and full.entity and nick.entity is not full.entity:
            nick.type = "PER"
            full.entity.by_names.add(roster.layout.text[nick.start : nick.end])
            more = _name_tokens(roster, nick, words)
            full.entity.tokens += more
            people.know_words(full.entity, more)
            _give(roster, nick, full.entity, people)


def _give(roster: Roster, chunk: Chunk, entity: Entity, people: _People) -> None:
    """Let a chunk, and all that has been read as the same person, be this one's."""
    other = chunk.entity
    if other is None:
        roster.place(chunk, entity)
        return
    for each in other.chunks:
        roster.place(each, entity)
    other.mentions.clear()
    other.chunks.clear()
    people.all.pop(other.number, None)


def _by_part(chunk: Chunk, tokens: tuple[str, ...], people: _People) -> Entity | None:
    """The person whose name holds this part of a name: the one named last before it, else the first
    after it.
    """
    part = tokens[0] if len(tokens) == 1 else tokens[-1]
    found = people.with_word(part) or [e for e in people.with_beginning(part) if _nickname(part, e.tokens)]
    if not found and len(part) == _SHORTEST_NICKNAME - 1:
        begun = [e for e in people.with_beginning(part) if _begins_name(part, e.tokens)]
        found = begun if len(begun) == 1 else []
    if len(found) > 1 and len(tokens) == 1:
        return _called_so(part, found, people) or min(found, key=lambda e: _distance(chunk, e))
    return min(found, key=lambda e: _distance(chunk, e), default=None)


def _called_so(part: str, found: list[Entity], people: _People) -> Entity | None:
    """Who goes by this part of a name: whom the text called so before it named the first namesake.

    "Abadi" stays the suspect; "Rina Abadi", his sister, is meant only where her full name stands.
    """
    first = sorted((e.mentions[0][0], e.number) for e in found if e.mentions)
    if len(first) < 2:
        return None
    number = first[0][1]
    called = people.called.get((number, part))
    return people.all[number] if called is not None and called < first[1][0] else None


def _nickname(part: str, tokens: tuple[str, ...]) -> bool:
    """A misspelt part of the name, or the first letters of the first name."""
    if any(_alike(part, token) for token in tokens):
        return True
    return len(part) >= _SHORTEST_NICKNAME and tokens[0].startswith(part) and len(tokens) > 1


def _begins_name(part: str, tokens: tuple[str, ...]) -> bool:
    """The first three letters of a long first name: "Dwi" of "Dwikora"."""
    return len(tokens) > 1 and len(tokens[0]) > 2 * len(part) and tokens[0].startswith(part)


def _distance(chunk: Chunk, entity: Entity) -> float:
    """How far before the chunk the entity was named last, or else how far after it first."""
    place = bisect_left(entity.mentions, (chunk.start, 0))
    if place > 0:
        return chunk.start - entity.mentions[place - 1][0]
    return _AFTER + (entity.mentions[0][0] if entity.mentions else 0)


def _known_person(chunk: Chunk, people: _People) -> Entity | None:
    """A widely known person already found under another form."""
    if chunk.known is None:
        return None
    last = chunk.known.name.lower().split()[-1]
    return next((e for e in people.with_word(last) if e.name == chunk.known.name), None)


def _best_name(entity: Entity, words: ActorWords) -> str:
    """The fullest form that the text uses most, without degrees; what lists call a known person goes
    first.
    """
    if entity.firm:
        return entity.name
    forms = [form for form in entity.forms if form not in entity.by_names] or list(entity.forms)
    best = max(forms, key=lambda form: (_fullness(form), entity.forms[form], len(form)))
    return _plain_name(best, words)


def _fullness(form: str) -> int:
    """Two or three words make a full name; one is short, more than three are for papers."""
    count = sum(len(word.strip(".")) > 1 for word in form.split())
    return count if count <= _FULL else 2


def _plain_name(form: str, words: ActorWords) -> str:
    parts = form.replace("(", " ").replace(")", " ").split()
    while len(parts) > 1 and parts[-1].strip(".,").lower().replace(".", "") in words.postnominal:
        parts.pop()
    while len(parts) > 1 and (
        (found := words.titles.at([parts[0].rstrip(".").lower()], 0)) and "honorific" in found[1]
    ):
        parts.pop(0)
    return " ".join(parts).strip(" ,").replace(" - ", "-")
