"""What a person should look at first."""

from __future__ import annotations

import msgspec

from runut.model.decision import Key


class ReviewItem(msgspec.Struct, frozen=True):
    """One reading that is worth a person's look.

    ``kind`` is that of the decision it asks for; ``where`` are the records: (article, key) as a Decision has it, an
    empty key for the whole article. ``impact`` is a number without a unit, to order by: what would change if the
    reading were wrong. ``why`` are keys of interface phrases, the weightiest first; ``questions`` the ids of the
    questions that it would change.
    """

    kind: str
    where: list[tuple[str, Key]]
    impact: float
    why: list[str]
    story: str = ""
    questions: list[str] = []


__all__ = ["ReviewItem"]
