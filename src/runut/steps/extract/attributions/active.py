"""Indirect speech with an active cue: `S mengatakan (bahwa) C`, `S menyebut Y sebagai Z`, `C, S melaporkan`."""

from __future__ import annotations

from itertools import pairwise

from runut.model.layout import Sentence
from runut.steps.extract.attributions.carried import reported_by
from runut.steps.extract.attributions.draft import Draft, Range
from runut.steps.extract.attributions.phrases import (
    np_start,
    source_after,
    source_before,
    start_of_content,
    strip_lead,
)
from runut.steps.extract.attributions.scene import Scene
from runut.steps.extract.attributions.words import Cue

# How far a complementiser or comma may stand from its verb, past a day, a place, an addressee.
_FARTHEST_COMPLEMENT = 16
# Frames that report an act: what follows a "but" is the author's again.
# Whoever is the short subject of "mengatakan" has said it, also where no table knows the noun.
_SHORT_SUBJECT = 6
_SHORT_NOUN = 4  # tokens of "that earlier claim" up to its end
_REFUSING = ("refuse", "decline")
_SAYING = ("say", "clause", "quote", "tell")
_WITH_DOCUMENTS = (*_SAYING, "document")
_ACTS = ("np", "vp", "demand", "refuse", "purpose")
_LABELLED = (*_ACTS, "label", "called")
_REFUSED = 5  # tokens of "give any further details"
_NEVER_QUOTES = ("decline", "called")
_NEAR_MARKS = 12  # tokens from the verb to the words that it puts in quotation marks
# Attributions whose content may open with somebody else's words.
_TELLS = ("active-comma", "active-complementiser", "active-bare")
_CONFIDENCE = {"complementiser": 0.95, "comma": 0.93, "colon": 0.93, "quote": 0.93, "bare": 0.82}


def find_active(
    scene: Scene, sentence: Sentence, number: int, token: int, cue: Cue, drafts: list[Draft]
) -> Draft | None:
    """The attribution that the active cue at ``token`` makes, if its frame is met. ``drafts``: this
    sentence's, so far."""
    known = scene.known
    if scene.is_not_cue(token) or (scene.words[token][0].isupper() and token != sentence.first):
        return None
    if scene.is_noun_here(token) or scene.is_passive_here(token) or _inverted(scene, sentence, token):
        return None
    if _in_question(scene, sentence, token) or _done_by(scene, token, cue):
        return None
    outer = next((d for d in reversed(drafts) if d.holds(token) and not d.spoken), None)
    low = _low(sentence, outer, drafts, token)
    if (cited := _cited(scene, token, low)) is not None:
        return _as_saying(scene, sentence, number, token, cue, cited, low)
    group = _group_start(scene, token, low)
    if any(d.rule == "according" and d.source and d.source[1] == group for d in drafts):
        return None  # "Menurut S mengatakan bahwa C"
    before = scene.lowers[group - 1] if group > low else ""
    if before in known.of("purpose"):
        return _unable(scene, sentence, number, token, cue, group - 2, low)
    if outer is not None and outer.rule == "passive-agent" and before in known.of("and"):
        return None  # "Aris disebut Miryam menemui X dan meminta Y": what he is said to have done
    if cue.kind == "object":
        return _about_before(scene, sentence, number, token, cue, low, drafts)
    end = token + 1 + len(cue.rest)
    end += end < sentence.last and scene.lowers[end] in known.of("cue-adverb")  # "membantah keras"
    opening, start = _complement(scene, end, sentence.last, cue)
    if opening == "comma" and cue.frame in _REFUSING and start > end + 1:
        opening, start = "bare", end  # "menolak menjawab soal X, …": of what nothing is said
    relative = before in known.of("relative")
    if relative and not (
        opening in ("complementiser", "quote")
        or (cue.frame == "say" and opening == "comma")
        or (cue.frame == "say" and _document_before(scene, group - 1, low))
        or (
            cue.frame == "demand"
            and scene.lowers[start : start + 1]
            and scene.lowers[start] in known.of("purpose")
        )
    ):
        return None
    source, shared = _source(scene, sentence, token, group, low, before, relative, drafts)
    if source is not None and _is_denied_noun(scene, source, token):
        return None
    if source is not None and (clause := _object_relative(scene, source)) is not None:
        if outer is not None:
            return None
        source = clause, source[1]
    able = any(scene.lowers[t] in known.of("modal", "negation") for t in range(group, token))
    takes_all = outer is not None or bool(known.of("passive-aux"))
    whole = sentence.first if takes_all and not any(d.spoken for d in drafts) else low
    # "…, ia sempat berbicara melalui telepon" tells of a deed; English says so of words too ("has confirmed")
    if not known.of("passive-aux"):
        able = able or not known.of("aspect").isdisjoint(scene.lowers[group:token])
    postposed = None if able else _postposed(scene, sentence, token, cue, source, opening, whole)
    if postposed and not shared:
        framed = Draft(
            [postposed], (token, token + 1), source, "named", cue.stance, "active-postposed", 0.9, number
        )
        if reported_by(scene, drafts, framed):
            return None
        for draft in drafts:
            if draft.parent is None and draft.cue and framed.holds(draft.cue[0]):
                draft.parent = framed  # "witnesses fear that C, S said"
                draft.cut(postposed[1])
        return framed
    if source is not None and (
        _is_anaphor(scene, source)
        or _is_author(scene, source)
        or scene.lowers[source[0]] in known.of("nobody", "question")
    ):
        return None
    if source is None or (
        source[0] > sentence.first and scene.lowers[source[0] - 1] in known.of("condition")
    ):
        return None
    stance = _stance(scene, token, group, cue, start)
    high = _subordinate_end(scene, sentence, start, source)
    if stance == "declines" and cue.frame in _REFUSING and opening == "bare":
        start = max(start, _past_refused(scene, start, high))
    content = _inside_lead(scene, sentence, source, _content(scene, start, high, cue))
    if opening in ("bare", "comma") and _denied_act(scene, token, group, cue, stance):
        return None
    if content is None or not _frame_met(scene, cue, stance, opening, content, source, token):
        return None
    if outer is not None:
        if shared or _new_main_clause(scene, outer, source, group, cue, opening):
            outer.cut(_join(scene, min(source[0] if not shared else group, group)))
            outer = None
        elif _is_thing(scene, source) or not _may_nest(scene, outer, source, cue, opening, group == token):
            return None
    first = group if scene.lowers[group] in known.of("negation") else token
    rule = "active-act" if opening == "bare" and cue.frame in _LABELLED else f"active-{opening}"
    draft = Draft(
        [content],
        (first, _cue_end(scene, end, stance, cue)),
        source,
        "named",
        stance,
        rule,
        _CONFIDENCE[opening],
        number,
        parent=outer,
        relative=relative,
    )
    _pull_lead(scene, sentence, draft, source, low)
    if relative:
        _close_relative(scene, sentence, draft, opening)
    return draft


