"""What happened when, by whose account: events from dated sentences and dated words, not articles."""

from __future__ import annotations

from collections.abc import Callable

from runut.model.days import span_of
from runut.model.dossier import Event
from runut.model.ledger import NOT_COMPARED, Piece, Said, is_unnamed
from runut.model.reading import Timex
from runut.steps.align.clauses import InnerSentences
from runut.steps.align.words import AlignWords

_OUT = NOT_COMPARED | {"headline"}
_LONGEST = 240  # characters of a sentence that an event shows
_LONG_SPAN = 400  # days: a phrase that covers more is no event's time
_SAYS = 3  # words of a statement that can stand without its sentence: "kabar tersebut" cannot
_LEAST = 2  # words of content, the date's own left out: fewer tell of no event
_ONE_EVENT = 0.34  # overlap of content from which two dated sentences tell one event

_FULL_STOPS = ".?!… \n"

Say = Callable[..., str]


class _Dated:
    """A dated line before it is an event: what, when, by whom, with the keys of its words."""

    def __init__(
        self, when: str, what: str, article: str, sources: list[str], keys: dict[str, float]
    ) -> None:
        self.when = when
        self.what = what
        self.articles = [article]
        self.sources = sources
        self.keys = keys

    def takes_in(self, other: _Dated) -> bool:
        """Merge another line of the same time and matter into this one."""
        if self.when != other.when:
            return False
        shared = sum(w for k, w in other.keys.items() if k in self.keys)
        total = sum(self.keys.values()) + sum(other.keys.values())
        if total == 0 or 2 * shared / total < _ONE_EVENT:
            return False
        self.articles += [a for a in other.articles if a not in self.articles]
        self.sources += [s for s in other.sources if s not in self.sources]
        return True


def read_timeline(
    pieces: list[Piece],
    said: list[Said],
    words_of: Callable[[str], AlignWords],
    name_of: Callable[[str], str],
    say: Say,
) -> list[Event]:
    """Dated events of a story in order of time."""
    by_sentence: dict[tuple[str, int], list[Said]] = {}
    for one in said:
        by_sentence.setdefault((one.article, one.sentence), []).append(one)
    lines: dict[str, list[_Dated]] = {}
    for piece in pieces:
        for line in _dated_lines(piece, by_sentence, words_of(piece.reading.language), name_of, say):
            if not any(earlier.takes_in(line) for earlier in lines.get(line.when, [])):
                lines.setdefault(line.when, []).append(line)
    events = [
        Event(line.when, line.what, line.articles, line.sources) for group in lines.values() for line in group
    ]
    return sorted(events, key=lambda e: (_order(e.when), e.when, e.what))


def _dated_lines(
    piece: Piece,
    by_sentence: dict[tuple[str, int], list[Said]],
    words: AlignWords,
    name_of: Callable[[str], str],
    say: Say,
) -> list[_Dated]:
    layout = piece.layout
    if not layout.sentences:
        return []
    found: list[_Dated] = []
    inner = InnerSentences(layout, words.abbreviations)
    for index, times in _by_sentence(piece).items():
        sentence = layout.sentences[index]
        inside = by_sentence.get((piece.name, index), [])
        keys = words.keys(layout.lowers, sentence.first, sentence.last)
        sources = [name_of(s) for one in inside for s in one.speakers if not is_unnamed(s)]
        for value, timex in _told_once(_joined(times, layout.text, words)):
            dated = words.keys(
                layout.lowers, layout.token_at(timex.start), layout.token_at(timex.end - 1) + 1
            )
            if len(keys.keys() - dated.keys()) < _LEAST:
                continue  # "Pada 13 Oktober" alone: a line broken in two
            spoken = next((one for one in inside if one.said_on == value), None)
            if spoken and spoken.speakers and len(spoken.words.split()) >= _SAYS:
                what = say("said", a=name_of(spoken.speakers[0]), x=spoken.words)
            else:
                start, end = inner.around(sentence, timex.start)
                what = layout.text[start:end].lstrip(_FULL_STOPS)
                told = words.keys(layout.lowers, layout.token_at(start), layout.token_at(end - 1) + 1)
                found.append(_Dated(value, _short(what), piece.name, list(dict.fromkeys(sources)), told))
                continue
            found.append(_Dated(value, _short(what), piece.name, list(dict.fromkeys(sources)), keys))
    return found


def _by_sentence(piece: Piece) -> dict[int, list[Timex]]:
    """The times of an article that may be an event's, by their sentence."""
    found: dict[int, list[Timex]] = {}
    for timex in piece.reading.times:
        span = span_of(timex.value)
        if timex.value is None or span is None or (span[1] - span[0]).days > _LONG_SPAN:
            continue
        if not piece.reading.in_furniture(timex.start, _OUT):
            found.setdefault(piece.layout.sentence_at(timex.start), []).append(timex)
    return found


def _joined(times: list[Timex], text: str, words: AlignWords) -> list[tuple[str, Timex]]:
    """Values with their phrases, "dari Januari hingga Juni" as one time."""
    found: list[tuple[str, Timex]] = []
    for timex in times:
        value = timex.value or ""
        if found and text[found[-1][1].end : timex.start].strip().casefold() in words.ranges:
            begun = found[-1][0].partition("/")[0]
            span = span_of(f"{begun}/{value.rpartition('/')[2]}")
            if span and span[0] < span[1] and (span[1] - span[0]).days <= _LONG_SPAN:
                found[-1] = (f"{begun}/{value.rpartition('/')[2]}", timex)
                continue
        found.append((value, timex))
    return found


def _told_once(times: list[tuple[str, Timex]]) -> list[tuple[str, Timex]]:
    """Of the times of one sentence each value once, and none that only holds another one: "tahun ini" beside a day."""
    kept: dict[str, Timex] = {}
    for value, timex in times:
        kept.setdefault(value, timex)
    return [(v, t) for v, t in kept.items() if not any(_holds(v, other) for other in kept if other != v)]


def _holds(wide: str, narrow: str) -> bool:
    one, other = span_of(wide), span_of(narrow)
    if one is None or other is None or one == other:
        return False
    return one[0] <= other[0] and other[1] <= one[1]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _order(when: str) -> str:
    span = span_of(when)
    return span[0].isoformat() if span else when


__all__ = ["read_timeline"]
