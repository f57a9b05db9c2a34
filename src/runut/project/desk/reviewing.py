"""What a person should look at first, over the whole project. It is worked out once for each story as it stands,
and kept with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from threading import Lock

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection

from runut.model.correction import ARTICLE_KINDS, Correction
from runut.model.decision import Decision, Key
from runut.model.dossier import Dossier, Story
from runut.model.review import ReviewItem
from runut.project.desk.standing import decode_decisions
from runut.steps.correct import effective, find_anchor, record_of, spans_shown
from runut.steps.weigh import queue
from runut.store import articles, events, readings, stories
from runut.store.database import Database
from runut.store.readings import Stored
from runut.store.records import StoryRow

#: Articles that are looked through, those of the weightiest stories first: enough for weeks of a person's work,
#: and their items are small enough to be kept in memory.
MOST_ARTICLES = 4_000
_KEPT = 400  # items kept of one story: more than anybody goes through


class Queued(msgspec.Struct, frozen=True):
    """An item of the queue. ``mark`` names what it is about across versions: a hash of kind, articles and words."""

    item: ReviewItem
    mark: str


class Progress(msgspec.Struct, frozen=True):
    """How far people are. ``beyond`` are articles that were not looked through."""

    open: int
    decided: int
    beyond: int


class ReviewQueue:
    """The queue of a project."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._known: dict[str, list[Queued]] = {}
        self._sorted: list[Queued] = []
        self.beyond = 0

    def items(self) -> list[Queued]:
        """All items, those first that would change most; decided ones among them."""
        with self._lock, self._database.reading() as connection:
            known = self._stories(connection)
            known |= self._singles(connection, sum(many for many, _ in known.values()))
            seen = sum(many for many, _ in known.values())
            self.beyond = max(0, articles.count_all(connection) - seen)
            if list(known) != list(self._known):
                self._known = {mark: items for mark, (_, items) in known.items()}
                found = [one for items in self._known.values() for one in items]
                self._sorted = sorted(found, key=lambda one: -one.item.impact)
            return self._sorted

    def progress(self) -> Progress:
        """How far people are."""
        items = self.items()
        with self._database.reading() as connection:
            ledger = read_ledger(connection)
        keys, marks = ledger.keys(), ledger.marks()
        return Progress(sum(is_open(one, keys, marks) for one in items), len(marks), self.beyond)

    def _stories(self, connection: Connection) -> dict[str, tuple[int, list[Queued]]]:
        """The weightiest stories: how many articles each has, and its items, by what it is made from."""
        chosen: dict[str, StoryRow] = {}
        seen = 0
        for row in stories.weightiest(connection, MOST_ARTICLES):
            if not chosen or seen + row.articles <= MOST_ARTICLES:
                chosen[f"{row.id} {row.digest}"] = row
                seen += row.articles
        fresh = [row.id for mark, row in chosen.items() if mark not in self._known]
        kept = stories.get_reviews(connection, fresh)
        return {
            mark: (
                row.articles,
                self._known.get(mark) or _items_of(connection, row.id, row.own, kept.get(row.id)),
            )
            for mark, row in chosen.items()
        }

    def _singles(self, connection: Connection, seen: int) -> dict[str, tuple[int, list[Queued]]]:
        """Articles without a story, as far as there is room for them."""
        digests = readings.without_story(connection, max(0, MOST_ARTICLES - seen))
        marks = {name: f"{name} {digest}" for name, digest in digests.items()}
        held = readings.get_readings(connection, (n for n, mark in marks.items() if mark not in self._known))
        return {
            mark: (1, self._known.get(mark) or (review_of(None, {name: held[name]}) if name in held else []))
            for name, mark in marks.items()
        }


def _items_of(connection: Connection, identity: int, own: str, kept: bytes | None) -> list[Queued]:
    """The items of a story, as they were kept with it; worked out anew where an earlier Runut kept none."""
    if kept is not None:
        items = _DECODER.decode(kept)
    else:
        found = stories.get_story(connection, identity)
        assert found is not None
        items = review_of(found[1], readings.get_readings(connection, found[1].articles))
    if (
        items and items[0].item.story != own
    ):  # it has an id of its own where two stories would be called alike
        items = [replace(one, item=replace(one.item, story=own)) for one in items]
    return items


def review_of(story: Story | None, held: Mapping[str, Stored]) -> list[Queued]:
    """What to look at in a story, or in articles without one, the most telling first."""
    standing = {name: one.standing for name, one in held.items()}
    items = queue(Dossier([story] if story else [], []), standing)[:_KEPT]
    return [Queued(item, mark_of(item, held)) for item in items]


def pack_review(items: Sequence[Queued]) -> bytes:
    """Items as they are kept with their story."""
    return msgspec.json.encode(items)


_DECODER = msgspec.json.Decoder(list[Queued])


