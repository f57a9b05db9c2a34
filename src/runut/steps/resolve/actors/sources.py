"""Sources: what a source phrase means, from its words and from who spoke before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from runut.model.cast import Speaker
from runut.model.span import Span
from runut.steps.resolve.actors.descriptions import body_for, holder_of, person_for, stranger_for
from runut.steps.resolve.actors.roles import lead_of
from runut.steps.resolve.actors.roster import ANONYMOUS, Chunk, Entity, Roster
from runut.steps.resolve.actors.words import ActorWords

_MEMORY = 100  # speakers that a pronoun may reach back over
_CLAUSE = 5  # tokens: "yang melaporkan Nelly" stays in a mention, "yang ditemui di ..." does not
_PEOPLE = frozenset(("office", "relation", "profession", "person"))


def name_sources(
    roster: Roster, sources: list[Span], words: ActorWords
) -> tuple[dict[Span, str], list[Speaker]]:
    """The canonical name of every source phrase, and the speakers in text order."""
    reader = _Reader(roster, words)
    names: dict[Span, str] = {}
    for span in sorted(set(sources)):
        names[span] = reader.read(span)
    _follow_strangers(roster, words)
    speakers = [*reader.speakers, *_subjects(roster, reader.speakers, words)]
    return names, sorted(speakers, key=lambda speaker: speaker.start)


def _subjects(roster: Roster, speakers: list[Speaker], words: ActorWords) -> list[Speaker]:
    """People who do something in a sentence where nobody speaks: a quotation in the next sentence may be theirs."""
    layout = roster.layout
    speaking = {speaker.sentence for speaker in speakers}
    told = {speaker.paragraph for speaker in speakers}
    quoted = {layout.sentence_at(q.start) for q in layout.quotations if q.depth == 0}
    found = []
    for number in sorted({n - 1 for n in quoted} - speaking - quoted - {-1}):
        subject = None
        if layout.sentences[number].paragraph not in told:
            subject = subject_of(roster, number, words)
        if subject is not None:
            sentence, following = layout.sentences[number], layout.sentences[number + 1]
            found.append(
                Speaker(
                    sentence.start,
                    sentence.end,
                    subject.name,
                    True,
                    number,
                    sentence.paragraph,
                    following.end,
                )
            )
    return found


def subject_of(roster: Roster, number: int, words: ActorWords) -> Entity | None:
    """The person that the main clause of a sentence tells something done by: a name, then an active verb."""
    sentence = roster.layout.sentences[number]
    lowers = roster.layout.lowers
    dependent = False
    index = sentence.first
    while index < sentence.last:
        chunk = roster.at.get(index)
        if chunk is not None and chunk.type == "PER" and chunk.entity is not None:
            after = chunk.last
            while after < sentence.last and lowers[after] in words.verbal:
                after += 1
            if not dependent and after < sentence.last and words.doing.match(lowers[after]):
                return chunk.entity
        if lowers[index] in words.clause or lowers[index] in words.relative or lowers[index] in words.agent:
            dependent = True
        elif lowers[index] == ",":
            dependent = False
        index = max(index + 1, chunk.last if chunk is not None else 0)
    return None


def _follow_strangers(roster: Roster, words: ActorWords) -> None:
    """Later mentions of a nameless source: its noun with a demonstrative ("wanita itu")."""
    heads = {e.head.split()[0]: e for _, _, e in roster.strangers if e.spoke and e.head and e.number >= 0}
    if not heads:
        return
    lowers = roster.layout.lowers
    described = roster.described
    for index in [i for i, word in enumerate(lowers[:-1]) if word in heads]:
        if lowers[index + 1] in words.demonstrative and index not in described and index not in roster.at:
            roster.describe(heads[lowers[index]], index, index + 2)


def roster_text(roster: Roster, chunk: Chunk) -> str:
    """The characters of a chunk."""
    return roster.layout.text[chunk.start : chunk.end]


class _Reader:
    """Reads source phrases in text order, remembering who spoke."""

    def __init__(self, roster: Roster, words: ActorWords) -> None:
        self.roster = roster
        self.words = words
        self.lowers = roster.layout.lowers
        self.tokens = roster.layout.words
        self.speakers: list[Speaker] = []
        self.entities: list[Entity | None] = []
        self.owner_of_document: Entity | None = None
        self.laws: list[re.Match[str]] | None = None

    def read(self, span: Span) -> str:
        """The name of one source phrase; it is remembered as the last speaker."""
        layout = self.roster.layout
        first = layout.token_at(span.start)
        last = bisect_left(layout.starts, span.end, lo=min(first, len(layout.starts)))
        if first >= last:
            return ANONYMOUS + span.of(layout.text)
        first = self._after_dateline(first, last)
        last = self._demonstrative_end(first, last)
        found = self._resolve(first, last)
        name = "; ".join(dict.fromkeys(entity.name for entity in found))
        for entity in found:
            entity.spoke += 1
        self._remember(span, name, found)
        return name

    def _after_dateline(self, first: int, last: int) -> int:
        """Where the source begins if a dateline has been taken in: after the dash that follows the outlet."""
        for index in range(last - 2, first, -1):
            if self.tokens[index] in "-–—" and index not in self.roster.at:
                outlet = any(
                    (chunk := self.roster.at.get(i)) is not None and chunk.type == "OUTLET"
                    for i in range(first, index)
                )
                return index + 1 if outlet else first
        return first

    def _demonstrative_end(self, first: int, last: int) -> int:
        """A phrase ends with its demonstrative; an adverb taken in after it is cut off."""
        for index in range(last - 1, max(first, last - 4), -1):
            if self.lowers[index - 1] in self.words.demonstrative:
                rest = self.tokens[index:last]
                return (
                    index if all(word[0].islower() and index not in self.roster.at for word in rest) else last
                )
        return last

    def _remember(self, span: Span, name: str, found: list[Entity]) -> None:
        layout = self.roster.layout
        sentence = layout.sentence_at(span.start)
        paragraph = layout.sentences[sentence].paragraph if layout.sentences else 0
        if all(entity.type == "outlet" for entity in found):
            return
        person = any(entity.type == "person" for entity in found)
        self.speakers.append(Speaker(span.start, span.end, name, person, sentence, paragraph))
        self.entities.append(found[0] if len(found) == 1 else None)

    def _resolve(self, first: int, last: int) -> list[Entity]:
        pronoun = self._pronoun(first, last)
        if pronoun is not None:
            return pronoun
        joint = self._joint(first, last)
        if joint is not None:
            return joint
        return [self._one(first, last)]

    # pronouns

    def _pronoun(self, first: int, last: int) -> list[Entity] | None:
        phrase = " ".join(self.lowers[first:last])
        if phrase in self.words.third:
            return [self._antecedent(first, False)]
        if phrase in self.words.they:
            return [self._antecedent(first, True)]
        return None

    def _antecedent(self, index: int, plural: bool) -> Entity:
        """Who a pronoun means: the subject of the sentence before if nobody speaks in it, else the last fitting source."""
        if not plural:
            subject = self._subject_before(index)
            if subject is not None:
                return subject
        fits = ("group", "organisation", "state") if plural else ("person",)
        last: Entity | None = None
        sentence = -1
        for speaker, entity in self._back():
            if last is not None and speaker.sentence != sentence:
                break
            if entity is not None and entity.type in fits:
                last, sentence = entity, speaker.sentence
        if last is not None:
            return last
        for _, entity in self._back():
            if entity is not None and entity.type not in ("outlet", "state"):
                return entity
        for entity, _ in self.roster.before(self.roster.layout.starts[index]):
            if entity.type == "person":
                return entity
        return self._nameless(index, index + 1)

    def _back(self) -> Iterator[tuple[Speaker, Entity | None]]:
        """Who spoke, the last one first; not all the way back."""
        return islice(zip(reversed(self.speakers), reversed(self.entities), strict=True), _MEMORY)

    def _subject_before(self, index: int) -> Entity | None:
        """Who the sentence before is about, if nobody speaks in it: a person it begins with, in the same paragraph."""
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

    # joint sources

    def _joint(self, first: int, last: int) -> list[Entity] | None:
        """ "A dan jabatan B": two sources where each part names somebody."""
        for index in range(first + 1, last - 1):
            if self.lowers[index] in self.words.both and index not in self.roster.at:
                left, right = self._named(first, index), self._named(index + 1, last)
                if left is not None and right is not None and left is not right:
                    more = self._joint(first, index)
                    return [*(more or [left]), right]
        return None

    # one source

    def _one(self, first: int, last: int) -> Entity:
        return (
            self._named(first, last)
            or self._place(first, last)
            or self._document(first, last)
            or self._described(first, last)
            or self._untagged(first, last)
            or self._beginning(first, last)
            or self._ending(first, last)
            or self._nameless(first, last)
        )

    def _named(self, first: int, last: int) -> Entity | None:
        """The phrase names somebody: a person with or without a title, a body with or without its noun."""
        placed = self._placed(first, last)
        if placed is not None:
            return placed
        parts = self._parts(first, last)
        found = [self._person_at_end(start, end) for start, end in parts]
        lead = self.roster.at.get(first)
        if len(parts) > 1 and (lead is None or lead.type != "PER"):
            found = [*found[1:], found[0], self._misread(*parts[1])]
        person = next((entity for entity in found if entity is not None), None)
        return person or self._body(*parts[0])

    def _misread(self, first: int, last: int) -> Entity | None:
        """A name after a title and a comma is a person's, though it was read as a place."""
        chunk = self.roster.at.get(first)
        if chunk is None or chunk.type != "LOC" or (chunk.first, chunk.last) != (first, last):
            return None
        entity = self._new_name(first, last, "person")
        for other in self.roster.chunks:
            same = roster_text(self.roster, other) == entity.name
            if same and other.type == "LOC" and other.entity is None and other is not chunk:
                self.roster.place(other, entity)
        chunk.entity = entity
        return entity

    def _placed(self, first: int, last: int) -> Entity | None:
        """An actor already found with just these tokens."""
        chunk = self.roster.at.get(first)
        if chunk is not None and chunk.first == first and chunk.last == last and chunk.entity:
            return chunk.entity
        described = self.roster.described.get(first)
        if described is not None and described[0] == last and described[1].type != "group":
            return described[1]
        return None

    def _parts(self, first: int, last: int) -> list[tuple[int, int]]:
        """The parts between commas, each up to its relative clause and without what stands in brackets at its end."""
        parts = []
        start = first
        for index in range(first, last + 1):
            if index == last or (self.tokens[index] == "," and index not in self.roster.at):
                if index > start:
                    parts.append((start, self._core_end(start, index)))
                start = index + 1
        return parts or [(first, last)]

    def _core_end(self, first: int, last: int) -> int:
        for index in range(first + 1, last):
            if index in self.roster.at:
                continue
            if self.lowers[index] in self.words.relative:
                return index
            if self.tokens[index] == "(" and self.tokens[last - 1] == ")":
                return index
        return last

    def _person_at_end(self, first: int, last: int) -> Entity | None:
        """ "TITLE NAME": the person whose name ends the part, unless he is only the one that the title relates to."""
        chunk = self.roster.at.get(last - 1)
        if chunk is None or chunk.type != "PER" or chunk.entity is None or chunk.first < first:
            return None
        if chunk.first == first:
            return chunk.entity
        if self.lowers[first] in self.words.the:
            return chunk.entity  # "sang istri NAME" is named so
        lead = lead_of(self.roster, chunk, self.words)
        group = self.words.groups.before(self.lowers, chunk.first)
        if lead is None:
            if group is not None or self._head_document(first):
                return None
            before = self.tokens[chunk.first - 1]
            return chunk.entity if self._title_head(first) or before[0].isupper() or before == ")" else None
        if lead[1] <= {"relation"} or (
            "relation" in lead[1]
            and "honorific" not in lead[1]
            and self._someone_else(chunk, lead[0], chunk.first)
        ):
            return None
        return chunk.entity

    def _title_head(self, first: int) -> bool:
        hit = self.words.titles.at(self.lowers, self._head(first))
        return hit is not None

    def _head_document(self, first: int) -> bool:
        return self.words.documents.at(self.lowers, self._head(first)) is not None

    def _someone_else(self, chunk: Chunk, start: int, end: int) -> bool:
        """Whether the person has been named before this, without this title: then the title is of somebody else."""
        entity = chunk.entity
        assert entity is not None
        title = " ".join(self.lowers[start:end])
        roles = [role.lower() for role in entity.roles]
        return entity.mentions[0][0] < chunk.start and sum(title in role for role in roles) < 2

    def _body(self, first: int, last: int) -> Entity | None:
        """A body's name, alone, with its acronym, or after a noun for such bodies."""
        head = self._head(first)
        chunk = self.roster.at.get(head)
        if chunk is not None and chunk.entity is not None and chunk.first <= head:
            if chunk.type == "PER" and chunk.last < last:
                return None
            return chunk.entity if chunk.last >= last or not self._rest_is_noun(chunk.last, last) else None
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

    def _rest_is_noun(self, first: int, last: int) -> bool:
        return any(self.tokens[i][0].islower() for i in range(first, last))

    def _head(self, first: int) -> int:
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

    def _place(self, first: int, last: int) -> Entity | None:
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

    # documents

    def _document(self, first: int, last: int) -> Entity | None:
        """A paper speaks for whoever issued it; "laporan itu" for the issuer of the last one."""
        head = self._head(first)
        hit = self.words.documents.at(self.lowers, head)
        if hit is None:
            return None
        for index in range(hit[0], last):
            chunk = self.roster.at.get(index)
            if chunk is not None and chunk.first == index and chunk.entity is not None:
                if self._located(index):
                    continue
                self.owner_of_document = chunk.entity
                return chunk.entity
        if self.lowers[last - 1] in self.words.demonstrative and last - hit[0] <= 2:
            return self._law(hit[0]) if "law" in hit[1] else self.owner_of_document
        issuer = self._capitals(hit[0], last)
        if issuer is not None:
            self.owner_of_document = issuer
        return issuer

    def _law(self, index: int) -> Entity | None:
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

    def _capitals(self, first: int, last: int) -> Entity | None:
        """The capitalised words after a noun for papers or publishers: a name that no tagger found."""
        start = next(
            (i for i in range(first, last) if self.tokens[i][0].isupper() and i not in self.roster.at), None
        )
        if start is None or self._located(start) or self.lowers[start] in self.words.months:
            return None
        end = start
        while end < last and self.tokens[end][0].isupper() and end not in self.roster.at:
            end += 1
        return self._new_name(start, end, "organisation")

    def _new_name(self, first: int, last: int, type_: str) -> Entity:
        name = self.roster.text(first, last)
        entity = self.roster.find(name)
        if entity is None:
            entity = self.roster.add(Entity(name, type_, tuple(self.lowers[first:last])))
        entity.forms[name] += 1
        self.roster.describe(entity, first, last)
        return entity

    def _located(self, index: int) -> bool:
        return (
            index > 0
            and self.lowers[index - 1] in self.words.locative
            and self.lowers[index - 1] not in self.words.origin
        )

    # descriptions

    def _described(self, first: int, last: int) -> Entity | None:
        """A person or a body by description, where the text has named it elsewhere."""
        head = self._head(first)
        core = self._core_end(head, last)
        marked = self.lowers[last - 1] in self.words.demonstrative or (
            first < head and self.lowers[first] in self.words.the
        )
        title = self.words.titles.at(self.lowers, head)
        body = self.words.bodies.at(self.lowers, head)
        found: Entity | None = None
        if body is not None and (marked or core < last or (body[0] == last and head == first)):
            found = body_for(self.roster, head, body[1], self.lowers[head : body[0]])
        indefinite = first < head and self.lowers[first] in self.words.one
        if found is None and title is not None and title[1] & (_PEOPLE | {"modifier"}) and not indefinite:
            found = self._person_described(head, core, last, title, marked)
        found = found or self._own_name_given(head, last)
        paper = self.words.documents.at(self.lowers, head) is not None
        human = title is not None and bool(title[1] & _PEOPLE)
        if (
            found is None
            and marked
            and human
            and body is None
            and not paper
            and not self._plural(first, head)
        ):
            found = self._last_person(first)
        if found is not None and (first not in self.roster.described):
            self.roster.describe(found, first, last)
        return found

    def _own_name_given(self, first: int, last: int) -> Entity | None:
        """ "pemilik nama asli NAME ini": the person whose other name the description gives."""
        for index in range(first, last):
            hit = self.words.small.at(self.lowers, index)
            if hit and hit[1] & {"real-name", "called"} and (chunk := self.roster.at.get(hit[0])) is not None:
                return chunk.entity
        return None

    def _plural(self, first: int, head: int) -> bool:
        """Whether the phrase speaks of more than one."""
        plural = any(self.lowers[i] in self.words.plural for i in range(first, head))
        return plural or self.words.groups.at(self.lowers, head) is not None

    def _last_person(self, index: int) -> Entity | None:
        """The person who spoke last, if he did so not long ago: whom "NOUN itu" means when nothing else is known of it."""
        layout = self.roster.layout
        here = layout.sentences[layout.sentence_at(layout.starts[index])].paragraph
        for speaker, entity in self._back():
            if speaker.paragraph < here - 1:
                return None
            if entity is not None and entity.type == "person":
                return entity
        return None

    def _person_described(
        self, head: int, core: int, last: int, title: tuple[int, frozenset[str]], marked: bool
    ) -> Entity | None:
        noun = self.lowers[head : title[0]]
        if marked:
            return person_for(self.roster, head, last, noun, title[1], self.words)
        found = holder_of(self.roster, head, core, self.words) if "office" in title[1] else None
        if found is None and not any(index in self.roster.at for index in range(title[0], core)):
            found = stranger_for(self.roster, head, " ".join(noun))
        return found

    # names that no tagger found

    def _untagged(self, first: int, last: int) -> Entity | None:
        """Capitalised words that somebody attributes to are a name, even where no tagger found one."""
        start, end = self._parts(first, last)[-1]
        tail = self.roster.at.get(end - 1)
        if (
            tail is not None
            and tail.entity is not None
            and tail.entity.type == "person"
            and tail.first > start
        ):
            if all(self.tokens[i][0].isupper() for i in range(start, end)) and tail.first - start <= 2:
                return tail.entity
        cut = end
        while cut > start and self.tokens[cut - 1][0].isupper() and cut - 1 not in self.roster.at:
            hit = self.words.titles.before(self.lowers, cut)
            if hit is not None:
                break
            cut -= 1
        if cut == end or end - cut > 4:
            return None
        if cut > start:
            title = self.words.titles.before(self.lowers, cut)
            if title is None or (
                end - cut < 2 and self.tokens[title[0]][0].islower() and "rank" not in title[1]
            ):
                return None
        if any(
            self.lowers[i] in self.words.noted or self.lowers[i] in self.words.common for i in range(cut, end)
        ):
            return None
        if any(self.lowers[i] in self.words.documents.first for i in range(cut, end)):
            return None
        return self._new_name(cut, end, "person")

    def _beginning(self, first: int, last: int) -> Entity | None:
        """A name that the phrase begins with, where no other reading fits: what follows only says more of it."""
        chunk = self.roster.at.get(first)
        if chunk is None or chunk.first != first or chunk.entity is None or chunk.last >= last:
            return None
        return chunk.entity if self.tokens[chunk.last][0].islower() else None

    def _ending(self, first: int, last: int) -> Entity | None:
        """A name that is all of the phrase's last part: what stands before the comma was no part of the source."""
        start, end = self._parts(first, last)[-1]
        chunk = self.roster.at.get(start)
        whole = chunk is not None and start > first and (chunk.first, chunk.last) == (start, end)
        return chunk.entity if whole and chunk is not None else None

    # nobody named

    def _nameless(self, first: int, last: int) -> Entity:
        """Somebody without a name, by description; the same words mean the same."""
        head = self._trimmed_head(first, last)
        end = self._trimmed_end(head, last)
        name = ANONYMOUS + self.roster.text(head, end)
        group = self._group_within(first, head, end)
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
                self.roster.describe(entity, first, self._mention_end(first, last))
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
        self.roster.describe(found, first, self._mention_end(first, last))
        return found

    def _group_within(self, first: int, head: int, end: int) -> Entity | None:
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

    def _mention_end(self, first: int, last: int) -> int:
        """A long relative clause is no part of the mention."""
        core = self._core_end(first, last)
        return core if last - core > _CLAUSE else last

    def _trimmed_head(self, first: int, last: int) -> int:
        index = first
        for _ in range(2):
            hit = self.words.small.at(self.lowers, index)
            if hit and "dropped" in hit[1] and hit[0] < last:
                index = hit[0]
        return index

    def _trimmed_end(self, first: int, last: int) -> int:
        document = self.words.documents.at(self.lowers, first) is not None
        end = last if document else self._core_end(first, last)
        while end - 1 > first and (
            self.lowers[end - 1] in self.words.demonstrative or self.tokens[end - 1] == ","
        ):
            end -= 1
        return end