def _done_by(scene: Scene, token: int, cue: Cue) -> bool:
    """`a town threatened by fire`: a participle with its agent, where no auxiliary shows it; "said by phone" is
    said.
    """
    if not scene.known.of("passive-aux") or cue.frame in _SAYING or token + 1 >= len(scene.lowers):
        return False
    return scene.lowers[token + 1] in scene.known.of("agent")


def _may_nest(
    scene: Scene, outer: Draft, source: Range, cue: Cue, opening: str, next_to_subject: bool
) -> bool:
    """Whether somebody within what ``outer`` says may be said to say something."""
    if opening == "complementiser":
        return True
    # it tells of words, not of a belief, and nothing ("harus") stands between it and its subject
    tells = cue.stance != "believes" and next_to_subject
    return cue.frame in _SAYING and (
        _outlet_speaks(scene, outer) or (tells and _opens_content(scene, outer, source))
    )


def _cited(scene: Scene, token: int, low: int) -> int | None:
    """`quoted S as saying C`: where the verb that cites stands."""
    known = scene.known
    if token - 2 < low or scene.lowers[token - 1] not in known.of("cited-as"):
        return None
    if scene.lowers[token] not in known.of("participle"):
        return None
    nearest = range(token - 2, max(low, token - _FARTHEST_COMPLEMENT) - 1, -1)
    return next((t for t in nearest if scene.lowers[t] in known.of("citing-verb")), None)


def _is_denied_noun(scene: Scene, source: Range, token: int) -> bool:
    """`rejected opposition claims that C`: a noun behind the verb that denies it, with whose it is before it."""
    if source[0] < 1 or not any(cue.kind == "noun" for cue in scene.known.cues.get(scene.lowers[token], ())):
        return False
    verb = scene.known.cues.get(scene.lowers[source[0] - 1], ())
    return bool(scene.known.of("noun-lead")) and any((c.kind, c.frame) == ("active", "np") for c in verb)


def _as_saying(
    scene: Scene, sentence: Sentence, number: int, token: int, cue: Cue, cited: int, low: int
) -> Draft | None:
    """The one who is quoted speaks; whoever quotes him carries it, in the active or after "by"."""
    passive = scene.is_passive_here(cited)
    named = source_before(scene, cited, low)
    source = named if passive else source_after(scene, cited + 1, token - 1)
    opening, start = _complement(scene, token + 1, sentence.last, cue)
    content = _content(scene, start, sentence.last, cue)
    if source is None or content is None or not scene.plausible_source(*source):
        return None
    by = cited + 1
    agent = passive and scene.lowers[by] in scene.known.of("agent")
    carrier = source_after(scene, by + 1, token - 1) if agent else (None if passive else named)
    draft = Draft(
        [content],
        (token, token + 1),
        source,
        "named",
        cue.stance,
        "active-quoted",
        _CONFIDENCE[opening],
        number,
    )
    if carrier is not None:
        draft.relays.append((carrier, (cited, cited + 1)))
    return draft


def _in_question(scene: Scene, sentence: Sentence, token: int) -> bool:
    """`Asked whether he had said so, S …`: what was asked, up to the comma, is nobody's statement."""
    if scene.lowers[sentence.first] not in scene.known.of("asked-lead"):
        return False
    return token > sentence.first and "," not in scene.words[sentence.first : token]


def _unable(
    scene: Scene, sentence: Sentence, number: int, token: int, cue: Cue, able: int, low: int
) -> Draft | None:
    """`S has not been able to confirm C`, `S was unable to verify C`."""
    if able <= low or scene.lowers[able] not in scene.known.of("able", "unable"):
        return None
    stance = _negated_stance(scene, cue)
    group = _group_start(scene, able, low)
    negated = not scene.known.of("negation").isdisjoint(scene.lowers[group:able])
    if stance is None or not (negated or scene.lowers[able] in scene.known.of("unable")):
        return None
    source = source_before(scene, able, low)
    content = _content(scene, token + 1, sentence.last, cue)
    if source is None or content is None or not scene.plausible_source(*source):
        return None
    return Draft([content], (token, token + 1), source, "named", stance, "active-act", 0.85, number)


def _negated_stance(scene: Scene, cue: Cue) -> str | None:
    """What a verb comes to when it is denied: not to confirm, not to comment."""
    marks = scene.known.stance_marks
    return next((r["stance"] for r in marks if r["class"] == "negated" and r["form"] == cue.lemma), None)


