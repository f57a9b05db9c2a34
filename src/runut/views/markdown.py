"""A dossier as Markdown: stories, questions with their figures by origin, conflicts, drift, timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runut.model.dossier import Drift, Entry, Question, Relation, StatementLink, Story, Utterance
from runut.model.reading import Statement
from runut.views.interface import Interface
from runut.views.material import Material, extent
from runut.views.report.anchors import Anchors
from runut.views.report.drift import reason_of
from runut.views.report.excerpts import Excerpts, label_of
from runut.views.report.ledger import LedgerMaker
from runut.views.report.speakers import Speaker, SpeakerMaker
from runut.views.report.times import words_of

_AROUND = 60  # characters of context on each side of a figure
_COLUMNS = ("figure", "origin", "day", "chain", "sentence")


def to_markdown(material: Material, interface: Interface) -> str:
    """The dossier as one Markdown text: articles are called by their numbers, as in the report."""
    writer = _Writer(material, interface)
    dossier = material.dossier
    lines: list[str] = []
    for story in dossier.stories:
        lines += writer.story(story)
    say = interface.word
    lines += _list(say("unplaced"), (writer.listed(name) for name in dossier.unplaced))
    lines += _list(
        say("unread"), (f"**{_plain(error.article)}**: {_plain(error.error)}" for error in dossier.errors)
    )
    return "\n".join(lines or [say("nothing"), ""])


class _Writer:
    """Writes stories in the words of an interface."""

    def __init__(self, material: Material, interface: Interface) -> None:
        self._material = material
        self._interface = interface
        self._say = interface.word
        self._anchors = Anchors(material)
        self._excerpts = Excerpts(material, self._anchors)

    def story(self, story: Story) -> Iterator[str]:
        """One story."""
        made = (self._material, story, self._interface, self._anchors, self._excerpts)
        yield from (f"# {_plain(story.title)}", "", self._count(len(story.articles), "article"), "")
        yield from (f"- {self.listed(name)}" for name in sorted(story.articles, key=self._number))
        yield ""
        for question in LedgerMaker(*made).ordered():
            yield from self._question(question)
        yield from _list(self._say("cross.denials"), filter(None, map(self._link, story.links)))
        told = [utterance for utterance in story.utterances if len(utterance.statements) > 1]
        yield from _list(self._say("drift"), (self._utterance(utterance) for utterance in told))
        yield from _list(
            self._say("times.events"),
            (
                f"**{self._day(event.when)}** {_plain(words_of(event, self._interface))}"
                for event in story.timeline
            ),
        )
        speakers = SpeakerMaker(*made)
        yield from _list(
            self._say("speakers"),
            (self._speaker(speakers.speaker(name, told, most=0)) for name, told in speakers.ordered()),
        )

    def listed(self, article: str) -> str:
        """An article in a list: its number, outlet, day and path."""
        reading = self._material.readings[article]
        day = self._day(reading.published)
        parts = (
            f"[{self._number(article)}] **{_plain(label_of(self._material, article))}**",
            day,
            f"`{article}`",
        )
        return ", ".join(part for part in parts if part)

    def _question(self, question: Question) -> Iterator[str]:
        low, high = question.origins_low, question.origins_high
        origins = f"{low}" if low == high else f"{low}–{high}"
        articles = len({entry.article for entry in question.entries})
        noun = self._say(f"origin.{'one' if high == 1 else 'many'}")
        count = f"{self._count(articles, 'article')} → **{origins} {noun}**"
        yield from (f"## {_plain(question.text)}", "", count, "")
        yield _row([self._say(f"column.{name}") for name in _COLUMNS])
        yield _row(["---"] * len(_COLUMNS))
        place = {entry: (at, o.name) for at, o in enumerate(question.origins) for entry in o.entries}
        alone = (len(question.origins), None)
        for entry in sorted(question.entries, key=lambda entry: place.get(entry.id, alone)[0]):
            yield _row(self._cells(entry, place.get(entry.id, alone)[1]))
        yield ""
        related = list(dict.fromkeys(filter(None, map(self._relation, question.relations))))
        if related:
            yield from (*(f"- {line}" for line in related), "")

    def _cells(self, entry: Entry, origin: str | None) -> list[str]:
        text = self._material.texts[entry.article]
        start, end = max(0, entry.start - _AROUND), min(len(text), entry.end + _AROUND)
        before, after = _plain(text[start : entry.start]), _plain(text[entry.end : end])
        return [
            self._figure(entry),
            self._who(origin or entry.source_name),
            self._day(entry.said_on),
            " → ".join(self._who(name) for name in entry.chain),
            f"{self._ref(entry.article)} … {before} **{_plain(text[entry.start : entry.end])}** {after} …",
        ]

    def _relation(self, relation: Relation) -> str | None:
        """Two figures and how they stand to each other; what agrees stands together in the table already."""
        known = self._material.entries
        if relation.kind in ("same", "agrees") or not (relation.from_ in known and relation.to in known):
            return None
        one, other = self._held(known[relation.from_]), self._held(known[relation.to])
        return f"{one} **{self._say(f'relation.{relation.kind}')}** {other}"

    def _held(self, entry: Entry) -> str:
        """A figure with who holds it where."""
        return f"{self._figure(entry)} ({self._who(entry.source_name)}, {self._ref(entry.article)})"

    def _link(self, link: StatementLink) -> str | None:
        one, other = self._material.linked(link.from_), self._material.linked(link.to)
        if one is None or other is None:
            return None
        return f"{self._said(*one)} **{self._say(f'relation.{link.kind}')}** {self._said(*other)}"

    def _said(self, article: str, statement: Statement) -> str:
        words = extent(statement).of(self._material.texts[article])
        return f"{self._who(statement.source_name)} {self._ref(article)}: “{_plain(words)}”"

    def _utterance(self, utterance: Utterance) -> str:
        texts = self._material.texts
        reports = " / ".join(
            f"{self._ref(r.article)} “{_plain(texts[r.article][r.start : r.end])}”"
            for r in utterance.statements
        )
        drift = "; ".join(dict.fromkeys(map(self._drift, utterance.drift)))
        head = ", ".join(filter(None, (self._who(utterance.speaker), self._day(utterance.said_on))))
        return f"**{head}**: {reports} – {drift or self._say('drift.none')}"

    def _drift(self, drift: Drift) -> str:
        name = self._say(f"drift.{drift.what}")
        return f"*{name}*: {_plain(reason_of(drift, self._interface))}"

    def _speaker(self, speaker: Speaker) -> str:
        kind = f" ({self._say(f'type.{speaker.type}')})" if speaker.type else ""
        roles = f", {_plain(', '.join(speaker.roles))}" if speaker.roles else ""
        return f"**{self._who(speaker.key)}**{kind}{roles}: {self._count(speaker.count, 'statement')}"

    def _figure(self, entry: Entry) -> str:
        return _plain(f"{self._bounds(entry)} {entry.unit or ''}".strip())

    def _bounds(self, entry: Entry) -> str:
        low, high = entry.low, entry.high
        number = self._interface.plain_number
        if low is None or high is None:
            bound = high if low is None else low
            return "?" if bound is None else f"{'≤' if low is None else '≥'} {number(bound)}"
        return number(low) if low == high else f"{number(low)}–{number(high)}"

    def _number(self, article: str) -> int:
        return self._material.numbers[article]

    def _ref(self, article: str) -> str:
        return f"[{self._number(article)}]"

    def _count(self, n: int, noun: str) -> str:
        return f"{n} {self._say(f'{noun}.one' if n == 1 else f'{noun}.many')}"

    def _who(self, name: str | None) -> str:
        return _plain(self._interface.plain_who(name))

    def _day(self, value: str | None) -> str:
        return _plain(self._interface.plain_day(value))


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
