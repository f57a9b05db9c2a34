"""Figures made comparable: what is counted, what happened to it, where, of whom, in which period, as part
of what. This file only brings together what the readers beside it read."""

from __future__ import annotations

from msgspec.structs import replace

from runut.model.layout import Layout
from runut.model.ledger import LOCAL, NOT_YET, OUT_OF_STORY, STEP, Figure, Piece, figure_id
from runut.model.reading import Quantity
from runut.steps.align.clauses import InnerSentences
from runut.steps.align.context import ContextReader
from runut.steps.align.counted import CountedReader
from runut.steps.align.marks import MarkReader, is_step
from runut.steps.align.neighbours import NeighbourReader, is_elsewhere
from runut.steps.align.owners import OwnerReader
from runut.steps.align.parts import find_parts, find_whole
from runut.steps.align.periods import PeriodReader
from runut.steps.align.places import PlaceReader
from runut.steps.align.predicates import PredicateReader
from runut.steps.align.spots import Spot, Standing, find_clues
from runut.steps.align.voices import VoiceReader
from runut.steps.align.words import AlignWords

_NEVER_COUNTED = frozenset({"specification", "time", "meta"})


def find_figures(piece: Piece, words: AlignWords) -> list[Figure]:
    """The figures of an article that can answer a question, in text order."""
    return _Finder(piece, words).find()


