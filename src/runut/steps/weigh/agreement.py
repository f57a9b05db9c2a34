"""Two coders: observed agreement, Cohen's kappa, and every disagreement with its words.

Kappa is (observed - expected) / (1 - expected); expected is what two people would agree on by chance who use each
value as often as these two do. Only what both judged is counted: what one of them never looked at says nothing.
Both judged a thing where their decisions are about the same words, else about words of one kind most of which are the
same: what both found missing, they mark with other edges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from runut.model.agreement import Agreement, Comparison, Disagreement, Told
from runut.model.correction import ARTICLE_KINDS, Anchor, Correction
from runut.model.span import overlap

VERDICT = "verdict"
NOTHING = "nothing-in-common"
ONE_CATEGORY = "one-category"
#: What is compared of each kind beside the verdict: a name for it, and the record's fields that make it up.
COMPARED: dict[str, dict[str, tuple[str, ...]]] = {
    "statement": {
        "speaker": ("source_name",),
        "stance": ("stance",),
        "kind": ("kind",),
        "chain": ("chain",),
        "day": ("said_on",),
    },
    "quantity": {"figure": ("low", "high", "hedge"), "unit": ("unit",)},
    "time": {"day": ("value",)},
    "place": {"place": ("name",)},
    "actor": {"name": ("name",), "type": ("type",)},
    "article": {"day": ("published",), "outlet": ("outlet",)},
    "people": {"party": ("party",)},
}
_NO_RECORD = frozenset({"reject", "split"})  # who takes a thing out says nothing of its fields
_SAME = 0.5  # shared characters of all from which two passages are one thing: as where decisions are applied
_SHOWN = 160  # characters of the words of a disagreement

Target = tuple[str, Hashable]


class Judged(NamedTuple):
    """What one person says of one thing: the last verdict, and the record as he leaves it."""

    anchors: list[Anchor]
    verdict: Correction
    values: dict[str, Any]
    by_field: dict[str, Correction]


def compare_coders(
    one: str, its: Iterable[Correction], other: str, theirs: Iterable[Correction]
) -> Comparison:
    """Two people's decisions, each list as it stands (``effective`` of that person's own events, in order)."""
    mine, yours = judge(its), judge(theirs)
    both = {target: target for target in mine if target in yours}
    near = _overlapping(mine, yours)
    both |= near
    agreements: list[Agreement] = []
    disagreements: list[Disagreement] = []
    verdicts: list[tuple[bytes, bytes]] = []
    for kind in sorted({target[0] for target in both}):
        own = [target for target in both if target[0] == kind]
        for field in (VERDICT, *COMPARED.get(kind, {})):
            pairs = []
            for target in own:
                a, b = _told(mine[target], kind, field), _told(yours[both[target]], kind, field)
                if a is None or b is None:
                    continue
                pairs.append((_category(a.value), _category(b.value)))
                if pairs[-1][0] != pairs[-1][1]:
                    anchors = mine[target].anchors
                    disagreements.append(Disagreement(kind, field, anchors, _words(target, anchors), a, b))
            if field == VERDICT:
                verdicts += pairs
            if pairs:
                agreements.append(agreement(pairs, kind, field))
    return Comparison(
        one,
        other,
        [agreement(verdicts, "", VERDICT), *agreements],
        disagreements,
        len(mine.keys() - both.keys()),
        len(yours.keys() - set(both.values())),
        len(near),
    )


def _overlapping(mine: Mapping[Target, Judged], yours: Mapping[Target, Judged]) -> dict[Target, Target]:
    """What only one judged in just these words, paired where most words are the same: the best pairs first, nothing
    twice."""
    rest: dict[Hashable, list[Target]] = {}
    for target, judged in yours.items():
        if target not in mine:
            rest.setdefault(_near(target, judged), []).append(target)
    scored = [
        (overlap(judged.anchors[0].spans, yours[other].anchors[0].spans), target, other)
        for target, judged in mine.items()
        if target not in yours and target[0] in ARTICLE_KINDS
        for other in rest.get(_near(target, judged), ())
    ]
    found: dict[Target, Target] = {}
    for score, target, other in sorted(scored, key=lambda one: -one[0]):
        if score >= _SAME and target not in found and other not in found.values():
            found[target] = other
    return found


def _near(target: Target, judged: Judged) -> Hashable:
    """What two decisions must share whose words differ: kind, and the snapshot in which characters are counted."""
    told = judged.values.get("kind") if target[0] in ("defect", "furniture") else None
    return (target[0], told, *[(one.article, one.sha256) for one in judged.anchors[:1]])


def agreement(pairs: Sequence[tuple[Hashable, Hashable]], kind: str = "", field: str = "") -> Agreement:
    """Observed agreement and Cohen's kappa of pairs of values."""
    n = len(pairs)
    same = sum(a == b for a, b in pairs)
    if not n:
        return Agreement(kind, field, 0, 0, None, None, None, NOTHING)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(first[value] * second[value] for value in first)  # whole numbers: compared without error
    observed, expected = same / n, by_chance / n**2
    if by_chance == n**2:
        return Agreement(kind, field, n, same, observed, expected, None, ONE_CATEGORY)
    kappa = (same * n - by_chance) / (n**2 - by_chance)
    return Agreement(kind, field, n, same, observed, expected, kappa)


