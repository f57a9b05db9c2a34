"""A review queue: what would change most if the program had misread it comes first.

Each question's importance is given to the readings that its answer hangs on. All is one walk over entries,
origins, relations and statements: the cost grows with them and no faster.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from runut.model.decision import Corrected, Decision, Key
from runut.model.dossier import Dossier, Entry, Question, Reuse, Story
from runut.model.ledger import is_unnamed
from runut.model.reading import Reading
from runut.model.review import ReviewItem

#: How much of a question hangs on a reading, by reason. An origin that rests on one sentence alone changes the
#: count that the whole page is about; what is decided between two of them changes one relation.
_WEIGHTS = {
    "review.single-voucher": 3.0,
    "review.merged-by-hop": 3.0,
    "review.uncertain-origin": 2.0,
    "review.conflict": 2.0,
    "review.unstated": 1.5,
    "review.update": 1.0,
    "review.denial": 1.0,
}
_BY_KIND = {
    "conflicts": "review.conflict",
    "updates": "review.update",
    "corrects": "review.update",
    "denies": "review.denial",
}
_UNSURE = 0.85  # the least sure quarter of what is read in real articles lies below
_UNSURE_WORTH = 4.0  # a doubt of 0.2 in the reader counts as much as an update does
_DEFECTS = {"wrong-name": 3.0, "attribution-clash": 3.0, "mistranslation": 1.0, "wrong-expansion": 1.0}
_DRIFTS = {"speaker": 2.0, "figure": 2.0, "stance": 1.5}

Target = tuple[str, tuple[tuple[str, Key], ...]]


def queue(
    dossier: Dossier, readings: Mapping[str, Reading], decided: Collection[tuple[str, str, Key]] = frozenset()
) -> list[ReviewItem]:
    """What to look at, the most telling first.

    ``readings`` are the articles' readings by name, ``decided`` what people have decided about already, as
    (kind, article, key), made by ``decided_already``: it is not asked for again.
    """
    found: list[ReviewItem] = []
    placed: set[str] = set()
    for story in dossier.stories:
        placed.update(story.articles)
        found += _Queue(story, readings).items()
    for name in sorted(readings.keys() - placed):
        found += _Queue(Story("", "", [name], [], [], [], []), readings).items()
    known = set(decided)
    open_ones = [one for one in found if not all((one.kind, *where) in known for where in one.where)]
    return sorted(open_ones, key=lambda one: (-one.impact, one.kind, str(one.where)))


def decided_already(
    corrected: Iterable[Corrected], across: Iterable[Decision] = ()
) -> set[tuple[str, str, Key]]:
    """What need not be asked for again: the decisions in corrected readings, and those across articles."""
    found = {(one.kind, each.reading.article, one.key) for each in corrected for one in each.decisions}
    for one in across:
        article, mark, statement = str(one.key).rpartition("#")
        found.add((one.kind, article, statement) if mark else (one.kind, statement, ""))
    return found


class _Queue:
    """The queue of one story."""

    def __init__(self, story: Story, readings: Mapping[str, Reading]) -> None:
        self.story = story
        self.readings = {name: readings[name] for name in story.articles if name in readings}
        self.statements = {
            (name, one.id): one for name, reading in self.readings.items() for one in reading.statements
        }
        self.reasons: dict[Target, dict[str, float]] = {}
        self.questions: dict[Target, dict[str, None]] = {}

    def items(self) -> list[ReviewItem]:
        """What is to be looked at, in any order."""
        for question in self.story.questions:
            self._question(question)
        self._hops()
        self._drift()
        self._readers_doubt()
        self._defects()
        return [self._item(target, why) for target, why in self.reasons.items()]

    def _item(self, target: Target, why: dict[str, float]) -> ReviewItem:
        kind, where = target
        told = sorted(why, key=lambda reason: (-why[reason], reason))
        impact = round(sum(why.values()), 3)
        return ReviewItem(
            kind, list(where), impact, told, self.story.id, list(self.questions.get(target, ()))
        )

    def _add(self, target: Target, reason: str, impact: float, question: str | None = None) -> None:
        reasons = self.reasons.setdefault(target, {})
        reasons[reason] = reasons.get(reason, 0.0) + impact
        if question is not None:
            self.questions.setdefault(target, {})[question] = None

    # what a question hangs on

    def _question(self, question: Question) -> None:
        entries = {entry.id: entry for entry in question.entries}
        blamed: dict[tuple[Target, str], None] = {}  # a reason counts once a question, however many relations
        for origin in question.origins:
            told = [entries[one] for one in origin.entries if one in entries]
            if origin.stance == "asserts" and len(told) == 1 and len(question.origins) > 1:
                blamed[self._target(told[0]), "review.single-voucher"] = None
            if not origin.certain:
                blamed.update(dict.fromkeys((self._target(one), _why_uncertain(one)) for one in told))
        for relation in question.relations:
            reason = _BY_KIND.get(relation.kind, "")
            for identity in (relation.from_, relation.to) if reason else ():
                if identity in entries:
                    blamed[self._target(entries[identity]), reason] = None
        for target, why in blamed:
            self._add(target, why, _WEIGHTS[why] * (1.0 + question.importance), question.id)

    def _target(self, entry: Entry) -> Target:
        """The statement that gives a figure, or the figure itself where none does."""
        known = self.statements.get((entry.article, entry.statement or ""))
        if known is not None:
            return "statement", ((entry.article, known.id),)
        return "quantity", ((entry.article, (entry.start, entry.end)),)

    # hops, drift

    def _hops(self) -> None:
        """Inferred copies by which two articles' figures have one origin."""
        guessed = {(one.from_, one.to): one for one in self.story.reuse if one.basis == "inferred"}
        if not guessed:
            return
        partners: dict[str, list[Reuse]] = {}
        for reuse in guessed.values():
            partners.setdefault(reuse.to, []).append(reuse)
        for question in self.story.questions:
            article_of = {entry.id: entry.article for entry in question.entries}
            for origin in question.origins:
                together = {article_of[one] for one in origin.entries if one in article_of}
                for article in sorted(together):
                    for reuse in partners.get(article, ()):
                        if reuse.from_ in together:
                            target: Target = ("hop", ((reuse.from_, ""), (reuse.to, "")))
                            worth = _WEIGHTS["review.merged-by-hop"] * (1.0 + question.importance)
                            self._add(target, "review.merged-by-hop", worth, question.id)

    def _drift(self) -> None:
        for utterance in self.story.utterances:
            for drift in utterance.drift:
                worth = _DRIFTS.get(drift.what)
                if worth is not None:
                    pair = [utterance.statements[at] for at in drift.between]
                    where = tuple((one.article, one.statement) for one in pair)
                    self._add(("drift", where), f"review.drift-{drift.what}", worth)

    # what the reader itself is not sure of

    def _readers_doubt(self) -> None:
        for (article, identity), statement in self.statements.items():
            if statement.in_furniture:
                continue
            target: Target = ("statement", ((article, identity),))
            if statement.confidence < _UNSURE:
                doubt = _UNSURE_WORTH * (1.0 - statement.confidence)
                self._add(target, "review.unsure", doubt * (1.0 + len(self.questions.get(target, ()))))

    def _defects(self) -> None:
        for article, reading in self.readings.items():
            for defect in reading.defects:
                worth = _DEFECTS.get(defect.kind)
                if worth is not None:
                    target: Target = ("defect", ((article, (defect.start, defect.end)),))
                    self._add(
                        target, f"defect.{defect.kind}", worth * (1.0 + _spoken_at(reading, defect.start))
                    )


def _why_uncertain(entry: Entry) -> str:
    unnamed = entry.statement is not None and is_unnamed(entry.source_name)
    return "review.unstated" if unnamed else "review.uncertain-origin"


def _spoken_at(reading: Reading, offset: int) -> bool:
    """Whether somebody's words, or who says them, are concerned."""
    spans: Iterable[tuple[int, int]] = (
        (span.start, span.end)
        for one in reading.statements
        for span in (*one.content, *([one.source] if one.source else []))
    )
    return any(start <= offset < end for start, end in spans)


__all__ = ["decided_already", "queue"]
