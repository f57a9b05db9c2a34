"""Judge: whether a candidate is a place, a government that acts, or no mention of its own.

Reasons for and against are added up; the weights were set by hand on constructed sentences, see the tests. What counts
is, in this order: a tagger's opinion, the words right before the name, the names beside it, how well known it is.
"""

from __future__ import annotations

import msgspec

from runut.model.layout import Layout
from runut.model.reading import NamedEntity
from runut.steps.extract.places.lexicon import PlaceWords
from runut.steps.extract.places.scan import Mention

PLACE, ACTOR, INSIDE, NOTHING = "place", "actor", "inside", "nothing"

_STATES = frozenset({"country", "metonym"})
_TYPED = frozenset({"admin", "rank", "carry", "facility", "street", "building"})
_LOCATIVE = frozenset({"locative", "area", "motion"})
_PEOPLE = frozenset({"people", "title", "government", "office"})
_HEADS = frozenset({"institution", "title", "event"})
_ACCEPT = 2.0
_BEFORE = 5  # words before a name among which an institution's head is looked for
_NO_CLASSES: frozenset[str] = frozenset()
_ACRONYM = 3  # letters of an acronym that names no place
_LATER = 4  # places after one that may say where it lies
_CHAIN = 5  # tokens between two places of one enumeration
_GIVER = 4  # words before "dari" among which what is given is looked for
_SITE = 5  # tokens of a site's name before a dateline's town ("JUARA.NET,")
_DATELINE = 9  # tokens within which a dateline ends in a dash
_FOOTBALL = 3  # different football words from which a foreign town may be its club


