"""Addresses inside the report. They come from what they name: a link keeps its meaning in the next report."""

from __future__ import annotations

from hashlib import sha256

from runut.views.material import Material


def digest(*parts: str | None) -> str:
    """Eight hexadecimal digits of the parts."""
    return sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()[:8]


class Anchors:
    """The address of every article, statement, figure, actor and hop."""

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

    def article(self, name: str) -> str:
        """An article's address."""
        return self._articles.get(name) or f"a-{digest(name)}"

    def statement(self, name: str, identity: str) -> str:
        """A statement's address."""
        return f"{self.article(name)}-{identity}"

    def defect(self, name: str, number: int) -> str:
        """A defect's address; ``number`` counts from 1."""
        return f"{self.article(name)}-d{number}"

    def actor(self, story: str, name: str | None) -> str:
        """A speaker's address in a story."""
        return f"w-{digest(story, name)}"

    def hop(self, *parts: str | None) -> str:
        """A hop's address."""
        return f"h-{digest(*parts)}"


__all__ = ["Anchors", "digest"]
