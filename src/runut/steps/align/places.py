"""Where the counted are: the places of each figure, those of the speaker left out, and the speaker's own."""

from __future__ import annotations

from collections.abc import Iterator

from runut.model.layout import Layout
from runut.model.ledger import OUT_OF_STORY, Piece
from runut.model.reading import Place, Statement
from runut.steps.align.clauses import InnerSentences
from runut.steps.align.spots import Spot, Standing
from runut.steps.align.voices import roles_of_source
from runut.steps.align.words import AlignWords

_SHORT_ROLE = 3  # words of a role that is an office and its place


class PlaceReader:
    """Reads the places of the figures of one article."""

    def __init__(self, piece: Piece, words: AlignWords, inner: InnerSentences) -> None:
        self.reading = piece.reading
        self.layout: Layout = piece.layout
        self.words = words
        self.inner = inner

    def places(self, standing: Standing, statement: Statement | None) -> tuple[str, ...]:
        """Places of this figure: in its own segment, else before it in its clause, else after it, else at the head of
        the sentence. In a quotation of many sentences each is for itself."""
        spot, starts, ends = standing.spot, self.layout.starts, self.layout.ends
        left, stop = self.inner.around(standing.clues.sentence, spot.quantity.start)
        seg = (max(starts[spot.seg_first], left), min(ends[spot.seg_last - 1], stop))
        end = min(ends[standing.right - 1], stop) if standing.right > spot.last else seg[1]
        near: list[str] = []
        later: list[str] = []
        head: list[str] = []
        clause: list[str] = []
        for place in self._of_story(standing, statement):
            behind = place.start > spot.quantity.start
            if seg[0] <= place.start < seg[1] and not (behind and place.start > end):
                near += [*self._before_comma(place.start), place.name]
            elif spot.quantity.end <= place.start < end:
                later.append(place.name)
            elif place.end <= spot.quantity.start and not self._counts(place.end, spot.quantity.start):
                (clause if place.start >= left else head).append(place.name)
        return tuple(dict.fromkeys(near or clause or later or head))

    def own_place(self, spot: Spot, statement: Statement | None) -> str | None:
        """The place that a speaker calls his ("di wilayahnya"), as the words for him or his roles name it."""
        if statement is None:
            return None
        if not list(self.words.own_places.scan(self.layout.lowers, spot.seg_first, spot.seg_last)):
            return None
        roles = roles_of_source(self.reading, statement)
        written = statement.source.of(self.layout.text) if statement.source else ""
        told = " ".join([*roles, written]).casefold()
        known = next((p.name for p in self.reading.places if p.name.casefold() in told), None)
        return known or next((place for role in roles if (place := _seat(role))), None)

    def _of_story(self, standing: Standing, statement: Statement | None) -> Iterator[Place]:
        """The places of a sentence in which what it tells may have happened."""
        sentence = standing.clues.sentence
        for place in self.reading.places:
            if place.start < sentence.start or place.end > sentence.end:
                continue
            if not _is_speaker(place.start, statement) and not self.reading.in_furniture(
                place.start, OUT_OF_STORY
            ):
                yield place

    def _before_comma(self, start: int) -> list[str]:
        """ "Cikupa, Banten": the place that the one at an offset says where it lies."""
        known = [p for p in self.reading.places if self.layout.text[p.end : start] == ", "]
        return [place.name for place in known if place.lat is not None]

    def _counts(self, start: int, end: int) -> bool:
        """Whether a quantity stands between two offsets."""
        return any(start <= q.start < end for q in self.reading.quantities)


def _is_speaker(offset: int, statement: Statement | None) -> bool:
    """Whether a place is where the speaker is from or stood: in the words for the source, or behind the cue
    outside what is said ("kata Camat dalam jumpa pers di Surabaya")."""
    if statement is None:
        return False
    source = statement.source
    if source and source.start <= offset < source.end:
        return True
    cue = source or statement.cue
    if not statement.content or not cue or offset <= cue.start:
        return False
    return not any(span.start <= offset < span.end for span in (*statement.content, *statement.continued))


def _seat(role: str) -> str:
    """The place in a short role: "Ayacucho" of "Gubernur Ayacucho"."""
    words = role.split()
    named = words[1:] if len(words) <= _SHORT_ROLE else []
    return " ".join(named) if named and all(word[:1].isupper() for word in named) else ""


__all__ = ["PlaceReader"]