def _inverted(scene: Scene, sentence: Sentence, token: int) -> bool:
    """`C, said S, who …`: the verb has its source after it, up to a comma, a tail or the sentence's end."""
    after = any(cue.kind == "after" for cue in scene.known.cues.get(scene.lowers[token], ()))
    if not after or token == sentence.first or scene.words[token - 1] != ",":
        return False
    source = source_after(scene, token + 1, sentence.last)
    if source is None or not scene.plausible_source(*source):
        return False
    end = source[1]
    return (
        end >= sentence.last or scene.words[end] in ",.;" or end in scene.time_at or _adds_frame(scene, end)
    )


def _adds_frame(scene: Scene, token: int) -> bool:
    """Whether a place or an occasion follows, and no verb of which the source could be the subject."""
    return scene.lowers[token] in scene.known.of("tail") and not scene.known.is_verb(scene.lowers[token])


def _object_relative(scene: Scene, source: Range) -> int | None:
    """`one of the men who S says VP`: S stands after the relative word, and nothing else."""
    for token in range(max(source[0], source[1] - 4), source[1] - 1):
        if scene.lowers[token] in scene.known.of("object-relative"):
            noun = scene.is_capital(token + 1) or scene.lowers[token + 1] in scene.known.of(
                "article", "pronoun"
            )
            verb = any(scene.known.is_verb(scene.lowers[t]) for t in range(token + 1, source[1]))
            return token + 1 if noun and not verb else None
    return None


def _inside_lead(scene: Scene, sentence: Sentence, source: Range, content: Range | None) -> Range | None:
    """`After S said C, Y left`: what is reported in a lead ends where the main clause begins."""
    if content is None or scene.lowers[source[0] - 1] not in scene.known.of("lead-clause"):
        return content
    if any(scene.words[token] == "," for token in range(sentence.first, source[0])):
        return content
    comma = next((t for t in range(*content) if scene.words[t] == "," and t not in scene.quote_at), None)
    return content if comma is None else (content[0], comma)


def _close_relative(scene: Scene, sentence: Sentence, draft: Draft, opening: str) -> None:
    """What a relative clause reports ends with its quotation, or before the main clause that it was the lead of."""
    first, last = draft.content[0]
    quote = scene.quote_at.get(first)
    head = range(sentence.first, min(draft.source[0] if draft.source else sentence.first, sentence.first + 4))
    if opening == "quote" and quote is not None:
        draft.content, draft.spoken = [scene.trim(*scene.quote_tokens[quote])], True
    elif any(scene.lowers[token] in scene.known.of("connective") for token in head):
        comma = next((t for t in range(first, last) if scene.words[t] == ","), last)
        draft.content = [(first, comma)]


def _is_anaphor(scene: Scene, source: Range) -> bool:
    """`Ini menunjukkan bahwa …`, `Hal itu …`: the author infers, nobody says."""
    words = scene.known.of("demonstrative", "anaphor", "adverb")
    return all(scene.lowers[token] in words for token in range(*source))


def _is_author(scene: Scene, source: Range) -> bool:
    """`Kita mengakui bahwa …`, `Saya pribadi setuju`, `Mungkin Anda berpikir bahwa …`, outside a quotation."""
    if source[0] in scene.quote_at:
        return False
    reader = scene.known.of("second-person")
    return scene.lowers[source[0]] in scene.known.of("first-person") or scene.lowers[source[1] - 1] in reader


def _about_before(
    scene: Scene, sentence: Sentence, number: int, token: int, cue: Cue, low: int, drafts: list[Draft]
) -> Draft | None:
    """`Kremlin membantahnya`, `menyebutnya "omong kosong"`: what is said of something named before."""
    group = _group_start(scene, token, low)
    before = scene.lowers[group - 1] if group > low else ""
    source, shared = _source(scene, sentence, token, group, low, before, False, drafts)
    if source is None or not scene.plausible_source(*source):
        return None
    outer = next((d for d in reversed(drafts) if d.holds(token) and not d.spoken), None)
    if outer is not None:
        if not shared:
            return None
        outer.cut(_join(scene, group))
    first, last = scene.trim(token + 1, sentence.last)
    while first < last and scene.lowers[first] in scene.known.of("label"):
        first += 1
    if first < last and first in scene.quote_at:
        last = scene.quote_tokens[scene.quote_at[first]][1]
    content = (first, last) if last > first else _topic_before(scene, number)
    if content is None:
        return None
    stance = _labelled_stance(scene, content, cue.stance)
    return Draft([content], (token, token + 1), source, "named", stance, "active-object", 0.75, number)


def _topic_before(scene: Scene, number: int) -> Range | None:
    """The subject of the sentence before: what "nya" in "membantahnya" stands for."""
    if number == 0:
        return None
    sentence = scene.layout.sentences[number - 1]
    first = strip_lead(scene, sentence.first, sentence.last)
    last = first
    while last < sentence.last and not (
        scene.words[last][0].islower() and scene.known.is_verb(scene.lowers[last]) and last > first
    ):
        last += 1
    first, last = scene.trim(first, last)
    return (first, last) if last > first else None


def _labelled_stance(scene: Scene, content: Range, stance: str) -> str:
    words = " ".join(scene.lowers[content[0] : content[1]])
    if any(
        r["stance"] == "denies" and r["class"] == "head" and r["form"] in words
        for r in scene.known.stance_marks
    ):
        return "denies"
    return stance


