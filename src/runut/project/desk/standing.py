"""What stands of a reading after people's decisions."""

from __future__ import annotations

from collections.abc import Sequence

from runut.model.correction import Correction
from runut.model.reading import Reading
from runut.store.records import Standing


def stand(reading: Reading, text: str, decided: Sequence[Correction]) -> Standing:
    """A machine's reading with everything applied that people decided about it."""
    del text, decided
    return Standing(reading)


__all__ = ["stand"]
