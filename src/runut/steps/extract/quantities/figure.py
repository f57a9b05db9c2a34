"""A figure while it is being read."""

from __future__ import annotations

from fractions import Fraction

Number = int | Fraction


class Figure:
    """A number in the text and what is known of it so far. Token indices are into the layout, half-open.

    ``number`` is what is written before a scale ("3,5" of "3,5 juta"), ``factor`` the scale. ``kind``: count,
    group (puluhan), fraction (sepertiga) or age. ``kindred``: the class of the unit, or None.
    """

    __slots__ = (
        "after",
        "end",
        "end_of_number",
        "factor",
        "first",
        "grouped",
        "hedge",
        "high",
        "kind",
        "kindred",
        "low",
        "number",
        "obscure",
        "ranged",
        "spelled",
        "start",
        "tied",
        "unit",
        "unit_at",
    )

    def __init__(self, start: int, end: int, first: int, after: int, low: Number | None) -> None:
        self.start = start
        self.end = end
        self.end_of_number = end  # where the digits end
        self.first = first
        self.after = after
        self.low: Number | None = low
        self.high: Number | None = low
        self.number: Number = low if low is not None else 0
        self.factor = 1
        self.kind = "count"
        self.hedge: str | None = None
        self.unit: str | None = None
        self.kindred: str | None = None
        self.unit_at = after  # the token at which the unit's words start
        self.spelled = False
        self.grouped = False  # thousands are set apart: neither a year nor a label
        self.obscure = False  # may be a clock time or a version: counts only beside a measure
        self.tied = False  # a hyphen ties it to the figure before
        self.ranged = False

    def scale(self, factor: int) -> None:
        """Multiply by a scale word."""
        self.factor *= factor
        self.low = None if self.low is None else self.low * factor
        self.high = None if self.high is None else self.high * factor


def plain(value: Number | None) -> int | float | None:
    """A number as records hold it: whole ones as integers."""
    if value is None or isinstance(value, int):
        return value
    return value.numerator if value.denominator == 1 else float(value)