def _low(sentence: Sentence, outer: Draft | None, drafts: list[Draft], token: int) -> int:
    """Where the subject may begin: after the cue and source of the attribution before, or inside the outer content."""
    if outer is not None:
        return next(first for first, last in outer.content if first <= token < last)
    low = sentence.first
    for draft in drafts:
        for part in (
            draft.cue,
            draft.source if draft.cue and draft.source and draft.source[0] > draft.cue[0] else None,
        ):
            if part is not None and part[1] <= token:
                low = max(low, part[1])
        if draft.spoken and draft.content[-1][1] <= token:
            low = max(low, draft.content[-1][1])
    return low


def _group_start(scene: Scene, token: int, low: int) -> int:
    group = token
    while group > low and scene.lowers[group - 1] in scene.known.aux and (group - 1) not in scene.name_at:
        group -= 1
    return group


def _points(scene: Scene, token: int, high: int) -> bool:
    """`disputed that toll`: a word that can open a clause points at a noun where no verb follows it."""
    if scene.lowers[token] not in scene.known.of("demonstrative"):
        return False
    end = next((t for t in range(token + 1, high) if scene.words[t] in ",;:"), high)
    return end - token <= _SHORT_NOUN and not any(
        scene.known.is_verb(scene.lowers[t]) or scene.lowers[t] in scene.known.aux
        for t in range(token + 1, end)
    )


def _past_listener(scene: Scene, start: int, high: int) -> int | None:
    """`told reporters that C`: past whoever was told."""
    for token in range(start, min(high, start + _FARTHEST_COMPLEMENT)):
        if scene.lowers[token] in scene.known.of("complementiser"):
            return token + 1
        if scene.words[token] in ",.:" or token in scene.quote_at:
            return None
    return None


def _complement(scene: Scene, start: int, high: int, cue: Cue) -> tuple[str, int]:
    """How the complement opens and where: complementiser, comma, colon, quote, bare."""
    known = scene.known
    token = start
    while token < high and scene.lowers[token] in known.of("adverb") and scene.words[token] not in ",:":
        token += 1
    listener = None
    to_somebody = token < high and scene.lowers[token] in known.of("addressee")
    if to_somebody and not (cue.frame in ("vp", "refuse") and scene.lowers[token] in known.of("purpose")):
        # "mengatakan kepada kantor berita DPA pelaku …"; not "promised to publish"
        listener = source_after(scene, token + 1, high)
        if scene.lowers[token] in known.of("purpose") and listener and not scene.plausible_source(*listener):
            listener = None  # "expects to be paid"
        if listener is not None:
            token = listener[1]
    if cue.frame == "refuse" and token < high and scene.lowers[token] in known.of("refused-act"):
        return "bare", token + 1  # "declined to comment"
    if start < high and scene.lowers[start] in known.of("complementiser-weak"):
        return "complementiser", start + 1  # "mengatakan kalau C"
    if (
        start < high
        and scene.lowers[start] in known.of("complementiser-if")
        and not _consequence(scene, start, high)
    ):
        return "complementiser", start + 1  # "menuturkan jika C", with no main clause behind it
    told = _past_listener(scene, token, high) if cue.frame == "tell" else None
    if told is not None:
        return "complementiser", told
    if cue.frame == "tell" and (hearer := source_after(scene, token, high)) is not None:
        told = _past_frame(scene, hearer[1], high)
        if told < high and scene.words[told] not in ",.:" and told not in scene.quote_at:
            return "bare", told
    at, crossed = token, False
    while at < high and at - start <= _FARTHEST_COMPLEMENT:
        if at in scene.time_at:
            at, crossed = scene.time_at[at], True
            continue
        word, lower = scene.words[at], scene.lowers[at]
        if lower in known.of("complementiser") and not _points(scene, at, high):
            return "complementiser", at + 1
        if at in scene.quote_at:
            return "quote", at
        if word == ":":
            return "colon", at + 1
        if word == "," and at > start and not known.comma_after_phrase:
            break
        if word == ",":
            return "comma", at + 1
        if word == "(" and at + 1 in scene.time_at:
            at = scene.time_at[at + 1] + 1
            continue
        if not crossed and at == token and lower not in known.of("preposition", "tail"):
            break
        if lower in known.of("preposition", "tail"):
            crossed = True
        elif not crossed or (scene.words[at][0].islower() and known.is_verb(lower)):
            break
        at += 1
    that = _past_object(scene, start, high)
    if that is not None:
        return "complementiser", that
    return "bare", _past_day(scene, token if listener is not None else start, high)


def _past_frame(scene: Scene, at: int, high: int) -> int:
    """`told reporters in Paris on Friday C`: past where and when it was told."""
    while at < high:
        if at in scene.time_at:
            at = scene.time_at[at]
        elif scene.lowers[at] in scene.known.of("locative", "on-day") and (
            place := scene.time_at.get(at + 1) or scene.name_at.get(at + 1, (0, 0, ""))[1]
        ):
            at = place
        else:
            break
    return at


def _past_day(scene: Scene, start: int, high: int) -> int:
    """`said on Saturday C`: the day of the saying is no part of what is said."""
    days = scene.known.of("on-day")
    if not days or start >= high:
        return start
    end = scene.time_at.get(start + (scene.lowers[start] in days))
    owner = (
        end is not None and scene.layout.text[scene.layout.ends[end - 1]] in "'’"
    )  # "said Monday's vote was fair"
    return start if end is None or owner else end


def _consequence(scene: Scene, start: int, high: int) -> bool:
    """`jika C1, C2`, `jika C1 maka C2`: what follows from a condition."""
    then = scene.known.of("consequence")
    return "," in scene.words[start:high] or not then.isdisjoint(scene.lowers[start:high])


