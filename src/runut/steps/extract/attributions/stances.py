"""Stance by what is said: the cue gives one, the content may speak louder ("akan", "diduga", "tidak benar")."""

from __future__ import annotations

from runut.steps.extract.attributions.draft import Draft
from runut.steps.extract.attributions.scene import Scene

# Only the head of what is said decides: its main clause.
_HEAD = 14


def settle_stance(scene: Scene, draft: Draft, before: list[Draft]) -> str:
    """The stance of a finished draft. ``before``: the attributions shortly before it."""
    if draft.stance != "asserts":
        return draft.stance
    first, last = draft.content[-1] if not draft.spoken and len(draft.content) > 1 else draft.content[0]
    marks = _marks(scene, first, last)
    if draft.spoken:
        own = _own_act(scene, first, last)
        if own:
            return own
        if "negation" in marks and any(d.stance == "denies" and d.parent is None for d in before):
            return "denies"
        marks.discard("believes")  # a hedge inside a long quotation is not the speaker's stance
    elif _future(scene, draft, first, last):
        marks.add("predicts")
        marks.discard("promises")
    for stance in ("denies", "cannot-confirm", "believes", "promises", "predicts", "demands"):
        if stance in marks:
            return stance
    return "asserts"


def _future(scene: Scene, draft: Draft, first: int, last: int) -> bool:
    """The main clause says what somebody or something else will do: its first predicate is in the future."""
    future = scene.known.of("future")
    if len(draft.content) > 1 and scene.lowers[first] in future:
        return True
    for token in range(first + 1, min(last, first + 8)):
        lower = scene.lowers[token]
        if lower in future and token + 1 < last and not _predicate(scene, token + 1):
            return False  # "kekhawatiran akan adanya teror"
        if lower in future and scene.lowers[token - 1] in scene.known.of("negation"):
            return False
        if lower in future:
            return "promises" not in _marks(scene, first, last)
        if token not in scene.name_at and (
            lower in scene.known.of("and", "connective", "condition", "relative", "aspect", "copula")
            or scene.words[token] in ",;"
            or scene.known.is_verb(lower)
        ):
            return False
    return False


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
    if before in known.of("negation", "first-person") or token + 1 >= last:
        return False
    return not scene.lowers[token + 1].startswith(known.passive_prefix)


def _own_act(scene: Scene, first: int, last: int) -> str | None:
    """ "Kami menjamin …", "Saya mengajak …": the speaker says what the words do."""
    for token in range(first, min(last, first + 4)):
        if scene.lowers[token] in scene.known.of("first-person"):
            for at in range(token + 1, min(last, token + 4)):
                for cue in scene.known.cues.get(scene.lowers[at], ()):
                    if cue.kind == "active" and cue.stance not in ("asserts", "believes"):
                        return cue.stance
                if scene.lowers[at] not in scene.known.aux:
                    break
    return None
