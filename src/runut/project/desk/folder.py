"""A project's folder: its settings file, and where its store is."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import msgspec

from runut.errors import UsageError
from runut.store.database import Database, sqlite_url
from runut.store.upgrading import bring_up_to_date

SETTINGS = "runut.toml"
STORE = "runut.sqlite"
BACKUP = "runut-backup"  # what backups are called where nobody names them
DATABASE_URL = "RUNUT_DATABASE_URL"
PROJECT = "RUNUT_PROJECT"

_TEMPLATE = """\
# A project of Runut. The articles and all decisions are in {store}.

# The articles' language: auto, or the code of a language pack.
language = "auto"

# Hosts on this machine or in a private network that feeds may be fetched from, as in ["intranet.example:8080"].
allow_private = []
"""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``runut.toml`` says."""

    language: str = "auto"
    allow_private: list[str] = []


class Folder(msgspec.Struct, frozen=True):
    """An existing project's folder."""

    path: Path
    settings: Settings

    def owns(self, path: str) -> bool:
        """Whether a file is the project's own: its settings, its store with what lies beside it, its backups."""
        folder, name = os.path.split(os.path.abspath(path))
        return folder == str(self.path) and (name == SETTINGS or name.startswith((STORE, BACKUP)))

    def name_of(self, path: str) -> str:
        """How a file is called in the project: by its way from the folder, wherever the command was called."""
        return os.path.relpath(os.path.abspath(path), self.path).replace(os.sep, "/")


def make_folder(path: str | os.PathLike[str]) -> Folder:
    """Make a project: the settings file and an empty store. An existing project stays as it is."""
    folder = Path(path).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / SETTINGS, "x", encoding="utf-8") as file:
            file.write(_TEMPLATE.format(store=STORE))
    except FileExistsError:
        if not (folder / SETTINGS).is_file():
            raise UsageError(f"{path} is a file: name a folder for the project") from None
    except OSError as error:
        raise UsageError(f"cannot make a project in {path}: {error.strerror or error}") from error
    return _opened(folder)


def find_folder(named: str | os.PathLike[str] | None = None) -> Folder:
    """The project that is named, else RUNUT_PROJECT's, else the one that the working folder is in."""
    asked = named or os.environ.get(PROJECT)
    if asked:
        folder = Path(asked).absolute()
        if not (folder / SETTINGS).is_file():
            raise UsageError(f"no project in {asked}: runut init {asked} makes one")
        return _opened(folder)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return _opened(folder)
    raise UsageError("no project here: runut init makes one, or name its folder with --project")


def open_store(folder: Folder) -> Database:
    """The project's store, brought up to date: an SQLite file, or where RUNUT_DATABASE_URL points."""
    database = Database(os.environ.get(DATABASE_URL) or sqlite_url(folder.path / STORE))
    bring_up_to_date(database)
    return database


def _opened(folder: Path) -> Folder:
    file = folder / SETTINGS
    try:
        return Folder(folder, msgspec.convert(tomllib.loads(file.read_text("utf-8")), Settings))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"{file}: {error}; mend it, or delete it and call runut init again") from error


__all__ = ["BACKUP", "DATABASE_URL", "Folder", "Settings", "find_folder", "make_folder", "open_store"]
