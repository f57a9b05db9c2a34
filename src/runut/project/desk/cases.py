"""Stories out of the store as the views want them: with the readings and texts that stand behind every line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from runut.model.article import Article
from runut.model.dossier import Dossier, Story
from runut.model.reading import Reading
from runut.project.dossiers import Case
from runut.store import articles, readings, stories
from runut.store.database import Database
from runut.views.jsonl import encode_line


def whole_case(database: Database) -> Case:
    """The whole project as a dossier."""
    with database.reading() as connection:
        found = [story for _, story in stories.walk_stories(connection)]
        held = readings.get_readings(
            connection, (name for _, name, _, _ in readings.get_features(connection))
        )
        errors = articles.get_unread(connection)
    placed = {name for story in found for name in story.articles}
    unplaced = [name for name in held if name not in placed]
    dossier = Dossier(found, errors, unplaced)
    return Case(
        dossier, [one.standing for one in held.values()], {name: one.text for name, one in held.items()}
    )


def case_of(database: Database, found: Iterable[Story]) -> Case:
    """Some stories as a dossier of their own."""
    chosen = list(found)
    with database.reading() as connection:
        held = readings.get_readings(connection, (name for story in chosen for name in story.articles))
    return Case(
        Dossier(chosen, []),
        [one.standing for one in held.values()],
        {name: one.text for name, one in held.items()},
    )


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


__all__ = ["case_of", "reading_lines", "whole_case"]
