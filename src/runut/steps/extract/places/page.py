"""Page: what all mentions of one article share."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.model.reading import NamedEntity
from runut.steps.extract.places.lexicon import PlaceWords

_FOOTBALL = 3  # different football words from which a foreign town may be its club


class Page:
    """A text, the words of its language, and what a tagger saw in it (nothing, if there is no tagger)."""

    def __init__(self, layout: Layout, words: PlaceWords, names: list[NamedEntity]) -> None:
        self.layout = layout
        self.words = words
        self.paragraphs = {start for start, _ in layout.paragraphs}
        self.football = len(words.football.intersection(layout.lowers)) >= _FOOTBALL
        self._tags = _by_token(layout, names)
        people = [layout.text[name.start : name.end].split() for name in names if name.type == "PER"]
        self._people = {word for parts in people if len(parts) > 1 for word in parts}

    def tag(self, token: int) -> NamedEntity | None:
        """The tagged name that a token belongs to."""
        return self._tags.get(token)

    def is_tagged(self, token: int, *types: str) -> bool:
        """Whether the tagger gave the token one of these types."""
        entity = self._tags.get(token)
        return entity is not None and entity.type in types

    def in_full_name(self, token: int) -> bool:
        """Whether the tagger saw the word in somebody's name of two words or more."""
        return self.layout.words[token] in self._people


def _by_token(layout: Layout, names: list[NamedEntity]) -> dict[int, NamedEntity]:
    found: dict[int, NamedEntity] = {}
    for name in names:
        at = layout.token_at(name.start)
        while at < len(layout.words) and layout.starts[at] < name.end:
            found[at] = name
            at += 1
    return found
