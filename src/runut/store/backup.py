"""A copy of an SQLite store, whole and of one moment, while others go on writing."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection

from runut.errors import StoreError


def copy_sqlite(connection: Connection, target: Path) -> None:
    """Copy the store into a file that is there under its name only once it is whole and has been opened and
    checked."""
    part = target.with_name(f"{target.name}.part")
    source = connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)
    try:
        part.unlink(missing_ok=True)
        copy = sqlite3.connect(part)
        try:
            source.backup(copy)  # in one step: a reader of one moment, whom writers need not wait for
            copy.execute("pragma journal_mode = delete")  # one file, with nothing beside it
            check_sqlite(copy, part)
        finally:
            copy.close()
        os.replace(part, target)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"no backup in {target}: {error}; name another file") from error


def check_sqlite(connection: sqlite3.Connection, path: Path) -> None:
    """Complain of a file that is not whole."""
    told = [row[0] for row in connection.execute("pragma integrity_check(5)")]
    if told != ["ok"]:
        raise StoreError(f"{path}: the copy is not whole ({told[0]}); is the disk sound?")


__all__ = ["check_sqlite", "copy_sqlite"]
