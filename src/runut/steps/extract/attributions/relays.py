"""Relay marks: "dikutip dari X", "melansir X", "lapor X", "kepada X". Who carried it, and by which words."""

from __future__ import annotations

from runut.model.layout import Sentence
from runut.steps.extract.attributions.draft import Range, words_at
from runut.steps.extract.attributions.phrases import source_after
from runut.steps.extract.attributions.scene import Scene


def find_relays(scene: Scene, sentence: Sentence) -> list[tuple[str, Range, Range]]:
    """(class, cue, carrier) for each mark of a sentence, outside quotations."""
    found: list[tuple[str, Range, Range]] = []
    if scene.known.relays.keys().isdisjoint(scene.lowers[sentence.first : sentence.last]):
        return found  # most sentences: no need to look at their words one by one
    token = sentence.first
    while token < sentence.last:
        hit = None
        if token not in scene.quote_at and token not in scene.name_at:
            hit = _mark_at(scene, token, sentence.last)
        if hit is None:
            token += 1
            continue
        found.append(hit)
        token = hit[2][1]
    return found


def _mark_at(scene: Scene, token: int, high: int) -> tuple[str, Range, Range] | None:
    for forms, kind in scene.known.relays.get(scene.lowers[token], ()):
        if not words_at(scene.lowers, token, forms):
            continue
        start = token + len(forms)
        newsroom = scene.known.of("newsroom")
        while start < high and (
            scene.known.sources.get(scene.lowers[start]) in ("media", "document")
            or scene.lowers[start] in newsroom
        ):
            if start in scene.name_at or scene.is_capital(start):
                break
            start += 1  # "dikutip dari laman BBC", "melansir kantor berita AFP"
        if start > token + len(forms) and start < high:
            start += scene.lowers[start] in scene.known.of("title-preposition")  # "mengutip data dari S"
        start += start < high and scene.lowers[start] in scene.known.of("article")
        carrier = _carrier(scene, start, high)
        if carrier is None and kind == "cite":
            carrier = source_after(scene, start, high)
            if carrier is not None and not scene.plausible_source(*carrier):
                carrier = None
        if carrier is None:
            continue
        if kind in ("addressee", "relay-after", "relay-report") and not _is_outlet(scene, carrier):
            continue
        return kind, (token, token + len(forms)), carrier
    return None


def _is_outlet(scene: Scene, carrier: Range) -> bool:
    """Whether an outlet's name is all of the carrier or ends it ("Radio Marca")."""
    return scene.name_at.get(carrier[1] - 1, (0, 0, ""))[2] == "OUTLET"


def _carrier(scene: Scene, first: int, high: int) -> Range | None:
    if first >= high or first in scene.time_at or first in scene.quote_at:
        return None
    if first in scene.name_at:
        return scene.name_at[first][0], min(scene.name_at[first][1], high)
    last = first
    while (
        last < high
        and last not in scene.time_at
        and scene.is_word(last)
        and (scene.words[last] != scene.lowers[last] or "." in scene.words[last])
    ):
        last += 1
    return (first, last) if last > first else None
