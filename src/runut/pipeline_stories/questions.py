"""The questions of one story: each with its entries, its origins and how they stand to each other."""

from __future__ import annotations

from msgspec.structs import replace

from runut.model.dossier import Entry, Question, Relation
from runut.model.ledger import COMPARED, Figure
from runut.pipeline_stories.ledger import Ledger
from runut.pipeline_stories.setting import Setting
from runut.steps.align import QuestionGrouper, QuestionWriter, common
from runut.steps.trace import OriginTracer
from runut.steps.weigh import RelationWeigher

_DIFFERING = frozenset({"conflicts", "corrects", "denies", "updates"})
_MAIN_TRAITS = frozenset({"toll", "total", "load", "presence"})
_OF_EVENT = frozenset({"toll", "total", "presence"})  # what an event has one count of
_MAIN = 2.0  # a toll told once stands before a detail told by three articles, and
_DIFFERS = 2.0  # so does what the articles contradict each other on

Groups = list[list[Figure]]
"""The comparable figures of a story, one list a question."""


class QuestionMaker:
    """Makes the questions of one story. ``root_of`` fills with the key of the origin of each figure."""

    def __init__(
        self, setting: Setting, ledger: Ledger, grouper: QuestionGrouper, tracer: OriginTracer
    ) -> None:
        self.setting = setting
        self.ledger = ledger
        self.grouper = grouper
        self.tracer = tracer
        self.root_of: dict[str, str] = {}
        self.writer = QuestionWriter(setting.home, setting.actors)
        self.weigher = RelationWeigher(
            self.root_of,
            self._holder,
            self._written_on,
            self._is_of_event,
            self._running,
            ledger.beside,
            tracer.copied,
            ledger.is_stated,
            setting.say,
        )

    def questions(self, groups: Groups) -> list[Question]:
        """One question a group, the most important first, those that read alike told apart."""
        whole_of = {figure.id: group for group in groups for figure in group}
        found = [self._question(group, whole_of) for group in groups]
        return self._told_apart(by_importance(found))

    def _question(self, group: list[Figure], group_of: dict[str, list[Figure]]) -> Question:
        decided, place_of = self.setting.decided, self.grouper.place_of
        roots = self.tracer.unite(group, self.tracer.trace(group), decided.one_utterance)
        self.root_of.update((identity, root.key) for identity, root in roots.items())
        origins, low, high = self.tracer.origins(group, roots)
        relations = decided.relations(self.weigher.relate(group))
        whole = next((group_of.get(f.anchor) for f in group if f.anchor), None)
        return Question(
            id=f"q-{group[0].id}",
            text=decided.text_of(group) or self.writer.write(group, place_of, whole),
            unit=group[0].unit,
            entries=[self._entry(figure) for figure in self._best_first(group)],
            relations=relations,
            origins=origins,
            origins_low=low,
            origins_high=high,
            counted=common(self.grouper.noun_of(f) for f in group),
            predicate=self.grouper.family_of(group[0]),
            place=next((place for f in group if (place := place_of(f))), ""),
            importance=self._importance(group, relations, high),
        )

    def _told_apart(self, questions: list[Question]) -> list[Question]:
        """Questions that read alike get the words around their figures; the most important one stays as it is, and so
        does what a person wrote."""
        seen: set[str] = set()
        found = []
        for question in questions:
            group = [self.ledger.figures[entry.id] for entry in question.entries]
            if question.text in seen and not self.setting.decided.text_of(group):
                question = replace(question, text=self.writer.apart(question.text, group))
            seen.add(question.text)
            found.append(question)
        return found

    def _importance(self, group: list[Figure], relations: list[Relation], origins: int) -> float:
        """How much a reader of the story wants to know it: in how many articles, from how many origins, whether
        they differ, whether it is a toll or a total of the event."""
        vouched = any(map(self.ledger.is_stated, group))  # who differs with nobody is no news
        differs = vouched and any(r.kind in _DIFFERING for r in relations)
        part = all(figure.anchor for figure in group)
        main = self._trait(group[0]) in _MAIN_TRAITS and not part and not group[0].period
        articles = len({figure.article for figure in group})
        return articles + origins / 2 + _DIFFERS * differs + _MAIN * main

    def _best_first(self, group: list[Figure]) -> list[Figure]:
        """The articles in their order, and of each article first the entry that tells most."""
        order = {piece.name: at for at, piece in enumerate(self.setting.pieces)}
        by_weight = sorted(group, key=self.weigher.weight, reverse=True)
        return sorted(by_weight, key=lambda figure: order[figure.article])

    def _entry(self, figure: Figure) -> Entry:
        return Entry(
            id=figure.id,
            low=figure.low,
            high=figure.high,
            hedge=figure.hedge,
            unit=figure.unit,
            of=figure.of,
            source_name=self.setting.canonical(figure.source_name),
            said_on=figure.said_on,
            chain=[self.setting.actors.name(name) for name in figure.chain],
            article=figure.article,
            statement=figure.statement,
            start=figure.start,
            end=figure.end,
            stance=figure.stance,
            written=figure.written,
        )

    # what weighing asks of a figure

    def _trait(self, figure: Figure) -> str:
        traits = self.setting.words(figure.language).traits
        return traits.get(figure.predicates[0], "") if figure.predicates else ""

    def _is_of_event(self, figure: Figure) -> bool:
        """Whether it is a toll, a total, or how many people are somewhere."""
        return self._trait(figure) in _OF_EVENT

    def _running(self, figure: Figure) -> str:
        """ "up" for a toll, "both" for one that also falls, else empty."""
        words, family = self.setting.words(figure.language), (figure.predicates or ("",))[0]
        if self._trait(figure) != "toll" or family in words.settled:
            return ""
        return "both" if family in words.falling else "up"

    def _holder(self, figure: Figure) -> str:
        name = None if COMPARED in figure.marks else self.setting.canonical(figure.source_name)
        return self.setting.say("unknown") if name is None or name in self.setting.unstated else name

    def _written_on(self, figure: Figure) -> str | None:
        return self.setting.by_name[figure.article].reading.published


def with_parts(questions: list[Question], parts: list[Relation]) -> list[Question]:
    """Each part-of relation stands in the question of the part."""
    home = {entry.id: at for at, question in enumerate(questions) for entry in question.entries}
    added: dict[int, list[Relation]] = {}
    for relation in parts:
        added.setdefault(home[relation.from_], []).append(relation)
    return [
        replace(question, relations=[*question.relations, *added[at]]) if at in added else question
        for at, question in enumerate(questions)
    ]


def by_importance(questions: list[Question]) -> list[Question]:
    """The most important first, equals in their order."""
    return sorted(questions, key=lambda question: -question.importance)


__all__ = ["Groups", "QuestionMaker", "by_importance", "with_parts"]
