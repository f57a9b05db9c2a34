"""The ledger: each question with its figures, by value and by origin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from markupsafe import Markup

from runut.model.dossier import Entry, Origin, Question, Story
from runut.model.ledger import UNSTATED
from runut.views.interface import Interface
from runut.views.material import Material
from runut.views.report.anchors import Anchors, digest
from runut.views.report.axis import Axis, Bound, make_axis, stretch
from runut.views.report.blocks import Apart, Block, Holder, OriginRow, Part, Row, ValueRow
from runut.views.report.excerpts import Excerpts, label_of
from runut.views.report.maker import StoryMaker

Value = tuple[Bound, Bound]


class Most(msgspec.Struct, frozen=True):
    """How many rows a question has at most, and how many reports a row."""

    rows: int | None = None
    reports: int | None = None


ALL = Most()

#: What a row of a question stands for.
ORIGIN, ARTICLE, NO_ROWS = "origin", "article", ""
#: Relays named beside who stands behind a value; the chain has all of them.
RELAYS = 2


class LedgerMaker(StoryMaker):
    """Makes the blocks of one story."""

    def __init__(
        self, material: Material, story: Story, interface: Interface, anchors: Anchors, excerpts: Excerpts
    ) -> None:
        super().__init__(material, story, interface, anchors, excerpts)
        self._parties = {actor.name for actor in story.actors if actor.party}
        self._children = self._parts_of()
        self._questions = {q.id: q for q in story.questions}

    def blocks(self) -> list[Block]:
        """All questions, in order."""
        return [self.block(question) for question in self.ordered()]

    def ordered(self) -> list[Question]:
        """The questions that most articles and origins answer first; parts after their whole."""
        found = sorted(self._story.questions, key=lambda q: (-_weight(q), q.id))
        parents = {q.id: parent[0] for q in found if (parent := self._parent(q))}
        parts: dict[str, list[Question]] = {}
        for question in found:
            if parents.get(question.id) in self._questions:
                parts.setdefault(parents[question.id], []).append(question)
        ordered: dict[str, Question] = {}
        for question in found:
            if parents.get(question.id) not in parts:
                _put(question, parts, ordered)
        for question in found:  # parts of each other, in a circle
            ordered.setdefault(question.id, question)
        return list(ordered.values())

    def block(self, question: Question, by: str = ORIGIN, most: Most = ALL) -> Block:
        """One question: a row for each origin or each article, or with no rows, where values are enough."""
        axis = make_axis((e.low, e.high) for e in question.entries)
        values = self._values(question, axis)
        told = [row for row in values if not row.vague and not row.denied]
        rows: list[OriginRow] = []
        found: list[Origin] = []
        if by == ORIGIN:
            found = self._origins(question)
            rows = [self._origin(question, origin, axis, most.reports) for origin in found[: most.rows]]
        elif by == ARTICLE:
            found = self._alone(question)
            rows = [self._named(question, origin, axis, most.reports) for origin in found[: most.rows]]
        return Block(
            id=question.id,
            text=question.text,
            unit=question.unit or "",
            low=question.origins_low,
            high=question.origins_high,
            articles=len({entry.article for entry in question.entries}),
            axis=axis,
            values=values,
            origins=rows,
            parent=self._parent(question),
            spread=(told[-1], told[0]) if len(told) > 1 else None,
            apart=self._apart_from(question),
            disputed=any(relation.kind == "conflicts" for relation in question.relations),
            single=len(question.entries) == 1,
            weight=_weight(question),
            language=self._language(question),
            hidden=len(found) - len(rows),
        )

    def _language(self, question: Question) -> str:
        return self._material.readings[question.entries[0].article].language

    def _origins(self, question: Question) -> list[Origin]:
        """The origins; a figure that none of them holds stands alone, so that nothing is left out."""
        held = {entry for origin in question.origins for entry in origin.entries}
        alone = [e for e in question.entries if e.id not in held]
        return [*question.origins, *(Origin(e.source_name or UNSTATED, [e.id], False) for e in alone)]

    def _alone(self, question: Question) -> list[Origin]:
        """The same figures, each article for itself."""
        held: dict[str, list[Entry]] = {}
        for entry in sorted(question.entries, key=lambda e: (self._material.numbers[e.article], e.start)):
            held.setdefault(entry.article, []).append(entry)
        return [Origin(article, [entry.id for entry in entries]) for article, entries in held.items()]

    def _named(self, question: Question, origin: Origin, axis: Axis | None, most: int | None) -> OriginRow:
        """The row of an article: its number and outlet, and who holds its figures there."""
        entries = [self._material.entries[identity] for identity in origin.entries]
        names = dict.fromkeys(entry.source_name or UNSTATED for entry in entries)
        return msgspec.structs.replace(
            self._origin(question, origin, axis, most),
            name=Markup('<span class="ref">{}</span> {} <small>– {}</small>').format(
                self._material.numbers[origin.name],
                label_of(self._material, origin.name),
                Markup(", ").join(self._say.who(name) for name in names),
            ),
            stance="denies" if all(entry.stance == "denies" for entry in entries) else "asserts",
        )

    def _apart_from(self, question: Question) -> list[Apart]:
        own = {entry.id for entry in question.entries}
        found: dict[str, Apart] = {}
        for apart in self._story.apart:
            for one, other in ((apart.one, apart.other), (apart.other, apart.one)):
                there = self._material.question_of.get(other)
                if one in own and there is not None and there.id != question.id:
                    found.setdefault(there.id, Apart(there.id, there.text, apart.why))
        return list(found.values())

    # parts of a whole

    def _parts_of(self) -> dict[str, list[Entry]]:
        """The entries that are told to be part of each entry."""
        found: dict[str, list[Entry]] = {}
        for question in self._story.questions:
            for relation in question.relations:
                if relation.kind == "part-of" and relation.from_ in self._material.entries:
                    found.setdefault(relation.to, []).append(self._material.entries[relation.from_])
        return found

    def _parent(self, question: Question) -> tuple[str, str] | None:
        for relation in question.relations:
            whole = self._material.question_of.get(relation.to)
            if relation.kind == "part-of" and whole is not None and whole.id != question.id:
                return whole.id, whole.text
        return None

    def _parts(self, entries: Iterable[Entry]) -> list[Part]:
        groups: dict[tuple[str, Value], list[Entry]] = {}
        for entry in entries:
            for part in self._children.get(entry.id, ()):
                key = (self._material.question_of[part.id].id, (part.low, part.high))
                groups.setdefault(key, []).append(part)
        return [
            Part(
                Markup("{} {}").format(self._label(found), found[0].unit or ""),
                self._questions[question].text,
                self._questions[question].place.title(),
                self._anchors.to_question(question),
                self._holders(self._questions[question], found),
            )
            for (question, _), found in groups.items()
            if question in self._questions
        ]

    # values

    def _values(self, question: Question, axis: Axis | None) -> list[ValueRow]:
        groups: dict[Value, list[Entry]] = {}
        for entry in question.entries:
            groups.setdefault((entry.low, entry.high), []).append(entry)
        return [
            self._value(question, groups[value], axis) for value in sorted(groups, key=_size, reverse=True)
        ]

    def _value(self, question: Question, entries: Sequence[Entry], axis: Axis | None) -> ValueRow:
        first = entries[0]
        return ValueRow(
            label=self._label(entries),
            vague=all(entry.hedge == "vague" for entry in entries),
            place=stretch(axis, first.low, first.high) if axis else None,
            holders=self._holders(question, entries),
            parts=self._parts(entries),
            entries=len(entries),
            denied=all(entry.stance == "denies" for entry in entries),
        )

    def _holders(self, question: Question, entries: Sequence[Entry]) -> list[Holder]:
        wanted = {entry.id for entry in entries}
        found: list[Holder] = []
        for origin in self._origins(question):
            own = [self._material.entries[e] for e in origin.entries if e in wanted]
            if own:
                found.append(
                    Holder(
                        name=self._say.who(origin.name),
                        href=self._anchors.to_origin(question.id, _origin_id(question, origin)),
                        certain=origin.certain,
                        stance=origin.stance,
                        party=origin.name in self._parties,
                        since=self._since(question, own),
                        via=self._via(own, origin.name),
                        articles=self._numbers(own),
                    )
                )
        return found

    def _via(self, entries: Iterable[Entry], origin: str) -> list[Markup]:
        """Those between the origin and the articles, each once."""
        names = [name for entry in entries for name in entry.chain[:-1] if name not in (origin, UNSTATED)]
        return [self._say.who(name) for name in dict.fromkeys(names)][:RELAYS]

    def _since(self, question: Question, entries: Sequence[Entry]) -> str:
        """Whether a value was taken back or gone on from."""
        taken = {
            r.to: r.kind for r in question.relations if r.kind in ("corrects", "updates") and r.to != r.from_
        }
        return next((taken[entry.id] for entry in entries if entry.id in taken), "")

    def _numbers(self, entries: Iterable[Entry]) -> list[int]:
        return sorted({self._material.numbers[entry.article] for entry in entries})

    def _label(self, entries: Sequence[Entry]) -> Markup:
        """A value in words: its number, with its bound where all say the same."""
        first = entries[0]
        if first.hedge == "vague":
            return Markup('<span class="aswritten">{}</span>').format(first.written.casefold())
        hedges = {entry.hedge for entry in entries}
        low, high = first.low, first.high
        hedge = hedges.pop() if len(hedges) == 1 else "exact"
        if low is not None and low == high:
            number = self._say.number(low)
        elif low is not None and high is not None:
            number = Markup("{}–{}").format(self._say.number(low), self._say.number(high))
        else:
            bound = low if low is not None else high
            hedge = hedge if hedge != "exact" else ("at-least" if high is None else "at-most")
            number = self._say.number(bound) if bound is not None else Markup("?")
        if hedge == "exact":
            return number
        return Markup('<small class="hedge">{}</small> {}').format(self._say.phrase(f"hedge.{hedge}"), number)

    # origins

    def _origin(
        self, question: Question, origin: Origin, axis: Axis | None, most: int | None = None
    ) -> OriginRow:
        entries = [self._material.entries[identity] for identity in origin.entries]
        entries.sort(key=lambda e: (e.said_on or "9999", self._material.numbers[e.article], e.start))
        groups: dict[Value, list[Entry]] = {}
        for entry in entries:
            groups.setdefault((entry.low, entry.high), []).append(entry)
        return OriginRow(
            id=_origin_id(question, origin),
            name=self._say.who(origin.name),
            labels=[self._label(found) for found in groups.values()],
            places=[stretch(axis, low, high) for low, high in groups] if axis else [],
            certain=origin.certain,
            why=origin.why,
            stance=origin.stance,
            moved=any(
                relation.kind in ("updates", "corrects")
                and {relation.from_, relation.to} <= set(origin.entries)
                for relation in question.relations
            ),
            party=origin.name in self._parties,
            days=sorted({entry.said_on for entry in entries if entry.said_on}),
            articles=self._numbers(entries),
            rows=[self._row(entry) for entry in entries[:most]],
            hidden=len(entries) - len(entries[:most]),
        )

    def _row(self, entry: Entry) -> Row:
        return Row(
            id=entry.id,
            range=f"{entry.start}-{entry.end}",
            written=entry.written or self._material.texts[entry.article][entry.start : entry.end],
            low=entry.low,
            high=entry.high,
            said_on=entry.said_on,
            via=[self._say.who(name) for name in entry.chain],
            stance=entry.stance,
            excerpt=self._excerpts.of_entry(entry),
        )


def _put(question: Question, parts: dict[str, list[Question]], ordered: dict[str, Question]) -> None:
    if question.id not in ordered:
        ordered[question.id] = question
        for part in parts.get(question.id, ()):
            _put(part, parts, ordered)


def _weight(question: Question) -> int:
    articles = len({entry.article for entry in question.entries})
    return 3 * articles + 2 * question.origins_high + len(question.relations)


def _origin_id(question: Question, origin: Origin) -> str:
    return f"o-{digest(question.id, origin.name, origin.entries[0] if origin.entries else '')}"


def _size(value: Value) -> tuple[float, float]:
    low, high = value
    return (
        float(low if low is not None else high if high is not None else 0),
        float(high if high is not None else low if low is not None else 0),
    )


__all__ = ["ALL", "ARTICLE", "NO_ROWS", "ORIGIN", "LedgerMaker", "Most"]
