"""What an older reader read is read anew, from the stored text; the versions stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection

from runut.project.desk.taking import READER, Counts, Given, Outcome, laid_over, read_given
from runut.project.reading import Choices
from runut.store import articles, readings
from runut.store.database import Database
from runut.store.records import Taken

_BATCH = 64  # articles after which what was read is committed


def reread(
    database: Database,
    choices: Choices,
    whole: bool = False,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> Counts:
    """Read the newest versions anew that another reader read; ``whole``: all of them. Killed, it goes on later.

    ``told`` hears how many of how many are done.
    """
    with database.reading() as connection:
        of = articles.count_all(connection) if whole else readings.count_unlike(connection, READER)
    counts = Counts()
    batch: list[Outcome] = []
    for done, outcome in enumerate(read_given(_stored(database, whole), choices), 1):
        batch.append(outcome)
        if len(batch) >= _BATCH:
            _keep(database, batch, counts)
            batch = []
            told(done, of)
    _keep(database, batch, counts)
    told(of, of)
    return counts


def _stored(database: Database, whole: bool) -> Iterator[Given]:
    """The texts to read, a hundred in memory at a time."""
    after = 0
    while True:
        with database.reading() as connection:
            some = readings.unlike_reader(connection, "" if whole else READER, 100, after)
            given = [_given(connection, identity) for identity, _ in some]
        if not some:
            return
        yield from given
        after = some[-1][0]


def _given(connection: Connection, identity: int) -> Given:
    newest = next(one for one in articles.get_versions(connection, identity) if one.newest)
    text = articles.get_texts(connection, [newest.snapshot])[newest.snapshot]
    return Given(articles.carried(newest, text), newest.name, None, newest.extractor)


def _keep(database: Database, batch: Sequence[Outcome], counts: Counts) -> None:
    with database.writing() as connection:
        for outcome in batch:
            if outcome.unread is not None:
                articles.put_unread(connection, [outcome.unread])
                counts.unread += 1
            elif outcome.taken is not None:
                became = _put(connection, outcome.taken)
                counts.reread += became
                counts.same += not became


def _put(connection: Connection, taken: Taken) -> bool:
    """Keep a new reading of an article's newest text; not that of a text which has changed meanwhile."""
    name = taken.article.name
    row = articles.find_article(connection, name)
    newest = next(one for one in articles.get_versions(connection, row.id) if one.newest) if row else None
    if newest is None or newest.snapshot != taken.article.sha256:
        return False
    taken, standing = laid_over(connection, taken)
    readings.put_reading(connection, newest.article_id, newest.version_id, taken, standing)
    articles.forget_unread(connection, name)
    articles.touch(connection)
    return True


__all__ = ["reread"]
