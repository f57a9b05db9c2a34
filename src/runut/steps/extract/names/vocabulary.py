"""Every distinct word gets a number once; what is known of a word is an array row at that number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from runut.steps.extract.names.forms import OPENING, OUTSIDE, RUNNING, TITLED, class_of

Numbers = npt.NDArray[np.intp]

# Bits of what is known of a word: openings, titled lines and runs are found without reading letters again.
CAPITAL = 1  # has a capital: can be a name
INSIDE = 2  # can stand inside a name though it has none: "dan", a number, a full stop
STOP = 4
MARK = 8  # a quotation mark or bracket: what comes before it decides
LEAD = 16  # a colon or comma: a quotation that starts after it starts a sentence
SHORT = 32  # an abbreviation or initial: the full stop after it ends nothing
WORD = 64
OTHER = 128  # any other sign

PAD = 2  # places kept free on each side of a sentence: the widest look to the side
_MOST = 50_000  # words kept before starting anew: their rows take about 10 MB


class Vocabulary:
    """Numbers for words as they stand, with bits and class; number 0 is outside of any sentence."""

    def __init__(
        self,
        lexicon: Mapping[str, str],
        inside: Iterable[str],
        abbreviations: Iterable[str],
        classes: list[str],
    ) -> None:
        self.lexicon = lexicon
        self.inside = frozenset(inside)
        self.abbreviations = frozenset(word.rstrip(".") for word in abbreviations)
        self.class_number = {name: number for number, name in enumerate(classes)}
        self.generation = 0
        self.clear()

    def clear(self) -> None:
        """Forget every word. ``generation`` tells that numbers from before mean nothing any more."""
        self.generation += 1
        self.keys: list[tuple[str, str]] = [(OUTSIDE, "")]
        self._known: dict[str, int] = {}
        self._stood: dict[tuple[str, int], int] = {}
        self.bits = np.zeros(1024, dtype=np.uint8)
        self.classes = np.zeros(1024, dtype=np.intp)
        self.classes[0] = self.class_number.get(class_of(OUTSIDE, "", self.lexicon), 0)

    def numbers(self, words: list[str]) -> list[int]:
        """The number of each word as it stands inside running text."""
        if len(self.keys) > _MOST:
            self.clear()
        known = self._known
        try:
            return list(map(known.__getitem__, words))
        except KeyError:
            for word in set(words).difference(known):
                known[word] = self._add(RUNNING, word)
            return list(map(known.__getitem__, words))

    def standing(self, manner: str, number: int) -> int:
        """The number of the same word in another manner."""
        found = self._stood.get((manner, number))
        if found is None:
            found = self._stood[manner, number] = self._add(manner, self.keys[number][1])
        return found

    def _add(self, manner: str, word: str) -> int:
        number = len(self.keys)
        if number == len(self.bits):
            self.bits = np.concatenate([self.bits, np.zeros_like(self.bits)])
            self.classes = np.concatenate([self.classes, np.zeros_like(self.classes)])
        self.keys.append((manner, word))
        self.bits[number] = self._bits_of(word)
        self.classes[number] = self.class_number.get(class_of(manner, word, self.lexicon), 0)
        return number

    def _bits_of(self, word: str) -> int:
        if not word[0].isalnum():
            found = (
                STOP
                if word in ".!?…"
                else MARK
                if word in "\"'“”‘’«»(["
                else LEAD
                if word in ":,;"
                else OTHER
            )
            return found | (INSIDE if word in self.inside else 0)
        if not word[0].isalpha():
            return WORD | INSIDE
        lower = word.lower()
        found = WORD | (SHORT if len(word) == 1 or lower in self.abbreviations else 0)
        if word != lower:
            return found | CAPITAL
        return found | (INSIDE if lower in self.inside else 0)


class Placed:
    """A text's words in one row, sentences parted by free places: ``numbers[at[i]]`` is word ``i``."""

    def __init__(self, words: list[str], firsts: list[int], vocabulary: Vocabulary) -> None:
        count = len(words)
        plain = np.array(vocabulary.numbers(words), dtype=np.intp)
        bounds = np.array([*firsts, count], dtype=np.intp)
        sizes = bounds[1:] - bounds[:-1]
        sentence = np.repeat(np.arange(len(firsts), dtype=np.intp), sizes)
        self.at: Numbers = np.arange(count, dtype=np.intp) + PAD * (sentence + 1)
        self.numbers: Numbers = np.zeros(count + PAD * (len(firsts) + 1), dtype=np.intp)
        self.numbers[self.at] = plain
        self.plain: Numbers = self.numbers.copy()
        self.bits = vocabulary.bits[self.numbers]
        bits = vocabulary.bits[plain]
        titled = _titled(bits, bounds[:-1])[sentence]
        opening = _openings(self.bits)[self.at] & (bits & CAPITAL > 0) & ~titled
        for manner, chosen in ((OPENING, opening), (TITLED, titled)):
            found = np.flatnonzero(chosen)
            stood = [vocabulary.standing(manner, number) for number in plain[found].tolist()]
            self.numbers[self.at[found]] = stood

    def runs(self, longest: int) -> tuple[Numbers, Numbers]:
        """Where runs of words that can be names start, and their sizes, none above ``longest``."""
        can = self.bits & (CAPITAL | INSIDE) > 0
        edges = np.flatnonzero(can[1:] != can[:-1]) + 1  # the row begins and ends with free places
        starts, ends = edges[::2], edges[1::2]
        capitals = np.cumsum(self.bits & CAPITAL)
        held = capitals[ends - 1] > capitals[starts - 1]
        starts, sizes = starts[held], (ends - starts)[held]
        if len(sizes) and int(sizes.max()) > longest:
            starts, sizes = _cut(starts, sizes, longest)
        return starts, sizes


def _titled(bits: npt.NDArray[np.uint8], firsts: Numbers) -> npt.NDArray[np.bool_]:
    """For each sentence whether nearly all words are capitalised (the small words of a headline are not)."""
    capitals = np.add.reduceat((bits & CAPITAL > 0).astype(np.intp), firsts)
    words = np.add.reduceat((bits & WORD > 0).astype(np.intp), firsts)
    found: npt.NDArray[np.bool_] = (words >= 4) & (capitals * 10 >= words * 7)
    return found


def _openings(bits: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Where a sentence starts: after a free place, a full stop, or a quotation mark after one of those."""
    stops = bits == 0
    stops[1:] |= (bits[1:] & STOP > 0) & (bits[:-1] & SHORT == 0)
    found = np.zeros(len(bits), dtype=np.bool_)
    found[1:] = stops[:-1]
    found[2:] |= (bits[1:-1] & MARK > 0) & (stops[:-2] | (bits[:-2] & LEAD > 0))
    return found


def _cut(starts: Numbers, sizes: Numbers, longest: int) -> tuple[Numbers, Numbers]:
    pieces = [
        (start + done, min(longest, size - done))
        for start, size in zip(starts.tolist(), sizes.tolist(), strict=True)
        for done in range(0, size, longest)
    ]
    return np.array([p[0] for p in pieces], dtype=np.intp), np.array([p[1] for p in pieces], dtype=np.intp)
