"""Speech inside a quotation: the speaker quotes somebody else. Only what cannot be mistaken for the speaker's own."""

from __future__ import annotations

from runut.model.layout import Sentence
from runut.steps.extract.attributions.draft import Draft, Range
from runut.steps.extract.attributions.phrases import source_after, source_before
from runut.steps.extract.attributions.scene import Scene
from runut.steps.extract.attributions.words import Cue


def find_nested(
    scene: Scene, sentence: Sentence, number: int, token: int, cue: Cue, drafts: list[Draft]
) -> Draft | None:
    """`"Dokter mengatakan bahwa C," kata S`: the doctor speaks, through S. ``drafts``: this sentence's, so far."""
    outer = next((d for d in drafts if d.spoken and d.holds(token)), None)
    if outer is None:
        return None
    low, high = _clause(scene, outer, token)
    if cue.kind == "active" and cue.frame in ("say", "clause"):
        return _told(scene, number, token, cue, outer, low, high)
    if cue.kind in ("according", "after") and token == low:
        return _according(scene, number, token, cue, outer, high)
    return None


def _clause(scene: Scene, outer: Draft, token: int) -> Range:
    """The sentence inside the quotation."""
    first, last = next(part for part in outer.content if part[0] <= token < part[1])
    low = next((t + 1 for t in range(token - 1, first - 1, -1) if scene.words[t] in ".!?"), first)
    high = next((t for t in range(token, last) if scene.words[t] in ".!?"), last)
    return low, high


def _told(scene: Scene, number: int, token: int, cue: Cue, outer: Draft, low: int, high: int) -> Draft | None:
    known = scene.known
    if token + 1 >= high or scene.lowers[token + 1] not in known.of("complementiser"):
        return None
    at = token - 1 if scene.lowers[token - 1] in known.of("purpose") else token
    source = source_before(scene, at, low) if at == token else _subject(scene, at, low)
    if source is None or not scene.plausible_source(*source) or _is_speaker(scene, source):
        return None
    content = scene.trim(token + 2, high)
    if scene.count_words(*content) < 3:
        return None
    return Draft(
        [content], (token, token + 1), source, "named", cue.stance, "nested-told", 0.75, number, parent=outer
    )


def _subject(scene: Scene, end: int, low: int) -> Range | None:
    """`warga datang untuk melaporkan bahwa C`: the subject of the verb before."""
    for token in range(low + 1, end):
        if scene.words[token][0].islower() and scene.known.is_verb(scene.lowers[token]):
            return source_before(scene, token, low)
    return None


def _according(scene: Scene, number: int, token: int, cue: Cue, outer: Draft, high: int) -> Draft | None:
    source = source_after(scene, token + 1, high)
    if source is None or _is_speaker(scene, source) or source[1] >= high:
        return None
    if scene.words[source[1]] != "," and scene.name_at.get(source[1] - 1, (0, 0, ""))[2] != "PER":
        return None
    content = scene.trim(source[1], high)
    if scene.count_words(*content) < 3:
        return None
    return Draft(
        [content],
        (token, token + 1),
        source,
        "named",
        cue.stance,
        "nested-according",
        0.75,
        number,
        parent=outer,
    )


def _is_speaker(scene: Scene, source: Range) -> bool:
    """The speaker's own ("menurut catatan kami"), or nobody ("ini menunjukkan bahwa")."""
    own, pointing = scene.known.of("first-person"), scene.known.of("demonstrative")
    return any(scene.lowers[token] in own for token in range(*source)) or scene.lowers[source[0]] in pointing