class _Finder:
    def __init__(self, piece: Piece, words: AlignWords) -> None:
        self.words = words
        self.layout: Layout = piece.layout
        self.reading = piece.reading
        inner = InnerSentences(piece.layout, words.abbreviations)
        self.counted = CountedReader(piece.layout, words)
        self.predicates = PredicateReader(piece.layout, words)
        self.marks = MarkReader(piece.layout, words)
        self.neighbours = NeighbourReader(piece.layout, words)
        self.voices = VoiceReader(piece, words)
        self.periods = PeriodReader(piece.reading, inner)
        self.places = PlaceReader(piece, words, inner)
        self.owners = OwnerReader(piece, words)
        self.context = ContextReader(piece.layout, words)
        self.figures: list[Figure] = []

    def find(self) -> list[Figure]:
        by_sentence: dict[int, list[Quantity]] = {}
        for quantity in sorted(self.reading.quantities, key=lambda q: (q.start, q.end)):
            if (quantity.low is not None or quantity.high is not None) and self.layout.sentences:
                by_sentence.setdefault(self.layout.sentence_at(quantity.start), []).append(quantity)
        for index, quantities in by_sentence.items():
            self._read_sentence(index, quantities)
        return find_parts(self.figures, self.layout, self.words)

    def _read_sentence(self, index: int, quantities: list[Quantity]) -> None:
        spots = self.counted.spots(self.layout.sentences[index], quantities)
        if not spots:
            return
        clues = find_clues(index, self.layout, self.words)
        taken: set[int] = set()
        previous: Figure | None = None
        for spot, before, after in zip(spots, [None, *spots], [*spots[1:], None], strict=False):
            furniture = self._furniture(spot)
            if (
                spot.noun.kind in _NEVER_COUNTED
                or furniture in OUT_OF_STORY
                or self.counted.is_apposition(spot)
            ):
                continue
            previous = self._read(Standing(spot, before, after, clues), furniture, previous, taken)
            self.figures.append(previous)

    def _furniture(self, spot: Spot) -> str:
        """Kind of furniture it stands in; empty for the story itself."""
        at = spot.quantity.start
        return next((piece.kind for piece in self.reading.furniture if piece.start <= at < piece.end), "")

    def _read(self, standing: Standing, furniture: str, previous: Figure | None, taken: set[int]) -> Figure:
        """One figure. ``previous`` is the one before it in its sentence, ``taken`` the tokens of what happened to the
        ones before it."""
        spot, before, clues = standing.spot, standing.before, standing.clues
        marks = self.marks.marks(standing)
        of_next = self.marks.is_of_next(standing)
        predicates = self.predicates.families(standing, taken)
        if not predicates and of_next and standing.after:
            predicates = self.predicates.of_part(spot, standing.after, clues.happened)
        if previous and before:
            if not predicates and self.neighbours.is_joined(spot, before):
                predicates = self.predicates.fitting(spot.noun, previous.predicates)
                marks |= previous.marks & {"part"}
            if clues.breaks_down and self.neighbours.continues_parts(spot, before, previous):
                marks.add("part")
        implied = self.words.implied.get(spot.noun.name)
        if implied and (not predicates or self.counted.is_summed(spot)):
            predicates = (implied,)
        if self.neighbours.is_remainder(standing) or self.marks.is_out_of_first(standing):
            marks.add("part")
        figure = self._figure(standing, furniture, predicates, marks, previous, of_next)
        if previous and before:
            figure = self._as_previous(figure, previous, spot, before)
        return self._as_told(figure, standing)

    def _figure(
        self,
        standing: Standing,
        furniture: str,
        predicates: tuple[str, ...],
        marks: set[str],
        previous: Figure | None,
        of_next: bool,
    ) -> Figure:
        """The record. ``of_next`` is whether it is a part of the one behind it."""
        spot, clues, reading = standing.spot, standing.clues, self.reading
        quantity, noun = spot.quantity, spot.noun
        statement = self.voices.statement(quantity)
        voice = self.voices.voice(statement, spot)
        period, as_of = self.periods.period(clues.sentence, spot, statement)
        own_place = self.places.own_place(spot, statement)
        owner = self.owners.owner(spot, furniture, statement)
        whole = find_whole(self.figures, clues.at, spot, self.words) if "part" in marks else None
        if whole is None and of_next and standing.after:
            whole = self._identity(standing.after)
        return Figure(
            id=self._identity(spot),
            article=reading.article,
            start=quantity.start,
            end=quantity.end,
            written=self.layout.text[quantity.start : quantity.end],
            low=quantity.low,
            high=quantity.high,
            hedge=quantity.hedge,
            unit=quantity.unit or spot.noun_words or None,
            of=quantity.of,
            noun=noun.name,
            noun_words=spot.noun_words,
            kind=noun.kind,
            parents=self.words.ancestors(noun.name) or ((noun.parent,) if noun.parent else ()),
            predicates=predicates,
            topic=self.context.topic(clues.sentence, spot),
            places=(own_place,) if own_place else self.places.places(standing, statement),
            referents=(owner,) if owner else (),
            qualifiers=self._qualifiers(standing),
            period=period,
            marks=frozenset(marks | {LOCAL} if own_place else marks),
            anchor=whole,
            replaces=_replaced(previous, spot) if previous and "into" in marks else None,
            sentence=clues.at,
            statement=statement.id if statement else None,
            source_name=voice.source_name,
            stance=voice.stance,
            chain=voice.chain,
            said_on=voice.said_on,
            as_of=as_of,
            furniture=furniture or None,
            language=reading.language,
            context=self.context.shown(spot),
        )

    def _identity(self, spot: Spot) -> str:
        return figure_id(self.reading.article, spot.quantity.start, spot.quantity.end)

    def _qualifiers(self, standing: Standing) -> frozenset[str]:
        """What narrows the counted behind its noun: "42 korban perempuan"."""
        spot = standing.spot
        last = max(spot.noun_end, min(spot.seg_last, standing.right))
        found = self.words.qualifiers.scan(self.layout.lowers, spot.noun_end, last)
        return frozenset(kind for _, _, kind in found)

    def _as_previous(self, figure: Figure, previous: Figure, spot: Spot, before: Spot) -> Figure:
        """The figure with whose the counted are and what happened to them, where only the one before it says so."""
        if not figure.referents and self.neighbours.is_of_the_same(spot, before):
            figure = replace(figure, referents=previous.referents)
        if not figure.predicates and is_elsewhere(figure, previous):
            figure = replace(figure, predicates=self.predicates.fitting(spot.noun, previous.predicates))
        return figure

    def _as_told(self, figure: Figure, standing: Standing) -> Figure:
        """The figure with how what happened is told: as not so, far from the number, as growth."""
        spot, happened = standing.spot, standing.clues.happened
        if is_step(standing, figure.marks):
            figure = replace(figure, qualifiers=figure.qualifiers | {STEP})
        if self.predicates.has_not_happened(spot, figure.predicates, happened):
            return replace(figure, qualifiers=figure.qualifiers | {NOT_YET})
        if figure.predicates and not self.predicates.is_told_beside(spot, figure.predicates[0], happened):
            return replace(figure, close=False)
        return figure


def _replaced(previous: Figure, spot: Spot) -> str | None:
    """The id of the figure that this one takes the place of ("dari 12 menjadi 15")."""
    return previous.id if previous.noun == spot.noun.name and STEP not in previous.qualifiers else None


__all__ = ["find_figures"]
