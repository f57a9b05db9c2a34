"""Organisations, states and outlets: which names mean one body, and nouns that stand for the body at hand
("polisi").
"""

from __future__ import annotations

from rapidfuzz.fuzz import ratio

from runut.steps.resolve.actors.aliases import Aliases
from runut.steps.resolve.actors.chunks import Chunk
from runut.steps.resolve.actors.phrases import pieces
from runut.steps.resolve.actors.roster import Entity, Roster
from runut.steps.resolve.actors.words import ActorWords, Known

# A misspelt long name: one letter in ten or more. Names of two towns' bodies differ by more.
_LONG_NAME = 10
_ALIKE = 95
_SHORT_NAME = 4  # letters of a word that alone may stand for a company's name
_COMPANY = "company"
_BRACKETED = 5  # tokens of the shortest name with brackets in it: "Polres (Polres) X"
_CLUB_NAME = 3  # words of a club's name, a team's of a body is longer
_CLUBS = frozenset(("club", "team"))
_TYPES = {"ORG": "organisation", "STATE": "state", "OUTLET": "outlet"}


def add_bodies(roster: Roster, words: ActorWords, aliases: Aliases) -> None:
    """Give every name of an organisation, state or outlet its entity."""
    found: dict[tuple[str, str], Entity] = {}
    for chunk in roster.chunks:
        if chunk.type in _TYPES and chunk.entity is None and not _title_field(roster, chunk, words):
            _place(roster, chunk, found, words)
    _join(roster, aliases)
    _place_shorts(roster, aliases, words)
    _place_club_towns(roster, words)


def _title_field(roster: Roster, chunk: Chunk, words: ActorWords) -> bool:
    """Whether a chunk is the field of an office ("Menteri" + "Hukum dan HAM"), not a body of its own."""
    if chunk.type != "ORG" or chunk.first == 0 or chunk.known:
        return False
    return roster.layout.lowers[chunk.first - 1] in words.field_office


def _place(roster: Roster, chunk: Chunk, found: dict[tuple[str, str], Entity], words: ActorWords) -> None:
    type_ = _TYPES[chunk.type]
    bare = _without_short(roster, chunk)
    whole = len(bare) == chunk.last - chunk.first
    text = roster.layout.text[chunk.start : chunk.end]
    if not whole:
        text = " ".join(roster.layout.words[index] for index in bare)
    name = chunk.name or text
    if chunk.known and chunk.type == "ORG":
        name, type_ = chunk.known.name, chunk.known.type
    elif chunk.type == "ORG":
        known = words.known_forms.get(text.casefold()) or _organ_of(roster, text, words)
        if known and known.type != "person":
            name, type_, chunk.known = known.name, known.type, known
    lowers = roster.layout.lowers
    tokens = _key(lowers[chunk.first : chunk.last] if whole else [lowers[index] for index in bare], words)
    key = (type_, " ".join(pieces(name.lower()))) if chunk.known or chunk.name else (type_, " ".join(tokens))
    kinds = _kinds(roster.layout.lowers, chunk, words)
    entity = found.get(key) or _same_body(tokens, type_, found, words)
    if entity is None and chunk.known is None:
        entity = _company(roster, tokens, kinds, found, words)
    if entity is None:
        entity = roster.add(Entity(name, type_, tokens))
        entity.firm = bool(chunk.known or chunk.name)
    found.setdefault(key, entity)
    if chunk.known:
        entity.kinds.add(chunk.known.kind)
        if not (entity.firm or _head_alone(tokens, entity, words)):
            entity.name, entity.firm = chunk.known.name, True
    entity.kinds.update(kinds)
    if not entity.firm:
        _rename(entity, text if whole else _short_police(roster, bare, words) or text, whole, tokens)
    roster.place(chunk, entity)


def _head_alone(tokens: tuple[str, ...], entity: Entity, words: ActorWords) -> bool:
    """Whether a name is the head alone of a body that the text names with its town ("BPBD", "BPBD X")."""
    return len(tokens) == 1 < len(entity.tokens) and words.heads.at(list(tokens), 0) is not None


def _without_short(roster: Roster, chunk: Chunk) -> list[int]:
    """The tokens of a body's name without the short form in brackets after its head ("Kejaksaan Negeri (Kejari) X")."""
    found = list(range(chunk.first, chunk.last))
    tokens = roster.layout.words
    if len(found) >= _BRACKETED and "(" in tokens[chunk.first : chunk.last] and tokens[chunk.last - 1] != ")":
        opened = tokens.index("(", chunk.first)
        if tokens[opened + 2 : opened + 3] == [")"] and opened > chunk.first:
            del found[opened - chunk.first : opened - chunk.first + 3]
    return found


