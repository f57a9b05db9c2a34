"""Short ways to make figures, statements and articles for tests of the steps across articles."""

from __future__ import annotations

import hashlib
from typing import Any

from runut.engine.resources import load_pack
from runut.model.ledger import Figure, Piece, Said
from runut.model.reading import Actor, Place, Quantity, Reading, Relay, Statement, Timex
from runut.model.span import Span
from runut.rules.reasons import Reasons
from runut.steps.segment import segment


def say(code: str, **values: object) -> str:
    """Reasons in Indonesian."""
    return load_pack("id").compiled(Reasons).say(code, **values)


def figure(
    identity: str, value: float | tuple[float | None, float | None], by: str = "BPBD", **rest: Any
) -> Figure:
    """A figure of ``orang tewas``, by one source in article ``a`` unless said otherwise."""
    low, high = value if isinstance(value, tuple) else (value, value)
    article = rest.pop("article", f"{identity}.txt")
    rest.setdefault("statement", "s1")
    rest.setdefault("stance", "asserts")
    rest.setdefault("chain", (by, f"Outlet {article}"))
    rest.setdefault("noun", "person")
    rest.setdefault("noun_words", "orang")
    rest.setdefault("kind", "loose")
    rest.setdefault("predicates", ("dead",))
    rest.setdefault("hedge", "exact")
    rest.setdefault("as_of", rest.get("said_on"))
    return Figure(
        id=identity,
        article=article,
        start=rest.pop("start", 0),
        end=rest.pop("end", 2),
        written=rest.pop("written", f"{low or high:g}"),
        low=low,
        high=high,
        unit="orang",
        of=rest.pop("of", None),
        source_name=by,
        language="id",
        **rest,
    )


def said(identity: str, words: str, by: str = "", **rest: Any) -> Said:
    """A statement ``article#id``; its keys are its words, all equally rare."""
    article, _, name = identity.partition("#")
    return Said(
        article=article,
        statement=name,
        start=rest.pop("start", 0),
        end=rest.pop("end", len(words)),
        sentence=rest.pop("sentence", 0),
        words=words,
        speakers=(by,) if by else (),
        stance=rest.pop("stance", "asserts"),
        kind=rest.pop("kind", "indirect"),
        said_on=rest.pop("said_on", None),
        keys={word.strip('.,"').casefold(): 10.0 for word in words.split() if len(word) > 3},
        names=frozenset(),
        figures=rest.pop("figures", ()),
        language=rest.pop("language", "id"),
        **rest,
    )


def piece(text: str, name: str = "a.txt", **parts: Any) -> Piece:
    """An article with what was read in it; spans are found by their words.

    ``says``: (words, source or None, stance); ``counts``: (words, value, unit or None, index of the statement or None);
    ``places`` and ``times``: (words, value); ``actors``: (name, type, role, form).
    """
    outlet = parts.get("outlet", "Harian Uji")
    statements = [
        Statement(
            id=f"s{n}",
            content=[_span(text, words)],
            cue=_span(text, parts["cues"][n - 1]) if "cues" in parts else None,
            source=None,
            source_name=source,
            kind=parts.get("kind", "indirect"),
            stance=stance,
            chain=[source or "", outlet],
            said_on=parts.get("said_on"),
            confidence=1.0,
            relays=[Relay(parts["wire"], None, None, "article")] if "wire" in parts else [],
        )
        for n, (words, source, stance) in enumerate(parts.get("says", []), 1)
    ]
    quantities = []
    at = 0
    for words, value, unit, inside in parts.get("counts", []):
        at = text.index(words, at)
        quantities.append(
            Quantity(
                at,
                at + len(words),
                value,
                value,
                "exact",
                unit,
                parts.get("of"),
                f"s{inside}" if inside else None,
            )
        )
        at += len(words)
    reading = Reading(
        article=name,
        language=parts.get("language", "id"),
        outlet=outlet,
        title=None,
        published=parts.get("published"),
        published_from=parts.get("published_from"),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        furniture=[],
        defects=parts.get("defects", []),
        statements=statements,
        quantities=quantities,
        times=[Timex(s.start, s.end, v) for w, v in parts.get("times", []) for s in [_span(text, w)]],
        places=[Place(s.start, s.end, v, "ID") for w, v in parts.get("places", []) for s in [_span(text, w)]],
        actors=[Actor(n, t, r, [_span(text, f)]) for n, t, r, f in parts.get("actors", [])],
    )
    return Piece(reading, segment(text, load_pack(reading.language)))


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))
