"""Stories as they were worked out last, with their questions and actors as rows."""

from __future__ import annotations

import math
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from runut.model.dossier import Question, Story, StoryActor
from runut.store.records import Page, QuestionRow, StoryRow
from runut.store.rows import as_record, get_setting, insert_new, insert_one, piece_of, put_setting
from runut.store.story_counts import StoryChoice
from runut.store.tables import actor, article, finding, question, statement, story, storyless

_ASSEMBLED = "assembled"
_DIFFERING = frozenset({"conflicts", "corrects", "denies", "updates"})
_BATCH = 400
_HEAVY = ("record", "review")
_BARE = [column for column in story.c if column.name not in _HEAVY]
_SORTS: Mapping[str, Any] = {
    "weight": (story.c.weight.desc(), story.c.id),
    "newest": (story.c.last.desc().nulls_last(), story.c.id),
    "articles": (story.c.articles.desc(), story.c.id),
    "disputed": (story.c.conflicts.desc(), story.c.weight.desc(), story.c.id),
}


class _Cast(msgspec.Struct):
    """As much of a story as says who is in it."""

    actors: list[StoryActor]


_CAST = msgspec.json.Decoder(_Cast)


def get_digests(connection: Connection) -> dict[str, int]:
    """The ids of all stories by the digest of what they were made from."""
    return {row.digest: row.id for row in connection.execute(select(story.c.digest, story.c.id))}


def drop_stories(connection: Connection, identities: Iterable[int]) -> None:
    """Take stories out that stand no more; their articles stay."""
    for part in _batches(identities):
        _unhome(connection, article.c.story_id.in_(part))
        _drop_rows(connection, part)
        connection.execute(delete(story).where(story.c.id.in_(part)))


def drop_empty(connection: Connection, identities: Iterable[int]) -> list[int]:
    """Of these stories, take out those that have no article any more. Returns them."""
    asked = list(identities)
    housed = select(article.c.story_id).where(article.c.story_id.in_(asked))
    homes = {row.story_id for row in connection.execute(housed)}
    empty = [identity for identity in asked if identity not in homes]
    drop_stories(connection, empty)
    return empty


def homes_of(connection: Connection, members: Iterable[int]) -> set[int]:
    """The stories in which some articles are now."""
    found: set[int] = set()
    for part in _batches(members):
        query = select(article.c.story_id).where(article.c.id.in_(part), article.c.story_id.is_not(None))
        found.update(row.story_id for row in connection.execute(query.distinct()))
    return found


def put_story(
    connection: Connection,
    found: Story,
    digest: str,
    language: str,
    days: tuple[str | None, str | None],
    members: Iterable[int],
    replacing: Collection[int] = (),
    review: bytes | None = None,
) -> int:
    """Keep a story. ``members`` are its articles' ids, ``days`` its first and last day, ``review`` what a person
    should look at in it. Returns its id.

    A story among ``replacing`` that has the same name gives its id to this one: a story keeps its address while
    it grows.
    """
    some = list(members)
    row = {**_story_row(found, digest, language, days), "review": review}
    had = find_story(connection, found.id)
    if had is not None and had in replacing:
        connection.execute(update(story).where(story.c.id == had).values(**row))
        _drop_rows(connection, [had])
        left = select(article.c.id).where(article.c.story_id == had)
        gone = {one.id for one in connection.execute(left)} - set(some)
        for part in _batches(gone):
            _unhome(connection, article.c.id.in_(part))
        identity = had
    else:
        own = f"{found.id}-{digest[:6]}" if had is not None else found.id
        identity = insert_one(connection, story, {**row, "own": own})
    _put_rows(connection, identity, found)
    for part in _batches(some):
        _home(connection, part, identity)
    return identity


def _story_row(
    found: Story, digest: str, language: str, days: tuple[str | None, str | None]
) -> dict[str, Any]:
    main = found.questions[0] if found.questions else None
    return {
        "own": found.id,
        "digest": digest,
        "title": found.title,
        "language": language,
        "articles": len(found.articles),
        "copies": len(found.copies),
        "origins_low": main.origins_low if main else 0,
        "origins_high": main.origins_high if main else 0,
        "questions": len(found.questions),
        "conflicts": sum(_is_disputed(q) for q in found.questions),
        "denials": sum(link.kind == "denies" for link in found.links),
        "first": days[0],
        "last": days[1],
        "weight": _weight(found),
        "record": msgspec.json.encode(found),
    }


def _home(connection: Connection, members: list[int], identity: int) -> None:
    """Say of articles, their statements and what is found of them that they are in a story."""
    for table, key in (
        (article, article.c.id),
        (statement, statement.c.article_id),
        (finding, finding.c.article_id),
    ):
        elsewhere = table.c.story_id.is_distinct_from(identity)
        connection.execute(update(table).where(key.in_(members), elsewhere).values(story_id=identity))


