"""How much room a report takes: ten megabytes are the most that opens at once, so a large pile is written shorter.

What is cut is repetition only: every statement and figure stays, marked, in its article.
"""

from __future__ import annotations

import msgspec

from runut.views.material import Material


class Room(msgspec.Struct, frozen=True):
    """What is shown at most.

    ``reach`` characters on each side of the words that matter, ``spoken`` statements below a speaker, ``told`` excerpts
    below one who denies, ``shown`` comparisons of an utterance, ``compared`` with those that open, ``same`` reports
    without change, ``pairs`` in a cross list and ``voices`` on a side of one, ``tellings`` of a story; ``notes`` in the
    margin for every statement, or for those only whose speaker the text beside them does not name.
    """

    tight: bool = False
    reach: int = 400
    spoken: int = 10_000
    told: int = 10_000
    shown: int = 3
    pairs: int = 1_000
    voices: int = 6
    tellings: int = 1_000
    compared: int = 10_000
    same: int = 10_000
    notes: bool = True


ROOMY = Room()
TIGHT = Room(tight=True, reach=70, shown=1, pairs=8, voices=2)
BARE = Room(True, 70, 12, 3, 1, 4, 2, 100, notes=False)

#: Limits chosen with news of 300 to 500 words: a roomy article takes about 60 KB, a tight one 20, a bare one 12.
_ROOMY_ARTICLES, _ROOMY_STATEMENTS, _TIGHT_STATEMENTS = 100, 1_500, 5_500


def room_for(material: Material) -> Room:
    """The room that a pile leaves to each of its lines."""
    statements = sum(len(reading.statements) for reading in material.readings.values())
    if len(material.readings) <= _ROOMY_ARTICLES and statements <= _ROOMY_STATEMENTS:
        return ROOMY
    return TIGHT if statements <= _TIGHT_STATEMENTS else BARE


__all__ = ["BARE", "ROOMY", "TIGHT", "Room", "room_for"]