def _short_police(roster: Roster, bare: list[int], words: ActorWords) -> str | None:
    """The police of a town go by the short form ("Polres X")."""
    layout = roster.layout
    head = words.heads.at(layout.lowers, bare[0])
    if head is None or "police" not in head[1]:
        return None
    short = words.short_heads[tuple(layout.lowers[bare[0] : head[0]])]
    name = " ".join([*short, *(layout.words[index] for index in bare[head[0] - bare[0] :])])
    return name[0].upper() + name[1:]


def _rename(entity: Entity, text: str, whole: bool, tokens: tuple[str, ...]) -> None:
    """The longest form is the name; one taken out of brackets only where no other stands."""
    if not whole:
        if entity.bracketed or not entity.forms:
            entity.name, entity.tokens, entity.bracketed = text, tokens, True
    elif entity.bracketed:
        if len(tokens) >= len(entity.tokens):
            entity.name, entity.tokens, entity.bracketed = text, tokens, False
    elif len(text) > len(entity.name):
        entity.name, entity.tokens = text, tokens


def _organ_of(roster: Roster, text: str, words: ActorWords) -> Known | None:
    """A party's board speaks for the party ("DPP Partai X"), unless the text speaks of the board itself."""
    organ, _, rest = text.partition(" ")
    known = words.known_forms.get(rest.casefold()) if organ.casefold() in words.organs else None
    return None if known is None or _stands_alone(roster, organ) else known


def _stands_alone(roster: Roster, word: str) -> bool:
    """Whether a word stands somewhere without a name after it."""
    tokens = roster.layout.words
    return any(
        token == word and (index + 1 == len(tokens) or not tokens[index + 1][0].isupper())
        for index, token in enumerate(tokens)
    )


def _key(lowers: list[str], words: ActorWords) -> tuple[str, ...]:
    """The words of a body's name with its head shortened (Kepolisian Daerah → Polda), without marks and
    legal forms.
    """
    found = words.heads.at(lowers, 0)
    head: tuple[str, ...] = ()
    rest = lowers
    if found and found[0] <= len(lowers):
        head, rest = words.short_heads[tuple(lowers[: found[0]])], lowers[found[0] :]
    kept = tuple(
        part
        for word in (*head, *rest)
        if word[0].isalnum() and word not in words.generic_org
        for part in words.short_places.get(word, (word,))
    )
    return kept or tuple(lowers)


def _kinds(lowers: list[str], chunk: Chunk, words: ActorWords) -> set[str]:
    """What sort of body the words of a name say it is."""
    found: set[str] = set()
    for index in (chunk.first, chunk.last - 1):
        hit = words.heads.at(lowers, index)
        if hit:
            found |= hit[1]
        hit = words.bodies.at(lowers, index)
        if hit and index == chunk.first:
            found |= hit[1]
    return found


def _same_body(
    tokens: tuple[str, ...], type_: str, found: dict[tuple[str, str], Entity], words: ActorWords
) -> Entity | None:
    """A body already named whose name goes on after this one, or is gone on with by it."""
    if type_ != "organisation" or len(found) > 400:
        return None
    for entity in found.values():
        if entity.type != type_ or not entity.tokens:
            continue
        short, long_ = tokens, entity.tokens
        if len(short) > len(long_):
            short, long_ = long_, short
        if short == long_:
            return entity
        if _continued(short, long_, words) or _misspelt(short, long_) or _without_kind(short, long_, words):
            return entity
        if len(short) == 1 and len(long_) <= _CLUB_NAME and entity.kinds & _CLUBS and short[0] in long_:
            return entity
    return None


def _company(
    roster: Roster,
    tokens: tuple[str, ...],
    kinds: set[str],
    found: dict[tuple[str, str], Entity],
    words: ActorWords,
) -> Entity | None:
    """ "Garda" is "PT Garda Baja" where no other name begins so."""
    if len(tokens[0]) < _SHORT_NAME or words.heads.at(list(tokens), 0) or words.states.at(list(tokens), 0):
        return None
    like = {e.number: e for e in found.values() if e.tokens[:1] == tokens[:1] and e.type == "organisation"}
    if len(like) != 1:
        return None
    other = next(iter(like.values()))
    if other.firm:
        return None
    short = len(tokens) == 1 and len(other.tokens) > 1 and _COMPANY in other.kinds
    long_ = len(other.tokens) == 1 < len(tokens) and _COMPANY in kinds
    return other if (short or long_) and _one_of_its_name(roster, tokens[0], words) else None


