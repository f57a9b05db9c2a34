"""What people decided, to be looked up record by record while a page is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from runut.model.correction import Correction
from runut.model.decision import Decision, Key
from runut.project.desk.standing import Kept, decode_decisions
from runut.store import articles, readings
from runut.store.database import Database


class Standings:
    """The decisions that stand at a moment, by article, kind and key."""

    def __init__(self, kept: Mapping[str, Kept]) -> None:
        self._kept = kept
        self._by_key: dict[tuple[str, str, Key], list[Decision]] = {}
        for name, one in kept.items():
            for decision in one.decisions:
                self._by_key.setdefault((name, decision.kind, decision.key), []).append(decision)

    def of(self, article: str, kind: str, key: Key) -> list[Decision]:
        """The decisions that settle one record of an article, the oldest first."""
        return self._by_key.get((article, kind, key), [])

    def inside(self, article: str) -> list[Decision]:
        """All decisions that stand in an article."""
        return self._kept[article].decisions if article in self._kept else []

    def orphaned(self, article: str) -> list[Correction]:
        """The decisions about an article whose words are gone."""
        return self._kept[article].orphaned if article in self._kept else []


class DecidedThings:
    """Decisions that stand. Read again when anything has been decided or taken in."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._generation = -1
        self._standing = Standings({})

    def now(self) -> Standings:
        """Those that stand now: a page asks once."""
        with self._lock, self._database.reading() as connection:
            now = articles.generation(connection)
            if now != self._generation:
                decided = readings.get_decisions(connection)
                self._standing = Standings({name: decode_decisions(packed) for _, name, packed in decided})
                self._generation = now
            return self._standing


__all__ = ["DecidedThings", "Standings"]