def _unhome(connection: Connection, wanted: ColumnElement[bool]) -> None:
    """Say of some articles, their statements and what is found of them that they are in no story."""
    some = [row.id for row in connection.execute(select(article.c.id).where(wanted))]
    for part in _batches(some):
        for table, key in (
            (statement, statement.c.article_id),
            (finding, finding.c.article_id),
            (article, article.c.id),
        ):
            connection.execute(update(table).where(key.in_(part)).values(story_id=None))


def _drop_rows(connection: Connection, identities: list[int]) -> None:
    """Take out what lists and search have of stories themselves."""
    own = finding.c.kind.in_(("story", "question", "actor"))
    connection.execute(delete(finding).where(finding.c.story_id.in_(identities), own))
    for table in (question, actor):
        connection.execute(delete(table).where(table.c.story_id.in_(identities)))


def _batches(values: Iterable[int]) -> Iterator[list[int]]:
    some = list(values)
    for at in range(0, len(some), _BATCH):
        yield some[at : at + _BATCH]


def _put_rows(connection: Connection, identity: int, found: Story) -> None:
    questions = [_question_row(identity, q) for q in found.questions]
    actors = [
        {
            "story_id": identity,
            "name": one.name,
            "type": one.type,
            "role": one.roles[0] if one.roles else None,
            "party": one.party,
        }
        for one in found.actors
    ]
    findings = [_finding("story", identity, str(identity), found.title, "")]
    findings += [_finding("question", identity, f"{identity}#{q['own']}", q["text"], "") for q in questions]
    findings += [
        _finding("actor", identity, one.name, one.name, "; ".join([*one.forms, *one.roles]))
        for one in found.actors
    ]
    for table, rows in ((question, questions), (actor, actors), (finding, findings)):
        if rows:
            connection.execute(insert(table), rows)


def _finding(kind: str, story_id: int, ref: str, head: str, body: str) -> dict[str, Any]:
    return {"kind": kind, "story_id": story_id, "ref": ref, "head": head, "body": body}


def _question_row(identity: int, asked: Question) -> dict[str, Any]:
    lows = [e.low for e in asked.entries if e.low is not None]
    highs = [e.high for e in asked.entries if e.high is not None]
    return {
        "story_id": identity,
        "own": asked.id,
        "text": asked.text,
        "unit": asked.unit,
        "low": _real(min(lows)) if lows else None,
        "high": _real(max(highs)) if highs else None,
        "articles": len({e.article for e in asked.entries}),
        "origins_low": asked.origins_low,
        "origins_high": asked.origins_high,
        "disputed": _is_disputed(asked),
        "importance": asked.importance,
    }


def _real(number: float) -> float:
    """A number as a database holds it: one that is too large for that is told as the largest."""
    try:
        return float(number)
    except OverflowError:
        return math.copysign(sys.float_info.max, number)


def _is_disputed(asked: Question) -> bool:
    return any(relation.kind in _DIFFERING for relation in asked.relations)


def _weight(found: Story) -> float:
    """What stands first: stories that many tell, and that they tell differently."""
    return len(found.articles) + 2.0 * sum(_is_disputed(q) for q in found.questions[:5])


# what is held


def get_story(connection: Connection, identity: int) -> tuple[StoryRow, Story] | None:
    """A story by its id, as a row and whole."""
    row = connection.execute(select(story).where(story.c.id == identity)).first()
    return (as_record(StoryRow, row), msgspec.json.decode(row.record, type=Story)) if row else None


def find_story(connection: Connection, own: str) -> int | None:
    """A story's id by the name that it keeps from run to run."""
    return connection.execute(select(story.c.id).where(story.c.own == own)).scalar()


def weightiest(connection: Connection, most: int) -> list[StoryRow]:
    """The stories that weigh most, so many at most."""
    query = select(*_BARE).order_by(story.c.weight.desc(), story.c.id).limit(most)
    return [as_record(StoryRow, row) for row in connection.execute(query)]


def get_reviews(connection: Connection, identities: Iterable[int]) -> dict[int, bytes | None]:
    """What a person should look at in some stories, by the stories' ids; None where nobody has worked it out."""
    found: dict[int, bytes | None] = {}
    for part in _batches(identities):
        query = select(story.c.id, story.c.review).where(story.c.id.in_(part))
        found.update((row.id, row.review) for row in connection.execute(query))
    return found


def get_row(connection: Connection, own: str) -> StoryRow | None:
    """A story as a row, by the name that it keeps from run to run."""
    row = connection.execute(select(*_BARE).where(story.c.own == own)).first()
    return as_record(StoryRow, row) if row else None


def row_by_id(connection: Connection, identity: int) -> StoryRow | None:
    """A story as a row, by its id."""
    row = connection.execute(select(*_BARE).where(story.c.id == identity)).first()
    return as_record(StoryRow, row) if row else None


