"""``runut trace`` and ``runut diff``: what a terminal shows."""

from __future__ import annotations

import re

import pytest

from runut.engine.resources import load_pack
from runut.model.reading import Quantity
from runut.pipeline_stories import assemble
from runut.views.changes import find_changes, show_changes
from runut.views.material import Material
from runut.views.trace import Tracer, find_claims, find_statements
from tests.golden.stories_on_file import load, readings_of, texts_of
from tests.unit.view_makers import golden_material, interface


@pytest.fixture(scope="module")
def flood() -> Material:
    return golden_material("flood")


def asked(value: int, end: int = 2) -> list[Quantity]:
    return [Quantity(0, end, value, value, "exact", None, None)]


def test_a_claim_is_followed_over_its_relay(flood):
    claims = find_claims(flood, "12 orang tewas", asked(12))
    drawn = Tracer(flood, interface()).claims(claims)
    lines = drawn.splitlines()
    assert "4 artikel → 3 asal" in drawn or "5 artikel → 3 asal" in drawn
    first = next(line for line in lines if "─ 1 Kabar Pantura" in line)
    relayed = next(line for line in lines if "Info Jateng" in line)
    assert relayed.index("─") > first.index("─"), "one step deeper"
    assert lines.index(relayed) > lines.index(first)
    assert any("Slamet Riyanto" in line for line in lines[: lines.index(first)])
    assert "12 perahu" not in drawn, "another thing with the same figure"


def test_the_words_choose_among_equal_figures(flood):
    (claim,) = find_claims(flood, "12 perahu karet", asked(12))
    assert [entry.unit for entry in claim.entries] == ["perahu"]


def test_a_figure_that_nobody_gives_is_not_found(flood):
    assert find_claims(flood, "999 orang", asked(999, 3)) == []


def test_words_without_a_figure_find_statements(flood):
    found = find_statements(flood, "tercatat dua kali")
    drawn = Tracer(flood, interface("en")).statements(found)
    assert "Slamet Riyanto" in drawn
    assert "asserts" in drawn


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_terminal(flood, width):
    for value in (12, 17, 16, 50):
        drawn = Tracer(flood, interface(), width).claims(find_claims(flood, f"{value} orang", asked(value)))
        wide = [line for line in drawn.splitlines() if len(line) > width]
        assert all(re.search(r"\[\d+:\d+\]$", line) for line in wide), wide


def test_bold_changes_no_word(flood):
    claims = find_claims(flood, "17 orang", asked(17))
    plain = Tracer(flood, interface()).claims(claims)
    styled = Tracer(flood, interface(), ansi=True).claims(claims)
    assert styled != plain
    assert re.sub(r"\x1b\[\d+m", "", styled) == plain


# diff


def dossier_of(count: int):
    story = load("flood")
    return assemble(readings_of(story)[:count], texts_of(story), load_pack)


def test_the_same_dossier_has_not_changed():
    changes = find_changes(dossier_of(5), dossier_of(5))
    assert changes.nothing
    assert show_changes(changes, interface("en")) == "Nothing has changed.\n"


def test_new_articles_bring_origins_updates_conflicts_and_denials():
    changes = find_changes(dossier_of(1), dossier_of(4))
    assert changes.articles == ["a2.txt", "a3.txt", "a4.txt"]
    toll = max(changes.questions, key=lambda change: len(change.question.entries))
    assert toll.before == (1, 1)
    assert "Budi Cahyono" in [origin.name for origin in toll.origins]
    assert {"updates", "conflicts", "corrects", "denies"} <= {r.kind for r, _, _ in toll.relations}
    assert {kind for _, _, kind in changes.links} == {"denies"}
    told = show_changes(changes, interface(), 80)
    assert "1 → 3 asal" in told
    assert "! 17 (Slamet Riyanto) memperbarui 12 (Slamet Riyanto)" in told
    assert "+ membantah: Wahyu Hidayat" in told
    assert max(map(len, told.splitlines())) <= 80


def test_a_copy_brings_no_origin():
    """Ten more copies change the articles, not the number of origins."""
    changes = find_changes(dossier_of(4), dossier_of(5))
    assert changes.articles == ["a5.txt"]
    for change in changes.questions:
        assert change.origins == []
        assert change.before == (change.question.origins_low, change.question.origins_high)


def test_what_is_gone_is_told():
    changes = find_changes(dossier_of(5), dossier_of(4))
    assert changes.gone == ["a5.txt"]
    assert any(change.gone for change in changes.questions)