def _past_object(scene: Scene, start: int, high: int) -> int | None:
    """`memberi tahu Perdana Menteri X bahwa C`: past whoever was told, a noun phrase of names and offices."""
    for token in range(start, min(high, start + _FARTHEST_COMPLEMENT)):
        lower = scene.lowers[token]
        if lower in scene.known.of("complementiser"):
            return token + 1 if token > start else None
        hearer = scene.known.sources.get(lower) in ("role", "human")
        if token not in scene.name_at and not scene.is_capital(token) and not hearer:
            return None
    return None


def _subordinate_end(scene: Scene, sentence: Sentence, start: int, source: Range) -> int:
    """`Meski S mengatakan bahwa C, kabar lain beredar`: the clause that opens the sentence ends before its main
    clause.
    """
    known = scene.known
    opener = source[0] - 1
    opening = scene.lowers[opener]
    if opener < sentence.first or opening not in known.of("lead-in") or opening not in known.of("connective"):
        return sentence.last
    if any(known.is_verb(scene.lowers[t]) for t in range(sentence.first, opener)):
        return sentence.last
    commas = [t for t in range(start, sentence.last) if scene.words[t] == "," and t not in scene.quote_at]
    for token, following in pairwise([*commas, sentence.last]):
        if scene.lowers[token + 1] in known.of("relative", "and"):
            return sentence.last
        if any(
            known.is_verb(scene.lowers[t]) or scene.lowers[t] in known.aux for t in range(token, following)
        ):
            return token
    return sentence.last


def _content(scene: Scene, start: int, high: int, cue: Cue) -> Range | None:
    if (
        start < high
        and scene.lowers[start] in scene.known.of("complementiser")
        and not _points(scene, start, high)
    ):
        start += 1  # "menyatakan, bahwa C"
    first, last = scene.trim(start, _author_goes_on(scene, start, high, cue))
    while (
        first < last
        and cue.stance in ("demands", "promises")
        and scene.lowers[first] in scene.known.of("purpose")
    ):
        first += 1
    return (first, last) if last > first else None


def _author_goes_on(scene: Scene, start: int, high: int, cue: Cue) -> int:
    """Where the author explains or goes on in his own voice: `C, sebuah langkah yang …`, `VP tetapi kemudian V`."""
    known = scene.known
    for token in range(start + 1, high - 1):
        if token in scene.quote_at:
            if token + 1 in scene.quote_at:
                continue
            if cue.frame == "called" and scene.closes_quote(token):
                return token + 1  # 'called it "a mess" and left'
            if _joined_by_quote(scene, token + 1) and scene.lowers[token + 1] in known.of("participle"):
                return token + 1  # 'described it as "a mess," adding …'
            continue
        if cue.frame in _LABELLED and scene.words[token] == "," and _speaks_on(scene, token + 1):
            return token  # "denied this, saying …"
        if token == start + 1:
            continue
        if scene.words[token] == "," and scene.lowers[token + 1] in known.of("apposition"):
            return token
        if scene.words[token] == "," and _frame_follows(scene, token + 1, high):
            return token
        if cue.frame in ("vp", "refuse") and scene.lowers[token] in known.of("and-turn"):
            after = token + 1
            while after < high - 1 and scene.lowers[after] in known.of("adverb", "manner"):
                after += 1
            if scene.is_predicate(after) and after not in scene.time_at:
                return token  # "refused to answer and left"
        if (
            cue.frame in _ACTS
            and scene.lowers[token] in known.of("contrast")
            and _turns(scene, token + 1, high)
        ):
            return token
    return high


def _speaks_on(scene: Scene, token: int) -> bool:
    """`S membantah X, mengatakan C`: a verb of saying without a subject, right behind a comma."""
    says = any(
        cue.kind == "active" and cue.frame == "say" for cue in scene.known.cues.get(scene.lowers[token], ())
    )
    return says or scene.lowers[token] in scene.known.of("participle")


def _frame_follows(scene: Scene, token: int, high: int) -> bool:
    """`C, saat ditemui di rumahnya`: when and where it was said."""
    if scene.lowers[token] not in scene.known.of("occasion"):
        return False
    return any(
        scene.lowers[t] in scene.known.of("utterance-frame") for t in range(token + 1, min(high, token + 4))
    )


def _turns(scene: Scene, token: int, high: int) -> bool:
    """After "tetapi": whether a predicate or a new clause follows, so that the author goes on."""
    if scene.words[token - 2] == ",":
        return True
    while token < high and scene.lowers[token] in scene.known.aux:
        token += 1
    return token < high and scene.known.is_verb(scene.lowers[token])


def _source(
    scene: Scene,
    sentence: Sentence,
    token: int,
    group: int,
    low: int,
    before: str,
    relative: bool,
    drafts: list[Draft],
) -> tuple[Range | None, bool]:
    """The source, and whether it is the one of the cue before ("…, seraya menambahkan …", "dan menyebutnya …")."""
    joins = scene.known.of("and", "elision")
    joined = before == "," or _joined_by_quote(scene, group)
    if scene.lowers[token] in scene.known.of("participle") and joined and token - low > 0:
        previous = [d for d in drafts if d.cue and d.cue[1] <= token and not d.relative and d.rule != "noun"]
        if previous and previous[-1].source:
            return previous[-1].source, True  # "S said C, adding that C2"
        return sentence_subject(scene, sentence, group), False
    # "C, kata S, menambahkan bahwa C2"; "S membantah C, mengatakan C2"
    comma = group > sentence.first and scene.words[group - 1] == ","
    follows = comma and (group - low <= 1 or any(d.content and d.content[-1][1] == group - 1 for d in drafts))
    if before in joins or follows:
        previous = [d for d in drafts if d.cue and d.cue[1] <= token and not d.relative and d.rule != "noun"]
        if previous and previous[-1].source:
            return previous[-1].source, True
        if before in joins:
            return sentence_subject(scene, sentence, group), True
    if relative:
        first = np_start(scene, group - 1, low)
        named = next((d.source for d in drafts if d.source and d.source[1] == group - 1), None)
        return ((first, group - 1) if first < group - 1 else named), False  # "dibantah S yang menyebut C"
    source = source_before(scene, token, low)
    if group > low and scene.words[group - 1] == ",":
        if source is None or not scene.plausible_source(*source):
            return sentence_subject(scene, sentence, group), False
        if _is_object(scene, source, low) and (subject := sentence_subject(scene, sentence, group)):
            return subject, False
    return source, False


