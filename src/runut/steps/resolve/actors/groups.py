"""Groups: people taken together ("warga", "para pelaku", "pasukan X") where the text makes them act."""

from __future__ import annotations

from collections import Counter

from runut.steps.resolve.actors.roster import Entity, Roster
from runut.steps.resolve.actors.words import ActorWords

_PERSONAL = frozenset(
    ("supporters", "soldiers", "family", "fans", "lawyers", "workers", "allies", "investigators")
)


# A group already met: classes and head noun, whose it is, its words, its entity.
_Met = tuple[frozenset[str], str, Entity | str | None, str, Entity]
# Nouns that need no complement to mean the one group that the text is about.
_INSTITUTIONS = frozenset(("crowd", "investigators"))
# Classes whose nouns name one and the same group when the complement is the same ("tentara X", "pasukan X").
_ALIKE = frozenset(
    ("soldiers", "people", "supporters", "workers", "suspects", "crowd", "militants", "inmates")
)
# Classes that "asal X", "dari X" tells whose they are; of others it tells where one man comes from.
_FROM = frozenset(("soldiers", "commanders", "officers", "people", "victims", "militants", "inmates"))
# People whom things happen to, and those who only look on: spoken of, seldom acting.
_PASSIVE = frozenset(("victims", "inmates", "patients", "allies"))
_AUDIENCE = frozenset(("journalists", "sources", "passengers", "voters"))


# Of these a bare noun is an actor where the text keeps coming back to them.
_RECURRING = frozenset(("passengers", "fans", "voters", "contractors", "jury"))
_OFTEN = 3
_MEMORY = 200  # groups that one article keeps apart


class Group:
    """A noun phrase for people: tokens, class of the head noun, whose they are, how the phrase marks them."""

    __slots__ = ("classes", "end", "head", "index", "lower", "marked", "owner", "start", "text")

    def __init__(self, start: int, index: int, end: int, head: str, classes: frozenset[str]) -> None:
        self.start = start
        self.index = index
        self.end = end
        self.head = head
        self.classes = classes
        self.owner: Entity | str | None = None
        self.text = ""
        self.lower = False
        self.marked = False


def add_groups(roster: Roster, words: ActorWords) -> None:
    """Mentions of groups; phrases with the same class and the same complement mean one group."""
    lowers = roster.layout.lowers
    first = words.groups.first
    past = 0
    found: list[Group] = []
    for index in [i for i in roster.noted if lowers[i] in first]:
        if index < past or index in roster.at or index in roster.title_tokens or index in roster.described:
            continue
        hit = _noun(roster, index, words)
        if hit is None:
            continue
        group = read_group(roster, index, hit, words)
        if group is not None:
            group.text = roster.text(group.index, group.end).lower()
            found.append(group)
            past = group.end
    _place(roster, found, words)


def _noun(roster: Roster, index: int, words: ActorWords) -> tuple[int, frozenset[str]] | None:
    """The longest noun for people here that does not reach into a name."""
    hit = words.groups.at(roster.layout.lowers, index)
    if hit is not None and any(token in roster.at for token in range(index + 1, hit[0])):
        hit = words.groups.at(roster.layout.lowers[index : index + 1], 0)
        return (index + 1, hit[1]) if hit else None
    return hit


def read_group(
    roster: Roster, index: int, hit: tuple[int, frozenset[str]], words: ActorWords
) -> Group | None:
    """The noun phrase around a noun for people; None where one person or a title is meant."""
    lowers = roster.layout.lowers
    start = index
    before = lowers[index - 1] if index else ""
    if before in words.copula:
        return None
    if before in words.one or before in words.the or _after_title(roster, index, words):
        return None
    if _in_capitals(roster, index, hit[0]) or _in_title(roster, index, words):
        return None
    end, classes = hit
    head = " ".join(lowers[index:end])
    if words.theirs and head.endswith(words.theirs):
        head = head.removesuffix(words.theirs)
    group = Group(start, index, end, words.group_same.get(head, head), classes)
    if before in words.plural and lowers[index - 1].isalpha():
        group.start = index - 1
        group.marked = True
    _complement(roster, group, words)
    if words.modifiers_first and group.owner is None:
        _owner_before(roster, group)
    if group.end == end and (chunk := roster.at.get(end)) and chunk.type == "PER":
        return None
    if group.end < len(lowers):
        if words.trait.match(lowers[group.end]) and words.doing.match(lowers[group.end]):
            return None  # "pemain X berusia 20 tahun itu": one man
        group.marked = lowers[group.end] in words.demonstrative or group.marked
    return group


