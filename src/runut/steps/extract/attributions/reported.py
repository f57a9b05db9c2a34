"""Indirect speech with the source after the cue: `C, kata S`, `C1, menurut S, C2`, `Menurut S, C`,
`Berdasarkan data S, C`."""

from __future__ import annotations

from runut.model.layout import Sentence
from runut.steps.extract.attributions.draft import Draft, Range
from runut.steps.extract.attributions.phrases import (
    past_degrees,
    source_after,
    start_of_content,
    strip_lead,
)
from runut.steps.extract.attributions.scene import Scene
from runut.steps.extract.attributions.words import Cue

_LONGEST_NOUN = 4  # words of "hasil penghitungan suara sementara", and the comma behind them


def find_reported(
    scene: Scene, sentence: Sentence, number: int, token: int, cue: Cue, drafts: list[Draft]
) -> Draft | None:
    """The attribution of a cue whose source follows it, outside quotations."""
    if scene.is_not_cue(token):
        return None
    low = _low(sentence, drafts, token)
    if any(d.spoken and d.cue and d.cue[0] <= token < d.cue[1] for d in drafts):
        return None
    if cue.kind == "according":
        return _according(scene, sentence, number, token, cue, low)
    if cue.kind == "according-clitic":
        return _around(scene, sentence, number, (token, token + 1), None, cue, low, "according-clitic", 0.93)
    if cue.kind == "document":
        found = _document(scene, sentence, number, token, cue, low)
        if found is not None and found.cue and found.source and found.source[0] < found.cue[1]:
            return None if any(d.holds(token) for d in drafts) else found  # "S mengatakan, dari data, C"
        return found
    if cue.kind == "hearsay":
        return _hearsay(scene, sentence, number, token, cue)
    before = scene.words[token - 1] if token > sentence.first else ""
    opens = cue.kind == "after" and (
        token == strip_lead(scene, sentence.first, sentence.last) or _heads(scene, sentence, token)
    )
    opens = opens and not scene.known.of("passive-aux")  # "Asked if …": a participle
    if cue.kind == "after" and _goes_on(scene, sentence, token):
        opens, low = True, token
    apart = before == "," or scene.closes_quote(token - 1) or opens
    if not apart and not _inside_clause(scene, sentence, token, cue):
        return None
    if cue.kind == "clitic":
        apart = token + 1 >= sentence.last or not scene.is_word(token + 1)
        if cue.lemma not in scene.known.core and before == "," and not apart:
            return None  # ", nilainya lebih rendah": its worth
        return _around(scene, sentence, number, (token, token + 1), None, cue, low, "clitic-inside", 0.85)
    source = source_after(scene, token + 1, sentence.last)
    if source is None or not scene.plausible_source(*source):
        return None
    noun = cue.lemma not in scene.known.core and not cue.frame
    if noun and source[1] < sentence.last and scene.is_predicate(source[1]):
        return None  # ", perintah Kapolri mempercepat kerja": a noun and its owner
    if opens and _owned_noun(scene, cue, source[1], sentence.last):
        return None
    if cue.lemma not in scene.known.core and not _heads_source(scene, source):
        return None  # ", nilai kontrak baru …": a worth, no judgement
    if not any(d.spoken for d in drafts) and _closes_sentence(scene, sentence, source[1]):
        low = sentence.first  # "Washington menyatakan keprihatinan, kata juru bicara X": the whole is X's
    return _around(scene, sentence, number, (token, token + 1), source, cue, low, "verb-source", 0.95)


def _goes_on(scene: Scene, sentence: Sentence, token: int) -> bool:
    """`Masih kata S, C`: who spoke before speaks on."""
    on = scene.known.of("going-on")
    return token > sentence.first and all(scene.lowers[t] in on for t in range(sentence.first, token))


