"""Work in a process of its own: what the pages start, so that a server answers while a pile is read.

Called as ``python -m runut.project.desk.job`` with an ``Order`` as JSON on standard input. How far it is stands in
the store; while it works it holds the lock ``WORK``, so that nobody takes it for dead.
"""

from __future__ import annotations

import sys
import time

import msgspec

from runut.engine.pile import count_files, holds_one
from runut.errors import RunutError
from runut.project.desk import Counts, Desk, Outcome
from runut.project.desk.folder import find_folder
from runut.project.reading import Choices
from runut.store import jobs

WORK = "work"
ADD, STORIES = "add", "stories"
_EVERY = 0.4  # seconds between two notes of how far it is


class Order(msgspec.Struct, frozen=True):
    """What to do: add these files and work the stories out, or, without files, only that."""

    project: str
    job: int
    who: str
    paths: list[str] = []


def main() -> int:
    """Do what standard input orders. Trouble is noted in the store; the exit status tells that there was some."""
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    with Desk(find_folder(order.project)) as desk, desk.database.locked(WORK):
        current = order.job
        try:
            if order.paths:
                current = _add(desk, order)
            _assemble(desk, current)
        except Exception as error:
            told = str(error) if isinstance(error, RunutError) else f"{type(error).__name__}: {error}"
            _note(desk, current, 0, told, "failed")
            if not isinstance(error, RunutError):
                raise
            return 1
    return 0


def _add(desk: Desk, order: Order) -> int:
    """Read the files. Returns the id of the job that follows: there is no moment at which nothing goes on."""
    steps = _Steps(desk, order.job)

    def told(_: Outcome) -> None:
        steps.move(steps.done + 1)

    counts = desk.add(order.paths, Choices(desk.settings.language, jobs=None), told)
    with desk.database.writing() as connection:
        jobs.move_job(connection, order.job, steps.done, _summed(counts), "done")
        return jobs.start_job(connection, STORIES, order.who)


def _assemble(desk: Desk, identity: int) -> None:
    steps = _Steps(desk, identity)
    done = desk.assemble(steps.move)
    _note(desk, identity, done.built, f"built {done.built}, kept {done.kept}", "done")


class _Steps:
    """Notes how far work is, not too often."""

    def __init__(self, desk: Desk, identity: int) -> None:
        self.done = 0
        self._desk = desk
        self._identity = identity
        self._noted = time.monotonic()

    def move(self, done: int, of: int | None = None) -> None:
        self.done = done
        if time.monotonic() - self._noted < _EVERY and of is None:
            return
        self._noted = time.monotonic()
        with self._desk.database.writing() as connection:
            jobs.move_job(connection, self._identity, done)
            if of is not None:
                jobs.set_total(connection, self._identity, of)


def _note(desk: Desk, identity: int, done: int, message: str, state: str) -> None:
    with desk.database.writing() as connection:
        jobs.move_job(connection, identity, done, message, state)


def _summed(counts: Counts) -> str:
    """What became of the articles: "new 3, unread 1"; the pages put the words in their language."""
    kept = (f"{name} {number}" for name, number in msgspec.structs.asdict(counts).items() if number)
    return ", ".join(kept) or "new 0"


def articles_in(paths: list[str]) -> int | None:
    """How many articles files hold, where each holds one; None where some hold many."""
    return count_files(paths) if all(holds_one(path) for path in paths) else None


if __name__ == "__main__":
    sys.exit(main())
