"""The shape of a source phrase: its parts, its head noun, where it is cut."""

from __future__ import annotations

from runut.steps.resolve.actors.roster import Entity, Roster
from runut.steps.resolve.actors.words import ActorWords

_CLAUSE = 5  # tokens: "yang melihat kebakaran" stays in a mention, "yang ditemui di ..." does not


class SourceShape:
    """What the words of a source phrase look like, whoever is meant."""

    def __init__(self, roster: Roster, words: ActorWords) -> None:
        self.roster = roster
        self.words = words
        self.lowers = roster.layout.lowers
        self.tokens = roster.layout.words

    def parts(self, first: int, last: int) -> list[tuple[int, int]]:
        """The parts between commas, each up to its relative clause and without what stands in
        brackets at its end.
        """
        parts = []
        start = first
        for index in range(first, last + 1):
            if index == last or (self.tokens[index] == "," and index not in self.roster.at):
                if index > start:
                    parts.append((start, self.core_end(start, index)))
                start = index + 1
        return parts or [(first, last)]

    def core_end(self, first: int, last: int) -> int:
        for index in range(first + 1, last):
            if index in self.roster.at:
                continue
            if self.lowers[index] in self.words.relative:
                return index
            if self.tokens[index] == "(" and self.tokens[last - 1] == ")":
                return index
        return last

    def head(self, first: int) -> int:
        """Where the head noun begins: after articles, quantifiers, "pihak"."""
        index = first
        for _ in range(3):
            hit = self.words.small.at(self.lowers, index)
            if hit and hit[1] & {"one", "the", "plural", "side"}:
                index = hit[0]
            elif index < len(self.lowers) and self.lowers[index][0].isdigit():
                index += 1
            else:
                break
        return index

    def rest_is_noun(self, first: int, last: int) -> bool:
        return any(self.tokens[i][0].islower() for i in range(first, last))

    def located(self, index: int) -> bool:
        return (
            index > 0
            and self.lowers[index - 1] in self.words.locative
            and self.lowers[index - 1] not in self.words.origin
        )

    def trimmed_head(self, first: int, last: int) -> int:
        index = first
        for _ in range(3):
            hit = self.words.small.at(self.lowers, index)
            if hit and "dropped" in hit[1] and hit[0] < last:
                index = hit[0]
        return index

    def trimmed_end(self, first: int, last: int) -> int:
        document = self.words.documents.at(self.lowers, first) is not None
        end = last if document else self.core_end(first, last)
        while end - 1 > first and (
            self.lowers[end - 1] in self.words.demonstrative or self.tokens[end - 1] == ","
        ):
            end -= 1
        return end

    def mention_end(self, first: int, last: int) -> int:
        """A long relative clause is no part of the mention."""
        core = self.core_end(first, last)
        return core if last - core > _CLAUSE else last

    def plural(self, first: int, head: int) -> bool:
        """Whether the phrase speaks of more than one."""
        plural = any(self.lowers[i] in self.words.plural for i in range(first, head))
        return plural or self.words.groups.at(self.lowers, head) is not None

    def new_name(self, first: int, last: int, type_: str) -> Entity:
        name = self.roster.text(first, last)
        entity = self.roster.find(name)
        if entity is None:
            entity = self.roster.add(Entity(name, type_, tuple(self.lowers[first:last])))
        entity.add_form(name)
        self.roster.describe(entity, first, last)
        return entity