def _in_title(roster: Roster, index: int, words: ActorWords) -> bool:
    """Whether the noun is a later word of a title ("sekretaris jenderal")."""
    for back in (1, 2):
        hit = words.titles.at(roster.layout.lowers, index - back) if index >= back else None
        if hit and hit[0] > index:
            return True
    return False


def _in_capitals(roster: Roster, index: int, end: int) -> bool:
    """Whether the noun is a capitalised word of a longer name ("Tentara Pembebasan Rakyat")."""
    tokens = roster.layout.words
    if tokens[index][0].islower() or roster.sentence_bounds(index)[0] == index or end >= len(tokens):
        return False
    return tokens[end][0].isupper() and end not in roster.at


def _after_title(roster: Roster, index: int, words: ActorWords) -> bool:
    """Whether the noun completes a noun for one person ("wanita pelapor", "istri tersangka")."""
    title = words.titles.before(roster.layout.lowers, index)
    return title is not None and bool(title[1] & {"person", "relation"}) and not title[1] & {"modifier"}


def _complement(roster: Roster, group: Group, words: ActorWords) -> None:
    """Take in what follows the head noun: further nouns, and the name of whose people they are."""
    lowers, tokens = roster.layout.lowers, roster.layout.words
    end = group.end
    limit = roster.sentence_bounds(group.index)[1]
    for _ in range(6):
        if end >= limit:
            break
        chunk = roster.at.get(end)
        if chunk is not None:
            if chunk.type != "PER" or group.classes & _PERSONAL:
                group.owner = chunk.entity or roster.text(chunk.first, chunk.last)
                group.end = chunk.last
                _second_owner(roster, group, words)
            return
        lower = lowers[end]
        further = words.groups.at(lowers, end)
        if lower in words.complement or further is not None:
            end = further[0] if further else end + 1
            group.end = end
            group.lower = True
            continue
        from_there = bool(group.classes & _FROM) or group.start < group.index
        if from_there and lower in words.origin and end + 1 in roster.at and roster.at[end + 1].type != "PER":
            chunk = roster.at[end + 1]
            group.owner = chunk.entity or roster.text(chunk.first, chunk.last)
            group.end = chunk.last
            return
        if tokens[end][0].isupper() and tokens[end].isalpha() and tokens[group.index][0].islower():
            while end < limit and tokens[end][0].isupper() and end not in roster.at:
                end += 1
            group.owner = roster.text(group.end, end)
            group.end = end
        elif _noun_before_verb(roster, end, limit, words):
            group.end = end + 1
            group.lower = True
        return


def _noun_before_verb(roster: Roster, index: int, limit: int, words: ActorWords) -> bool:
    """Whether a plain word stands between the noun for people and their verb ("petani bawang menuntut")."""
    lowers = roster.layout.lowers
    word = lowers[index]
    if index + 1 >= limit or not word.isalpha() or word in words.common or words.acting.match(word):
        return False
    return bool(words.acting.match(lowers[index + 1])) or lowers[index + 1] in words.verbal


def _owner_before(roster: Roster, group: Group) -> None:
    """ "Kenyan officials": whose people they are stands before the noun."""
    chunk = roster.at.get(group.index - 1)
    if chunk is not None and chunk.last == group.index and chunk.type in ("STATE", "ORG", "LOC"):
        group.owner = chunk.entity or roster.text(chunk.first, chunk.last)
        group.index = group.start = chunk.first


def _second_owner(roster: Roster, group: Group, words: ActorWords) -> None:
    """ "pejabat X dan Y": both belong to the phrase."""
    end = group.end
    if end + 1 < len(roster.layout.lowers) and roster.layout.lowers[end] in words.both:
        other = roster.at.get(end + 1)
        if other is not None and other.type in ("STATE", "ORG") and other.first == end + 1:
            follower = other.last
            lowers = roster.layout.lowers
            if (
                follower >= len(lowers)
                or not words.acting.match(lowers[follower])
                or group.classes & {"officials"}
            ):
                group.end = other.last


