"""A language pack proves itself: every rule's examples are read by the whole pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any

import msgspec

from runut.engine.resources import load_pack
from runut.model.article import Article
from runut.model.reading import Defect, Furniture
from runut.model.span import Span
from runut.pipeline import Findings, find_all
from runut.project.tools import check_language, load_tools


class Failure(msgspec.Struct, frozen=True):
    """An example that does not come out as its rule says. ``got`` is what was read instead."""

    file: str
    rule: str
    text: str
    expected: str
    got: list[str]


class Proof(msgspec.Struct, frozen=True):
    """What checking a pack found."""

    rules: int
    examples: int
    failures: list[Failure]
    without_examples: list[str]


def prove_language(code: str) -> Proof:
    """Run all examples of a language pack."""
    check_language(code)
    pack = load_pack(code)
    failures: list[Failure] = []
    bare: list[str] = []
    rules = examples = 0
    for file in pack.rule_files():
        for rule in pack.rules(file):
            rules += 1
            name = str(rule.get("name", "unnamed"))
            cases = [*rule.get("examples", []), *rule.get("counter", [])]
            if not cases and rule.get("kind") != "part":  # a part is shown by the rules that use it
                bare.append(f"{file}/{name}")
            for case in cases:
                examples += 1
                failures += _prove(code, file, name, case)
    return Proof(rules, examples, failures, bare)


def _prove(code: str, file: str, rule: str, case: dict[str, Any]) -> Iterable[Failure]:
    text = case["text"]
    if file not in _RENDERINGS:
        yield Failure(file, rule, text, f"a rule file named {file}.toml has no rendering to compare with", [])
        return
    article = Article("example", text, sha256(text.encode()).hexdigest(), published=case.get("on"))
    got = list(_RENDERINGS[file](find_all(article, load_tools(code)), text))
    for wanted in case.get("find", []):
        if not any(line.startswith(wanted) for line in got):
            yield Failure(file, rule, text, f"find {wanted}", got)
    for unwanted in case.get("absent", []):
        if any(line.startswith(unwanted) for line in got):
            yield Failure(file, rule, text, f"absent {unwanted}", got)


def _quantities(found: Findings, text: str) -> Iterable[str]:
    for q in found.quantities:
        low, high = ("" if bound is None else bound for bound in (q.low, q.high))
        yield f"{text[q.start : q.end]}|{low}..{high}|{q.hedge}|{q.unit or '-'}"


def _times(found: Findings, text: str) -> Iterable[str]:
    for t in found.times:
        yield f"{text[t.start : t.end]}|{t.value or '-'}"


def _places(found: Findings, text: str) -> Iterable[str]:
    for p in found.places:
        yield f"{text[p.start : p.end]}|{p.name}|{p.country or '-'}"


def _kinds(marked: Iterable[Furniture | Defect], text: str) -> Iterable[str]:
    for mark in marked:
        yield f"{mark.kind}|{text[mark.start : mark.end]}"


def _attributions(found: Findings, text: str) -> Iterable[str]:
    for a in found.attributions:
        content = " ## ".join(span.of(text) for span in a.content)
        yield f"{_of(a.source, text)}|{_of(a.cue, text)}|{content}|{a.stance}"


def _of(span: Span | None, text: str) -> str:
    return span.of(text) if span else "-"


def _actors(found: Findings, text: str) -> Iterable[str]:
    for actor in found.actors:
        for mention in actor.mentions:
            yield f"{actor.name}|{actor.type}|{mention.of(text)}"


#: How the records that a rule file is about are written down, one line each.
_RENDERINGS: dict[str, Callable[[Findings, str], Iterable[str]]] = {
    "quantity": _quantities,
    "timex": _times,
    "place": _places,
    "furniture": lambda found, text: _kinds(found.furniture, text),
    "defect": lambda found, text: _kinds(found.defects, text),
    "attribution": _attributions,
    "actor": _actors,
}
