"""Source phrases that name somebody: a person with or without a title, a body, a place that speaks, two at
once.
"""

from __future__ import annotations

from runut.steps.resolve.actors.chunks import Chunk
from runut.steps.resolve.actors.roles import lead_of
from runut.steps.resolve.actors.roster import Entity, Roster
from runut.steps.resolve.actors.source_shape import SourceShape


class NamedSources(SourceShape):
    """Reads phrases in which the source's own name stands."""

    def named(self, first: int, last: int) -> Entity | None:
        """The phrase names somebody: a person with or without a title, a body with or without its noun."""
        placed = self.placed(first, last)
        if placed is not None:
            return placed
        parts = self.parts(first, last)
        found = [self.person_at_end(start, end) for start, end in parts]
        lead = self.roster.at.get(first)
        if len(parts) > 1 and (lead is None or lead.type != "PER"):
            found = [*found[1:], found[0], self.misread(*parts[1])]
        person = next((entity for entity in found if entity is not None), None)
        person = person or self.holder_at_end(first, last) or self.holder_misread(*parts[-1])
        return person or self.body(*parts[0])

    def holder_misread(self, first: int, last: int) -> Entity | None:
        """ "perancang busana NAME" where the tagger took the name for a place that no list knows."""
        chunk = self.roster.at.get(last - 1)
        if chunk is None or chunk.type != "LOC" or chunk.entity is not None or chunk.first <= first:
            return None
        if chunk.located or self.words.groups.at(self.lowers, self.head(first)) is not None:
            return None
        start = self._past_body(chunk)
        if last != chunk.last or last - start < 2 or self.words.towns.at(self.lowers, start):
            return None
        before = self.lowers[chunk.first - 1]
        titled = self.title_head(first) and before not in self.words.locative
        if not titled or before in self.words.place_kinds or self._holds_place_word(start, last):
            return None
        chunk.entity = self.new_name(start, last, "person")
        return chunk.entity

    def _past_body(self, chunk: Chunk) -> int:
        """Where the person's name begins in a name that has taken in a state or a company before it."""
        start = chunk.first
        if (state := self.words.states.at(self.lowers, start)) is not None:
            start = state[0]
        for index in range(start, chunk.last - 2):
            if self.lowers[index] in self.words.company_ends:
                start = index + 1
        return start

    def _holds_place_word(self, first: int, last: int) -> bool:
        kinds = self.words.place_kinds
        return any(
            self.lowers[i] in kinds
            or self.words.heads.at(self.lowers, i)
            or self.words.towns.at(self.lowers, i)
            for i in range(first, last)
        )

    def holder_at_end(self, first: int, last: int) -> Entity | None:
        """ "Kepala Pusat Data, Informasi dan Humas BODY NAME": commas of a list inside the office."""
        chunk = self.roster.at.get(last - 1)
        if chunk is None or chunk.type != "PER" or chunk.first <= first or not self.title_head(first):
            return None
        hit = self.words.titles.at(self.lowers, self.head(first))
        others = any(
            (c := self.roster.at.get(i)) is not None and c.type == "PER" for i in range(first, chunk.first)
        )
        listed = any(self.lowers[i] in self.words.both for i in range(first, chunk.first))
        office = hit is not None and "office" in hit[1] and not others and listed
        return chunk.entity if office else None

    def misread(self, first: int, last: int) -> Entity | None:
        """A name after a title and a comma is a person's, though it was read as a place."""
        chunk = self.roster.at.get(first)
        if chunk is None or chunk.type != "LOC" or (chunk.first, chunk.last) != (first, last):
            return None
        entity = self.new_name(first, last, "person")
        for other in self.roster.chunks:
            same = _chunk_text(self.roster, other) == entity.name
            if same and other.type == "LOC" and other.entity is None and other is not chunk:
                self.roster.place(other, entity)
        chunk.entity = entity
        return entity

    def placed(self, first: int, last: int) -> Entity | None:
        """An actor already found with just these tokens."""
        chunk = self.roster.at.get(first)
        if chunk is not None and chunk.first == first and chunk.last == last and chunk.entity:
            return chunk.entity
        described = self.roster.described.get(first)
        if described is None or described[0] != last or described[1].type == "group":
            return None
        entity = described[1]
        marked = self.lowers[last - 1] in self.words.demonstrative
        if marked and entity.type == "person" and not entity.anonymous:
            return None  # who has spoken by now may be meant rather
        return entity

    def person_at_end(self, first: int, last: int) -> Entity | None:
        """ "TITLE NAME": the person whose name ends the part, unless he is only the one that the
        title relates to.
        """
        chunk = self.roster.at.get(last - 1)
        if chunk is None or chunk.type != "PER" or chunk.entity is None or chunk.first < first:
            return None
        if chunk.first == first:
            return chunk.entity
        if self.lowers[first] in self.words.the:
            return chunk.entity  # "sang istri NAME" is named so
        if self.collective(first, chunk):
            return None  # "Keluarga NAME"
        lead = lead_of(self.roster, chunk, self.words)
        group = self.words.groups.before(self.lowers, chunk.first)
        if lead is None:
            if self._town_of_body(first, chunk):
                return None
            of_group = group is not None and group[0] <= self.head(first)
            if of_group or self.head_document(first):
                return None
            if self.words.modifiers_first and self._described_before(first, chunk.first):
                return chunk.entity
            before = self.tokens[chunk.first - 1]
            return chunk.entity if self.title_head(first) or before[0].isupper() or before == ")" else None
        if lead[1] <= {"relation"} or (
            "relation" in lead[1]
            and "honorific" not in lead[1]
            and self.someone_else(chunk, lead[0], chunk.first)
        ):
            return None
        return chunk.entity

    def collective(self, first: int, chunk: Chunk) -> bool:
        """Whether the noun of the phrase means several people around the one that is named behind it."""
        paper = self.words.documents.at(self.lowers, first)
        start = paper[0] if paper is not None and paper[0] < chunk.first else first
        for head in (start, self.head(start)):
            hit = self.words.small.at(self.lowers, head)
            if hit is not None and "collective" in hit[1] and hit[0] <= chunk.first:
                return True
        return False

    def _town_of_body(self, first: int, chunk: Chunk) -> bool:
        """ "juru bicara dinas kesehatan TOWN": the town that a body's name ends in, read as a person's name."""
        town = self.words.towns.at(self.lowers, chunk.first)
        if town is None or town[0] < chunk.last:
            return False
        return any(self.words.heads.at(self.lowers, index) for index in range(self.head(first), chunk.first))

    def _described_before(self, first: int, last: int) -> bool:
        """ "election supervisor NAME": plain words alone before the name, none that parts two noun phrases; whose
        they are may stand first ("Norland's opposition candidate NAME").
        """
        owner = self.roster.at.get(first)
        end = owner.last if owner is not None else first + 1
        if end < last and self.roster.owns(end - 1):
            first = end
        return last > first and all(
            (self.tokens[index].islower() or index == first)
            and index not in self.roster.at
            and self.lowers[index] not in self.words.parting
            and not self.roster.owns(index)
            for index in range(first, last)
        )

    def title_head(self, first: int) -> bool:
        hit = self.words.titles.at(self.lowers, self.head(first))
        return hit is not None

    def head_document(self, first: int) -> bool:
        return self.words.documents.at(self.lowers, self.head(first)) is not None

    def someone_else(self, chunk: Chunk, start: int, end: int) -> bool:
        """Whether the person has been named before this, without this title: then the title is of
        somebody else.
        """
        entity = chunk.entity
        assert entity is not None
        title = " ".join(self.lowers[start:end])
        roles = [role.lower() for role in entity.roles]
        return entity.mentions[0][0] < chunk.start and sum(title in role for role in roles) < 2

    def body(self, first: int, last: int) -> Entity | None:
        """A body's name, alone, with its acronym, or after a noun for such bodies."""
        head = self.head(first)
        chunk = self.roster.at.get(head)
        if chunk is not None and chunk.last < last and self._capital_behind_owner(chunk):
            return self.body(chunk.last, last)  # "Norland's Interior Ministry"
        if chunk is not None and chunk.entity is not None and chunk.first <= head:
            if chunk.type == "STATE" and self.words.modifiers_first and self._rules(chunk.last, last):
                return chunk.entity  # "the US government"
            if chunk.type == "PER" and chunk.last < last:
                return None
            plain = chunk.last >= last or not self.rest_is_noun(chunk.last, last)
            if chunk.last < last and self._is_holder(chunk.last, last):
                return None  # "the Education Secretary"
            return chunk.entity if plain or self._is_publisher(chunk, last) else None
        described = self.roster.described.get(head)
        if described is not None and described[0] == last and described[1].type in ("organisation", "state"):
            return described[1]
        chunk = self.roster.at.get(last - 1)
        if chunk is None or chunk.entity is None or chunk.type not in ("ORG", "STATE", "OUTLET"):
            return None
        hit = self.words.small.at(self.lowers, head)
        if hit and "publisher-noun" in hit[1] and chunk.first >= hit[0] and chunk.type != "STATE":
            return chunk.entity
        noun = self.words.bodies.at(self.lowers, head)
        if noun and chunk.first - noun[0] <= 1 and (chunk.type != "STATE" or "government" in noun[1]):
            return chunk.entity
        return None

    def _is_holder(self, index: int, last: int) -> bool:
        """Whether one noun for an office is all that follows, in languages that put it last."""
        title = self.words.titles.at(self.lowers, index) if self.words.modifiers_first else None
        return title is not None and title[0] == last and "office" in title[1]

    def _is_publisher(self, chunk: Chunk, last: int) -> bool:
        """ "the ANSA news agency": what an outlet is, behind its name."""
        hit = self.words.small.at(self.lowers, chunk.last) if chunk.type in ("OUTLET", "ORG") else None
        return hit is not None and hit[0] == last and "publisher-noun" in hit[1]

    def _rules(self, index: int, last: int) -> bool:
        """Whether a noun for a government is all that follows."""
        noun = self.words.bodies.at(self.lowers, index)
        return noun is not None and noun[0] == last and "government" in noun[1]

    def _capital_behind_owner(self, chunk: Chunk) -> bool:
        if not self.words.modifiers_first:
            return False
        return self.tokens[chunk.last][0].isupper() and self.roster.owns(chunk.last - 1)

    def place(self, first: int, last: int) -> Entity | None:
        """A place that speaks: whoever rules there, under the place's name."""
        chunk = self.roster.at.get(first)
        if chunk is None or chunk.entity is not None or (chunk.first, chunk.last) != (first, last):
            return None
        name = self.roster.text(first, last)
        state = self.words.states.at(self.lowers, first)
        canonical = next(iter(state[1])) if state and state[0] == last else name
        entity = self.roster.find(canonical)
        if entity is None:
            entity = self.roster.add(Entity(canonical or name, "state" if state else "organisation"))
        self.roster.place(chunk, entity)
        return entity

    def examples(self, first: int, last: int) -> list[Entity] | None:
        """ "politikus senior seperti A dan B": those who are named."""
        for index in range(first + 1, last - 1):
            hit = self.words.small.at(self.lowers, index)
            if hit is not None and "such-as" in hit[1] and index not in self.roster.at:
                chunk = self.roster.at.get(hit[0])
                if chunk is None or chunk.type != "PER" or chunk.first != hit[0]:
                    return None
                found = [c for c in map(self.roster.at.get, range(hit[0], last)) if c and c.type == "PER"]
                return list(dict.fromkeys(c.entity for c in found if c.entity is not None))
        return None

    def joint(self, first: int, last: int) -> list[Entity] | None:
        """ "A dan jabatan B": two sources where each part names somebody."""
        for index in range(first + 1, last - 1):
            if self.lowers[index] in self.words.both and index not in self.roster.at:
                left, right = self.named(first, index), self.named(index + 1, last)
                if left is not None and right is not None and left is not right:
                    more = self.joint(first, index)
                    return [*(more or [left]), right]
        return None


def _chunk_text(roster: Roster, chunk: Chunk) -> str:
    return roster.layout.text[chunk.start : chunk.end]
