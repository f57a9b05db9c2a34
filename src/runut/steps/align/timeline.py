"""What happened when, by whose account: events from dated sentences and dated words, not articles."""

from __future__ import annotations

from collections.abc import Callable

from runut.model.days import span_of
from runut.model.dossier import Event
from runut.model.ledger import NOT_COMPARED, Piece, Said, is_unnamed
from runut.steps.align.words import AlignWords

_OUT = NOT_COMPARED | {"headline"}
_LONGEST = 240  # characters of a sentence that an event shows
_LONG_SPAN = 400  # days: a phrase that covers more is no event's time
_SAYS = 3  # words of a statement that can stand without its sentence: "kabar tersebut" cannot
_LEAST = 2  # words of content, the date's own left out: fewer tell of no event
_ONE_EVENT = 0.34  # overlap of content from which two dated sentences tell one event

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
    layout, reading = piece.layout, piece.reading
    if not layout.sentences:
        return []
    found: list[_Dated] = []
    told: set[tuple[int, str]] = set()
    for timex in reading.times:
        span = span_of(timex.value)
        if timex.value is None or span is None or (span[1] - span[0]).days > _LONG_SPAN:
            continue
        if reading.in_furniture(timex.start, _OUT):
            continue
        index = layout.sentence_at(timex.start)
        if (index, timex.value) in told:
            continue
        told.add((index, timex.value))
        sentence = layout.sentences[index]
        keys = words.keys(layout.lowers, sentence.first, sentence.last)
        dated = words.keys(layout.lowers, layout.token_at(timex.start), layout.token_at(timex.end - 1) + 1)
        if len(keys.keys() - dated.keys()) < _LEAST:
            continue  # "Pada 13 Oktober" alone: a line broken in two
        inside = by_sentence.get((piece.name, index), [])
        sources = [name_of(s) for one in inside for s in one.speakers if not is_unnamed(s)]
        spoken = next((one for one in inside if one.said_on == timex.value), None)
        if spoken and spoken.speakers and len(spoken.words.split()) >= _SAYS:
            what = say("said", a=name_of(spoken.speakers[0]), x=spoken.words)
        else:
            what = layout.text[sentence.start : sentence.end]
        found.append(_Dated(timex.value, _short(what), piece.name, list(dict.fromkeys(sources)), keys))
    return found


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _order(when: str) -> str:
    span = span_of(when)
    return span[0].isoformat() if span else when


__all__ = ["read_timeline"]
