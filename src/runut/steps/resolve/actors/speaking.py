"""Who may speak on in the next sentence, and later mentions of those without a name."""

from __future__ import annotations

from runut.model.cast import Speaker
from runut.steps.resolve.actors.roster import Entity, Roster
from runut.steps.resolve.actors.words import ActorWords


def find_subjects(roster: Roster, speakers: list[Speaker], words: ActorWords) -> list[Speaker]:
    """People who do something in a sentence where nobody speaks: a quotation in the next sentence may
    be theirs.
    """
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


def follow_strangers(roster: Roster, words: ActorWords) -> None:
    """Later mentions of a nameless source: its noun with a demonstrative ("wanita itu")."""
    heads = {e.head.split()[0]: e for _, _, e in roster.strangers if e.spoke and e.head and e.number >= 0}
    if not heads:
        return
    lowers = roster.layout.lowers
    described = roster.described
    for index in [i for i, word in enumerate(lowers[:-1]) if word in heads]:
        if lowers[index + 1] in words.demonstrative and index not in described and index not in roster.at:
            roster.describe(heads[lowers[index]], index, index + 2)
