"""Surroundings: the words beside one mention, and what they say about it."""

from __future__ import annotations

from runut.steps.extract.places.mention import Mention
from runut.steps.extract.places.page import Page

PLACE, ACTOR, INSIDE, NOTHING = "place", "actor", "inside", "nothing"
STATES = frozenset({"country", "metonym"})
HEADS = frozenset({"institution", "title", "event"})
PEOPLE = frozenset({"people", "title", "government", "office"})
LOCATIVE = frozenset({"locative", "area", "motion"})

_OFFICES = frozenset({"title", "institution"})
_ADJECTIVES = frozenset({"feature", "adjective", "direction"})
_NO_CLASSES: frozenset[str] = frozenset()
_MARKS = "\"“'‘()"
_LARGER = frozenset(["province", "kota", "kabupaten", "country", "capital", "metonym", "city"])
_BEFORE = 5  # words before a name among which an institution's head is looked for
_LATER = 4  # places after one that may say where it lies
_CHAIN = 5  # tokens between two places of one enumeration


class Surroundings:
    """One mention among its words. ``before`` and ``later`` are the other mentions of its sentence."""

    def __init__(
        self, page: Page, m: Mention, before: Mention | None, later: list[Mention], start: int, end: int
    ) -> None:
        self.page = page
        self.m = m
        self.before = before
        self.later = later
        self.start = start
        self.end = end
        self.words = page.layout.words
        self.lowers = page.layout.lowers
        self.home = bool(m.entries) and m.entries[0].country == page.words.home
        self.context = self._context()

    # ---- the words around

    def classes_before(self, at: int) -> frozenset[str]:
        """Classes of the words and phrases that end before a token."""
        return self.page.words.ending(self.lowers, at, self.start)

    def classes_at(self, at: int) -> frozenset[str]:
        """Classes of a token of the sentence."""
        return self.page.words.of(self.lowers[at]) if self.start <= at < self.end else _NO_CLASSES

    @property
    def after(self) -> frozenset[str]:
        """Classes of the word after."""
        return self.classes_at(self.m.last)

    @property
    def next(self) -> Mention | None:
        """The next mention of the sentence."""
        return self.later[0] if self.later else None

    @property
    def located(self) -> bool:
        """Whether a word before says that a place follows."""
        return bool(self.context & (LOCATIVE | {"origin", "native"}))

    def _context(self) -> frozenset[str]:
        """Classes of the words before, seen through marks and a compass point ("di timur Ukraina")."""
        at = self.m.first
        while at > self.start and self.lowers[at - 1] in _MARKS:
            at -= 1
        if at - 1 > self.start and self.words[at - 1][0].isupper() and not self.m.headline:
            return _NO_CLASSES  # "Menteri Luar Negeri": a word inside a name locates nothing
        found = self.classes_before(at)
        if "into" in found and at - 1 > self.start:
            return found | self.classes_before(at - 1)
        pointed = found & {"direction", "compass"} and at - 1 > self.start
        if pointed and self.classes_before(at - 1) & {"locative", "compass", "origin"}:
            return found | {"locative"}
        return found

    # ---- the name that it may be a part of

    def head(self) -> str:
        """The institution, office or event whose name goes on into this one; empty if there is none."""
        if "currency" in self.classes_before(self.m.first):
            return "currency"
        if "admin" in self.classes_at(self.m.first) and "government" in self.classes_before(self.m.first):
            return "government"  # "Pemerintah Kabupaten Garut"
        if self.page.words.ends_phrase(self.lowers, self.m.first, _OFFICES):
            return "title"  # "Wali Kota Malang"
        small = 0
        for at in range(self.m.first, max(self.start, self.m.first - _BEFORE), -1):
            classes = self.classes_before(at)
            heads = classes & HEADS
            if heads and not (self.m.kind in STATES and heads == {"title"}):
                return self._named_head(heads)
            if self.before is not None and self.before.last == at and self.before.role == PLACE:
                return ""
            word = self.words[at - 1]
            if word == ")" and self._is_acronym_in_brackets(at - 2):
                return self._named_head(frozenset({"institution"}))  # "Pengadilan Negeri (PN) Bogor"
            small += word[0].islower()
            if not word[0].isalnum() or small > 1 or (word[0].islower() and classes & _ENDS_NAME):
                return ""
        return ""

    def _named_head(self, heads: frozenset[str]) -> str:
        if "event" in heads:
            return "event"
        return sorted(heads)[0] if self.m.kind not in STATES or self.home else ""

    def _is_acronym_in_brackets(self, at: int) -> bool:
        if at - 1 < self.start or self.words[at - 1] != "(":
            return False
        return self.words[at].isupper() or bool(self.classes_at(at) & HEADS)

    def is_part_of_name(self) -> bool:
        """Whether capitals beside the name make it part of a longer one ("Lloyd Austin", "Paris Hilton")."""
        m = self.m
        if self.is_club():
            return True
        if m.headline:
            return False
        return self._goes_on() or self._goes_on_from()

    def _goes_on(self) -> bool:
        """ "Paris Hilton", but not "Presiden AS Joe Biden", "Koja Jakarta Utara"."""
        m = self.m
        if m.last >= self.end or not _is_capitalised(self.words[m.last]):
            return False
        if m.kind == "country":
            return not self.after and self._opens() and (self.next is None or self.next.first != m.last)
        if self.next is not None and self.next.first == m.last and self._holds(self.next):
            return False
        if "institution" in self.after and m.kind != "country":
            return True  # "Jakarta Police"
        if self.after and (m.grade == 3 or not self.after & _ADJECTIVES):
            return False
        return m.kind != "metonym" or not self.classes_before(m.first) & PEOPLE

    def _opens(self) -> bool:
        """Whether nothing describes what follows: "(Singapore Airlines", not "bek Spanyol Marc Ruiz"."""
        at = self.m.first - 1
        return at < self.start or not self.words[at][0].isalnum()

    def _holds(self, other: Mention) -> bool:
        """Whether the other, right after, is a larger place that this one lies in, or a facility there."""
        if not other.entries:
            return True
        return other.grade > 1 and other.entries[0].country == self.m.entries[0].country

    def _goes_on_from(self) -> bool:
        """ "Lloyd Austin", "Bank Jawa", but not "Menteri Pertahanan Jepang"."""
        at = self.m.first - 1
        if at < self.start or not self.words[at][0].isupper():
            return False
        before = self.before
        if (
            before is not None
            and before.last == self.m.first
            and (before.type or before.role in (PLACE, ACTOR))
        ):
            return False
        classes = self.classes_before(self.m.first)
        if classes:
            return "institution" in classes and self.m.kind not in STATES
        if self.m.kind == "country" and self.in_title():
            return False
        if self.home and self.m.grade == 3 and self._ends_located_name():
            return False
        # A capital that opens the sentence tells nothing, unless it is an acronym.
        return at > self.start or (self.words[at].isupper() and len(self.words[at]) > 1)

    def _ends_located_name(self) -> bool:
        """ "di Plaza Kenanga Jakarta": the town ends the name of something that a locative stands before."""
        at = self.m.first
        floor = max(self.start, at - _BEFORE)
        while at > floor and self.words[at - 1][0].isupper():
            at -= 1
            if self.classes_at(at) & (PEOPLE | HEADS):
                return False
        return "locative" in self.classes_before(at)

    def in_title(self) -> bool:
        """Whether the capitals before are an office or a body ("Menteri Pertahanan" Jepang)."""
        at = self.m.first - 1
        floor = max(self.start, at - _BEFORE)
        while at >= floor and self.words[at][0].isupper():
            if self.classes_at(at) & (PEOPLE | HEADS):
                return True
            at -= 1
        return False

    def is_club(self) -> bool:
        """An acronym of a country right before a town abroad is a club's ("AS Roma")."""
        m, after = self.m, self.next
        if m.kind != "country" or m.end - m.start > 3 or after is None or after.first != m.last:
            return False
        return bool(after.entries) and after.entries[0].country != m.entries[0].country

    # ---- the places beside it

    def is_chained(self) -> bool:
        """Whether nothing but commas, dashes, "dan" and names stand between the place before and this one."""
        if self.before is None or self.before.role != PLACE:
            return False
        first, last = self.before.last, self.m.first
        if last - first > _CHAIN:
            return False
        if first < last and not self._joins(first):
            return False
        return all(
            self._joins(i) or self.words[i][0].isupper() or "locative" in self.classes_at(i)
            for i in range(first, last)
        )

    def _joins(self, at: int) -> bool:
        return self.words[at] in ",-–/" or "conjunction" in self.classes_at(at)

    def lies_in(self) -> bool:
        """Whether a larger place follows: "Kemayoran, Jakarta Pusat", "Jabung, Sukadana, Lampung Timur"."""
        at = self.m.last
        for other in self.later[:_LATER]:
            if self.words[at : other.first] not in ([","], ["("], []):
                return False
            if other.kind in _LARGER:
                return other.entries[0].country == self.m.entries[0].country
            at = other.last
        return False

    def ends_address(self) -> bool:
        """ "di Itaewon, Korea Selatan": the name before the comma follows a locative."""
        at = self.m.first - 1
        if at <= self.start or self.words[at] != ",":
            return False
        if self.before is not None and self.before.last >= at:
            return False
        first = at
        while first > max(self.start, at - _BEFORE) and self.words[first - 1][0].isupper():
            first -= 1
        return first < at and bool(self.classes_before(first) & {"locative", "area"})

    # ---- a tagger's opinion

    def tagged(self, *types: str) -> bool:
        """Whether the tagger gave the name one of these types."""
        return self.page.is_tagged(self.m.first, *types)

    def tagged_longer(self, kind: str) -> bool:
        """Whether the tagger saw a longer name of this type around it."""
        entity = self.page.tag(self.m.first)
        if entity is None or entity.type != kind:
            return False
        return entity.start < self.m.start or entity.end > self.m.end


_ENDS_NAME = LOCATIVE | {"origin", "actor", "clause", "conjunction", "auxiliary"}


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and word[1:2].islower()
