"""Passives: `C dibantah (oleh) S`, `X diduga VP`, `Dilaporkan S, C`, `Dikabarkan, C`."""

from __future__ import annotations

from runut.model.layout import Sentence
from runut.steps.extract.attributions.draft import Draft, Range
from runut.steps.extract.attributions.phrases import np_start, source_after, source_before, strip_lead
from runut.steps.extract.attributions.scene import Scene
from runut.steps.extract.attributions.words import Cue

_TELLING = ("agent", "impersonal")
_TELLERS = ("role", "human", "organisation", "media")


def find_passive(
    scene: Scene, sentence: Sentence, number: int, token: int, cue: Cue, drafts: list[Draft]
) -> Draft | None:
    """The attribution of the passive cue at ``token``, with its agent or without one."""
    outer = next((d for d in reversed(drafts) if d.holds(token)), None)
    if _is_past_tense(scene, token, cue) or _frames_speech(scene, token, drafts):
        return None
    if cue.frame == "opening" and token != sentence.first:
        return None  # "Rapat dilanjutkan Bupati": a deed
    end = _cue_end(scene, token)
    agent, after = _agent(scene, sentence, token, end, cue)
    low = _low(sentence, drafts, token)
    if outer is not None and not _breaks_out(scene, sentence, token, end, outer, agent, low):
        return None
    if agent is not None and outer is not None and outer.relative:
        start = token
        while start > low and scene.lowers[start - 1] in scene.known.aux:
            start -= 1
        outer.cut(start)  # "Rumor yang menyebut C dibantah S": C is what is denied
        return Draft(
            list(outer.content), (token, end), agent, "named", cue.stance, "passive-agent", 0.85, number
        )
    if agent is not None and _is_negated(scene, token, low):
        return None  # "has not been confirmed by S": S has said nothing
    if agent is not None:
        return _with_agent(scene, sentence, number, (token, end), agent, after, cue, low)
    if scene.known.clitic and scene.lowers[token].endswith(scene.known.clitic) and cue.frame == "agent":
        draft = _with_clitic(scene, sentence, number, (token, end), cue, low)
        if outer is not None and draft is not None:
            outer.cut(
                max(token - 1, outer.content[0][0] + 1)
            )  # "yang disebutnya "C"": what follows is told apart
        return draft
    if cue.frame.startswith(("evidential", "impersonal")) and outer is None:
        return _evidential(scene, sentence, number, (token, end), cue, low)
    return None


def _frames_speech(scene: Scene, token: int, drafts: list[Draft]) -> bool:
    """`"C," kata S dikonfirmasi wartawan`: how S came to speak, right behind the name."""
    if scene.lowers[token] not in scene.known.of("utterance-frame"):
        return False
    if scene.lowers[token - 1] in scene.known.of("occasion"):
        return True
    return any(
        d.source is not None and d.cue is not None and d.cue[1] <= d.source[0] and d.source[1] == token
        for d in drafts
    )


def _subject_stands(scene: Scene, token: int, low: int) -> bool:
    """`Proses itu disebut S sudah berjalan`: what it is said of stands before, so the name is whoever says it;
    not so in "Lewat program itu diharapkan S bisa maju"."""
    end = token
    while end > low and scene.lowers[end - 1] in scene.known.aux and (end - 1) not in scene.name_at:
        end -= 1
    first = np_start(scene, end, low)
    if first >= end or first in scene.timed:
        return False
    return first == low or scene.lowers[first - 1] not in scene.known.of("preposition", "tail")


def _is_negated(scene: Scene, token: int, low: int) -> bool:
    """In a language that marks its passives with an auxiliary: whether a negation stands among them."""
    at = token
    while at > low and scene.lowers[at - 1] in scene.known.aux:
        at -= 1
    marked = scene.known.of("passive-aux")
    return bool(marked) and not scene.known.of("negation").isdisjoint(scene.lowers[at:token])


def _is_past_tense(scene: Scene, token: int, cue: Cue) -> bool:
    """In a language that marks its passives with an auxiliary: whether the form has none."""
    marked = scene.known.of("passive-aux")
    return bool(marked) and cue.frame != "evidential-free" and not scene.is_passive_here(token)


