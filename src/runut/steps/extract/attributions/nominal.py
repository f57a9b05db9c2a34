"""Noun cues: `laporan (dari) S bahwa C`, `tudingan bahwa C`."""

from __future__ import annotations

from runut.model.layout import Sentence
from runut.steps.extract.attributions.draft import Draft, Range
from runut.steps.extract.attributions.phrases import source_after, source_before
from runut.steps.extract.attributions.scene import Scene
from runut.steps.extract.attributions.words import Cue

# Words between the noun and its complementiser: its owner and a day at most.
_FARTHEST = 14
_LONGEST_OWNER = 6
# Nouns of those who can claim a thing; not papers.
_OWNERS = ("role", "human", "organisation", "group", "media")


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
    source = source or _owner(scene, token) or _giver(scene, sentence, token)
    if source is None and cue.frame == "owned":
        return None  # "there is concern that C"
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


def _owner(scene: Scene, token: int) -> Range | None:
    """`opposition claims that C`, `Norland's claim that C`: whose it is, in languages that put the owner first."""
    if token < 1 or not scene.known.of("noun-lead"):
        return None
    before = token - 1
    if before in scene.name_at:
        return max(scene.name_at[before][0], token - _LONGEST_OWNER), token
    speaks = scene.known.sources.get(scene.lowers[before]) in _OWNERS
    return (before, token) if speaks else None


def _giver(scene: Scene, sentence: Sentence, token: int) -> Range | None:
    """`S released information that C`, `S expressed grave concern that C`: whoever gives what the noun holds."""
    gives = scene.known.of("gives")
    verb = next(
        (t for t in range(token - 1, max(sentence.first, token - 4), -1) if scene.lowers[t] in gives), None
    )
    if verb is None or scene.is_passive_here(verb):
        return None
    source = source_before(scene, verb, sentence.first)
    return source if source is not None and scene.plausible_source(*source) else None


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