def _is_object(scene: Scene, source: Range, low: int) -> bool:
    """`S menyerang kota yang dikuasai X, menyatakan C`: what stands before the comma is part of another clause,
    behind its verb."""
    known = scene.known
    before = scene.lowers[source[0] - 1]
    if before in known.of("lead-clause"):
        return False  # "X left after S, which …, said C"
    if source[0] <= low or not (before in known.of("preposition") or scene.is_predicate(source[0] - 1)):
        return False
    start = source[0] - 1
    while start > low and scene.words[start - 1] not in ",;:":
        start -= 1
    verbs = [t for t in range(start + 1, source[0]) if scene.is_predicate(t)]
    return bool(verbs) and scene.lowers[start] not in known.of("preposition")


def _joined_by_quote(scene: Scene, token: int) -> bool:
    """Whether the comma before the token stands inside the marks of a quotation that ends there."""
    return token > 1 and scene.closes_quote(token - 1) and scene.words[token - 2] == ","


def sentence_subject(scene: Scene, sentence: Sentence, end: int) -> Range | None:
    """The noun phrase at the head of the sentence, up to its first verb."""
    first = strip_lead(scene, sentence.first, end)
    if scene.lowers[sentence.first] in scene.known.of("preposition", "lead-in"):
        first = _past_lead_clause(scene, first, end)
    for token in range(first, end):
        if scene.words[token][0].islower() and scene.known.is_verb(scene.lowers[token]):
            found = source_before(scene, token, sentence.first)
            return found if found and scene.plausible_source(*found) else None
    return None


def _past_lead_clause(scene: Scene, first: int, end: int) -> int:
    """`Minutes after X left, Y …`: past a lead that has a verb of its own."""
    for token in range(first, end):
        if scene.words[token] == ",":
            has_verb = any(
                scene.words[t][0].islower() and scene.known.is_verb(scene.lowers[t])
                for t in range(first, token)
            )
            return token + 1 if has_verb else first
    return first


def _document_before(scene: Scene, relative: int, low: int) -> bool:
    """`hasil survei yang menyatakan C`: a document says what its relative clause tells."""
    first = np_start(scene, relative, low)
    return first < relative and scene.source_class(first, relative) == "document"


def _postposed(
    scene: Scene, sentence: Sentence, token: int, cue: Cue, source: Range | None, opening: str, low: int
) -> Range | None:
    """`C, S melaporkan.`: nothing but a tail follows the verb, and a clause stands before the source."""
    if source is None or cue.frame not in _WITH_DOCUMENTS or not _may_speak(scene, cue, source):
        return None
    hearer = source_after(scene, token + 1, sentence.last) if cue.frame == "tell" else None
    if not _rest_is_tail(scene, hearer[1] if hearer else token + 1, sentence.last):
        return None
    if opening == "complementiser" or source[0] <= low + 2 or scene.words[source[0] - 1] != ",":
        return None
    first = start_of_content(scene, low, source[0])
    first, last = scene.trim(first, source[0])
    return (
        (first, last) if scene.count_words(first, last) >= 3 and _tells_all(scene, low, first, last) else None
    )


def _rest_is_tail(scene: Scene, start: int, high: int) -> bool:
    """Whether nothing is said behind the verb: the sentence ends, a day or a place follows, or the author turns
    to somebody else ("…, police said, while organisers …").
    """
    if start < high and scene.words[start] in ",:":
        return start + 1 < high and (
            scene.lowers[start + 1] in scene.known.of("contrast", "absolute-lead") or _cites(scene, start + 1)
        )
    first, last = scene.trim(start, high)
    return (
        first >= last or first in scene.time_at or scene.lowers[first] in scene.known.of("tail", "participle")
    )


def _tells_all(scene: Scene, low: int, first: int, last: int) -> bool:
    """Whether a clause of its own stands before the source, and no mere lead ("Dalam kesempatan itu, …")."""
    known = scene.known
    commas = [t for t in range(first, last) if scene.words[t] == ","]
    if not known.of("lead-in", "condition").isdisjoint(scene.lowers[low : first + 1]):
        if not commas and not known.of("lead-clause"):
            return False
        first = commas[-1] + 1 if commas else first
    relative = known.of("relative")
    return any(
        (known.is_verb(scene.lowers[t]) and scene.lowers[t - 1] not in relative)
        or scene.lowers[t] in known.aux
        or scene.words[t][0].isdigit()
        for t in range(first, last)
        if t not in scene.timed
    )


def _cites(scene: Scene, token: int) -> bool:
    """`C, S reported, citing S2`, `C, S said, adding that C2`: the sentence goes on without a subject."""
    return token < len(scene.lowers) and scene.lowers[token] in scene.known.of("participle", "citing-verb")


def _stance(scene: Scene, token: int, group: int, cue: Cue, start: int) -> str:
    """A negated cue does not assert: "belum dapat memverifikasi", "tidak merinci"; "menolak" depends on what
    follows."""
    negated = any(scene.lowers[t] in scene.known.of("negation") for t in range(group, token))
    if negated and (stance := _negated_stance(scene, cue)):
        return stance
    if cue.frame == "refuse" and start < len(scene.lowers):
        return _refusal(scene, start)
    return cue.stance