def _acts(scene: Scene, token: int, cue: Cue) -> bool:
    """`diharapkan PBB bisa …`: the name is what is hoped to act, not who hopes."""
    if not cue.frame.startswith("evidential") or token >= len(scene.lowers):
        return False
    lower = scene.lowers[token]
    return lower in scene.known.of("aspect", "modal", "purpose", "negation") or (
        scene.words[token][0].islower() and scene.known.is_verb(lower)
    )


def _late_agent(scene: Scene, at: int, high: int) -> Range | None:
    """`diyakini keberadaannya oleh Barat`: a noun phrase of the subject may stand before the agent."""
    for token in range(at, min(at + 4, high)):
        if scene.lowers[token] in scene.known.of("agent"):
            return source_after(scene, token + 1, high)
        if (
            scene.is_punctuation(token)
            or scene.lowers[token] in scene.known.not_noun
            or (scene.known.is_verb(scene.lowers[token]))
        ):
            return None
    return None


def _breaks_out(
    scene: Scene, sentence: Sentence, token: int, end: int, outer: Draft, agent: Range | None, low: int
) -> bool:
    """Inside what somebody else says a passive speaks for itself only with an agent of its own, or before a
    quotation."""
    if outer.spoken:
        return False
    if agent is not None and (outer.rule == "document" or outer.relative):
        return True
    if not _relative_before(scene, token, low):
        return False
    return agent is not None or (
        end in scene.quote_at and scene.lowers[token].endswith(scene.known.clitic or "\0")
    )


def _low(sentence: Sentence, drafts: list[Draft], token: int) -> int:
    low = sentence.first
    for draft in drafts:
        for part in (draft.cue, draft.source, *draft.content):
            if part is not None and part[1] <= token:
                low = max(low, part[1])
        for first, last in draft.content:
            if first <= token < last:
                low = max(low, first)
    return low


def _cue_end(scene: Scene, token: int) -> int:
    """`disebut - sebut` with spaces, `diduga kuat`."""
    words = scene.lowers
    if token + 2 < len(words) and words[token + 1] == "-" and words[token].endswith(words[token + 2]):
        return token + 3
    if token + 1 < len(words) and words[token + 1] in scene.known.of("cue-adverb"):
        return token + 2
    return token + 1


def _agent(scene: Scene, sentence: Sentence, token: int, end: int, cue: Cue) -> tuple[Range | None, int]:
    """The agent and where the clause goes on after it."""
    at = end
    while at < sentence.last and scene.lowers[at] in scene.known.of("adverb"):
        at += 1
    if at >= sentence.last or at in scene.quote_at:
        return None, end
    by = scene.lowers[at] in scene.known.of("agent")
    if not by and at not in scene.name_at:
        later = _late_agent(scene, at, sentence.last)
        if later is not None:
            return later, end
    kind = scene.name_at.get(at + by, (0, 0, ""))[2]
    if cue.frame == "evidential-report" and kind not in ("OUTLET", "ORG"):
        return None, end  # reported to the police, not reported to readers
    if by:
        source = source_after(scene, at + 1, sentence.last)
        return source, source[1] if source else end
    pronoun = scene.lowers[at] in scene.known.of("pronoun")
    if (told := _tells_that(scene, at, sentence.last)) is not None:
        return told, told[1]
    noun = scene.known.sources.get(scene.lowers[at]) in ("role", "human", "organisation", "media", "document")
    named = kind in ("PER", "ORG", "OUTLET", "STATE") and not (
        _acts(scene, scene.name_at[at][1], cue) and not _subject_stands(scene, token, sentence.first)
    )
    if noun and scene.is_capital(at) and scene.is_capital(min(at + 1, sentence.last - 1)):
        source = source_after(scene, at, sentence.last)
        if source is not None and source[1] < sentence.last and not _acts(scene, source[1], cue):
            named = _subject_stands(
                scene, token, sentence.first
            )  # "dianggap Fraksi X sebagai langkah mundur"
    counted = scene.lowers[at] in scene.known.of("quantifier")
    if counted and scene.known.speaks("".join(scene.lowers[at + 1 : at + 2])):
        source = source_after(scene, at, sentence.last)
        if source is not None and not (
            _acts(scene, source[1], cue) and not _subject_stands(scene, token, sentence.first)
        ):
            return source, source[1]  # "dinilai banyak pengamat terlambat"
    speaks = noun and (
        cue.frame == "agent"
        or _told_by(scene, sentence, token, at, cue)
        or _of_before(scene, sentence, token)
    )
    if not (pronoun or named or speaks):
        return None, end
    source = source_after(scene, at, sentence.last)
    after = source[1] if source else end
    if source and after < sentence.last and scene.lowers[after] in scene.known.of("copula"):
        return None, end  # "Pada akta itu ditulis pemegang hak adalah …"
    return source, after


