"""What every view shows: a dossier with the readings and texts that it was made from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property

from runut.model.dossier import Dossier, Entry, Question, Story
from runut.model.layout import Layout
from runut.model.reading import Reading, Statement
from runut.model.span import Span
from runut.rules.pack import Pack
from runut.steps.segment import segment


class Material:
    """A dossier, its articles' readings and texts, and where their sentences begin and end; ``decided`` are records
    that people decided about, by article."""

    def __init__(
        self,
        dossier: Dossier,
        readings: Iterable[Reading],
        texts: Mapping[str, str],
        pack_of: Callable[[str], Pack],
        decided: Mapping[str, Collection[tuple[str, str]]] | None = None,
    ) -> None:
        self.dossier = dossier
        self.readings = {reading.article: reading for reading in readings}
        self.texts = texts
        self.decided = decided or {}
        self._pack_of = pack_of
        self._layouts: dict[str, Layout] = {}
        self._statements: dict[str, dict[str, Statement]] = {}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number by which each article is called, counted from 1: story by story in time, then the rest."""
        names = [
            name for story in self.dossier.stories for name in sorted(story.articles, key=self._published)
        ]
        names += [name for name in self.readings if name not in set(names)]
        return {name: number for number, name in enumerate(dict.fromkeys(names), 1)}

    def _published(self, name: str) -> str:
        return self.readings[name].published or "9999"

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """All figures of the dossier by their ids."""
        return {e.id: e for s in self.dossier.stories for q in s.questions for e in q.entries}

    @cached_property
    def question_of(self) -> dict[str, Question]:
        """The question of each figure, by the figure's id."""
        return {e.id: q for s in self.dossier.stories for q in s.questions for e in q.entries}

    def layout(self, article: str) -> Layout:
        """The shape of an article's text."""
        if article not in self._layouts:
            pack = self._pack_of(self.readings[article].language)
            self._layouts[article] = segment(self.texts[article], pack)
        return self._layouts[article]

    def statement(self, article: str, identity: str | None) -> Statement | None:
        """A statement by its article and id."""
        if article not in self._statements:
            found = self.readings[article].statements if article in self.readings else []
            self._statements[article] = {statement.id: statement for statement in found}
        return self._statements[article].get(identity or "")

    def linked(self, identity: str) -> tuple[str, Statement] | None:
        """The statement that ``article#statement`` names."""
        article, _, own = identity.rpartition("#")
        statement = self.statement(article, own)
        return (article, statement) if statement else None

    def sentences(self, article: str, start: int, end: int) -> Span:
        """The whole sentences that a range stands in."""
        layout = self.layout(article)
        if not layout.sentences:
            return Span(start, end)
        first = layout.sentences[layout.sentence_at(start)]
        last = layout.sentences[layout.sentence_at(max(start, end - 1))]
        return Span(min(first.start, start), max(last.end, end))

    def told_in(self, story: Story) -> list[tuple[str, Statement]]:
        """All statements of a story's articles that stand in the story itself, not on the page's edge."""
        return [
            (name, statement)
            for name in story.articles
            for statement in self.readings[name].statements
            if not statement.in_furniture
        ]


def extent(statement: Statement) -> Span:
    """From the first to the last character of what is said, the cue and the source left out."""
    return Span(min(s.start for s in statement.content), max(s.end for s in statement.content))


__all__ = ["Material", "extent"]
