"""Feasts that move through the solar year: in which years one lies near the date of an article that names it."""

from __future__ import annotations

from datetime import date

import msgspec

from runut.model.layout import Layout
from runut.rules.pack import Pack
from runut.steps.resolve.times.days import real_day

# Half the natural log-odds, as for the other reasons for a year. Of 118 dated Indonesian articles that name one of
# these feasts 68 of 100 were of its weeks, which are 15 of 100 days.
_NEAR, _FAR = 0.75, -0.5


class Feast(msgspec.Struct, frozen=True):
    """A word for a feast, the days around it in which the word is news, and its day in each year known."""

    words: tuple[str, ...]
    before: int
    after: int
    days: dict[int, date]


class Feasts:
    """The table of a language, by first word; a language may have none."""

    def __init__(self, pack: Pack) -> None:
        self.by_first: dict[str, list[Feast]] = {}
        for row in pack.table("feasts"):
            words = tuple(row["form"].split())
            days = [date.fromisoformat(day) for day in row["dates"].split()]
            feast = Feast(words, int(row["before"]), int(row["after"]), {day.year: day for day in days})
            self.by_first.setdefault(words[0], []).append(feast)


def find_feasts(layout: Layout, pack: Pack) -> list[Feast]:
    """The feasts that a text names, one word for each."""
    by_first = pack.compiled(Feasts).by_first
    lowers = layout.lowers
    found: dict[date, Feast] = {}
    for at in [at for at, word in enumerate(lowers) if word in by_first]:
        for feast in by_first[lowers[at]]:
            if tuple(lowers[at : at + len(feast.words)]) == feast.words:
                found.setdefault(next(iter(feast.days.values())), feast)
    return list(found.values())


def feast_weight(feast: Feast, year: int, month: int, day: int) -> float:
    """What a feast says for or against a year, for an article of this day and month."""
    when, of_feast = real_day(year, month, day), feast.days.get(year)
    if when is None or of_feast is None:
        return 0.0
    return _NEAR if -feast.before <= (when - of_feast).days <= feast.after else _FAR