def _tells_that(scene: Scene, at: int, high: int) -> Range | None:
    """`dikabarkan media asing bahwa C`: whoever can speak, and right behind it what is said."""
    if scene.known.sources.get(scene.lowers[at]) not in _TELLERS:
        return None
    source = source_after(scene, at, high)
    said = (
        source is not None
        and source[1] < high
        and scene.lowers[source[1]] in scene.known.of("complementiser")
    )
    return source if said else None


def _of_before(scene: Scene, sentence: Sentence, token: int) -> bool:
    """`Hal tersebut disampaikan Kepala X`: what the sentence before tells is told by whoever follows."""
    first = strip_lead(scene, sentence.first, token)
    words = scene.lowers[first:token]
    anaphor = words[:1] and words[0] in scene.known.of("anaphor")
    return bool(
        anaphor and len(words) > 1 and words[1] in scene.known.of("demonstrative") and len(words) <= 3
    )


def _told_by(scene: Scene, sentence: Sentence, token: int, at: int, cue: Cue) -> bool:
    """`Dikatakan Kapolres X, C`, `Disebutkan media itu, C`: a verb of saying heads the sentence, and a comma
    closes whoever says it, by name or pointed at."""
    opens = token == sentence.first or _after_adverbs(scene, sentence.first, token)
    if not opens or cue.lemma not in scene.known.saying:
        return False
    source = source_after(scene, at, sentence.last)
    if source is None or source[1] >= sentence.last or scene.words[source[1]] != ",":
        return False
    office = scene.is_capital(at) and scene.known.sources.get(scene.lowers[at]) == "role"
    return (
        office  # "Dikatakan Kajati, C"
        or scene.holds_name(*source, "PER", "OUTLET")
        or scene.lowers[source[1] - 1] in scene.known.of("demonstrative")
    )


def _after_adverbs(scene: Scene, first: int, token: int) -> bool:
    """`Lebih rinci dikatakan S, C`: adverbs alone stand before the verb."""
    return all(scene.lowers[t] in scene.known.aux for t in range(first, token))


def _relative_before(scene: Scene, token: int, low: int) -> bool:
    at = token
    while at > low and scene.lowers[at - 1] in scene.known.aux:
        at -= 1
    return at > low and scene.lowers[at - 1] in scene.known.of("relative")


def _subject(scene: Scene, token: int, low: int) -> Range | None:
    """What stands before the passive: its subject, which is part of what is said."""
    end = token
    while end > low and scene.lowers[end - 1] in scene.known.aux and (end - 1) not in scene.name_at:
        end -= 1
    if end > low and scene.lowers[end - 1] in scene.known.of("relative"):
        stop = end - 1
        while stop > low and scene.is_punctuation(stop - 1) and scene.words[stop - 1] != ")":
            stop -= 1
        first = np_start(scene, stop, low)
        return (first, stop) if first < stop else None
    low = _past_comment(scene, low, end)
    if low < end and scene.lowers[low] in scene.known.of("lead-in"):
        low = next(
            (t + 1 for t in range(low, end) if scene.words[t] == "," and t not in scene.quote_at), low
        )  # "Selain …, X diduga …"; not the comma of a proverb within quotation marks
    first = strip_lead(scene, low, end)
    while first < end and scene.lowers[first] in scene.known.of("and"):
        first = strip_lead(scene, first + 1, end)
    first, end = scene.trim(first, end)
    return (first, end) if end > first else None


