"""The phrase that a figure is said of: of "korban tewas" in "jumlah korban tewas … mencapai 12 orang"."""

from __future__ import annotations

from typing import NamedTuple

from runut.model.layout import Layout
from runut.model.span import Span
from runut.steps.extract.quantities.figure import Figure
from runut.steps.extract.quantities.lexicon import FigureWords

_FARTHEST = 30  # tokens back to the start of a clause, so that a text without marks is read in linear time
_BRACKET = 12  # tokens that a bracket may hold and still be passed over


class Lead(NamedTuple):
    """What stands before a figure, once the words of amount are passed over."""

    nearest: int  # the token that stands there
    amount: bool  # words of amount, or other figures, were passed over
    marked: bool  # a word that makes the figure the predicate: "mencapai", "sebanyak"
    attributive: bool  # that word belongs to the noun before it: "sebanyak", "senilai"
    dimension: str  # what is measured, where the word of amount says it: "setinggi" → "tinggi"


class Subject(NamedTuple):
    """Tokens of a subject; anaphoric where it only points back ("jumlah itu")."""

    tokens: list[int]
    anaphoric: bool


class SubjectFinder:
    """Finds what a figure without a noun of its own is said of."""

    def __init__(self, layout: Layout, words: FigureWords, taken: set[int]) -> None:
        self.layout = layout
        self.words = words
        self.taken = taken

    def lead(self, figure: Figure, sentence: Span) -> Lead:
        """Past "sebanyak", "bertambah menjadi", "diperkirakan" and other figures."""
        lowers, words, dimensions = self.layout.lowers, self.words, self.words.dimensions
        index = figure.first - 1
        lowest = max(sentence.start, index - _FARTHEST)
        amount, marked, reaching, dimension = False, False, False, ""
        while index >= lowest:
            lowered = lowers[index]
            if index in self.taken:
                amount = True
            elif lowered in words.empty:
                amount = marked = True
                reaching = reaching or lowered in words.classes["reaching"]
                dimension = dimension or dimensions.get(lowered, "")
            elif amount and lowered in words.changes:
                if marked and not reaching:
                    break  # "naik sebesar 5 persen" is no level but a rise
            elif lowered in words.evidential and not self._is_occasion(figure):
                amount = marked = reaching = True
            elif not (amount and lowered in words.amounts):
                break
            index -= 1
        if index > lowest and lowers[index] == ")":
            index = self.opening(index, sentence) - 1
        return Lead(index, amount, marked, marked and not reaching, dimension)

    def _is_occasion(self, figure: Figure) -> bool:
        """ "tercatat dua kali": how often, so that the verb says what is counted."""
        index = figure.unit_at
        return index < len(self.layout.lowers) and self.layout.lowers[index] in self.words.classes["occasion"]

    def opening(self, index: int, sentence: Span) -> int:
        """The bracket that opens what closes at the token, if it is near."""
        lowers, at = self.layout.lowers, index
        while at > max(sentence.start, index - _BRACKET) and lowers[at] != "(":
            at -= 1
        return at if lowers[at] == "(" else sentence.start

    def find(self, lead: Lead, figure: Figure, sentence: Span) -> Subject:
        """The subject of which the figure is the amount: from the counted noun on."""
        clause = self._clause(lead.nearest, sentence)
        lowers, words = self.layout.lowers, self.words
        heads = [at for at, token in enumerate(clause) if lowers[token] in words.classes["amount-head"]]
        if heads:
            if figure.kindred == "share" and lowers[clause[heads[0]]] in words.classes["rate-head"]:
                return Subject(clause[heads[0] :], False)
            rest = self._past_adjectives(clause[heads[0] + 1 :])
            if all(lowers[token] in words.changes for token in rest):
                rest = []  # "jumlah itu naik dari 10"
            return Subject(rest, not rest)
        return Subject(clause[self._start(clause, lead, figure) :], False)

    def _clause(self, index: int, sentence: Span) -> list[int]:
        """Tokens back to the start of the clause, a reporting verb or another figure."""
        lowers = self.layout.lowers
        lowest = max(sentence.start, index - _FARTHEST)
        picked: list[int] = []
        while index >= lowest:
            lowered = lowers[index]
            if lowered == ")":
                index = self.opening(index, sentence) - 1
                continue
            if index in self.taken:
                number = self._inside_phrase(index, lowest) if picked else []
                if picked and not number:
                    break
                picked += number
                index -= max(0, len(number) - 1)
            elif self._ends_clause(index, picked):
                break
            elif lowered not in self.words.evidential and lowered[0].isalnum():
                picked.append(index)
            index -= 1
        picked.reverse()
        return self._without_edges(picked)

    def _inside_phrase(self, index: int, lowest: int) -> list[int]:
        """The tokens of a figure inside a phrase of the subject ("jumlah ternak dari empat desa")."""
        at = index
        while at > lowest and at in self.taken:
            at -= 1
        inside = self.layout.lowers[at] in self.words.classes["edge-end"]
        return list(range(index, at, -1)) if inside else []

    def _ends_clause(self, index: int, picked: list[int]) -> bool:
        lowers, words = self.layout.lowers, self.words
        lowered = lowers[index]
        if lowered in words.reporting:
            return index == 0 or lowers[index - 1] not in words.classes["relative"]
        if lowered not in words.boundary:
            return False
        if not picked:
            return True
        following = lowers[picked[-1]]
        if lowered == ",":
            return following not in words.classes["relative"]
        if lowered in words.classes["range-and"] and index:  # "korban tewas dan hilang"
            return not self.joins(index - 1, picked[-1])
        return True

    def joins(self, one: int, other: int) -> bool:
        """Whether "dan" between two tokens joins two names or two words for the counted."""
        words = self.layout.words
        if words[one][:1].isupper() and words[other][:1].isupper():
            return True
        lowers = self.layout.lowers
        return self._is_of_noun(lowers[one]) and self._is_of_noun(lowers[other])

    def _is_of_noun(self, lowered: str) -> bool:
        return lowered in self.words.fates or self.words.is_counted(lowered)

    def _start(self, clause: list[int], lead: Lead, figure: Figure) -> int:
        """Where in the clause the counted noun starts: behind the verb that has it for its object."""
        lowers, words = self.layout.lowers, self.words
        for at in range(len(clause) - 2, -1, -1):
            lowered, following = lowers[clause[at]], lowers[clause[at + 1]]
            if lowered in words.classes["amount"] and lowered in words.classes["reaching"]:
                return at + 1
            relative = at and lowers[clause[at - 1]] in words.classes["relative"]
            if relative or not words.is_active(lowered):
                continue
            if lead.attributive:
                return at + 1
            if following in words.classes["money-noun"] or following in words.classes["person-noun"]:
                return at + 1 if lead.marked else at
            if not lead.marked and words.is_counted(following):
                return at
        if figure.kindred == "money" and lead.marked:
            return next((at for at, t in enumerate(clause) if lowers[t] in words.classes["money-noun"]), 0)
        return 0

    def _past_adjectives(self, picked: list[int]) -> list[int]:
        """ "data resmi kami": nothing is left that is counted."""
        lowers, start = self.layout.lowers, 0
        classes = self.words.classes
        while start < len(picked):
            lowered = lowers[picked[start]]
            if lowered not in classes["amount-adjective"] and lowered not in classes["edge"]:
                break
            start += 1
        return self._without_edges(picked[start:])

    def _without_edges(self, picked: list[int]) -> list[int]:
        lowers, classes = self.layout.lowers, self.words.classes
        start, end = 0, len(picked)
        while start < end and (
            lowers[picked[start]] in classes["edge"] or lowers[picked[start]] in classes["edge-end"]
        ):
            start += 1
        while end > start and self._says_nothing_last(lowers[picked[end - 1]]):
            end -= 1
        return picked[start:end]

    def _says_nothing_last(self, lowered: str) -> bool:
        classes = self.words.classes
        return lowered in classes["edge"] or lowered in classes["edge-end"] or lowered in classes["modal"]

    def shorten(self, picked: list[int], room: int) -> list[int]:
        """The phrase in so many words: when and why go first, the noun with its predicate never."""
        if len(picked) <= room:
            return picked
        lowers, classes = self.layout.lowers, self.words.classes
        pieces: list[list[int]] = [[]]
        for token in picked:
            if lowers[token] in classes["edge-end"] and pieces[-1]:
                pieces.append([])
            pieces[-1].append(token)
        while len(pieces) > 1 and sum(map(len, pieces)) > room:
            causes = [at for at, piece in enumerate(pieces) if at and lowers[piece[0]] in classes["cause"]]
            pieces.pop(causes[-1] if causes else -1)
        return [token for piece in pieces for token in piece][:room]
