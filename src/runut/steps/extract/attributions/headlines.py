"""What a headline credits somebody with: `BPBD: C`, `Bupati X Sebut C`."""

from __future__ import annotations

from runut.model.layout import Sentence
from runut.steps.extract.attributions.draft import Draft, Range
from runut.steps.extract.attributions.scene import Scene

# A longer lead before the colon is a topic ("Banjir di Demak: Warga Mengungsi"), and fewer words are no clause.
_LONGEST_SOURCE = 5
_SHORTEST = 3
_SPEAKERS = ("PER", "ORG", "STATE", "OUTLET")


def read_headline(scene: Scene, sentence: Sentence, number: int) -> Draft | None:
    """The attribution of a headline that opens with whoever says the rest."""
    source = _speaker(scene, sentence)
    if source is None or source[1] >= sentence.last:
        return None
    end = source[1]
    if scene.words[end] == ":":
        return _draft(scene, sentence, number, None, source, end + 1, "asserts")
    for cue in scene.known.cues.get(scene.lowers[end], ()):
        if cue.kind == "after" and scene.is_capital(end):
            return _draft(scene, sentence, number, (end, end + 1), source, end + 1, cue.stance)
    return None


def _speaker(scene: Scene, sentence: Sentence) -> Range | None:
    """A name, with or without the office before it, at the head of the headline."""
    for token in range(sentence.first, min(sentence.last, sentence.first + _LONGEST_SOURCE)):
        if token in scene.name_at:
            first, last, kind = scene.name_at[token]
            office = all(
                scene.known.sources.get(scene.lowers[t]) == "role" for t in range(sentence.first, first)
            )
            return (sentence.first, last) if kind in _SPEAKERS and office else None
    return None


def _draft(
    scene: Scene, sentence: Sentence, number: int, cue: Range | None, source: Range, start: int, stance: str
) -> Draft | None:
    content = scene.trim(start, sentence.last)
    if scene.count_words(*content) < _SHORTEST:
        return None
    return Draft([content], cue, source, "named", stance, "headline", 0.7, number)
