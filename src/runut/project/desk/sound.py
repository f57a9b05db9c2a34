"""A story whose articles have changed since it was worked out, without what no longer stands in their texts.

A span is never moved to a look-alike: what the new text does not have at its place is left out until the story is
worked out anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from runut.model.dossier import Entry, Question, Story, Utterance
from runut.model.reading import Reading


def sound_story(story: Story, readings: Mapping[str, Reading], texts: Mapping[str, str]) -> Story:
    """A story as far as its articles, figures and statements still stand."""
    said = {f"{name}#{s.id}" for name, reading in readings.items() for s in reading.statements}
    asked = [kept for q in story.questions if (kept := _question(q, texts))]
    standing = {entry.id for question in asked for entry in question.entries}
    return replace(
        story,
        articles=[name for name in story.articles if name in readings],
        questions=asked,
        utterances=[_utterance(u, said) for u in story.utterances],
        timeline=[
            replace(event, articles=[name for name in event.articles if name in readings])
            for event in story.timeline
        ],
        links=[link for link in story.links if {link.from_, link.to} <= said],
        hops=[hop for hop in story.hops if hop.article is None or hop.article in readings],
        copies=[copy for copy in story.copies if copy[0] in readings and copy[1] in readings],
        reuse=[one for one in story.reuse if one.from_ in readings and one.to in readings],
        apart=[one for one in story.apart if {one.one, one.other} <= standing],
    )


def _question(question: Question, texts: Mapping[str, str]) -> Question | None:
    entries = [entry for entry in question.entries if _stands(entry, texts)]
    if not entries:
        return None
    known = {entry.id for entry in entries}
    origins = [replace(o, entries=[e for e in o.entries if e in known]) for o in question.origins]
    return replace(
        question,
        entries=entries,
        relations=[
            one for one in question.relations if {one.from_, one.to} <= known or one.kind == "part-of"
        ],
        origins=[origin for origin in origins if origin.entries],
    )


def _stands(entry: Entry, texts: Mapping[str, str]) -> bool:
    """Whether an article still has a figure's words at their place."""
    words = texts.get(entry.article, "")[entry.start : entry.end]
    return bool(words) and (not entry.written or words == entry.written)


def _utterance(utterance: Utterance, said: set[str]) -> Utterance:
    known = [n for n, r in enumerate(utterance.statements) if f"{r.article}#{r.statement}" in said]
    at = {old: new for new, old in enumerate(known)}
    return replace(
        utterance,
        statements=[utterance.statements[n] for n in known],
        drift=[
            replace(d, between=(at[d.between[0]], at[d.between[1]]))
            for d in utterance.drift
            if d.between[0] in at and d.between[1] in at
        ],
    )


__all__ = ["sound_story"]
