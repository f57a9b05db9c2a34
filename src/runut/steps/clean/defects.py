"""What a copy editor would stop at, as far as it shows without knowing who says what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from runut.model.layout import Layout
from runut.model.reading import Defect, Furniture, Timex
from runut.rules.pack import Pack
from runut.steps.clean.acronyms import find_wrong_expansions
from runut.steps.clean.endings import find_missing_stops
from runut.steps.clean.marks import find_broken_quotes, find_stray_tags
from runut.steps.clean.prefixes import find_parted_prefixes
from runut.steps.clean.sense import find_turned_figures, find_wrong_pronouns
from runut.steps.clean.variants import find_misspelt_outlets, find_name_variants, find_swapped_outlet
from runut.steps.clean.writing import find_patterns, find_slips

_READ = ("headline", "section-heading")  # furniture that is prose all the same


def find_defects(
    layout: Layout, furniture: list[Furniture], pack: Pack, outlet: str | None = None
) -> list[Defect]:
    """Defects in text order. ``outlet`` is the publisher's name as the text writes it."""
    found: list[Defect] = []
    found += find_slips(layout, pack)
    found += find_patterns(layout, pack)
    found += find_parted_prefixes(layout, pack)
    found += find_stray_tags(layout, pack)
    found += find_broken_quotes(layout)
    found += find_misspelt_outlets(layout, pack)
    found += find_name_variants(layout, pack)
    found += find_swapped_outlet(layout, outlet, pack)
    found += find_wrong_expansions(layout, pack)
    found += find_wrong_pronouns(layout, pack)
    found += find_turned_figures(layout, pack)
    found += find_missing_stops(layout, furniture)
    found += _glued(furniture)
    return _in_order(_outside(found, furniture))


def find_clashes(times: Iterable[Timex]) -> list[Defect]:
    """Dates whose weekday does not fall on them, as defects."""
    return [Defect(time.start, time.end, "typo", time.clash) for time in times if time.clash]


def _glued(furniture: list[Furniture]) -> list[Defect]:
    """A heading run into a paragraph is a slip of the layout."""
    return [
        Defect(item.start, item.end, "typo", "a heading run into the paragraph")
        for item in furniture
        if item.why.startswith("run into")
    ]


def _outside(found: list[Defect], furniture: list[Furniture]) -> list[Defect]:
    spans = sorted((item.start, item.end) for item in furniture if item.kind not in _READ)
    if not spans:
        return found
    kept = []
    for defect in found:
        at = bisect_right(spans, (defect.start, 1 << 60)) - 1
        if at < 0 or spans[at][1] <= defect.start:
            kept.append(defect)
    return kept


def _in_order(found: list[Defect]) -> list[Defect]:
    """In text order; of several with one kind that overlap, the first and longest."""
    kept: list[Defect] = []
    last: dict[str, int] = {}
    for defect in sorted(found, key=lambda d: (d.start, -d.end, d.kind)):
        if defect.end > defect.start and last.get(defect.kind, -1) <= defect.start:
            kept.append(defect)
            last[defect.kind] = defect.end
    return kept
