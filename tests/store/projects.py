"""Projects for tests, piles of made-up articles, and the whole state of a store to compare."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import select

from runut.project.desk import Desk
from runut.project.desk.folder import DATABASE_URL, make_folder
from runut.project.reading import Choices
from runut.store.tables import metadata

_PLACES = ["Randuwangi", "Karangmulya", "Sumberjati", "Telagasari", "Watubarat", "Kertaluhur", "Pasirgede"]
_HEADS = ["Suparta Wirya", "Endang Saputra", "Lestari Ayuni", "Harun Dalimunte", "Wening Prasasti"]
_KINDS = [
    ("banjir", "rumah", "terendam"),
    ("kebakaran", "kios", "terbakar"),
    ("longsor", "rumah", "tertimbun"),
    ("gempa", "sekolah", "retak"),
]
_OUTLETS = ["Kabar Randu", "Lintas Timur", "Suara Telaga"]


class Place:
    """A project's folder and, of PostgreSQL, its database."""

    def __init__(self, path: Path, url: str | None) -> None:
        self.path = path
        self.url = url

    @property
    def env(self) -> dict[str, str]:
        env = {key: value for key, value in os.environ.items() if key != DATABASE_URL}
        return env | ({DATABASE_URL: self.url} if self.url else {})

    def open(self) -> Desk:
        had = os.environ.pop(DATABASE_URL, None)
        try:
            if self.url:
                os.environ[DATABASE_URL] = self.url
            return Desk(make_folder(self.path))
        finally:
            os.environ.pop(DATABASE_URL, None)
            if had is not None:
                os.environ[DATABASE_URL] = had

    def run(self, *arguments: Any, **more: Any) -> subprocess.CompletedProcess[str]:
        """Call ``runut`` on this project."""
        started = self.start(*arguments, **more)
        out, err = started.communicate(timeout=300)
        return subprocess.CompletedProcess(arguments, started.returncode, out, err)

    def start(self, *arguments: Any, **more: Any) -> subprocess.Popen[str]:
        make_folder(self.path)
        command = [sys.executable, "-c", "from runut.cli.main import main; main()", *map(str, arguments)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8", "env": self.env}
        return subprocess.Popen([*command, "--project", str(self.path)], **(pipes | more))

    def add(self, *paths: Any, jobs: int = 1, assemble: bool = True):
        with self.open() as desk:
            counts = desk.add([str(path) for path in paths], Choices("id", jobs))
            if assemble:
                desk.assemble()
        return counts

    def state(self) -> dict[str, list[Any]]:
        with self.open() as desk:
            return state_of(desk)

    def rows(self) -> dict[str, list[Any]]:
        with self.open() as desk:
            return rows_of(desk)


def article(event: int, outlet: int = 0, figure: int | None = None) -> str:
    """An article on an event, as an outlet tells it."""
    what, thing, done = _KINDS[event % len(_KINDS)]
    place, head = _PLACES[event % len(_PLACES)], _HEADS[event % len(_HEADS)]
    number = figure if figure is not None else 20 + event
    day = f"{1 + event % 27}/{1 + event % 12}/2025"
    opening = [
        f"{_OUTLETS[outlet % 3]} - Bencana {what} melanda Desa {place} blok {event}, ({day}).",
        f"Kepala Desa {place}, {head}, mengatakan sedikitnya {number} {thing} {done} akibat {what} itu.",
        f'"Warga blok {event} sudah kami bawa ke balai desa," kata {head}.',
        f"Menurut petugas pos {outlet}, {number + outlet} {thing} {done} dan jalan ke blok {event} tertutup.",
    ]
    return "\n\n".join(opening) + "\n"


def write_pile(folder: Path, articles: int, seed: int = 1) -> Path:
    """Files of so many articles, up to three on one event."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    for number in range(articles):
        text = article(number // 3 + 100 * seed, number % 3, rng.randrange(3, 90))
        (folder / f"berita-{number:04}.txt").write_text(text, "utf-8")
    return folder


def write_rows(file: Path, rows: list[dict[str, Any]]) -> Path:
    """A file of rows, one a line."""
    file.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    return file


def rows_of(desk: Desk) -> dict[str, list[Any]]:
    """Every row of every table but for the times at which it was written."""
    with desk.database.reading() as connection:
        return {
            name: sorted(
                repr(
                    [value for key, value in row._mapping.items() if not key.endswith("_at") and key != "at"]
                )
                for row in connection.execute(select(table))
            )
            for name, table in metadata.tables.items()
        }


def state_of(desk: Desk) -> dict[str, list[Any]]:
    """All that a project holds, by name and not by number: the same for two ways to the same state."""
    t = metadata.tables
    with desk.database.reading() as connection:
        names = {row.id: row.name for row in connection.execute(select(t["article"]))}
        homes = {row.id: row.own for row in connection.execute(select(t["story"]))}
        known = {"article_id": names, "story_id": homes}
        found: dict[str, list[Any]] = {}
        for name, table in t.items():
            if name in ("setting", "job"):
                continue
            rows = []
            for row in connection.execute(select(table)):
                told = {
                    key: known[key].get(value) if key in known else value
                    for key, value in row._mapping.items()
                    if key not in ("id", "version_id", "at", "ref") and not key.endswith("_at")
                }
                rows.append(repr(sorted(told.items())))
            found[name] = sorted(rows)
        return found
