"""Who is who inside one article: its actors, the names of its sources, and who spoke before any offset."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from runut.model.ledger import is_unnamed
from runut.model.reading import Actor
from runut.model.span import Span

_MEMORY = 100  # speakers that one without a name may reach back over


class Speaker(msgspec.Struct, frozen=True):
    """A resolved source, for whoever speaks on without being named again.

    ``person`` tells whether "he", "she" or a clitic may mean this speaker; ``sentence`` and ``paragraph`` are
    indexes. ``until`` is set for one who only acts in a sentence: he may be the speaker up to that offset.
    """

    start: int
    end: int
    name: str
    person: bool
    sentence: int
    paragraph: int
    until: int | None = None


class Cast(msgspec.Struct, frozen=True):
    """The actors of one article and what its source phrases mean.

    ``source_names`` holds every source span that the cast was made with; ``speakers`` the same in text order;
    ``main_person`` the person that the article names most; ``bodies`` the names of bodies, states and outlets.
    """

    actors: list[Actor]
    source_names: dict[Span, str]
    speakers: list[Speaker]
    main_person: str | None = None
    bodies: frozenset[str] = frozenset()

    def name_of(self, span: Span) -> str | None:
        """Canonical name of a source span; None where nobody asked for it before and no actor is
        named in it.
        """
        if span in self.source_names:
            return self.source_names[span]
        for actor in self.actors:
            for mention in actor.mentions:
                if span.holds(mention):
                    return actor.name
        return None

    def is_body(self, name: str) -> bool:
        """Whether the name is that of a body, a state or an outlet, and not of somebody."""
        return name in self.bodies

    def speaker_before(self, offset: int) -> str | None:
        """Who speaks on at this offset without being named: the last source before it, a person if
        there is one.
        """
        last: Speaker | None = None
        for speaker in self._backwards(offset):
            if last is None:
                last = speaker
            elif speaker.paragraph < last.paragraph - (is_unnamed(last.name) and not last.person):
                break
            if speaker.person:
                return self._first_in_sentence(speaker)
        return last.name if last else self.main_person

    def subject_before(self, offset: int) -> str | None:
        """Who acts in the sentence right before, if nobody has spoken since: a quotation here may be theirs."""
        nearest = next(self._backwards(offset), None)
        return nearest.name if nearest is not None and nearest.until is not None else None

    def _backwards(self, offset: int) -> Iterator[Speaker]:
        """Speakers before an offset, the nearest first, without those whose time is over."""
        place = bisect_left(self.speakers, offset, key=lambda speaker: speaker.start)
        for index in range(place - 1, max(-1, place - 1 - _MEMORY), -1):
            speaker = self.speakers[index]
            if speaker.until is None or offset < speaker.until:
                yield speaker

    def _first_in_sentence(self, speaker: Speaker) -> str:
        """The first person to speak in a speaker's sentence: whom he quotes there comes after him."""
        name = speaker.name
        for other in self._backwards(speaker.start):
            if other.sentence != speaker.sentence:
                break
            if other.person:
                name = other.name
        return name
