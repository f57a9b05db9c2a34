"""Decisions out of a project and into another: as JSON lines, or as annotation that a reader is scored against."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import msgspec
from msgspec.structs import replace

from runut.errors import UsageError
from runut.model.correction import Correction
from runut.project.desk.standing import decided_in
from runut.store import articles, events, readings
from runut.store.database import Database
from runut.views.corrections import BrokenLine, read_jsonl, to_jsonl
from runut.views.gold import gold_name, to_gold


class Taken(msgspec.Struct, frozen=True):
    """What a file of decisions brought: new ones, known ones, lines that are broken, articles not here."""

    new: int
    known: int
    broken: list[BrokenLine]
    absent: list[str]


def events_as_lines(database: Database, who: str | None = None) -> bytes:
    """All decisions, or one person's, as JSON lines: with notes, undos and what they took back."""
    with database.reading() as connection:
        return to_jsonl(events.all_events(connection, who=who))


def read_events(database: Database, lines: bytes) -> tuple[list[Correction], list[BrokenLine], list[str]]:
    """Decisions from JSON lines, with the articles' names as they are called here: an article is known by its
    text, wherever its file lies."""
    found = read_jsonl(lines)
    anchors = [anchor for event in found.events for anchor in event.anchors]
    with database.reading() as connection:
        here = articles.articles_by_name(connection, {anchor.article for anchor in anchors})
        strange = {anchor.sha256 for anchor in anchors if anchor.article not in here}
        by_text = articles.names_by_snapshot(connection, strange)
    called = {
        (anchor.article, anchor.sha256): by_text[anchor.sha256][0]
        for anchor in anchors
        if anchor.article not in here and len(by_text.get(anchor.sha256, ())) == 1
    }
    absent = sorted(
        {a.article for a in anchors if a.article not in here and (a.article, a.sha256) not in called}
    )
    return [_called(event, called) for event in found.events], found.broken, absent


def _called(event: Correction, called: dict[tuple[str, str], str]) -> Correction:
    if not any((anchor.article, anchor.sha256) in called for anchor in event.anchors):
        return event
    return replace(
        event,
        anchors=[
            replace(anchor, article=called.get((anchor.article, anchor.sha256), anchor.article))
            for anchor in event.anchors
        ],
    )


def save_gold(database: Database, folder: str | os.PathLike[str], *, whole: bool = False) -> list[str]:
    """Write the corrected readings as annotation: ``gold/NAME.gold.json`` beside the texts, ``texts/NAME``.

    Only articles that somebody decided about, unless the ``whole`` project is wanted. Returns the files' names.
    Raises UsageError where the folder cannot be written.
    """
    target = Path(folder)
    with database.reading() as connection:
        names = [name for _, name, _ in readings.get_decisions(connection)]
        if whole:
            names = articles.all_names(connection)
    written: list[str] = []
    try:
        for part in ("gold", "texts"):
            (target / part).mkdir(parents=True, exist_ok=True)
        for name, own in zip(names, _own_names(names), strict=True):
            with database.reading() as connection:
                stored = readings.get_readings(connection, [name])[name]
            told = {**to_gold(decided_in(stored), stored.text), "article": own}
            gold = target / "gold" / gold_name(own)
            gold.write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n")
            (target / "texts" / own).write_bytes(stored.text.encode("utf-8", "surrogatepass"))
            written.append(str(gold))
    except OSError as error:
        raise UsageError(f"cannot write to {target}: {error.strerror or error}") from error
    return written


def _own_names(names: Iterable[str]) -> list[str]:
    """The names of the texts' files, each once: two folders may hold files of one name."""
    found: list[str] = []
    for name in names:
        own = PurePosixPath(name).name or "article"
        own = own if own.endswith(".txt") else f"{own}.txt"
        stem, number = own.removesuffix(".txt"), 2
        while own in found:
            own, number = f"{stem}-{number}.txt", number + 1
        found.append(own)
    return found


__all__ = ["Taken", "events_as_lines", "read_events", "save_gold"]
