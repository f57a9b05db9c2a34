"""A desk: a project's folder with its store, and what people do at it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from types import TracebackType

from runut.model.dossier import Story
from runut.project.desk.assembling import Assembled, assemble_stories, is_stale
from runut.project.desk.cases import case_of, whole_case
from runut.project.desk.folder import Folder, Settings, find_folder, make_folder, open_store
from runut.project.desk.shelf import OpenArticle, OpenStory, Shelf
from runut.project.desk.taking import READER, Counts, Given, Outcome, take, take_paths
from runut.project.dossiers import Case
from runut.project.reading import Choices
from runut.store import articles, events, stories
from runut.store.records import Tally


class Desk:
    """An opened project. Use it as a context: it lets go of the store at the end."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.database = open_store(folder)
        self.shelf = Shelf(self.database)

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.database.close()

    @property
    def settings(self) -> Settings:
        """What ``runut.toml`` says."""
        return self.folder.settings

    def add(
        self,
        paths: Iterable[str | os.PathLike[str]],
        choices: Choices | None = None,
        told: Callable[[Outcome], None] = lambda _: None,
    ) -> Counts:
        """Take a pile in; the same pile again changes nothing. Stories are worked out by ``assemble``."""
        choices = choices or Choices(self.settings.language)
        return take_paths(self.database, self.folder, [os.fspath(path) for path in paths], choices, told)

    def assemble(self, told: Callable[[int, int], None] = lambda done, of: None) -> Assembled:
        """Bring the stories up to what stands; only those that changed are worked out anew."""
        return assemble_stories(self.database, told)

    @property
    def is_stale(self) -> bool:
        """Whether ``assemble`` has something to do."""
        return is_stale(self.database)

    def case(self, chosen: Iterable[Story] | None = None) -> Case:
        """The project, or some of its stories, with what stands behind every line: for the views."""
        return whole_case(self.database) if chosen is None else case_of(self.database, chosen)

    def tally(self) -> Tally:
        """What the project holds."""
        with self.database.reading() as connection:
            summed = articles.sum_articles(connection)
            stories_, questions = stories.count_stories(connection)
            deciders = events.count_deciders(connection)
            unread = articles.get_unread(connection)
        return Tally(
            **summed,
            stories=stories_,
            questions=questions,
            events=sum(deciders.values()),
            unread=len(unread),
        )


def init_desk(path: str | os.PathLike[str]) -> Desk:
    """Make a project in a folder, or open the one that is there."""
    return Desk(make_folder(path))


def open_desk(named: str | os.PathLike[str] | None = None) -> Desk:
    """Open a project: the one named, else RUNUT_PROJECT's, else the one around the working folder."""
    return Desk(find_folder(named))


__all__ = [
    "READER",
    "Assembled",
    "Case",
    "Counts",
    "Desk",
    "Given",
    "OpenArticle",
    "OpenStory",
    "Outcome",
    "Tally",
    "init_desk",
    "open_desk",
    "take",
]
