"""Sources: what a source phrase means, from its words and from who spoke before it."""

from __future__ import annotations

from bisect import bisect_left

from runut.model.cast import Speaker
from runut.model.span import Span
from runut.steps.resolve.actors.roster import ANONYMOUS, Entity, Roster
from runut.steps.resolve.actors.source_described import DescribedSources
from runut.steps.resolve.actors.speaking import find_subjects, follow_strangers
from runut.steps.resolve.actors.words import ActorWords

# Whom a pronoun may mean that fits nobody better, and those it never does.
_SPEAK_ON = frozenset(("person", "group", "organisation"))
_BETWEEN_DEGREES = frozenset((",", "."))
_BODIES = frozenset(("organisation", "state"))
_HEAD = 16  # characters before a subject: an article, a connective
_PAPERS = frozenset(("document", "journalists"))
_DATELINE = 8  # tokens within which the dash of a dateline stands


def name_sources(
    roster: Roster, sources: list[Span], words: ActorWords, outlet: str | None = None
) -> tuple[dict[Span, str], list[Speaker]]:
    """The canonical name of every source phrase, and the speakers in text order. ``outlet``: who publishes."""
    reader = _Reader(roster, words)
    reader.outlet = outlet
    names: dict[Span, str] = {}
    for span in sorted(set(sources)):
        names[span] = reader.read(span)
    follow_strangers(roster, words)
    speakers = [*reader.speakers, *find_subjects(roster, reader.speakers, words)]
    return names, sorted(speakers, key=lambda speaker: speaker.start)