def judge(standing: Iterable[Correction]) -> dict[Target, Judged]:
    """What one person says of each thing: of one field the latest word."""
    found: dict[Target, Judged] = {}
    for event in standing:
        if event.action in ("note", "undo"):
            continue
        target = _target(event)
        known = found.get(target) or Judged(event.anchors, event, dict(event.was or {}), {})
        own = dict.fromkeys(event.changes, event)
        found[target] = known._replace(
            verdict=event, values={**known.values, **event.changes}, by_field={**known.by_field, **own}
        )
    return found


def _target(event: Correction) -> Target:
    """What a decision is about, whatever snapshot it was made on: its words with those around them."""
    if event.kind == "people":
        return event.kind, tuple(sorted(event.changes.get("names", [])))
    anchors = event.anchors if event.kind in ("drift", "relation", "hop") else event.anchors[:1]
    words = [(a.article, tuple(a.exact), tuple(a.between), a.before, a.after) for a in anchors]
    if event.kind == "hop":
        return event.kind, (*words, str(event.changes.get("from")), str(event.changes.get("to")))
    kind = (event.was or event.changes).get("kind") if event.kind in ("defect", "furniture") else None
    return event.kind, (*sorted(words), kind)


def _told(judged: Judged, kind: str, field: str) -> Told | None:
    """What a person says of a field; None where he says nothing of it."""
    event: Correction = judged.verdict
    if field == VERDICT:
        return Told(event.who, event.action, event.at, event.why, event.id)
    if event.action in _NO_RECORD:
        return None
    names = COMPARED[kind][field]
    if not any(name in judged.values for name in names):
        return None
    by = [judged.by_field[name] for name in names if name in judged.by_field]
    event = by[-1] if by else event
    values = [judged.values.get(name) for name in names]
    return Told(event.who, values if len(values) > 1 else values[0], event.at, event.why, event.id)


def _category(value: Any) -> bytes:
    """A value as something that can be counted: 12 and 12.0 are one."""
    if isinstance(value, list):
        return b"[" + b",".join(_category(one) for one in value) + b"]"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return msgspec.json.encode(value)


def _words(target: Target, anchors: list[Anchor]) -> str:
    told = " … ".join(words for anchor in anchors[:1] for words in anchor.exact)
    if not told and target[0] == "people" and isinstance(target[1], tuple):
        told = "; ".join(str(name) for name in target[1])
    told = told or (anchors[0].article if anchors else "")
    return told if len(told) <= _SHOWN else told[:_SHOWN].rsplit(" ", 1)[0] + "…"


__all__ = ["NOTHING", "ONE_CATEGORY", "VERDICT", "agreement", "compare_coders", "judge"]
