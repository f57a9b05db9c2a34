"""Direct speech: a quotation and the words around it that say whose it is."""

from __future__ import annotations

from runut.model.layout import Sentence
from runut.steps.extract.attributions.active import sentence_subject
from runut.steps.extract.attributions.draft import Draft, Range
from runut.steps.extract.attributions.phrases import source_after, source_before, strip_lead
from runut.steps.extract.attributions.scene import Scene
from runut.steps.extract.attributions.words import Cue

# A quotation with no cue must be a clause, not a term in quotation marks.
_SHORTEST_CUELESS = 4
# How many words may stand between a reporting verb and the quotation that it opens ("mengatakan kepada AFP di
# Jenewa, …").
_FARTHEST_CUE = 14
_TERM = 2  # words that quotation marks set off without anybody's saying them
_FARTHEST_SUBJECT = 24
_ACT_FRAMES = ("np", "refuse", "label", "called")
_QUOTING_FRAMES = ("say", "tell", "quote", "clause", "np", "refuse", "vp")
# A phrase between the verb and its quotation: "kepada wartawan di Jakarta".
_LONGEST_PHRASE = 7


def find_quoted(scene: Scene, sentence: Sentence, number: int, drafts: list[Draft]) -> list[Draft]:
    """Attributions of the quotations of one sentence; ``drafts`` are those of the sentences before."""
    found: list[Draft] = []
    if not scene.holds_quote(sentence.first, sentence.last):
        return found
    for index in _quotations(scene, sentence):
        first, last = scene.quote_tokens[index]
        inner = scene.trim(first, last)
        if inner[0] >= inner[1]:
            continue
        draft = (
            _attributed_after(scene, sentence, number, first, last, inner)
            or _attributed_before(scene, sentence, number, first, inner, found)
            or _second_half(scene, found, first, inner)
            or _without_cue(scene, sentence, number, index, inner, [*drafts, *found])
        )
        if draft is not None and draft not in found and draft not in drafts:
            found.append(draft)
    return found


def _quotations(scene: Scene, sentence: Sentence) -> list[int]:
    seen: list[int] = []
    token = sentence.first
    while token < sentence.last:
        index = scene.quote_at.get(token)
        if index is None:
            token += 1
            continue
        seen.append(index)
        token = scene.quote_tokens[index][1]
    return seen


def _attributed_after(
    scene: Scene, sentence: Sentence, number: int, first: int, last: int, inner: tuple[int, int]
) -> Draft | None:
    at = last
    while at < sentence.last and (
        scene.words[at] == "," or scene.words[at] in "-–—" or scene.closes_quote(at)
    ):
        at += 1
    if at >= sentence.last or at in scene.quote_at:
        return None
    lower = scene.lowers[at]
    if _is_relay_of_outer(scene, sentence, first, at):
        return None
    if lower in scene.known.of("closing") and at + 1 < sentence.last:
        return _words_of(scene, sentence, number, first, at, inner)
    for cue in scene.known.cues.get(lower, ()):
        if cue.kind == "clitic":
            return _draft(
                scene,
                sentence,
                number,
                first,
                inner,
                (at, _past_manner(scene, at + 1, sentence.last)),
                None,
                cue.stance,
                "quote-clitic",
                0.97,
            )
        if cue.kind == "according" and _ends_clause(scene, sentence, first, inner):
            return None
        if cue.kind in ("after", "according"):
            start = at + 1
            while start < sentence.last and (
                scene.words[start] == "," or scene.lowers[start] in scene.known.aux
            ):
                start += 1  # "kata dia", "ujar, Habiburokhman"
            source = source_after(scene, start, sentence.last)
            return _draft(
                scene, sentence, number, first, inner, (at, at + 1), source, cue.stance, "quote-post", 0.98
            )
    return _subject_and_verb(scene, sentence, number, first, at, inner) or _unseen_verb(
        scene, sentence, number, first, at, inner
    )


def _words_of(
    scene: Scene, sentence: Sentence, number: int, first: int, at: int, inner: Range
) -> Draft | None:
    """`"C," demikian keterangan S`: a paper of S that is quoted."""
    if scene.known.sources.get(scene.lowers[at + 1]) != "document":
        return None
    source = source_after(scene, at + 2, sentence.last)
    named = source is not None and scene.lowers[source[0]] not in scene.known.of("relative")
    if source is None or not named or not scene.plausible_source(*source):
        source = source_after(scene, at + 1, sentence.last)
    if source is None:
        return None
    return _draft(scene, sentence, number, first, inner, (at, at + 2), source, "asserts", "quote-post", 0.9)