def _one_of_its_name(roster: Roster, word: str, words: ActorWords) -> bool:
    """Whether the text names one company only whose name begins with this word and goes on."""
    lowers = roster.layout.lowers
    keys = {
        _key(lowers[chunk.first : chunk.last], words)[:2]
        for chunk in roster.chunks
        if chunk.type == "ORG" and word in lowers[chunk.first : chunk.first + 2]
    }
    return len({key for key in keys if key[0] == word and len(key) > 1}) < 2


def _without_kind(short: tuple[str, ...], long_: tuple[str, ...], words: ActorWords) -> bool:
    """ "Dinkes X" and "Dinkes Kabupaten X"; "Dinkes Kota X" is another one."""
    if len(short) < 2 or len(long_) != len(short) + 1 or short[0] != long_[0]:
        return False
    kinds = [word for word in long_ if word in words.place_kinds]
    return len(kinds) == 1 and tuple(word for word in long_ if word != kinds[0]) == short


def _misspelt(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    one, two = " ".join(a), " ".join(b)
    return min(len(one), len(two)) >= _LONG_NAME and ratio(one, two, score_cutoff=_ALIKE) > 0


def _continued(short: tuple[str, ...], long_: tuple[str, ...], words: ActorWords) -> bool:
    """ "Grab" and "Grab Indonesia"; not "TNI" and "TNI AU", nor "Bank X" and "Bank X Y Z"."""
    if len(short) == 1:
        word = short[0]
        if words.heads.at([word], 0) is not None and len(word) > 2:
            return long_[0] == word
        if len(word) <= 4 or long_[0] != word or len(long_) != 2 or words.heads.at([word], 0):
            return False
        return words.states.at(list(long_), 1) is not None
    return len(short) >= 2 and long_[: len(short)] == short and len(long_) - len(short) <= 2


def _join(roster: Roster, aliases: Aliases) -> None:
    """Two names that the text itself equates are one body; a known name and the fuller one win."""
    for a, b in aliases.same:
        one, two = a.entity, b.entity
        if one is None or two is None or one is two or one.type != two.type or one.type == "person":
            continue
        keep, drop = (one, two) if one.firm or not two.firm else (two, one)
        keep.kinds |= drop.kinds
        for chunk in drop.chunks:
            roster.place(chunk, keep)
        drop.mentions.clear()
        drop.chunks.clear()


def _place_shorts(roster: Roster, aliases: Aliases, lexicon: ActorWords) -> None:
    """Acronyms given in brackets, wherever else they stand."""
    if not aliases.short:
        return
    words = roster.layout.words
    shorts = {short: chunk for short, chunk in aliases.short.items() if " " not in short and chunk.entity}
    for index in [i for i, word in enumerate(words) if word in shorts]:
        chunk = roster.at.get(index)
        entity = shorts[words[index]].entity
        if index and roster.layout.lowers[index - 1] in lexicon.unit:
            continue
        if chunk is None and entity is not None:
            layout = roster.layout
            new = Chunk(layout.starts[index], layout.ends[index], index, index + 1, "ORG")
            roster.at[index] = new
            roster.chunks.append(new)
            roster.place(new, entity)
        elif chunk and entity and chunk.entity is None and chunk.last - chunk.first == 1:
            roster.place(chunk, entity)
    roster.chunks.sort(key=lambda c: c.start)


def _place_club_towns(roster: Roster, words: ActorWords) -> None:
    """A town's name that is a club's own name too ("Roma" after "AS Roma"), unless it stands as a place."""
    clubs: dict[str, Entity] = {}
    for entity in roster.entities:
        named = len(entity.tokens) <= _CLUB_NAME and entity.kinds & _CLUBS
        if entity.type == "organisation" and named:
            for form in entity.forms:
                last = [w for w in form.lower().split() if w not in words.generic_org]
                if last:
                    clubs.setdefault(last[0] if len(last) == 1 else last[-1], entity)
                    clubs.setdefault(last[0], entity)
    if not clubs:
        return
    lowers = roster.layout.lowers
    for chunk in roster.chunks:
        if chunk.type == "LOC" and chunk.entity is None and chunk.last - chunk.first == 1:
            club = clubs.get(lowers[chunk.first])
            if club and (chunk.first == 0 or lowers[chunk.first - 1] not in words.locative):
                chunk.type = "ORG"
                roster.place(chunk, club)
