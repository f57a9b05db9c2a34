"""When each utterance was made: the day in its own frame, that of the same speaker, that of the lead."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from runut.model.attribution import Attribution, Link
from runut.model.layout import Layout
from runut.model.published import Published
from runut.model.reading import Statement, Timex
from runut.rules.pack import Pack

Spans = list[tuple[int, int]]  # start, end

_JOINT = "; "  # between the names of those who speak together
_CITATION_REACH = 12  # characters between a relay's name and its day: ", pada hari "
_WEEK = 7

# How much of an article is its lead, and how many utterances further on the one that it sums up may stand.
_LEAD_SENTENCES = 2
_LEAD_REACH = 2


def date_statements(
    layout: Layout,
    statements: list[Statement],
    times: list[Timex],
    furniture: Spans,
    published: Published,
    pack: Pack,
) -> list[Statement]:
    """Statements with their days worked out anew, for times that were."""
    unstated = str(pack.settings.get("unstated_source", "anonymous"))
    numbers = {statement.id: number for number, statement in enumerate(statements)}
    attributions = [_attribution_of(statement, numbers, unstated) for statement in statements]
    names = [statement.source_name or unstated for statement in statements]
    days = days_of_utterances(layout, attributions, names, times, furniture, published, unstated)
    return [replace(one, said_on=day) for one, day in zip(statements, days, strict=True)]


def _attribution_of(statement: Statement, numbers: dict[str, int], unstated: str) -> Attribution:
    """What a statement was made of, as far as its day depends on it."""
    return Attribution(
        content=statement.content,
        cue=statement.cue,
        source=statement.source,
        source_kind="unstated" if statement.source_name == unstated else "named",
        kind=statement.kind,
        stance=statement.stance,
        rule="",
        confidence=statement.confidence,
        relays=[Link(relay.source, relay.cue, relay.reach) for relay in statement.relays if relay.source],
        parent=numbers.get(statement.parent) if statement.parent else None,
    )


def _stated_day(published: Published) -> str | None:
    """The day of publication where the carrier or the text says it."""
    return published.day if published.origin in ("metadata", "text") else None


def days_of_utterances(
    layout: Layout,
    attributions: list[Attribution],
    names: list[str],
    times: list[Timex],
    furniture: Spans,
    published: Published,
    unstated: str,
) -> list[str | None]:
    """The day of each utterance: from its own frame, else from another utterance of the same speaker.

    ``names`` are the canonical sources of the attributions, ``unstated`` the one of those that name nobody;
    the lead is counted from the first sentence that is no ``furniture`` (start, end, in text order) of the page.
    """
    stated = _stated_day(published)
    starts = {time.start: time.end for time in times}
    own = [_own_day(layout, attribution, times, starts, stated) for attribution in attributions]
    by_speaker = _days_of_speakers(attributions, names, own, unstated)
    found = []
    for number, day in enumerate(own):
        spoke = None if attributions[number].parent is not None else by_speaker.get(names[number])
        found.append(spoke if spoke and _is_coarse(day) and not _is_coarse(spoke) else day or spoke)
    lead = _lead(layout, furniture)
    found = _date_lead(layout, attributions, names, found, unstated, lead)
    event = _event_day(layout, times, lead)
    occasion = _occasion(attributions, names, own, unstated)
    heard = {names[n] for n, attribution in enumerate(attributions) if attribution.kind != "indirect"}
    return [
        day
        or (
            (occasion if names[n] in heard and occasion else event)
            if attributions[n].parent is None and names[n] != unstated
            else None
        )
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
        if day and not _is_coarse(day) and (held is None or len(day) < len(held)):  # a day pins more
            found[speaker] = day
    for joint in dict.fromkeys(together):
        members = joint.split(_JOINT)
        days = [found[name] for name in (joint, *members) if name in found]
        for name in (joint, *members) if days else ():
            found.setdefault(name, days[0])
    return found


def _occasion(
    attributions: list[Attribution], names: list[str], own: list[str | None], unstated: str
) -> str | None:
    """The one day that the frames of an article give: who is heard in his own words spoke on the same occasion,
    which holds for no document and no body whose figures are cited.
    """
    days = {
        day
        for day, name, attribution in zip(own, names, attributions, strict=True)
        if day and name != unstated and attribution.parent is None and not _is_coarse(day)
    }
    return days.pop() if len(days) == 1 else None


def _lead(layout: Layout, furniture: Spans) -> list[int]:
    """The first sentences of the story, as their numbers: lines of the page around it do not count."""
    found: list[int] = []
    at, known = 0, len(furniture)
    for number, sentence in enumerate(layout.sentences):
        while at < known and furniture[at][1] < sentence.end:
            at += 1
        if at < known and furniture[at][0] <= sentence.start:
            continue
        found.append(number)
        if len(found) > _LEAD_SENTENCES:
            break
    return found


def _event_day(layout: Layout, times: list[Timex], lead: list[int]) -> str | None:
    """The day that the lead reports on: who is quoted without a day speaks of it, on it or right after it."""
    days = [
        time.value
        for time in times
        if time.value and len(time.value) == 10 and not time.inside and layout.sentence_at(time.start) in lead
    ]
    return max(days) if days and len(set(days)) <= 2 else None


def _date_lead(
    layout: Layout,
    attributions: list[Attribution],
    names: list[str],
    days: list[str | None],
    unstated: str,
    lead: list[int],
) -> list[str | None]:
    """The lead sums up what the article goes on to report: it takes the day of the next dated utterance."""
    dated = [
        n for n, day in enumerate(days) if not _is_coarse(day) and day and attributions[n].parent is None
    ]
    for number, attribution in enumerate(attributions):
        in_lead = layout.sentence_at(attribution.position) in lead[:_LEAD_SENTENCES]
        if days[number] or not in_lead or names[number] == unstated or attribution.parent is not None:
            continue
        after = [n for n in dated if 0 < n - number <= _LEAD_REACH]
        if after:
            days[number] = days[after[0]]
    return days


def _own_day(
    layout: Layout,
    attribution: Attribution,
    times: list[Timex],
    starts: dict[int, int],
    published: str | None,
) -> str | None:
    """A calendar phrase in the attribution's sentence, outside what is said and who says it; the nearest to the cue.
    The day of a citation is that of the utterance or the next, where the article is of that very day.
    """
    if attribution.cue is None or attribution.parent is not None:
        return None
    number = layout.sentence_at(attribution.cue.start)
    sentence = layout.sentences[number]
    end = _end_with_day(layout, number, starts)
    held = [*attribution.content, *([attribution.source] if attribution.source else [])]
    if attribution.source_kind == "unstated":
        held = attribution.content
    best: tuple[tuple[bool, int], str] | None = None
    for time in times:
        if time.value is None or time.inside or not sentence.start <= time.start < end:
            continue
        inside = any(span.start <= time.start < span.end for span in held)
        if _of_content(attribution, time):
            continue
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


def _of_content(attribution: Attribution, time: Timex) -> bool:
    """`Tahun 2023, kata S, ada 40 kapal`: the year or month before a cue that its source follows is when the ships
    were there."""
    cue, source = attribution.cue, attribution.source
    if (
        cue is None
        or attribution.source_kind == "unstated"
        or (source is not None and source.start < cue.start)
        or time.start > cue.start
    ):
        return False
    return (
        time.value is not None
        and _is_coarse(_as_days(time.value))
        and attribution.content[-1].start > cue.start
    )


def _end_with_day(layout: Layout, number: int, starts: dict[int, int]) -> int:
    """Where a sentence ends, with a day that a stray full stop cuts off: "…," kata Rina. Senin (3/5/2021)."

    ``starts``: where each phrase for a time starts and ends.
    """
    sentence = layout.sentences[number]
    if number + 1 == len(layout.sentences):
        return sentence.end
    after = layout.sentences[number + 1]
    stop = starts.get(after.start)
    if stop is None or after.paragraph != sentence.paragraph:
        return sentence.end
    return sentence.end if layout.text[stop : after.end].strip(" .") else after.end


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