def _ends_clause(scene: Scene, sentence: Sentence, first: int, inner: tuple[int, int]) -> bool:
    """`Ia menyapanya dengan "C" menurut S`: the marks end a clause that is S's as a whole."""
    if scene.words[first - 1 : first] in ([","], [":"]):
        return False
    if _speech_ended(scene, inner[1]) and (
        scene.is_capital(inner[0]) or not _has_cue(scene, sentence.first, first)
    ):
        return False
    return any(scene.known.is_verb(scene.lowers[t]) for t in range(sentence.first, first))


def _is_relay_of_outer(scene: Scene, sentence: Sentence, first: int, at: int) -> bool:
    """`Ia yakin timnya akan "bangkit", lapor X`: the mark carries the sentence, the quotation is
    part of it."""
    if not any(kind == "relay-after" for _, kind in scene.known.relays.get(scene.lowers[at], ())):
        return False
    outlet = at + 1 < sentence.last and scene.name_at.get(at + 1, (0, 0, ""))[2] == "OUTLET"
    return outlet and _has_cue(scene, sentence.first, first)


def _subject_and_verb(
    scene: Scene, sentence: Sentence, number: int, first: int, at: int, inner: tuple[int, int]
) -> Draft | None:
    """`"C," ia menambahkan.`"""
    stop = min(sentence.last, at + _FARTHEST_SUBJECT)
    for token in range(at + 1, stop):
        if scene.words[token] in ".;" or token in scene.quote_at:
            return None
        if scene.is_not_cue(token) or scene.is_noun_here(token):
            continue
        for cue in scene.known.cues.get(scene.lowers[token], ()):
            if (
                cue.kind == "active"
                and cue.frame in ("say", "quote", "clause", "tell")
                and scene.words[token][0].islower()
            ):
                if scene.lowers[token - 1] in scene.known.of("relative", "purpose"):
                    return None
                source = source_before(scene, token, at)
                if (
                    source is None
                    or not scene.plausible_source(*source)
                    or not _speech_ended(scene, inner[1])
                ):
                    return None
                if _opens_content(scene, token + 1, sentence):
                    return None
                return _draft(
                    scene,
                    sentence,
                    number,
                    first,
                    inner,
                    (token, token + 1),
                    source,
                    cue.stance,
                    "quote-subject-verb",
                    0.93,
                )
    return None


def _speech_ended(scene: Scene, end: int) -> bool:
    """Whether the quotation ends as speech does before its tag: `…,"` `…!"`; a title in marks does not."""
    return any(scene.words[token] in ",.!?…" for token in range(end, min(end + 3, len(scene.words))))


def _opens_content(scene: Scene, token: int, sentence: Sentence) -> bool:
    """Whether the verb goes on to say something else, so that it is not the quotation's."""
    if token >= sentence.last:
        return False
    opening = ",:" if scene.known.comma_after_phrase else ":"
    return scene.lowers[token] in scene.known.of("complementiser") or (
        scene.words[token] in opening
        and token + 1 < sentence.last
        and scene.count_words(token, sentence.last) > 3
        and scene.lowers[token + 1] not in scene.known.of("tail")
        and (token + 1) not in scene.time_at
    )


def _unseen_verb(
    scene: Scene, sentence: Sentence, number: int, first: int, at: int, inner: tuple[int, int]
) -> Draft | None:
    """A verb that no table knows, in a slot where only a reporting verb stands: `"…," kelitnya.`, `"…,"
    sesumbar Budi`."""
    ended = scene.words[inner[1] : inner[1] + 1]
    word = scene.words[at]
    if not ended or ended[0] not in ",!?" or not word.isalpha() or not word.islower() or len(word) < 4:
        return None
    if word in scene.known.not_noun or word in scene.known.of("demonstrative", "and", "relative"):
        return None
    follows = scene.lowers[at + 1] if at + 1 < sentence.last else "."
    clitic = scene.known.clitic
    if clitic and word.endswith(clitic) and (follows in ",." or follows in scene.known.of("tail", "adverb")):
        return _draft(
            scene, sentence, number, first, inner, (at, at + 1), None, "asserts", "quote-unseen-clitic", 0.8
        )
    if at + 1 < sentence.last and (at + 1) in scene.name_at:
        source = source_after(scene, at + 1, sentence.last)
        return _draft(
            scene, sentence, number, first, inner, (at, at + 1), source, "asserts", "quote-unseen-verb", 0.75
        )
    return None


