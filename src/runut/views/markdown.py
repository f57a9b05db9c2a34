"""A dossier as Markdown: stories, questions with their figures by origin, conflicts, drift, timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from runut.model.dossier import Dossier, Entry, Question, Story, Utterance
from runut.views.interface import Interface

_AROUND = 60  # characters of context on each side of a figure


def to_markdown(dossier: Dossier, texts: Mapping[str, str], interface: Interface) -> str:
    """The dossier as one Markdown text; ``texts`` gives each article's text by its name."""
    writer = _Writer(texts, interface)
    lines: list[str] = []
    for story in dossier.stories:
        lines += writer.story(story)
    say = interface.word
    if dossier.unplaced:
        lines += [f"## {say('unplaced')}", "", *(f"- {_plain(name)}" for name in dossier.unplaced), ""]
    if dossier.errors:
        reasons = (f"- **{_plain(error.article)}**: {_plain(error.error)}" for error in dossier.errors)
        lines += [f"## {say('unread')}", "", *reasons, ""]
    return "\n".join(lines or [say("nothing"), ""])


class _Writer:
    """Writes stories in the words of an interface."""

    def __init__(self, texts: Mapping[str, str], interface: Interface) -> None:
        self._texts = texts
        self._interface = interface
        self._say = interface.word

    def story(self, story: Story) -> Iterator[str]:
        """One story."""
        yield from (f"# {_plain(story.title)}", "", self._count(len(story.articles), "article"), "")
        yield from (f"- {_plain(name)}" for name in story.articles)
        yield ""
        for question in story.questions:
            yield from self._question(question)
        denials = (
            f"{_plain(link.from_)} **{self._say(f'relation.{link.kind}')}** {_plain(link.to)}: {_plain(link.why)}"
            for link in story.links
        )
        yield from _list(self._say("cross.denials"), denials)
        told = [utterance for utterance in story.utterances if len(utterance.statements) > 1]
        yield from _list(self._say("drift"), (self._utterance(utterance) for utterance in told))
        events = (f"**{self._day(event.when)}** {_plain(event.what)}" for event in story.timeline)
        yield from _list(self._say("times.events"), events)
        actors = (
            f"**{self._who(a.name)}** ({self._say(f'type.{a.type}')}) {_plain(', '.join(a.roles))}"
            for a in story.actors
        )
        yield from _list(self._say("speakers"), actors)

    def _question(self, question: Question) -> Iterator[str]:
        low, high = question.origins_low, question.origins_high
        origins = f"{low}" if low == high else f"{low}–{high}"
        articles = len({entry.article for entry in question.entries})
        noun = self._say(f"origin.{'one' if high == 1 else 'many'}")
        yield from (
            f"## {_plain(question.text)}",
            "",
            f"{self._count(articles, 'article')} → **{origins} {noun}**",
            "",
        )
        yield _row([self._say(f"column.{name}") for name in _COLUMNS])
        yield _row(["---"] * len(_COLUMNS))
        of = {entry: origin.name for origin in question.origins for entry in origin.entries}
        for entry in sorted(question.entries, key=lambda entry: of.get(entry.id, "")):
            yield _row(self._cells(entry, of.get(entry.id)))
        yield ""
        written = {entry.id: entry.written or self._bounds(entry) for entry in question.entries}
        clear = [relation for relation in question.relations if relation.kind not in ("same", "agrees")]
        for relation in clear:
            one, other = written.get(relation.from_, relation.from_), written.get(relation.to, relation.to)
            kind = self._say(f"relation.{relation.kind}")
            yield f"- {_plain(one)} **{kind}** {_plain(other)}: {_plain(self._interface.reason(relation.why))}"
        if clear:
            yield ""

    def _cells(self, entry: Entry, origin: str | None) -> list[str]:
        text = self._texts.get(entry.article, "")
        start, end = max(0, entry.start - _AROUND), min(len(text), entry.end + _AROUND)
        before, after = _plain(text[start : entry.start]), _plain(text[entry.end : end])
        return [
            _plain(f"{self._bounds(entry)} {entry.unit or ''}"),
            self._who(origin or entry.source_name),
            self._day(entry.said_on),
            " → ".join(self._who(name) for name in entry.chain),
            _plain(entry.article),
            f"… {before} **{_plain(text[entry.start : entry.end])}** {after} …",
        ]

    def _utterance(self, utterance: Utterance) -> str:
        told = [(r.article, self._texts.get(r.article, "")[r.start : r.end]) for r in utterance.statements]
        reports = " / ".join(f"{_plain(article)}: “{_plain(content)}”" for article, content in told)
        drift = "; ".join(f"**{self._say(f'drift.{d.what}')}** {_plain(d.why)}" for d in utterance.drift)
        head = ", ".join(
            part for part in (self._who(utterance.speaker), self._day(utterance.said_on)) if part
        )
        return f"{head}: {reports} – {drift or self._say('drift.none')}"

    def _bounds(self, entry: Entry) -> str:
        low, high = entry.low, entry.high
        number = self._interface.plain_number
        if low is None or high is None:
            bound = high if low is None else low
            return "?" if bound is None else f"{'≤' if low is None else '≥'} {number(bound)}"
        return number(low) if low == high else f"{number(low)}–{number(high)}"

    def _count(self, n: int, noun: str) -> str:
        return f"{n} {self._say(f'{noun}.one' if n == 1 else f'{noun}.many')}"

    def _who(self, name: str | None) -> str:
        return _plain(self._interface.plain_who(name))

    def _day(self, value: str | None) -> str:
        return _plain(self._interface.plain_day(value))


_COLUMNS = ("figure", "origin", "day", "chain", "article", "sentence")


def _list(title: str, items: Iterable[str]) -> Iterator[str]:
    """A section with its items; nothing where there are none."""
    lines = [f"- {item.strip()}" for item in items]
    if lines:
        yield from (f"## {title}", "", *lines, "")


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(words: str) -> str:
    """Words of an article as Markdown shows them: one line, no markup of their own."""
    flat = " ".join(words.split()).replace("\\", "\\\\")
    for mark in "|*_`<>[]#":
        flat = flat.replace(mark, f"\\{mark}")
    return flat


__all__ = ["to_markdown"]
