"""Killed at any moment, with others writing, on a full disk: what was committed stays, and the next run goes on."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time

import pytest

from runut.errors import StoreError
from runut.project.desk import Desk
from runut.project.desk.folder import make_folder
from runut.store.database import Database, sqlite_url
from runut.store.tables import setting
from runut.store.upgrading import bring_up_to_date
from tests.store.projects import Place, write_pile

_ARTICLES = 100
_ROUNDS = 5


@pytest.fixture
def pile(tmp_path):
    return write_pile(tmp_path / "pile", _ARTICLES)


def held(place: Place) -> dict[str, str]:
    """Names and digests of what is held."""
    with place.open() as desk, desk.database.reading() as connection:
        from runut.store.readings import get_features

        return {name: digest for _, name, digest, _ in get_features(connection)}


def test_killed_at_random_moments(new_place, pile):
    """A run takes some seconds; it is killed in its beginning, in its middle, while stories are worked out."""
    undisturbed, killed = new_place("undisturbed"), new_place("killed")
    started = time.monotonic()
    assert undisturbed.run("add", "--jobs", "2", pile).returncode == 0
    whole = time.monotonic() - started
    rng = random.Random(20250318)
    make_folder(killed.path)
    had: dict[str, str] = {}
    for n in range(_ROUNDS):
        running = killed.start("add", "--jobs", "2", pile, start_new_session=True)
        time.sleep(rng.uniform(0.3 + 0.1 * n, whole * 0.9))
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        now = held(killed)
        assert had.items() <= now.items(), "what was committed is there"
        with killed.open() as desk:
            assert desk.verify().wrong == []
        had = now
    done = killed.run("add", "--jobs", "2", pile)
    assert done.returncode == 0, done.stderr
    assert killed.state() == undisturbed.state()


def test_two_writers_end_where_one_after_the_other_does(new_place, tmp_path, pile):
    other = write_pile(tmp_path / "other", 60, seed=2)
    after, at_once = new_place("after"), new_place("at-once")
    for one in (pile, other, pile):
        assert after.run("add", one).returncode == 0
    make_folder(at_once.path)
    running = [at_once.start("add", "--jobs", "1", one) for one in (pile, other, pile)]
    for one in running:
        _, told = one.communicate(timeout=300)
        assert one.returncode == 0, told
    assert at_once.state() == after.state()


def test_a_reader_sees_one_state_while_another_writes(place, tmp_path):
    place.add(write_pile(tmp_path / "pile", 3))
    with place.open() as desk, place.open() as other:
        with desk.database.reading() as reader:
            before = reader.execute(setting.select()).all()
            with other.database.writing() as writer:
                writer.execute(setting.insert().values(key="told", value="meanwhile"))
            assert reader.execute(setting.select()).all() == before
        with desk.database.reading() as reader:
            assert len(reader.execute(setting.select()).all()) == len(before) + 1


def test_a_write_is_all_or_nothing(place):
    with place.open() as desk:
        with contextlib.suppress(ZeroDivisionError), desk.database.writing() as connection:
            connection.execute(setting.insert().values(key="half", value="done"))
            1 / 0  # noqa: B018
        with desk.database.reading() as connection:
            assert "half" not in [row.key for row in connection.execute(setting.select())]


@pytest.mark.parametrize("kind", ["postgresql"])  # SQLite has no transactions that only read
def test_a_reader_cannot_write(new_place, kind):
    with new_place().open() as desk, pytest.raises(StoreError, match="read-only"):  # noqa: SIM117
        with desk.database.reading() as connection:
            connection.execute(setting.insert().values(key="told", value="x"))


def test_interrupted_it_keeps_what_it_read(place, tmp_path):
    pile = write_pile(tmp_path / "large", 600)  # some seconds: it is interrupted after its first batch
    running = place.start("add", "--jobs", "2", pile, start_new_session=True)
    until = time.monotonic() + 60
    while not held(place) and time.monotonic() < until:
        time.sleep(0.1)
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130, told
    assert "Traceback" not in told
    assert "goes on" in told or "stopped" in told
    assert held(place)
    with place.open() as desk:
        assert desk.verify().wrong == []
    kept = len(held(place))
    with place.open() as desk:
        counts = desk.add([str(file) for file in sorted(pile.iterdir())[:80]])
    assert (counts.new + counts.same, counts.changed) == (80, 0)
    assert counts.same >= min(kept, 64)


# SQLite alone: files


@pytest.fixture
def sqlite_place(tmp_path):
    return Place(tmp_path / "project", None)


def test_a_full_disk_is_told_and_costs_nothing(sqlite_place, tmp_path, pile):
    """The file may not grow beyond some pages: what SQLite says then is what it says of a full disk."""
    sqlite_place.add(next(pile.iterdir()))
    before = held(sqlite_place)
    with sqlite_place.open() as desk:
        engine = desk.database.engine
        from sqlalchemy import event

        @event.listens_for(engine, "connect")
        def limit(connection, _):
            connection.execute("pragma max_page_count = 130")

        engine.dispose()
        with pytest.raises(StoreError, match=r"full.*make room"):
            desk.add([str(pile)])
    now = held(sqlite_place)
    assert before.items() <= now.items()
    assert len(now) < _ARTICLES
    with sqlite_place.open() as desk:
        assert desk.verify().wrong == []
    sqlite_place.add(pile)
    assert len(held(sqlite_place)) == _ARTICLES


@pytest.fixture
def small_disk(tmp_path):
    """A disk too small for the pile."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1400k", "tmpfs", str(folder)]
    try:
        subprocess.run(mounting, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


def test_a_really_full_disk(small_disk, pile, tmp_path):
    place = Place(small_disk / "project", None)
    make_folder(place.path)
    done = place.run("add", "--jobs", "2", pile)
    assert done.returncode == 2, done.stderr
    last = done.stderr.strip().splitlines()
    assert len(last) == 1, done.stderr
    assert "make room" in last[0]
    subprocess.run(["mount", "-o", "remount,size=60m", str(small_disk)], check=True)
    with place.open() as desk:
        assert desk.verify().wrong == []
    assert place.run("add", pile).returncode == 0
    assert len(held(place)) == _ARTICLES


def test_a_store_of_a_newer_runut_is_refused(place):
    from sqlalchemy import text

    with place.open() as desk, desk.database.writing() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(StoreError, match="newer Runut"):
        place.open()


def test_a_file_that_is_no_store_is_told(sqlite_place):
    sqlite_place.path.mkdir()
    make_folder(sqlite_place.path)
    (sqlite_place.path / "runut.sqlite").write_bytes(b"this is no database at all, " * 40)
    with pytest.raises(StoreError, match=r"runut\.sqlite.*backup"):
        sqlite_place.open()
    done = sqlite_place.run("status")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_torn_file_is_told(sqlite_place, pile):
    sqlite_place.add(pile, assemble=False)
    file = sqlite_place.path / "runut.sqlite"
    data = bytearray(file.read_bytes())
    for at in range(8192, len(data), 4096):
        data[at : at + 64] = os.urandom(64)
    file.write_bytes(data)
    done = sqlite_place.run("verify")
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert "malformed" in done.stdout + done.stderr or "wrong" in done.stdout


@pytest.fixture
def unwritable(tmp_path, request):
    """A folder that may not be written, not by root either."""
    if os.geteuid() != 0:
        folder = tmp_path / "closed"
        folder.mkdir()
        yield folder, lambda: os.chmod(folder / "project", 0o555)
        os.chmod(folder / "project", 0o755)
        return
    folder = request.getfixturevalue("small_disk")
    yield folder, lambda: subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def test_a_folder_that_may_not_be_written(unwritable, pile):
    folder, close = unwritable
    place = Place(folder / "project", None)
    make_folder(place.path)
    place.add(next(pile.iterdir()))
    close()
    for command in (("add", pile), ("status",), ("verify",)):
        done = place.run(*command)
        assert done.returncode == 2, done.stderr
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert "may be written" in done.stderr


def test_many_open_a_new_store_at_once(place):
    """All make its tables, and only one does."""
    make_folder(place.path)
    running = [place.start("status") for _ in range(5)]
    for one in running:
        _, told = one.communicate(timeout=60)
        assert one.returncode == 0, told


def test_no_server_is_told_without_its_password(tmp_path):
    pytest.importorskip("psycopg")
    place = Place(tmp_path / "project", "postgresql://somebody:hush@127.0.0.1:9/nothing")
    make_folder(place.path)
    done = place.run("status")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "RUNUT_DATABASE_URL" in done.stderr
    assert "hush" not in done.stderr


def test_another_database_is_refused():
    with pytest.raises(StoreError, match="no store in mysql"):
        Database("mysql://somebody@host/name")
    with pytest.raises(StoreError, match="postgresql://"):
        Database("not an address")


def test_shapes_are_made_once(tmp_path):
    database = Database(sqlite_url(tmp_path / "x.sqlite"))
    assert bring_up_to_date(database) is None
    assert bring_up_to_date(database) is None
    database.close()
    assert Desk(make_folder(tmp_path / "p")).is_stale is False
