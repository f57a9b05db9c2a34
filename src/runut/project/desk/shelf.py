"""Stories and articles that were opened lately, decoded: pages of the same story need not read it anew.

What is kept is known by the digests of what it was made from: as soon as an article or a decision changes one, it
is read again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from runut.model.dossier import Dossier, Story
from runut.project.desk.assembling import still_stands
from runut.project.desk.sound import sound_story
from runut.project.dossiers import Case, material_of
from runut.store import articles, readings, stories
from runut.store.database import Database
from runut.store.readings import Stored
from runut.store.records import ArticleRow, StoryRow
from runut.views.material import Material

#: Articles whose stories are kept decoded: each takes about 200 KB, its sentences and its lines of pages included.
_IN_STORIES = 900
#: Single articles kept decoded.
_SINGLE = 300

_T = TypeVar("_T")


class OpenStory:
    """A story with its readings and texts, and what was made of it. ``ids`` gives each article's id by its name.

    ``is_stale``: one of its articles has changed since it was worked out; what no longer stands in the texts was
    left out of ``story``.
    """

    def __init__(self, row: StoryRow, story: Story, case: Case, ids: dict[str, int], stale: bool) -> None:
        self.row = row
        self.story = story
        self.material: Material = material_of(case)
        self.ids = ids
        self.is_stale = stale
        self._made: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """Something made of the story, made once as long as the story is kept."""
        if key not in self._made:
            self._made[key] = make()
        found: _T = self._made[key]
        return found


class OpenArticle:
    """One article with what stands of its reading."""

    def __init__(self, row: ArticleRow, stored: Stored) -> None:
        self.row = row
        self.stored = stored
        dossier = Dossier([], [])
        self.material = material_of(Case(dossier, [stored.standing], {row.name: stored.text}))


class Shelf:
    """Opens stories and articles of a project, and keeps those that were opened last."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stories: _Kept[OpenStory] = _Kept(_IN_STORIES)
        self._articles: _Kept[OpenArticle] = _Kept(_SINGLE)

    def story(self, own: str) -> OpenStory | None:
        """A story by the name that it keeps from run to run."""
        with self._database.reading() as connection:
            row = stories.get_row(connection, own)
            members = readings.member_digests(connection, row.id) if row else {}
        if row is None:
            return None
        mark = (row.digest, frozenset(members.items()))
        return self._stories.get(own, mark, max(1, len(members)), lambda: self._open(row, members))

    def article(self, identity: int, number: int | None = None) -> OpenArticle | None:
        """An article by its id, in its newest version or in that of a number."""
        with self._database.reading() as connection:
            row = articles.get_article(connection, identity)
            digest = readings.get_digest(connection, identity)
        if row is None:
            return None

        def opened() -> OpenArticle | None:
            with self._database.reading() as connection:
                stored = readings.get_reading(connection, identity, number)
            return OpenArticle(row, stored) if stored else None

        return self._articles.get((identity, number), (digest, row), 1, opened)

    def clear(self) -> None:
        """Keep nothing."""
        self._stories.clear()
        self._articles.clear()

    def _open(self, row: StoryRow, members: dict[str, tuple[int, str]]) -> OpenStory | None:
        with self._database.reading() as connection:
            found = stories.get_story(connection, row.id)
            if found is None:
                return None
            _, story = found
            held = readings.get_readings(connection, members)
        known = [(name, members[name][1]) for name in story.articles if name in members]
        stale = not still_stands(self._database, row.digest, known)
        texts = {name: one.text for name, one in held.items()}
        if stale:
            story = sound_story(story, {name: one.standing for name, one in held.items()}, texts)
        case = Case(Dossier([story], []), [held[name].standing for name in story.articles], texts)
        return OpenStory(row, story, case, {name: identity for name, (identity, _) in members.items()}, stale)


class _Kept(Generic[_T]):
    """Values by key, the last used ones, as many as weigh no more than a limit; each holds as long as its mark."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._held: OrderedDict[Hashable, tuple[Hashable, int, _T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, mark: Hashable, weight: int, make: Callable[[], _T | None]) -> _T | None:
        with self._lock:
            known = self._held.get(key)
            if known is not None and known[0] == mark:
                self._held.move_to_end(key)
                return known[2]
        made = make()
        with self._lock:
            self._drop(key)
            if made is not None:
                self._held[key] = (mark, weight, made)
                self._weight += weight
            while self._weight > self._most and len(self._held) > 1:
                self._drop(next(iter(self._held)))
        return made

    def clear(self) -> None:
        with self._lock:
            self._held.clear()
            self._weight = 0

    def _drop(self, key: Hashable) -> None:
        known = self._held.pop(key, None)
        if known is not None:
            self._weight -= known[1]


__all__ = ["OpenArticle", "OpenStory", "Shelf"]
