"""How figures of one question stand to each other: intervals, mouths, days."""

from __future__ import annotations

import pytest

from runut.model.ledger import Figure
from runut.steps.weigh.relations import RelationWeigher, compatible, nearest_tree, within
from tests.unit.ledger_makers import figure, say


def relate(
    *figures: Figure, roots: dict[str, str] | None = None, running: str = "up"
) -> set[tuple[str, str, str]]:
    root_of = {f.id: f"named {f.source_name}" for f in figures} | (roots or {})
    weigher = RelationWeigher(
        root_of=root_of,
        name_of=lambda f: f.source_name or "",
        written_on=lambda f: f.as_of,
        toll=lambda f: True,
        running=lambda f: running,
        near=lambda f: [],
        copies=(),
        stated=lambda f: True,
        say=say,
    )
    found = weigher.relate(list(figures))
    assert all(relation.why for relation in found)
    return {(r.from_, r.kind, r.to) for r in found}


def test_one_mouth_one_figure_is_the_same() -> None:
    assert relate(figure("a", 5), figure("b", 5)) == {("b", "same", "a")}


def test_two_mouths_one_figure_agree() -> None:
    assert relate(figure("a", 5), figure("b", 5, by="Polisi")) == {("a", "agrees", "b")}


def test_two_mouths_two_figures_conflict() -> None:
    assert relate(figure("a", 5), figure("b", 7, by="Polisi")) == {("a", "conflicts", "b")}


def test_one_mouth_newer_updates_whether_it_rises_or_falls() -> None:
    older, newer = figure("a", 5, said_on="2025-01-01"), figure("b", 7, said_on="2025-01-02")
    assert relate(older, newer) == {("b", "updates", "a")}
    fallen = figure("c", 4, said_on="2025-01-03")
    assert relate(older, newer, fallen) == {("b", "updates", "a"), ("c", "updates", "b")}


def test_one_mouth_one_day_two_figures_conflict_with_themselves() -> None:
    one, other = figure("a", 5, said_on="2025-01-01"), figure("b", 7, said_on="2025-01-01")
    assert relate(one, other) == {("b", "conflicts", "a")} or relate(one, other) == {("a", "conflicts", "b")}


def test_a_ceiling_does_not_conflict_with_less() -> None:
    ceiling = figure("a", (None, 12_000), by="X", hedge="at-most", written="hingga 12.000")
    assert relate(ceiling, figure("b", 10_000, by="Y")) == {("a", "agrees", "b")}
    assert relate(ceiling, figure("b", 13_000, by="Y")) == {("a", "conflicts", "b")}


def test_a_vague_figure_leaves_room() -> None:
    vague = figure("a", (1000, None), hedge="vague", written="ribuan")
    assert relate(vague, figure("b", 1200, by="Y")) == {("a", "agrees", "b")}
    assert relate(vague, figure("b", 300, by="Y")) == {("a", "conflicts", "b")}


def test_about_reaches_half_a_step_of_a_round_number() -> None:
    about = figure("a", 8000, hedge="about")
    assert compatible(about, figure("b", 8300))
    assert not compatible(about, figure("b", 9000))


def test_a_toll_that_grew_between_two_mouths_is_no_conflict() -> None:
    monday, tuesday = (
        figure("a", 5, by="X", said_on="2025-01-06"),
        figure("b", 8, by="Y", said_on="2025-01-07"),
    )
    assert relate(monday, tuesday) == {("b", "updates", "a")}
    shrunk = figure("c", 3, by="Y", said_on="2025-01-07")
    assert {kind for _, kind, _ in relate(monday, shrunk)} == {"conflicts"}


def test_the_missing_also_become_fewer() -> None:
    monday = figure("a", 9, by="X", said_on="2025-01-06")
    tuesday = figure("b", 4, by="Y", said_on="2025-01-07")
    assert relate(monday, tuesday, running="both") == {("b", "updates", "a")}


