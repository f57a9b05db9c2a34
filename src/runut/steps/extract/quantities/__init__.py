"""Quantities: every figure a reader could be asked about, with its bounds, its unit and what it counts."""

from __future__ import annotations

from fractions import Fraction

from runut.model.layout import Layout
from runut.model.reading import Quantity
from runut.rules.pack import Pack
from runut.steps.extract.quantities.bounds import take_hedge
from runut.steps.extract.quantities.counted import Describer
from runut.steps.extract.quantities.exclusions import (
    continues_label,
    is_code,
    is_labelled,
    is_name,
    is_year,
)
from runut.steps.extract.quantities.figure import Figure, plain
from runut.steps.extract.quantities.joining import join_figures
from runut.steps.extract.quantities.lexicon import FigureWords
from runut.steps.extract.quantities.literals import find_literals
from runut.steps.extract.quantities.spelled import find_spelled
from runut.steps.extract.quantities.unit import MEASURED, Forces, attach_unit, find_unit


def find_quantities(layout: Layout, pack: Pack, blocked: list[tuple[int, int]]) -> list[Quantity]:
    """Figures in text order; ``blocked`` are sorted spans (times and the like) that count nothing."""
    words = pack.compiled(FigureWords)
    figures = find_literals(layout, words, blocked)
    figures += find_spelled(layout, words, blocked)
    figures.sort(key=lambda figure: figure.start)
    for figure in figures:
        attach_unit(layout, words, figure)
    figures = join_figures(layout, words, figures)
    kept = _settle(layout, words, figures)
    describer = Describer(layout, words, kept)
    return [_quantity(figure, describer.describe(figure)) for figure in kept]


def _settle(layout: Layout, words: FigureWords, figures: list[Figure]) -> list[Figure]:
    """The figures that count something, with hedge and unit."""
    kept: list[Figure] = []
    forces = Forces(layout, words)
    label_end = -1
    previous: Figure | None = None
    for place, figure in enumerate(figures):
        if is_labelled(layout, words, figure) or continues_label(layout, words, figure, label_end):
            label_end = figure.end
            continue
        take_hedge(layout, words, figure)
        following = figures[place + 1] if place + 1 < len(figures) else None
        hedged = figure.hedge not in (None, "exact", "vague")
        find_unit(layout, words, figure, previous, following)
        if is_year(layout, words, figure) or is_code(figure) or is_name(layout, words, figure):
            continue
        if not _counts(layout, words, figure, hedged):
            continue
        if figure.kindred == "ambiguous-force":
            forces.resolve(figure)
        if figure.obscure and figure.grouped and figure.kindred in MEASURED:
            _as_decimal(figure)
        kept.append(figure)
        previous = figure
    return kept


def _counts(layout: Layout, words: FigureWords, figure: Figure, hedged: bool) -> bool:
    """Whether anything shows that the number counts: a unit, a bound, a verb of amount, thousands."""
    before = layout.lowers[figure.first - 1] if figure.first else ""
    behind = layout.lowers[figure.unit_at] if figure.unit_at < len(layout.lowers) else ""
    if figure.kindred not in MEASURED and figure.kindred != "classifier":
        if behind in words.classes["uncounted-next"]:
            return False
        if figure.spelled and figure.low == figure.high == 1 and figure.kindred == "unknown":
            return hedged or before in words.signs
    if figure.kindred is None and figure.spelled and figure.low == 1:
        return hedged
    if figure.kindred == "subject" and before in words.classes["copula"]:
        return True
    if figure.kindred in (None, "subject"):
        return hedged or figure.factor > 1 or figure.grouped or before in words.signs
    return True


def _as_decimal(figure: Figure) -> None:
    """ "1,500 persen" where the comma is the decimal sign: one and a half."""
    figure.low = None if figure.low is None else Fraction(figure.low, 1000)
    figure.high = None if figure.high is None else Fraction(figure.high, 1000)


def _quantity(figure: Figure, of: str | None) -> Quantity:
    return Quantity(
        start=figure.start,
        end=figure.end,
        low=plain(figure.low),
        high=plain(figure.high),
        hedge=figure.hedge or "exact",
        unit=figure.unit,
        of=of,
        rule=_rule(figure),
    )


def _rule(figure: Figure) -> str:
    if figure.ranged:
        return "range"
    if figure.kind != "count":
        return figure.kind
    return figure.kindred if figure.kindred in MEASURED and figure.kindred else "count"


__all__ = ["find_quantities"]
