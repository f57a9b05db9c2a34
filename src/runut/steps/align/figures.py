"""Figures made comparable: what is counted, what happened to it, where, of whom, in which period, as part
of what."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from runut.model.days import Days
from runut.model.layout import Layout, Sentence
from runut.model.ledger import (
    COMPARED,
    LOCAL,
    NOT_YET,
    OUT_OF_STORY,
    OWN_VOICE,
    PLANNED,
    STEP,
    Figure,
    Piece,
    figure_id,
    is_unnamed,
)
from runut.model.reading import Quantity, Statement, Timex
from runut.steps.align.clauses import own_sentence, stops_in
from runut.steps.align.parts import find_parts
from runut.steps.align.spots import MARKS, NOTHING, Happened, Spot, SpotReader
from runut.steps.align.words import CASE, HUMAN, LOOSE, OWNED, OWNED_NOUNS, PERSON, SHARE, AlignWords, Noun

_NEVER_COUNTED = frozenset({"specification", "time", "meta"})
_OF_MONEY = frozenset({"value", "total", "amount"})
_LIVING = "animal"  # dies as people do
_TOPIC_REACH = 8  # words on each side that say what a figure is about
_NOUN_REACH = 4  # tokens after the number among which its noun stands
_ANCHOR_REACH = 3  # sentences back in which the whole of a part is looked for
_NEGATED = 4  # tokens before a figure among which a negation is its own ("tidak pernah menerima Rp 5 miliar")
_MATTER_REACH = 2  # tokens behind "kasus" among which its name begins ("kasus dugaan korupsi")
_LIST_GAP = 3  # tokens between two counted things of one list
_LAST = 1_000  # farther than anything in a sentence
_SHORT_ROLE = 3  # words of a role that is an office and its place
_SUM_REACH = 16  # tokens before a number in which "jumlah" says what it is the sum of
_RANGE = 12  # characters between the two ends of a time ("Januari hingga Juni")
_OLD_NEWS = 60  # days before the article: a figure of that time answers another question


def find_figures(piece: Piece, words: AlignWords) -> list[Figure]:
    """The figures of an article that can answer a question, in text order."""
    return _Finder(piece, words).find()


def publisher_of(piece: Piece) -> str:
    """The name that the article's own chains give its publisher, else its outlet."""
    for statement in piece.reading.statements:
        if statement.chain:
            return statement.chain[-1]
    return piece.publisher


