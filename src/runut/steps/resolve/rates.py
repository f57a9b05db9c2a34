"""The exchange rate that an article names: in which years a dollar cost so much."""

from __future__ import annotations

import re

from runut.rules.pack import Pack

# Half the natural log-odds, as for the other reasons for a year, set by hand: a rate may be of another day.
_WITHIN, _OUTSIDE = 0.3, -1.2


class Rates:
    """The rates of a language's home; it may have none."""

    def __init__(self, pack: Pack) -> None:
        written = pack.settings.get("exchange_rate")
        self.pattern = re.compile(str(written)) if written else None
        self.bounds = {
            int(row["year"]): (int(row["lowest"]), int(row["highest"]))
            for row in pack.table("exchange_rates")
        }


def find_rate(text: str, pack: Pack) -> dict[int, float]:
    """What the first rate that a text names says for or against each year known; empty where it names none."""
    rates = pack.compiled(Rates)
    found = rates.pattern.search(text) if rates.pattern else None
    if found is None:
        return {}
    rate = int(found[1].replace(".", ""))
    return {year: _WITHIN if low <= rate <= high else _OUTSIDE for year, (low, high) in rates.bounds.items()}
