"""A desk: a project's folder with its store, and what people do at it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any

from runut.errors import UsageError
from runut.model.agreement import Comparison
from runut.model.correction import Anchor, Correction
from runut.model.dossier import Story
from runut.model.span import Span
from runut.project.desk import correcting
from runut.project.desk.assembling import Assembled, assemble_stories, is_stale, refresh_stories
from runut.project.desk.cases import case_of, whole_case
from runut.project.desk.correcting import Key
from runut.project.desk.decided import DecidedThings
from runut.project.desk.exchanging import Taken, read_events
from runut.project.desk.folder import Folder, Settings, find_folder, make_folder, open_store
from runut.project.desk.reviewing import ReviewQueue
from runut.project.desk.shelf import OpenArticle, OpenStory, Shelf
from runut.project.desk.taking import READER, Counts, Given, Outcome, take, take_paths
from runut.project.dossiers import Case
from runut.project.reading import Choices
from runut.steps.correct import effective
from runut.steps.weigh import compare_coders
from runut.store import articles, events, stories
from runut.store.readings import Stored
from runut.store.records import Tally

if TYPE_CHECKING:
    from runut.engine.fetch import Fetcher, ListedUrl, WatchPolicy
    from runut.model.fetched import FeedState
    from runut.project.desk.archive import Manifest
    from runut.project.desk.importing import Imported
    from runut.project.desk.surveying import Survey
    from runut.project.desk.verifying import Verified


class Desk:
    """An opened project. Use it as a context: it lets go of the store at the end."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.database = open_store(folder)
        self.queue = ReviewQueue(self.database)
        self.decided = DecidedThings(self.database)
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

    def watch(
        self,
        wanted: Iterable[str],
        fetcher: Fetcher,
        policy: WatchPolicy | None = None,
        choices: Choices | None = None,
        told: Callable[[Outcome], None] = lambda _: None,
    ) -> Counts:
        """One round through some feeds, or all that the project knows; a killed round goes on where it was."""
        from runut.engine.fetch import WatchPolicy
        from runut.project.desk.watching import watch_round

        policy, choices = policy or WatchPolicy(), choices or Choices(self.settings.language)
        return watch_round(self.database, list(wanted), fetcher, policy, choices, told)

    def fetch(
        self,
        listed: Iterable[ListedUrl],
        fetcher: Fetcher,
        choices: Choices | None = None,
        told: Callable[[Outcome], None] = lambda _: None,
    ) -> Counts:
        """Fetch the pages of a list; those that are there are asked for only if they have changed since."""
        from runut.project.desk.watching import fetch_list

        return fetch_list(self.database, listed, fetcher, choices or Choices(self.settings.language), told)

    def feeds(self) -> dict[str, FeedState]:
        """The feeds that the project knows, and how far each has been read."""
        from runut.project.desk.watching import known_feeds

        return known_feeds(self.database)

    def forget_feed(self, url: str) -> bool:
        """Watch a feed no more; its articles stay. Returns whether it was watched."""
        from runut.project.desk.watching import forget_feed

        return forget_feed(self.database, url)

    def assemble(self, told: Callable[[int, int], None] = lambda done, of: None) -> Assembled:
        """Bring the stories up to what stands; only those that changed are worked out anew."""
        return assemble_stories(self.database, told)

    def decide(
        self,
        article_id: int,
        kind: str,
        action: str,
        key: Key,
        changes: Mapping[str, Any] | None = None,
        *,
        who: str,
        why: str = "",
    ) -> Correction:
        """Keep somebody's decision about one record of an article; its story is worked out anew at once.

        ``key`` is a statement's id, an actor's name, (start, end) of another record, "" for the article itself;
        for what is added, the spans of its words.
        """
        event = correcting.decide(self.database, article_id, kind, action, key, changes, who=who, why=why)
        return self._followed(event)

    def decide_across(
        self,
        kind: str,
        action: str,
        anchors: Iterable[Anchor] = (),
        changes: Mapping[str, Any] | None = None,
        *,
        who: str,
        why: str = "",
    ) -> Correction:
        """Keep somebody's decision about questions, utterances, stories, hops, drift or people."""
        event = correcting.decide_across(self.database, kind, action, anchors, changes, who=who, why=why)
        return self._followed(event)

    def undo(self, uid: str, *, who: str, why: str = "") -> Correction:
        """Take a decision back; undoing the undo brings it again."""
        return self._followed(correcting.undo(self.database, uid, who=who, why=why))

    def anchor_of(self, stored: Stored, spans: Iterable[Span] = ()) -> Anchor:
        """The anchor of some words of a stored article; without spans, of the whole."""
        return correcting.anchor_of(stored, spans)

    def take_events(self, given: Iterable[Correction]) -> int:
        """Keep decisions that were made elsewhere. Returns how many were new."""
        return correcting.take_events(self.database, given)

    def import_events(self, lines: bytes) -> Taken:
        """Keep decisions out of a file of JSON lines, and let the stories follow."""
        known, broken, absent = read_events(self.database, lines)
        new = self.take_events(known)
        if new:
            self.assemble()
        return Taken(new, len(known) - new, broken, absent)

    def whole_id(self, beginning: str) -> str:
        """A decision's id by its beginning. Raises UsageError where none or several begin so."""
        with self.database.reading() as connection:
            found = events.ids_from(connection, beginning)
        if len(found) != 1:
            told = "no decision begins" if not found else "several decisions begin"
            raise UsageError(f"{told} with {beginning!r}: runut corrections list shows their ids")
        return found[0]

    def compare(self, one: str, other: str) -> Comparison:
        """Two people's decisions held against each other."""
        with self.database.reading() as connection:
            its, theirs = (events.all_events(connection, who=who) for who in (one, other))
        return compare_coders(one, effective(its), other, effective(theirs))

    def _followed(self, event: Correction) -> Correction:
        """The stories that a decision touches are worked out anew; all of them where it moves articles or names."""
        if event.kind in ("story", "people"):
            self.assemble()
        else:
            refresh_stories(self.database, {anchor.article for anchor in event.anchors})
        return event

    @property
    def is_stale(self) -> bool:
        """Whether ``assemble`` has something to do."""
        return is_stale(self.database)

    def reread(
        self,
        choices: Choices | None = None,
        whole: bool = False,
        told: Callable[[int, int], None] = lambda done, of: None,
    ) -> Counts:
        """Read anew, from the stored texts, what another Runut read; ``whole``: everything."""
        from runut.project.desk.rereading import reread

        return reread(self.database, choices or Choices(self.settings.language), whole, told)

    def archive(self, target: str | os.PathLike[str]) -> Manifest:
        """Write the whole project into one ZIP file."""
        from runut.project.desk.archive import save_archive

        return save_archive(self.database, target)

    def merge(
        self, path: str | os.PathLike[str], told: Callable[[int, int], None] = lambda done, of: None
    ) -> Imported:
        """Take an archive over; the same archive again changes nothing."""
        from runut.project.desk.importing import import_archive

        return import_archive(self.database, path, told)

    def back_up(self, target: str | os.PathLike[str]) -> None:
        """Copy the store as it stands at this moment: an SQLite file, or of PostgreSQL an archive."""
        from runut.project.desk.backing import back_up

        back_up(self.database, target)

    def verify(self, told: Callable[[str], None] = lambda what: None) -> Verified:
        """Hold everything that is stored against its hash."""
        from runut.project.desk.verifying import verify_store

        return verify_store(self.database, told)

    def survey(self) -> Survey:
        """What the project holds, what could not be read, what is to be done."""
        from runut.project.desk.surveying import survey

        return survey(self.database, self.folder)

    def lines(self) -> Iterator[bytes]:
        """What stands of every reading, as ``runut analyse`` writes it, one JSON object a line."""
        from runut.project.desk.cases import reading_lines

        return reading_lines(self.database)

    def json(self) -> Iterator[bytes]:
        """The project as a dossier in JSON, in pieces."""
        from runut.project.desk.cases import dossier_json

        return dossier_json(self.database)

    def case(self, chosen: Iterable[Story] | None = None) -> Case:
        """The project, or some of its stories, with what stands behind every line: for the views."""
        return whole_case(self.database) if chosen is None else case_of(self.database, chosen)

    def stories(self, named: Iterable[str]) -> list[Story]:
        """Stories by their names (``story-…``)."""
        found = []
        with self.database.reading() as connection:
            for name in named:
                identity = stories.find_story(connection, name)
                held = stories.get_story(connection, identity) if identity is not None else None
                if held is None:
                    raise UsageError(f"no story {name!r} in the project; runut export --format md lists them")
                found.append(held[1])
        return found

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
