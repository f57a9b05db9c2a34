"""Time: when things happened and when they were published, as two lanes, and the events in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
from markupsafe import Markup

from runut.model.dossier import Event, Story
from runut.model.ledger import is_unnamed
from runut.views.interface import Interface
from runut.views.material import Material
from runut.views.report.anchors import Anchors
from runut.views.report.excerpts import label_of

#: Stretches longer than this many days tell too little of when to stand on the axis.
MONTH = 31
_FOUND = 40  # characters of an event that are looked for in its article
MARGIN = 3.0  # percent kept free at both ends


class Moment(msgspec.Struct, frozen=True):
    """A day or a stretch of days on a lane, in percent."""

    start: float
    end: float
    href: str
    title: str
    label: str


class Happening(msgspec.Struct, frozen=True):
    """One line of the list of events."""

    id: str
    when: str
    what: str
    who: list[Markup]
    articles: list[tuple[int, str, str]]
    language: str
    beside: bool


class Times(msgspec.Struct, frozen=True):
    """Both lanes and the list."""

    events: list[Moment]
    published: list[Moment]
    marks: list[tuple[float, str]]
    happenings: list[Happening]
    undated: list[tuple[int, str, str]]


class _Stretch(msgspec.Struct, frozen=True):
    start: date
    end: date


def make_times(material: Material, story: Story, interface: Interface, anchors: Anchors) -> Times:
    """The times of one story."""
    events = [(event, _days(event.when)) for event in story.timeline]
    articles = [(name, _days(material.readings[name].published or "")) for name in story.articles]
    known = [days for _, days in [*events, *articles] if days]
    first, last = _range(known)
    length = max(1, (last - first).days) if first and last else 1

    def at(day: date) -> float:
        part = (day - first).days / length if first else 0.0
        return round(MARGIN + (100 - 2 * MARGIN) * min(1.0, max(0.0, part)), 2)

    def refs(names: Sequence[str]) -> list[tuple[int, str, str]]:
        return [
            (material.numbers[name], anchors.to_article(name), label_of(material, name))
            for name in names
            if name in material.numbers
        ]

    happenings = [
        Happening(
            id=f"{story.id}-t{number}",
            when=event.when,
            what=words_of(event, interface),
            who=[interface.who(name) for name in event.sources],
            articles=[
                (number, _where(material, anchors, name, event.what) or href, label)
                for name, (number, href, label) in zip(event.articles, refs(event.articles), strict=False)
            ],
            language=material.readings[story.articles[0]].language,
            beside=not (days and first and days.end >= first and (days.end - days.start).days <= MONTH),
        )
        for number, (event, days) in enumerate(events, 1)
    ]
    return Times(
        events=[
            Moment(
                at(days.start),
                at(days.end),
                anchors.to_event(row.id),
                f"{interface.plain_day(row.when)}: {row.what}",
                "",
            )
            for row, (_, days) in zip(happenings, events, strict=True)
            if days and not row.beside
        ],
        published=[
            Moment(
                at(days.start),
                at(days.end),
                anchors.to_article(name),
                f"{label_of(material, name)}, {interface.plain_day(material.readings[name].published)}",
                str(material.numbers[name]),
            )
            for name, days in articles
            if days
        ],
        marks=[(at(day), day.isoformat()) for day in _round_days(first, last)],
        happenings=happenings,
        undated=refs([name for name, days in articles if not days]),
    )


def words_of(event: Event, interface: Interface) -> str:
    """An event in words. The speaker that stands before a colon is said in the interface's words."""
    speaker, _, rest = event.what.partition(": ")
    if is_unnamed(event.what):  # "anonymous: description: what"
        description, inner, what = rest.partition(": ")
        return f"{interface.plain_who(f'{speaker}: {description}')}: {what}" if inner else event.what
    return event.what


def _where(material: Material, anchors: Anchors, name: str, what: str) -> str | None:
    """The address of the statement that an event was read in, where its words stand in one."""
    words = what.partition(": ")[2] or what
    at = material.texts[name].find(words[:_FOUND].rstrip("…"))
    if at < 0:
        return None
    for statement in material.readings[name].statements:
        if any(span.start < at + _FOUND and at < span.end for span in statement.content):
            return anchors.to_statement(name, statement.id)
    return None


def _days(value: str) -> _Stretch | None:
    """First and last day of an ISO date, month, year or interval."""
    start, _, end = value.partition("/")
    one, other = _bounds(start), _bounds(end or start)
    if one is None or other is None or other[1] < one[0]:
        return None
    return _Stretch(one[0], other[1])


def _bounds(value: str) -> tuple[date, date] | None:
    try:
        parts = [int(part) for part in value.split("-")]
        if len(parts) == 1:
            return date(parts[0], 1, 1), date(parts[0], 12, 31)
        if len(parts) == 2:
            after = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
            return date(parts[0], parts[1], 1), after - timedelta(days=1)
        day = date(*parts[:3])
    except (ValueError, TypeError):
        return None
    return day, day


def _range(known: Sequence[_Stretch]) -> tuple[date | None, date | None]:
    """The days that the axis spans: those told to the month at least, without early ones far off."""
    close = [days for days in known if (days.end - days.start).days <= MONTH] or list(known)
    if not close:
        return None, None
    starts = sorted(days.start for days in close)
    last = max(days.end for days in close)
    for number in range(len(starts) - 1, 0, -1):
        rest = max(MONTH, (last - starts[number]).days)
        if (starts[number] - starts[number - 1]).days > rest and len(starts) - number >= len(starts) / 2:
            return starts[number], last
    return starts[0], last


def _round_days(first: date | None, last: date | None) -> list[date]:
    """A handful of days to read the axis by."""
    if first is None or last is None:
        return []
    count = min(5, (last - first).days + 1)
    if count <= 1:
        return [first]
    step = (last - first) / (count - 1)
    return [first + step * number for number in range(count)]


__all__ = ["Happening", "Moment", "Times", "make_times", "words_of"]