def _attributed_before(
    scene: Scene, sentence: Sentence, number: int, first: int, inner: tuple[int, int], found: list[Draft]
) -> Draft | None:
    """`S V, "C"`, `S V: "C"`, `katanya lagi, "C"`."""
    low = max([sentence.first, *(d.cue[1] for d in found if d.cue)])
    for token in range(first - 1, max(low, first - _FARTHEST_CUE) - 1, -1):
        if token in scene.quote_at:
            return None
        for cue in scene.known.cues.get(scene.lowers[token], ()):
            if not _leads_to_quote(scene, _past_hearer(scene, token + 1, first, cue), first):
                continue
            if cue.kind == "active" and cue.frame in _ACT_FRAMES and _is_term(scene, first, inner):
                continue
            if first - token > 1 and scene.is_word(first - 1) and _is_phrase(scene, first, inner):
                continue
            if cue.kind == "active" and _told_before(scene, low, token) and _is_term(scene, first, inner):
                continue
            if cue.kind == "active" and cue.frame in _QUOTING_FRAMES:
                joined = scene.lowers[token] in scene.known.of("participle") and scene.words[token - 1] == ","
                source = (
                    sentence_subject(scene, sentence, token) if joined else source_before(scene, token, low)
                )
                if source is None or not scene.plausible_source(*source):
                    continue
                return _led(inner, token, source, cue, "quote-pre", 0.95, number)
            if cue.kind in ("clitic", "hearsay"):
                draft = _led(inner, token, None, cue, "quote-pre-clitic", 0.9, number)
                _take_lead(scene, sentence, draft, low, token)
                return draft
            if cue.kind == "after" and scene.words[token - 1] == ",":
                source = source_after(scene, token + 1, first)
                draft = _led(inner, token, source, cue, "quote-inside", 0.9, number)
                _take_lead(scene, sentence, draft, low, token)
                return draft
    return None


def _past_hearer(scene: Scene, start: int, high: int, cue: Cue) -> int:
    """`told the local paper: "C"`: past whoever was told."""
    hearer = source_after(scene, start, high) if cue.frame == "tell" else None
    return hearer[1] if hearer else start


def _led(
    inner: Range, token: int, source: Range | None, cue: Cue, rule: str, confidence: float, number: int
) -> Draft:
    """A quotation whose cue, the word at ``token``, stands before it."""
    kind = "named" if cue.kind in ("active", "after") else "clitic"
    return Draft([inner], (token, token + 1), source, kind, cue.stance, rule, confidence, number, spoken=True)


def _take_lead(scene: Scene, sentence: Sentence, draft: Draft, low: int, cue: int) -> None:
    """`C1, katanya, "C2"`: what stands before the cue is said too."""
    lead = scene.trim(low, cue)
    if scene.count_words(*lead) >= 2:
        draft.content.insert(0, lead)
        draft.spoken = False


def _is_term(scene: Scene, first: int, inner: tuple[int, int]) -> bool:
    """`memuji "kepemimpinan yang bijak" X`: the marks hold part of what is praised."""
    close = scene.quote_tokens[scene.quote_at[first]][1]
    return scene.count_words(*inner) <= 5 and close < len(scene.words) and scene.is_word(close)


def _told_before(scene: Scene, low: int, verb: int) -> bool:
    """`S mengatakan bahwa mereka melanjutkan "X" di Y`: the verb stands in what another verb introduces."""
    return not scene.known.of("complementiser").isdisjoint(scene.lowers[low:verb])


def _is_phrase(scene: Scene, first: int, inner: tuple[int, int]) -> bool:
    """`reported on a "huge" offer`: marks around a word or two of a longer clause."""
    short = scene.count_words(*inner) <= _TERM and scene.words[inner[0]][0].islower()
    return (
        short
        and scene.lowers[first - 1] not in scene.known.of("complementiser")
        and _is_term(scene, first, inner)
    )


def _leads_to_quote(scene: Scene, first: int, last: int) -> bool:
    """Whether only adverbs, a place, an addressee or a day stand between the verb and the quotation."""
    token = first
    while token < last:
        if token in scene.time_at:
            token = scene.time_at[token]
            continue
        lower = scene.lowers[token]
        if (
            scene.is_punctuation(token)
            or lower in scene.known.aux
            or lower in scene.known.of("complementiser")
        ):
            token += 1
            continue
        if lower in scene.known.of("tail", "preposition"):
            begun = token
            token += 1
            while token < last and scene.words[token] not in ",:":
                if scene.lowers[token] in scene.known.of("complementiser"):
                    break
                if scene.words[token][0].islower() and scene.known.is_verb(scene.lowers[token]):
                    return False
                token += 1
            if token - begun > _LONGEST_PHRASE:
                return False
            continue
        return False
    return True


