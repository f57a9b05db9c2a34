"""Attributions become statements: a canonical source, a chain of relays, a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

import msgspec

from runut.model.attribution import PASSED_ON, Attribution
from runut.model.layout import Layout
from runut.model.published import Published
from runut.model.reading import Quantity, Relay, Statement, Timex
from runut.model.span import Span
from runut.rules.pack import Pack

# The chain's last link where the article does not show who published it (the contract's words).
THIS_ARTICLE = "this article"


_JOINT = "; "  # between the names of those who speak together
_CITATION_REACH = 12  # characters between a relay's name and its day: ", pada hari "

_WEEK = 7

# A speaker goes on speaking into the next sentences, not after a stretch of narrative.
_JUST_SPOKEN = 2


# How much of an article is its lead, and how many utterances further on the one that it sums up may stand.
_LEAD_SENTENCES = 2
_LEAD_REACH = 2


class Names(Protocol):
    """What resolving needs of an article's cast of actors."""

    def name_of(self, span: Span) -> str | None:
        """Canonical name of a source noun phrase."""

    def speaker_before(self, offset: int) -> str | None:
        """Who spoke last before this offset."""

    def subject_before(self, offset: int) -> str | None:
        """Who acts in the sentence right before, if nobody has spoken since."""


def resolve_statements(
    layout: Layout,
    attributions: list[Attribution],
    cast: Names,
    times: list[Timex],
    outlet: str | None,
    carriers: list[str],
    furniture: list[tuple[int, int]],
    published: Published,
    pack: Pack,
) -> list[Statement]:
    """Statements in text order, ids ``s1``, ``s2``, …

    ``carriers``: agencies that the dateline, byline or tail credits with the whole article.
    """
    unstated = str(pack.settings.get("unstated_source", "anonymous"))
    names = _source_names(layout, attributions, cast, unstated)
    days = _days(layout, attributions, names, times, _stated_day(published), unstated)
    reaching = _article_relays(attributions, names, cast)
    found = []
    for number, attribution in enumerate(attributions):
        relays = _relays(attribution, cast)
        relays += [r for r in reaching.get(names[number], []) if r.name not in {x.name for x in relays}]
        outers = _outers(attributions, number)
        links = [names[number], *(r.name for r in relays)]
        for outer in outers:
            links += [names[outer], *(r.name for r in _relays(attributions[outer], cast))]
        found.append(
            Statement(
                id=f"s{number + 1}",
                content=attribution.content,
                cue=attribution.cue,
                source=attribution.source,
                source_name=names[number],
                kind=attribution.kind,
                stance=attribution.stance,
                chain=_chain(links, carriers, outlet),
                said_on=days[number],
                confidence=attribution.confidence,
                relays=relays,
                continued=attribution.continued,
                parent=f"s{attribution.parent + 1}" if attribution.parent is not None else None,
                in_furniture=any(a <= attribution.content[0].start < b for a, b in furniture),
                evidence=attribution.evidence,
            )
        )
    return found


def _source_names(layout: Layout, attributions: list[Attribution], cast: Names, unstated: str) -> list[str]:
    """A canonical name for each attribution. Who speaks by a mere ending ("ujarnya") is who spoke before."""
    order = sorted(range(len(attributions)), key=lambda n: _position(attributions[n]))
    names = [unstated] * len(attributions)
    last: str | None = None
    spoke = -1 - _JUST_SPOKEN  # the sentence in which somebody spoke last
    for number in order:
        attribution = attributions[number]
        if attribution.source_kind == "unstated":
            continue
        if attribution.source is not None:
            names[number] = cast.name_of(attribution.source) or attribution.source.of(layout.text)
        elif (later := _next_speaker(layout, attributions, number)) is not None:
            names[number] = cast.name_of(later) or later.of(layout.text)
        else:
            at = _position(attribution)
            far = layout.sentence_at(at) - spoke > _JUST_SPOKEN
            actor = cast.subject_before(at) if far and attribution.cue else None
            names[number] = actor or last or cast.speaker_before(at) or unstated
        spoke = layout.sentence_at(attribution.content[-1].start)
        if attribution.rule == PASSED_ON:
            last = cast.name_of(attribution.relays[-1].source) or names[number]
        elif attribution.parent is None and not attribution.embedded:
            last = names[number]
    return names


