"""What a copy editor would stop at, over all articles."""

from __future__ import annotations

import msgspec

from runut.views.material import Material
from runut.views.report.anchors import Anchors

_LONGEST = 140  # characters of a flaw's words in the list


class Flaw(msgspec.Struct, frozen=True):
    """One defect: where, which words, and why."""

    number: int
    href: str
    words: str
    why: str
    language: str


def flaws_of(material: Material, anchors: Anchors) -> dict[str, list[Flaw]]:
    """The defects of all articles by kind, the commonest kind first."""
    found: dict[str, list[Flaw]] = {}
    for name, number in material.numbers.items():
        reading = material.readings.get(name)
        for at, defect in enumerate(reading.defects if reading else (), 1):
            words = " ".join(material.texts[name][defect.start : defect.end].split())
            href = anchors.to_defect(name, at)
            language = reading.language if reading else ""
            flaw = Flaw(number, href, words[:_LONGEST] or "·", defect.why, language)
            found.setdefault(defect.kind, []).append(flaw)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


__all__ = ["Flaw", "flaws_of"]
