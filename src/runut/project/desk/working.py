"""Starts work that takes a while in a process of its own, one at a time, and knows whether it still goes on."""

from __future__ import annotations

import subprocess
import sys
from threading import Lock, Thread

import msgspec

from runut.errors import StoreError
from runut.project.desk import Desk
from runut.project.desk.job import ADD, STORIES, WORK, Order, articles_in
from runut.store import jobs

_GOING = 5.0  # seconds that a process may take to end when its work is done


class Work:
    """What the pages start at a desk. A process outlives the server: what it has begun, it ends."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether some process works now, ours or one that an earlier server started."""
        with self._lock:
            return self._is_busy()

    def settle(self) -> int:
        """Say of work whose process is dead that it failed. Returns how much that was."""
        with self._lock:
            return 0 if self._is_ours_alive() else self._settle()

    def add(self, paths: list[str], who: str) -> int | None:
        """Have files read and the stories worked out. Returns the job's id; None where another is under way."""
        return self._start(ADD, who, paths)

    def assemble(self, who: str) -> int | None:
        """Have the stories worked out anew. Returns the job's id; None where another is under way."""
        return self._start(STORIES, who, [])

    def wait(self, seconds: float | None = None) -> None:
        """Until the process that was started last has ended."""
        child = self._child
        if child is not None:
            child.wait(seconds)

    def _start(self, kind: str, who: str, paths: list[str]) -> int | None:
        with self._lock:
            if self._is_busy():
                return None
            with self._desk.database.writing() as connection:
                identity = jobs.start_job(connection, kind, who, articles_in(paths) if paths else None)
            order = Order(str(self._desk.folder.path), identity, who, paths)
            self._child = _spawn(order)
            Thread(target=self._watch, args=(self._child,), daemon=True).start()
            return identity

    def _watch(self, child: subprocess.Popen[bytes]) -> None:
        """When the process has died instead of ending, say so."""
        told = child.communicate()[1].decode("utf-8", "replace").strip()
        if told:
            print(told, file=sys.stderr)
        try:
            self.settle()
        except StoreError as error:
            print(f"runut: {error}", file=sys.stderr)

    def _is_busy(self) -> bool:
        if self._is_ours_alive():
            return True
        with self._desk.database.locked_if_free(WORK) as free:
            return not free

    def _is_ours_alive(self) -> bool:
        if self._child is None or self._child.poll() is not None:
            return False
        with self._desk.database.reading() as connection:
            if any(one.state == "running" for one in jobs.list_jobs(connection)):
                return True
        return not self._ends_soon(self._child)

    def _ends_soon(self, child: subprocess.Popen[bytes]) -> bool:
        """Its work is done, it only has to go."""
        try:
            child.wait(_GOING)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _settle(self) -> int:
        with self._desk.database.locked_if_free(WORK) as free:
            if not free:
                return 0
            with self._desk.database.writing() as connection:
                return jobs.end_running(connection)


def _spawn(order: Order) -> subprocess.Popen[bytes]:
    """A process in a session of its own: Ctrl-C at the server is not meant for it."""
    child = subprocess.Popen(
        [sys.executable, "-m", "runut.project.desk.job"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert child.stdin is not None
    with child.stdin as given:
        given.write(msgspec.json.encode(order))
    child.stdin = None  # communicate would flush it again
    return child


__all__ = ["Work"]
