"""Stories are worked out from what stands; only those that changed are worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

import msgspec
from sqlalchemy import Connection

from runut import __version__
from runut.engine.resources import load_pack
from runut.model.article import Unread
from runut.model.dossier import Story
from runut.model.faults import fault
from runut.pipeline_stories import build_story, features_of
from runut.project.desk.reviewing import pack_review, review_of
from runut.steps.correct import Verdicts
from runut.steps.group import StoryIndex
from runut.store import articles, events, readings, stories
from runut.store.database import Database
from runut.store.readings import Stored

_TOGETHER = 64  # articles whose stories are kept in one go: a second's work, and what a kill may cost


class Assembled(msgspec.Struct):
    """What working stories out did."""

    built: int = 0
    kept: int = 0
    gone: int = 0
    faults: list[Unread] = []


class _Member(msgspec.Struct, frozen=True):
    """An article as far as grouping needs it."""

    identity: int
    name: str
    digest: str


_Group = list[_Member]


def is_stale(database: Database) -> bool:
    """Whether something has changed since stories were worked out."""
    with database.reading() as connection:
        return stories.assembled(connection) != articles.generation(connection)


def assemble_stories(
    database: Database, told: Callable[[int, int], None] = lambda done, of: None
) -> Assembled:
    """Bring the stories up to what stands. One process does it at a time; a killed one loses only its last stories.

    ``told`` hears how many of how many changed stories are done.
    """
    with database.locked("stories"):
        with database.reading() as connection:
            now = articles.generation(connection)
            if stories.assembled(connection) == now:
                return Assembled()
            known = stories.get_digests(connection)
            storyless = stories.get_storyless(connection)
        verdicts = _verdicts(database)
        wanted = {_digest(group, verdicts): group for group in _groups(database, verdicts)}
        done = Assembled(kept=len(wanted.keys() & known.keys()))
        gone = {identity for digest, identity in known.items() if digest not in wanted}
        done.gone = len(gone)
        missing = {d: group for d, group in wanted.items() if d not in known and d not in storyless}
        number = 0
        for some in _portions(missing):
            told(number, len(missing))
            _build(database, some, gone, verdicts, done)
            number += len(some)
        told(number, len(missing))
        with database.writing() as connection:
            stories.drop_stories(connection, gone)
            stories.drop_storyless(connection, storyless - wanted.keys())
            stories.put_assembled(connection, now)
        return done


def refresh_stories(database: Database, names: Iterable[str]) -> int:
    """Work the stories of some articles out anew as they are grouped now, at once after a decision. Grouping is
    looked at when all are next assembled. Returns how many were worked out."""
    with database.locked("stories"):
        verdicts = _verdicts(database)
        with database.reading() as connection:
            touched = {row.story_id for row in articles.articles_by_name(connection, names).values()}
            found = [stories.get_story(connection, identity) for identity in touched if identity is not None]
            members = [_members(connection, story.articles) for _, story in filter(None, found)]
        built = 0
        for (row, _), group in zip(filter(None, found), members, strict=True):
            digest = _digest(group, verdicts)
            if digest != row.digest:
                _rebuild(database, row.id, digest, group, verdicts)
                built += 1
        return built


def _rebuild(database: Database, identity: int, digest: str, group: _Group, verdicts: Verdicts) -> None:
    """Work one story out anew in the place of an earlier one; after a fault the earlier one stays."""
    gone, done = {identity}, Assembled()
    _build(database, {digest: group}, gone, verdicts, done)
    if gone and not done.faults:
        with database.writing() as connection:
            stories.drop_stories(connection, gone)


def _verdicts(database: Database) -> Verdicts:
    with database.reading() as connection:
        return Verdicts(events.events_across(connection))


def _members(connection: Connection, names: Sequence[str]) -> _Group:
    held = readings.get_readings(connection, names)
    return [_Member(held[name].article_id, name, held[name].digest) for name in names if name in held]


def _portions(missing: Mapping[str, _Group]) -> Iterator[dict[str, _Group]]:
    """Stories to work out, as many together as are kept in one go."""
    some: dict[str, _Group] = {}
    members = 0
    for digest, group in missing.items():
        some[digest] = group
        members += len(group)
        if members >= _TOGETHER:
            yield some
            some, members = {}, 0
    if some:
        yield some


def _groups(database: Database, verdicts: Verdicts) -> list[_Group]:
    """The articles, by story."""
    index = StoryIndex()
    members: dict[str, _Member] = {}
    with database.reading() as connection:
        rows = readings.get_features(connection)
        for identity, name, digest, packed in rows:
            members[name] = _Member(identity, name, digest)
            if packed is None:
                stored = readings.get_readings(connection, [name])[name]
                index.add(features_of(stored.standing, stored.text, load_pack))
            else:
                index.add(packed)
    groups = index.stories()
    if verdicts:
        groups = index.arrange(verdicts.regroup(groups))
    return [[members[name] for name in names] for names in groups]


def _digest(group: _Group, verdicts: Verdicts) -> str:
    return _digest_of([(member.name, member.digest) for member in group], verdicts)


def still_stands(database: Database, digest: str, members: Sequence[tuple[str, str]]) -> bool:
    """Whether a story of this digest is what its articles (names and digests) and all decisions make now."""
    return not is_stale(database) or _digest_of(members, _verdicts(database)) == digest


def _digest_of(members: Sequence[tuple[str, str]], verdicts: Verdicts) -> str:
    """What a story is made from, and by whom: the same digest gives the same story."""
    told = "\n".join(sorted(f"{name}\t{digest}" for name, digest in members))
    told += verdicts.digest(name for name, _ in members)
    return sha256(f"{__version__}\n{told}".encode()).hexdigest()[:24]


def _build(
    database: Database, some: Mapping[str, _Group], gone: set[int], verdicts: Verdicts, done: Assembled
) -> None:
    """Work some stories out and keep them. ``gone`` are those to be replaced; it loses those that were."""
    with database.reading() as connection:
        held = readings.get_readings(connection, (member.name for group in some.values() for member in group))
    made = {digest: _make(group, held, verdicts, done) for digest, group in some.items()}
    with database.writing() as connection:
        had = stories.homes_of(connection, (m.identity for group in some.values() for m in group)) & gone
        articles.put_unread(connection, done.faults)
        for digest, group in some.items():
            found = made[digest]
            if isinstance(found, _Made):
                members = [member.identity for member in group]
                days = _days(held[member.name].standing.published for member in group)
                language = held[group[0].name].standing.language
                told = (found.story, digest, language, days, members, gone, found.review)
                gone.discard(stories.put_story(connection, *told))
                done.built += 1
            elif found is None:
                stories.put_storyless(connection, digest)
        gone.difference_update(stories.drop_empty(connection, had & gone))


class _Made(msgspec.Struct, frozen=True):
    """A story that was worked out, and what a person should look at in it."""

    story: Story
    review: bytes


def _make(
    group: _Group, held: Mapping[str, Stored], verdicts: Verdicts, done: Assembled
) -> _Made | Exception | None:
    """A story of some articles, or none where they say nothing; a fault in it costs that story alone."""
    own = {member.name: held[member.name] for member in group}
    try:
        story = build_story(
            [one.standing for one in own.values()],
            {n: one.text for n, one in own.items()},
            load_pack,
            verdicts,
        )
        return _Made(story, pack_review(review_of(story, own))) if story else None
    except Exception as error:
        done.faults += [fault(name, error) for name in own]
        return error


def _days(published: Iterable[str | None]) -> tuple[str | None, str | None]:
    days = sorted(part for value in published if value for part in value.split("/"))
    return (days[0], days[-1]) if days else (None, None)


__all__ = ["Assembled", "assemble_stories", "is_stale", "refresh_stories", "still_stands"]
