"""Attributions: who is credited with what, by which words. Rules by surface frames; the words come from the pack."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from runut.model.attribution import PASSED_ON, Attribution, Link
from runut.model.layout import Layout, Sentence
from runut.model.reading import NamedEntity
from runut.model.span import Evidence, Span
from runut.rules.pack import Pack
from runut.steps.extract.attributions.active import find_active
from runut.steps.extract.attributions.carried import Closing, carried_on, cited, close_all, find_closing
from runut.steps.extract.attributions.draft import Draft
from runut.steps.extract.attributions.headlines import read_headline
from runut.steps.extract.attributions.nested import find_nested
from runut.steps.extract.attributions.nominal import find_nominal
from runut.steps.extract.attributions.passive import find_passive
from runut.steps.extract.attributions.phrases import strip_lead
from runut.steps.extract.attributions.quoted import find_quoted
from runut.steps.extract.attributions.relays import find_relays
from runut.steps.extract.attributions.reported import find_reported
from runut.steps.extract.attributions.scene import Scene
from runut.steps.extract.attributions.stances import settle_stance
from runut.steps.extract.attributions.words import AttributionWords

_FRAMED = frozenset({"verb-source", "according", "active-postposed"})
_TAKES_IN = frozenset({"verb-source", "according", "according-clitic", "clitic-inside", "active-postposed"})
_RULES = {
    "active": find_active,
    "object": find_active,
    "after": find_reported,
    "clitic": find_reported,
    "according": find_reported,
    "according-clitic": find_reported,
    "document": find_reported,
    "hearsay": find_reported,
    "passive": find_passive,
    "noun": find_nominal,
}


def find_attributions(
    layout: Layout,
    pack: Pack,
    names: list[NamedEntity],
    times: list[tuple[int, int]],
    furniture: list[tuple[int, int]],
    headlines: Sequence[tuple[int, int]] = (),
) -> list[Attribution]:
    """Every attribution outside the furniture, and those that headlines open with, in text order.

    ``names``: people, bodies, outlets and states; ``times``: spans of time phrases; ``furniture``: spans to leave
    out; ``headlines``: those of them that are headlines.
    """
    scene = Scene(layout, pack.compiled(AttributionWords), names, times)
    drafts: list[Draft] = []
    furniture = sorted(furniture)
    begins = [begin for begin, _ in furniture]
    reached = list(accumulate((stop for _, stop in furniture), max))
    closing: Closing | None = None
    credits = not scene.known.of("closing").isdisjoint(scene.lowers)
    for number, sentence in enumerate(layout.sentences):
        near = slice(bisect_right(reached, sentence.start), bisect_left(begins, sentence.end))
        trimmed = _outside(scene, sentence, furniture[near])
        if trimmed is not None:
            closing = find_closing(scene, trimmed, number) if credits else None
            if closing is not None:
                close_all([d for d in drafts if d.sentence == number - 1], closing)
            read = _read_sentence(scene, trimmed, number, drafts)
            if not read and drafts and drafts[-1].sentence == number - 1 and _continues(scene, trimmed):
                drafts[-1].continued.append(scene.trim(trimmed.first, trimmed.last))
            drafts += read
        elif any(start <= sentence.start < end for start, end in headlines):
            titled = read_headline(scene, sentence, number)
            drafts += [titled] if titled is not None else []
    if closing is not None:
        close_all(drafts, closing)
    return _finish(scene, drafts)


def _continues(scene: Scene, sentence: Sentence) -> bool:
    """`Ini termasuk 500 perwira`: the sentence goes on with what was said before it."""
    head = scene.lowers[sentence.first : sentence.first + 4]
    if head[0] not in scene.known.continuing:
        return False
    return any(tuple(head[: len(forms)]) == forms for forms in scene.known.continuations)


def _outside(scene: Scene, sentence: Sentence, furniture: list[tuple[int, int]]) -> Sentence | None:
    """The sentence without the furniture that is glued to its edges; None if nothing is left."""
    start, end = sentence.start, sentence.end
    for begin, stop in furniture:
        if begin <= start < stop:
            start = stop
        elif begin < end <= stop:
            end = begin
        elif start <= begin and stop <= end and begin - start < end - stop and begin <= start + 2:
            start = stop
    if start >= end:
        return None
    first, last = scene.tokens(start, end)
    return Sentence(start, end, first, last, sentence.paragraph) if last > first else None


def _read_sentence(scene: Scene, sentence: Sentence, number: int, before: list[Draft]) -> list[Draft]:
    drafts = find_quoted(scene, sentence, number, before)
    marks = find_relays(scene, sentence)
    cued = scene.cues_in(sentence.first, sentence.last)
    if not (drafts or marks or cued):
        return drafts
    taken = {token for d in drafts if d.cue for token in range(*d.cue)}
    carriers = {token for kind, cue, _ in marks if kind != "addressee" for token in range(*cue)}
    for token, cues in cued:
        if token in taken or token in scene.name_at or token in carriers:
            continue
        if token in scene.quote_at:
            drafts += [d for d in (find_nested(scene, sentence, number, token, c, drafts) for c in cues) if d]
            continue
        for cue in cues:
            if any(d.source and d.source[0] <= token < d.source[1] for d in drafts):
                break
            draft = _RULES[cue.kind](scene, sentence, number, token, cue, drafts)
            if draft is not None:
                if carried_on(scene, drafts, draft):
                    break
                _settle_nesting(scene, drafts, draft)
                drafts = [d for d in drafts if d.content and not _absorbed(d, draft)]
                drafts.append(draft)
                break
    for draft in drafts:
        if draft.parent is not None and draft.parent not in drafts:
            draft.parent = None
        if draft.rule == "noun" and draft.parent is None and draft.cue:
            draft.parent = next(
                (d for d in drafts if d is not draft and d.cue and d.holds(draft.cue[0])), None
            )
    _attach_relays(scene, sentence, number, drafts, marks)
    _trim_tails(scene, drafts, marks)
    return drafts


def _absorbed(earlier: Draft, draft: Draft) -> bool:
    """`X diperkirakan VP, menurut S`: the evidential belongs to what S says."""
    start = earlier.content[0][0]
    if draft.content[0][0] > start or not draft.holds(start):
        return False
    if draft.rule == "verb-source" and earlier.rule in ("active-bare", "active-act"):
        return True
    return earlier.source_kind == "unstated" and earlier.rule != "noun" and draft.rule in _TAKES_IN


def _settle_nesting(scene: Scene, drafts: list[Draft], draft: Draft) -> None:
    """An outlet that reports what somebody said carries it: the inner source is the source."""
    for frame in drafts:
        if frame.rule == "document" and draft.rule.startswith("passive") and frame.holds(draft.content[0][0]):
            carriers = _outlets(scene, frame.source)
            draft.relays += [(carrier, frame.cue) for carrier in carriers]
            if carriers:
                drafts.remove(frame)
                draft.framed = True
            break
    outer = draft.parent
    if outer is None or outer.source is None or outer not in drafts or draft.rule == "noun":
        return
    if draft.relative or not outer.content:
        return
    carries = scene.holds_name(*outer.source, "OUTLET") or scene.source_class(*outer.source) == "media"
    passes = not carries and draft.stance != "believes" and _says_nothing_else(scene, outer, draft)
    if passes:
        draft.rule = PASSED_ON
    if carries or passes:
        draft.relays += [*outer.relays, (outer.source, outer.cue)]
        draft.parent = outer.parent
        drafts.remove(outer)


def _says_nothing_else(scene: Scene, outer: Draft, inner: Draft) -> bool:
    """`A mengatakan, B menyebut C`: A only passes on what B says, from the first word to the last."""
    if inner.source is None or len(outer.content) > 1 or inner.rule.startswith(("passive", "nested")):
        return False
    first, last = outer.content[0]
    return inner.source[0] == strip_lead(scene, first, last) and inner.content[-1][1] >= last


def _outlets(scene: Scene, source: tuple[int, int] | None) -> list[tuple[int, int]]:
    """Outlets named in a source, the nearest to the news last: `laporan R1 dari R2` goes back to R2 first."""
    if source is None:
        return []
    found = []
    for token in range(*source):
        first, last, kind = scene.name_at.get(token, (0, 0, ""))
        if kind == "OUTLET" and first == token:
            found.append((first, last))
    return found[::-1]


def _attach_relays(
    scene: Scene,
    sentence: Sentence,
    number: int,
    drafts: list[Draft],
    marks: list[tuple[str, tuple[int, int], tuple[int, int]]],
) -> None:
    for kind, cue, carrier in marks:
        is_outlet = scene.name_at.get(carrier[0], (0, 0, ""))[2] == "OUTLET" or "." in scene.words[carrier[0]]
        fitting = [
            d
            for d in drafts
            if d.parent is None and not (d.source and d.source[0] <= carrier[0] < d.source[1])
        ]
        if kind == "cite" and not is_outlet:
            if fitting:
                _inner_source(fitting, cue, carrier)
            else:
                cited(scene, sentence, number, drafts, cue, carrier)
            continue
        if fitting:
            for draft in fitting:
                if (carrier, cue) not in draft.relays:
                    draft.relays.append((carrier, cue))
        elif kind != "addressee" and cue[0] <= strip_lead(scene, sentence.first, sentence.last) + 1:
            lone = _lone_relay(scene, sentence, number, cue, carrier)
            if lone is not None:
                drafts.append(lone)


def _inner_source(fitting: list[Draft], cue: tuple[int, int], carrier: tuple[int, int]) -> None:
    """`media X melaporkan, mengutip seorang pejabat, bahwa C`: the cited one speaks, the citing one carries."""
    for draft in fitting[:1]:
        if draft.source is not None and draft.cue is not None:
            draft.relays.append((draft.source, draft.cue))
            draft.source, draft.cue = carrier, cue


def _lone_relay(
    scene: Scene, sentence: Sentence, number: int, cue: tuple[int, int], carrier: tuple[int, int]
) -> Draft | None:
    """`Melansir AFP, C` where nobody else is credited: the outlet is the source."""
    comma = next(
        (t for t in range(carrier[1], min(carrier[1] + 10, sentence.last)) if scene.words[t] == ","), None
    )
    if comma is None:
        return None
    after = scene.time_at.get(comma + 1, sentence.last)
    dated = after < sentence.last and (scene.words[after] == "," or scene.words[after - 1] == ")")
    content = scene.trim(after if dated else comma + 1, sentence.last)  # "Dikutip dari AFP, Jumat (7/7), C"
    if scene.count_words(*content) < 4:
        return None
    return Draft([content], cue, carrier, "named", "asserts", "relay-alone", 0.7, number)


def _trim_tails(
    scene: Scene, drafts: list[Draft], marks: list[tuple[str, tuple[int, int], tuple[int, int]]]
) -> None:
    """A relay mark, and the words of another attribution's frame, are no part of what is said."""
    framed = [d for d in drafts if d.rule in _FRAMED and d.cue and d.source and not d.spoken]
    for draft in drafts:
        for _, (first, _last), carrier in marks:
            if draft.holds(first) and not draft.spoken:
                start = first
                while start > 0 and scene.lowers[start - 1] in scene.known.of("relay-lead"):
                    start -= 1
                if scene.count_words(draft.content[0][0], start) >= 2:
                    draft.cut(start)
                elif draft.holds(carrier[1]):  # "melaporkan, mengutip seorang pejabat, bahwa C"
                    draft.content = [
                        (_past_frame(scene, carrier[1]), draft.content[0][1]),
                        *draft.content[1:],
                    ]
        for other in framed:
            if other is draft or other.parent is draft or draft.parent is other:
                continue
            cue, source = other.cue, other.source
            if cue and source and draft.holds(cue[0]) and source[0] > draft.content[0][0]:
                draft.cut(min(cue[0], source[0]))
        for other in (d for d in drafts if d.rule == "quote-pre" and d.source and d is not draft):
            at = other.source[0] if other.source else 0
            if draft.rule == "active-act" and draft.holds(at) and at > draft.content[0][0]:
                lead = scene.known.of("lead-clause", "connective", "and")
                draft.cut(at - 1 if scene.lowers[at - 1] in lead else at)  # "refused to go as S said: C"
        draft.content = [part for part in (scene.trim(*c) for c in draft.content) if part[1] > part[0]]


