"""The review queue: what would change most first, what was decided, what has lost its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection

from runut.model.correction import ARTICLE_KINDS, Correction
from runut.model.decision import Corrected, Decision, Key
from runut.model.review import ReviewItem
from runut.model.span import Span
from runut.project.desk.inspecting import as_seen
from runut.project.desk.pointing import Thing
from runut.project.desk.reviewing import (
    Ledger,
    Progress,
    Queued,
    is_open,
    read_ledger,
    second_readings,
)
from runut.steps.correct import Record, record_of, spans_shown
from runut.store import articles, events, readings, stories
from runut.store.readings import Stored
from runut.store.records import ArticleRow
from runut.web.forms.keys import written_key
from runut.web.forms.marking import Line, excerpt
from runut.web.frame.registry import Most, Offset, PageOf, Words
from runut.web.frame.visit import Visit

Shown = Literal["open", "decided", "mine"]
KINDS = ("statement", "quantity", "hop", "drift", "defect")
_OTHER_KINDS = ("time", "place", "actor", "furniture", "article")


class ReviewAsked(msgspec.Struct, frozen=True):
    """Which items: of a kind (orphaned: decisions whose words are gone), of a story, still open or decided.

    ``blind``: as if nobody but the one who asks had decided anything, and what others decided comes first.
    """

    kind: Words = ""
    story: Words = ""
    show: Shown = "open"
    blind: bool = False
    offset: Offset = 0
    most: Most = 20


class Spot(msgspec.Struct, frozen=True):
    """One record that an item is about, with its sentence. ``machine`` is what the program read, ``standing``
    what stands; null where there is none."""

    article_id: int
    article: str
    title: str
    outlet: str | None
    language: str
    key: str
    machine: dict[str, Any] | None
    standing: dict[str, Any] | None
    lines: list[Line]


class Item(msgspec.Struct, frozen=True):
    """One item of the queue. ``why`` are keys of interface words; ``decisions`` those that stand on it, ``what``
    the kind of change (drift), ``things`` what a decision across articles is about."""

    kind: str
    spots: list[Spot]
    impact: float
    why: list[str]
    story: str
    decisions: list[Decision]
    what: str = ""
    things: list[Thing] = []


class Orphan(msgspec.Struct, frozen=True):
    """A decision whose words its article no longer has."""

    article_id: int
    title: str
    event: Correction


class Review(msgspec.Struct, frozen=True):
    """A piece of the queue."""

    rows: list[Item]
    orphans: list[Orphan]
    total: int
    offset: int
    most: int
    counts: dict[str, int]
    progress: Progress
    orphaned: int
    kind: str
    story: str
    show: str
    blind: bool


def review(visit: Visit, asked: ReviewAsked) -> Review:
    """A piece of the queue, with how far people are."""
    queued = visit.desk.queue.items()
    with visit.desk.database.reading() as connection:
        ledger = read_ledger(connection)
        who = visit.who if asked.blind else None
        keys, marks = set() if asked.blind else ledger.keys(), ledger.marks(who)
        unmet = [one for one in queued if is_open(one, keys, marks)]
        told = _told(asked, unmet, ledger, visit.who)
        told = [one for one in told if asked.story in ("", one[0].story)]
        counted = Counter(item.kind for item, _ in told)
        counts = {kind: counted[kind] for kind in (*KINDS, *_OTHER_KINDS) if kind in counted}
        chosen = [one for one in told if asked.kind in ("", one[0].kind)]
        piece = chosen[asked.offset : asked.offset + asked.most]
        shower = _Shower(connection, [item for item, _ in piece], who)
        orphans = _orphans(connection, ledger.orphaned) if asked.kind == "orphaned" else []
        rows = [] if asked.kind == "orphaned" else [shower.item(*one) for one in piece]
    return Review(
        rows=rows,
        orphans=orphans[asked.offset : asked.offset + asked.most],
        total=len(orphans) if asked.kind == "orphaned" else len(chosen),
        offset=asked.offset,
        most=asked.most,
        counts=counts,
        progress=Progress(len(unmet), len(marks), visit.desk.queue.beyond),
        orphaned=len(ledger.orphaned),
        kind=asked.kind,
        story=asked.story,
        show=asked.show,
        blind=asked.blind,
    )


_Told = tuple[ReviewItem, Queued | None]


def _told(asked: ReviewAsked, unmet: list[Queued], ledger: Ledger, who: str) -> list[_Told]:
    """The items that were asked for."""
    if asked.show == "open":
        found: list[_Told] = [(one.item, one) for one in unmet]
        if asked.blind:
            second = second_readings(ledger, who)
            known = {(one.kind, *one.where) for one in second}
            found = [(one, None) for one in second] + [
                one for one in found if (one[0].kind, *one[0].where) not in known
            ]
        return found
    mine = asked.show == "mine" or asked.blind
    latest = sorted(ledger.inside, key=lambda one: one.decision.at, reverse=True)
    items: dict[tuple[str, str, Key], _Told] = {}
    for one in latest:
        if not mine or one.decision.who == who:
            told = (one.decision.kind, one.article, one.decision.key)
            items.setdefault(told, (ReviewItem(told[0], [(told[1], told[2])], 0.0, []), None))
    return list(items.values())


def _orphans(connection: Connection, orphaned: list[tuple[int, Correction]]) -> list[Orphan]:
    rows = articles.articles_by_name(connection, (event.anchors[0].article for _, event in orphaned))
    return [
        Orphan(identity, rows[event.anchors[0].article].title, event)
        for identity, event in sorted(orphaned, key=lambda one: one[1].at, reverse=True)
    ]


class _Shower:
    """Items with their sentences and values, for one page of the queue."""

    def __init__(self, connection: Connection, items: list[ReviewItem], only: str | None) -> None:
        names = {name for item in items for name, _ in item.where}
        self.held: dict[str, Stored] = readings.get_readings(connection, names)
        self.rows: dict[str, ArticleRow] = articles.articles_by_name(connection, names)
        self.seen: dict[str, Corrected] = {
            name: as_seen(connection, stored, only) for name, stored in self.held.items()
        }

    def item(self, item: ReviewItem, queued: Queued | None) -> Item:
        """One item."""
        del queued
        spots = [self._spot(item.kind, name, key) for name, key in item.where if name in self.held]
        decisions = [
            d for name, key in item.where if name in self.seen for d in self._of(item.kind, name, key)
        ]
        across = item.kind not in ARTICLE_KINDS
        return Item(
            kind=item.kind,
            spots=spots,
            impact=item.impact,
            why=item.why,
            story=item.story,
            decisions=decisions,
            what=next((why.removeprefix("review.drift-") for why in item.why), "")
            if item.kind == "drift"
            else "",
            things=[Thing(name, str(key) if key else None) for name, key in item.where] if across else [],
        )

    def _of(self, kind: str, name: str, key: Key) -> list[Decision]:
        return self.seen[name].of(kind, key)

    def _spot(self, kind: str, name: str, key: Key) -> Spot:
        stored, seen, row = self.held[name], self.seen[name], self.rows[name]
        own = "statement" if kind == "drift" else kind
        machine = standing = None
        if own in ARTICLE_KINDS and own != "article" and key != "":
            machine, standing = record_of(stored.machine, own, key), record_of(seen.reading, own, key)
        shown: Record | None = standing or machine
        marks: list[tuple[Span, str]] = [*spans_shown(shown), *_figures(seen, shown)] if shown else []
        return Spot(
            article_id=stored.article_id,
            article=name,
            title=row.title,
            outlet=row.outlet,
            language=row.language,
            key=written_key(key),
            machine=None if machine is None else msgspec.to_builtins(machine),
            standing=None if standing is None else msgspec.to_builtins(standing),
            lines=excerpt(stored.text, marks),
        )


def _figures(seen: Corrected, record: Record) -> list[tuple[Span, str]]:
    """The figures that a statement gives."""
    identity = getattr(record, "id", None)
    return [
        (Span(one.start, one.end), "figure")
        for one in seen.reading.quantities
        if identity is not None and one.statement == identity
    ]


def _furnish(visit: Visit, record: Review) -> Mapping[str, Any]:
    names = {item.story for item in record.rows if item.story} | ({record.story} if record.story else set())
    with visit.desk.database.reading() as connection:
        titles = stories.titles(connection, names)
        listed = stories.list_stories(connection, most=40).rows
        own = events.list_events(connection, who=visit.who, most=1).rows
    last = own[0] if own and own[0].action not in ("note", "undo") else None
    return {"titles": titles, "listed": listed, "last": last}


PAGES = [
    PageOf(
        "review",
        "/review",
        "desk_review.html",
        ReviewAsked,
        Review,
        review,
        "What a person should look at first.",
        _furnish,
    )
]
