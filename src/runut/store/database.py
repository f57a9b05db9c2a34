"""A connection to where a project is kept: an SQLite file, or PostgreSQL; opened, brought up to date, locked."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zlib import crc32

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from runut.errors import StoreError

_BUSY = 60_000  # milliseconds that one writer waits for another
_CACHE = 64_000  # KiB of pages that a connection keeps
_WRITES = "runut_writes"
_QUEUE = crc32(b"runut writes")  # the lock that PostgreSQL's writers queue for, as SQLite's do of themselves


class Database:
    """A project's database. ``reading`` and ``writing`` give connections; a write is all or nothing."""

    def __init__(self, url: str | URL) -> None:
        self.url = _with_driver(url)
        self.engine = _engine(self.url)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is the embedded one."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def place(self) -> str:
        """Where it is, in words that hold no password."""
        return str(self.url.database) if self.is_sqlite else self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store throughout."""
        with self._telling_trouble(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept all at its end, or not at all."""
        with self._telling_trouble(), self.engine.connect() as connection:
            connection = connection.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    @contextmanager
    def locked(self, what: str) -> Iterator[None]:
        """Only one process at a time does this; the others wait. A process that dies lets go."""
        if self.is_sqlite:
            with self._file_locked(what):
                yield
            return
        key = crc32(what.encode())
        with self._telling_trouble(), self.engine.connect() as connection:
            connection.execute(text("select pg_advisory_lock(:key)"), {"key": key})
            connection.commit()
            try:
                yield
            finally:
                connection.execute(text("select pg_advisory_unlock(:key)"), {"key": key})
                connection.commit()

    @contextmanager
    def _file_locked(self, what: str) -> Iterator[None]:
        from filelock import FileLock

        lock = FileLock(f"{self.url.database}.{what}.lock")
        try:
            lock.acquire()
        except OSError as error:
            told = error.strerror or error
            raise StoreError(f"{lock.lock_file}: {told}; check that the folder may be written") from error
        try:
            yield
        finally:
            lock.release()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def locked_if_free(self, what: str) -> Iterator[bool]:
        """Like ``locked``, but waits for nobody: False where another process does this now."""
        if self.is_sqlite:
            from filelock import FileLock, Timeout

            try:
                with FileLock(f"{self.url.database}.{what}.lock", timeout=0):
                    yield True
            except Timeout:
                yield False
            return
        key = {"key": crc32(what.encode())}
        with self._telling_trouble(), self.engine.connect() as connection:
            free = bool(connection.execute(text("select pg_try_advisory_lock(:key)"), key).scalar())
            connection.commit()
            try:
                yield free
            finally:
                if free:
                    connection.execute(text("select pg_advisory_unlock(:key)"), key)
                    connection.commit()

    @contextmanager
    def _telling_trouble(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            raise StoreError(self._advice(error)) from error

    def _advice(self, error: DatabaseError) -> str:
        told = str(error.orig).strip().splitlines()[0] if error.orig else str(error)
        if "disk is full" in told or "No space left" in told or "disk I/O" in told:
            return f"{self.place}: {told}; make room and run it again, what was committed is kept"
        if "readonly" in told or "read-only" in told or "unable to open" in told:
            return f"{self.place}: {told}; check that the folder is there and may be written"
        if "not a database" in told or "malformed" in told:
            return f"{self.place}: {told}; put back a backup (runut backup makes one)"
        if "locked" in told or "lock timeout" in told:
            return f"{self.place}: another process has been writing for a minute; try again when it is done"
        if isinstance(error, OperationalError) and not self.is_sqlite:
            return f"{self.place}: {told}; check RUNUT_DATABASE_URL and that the server runs"
        return f"{self.place}: {told}"


def sqlite_url(path: str | os.PathLike[str]) -> URL:
    """The address of an SQLite file."""
    return URL.create("sqlite", database=str(Path(path)))


def _with_driver(url: str | URL) -> URL:
    try:
        made = make_url(url)
    except ArgumentError as error:
        raise StoreError(
            "RUNUT_DATABASE_URL is no address of a database; it looks like postgresql://user@host/name"
        ) from error
    backend = made.get_backend_name()
    if backend in ("postgres", "postgresql"):
        return made.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return made
    raise StoreError(f"no store in {backend}: use PostgreSQL, or nothing for a file in the project's folder")


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() == "sqlite":
            engine = create_engine(url, connect_args={"timeout": _BUSY / 1000})
            event.listen(engine, "connect", _prepare)
        else:
            engine = create_engine(url, pool_pre_ping=True)
    except ImportError as error:
        raise StoreError("PostgreSQL needs one more package: pip install 'runut[postgresql]'") from error
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", _ask_what_can_be, retval=True)
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # _begin begins transactions, so that writers queue from the start
    for pragma in (
        f"busy_timeout = {_BUSY}",
        "journal_mode = wal",
        "synchronous = full",  # what is committed outlives a power cut
        "foreign_keys = on",
        "temp_store = memory",
        f"cache_size = -{_CACHE}",
    ):
        connection.execute(f"pragma {pragma}")


def _ask_what_can_be(
    connection: Connection, _: Any, statement: str, values: Any, context: object, many: bool
) -> tuple[str, Any]:
    """No text has a null byte or half a character: who asks for one finds nothing, and gets no error."""
    if connection.get_execution_options().get(_WRITES) or many:
        return statement, values
    if isinstance(values, dict):
        return statement, {key: _askable(value) for key, value in values.items()}
    return statement, tuple(map(_askable, values))


def _askable(value: Any) -> Any:
    if not isinstance(value, str) or (value.isascii() and "\x00" not in value):
        return value
    return value.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("begin immediate" if writes else "begin")
    elif writes:
        connection.exec_driver_sql(f"set local lock_timeout = {_BUSY}")
        connection.exec_driver_sql(f"select pg_advisory_xact_lock({_QUEUE})")
    else:
        connection.exec_driver_sql("set transaction isolation level repeatable read read only")


__all__ = ["Database", "sqlite_url"]
