"""Addresses: the ids of things on a page, and the links that lead to them.

They come from what they name: a link keeps its meaning in the next report. In the report both are anchors of one
page; another view gives makers a subclass whose links lead to other pages.
"""

from __future__ import annotations

from hashlib import sha256

from runut.model.dossier import Entry
from runut.views.material import Material


def digest(*parts: str | None) -> str:
    """Eight hexadecimal digits of the parts."""
    return sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()[:8]


class Anchors:
    """The id of every article, statement, defect and actor; ``to_…`` gives the link that leads to a thing."""

    def __init__(self, material: Material) -> None:
        self._articles: dict[str, str] = {}
        taken: set[str] = set()
        for name in material.numbers:
            reading = material.readings.get(name)
            own = f"a-{digest(reading.sha256 if reading else name)}"
            base, copy = own, 1
            while own in taken:  # the same text twice in the pile
                copy += 1
                own = f"{base}-{copy}"
            taken.add(own)
            self._articles[name] = own

    # ids on the page

    def article(self, name: str) -> str:
        """An article's id."""
        return self._articles.get(name) or f"a-{digest(name)}"

    def statement(self, name: str, identity: str) -> str:
        """A statement's id."""
        return f"{self.article(name)}-{identity}"

    def defect(self, name: str, number: int) -> str:
        """A defect's id; ``number`` counts from 1."""
        return f"{self.article(name)}-d{number}"

    def actor(self, story: str, name: str | None) -> str:
        """A speaker's id in a story."""
        return f"w-{digest(story, name)}"

    # links

    def to_article(self, name: str) -> str:
        """The link to an article."""
        return f"#{self.article(name)}"

    def to_line(self, number: int) -> str:
        """The link to the article of a number, in the list of its story."""
        return f"#n{number}"

    def to_statement(self, name: str, identity: str) -> str:
        """The link to a statement in its article."""
        return f"#{self.statement(name, identity)}"

    def to_defect(self, name: str, number: int) -> str:
        """The link to a defect in its article."""
        return f"#{self.defect(name, number)}"

    def to_figure(self, entry: Entry) -> str:
        """The link to a figure in its article."""
        return f"#{entry.id}"

    def to_question(self, identity: str) -> str:
        """The link to a question in its ledger."""
        return f"#{identity}"

    def to_origin(self, question: str, identity: str) -> str:
        """The link to an origin's row below its question."""
        del question
        return f"#{identity}"

    def to_actor(self, story: str, name: str | None) -> str:
        """The link to what an actor says."""
        return f"#{self.actor(story, name)}"

    def to_utterance(self, identity: str) -> str:
        """The link to an utterance's reports side by side."""
        return f"#{identity}"

    def to_event(self, identity: str) -> str:
        """The link to an event's line."""
        return f"#{identity}"


__all__ = ["Anchors", "digest"]