def _past_comment(scene: Scene, low: int, end: int) -> int:
    """`Laga itu yang pertama baginya, hal ini diakui S`: a clause about the clause before begins at its comma."""
    known = scene.known
    for token in range(end - 3, low, -1):
        if scene.words[token] == ",":
            begins = scene.lowers[token + 1] in known.of("anaphor")
            return token + 1 if begins and scene.lowers[token + 2] in known.of("demonstrative") else low
    return low


def _with_agent(
    scene: Scene,
    sentence: Sentence,
    number: int,
    cue_range: Range,
    agent: Range,
    after: int,
    cue: Cue,
    low: int,
) -> Draft | None:
    subject = _subject(scene, cue_range[0], low)
    rest = scene.trim(after, sentence.last)
    tail = rest[0] in scene.time_at or (
        rest[0] < rest[1] and scene.lowers[rest[0]] in scene.known.of("tail", "connective")
    )
    told = after < sentence.last and scene.lowers[after] in scene.known.of("complementiser")
    if subject is None or told or _after_adverbs(scene, sentence.first, cue_range[0]):
        at = after
        if (
            at < sentence.last
            and scene.words[at] != ","
            and scene.lowers[at] not in scene.known.of("complementiser")
        ):
            comma = next((t for t in range(at, min(at + 14, sentence.last)) if scene.words[t] == ","), None)
            if comma is None:
                return None
            at = comma
        content = scene.trim(at + 1, sentence.last)
        if scene.count_words(*content) < 3:
            return None
        return Draft([content], cue_range, agent, "named", cue.stance, "passive-initial", 0.88, number)
    if any(scene.lowers[token] in scene.known.of("echo") for token in range(*subject)):
        return None  # "Hal senada disampaikan S": what S says comes next
    if subject[1] - subject[0] == 1 and scene.lowers[subject[0]] in scene.known.of("interrogative"):
        return None  # "apa yang disampaikan S": something that S has said
    if rest[0] < rest[1] and rest[0] >= agent[1] and scene.lowers[rest[0]] in scene.known.of("relative"):
        tail = True  # "dibantah oleh S yang …": more of S
    if scene.words[after : after + 1] == [","] and scene.lowers[subject[0]] in scene.known.of("anaphor"):
        tail = True  # "Hal ini disampaikan S, Kabupaten X, saat …"
    content_parts = [subject]
    if agent[0] > cue_range[1] + 1 and after == cue_range[1]:
        rest, tail = scene.trim(cue_range[1], agent[0] - 1), False
    relative = _relative_before(scene, cue_range[0], low)
    if cue.frame == "text" and (tail or rest[1] <= rest[0]):
        return None  # "naskahnya ditulis oleh S": he wrote it, nothing is told of it
    if relative and cue.frame in _TELLING and rest[0] < rest[1] and _main_predicate(scene, rest[0]):
        return None  # "harga yang dikeluhkan warga itu belum pasti"
    if relative and (tail or rest[1] <= rest[0]) and not _noun_cue(scene, subject):
        return None  # "delapan negara yang diumumkan X": nothing is said of them
    if rest[1] > rest[0] and not tail and scene.count_words(*rest) >= (1 if rest[1] < agent[0] else 2):
        content_parts.append(rest)
    return Draft(
        content_parts, cue_range, agent, "named", cue.stance, "passive-agent", 0.85, number, relative=relative
    )


def _main_predicate(scene: Scene, token: int) -> bool:
    """Whether the predicate of the main clause begins here, behind the relative clause of its subject."""
    lower = scene.lowers[token]
    return lower in scene.known.of("negation", "aspect", "modal", "copula") or scene.is_predicate(token)


def _noun_cue(scene: Scene, part: Range) -> bool:
    return any(
        cue.kind == "noun" for token in range(*part) for cue in scene.known.cues.get(scene.lowers[token], ())
    )


def _with_clitic(
    scene: Scene, sentence: Sentence, number: int, cue_range: Range, cue: Cue, low: int
) -> Draft | None:
    subject = _subject(scene, cue_range[0], low)
    rest = scene.trim(cue_range[1], sentence.last)
    parts = [p for p in (subject, rest) if p is not None and p[1] > p[0]]
    if sum(scene.count_words(*p) for p in parts) < 2:
        return None
    return Draft(parts, cue_range, None, "clitic", cue.stance, "passive-clitic", 0.75, number)


