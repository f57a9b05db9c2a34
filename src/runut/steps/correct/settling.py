"""Decisions across articles tied to one story: what their anchors point at, and what follows from each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from runut.model.correction import Anchor, Correction
from runut.model.ledger import figure_id
from runut.model.reading import Reading
from runut.model.span import Span, overlap
from runut.steps.correct.anchoring import find_anchor
from runut.steps.correct.settled import StoryVerdicts
from runut.steps.correct.targets import OVERLAP

Place = Callable[[Anchor], str | None]


class Snapshot(NamedTuple):
    """An article as it stands: its reading and the text that the reading's spans point into."""

    reading: Reading
    text: str


class Places:
    """What anchors point at in some articles: a figure, a statement, or the whole article."""

    def __init__(self, articles: Mapping[str, Snapshot]) -> None:
        self.articles = articles

    def spans(self, anchor: Anchor) -> list[Span] | None:
        """Where its words are, None where the article or the words are not there."""
        held = self.articles.get(anchor.article)
        return None if held is None else find_anchor(anchor, held.text, held.reading.sha256)

    def statement(self, anchor: Anchor) -> str | None:
        """``article#statement`` of the statement with these words."""
        spans = self.spans(anchor)
        if not spans:
            return None
        reading = self.articles[anchor.article].reading
        best = _nearest(spans, ((one.content, one.id) for one in reading.statements))
        return None if best is None else f"{anchor.article}#{best}"

    def figure(self, anchor: Anchor) -> str | None:
        """The id of the figure with these words, as entries bear it."""
        spans = self.spans(anchor)
        if not spans:
            return None
        reading = self.articles[anchor.article].reading
        return _nearest(spans, _figures(reading))

    def either(self, anchor: Anchor) -> str | None:
        """A figure, else a statement: the one that fits the words better."""
        spans = self.spans(anchor)
        if not spans:
            return None
        reading = self.articles[anchor.article].reading
        told = _figures(reading)
        told += [(one.content, f"{anchor.article}#{one.id}") for one in reading.statements]
        return _nearest(spans, told)

    def key(self, anchor: Anchor) -> str | None:
        """What a decision is looked up by."""
        if not anchor.spans:
            return anchor.article if anchor.article in self.articles else None
        return self.either(anchor)


def _figures(reading: Reading) -> list[tuple[list[Span], str]]:
    return [([Span(q.start, q.end)], figure_id(reading.article, q.start, q.end)) for q in reading.quantities]


def _nearest(spans: list[Span], told: Iterable[tuple[list[Span], str]]) -> str | None:
    """The one of the most of the same words; of equals the first."""
    best, at = None, 0.0
    for own, name in told:
        score = overlap(spans, own)
        if score >= OVERLAP and score > at:
            best, at = name, score
    return best


def _all(place: Place, event: Correction) -> list[str]:
    return [told for anchor in event.anchors if (told := place(anchor)) is not None]


def _settle_question(found: StoryVerdicts, event: Correction, places: Places) -> None:
    members = _all(places.figure, event)
    text: Any = event.changes.get("text")
    if event.action == "correct" and text is not None:
        for member in members:
            found.texts.pop(member, None)
            found.texts[member] = str(text)
    elif event.action in ("split", "merge") or len(members) == len(event.anchors):
        found.questions.append((event.action, members))


def _settle_utterance(found: StoryVerdicts, event: Correction, places: Places) -> None:
    members = _all(places.statement, event)
    if event.action in ("split", "merge") or len(members) == len(event.anchors):
        found.utterances.append((event.action, members))


def _settle_hop(found: StoryVerdicts, event: Correction, places: Places) -> None:
    first = event.anchors[0]
    if not first.spans and len(event.anchors) > 1:
        pair = (first.article, event.anchors[1].article)
        if event.action == "reject":
            found.no_reuse.add(pair)
            found.reuse_ways.discard(pair)
            found.more_reuse.pop(pair, None)
        else:
            found.no_reuse.discard(pair)
            found.reuse_ways.discard((pair[1], pair[0]))
            if event.action == "correct":
                found.reuse_ways.add(pair)
            if event.action == "add":
                found.more_reuse[pair] = str(event.changes.get("kind", "copy"))
                found.reuse_ways.add(pair)
        return
    statement = places.statement(first)
    hop = (statement or "", str(event.changes.get("from", "")), str(event.changes.get("to", "")))
    if statement is not None and event.action == "reject":
        found.no_hops.add(hop)
    else:
        found.no_hops.discard(hop)


def _settle_drift(found: StoryVerdicts, event: Correction, places: Places) -> None:
    _settle_pair(found.no_drift, event, _all(places.statement, event), "what")


def _settle_relation(found: StoryVerdicts, event: Correction, places: Places) -> None:
    _settle_pair(found.no_relation, event, _all(places.either, event), "kind")


def _settle_pair(
    rejected: set[tuple[frozenset[str], str]], event: Correction, members: list[str], field: str
) -> None:
    """A later acceptance takes a rejection back."""
    if len(members) != 2:
        return
    told = (frozenset(members), str(event.changes.get(field, "")))
    if event.action == "reject":
        rejected.add(told)
    else:
        rejected.discard(told)


Settle = Callable[[StoryVerdicts, Correction, Places], None]
_SETTLED: dict[str, Settle] = {
    "question": _settle_question,
    "utterance": _settle_utterance,
    "hop": _settle_hop,
    "drift": _settle_drift,
    "relation": _settle_relation,
}


def settle_events(
    events: Iterable[Correction], articles: Mapping[str, Snapshot], found: StoryVerdicts
) -> None:
    """Write down, in turn, what each event decides about the figures, statements and articles of a story.
    People are settled for all stories alike, stories before there is one."""
    places = Places(articles)
    for event in events:
        settle = _SETTLED.get(event.kind)
        if settle is not None:
            settle(found, event, places)


__all__ = ["Places", "Snapshot", "settle_events"]
