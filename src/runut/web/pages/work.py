"""Work that takes a while: files are sent, stories are worked out anew, and how far that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from runut.errors import UsageError
from runut.project.desk.uploads import keep_upload
from runut.store import jobs
from runut.store.records import Job
from runut.web.frame.registry import Action, Busy, Identity, Missing, Nothing, PageOf, Unwelcome, Uploaded
from runut.web.frame.visit import Visit


class JobAsked(msgspec.Struct, frozen=True):
    """Which piece of work."""

    id: Identity


class UploadAsked(msgspec.Struct, frozen=True):
    """Files of any kind that is read: text, HTML, JSONL, CSV, RSS, WARC; also packed with gzip."""

    files: list[Uploaded] = []


class Started(msgspec.Struct, frozen=True):
    """Work that has begun: ``/api/jobs/{job}`` tells how far it is. ``files`` are those that were kept."""

    job: int
    files: list[str] = []


def get_job(visit: Visit, asked: JobAsked) -> Job:
    """How far a piece of work is."""
    with visit.desk.database.reading() as connection:
        found = jobs.get_job(connection, asked.id)
    if found is None:
        raise Missing(f"no job {asked.id}")
    return found


def upload(visit: Visit, asked: UploadAsked) -> Started:
    """Keep the files in the project's folder and have them read."""
    if not asked.files:
        raise Unwelcome(visit.say.word("upload.none"))
    work = _work(visit)
    if work.is_busy:
        raise Busy(visit.say.word("busy"))
    kept = [keep_upload(visit.desk.folder, file.name, file.content) for file in asked.files]
    return _started(visit, work.add(list(dict.fromkeys(kept)), visit.who), kept)


def assemble(visit: Visit, asked: Nothing) -> Started:
    """Have the stories worked out anew."""
    del asked
    return _started(visit, _work(visit).assemble(visit.who), [])


def _work(visit: Visit) -> Any:
    if visit.work is None:
        raise UsageError("nothing is worked on here; call runut add and runut assemble")
    return visit.work


def _started(visit: Visit, identity: int | None, kept: list[str]) -> Started:
    if identity is None:
        raise Busy(visit.say.word("busy"))
    return Started(identity, [visit.desk.folder.name_of(path) for path in kept])


def _furnish(visit: Visit, record: Job) -> Mapping[str, Any]:
    del visit
    return {"told": told_of(record)}


def told_of(job: Job) -> list[tuple[str, int]]:
    """What became of work, as pairs that the pages put in words: "new 3, unread 1"."""
    found = []
    for part in job.message.split(", "):
        key, _, number = part.rpartition(" ")
        if not number.isdigit() or not key.isalpha():
            return []
        found.append((key, int(number)))
    return found


def _after_upload(_: Any, __: Any) -> str:
    return "/"


PAGES = [
    PageOf(
        "job",
        "/jobs/{id}",
        "desk_job.html",
        JobAsked,
        Job,
        get_job,
        "How far a piece of work is.",
        _furnish,
        example={"id": 1},
    )
]
ACTIONS = [
    Action(
        "upload",
        "/upload",
        UploadAsked,
        Started,
        upload,
        "Send files; they are kept in the project's folder and read.",
        _after_upload,
        takes_files=True,
    ),
    Action(
        "assemble",
        "/assemble",
        Nothing,
        Started,
        assemble,
        "Work the stories out anew from what stands.",
        _after_upload,
    ),
]

__all__ = ["ACTIONS", "PAGES", "told_of"]