def test_a_total_that_does_not_run_conflicts_on_any_days() -> None:
    october = figure("a", 12_000, by="X", said_on="2025-01-06")
    november = figure("b", 10_000, by="Y", said_on="2025-01-13")
    assert {kind for _, kind, _ in relate(october, november, running="")} == {"conflicts"}


def test_at_least_so_many_then_more_is_an_update() -> None:
    first = figure("a", (12, None), said_on="2025-01-06", hedge="at-least")
    assert relate(first, figure("b", 23, said_on="2025-01-08")) == {("b", "updates", "a")}


def test_a_text_that_says_the_toll_rose_updates_across_mouths() -> None:
    monday = figure("a", 5, by="X", said_on="2025-01-06")
    tuesday = figure("b", 8, by="Y", said_on="2025-01-07", marks=frozenset({"rise"}))
    assert relate(monday, tuesday) == {("b", "updates", "a")}


def test_a_correction_corrects() -> None:
    wrong = figure("a", 17, said_on="2025-01-06")
    right = figure("b", 16, said_on="2025-01-07", marks=frozenset({"correct"}))
    assert relate(wrong, right) == {("b", "corrects", "a")}


def test_a_denial_denies_the_figure_of_others_and_is_no_support() -> None:
    claim, denial = figure("a", 50, by="X"), figure("b", 50, by="Y", stance="denies")
    assert relate(claim, denial) == {("b", "denies", "a")}


def test_what_is_planned_does_not_contradict_what_is() -> None:
    planned = figure("a", 400, by="X", marks=frozenset({"planned"}))
    assert relate(planned, figure("b", 250, by="Y")) == set()


def test_the_difference_of_two_totals_is_explained_by_what_was_counted_in() -> None:
    one, other, guess = (
        figure("a", 17, by="X"),
        figure("b", 20, by="Y"),
        figure("c", 3, by="warga", written="tiga"),
    )
    weigher = RelationWeigher(
        {f.id: f.id for f in (one, other)}, lambda f: f.source_name or "", lambda f: None, lambda f: True,
        lambda f: "up", lambda f: [other, guess] if f is other else [], (), lambda f: True, say,
    )  # fmt: skip
    (relation,) = weigher.relate([one, other])
    assert relation.kind == "conflicts"
    assert "tiga" in relation.why
    assert "warga" in relation.why


def test_copies_do_not_multiply_relations() -> None:
    many = [figure(f"a{n}", 5, article=f"a{n}") for n in range(30)]
    assert len(relate(*many, figure("b", 7, by="Polisi"))) == 30  # 29 repetitions in a tree, one conflict


def test_nearest_tree_spans_once() -> None:
    members = [figure(name, 1) for name in "abcd"]
    assert len(nearest_tree(members, lambda a, b: 1.0)) == 3


def test_within_needs_something_open() -> None:
    assert not within(figure("a", 5), figure("b", 5))
    assert within(figure("a", (10, 99), hedge="vague"), figure("b", 40))


def test_what_two_said_differently_on_one_day_stays_a_conflict_after_one_has_changed() -> None:
    first = figure("a", 12, said_on="2025-01-02")
    later = figure("b", 11, said_on="2025-01-03", marks=frozenset({"correct"}))
    other = figure("c", 11, by="Bupati", said_on="2025-01-02")
    found = relate(first, later, other)
    assert {("b", "corrects", "a"), ("b", "agrees", "c"), ("a", "conflicts", "c")} == found


def test_an_update_starts_from_the_day_after_and_passes_over_none() -> None:
    old = figure("a", 7, by="BPBD", said_on="2025-01-01")
    new, newer = (
        figure("b", 12, by="BNPB", said_on="2025-01-02"),
        figure("c", 15, by="BNPB", said_on="2025-01-03"),
    )
    assert relate(old, new, newer) == {("b", "updates", "a"), ("c", "updates", "b")}