def get_cast(connection: Connection, identities: Iterable[int]) -> dict[int, list[StoryActor]]:
    """Who speaks or acts in some stories, by the stories' ids."""
    query = select(story.c.id, story.c.record).where(story.c.id.in_(list(identities)))
    return {row.id: _CAST.decode(row.record).actors for row in connection.execute(query)}


def story_names(connection: Connection, identities: Iterable[int]) -> dict[int, str]:
    """The names that stories keep from run to run, by their ids."""
    query = select(story.c.id, story.c.own).where(story.c.id.in_(list(identities)))
    return {row.id: row.own for row in connection.execute(query)}


def first_articles(connection: Connection, identities: Iterable[int]) -> dict[int, str]:
    """The name of one article of each of some stories."""
    query = (
        select(article.c.story_id, func.min(article.c.name).label("name"))
        .where(article.c.story_id.in_(list(identities)))
        .group_by(article.c.story_id)
    )
    return {row.story_id: row.name for row in connection.execute(query)}


def titles(connection: Connection, owns: Iterable[str]) -> dict[str, str]:
    """The titles of stories, by the names that they keep."""
    query = select(story.c.own, story.c.title).where(story.c.own.in_(list(owns)))
    return {row.own: row.title for row in connection.execute(query)}


def walk_stories(connection: Connection) -> Iterable[tuple[StoryRow, Story]]:
    """All stories, one in memory at a time."""
    for identity in [
        row.id for row in connection.execute(select(story.c.id).order_by(story.c.weight.desc(), story.c.id))
    ]:
        found = get_story(connection, identity)
        if found:
            yield found


def list_stories(
    connection: Connection,
    choice: StoryChoice | None = None,
    *,
    sort: str = "weight",
    offset: int = 0,
    most: int = 20,
) -> Page:
    """A piece of the list of stories, all or those of a choice."""
    wanted = choice.conditions() if choice else []
    query = piece_of(story, wanted, _SORTS.get(sort, _SORTS["weight"]), offset, most, but=_HEAVY)
    total = connection.execute(select(func.count()).select_from(story).where(*wanted)).scalar() or 0
    return Page([as_record(StoryRow, row) for row in connection.execute(query)], total)


def list_questions(
    connection: Connection,
    *,
    story_id: int | None = None,
    disputed: bool = False,
    offset: int = 0,
    most: int = 50,
) -> Page:
    """A piece of the list of questions, the most important first."""
    wanted: list[ColumnElement[bool]] = [question.c.disputed.is_(True)] if disputed else []
    if story_id is not None:
        wanted.append(question.c.story_id == story_id)
    order = (question.c.importance.desc(), question.c.id)
    query = piece_of(question, wanted, order, offset, most)
    total = connection.execute(select(func.count()).select_from(question).where(*wanted)).scalar() or 0
    return Page([as_record(QuestionRow, row) for row in connection.execute(query)], total)


def list_actors(
    connection: Connection, *, name: str, most: int = 1_000
) -> list[tuple[int, str, str | None, bool]]:
    """The stories in which somebody speaks or acts, so many at most: (story id, type, role, party)."""
    query = select(actor).where(actor.c.name == name).order_by(actor.c.story_id).limit(most)
    rows = connection.execute(query)
    return [(row.story_id, row.type, row.role, row.party) for row in rows]


def count_stories(connection: Connection) -> tuple[int, int]:
    """How many stories and how many questions there are."""
    stories = connection.execute(select(func.count()).select_from(story)).scalar() or 0
    questions = connection.execute(select(func.count()).select_from(question)).scalar() or 0
    return stories, questions


def get_storyless(connection: Connection) -> set[str]:
    """Digests of articles together that make no story."""
    return {row.digest for row in connection.execute(select(storyless.c.digest))}


def put_storyless(connection: Connection, digest: str) -> None:
    """Remember that these articles together make no story."""
    insert_new(connection, storyless, [{"digest": digest}])


def drop_storyless(connection: Connection, digests: Iterable[str]) -> None:
    """Forget digests that stand for nothing any more."""
    for digest in digests:
        connection.execute(delete(storyless).where(storyless.c.digest == digest))


def assembled(connection: Connection) -> int:
    """The generation of what stands from which the stories were worked out."""
    return int(get_setting(connection, _ASSEMBLED) or 0)


def put_assembled(connection: Connection, generation: int) -> None:
    """Say from which generation the stories are."""
    put_setting(connection, _ASSEMBLED, str(generation))


__all__ = [
    "assembled",
    "count_stories",
    "drop_empty",
    "drop_stories",
    "drop_storyless",
    "find_story",
    "first_articles",
    "get_cast",
    "get_digests",
    "get_reviews",
    "get_row",
    "get_story",
    "get_storyless",
    "homes_of",
    "list_actors",
    "list_questions",
    "list_stories",
    "put_assembled",
    "put_story",
    "put_storyless",
    "row_by_id",
    "story_names",
    "titles",
    "walk_stories",
    "weightiest",
]
