"""The actors of one article while they are being found: entities, their mentions, and who stands at which
token.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator

from runut.model.layout import Layout
from runut.model.ledger import UNNAMED
from runut.model.reading import Actor
from runut.model.span import Span
from runut.steps.resolve.actors.chunks import Chunk


class Entity:
    """One actor in the making. ``tokens`` are the lowered words of its fullest name, ``kinds`` what
    sort of body it is, ``bracketed`` whether its name was cut free of brackets.
    """

    __slots__ = (
        "bracketed",
        "by_names",
        "chunks",
        "firm",
        "forms",
        "head",
        "kinds",
        "mentions",
        "name",
        "number",
        "roles",
        "spoke",
        "tokens",
        "type",
    )

    def __init__(self, name: str, type_: str, tokens: tuple[str, ...] = ()) -> None:
        self.name = name
        self.type = type_
        self.tokens = tokens
        self.forms: dict[str, int] = {}
        self.mentions: list[tuple[int, int]] = []
        self.roles: list[str] = []
        self.kinds: set[str] = set()
        self.by_names: set[str] = set()
        self.chunks: list[Chunk] = []
        self.head = ""
        self.firm = False
        self.bracketed = False
        self.spoke = 0
        self.number = -1

    def add_form(self, form: str) -> None:
        """Count a form in which it is named."""
        self.forms[form] = self.forms.get(form, 0) + 1

    @property
    def anonymous(self) -> bool:
        """Whether the actor has no name of its own."""
        return self.name.startswith(ANONYMOUS)


# How many mentions back, and on, a description may reach: some pages of a newspaper.
_REACH = 150
_REACH_ON = 40
# How many mentions it is worth to be the first person that an article names.
_LEAD = 3
ANONYMOUS = f"{UNNAMED} "


class Roster:
    """Entities and chunks of one article, with look-ups by token. ``noted`` are tokens that begin a
    form of some list.
    """

    def __init__(self, layout: Layout, chunks: list[Chunk], noted: list[int]) -> None:
        self.layout = layout
        self._sentence_starts = [sentence.first for sentence in layout.sentences]
        self.noted = noted
        self.chunks = chunks
        self.entities: list[Entity] = []
        self.at: dict[int, Chunk] = {}
        self.title_tokens: set[int] = set()
        self.described: dict[int, tuple[int, Entity]] = {}
        self.at_hand: dict[tuple[str, bool], Entity] = {}
        self._by_name: dict[str, Entity] = {}
        self._trail: list[tuple[int, int]] = []
        self.strangers: list[tuple[int, int, Entity]] = []
        for chunk in chunks:
            for index in range(chunk.first, chunk.last):
                self.at[index] = chunk

    def add(self, entity: Entity) -> Entity:
        """A new entity."""
        entity.number = len(self.entities)
        self.entities.append(entity)
        self._by_name.setdefault(entity.name, entity)
        return entity

    def learn_names(self) -> None:
        """Take down the names that entities have by now, for ``find``, and where they are
        mentioned, for ``before``.
        """
        self._by_name = {}
        for entity in self.entities:
            if entity.mentions:
                for name in (entity.name, *entity.forms):
                    self._by_name.setdefault(name, entity)
        self._trail = sorted((start, e.number) for e in self.entities for start, _ in e.mentions)

    def find(self, name: str) -> Entity | None:
        """The entity that goes by this name."""
        return self._by_name.get(name)

    def know_as(self, name: str, entity: Entity) -> None:
        """Another name to find an entity by."""
        self._by_name.setdefault(name, entity)

    def before(self, offset: int) -> Iterator[tuple[Entity, int]]:
        """Entities mentioned before an offset with their last mention there, the nearest first; not
        all the way back.
        """
        yield from self._walk(range(bisect_left(self._trail, (offset, -1)) - 1, -1, -1), _REACH)

    def after(self, offset: int) -> Iterator[tuple[Entity, int]]:
        """Entities mentioned after an offset, the nearest first; not all the way on."""
        yield from self._walk(range(bisect_left(self._trail, (offset + 1, -1)), len(self._trail)), _REACH_ON)

    def _walk(self, places: range, reach: int) -> Iterator[tuple[Entity, int]]:
        seen = set()
        for place in places[:reach]:
            start, number = self._trail[place]
            if number not in seen:
                seen.add(number)
                yield self.entities[number], start

    def place(self, chunk: Chunk, entity: Entity) -> None:
        """Say whose name a chunk is."""
        chunk.entity = entity
        entity.add_form(self.layout.text[chunk.start : chunk.end])
        entity.chunks.append(chunk)
        insort(entity.mentions, (chunk.start, chunk.end))

    def describe(self, entity: Entity, first: int, last: int) -> None:
        """A mention by description, from token ``first`` to before ``last``."""
        layout = self.layout
        self.described[first] = (last, entity)
        insort(entity.mentions, (layout.starts[first], layout.ends[last - 1]))
        insort(self._trail, (layout.starts[first], entity.number))

    def forget(self, first: int) -> None:
        """Take a mention by description back."""
        entity = self.described.pop(first)[1]
        start = self.layout.starts[first]
        entity.mentions = [mention for mention in entity.mentions if mention[0] != start]
        place = bisect_left(self._trail, (start, entity.number))
        if self._trail[place : place + 1] == [(start, entity.number)]:
            del self._trail[place]

    def text(self, first: int, last: int) -> str:
        """The characters from token ``first`` to before ``last``."""
        layout = self.layout
        return layout.text[layout.starts[first] : layout.ends[last - 1]] if last > first else ""

    def owns(self, index: int) -> bool:
        """Whether a possessive ending, part of no token, stands right after a token."""
        layout = self.layout
        after = layout.text[layout.ends[index] : layout.ends[index] + 2]
        return after[:1] in ("'", "’") and after[1:].isalpha()

    def sentence_bounds(self, index: int) -> tuple[int, int]:
        """First and last token (half-open) of the sentence that holds a token."""
        place = bisect_right(self._sentence_starts, index) - 1
        sentence = self.layout.sentences[max(0, place)]
        return sentence.first, sentence.last

    def main_person(self) -> str | None:
        """The person that the text names most."""
        people = [e for e in self.entities if e.type == "person" and not e.anonymous and e.mentions]
        if not people:
            return None
        first = min(people, key=lambda e: min(e.mentions))
        return max(people, key=lambda e: len(e.mentions) + _LEAD * (e is first)).name

    def actors(self) -> list[Actor]:
        """What was found, in the order of first mention."""
        found = []
        covered = self._covered()
        for entity in self.entities:
            own = [m for m in set(entity.mentions) if entity.type != "group" or not covered(m)]
            mentions = _outermost(sorted(own, key=lambda m: (m[0], -m[1])))
            if mentions:
                role = ", ".join(entity.roles) or None
                found.append(Actor(entity.name, entity.type, role, [Span(a, b) for a, b in mentions]))
        return sorted(found, key=lambda actor: (actor.mentions[0], actor.name))

    def _covered(self) -> Callable[[tuple[int, int]], bool]:
        """Whether a group's mention lies inside a longer description ("pakar X" in "diplomat dan
        pakar X").
        """
        longer = sorted(m for e in self.entities if e.type in ("group", "person") for m in e.mentions)
        starts = [m[0] for m in longer]

        def covered(mention: tuple[int, int]) -> bool:
            place = bisect_right(starts, mention[0])
            around = longer[max(0, place - 3) : place]
            return any(m[1] >= mention[1] and m[1] - m[0] > mention[1] - mention[0] for m in around)

        return covered


def _outermost(mentions: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Mentions without those that lie inside another of the same actor."""
    kept: list[tuple[int, int]] = []
    for mention in mentions:
        if not kept or mention[0] >= kept[-1][1]:
            kept.append(mention)
    return kept
