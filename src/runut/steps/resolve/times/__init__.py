"""Resolve time phrases: which day, month, year or interval each points at."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.model.published import Published
from runut.model.reading import Timex
from runut.model.timephrase import TimePhrase
from runut.rules.pack import Pack
from runut.steps.resolve.times.kinds import value_of
from runut.steps.resolve.times.nearest import clash_of
from runut.steps.resolve.times.story import Story


def resolve_times(phrases: list[TimePhrase], published: Published, layout: Layout, pack: Pack) -> list[Timex]:
    """A value for every phrase, or None where nothing pins it, in text order."""
    pointing, other = pack.words("time_words", "this", "that"), pack.words("time_words", "in-other-words")
    story = Story(phrases, published, layout, pointing, other)
    weekdays = [row["form"] for row in pack.table("weekdays") if row["class"] == "dayname"]
    found = []
    for story.at, phrase in enumerate(phrases):
        stretch = value_of(story, phrase)
        clash = None
        if stretch:
            clash = clash_of(phrase, stretch, layout.text, weekdays)
            story.tell(phrase, stretch)
        value = str(stretch) if stretch else None
        inside = phrase.inside or (phrase.kind == "clock" and bool(story.told))
        found.append(Timex(phrase.start, phrase.end, value, phrase.rule, clash, inside))
    return found


__all__ = ["resolve_times"]
