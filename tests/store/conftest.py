"""Projects in both databases: an SQLite file, and a real PostgreSQL server that these tests start and stop."""

from __future__ import annotations

import glob
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from runut.project.desk.folder import DATABASE_URL, PROJECT
from tests.store.projects import Place

DATABASES = ("sqlite", "postgresql")


def _programs() -> Path | None:
    """The folder of PostgreSQL's own programs, the newest."""
    named = shutil.which("initdb")
    found = [os.path.realpath(named)] if named else []
    found += sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), reverse=True)
    folders = [Path(one).parent for one in found]
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


def _owner() -> dict[str, object]:
    """The server runs as nobody where the tests run as root, which it refuses."""
    return {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}


class Server:
    """A PostgreSQL server on a socket in a folder of its own; nothing listens on the network."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        owner = _owner()
        if owner:
            shutil.chown(folder, "nobody")
        base = folder / "base"
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        subprocess.run(
            [
                programs / "initdb",
                "-D",
                base,
                "-U",
                "runut",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-locale",
                "-N",
            ],
            check=True,
            capture_output=True,
            cwd=folder,
            env=env,
            **owner,
        )
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [
                    programs / "postgres",
                    "-D",
                    base,
                    "-k",
                    folder,
                    "-c",
                    "listen_addresses=",
                    "-c",
                    "fsync=off",
                ],
                stdout=log,
                stderr=log,
                cwd=folder,
                env=env,
                **owner,
            )
        self._wait()

    def url(self, database: str) -> str:
        return f"postgresql://runut@/{database}?host={self.folder}"

    def make(self, database: str) -> str:
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'create database "{database}"')
        return self.url(database)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)  # "fast": ends all sessions
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _wait(self) -> None:
        import psycopg

        until = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.url("postgres")).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise RuntimeError(self.log.read_text("utf-8", "replace")) from None
                time.sleep(0.1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here: apt-get install postgresql")
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'runut[postgresql]'")
    folder = Path(tempfile.mkdtemp(prefix="runut-pg-", dir="/tmp"))  # a socket's path must be short
    started = None
    try:
        started = Server(programs, folder)
        yield started
    finally:
        if started is not None:
            started.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=DATABASES)
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def new_place(kind, request, tmp_path, monkeypatch):
    """A function that makes projects of the database at hand, each a store of its own."""
    monkeypatch.delenv(PROJECT, raising=False)
    monkeypatch.delenv(DATABASE_URL, raising=False)
    made = []

    def make(name: str = "project") -> Place:
        url = None
        if kind == "postgresql":
            running = request.getfixturevalue("server")
            url = running.make(f"{tmp_path.name}-{name}"[-60:])
        place = Place(tmp_path / name, url)
        made.append(place)
        return place

    return make


@pytest.fixture
def place(new_place) -> Place:
    return new_place()
