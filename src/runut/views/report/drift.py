"""Drift: two reports of one utterance side by side, the typed changes first, the wording after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

import msgspec
from markupsafe import Markup, escape

from runut.model.dossier import Drift, Story, Utterance
from runut.views.interface import Interface
from runut.views.report.anchors import digest
from runut.views.report.excerpts import label_of
from runut.views.report.maker import StoryMaker

#: Characters of a report that are compared word by word; the rest is shown as it is.
COMPARED = 1200
_WORD = re.compile(r"\d[\d.,]*\d|\w+|[^\w\s]")


class Change(msgspec.Struct, frozen=True):
    """One typed change."""

    what: str
    why: str


class Told(msgspec.Struct, frozen=True):
    """One report of an utterance."""

    article: str
    statement: str
    html: Markup
    number: int
    label: str
    href: str
    language: str
    said_on: str | None


class Comparison(msgspec.Struct, frozen=True):
    """Two reports and what changed between them."""

    one: Told
    other: Told
    changes: list[Change]


class Telling(msgspec.Struct, frozen=True):
    """One utterance as several articles report it."""

    id: str
    speaker: Markup
    said_on: str | None
    articles: list[int]
    reports: int
    kinds: list[str]
    comparisons: list[Comparison]
    same: list[Told]


def utterance_id(utterance: Utterance) -> str:
    """An utterance's address."""
    return f"u-{digest(*(f'{r.article}#{r.statement}' for r in utterance.statements))}"


def drift_of(story: Story) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """What changed in each statement against an earlier report of the same utterance, and that utterance's address."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for utterance in story.utterances:
        if len(utterance.statements) < 2:
            continue
        for drift in utterance.drift:
            report = utterance.statements[drift.between[1]]
            found.setdefault((report.article, report.statement), []).append(
                (drift.what, utterance_id(utterance))
            )
    return found


class DriftMaker(StoryMaker):
    """Makes the tellings of one story."""

    def tellings(self) -> list[Telling]:
        """All utterances told more than once, in order."""
        return [self.telling(utterance) for utterance in self.ordered()]

    def ordered(self) -> list[Utterance]:
        """Utterances told more than once; those that changed most come first."""

        def rank(utterance: Utterance) -> tuple[int, int, str]:
            kinds = {drift.what for drift in utterance.drift}
            articles = {report.article for report in utterance.statements}
            return -len(kinds), -len(articles), utterance_id(utterance)

        return sorted((u for u in self._story.utterances if len(u.statements) > 1), key=rank)

    def telling(self, utterance: Utterance) -> Telling:
        """One utterance with its reports compared."""
        pairs: dict[tuple[int, int], list[Drift]] = {}
        for drift in utterance.drift:
            pairs.setdefault(drift.between, []).append(drift)
        compared = {index for pair in pairs for index in pair}
        count = range(len(utterance.statements))
        return Telling(
            id=utterance_id(utterance),
            speaker=self._say.who(utterance.speaker),
            said_on=utterance.said_on,
            articles=sorted({self._material.numbers[r.article] for r in utterance.statements}),
            reports=len(utterance.statements),
            kinds=list(dict.fromkeys(drift.what for drift in utterance.drift)),
            comparisons=[self._comparison(utterance, pair, drifts) for pair, drifts in pairs.items()],
            same=[self._told(utterance, i, None) for i in count if i not in compared],
        )

    def _comparison(self, utterance: Utterance, pair: tuple[int, int], drifts: Sequence[Drift]) -> Comparison:
        one, other = pair
        return Comparison(
            one=self._told(utterance, one, other),
            other=self._told(utterance, other, one),
            changes=[Change(drift.what, reason_of(drift, self._say)) for drift in drifts],
        )

    def _told(self, utterance: Utterance, index: int, against: int | None) -> Told:
        report = utterance.statements[index]
        statement = self._material.statement(report.article, report.statement)
        words = self._words(utterance, index)
        other = None
        if against is not None and self._language(utterance, against) == self._language(utterance, index):
            other = self._words(utterance, against)
        return Told(
            article=report.article,
            statement=report.statement,
            html=_compared(words, other) if other is not None else escape(words),
            number=self._material.numbers[report.article],
            label=label_of(self._material, report.article),
            href=self._anchors.to_statement(report.article, report.statement),
            language=self._material.readings[report.article].language,
            said_on=statement.said_on if statement else None,
        )

    def _language(self, utterance: Utterance, index: int) -> str:
        return self._material.readings[utterance.statements[index].article].language

    def _words(self, utterance: Utterance, index: int) -> str:
        report = utterance.statements[index]
        statement = self._material.statement(report.article, report.statement)
        text = self._material.texts[report.article]
        if statement is None:
            return " ".join(text[report.start : report.end].split())
        return " … ".join(" ".join(span.of(text).split()) for span in statement.content)


def reason_of(drift: Drift, interface: Interface) -> str:
    """Why a change was read, without the name of the change before it: that stands beside it already."""
    return drift.why.removeprefix(f"{interface.word(f'drift.{drift.what}')}: ")


def _compared(words: str, other: str) -> Markup:
    """The words, with those that the other report does not have marked."""
    own = list(_WORD.finditer(words[:COMPARED]))
    theirs = [word.casefold() for word in _WORD.findall(other[:COMPARED])]
    matcher = SequenceMatcher(None, [word.group().casefold() for word in own], theirs, autojunk=False)
    out = Markup("")
    at = 0
    for kind, first, last, _, _ in matcher.get_opcodes():
        if kind in ("replace", "delete") and any(word.group()[0].isalnum() for word in own[first:last]):
            start, end = own[first].start(), own[last - 1].end()
            out += escape(words[at:start]) + Markup('<span class="only">{}</span>').format(words[start:end])
            at = end
    return out + escape(words[at:])


__all__ = ["Change", "Comparison", "DriftMaker", "Telling", "Told", "drift_of", "reason_of", "utterance_id"]
