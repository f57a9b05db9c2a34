"""Addresses on the desk: each thing has its own page, and the same anchor on it in every run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from runut.model.dossier import Entry
from runut.views.report.anchors import Anchors, digest


class Addresses(Anchors):
    """Links to pages. ``ids`` gives the articles' ids by name, ``numbers`` those that they have in a story."""

    def __init__(self, story: str, ids: Mapping[str, int], numbers: Mapping[str, int]) -> None:
        self._story = quote(story, safe="")
        self._ids = ids
        self._names = {number: name for name, number in numbers.items()}

    @property
    def has_story(self) -> bool:
        """Whether these are the addresses of a story's pages."""
        return bool(self._story)

    # ids on the page

    def article(self, name: str) -> str:
        """An article's id."""
        return f"a{self._ids.get(name, 0)}"

    def statement(self, name: str, identity: str) -> str:
        """A statement's id on the page of its article."""
        return identity

    def defect(self, name: str, number: int) -> str:
        """A defect's id on the page of its article."""
        return f"d{number}"

    def actor(self, story: str, name: str | None) -> str:
        """A speaker's id in the list of a story's speakers."""
        return f"w-{digest(story, name)}"

    def key(self, article: str | None, own: str) -> str:
        """What a decision is about: ``12#s3``, ``12#120-133``; outside articles the id itself."""
        if article is None:
            return own
        return f"{self._ids.get(article, 0)}#{own}" if own else str(self._ids.get(article, 0))

    def joined(self, identities: Iterable[str]) -> str:
        """Ids of figures, or of statements as ``article#statement`` by the article's name, as one key."""
        told = (one.rpartition("#") for one in identities)
        return ",".join(self.key(article, own) if mark else own for article, mark, own in told)

    # links

    def to_article(self, name: str) -> str:
        """The page of an article."""
        return f"/articles/{self._ids.get(name, 0)}"

    def to_line(self, number: int) -> str:
        """The page of the article of a number."""
        return self.to_article(self._names.get(number, ""))

    def to_statement(self, name: str, identity: str) -> str:
        """A statement in its article."""
        return f"{self.to_article(name)}#{identity}"

    def to_defect(self, name: str, number: int) -> str:
        """A defect in its article."""
        return f"{self.to_article(name)}#d{number}"

    def to_figure(self, entry: Entry) -> str:
        """A figure in its article."""
        return f"{self.to_article(entry.article)}#{entry.id}"

    def to_part(self, part: str) -> str:
        """A page of the story."""
        return f"/stories/{self._story}/{part}" if part else f"/stories/{self._story}"

    def to_question(self, identity: str) -> str:
        """A question in the ledger, on whichever of its pages it is."""
        return f"{self.to_part('figures')}?at={quote(identity)}#{quote(identity)}"

    def to_origin(self, question: str, identity: str) -> str:
        """An origin's row below its question."""
        return f"{self.to_part('figures')}?at={quote(question)}#{quote(identity)}"

    def to_chain(self, question: str) -> str:
        """A question's chain."""
        return f"{self.to_part('chains')}?question={quote(question)}"

    def to_actor(self, story: str, name: str | None) -> str:
        """Everything that an actor says."""
        del story
        return f"/speaker?name={quote(name or '', safe='')}"

    def to_utterance(self, identity: str) -> str:
        """An utterance's reports side by side, on whichever page they are."""
        return f"{self.to_part('drift')}?at={quote(identity)}#{quote(identity)}"

    def to_explain(self, article: str, target: str) -> str:
        """Why something was read so: ``s3``, ``q1``, ``d2`` …"""
        return f"/explain/{self._ids.get(article, 0)}/{target}"


__all__ = ["Addresses"]
