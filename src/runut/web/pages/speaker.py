"""One actor over the whole project: its statements in time, the names and roles it goes by, who relays it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from markupsafe import Markup, escape
from sqlalchemy import Connection

from runut.model.ledger import UNSTATED, is_unnamed
from runut.model.vocabulary import STANCES
from runut.store import readings, stories
from runut.store.records import StatementRow, StoryRow
from runut.views.report.excerpts import Excerpts, stance_class
from runut.web.frame.registry import Offset, PageOf, Words
from runut.web.frame.visit import Visit
from runut.web.story.addresses import Addresses

#: Stories whose casts are looked into for the names that an actor goes by: the newest ones.
_CASTS = 60
Few = Annotated[int, msgspec.Meta(ge=1, le=60, description="Statements at most.")]
Stance = Literal[STANCES]  # type: ignore[valid-type]


class SpeakerAsked(msgspec.Struct, frozen=True):
    """Who, and which of its statements. Without a name: those of which no text says who made them."""

    name: Words = UNSTATED
    stance: Stance | None = None
    offset: Offset = 0
    most: Few = 25


class Said(msgspec.Struct, frozen=True):
    """A statement with the article it stands in, and by whom it came."""

    row: StatementRow
    article: str
    outlet: str | None
    language: str
    published: str | None
    via: list[str]


class InStory(msgspec.Struct, frozen=True):
    """A story that an actor speaks or acts in, and whether it is party to the event there."""

    story: StoryRow
    role: str | None
    party: bool


class Speaker(msgspec.Struct, frozen=True):
    """An actor. ``unnamed``: it is a description, under which several may stand;
    ``names`` are those it goes by, ``relays`` those by whom the statements on this piece came."""

    name: str
    types: list[str]
    unnamed: bool
    names: list[str]
    roles: list[str]
    stories: list[InStory]
    stances: dict[str, int]
    stance: str | None
    rows: list[Said]
    relays: list[str]
    total: int
    more: bool
    offset: int
    most: int


class _Cast(msgspec.Struct):
    """What stories know of an actor."""

    names: dict[str, None] = msgspec.field(default_factory=dict)
    roles: dict[str, None] = msgspec.field(default_factory=dict)
    types: dict[str, None] = msgspec.field(default_factory=dict)
    stories: list[InStory] = msgspec.field(default_factory=list)


def speaker(visit: Visit, asked: SpeakerAsked) -> Speaker:
    """Read what an actor says."""
    with visit.desk.database.reading() as connection:
        cast = _cast(connection, asked.name)
        names = list(cast.names)
        page = readings.list_statements(
            connection, source=names, stance=asked.stance, offset=asked.offset, most=asked.most
        )
        stances = readings.count_stances(connection, source=names)
    rows = [_said(visit, row) for row in page.rows]
    return Speaker(
        name=asked.name,
        types=list(cast.types),
        unnamed=is_unnamed(asked.name),
        names=[name for name in names if name != asked.name and "; " not in name],
        roles=list(cast.roles),
        stories=cast.stories,
        stances=stances,
        stance=asked.stance,
        rows=rows,
        relays=list(dict.fromkeys(name for row in rows for name in row.via)),
        total=page.total,
        more=page.more,
        offset=asked.offset,
        most=asked.most,
    )


def _cast(connection: Connection, name: str) -> _Cast:
    """The names, roles and stories of an actor; the names of sources that it shares with others among them."""
    found = _Cast(names={name: None})
    known = stories.list_actors(connection, name=name)[-_CASTS:]
    casts = stories.get_cast(connection, [identity for identity, *_ in known])
    for identity, kind, role, party in reversed(known):
        found.types.setdefault(kind)
        row = stories.row_by_id(connection, identity)
        if row is not None:
            found.stories.append(InStory(row, role, party))
        for actor in casts.get(identity, ()):
            if actor.name == name:
                found.names.update(dict.fromkeys(actor.forms))
                found.roles.update(dict.fromkeys(actor.roles))
    shared = readings.shared_sources(connection, found.names, [identity for identity, *_ in known])
    found.names.update(dict.fromkeys(sorted(shared)))
    return found


def _said(visit: Visit, row: StatementRow) -> Said:
    opened = visit.desk.shelf.article(row.article_id)
    if opened is None:
        return Said(row, "", None, "", None, [])
    statement = opened.material.statement(opened.row.name, row.own)
    article = opened.row
    via = statement.chain[1:-1] if statement else []
    return Said(row, article.name, article.outlet, article.language, article.published, via)


def _furnish(visit: Visit, record: Speaker) -> Mapping[str, Any]:
    return {
        "passages": [_passage(visit, said) for said in record.rows],
        "shape": stance_class,
        "links": Addresses("", {said.article: said.row.article_id for said in record.rows}, {}),
    }


def _passage(visit: Visit, said: Said) -> Markup:
    """The sentences of a statement, marked."""
    opened = visit.desk.shelf.article(said.row.article_id)
    statement = opened.material.statement(said.article, said.row.own) if opened else None
    if opened is None or statement is None:
        return escape(said.row.words)
    links = Addresses("", {said.article: said.row.article_id}, opened.material.numbers)
    return Excerpts(opened.material, links).of_statement(said.article, statement).html


PAGES = [
    PageOf(
        "speaker",
        "/speaker",
        "desk_speaker.html",
        SpeakerAsked,
        Speaker,
        speaker,
        "One actor's statements over the whole project, in time.",
        _furnish,
    )
]