class _Finder:
    def __init__(self, piece: Piece, words: AlignWords) -> None:
        self.piece = piece
        self.words = words
        self.layout: Layout = piece.layout
        self.around = SpotReader(piece.layout, words)
        self.reading = piece.reading
        self.statements = {s.id: s for s in self.reading.statements}
        self.stops: dict[int, list[int]] = {}
        self.headed = [s for s in self.reading.statements if s.in_furniture and s.content]
        self.own_chain = _own_chain(piece)
        self.days = Days(self.reading)
        self.figures: list[Figure] = []
        self.spots: list[Spot] = []
        self.mentions = sorted(
            (span.start, span.end, actor.name, actor.type)
            for actor in self.reading.actors
            for span in actor.mentions
        )

    def find(self) -> list[Figure]:
        by_sentence: dict[int, list[Quantity]] = {}
        for quantity in sorted(self.reading.quantities, key=lambda q: (q.start, q.end)):
            if (quantity.low is not None or quantity.high is not None) and self.layout.sentences:
                by_sentence.setdefault(self.layout.sentence_at(quantity.start), []).append(quantity)
        for index, quantities in by_sentence.items():
            self._read_sentence(index, self.layout.sentences[index], quantities)
        return find_parts(self.figures, self.layout, self.words)

    # one sentence

    def _read_sentence(self, index: int, sentence: Sentence, quantities: list[Quantity]) -> None:
        breaks = self._breaks(sentence, quantities)
        spots: list[Spot] = []
        for quantity in quantities:
            spot = self._spot(sentence, quantity, breaks, spots)
            if spot is not None:
                spots.append(spot)
        if not spots:
            return
        lowers = self.layout.lowers
        plain = list(map(self.words.morphology.without_clitic, lowers[sentence.first : sentence.last]))
        happened = [
            (sentence.first + start, sentence.first + end, name)
            for start, end, name in self.words.predicates.scan(plain, 0, len(plain))
            if name != NOTHING
        ]
        marks = list(self.words.marks.scan(lowers, sentence.first, sentence.last))
        intents = [
            (start, end)
            for start, end, kind in self.words.drift.scan(lowers, sentence.first, sentence.last)
            if kind == "intent"
        ]
        breaks_down = any(kind == "part" and first - sentence.first <= 1 for first, _, kind in marks)
        taken: set[int] = set()
        made: list[Figure] = []
        for order, spot in enumerate(spots):
            if spot.noun.kind in _NEVER_COUNTED or self._is_apposition(spot) or self._furniture(spot) is None:
                continue
            before = spots[order - 1] if order else None
            after = spots[order + 1] if order + 1 < len(spots) else None
            predicates = self._predicates_of(spot, before, after, happened, taken, sentence)
            if not predicates and after is not None and self._is_of_next(spot, after):
                predicates = self._told_of_part(spot, after, happened, sentence)
            found = self._marks_of(spot, before, after, marks, sentence)
            if any(spot.seg_first <= start and end <= spot.first for start, end in intents):
                found.add(PLANNED)
            previous = made[-1] if made else None
            if previous and not predicates and self._is_joined(spot, before):
                predicates = self._fitting(spot.noun, previous.predicates)
                found |= previous.marks & {"part"}
            if previous and breaks_down and self._continues_parts(spot, before, previous):
                found.add("part")
            implied = self.words.implied.get(spot.noun.name)
            if implied and (not predicates or self._is_summed(spot)):
                predicates = (implied,)
            if self.around.is_remainder(spot, before, after) or self._is_out_of(before, sentence, marks):
                found.add("part")
            figure = self._figure(index, sentence, spot, after, predicates, found, made)
            if previous and not figure.referents and self.around.is_of_the_same(spot, before):
                figure = replace(figure, referents=previous.referents)
            if previous and not predicates and self._is_elsewhere(figure, previous):
                figure = replace(figure, predicates=self._fitting(spot.noun, previous.predicates))
            figure = self._as_told(figure, spot, happened)
            if self._is_step(spot, after, marks, found):
                figure = replace(figure, qualifiers=figure.qualifiers | {STEP})
            made.append(figure)
            self.figures.append(figure)
            self.spots.append(spot)

    def _is_elsewhere(self, figure: Figure, previous: Figure) -> bool:
        """ "Di Desa A mencapai 400 pengungsi, disusul Desa B 200 orang": the same at another place."""
        people = PERSON in (figure.noun, *figure.parents) and PERSON in (previous.noun, *previous.parents)
        return people and bool(figure.places and previous.places) and figure.places != previous.places

    def _is_out_of(self, before: Spot | None, sentence: Sentence, marks: list[tuple[int, int, str]]) -> bool:
        """ "Dari 640 kasus, 410 penderita …": the sentence begins with the whole."""
        if before is None or not any(kind == "of" and last == before.first for _, last, kind in marks):
            return False
        opening = next(
            (at for at in range(sentence.first, before.first) if self.layout.words[at][0].isalnum()),
            before.first,
        )
        changed = any(kind in ("into", "rise", "fall") for _, _, kind in marks)
        return opening + 1 == before.first and not changed

    def _is_step(
        self, spot: Spot, after: Spot | None, marks: list[tuple[int, int, str]], found: set[str]
    ) -> bool:
        """ "Bertambah satu orang menjadi tiga orang": by how many it grew, and not how many there were."""
        if after is None or after.noun != spot.noun or found & {"former", COMPARED}:
            return False
        grew = any(last == spot.first and kind in ("rise", "fall") for _, last, kind in marks)
        return grew and any(last == after.first and kind == "into" for _, last, kind in marks)

    def _as_told(self, figure: Figure, spot: Spot, happened: Happened) -> Figure:
        """The figure with how what happened is told: as not so, or far from the number."""
        if self.around.has_not_happened(spot, figure.predicates, happened):
            return replace(figure, qualifiers=figure.qualifiers | {NOT_YET})
        if figure.predicates and not self.around.is_told_beside(spot, figure.predicates[0], happened):
            return replace(figure, close=False)
        return figure

    def _is_joined(self, spot: Spot, before: Spot | None) -> bool:
        """Whether the figure only continues a list: "40 kepala desa dan 3 camat", not "540 jiwa di 4 titik"."""
        if before is None:
            return False
        gap = spot.first - before.noun_end
        if spot.noun == before.noun and gap <= 2 * _LIST_GAP and self._begins_part(spot.first - 1):
            return True  # "12 desa di Kecamatan Tanjung, 7 desa di …"
        if gap > _LIST_GAP:
            return False
        if spot.noun.name == before.noun.name:
            return True
        between = range(before.noun_end, spot.first)
        return any(
            self.layout.words[at] in MARKS or self.layout.lowers[at] in self.words.breaks for at in between
        )

    def _begins_part(self, token: int) -> bool:
        return self.layout.words[token] in MARKS or self.layout.lowers[token] in self.words.breaks

    def _continues_parts(self, spot: Spot, before: Spot | None, previous: Figure) -> bool:
        """ "Dari jumlah itu, 22 siswa dirawat dan 4 siswa dirujuk": what begins with the whole goes on."""
        if before is None or previous.anchor is None or "part" not in previous.marks:
            return False
        listed = range(before.noun_end, spot.first)
        people = self.words.is_people(spot.noun) and self.words.is_people(before.noun)
        return people and any(self.layout.lowers[at] in self.words.breaks for at in listed)

    def _breaks(self, sentence: Sentence, quantities: list[Quantity]) -> list[int]:
        """Token indices at which a new segment begins (or a mark stands)."""
        found = [sentence.first - 1]
        inside = [(q.start, q.end) for q in quantities]
        words, lowers, starts = self.layout.words, self.layout.lowers, self.layout.starts
        for token in range(sentence.first, sentence.last):
            mark = words[token]
            if mark in MARKS or lowers[token] in self.words.breaks:
                at = starts[token]
                if not any(a <= at < b for a, b in inside):
                    found.append(token)
        found.append(sentence.last)
        return found

    def _spot(
        self, sentence: Sentence, quantity: Quantity, breaks: list[int], earlier: list[Spot]
    ) -> Spot | None:
        layout = self.layout
        first = layout.token_at(quantity.start)
        last = max(first + 1, layout.token_at(quantity.end - 1) + 1)
        seg_first = max(b for b in breaks if b < first or b == breaks[0]) + 1
        seg_last = min(b for b in breaks if b >= last or b == breaks[-1])
        noun, noun_words, noun_end = self._noun(quantity, first, last, max(seg_last, last), not earlier)
        if noun is None and earlier:
            noun, noun_words = earlier[-1].noun, earlier[-1].noun_words  # "12 orang tewas, 3 hilang"
        if noun is None:
            return None
        noun, noun_words = self._narrowed(noun, noun_words, quantity)
        if noun.parent == "" and self._are_doers(noun, noun_words, seg_first, seg_last):
            noun = Noun(noun.name, PERSON, HUMAN)
        if noun.name == PERSON and noun.kind == LOOSE and not earlier:
            noun, noun_words = self._summed(sentence.first, first) or (noun, noun_words)
        if earlier and self.around.is_rest_of(earlier[-1], noun, last, noun_end):
            noun, noun_words = earlier[-1].noun, earlier[-1].noun_words
        return Spot(quantity, first, last, noun, noun_words, noun_end, seg_first, seg_last)

    def _noun(
        self, quantity: Quantity, first: int, last: int, seg_last: int, alone: bool
    ) -> tuple[Noun | None, str, int]:
        """The class of what is counted, its words, and the token after it."""
        lowers, nouns = self.layout.lowers, self.words.nouns
        unit = (quantity.unit or "").casefold()
        read = self.words.noun_of.get(unit)
        told: tuple[Noun, str, int] | None = None
        for token in range(last, min(last + _NOUN_REACH, seg_last)):
            word = self.words.morphology.without_clitic(lowers[token])
            hit = nouns.at(lowers, token, seg_last)
            noun, size = (hit[1], hit[0]) if hit else (self.words.noun_of.get(word), 1)
            if noun is None:
                if told or token > last:
                    break
                continue
            if told is None or told[0].name in self.words.ancestors(noun.name):
                told = (noun, " ".join(lowers[token : token + size]), token + size)
            else:
                break
        if read is not None:
            if told and (told[0] == read or read.name in self.words.ancestors(told[0].name)):
                return told
            if told and told[1].startswith(f"{unit} "):
                return told  # "titik pengungsian" is more than "titik"
            return read, unit, told[2] if told and told[0] == read else self.around.past_unit(unit, last)
        if unit:
            noun = Noun(self.words.morphology.key(unit.split()[0]), "", "strict")
            return noun, unit, self.around.past_unit(unit, last)
        if told is None and alone and last < seg_last and self._is_common_noun(last):
            return Noun(self.words.morphology.key(lowers[last]), "", "strict"), lowers[last], last + 1
        return told or (None, "", last)

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

    def _are_doers(self, noun: Noun, noun_words: str, first: int, last: int) -> bool:
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

    def _is_summed(self, spot: Spot) -> bool:
        """Whether the word for the counted stands before the number only ("jumlah pengungsi … 900 warga")."""
        noun = spot.noun_words.split()[:1]
        if not noun or noun[0] in self.layout.lowers[spot.last : spot.noun_end]:
            return False
        return (
            noun[0] != (spot.quantity.unit or "").casefold()
            and noun[0] in self.layout.lowers[max(spot.first - _SUM_REACH, 0) : spot.first]
        )

    def _is_common_noun(self, token: int) -> bool:
        """Whether a word that no table knows may be what is counted: a word of content that says nothing of
        what happened."""
        lowers, words = self.layout.lowers, self.words
        written = self.layout.words[token]
        if not (written.isalpha() and written.islower()) or words.predicates.at(lowers, token, token + 1):
            return False
        return bool(words.keys(lowers, token, token + 1))

    def _is_apposition(self, spot: Spot) -> bool:
        """ "Bantul dan Sleman, dua kabupaten": the number only repeats how many names stand before it."""
        layout, low = self.layout, spot.quantity.low
        at = spot.first - 1
        if (
            low is None
            or low != spot.quantity.high
            or not 2 <= low <= 9
            or layout.words[at : at + 1] != [","]
        ):
            return False
        names, token = 0, at - 1
        inside = False
        while token >= 0 and at - token < 8 * low:
            word = layout.words[token]
            if word[:1].isupper():
                names += not inside
                inside = True
            elif word in MARKS or layout.lowers[token] in self.words.breaks:
                inside = False
            else:
                break
            token -= 1
        return names == low

    def _furniture(self, spot: Spot) -> str | None:
        """Kind of furniture it stands in ("" for the story itself); None where that is no part of the
        story."""
        for piece in self.reading.furniture:
            if piece.start <= spot.quantity.start < piece.end:
                return None if piece.kind in OUT_OF_STORY else piece.kind
        return ""

    def _marks_of(
        self,
        spot: Spot,
        before: Spot | None,
        after: Spot | None,
        marks: list[tuple[int, int, str]],
        sentence: Sentence,
    ) -> set[str]:
        """Small words that belong to this figure and not to its neighbours."""
        found: set[str] = set()
        left = before.last if before else sentence.first
        right = after.first if after else sentence.last
        for first, last, kind in marks:
            if kind == "correct":
                found.add(kind)
            elif kind == "of":
                if first in (spot.noun_end, spot.last) and self._names_the_whole(spot, last, right):
                    found.add("part")
                elif last == spot.first and any(k == "into" and f >= spot.last for f, _, k in marks):
                    found.add("former")
            elif kind == "among":
                if (spot.last <= first <= spot.noun_end + 1 and first < right) or (
                    left <= first and last <= spot.first and not (before and first <= before.noun_end + 1)
                ):
                    found.add("part")
            elif kind == "part":
                if left <= first and last <= spot.first:
                    found.add(kind)
            elif kind == "into":
                if last == spot.first and before is not None:
                    found.add(kind)
            elif kind == COMPARED:
                if max(left, spot.seg_first) <= first and last <= spot.first:
                    found.add(kind)
            elif kind == "former":
                if left <= first and last <= spot.first and spot.first - last <= 3:
                    found.add(kind)
            elif (left <= first and last <= spot.first) or spot.last <= first < min(right, spot.seg_last):
                found.add(kind)
        return found

    def _names_the_whole(self, spot: Spot, token: int, right: int) -> bool:
        """After "600 dari": the same noun, its parent, or a number."""
        lowers = self.layout.lowers
        if token < len(lowers) and lowers[token][:1].isdigit():
            return True
        for at in range(token, min(token + 3, max(right, token + 1), len(lowers))):
            noun = self.words.noun_of.get(self.words.morphology.without_clitic(lowers[at]))
            if noun and (noun.name == spot.noun.name or noun.name in self.words.ancestors(spot.noun.name)):
                return True
            if lowers[at] in self.words.figure_words:
                return True
        return False

    def _predicates_of(
        self,
        spot: Spot,
        before: Spot | None,
        after: Spot | None,
        happened: Happened,
        taken: set[int],
        sentence: Sentence,
    ) -> tuple[str, ...]:
        """Families of what happened to the counted, nearest first.

        In its own segment a figure takes what follows it and what stands before it back to the figure
        before; what
        lies between two figures is the first one's if nothing stood before that. Else it looks back, then on.
        """
        left = before.last if before else sentence.first
        right = after.first if after else sentence.last
        first, last = max(spot.seg_first, left), min(spot.seg_last, right)
        near: list[tuple[int, int, str]] = []
        named = self._matters(sentence)
        for start, end, name in happened:
            if start >= spot.first and end <= spot.last:
                continue
            if spot.last <= start < spot.noun_end and spot.noun.kind != LOOSE:
                continue  # "serangan" counted is not "diserang"
            if first <= start and end <= last and start not in taken:
                far = _LAST if any(at <= start <= at + _MATTER_REACH for at in named) else 0
                near.append((far + self._distance(spot, start, end), start, name))
        if not near and after is not None and self.words.is_people(spot.noun):
            near = self._past_things(spot, after, happened, sentence)
        if not near:
            back = [
                (spot.first - end, start, name)
                for start, end, name in happened
                if left <= start and end <= spot.first
            ]
            on = [
                (start - spot.last, start, name)
                for start, end, name in happened
                if spot.last <= start and end <= right
            ]
            near = sorted(back)[:1] or sorted(on)[:1]
        if after is not None and after.seg_first == spot.seg_first:
            taken.update(start for _, start, _ in near if start > spot.first)
        return self._fitting(spot.noun, dict.fromkeys(name for _, _, name in sorted(near)))

    def _past_things(
        self, spot: Spot, after: Spot, happened: Happened, sentence: Sentence
    ) -> list[tuple[int, int, str]]:
        """ "136 siswa dari tiga sekolah mengalami keracunan": what is said of people behind a figure that only
        says where they are from."""
        if self.words.is_people(after.noun) or any(
            self.layout.words[at] in MARKS for at in range(spot.noun_end, after.first)
        ):
            return []
        behind = [
            (start - after.noun_end, start, name)
            for start, end, name in happened
            if start >= after.noun_end and end <= sentence.last and self.words.said_of.get(name) == "people"
        ]
        return sorted(behind)[:1]

    def _matters(self, sentence: Sentence) -> list[int]:
        """Tokens behind words for a case: what follows them names the case, and not what a figure is about
        ("kerugian negara dalam perkara hibah Rp 3 miliar")."""
        lowers = self.layout.lowers
        return [last for _, last, _ in self.words.matters.scan(lowers, sentence.first, sentence.last)]

    def _fitting(self, noun: Noun, families: Iterable[str]) -> tuple[str, ...]:
        """Money takes families of amounts, people what is said of people, things what is said of things."""
        traits, said_of = self.words.traits, self.words.said_of
        if noun.kind == "money":
            return tuple(n for n in families if traits.get(n) in _OF_MONEY and said_of.get(n) != "share")
        if noun.kind != SHARE:
            families = [name for name in families if said_of.get(name) != "share"]
        if noun.kind == "measure":
            return tuple(
                name for name in families if traits.get(name) in _OF_MONEY or said_of.get(name) == "things"
            )
        wrong = "things" if self.words.is_people(noun) else "people"
        fitting = [
            name
            for name in families
            if said_of.get(name) != wrong
            or noun.name == _LIVING
            or (noun.name == CASE and name in self.words.cases)
        ]
        if noun.kind == "share":
            return tuple(name for name in fitting if traits.get(name) != "presence")
        if noun.name in OWNED_NOUNS:
            return tuple(name for name in fitting if traits.get(name) != "amount")
        return tuple(name for name in fitting if traits.get(name) not in ("value", "total"))

    def _distance(self, spot: Spot, start: int, end: int) -> int:
        """Tokens between a figure and a predicate; none where the predicate stands by a word for the
        counted ("korban tewas")."""
        if spot.last <= start < spot.noun_end:
            return _LAST  # the noun itself ("pengungsi"): what is said of it counts first
        if end <= spot.first and start > 0:
            noun = self.words.noun_of.get(self.words.morphology.without_clitic(self.layout.lowers[start - 1]))
            if noun and (noun == spot.noun or ({noun.kind, spot.noun.kind} <= {LOOSE, HUMAN})):
                return 0
        return max(spot.first - end if end <= spot.first else start - spot.noun_end, 0)

    # the record

    def _figure(
        self,
        index: int,
        sentence: Sentence,
        spot: Spot,
        after: Spot | None,
        predicates: tuple[str, ...],
        marks: set[str],
        made: list[Figure],
    ) -> Figure:
        quantity, reading = spot.quantity, self.reading
        statement = self.statements.get(quantity.statement or "") or self._headline_of(quantity)
        furniture = self._furniture(spot) or None
        right = after.first if after else sentence.last
        identity = figure_id(reading.article, quantity.start, quantity.end)
        anchor, replaces = self._anchor(index, spot, marks, made)
        if anchor is None and after is not None and self._is_of_next(spot, after):
            anchor = figure_id(reading.article, after.quantity.start, after.quantity.end)
        source, stance, chain, said_on = self._voice(statement, spot)
        period, as_of = self._time(sentence, spot, statement)
        own_place = self._own_place(spot, statement)
        return Figure(
            id=identity,
            article=reading.article,
            start=quantity.start,
            end=quantity.end,
            written=self.layout.text[quantity.start : quantity.end],
            low=quantity.low,
            high=quantity.high,
            hedge=quantity.hedge,
            unit=quantity.unit or spot.noun_words or None,
            of=quantity.of,
            noun=spot.noun.name,
            noun_words=spot.noun_words,
            kind=spot.noun.kind,
            parents=self.words.ancestors(spot.noun.name) or ((spot.noun.parent,) if spot.noun.parent else ()),
            predicates=predicates,
            topic=self._topic(sentence, spot),
            places=(own_place,) if own_place else self._places(sentence, spot, right, statement),
            referents=self._referents(spot, furniture, statement),
            qualifiers=frozenset(
                kind
                for _, _, kind in self.words.qualifiers.scan(
                    self.layout.lowers, spot.noun_end, max(spot.noun_end, min(spot.seg_last, right))
                )
            ),
            period=period,
            marks=frozenset(marks | {LOCAL} if own_place else marks),
            anchor=anchor,
            replaces=replaces,
            sentence=index,
            statement=statement.id if statement else None,
            source_name=source,
            stance=stance,
            chain=chain,
            said_on=said_on,
            as_of=as_of,
            furniture=furniture,
            language=reading.language,
            context=self.around.context(spot),
        )

    def _headline_of(self, quantity: Quantity) -> Statement | None:
        """ "Disnaker: 1.350 Buruh Di-PHK": the statement of a headline, which vouches for the figure in it."""
        return next(
            (
                headed
                for headed in self.headed
                if headed.source_name and headed.content[0].start <= quantity.start < headed.content[-1].end
            ),
            None,
        )

    def _voice(
        self, statement: Statement | None, spot: Spot
    ) -> tuple[str | None, str, tuple[str, ...], str | None]:
        if statement is None:
            return self.own_chain[-1], OWN_VOICE, self.own_chain, None
        stance = statement.stance
        if stance == "denies" and statement.kind == "direct" and not self._is_negated(spot):
            stance = "asserts"  # who denies says in his own words how it is: "Penumpang kami 128 orang"
        return statement.source_name, stance, tuple(statement.chain), statement.said_on

    def _is_negated(self, spot: Spot) -> bool:
        """Whether a negation stands right before the figure, or begins its sentence ("Tidak benar …")."""
        layout = self.layout
        sentence = layout.sentences[layout.sentence_at(spot.quantity.start)]
        opening = next(
            (at for at in range(sentence.first, spot.first) if layout.lowers[at].isalpha()), spot.first
        )
        return any(
            kind == "negation"
            and (spot.first - last < _NEGATED or (first == opening and not self._is_set_against(last, spot)))
            for first, last, kind in self.words.drift.scan(layout.lowers, sentence.first, spot.first)
        )

    def _is_set_against(self, token: int, spot: Spot) -> bool:
        """ "Tidak benar 34, yang kami tangkap 27": a new clause after the figure that is denied."""
        counted = [self.layout.token_at(q.start) for q in self.reading.quantities]
        denied = min((at for at in counted if token <= at < spot.first), default=spot.first)
        return any(mark in MARKS for mark in self.layout.words[denied : spot.first])

    def _anchor(
        self, index: int, spot: Spot, marks: set[str], made: list[Figure]
    ) -> tuple[str | None, str | None]:
        """The figure that this one is a part of, and the one that it replaces."""
        anchor = replaces = None
        nouns = {spot.noun.name, *self.words.ancestors(spot.noun.name)}
        value = spot.quantity.high if spot.quantity.high is not None else spot.quantity.low
        people = spot.noun.kind in (LOOSE, HUMAN)
        if "part" in marks and value is not None and spot.noun.kind != SHARE:
            for earlier in reversed(self.figures):
                if index - earlier.sentence > _ANCHOR_REACH:
                    break
                whole = earlier.high if earlier.high is not None else earlier.low
                if COMPARED in earlier.marks:
                    continue  # "angka itu" is the figure itself, not the one that it is held against
                of_people = PERSON in (earlier.noun, *earlier.parents) or earlier.noun == CASE
                same = earlier.noun in nouns or (people and of_people)
                if same and whole is not None and whole > value and "part" not in earlier.marks:
                    anchor = earlier.id
                    break
        if "into" in marks and made and made[-1].noun == spot.noun.name and STEP not in made[-1].qualifiers:
            replaces = made[-1].id
        return anchor, replaces

    def _is_of_next(self, spot: Spot, after: Spot) -> bool:
        """ "6 dari 9 sampel": the whole stands right behind the part."""
        part, whole = spot.quantity.low, after.quantity.low
        between = self.words.marks.scan(self.layout.lowers, spot.last, after.first)
        of = any(kind == "of" and last == after.first for _, last, kind in between)
        return of and spot.noun == after.noun and part is not None and whole is not None and part < whole

    def _told_of_part(
        self, spot: Spot, whole: Spot, happened: Happened, sentence: Sentence
    ) -> tuple[str, ...]:
        """ "141 dari 245 anak pengidap kolera meninggal": the last that is said behind the whole is said of the
        part."""
        right = min(whole.seg_last, sentence.last)
        behind = sorted(
            (start, name) for start, end, name in happened if start >= whole.noun_end and end <= right
        )
        return self._fitting(spot.noun, [name for _, name in behind[-1:]])

    def _topic(self, sentence: Sentence, spot: Spot) -> frozenset[str]:
        first = max(sentence.first, spot.first - _TOPIC_REACH)
        last = min(sentence.last, spot.last + _TOPIC_REACH)
        keys = self.words.keys(self.layout.lowers, first, last)
        own = self.words.morphology.key(spot.noun_words.split()[-1]) if spot.noun_words else ""
        return frozenset(keys) - {own}

    def _places(
        self, sentence: Sentence, spot: Spot, right: int, statement: Statement | None
    ) -> tuple[str, ...]:
        """Places of this figure: in its own segment, else before it in its clause, else after it, else at the head of
        the sentence. In a quotation of many sentences each is for itself."""
        starts = self.layout.starts
        left, stop = self._own_part(sentence, spot)
        seg = (max(starts[spot.seg_first], left), min(self.layout.ends[spot.seg_last - 1], stop))
        end = min(self.layout.ends[right - 1], stop) if right > spot.last else seg[1]
        near: list[str] = []
        later: list[str] = []
        head: list[str] = []
        clause: list[str] = []
        for place in self.reading.places:
            if place.start < sentence.start or place.end > sentence.end:
                continue
            if self._is_speaker(place.start, statement) or self.reading.in_furniture(
                place.start, OUT_OF_STORY
            ):
                continue
            if seg[0] <= place.start < seg[1] and not (
                place.start > spot.quantity.start and place.start > end
            ):
                near += [*self._before_comma(place.start), place.name]
            elif spot.quantity.end <= place.start < end:
                later.append(place.name)
            elif place.end <= spot.quantity.start and not self.figures_between(
                place.end, spot.quantity.start
            ):
                (clause if place.start >= left else head).append(place.name)
        return tuple(dict.fromkeys(near or clause or later or head))

    def _before_comma(self, start: int) -> list[str]:
        """ "Cikupa, Banten": the place that the one at an offset says where it lies."""
        known = [p for p in self.reading.places if self.layout.text[p.end : start] == ", "]
        return [place.name for place in known if place.lat is not None]

    def _own_place(self, spot: Spot, statement: Statement | None) -> str | None:
        """The place that a speaker calls his ("di wilayahnya"), as the words for him or his roles name it."""
        if statement is None:
            return None
        if not list(self.words.own_places.scan(self.layout.lowers, spot.seg_first, spot.seg_last)):
            return None
        roles = [a.role for a in self.reading.actors if a.name == statement.source_name and a.role]
        span = statement.source
        told = " ".join([*roles, self.layout.text[span.start : span.end] if span else ""]).casefold()
        known = next((p.name for p in self.reading.places if p.name.casefold() in told), None)
        return known or next((place for role in roles if (place := _seat(role))), None)

    def figures_between(self, start: int, end: int) -> bool:
        """Whether another quantity stands between two offsets."""
        return any(start <= q.start < end for q in self.reading.quantities)

    def _is_speaker(self, offset: int, statement: Statement | None) -> bool:
        """Whether a place is where the speaker is from or stood: in the words for the source, or behind the cue
        outside what is said ("kata Camat dalam jumpa pers di Surabaya")."""
        source = statement.source if statement else None
        if source and source.start <= offset < source.end:
            return True
        if statement is None or not statement.content:
            return False
        cue = source or statement.cue
        outside = not any(
            span.start <= offset < span.end for span in (*statement.content, *statement.continued)
        )
        return bool(cue and offset > cue.start and outside)

    def _referents(self, spot: Spot, furniture: str | None, statement: Statement | None) -> tuple[str, ...]:
        """Names that say whose the counted are ("nelayan Vietnam"); for money and shares, whose the
        amount is."""
        token = self._past_second_noun(spot.noun_end)
        if furniture in ("headline", "section-heading", "related-link"):
            nation = self._named_at(token)  # every word there has a capital
            return (nation,) if nation and nation.casefold() in self.words.countries else ()
        if spot.noun.kind in OWNED or spot.noun.name in OWNED_NOUNS:
            owner = self._owner(spot, statement)
            return (owner,) if owner else ()
        name = self._named_at(token)
        return (name,) if name else ()

    def _past_second_noun(self, token: int) -> int:
        """Past "dan milisi" in "2.870 tentara dan milisi Ukraina"."""
        lowers, words = self.layout.lowers, self.layout.words
        joined = token + 2 < len(words) and lowers[token] in self.words.breaks and words[token] not in MARKS
        return token + 2 if joined and lowers[token + 1] in self.words.noun_of else token

    def _named_at(self, token: int) -> str | None:
        """The actor or the place that a capitalised word begins or belongs to."""
        layout = self.layout
        if token >= len(layout.words) or not layout.words[token][:1].isupper():
            return None
        at = layout.starts[token]
        named = [name for start, end, name, _ in self.mentions if start <= at < end]
        placed = [place.name for place in self.reading.places if place.start <= at < place.end]
        return next(iter([*named, *placed]), None)

    def _owner(self, spot: Spot, statement: Statement | None) -> str | None:
        """Whose an amount is: the name before it in its segment, else the one after, else the last one
        before in the sentence."""
        layout, at = self.layout, spot.quantity.start
        first, last = layout.starts[spot.seg_first], layout.ends[spot.seg_last - 1]
        sentence = layout.sentences[layout.sentence_at(at)]
        named = [
            (start, end, name)
            for start, end, name, kind in self.mentions
            if sentence.start <= start
            and end <= sentence.end
            and kind != "outlet"
            and not is_unnamed(name)
            and not self._speaks(name, statement)
        ]
        before = [name for start, end, name in named if first <= start and end <= at]
        after = [name for start, end, name in named if start >= at and end <= last]
        earlier = [name for start, end, name in named if end <= at]
        if not before and (written := self._capitals_before(spot)):
            return written  # a name that no reader of names has found
        nearest = before[-1:] or after[:1] or earlier[-1:]
        return nearest[0] if nearest else None

    def _capitals_before(self, spot: Spot) -> str:
        """Capitalised words right before a figure in its segment, unless the sentence begins with them and
        nothing else."""
        words, token = self.layout.words, spot.first
        while token > spot.seg_first and words[token - 1][:1].isupper():
            token -= 1
        return " ".join(words[token : spot.first])

    def _speaks(self, name: str, statement: Statement | None) -> bool:
        """Whether a name is that of the speaker, or of the body that the speaker's role names: who counts
        is not whose it is."""
        if statement is None or statement.source_name is None:
            return False
        if name == statement.source_name:
            return True
        roles = [a.role for a in self.reading.actors if a.name == statement.source_name and a.role]
        span = statement.source
        told = self.layout.text[span.start : span.end] if span else ""
        return any(name.casefold() in role.casefold() for role in [*roles, told])

    def _time(
        self, sentence: Sentence, spot: Spot, statement: Statement | None
    ) -> tuple[str | None, str | None]:
        """The period that the figure covers if that is not the story's own time, and the day it stands for.

        A day beside the content dates the words; a day inside it dates the event, and says nothing of when
        it was counted.
        """
        said_on = statement.said_on if statement else None
        period = day = None
        start, end = self._own_part(sentence, spot)
        inside = [t for t in self.reading.times if t.value and t.start >= start and t.end <= end]
        for at, timex in enumerate(inside):
            value = timex.value or ""
            if value == said_on or self._runs_on(timex, inside[at + 1 : at + 2]):
                continue
            if self.days.is_background(value, _OLD_NEWS):
                period = value[:7] if "/" not in value else value
            elif len(value) == 4:
                period = value
            elif len(value) == 10 and statement and not _inside(timex, statement):
                day = value
        return period, said_on or day or self.days.written

    def _own_part(self, sentence: Sentence, spot: Spot) -> tuple[int, int]:
        """From where to where a figure's own sentence goes, in a quotation of many."""
        if sentence.first not in self.stops:
            self.stops[sentence.first] = stops_in(self.layout, sentence, self.words.abbreviations)
        return own_sentence(self.layout, self.stops[sentence.first], sentence, spot.quantity.start)

    def _runs_on(self, timex: Timex, following: list[Timex]) -> bool:
        """ "Dari Januari hingga Juni": the beginning of a time that goes on to the story's own."""
        return any(
            other.start - timex.end <= _RANGE and not self.days.is_background(other.value or "", _OLD_NEWS)
            for other in following
        )


def _seat(role: str) -> str:
    """The place in a short role: "Ayacucho" of "Gubernur Ayacucho"."""
    words = role.split()
    named = words[1:] if len(words) <= _SHORT_ROLE else []
    return " ".join(named) if named and all(word[:1].isupper() for word in named) else ""


def _inside(timex: Timex, statement: Statement) -> bool:
    return any(span.start <= timex.start < span.end for span in statement.content)


def _own_chain(piece: Piece) -> tuple[str, ...]:
    """The chain of what the article says itself: its publisher, after the agency that the whole article is
    taken from."""
    publisher = publisher_of(piece)
    for statement in piece.reading.statements:
        for relay in statement.relays:
            if relay.reach == "article" and relay.name != publisher:
                return (relay.name, publisher)
    return (publisher,)


__all__ = ["find_figures", "publisher_of"]
