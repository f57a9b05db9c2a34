"""Stories are worked out from what stands; only those that changed are worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

import msgspec
from sqlalchemy import Connection

from runut import __version__
from runut.engine.resources import load_pack
from runut.model.article import Unread
from runut.model.faults import fault
from runut.pipeline_stories import build_story, features_of
from runut.steps.correct import Verdicts
from runut.steps.group import StoryFeatures, StoryIndex
from runut.store import articles, events, readings, stories
from runut.store.database import Database

_TOLD_EVERY = 16  # stories worked out between two tellings of how far it is


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


def is_stale(database: Database) -> bool:
    """Whether something has changed since stories were worked out."""
    with database.reading() as connection:
        return stories.assembled(connection) != articles.generation(connection)


def assemble_stories(
    database: Database, told: Callable[[int, int], None] = lambda done, of: None
) -> Assembled:
    """Bring the stories up to what stands. One process does it at a time; a killed one loses only its last story.

    ``told`` hears how many of how many changed stories are done.
    """
    with database.locked("stories"):
        with database.reading() as connection:
            now = articles.generation(connection)
            if stories.assembled(connection) == now:
                return Assembled()
            known = stories.get_digests(connection)
        verdicts = _verdicts(database)
        groups = _groups(database, verdicts)
        wanted = {_digest(group, verdicts): group for group in groups}
        done = Assembled(kept=len(wanted.keys() & known.keys()))
        gone = [identity for digest, identity in known.items() if digest not in wanted]
        with database.writing() as connection:
            stories.drop_stories(connection, gone)
        done.gone = len(gone)
        missing = [(digest, group) for digest, group in wanted.items() if digest not in known]
        for number, (digest, group) in enumerate(missing):
            if number % _TOLD_EVERY == 0:
                told(number, len(missing))
            _build(database, digest, group, verdicts, done)
        told(len(missing), len(missing))
        with database.writing() as connection:
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
                _build(database, digest, group, verdicts, Assembled(), replacing=row.id)
                built += 1
        return built


def _verdicts(database: Database) -> Verdicts:
    with database.reading() as connection:
        return Verdicts(events.events_across(connection))


def _members(connection: Connection, names: Sequence[str]) -> list[_Member]:
    held = readings.get_readings(connection, names)
    return [_Member(held[name].article_id, name, held[name].digest) for name in names if name in held]


def _groups(database: Database, verdicts: Verdicts) -> list[list[_Member]]:
    """The articles, by story."""
    index = StoryIndex()
    members: dict[str, _Member] = {}
    decoder = msgspec.msgpack.Decoder(StoryFeatures)
    with database.reading() as connection:
        rows = readings.get_features(connection)
        for identity, name, digest, packed in rows:
            members[name] = _Member(identity, name, digest)
            if packed is None:
                stored = readings.get_readings(connection, [name])[name]
                index.add(features_of(stored.standing, stored.text, load_pack))
            else:
                index.add(decoder.decode(packed))
    groups = index.stories()
    if verdicts:
        groups = index.arrange(verdicts.regroup(groups))
    return [[members[name] for name in names] for names in groups]


def _digest(group: Sequence[_Member], verdicts: Verdicts) -> str:
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
    database: Database,
    digest: str,
    group: Sequence[_Member],
    verdicts: Verdicts,
    done: Assembled,
    replacing: int | None = None,
) -> None:
    names = [member.name for member in group]
    with database.reading() as connection:
        held = readings.get_readings(connection, names)
    standing, texts = [held[name].standing for name in names], {name: held[name].text for name in names}
    try:
        story = build_story(standing, texts, load_pack, verdicts)
    except Exception as error:  # a fault in one story costs that story alone
        done.faults += [fault(name, error) for name in names]
        with database.writing() as connection:
            articles.put_unread(connection, done.faults[-len(names) :])
        return
    days = _days(reading.published for reading in standing)
    with database.writing() as connection:
        if replacing is not None:
            stories.drop_stories(connection, [replacing])
        if story is not None:
            identities = [member.identity for member in group]
            stories.put_story(connection, story, digest, standing[0].language, days, identities)
            done.built += 1


def _days(published: Iterable[str | None]) -> tuple[str | None, str | None]:
    days = sorted(part for value in published if value for part in value.split("/"))
    return (days[0], days[-1]) if days else (None, None)


__all__ = ["Assembled", "assemble_stories", "is_stale", "refresh_stories", "still_stands"]
