"""Noun cues: `laporan (dari) S bahwa C`, `tudingan bahwa C`."""

from __future__ import annotations

from runut.model.layout import Sentence
from runut.steps.extract.attributions.draft import Draft
from runut.steps.extract.attributions.phrases import source_after
from runut.steps.extract.attributions.scene import Scene
from runut.steps.extract.attributions.words import Cue

# Words between the noun and its complementiser: its owner and a day at most.
_FARTHEST = 14


def find_nominal(
    scene: Scene, sentence: Sentence, number: int, token: int, cue: Cue, drafts: list[Draft]
) -> Draft | None:
    """The attribution of a noun that has a said clause as its complement."""
    that = _complementiser(scene, token, sentence.last)
    if that is None:
        return None
    content = scene.trim(that + 1, sentence.last)
    if scene.count_words(*content) < 2 or any(content[0] == d.content[0][0] for d in drafts if d.content):
        return None
    source = None
    start = token + 1
    if start < that:
        if scene.lowers[start] in scene.known.of("agent", "title-preposition", "preposition"):
            start += 1
        source = source_after(scene, start, that)
        if source is not None and not scene.plausible_source(*source):
            source = None
        if scene.known.sources.get(scene.lowers[token + 1]) == "document":
            source = token, max(token + 2, source[1] if source else 0)  # "laporan warga bahwa C"
    outer = next((d for d in reversed(drafts) if d.holds(token)), None)
    return Draft(
        [content],
        (token, token + 1),
        source,
        "named" if source else "unstated",
        cue.stance,
        "noun",
        0.8,
        number,
        parent=outer,
    )


def _complementiser(scene: Scene, token: int, high: int) -> int | None:
    known = scene.known
    for at in range(token + 1, min(high, token + _FARTHEST)):
        lower = scene.lowers[at]
        if lower in known.of("complementiser"):
            return at
        if scene.words[at] in ",.;:" or lower in known.of("relative", "and"):
            return None
        if at > token + 1 and any(cue.kind == "noun" for cue in known.cues.get(lower, ())):
            return None  # a nearer noun carries the clause
        if scene.words[at][0].islower() and known.is_verb(lower) and lower not in known.of("existence"):
            return None
    return None