class Judge:
    """The roles of one article's candidates."""

    def __init__(self, layout: Layout, words: PlaceWords, names: list[NamedEntity]) -> None:
        self.layout = layout
        self.words = words
        self.tags = _by_token(layout, names)
        self.tagged = bool(names)
        self.football = self._is_football()
        self.after: Mention | None = None
        self.later: list[Mention] = []

    def assign(self, mentions: list[Mention]) -> None:
        """Set ``role`` and ``rule`` of every mention."""
        firsts = [s.first for s in self.layout.sentences]
        sentence = 0
        before: Mention | None = None
        for number, mention in enumerate(mentions):
            self.after = mentions[number + 1] if number + 1 < len(mentions) else None
            self.later = mentions[number + 1 : number + 1 + _LATER]
            while sentence + 1 < len(firsts) and firsts[sentence + 1] <= mention.first:
                sentence += 1
                before = None
            start, end = self.layout.sentences[sentence].first, self.layout.sentences[sentence].last
            mention.role, mention.rule = self._role(mention, before, start, end)
            before = mention
        self._second_look(mentions)

    def _role(self, m: Mention, before: Mention | None, start: int, end: int) -> tuple[str, str]:
        if self._is_dateline(m, start, end):
            return PLACE, "dateline"
        if m.kind in _TYPED:
            return self._typed(m, before, start)
        head = self._head(m, before, start)
        if head:
            return INSIDE, head
        if m.kind in _STATES:
            return self._state(m, before, start, end)
        return self._town(m, before, start, end)

    # ---- what stands before

    def _context(self, m: Mention, start: int) -> frozenset[str]:
        """Classes of the words before, seen through marks and a compass point ("di timur Ukraina")."""
        words, lowers = self.layout.words, self.layout.lowers
        at = m.first
        while at > start and lowers[at - 1] in "\"“'‘()":
            at -= 1
        if at - 1 > start and words[at - 1][0].isupper() and not m.headline:
            return _NO_CLASSES  # "Menteri Luar Negeri": a word inside a name locates nothing
        found = self.words.ending(lowers, at, start)
        if "into" in found and at - 1 > start:
            return found | self.words.ending(lowers, at - 1, start)
        if found & {"direction", "compass"} and at - 1 > start:
            outer = self.words.ending(lowers, at - 1, start)
            if outer & {"locative", "compass", "origin"}:
                return found | {"locative"}
        return found

    def _head(self, m: Mention, before: Mention | None, start: int) -> str:
        """The institution, office or event whose name goes on into this one; empty if there is none."""
        words, lowers = self.layout.words, self.layout.lowers
        if "currency" in self.words.ending(lowers, m.first, start):
            return "currency"
        at = m.first
        if "admin" in self.words.of(lowers[at]) and "government" in self.words.ending(lowers, at, start):
            return "government"  # "Pemerintah Kabupaten Garut"
        floor = max(start, m.first - _BEFORE)
        small = 0
        while at > floor:
            classes = self.words.ending(lowers, at, start)
            heads = classes & _HEADS
            if heads and not (m.kind in _STATES and heads == {"title"}):
                return "event" if "event" in heads else self._named_head(heads, m)
            word = words[at - 1]
            if before is not None and before.last == at and before.role == PLACE:
                return ""
            if word == ")" and at - 3 >= start and words[at - 3] == "(" and words[at - 2].isupper():
                return self._named_head(frozenset({"institution"}), m)  # "Pengadilan Negeri (PN) Bogor"
            if not word[0].isalnum():
                return ""
            if word[0].islower():
                if classes & (_LOCATIVE | {"origin", "actor", "clause", "conjunction", "auxiliary"}):
                    return ""
                small += 1
                if small > 1:
                    return ""
            at -= 1
        return ""

    def _named_head(self, heads: frozenset[str], m: Mention) -> str:
        return sorted(heads)[0] if m.kind not in _STATES or m.entries[0].country == self.words.home else ""

    # ---- kinds of mention

    def _typed(self, m: Mention, before: Mention | None, start: int) -> tuple[str, str]:
        context = self._context(m, start)
        located = bool(context & (_LOCATIVE | {"origin", "native"}))
        if m.kind == "building" and not located:
            return NOTHING, "institution"
        if not located and (context & {"office", "title"} or self._goes_on_from(m, before, start)):
            return INSIDE, "office"
        located = located or (before is not None and before.role == PLACE and self._in_chain(before.last, m.first))
        if not located and self.layout.words[m.first][0].islower() and not self._is_sure(m):
            return NOTHING, "unlisted"
        if m.kind in ("admin", "rank"):
            head = self._head(m, before, start)
            if head:
                return INSIDE, head
        if self._tag(m) == "PER":
            return NOTHING, "person"
        if self.football and m.type is not None and not m.type.words:
            return NOTHING, "club"
        return PLACE, m.kind

    def _goes_on_from(self, m: Mention, before: Mention | None, start: int) -> bool:
        """Whether capitals stand right before, so that a longer name goes on ("Menteri Perumahan Rakyat")."""
        at = m.first - 1
        if m.headline or at < start or not self.layout.words[at][0].isupper():
            return False
        if before is not None and before.last == m.first and before.role == PLACE:
            return False
        return self._in_title(at, start)

    def _is_sure(self, m: Mention) -> bool:
        """Whether a type in small letters and a name are a place even without a locative: the name is listed, or
        such places mostly have names of their own ("gunung Semeru"), and it is no acronym ("terminal ATM")."""
        words, lowers = self.layout.words, self.layout.lowers
        if m.entries or m.inner:
            return True
        at = m.first + (len(m.type.words) if m.type else 0)
        named = "named_after" in self.words.ending(lowers, at, m.first)
        return named and at < m.last and not (words[at].isupper() and len(words[at]) <= _ACRONYM)

    def _is_sum(self, m: Mention, end: int) -> bool:
        """ "US$ 300": a sum of money."""
        return m.last < end and "currency" in self.words.of(self.layout.lowers[m.last])

    def _state(self, m: Mention, before: Mention | None, start: int, end: int) -> tuple[str, str]:
        lowers = self.layout.lowers
        tag = self._tag(m)
        if tag == "PER":
            return NOTHING, "person"
        if self._is_sum(m, end) or self._is_part_of_name(m, before, start, end):
            return INSIDE, "name"
        context = self._context(m, start)
        if "native" in context:
            return ACTOR, "native"
        if "origin" in context:
            return (ACTOR, "giver") if self._is_given(m, start) else (PLACE, "origin")
        if m.kind == "country" and self._has_direction(m, end):
            return PLACE, "direction"
        if context & _LOCATIVE:
            return PLACE, "locative"
        if self._is_located_by_next(m) or self._ends_address(m, before, start):
            return PLACE, "within"
        if before is not None:
            linked = self._linked(m, before, context, end)
            if linked:
                return linked
        if m.kind == "metonym":
            return self._metonym(m, context, start, end)
        return ACTOR, "state"

    def _linked(self, m: Mention, before: Mention, context: frozenset[str], end: int) -> tuple[str, str] | None:
        """The role that a mention takes from the one before it in the sentence."""
        words = self.layout.words
        between = words[before.last : m.first]
        if before.role == PLACE and not between and before.first != m.first:
            return PLACE, "within"
        if before.role == PLACE and between == [","] and before.kind not in _STATES:
            follower = self.words.of(self.layout.lowers[m.last]) if m.last < end else _NO_CLASSES
            return None if "auxiliary" in follower else (PLACE, "within")
        joined = "conjunction" in context and len(between) <= 2
        listed = between == [","] and before.kind in _STATES and self._list_goes_on(m, end)
        if (joined or listed or before.first == m.first) and before.role in (PLACE, ACTOR):
            if before.role == ACTOR or before.rule != "state":
                return before.role, "list"
        return None

    def _is_located_by_next(self, m: Mention) -> bool:
        """ "London, Inggris": a town with its country is a place."""
        after = self.after
        return (
            m.kind == "metonym"
            and after is not None
            and after.kind == "country"
            and after.entries[0].country == m.entries[0].country
            and self.layout.words[m.last : after.first] == [","]
        )

    def _ends_address(self, m: Mention, before: Mention | None, start: int) -> bool:
        """ "di Itaewon, Korea Selatan": the name before the comma follows a locative."""
        words = self.layout.words
        at = m.first - 1
        if at <= start or words[at] != "," or (before is not None and before.last == at):
            return False
        floor = max(start, at - _BEFORE)
        first = at
        while first > floor and words[first - 1][0].isupper():
            first -= 1
        context = self.words.ending(self.layout.lowers, first, start)
        return first < at and bool(context & {"locative", "area"})

    def _list_goes_on(self, m: Mention, end: int) -> bool:
        """Whether another member follows: "Rusia, Iran dan Suriah"."""
        if m.last >= end:
            return False
        return self.layout.words[m.last] == "," or "conjunction" in self.words.of(self.layout.lowers[m.last])

    def _is_predicate(self, at: int, end: int) -> bool:
        """Whether a verb by its looks stands here."""
        return at < end and self.layout.lowers[at].startswith(self.words.verb_prefixes)

    def _has_direction(self, m: Mention, end: int) -> bool:
        if self.after is not None and self.after.first < m.last:
            return False  # the first half of "Rusia-Korea Utara"
        return not m.headline and m.last < end and "direction" in self.words.of(self.layout.lowers[m.last])

    def _metonym(self, m: Mention, context: frozenset[str], start: int, end: int) -> tuple[str, str]:
        """A capital stands for its government as a subject or a party; as a possessor it may."""
        words = self.layout.words
        if m.known is None or m.known.actor is None or m.entries[0].country == self.words.home:
            return NOTHING, "metonym"
        follower = self.words.of(self.layout.lowers[m.last]) if m.last < end else _NO_CLASSES
        if follower & {"auxiliary", "conjunction"} or context & {"actor", "clause", "people", "conjunction"}:
            return ACTOR, "party"
        if "ambiguous" in self.words.of(self.layout.lowers[m.first]):
            return NOTHING, "ordinary"
        if (m.first == start or words[m.first - 1] in ",\"“") and self._is_predicate(m.last, end):
            return ACTOR, "subject"
        if m.first > start and words[m.first - 1][0].islower():
            return ACTOR, "possessor"
        return (NOTHING, "metonym") if self.football else (PLACE, "known")

    def _town(self, m: Mention, before: Mention | None, start: int, end: int) -> tuple[str, str]:
        context = self._context(m, start)
        entry = m.entries[0]
        home = entry.country == self.words.home
        reasons: list[str] = []
        score = float(m.grade) - 1 if home or m.kind in ("region", "continent", "sea", "island") else 0.0
        if m.kind in ("continent", "sea", "landmark", "mountain"):
            score += 1
        if m.kind == "continent" and context & {"actor", "people"}:
            score -= 2  # "perdagangan dengan Eropa": its countries, not the land
        if m.grade == 3 and not home:
            score += 0.5
        if "ambiguous" in self.words.of(self.layout.lowers[m.first]) and m.last == m.first + 1:
            score -= 1.5
        if context & (_LOCATIVE | {"origin", "native"}):
            score += 2.5
            if m.grade < 3 and ("origin" in context or (m.headline and m.grade == 1)):
                score -= 1.5  # "dari" precedes persons as well; in headlines all words have capitals
            reasons.append("locative")
        if before is not None and before.role == PLACE:
            if self._in_chain(before.last, m.first) and (m.grade > 1 or home or before.kind != "country"):
                score += 2
                reasons.append("within")
        if m.grade > 1 and self._lies_in(m):
            score += 1.5
        score += self._from_tags(m)
        part = self._is_part_of_name(m, before, start, end)
        if part:
            score -= 2.5
        if m.grade < 3 and m.last == m.first + 1 and (m.headline or (m.first == start and not context)):
            score -= 1
        if self.football and "area" not in context:
            if not home and m.kind in ("town", "city", "capital", "metonym", "region"):
                score -= 3
            elif m.grade < 3:
                score -= 1
        m.rule = " ".join(reasons)
        if score >= _ACCEPT:
            return PLACE, m.rule or "known"
        return NOTHING, "part" if part else "weak"

    def _lies_in(self, m: Mention) -> bool:
        """Whether a larger place follows: "Kemayoran, Jakarta Pusat", "Tanjung Sari, Jabung, Lampung Timur"."""
        at = m.last
        for other in self.later:
            between = self.layout.words[at : other.first]
            if between not in ([","], ["("], []):
                return False
            if other.kind in ("province", "kota", "kabupaten", "country", "capital", "metonym", "city"):
                return other.entries[0].country == m.entries[0].country
            at = other.last
        return False

    def _in_chain(self, first: int, last: int) -> bool:
        """Whether nothing but commas, dashes, "dan" and names stand between two places."""
        if last - first > _CHAIN:
            return False
        words, lowers = self.layout.words, self.layout.lowers
        if first < last and not (words[first] in ",-–/" or "conjunction" in self.words.of(lowers[first])):
            return False
        return all(
            words[i] in ",-–/" or words[i][0].isupper() or self.words.of(lowers[i]) & {"conjunction", "locative"}
            for i in range(first, last)
        )

    # ---- evidence

    def _from_tags(self, m: Mention) -> float:
        if not self.tagged:
            return 0.0
        return {"LOC": 2.0, "PER": -4.0, "ORG": -2.5}.get(self._tag(m), -0.5)

    def _tag(self, m: Mention) -> str:
        """The tagger's type for the name, ``ORG+`` where the organisation's name is longer than it."""
        entity = self.tags.get(m.first)
        return entity.type if entity else ""

    def is_tagged(self, token: int, *types: str) -> bool:
        """Whether a tagger gave the token one of these types."""
        entity = self.tags.get(token)
        return entity is not None and entity.type in types

    def _is_part_of_name(self, m: Mention, before: Mention | None, start: int, end: int) -> bool:
        """Whether capitals beside the name say that it belongs to a longer one ("Lloyd Austin", "Paris Hilton")."""
        words, lowers = self.layout.words, self.layout.lowers
        tag = self.tags.get(m.first)
        if tag is not None and tag.type == "LOC":
            return False
        if tag is not None and tag.type == "ORG" and (tag.start < m.start or tag.end > m.end):
            return True
        if m.headline:
            return False
        if m.last < end and words[m.last][0].isupper() and words[m.last][1:2].islower():
            goes_on = self.after is None or self.after.first != m.last
            if goes_on and not self.words.of(lowers[m.last]) and m.kind != "country":
                return not self.words.ending(lowers, m.first, start) & _PEOPLE
        if self._is_club(m):
            return True
        at = m.first - 1
        if at < start or not words[at][0].isupper():
            return False
        if before is not None and before.last == m.first and before.role in (PLACE, ACTOR):
            return False
        classes = self.words.ending(lowers, m.first, start)
        if classes:
            return bool(classes & {"institution"}) and m.kind not in _STATES
        if m.kind in _STATES and self._in_title(at, start):
            return False
        return at > start or self._is_acronym(at)

    def _is_club(self, m: Mention) -> bool:
        """An acronym of a country right before a town abroad is a club's ("AS Roma")."""
        after = self.after
        return (
            m.kind == "country"
            and m.end - m.start <= 3
            and after is not None
            and after.first == m.last
            and after.kind in ("city", "metonym", "town", "capital", "country")
            and after.entries[0].country != m.entries[0].country
        )

    def _in_title(self, at: int, start: int) -> bool:
        """Whether the capitals up to here are an office or a body ("Menteri Pertahanan" Jepang)."""
        words = self.layout.words
        floor = max(start, at - _BEFORE)
        while at >= floor and words[at][0].isupper():
            if self.words.of(self.layout.lowers[at]) & (_PEOPLE | _HEADS):
                return True
            at -= 1
        return False

    def _is_acronym(self, at: int) -> bool:
        """A single capital at the start of a sentence tells nothing, unless it is an acronym."""
        word = self.layout.words[at]
        return word.isupper() and len(word) > 1

    def _is_given(self, m: Mention, start: int) -> bool:
        """Whether what comes "from" the country is something that governments give."""
        lowers = self.layout.lowers
        origin = m.first - 1
        return any("giver" in self.words.of(w) for w in lowers[max(start, origin - _GIVER) : origin])

    def _is_dateline(self, m: Mention, start: int, end: int) -> bool:
        """ "JAKARTA, KOMPAS -", "Manila (ANTARA News) -", "TRIBUNNEWS.COM, BOGOR -", "Washington: …" """
        words = self.layout.words
        if m.kind in ("country", "facility", "building", "street") or m.grade < 2 or m.last >= end:
            return False
        if m.first > start and not (m.first - start <= _SITE and any("." in w for w in words[start : m.first])):
            return False
        if not self._opens_paragraph(start):
            return False
        follower = words[m.last]
        if follower in "-–—":
            return True
        if follower == ":":
            return m.first == start and m.last + 1 < end and words[m.last + 1][0].isupper()
        if follower in ",(":
            return any(w in "-–—" for w in words[m.last : min(end, m.last + _DATELINE)])
        return False

    def _opens_paragraph(self, token: int) -> bool:
        return any(p == self.layout.starts[token] for p, _ in self.layout.paragraphs)

    def _is_football(self) -> bool:
        seen = set()
        for i, word in enumerate(self.layout.lowers):
            classes = self.words.classes.get(word)
            if classes and "football" in classes:
                seen.add(word)
                if len(seen) >= _FOOTBALL:
                    return True
            del i
        return False

    def _second_look(self, mentions: list[Mention]) -> None:
        """A name that is a place in one sentence is one where nothing speaks against it."""
        sure = {
            m.entries[0].name
            for m in mentions
            if m.role == PLACE and m.entries and m.kind != "country" and m.rule != "dateline"
        }
        for m in mentions:
            if m.rule in ("weak", "metonym", "possessor") and m.entries[0].name in sure:
                if self._tag(m) not in ("PER", "ORG") and not self.football:
                    m.role, m.rule = PLACE, "again"


def _by_token(layout: Layout, names: list[NamedEntity]) -> dict[int, NamedEntity]:
    """Which tagged name each token belongs to."""
    found: dict[int, NamedEntity] = {}
    for name in names:
        at = layout.token_at(name.start)
        while at < len(layout.words) and layout.starts[at] < name.end:
            found[at] = name
            at += 1
    return found


__all__ = ["ACTOR", "INSIDE", "NOTHING", "PLACE", "Judge", "msgspec"]