def _next_speaker(layout: Layout, attributions: list[Attribution], number: int) -> Span | None:
    """A quotation without a cue whose next one is attributed, while nobody has just spoken: it is theirs."""
    attribution = attributions[number]
    if attribution.cue is not None or number + 1 >= len(attributions):
        return None
    following = attributions[number + 1]
    here = layout.sentence_at(attribution.content[0].start)
    if following.kind != "direct" or layout.sentence_at(following.content[0].start) != here + 1:
        return None
    if number and here - layout.sentence_at(_position(attributions[number - 1])) <= _JUST_SPOKEN:
        return None
    return following.source


def _position(attribution: Attribution) -> int:
    return attribution.cue.start if attribution.cue else attribution.content[0].start


def _relays(attribution: Attribution, cast: Names) -> list[Relay]:
    found = []
    for link in attribution.relays:
        name = cast.name_of(link.source)
        if name:
            found.append(Relay(name, link.source, link.cue, link.reach))
    return found


def _article_relays(attributions: list[Attribution], names: list[str], cast: Names) -> dict[str, list[Relay]]:
    """Relays that reach all an article has from one source ("Berdasarkan laporan R, … diumumkan S")."""
    found: dict[str, list[Relay]] = {}
    for number, attribution in enumerate(attributions):
        for relay in _relays(attribution, cast):
            if relay.reach == "article":
                found.setdefault(names[number], []).append(relay)
    return found


def _outers(attributions: list[Attribution], number: int) -> list[int]:
    found: list[int] = []
    parent = attributions[number].parent
    while parent is not None and parent not in found and parent != number:
        found.append(parent)
        parent = attributions[parent].parent
    return found


def _chain(links: list[str], carriers: list[str], outlet: str | None) -> list[str]:
    """From the origin to the publisher, nobody twice in a row."""
    publisher = outlet or THIS_ARTICLE
    chain: list[str] = []
    for name in [*links, *carriers]:
        own = name.casefold().startswith(publisher.casefold())  # a desk of the publisher: "Kabar Desa Bisnis"
        if name not in chain and not own:
            chain.append(name)
    return [*chain, publisher]


def _stated_day(published: Published) -> str | None:
    """The day of publication where the carrier or the text says it."""
    return published.day if published.origin in ("metadata", "text") else None


def _days(
    layout: Layout,
    attributions: list[Attribution],
    names: list[str],
    times: list[Timex],
    published: str | None,
    unstated: str,
) -> list[str | None]:
    """The day of each utterance: from its own frame, else from another utterance of the same speaker."""
    own = [_own_day(layout, attribution, times, published) for attribution in attributions]
    by_speaker = _days_of_speakers(attributions, names, own, unstated)
    found = []
    for number, day in enumerate(own):
        spoke = None if attributions[number].parent is not None else by_speaker.get(names[number])
        found.append(spoke if spoke and _is_coarse(day) and not _is_coarse(spoke) else day or spoke)
    found = _date_lead(layout, attributions, names, found, unstated)
    event = _event_day(layout, times)
    return [
        day or (event if attributions[n].parent is None and names[n] != unstated else None)
        for n, day in enumerate(found)
    ]


def _is_coarse(day: str | None) -> bool:
    """Whether a day is not pinned to a week: a month or a year in a frame is often what is spoken of."""
    if day is None or "/" not in day:
        return False
    first, last = map(date.fromisoformat, day.split("/"))
    return (last - first).days >= _WEEK


def _days_of_speakers(
    attributions: list[Attribution], names: list[str], own: list[str | None], unstated: str
) -> dict[str, str]:
    """When each speaks; who speaks together with another speaks on that one's day."""
    found: dict[str, str] = {}
    together = []
    for number, day in enumerate(own):
        speaker = names[number]
        if speaker == unstated or attributions[number].parent is not None:
            continue
        if _JOINT in speaker:
            together.append(speaker)
        held = found.get(speaker)
        if day and (held is None or len(day) < len(held)):  # a day pins more than an interval
            found[speaker] = day
    for joint in dict.fromkeys(together):
        members = joint.split(_JOINT)
        days = [found[name] for name in (joint, *members) if name in found]
        for name in (joint, *members) if days else ():
            found.setdefault(name, days[0])
    return found


