"""What people decided, to be looked up record by record while a page is drawn."""

from __future__ import annotations

from threading import Lock

from runut.model.correction import Correction
from runut.model.decision import Decision, Key
from runut.project.desk.standing import Kept, decode_decisions
from runut.store import articles, readings
from runut.store.database import Database


class DecidedThings:
    """Decisions that stand, by article, kind and key. Read again when anything has been decided or taken in."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._generation = -1
        self._kept: dict[str, Kept] = {}
        self._by_key: dict[tuple[str, str, Key], list[Decision]] = {}

    def of(self, article: str, kind: str, key: Key) -> list[Decision]:
        """The decisions that settle one record of an article, the oldest first."""
        self._refresh()
        return self._by_key.get((article, kind, key), [])

    def inside(self, article: str) -> list[Decision]:
        """All decisions that stand in an article."""
        self._refresh()
        return self._kept[article].decisions if article in self._kept else []

    def orphaned(self, article: str) -> list[Correction]:
        """The decisions about an article whose words are gone."""
        self._refresh()
        return self._kept[article].orphaned if article in self._kept else []

    def _refresh(self) -> None:
        with self._lock, self._database.reading() as connection:
            now = articles.generation(connection)
            if now == self._generation:
                return
            kept = {name: decode_decisions(packed) for _, name, packed in readings.get_decisions(connection)}
            by_key: dict[tuple[str, str, Key], list[Decision]] = {}
            for name, one in kept.items():
                for decision in one.decisions:
                    by_key.setdefault((name, decision.kind, decision.key), []).append(decision)
            self._kept, self._by_key, self._generation = kept, by_key, now


__all__ = ["DecidedThings"]
