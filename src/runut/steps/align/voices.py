"""Whose word a figure is: the statement that gives it, else the article's own voice with its chain."""

from __future__ import annotations

from typing import NamedTuple

from runut.model.layout import Layout
from runut.model.ledger import OWN_VOICE, Piece
from runut.model.reading import Quantity, Reading, Statement
from runut.steps.align.spots import MARKS, Spot
from runut.steps.align.words import AlignWords

_NEGATED = 4  # tokens before a figure among which a negation is its own ("tidak pernah menerima Rp 5 miliar")


class Voice(NamedTuple):
    """Who gives a figure, how, by which way, and when it was said (ISO day)."""

    source_name: str | None
    stance: str
    chain: tuple[str, ...]
    said_on: str | None


class VoiceReader:
    """Reads whose word the figures of one article are."""

    def __init__(self, piece: Piece, words: AlignWords) -> None:
        self.reading = piece.reading
        self.layout: Layout = piece.layout
        self.words = words
        self._statements = {s.id: s for s in self.reading.statements}
        self._headed = [s for s in self.reading.statements if s.in_furniture and s.content and s.source_name]
        self._own_chain = _own_chain(piece)

    def statement(self, quantity: Quantity) -> Statement | None:
        """The statement that gives a quantity; in "Disnaker: 1.350 Buruh Di-PHK" that of the headline."""
        stated = self._statements.get(quantity.statement or "")
        if stated is not None:
            return stated
        inside = (s for s in self._headed if s.content[0].start <= quantity.start < s.content[-1].end)
        return next(inside, None)

    def voice(self, statement: Statement | None, spot: Spot) -> Voice:
        """Who gives the figure of a statement, or of none."""
        if statement is None:
            return Voice(self._own_chain[-1], OWN_VOICE, self._own_chain, None)
        stance = statement.stance
        if stance == "denies" and statement.kind == "direct" and not self._is_negated(spot):
            stance = "asserts"  # who denies says in his own words how it is: "Penumpang kami 128 orang"
        return Voice(statement.source_name, stance, tuple(statement.chain), statement.said_on)

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


def publisher_of(piece: Piece) -> str:
    """The name that the article's own chains give its publisher, else its outlet."""
    for statement in piece.reading.statements:
        if statement.chain:
            return statement.chain[-1]
    return piece.publisher


def roles_of_source(reading: Reading, statement: Statement) -> list[str]:
    """The roles that an article gives the source of a statement."""
    return [a.role for a in reading.actors if a.name == statement.source_name and a.role]


def _own_chain(piece: Piece) -> tuple[str, ...]:
    """The chain of what the article says itself: its publisher, after the agency that the whole article is
    taken from."""
    publisher = publisher_of(piece)
    for statement in piece.reading.statements:
        for relay in statement.relays:
            if relay.reach == "article" and relay.name != publisher:
                return (relay.name, publisher)
    return (publisher,)


__all__ = ["Voice", "VoiceReader", "publisher_of", "roles_of_source"]