def _inside_clause(scene: Scene, sentence: Sentence, token: int, cue: Cue) -> bool:
    """`Sejatinya kata Marsel warga harus pindah`: a name or pronoun behind the stem, the predicate behind the name,
    and no comma; a stem that is an adjective too ("tegas") needs a noun phrase that has ended before it."""
    known = scene.known
    if not cue.frame.startswith("inside"):
        return False
    source = source_after(scene, token + 1, sentence.last)
    if source is None or not (
        scene.holds_name(*source, "PER") or scene.lowers[source[0]] in known.of("pronoun")
    ):
        return False
    before = scene.lowers[token - 1]
    if (
        not scene.is_word(token - 1)
        or before in known.not_noun
        or before in known.of("relative", "and", "or")
    ):
        return False
    ended = (
        token - 1 in scene.timed
        or before in known.of("demonstrative")
        or token - 1 in scene.name_at
        or (known.clitic and before.endswith(known.clitic))
    )
    if not ended and (cue.frame == "inside-closed" or known.is_verb(before)):
        return False
    rest = range(source[1], sentence.last)
    return scene.count_words(source[1], sentence.last) > 1 and any(
        known.is_verb(scene.lowers[t]) or scene.lowers[t] in known.aux for t in rest
    )


def _heads_source(scene: Scene, source: Range) -> bool:
    """Whether the phrase begins as a source does: with a name, a capital, a pronoun, or a noun for people."""
    head = source[0]
    known = scene.known
    if head in scene.name_at or scene.is_capital(head) or known.speaks(scene.lowers[head]):
        return True
    return scene.lowers[head] in known.of("article", "apposition")


def _owned_noun(scene: Scene, cue: Cue, after: int, high: int) -> bool:
    """`Perintah Presiden X membuat …`, `Kisah Y pada Senin …`: a noun and its owner, nobody speaks."""
    if after >= high or scene.words[after] == ",":
        return False
    return cue.lemma not in scene.known.core or scene.known.is_verb(scene.lowers[after])


def _heads(scene: Scene, sentence: Sentence, token: int) -> bool:
    """`Lanjut Gatot, C`: a stem that is an adverb too opens the sentence, and a comma closes who says it."""
    if token != sentence.first:
        return False
    source = source_after(scene, token + 1, sentence.last)
    if source is None or source[1] >= sentence.last or scene.words[source[1]] != ",":
        return False
    return scene.name_at.get(source[1] - 1, (0, 0, ""))[2] == "PER" or (
        scene.lowers[source[0]] in scene.known.of("pronoun")
    )


def _low(sentence: Sentence, drafts: list[Draft], token: int) -> int:
    low = sentence.first
    for draft in drafts:
        if draft.rule == "noun" or draft.source_kind == "unstated":
            continue
        if draft.cue and draft.cue[1] <= token:
            low = max(low, draft.cue[1], draft.source[1] if draft.source and draft.source[1] <= token else 0)
            if draft.spoken:
                low = max(low, *(last for _, last in draft.content if last <= token), low)
    return low


def _closes_sentence(scene: Scene, sentence: Sentence, end: int) -> bool:
    first, last = scene.trim(end, sentence.last)
    return first >= last or first in scene.time_at or scene.lowers[first] in scene.known.of("tail")


def _according(scene: Scene, sentence: Sentence, number: int, token: int, cue: Cue, low: int) -> Draft | None:
    particle = token + 1 < sentence.last and scene.lowers[token + 1] in scene.known.of("according-particle")
    source = source_after(scene, token + 1 + particle, sentence.last)
    if source is None:
        return None
    head = min(source[0] + (scene.lowers[source[0]] in scene.known.of("article")), source[1] - 1)
    if scene.known.sources.get(scene.lowers[head]) == "document" and not scene.holds_name(*source, "PER"):
        source = source[0], _to_comma(scene, source[1], sentence.last)
    return _around(scene, sentence, number, (token, token + 1), source, cue, low, "according", 0.95)


