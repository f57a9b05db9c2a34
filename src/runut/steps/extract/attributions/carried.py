"""Who only carries what another has said: `Survei S menunjukkan C, kata T`, `S membantah C menurut R`, `T mengutip
data S, C`.
"""

from __future__ import annotations

from typing import NamedTuple

from runut.model.layout import Sentence
from runut.steps.extract.attributions.draft import Draft, Range
from runut.steps.extract.attributions.phrases import source_before, strip_lead
from runut.steps.extract.attributions.relays import find_relays
from runut.steps.extract.attributions.scene import Scene

# Sources that another's "menurut" or "berdasarkan" already gives: whoever closes the sentence passes them on.
_GIVEN = ("according", "document")
# Who may pass on what another says; "menurut data S" names what he goes by.
_SPEAKING = ("role", "human", "organisation", "media")
# How far behind what is cited the clause may begin: "mengutip data BMKG yang dirilis Senin, C".
_FARTHEST_CLAUSE = 10
_BEFORE_OUTLET = 2  # tokens of an article, or of a dateline ("JAKARTA - "), before the name of an outlet


def carried_on(scene: Scene, drafts: list[Draft], draft: Draft) -> bool:
    """Whether the draft that closes a sentence only carries earlier ones of it; then it is noted as their relay."""
    if draft.rule not in ("verb-source", "according") or draft.cue is None or draft.source is None:
        return False
    if draft.source[0] < draft.cue[0] or draft.content[-1][1] > draft.cue[0]:
        return False
    cue, carrier = draft.cue, draft.source
    earlier = [d for d in drafts if d.holds(cue[0]) and not d.spoken and not d.relative and d.parent is None]
    passed = [d for d in earlier if _passed_on(scene, d, draft)]
    for one in passed:
        one.cut(cue[0])
        if one.source and one.cue and _is_outlet(scene, one.source) and not _is_outlet(scene, carrier):
            one.relays.append((one.source, one.cue))  # "R melaporkan C, kata S": S has said it
            one.source, one.cue = carrier, cue
        else:
            one.relays.append((carrier, cue))
    return bool(passed)


def reported_by(scene: Scene, drafts: list[Draft], framed: Draft) -> bool:
    """`S menyebut C, R melaporkan`: an outlet behind all that another says only carries it; noted as its relay."""
    if framed.source is None or framed.cue is None or not _is_outlet(scene, framed.source):
        return False
    first, last = framed.content[0]
    begins = strip_lead(scene, first, last)
    told = [d for d in drafts if d.parent is None and d.source and d.source[0] == begins and not d.relative]
    for one in told:
        one.cut(last)
        one.relays.append((framed.source, framed.cue))
    return bool(told)


def _is_outlet(scene: Scene, source: Range) -> bool:
    """Whether an outlet's name is all of the phrase, or the phrase is of some medium."""
    outlet = scene.name_at.get(source[1] - 1, (0, 0, ""))
    whole = outlet[2] == "OUTLET" and outlet[0] - source[0] <= _BEFORE_OUTLET
    return whole or scene.source_class(*source) == "media"


def _passed_on(scene: Scene, earlier: Draft, draft: Draft) -> bool:
    if earlier.source is None or draft.source is None or earlier.rule == "noun":
        return False
    if draft.rule == "according":
        told = scene.source_class(*draft.source)
        speaks = told in _SPEAKING or (
            told is None and scene.holds_name(*draft.source, "PER", "ORG", "STATE")
        )
        return speaks or scene.holds_name(*draft.source, "OUTLET")
    if any(scene.lowers[token] in scene.known.of("first-person") for token in range(*earlier.source)):
        return False  # "Survei kami menunjukkan C, kata S": S speaks of what is his
    return earlier.rule in _GIVEN or _written(scene, earlier.source)


def _written(scene: Scene, source: Range) -> bool:
    return scene.source_class(*source) in ("document", "media") or scene.holds_name(*source, "OUTLET")


def cited(
    scene: Scene, sentence: Sentence, number: int, drafts: list[Draft], cue: Range, quoted: Range
) -> None:
    """`T mengutip S`: S speaks and T carries it, in another attribution of the sentence or in one of its own."""
    citing = source_before(scene, cue[0], sentence.first)
    if citing is not None and not scene.plausible_source(*citing):
        citing = None
    for draft in drafts:
        if draft.source and draft.cue and cue[1] <= draft.source[0] < quoted[1] and draft.cue[0] > cue[0]:
            if citing is not None:
                draft.relays.append((citing, cue))
            return
    clause = _clause_behind(scene, sentence, quoted[1])
    if clause is None or not (_written(scene, quoted) or quoted[0] in scene.name_at):
        return
    relays: list[tuple[Range, Range | None]] = [(citing, cue)] if citing is not None else []
    drafts.append(Draft([clause], cue, quoted, "named", "asserts", "cited", 0.75, number, relays))


def _clause_behind(scene: Scene, sentence: Sentence, start: int) -> Range | None:
    """What is cited: the clause behind a comma or a complementiser."""
    known = scene.known
    for token in range(start, min(sentence.last, start + _FARTHEST_CLAUSE)):
        if scene.words[token] == "," or scene.lowers[token] in known.of("complementiser"):
            first, last = scene.trim(token + 1, sentence.last)
            told = any(
                known.is_verb(scene.lowers[t]) or scene.words[t][0].isdigit() for t in range(first, last)
            )
            return (first, last) if told and scene.count_words(first, last) >= 3 else None
    return None


class Closing(NamedTuple):
    """The formula that credits a whole report: its sentence, the relay's words and its cue."""

    sentence: int
    carrier: Range
    cue: Range


def find_closing(scene: Scene, sentence: Sentence, number: int) -> Closing | None:
    """`…, demikian Reuters.` at the end of a sentence; of a report, where it is the last sentence."""
    formula = scene.known.of("closing")
    if formula.isdisjoint(scene.lowers[sentence.first : sentence.last]):
        return None
    for _, cue, carrier in find_relays(scene, sentence):
        outlet = scene.name_at.get(carrier[0], (0, 0, ""))[2] == "OUTLET"
        near = scene.lowers[max(sentence.first, cue[0] - 2) : cue[1]]
        if outlet and not formula.isdisjoint(near):
            return Closing(number, carrier, cue)
    return None


def close_all(drafts: list[Draft], closing: Closing) -> None:
    """Every attribution has come by way of whom the last sentence credits."""
    for draft in drafts:
        held = draft.source is not None and draft.source[0] <= closing.carrier[0] < draft.source[1]
        if (
            draft.parent is None
            and not held
            and closing.carrier not in [carrier for carrier, _ in draft.relays]
        ):
            draft.relays.append((closing.carrier, closing.cue))
