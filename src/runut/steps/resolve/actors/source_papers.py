"""Papers as sources: a report, a survey, a statement speaks for whoever issued it, a law for itself."""

from __future__ import annotations

import re
from bisect import bisect_left

from runut.steps.resolve.actors.roster import Entity, Roster
from runut.steps.resolve.actors.source_named import NamedSources
from runut.steps.resolve.actors.words import ActorWords


class PaperSources(NamedSources):
    """Reads phrases whose head is a noun for something written, recorded or found."""

    def __init__(self, roster: Roster, words: ActorWords) -> None:
        super().__init__(roster, words)
        self.owner_of_document: Entity | None = None
        self.laws: list[re.Match[str]] | None = None
        self.outlet: str | None = None

    def document(self, first: int, last: int) -> Entity | None:
        """A paper speaks for whoever issued it; "laporan itu" for the issuer of the last one."""
        head = self.head(first)
        hit = self.words.documents.at(self.lowers, head)
        if hit is None and self.words.modifiers_first:
            return self._issuer_before(head, last)
        if hit is None:
            return None
        for index in range(hit[0], max(last, hit[0] + 1) if hit[0] > last else last):
            chunk = self.roster.at.get(index)
            if chunk is not None and chunk.first == index and chunk.entity is not None:
                if self.located(index):
                    continue
                self.owner_of_document = chunk.entity
                return chunk.entity
        the = self.words.modifiers_first and head > first and self.lowers[first] in self.words.the
        if (the and hit[0] == last) or (
            self.lowers[last - 1] in self.words.demonstrative and last - hit[0] <= 2
        ):
            return self.law(hit[0]) if "law" in hit[1] else self.owner_of_document
        issuer = self.capitals(hit[0], last)
        if issuer is not None:
            self.owner_of_document = issuer
        return issuer

    def _issuer_before(self, head: int, last: int) -> Entity | None:
        """ "the ministry's report": whoever is named before the noun for a paper."""
        issuer = None
        for index in range(head, last):
            chunk = self.roster.at.get(index)
            if chunk is not None:
                issuer = issuer or chunk.entity
            elif self.words.bodies.at(self.lowers, index + 1) is not None:
                continue  # "the ruling party": no paper
            elif self.words.documents.at(self.lowers, index) is not None:
                issuer = issuer or self._issuer_behind(index + 1, last)
                self.owner_of_document = issuer or self.owner_of_document
                return issuer
        return None

    def _issuer_behind(self, index: int, last: int) -> Entity | None:
        """ "an early estimate from Harlow Analytics": whoever is named behind the noun for a paper."""
        leads = self.words.origin | self.words.agent
        if index + 1 >= last or self.lowers[index] not in leads:
            return None
        start = self.head(index + 1)
        chunk = self.roster.at.get(start)
        if chunk is not None and chunk.entity is not None:
            return chunk.entity
        return self.capitals(start, last) if self.tokens[start][0].isupper() else None

    def law(self, index: int) -> Entity | None:
        """The last law named before: it speaks under its own name."""
        offset = self.roster.layout.starts[index]
        if self.laws is None:
            self.laws = list(self.words.law.finditer(self.roster.layout.text))
        place = bisect_left(self.laws, offset, key=lambda match: match.start())
        last = self.laws[place - 1] if place else None
        if last is None:
            return None
        name = last.group()
        entity = self.roster.find(name)
        if entity is None:
            entity = self.roster.add(Entity(name, "group"))
            entity.mentions.append(last.span())
        return entity

    def medium(self, first: int, last: int) -> Entity | None:
        """ "media itu", "laporan media yang berbasis di Turin itu": the outlet named last, not the one that
        publishes.
        """
        if self.lowers[last - 1] not in self.words.demonstrative:
            return None
        paper = self.words.documents.at(self.lowers, first)
        head = paper[0] if paper is not None and paper[0] < last else self.head(first)
        noun = self.words.small.at(self.lowers, head)
        if noun is None or "publisher-noun" not in noun[1]:
            return None
        for entity, _ in self.roster.before(self.roster.layout.starts[first]):
            if entity.type == "outlet" and entity.name != self.outlet:
                return entity
        return None

    def capitals(self, first: int, last: int) -> Entity | None:
        """The capitalised words after a noun for papers or publishers: a name that no tagger found."""
        start = next(
            (i for i in range(first, last) if self.tokens[i][0].isupper() and i not in self.roster.at), None
        )
        if start is None or self.located(start) or self.lowers[start] in self.words.months:
            return None
        end = start
        while end < last and self.tokens[end][0].isupper() and end not in self.roster.at:
            end += 1
        return self.new_name(start, end, "organisation")
