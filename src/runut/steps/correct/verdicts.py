"""What people decided across articles: who is who, what belongs together, which hop or change is none.

``Verdicts`` holds the events; ``settle`` ties them to the articles of one story. All of it is told before origins
are counted and relations weighed, so that counts follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

import msgspec

from runut.model.correction import ARTICLE_KINDS, Correction
from runut.model.decision import Decision
from runut.model.ledger import Piece
from runut.model.reading import Reading
from runut.steps.correct.effective import effective
from runut.steps.correct.settled import People, StoryVerdicts, rearrange
from runut.steps.correct.settling import Places, Snapshot, settle_events


class Verdicts:
    """All decisions across articles that stand. Without events nothing is changed by it."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self.events = [event for event in effective(corrections) if event.kind not in ARTICLE_KINDS]
        self.people = _people(self.events)
        self._touching: dict[str, set[int]] = {}
        self._everywhere = {at for at, event in enumerate(self.events) if event.kind == "people"}
        for at, event in enumerate(self.events):
            for anchor in event.anchors:
                self._touching.setdefault(anchor.article, set()).add(at)

    def __bool__(self) -> bool:
        return bool(self.events)

    def regroup(self, stories: list[list[str]]) -> list[list[str]]:
        """The partition of the articles as people want it: merged, taken out, moved. Members in any order."""
        moves = [
            (event.action, [anchor.article for anchor in event.anchors])
            for event in self.events
            if event.kind == "story"
        ]
        return rearrange(stories, moves)

    def digest(self, articles: Iterable[str]) -> str:
        """What a story of these articles depends on: empty where no decision touches it."""
        if not self.events:
            return ""
        touching = self._everywhere.union(*(self._touching.get(name, ()) for name in articles))
        told = msgspec.json.encode([self.events[at] for at in sorted(touching)])
        return sha256(told).hexdigest()[:24] if touching else ""

    def settle(self, pieces: Iterable[Piece]) -> StoryVerdicts:
        """The decisions as they meet one story."""
        found = StoryVerdicts(people=self.people)
        if self.events:
            settle_events(self.events, {p.name: Snapshot(p.reading, p.layout.text) for p in pieces}, found)
        return found

    def decisions(
        self, readings: Iterable[Reading], texts: Mapping[str, str]
    ) -> tuple[list[Decision], list[Correction]]:
        """Every decision by what it is about (one for each figure, statement, article or name), and those of
        which no words are left in these articles."""
        places = Places({one.article: Snapshot(one, texts[one.article]) for one in readings})
        found: list[Decision] = []
        orphaned: list[Correction] = []
        for event in self.events:
            names = event.changes.get("names", [])
            keys = names if event.kind == "people" else [places.key(anchor) for anchor in event.anchors]
            if None in keys:
                orphaned.append(event)
            fields = sorted(set(event.changes) - {"names"})
            found += [
                Decision(
                    event.kind, key, event.action, fields, event.was or {}, event.who, event.at, event.why,
                    event.id,
                )
                for key in dict.fromkeys(keys)
                if key is not None
            ]  # fmt: skip
        return found, orphaned


def _people(events: Iterable[Correction]) -> People:
    merged: list[tuple[set[str], str]] = []
    apart: set[frozenset[str]] = set()
    parties: dict[str, bool] = {}
    for event in events:
        if event.kind != "people":
            continue
        names = set(event.changes.get("names", []))
        if event.action == "merge":
            name = str(event.changes["name"])
            apart = {pair for pair in apart if not pair <= names | {name}}
            merged.append((names | {name}, name))
        elif event.action == "split":
            apart |= {frozenset((one, other)) for one in names for other in names if one != other}
            merged = [
                (members - (names - {name}) if len(members & names) > 1 else members, name)
                for members, name in merged
            ]
        elif "party" in event.changes:
            parties.update(dict.fromkeys(sorted(names), bool(event.changes["party"])))
    return People([(members, name) for members, name in merged if len(members) > 1], apart, parties)


__all__ = ["Verdicts"]
