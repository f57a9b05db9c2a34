"""What belongs together in a story: articles, questions, tellings, names, and what leads from one to another.

All of it is decided with boxes that are ticked and a button, so that it works without a script.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec

from runut.model.correction import Correction
from runut.model.dossier import (
    Drift,
    Entry,
    Hop,
    Relation,
    Report,
    Reuse,
    StatementLink,
    Story,
    StoryActor,
)
from runut.model.span import Span
from runut.model.vocabulary import REUSE
from runut.project.desk.pointing import Thing, anchors_of
from runut.store import articles, readings, stories
from runut.store.readings import Stored
from runut.store.records import ArticleRow
from runut.web.frame.registry import Action, Missing, Most, Offset, PageOf, Unwelcome, Words
from runut.web.frame.visit import Visit
from runut.web.pages.records import Why

What = Literal["articles", "questions", "utterances", "people", "hops", "relations"]
WHATS: tuple[What, ...] = ("articles", "questions", "utterances", "people", "hops", "relations")
Across = Literal["question", "utterance", "story", "hop", "drift", "people", "relation"]
#: Relations that say most come first.
_ORDER = ("conflicts", "denies", "cannot-confirm", "corrects", "updates", "part-of", "agrees", "same")
_SHOWN = 200  # characters of a passage in a list


class ArrangeAsked(msgspec.Struct, frozen=True):
    """Which story, and what of it is to be arranged."""

    own: Words
    what: What = "articles"
    offset: Offset = 0
    most: Most = 50


class Passage(msgspec.Struct, frozen=True):
    """Words of an article that can be ticked; ``marked`` are those of a figure among them."""

    article_id: int
    thing: Thing
    head: str
    words: str
    day: str | None = None
    marked: tuple[int, int] | None = None


class Group(msgspec.Struct, frozen=True):
    """What is taken for one: a question with its figures, an utterance with its tellings, a story's articles.
    ``changes`` are the changes that were read between tellings."""

    key: str
    title: str
    rows: list[Passage]
    changes: list[Drift] = []


class Link(msgspec.Struct, frozen=True):
    """What leads from one to another: a copy between two articles, a step of a statement's chain, a relation.
    ``decision`` is the kind that decides about it, ``changes`` what its rejection names."""

    decision: str
    name: str
    one: str
    other: str
    why: str
    things: list[Thing]
    changes: dict[str, Any]
    article_id: int | None = None
    statement: str | None = None


class Arrange(msgspec.Struct, frozen=True):
    """A story as it can be arranged. ``others`` can be chosen: stories to move articles to, articles for a hop."""

    own: str
    title: str
    language: str
    what: str
    groups: list[Group]
    people: list[StoryActor]
    links: list[Link]
    others: list[tuple[str, str, Thing]]
    total: int
    offset: int
    most: int


class AcrossAsked(msgspec.Struct, frozen=True):
    """A decision across articles; what ``things`` must be is told by the kind and the action.

    question: figures (article, start, end): merge, split, correct (move all but the last to the last one's),
    or correct with ``changes`` {"text": …}; utterance: statements (article, statement) alike; story: articles
    alike; hop: reject or correct, two articles, or a statement with {"from": …, "to": …}; add, two articles, with
    {"kind": …}: the second has its text from the first; drift: reject, two
    statements, {"what": …}; relation: reject, two figures or statements, {"kind": …}; people: {"names": […]}:
    merge with "name", split, correct with "party".
    """

    kind: Across
    action: Literal["accept", "correct", "reject", "add", "merge", "split", "note"]
    things: Annotated[list[Thing], msgspec.Meta(max_length=400)] = []
    changes: dict[str, Any] = {}
    why: Why = ""


def arrange(visit: Visit, asked: ArrangeAsked) -> Arrange:
    """A story's parts, to be arranged."""
    with visit.desk.database.reading() as connection:
        identity = stories.find_story(connection, asked.own)
        found = stories.get_story(connection, identity) if identity is not None else None
        if found is None:
            raise Missing(visit.say.word("story.missing"))
        row, story = found
        held = readings.get_readings(connection, story.articles)
        rows = articles.articles_by_name(connection, story.articles)
        listed = stories.list_stories(connection, most=40).rows if asked.what == "articles" else []
        firsts = stories.first_articles(connection, [one.id for one in listed if one.id != row.id])
    shower = _Shower(story, held, rows)
    others = [(one.own, one.title, Thing(firsts[one.id])) for one in listed if one.id in firsts]
    if asked.what == "hops":
        others = [(name, shower.name_of(name), Thing(name)) for name in story.articles]
    groups, in_groups = shower.groups(asked.what, asked.offset, asked.most)
    links, in_links = shower.links(asked.what, asked.offset, asked.most)
    cast = story.actors if asked.what == "people" else []
    return Arrange(
        asked.own,
        row.title,
        row.language,
        asked.what,
        groups,
        cast,
        links,
        others,
        in_groups + in_links,
        asked.offset,
        asked.most,
    )


class _Shower:
    """A story's parts as passages."""

    def __init__(self, story: Story, held: dict[str, Stored], rows: dict[str, ArticleRow]) -> None:
        self.story = story
        self.held = held
        self.rows = rows
        self.entries = {entry.id: entry for question in story.questions for entry in question.entries}

    def groups(self, what: What, offset: int, most: int) -> tuple[list[Group], int]:
        """A piece of the groups, and how many there are."""
        story, piece = self.story, slice(offset, offset + most)
        if what == "articles":
            return [Group(story.id, story.title, [self._article(name) for name in story.articles])], 1
        if what == "questions":
            return [
                Group(one.id, one.text, [self._figure(entry) for entry in one.entries])
                for one in story.questions[piece]
            ], len(story.questions)
        if what == "utterances":
            return [
                Group(f"u{at}", one.speaker or "", [self._telling(r) for r in one.statements], one.drift)
                for at, one in list(enumerate(story.utterances))[piece]
            ], len(story.utterances)
        return [], 0

    def links(self, what: What, offset: int, most: int) -> tuple[list[Link], int]:
        """A piece of the links, and how many there are."""
        piece = slice(offset, offset + most)
        if what == "hops":
            ways: list[Reuse | Hop] = [
                *self.story.reuse,
                *(hop for hop in self.story.hops if self._is_relayed(hop)),
            ]
            return [
                self._reuse(one) if isinstance(one, Reuse) else self._hop(one) for one in ways[piece]
            ], len(ways)
        if what == "relations":
            related: list[Relation | StatementLink] = [
                *(one for question in self.story.questions for one in question.relations),
                *self.story.links,
            ]
            related.sort(key=lambda one: _ORDER.index(one.kind) if one.kind in _ORDER else len(_ORDER))
            return [
                self._relation(one) if isinstance(one, Relation) else self._link(one)
                for one in related[piece]
            ], len(related)
        return [], 0

    def _link(self, one: StatementLink) -> Link:
        things = [_thing(one.from_), _thing(one.to)]
        told = [self._said(one.from_), self._said(one.to)]
        return Link("relation", one.kind, told[0], told[1], one.why, things, {"kind": one.kind})

    def _is_relayed(self, hop: Hop) -> bool:
        """Whether a hop is more than that an article has it from who said it."""
        stored = self.held.get(hop.article or "")
        told = stored and next((s for s in stored.standing.statements if s.id == hop.statement), None)
        return bool(told and len(told.chain) > 2)

    def name_of(self, name: str) -> str:
        """How an article is called in a list to choose from."""
        row = self.rows[name]
        return ": ".join(filter(None, (row.outlet, row.title)))

    def _article(self, name: str) -> Passage:
        row = self.rows[name]
        return Passage(row.id, Thing(name), row.outlet or "", row.title, row.published)

    def _figure(self, entry: Entry) -> Passage:
        row, text = self.rows[entry.article], self.held[entry.article].text
        words, marked = _around(text, Span(entry.start, entry.end))
        thing = Thing(entry.article, start=entry.start, end=entry.end)
        return Passage(row.id, thing, row.outlet or row.title, words, None, marked)

    def _telling(self, report: Report) -> Passage:
        row, text = self.rows[report.article], self.held[report.article].text
        words = _short(text[report.start : report.end])
        return Passage(row.id, Thing(report.article, report.statement), row.outlet or row.title, words)

    def _said(self, identity: str) -> str:
        name, _, own = identity.rpartition("#")
        stored = self.held.get(name)
        told = next((s for s in stored.standing.statements if s.id == own), None) if stored else None
        if stored is None or told is None:
            return identity
        return f"{told.source_name or ''}: {_short(told.content[0].of(stored.text))}"

    def _reuse(self, one: Reuse) -> Link:
        names = [self.rows[name].outlet or self.rows[name].title for name in (one.from_, one.to)]
        things = [Thing(one.from_), Thing(one.to)]
        return Link("hop", one.kind, names[0], names[1], one.why, things, {}, self.rows[one.to].id)

    def _hop(self, hop: Hop) -> Link:
        assert hop.article is not None
        things = [Thing(hop.article, hop.statement)]
        changes = {"from": hop.from_, "to": hop.to}
        row = self.rows[hop.article]
        return Link("hop", hop.basis, hop.from_, hop.to, hop.why, things, changes, row.id, hop.statement)

    def _relation(self, one: Relation) -> Link:
        sides = [self.entries[one.from_], self.entries[one.to]]
        things = [Thing(entry.article, start=entry.start, end=entry.end) for entry in sides]
        told = [f"{self.rows[entry.article].outlet or entry.article}: {entry.written}" for entry in sides]
        return Link("relation", one.kind, told[0], told[1], one.why, things, {"kind": one.kind})


def _thing(identity: str) -> Thing:
    name, _, own = identity.rpartition("#")
    return Thing(name, own)


def _short(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= _SHOWN else told[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _around(text: str, span: Span) -> tuple[str, tuple[int, int]]:
    """A figure with the words around it, and where it stands among them."""
    low = max(text.rfind("\n", 0, span.start) + 1, span.start - 90)
    end = text.find("\n", span.end)
    high = min(len(text) if end < 0 else end, span.end + 90)
    before, after = text[low : span.start], text[span.end : high]
    if low and text[low - 1] != "\n":
        before = "… " + before.partition(" ")[2]
    if high < len(text) and text[high] != "\n":
        after = after.rpartition(" ")[0] + " …"
    before = " ".join(before.split()) + (" " if before[-1:].isspace() else "")
    own = " ".join(span.of(text).split())
    after = (" " if after[:1].isspace() else "") + " ".join(after.split())
    return before + own + after, (len(before), len(before) + len(own))


def decide_across(visit: Visit, asked: AcrossAsked) -> Correction:
    """Keep a decision across articles."""
    with visit.desk.database.reading() as connection:
        anchors = anchors_of(connection, asked.things)
    return visit.desk.decide_across(
        asked.kind, asked.action, anchors, asked.changes, who=visit.who, why=asked.why
    )


def read_form(visit: Visit, fields: dict[str, Any]) -> dict[str, Any]:
    """Ticked boxes and a button as a decision."""
    things = [_decoded(value) for value in fields.get("thing[]", [])]
    kind, action = str(fields.get("kind", "")), str(fields.get("action", ""))
    if fields.get("target") and action in ("correct", "merge"):
        things = [thing for thing in things if thing != _decoded(str(fields["target"]))]
        if not things:
            raise Unwelcome(visit.say.word("wrong.ticked"))  # the target alone is nothing to move
        things.append(_decoded(str(fields["target"])))
    things = list(dict.fromkeys(things))
    changes: dict[str, Any] = {}
    for name in ("text", "what", "kind_of", "from", "to", "name"):
        if fields.get(f"f.{name}") and (name != "name" or action == "merge"):
            changes["kind" if name == "kind_of" else name] = " ".join(str(fields[f"f.{name}"]).split())
    if fields.get("names[]"):
        changes["names"] = list(fields["names[]"])
    if fields.get("f.party") and action == "correct":
        changes["party"] = fields["f.party"] == "yes"
    _check_ticked(visit, kind, action, things, changes)
    return {
        "kind": kind,
        "action": action,
        "things": [msgspec.to_builtins(thing) for thing in things],
        "changes": changes,
        "why": fields.get("why", ""),
    }


def _check_ticked(
    visit: Visit, kind: str, action: str, things: list[Thing], changes: Mapping[str, Any]
) -> None:
    """Say in the visitor's words what was forgotten."""
    ticked = len(changes.get("names", [])) if kind == "people" else len(things)
    least = 2 if action == "merge" or (kind, action) in (("people", "split"), ("hop", "add")) else 1
    if ticked < least:
        raise Unwelcome(visit.say.word("wrong.ticked" if least == 1 else "wrong.ticked-two"))
    if kind == "people" and action == "merge" and not changes.get("name"):
        raise Unwelcome(visit.say.word("wrong.name"))
    if kind == "people" and action == "correct" and "party" not in changes:
        raise Unwelcome(visit.say.word("wrong.party"))
    if (
        kind in ("question", "utterance", "story")
        and action == "correct"
        and "text" not in changes
        and ticked < 2
    ):
        raise Unwelcome(visit.say.word("wrong.target"))


def _decoded(value: str) -> Thing:
    try:
        return msgspec.json.decode(value, type=Thing)
    except msgspec.DecodeError:
        raise Unwelcome(f"no article, statement or figure can be read from {value[:80]!r}") from None


def _furnish(visit: Visit, record: Arrange) -> Mapping[str, Any]:
    del visit
    return {"whats": WHATS, "reuse": REUSE}


PAGES = [
    PageOf(
        "arrange",
        "/stories/{own}/arrange",
        "desk_arrange.html",
        ArrangeAsked,
        Arrange,
        arrange,
        "What belongs together in a story.",
        _furnish,
    )
]
ACTIONS = [
    Action(
        "decide_across",
        "/decide",
        AcrossAsked,
        Correction,
        decide_across,
        "Decide across articles: what belongs together, which copy, change or relation is none, who is who.",
        lambda asked, record: "/history",
        forms=read_form,
    )
]