def _past_refused(scene: Scene, start: int, high: int) -> int:
    """`enggan berkomentar soal C`: what is not told stands behind the verb of telling."""
    named = scene.known.of("refused-act")  # "declined to comment": there the verb is what is declined
    told = not named and start + 2 < high and scene.lowers[start] in scene.known.of("refusal-verb")
    return start + 1 if told else start


def _denied_act(scene: Scene, token: int, group: int, cue: Cue, stance: str) -> bool:
    """`1.384 orang tidak melaporkan SPT`: whoever does not say a thing has not said it."""
    if cue.stance != "asserts" or stance != "asserts" or cue.frame not in _WITH_DOCUMENTS:
        return False
    negation = scene.known.of("negation")
    return any(scene.lowers[t] in negation for t in range(group, token))


def _refusal(scene: Scene, start: int) -> str:
    lower = scene.lowers[start]
    if lower in scene.known.function.get("refusal-verb", frozenset()):
        return "declines"
    if not scene.known.of("refusal-object").isdisjoint(scene.lowers[start : start + _REFUSED]):
        return "declines"  # "declined to give further details"
    if any(cue.kind == "noun" for cue in scene.known.cues.get(lower, ())):
        return "denies"
    return "asserts"


def _cue_end(scene: Scene, end: int, stance: str, cue: Cue) -> int:
    """`menolak menjawab`, `enggan berkomentar`: the act that is refused belongs to the cue."""
    return end + (stance == "declines" and cue.frame in _REFUSING and end < len(scene.lowers))


def _frame_met(
    scene: Scene, cue: Cue, stance: str, opening: str, content: Range, source: Range, token: int
) -> bool:
    if opening in ("complementiser", "quote", "colon"):
        return cue.frame not in _NEVER_QUOTES  # "a film called “Rain”"
    words = scene.count_words(*content)
    speaks = _may_speak(scene, cue, source)
    if cue.frame in _ACTS and _counts(scene, source):
        return False  # "58 persen menolak kenaikan" counts people, it does not quote them
    if opening == "comma":
        asked = cue.frame == "demand" and scene.lowers[token + 1] in scene.known.of("addressee")
        return speaks and words >= 2 and (asked or cue.frame in _WITH_DOCUMENTS)
    if words <= 2 and scene.lowers[content[0]] in scene.known.of("manner"):
        return False  # "menjelaskan secara umum": how, not what
    if stance in ("cannot-confirm", "declines") or scene.lowers[content[0]] in scene.known.of(
        "interrogative"
    ):
        return speaks and words >= 1
    if cue.frame != "say" and scene.opens_moment(content[0]):
        return False  # "tidak dapat mengelak ketika polisi datang": when, not what
    if cue.frame == "clause" and scene.lowers[content[0]] in scene.known.of("topic-noun", "achievement"):
        return False  # "mengungkapkan alasannya pindah": about what; "memastikan tiket final": a deed
    if cue.frame == "document" and scene.source_class(*source) != "document":
        return False
    if cue.frame == "rank" and scene.known.of("rank") and not _measures(scene, source):
        return False
    test = _BARE.get(cue.frame)
    return bool(speaks and words >= 1 and test is not None and test(scene, content))


def _counts(scene: Scene, source: Range) -> bool:
    """Whether a figure stands in a source, other than somebody's age."""
    age = scene.known.of("age")
    return any(scene.words[t][0].isdigit() and scene.lowers[t + 1] not in age for t in range(*source))


def _measures(scene: Scene, source: Range) -> bool:
    """Whether a source may rank others: a survey or whoever makes one; not a victory or a player."""
    return any(scene.known.sources.get(scene.lowers[token]) == "document" for token in range(*source))


def _may_speak(scene: Scene, cue: Cue, source: Range) -> bool:
    """Whoever is the short subject of a verb that only means to say, or a noun that can speak."""
    short = cue.lemma in scene.known.core and source[1] - source[0] <= _SHORT_SUBJECT
    return short or scene.plausible_source(*source)


def _any(scene: Scene, content: Range) -> bool:
    return True


def _clause(scene: Scene, content: Range) -> bool:
    """The complement holds a verb of its own, or a figure ("BNPB mencatat 12 orang tewas")."""
    relative, in_relative = scene.known.of("relative"), False
    for token in range(content[0], min(content[1], content[0] + 25)):
        if scene.lowers[token] in relative:
            in_relative = True
            continue
        if token > content[0] and _breaks_clause(scene, token):
            return False
        if token > content[0] and scene.lowers[token] in scene.known.of("predicator"):
            return True
        if scene.words[token][0].isdigit() and (
            token - content[0] < 2
            or (token - content[0] == 2 and scene.lowers[token - 1] in scene.known.of("preposition"))
        ):
            return True
        if (
            token > content[0]
            and scene.words[token][0].islower()
            and scene.known.is_verb(scene.lowers[token])
        ):
            if not in_relative:
                return True
            in_relative = (
                scene.lowers[token] in scene.known.aux
            )  # "yang telah diamankan": one group belongs to "yang"
    return _starts_with_aux(scene, content)


def _breaks_clause(scene: Scene, token: int) -> bool:
    """Whether a word opens a reason or a topic, and is not the second half of a preposition ("di atas")."""
    known = scene.known
    return scene.lowers[token] in known.of("clause-breaker") and scene.lowers[token - 1] not in known.of(
        "locative"
    )


def _starts_with_aux(scene: Scene, content: Range) -> bool:
    return scene.lowers[content[0]] in scene.known.of("aspect", "modal", "negation", "copula")