def _event_day(layout: Layout, times: list[Timex]) -> str | None:
    """The day that the lead reports on: who is quoted without a day speaks of it, on it or right after it."""
    days = [
        time.value
        for time in times
        if time.value
        and len(time.value) == 10
        and not time.inside
        and layout.sentence_at(time.start) < _LEAD_SENTENCES + 1
    ]
    return max(days) if days and len(set(days)) <= 2 else None


def _date_lead(
    layout: Layout, attributions: list[Attribution], names: list[str], days: list[str | None], unstated: str
) -> list[str | None]:
    """The lead sums up what the article goes on to report: it takes the day of the next dated utterance."""
    dated = [n for n, day in enumerate(days) if day and attributions[n].parent is None]
    for number, attribution in enumerate(attributions):
        in_lead = layout.sentence_at(_position(attribution)) < _LEAD_SENTENCES
        if days[number] or not in_lead or names[number] == unstated or attribution.parent is not None:
            continue
        after = [n for n in dated if 0 < n - number <= _LEAD_REACH]
        if after:
            days[number] = days[after[0]]
    return days


def _own_day(
    layout: Layout, attribution: Attribution, times: list[Timex], published: str | None
) -> str | None:
    """A calendar phrase in the attribution's sentence, outside what is said and who says it; the nearest to the cue.
    The day of a citation is that of the utterance or the next, where the article is of that very day.
    """
    if attribution.cue is None or attribution.parent is not None:
        return None
    sentence = layout.sentences[layout.sentence_at(attribution.cue.start)]
    held = [*attribution.content, *([attribution.source] if attribution.source else [])]
    if attribution.source_kind == "unstated":
        held = attribution.content
    best: tuple[tuple[bool, int], str] | None = None
    for time in times:
        if time.value is None or time.inside or not sentence.start <= time.start < sentence.end:
            continue
        inside = any(span.start <= time.start < span.end for span in held)
        if inside and not (
            attribution.source_kind != "unstated" and _closes(layout.text, sentence.end, time)
        ):
            continue
        cited = time.value == published and _dates_citation(attribution, time)
        day = _eve_of(time.value) if cited else _as_days(time.value)
        rank = (_is_coarse(day), abs(time.start - attribution.cue.start))
        if best is None or rank < best[0]:
            best = (rank, day)
    return best[1] if best else None


def _dates_citation(attribution: Attribution, time: Timex) -> bool:
    """`…," kata S, dikutip dari R, Jumat (1/11)`: the day stands right behind a relay's name."""
    return any(0 <= time.start - link.source.end <= _CITATION_REACH for link in attribution.relays)


def _eve_of(day: str) -> str:
    """From the day before to the day."""
    return f"{(date.fromisoformat(day) - timedelta(1)).isoformat()}/{day}"


def _closes(text: str, end: int, time: Timex) -> bool:
    """`S menyebut 18 orang tewas di X, Rabu (5/3).`: a day behind the last comma dates the report, not the deaths."""
    before, after = text[: time.start].rstrip(), text[time.end : end].strip(" .\n)")
    return before.endswith(",") and not after and time.value is not None and len(time.value) == 10


_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _as_days(value: str) -> str:
    """A month or a year as the interval of its days; days and intervals as they are."""
    if "/" in value:
        first, last = value.split("/", 1)
        return f"{_as_days(first).split('/')[0]}/{_as_days(last).split('/')[-1]}"
    if len(value) == 10:
        return value
    if len(value) == 4:
        return f"{value}-01-01/{value}-12-31"
    year, month = int(value[:4]), int(value[5:7])
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{value}-01/{value}-{_DAYS_IN_MONTH[month - 1] + leap:02}"


def tie_quantities(quantities: list[Quantity], statements: list[Statement]) -> list[Quantity]:
    """Quantities with the id of the innermost statement that holds them."""
    found = []
    for quantity in quantities:
        best: tuple[int, str] | None = None
        for statement in statements:
            for span in (*statement.content, *statement.continued):
                if span.start <= quantity.start and quantity.end <= span.end:
                    size = span.end - span.start
                    if best is None or size < best[0]:
                        best = (size, statement.id)
        found.append(msgspec.structs.replace(quantity, statement=best[1]) if best else quantity)
    return found
