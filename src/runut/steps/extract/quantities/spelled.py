"""Figures in words: "dua belas ribu", "puluhan ribu", "dua pertiga", "setengah juta"."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from runut.model.layout import Layout
from runut.steps.extract.quantities.figure import Figure, Number
from runut.steps.extract.quantities.lexicon import FigureWords, Numerals

_LONGEST = 40  # words of the longest number that is read as one


def find_spelled(layout: Layout, words: FigureWords, blocked: list[tuple[int, int]]) -> Iterator[Figure]:
    """Figures in words, in text order."""
    triggers = words.numerals.triggers
    done = place = 0
    for index in [i for i, word in enumerate(layout.lowers) if word in triggers]:
        if index < done:
            continue
        start = layout.starts[index]
        while place < len(blocked) and blocked[place][1] <= start:
            place += 1
        if place < len(blocked) and blocked[place][0] < layout.ends[index]:
            continue
        figure = _read(layout, words.numerals, index)
        if figure:
            done = figure.after
            yield figure


def _run(layout: Layout, index: int) -> list[str]:
    """Words from the token on that only spaces part."""
    text, starts, ends = layout.text, layout.starts, layout.ends
    last = min(len(starts), index + _LONGEST)
    at = index + 1
    while at < last and starts[at] - ends[at - 1] == 1 and text[ends[at - 1]] != "\n":
        at += 1
    return layout.lowers[index:at]


def _read(layout: Layout, numerals: Numerals, index: int) -> Figure | None:
    run = _run(layout, index)
    word = run[0]
    if word in numerals.groups:
        return _group(layout, numerals, index, run)
    if word in numerals.pairs:
        low, high = numerals.pairs[word]
        figure = _figure(layout, index, 1, low)
        figure.high, figure.ranged = high, True
        return _scaled(layout, numerals, figure, run, 1)
    if word in numerals.fractions:
        if word in numerals.partitive and not _parts(layout, numerals, index, run):
            return None
        figure = _figure(layout, index, 1, numerals.fractions[word])
        figure.kind = "fraction"
        return _scaled(layout, numerals, figure, run, 1)
    role = numerals.role[word][0]
    if role in ("hundred", "scale"):  # only behind an article: "a hundred"
        if not index or layout.lowers[index - 1] not in numerals.articles:
            return None
        index, run = index - 1, [layout.lowers[index - 1], *run]
    reader = _Reader(numerals)
    used = reader.read(run)
    if not used:
        return None
    figure = _figure(layout, index, used, reader.value())
    figure.kind = "fraction" if reader.share else "count"
    figure.factor = reader.largest
    return figure


def _figure(layout: Layout, index: int, used: int, low: Number) -> Figure:
    figure = Figure(layout.starts[index], layout.ends[index + used - 1], index, index + used, low)
    figure.spelled = True
    return figure


def _scaled(layout: Layout, numerals: Numerals, figure: Figure, run: list[str], used: int) -> Figure:
    """Scale words after a group, a pair or a fraction: "setengah juta", "dua-tiga ribu"."""
    if len(run) > used + 1 and run[used] in numerals.articles and _is_scale(numerals, run[used + 1]):
        used += 1  # "half a million"
    while used < len(run) and _is_scale(numerals, run[used]):
        figure.scale(numerals.role[run[used]][1])
        figure.kind = "count"
        used += 1
    figure.after = figure.first + used
    figure.end = layout.ends[figure.after - 1]
    return figure


def _parts(layout: Layout, numerals: Numerals, index: int, run: list[str]) -> bool:
    """Whether an ordinal stands for a part: "a third of"."""
    before = layout.lowers[index - 1] if index else ""
    linked = numerals.role.get(run[1], ("",))[0] == "link" if len(run) > 1 else False
    return linked and before in numerals.articles


def _is_scale(numerals: Numerals, word: str) -> bool:
    return numerals.role.get(word, ("",))[0] in ("hundred", "scale")


def _group(layout: Layout, numerals: Numerals, index: int, run: list[str]) -> Figure:
    """A vague class of numbers: from its low to just under the next ("puluhan ribu": 10,000 to 99,999)."""
    low, high = numerals.groups[run[0]]
    used, factor = 1, 1
    while used < len(run):
        role, value = numerals.role.get(run[used], ("", 0))
        if role == "link" and used + 1 < len(run) and run[used + 1] in numerals.groups:
            # "hundreds of thousands": the second group is the scale
            factor *= numerals.groups[run[used + 1]][0]
            used += 2
        elif role in ("hundred", "scale"):
            factor *= value
            used += 1
        else:
            break
    figure = _figure(layout, index, used, low * factor)
    figure.kind, figure.factor = "group", factor
    figure.high = None if high is None else (high + 1) * factor - 1
    return figure


class _Reader:
    """Adds up number words. ``small`` waits for a multiplier, ``current`` for a scale."""

    def __init__(self, numerals: Numerals) -> None:
        self.numerals = numerals
        self.total: Number = 0
        self.current: Number = 0
        self.small: Number = 0
        self.largest = 1
        self.last_scale = 0
        self.share = False
        self.last = ""

    def value(self) -> Number:
        """The number so far."""
        return self.total + self.current + self.small

    def read(self, run: list[str]) -> int:
        """How many words of the run belong to the number."""
        used = 0
        while used < len(run):
            word = run[used]
            if word in self.numerals.fractions and self.last == "digit":  # "dua setengah"
                self.small += self.numerals.fractions[word]
                self.last = "done"
                used += 1
                continue
            role, value = self.numerals.role.get(word, ("", 0))
            if role == "and" and run[used + 1 : used + 2] and run[used + 1] in self.numerals.articles:
                half = self.numerals.fractions.get(run[used + 2]) if len(run) > used + 2 else None
                if half is None:
                    break
                self.small += half  # "two and a half million"
                self.last = "done"
                used += 3
                continue
            if role == "point":
                taken = self._decimals(run[used + 1 :])
                if not taken:
                    break
                used += 1 + taken
                continue
            if role in ("and", "over"):
                if not self._goes_on(role, run[used + 1 : used + 2]):
                    break
                used += 1
                if role == "over":
                    return used + self._divide(run[used])
                continue
            if role == "denominator":
                return used + self._divide(word)
            if not role or not self._take(role, value):
                break
            self.last = role
            used += 1
        return used

    def _take(self, role: str, value: int) -> bool:
        """Let one word act; False where it cannot belong to this number."""
        last, small = self.last, self.small
        if role == "article":
            self.small = value
            return not last
        if role == "digit":
            if last in ("digit", "done") or (small and (value > 9 or small % 10)):
                return False
            self.small = small + value
        elif role == "tens":
            if small:
                return False
            self.small = value
        elif role == "teen":
            if last != "digit" or not 1 < small < 10:
                return False
            self.small = small + value
        elif role == "ty":
            if last != "digit" or not 1 < small < 10:
                return False
            self.current += small * value
            self.small = 0
        elif role == "hundred":
            if not small or self.current:
                return False
            self.current, self.small = small * value, 0
        elif role == "hundred-one":
            if small or self.current:
                return False
            self.current = value
        elif role in ("scale", "scale-one"):
            return self._rescale(value, fused=role == "scale-one")
        else:
            return False
        return True

    def _rescale(self, value: int, fused: bool) -> bool:
        piece = self.current + self.small
        if not piece and not fused and self.last in ("scale", "scale-one") and self.total <= self.last_scale:
            self.total *= value  # "seribu triliun"
        elif fused == bool(piece) or (self.last_scale and value >= self.last_scale):
            return False
        else:
            self.total += value if fused else piece * value
        self.current = self.small = 0
        self.last_scale = value
        self.largest = max(self.largest, value)
        return True

    def _decimals(self, rest: list[str]) -> int:
        """Digits after the decimal word; how many words they take."""
        digits = ""
        for word in rest:
            role, value = self.numerals.role.get(word, ("", 0))
            if role != "digit" or value > 9:
                break
            digits += str(value)
        if digits:
            self.small += Fraction(int(digits), 10 ** len(digits))
            self.last = "done"
        return len(digits)

    def _goes_on(self, role: str, following: list[str]) -> bool:
        if not following:
            return False
        after, value = self.numerals.role.get(following[0], ("", 0))
        if role == "and":
            return self.last in ("hundred", "scale") and after in ("digit", "tens")
        numerator = self.value()
        return after == "digit" and self.last == "digit" and 0 < numerator < value <= 10 and value > 2

    def _divide(self, word: str) -> int:
        """Make a share of the number; how many words that takes (none where it is no denominator)."""
        value = self.numerals.role[word][1]
        numerator = self.value()
        if not value or not 0 < numerator < value:
            return 0
        self.total, self.current = Fraction(numerator) / value, 0
        self.small = 0
        self.share = True
        return 1
