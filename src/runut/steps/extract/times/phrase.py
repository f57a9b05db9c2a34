"""Make a time phrase of a match: read the parts that its words name."""

from __future__ import annotations

from typing import Any

import msgspec

from runut.model.layout import Layout
from runut.model.timephrase import TimePhrase
from runut.steps.extract.times.classes import Classes
from runut.steps.extract.times.grammar import Rule
from runut.steps.extract.times.numbers import count_of

Slots = dict[str, tuple[int, int, str]]

_NUMBERS = ("weekday", "month", "day", "year", "until_weekday", "until_month", "until_day", "until_year")
_WORDS = ("unit", "edge", "part", "zone", "season", "toward")
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LAST_DAY = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WITH_YEAR = (("monthyear", "month"), ("romanyear", "count"))  # "Jan-2024", "II-2024"
_HALVES = {"month": "month/shortmonth", "count": "roman"}
_CENTURY_TURN = 50  # '49 is read as 2049, '50 as 1950: news dates lie nearer to the present

_GRAINS = {
    "date": "day", "day-of-month": "day", "weekday": "day", "deictic": "day", "next-day": "day",
    "clock": "day", "named-day": "day", "month": "month", "year": "year", "decade": "interval",
    "range": "interval", "stretch": "interval", "weekend": "interval", "season": "interval",
    "league-season": "interval", "quarter": "interval", "same-of-year": "interval",
    "week-of-month": "interval", "open": "open",
}  # fmt: skip
_UNIT_GRAINS = {"hour": "day", "minute": "day", "day": "day", "month": "month", "year": "year"}


class Reading(msgspec.Struct, frozen=True):
    """A phrase and the tokens it covers (half-open)."""

    phrase: TimePhrase
    first: int
    last: int


def phrase_of(
    rule: Rule, slots: Slots, layout: Layout, classes: Classes, first: int, last: int
) -> Reading | None:
    """The phrase that a rule's match makes, or None where its numbers make no date (31/2)."""
    parts: dict[str, Any] = dict(rule.given)
    for name in _NUMBERS:
        if name in slots:
            parts[name] = _number(name, slots[name], layout, classes)
    for name in _WORDS:
        if name in slots:
            at, _, kind = slots[name]
            parts[name] = classes.value(layout.words[at], kind)
    for name in ("weekday", "month"):
        if name + "pair" in slots:
            halves = layout.lowers[slots[name + "pair"][0]].split("-")
            parts[name], parts["until_" + name] = (int(classes.value(half, name)) for half in halves)
    for name in ("edgemonth", "edgeyear"):
        if name in slots:
            edge, half = layout.lowers[slots[name][0]].split("-")
            parts["edge"] = classes.value(edge, "edge")
            parts[name[4:]] = int(classes.value(half, "month"))
    for name, own in _WITH_YEAR:
        if name in slots:
            half, year = layout.lowers[slots[name][0]].split("-")
            parts[own] = int(classes.value(half, _HALVES[own]))
            parts["year"] = int(year)
    if "dotted" in slots:
        day, month, year = layout.words[slots["dotted"][0]].split(".")
        parts |= {"day": int(day), "month": int(month), "year": int(year)}
    if signed := slots.get("offset") or slots.get("ordinal"):
        at, _, kind = signed
        parts["count"] = float(classes.value(layout.words[at], kind))
    if "count" in slots:
        at, end, _ = slots["count"]
        parts["count"] = count_of(layout.words[at:end], classes)
    if "decade" in slots:
        parts["year"] = _decade(layout.words[slots["decade"][0]])
    parts |= _clock(slots, layout, classes)
    if not _possible(parts):
        return None
    grain = parts.pop("grain", None) or _grain(rule.kind, parts)
    phrase = TimePhrase(
        layout.starts[first], _end(layout, last - 1, classes), rule.kind, grain, rule.name,
        typo=_is_typo(slots, layout, classes), **parts,
    )  # fmt: skip
    return Reading(phrase, first, last)


def _end(layout: Layout, last: int, classes: Classes) -> int:
    """Where the last token ends, its possessive ending left out."""
    word = layout.words[last]
    return layout.ends[last] - len(word) + len(classes.base(word))


def _number(name: str, slot: tuple[int, int, str], layout: Layout, classes: Classes) -> int | None:
    at, _, kind = slot
    value = classes.value(layout.words[at], kind)
    digits = "".join(c for c in value if c.isdecimal())
    if not digits:
        return None
    number = int(digits)
    if name.endswith("year") and number < 100:
        number += 2000 if number < _CENTURY_TURN else 1900
    return number


def _decade(word: str) -> int:
    number = int("".join(c for c in word if c.isdecimal()))
    if number >= 100:
        return number
    return (2000 if number < _CENTURY_TURN - 20 else 1900) + number


def _clock(slots: Slots, layout: Layout, classes: Classes) -> dict[str, str]:
    """The clock time as HH:MM, of the first one where there are two."""
    if clock := slots.get("clocktime") or slots.get("clockword"):
        word = layout.words[clock[0]]
        hour, _, minute = word.rstrip(_LETTERS).replace(":", ".").partition(".")
    elif "hour" in slots:
        hour = layout.words[slots["hour"][0]]
        at = (slots.get("minute") or slots.get("minuteword") or (None,))[0]
        minute = "" if at is None else layout.words[at][:2]
        word = "" if at is None else layout.words[at]
    else:
        return {}
    afternoon = classes.valued.get((word.lower().lstrip("0123456789.:"), "clock_suffix"))
    if "ampm" in slots:
        at, _, kind = slots["ampm"]
        afternoon = classes.value(layout.words[at], kind)
    if afternoon is not None:
        hour = str(int(hour) % 12 + int(afternoon))
    return {"clock": f"{int(hour):02}:{minute or '00'}"}


def _possible(parts: dict[str, Any]) -> bool:
    if parts.get("until_year") and parts.get("year") and parts["until_year"] < parts["year"]:
        return False
    month, until_month = parts.get("month"), parts.get("until_month")
    return _fits(parts.get("day"), month or until_month) and _fits(
        parts.get("until_day"), until_month or month
    )


def _fits(day: int | None, month: int | None) -> bool:
    return day is None or month is None or day <= _LAST_DAY[month - 1]


def _grain(kind: str, parts: dict[str, Any]) -> str:
    if parts.get("edge"):
        return "interval"
    if kind in _GRAINS:
        return _GRAINS[kind]
    if kind == "shift" and parts.get("count") is None:
        return "open"
    return _UNIT_GRAINS.get(parts.get("unit", ""), "interval")


def _is_typo(slots: Slots, layout: Layout, classes: Classes) -> bool:
    months = [layout.lowers[slots[name][0]] for name in ("month", "until_month") if name in slots]
    return any((month, "typomonth") in classes.valued for month in months)
