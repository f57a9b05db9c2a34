"""A copy of the store that can be put back."""

from __future__ import annotations

import os
from pathlib import Path

from runut.errors import UsageError
from runut.project.desk.archive import save_archive
from runut.store.backup import copy_sqlite
from runut.store.database import Database


def back_up(database: Database, target: str | os.PathLike[str]) -> None:
    """Copy an SQLite store into a file of its own; of PostgreSQL, whose servers have their own copies, write an
    archive."""
    path = Path(target)
    if not database.is_sqlite:
        save_archive(database, path)
        return
    if path.exists() and os.path.samefile(path, str(database.url.database)):
        raise UsageError(f"{path} is the store itself: name another file")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}; name another file") from error
    with database.reading() as connection:
        copy_sqlite(connection, path)


__all__ = ["back_up"]
