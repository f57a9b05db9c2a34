"""What a figure says of what: the counted noun with its predicate and place, in the sentence's own words."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.model.span import Span
from runut.steps.extract.quantities.figure import Figure
from runut.steps.extract.quantities.lexicon import FigureWords
from runut.steps.extract.quantities.unit import MEASURED

_BEHIND = 11  # words taken behind the figure
_BEFORE = 8  # words taken before it
_PHRASE = 4  # words back to the verb of a preposition ("diberikan kepada 35 warga")
_ENOUGH = 3  # words behind it that say enough
_BORROWED = 3  # words of the noun that the figure before counts
_NEAR = 3  # tokens to a figure that says the same in another unit ("263 pon atau 120 kilogram")
_SKIPPED = 16  # tokens passed over on the way to the subject
_LEAD = 3  # words before a list that reach over it
_MOST = 12
_COUNTED = frozenset(("noun", "classifier", "unknown"))


class Describer:
    """Tells of each figure of a text what it counts; goes through them in order."""

    def __init__(self, layout: Layout, words: FigureWords, figures: list[Figure]) -> None:
        self.layout = layout
        self.words = words
        self.edge = words.classes["edge"]
        self.tail = words.classes["edge-end"]
        self.numbers = {i for f in figures for i in range(f.first, _number_end(f))}
        self.taken = {i for f in figures for i in range(f.first, f.after)}
        self.previous: Figure | None = None
        self.noun: list[int] = []  # of the figure before, in the same sentence
        self.lead: list[int] = []  # words before the first figure of a list
        self.told: str | None = None
        self.sentence = Span(0, 0)  # its tokens

    def describe(self, figure: Figure) -> str | None:
        """``of``: at most a dozen words of the figure's own sentence."""
        sentence = self.layout.sentences[self.layout.sentence_at(figure.start)]
        here = Span(sentence.first, sentence.last)
        if here != self.sentence:
            self.sentence, self.previous, self.noun, self.lead, self.told = here, None, [], [], None
        behind = self._behind(figure)
        before = self._before(figure, behind)
        if not before and behind and self._lacks_noun(figure, behind[0]):
            before = self.noun
        elif not before and self._continues_list(figure, behind):
            before = self.lead
        elif figure.kindred in _COUNTED:
            self.lead = before[-_LEAD:]
        picked = [*before, *behind][:_MOST]
        told = " ".join(self.layout.words[i] for i in picked) or self._same(figure)
        self.noun = self._noun(behind) or self.noun
        self.previous, self.told = figure, told
        return told

    def _behind(self, figure: Figure) -> list[int]:
        lowers, boundary = self.layout.lowers, self.words.boundary
        start = _number_end(figure)
        if figure.kindred == "duration" and figure.first and self._is_age(figure.first - 1):
            return []
        picked: list[int] = []
        for index in range(start, min(self.sentence.end, start + _BEHIND)):
            if lowers[index] in boundary or index in self.numbers:
                break
            picked.append(index)
        return self._trim(picked)

    def _is_age(self, index: int) -> bool:
        return self.layout.lowers[index] in self.words.classes["age-noun"]

    def _before(self, figure: Figure, behind: list[int]) -> list[int]:
        """The verb whose object is counted, or the subject whose amount the figure is."""
        lowers, words, first = self.layout.lowers, self.words, self.sentence.start
        index, amount = self._skip_amounts(figure.first - 1)
        if index < first or lowers[index] in words.boundary:
            return []
        if lowers[index] in words.cues:
            # "menemukan 3 jenazah", but "menyebut 3 jenazah ditemukan"
            said = any(words.is_verb(lowers[at]) for at in behind) or not words.is_verb(lowers[index])
            return [] if said else [index]
        enough = len(behind) >= _ENOUGH
        if not enough or amount:
            return self._back(index, _BEFORE)
        if words.is_verb(lowers[index]):
            return [index]
        if lowers[index] in self.tail:
            phrase = self._back(index, _PHRASE, keep_tail=True)
            verbs = [place for place, at in enumerate(phrase) if words.is_verb(lowers[at])]
            return phrase[verbs[-1] :] if verbs else []
        return []

    def _skip_amounts(self, index: int) -> tuple[int, bool]:
        """Past "sebanyak", "menjadi" and other figures to what they say something of."""
        lowers, words = self.layout.lowers, self.words
        first = max(self.sentence.start, index - _SKIPPED)
        amount = False
        while index >= first:
            if index in self.taken:
                amount = True
            elif lowers[index] in words.empty or (amount and lowers[index] in words.amounts):
                amount = amount or lowers[index] in words.empty
            else:
                break
            index -= 1
        if index > first and lowers[index] == ")":
            index = self._opening(index) - 1
        return index, amount

    def _back(self, index: int, reach: int, keep_tail: bool = False) -> list[int]:
        """Words back to the clause's start or to another figure."""
        lowers, words = self.layout.lowers, self.words
        first = max(self.sentence.start, index - reach - _SKIPPED)
        picked: list[int] = []
        said = False
        while index >= first and len(picked) < reach:
            lowered = lowers[index]
            if lowered == ")" and picked:
                index = self._opening(index) - 1
                continue
            if lowered in words.boundary or lowered in words.cues:
                hops = lowered == "," and picked and lowers[picked[-1]] in words.classes["relative"]
                if not hops:
                    break
            elif index in self.taken:
                if said:
                    break
            else:
                picked.append(index)
                said = said or not (lowered in self.edge or lowered in self.tail)
            index -= 1
        picked.reverse()
        return self._trim(picked, keep_tail)

    def _opening(self, index: int) -> int:
        """The bracket that opens what closes at the token, if it is near."""
        lowers, at = self.layout.lowers, index
        while at > max(self.sentence.start, index - _MOST) and lowers[at] != "(":
            at -= 1
        return at if lowers[at] == "(" else self.sentence.start

    def _trim(self, picked: list[int], keep_tail: bool = False) -> list[int]:
        """Without the grammar words at both ends."""
        lowers = self.layout.lowers
        start, end = 0, len(picked)
        while start < end and lowers[picked[start]] in self.edge:
            start += 1
        while end > start and not keep_tail and self._ends_nothing(lowers[picked[end - 1]]):
            end -= 1
        return picked[start:end]

    def _ends_nothing(self, lowered: str) -> bool:
        return lowered in self.edge or lowered in self.tail

    def _lacks_noun(self, figure: Figure, index: int) -> bool:
        """Whether what follows is a bare predicate, whose subject the figure before has."""
        previous, lowers, words = self.previous, self.layout.lowers, self.words
        if previous is None or previous.unit != figure.unit or figure.kindred == "money":
            return False
        return words.is_verb(lowers[index]) or lowers[index] in words.classes["rest"]

    def _continues_list(self, figure: Figure, behind: list[int]) -> bool:
        """ "menyita 3 motor, 2 pistol": the words before the list reach over it."""
        if not self.lead or self.previous is None or figure.kindred not in _COUNTED:
            return False
        lowers, words = self.layout.lowers, self.words
        if not figure.first or lowers[figure.first - 1] not in words.classes["link"]:
            return False
        return not any(words.is_verb(lowers[index]) for index in behind)

    def _noun(self, behind: list[int]) -> list[int]:
        """The words of the counted noun: up to the verb."""
        lowers = self.layout.lowers
        noun: list[int] = []
        for index in behind[: _BORROWED + 1]:
            if self.words.is_verb(lowers[index]) or self._ends_nothing(lowers[index]):
                return noun
            noun.append(index)
        return noun[:_BORROWED]

    def _same(self, figure: Figure) -> str | None:
        """A figure in brackets or behind "atau" says the one before in another unit."""
        if self.previous is not None and 0 <= figure.first - self.previous.after <= _NEAR:
            return self.told
        return None


def _number_end(figure: Figure) -> int:
    """The token after the figure's own words: a measure belongs to them, a counted noun does not."""
    return figure.after if figure.kindred in MEASURED else figure.unit_at