def mark_of(item: ReviewItem, held: Mapping[str, Stored]) -> str:
    """What an item is about, by articles and words: those that the program read, as decisions are tied to them."""
    where = []
    for name, key in item.where:
        stored = held.get(name)
        words: tuple[str, ...] = ()
        kind = "statement" if item.kind in ("drift", "relation") else item.kind
        if stored is not None and key != "" and kind in ARTICLE_KINDS:
            record = record_of(stored.machine, kind, key) or record_of(stored.standing, kind, key)
            told = (
                [span for span, what in spans_shown(record) if what in ("own", "content")] if record else []
            )
            words = tuple(span.of(stored.text) for span in sorted(told))
        where.append((name, words))
    return _mark(item.kind, where)


def _mark(kind: str, where: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    return sha256(msgspec.json.encode((kind, sorted(where)))).hexdigest()[:24]


def mark_of_event(event: Correction) -> str:
    """The same of a decision."""
    anchors = event.anchors[:1] if event.kind in ARTICLE_KINDS else event.anchors
    return _mark(event.kind, [(anchor.article, tuple(anchor.exact)) for anchor in anchors])


class Decided(msgspec.Struct, frozen=True):
    """One decision that stands in an article, with where it stands."""

    article: str
    article_id: int
    decision: Decision


class Ledger(msgspec.Struct, frozen=True):
    """Who decided what: decisions as they stand in articles, all events that stand, what has lost its words."""

    inside: list[Decided]
    events: list[Correction]
    orphaned: list[tuple[int, Correction]]

    def keys(self) -> set[tuple[str, str, Key]]:
        """What somebody has decided in articles: (kind, article, key)."""
        return {(one.decision.kind, one.article, one.decision.key) for one in self.inside}

    def marks(self, who: str | None = None) -> set[str]:
        """What somebody, or one person, has decided, by its words."""
        some = self.events if who is None else effective(one for one in self.events if one.who == who)
        return {mark_of_event(event) for event in some}


def read_ledger(connection: Connection) -> Ledger:
    """All decisions that stand."""
    inside: list[Decided] = []
    orphaned: list[tuple[int, Correction]] = []
    for identity, name, packed in readings.get_decisions(connection):
        kept = decode_decisions(packed)
        inside += [Decided(name, identity, decision) for decision in kept.decisions]
        orphaned += [(identity, event) for event in kept.orphaned]
    known = effective(events.all_events(connection))
    orphaned += _orphaned_across(connection, [one for one in known if one.kind not in ARTICLE_KINDS])
    return Ledger(inside, known, orphaned)


def _orphaned_across(connection: Connection, across: Sequence[Correction]) -> list[tuple[int, Correction]]:
    """Decisions across articles of which some words are gone."""
    tied = [event for event in across if any(anchor.spans for anchor in event.anchors)]
    held = readings.get_readings(connection, {anchor.article for event in tied for anchor in event.anchors})
    found = []
    for event in tied:
        for anchor in event.anchors:
            stored = held.get(anchor.article)
            if stored and find_anchor(anchor, stored.text, stored.machine.sha256) is None:
                found.append((stored.article_id, event))
                break
    return found


def is_open(one: Queued, keys: set[tuple[str, str, Key]], marks: set[str]) -> bool:
    """Whether nobody has decided about an item."""
    kind = one.item.kind
    known = kind in ARTICLE_KINDS and any((kind, *where) in keys for where in one.item.where)
    return not known and one.mark not in marks


def second_readings(ledger: Ledger, who: str) -> list[ReviewItem]:
    """What others have decided and this person has not: for a second coder, in the order of the text."""
    own = [event.anchors[0] for event in ledger.events if event.who == who and event.anchors]
    words = {(anchor.article, tuple(anchor.exact), anchor.before) for anchor in own}
    by_id = {event.id: event for event in ledger.events}
    found: dict[tuple[str, str, str], ReviewItem] = {}
    for one in ledger.inside:
        decision, event = one.decision, by_id.get(one.decision.id)
        if event is None or decision.who == who or decision.action == "add" or decision.kind == "article":
            continue
        anchor = event.anchors[0]
        if (anchor.article, tuple(anchor.exact), anchor.before) in words:
            continue
        key = _read_key(event, decision.key)
        told = (one.article, decision.kind, str(key))
        found[told] = ReviewItem(decision.kind, [(one.article, key)], 0.0, ["review.second"])
    return [found[key] for key in sorted(found)]


def _read_key(event: Correction, key: Key) -> Key:
    """The key that the record had as the program read it, which a second coder is shown."""
    was = event.was or {}
    if event.kind == "statement":
        return str(was.get("id", key))
    if event.kind == "actor":
        return str(was.get("name", key))
    return (was["start"], was["end"]) if "start" in was and "end" in was else key


__all__ = [
    "MOST_ARTICLES",
    "Decided",
    "Ledger",
    "Progress",
    "Queued",
    "ReviewQueue",
    "is_open",
    "mark_of",
    "mark_of_event",
    "pack_review",
    "read_ledger",
    "review_of",
    "second_readings",
]