def _second_half(scene: Scene, found: list[Draft], first: int, inner: tuple[int, int]) -> Draft | None:
    """`"C1," kata S, "C2"`: one statement with two pieces; a title in marks ("diskusi "Air"") is none."""
    begun = scene.words[first - 1] in ",.:" and scene.count_words(*inner) >= 3
    if begun and found and found[-1].rule.startswith("quote") and found[-1].spoken:
        found[-1].content.append(inner)
        return found[-1]
    return None


def _without_cue(
    scene: Scene, sentence: Sentence, number: int, index: int, inner: tuple[int, int], before: list[Draft]
) -> Draft | None:
    """A quotation that makes up its sentence: the speaker goes on, or the words before it end in a colon."""
    words = scene.count_words(*inner)
    first, last = scene.quote_tokens[index]
    outside = scene.count_words(sentence.first, first) + scene.count_words(last, sentence.last)
    if words < _SHORTEST_CUELESS or outside > 1 + words // 5:
        return None
    if index in scene.reported_within:
        return None
    led = _led_by_sentence_before(scene, sentence, number, first, inner)
    if led is not None or not before:
        return led
    carried = next((d for d in before[::-1][:4] if _goes_on(scene, d, index)), None)
    if carried is not None:
        carried.content.append(inner)
        return carried
    previous = before[-1]
    near = scene.layout.sentences[previous.sentence].paragraph
    runs_on = near == sentence.paragraph and number - previous.sentence == 1 and previous.spoken
    if runs_on and previous.cue and previous.cue[0] >= previous.content[-1][1]:
        previous.content.append(inner)
        return previous
    if sentence.paragraph - near > 2:
        return None
    return Draft([inner], None, None, "clitic", "asserts", "quote-run-on", 0.7, number, spoken=True)


def _led_by_sentence_before(
    scene: Scene, sentence: Sentence, number: int, first: int, inner: tuple[int, int]
) -> Draft | None:
    """`S issued a notice, saying in part:` and the quotation as a paragraph of its own."""
    if number == 0 or first != sentence.first:
        return None
    lead = scene.layout.sentences[number - 1]
    if scene.words[lead.last - 1] != ":" or lead.paragraph + 1 != sentence.paragraph:
        return None
    if scene.holds_quote(lead.first, lead.last):
        return None
    return _attributed_before(scene, lead, number, lead.last, inner, [])


def _goes_on(scene: Scene, previous: Draft, index: int) -> bool:
    """A speech over several paragraphs: each opens with a mark, and only the last one closes."""
    if not index or not previous.spoken:
        return False
    quotes = scene.layout.quotations
    earlier, quote = quotes[index - 1], quotes[index]
    held = scene.quote_at.get(previous.content[-1][0]) == index - 1
    opens = scene.layout.paragraphs[quote.paragraph][0] == quote.open
    return held and not earlier.closed and opens and quote.paragraph == earlier.paragraph + 1


def _past_manner(scene: Scene, token: int, high: int) -> int:
    """`ujarnya melanjutkan`: a second reporting verb belongs to the cue."""
    if token < high and any(c.kind == "active" for c in scene.known.cues.get(scene.lowers[token], ())):
        return token + 1
    return token


def _draft(
    scene: Scene,
    sentence: Sentence,
    number: int,
    first: int,
    inner: tuple[int, int],
    cue: tuple[int, int],
    source: tuple[int, int] | None,
    stance: str,
    rule: str,
    confidence: float,
) -> Draft:
    draft = Draft(
        [inner], cue, source, "named" if source else "clitic", stance, rule, confidence, number, spoken=True
    )
    lead = scene.trim(sentence.first, first)
    stripped = strip_lead(scene, *lead)
    conditional = any(
        scene.lowers[t] in scene.known.of("condition") for t in range(lead[0], min(stripped + 1, lead[1]))
    )
    goes_on = conditional or (scene.words[inner[0]][0].islower() and not _has_cue(scene, *lead))
    if lead[0] < lead[1] and scene.count_words(*lead) >= 3 and goes_on:
        start = lead[0]
        if not conditional:
            start = stripped
        start, end = scene.trim(start, lead[1])
        if end > start:
            draft.content = [(start, inner[1])]
            draft.spoken = False
    return draft


def _has_cue(scene: Scene, first: int, last: int) -> bool:
    return any(
        cue.kind in ("active", "after", "clitic", "according", "passive")
        for token in range(first, last)
        for cue in scene.known.cues.get(scene.lowers[token], ())
    )
