"""Work that takes a while, as the pages show it."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from runut.store.records import Job
from runut.store.rows import as_record, insert_one, now
from runut.store.tables import job


def start_job(connection: Connection, kind: str, who: str, total: int | None = None) -> int:
    """Note that work has begun. Returns its id."""
    at = now()
    return insert_one(
        connection,
        job,
        {
            "kind": kind,
            "state": "running",
            "done": 0,
            "total": total,
            "message": "",
            "who": who,
            "started_at": at,
            "changed_at": at,
        },
    )


def move_job(
    connection: Connection, identity: int, done: int, message: str = "", state: str = "running"
) -> None:
    """Note how far it has come."""
    values = {"done": done, "message": message, "state": state, "changed_at": now()}
    connection.execute(update(job).where(job.c.id == identity).values(**values))


def set_total(connection: Connection, identity: int, total: int) -> None:
    """Note how much there is to do, once it is known."""
    connection.execute(update(job).where(job.c.id == identity).values(total=total))


def get_job(connection: Connection, identity: int) -> Job | None:
    """A piece of work by its id."""
    row = connection.execute(select(job).where(job.c.id == identity)).first()
    return as_record(Job, row) if row else None


def list_jobs(connection: Connection, most: int = 20) -> list[Job]:
    """The newest pieces of work first."""
    rows = connection.execute(select(job).order_by(job.c.id.desc()).limit(most))
    return [as_record(Job, row) for row in rows]


def end_running(connection: Connection) -> int:
    """Say of work that was running when its process died that it failed. Returns how many there were."""
    values = {"state": "failed", "message": "stopped", "changed_at": now()}
    return connection.execute(update(job).where(job.c.state == "running").values(**values)).rowcount


__all__ = ["end_running", "get_job", "list_jobs", "move_job", "set_total", "start_job"]
