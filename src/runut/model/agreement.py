"""How far two people agree who decided about the same words."""

from __future__ import annotations

from typing import Any

import msgspec

from runut.model.correction import Anchor


class Told(msgspec.Struct, frozen=True):
    """What one of the two said of one thing, and when."""

    who: str
    value: Any
    at: str
    why: str
    id: str


class Agreement(msgspec.Struct, frozen=True):
    """Agreement of two people on one field of one kind; kind and field empty for all verdicts together.

    ``n`` things were judged by both, ``same`` of them alike. ``kappa`` is Cohen's; where it is not defined it is
    None and ``why`` says so: ``nothing-in-common`` or ``one-category`` (both gave one and the same value all the
    time, so that chance alone would make them agree).
    """

    kind: str
    field: str
    n: int
    same: int
    observed: float | None
    expected: float | None
    kappa: float | None
    why: str = ""


class Disagreement(msgspec.Struct, frozen=True):
    """One thing of which two people say different things, with the words that it is about."""

    kind: str
    field: str
    anchors: list[Anchor]
    words: str
    one: Told
    other: Told


class Comparison(msgspec.Struct, frozen=True):
    """Two people's decisions held against each other. ``only_one``, ``only_other`` count what just one judged;
    ``overlapping`` those of the things compared of which the two marked only partly the same words."""

    one: str
    other: str
    agreements: list[Agreement]
    disagreements: list[Disagreement]
    only_one: int
    only_other: int
    overlapping: int = 0


__all__ = ["Agreement", "Comparison", "Disagreement", "Told"]