def test_the_same_number_said_before_is_no_update() -> None:
    held = figure("a", 27, by="Polisi", said_on="2025-01-01")
    other, again = (figure(n, 34, by="LBH", said_on=f"2025-01-0{d}") for n, d in (("b", 1), ("c", 2)))
    assert relate(held, other, again) == {("c", "same", "b"), ("a", "conflicts", "b")}


def test_what_is_asked_for_does_not_contradict_what_was_granted() -> None:
    assert relate(figure("a", 8, by="Jaksa", stance="demands"), figure("b", 6, by="Hakim")) == set()


def test_a_bound_from_above_is_near_the_number() -> None:
    nearly = figure("a", (None, 6000), by="X", hedge="less-than", written="hampir 6.000")
    assert relate(nearly, figure("b", 5800, by="Y")) == {("a", "agrees", "b")}
    assert relate(nearly, figure("b", 498, by="Y")) == {("a", "conflicts", "b")}


def test_a_number_that_a_text_calls_risen_takes_the_others_place_on_one_day() -> None:
    morning = figure("a", 3, said_on="2025-01-01")
    noon = figure("b", 4, said_on="2025-01-01", marks=frozenset({"rise"}))
    assert relate(morning, noon) == {("b", "updates", "a")}
    assert relate(noon, morning) == {("b", "updates", "a")}


def test_what_rose_rose_from_what_its_own_mouth_had_said() -> None:
    bank = figure("a", 38, by="Bank", said_on="2025-01-01")
    police = figure("b", 52, by="Polisi", said_on="2025-01-05", marks=frozenset({"rise", "into"}))
    assert relate(bank, police, running="") == set()


def test_two_mouths_are_set_against_each_other_where_one_article_gives_both() -> None:
    day = "2025-01-01"
    police = figure("a", 30, by="Polisi", article="x", said_on=day)
    again = figure("b", 30, by="Polisi", article="y", said_on=day)
    union = figure("c", 90, by="Serikat", article="y", said_on=day)
    assert ("b", "conflicts", "c") in relate(police, again, union)


def test_a_number_named_only_to_be_corrected_stands_against_nobody() -> None:
    named = figure("a", 12, by="Bupati", marks=frozenset({"compare"}))
    told = figure("b", 12, by="Maskapai")
    own = figure("c", 15, by="Bupati")
    roots = {"a": "compared a.txt"}
    assert relate(named, told, own, roots=roots) == {("b", "conflicts", "c")}


def test_at_least_a_number_and_the_number_in_one_article_are_the_same() -> None:
    lead = figure("a", (7, None), hedge="at-least", article="x", written="sedikitnya 7")
    head = figure("b", 7, article="x")
    assert {kind for _, kind, _ in relate(lead, head)} == {"same"}


@pytest.mark.parametrize(
    ("one", "written", "other", "kind"),
    [
        (131e9, "Rp 131 miliar", 131.2e9, "agrees"),
        (27e3, "27 ribu", 26_700, "agrees"),
        (27e3, "27.000", 26_700, "conflicts"),  # all digits are written: no word stands for the rest
        (2e6, "2 juta", 2.3e6, "conflicts"),  # one digit says too little
        (131e9, "Rp 131 miliar", 133e9, "conflicts"),
    ],
)
def test_fewer_digits_round_the_other_figure(one: float, written: str, other: float, kind: str) -> None:
    about = {"predicates": ("ransom",), "noun": "rupiah", "kind": "money"}
    a = figure("a", one, "Camat", written=written, **about)
    b = figure("b", other, "Bupati", written=f"{other:g}", **about)
    assert {k for _, k, _ in relate(a, b, running="")} == {kind}


def test_who_has_corrected_himself_stands_by_the_new_number() -> None:
    old = figure("a", 174, "Wagub", said_on="2025-03-02")
    new = figure("b", 131, "Wagub", marks=frozenset({"correct"}))
    other = figure("c", 125, "Kapolda", said_on="2025-03-02")
    found = relate(old, new, other)
    assert not any({"a", "c"} == {one, two} for one, _, two in found)
