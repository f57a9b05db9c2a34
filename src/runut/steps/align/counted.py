"""What is counted: the noun of each quantity of a sentence, written behind it, before it, or only meant."""

from __future__ import annotations

from runut.model.layout import Layout, Sentence
from runut.model.reading import Quantity
from runut.steps.align.spots import MARKS, Spot, is_break
from runut.steps.align.words import HUMAN, LOOSE, PERSON, AlignWords, Noun

_NOUN_REACH = 4  # tokens after the number among which its noun stands
_SUM_REACH = 16  # tokens before a number in which "jumlah" says what it is the sum of
_FATE_REACH = 3  # tokens behind a noun among which stands what befell the counted
_MOST_NAMED = 9  # names that a number can stand for ("Bantul dan Sleman, dua kabupaten")
_NAME_REACH = 8  # tokens that one of these names and what stands around it take

Told = tuple[Noun, str, int]
"""A class of what is counted, its words, and the token after it."""


class CountedReader:
    """Reads what the quantities of one article count."""

    def __init__(self, layout: Layout, words: AlignWords) -> None:
        self.layout = layout
        self.words = words

    def spots(self, sentence: Sentence, quantities: list[Quantity]) -> list[Spot]:
        """The quantities of a sentence that count something, each at its place, in their order."""
        breaks = self._breaks(sentence, quantities)
        found: list[Spot] = []
        for quantity in quantities:
            spot = self._spot(sentence, quantity, breaks, found[-1] if found else None)
            if spot is not None:
                found.append(spot)
        return found

    def is_summed(self, spot: Spot) -> bool:
        """Whether the word for the counted stands before the number only ("jumlah pengungsi … 900 warga")."""
        noun, lowers = spot.noun_words.split()[:1], self.layout.lowers
        if not noun or noun[0] in lowers[spot.last : spot.noun_end]:
            return False
        before = lowers[max(spot.first - _SUM_REACH, 0) : spot.first]
        return noun[0] != (spot.quantity.unit or "").casefold() and noun[0] in before

    def is_apposition(self, spot: Spot) -> bool:
        """ "Bantul dan Sleman, dua kabupaten": the number only repeats how many names stand before it."""
        low, comma = spot.quantity.low, spot.first - 1
        if low is None or low != spot.quantity.high or not 2 <= low <= _MOST_NAMED:
            return False
        if self.layout.words[comma : comma + 1] != [","]:
            return False
        names, inside = 0, False
        for token in range(comma - 1, -1, -1):
            if comma - token >= _NAME_REACH * low:
                break
            if self.layout.words[token][:1].isupper():
                names += not inside
                inside = True
            elif is_break(token, self.layout, self.words):
                inside = False
            else:
                break
        return names == low

    # its place in the sentence

    def _breaks(self, sentence: Sentence, quantities: list[Quantity]) -> list[int]:
        """Token indices at which a new segment begins (or a mark stands)."""
        layout, breaking = self.layout, self.words.breaks
        tokens = range(sentence.first, sentence.last)
        found = [at for at in tokens if layout.words[at] in MARKS or layout.lowers[at] in breaking]
        inside = [(q.start, q.end) for q in quantities]
        outside = [at for at in found if not any(a <= layout.starts[at] < b for a, b in inside)]
        return [sentence.first - 1, *outside, sentence.last]

    def _spot(
        self, sentence: Sentence, quantity: Quantity, breaks: list[int], before: Spot | None
    ) -> Spot | None:
        layout = self.layout
        first = layout.token_at(quantity.start)
        last = max(first + 1, layout.token_at(quantity.end - 1) + 1)
        seg_first = max(b for b in breaks if b < first or b == breaks[0]) + 1
        seg_last = min(b for b in breaks if b >= last or b == breaks[-1])
        noun, noun_words, noun_end = self._noun(quantity, last, max(seg_last, last), before)
        if noun is None:
            return None
        noun, noun_words = self._narrowed(noun, noun_words, quantity)
        if noun.parent == "" and self._are_doers(noun_words, seg_first, seg_last):
            noun = Noun(noun.name, PERSON, HUMAN)
        if noun.name == PERSON and noun.kind == LOOSE and before is None:
            noun, noun_words = self._summed(sentence.first, first) or (noun, noun_words)
        if before is not None and self._is_rest_of(before, noun, last, noun_end):
            noun, noun_words = before.noun, before.noun_words
        return Spot(quantity, first, last, noun, noun_words, noun_end, seg_first, seg_last)

    # its noun

    def _noun(
        self, quantity: Quantity, last: int, seg_last: int, before: Spot | None
    ) -> tuple[Noun | None, str, int]:
        """The class of what is counted, its words, and the token after it."""
        told = self._noun_behind(last, seg_last)
        unit = (quantity.unit or "").casefold()
        if unit:
            return self._noun_of_unit(unit, told, last)
        if told is not None:
            return told
        if before is not None:
            return before.noun, before.noun_words, last  # "12 orang tewas, 3 hilang"
        if last < seg_last and self._is_common_noun(last):
            word = self.layout.lowers[last]
            return Noun(self.words.morphology.key(word), "", "strict"), word, last + 1
        return None, "", last

    def _noun_behind(self, last: int, seg_last: int) -> Told | None:
        """The noun behind a number, a narrower one that goes on with it included ("orang korban")."""
        lowers, words = self.layout.lowers, self.words
        told: Told | None = None
        for token in range(last, min(last + _NOUN_REACH, seg_last)):
            hit = words.nouns.at(lowers, token, seg_last)
            size, noun = hit or (1, words.noun_of.get(words.morphology.without_clitic(lowers[token])))
            if noun is None:
                if told or token > last:
                    break
                continue
            if told is not None and told[0].name not in words.ancestors(noun.name):
                break
            told = (noun, " ".join(lowers[token : token + size]), token + size)
        return told

    def _noun_of_unit(self, unit: str, told: Told | None, last: int) -> Told:
        """What a quantity with a unit counts; the noun behind it wins if it only says the unit more closely."""
        noun = self.words.noun_of.get(unit)
        if noun is None:
            noun = Noun(self.words.morphology.key(unit.split()[0]), "", "strict")
        elif told is not None:
            closer = told[0] == noun or noun.name in self.words.ancestors(told[0].name)
            if closer or told[1].startswith(f"{unit} "):  # "titik pengungsian" is more than "titik"
                return told
        return noun, unit, self._past_unit(unit, last)

    def _past_unit(self, unit: str, last: int) -> int:
        """The token after a unit that may be written behind its number, or only meant ("1.600 terluka")."""
        lowers, words = self.layout.lowers, self.words
        if last >= len(lowers) or words.morphology.without_clitic(lowers[last]) == unit.split()[0]:
            return last + 1
        return last if words.predicates.at(lowers, last, last + 1) else last + 1

    def _is_common_noun(self, token: int) -> bool:
        """Whether a word that no table knows may be what is counted: a word of content that says nothing of
        what happened."""
        lowers, words = self.layout.lowers, self.words
        written = self.layout.words[token]
        if not (written.isalpha() and written.islower()) or words.predicates.at(lowers, token, token + 1):
            return False
        return bool(words.keys(lowers, token, token + 1))

    # a closer noun

    def _narrowed(self, noun: Noun, noun_words: str, quantity: Quantity) -> tuple[Noun, str]:
        """ "Jumlah penumpang mencapai 190 orang" counts passengers: the word for any human being gives way."""
        if noun.name != PERSON or noun.kind != LOOSE or not quantity.of:
            return noun, noun_words
        told = quantity.of.casefold().split()[:_NOUN_REACH]
        hit = self.words.nouns.at(told, 0, len(told))
        counts = noun_words in told[1:]  # "polisi menangkap orang" counts those who were caught
        if hit and not counts and PERSON in self.words.ancestors(hit[1].name):
            return hit[1], " ".join(told[: hit[0]])
        return noun, noun_words

    def _are_doers(self, noun_words: str, first: int, last: int) -> bool:
        """ "Sembilan penambang tewas": a word that no table knows, built like one for people, beside what befalls
        people."""
        if noun_words in self.words.noun_of or not self.words.is_doer(noun_words):
            return False
        happened = self.words.predicates.scan(self.layout.lowers, first, last)
        return any(self.words.said_of.get(name) == "people" for _, _, name in happened)

    def _summed(self, start: int, first: int) -> tuple[Noun, str] | None:
        """ "Jumlah pengungsi di tiga kecamatan sebanyak 900 warga": what the number is said to be the sum of, where a
        fate goes with the word."""
        lowers, words = self.layout.lowers, self.words
        for token in range(max(start, first - _SUM_REACH), first - 1):
            if lowers[token] in words.figure_words:
                hit = words.nouns.at(lowers, token + 1, first)
                if hit and hit[1].name in words.implied:
                    return hit[1], " ".join(lowers[token + 1 : token + 1 + hit[0]])
        return None

    def _is_rest_of(self, before: Spot, noun: Noun, last: int, noun_end: int) -> bool:
        """ "498 tentara tewas dan 1.600 terluka", "3.700 orang lainnya": soldiers too, whom no word of their own
        names."""
        words, lowers = self.words, self.layout.lowers
        named = before.noun
        if noun.kind != LOOSE or named.kind == LOOSE or not words.is_people(named):
            return False
        if named.name in words.implied or named.name in words.some_of:
            return False
        if any(lowers[at] in words.rest for at in range(last, min(noun_end + 1, len(lowers)))):
            return True
        behind = range(before.noun_end, min(before.noun_end + _FATE_REACH, last))
        return self._is_fate(last) and any(self._is_fate(at) for at in behind)

    def _is_fate(self, token: int) -> bool:
        lowers = self.layout.lowers
        hit = self.words.predicates.at(lowers, token, len(lowers)) if token < len(lowers) else None
        return hit is not None and hit[1] in self.words.fates


__all__ = ["CountedReader"]