def _to_comma(scene: Scene, end: int, high: int) -> int:
    """A law or a report has a long name: "Undang-Undang Nomor 6 Tahun 2014 tentang Desa, …"."""
    for token in range(end, min(high, end + 25)):
        if scene.words[token] == ",":
            return token
        if token in scene.time_at and scene.lowers[token - 1] in scene.known.of("preposition"):
            return token - 1 if token - 1 >= end else end  # "laporan media lokal pada Kamis (23/11)"
        if scene.words[token][0].islower() and scene.known.is_verb(scene.lowers[token]):
            break
    return end


def _document(scene: Scene, sentence: Sentence, number: int, token: int, cue: Cue, low: int) -> Draft | None:
    """Only at the head of a sentence or after a comma, with a document and whose it is: "Berdasarkan data BPS, …"."""
    if token > sentence.first and scene.words[token - 1] != ",":
        return None
    start = token + 1
    while (
        start < sentence.last
        and scene.known.sources.get(scene.lowers[start]) == "document"
        and not scene.is_capital(start)
    ):
        start += 1
    if start == token + 1 and cue.frame == "data":
        return None
    noun = start
    if start > token + 1 and scene.lowers[start] in scene.known.of("postnominal"):
        start += 1  # "Berdasarkan keterangan awal dari S"
        start += scene.lowers[start] in scene.known.of("title-preposition")
    source = source_after(scene, start, sentence.last) or source_after(scene, token + 1, sentence.last)
    if (
        source is not None
        and scene.lowers[source[0]] in scene.known.of("demonstrative")
        and start > token + 1
    ):
        if cue.frame == "data":
            return None  # "Dari data tersebut, X akan …": the author infers
        source = start - 1, source[1]  # "Berdasarkan survei tersebut": the document itself
    if source is not None and start > token + 1 and not _issues(scene, source):
        # "Berdasarkan data yang diperoleh dari warga": nobody's name
        source = noun - 1, _whole_noun(scene, noun, sentence.last)
    while (
        source is not None
        and source[1] - source[0] > 1
        and scene.lowers[source[1] - 1] in scene.known.of("postnominal")
    ):
        source = source[0], source[1] - 1
    if source is None or (start == token + 1 and not scene.plausible_source(*source)):
        return None
    comma = next(
        (t for t in range(source[1], min(sentence.last, source[1] + 12)) if scene.words[t] == ","), None
    )
    if comma is None:
        return None
    content = scene.trim(comma + 1, sentence.last)
    if scene.count_words(*content) < 2:
        return None
    return Draft([content], (token, noun), source, "named", cue.stance, "document", 0.85, number)


def _whole_noun(scene: Scene, start: int, high: int) -> int:
    """`Berdasarkan hasil penghitungan suara, …`: where a paper's noun ends, with the nouns that say of what."""
    known = scene.known
    for token in range(start, min(high, start + _LONGEST_NOUN)):
        if scene.words[token] == ",":
            return token
        if not scene.words[token].islower() or scene.lowers[token] in known.not_noun | known.of("relative"):
            break
        if known.is_verb(scene.lowers[token]):
            break
    return start


def _issues(scene: Scene, source: Range) -> bool:
    """Whether what follows a noun for a paper names whoever issued it."""
    return scene.lowers[source[0]] not in scene.known.of("relative") and scene.plausible_source(*source)


def _hearsay(scene: Scene, sentence: Sentence, number: int, token: int, cue: Cue) -> Draft | None:
    if token != strip_lead(scene, sentence.first, sentence.last):
        return None
    content = scene.trim(token + 1, sentence.last)
    if scene.count_words(*content) < 3:
        return None
    return Draft([content], (token, token + 1), None, "unstated", cue.stance, "hearsay", 0.8, number)