def _verb_phrase(scene: Scene, content: Range) -> bool:
    lower = scene.lowers[content[0]]
    purposed = not scene.known.of("purpose").isdisjoint((lower, scene.lowers[content[0] - 1]))
    return purposed or scene.known.is_verb(lower) or _clause(scene, content)


def _labelled(scene: Scene, content: Range) -> bool:
    return any(scene.lowers[t] in scene.known.of("label") for t in range(*content))


def _called(scene: Scene, content: Range) -> bool:
    """`called the vote "a farce"`: the name that is given stands in quotation marks near by."""
    near = range(content[0] + 1, min(content[1], content[0] + _NEAR_MARKS))
    return any(t in scene.quote_at and (t - 1) not in scene.quote_at for t in near)


def _purposed(scene: Scene, content: Range) -> bool:
    return scene.lowers[content[0] - 1] in scene.known.of("purpose") or any(
        scene.lowers[t] in scene.known.of("purpose") for t in range(*content)
    )


def _threat(scene: Scene, content: Range) -> bool:
    return scene.lowers[content[0]] in scene.known.of("aspect", "purpose")


def _ranked(scene: Scene, content: Range) -> bool:
    """`S menempatkan A pada 34 persen`, `di peringkat ketiga`; "organisers put the crowd at 20,000"."""
    known, near = scene.known, 4
    for token in range(content[0] + 1, min(content[1], content[0] + 20)):
        if scene.lowers[token] in known.of("rank-at"):
            behind = range(token + 1, min(content[1], token + near))
            figures = any(scene.words[t][0].isdigit() for t in behind)
            ranks = any(scene.lowers[t] in known.of("rank") for t in behind)
            if ranks or (figures and not known.of("rank")):
                return True
    return False


def _two_words(scene: Scene, content: Range) -> bool:
    return scene.count_words(*content) >= 2


_BARE = {
    "say": _two_words,
    "tell": _clause,
    "clause": _clause,
    "np": _any,
    "refuse": _any,
    "vp": _verb_phrase,
    "label": _labelled,
    "called": _called,
    "demand": _two_words,
    "purpose": _purposed,
    "threat": _threat,
    "document": _clause,
    "rank": _ranked,
}


def _new_main_clause(scene: Scene, outer: Draft, source: Range, group: int, cue: Cue, opening: str) -> bool:
    """A second main clause with its own subject: `…, dan juru bicara X menolak …`."""
    at = source[0] - 1
    if at < 1 or scene.lowers[at] not in scene.known.of("and", "connective"):
        return False
    if outer.rule == "active-act" and scene.lowers[at] in scene.known.of("lead-clause"):
        return scene.plausible_source(*source)  # "threatened to leave as S told C"
    if scene.lowers[at] in scene.known.of("clause-joint"):
        return scene.plausible_source(*source)
    return scene.words[at - 1] in ",;" and scene.plausible_source(*source)


def _join(scene: Scene, token: int) -> int:
    """Back over the conjunction and comma that join two clauses."""
    while token > 0 and (
        scene.lowers[token - 1] in scene.known.of("and", "connective", "elision", "adverb")
        or scene.words[token - 1] == ","
    ):
        token -= 1
    return token


def _opens_content(scene: Scene, outer: Draft, source: Range) -> bool:
    """`A mengatakan, B menyebut C`: what A says begins with B, who says it, and B is not A again."""
    if (
        outer.cue is None
        or outer.rule not in _TELLS
        or outer.source is None
        or outer.source[0] > outer.cue[0]
    ):
        return False
    first = strip_lead(scene, *outer.content[0])
    own = scene.known.of("pronoun", "first-person")
    if _own_body(scene, outer.source, source):
        return False  # "Kepala BPS X mengatakan, BPS mencatat C": X speaks for it
    named = scene.plausible_source(*source) and scene.lowers[source[0]] not in own
    return named and source[0] == first and source[0] >= outer.cue[1]


def _own_body(scene: Scene, outer: Range, inner: Range) -> bool:
    """Whether the inner source is named within the outer one: the body that somebody heads."""
    words = scene.lowers[inner[0] : inner[1]]
    starts = range(outer[0], outer[1] - len(words))
    return any(scene.lowers[at : at + len(words)] == words for at in starts)


def _is_thing(scene: Scene, source: Range) -> bool:
    """`S said that the recent flood has reminded people …`: a noun phrase in small letters whose last word nobody
    speaks by, in languages that put a noun's modifiers before it.
    """
    last = source[1] - 1
    if not scene.known.of("noun-lead") or last in scene.name_at or not scene.words[last].islower():
        return False
    known = scene.known
    if scene.lowers[last] in known.sources or scene.lowers[last] in known.of("pronoun"):
        return False
    small = known.of("preposition", "relative", "and")
    return not any(scene.lowers[t] in small or scene.words[t] == "," for t in range(*source))


def _outlet_speaks(scene: Scene, outer: Draft) -> bool:
    return outer.source is not None and (
        scene.holds_name(*outer.source, "OUTLET") or scene.source_class(*outer.source) == "media"
    )


def _pull_lead(scene: Scene, sentence: Sentence, draft: Draft, source: Range, low: int) -> None:
    """`Sebagai dokter, Rina mengaku sering begadang`: a lead that belongs to what is said, not to
    the saying."""
    if low != sentence.first or source[0] <= sentence.first + 1 or scene.words[source[0] - 1] != ",":
        return
    lead = scene.trim(strip_lead(scene, sentence.first, source[0]), source[0])
    if scene.lowers[lead[0]] in scene.known.of("topic") and scene.count_words(*lead) >= 3:
        draft.content.insert(0, lead)
