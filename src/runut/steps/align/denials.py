"""What a denial denies, and what somebody cannot confirm: the statement that it points back at, or the one
closest in content."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping

from runut.model.dossier import StatementLink
from runut.model.ledger import DOUBTING, Figure, Said
from runut.steps.align.words import AlignWords

_POINTED = frozenset({"denies", "cannot-confirm"})  # a refusal to speak is neither: it points at nothing
_HERE = 0.20  # overlap of content with a statement of the same article
_ELSEWHERE = 0.35  # with one of another article: the topic's own words are in all of them
_HELD = 0.55  # how much it counts that a statement holds all of the denial's words
_CROWD = 400

Say = Callable[..., str]


def link_denials(
    said: list[Said],
    name_of: Callable[[str], str],
    say: Say,
    figures: Mapping[str, Figure] | None = None,
    words: AlignWords | None = None,
) -> list[StatementLink]:
    """Links from each denial, and each failure to confirm, to the statements that it is about."""
    known = figures or {}
    weights = _weights(said, words)
    by_id = {s.id: s for s in said}
    by_article: dict[str, list[Said]] = defaultdict(list)
    by_key: dict[str, list[Said]] = defaultdict(list)
    for s in said:
        by_article[s.article].append(s)
        if s.stance not in DOUBTING and not s.furniture:
            for key in s.keys:
                by_key[key].append(s)
    found: list[StatementLink] = []
    for denial in said:
        if denial.stance not in _POINTED or denial.points_back == "":
            continue
        target = by_id.get(denial.points_back or "")
        beside = next((s for s in by_article[denial.article] if _is_said_with(s, denial)), None)
        if target is not None and beside is not None:
            found += [
                StatementLink(denial.id, link.to, denial.stance, link.why)
                for link in found
                if link.from_ == beside.id
            ]
            continue
        if target is not None:
            found.append(StatementLink(denial.id, target.id, denial.stance, say("back-to-previous")))
            continue
        upheld = {known[f].bounds for f in denial.figures if f in known and known[f].stance not in DOUBTING}
        here = [
            s
            for s in by_article[denial.article]
            if s.stance not in DOUBTING and not s.furniture and not (denial.start <= s.start < denial.end)
        ]
        best = _closest(denial, _not_upheld(here, upheld, known), weights, name_of, _HERE)
        if best is None:
            there = _not_upheld(_sharing(denial, by_key), upheld, known)
            best = _closest(denial, there, weights, name_of, _ELSEWHERE)
        if best is not None:
            found.append(StatementLink(denial.id, best.id, denial.stance, say("alike-content")))
    return found


def _is_said_with(other: Said, denial: Said) -> bool:
    """Whether another denial of the same sentence says in words what this one only points at: "X membantah mengirim
    pasukan, dan juru bicaranya menolak klaim tersebut"."""
    before = other.sentence == denial.sentence and other.start < denial.start
    return before and other.stance == denial.stance and other.points_back is None


def _not_upheld(
    candidates: list[Said],
    upheld: set[tuple[float | None, float | None]],
    figures: Mapping[str, Figure],
) -> list[Said]:
    """Statements without the figures that the denier himself gives: those he does not deny."""
    if not upheld:
        return candidates
    return [s for s in candidates if not any(f in figures and figures[f].bounds in upheld for f in s.figures)]


def _weights(said: list[Said], words: AlignWords | None) -> dict[str, float]:
    """How much a word tells of what is said. The story's names stand in everything that is said of it, and
    "kabar", "jumlah", "belum" in everything that is denied."""
    seen: Counter[str] = Counter(key for s in said for key in s.keys)
    empty: set[str] = set()
    if words is not None:
        key_of = words.morphology.key
        empty = {key_of(word) for word in words.small | words.reports | words.figure_words}
        empty |= {key_of(token) for s in said for name in s.names for token in name.casefold().split()}
    return {k: 0.0 if k in empty else math.log((len(said) + 1) / times) for k, times in seen.items()}


def _sharing(denial: Said, by_key: dict[str, list[Said]]) -> list[Said]:
    found: dict[str, Said] = {}
    for key in denial.keys:
        if len(by_key[key]) <= _CROWD:
            found.update((s.id, s) for s in by_key[key] if s.article != denial.article)
    return list(found.values())


def _closest(
    denial: Said,
    candidates: list[Said],
    weights: dict[str, float],
    name_of: Callable[[str], str],
    least: float,
) -> Said | None:
    """The statement of somebody else that holds most of what is denied; nothing is denied before it is
    said."""
    mouths = {name_of(s) for s in denial.speakers}
    total = sum(weights[key] for key in denial.keys)
    best, at = None, least
    for other in candidates:
        if mouths & {name_of(s) for s in other.speakers} or total == 0:
            continue
        if denial.said_on and other.said_on and other.said_on[:10] > denial.said_on[-10:]:
            continue
        shared = sum(weights[key] for key in denial.keys if key in other.keys)
        score = 2 * shared / (total + sum(weights[key] for key in other.keys))
        score = max(score, _HELD * shared / total)  # a denial repeats in short what was said at length
        if score > at:
            best, at = other, score
    return best


__all__ = ["link_denials"]
