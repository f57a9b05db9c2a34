"""A year that an article does not state, taken from the other articles of its story.

"Kamis (6/3)" fits every few years. Alone an article is read as of the year that fits its words best; beside
articles that state theirs it is of that year, if its weekdays fit there too.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from msgspec.structs import replace

from runut.model.days import has_sure_year, reference_day
from runut.model.ledger import Piece
from runut.model.reading import Statement, Timex
from runut.model.vocabulary import PERSON

_NEAR = 60  # days from the nearest article with a sure date within which an article is of that story's time


def borrow_years(pieces: list[Piece]) -> list[Piece]:
    """The articles, those without a stated year in the year of the others where the weekday fits."""
    known = [day for piece in pieces if has_sure_year(piece) and (day := reference_day(piece.reading))]
    if not known or all(has_sure_year(piece) for piece in pieces):
        return pieces
    years = [year for year, _ in Counter(day.year for day in known).most_common()]
    return [piece if has_sure_year(piece) else _moved(piece, years, known) for piece in pieces]


def _moved(piece: Piece, years: list[int], known: list[date]) -> Piece:
    day = reference_day(piece.reading)
    for year in years:
        if day is None or year == day.year:
            return piece
        there = _in_year(day, year)
        if there is None or there.weekday() != day.weekday():
            continue
        if min(abs((there - other).days) for other in known) <= _NEAR:
            return _shifted(piece, year - day.year)
    return piece


def _shifted(piece: Piece, years: int) -> Piece:
    """All days of an article moved by whole years, but those that a person gave."""
    reading = piece.reading

    def time(timex: Timex) -> Timex:
        return timex if timex.rule == PERSON else replace(timex, value=_later(timex.value, years))

    def statement(one: Statement) -> Statement:
        told = any(evidence.rule == f"{PERSON}:said_on" for evidence in one.evidence)
        return one if told else replace(one, said_on=_later(one.said_on, years))

    moved = replace(
        reading,
        published=_later(reading.published, years),
        times=[time(timex) for timex in reading.times],
        statements=[statement(one) for one in reading.statements],
    )
    return Piece(moved, piece.layout)


def _later(value: str | None, years: int) -> str | None:
    """A date, month, year or interval of them some years on."""
    if not value:
        return value
    parts = [part for part in value.split("/") if part[:4].isdigit()]
    return "/".join(f"{int(part[:4]) + years:04}{part[4:]}" for part in parts) or value


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


__all__ = ["borrow_years"]
