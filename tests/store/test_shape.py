"""The tables are what the code says they are, however old the project that is opened."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from runut.errors import StoreError
from runut.project.desk.folder import STORE, make_folder
from runut.store import search, stories, upgrading
from runut.store.database import Database, sqlite_url
from runut.store.tables import metadata
from tests.store.projects import article, write_pile

REVISIONS = [s.revision for s in ScriptDirectory.from_config(upgrading._config()).walk_revisions()][::-1]


def database_of(place):
    return Database(place.url or sqlite_url(place.path / STORE))


def upgrade_to(database, revision):
    config = upgrading._config()
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_migrations_end_where_the_code_begins(place):
    with place.open() as desk, desk.database.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": _is_ours, "compare_type": True, "compare_server_default": False},
        )
        assert compare_metadata(context, metadata) == []


def _is_ours(thing, name, kind, reflected, compare_to):
    """Search has tables, a column and indexes of its own that each database makes its own way."""
    if kind == "column" and (thing.table.name, name) == ("finding", "words"):
        return False
    return not (name or "").startswith(("finding_words", "ix_finding_words"))


def put_in_oldest(database):
    """Rows as the first shape had them, enough for every later step to have something to change."""
    rows = [
        "insert into snapshot (sha256, text, chars) values ('s1', 'Dua rumah rusak.', 16)",
        "insert into raw (sha256, size, packed) values ('r1', 16, null)",
        "insert into article (name, version_id, title, added_at) values ('lama.txt', 1, 'Banjir lama', 'x')",
        "insert into version (article_id, number, snapshot, raw, extractor, extractor_version, carrier, "
        "added_at) values (1, 1, 's1', 'r1', 'text', '0', '{}', 'x')",
        "insert into story (own, digest, title, language, articles, copies, origins_low, origins_high, "
        "questions, conflicts, denials, weight, record) "
        "values ('story-lama', 'd', 'Banjir lama', 'id', 1, 0, 0, 0, 0, 0, 0, 1.0, '{}')",
        "insert into finding (kind, article_id, ref, head, body) "
        "values ('article', 1, '1', 'Banjir lama', 'Dua rumah rusak.')",
        "insert into event (uid, at, who, kind, action, record) values ('e1', 'x', 'Ayu', 'article', 'note', '{}')",
    ]
    with database.writing() as connection:
        for row in rows:
            connection.execute(text(row))


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_project_of_any_age_is_brought_up_to_date(place, revision, tmp_path):
    """From each shape that there ever was: nothing is lost, and what is new works."""
    make_folder(place.path)
    database = database_of(place)
    upgrade_to(database, REVISIONS[0])
    put_in_oldest(database)
    upgrade_to(database, revision)
    assert upgrading.shape_of(database) == revision
    database.close()
    with place.open() as desk:
        assert upgrading.shape_of(desk.database) == REVISIONS[-1]
        with desk.database.reading() as connection:
            assert stories.find_story(connection, "story-lama") == 1
            page, counts = search.search(connection, "banjir", kind="article")
            assert [hit.ref for hit in page.rows] == ["1"]
            assert counts == {"article": 1}
            assert connection.execute(text("select count(*) from event")).scalar() == 1
    (tmp_path / "baru.txt").write_text(article(1), "utf-8")
    with place.open() as desk:
        assert desk.add([str(tmp_path / "baru.txt")]).new == 1


def test_an_upgrade_is_all_or_nothing(place, tmp_path, monkeypatch):
    """A step that fails leaves the project in the shape that it had."""
    make_folder(place.path)
    database = database_of(place)
    upgrade_to(database, REVISIONS[0])
    put_in_oldest(database)
    real = upgrading.upgrade

    def fails(config, to):
        real(config, to)
        config.attributes["connection"].execute(text("select * from no_such_table"))

    monkeypatch.setattr(upgrading, "upgrade", fails)
    with pytest.raises(StoreError):
        upgrading.bring_up_to_date(database)
    assert upgrading.shape_of(database) == REVISIONS[0]
    monkeypatch.setattr(upgrading, "upgrade", real)
    upgrading.bring_up_to_date(database)
    assert upgrading.shape_of(database) == REVISIONS[-1]
    database.close()


def test_the_tables_serve_both_databases(place, tmp_path):
    place.add(write_pile(tmp_path / "pile", 3))
    state = place.state()
    assert all(
        state[name] for name in ("article", "version", "snapshot", "raw", "reading", "statement", "finding")
    )
