"""Text that articles share: found by winnowed fingerprints, verified word by word, typed, and given a
direction.

Winnowing keeps, of every few five-word fingerprints, the smallest: any passage of eight words that two
articles share leaves at least
one fingerprint in both. Candidates are then compared exactly, so that no kind and no share rests on an
estimate.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import NamedTuple
from zlib import crc32

import msgspec

from runut.model.days import days_apart, reference_day
from runut.model.dossier import Reuse
from runut.model.ledger import NOT_COMPARED, Piece

_GRAM = 5  # words a fingerprint covers
_WINDOW = 4  # fingerprints of which the smallest is kept
_LEAST_RUN = 8  # words that a shared passage must have to be one: _GRAM + _WINDOW - 1
_CANDIDATES = 5  # articles that one is compared with word by word: the ones that share most fingerprints
_LEAST_SHARED = 2  # fingerprints that two articles must share to be compared
_POSTED = 64  # articles with one fingerprint that are looked at; a boilerplate line is in all of them
_COPY = 0.75  # share of the shorter article from which it is a copy
_REWRITE = 0.25
_TELLING = 20  # shared words below this are chance unless they are quoted, and left out
_SAME_FIGURES = 0.6  # share of figures that a translation keeps at least
_ERRORS = frozenset({"typo", "mistranslation", "wrong-name", "wrong-expansion", "outlet-swap"})
_BASE, _MASK = 1_000_003, (1 << 32) - 1

Say = Callable[..., str]
Passage = tuple[int, int, int, int]


class Fingerprint(msgspec.Struct, frozen=True):
    """An article's own words without furniture, where they stand, and its winnowed fingerprints."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    marks: list[int]


def fingerprint(piece: Piece) -> Fingerprint:
    """Made once an article, kept as long as the article."""
    layout = piece.layout
    blocked = [(f.start, f.end) for f in piece.reading.furniture if f.kind in NOT_COMPARED]
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for word, start, end in zip(layout.lowers, layout.starts, layout.ends, strict=True):
        if word[0].isalnum() and not (blocked and any(a <= start < b for a, b in blocked)):
            words.append(word)
            starts.append(start)
            ends.append(end)
    return Fingerprint(words, starts, ends, _winnow(words))


def _winnow(words: list[str]) -> list[int]:
    codes = [crc32(word.encode()) for word in words]
    grams = []
    for at in range(len(codes) - _GRAM + 1):
        value = 0
        for code in codes[at : at + _GRAM]:
            value = (value * _BASE + code) & _MASK
        grams.append(value)
    kept: dict[int, None] = {}
    for at in range(max(1, len(grams) - _WINDOW + 1)):
        window = grams[at : at + _WINDOW]
        if window:
            kept[min(window)] = None
    return list(kept)


class Shared(NamedTuple):
    """What two articles have in common: passages, words, and their part of the shorter article."""

    passages: list[Passage]
    words: int
    share: float


def find_reuse(
    pieces: list[Piece],
    prints: dict[str, Fingerprint],
    say: Say,
    compared: dict[tuple[str, str], Shared] | None = None,
) -> list[Reuse]:
    """Reuse among a story's articles, each pair once, in the order of the articles.

    ``compared`` remembers pairs that have been compared before: texts do not change.
    """
    known = {} if compared is None else compared
    if len(pieces) < 2:
        return []
    order = {piece.name: at for at, piece in enumerate(pieces)}
    by_name = {piece.name: piece for piece in pieces}
    found: list[Reuse] = []
    paired: set[tuple[str, str]] = set()
    for one, other in _candidates(pieces, prints):
        shared = known.get((one, other)) or _compare(prints[one], prints[other])
        known[one, other] = shared
        if shared.words >= _LEAST_RUN:
            paired.add((one, other))
            reuse = _typed(by_name[one], by_name[other], shared, say)
            if reuse is not None:
                found.append(reuse)
    for one, other in _translations(pieces):
        if (one, other) not in paired:
            found.append(_directed(by_name[one], by_name[other], "translation", 0.0, [], say))
            paired.add((one, other))
    for one, other, words in _shared_errors(pieces):
        if (one, other) not in paired:
            why = say("hop-error", x=words)
            found.append(Reuse(one, other, "rewrite", "inferred", why, 0.0))
    return sorted(found, key=lambda r: (order[r.from_], order[r.to]))


def _candidates(pieces: list[Piece], prints: dict[str, Fingerprint]) -> list[tuple[str, str]]:
    posted: dict[int, list[int]] = defaultdict(list)
    pairs: list[tuple[str, str]] = []
    for at, piece in enumerate(pieces):
        sharing: Counter[int] = Counter()
        marks = prints[piece.name].marks
        for mark in marks:
            earlier = posted[mark]
            sharing.update(earlier[:_POSTED])
            earlier.append(at)
        pairs += [
            (pieces[other].name, piece.name)
            for other, times in sharing.most_common(_CANDIDATES)
            if times >= _LEAST_SHARED
        ]
    return pairs


