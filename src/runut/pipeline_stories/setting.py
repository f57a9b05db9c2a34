"""What all the work on one story needs to know: its articles, its people, its language, what was decided about it."""

from __future__ import annotations

from collections.abc import Callable

from runut.model.ledger import UNSTATED, Piece
from runut.rules.pack import Pack
from runut.rules.reasons import Reasons
from runut.steps.align import ActorTable, AlignWords, join_actors
from runut.steps.correct import StoryVerdicts, Verdicts

PackOf = Callable[[str], Pack]


class Setting:
    """One story's setting. ``home`` are the words of the language that most of its articles are in, ``say`` gives
    reasons in it, ``unstated`` are the names of sources that are left unsaid."""

    def __init__(self, pieces: list[Piece], pack_of: PackOf, verdicts: Verdicts) -> None:
        self.pieces = pieces
        self.pack_of = pack_of
        self.by_name = {piece.name: piece for piece in pieces}
        self.decided: StoryVerdicts = verdicts.settle(pieces)
        pack = pack_of(_main_language(pieces))
        self.home = pack.compiled(AlignWords)
        self.say = pack.compiled(Reasons).say
        people = self.decided.people
        self.actors: ActorTable = join_actors(pieces, self.words, people.merged, people.apart)
        self.decided.call_by(self.actors.name)
        self.unstated = frozenset(self.words(p.reading.language).unstated for p in pieces) | {UNSTATED}

    def words(self, language: str) -> AlignWords:
        """The words of a language."""
        return self.pack_of(language).compiled(AlignWords)

    def label(self, kind: str, name: str) -> str:
        """What something is called in the story's language, empty where it has no name."""
        return self.home.labels.get((kind, name), "")

    def canonical(self, name: str | None) -> str | None:
        """The one name of a source, where there is a source."""
        return self.actors.name(name) if name else name


def _main_language(pieces: list[Piece]) -> str:
    counted: dict[str, int] = {}
    for piece in pieces:
        counted[piece.reading.language] = counted.get(piece.reading.language, 0) + 1
    return max(sorted(counted), key=lambda code: counted[code])


__all__ = ["PackOf", "Setting"]
