"""One axis for the figures of a question: where each stands, and round numbers to read it by."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

#: Above this ratio of largest to smallest a straight axis would press all small figures into one dot.
LOGARITHMIC = 30
#: Percent kept free at both ends, for dots and for the arrows of open ends.
MARGIN = 6.0
_STEPS = (1, 2, 2.5, 5, 10)
_LEAST = 1e-300  # a smaller difference has no ticks that a computer could count
_WANTED = 4  # ticks: more do not fit over a phone's column

Bound = float | int | None


class Tick(msgspec.Struct, frozen=True):
    """A round number and its place in percent."""

    value: float | int
    at: float


class Axis(msgspec.Struct, frozen=True):
    """The scale of a question."""

    low: float
    high: float
    logarithmic: bool
    ticks: list[Tick]

    def at(self, value: float | int) -> float:
        """The place of a value in percent."""
        return round(_place(value, self.low, self.high, self.logarithmic), 2)


class Stretch(msgspec.Struct, frozen=True):
    """A value on an axis: a dot (``start`` = ``end``) or an interval, open where its bound is unknown."""

    start: float
    end: float
    open_start: bool
    open_end: bool

    @property
    def is_dot(self) -> bool:
        """Whether it is one exact value."""
        return self.start == self.end and not self.open_start and not self.open_end


def make_axis(bounds: Iterable[tuple[Bound, Bound]]) -> Axis | None:
    """The axis that all intervals fit on; None where there are no two different ones to tell apart."""
    bounds = set(bounds)
    if len(bounds) < 2:
        return None
    values = sorted({float(v) for pair in bounds for v in pair if v is not None and math.isfinite(v)})
    if len(values) < 2 or values[-1] - values[0] < _LEAST:
        return None
    low, high = values[0], values[-1]
    logarithmic = low > 0 and high / low > LOGARITHMIC
    if not logarithmic and 0 < low < 0.5 * high:
        low = 0.0
    return Axis(low, high, logarithmic, _ticks(low, high, logarithmic))


def stretch(axis: Axis, low: Bound, high: Bound) -> Stretch:
    """Where an interval stands."""
    start = 0.0 if low is None else axis.at(low)
    end = 100.0 if high is None else axis.at(high)
    return Stretch(start, end, low is None, high is None)


def _place(value: float, low: float, high: float, logarithmic: bool) -> float:
    if logarithmic:
        value, low, high = (math.log10(max(v, 1e-12)) for v in (value, low, high))
    part = (value - low) / (high - low) if high > low else 0.5
    return MARGIN + (100 - 2 * MARGIN) * min(1.0, max(0.0, part))


def _ticks(low: float, high: float, logarithmic: bool) -> list[Tick]:
    values = _powers(low, high) if logarithmic else _rounds(low, high)
    return [Tick(_whole(v), round(_place(v, low, high, logarithmic), 2)) for v in values]


def _powers(low: float, high: float) -> Sequence[float]:
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    every = max(1, math.ceil((last - first + 1) / _WANTED))
    return [10.0**power for power in range(first, last + 1, every)]


def _rounds(low: float, high: float) -> Sequence[float]:
    rough = (high - low) / _WANTED
    scale = 10 ** math.floor(math.log10(rough))
    step = next(s * scale for s in _STEPS if s * scale >= rough * 0.999)
    if low >= 1 and step < 1:
        step = 1
    first = math.ceil(low / step - 1e-9)
    return [n * step for n in range(first, math.floor(high / step + 1e-9) + 1)]


def _whole(value: float) -> float | int:
    value = float(f"{value:.12g}")
    return int(value) if value.is_integer() else value


__all__ = ["Axis", "Stretch", "Tick", "make_axis", "stretch"]