class _Reader(DescribedSources):
    """Reads source phrases in text order."""

    def read(self, span: Span) -> str:
        """The name of one source phrase; it is remembered as the last speaker."""
        layout = self.roster.layout
        first = layout.token_at(span.start)
        last = bisect_left(layout.starts, span.end, lo=min(first, len(layout.starts)))
        if first >= last:
            return ANONYMOUS + span.of(layout.text)
        first = self._after_dateline(first, last)
        last = self._before_degrees(first, self._after_number(self._demonstrative_end(first, last)))
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

    def _before_degrees(self, first: int, last: int) -> int:
        """Where a person's name ends that degrees follow: "Dr NAME SH MH"."""
        end = last
        while end - 1 > first and (
            self.lowers[end - 1] in self.words.postnominal or self.tokens[end - 1] in _BETWEEN_DEGREES
        ):
            end -= 1
        chunk = self.roster.at.get(end - 1)
        return end if chunk is not None and chunk.type == "PER" else last

    def _after_number(self, last: int) -> int:
        """ "timnas U-23 itu": a phrase cut at the hyphen of a number goes on to its demonstrative."""
        rest = self.lowers[last : last + 3]
        cut = len(rest) > 2 and rest[0] == "-" and rest[1].isdigit()
        return last + 3 if cut and rest[2] in self.words.demonstrative else last

    def _remember(self, span: Span, name: str, found: list[Entity]) -> None:
        layout = self.roster.layout
        sentence = layout.sentence_at(span.start)
        paragraph = layout.sentences[sentence].paragraph if layout.sentences else 0
        if all(entity.type == "outlet" or "document" in entity.kinds for entity in found):
            return
        person = any(entity.type == "person" for entity in found)
        self.speakers.append(Speaker(span.start, span.end, name, person, sentence, paragraph))
        self.entities.append(found[0] if len(found) == 1 else None)

    def _resolve(self, first: int, last: int) -> list[Entity]:
        pronoun = self._pronoun(first, last)
        if pronoun is not None:
            return pronoun
        joint = self.examples(first, last) or self.joint(first, last)
        if joint is not None:
            return joint
        return [self._one(first, last)]

    def _pronoun(self, first: int, last: int) -> list[Entity] | None:
        phrase = " ".join(self.lowers[first:last])
        if phrase in self.words.third:
            return [self._antecedent(first, False)]
        if phrase in self.words.they:
            return [self._antecedent(first, True)]
        if phrase in self.words.it:
            begun = None if self._just_spoken(first) else self._thing_before(first, True)
            found = begun or self._body_before() or self._thing_before(first, False)
            return [found or self.nameless(first, last)]
        return None

    def _just_spoken(self, index: int) -> bool:
        """Whether somebody speaks in the sentence before, or in this one."""
        here = self.roster.layout.sentence_at(self.roster.layout.starts[index])
        return bool(self.speakers) and self.speakers[-1].sentence >= here - 1

    def _thing_before(self, index: int, begins: bool) -> Entity | None:
        """Whom a pronoun for things means: the body that the sentence before begins with; with ``begins`` false the
        last one in it will do.
        """
        layout = self.roster.layout
        number = layout.sentence_at(layout.starts[index]) - 1
        if number < 0:
            return None
        start, last = layout.sentences[number].start, None
        for entity, at in self.roster.before(layout.starts[index]):
            if at < start:
                break
            if entity.type in _BODIES and not entity.kinds & _PAPERS:
                if at <= start + _HEAD:
                    return entity
                last = last or (None if begins else entity)
        return last

    def _body_before(self) -> Entity | None:
        """Whom a pronoun for things means: the last source that is no person."""
        for number, (_, entity) in enumerate(self.back()):
            if entity is None or entity.kinds & _PAPERS:
                continue
            if not number and entity.type == "person" and not (entity.anonymous or entity.roles):
                if len(entity.tokens) > 1:
                    continue
                entity.type = (
                    "organisation"  # "Norline denied it. … it said": no person, whatever a tagger says
                )
            if entity.type != "person":
                return entity
        return None

    def _acting_body(self, index: int) -> Entity | None:
        """ "Fraksi X mengkritik Y. Mereka …": the body with which the sentence right before begins, where nobody has
        spoken in it and it names no group.
        """
        layout = self.roster.layout
        here = layout.sentence_at(layout.starts[index])
        if here == 0 or (self.speakers and self.speakers[-1].sentence >= here - 1):
            return None
        sentence = layout.sentences[here - 1]
        lead = range(sentence.first, min(sentence.first + _DATELINE, sentence.last))
        first = next((t + 1 for t in lead if self.tokens[t] in "-–—"), sentence.first)
        chunk = self.roster.at.get(first)
        body = chunk.entity if chunk is not None and chunk.first == first else None
        named = (
            entity for entity, start in self.roster.before(layout.starts[index]) if start >= sentence.start
        )
        if body is None or body.type != "organisation" or any(e.type == "group" for e in named):
            return None
        return body

    def _antecedent(self, index: int, plural: bool) -> Entity:
        """Who a pronoun means: the subject of the sentence before if nobody speaks in it, else the
        last fitting source.
        """
        if not plural:
            subject = self.subject_before(index)
            if subject is not None:
                return subject
        acting = self._acting_body(index) if plural else None
        if acting is not None:
            return acting
        fits = ("group", "organisation", "state") if plural else ("person",)
        last: Entity | None = None
        sentence = -1
        for speaker, entity in self.back():
            if last is not None and speaker.sentence != sentence:
                break
            if entity is not None and entity.type in fits:
                last, sentence = entity, speaker.sentence
        if last is not None:
            return last
        here = self.roster.layout.sentence_at(self.roster.layout.starts[index])
        quoting = (  # "…," tulis mereka: who spoke, a band
            index > 1
            and self.lowers[index - 1] in self.words.cues
            and not self.tokens[index - 2][0].isalnum()
        )
        if plural and not quoting:
            return self._those_before(index) or self.nameless(index, index + 1)
        for speaker, entity in self.back():
            near = speaker.sentence >= here - 1
            if entity is not None and near and entity.type in _SPEAK_ON and not entity.kinds & _PAPERS:
                return entity
        for entity, _ in self.roster.before(self.roster.layout.starts[index]):
            if entity.type == "person":
                return entity
        return self.nameless(index, index + 1)

    def _those_before(self, index: int) -> Entity | None:
        """Whom "mereka" may mean: a group named in this sentence or the one before, or a body with which one begins."""
        layout = self.roster.layout
        here = layout.sentence_at(layout.starts[index])
        for entity, start in self.roster.before(layout.starts[index]):
            number = layout.sentence_at(start)
            if number < here - 1:
                return None
            begins = entity.type == "organisation" and start == layout.sentences[number].start
            if (begins or entity.type == "group") and not entity.kinds & _PAPERS:
                return entity
        return None

    def _one(self, first: int, last: int) -> Entity:
        named = self.named(first, last)
        if named is not None and self.head_document(first):
            self.owner_of_document = named
        return (
            named
            or self.place(first, last)
            or self.document(first, last)
            or self.medium(first, last)
            or self.described(first, last)
            or self.untagged(first, last)
            or self.beginning(first, last)
            or self.ending(first, last)
            or self.known_end(first, last)
            or self.nameless(first, last)
        )
