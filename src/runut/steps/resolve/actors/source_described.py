"""Sources by description: somebody named elsewhere, a name that no tagger found, or somebody nameless."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from runut.model.cast import Speaker
from runut.steps.resolve.actors.descriptions import body_for, holder_of, person_for, stranger_for
from runut.steps.resolve.actors.roster import ANONYMOUS, Entity, Roster
from runut.steps.resolve.actors.source_papers import PaperSources
from runut.steps.resolve.actors.speaking import subject_of
from runut.steps.resolve.actors.words import HUMAN_TITLES, ActorWords

NAMELESS_BODY = "nameless-body"
"""The kind of bodies by description alone: "kedua perusahaan"."""
_LONGEST_NAME = 5
_HEAD = 16  # characters before a sentence's subject: an article, a connective
# Kinds of bodies whose names rarely tell their kind.
_FIRMS = frozenset(("company", "club", "airline"))
_MEMORY = 100  # speakers that a description may reach back over


class DescribedSources(PaperSources):
    """Reads phrases without a name, remembering who spoke."""

    def __init__(self, roster: Roster, words: ActorWords) -> None:
        super().__init__(roster, words)
        self.speakers: list[Speaker] = []
        self.entities: list[Entity | None] = []

    def described(self, first: int, last: int) -> Entity | None:
        """A person or a body by description, where the text has named it elsewhere."""
        if self.lowers[last - 1] in self.words.aged and self.lowers[first] in self.words.the:
            return self.subject_before(first) or self.last_person(first)  # "the 72-year-old"
        head = self.head(first)
        core = self.core_end(head, last)
        marked = self.lowers[last - 1] in self.words.demonstrative or (
            first < head and self.lowers[first] in self.words.the
        )
        title = self.words.titles.at(self.lowers, head)
        body = self.words.bodies.at(self.lowers, head)
        found: Entity | None = None
        several = first < head and self.lowers[head - 1] in self.words.plural
        if (
            body is not None
            and not several
            and (marked or core < last or (body[0] == last and head == first))
        ):
            found = body_for(self.roster, head, body[1], self.lowers[head : body[0]])
        indefinite = first < head and self.lowers[first] in self.words.one
        if (
            found is None
            and title is not None
            and title[1] & (HUMAN_TITLES | {"modifier"})
            and not indefinite
        ):
            found = self.person_described(head, core, last, title, marked)
        found = found or self.own_name_given(head, last)
        if found is None and head == first and title is not None and title[0] < last:
            origin = self.lowers[title[0]] in self.words.origin and title[1] & HUMAN_TITLES
            found = self.last_person(first) if origin else None  # "sambung pelatih asal Prancis."
        if found is None and body is not None and body[0] == last and first < head and marked:
            found = self.firm_at_hand(first, body[1]) or self.body_spoken(self.lowers[head:last], body[1])
        paper = self.words.documents.at(self.lowers, head) is not None
        human = title is not None and bool(title[1] & HUMAN_TITLES)
        if found is None and marked and human and body is None and not paper and not self.plural(first, head):
            found = self.subject_before(first) or self.last_person(first)
            article = self.lowers[last - 1] not in self.words.demonstrative
            if found is not None and article and (found.anonymous or found.roles):
                found = None  # "A woman … The prosecutor …": an article does not point back as "itu" does
        if found is None:
            return None
        before = self.roster.described.get(first)
        if before is not None and before[1] is not found and before[1].type == found.type == "person":
            self.roster.forget(first)
            before = None
        if before is None:
            self.roster.describe(found, first, self.mention_end(first, last) if found.anonymous else last)
        return found

    def firm_at_hand(self, index: int, kinds: frozenset[str]) -> Entity | None:
        """ "Norline sold a ferry, the company said": the body that the sentence begins with."""
        if not (self.words.modifiers_first and kinds & _FIRMS):
            return None
        layout = self.roster.layout
        start = layout.sentences[layout.sentence_at(layout.starts[index])].start
        for entity, at in self.roster.before(layout.starts[index]):
            if at < start:
                break
            if at <= start + _HEAD and entity.type == "organisation" and entity.kinds <= kinds:
                return entity
        return None

    def body_spoken(self, noun: list[str], kinds: frozenset[str]) -> Entity | None:
        """ "the ministry": who has spoken under this noun; "the company": the last body that spoke, of a kind that
        is not known, in languages whose article points back.
        """
        if not self.words.modifiers_first:
            return None
        unknown = None
        for _, entity in self.back():
            if entity is None or entity.type not in ("organisation", "group") or "document" in entity.kinds:
                continue
            if set(noun) <= set(entity.name.lower().split()):
                return entity
            free = entity.type == "organisation" and not entity.anonymous and entity.kinds <= kinds
            if unknown is None and free and kinds & _FIRMS:
                unknown = entity
        return unknown

    def known_end(self, first: int, last: int) -> Entity | None:
        """ "Army Radio" where the Norland Army Radio has been named: capitals that another name ends in."""
        head = self.head(first)
        if last - head < 2 or not all(self.tokens[index][0].isupper() for index in range(head, last)):
            return None
        end = " " + " ".join(self.lowers[head:last])
        for entity, _ in self.roster.before(self.roster.layout.starts[first]):
            if entity.type in ("organisation", "outlet") and entity.name.lower().endswith(end):
                return entity
        return None

    def own_name_given(self, first: int, last: int) -> Entity | None:
        """ "pemilik nama asli NAME ini": the person whose other name the description gives."""
        for index in range(first, last):
            hit = self.words.small.at(self.lowers, index)
            if hit and hit[1] & {"real-name", "called"} and (chunk := self.roster.at.get(hit[0])) is not None:
                return chunk.entity
        return None

    def subject_before(self, index: int) -> Entity | None:
        """Who the sentence before is about, if nobody speaks in it: a person it begins with, in the
        same paragraph.
        """
        layout = self.roster.layout
        number = layout.sentence_at(layout.starts[index])
        if number == 0 or (self.speakers and self.speakers[-1].sentence >= number - 1):
            return None
        before = layout.sentences[number - 1]
        if before.paragraph == layout.sentences[number].paragraph:
            chunk = self.roster.at.get(before.first)
            if chunk is not None and chunk.type == "PER":
                return chunk.entity
        return subject_of(self.roster, number - 1, self.words)

    def last_person(self, index: int) -> Entity | None:
        """The person who spoke last, if he did so not long ago: whom "NOUN itu" means when nothing
        else is known of it.
        """
        layout = self.roster.layout
        here = layout.sentences[layout.sentence_at(layout.starts[index])].paragraph
        for speaker, entity in self.back():
            if speaker.paragraph < here - 1:
                return None
            if entity is not None and entity.type == "person":
                return entity
        return None

    def person_described(
        self, head: int, core: int, last: int, title: tuple[int, frozenset[str]], marked: bool
    ) -> Entity | None:
        noun = self.lowers[head : title[0]]
        if marked and not (core < last and "nameless" in title[1]):
            meant = person_for(self.roster, head, last, noun, title[1], self.words)
            article = self.lowers[last - 1] not in self.words.demonstrative
            if meant is None or not article or "office" not in title[1]:
                return meant
            roles = " ".join((*meant.roles, meant.head)).lower()
            return meant if " ".join(noun) in roles else None  # "The prosecutor" is no other person named
        before = self.lowers[head - 1] if head else ""
        one_of_many = "member" in title[1] or before in self.words.plural or before in self.words.counted
        holds = "office" in title[1] and not one_of_many
        found = holder_of(self.roster, head, core, self.words) if holds else None
        if found is None and not any(index in self.roster.at for index in range(title[0], core)):
            found = stranger_for(self.roster, head, " ".join(noun))
        return found

    def back(self) -> Iterator[tuple[Speaker, Entity | None]]:
        """Who spoke, the last one first; not all the way back."""
        return islice(zip(reversed(self.speakers), reversed(self.entities), strict=True), _MEMORY)

    def untagged(self, first: int, last: int) -> Entity | None:
        """Capitalised words that somebody attributes to are a name, even where no tagger found one."""
        parts = self.parts(first, last)
        start, end = parts[0]
        if len(parts) == 2 and end - start > 1 and self._capitals_from(start, end) == start:
            body = self.words.bodies.at(self.lowers, self.head(parts[1][0]))
            return self.new_name(start, end, "organisation" if body else "person")
        while len(parts) > 1 and self.lowers[parts[-1][0]] in self.words.relative:
            parts.pop()  # "Junara, who heads the post"
        start, end = parts[-1]
        tail = self.roster.at.get(end - 1)
        if tail is not None and tail.entity is not None and 0 < tail.first - start <= 2:
            capitals = all(self.tokens[i][0].isupper() for i in range(start, end))
            whole = not any(self._plain_noun(i) for i in range(start, tail.first))
            if capitals and whole and tail.entity.type == "person" and not self.collective(start, tail):
                return tail.entity
        cut = self._capitals_from(start, end)
        letters = sum(len(word) for word in self.tokens[cut:end])
        if any(character.isdigit() for character in self.tokens[cut]):
            return None  # "nilai Rp1,3 triliun"
        if letters < 2 or end - cut > _LONGEST_NAME or not self._name_may_begin(start, cut, end):
            return None
        if any(self._plain_noun(index) for index in range(cut, end)) or self._ends_in_town(start, cut, end):
            return None
        return self.new_name(cut, end, "person")

    def _capitals_from(self, start: int, end: int) -> int:
        """Where the run of untagged capitalised words that ends the phrase begins."""
        cut = end
        while cut > start and cut - 1 not in self.roster.at:
            word = self.tokens[cut - 1]
            initial = word == "." and cut - 2 >= start and len(self.tokens[cut - 2]) == 1
            if not (word[0].isupper() or initial) or self.words.titles.before(self.lowers, cut) is not None:
                break
            cut -= 1
        return cut if cut == end or self.tokens[cut] != "." else cut + 1

    def _name_may_begin(self, start: int, cut: int, end: int) -> bool:
        """Whether a name may begin here: with the phrase, after a title, or after the title's body."""
        if cut == start:
            return True
        if self.title_head(start) and (cut - 1 in self.roster.at or self.tokens[cut - 1] == ")"):
            return True
        title = self.words.titles.before(self.lowers, cut)
        if title is None:
            return False
        return end - cut > 1 or self.tokens[title[0]][0].isupper() or "rank" in title[1]

    def _ends_in_town(self, start: int, cut: int, end: int) -> bool:
        """ "Ketua Partai X Jawa Barat": the town or province of the office."""
        town = self.words.towns.before(self.lowers, end)
        return cut > start and town is not None and town[0] == cut

    def _plain_noun(self, index: int) -> bool:
        lower, words = self.lowers[index], self.words
        nouns = lower in words.bodies.first or lower in words.groups.first or lower in words.documents.first
        known = lower in words.common or lower in words.months or lower in words.titles.first
        return nouns or known or lower in words.speaking_nouns

    def beginning(self, first: int, last: int) -> Entity | None:
        """A name that the phrase begins with, where no other reading fits: what follows only says
        more of it.
        """
        chunk = self.roster.at.get(first)
        if chunk is None or chunk.first != first or chunk.entity is None or chunk.last >= last:
            return None
        if first in self.roster.described:
            return None  # "Kenyan officials"
        if self.roster.owns(chunk.last - 1):
            return None  # "Reed's brother": somebody else
        if chunk.type == "STATE" and self.words.modifiers_first and self._not_ruling(chunk.last, last):
            return None  # "US intelligence": a body of the state
        joined = chunk.last in self.roster.at and chunk.type == "PER"  # "menurut NAME CLUB"
        after = chunk.last
        if chunk.type == "PER" and self.tokens[after] == "(" and self.tokens[after + 2 : after + 3] == [")"]:
            after = min(after + 3, last - 1)  # "NAME (61) ayah korban"
        return chunk.entity if joined or self.tokens[after][0].islower() else None

    def _not_ruling(self, index: int, last: int) -> bool:
        """Whether just one noun for speakers stands here, of a body other than the government."""
        body = self.words.bodies.at(self.lowers, index)
        speaks = index + 1 == last and self.lowers[index] in self.words.speaking_nouns
        return speaks and not (body is not None and "government" in body[1])

    def ending(self, first: int, last: int) -> Entity | None:
        """A name that is all of the phrase's last part: what stands before the comma was no part of
        the source.
        """
        start, end = self.parts(first, last)[-1]
        chunk = self.roster.at.get(start)
        whole = chunk is not None and start > first and (chunk.first, chunk.last) == (start, end)
        return chunk.entity if whole and chunk is not None else None

    def nameless(self, first: int, last: int) -> Entity:
        """Somebody without a name, by description; the same words mean the same."""
        head = self.trimmed_head(first, last)
        end = self.trimmed_end(head, last)
        name = ANONYMOUS + self.roster.text(head, end)
        group = self.group_within(first, head, end)
        if group is not None:
            if not group.anonymous:
                group.name = name
                self.roster.know_as(name, group)
            return group
        for start, stop, entity in self.roster.strangers:
            if first <= start < last or (start <= first < stop):
                if entity.number < 0:
                    self.roster.add(entity)
                entity.name = name
                self.roster.describe(entity, first, self.mention_end(first, last))
                return entity
        found = self.roster.find(name)
        if found is None:
            single = head > first and self.lowers[first] in self.words.one
            hit = self.words.titles.at(self.lowers, head)
            many = head > first and self.lowers[first] in self.words.plural
            paper = self.words.documents.at(self.lowers, head) is not None
            person = (single and not paper) or (
                hit is not None and not many and not self.words.groups.at(self.lowers, head)
            )
            found = self.roster.add(Entity(name, "person" if person else "group"))
            found.kinds |= {"document"} if paper else set()
            body = self.words.bodies.at(self.lowers, head) is not None
            found.kinds |= {NAMELESS_BODY} if body and not person and not paper else set()
        self.roster.describe(found, first, self.mention_end(first, last))
        return found

    def group_within(self, first: int, head: int, end: int) -> Entity | None:
        """The group that the phrase is a mention of: not where it counts off a part of it."""
        if any(
            self.lowers[i][0].isdigit() or self.lowers[i] in self.words.counted for i in range(first, end)
        ):
            return None
        for index in range(first, end):
            described = self.roster.described.get(index)
            if described is not None and described[1].type == "group" and index <= head + 1:
                return described[1]
        return None