def _compare(one: Fingerprint, other: Fingerprint) -> Shared:
    """Longest common runs of words, greedily from left to right in the second article."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    a, b = one.words, other.words
    for at in range(len(a) - _GRAM + 1):
        places[tuple(a[at : at + _GRAM])].append(at)
    passages: list[Passage] = []
    total = at = 0
    while at <= len(b) - _GRAM:
        best = (0, 0)
        for start in places.get(tuple(b[at : at + _GRAM]), ())[:16]:
            size = _GRAM
            while start + size < len(a) and at + size < len(b) and a[start + size] == b[at + size]:
                size += 1
            best = max(best, (size, -start))
        if best[0] >= _LEAST_RUN:
            size, start = best[0], -best[1]
            passages.append(
                (one.starts[start], one.ends[start + size - 1], other.starts[at], other.ends[at + size - 1])
            )
            total += size
            at += size
        else:
            at += 1
    shorter = min(len(a), len(b))
    return Shared(passages, total, total / shorter if shorter else 0.0)


def _typed(one: Piece, other: Piece, shared: Shared, say: Say) -> Reuse | None:
    if shared.share >= _COPY:
        agency = _agencies(one) & _agencies(other)
        kind = "wire" if agency else "copy"
    elif _quoted(one, shared.passages) > 0.6:
        kind = "common-source"
    elif shared.words < _TELLING:
        return None  # a set phrase or two
    else:
        kind = "rewrite" if shared.share >= _REWRITE else "common-source"
    return _directed(one, other, kind, shared.share, shared.passages, say)


def _directed(one: Piece, other: Piece, kind: str, share: float, passages: list[Passage], say: Say) -> Reuse:
    """From the one that the other names, else from the earlier, else from the fuller; the pair is turned
    where needed."""
    code = {"common-source": "common"}.get(kind, kind)
    why = say(f"reuse-{code}", a=", ".join(sorted(_agencies(one) & _agencies(other))))
    if _names_outlet(other, one):
        basis, reason = "read", "hop-named"
    elif _names_outlet(one, other):
        one, other, passages, basis, reason = other, one, _turned(passages), "read", "hop-named"
    else:
        apart = days_apart(_day(one), _day(other)) or 0
        if apart > 0 or (apart == 0 and len(other.layout.words) > 1.2 * len(one.layout.words)):
            one, other, passages = other, one, _turned(passages)
        basis, reason = "inferred", "hop-earlier" if apart else ""
    why = f"{why}; {say(reason)}" if reason else why
    return Reuse(one.name, other.name, kind, basis, why, round(share, 3), passages)


def _turned(passages: list[Passage]) -> list[Passage]:
    return [(c, d, a, b) for a, b, c, d in passages]


def _day(piece: Piece) -> str | None:
    day = reference_day(piece.reading)
    return day.isoformat() if day else None


def _agencies(piece: Piece) -> set[str]:
    """Names that the article gives as where its whole text comes from."""
    found = {r.name for s in piece.reading.statements for r in s.relays if r.reach == "article"}
    return found - {piece.publisher}


def _names_outlet(piece: Piece, of: Piece) -> bool:
    """Whether an article relays the other's outlet by name."""
    outlet = of.reading.outlet
    if not outlet or outlet == piece.reading.outlet:
        return False
    names = {name for s in piece.reading.statements for name in s.chain[:-1]}
    return outlet in names or bool(
        of.reading.statements
        and of.reading.statements[0].chain[-1:]
        and of.reading.statements[0].chain[-1] in names - {piece.publisher}
    )


def _quoted(piece: Piece, passages: list[Passage]) -> float:
    """The part of the shared text that stands between quotation marks."""
    inside = total = 0
    marks = [(q.start, q.end) for q in piece.layout.quotations]
    for start, end, _, _ in passages:
        total += end - start
        inside += sum(max(0, min(end, b) - max(start, a)) for a, b in marks)
    return inside / total if total else 0.0


def _translations(pieces: list[Piece]) -> list[tuple[str, str]]:
    """Pairs in two languages that share most figures and a speaker."""
    found = []
    for at, one in enumerate(pieces):
        for other in pieces[at + 1 :]:
            if one.reading.language == other.reading.language:
                continue
            a, b = _numbers(one), _numbers(other)
            if min(len(a), len(b)) < 2 or not _speakers(one) & _speakers(other):
                continue
            if len(a & b) / min(len(a), len(b)) >= _SAME_FIGURES:
                found.append((one.name, other.name))
    return found


def _numbers(piece: Piece) -> set[tuple[float, float]]:
    return {
        (float(q.low), float(q.high))
        for q in piece.reading.quantities
        if q.low is not None and q.high is not None
    }


def _speakers(piece: Piece) -> set[str]:
    return {s.source_name for s in piece.reading.statements if s.source_name}


def _shared_errors(pieces: list[Piece]) -> list[tuple[str, str, str]]:
    """Pairs with the same slip of the pen: two papers do not make it each for itself."""
    seen: dict[tuple[str, str], str] = {}
    found = []
    for piece in pieces:
        for defect in piece.reading.defects:
            words = piece.layout.text[defect.start : defect.end].casefold()
            if defect.kind not in _ERRORS or len(words) < 5:
                continue
            first = seen.setdefault((defect.kind, words), piece.name)
            if first != piece.name:
                found.append((first, piece.name, words))
    return found


__all__ = ["Fingerprint", "Shared", "find_reuse", "fingerprint"]
