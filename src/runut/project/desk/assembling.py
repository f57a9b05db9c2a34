"""Stories are worked out from what stands; only those that changed are worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

import msgspec

from runut import __version__
from runut.engine.resources import load_pack
from runut.model.article import Unread
from runut.model.dossier import Story
from runut.model.faults import fault
from runut.pipeline_stories import build_story, features_of
from runut.steps.group import StoryFeatures, StoryIndex
from runut.store import articles, readings, stories
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
        groups = _groups(database)
        wanted = {_digest(group): group for group in groups}
        done = Assembled(kept=len(wanted.keys() & known.keys()))
        gone = [identity for digest, identity in known.items() if digest not in wanted]
        with database.writing() as connection:
            stories.drop_stories(connection, gone)
        done.gone = len(gone)
        missing = [(digest, group) for digest, group in wanted.items() if digest not in known]
        for number, (digest, group) in enumerate(missing):
            if number % _TOLD_EVERY == 0:
                told(number, len(missing))
            _build(database, digest, group, done)
        told(len(missing), len(missing))
        with database.writing() as connection:
            stories.put_assembled(connection, now)
        return done


def _groups(database: Database) -> list[list[_Member]]:
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
    return [[members[name] for name in names] for names in index.stories()]


def _digest(group: Sequence[_Member]) -> str:
    return digest_of((member.name, member.digest) for member in group)


def digest_of(members: Iterable[tuple[str, str]]) -> str:
    """What a story is made from (names and digests of its articles, in its order), and by whom: the same digest
    gives the same story."""
    told = "\n".join(f"{name}\t{digest}" for name, digest in members)
    return sha256(f"{__version__}\n{told}".encode()).hexdigest()[:24]


def _build(database: Database, digest: str, group: Sequence[_Member], done: Assembled) -> None:
    names = [member.name for member in group]
    with database.reading() as connection:
        held = readings.get_readings(connection, names)
    try:
        story = build_story(
            [held[name].standing for name in names], {n: held[n].text for n in names}, load_pack
        )
    except Exception as error:  # a fault in one story costs that story alone
        done.faults += [fault(name, error) for name in names]
        with database.writing() as connection:
            articles.put_unread(connection, done.faults[-len(names) :])
        return
    if story is None:
        return
    days = _days(held[name].standing.published for name in names)
    language = held[names[0]].standing.language
    with database.writing() as connection:
        stories.put_story(connection, story, digest, language, days, [member.identity for member in group])
    done.built += 1


def _days(published: Iterable[str | None]) -> tuple[str | None, str | None]:
    days = sorted(part for value in published if value for part in value.split("/"))
    return (days[0], days[-1]) if days else (None, None)


__all__ = ["Assembled", "Story", "assemble_stories", "digest_of", "is_stale"]
