"""Who is who inside one article: its actors, the names of its sources, and who spoke before any offset."""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from runut.model.reading import Actor
from runut.model.span import Span


class Speaker(msgspec.Struct, frozen=True):
    """A resolved source, for whoever speaks on without being named again.

    ``person`` tells whether "he", "she" or a clitic may mean this speaker. ``sentence`` and ``paragraph`` are indexes.
    """

    start: int
    end: int
    name: str
    person: bool
    sentence: int
    paragraph: int


class Cast(msgspec.Struct, frozen=True):
    """The actors of one article and what its source phrases mean.

    ``source_names`` holds every source span that the cast was made with; ``speakers`` the same in text order;
    ``main_person`` the person that the article names most.
    """

    actors: list[Actor]
    source_names: dict[Span, str]
    speakers: list[Speaker]
    main_person: str | None = None

    def name_of(self, span: Span) -> str | None:
        """Canonical name of a source span; None where the span was not among the sources and covers no actor's mention."""
        if span in self.source_names:
            return self.source_names[span]
        for actor in self.actors:
            for mention in actor.mentions:
                if span.holds(mention):
                    return actor.name
        return None

    def speaker_before(self, offset: int) -> str | None:
        """Who speaks on at this offset unnamed: the last source before it, a person rather than a body it quotes."""
        place = bisect_left(self.speakers, offset, key=lambda speaker: speaker.start)
        if place == 0:
            return self.main_person
        last = self.speakers[place - 1]
        if last.name.startswith("anonymous") and not last.person:
            last = self._better(place, last)
        same = [s for s in self.speakers[:place] if s.sentence == last.sentence and s.person]
        if same:
            return same[0].name
        for speaker in reversed(self.speakers[:place]):
            if speaker.paragraph != last.paragraph:
                break
            if speaker.person:
                return speaker.name
        return last.name

    def _better(self, place: int, last: Speaker) -> Speaker:
        """A speaker with a name in the same or the paragraph before, where the last source was a nameless document."""
        for speaker in reversed(self.speakers[:place]):
            if speaker.paragraph < last.paragraph - 1:
                break
            if speaker.person:
                return speaker
        return last