def _place(roster: Roster, found: list[Group], words: ActorWords) -> None:
    entities: list[_Met] = []
    often = Counter(group.head for group in found)
    for group in found:
        recurs = often[group.head] >= _OFTEN and bool(group.classes & _RECURRING)
        if recurs and group.owner is None:
            group.text, group.lower = group.head, False
        entity = _known_group(entities, group)
        if not recurs and not _counts(roster, group, entity, words):
            continue
        if entity is None:
            name = group.head if recurs and group.owner is None else roster.text(group.index, group.end)
            entity = roster.add(Entity(name[:1].upper() + name[1:], "group"))
            entity.head = group.head
            entity.kinds |= group.classes
            entities.append((group.classes, group.head, group.owner, group.text, entity))
        roster.describe(entity, group.start if _keeps(roster, group, words) else group.index, group.end)


def _keeps(roster: Roster, group: Group, words: ActorWords) -> bool:
    """Whether the word before belongs to the mention: "para pelaku", not "ribuan tentara"."""
    hit = words.small.at(roster.layout.lowers, group.start)
    return group.start < group.index and hit is not None and "dropped" in hit[1]


def _known_group(entities: list[_Met], group: Group) -> Entity | None:
    """A group already met: same owner and class; a bare noun means the last group of that noun."""
    best: Entity | None = None
    for classes, head, owner, text, entity in entities[-_MEMORY:]:
        if group.owner is None and text == group.text and classes == group.classes:
            return entity
        if not (classes & group.classes) - {"adjective"}:
            continue
        if group.owner is not None:
            if not _same_owner(owner, group.owner) or (head != group.head and not classes & _ALIKE):
                continue
        elif head != group.head or (group.lower and not _goes_on(text, group.text)):
            continue
        if best is None or entity.mentions[-1] > best.mentions[-1]:
            best = entity
    return best


def _goes_on(a: str, b: str) -> bool:
    """Whether one phrase begins with the other."""
    return a.startswith(b) or b.startswith(a)


def _same_owner(a: Entity | str | None, b: Entity | str | None) -> bool:
    """Whether two complements mean the same: the same entity, or one name begins with the other
    ("Rutan", "Rutan X").
    """
    if a is None or b is None or (isinstance(a, Entity) and isinstance(b, Entity)):
        return a is b
    one, two = (x.name if isinstance(x, Entity) else x for x in (a, b))
    return _goes_on(one, two)


def _counts(roster: Roster, group: Group, known: Entity | None, words: ActorWords) -> bool:
    """Whether the phrase is worth a mention: it belongs to somebody named, is spoken of as known, or acts."""
    lowers = roster.layout.lowers
    before = lowers[group.start - 1] if group.start else ""
    if "adjective" in group.classes and not _own_phrase(roster, group, words):
        return False
    if group.owner is not None:
        return True
    if group.classes & _PASSIVE or (group.marked and lowers[group.start] not in words.each):
        return False
    if lowers[group.start] in words.each and group.start < group.index:
        return True
    counted = before[:1].isdigit() or before in words.plural or before in words.counted
    if counted:
        return False
    if group.classes & _INSTITUTIONS:
        return True
    return _acts(roster, group, words) and not group.classes & _AUDIENCE


def _own_phrase(roster: Roster, group: Group, words: ActorWords) -> bool:
    """Whether a noun that can complete another ("strategi militer") stands for people here: first, or
    after a small word.
    """
    if group.start == 0 or group.start < group.index:
        return True
    before = roster.layout.lowers[group.start - 1]
    if not before[0].isalpha():
        return True
    return before in words.aux or before in words.agent or bool(words.acting.match(before))


def _acts(roster: Roster, group: Group, words: ActorWords) -> bool:
    """Whether a sentence or clause begins with the phrase and goes on with what it does."""
    lowers = roster.layout.lowers
    before = lowers[group.start - 1] if group.start else "."
    if before[0].isalpha() and before not in words.agent and before not in words.clause:
        return False
    follower = lowers[group.end] if group.end < len(lowers) else ""
    if words.trait.match(follower):
        return False
    return bool(words.acting.match(follower)) or follower in words.verbal
