"""Whose the counted are: "nelayan Vietnam"; for money and shares, whose the amount is."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.model.ledger import Piece, is_unnamed
from runut.model.reading import Statement
from runut.steps.align.spots import MARKS, Spot
from runut.steps.align.voices import roles_of_source
from runut.steps.align.words import OWNED, OWNED_NOUNS, AlignWords

_TITLES = frozenset({"headline", "section-heading", "related-link"})  # every word there has a capital


class OwnerReader:
    """Reads whose the figures of one article are."""

    def __init__(self, piece: Piece, words: AlignWords) -> None:
        self.reading = piece.reading
        self.layout: Layout = piece.layout
        self.words = words
        self.mentions = sorted(
            (span.start, span.end, actor.name, actor.type)
            for actor in self.reading.actors
            for span in actor.mentions
        )

    def owner(self, spot: Spot, furniture: str, statement: Statement | None) -> str | None:
        """The name that says whose the counted are. ``furniture`` is the kind in which the figure stands."""
        if furniture in _TITLES:
            nation = self._named_at(self._past_second_noun(spot.noun_end))
            return nation if nation and nation.casefold() in self.words.countries else None
        if spot.noun.kind in OWNED or spot.noun.name in OWNED_NOUNS:
            return self._owner_of_amount(spot, statement)
        return self._named_at(self._past_second_noun(spot.noun_end))

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

    def _owner_of_amount(self, spot: Spot, statement: Statement | None) -> str | None:
        """Whose an amount is: the name before it in its segment, else the one after, else the last one
        before in the sentence."""
        layout, at = self.layout, spot.quantity.start
        first, last = layout.starts[spot.seg_first], layout.ends[spot.seg_last - 1]
        named = self._named_in_sentence(at, statement)
        before = [name for start, end, name in named if first <= start and end <= at]
        after = [name for start, end, name in named if start >= at and end <= last]
        earlier = [name for start, end, name in named if end <= at]
        if not before and (written := self._capitals_before(spot)):
            return written  # a name that no reader of names has found
        nearest = before[-1:] or after[:1] or earlier[-1:]
        return nearest[0] if nearest else None

    def _named_in_sentence(self, offset: int, statement: Statement | None) -> list[tuple[int, int, str]]:
        """Who is named in the sentence at an offset, but for outlets and the speaker."""
        sentence = self.layout.sentences[self.layout.sentence_at(offset)]
        return [
            (start, end, name)
            for start, end, name, kind in self.mentions
            if sentence.start <= start
            and end <= sentence.end
            and kind != "outlet"
            and not is_unnamed(name)
            and not self._speaks(name, statement)
        ]

    def _capitals_before(self, spot: Spot) -> str:
        """Capitalised words right before a figure in its segment."""
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
        written = statement.source.of(self.layout.text) if statement.source else ""
        told = [*roles_of_source(self.reading, statement), written]
        return any(name.casefold() in text.casefold() for text in told)


__all__ = ["OwnerReader"]
