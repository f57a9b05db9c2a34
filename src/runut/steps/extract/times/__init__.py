"""Time phrases: dates, weekdays, "pekan lalu", "tiga bulan lalu", clock times."""

from __future__ import annotations

from runut.steps.extract.times.find import find_times

__all__ = ["find_times"]
