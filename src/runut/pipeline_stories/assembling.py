"""Piles made into dossiers. ``assemble`` makes one of a whole pile. ``Assembler`` keeps what it has worked out, so
that an article more costs its own reading, its ties, and the story that it falls into; the result is the one that
``assemble`` gives for the larger pile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from runut.model.article import Unread
from runut.model.dossier import Dossier, Story
from runut.model.faults import fault
from runut.model.ledger import Piece
from runut.model.reading import Reading
from runut.pipeline_stories.drafts import Draft, in_their_years
from runut.pipeline_stories.setting import PackOf
from runut.pipeline_stories.story import StoryBuilder
from runut.steps.correct import Verdicts
from runut.steps.group import GroupWords, StoryFeatures, StoryIndex, read_features
from runut.steps.segment import segment
from runut.steps.trace import Shared


def assemble(
    readings: Iterable[Reading],
    texts: Mapping[str, str],
    pack_of: PackOf,
    errors: Iterable[Unread] = (),
    verdicts: Verdicts | None = None,
) -> Dossier:
    """The dossier of a pile. ``texts`` gives each article's text by its name; ``pack_of`` a language's pack
    by its code; ``verdicts`` what people decided across articles."""
    assembler = Assembler(pack_of, verdicts)
    for reading in readings:
        assembler.add(reading, texts[reading.article])
    return assembler.dossier(errors)


def features_of(reading: Reading, text: str, pack_of: PackOf) -> StoryFeatures:
    """One article as grouping sees it: all that must be kept of it to find the story that it falls into."""
    pack = pack_of(reading.language)
    return read_features(Piece(reading, segment(text, pack)), pack.compiled(GroupWords))


def build_story(
    readings: Iterable[Reading],
    texts: Mapping[str, str],
    pack_of: PackOf,
    verdicts: Verdicts | None = None,
) -> Story | None:
    """One story of these articles, given in the order of the story; None where a single article says nothing
    that could be compared. Which articles a story has is settled before (``Verdicts.regroup``)."""
    packs = ((reading, pack_of(reading.language)) for reading in readings)
    drafts = [Draft(Piece(r, segment(texts[r.article], pack)), pack) for r, pack in packs]
    if len(drafts) == 1 and not drafts[0].said and not drafts[0].figures:
        return None
    return StoryBuilder(in_their_years(drafts), pack_of, {}, verdicts or Verdicts()).build()


class Assembler:
    """A pile that grows: ``add`` articles, ask for the ``dossier`` at any time."""

    def __init__(self, pack_of: PackOf, verdicts: Verdicts | None = None) -> None:
        self._pack_of = pack_of
        self._verdicts = verdicts or Verdicts()
        self._index = StoryIndex()
        self._drafts: dict[str, Draft] = {}
        self._stories: dict[tuple[str, ...], tuple[str, Story]] = {}
        self._compared: dict[tuple[str, str], Shared] = {}
        self._faults: dict[str, Unread] = {}

    def decide(self, verdicts: Verdicts) -> None:
        """Take other decisions across articles; only the stories that they touch are worked out again."""
        self._verdicts = verdicts

    def add(self, reading: Reading, text: str) -> None:
        """Take one article in. The same article twice changes nothing; one that cannot be compared is told
        among the dossier's errors."""
        if reading.article in self._drafts or reading.article in self._faults:
            return
        try:
            pack = self._pack_of(reading.language)
            draft = Draft(Piece(reading, segment(text, pack)), pack)
            features = read_features(draft.piece, pack.compiled(GroupWords))
        except Exception as error:
            self._faults[reading.article] = fault(reading.article, error)
            return
        self._drafts[reading.article] = draft
        self._index.add(features)

    def dossier(self, errors: Iterable[Unread] = ()) -> Dossier:
        """All stories as they stand now. Stories that have not changed since the last call are not worked
        out again. A fault in one story costs that story alone: its articles are in no story, and are told
        among the errors."""
        kept: dict[tuple[str, ...], tuple[str, Story]] = {}
        unplaced: list[str] = list(self._faults)
        told = [*errors, *self._faults.values()]
        for members in self._groups():
            drafts = [self._drafts[name] for name in members]
            if len(members) == 1 and not drafts[0].said and not drafts[0].figures:
                unplaced += members
                continue
            key = tuple(members)
            try:
                kept[key] = self._known(key) or (self._verdicts.digest(key), self._built(drafts))
            except Exception as error:
                unplaced += members
                told += [fault(name, error) for name in members]
        self._stories = kept
        return Dossier([story for _, story in kept.values()], told, unplaced)

    def _groups(self) -> list[list[str]]:
        groups = self._index.stories()
        return self._index.arrange(self._verdicts.regroup(groups)) if self._verdicts else groups

    def _known(self, members: tuple[str, ...]) -> tuple[str, Story] | None:
        """A story worked out before, from the same decisions."""
        known = self._stories.get(members)
        return known if known and known[0] == self._verdicts.digest(members) else None

    def _built(self, drafts: list[Draft]) -> Story:
        moved = in_their_years(drafts)
        return StoryBuilder(moved, self._pack_of, self._compared, self._verdicts).build()


__all__ = ["Assembler", "assemble", "build_story", "features_of"]
