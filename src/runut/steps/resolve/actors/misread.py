"""What a tagger took for another kind of name, or for a name at all."""

from __future__ import annotations

import re
from collections import Counter

from runut.model.layout import Layout
from runut.steps.resolve.actors.chunks import Chunk, no_person, settle
from runut.steps.resolve.actors.headlines import in_headline
from runut.steps.resolve.actors.words import ActorWords

# Longer words in small letters that show running text, and how far around they are looked for.
_ENOUGH = 3
_AROUND = 8
_PARTICLE = 4
# Bodies of the state: no person's name begins with a noun for them.
_STATE_BODIES = frozenset(("police", "prosecutor", "ministry", "localgov", "court", "parliament"))
_CODE_JOINTS = frozenset(("/", ".", "-"))
_CODE = 24  # characters of a document's number to either side
_DEGREE = 3  # tokens of the shortest: two letters and a stop
# One to thirty-nine, and single letters.
_ROMAN = re.compile(r"[A-Z]|X{0,3}(?:IX|IV|V?I{0,3})")


def person_after_rank(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """Whoever has a rank or an honorific is a person, whatever the tagger took him for."""
    if chunk.type in ("ORG", "LOC") and chunk.first < chunk.last and chunk.first > 0:
        hit = words.titles.before(layout.lowers, chunk.first)
        rank = hit is not None and bool(hit[1] & {"rank", "honorific"}) and layout.words[hit[0]][0].isupper()
        if rank and layout.words[chunk.first - 1] not in words.bodies_caps and chunk.known is None:
            chunk.type = "PER"


def cut_common(layout: Layout, chunk: Chunk, plain: set[str], words: ActorWords) -> None:
    """A common word that is capital only because it begins the sentence is no name, nor part of one."""
    while (
        chunk.type == "PER" and chunk.last > chunk.first and words.noun_made.match(layout.lowers[chunk.first])
    ):
        chunk.first += 1
    if chunk.first == chunk.last:
        return
    if (
        chunk.type == "ORG"
        and chunk.last - chunk.first > 1
        and words.verb_made.match(layout.lowers[chunk.first])
    ):
        chunk.first += 1  # a headline's verb
    if chunk.type == "PER" and not _begins(layout, chunk.first) and _running(layout, chunk.first):
        return  # "kata Lalu": the capital is its own
    while chunk.first < chunk.last and chunk.known is None and _common(layout, chunk.first, plain, words):
        if chunk.type != "PER" and chunk.last - chunk.first > 1:
            return
        chunk.first += 1


def cut_headline_words(layout: Layout, tagged: list[Chunk], words: ActorWords) -> None:
    """ "Gaet Rina Ayu": a headline's verb or noun before somebody whom the text names without it."""
    lowers, stems = layout.lowers, words.stems
    led = [c for c in tagged if c.type == "PER" and c.last - c.first > 1 and lowers[c.first] in stems]
    led = [c for c in led if c.known is None and in_headline(layout, c)]
    if not led:
        return
    people = Counter(tuple(lowers[c.first : c.last]) for c in tagged if c.type == "PER")
    for chunk in led:
        while chunk.last - chunk.first > 1 and lowers[chunk.first] in stems:
            name = tuple(lowers[chunk.first : chunk.last])
            if people[name] > 1 or not people[name[1:]]:
                break
            chunk.first += 1
            settle(layout, chunk)


def _common(layout: Layout, index: int, plain: set[str], words: ActorWords) -> bool:
    """Whether a capitalised word is an everyday one, which the text has in small letters too."""
    word, lower = layout.words[index], layout.lowers[index]
    if word == lower or (word.isupper() and len(word) > 1) or words.titles.at(layout.lowers, index):
        return False
    return lower in words.common or (lower in plain and _begins(layout, index))


def strip_numerals(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """Numbers, Roman ones too, and single letters begin no actor's name; a letter ends none but a person's."""
    if chunk.known is not None or chunk.type not in ("ORG", "PER"):
        return
    while chunk.first < chunk.last and _numeral(layout.words[chunk.first]):
        if chunk.type == "PER" and chunk.last - chunk.first > 1 and layout.words[chunk.first].isalpha():
            return  # an initial
        chunk.first += 1
    counts = chunk.type == "ORG" and layout.words[chunk.last - 1].isdigit()
    if counts:
        follower = layout.words[chunk.last : chunk.last + 1]
        counts = bool(follower) and follower[0].islower()
    while counts and chunk.last - chunk.first > 2 and layout.words[chunk.last - 1].isdigit():
        chunk.last -= 1  # "PT X 402 buruh"
    if chunk.type == "ORG" and chunk.last - chunk.first == 2:
        word = layout.words[chunk.last - 1]
        if len(word) == 1 and word.isalpha():
            chunk.last = chunk.first


def _numeral(word: str) -> bool:
    return word.isdigit() or (word.isupper() and bool(_ROMAN.fullmatch(word)))


def _running(layout: Layout, index: int) -> bool:
    """Whether a token stands in running text, not in a line where every word has its capital."""
    around = layout.words[max(0, index - _AROUND) : index + _AROUND]
    return sum([len(word) > _PARTICLE and word.islower() for word in around]) >= _ENOUGH


def _begins(layout: Layout, index: int) -> bool:
    """Whether a sentence or a quotation begins at this token."""
    if index == 0:
        return True
    between = layout.text[layout.ends[index - 1] : layout.starts[index]]
    return layout.words[index - 1][-1] in '.!?“"”:[(–—-' or "\n" in between


def is_headline(layout: Layout, chunk: Chunk, listed: dict[int, Chunk], words: ActorWords) -> bool:
    """Whether two known bodies stand in one organisation's name: a headline's capitals ran them together."""
    if chunk.type != "ORG" or words.units.at(layout.lowers, chunk.first):
        return False
    known = [listed[i] for i in range(chunk.first, chunk.last) if i in listed]
    first = listed.get(chunk.first)
    if first is not None and not no_person(first) and chunk.last - first.last > 1:
        return True  # "Jokowi Klaim Ekonomi Kokoh"
    return len([k for k in known if k.type == "KNOWN" and k.last <= chunk.last]) > 1


def is_work(layout: Layout, chunk: Chunk, words: ActorWords) -> bool:
    """Whether a name is that of a work: "pelantun TITLE itu" describes a singer."""
    if chunk.type != "PER" or chunk.first == 0 or chunk.last >= len(layout.lowers):
        return False
    if layout.lowers[chunk.last] not in words.demonstrative:
        return False
    hit = words.titles.before(layout.lowers, chunk.first)
    return hit is not None and "profession" in hit[1] and layout.words[hit[0]][0].islower()


def is_no_actor(layout: Layout, chunk: Chunk, words: ActorWords) -> bool:
    """Codes between slashes, laws and things that go by capitals."""
    if chunk.last <= chunk.first:
        return True
    text = layout.text
    if chunk.last - chunk.first == 1:
        start, end = layout.starts[chunk.first], layout.ends[chunk.first]
        if _is_route(layout.words[chunk.first], words):
            return True
        slashed = text[end : end + 1] == "/" or text[start - 1 : start] == "/"
        if slashed and layout.words[chunk.first].isupper():
            return True
        if words.months.issuperset(layout.lowers[chunk.first].split("-")):
            return True
        if chunk.type == "PER" and words.groups.at(layout.lowers, chunk.first):
            return True
    if _is_code(layout, chunk):
        return True
    tail = layout.lowers[chunk.last - 1]
    short = chunk.type == "PER" and (len(tail) == 1 or tail in words.postnominal)
    if short and (_is_degree(layout, chunk) or _all_degrees(layout, chunk, words)):
        return True
    _read_state(layout, chunk, words)
    lowered = " ".join(layout.lowers[chunk.first : chunk.last])
    if len(lowered) < 2 or layout.lowers[chunk.last - 1] in words.no_actor_tails:
        return True
    return lowered in words.no_actors or layout.lowers[chunk.first] in words.no_actor_heads


def _is_code(layout: Layout, chunk: Chunk) -> bool:
    """ "PRIN-12/M.3/Fd.2/2031": part of a word, without spaces, that has slashes and digits."""
    text, start, end = layout.text, layout.starts[chunk.first], layout.ends[chunk.last - 1]
    if text[end : end + 1] not in _CODE_JOINTS and text[start - 1 : start] not in _CODE_JOINTS:
        return False
    word = text[max(0, start - _CODE) : start].split(" ")[-1] + text[start : end + _CODE].split(" ")[0]
    return "/" in word and any(character.isdigit() for character in word)


def _is_degree(layout: Layout, chunk: Chunk) -> bool:
    """ "NAME, S.I.K.": single letters with stops after a name and a comma."""
    within = layout.words[chunk.first : chunk.last]
    if chunk.type != "PER" or len(within) < _DEGREE or layout.words[chunk.first - 1 : chunk.first] != [","]:
        return False
    return all(len(word) == 1 for word in within) and "." in within


def _all_degrees(layout: Layout, chunk: Chunk, words: ActorWords) -> bool:
    """ "SH MH" behind a name, read as somebody."""
    within = layout.lowers[chunk.first : chunk.last]
    return chunk.type == "PER" and chunk.first > 0 and all(word in words.postnominal for word in within)


def _is_route(word: str, words: ActorWords) -> bool:
    """ "Cikampek-Palimanan", "AS-Jepang": two towns or states joined by a hyphen are no third one."""
    if "-" not in word:
        return False
    return all(words.towns.at([end], 0) or words.states.at([end], 0) for end in word.lower().split("-"))


def body_by_name(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """A person whose name ends or begins as only an organisation's does ("Bank", "Group") is none."""
    if chunk.type != "PER" or chunk.last - chunk.first < 2 or chunk.known is not None:
        return
    before = layout.words[chunk.first - 1] if chunk.first else ""
    goes_on = before[:1].isupper() or before == ")"
    if goes_on and chunk.last - chunk.first > 2 and layout.lowers[chunk.first] in words.company_ends:
        chunk.first += 1  # "CEO Ria Land NAME": the company's name ends in what was read as the person's
        settle(layout, chunk)
    elif {layout.lowers[chunk.first], layout.lowers[chunk.last - 1]} & words.company_ends:
        chunk.type = "ORG"


def body_by_head(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """A person whose name begins with the noun for a body of the state ("Polda X") is none."""
    if chunk.type == "PER" and chunk.last - chunk.first > 1 and chunk.known is None:
        head = words.heads.at(layout.lowers, chunk.first)
        if head is not None and head[0] < chunk.last and head[1] & _STATE_BODIES:
            chunk.type = "ORG"


def after_company(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """A known acronym after the legal form of a company is that company's: "PT. PBB"."""
    at = chunk.first - 1
    if chunk.type == "KNOWN" and at >= 0:
        if layout.words[at] == "." and at > 0:
            at -= 1
        if layout.lowers[at] in words.company and layout.words[at][0].isupper():
            chunk.type, chunk.known, chunk.first = "ORG", None, at
            settle(layout, chunk)


def _read_state(layout: Layout, chunk: Chunk, words: ActorWords) -> None:
    """A country's name is a state's, whatever the tagger took it for."""
    if chunk.type != "STATE":
        hit = words.states.at(layout.lowers, chunk.first)
        if hit is not None and hit[0] == chunk.last and layout.words[chunk.first][0].isupper():
            chunk.type, chunk.name = "STATE", next(iter(hit[1])) or None
