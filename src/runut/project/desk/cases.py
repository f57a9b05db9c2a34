"""Stories out of the store as the views want them: with the readings and texts that stand behind every line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from runut.model.article import Article
from runut.model.dossier import Dossier, Story
from runut.model.reading import Reading
from runut.project.desk.standing import decode_decisions
from runut.project.dossiers import Case
from runut.store import articles, readings, stories
from runut.store.database import Database
from runut.store.readings import Stored
from runut.views.jsonl import encode_line


def whole_case(database: Database) -> Case:
    """The whole project as a dossier."""
    with database.reading() as connection:
        found = [story for _, story in stories.walk_stories(connection)]
        held = readings.get_readings(connection, articles.all_names(connection))
        errors = articles.get_unread(connection)
    placed = {name for story in found for name in story.articles}
    unplaced = [name for name in held if name not in placed]
    dossier = Dossier(found, errors, unplaced)
    return case_from(dossier, held)


def case_of(database: Database, found: Iterable[Story]) -> Case:
    """Some stories as a dossier of their own."""
    chosen = list(found)
    with database.reading() as connection:
        held = readings.get_readings(connection, (name for story in chosen for name in story.articles))
    return case_from(Dossier(chosen, []), held)


def case_from(dossier: Dossier, held: Mapping[str, Stored]) -> Case:
    """A dossier with the stored readings of its articles."""
    return Case(
        dossier,
        [one.standing for one in held.values()],
        {name: one.text for name, one in held.items()},
        decided={name: _decided(one.decisions) for name, one in held.items() if one.decisions},
    )


def _decided(kept: bytes | None) -> frozenset[tuple[str, str]]:
    """The records that people decided about, their keys as views write them."""
    return frozenset(
        (one.kind, one.key if isinstance(one.key, str) else f"{one.key[0]}-{one.key[1]}")
        for one in decode_decisions(kept).decisions
    )


def dossier_json(database: Database) -> Iterator[bytes]:
    """The whole project as ``show_case`` writes it as JSON, in pieces: one story in memory at a time."""
    with database.reading() as connection:
        placed: set[str] = set()
        first = True
        yield b'{\n  "stories": ['
        for _, story in stories.walk_stories(connection):
            placed.update(story.articles)
            yield (b"\n" if first else b",\n") + _indented(story, 4)
            first = False
        unplaced = [name for name in articles.all_names(connection) if name not in placed]
        rest = {"errors": articles.get_unread(connection), "unplaced": unplaced}
    yield b"]" if first else b"\n  ]"
    for field, value in rest.items():
        yield b',\n  "%s": ' % field.encode() + _indented(value, 2).lstrip()
    yield b"\n}\n"


def _indented(value: object, by: int) -> bytes:
    """A value as indented JSON, further to the right. No line break stands inside a string of JSON."""
    told = msgspec.json.format(msgspec.json.encode(value), indent=2)
    return b" " * by + told.replace(b"\n", b"\n" + b" " * by)


def reading_lines(database: Database) -> Iterator[bytes]:
    """What stands of the newest version of every article, as ``runut analyse`` writes it; then what could not
    be read. A hundred articles in memory at a time."""
    with database.reading() as connection:
        for versions in readings.walk_articles(connection, newest=True):
            for one in versions:
                stands = one.corrected or one.record
                if stands is None:
                    continue
                told = msgspec.json.decode(stands, type=Reading)
                carrier = msgspec.json.decode(one.carrier, type=Article)
                text = one.text if carrier.extracted else None
                yield encode_line(msgspec.structs.replace(told, text=text))
        for unread in articles.get_unread(connection):
            yield encode_line(unread)


__all__ = ["case_from", "case_of", "dossier_json", "reading_lines", "whole_case"]
