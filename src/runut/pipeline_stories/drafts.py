"""What one article brings to any story, and how articles of a story lend each other their year."""

from __future__ import annotations

from runut.model.days import reference_day
from runut.model.ledger import Figure, Piece, Said
from runut.rules.pack import Pack
from runut.steps.align import AlignWords, find_figures, publisher_of, read_statements
from runut.steps.group import borrow_years
from runut.steps.trace import Fingerprint, fingerprint


class Draft:
    """What one article brings to any story, worked out once."""

    def __init__(self, piece: Piece, pack: Pack) -> None:
        words = pack.compiled(AlignWords)
        self.pack = pack
        self.piece = piece
        self.figures: list[Figure] = find_figures(piece, words)
        self.said: list[Said] = read_statements(piece, self.figures, words)
        self.print: Fingerprint = fingerprint(piece)
        self.publisher = publisher_of(piece)


def in_their_years(drafts: list[Draft]) -> list[Draft]:
    """What the articles bring, those without a stated year read anew in the year of the others; in order
    of time."""
    pieces = borrow_years([draft.piece for draft in drafts])
    moved = [
        draft if draft.piece is piece else Draft(piece, draft.pack)
        for draft, piece in zip(drafts, pieces, strict=True)
    ]
    return moved if all(a is b for a, b in zip(drafts, moved, strict=True)) else sorted(moved, key=_order)


def _order(draft: Draft) -> tuple[str, str]:
    day = reference_day(draft.piece.reading)
    return day.isoformat() if day else "9999", draft.piece.name


__all__ = ["Draft", "in_their_years"]
