"""Quotations: which mark opens, which closes.

Marks are paired inside one paragraph, by position and neighbours rather than by shape alone: newspapers open and close
with the same mark, mix straight and curly ones, and misplace the space beside them. Every mark is read as an opening,
a closing or a stray one; the reading of the whole paragraph with the best sum of reasons wins (a small Viterbi search
over how deep one is in quotations). The weights were set by hand on constructed cases, see the tests.
"""

from __future__ import annotations

import re

from runut.model.layout import Quotation

_MARK = re.compile(r"[\"“”„«»]|''|``")
# A single mark closes what a double one opened where a comma or a stop stands before it and a reporting word follows.
# Few texts have any: only they are looked through letter by letter.
_SINGLE = "’'"
_ANY_SINGLE = re.compile(r"[,.!?]\s?[’']\s")
_WITH_SINGLE = re.compile(rf"{_MARK.pattern}|(?<=[,.!?\s])[{_SINGLE}](?=\s)")
_FOLLOWER = re.compile(r"[\s,]*(\w+)")
_OPENING = "“„«``"
_CLOSING = "”»"
_MAX_DEPTH = 2
_STRAY = -3.0
_UNCLOSED = -2.0
_NESTED = -1.5
_NEVER = -9.0


def find_quotations(
    text: str, paragraphs: list[tuple[int, int]], reporting: frozenset[str]
) -> list[Quotation]:
    """All quotations in text order; ``reporting`` are the words that follow a closed quotation ("kata", "ujarnya")."""
    if not _MARK.search(text):
        return []
    one_shape = text.count("“") * 5 < text.count("”")  # a paper that sets ” on both sides
    found: list[Quotation] = []
    pattern = _WITH_SINGLE if _ANY_SINGLE.search(text) else _MARK
    for index, (start, end) in enumerate(paragraphs):
        marks = [m for m in pattern.finditer(text, start, end) if _counts(text, m, start, end, reporting)]
        if marks:
            scores = [_score(text, mark, start, end, reporting, one_shape) for mark in marks]
            found += _pair(text, marks, _best_reading(scores), index, end)
    return sorted(found, key=lambda q: q.open)


def _counts(text: str, mark: re.Match[str], start: int, end: int, reporting: frozenset[str]) -> bool:
    """Whether a mark stands around speech: single ones only where they close it."""
    if mark.group() not in _SINGLE:
        return True
    follower = _FOLLOWER.match(text, mark.end(), end)
    said = follower is not None and follower.group(1) in reporting
    return said and text[start : mark.start()].rstrip().endswith((",", ".", "!", "?"))


def _score(
    text: str, mark: re.Match[str], start: int, end: int, reporting: frozenset[str], one_shape: bool
) -> tuple[float, float]:
    """How well a mark reads as opening and as closing."""
    opens = closes = 0.0
    before = text[mark.start() - 1] if mark.start() > start else "\n"
    after = text[mark.end()] if mark.end() < end else "\n"
    if before in "\n([—-–:" or before.isspace():
        opens += 1.0
        closes -= 0.5
    else:
        opens -= 1.5
    if before in ".,!?…":
        closes += 1.5
        opens -= 0.5
    if before == "\n":
        opens += 1.0
        closes -= 2.0
    if after.isalnum() or after in "(‘[":
        opens += 1.0
        closes -= 0.5
    else:
        opens -= 2.0 if after in ".,;!?)" else 1.0
        closes += 2.0 if after in ".,;!?)" else 1.0
    shape = mark.group()
    if shape in _SINGLE:
        return _NEVER, closes + 2.0
    if shape in _OPENING:
        opens += 2.0
        closes -= 2.0
    elif shape in _CLOSING and not one_shape:
        opens -= 2.0
        closes += 2.0
    follower = _FOLLOWER.match(text, mark.end(), end)
    reported = follower is not None and follower.group(1) in reporting
    if reported:
        closes += 2.0
        opens -= 4.0
    lead = text[max(start, mark.start() - 3) : mark.start()].rstrip()
    if lead.endswith((",", ".", "!", "?")) and before.isspace():
        closes += 1.0
        if reported and lead.endswith(","):
            opens -= 4.0  # "…, "katanya": the space stands on the wrong side
    if lead.endswith(":"):
        opens += 1.5
    return opens, closes


def _best_reading(scores: list[tuple[float, float]]) -> list[str]:
    """``(``, ``)`` or ``x`` (stray) for each mark."""
    best: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
    if len(scores) > 400:  # a degenerate line: alternate, in linear time and memory
        return ["(" if n % 2 == 0 else ")" for n in range(len(scores))]
    for opens, closes in scores:
        step: dict[int, tuple[float, list[str]]] = {}
        for depth, (value, path) in best.items():
            # With nothing open, a mark that reads as a closing closes what an earlier paragraph opened.
            moves = [(depth, _STRAY + (0.0 if depth else max(0.0, closes)), "x")]
            if depth < _MAX_DEPTH:
                moves.append((depth + 1, opens + (_NESTED if depth else 0.0), "("))
            if depth:
                moves.append((depth - 1, closes, ")"))
            for to, gain, sign in moves:
                if to not in step or value + gain > step[to][0]:
                    step[to] = (value + gain, [*path, sign])
        best = step
    return max(best.items(), key=lambda item: item[1][0] + _UNCLOSED * item[0])[1][1]


def _pair(
    text: str, marks: list[re.Match[str]], signs: list[str], paragraph: int, end: int
) -> list[Quotation]:
    found: list[Quotation] = []
    stack: list[re.Match[str]] = []
    for mark, sign in zip(marks, signs, strict=True):
        if sign == "(":
            stack.append(mark)
        elif sign == ")" and stack:
            opened = stack.pop()
            found.append(_quotation(text, opened, mark.start(), mark.end(), paragraph, True, len(stack)))
    while stack:
        opened = stack.pop()
        found.append(_quotation(text, opened, end, end, paragraph, False, len(stack)))
    return found


def _quotation(
    text: str, opened: re.Match[str], inner_end: int, close: int, paragraph: int, closed: bool, depth: int
) -> Quotation:
    start = opened.end()
    while start < inner_end and text[start].isspace():
        start += 1
    while inner_end > start and text[inner_end - 1].isspace():
        inner_end -= 1
    return Quotation(opened.start(), start, inner_end, close, paragraph, closed, depth)
