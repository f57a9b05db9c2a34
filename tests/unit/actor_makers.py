"""Casts of short texts: what tests of actors share."""

from __future__ import annotations

from runut.engine.resources import load_pack
from runut.model.cast import Cast
from runut.model.reading import NamedEntity
from runut.model.span import Span
from runut.steps.resolve.actors import resolve_actors
from runut.steps.segment import segment


def spans(text: str, phrases: str) -> list[Span]:
    """Each phrase of a ``;``-list at its next place in the text, in order."""
    found, at = [], 0
    for phrase in filter(None, phrases.split("; ")):
        start = text.index(phrase, at)
        found.append(Span(start, start + len(phrase)))
        at = start + 1
    return found


def cast_of(text: str, sources: str = "", language: str = "id", **names: str) -> Cast:
    """The cast of a text. ``names`` as ``per="Name; Name"`` in text order; states as ``Form=Name``."""
    tagged = []
    for kind, listed in names.items():
        forms = "; ".join(form.split("=")[0] for form in listed.split("; "))
        canonical = [form.split("=")[1] if "=" in form else None for form in listed.split("; ")]
        for span, name in zip(spans(text, forms), canonical, strict=True):
            tagged.append(NamedEntity(span.start, span.end, kind.upper(), name=name))
    pack = load_pack(language)
    return resolve_actors(segment(text, pack), tagged, spans(text, sources), None, pack)


def mentions(text: str, cast: Cast, name: str) -> list[str]:
    """The words of every mention of an actor."""
    return [span.of(text) for actor in cast.actors if actor.name == name for span in actor.mentions]


def sources(text: str, cast: Cast) -> list[str]:
    """The names of all sources in text order."""
    return [cast.source_names[span] for span in sorted(cast.source_names)]
