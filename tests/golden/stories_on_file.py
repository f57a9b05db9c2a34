"""Golden stories: articles with a hand-made reading, and what a dossier of them must say. See
``stories/*.toml``."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from runut.model.dossier import Dossier, Story
from runut.model.reading import Actor, Furniture, Place, Quantity, Reading, Relay, Statement, Timex
from runut.model.span import Span

FOLDER = Path(__file__).parent / "stories"


def load(name: str) -> dict[str, Any]:
    """One story's file."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def texts_of(story: dict[str, Any]) -> dict[str, str]:
    """The articles' texts by their names."""
    return {article["name"]: article["text"].strip() + "\n" for article in story["article"]}


def readings_of(story: dict[str, Any]) -> list[Reading]:
    """The articles as the file says that they are to be read."""
    return [_reading(article, texts_of(story)[article["name"]]) for article in story["article"]]


def _find(text: str, words: str, nth: int = 1) -> Span:
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def _content(text: str, says: str, nth: int = 1) -> list[Span]:
    found: list[Span] = []
    at = 0
    for part in says.split(" … "):
        start = text.index(part, at)
        for _ in range(nth - 1):
            start = text.index(part, start + 1)
        found.append(Span(start, start + len(part)))
        at = start + len(part)
    return found


def _reading(article: dict[str, Any], text: str) -> Reading:
    outlet = article["outlet"]
    statements = [_statement(row, text, outlet) for row in article.get("statements", [])]
    return Reading(
        article=article["name"],
        language=article.get("language", "id"),
        outlet=outlet,
        title=None,
        published=article["published"],
        published_from="metadata",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        furniture=[
            Furniture(span.start, span.end, row["kind"])
            for row in article.get("furniture", [])
            for span in [_find(text, row["at"])]
        ],
        defects=[],
        statements=statements,
        quantities=_quantities(article, text, statements),
        times=[
            Timex(span.start, span.end, row["value"])
            for row in article.get("times", [])
            for span in [_find(text, row["at"])]
        ],
        places=[
            Place(span.start, span.end, row["name"], "ID")
            for row in article.get("places", [])
            for span in [_find(text, row["at"], row.get("nth", 1))]
        ],
        actors=[
            Actor(row["name"], row["type"], row.get("role"), [_find(text, form) for form in row["forms"]])
            for row in article.get("actors", [])
        ],
    )


def _statement(row: dict[str, Any], text: str, outlet: str) -> Statement:
    via = row.get("via", [])
    return Statement(
        id=row["id"],
        content=_content(text, row["says"], row.get("nth", 1)),
        cue=_find(text, row["cue"], row.get("nth_cue", 1)),
        source=_find(text, row["source"]) if "source" in row else None,
        source_name=row["by"],
        kind=row.get("kind", "indirect"),
        stance=row.get("stance", "asserts"),
        chain=[row["by"], *via, outlet],
        said_on=row.get("on"),
        confidence=1.0,
        relays=[Relay(name, None, None) for name in via],
    )


def _quantities(article: dict[str, Any], text: str, statements: list[Statement]) -> list[Quantity]:
    """Figures in text order: the next place where the words stand, inside the statement if one is named."""
    inside = {s.id: (s.content[0].start, s.content[-1].end) for s in statements}
    found: list[Quantity] = []
    used: set[int] = set()
    for row in article.get("figures", []):
        start, end = inside.get(row.get("in", ""), (0, len(text)))
        at = text.index(row["at"], start, end)
        while at in used:
            at = text.index(row["at"], at + 1, end)
        used.add(at)
        value = row.get("n") or int(row["at"].replace(".", ""))
        low = None if row.get("low") is False else value
        found.append(
            Quantity(
                at,
                at + len(row["at"]),
                low,
                value,
                row.get("hedge", "exact"),
                row["unit"],
                None,
                row.get("in"),
            )
        )
    return found


class Told:
    """A dossier in the short names of the expectations: ``a1:12`` is the entry written "12" in article a1,
    ``a1:12@2`` the second one."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.story: Story = dossier.stories[0]
        self.names: dict[str, str] = {}
        counted: dict[str, int] = {}
        entries = [e for s in dossier.stories for q in s.questions for e in q.entries]
        for entry in sorted(entries, key=lambda e: (e.article, e.start)):
            name = f"{_short(entry.article)}:{entry.written}"
            counted[name] = counted.get(name, 0) + 1
            self.names[entry.id] = name if counted[name] == 1 else f"{name}@{counted[name]}"

    @property
    def questions(self) -> set[frozenset[str]]:
        """The questions as sets of entries."""
        return {frozenset(self.names[e.id] for e in q.entries) for q in self.story.questions}

    @property
    def relations(self) -> set[tuple[str, str, str]]:
        """Relations as (from, kind, to)."""
        return {
            (self.names[r.from_], r.kind, self.names[r.to]) for q in self.story.questions for r in q.relations
        }

    def origins(self, entry: str) -> tuple[int, int]:
        """The range of independent origins of the question that holds the entry."""
        for question in self.story.questions:
            if any(self.names[e.id] == entry for e in question.entries):
                return question.origins_low, question.origins_high
        raise AssertionError(f"no entry {entry}")

    @property
    def utterances(self) -> list[set[str]]:
        """Utterances as sets of ``article:statement``."""
        return [{f"{_short(r.article)}:{r.statement}" for r in u.statements} for u in self.story.utterances]

    @property
    def links(self) -> set[tuple[str, str, str]]:
        """Denials and doubts as (from, kind, to)."""
        return {(_link(x.from_), x.kind, _link(x.to)) for x in self.story.links}


def _short(article: str) -> str:
    return Path(article).stem


def _link(identity: str) -> str:
    article, _, statement = identity.partition("#")
    return f"{_short(article)}:{statement}"
