"""What stands of a reading after people's decisions."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from runut.engine.resources import load_pack
from runut.model.correction import Correction
from runut.model.decision import Corrected, Decision
from runut.model.reading import Reading
from runut.pipeline import date_anew
from runut.steps.correct import correct_reading
from runut.store.readings import Stored, bare
from runut.store.records import Standing


def stand(reading: Reading, text: str, decided: Sequence[Correction]) -> Standing:
    """A machine's reading with everything applied that people decided about it."""
    if not decided:
        return Standing(reading)
    found = correct_reading(reading, text, decided, _date_anew)
    if not found.decisions and not found.orphaned:
        return Standing(reading)
    actions = {d.key: d.action for d in found.decisions if d.kind == "statement" and isinstance(d.key, str)}
    return Standing(
        reading=found.reading,
        record=msgspec.json.encode(bare(found.reading)),
        decisions=msgspec.json.encode(Kept(found.decisions, found.orphaned)),
        decided=actions,
        count=len({(decision.kind, str(decision.key)) for decision in found.decisions}),
        orphaned=len(found.orphaned),
    )


def _date_anew(reading: Reading, text: str, day: str) -> Reading:
    return date_anew(reading, text, day, load_pack(reading.language))


def decided_in(stored: Stored) -> Corrected:
    """What stands in a stored reading, what was decided there, and which decisions lost their words."""
    kept = decode_decisions(stored.decisions)
    return Corrected(stored.standing, kept.decisions, kept.orphaned)


def decode_decisions(kept: bytes | None) -> Kept:
    """What was decided in an article, out of the store."""
    return msgspec.json.decode(kept, type=Kept) if kept else Kept()


class Kept(msgspec.Struct, frozen=True):
    """Decisions that stand in an article, and those whose words are gone."""

    decisions: list[Decision] = []
    orphaned: list[Correction] = []


__all__ = ["Kept", "decided_in", "decode_decisions", "stand"]
