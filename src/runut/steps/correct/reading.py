"""A reading as people corrected it: the program's own reading stays as it is, decisions are laid over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from msgspec.structs import replace

from runut.model.correction import ARTICLE_KINDS, Correction
from runut.model.decision import Corrected, Decision, Key
from runut.model.reading import Actor, Quantity, Reading, Statement, Timex
from runut.model.reading import Place as PlaceRecord
from runut.model.span import Span, overlap
from runut.model.vocabulary import PERSON
from runut.steps.correct.effective import effective
from runut.steps.correct.fields import RECORDS, Record, typed
from runut.steps.correct.records import Bench, bench_of
from runut.steps.correct.speech import (
    follow_frames,
    innermost,
    publish_anew,
    rename,
    settle_statement,
    tie_anew,
)
from runut.steps.correct.targets import OVERLAP, Held, Words

# Works out anew what counts from an article's news day: reading, text, ISO date.
DateAnew = Callable[[Reading, str, str], Reading]


def correct_reading(
    reading: Reading, text: str, corrections: Iterable[Correction], date_anew: DateAnew | None = None
) -> Corrected:
    """The reading with all decisions that stand, what they are, and those whose words are gone.

    ``reading`` is the program's own, ``text`` the text that its spans point into, ``corrections`` all events of
    any articles in any order; those of others are passed over. The same events give the same result, and no
    event gives the reading itself. Where a person says when the article was published, ``date_anew`` tells what
    "kemarin" and the days of utterances then are; without it they stay as read. Raises UsageError for values that
    do not fit (``check_correction`` tells so before an event is kept).
    """
    known = effective(corrections)
    own = [event for event in known if event.kind in ARTICLE_KINDS and _article(event) == reading.article]
    if not own:
        return Corrected(reading, [], [])
    return _Corrector(reading, text, own, date_anew).corrected()


def _article(event: Correction) -> str | None:
    return event.anchors[0].article if event.anchors else None


class _Corrector:
    """Lays the decisions over one reading, kind by kind: what others depend on comes first."""

    def __init__(
        self, reading: Reading, text: str, events: list[Correction], date_anew: DateAnew | None
    ) -> None:
        self.machine = reading
        self.date_anew = date_anew
        self.reading = reading
        self.text = text
        self.order = {event.id: at for at, event in enumerate(events)}
        self.events: dict[str, list[Correction]] = {}
        for event in events:
            self.events.setdefault(event.kind, []).append(event)
        self.decisions: list[Decision] = []
        self.orphaned: list[Correction] = []

    def corrected(self) -> Corrected:
        self._article_facts()
        self._actors()
        for kind in ("furniture", "defect", "time", "place"):
            self._marks(kind)
        touched = self._statements()
        self._quantities(touched)
        told = sorted(self.decisions, key=lambda decision: self.order[decision.id])
        return Corrected(self.reading, told, self.orphaned)

    # the article itself

    def _article_facts(self) -> None:
        events = self.events.get("article", [])
        settled: dict[str, tuple[Correction, Any]] = {}
        for event in events:
            for name, value in typed("article", event.changes).items():
                settled[name] = (event, value)
        values = {name: value for name, (_, value) in settled.items()}
        machine = self.machine
        if "outlet" in values:
            statements = publish_anew(machine, values["outlet"])
            self.reading = replace(self.reading, statements=statements)
        if "published" in values:
            self._count_from(values["published"])
            values.update(published_from=PERSON if values["published"] else None, published_why=None)
        self.reading = replace(self.reading, **values)
        for event in events:
            fields = [name for name, (by, _) in settled.items() if by is event]
            if fields or event is events[-1]:
                was = {name: getattr(machine, name) for name in fields}
                self._tell(event, "", fields, was)

    def _count_from(self, published: str | None) -> None:
        """Let the times and the days of utterances follow the day that a person gave, unless it is the one read."""
        day = (published or "").split("/")[0]
        if self.date_anew and day and day != (self.machine.published or "").split("/")[0]:
            self.reading = self.date_anew(self.reading, self.text, day)

    # records

    def _bench(self, kind: str) -> Bench | None:
        events = self.events.get(kind)
        if not events:
            return None
        bench = bench_of(kind, self.reading, self.text)
        bench.decide(events)
        self.orphaned += bench.orphaned
        return bench

    def _marks(self, kind: str) -> None:
        bench = self._bench(kind)
        if bench is None:
            return
        for held in bench.held:
            if held.settled or held.read is None:
                held.record = _marked(held.record)
        self._keep(bench)

    def _keep(self, bench: Bench) -> None:
        """Write a kind's records down, and tell what was decided."""
        kept = bench.kept()
        self.reading = replace(self.reading, **{RECORDS[bench.kind][1]: [one.record for one in kept]})
        for held in bench.held:
            self._tell_all(bench.kind, held)
        for event in bench.idle:
            self._tell(event, _idle_key(event, self.text, self.reading.sha256), [], event.was or {})

    def _actors(self) -> None:
        bench = self._bench("actor")
        if bench is None:
            return
        names = {
            one.read.name: one.record.name
            for one in bench.held
            if isinstance(one.read, Actor) and isinstance(one.record, Actor) and not one.out
        }
        names = {old: new for old, new in names.items() if old != new}
        self._keep(bench)
        joined = _joined(self.reading.actors)
        statements = rename(self.reading.statements, names)
        self.reading = replace(self.reading, actors=joined, statements=statements)

    def _statements(self) -> set[str]:
        """Ids of the statements whose words a person moved, added or took out."""
        bench = self._bench("statement")
        refurnished = bool(self.events.get("furniture"))
        if bench is None and not refurnished:
            return set()
        touched: set[str] = set()
        if bench is not None:
            for held in bench.held:
                settle_statement(held)
                if held.read is None or held.out or "content" in held.values():
                    touched.add(held.identity)
            follow_frames(bench.held)
            self._keep(bench)
        edge = [(f.start, f.end) for f in self.reading.furniture]
        self.reading = replace(
            self.reading,
            statements=[
                replace(one, in_furniture=any(a <= one.content[0].start < b for a, b in edge))
                if refurnished or one.id in touched
                else one
                for one in self.reading.statements
            ],
        )
        return touched

    def _quantities(self, touched: set[str]) -> None:
        tied = tie_anew(self.reading.quantities, self.reading.statements, touched)
        self.reading = replace(self.reading, quantities=tied)
        bench = self._bench("quantity")
        if bench is None:
            return
        for held in bench.held:
            record = held.record
            assert isinstance(record, Quantity)
            if "statement" in held.values():
                record = replace(record, statement=self._named_statement(held))
            elif held.read is None or {"start", "end"} & held.values().keys():
                record = replace(record, statement=innermost(record, self.reading.statements))
            held.record = _marked(record) if held.settled or held.read is None else record
        self._keep(bench)

    def _named_statement(self, held: Held) -> str | None:
        """The statement that a person tied a figure to: by its words where he gave them, else by its id."""
        event = next(event for event, values in reversed(held.events) if "statement" in values)
        told: str | None = held.values()["statement"]
        if told is None:
            return None
        words = Words(event, self.text, self.reading.sha256)
        for place in words.places[1:]:
            if place is not None and place.spans:
                scored = [(overlap(place.spans, one.content), one.id) for one in self.reading.statements]
                best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
                if best[0] >= OVERLAP:
                    return best[1]
        return told if any(one.id == told for one in self.reading.statements) else None

    # what is told

    def _tell_all(self, kind: str, held: Held) -> None:
        if held.doubled:
            return
        machine = msgspec.to_builtins(held.read) if held.read is not None else {}
        for event, _ in held.events:
            fields = held.settled_by(event)
            last = event is held.verdict
            if held.rejected and not last:
                continue
            if fields or last:
                was = (
                    machine if held.rejected else {name: machine[name] for name in fields if name in machine}
                )
                self._tell(event, _key(held.record), fields, was)

    def _tell(self, event: Correction, key: Key, fields: list[str], was: dict[str, Any]) -> None:
        self.decisions.append(
            Decision(event.kind, key, event.action, fields, was, event.who, event.at, event.why, event.id)
        )


def _key(record: Record) -> Key:
    if isinstance(record, Statement):
        return record.id
    return record.name if isinstance(record, Actor) else (record.start, record.end)


def _idle_key(event: Correction, text: str, sha: str) -> Key:
    """What a decision is told by that takes out what is not read anyway."""
    if event.kind in ("statement", "actor"):
        return str((event.was or {}).get("name", ""))
    place = Words(event, text, sha).found
    return (place.spans[0].start, place.spans[-1].end) if place and place.spans else ""


def _marked(record: Record) -> Record:
    """With a person in the place of the rule that read it."""
    return replace(record, rule=PERSON) if isinstance(record, Quantity | Timex | PlaceRecord) else record


def _joined(actors: list[Actor]) -> list[Actor]:
    """Actors of one name are one."""
    found: dict[str, Actor] = {}
    for actor in actors:
        known = found.get(actor.name)
        if known is None:
            found[actor.name] = actor
        else:
            spans: list[Span] = sorted({*known.mentions, *actor.mentions})
            found[actor.name] = replace(known, role=known.role or actor.role, mentions=spans)
    return list(found.values())


__all__ = ["DateAnew", "correct_reading"]