def _around(
    scene: Scene,
    sentence: Sentence,
    number: int,
    cue_range: Range,
    source: Range | None,
    cue: Cue,
    low: int,
    rule: str,
    confidence: float,
) -> Draft | None:
    """What is said stands before the cue, after the source, or on both sides."""
    before = _before(scene, low, cue_range[0])
    end = past_degrees(scene, source[1], sentence.last) if source else cue_range[1]
    if source is not None and scene.lowers[source[0]] in scene.known.of("first-person"):
        return None  # "menurut saya" outside a quotation is the author
    if rule == "according" and _says_again(scene, end, sentence.last):
        end += 2
    after = _after(scene, sentence, end, before is not None and _is_clause(scene, before))
    content = [part for part in (before, after) if part is not None]
    if not content or sum(scene.count_words(*part) for part in content) < 2:
        return None
    return Draft(
        content, cue_range, source, "named" if source else "clitic", cue.stance, rule, confidence, number
    )


def _before(scene: Scene, low: int, cue: int) -> Range | None:
    first = start_of_content(scene, low, cue)
    conditions = scene.known.of("condition")
    first = next(
        (t for t in range(low, first) if scene.lowers[t] in conditions), first
    )  # "Jika C1, menurut S, C2"
    if first < cue and scene.lowers[first] in scene.known.of("and"):
        first += 1
    if first == cue - 1 and scene.lowers[first] in scene.known.of("going-on"):
        return None  # "Masih menurut S, C"
    first, last = scene.trim(first, cue)
    return (first, last) if last > first else None


def _is_clause(scene: Scene, part: Range) -> bool:
    """Whether it can stand alone: it holds a predicate and is no mere lead ("Selain itu, kata dia, …")."""
    if scene.lowers[part[0] - 1 if part[0] else 0] in scene.known.of("lead-in") or (
        scene.lowers[part[0]] in scene.known.of("lead-in", "topic", "preposition")
    ):
        return False
    return any(
        scene.known.is_verb(scene.lowers[t])
        or scene.lowers[t] in scene.known.aux
        or scene.words[t][0].isdigit()
        for t in range(*part)
    )


def _past_day(scene: Scene, token: int, high: int) -> int:
    """`Menurut laporan media pada Kamis (23/11), C`, `Menurut dia, dalam rilis di Jakarta, C`: the frame of the
    report and its comma.
    """
    frame = range(token + 1, min(high, token + 4))
    if token < high and scene.lowers[token] in scene.known.of("occasion"):
        framed = any(scene.lowers[t] in scene.known.of("utterance-frame") for t in frame)
        comma = next((t for t in range(token, high) if scene.words[t] == ","), None) if framed else None
        token = comma + 1 if comma is not None and comma + 1 < high else token
    at = token + (token < high and scene.lowers[token] in scene.known.of("preposition"))
    end = scene.time_at.get(at, high)
    return end + 1 if end < high and scene.words[end] == "," else token


def _says_again(scene: Scene, token: int, high: int) -> bool:
    """`Menurut S mengatakan bahwa C`: a verb of saying on top of the preposition."""
    says = (
        any(cue.kind == "active" for cue in scene.known.cues.get(scene.lowers[token], ()))
        if token < high
        else False
    )
    return says and token + 2 < high and scene.lowers[token + 1] in scene.known.of("complementiser")


def _after(scene: Scene, sentence: Sentence, end: int, has_before: bool) -> Range | None:
    token = end
    while token < sentence.last and (
        scene.is_punctuation(token) or scene.lowers[token] in scene.known.of("complementiser")
    ):
        if token in scene.quote_at or scene.words[token] == "(":
            break
        token += 1
    token = _past_day(scene, token, sentence.last) if not has_before else token
    first, last = scene.trim(token, sentence.last)
    if first >= last:
        return None
    if has_before and (
        first in scene.time_at or scene.lowers[first] in scene.known.of("tail") or scene.words[first] == "("
    ):
        return None
    if scene.count_words(first, last) < (2 if has_before else 1):
        return None
    return first, last