def _past_frame(scene: Scene, token: int) -> int:
    while token < len(scene.words) and (
        scene.words[token] == "," or scene.lowers[token] in scene.known.of("complementiser")
    ):
        token += 1
    return token


def _finish(scene: Scene, drafts: list[Draft]) -> list[Attribution]:
    kept = [d for d in drafts if d.content]
    kept.sort(key=lambda d: (d.content[0][0], -d.content[-1][1]))
    index = {id(d): n for n, d in enumerate(kept)}
    found = []
    for n, draft in enumerate(kept):
        before = [d for d in kept[max(0, n - 3) : n] if _near(scene, d, draft)]
        draft.stance = settle_stance(scene, draft, before)
        found.append(_record(scene, draft, index))
    return found


def _near(scene: Scene, a: Draft, b: Draft) -> bool:
    """In the same paragraph or the one before."""
    sentences = scene.layout.sentences
    return sentences[b.sentence].paragraph - sentences[a.sentence].paragraph <= 1


def _record(scene: Scene, draft: Draft, index: dict[int, int]) -> Attribution:
    content = [scene.span(*part) for part in draft.content]
    cue = scene.span(*draft.cue) if draft.cue else None
    source = scene.span(*draft.source) if draft.source else None
    kind = draft.source_kind
    if (
        draft.source
        and draft.source[1] - draft.source[0] == 1
        and scene.lowers[draft.source[0]] in scene.known.of("pronoun")
    ):
        kind = "pronoun"
    return Attribution(
        content=content,
        cue=cue,
        source=source,
        source_kind=kind,
        kind=_speech_kind(scene, draft),
        stance=draft.stance,
        rule=draft.rule,
        confidence=draft.confidence,
        relays=[
            Link(
                scene.span(*carrier),
                scene.span(*by) if by else None,
                "article" if draft.framed else "sentence",
            )
            for carrier, by in draft.relays
        ],
        continued=[scene.span(*part) for part in draft.continued],
        parent=index.get(id(draft.parent)) if draft.parent else None,
        embedded=draft.relative,
        evidence=[_evidence(draft, cue)],
    )


def _evidence(draft: Draft, cue: Span | None) -> Evidence:
    return Evidence(draft.rule, "", cue.start if cue else None, cue.end if cue else None, draft.confidence)


def _speech_kind(scene: Scene, draft: Draft) -> str:
    if draft.spoken:
        return "direct"
    if draft.rule.startswith("nested"):
        return "indirect"
    quotes = {
        scene.quote_at[token] for part in draft.content for token in range(*part) if token in scene.quote_at
    }
    return "mixed" if any(_quotes_speech(scene, quote) for quote in quotes) else "indirect"


def _quotes_speech(scene: Scene, quote: int) -> bool:
    """Whether marks inside a paraphrase hold the source's own words, and not a name or a title."""
    first, last = scene.quote_tokens[quote]
    if first and scene.lowers[first - 1] in scene.known.of("named-thing"):
        return False  # "program "jembatan udara"": the marks set off what it is called
    tokens = [t for t in range(first, last) if scene.is_word(t)]
    return sum(scene.is_capital(token) for token in tokens) * 3 < len(tokens) * 2


__all__ = ["find_attributions"]
