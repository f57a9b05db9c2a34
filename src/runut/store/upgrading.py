"""The store's shape is brought up to date, step by step, when an older project is opened."""

from __future__ import annotations

from functools import cache

from alembic.command import upgrade
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from runut.errors import StoreError
from runut.store.database import Database


def bring_up_to_date(database: Database) -> str | None:
    """Make the tables, or change them to what this version wants. Returns the shape it had, if it had another."""
    had = shape_of(database)
    if had == _newest():
        return None
    if had is not None and had not in _known():
        raise StoreError(
            f"{database.place} was written by a newer Runut (shape {had}): update Runut, or use another project"
        )
    with database.locked("shape"):
        config = _config()
        with database.writing() as connection:
            config.attributes["connection"] = connection
            upgrade(config, "head")
    return had


def shape_of(database: Database) -> str | None:
    """The name of the shape that the tables have; None where there are none yet."""
    with database.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "runut.store:migrations")
    return config


@cache
def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


@cache
def _known() -> frozenset[str]:
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


__all__ = ["bring_up_to_date", "shape_of"]
