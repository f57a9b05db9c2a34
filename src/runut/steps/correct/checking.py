"""Whether a decision can be taken in: its kind, its action, its words, its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from runut.errors import UsageError
from runut.model.correction import ARTICLE_KINDS, KINDS, Anchor, Correction
from runut.model.span import Span
from runut.steps.correct.fields import ALLOWED, FIELDS, NEEDED, check_values, typed

#: How many anchors, at least, a decision across articles needs.
_ANCHORS = {"question": 1, "utterance": 1, "story": 1, "hop": 1, "drift": 2, "relation": 2}


def check_correction(correction: Correction, text: str | Mapping[str, str] | None = None) -> None:
    """Raises UsageError, in one line, where a decision cannot be taken in.

    ``text`` is the text of the anchors' article in the anchors' snapshot, or such texts by the articles' names;
    without it (a decision from elsewhere, on a snapshot that is not here) the words are not compared.
    """
    try:
        _check(correction, text)
    except UsageError as error:
        raise UsageError(f"correction {correction.id or '(no id)'}: {error}") from None


def _check(correction: Correction, text: str | Mapping[str, str] | None) -> None:
    _check_heading(correction)
    if correction.action == "undo":
        if not correction.undoes or correction.undoes == correction.id:
            raise UsageError("an undo names in `undoes` the event that it takes back")
        return
    for anchor in correction.anchors:
        there = text if text is None or isinstance(text, str) else text.get(anchor.article)
        _check_anchor(anchor, there)
    _check_place(correction)
    if correction.action != "note":
        here = text if text is None or isinstance(text, str) else _first_text(correction, text)
        _check_changes(correction, here)


def _first_text(correction: Correction, texts: Mapping[str, str]) -> str | None:
    return texts.get(correction.anchors[0].article) if correction.anchors else None


def _check_heading(correction: Correction) -> None:
    if not correction.id.strip() or not correction.who.strip():
        raise UsageError("an event needs an id, and who decided")
    if correction.kind not in KINDS:
        raise UsageError(f"no kind {correction.kind!r}; use one of {', '.join(KINDS)}")
    if correction.action not in ALLOWED[correction.kind]:
        told = ", ".join(ALLOWED[correction.kind])
        raise UsageError(f"a {correction.kind} cannot be decided by {correction.action!r}; use one of {told}")
    try:
        datetime.fromisoformat(correction.at)
    except ValueError:
        raise UsageError(f"`at` is {correction.at!r}; it must be an ISO 8601 time in UTC") from None


def _check_anchor(anchor: Anchor, text: str | None) -> None:
    spans = anchor.spans
    if not anchor.article or not anchor.sha256:
        raise UsageError("an anchor names its article and the snapshot's sha256")
    if len(anchor.exact) != len(spans) or (anchor.between and len(anchor.between) != len(spans) - 1):
        raise UsageError(
            "an anchor has the words of each span in `exact`, and those between them in `between`"
        )
    for one, other in pairwise(spans):
        if other.start < one.end:
            raise UsageError("an anchor's spans are in order and do not overlap")
    for span, exact in zip(spans, anchor.exact, strict=True):
        if not 0 <= span.start < span.end or len(exact) != span.end - span.start:
            raise UsageError(
                f"an anchor's span {span.start}–{span.end} does not fit its words {exact[:40]!r}"
            )
        if text is not None and span.of(text) != exact:
            raise UsageError(f"the text at {span.start}–{span.end} is not {exact[:40]!r}")


def _check_place(correction: Correction) -> None:
    anchors, kind = correction.anchors, correction.kind
    if kind in ARTICLE_KINDS:
        if not anchors:
            raise UsageError(f"a decision about a {kind} needs the anchor of its words")
        if len({(anchor.article, anchor.sha256) for anchor in anchors}) > 1:
            raise UsageError(f"a decision about a {kind} stands in one snapshot of one article")
        if kind != "article" and not anchors[0].spans:
            raise UsageError(
                f"a decision about a {kind} needs the words that it is about, not the whole article"
            )
    elif len(anchors) < _ANCHORS.get(kind, 0):
        raise UsageError(f"a decision about a {kind} needs {_ANCHORS[kind]} anchors or more")
    if (kind, correction.action) == ("hop", "add") and not _are_two_articles(anchors):
        raise UsageError("a hop that is added leads from one whole article to another")
    if correction.action == "merge" and kind != "people" and len(anchors) < 2:
        raise UsageError("what is merged needs two anchors or more")


def _are_two_articles(anchors: Sequence[Anchor]) -> bool:
    names = {anchor.article for anchor in anchors}
    return len(anchors) == len(names) == 2 and not any(anchor.spans for anchor in anchors)


def _check_changes(correction: Correction, text: str | None) -> None:
    kind, action = correction.kind, correction.action
    changes = typed(kind, correction.changes)
    known = typed(kind, _known_fields(kind, correction.was)) if kind in ARTICLE_KINDS else {}
    check_values(kind, changes)
    check_values(kind, {**known, **changes})
    for name, value in changes.items():
        _check_spans(f"{kind}, {name}", value, text)
    _check_range(kind, correction, changes, text)
    if action == "correct" and not changes and kind not in ("question", "utterance", "story", "hop"):
        raise UsageError("a correction needs the new values in `changes`")
    if action == "add":
        needed = [*NEEDED.get(kind, ())]
        if kind == "quantity" and "low" not in changes and "high" not in changes:
            needed = ["low or high"]
        missing = [name for name in needed if name not in changes]
        if missing:
            raise UsageError(f"an added {kind} needs {', '.join(missing)}")
    if kind == "people":
        _check_people(action, changes)


def _known_fields(kind: str, was: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (was or {}).items() if name in FIELDS[kind]}


def _check_spans(where: str, value: Any, text: str | None) -> None:
    spans = value if isinstance(value, list) else [value]
    spans = [span for span in spans if isinstance(span, Span)]
    if isinstance(value, list) and not value:
        raise UsageError(f"{where}: it is empty")
    for span in spans:
        if not 0 <= span.start < span.end or (text is not None and span.end > len(text)):
            raise UsageError(f"{where}: {span.start}–{span.end} does not lie inside the text")
    ordered = sorted(spans)
    if any(other.start < one.end for one, other in pairwise(ordered)):
        raise UsageError(f"{where}: its spans overlap")


def _check_range(kind: str, correction: Correction, changes: Mapping[str, Any], text: str | None) -> None:
    if "start" not in changes and "end" not in changes:
        return
    held = correction.anchors[0].spans
    start, end = changes.get("start", held[0].start), changes.get("end", held[-1].end)
    if not 0 <= start < end or (text is not None and end > len(text)):
        raise UsageError(f"{kind}: {start}–{end} does not lie inside the text")


def _check_people(action: str, changes: Mapping[str, Any]) -> None:
    names = changes.get("names", [])
    if not names:
        raise UsageError("a decision about people needs `names`")
    if action == "merge" and not changes.get("name"):
        raise UsageError("names that are merged need the one `name` that they become")
    if action == "split" and len(set(names)) < 2:
        raise UsageError("names that are kept apart are two or more")
    if action == "correct" and "party" not in changes:
        raise UsageError("what can be corrected of people is `party`")


__all__ = ["check_correction"]
