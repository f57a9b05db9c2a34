"""Which figures of an article are parts of another one: what is listed behind "yakni", what stands beside "sisanya",
what goes on with a part, and what adds up to a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from runut.model.layout import Layout
from runut.model.ledger import COMPARED, STEP, Figure
from runut.steps.align.spots import Spot
from runut.steps.align.words import CASE, HUMAN, LOOSE, PERSON, SHARE, AlignWords

_REACH = 3  # sentences back in which the whole of a part or of a list is looked for
_NEAR = 1  # sentences between two figures of one sum where different things happened to the counted
_LEAST = 10  # smaller totals add up by chance
_LONGEST = 8  # parts of a sum
_NOWHERE = -1  # index of no sentence
_LIST_REACH = 6  # sentences before a list of lines in which its total is looked for
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·"})
_AFTER_NUMBER = frozenset({".", ")"})
_ROUND = 1.05  # how far parts that are rounded may go beyond their total
_FIRM = frozenset({"exact", "about"})
_OPENING = frozenset({"(", ":"})
_UPDATING = frozenset({"former", "into", "compare", "rise", "fall"})
_APART = frozenset({"money", "measure", SHARE})  # sums of money in one list are of different things


def find_parts(figures: list[Figure], layout: Layout, words: AlignWords) -> list[Figure]:
    """The figures of an article, in text order, with the whole of each that is a part."""
    finder = _PartFinder(figures, layout, words)
    finder.find()
    return finder.figures


def find_whole(figures: list[Figure], index: int, spot: Spot, words: AlignWords) -> str | None:
    """The id of the figure that a part in the sentence with this index is of ("di antaranya 12 anak"): the nearest
    larger one before it, in text order, that counts the same."""
    quantity, noun = spot.quantity, spot.noun
    value = quantity.high if quantity.high is not None else quantity.low
    if value is None or noun.kind == SHARE:
        return None
    nouns = {noun.name, *words.ancestors(noun.name)}
    people = noun.kind in (LOOSE, HUMAN)
    for earlier in reversed(figures):
        if index - earlier.sentence > _REACH:
            break
        # "angka itu" is the figure itself, not the one that it is held against
        if COMPARED in earlier.marks or "part" in earlier.marks or earlier.value <= value:
            continue
        of_people = PERSON in (earlier.noun, *earlier.parents) or earlier.noun == CASE
        if earlier.noun in nouns or (people and of_people):
            return earlier.id
    return None


class _PartFinder:
    def __init__(self, figures: list[Figure], layout: Layout, words: AlignWords) -> None:
        self.figures = figures
        self.layout = layout
        self.words = words
        self.counted = [
            at for at, f in enumerate(figures) if f.kind not in _APART and not f.vague and f.furniture is None
        ]

    def find(self) -> None:
        if len(self.counted) < 2:
            return
        by_sentence: dict[int, list[int]] = {}
        for at in self.counted:
            by_sentence.setdefault(self.figures[at].sentence, []).append(at)
        for sentence, members in by_sentence.items():
            self._read_sentence(sentence, members)
        self._read_lists(by_sentence)
        self._add_up()

    # one sentence

    def _read_sentence(self, index: int, members: list[int]) -> None:
        sentence = self.layout.sentences[index]
        for first, _, kind in self.words.lists.scan(self.layout.lowers, sentence.first, sentence.last):
            if kind == "left":
                self._with_the_rest(self.layout.starts[first], members)
            else:
                self._listed(self.layout.starts[first], members)
        listing = len(members) > 2  # a whole and two parts
        for token in range(sentence.first, sentence.last if listing else sentence.first):
            if self.layout.words[token] in _OPENING:
                self._listed(self.layout.starts[token], members)
        for before, after in pairwise(members):
            self._goes_on(before, after)

    def _with_the_rest(self, offset: int, members: list[int]) -> None:
        """ "34 orang tewas di tempat, sisanya di rumah sakit": a part of the figure before."""
        before = [at for at in members if self.figures[at].start < offset]
        if before:
            whole = self._whole_before(before[-1])
            if whole is not None:
                self._tie([before[-1]], whole)

    def _listed(self, offset: int, members: list[int]) -> None:
        """ "44 orang, yakni 21 di A dan 23 di B": at least two of one kind behind the mark, not more than the whole."""
        heads = [at for at in members if self.figures[at].start < offset]
        for whole in reversed(heads):
            listed = [at for at in members if at > heads[-1] and self._is_of(at, whole)]
            if len(listed) > 1 and self._fits(listed, whole):
                self._tie(listed, whole)
                return
        behind = [at for at in members if heads and at > heads[-1]]
        if len(behind) > 1 and self._is_all_of(behind, heads[-1]):
            self._tie(behind, heads[-1])

    def _is_all_of(self, parts: Sequence[int], whole: int) -> bool:
        """ "Tiga orang, yaitu dua pemodal dan satu mandor": what adds up to the people before it is of them, whatever
        it is called."""
        total = self.figures[whole]
        if total.kind not in (LOOSE, HUMAN) or (total.marks | self.figures[parts[0]].marks) & _UPDATING:
            return False
        return sum(self.figures[at].value for at in parts) == total.value

    def _goes_on(self, before: int, after: int) -> None:
        """ "Dari 60 desa, 12 desa di A, 7 desa di B": the next of a list is a part of the same whole."""
        part = self.figures[before]
        whole = next((at for at, f in enumerate(self.figures) if f.id == part.anchor), None)
        if whole is None or "part" not in part.marks or self.figures[after].noun != part.noun:
            return
        if not self._is_of(after, whole) or self.figures[whole].sentence - part.sentence > 0:
            return
        siblings = [at for at in self.counted if self.figures[at].anchor == part.anchor]
        if self._fits([*siblings, after], whole):
            self._tie([after], whole)

    def _whole_before(self, part: int) -> int | None:
        """The nearest larger figure before a part that counts the same, and is no part itself."""
        for at in reversed([at for at in self.counted if at < part]):
            whole = self.figures[at]
            if self.figures[part].sentence - whole.sentence > _REACH:
                return None
            if whole.anchor is None and whole.value > self.figures[part].value and self._is_of(part, at):
                return at
        return None

    # lists of lines

    def _read_lists(self, by_sentence: dict[int, list[int]]) -> None:
        """ "1. PT A: 700 orang", "2. PT B: 400 orang": each line a part of the total that is given before or behind."""
        run: list[int] = []
        last = -2
        for index in [*sorted(i for i in by_sentence if self._is_item(i)), _NOWHERE]:
            if index != last + 1 and len(run) > 1:
                self._tie_items(run)
            run = [] if index != last + 1 else run
            last = index
            run += by_sentence.get(index, [])[:1]

    def _is_item(self, index: int) -> bool:
        """Whether a sentence is a line that begins with the number or the mark of a list."""
        sentence = self.layout.sentences[index]
        if sentence.start and self.layout.text[sentence.start - 1] != "\n":
            return False
        words = self.layout.words[sentence.first : sentence.first + 2]
        return words[0] in _BULLETS or (len(words) > 1 and words[0].isdigit() and words[1] in _AFTER_NUMBER)

    def _tie_items(self, run: Sequence[int]) -> None:
        first, last = self.figures[run[0]], self.figures[run[-1]]
        beside = [
            at
            for at in self.counted
            if -_LIST_REACH <= self.figures[at].sentence - first.sentence < 0
            or 0 < self.figures[at].sentence - last.sentence <= 2
        ]
        fitting = [at for at in beside if all(self._is_of(i, at) for i in run) and self._fits(run, at)]
        if fitting:
            self._tie(run, min(fitting, key=lambda at: (self.figures[at].value, at)))

    # sums

    def _add_up(self) -> None:
        """Figures of one mouth that follow each other and add up to just what it gives for all."""
        for whole in self.counted:
            total = self.figures[whole]
            if total.value < _LEAST or total.hedge != "exact" or total.anchor is not None:
                continue
            run = next(self._sums(whole), None)
            if run:
                alike = [at for at in self.counted if self.figures[at].bounds == total.bounds]
                stated = [at for at in alike if self.figures[at].statement and self._is_one_count(run, at)]
                self._tie(run, (stated or [whole])[0])

    def _sums(self, whole: int) -> Iterator[list[int]]:
        total = self.figures[whole]
        free = [
            at
            for at in self.counted
            if at != whole
            and self.figures[at].source_name == total.source_name
            and self._is_free(self.figures[at], total)
            and self.figures[at].hedge in _FIRM
            and self.figures[at].bounds != total.bounds
            and self._is_of(at, whole, told=False)
        ]
        for start in range(len(free)):
            added = 0.0
            for end in range(start, min(start + _LONGEST, len(free))):
                added += self.figures[free[end]].value
                if added > total.value:
                    break
                run = free[start : end + 1]
                if added == total.value and len(run) > 1 and self._is_one_count(run, whole):
                    yield run

    def _is_free(self, figure: Figure, total: Figure) -> bool:
        """Whether a figure may be a part of a total: it is none yet, or one of that very number."""
        if figure.anchor is None:
            return True
        return any(f.id == figure.anchor and f.bounds == total.bounds for f in self.figures)

    def _is_one_count(self, run: Sequence[int], whole: int) -> bool:
        """Whether the same happened to all of them; else they must stand together."""
        if all(self._is_of(at, whole) for at in run):
            return True
        sentences = [self.figures[at].sentence for at in (whole, *run)]
        return max(sentences) - min(sentences) <= _NEAR and len({self.figures[at].bounds for at in run}) > 1

    # both

    def _is_of(self, part: int, whole: int, told: bool = True) -> bool:
        """Whether one figure may be a part of the other: the same is counted and, if ``told``, the same happened."""
        one, all_ = self.figures[part], self.figures[whole]
        if (one.marks | all_.marks) & _UPDATING or STEP in one.qualifiers | all_.qualifiers:
            return False
        if one.period != all_.period or one.value >= all_.value:
            return False
        of_people = PERSON in (all_.noun, *all_.parents) or all_.noun == CASE
        people = one.kind in (LOOSE, HUMAN) or PERSON in one.parents
        if all_.noun not in (one.noun, *one.parents) and not (people and of_people):
            return False
        return not told or not one.predicates or one.predicates[:1] == all_.predicates[:1]

    def _fits(self, parts: Sequence[int], whole: int) -> bool:
        high = self.figures[whole].high
        rounded = any(self.figures[at].hedge == "about" for at in (whole, *parts))
        return high is None or sum(self.figures[at].value for at in parts) <= high * (
            _ROUND if rounded else 1
        )

    def _tie(self, parts: Sequence[int], whole: int) -> None:
        for at in parts:
            figure = self.figures[at]
            if figure.anchor is None and at != whole:
                marks = figure.marks | {"part"}
                self.figures[at] = replace(figure, anchor=self.figures[whole].id, marks=marks)


__all__ = ["find_parts", "find_whole"]
