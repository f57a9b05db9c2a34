"""Stance by what is said: the cue gives one, the content may speak louder ("akan", "diduga", "tidak benar")."""

from __future__ import annotations

from runut.steps.extract.attributions.draft import Draft
from runut.steps.extract.attributions.scene import Scene

# Only the head of what is said decides: its main clause.
_HEAD = 14
_REFUSALS = ("declines", "cannot-confirm")
# Words of a subject before its predicate, without and with a relative clause.
_SUBJECT = 8
_LONG_SUBJECT = 20


def settle_stance(scene: Scene, draft: Draft, before: list[Draft]) -> str:
    """The stance of a finished draft. ``before``: the attributions shortly before it."""
    if draft.stance != "asserts":
        return draft.stance
    first, last = draft.content[-1] if not draft.spoken and len(draft.content) > 1 else draft.content[0]
    marks = _marks(scene, first, last)
    if "asserts" in marks:
        marks.discard("demands")  # "claimed to have won"
    if draft.spoken:
        own = _own_act(scene, first, last)
        if own:
            return own
        if "negation" in marks and any(d.stance == "denies" and d.parent is None for d in before):
            return "denies"
        marks.discard("believes")  # a hedge inside a long quotation is not the speaker's stance
    elif future := _future(scene, draft, first, last):
        marks.discard("promises")
        marks.add(future)
    for stance in ("denies", "cannot-confirm", "believes", "promises", "predicts", "demands"):
        if stance in marks:
            return stance
    return "asserts"


def _future(scene: Scene, draft: Draft, first: int, last: int) -> str | None:
    """The stance of a main clause whose first predicate is in the future: what the speaker's own body will do is
    promised, anything else predicted.
    """
    if len(draft.content) > 1 and scene.lowers[first] in scene.known.of("future"):
        return "predicts"
    if draft.rule == "active-act" or scene.lowers[first] in scene.known.of("interrogative"):
        return None  # "memprotes reformasi …", "siapa yang nanti akan …"
    at = _future_at(scene, first, last)
    if at is None or "promises" in _marks(scene, first, last):
        return None
    return "promises" if _own_body(scene, first, at) else "predicts"


def _future_at(scene: Scene, first: int, last: int) -> int | None:
    """The word for the future that opens the predicate of the main clause; a relative clause of the subject is
    passed over.
    """
    known = scene.known
    within, reach = False, _SUBJECT
    relative, future = known.of("relative"), known.of("future")
    for token in range(first + 1, min(last, first + _LONG_SUBJECT)):
        lower = scene.lowers[token]
        if token >= first + reach:
            return None
        if lower in relative:
            within, reach = True, _LONG_SUBJECT
        elif lower in future:
            before = scene.lowers[token - 1]
            if before in relative or (scene.words[token - 1].islower() and known.is_verb(before)):
                continue  # "yang akan datang", "yang disebut akan …"
            after = token + 1 + (token + 1 < last and scene.is_punctuation(token + 1))  # "akan "menang""
            bare = after < last and not _predicate(scene, after)  # "kekhawatiran akan adanya teror"
            return None if bare or scene.lowers[token - 1] in known.of("negation") else token
        elif token in scene.name_at:
            continue
        elif (
            lower in known.of("and", "connective", "condition", "aspect", "copula")
            or scene.words[token] in ",;"
        ):
            return None
        elif known.is_verb(lower):
            if not within:
                return None
            within = False  # the verb of the relative clause; the next one is the main clause's
    return None


def _own_body(scene: Scene, first: int, end: int) -> bool:
    """`pemerintahnya akan …`, `partainya akan …`: the body is the speaker's."""
    clitic = scene.known.clitic
    nouns = [t for t in range(first, end) if t not in scene.name_at and scene.is_word(t)]
    if not clitic or len(nouns) != 1 or not scene.lowers[nouns[0]].endswith(clitic):
        return False
    return scene.known.sources.get(scene.lowers[nouns[0]].removesuffix(clitic)) == "organisation"


def _predicate(scene: Scene, token: int) -> bool:
    return scene.known.is_verb(scene.lowers[token]) or scene.lowers[token] in scene.known.of(
        "adverb", "modal", "predicate-opener"
    )


def _marks(scene: Scene, first: int, last: int) -> set[str]:
    """Stances that the content's own words show, by the pack's table of marks."""
    found: set[str] = set()
    lowers, marks = scene.lowers, scene.known.marks
    head = min(last, first + _HEAD)
    negations = scene.known.of("negation")
    for token in range(first, head):
        if lowers[token] in negations:
            found.add("negation")
        if token > first and lowers[token] in scene.known.of("obligation") and _obliges(scene, token, last):
            found.add("demands")
        for forms, where, stance in marks.get(lowers[token], ()):
            if (where == "opens" and token > first) or tuple(lowers[token : token + len(forms)]) != forms:
                continue
            found.add(stance)
    return found


def _obliges(scene: Scene, token: int, last: int) -> bool:
    """`Pemerintah harus bertindak`, not "tidak harus", "saya harus", "ia harus dibantu"."""
    known = scene.known
    at = token - 1
    while at > 0 and scene.lowers[at] in known.of("adverb"):
        at -= 1  # "kami memang harus"
    before = scene.lowers[at]
    if before in known.of("negation", "first-person", "relative", "and") or token + 1 >= last:
        return False
    after = scene.lowers[token + 1]
    return not after.startswith(known.passive_prefix) and after not in known.of("first-person", "duty")


def _own_act(scene: Scene, first: int, last: int) -> str | None:
    """ "Kami menjamin …", "Saya mengajak …": the speaker says what the words do."""
    for token in range(first, min(last, first + 4)):
        if scene.lowers[token] in scene.known.of("first-person"):
            for at in range(token + 1, min(last, token + 4)):
                refused = _refused(scene, token + 1, at)
                if refused:
                    return refused
                for cue in scene.known.cues.get(scene.lowers[at], ()):
                    if cue.kind == "active" and cue.stance not in ("asserts", "believes"):
                        return cue.stance
                if scene.lowers[at] not in scene.known.aux or scene.lowers[at] in scene.known.of("past"):
                    break  # "Saya telah memerintahkan": told, not done
    return None


def _refused(scene: Scene, first: int, at: int) -> str | None:
    """`Kami tidak memerinci …`, `kami belum bisa memastikan …`: what a negated verb of saying amounts to."""
    if not any(scene.lowers[token] in scene.known.of("negation") for token in range(first, at)):
        return None
    lemmas = {cue.lemma for cue in scene.known.cues.get(scene.lowers[at], ()) if cue.kind == "active"}
    for row in scene.known.stance_marks:
        if row["class"] == "negated" and row["form"] in lemmas and row["stance"] in _REFUSALS:
            return row["stance"]
    return None
