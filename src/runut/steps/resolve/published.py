"""When an article was published: as its carrier says, its text states, or its newest dates let infer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from msgspec.structs import replace

from runut.model.article import Article
from runut.model.layout import Layout
from runut.model.published import Published
from runut.model.timephrase import TimePhrase
from runut.rules.pack import Pack
from runut.steps.resolve.times.days import moved, real_day
from runut.steps.resolve.years import YearChoice, choose_year

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_BYLINE_WORDS = 16  # a line that carries the date of publication is short
_BARE_LINE_WORDS = 5  # words beside the date in a line that holds little else
_TOP, _BOTTOM = 6, 2  # paragraphs at either end in which such a line stands
_MENU = 30  # lines of a page's menu that may stand above it, none of them as long as a paragraph of the story
_DATELINE_WORDS = 14  # tokens from the paragraph's start within which a dateline ends
_LABEL_REACH = 4  # tokens between "Diterbitkan" and the date
_DASHES = frozenset("-–—:|")
_SAME_NEWS = 3  # days by which a news day may lie after the first one that the text names
_WEEKDAY_LAG, _DATE_LAG = 1, 7  # days from the newest dated words to publication: with a weekday, without


def resolve_published(article: Article, layout: Layout, phrases: list[TimePhrase], pack: Pack) -> Published:
    """The publication date or interval, where it comes from, and the day that relative words count from."""
    if article.published and (written := _ISO.match(article.published)) and _is_day(written.group()):
        day = written.group()
        return Published(day, "metadata", "the page or file says so", day, int(day[:4]))
    if stated := _stated(layout, phrases, pack):
        phrase, why = stated
        when = real_day(phrase.year or 1, phrase.month or 1, phrase.day or 1)
        if when:
            return Published(when.isoformat(), "text", why, when.isoformat(), when.year)
    return _inferred(layout, phrases, choose_year(phrases, layout, pack))


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


# --- stated


def _stated(layout: Layout, phrases: list[TimePhrase], pack: Pack) -> tuple[TimePhrase, str] | None:
    """The phrase that dates the article itself: a labelled date, a dateline, a byline."""
    updated = pack.words("time_words", "updated")
    dates = [p for p in phrases if p.kind == "date" and p.year and not p.quoted and not p.inside]
    dates = [p for p in dates if not _follows(p, layout, updated)]
    labels = pack.words("time_words", "posted")
    tests: list[tuple[Callable[[TimePhrase], bool], str]] = [
        (partial(_is_labelled, layout=layout, labels=labels), "stands after a word for publishing"),
        (partial(_is_stamped, layout=layout), "stands with its clock time in a line of its own"),
        (partial(_is_dateline, layout=layout), "stands in the dateline"),
        (partial(_is_line, layout=layout), "stands in a line of its own"),
    ]
    for test, why in tests:
        for phrase in dates:
            if test(phrase):
                return phrase, f"“{layout.text[phrase.start : phrase.end]}” {why}"
    return None


def _follows(phrase: TimePhrase, layout: Layout, words: frozenset[str]) -> bool:
    """Whether one of the words stands shortly before the phrase."""
    at = layout.token_at(phrase.start)
    return not words.isdisjoint(layout.lowers[max(0, at - _LABEL_REACH) : at])


def _paragraph(phrase: TimePhrase, layout: Layout) -> tuple[int, int, int]:
    """Index, start and end of the paragraph of a phrase."""
    index = layout.sentences[layout.sentence_at(phrase.start)].paragraph
    return index, *layout.paragraphs[index]


def _words_between(layout: Layout, start: int, end: int) -> int:
    return sum(word[0].isalnum() for word in layout.words[layout.token_at(start) : layout.token_at(end)])


def _at_an_end(index: int, layout: Layout) -> bool:
    if index < _TOP or index >= len(layout.paragraphs) - _BOTTOM:
        return True
    above = layout.paragraphs[:index] if index < _MENU else []
    return bool(above) and all(_words_between(layout, *lines) <= _BYLINE_WORDS for lines in above)


def _is_labelled(phrase: TimePhrase, layout: Layout, labels: frozenset[str]) -> bool:
    """Whether a label heads the line or is followed by a colon; "film itu tayang 3 Mei" has no label."""
    at = layout.token_at(phrase.start)
    _, start, end = _paragraph(phrase, layout)
    first = layout.token_at(start)
    for place in range(max(at - _LABEL_REACH, first), at):
        if layout.lowers[place] in labels and (place == first or ":" in layout.words[place + 1 : at]):
            return _words_between(layout, start, end) <= 2 * _BYLINE_WORDS
    return False


def _is_stamped(phrase: TimePhrase, layout: Layout) -> bool:
    index, start, end = _paragraph(phrase, layout)
    short = _words_between(layout, start, end) <= _BYLINE_WORDS
    return bool(phrase.clock) and short and _at_an_end(index, layout)


def _is_dateline(phrase: TimePhrase, layout: Layout) -> bool:
    index, start, _ = _paragraph(phrase, layout)
    first, after = layout.token_at(start), layout.token_at(phrase.end)
    if index >= _TOP or after - first > _DATELINE_WORDS or after >= len(layout.words):
        return False
    if any(word[0].islower() for word in layout.words[first : layout.token_at(phrase.start)]):
        return False  # a sentence, not "Padang, 3 Mei 2024 -"
    if layout.words[after] == ")":
        after += 1
    return after < len(layout.words) and layout.words[after] in _DASHES


def _is_line(phrase: TimePhrase, layout: Layout) -> bool:
    index, start, end = _paragraph(phrase, layout)
    beside = _words_between(layout, start, phrase.start) + _words_between(layout, phrase.end, end)
    sentence = layout.text[end - 1] == "." or phrase.ahead
    return _at_an_end(index, layout) and beside <= _BARE_LINE_WORDS and not sentence


# --- inferred


def _inferred(layout: Layout, phrases: list[TimePhrase], choice: YearChoice | None) -> Published:
    if choice is None:
        return Published(why="no date and no year that the text would pin")
    if choice.year is None:
        return Published(why=choice.why)
    if (today := _today(phrases, choice.year, layout)) and _pins(today[0]):
        phrase, when = today
        why = f"the text calls “{layout.text[phrase.start : phrase.end]}” today; {choice.why}"
        return Published(when.isoformat(), "inferred", why, when.isoformat(), when.year)
    newest = _newest(phrases, choice.year, layout)
    if newest is None:
        return Published(why=f"the year only: {choice.why}", year=choice.year)
    phrase, day = newest
    words = layout.text[phrase.start : phrase.end]
    lag = _WEEKDAY_LAG if phrase.weekday else _DATE_LAG
    value = f"{day.isoformat()}/{moved(day, lag).isoformat()}"
    why = f"the newest dated words are “{words}”; {choice.why}"
    return Published(value, "inferred", why, day.isoformat(), day.year)


def _newest(phrases: list[TimePhrase], year: int, layout: Layout) -> tuple[TimePhrase, date] | None:
    """The phrase that names the news day: the newest told as past, near the first that the text names."""
    if today := _today(phrases, year, layout):
        return today
    dated = [(p, day) for p in phrases if (day := _news_day(p, year))]
    with_weekday = [pair for pair in dated if pair[0].weekday]
    if not dated:
        return None
    if not with_weekday:
        phrase, day = max(dated, key=lambda pair: pair[1])
        return phrase, _following_weekday(phrases, day)
    first = with_weekday[0][1]
    near = [pair for pair in with_weekday if (pair[1] - first).days <= _SAME_NEWS]
    phrase, day = max(near, key=lambda pair: pair[1])
    if signed := _signed_weekday(phrases, layout):
        return signed, moved(day, ((signed.weekday or 0) - day.isoweekday()) % 7)
    return phrase, moved(day, phrase.toward == "past")  # "Sabtu (7/10) kemarin" is told of a day later


def _today(phrases: list[TimePhrase], year: int, layout: Layout) -> tuple[TimePhrase, date] | None:
    """The day that the text calls today, or a day from it, with its date: "kemarin (3/5)", "besok, Selasa (4/5)"."""
    for number, phrase in enumerate(phrases):
        if phrase.count is None or phrase.inside or phrase.kind not in ("date", "deictic"):
            continue
        dated = phrase
        if phrase.kind == "deictic":
            if number + 1 == len(phrases) or not _are_one(phrase, phrases[number + 1], layout):
                continue
            dated = replace(phrases[number + 1], count=phrase.count)
        day = real_day(dated.year or year, dated.month or 0, dated.day or 0)
        if day and day.year == year:
            return dated, moved(day, -int(phrase.count))
    return None


def _are_one(deictic: TimePhrase, after: TimePhrase, layout: Layout) -> bool:
    """Whether a weekday with its date stands in apposition to "today": "hari ini, Senin (3/5)"."""
    between = layout.text[deictic.end : after.start].strip(" ,")
    return after.kind == "date" and bool(after.weekday) and not between and not deictic.quoted


def _pins(today: TimePhrase) -> bool:
    """Whether it is the day itself that is dated, by the article and not by somebody quoted."""
    return not today.count and not today.quoted


def _following_weekday(phrases: list[TimePhrase], day: date) -> date:
    """The first bare weekday of the text, on or after the newest date: "kata dia pada Jumat"."""
    for phrase in phrases:
        if phrase.kind == "weekday" and phrase.weekday and not (phrase.toward or phrase.unit or phrase.ahead):
            return moved(day, (phrase.weekday - day.isoweekday()) % 7)
    return day


def _signed_weekday(phrases: list[TimePhrase], layout: Layout) -> TimePhrase | None:
    """The weekday without a date that signs the report, where other days carry theirs: "kata Rina di Solo, Senin." """
    dated = {phrase.weekday for phrase in phrases if phrase.kind in ("date", "range")}
    for phrase in phrases:
        bare = phrase.kind == "weekday" and not (phrase.toward or phrase.unit or phrase.ahead or phrase.part)
        if bare and phrase.weekday not in dated and not phrase.quoted and _signs(phrase, layout):
            return phrase
    return None


def _signs(phrase: TimePhrase, layout: Layout) -> bool:
    """Whether commas or a full stop set the phrase off from its sentence."""
    at, after = layout.token_at(phrase.start), layout.token_at(phrase.end)
    return layout.words[at - 1 : at] == [","] and layout.words[after : after + 1] in ([","], ["."])


def _news_day(phrase: TimePhrase, year: int) -> date | None:
    if phrase.kind not in ("date", "range") or phrase.inside or phrase.ahead or phrase.toward == "next":
        return None
    month = phrase.until_month or phrase.month
    day = phrase.until_day or phrase.day
    if not month or not day or (phrase.year and phrase.year != year):
        return None
    return real_day(year, month, day)
