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
_HEADS = frozenset({"institution", "title", "event"})
_ACCEPT = 2.0
_BEFORE = 5  # words before a name among which an institution's head is looked for
_GIVER = 4  # words before "dari" among which what is given is looked for
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

    def assign(self, mentions: list[Mention]) -> None:
        """Set ``role`` and ``rule`` of every mention."""
        firsts = [s.first for s in self.layout.sentences]
        sentence = 0
        before: Mention | None = None
        for mention in mentions:
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
            return self._typed(m, start)
        head = self._head(m, before, start)
        if head:
            return INSIDE, head
        if m.kind in _STATES:
            return self._state(m, before, start, end)
        return self._town(m, before, start, end)

    # ---- what stands before

    def _context(self, m: Mention, start: int) -> frozenset[str]:
        """Classes of the words before, seen through marks and a compass point ("di timur Ukraina")."""
        lowers = self.layout.lowers
        at = m.first
        while at > start and lowers[at - 1] in "\"“'‘(":
            at -= 1
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
        floor = max(start, m.first - _BEFORE)
        small = 0
        while at > floor:
            classes = self.words.ending(lowers, at, start)
            heads = classes & _HEADS
            if heads and not (m.kind in _STATES and heads == {"title"}):
                return self._named_head(heads, m)
            word = words[at - 1]
            if before is not None and before.last == at and before.role == PLACE:
                return ""
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

    def _typed(self, m: Mention, start: int) -> tuple[str, str]:
        context = self._context(m, start)
        located = bool(context & (_LOCATIVE | {"origin"}))
        if m.kind == "building" and not located:
            return NOTHING, "institution"
        if not located and context & {"office", "title"}:
            return INSIDE, "office"
        if self._tag(m) == "PER":
            return NOTHING, "person"
        return PLACE, m.kind

    def _state(self, m: Mention, before: Mention | None, start: int, end: int) -> tuple[str, str]:
        lowers = self.layout.lowers
        tag = self._tag(m)
        if tag == "PER":
            return NOTHING, "person"
        if self._is_part_of_name(m, before, start, end):
            return INSIDE, "name"
        context = self._context(m, start)
        if "origin" in context:
            return (ACTOR, "giver") if self._is_given(m, start) else (PLACE, "origin")
        if context & _LOCATIVE:
            return PLACE, "locative"
        if m.last < end and "direction" in self.words.of(lowers[m.last]):
            return PLACE, "direction"
        if before is not None:
            linked = self._linked(m, before, context, end)
            if linked:
                return linked
        if m.kind == "metonym" and not self._acts(m, context, start, end):
            return NOTHING, "metonym"
        return ACTOR, "state"

    def _linked(self, m: Mention, before: Mention, context: frozenset[str], end: int) -> tuple[str, str] | None:
        """The role that a mention takes from the one before it in the sentence."""
        words = self.layout.words
        between = words[before.last : m.first]
        if before.role == PLACE and not between and before.first != m.first:
            return PLACE, "within"
        if before.role == PLACE and between == [","] and before.kind not in _STATES:
            follower = self.words.of(self.layout.lowers[m.last]) if m.last < end else frozenset()
            return None if "auxiliary" in follower else (PLACE, "within")
        joined = "conjunction" in context and len(between) <= 2
        listed = between == [","] and before.kind in _STATES
        if (joined or listed or before.first == m.first) and before.role in (PLACE, ACTOR):
            if before.role == ACTOR or before.rule != "state":
                return before.role, "list"
        return None

    def _acts(self, m: Mention, context: frozenset[str], start: int, end: int) -> bool:
        """Whether a capital stands for its government here: as a subject, a possessor, a party."""
        if m.known is None or m.known.actor is None or m.entries[0].country == self.words.home:
            return False
        follower = self.words.of(self.layout.lowers[m.last]) if m.last < end else frozenset()
        if follower & {"auxiliary", "conjunction"} or context & {"actor", "clause", "people", "conjunction"}:
            return True
        if m.first == start or context & {"auxiliary"}:
            return True
        return self.layout.words[m.first - 1][0].isalpha() and self.layout.words[m.first - 1][0].islower()

    def _town(self, m: Mention, before: Mention | None, start: int, end: int) -> tuple[str, str]:
        context = self._context(m, start)
        entry = m.entries[0]
        home = entry.country == self.words.home
        reasons: list[str] = []
        score = float(m.grade) - 1 if home or m.kind in ("region", "continent", "sea", "island") else 0.0
        if m.kind in ("continent", "sea", "landmark", "mountain"):
            score += 1
        if m.grade == 3 and not home:
            score += 0.5
        if "ambiguous" in self.words.of(self.layout.lowers[m.first]) and m.last == m.first + 1:
            score -= 1.5
        if context & (_LOCATIVE | {"origin"}):
            score += 1.5 if m.headline and m.grade == 1 else 2.5
            reasons.append("locative")
        if before is not None and before.role == PLACE:
            between = self.layout.words[before.last : m.first]
            if not between or between in ([","], ["-"], ["–"], ["/"]) or ("conjunction" in context and len(between) <= 2):
                score += 2
                reasons.append("within")
        if m.last + 1 < end and self.layout.words[m.last] == "," and m.grade > 1:
            score += 0.5
        score += self._from_tags(m)
        if self._is_part_of_name(m, before, start, end):
            score -= 2.5
        if m.first == start and not context and m.last == m.first + 1:
            score -= 1
        if m.headline and m.last == m.first + 1:
            score -= 0.5
        if self.football and not home and m.kind in ("town", "city", "capital", "metonym"):
            score -= 0 if "area" in context else 3
        m.rule = " ".join(reasons)
        return (PLACE, m.rule or "known") if score >= _ACCEPT else (NOTHING, "weak")

    # ---- evidence

    def _from_tags(self, m: Mention) -> float:
        if not self.tagged:
            return 0.0
        return {"LOC": 2.0, "PER": -4.0, "ORG": -2.5}.get(self._tag(m), -0.5)

    def _tag(self, m: Mention) -> str:
        """The tagger's type for the name, ``ORG+`` where the organisation's name is longer than it."""
        entity = self.tags.get(m.first)
        return entity.type if entity else ""

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
            follower = self.words.of(lowers[m.last])
            if not follower and m.kind not in _STATES:
                return True
        at = m.first - 1
        if at < start or not words[at][0].isupper() or (before is not None and before.last == m.first):
            return False
        classes = self.words.ending(lowers, m.first, start)
        if classes:
            return bool(classes & {"institution"}) and m.kind not in _STATES
        return at > start or self.words_known_name(at)

    def words_known_name(self, at: int) -> bool:
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
        if m.first > start and not (m.first - start <= 3 and any("." in w[1:] for w in words[start : m.first])):
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
        sure = {m.entries[0].name for m in mentions if m.role == PLACE and m.entries and m.kind != "country"}
        for m in mentions:
            if m.role == NOTHING and m.rule in ("weak", "metonym") and m.entries[0].name in sure:
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