def _evidential(
    scene: Scene, sentence: Sentence, number: int, cue_range: Range, cue: Cue, low: int
) -> Draft | None:
    token, end = cue_range
    known = scene.known
    at = token
    while at > low and scene.lowers[at - 1] in known.aux:
        at -= 1
        if scene.lowers[at] in known.of("modal"):
            return None  # "boleh saja disebut": nobody says so
    subject = (
        source_before(scene, token, low) if cue.frame == "evidential-free" else _subject(scene, token, low)
    )
    follows = scene.lowers[end] if end < sentence.last else ""
    if follows in known.of("adverb") and scene.words[end + 1 : end + 2] == [","]:
        return None  # "Diberitakan sebelumnya, C": the author goes back to what he has written
    if scene.words[end : end + 1] == [","] or follows in known.of("complementiser"):
        return _impersonal(scene, sentence, number, cue_range, cue, subject)
    if cue.frame == "impersonal":
        return None
    elided = token > low and scene.lowers[token - 1] in known.of("connective")
    if elided:
        content = scene.trim(end, sentence.last)
        if not _predicate_follows(scene, content[0], cue) or scene.count_words(*content) < 2:
            return None
        return Draft([content], cue_range, None, "unstated", cue.stance, "evidential-elided", 0.75, number)
    if follows in known.of("agent"):
        return None  # "dilaporkan oleh warga ke polisi"
    if subject is None:
        content = scene.trim(end, sentence.last)
        if token == strip_lead(scene, sentence.first, sentence.last) and scene.count_words(*content) >= 4:
            return Draft(
                [content], cue_range, None, "unstated", cue.stance, "evidential-initial", 0.75, number
            )
        return None
    rest = scene.trim(end, sentence.last)
    if rest[1] <= rest[0] or not _predicate_follows(scene, rest[0], cue):
        return None
    if cue.stance == "asserts" and _relative_before(scene, token, low) and not _reports(scene, cue, rest[0]):
        return None
    if cue.stance == "asserts" and scene.opens_moment(rest[0]):
        return None  # "Informasi itu dikatakan saat rapat": when, not what
    if scene.lowers[subject[0]] in known.of("second-person"):
        return None  # "Anda diminta membuat akun"
    return Draft([subject, rest], cue_range, None, "unstated", cue.stance, "evidential", 0.85, number)


def _reports(scene: Scene, cue: Cue, token: int) -> bool:
    """`pemain yang dikabarkan akan pindah`; "gas yang disebut metana" names, it does not report."""
    known = scene.known
    if cue.lemma in known.saying:
        return False
    lower = scene.lowers[token]
    return lower in known.of("aspect", "modal", "negation") or (
        scene.words[token][0].islower() and known.is_verb(lower)
    )


def _impersonal(
    scene: Scene, sentence: Sentence, number: int, cue_range: Range, cue: Cue, subject: Range | None
) -> Draft | None:
    """`Pada 22 Oktober diumumkan bahwa C`, `Dikabarkan, C`, `Dalam peraturan itu disebutkan, C`."""
    content = scene.trim(cue_range[1] + 1, sentence.last)
    if scene.count_words(*content) < 3:
        return None
    source = None
    if subject is not None:
        for token in range(*subject):
            if scene.known.sources.get(scene.lowers[token]) in ("document", "media"):
                source = source_after(scene, token, subject[1])
                break
    return Draft(
        [content],
        cue_range,
        source,
        "named" if source else "unstated",
        cue.stance,
        "evidential-impersonal",
        0.85,
        number,
    )


def _predicate_follows(scene: Scene, token: int, cue: Cue) -> bool:
    """After an evidential passive comes what X is said to do or be: a verb, an auxiliary, a label, a place."""
    known = scene.known
    lower = scene.lowers[token]
    strict = known.of("evidential-opener")
    if strict and cue.frame != "evidential-free":
        return lower in strict
    return (
        known.is_verb(lower)
        or lower
        in known.of(
            "aspect", "modal", "negation", "label", "preposition", "adverb", "copula", "tail", "purpose"
        )
        or lower in known.of("predicate-opener")
        or scene.words[token][0].islower()
    )
