"""Two coders: kappa against values worked out by hand, and what the two say differently."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from runut.model.agreement import Comparison
from runut.model.correction import Correction
from runut.steps.correct import effective, make_verdict
from runut.steps.weigh import agreement, compare_coders
from tests.unit.test_correct import TEXT, Desk, span


class Coder(Desk):
    """A desk of one coder."""

    def __init__(self, who: str) -> None:
        super().__init__()
        self.who = who

    def say(self, kind: str, action: str, key: Any, **changes: Any) -> Correction:
        event = self.decide(kind, action, key, changes)
        self.events[-1] = replace(event, id=f"{self.who}-{event.id}", who=self.who)
        return self.events[-1]


def compared(one: Coder, other: Coder) -> Comparison:
    return compare_coders(one.who, effective(one.events), other.who, effective(other.events))


@pytest.mark.parametrize(
    ("table", "observed", "expected", "kappa"),
    [
        # yes/yes, yes/no, no/yes, no/no: (35/50 - 0.5) / 0.5
        ((20, 5, 10, 15), 0.7, 0.5, 0.4),
        # (45+15)/100; chance: .6*.7 + .4*.3 = .54; (.6 - .54) / .46
        ((45, 15, 25, 15), 0.6, 0.54, 0.06 / 0.46),
        # worse than chance: .2; chance .5: -.6
        ((1, 4, 4, 1), 0.2, 0.5, -0.6),
        ((5, 0, 0, 5), 1.0, 0.5, 1.0),
        # each always the same, but not the other's: nothing by chance, nothing in fact
        ((0, 7, 0, 0), 0.0, 0.0, 0.0),
    ],
)
def test_kappa_is_what_a_person_works_out(
    table: tuple[int, int, int, int], observed: float, expected: float, kappa: float
) -> None:
    cells = [("yes", "yes"), ("yes", "no"), ("no", "yes"), ("no", "no")]
    found = agreement([cell for cell, times in zip(cells, table, strict=True) for _ in range(times)])
    assert found.n == sum(table)
    assert found.observed == pytest.approx(observed)
    assert found.expected == pytest.approx(expected)
    assert found.kappa == pytest.approx(kappa)
    assert found.why == ""


def test_three_categories_worked_out_by_hand() -> None:
    """Agree 2+1+1 of 6; first a=3 b=2 c=1, second a=2 b=2 c=2: chance (6+4+2)/36 = 1/3; (2/3 - 1/3)/(2/3) = 1/2."""
    pairs = [("a", "a"), ("a", "a"), ("a", "b"), ("b", "b"), ("b", "c"), ("c", "c")]
    assert agreement(pairs).kappa == pytest.approx(0.5)


def test_kappa_that_is_not_defined_says_why() -> None:
    one = agreement([("asserts", "asserts")] * 3)
    assert (one.observed, one.kappa, one.why) == (1.0, None, "one-category")
    none = agreement([])
    assert (none.n, none.observed, none.kappa, none.why) == (0, None, None, "nothing-in-common")


def test_only_what_both_judged_is_compared_field_by_field() -> None:
    ani, bayu = Coder("ani"), Coder("bayu")
    ani.say("statement", "correct", "s1", stance="believes")
    bayu.say("statement", "correct", "s1", stance="predicts")
    ani.say("statement", "accept", "s2")
    bayu.say("statement", "correct", "s2", source_name="Relawan PMI")
    ani.say("statement", "reject", "s3")
    bayu.say("statement", "reject", "s3")
    ani.say("statement", "accept", "s5")
    key = (span("12 orang").start, span("12 orang").end)
    ani.say("quantity", "accept", key)
    bayu.say("quantity", "correct", key, low=12, high=None, hedge="at-least")
    found = compared(ani, bayu)
    by = {(a.kind, a.field): a for a in found.agreements}
    assert (by["", "verdict"].n, by["", "verdict"].same) == (4, 2)
    # ani: correct accept reject accept; bayu: correct correct reject correct; chance (1*3 + 1*1)/16
    assert by["", "verdict"].kappa == pytest.approx((8 - 4) / (16 - 4))
    assert (by["statement", "stance"].n, by["statement", "stance"].same) == (2, 1)
    assert (by["statement", "speaker"].n, by["statement", "speaker"].same) == (2, 1)
    assert (by["quantity", "figure"].n, by["quantity", "figure"].same) == (1, 0)
    assert (found.only_one, found.only_other) == (1, 0)
    told = {(d.kind, d.field, d.words): (d.one.value, d.other.value) for d in found.disagreements}
    assert told["statement", "speaker", "ratusan orang mengungsi"] == ("anonymous: relawan", "Relawan PMI")
    assert told["statement", "stance", "12 orang tewas di Kota Wanasari"] == ("believes", "predicts")
    assert told["quantity", "figure", "12 orang"] == ([12, 12, "exact"], [12, None, "at-least"])
    stance = next(d for d in found.disagreements if d.field == "stance")
    assert (stance.one.who, stance.one.at[:10], stance.anchors[0].article) == ("ani", "2025-03-20", "a.txt")


def test_like_words_at_two_places_are_two_things() -> None:
    ani, bayu = Coder("ani"), Coder("bayu")
    at = [(span("12 orang", nth=n).start, span("12 orang", nth=n).end) for n in (0, 1)]
    ani.say("quantity", "accept", at[0])
    bayu.say("quantity", "accept", at[1])
    found = compared(ani, bayu)
    assert (found.agreements[0].n, found.only_one, found.only_other) == (0, 1, 1)
    assert TEXT[at[0][0] : at[0][1]] == TEXT[at[1][0] : at[1][1]]


def test_what_both_found_missing_is_compared_though_its_edges_differ() -> None:
    ani, bayu = Coder("ani"), Coder("bayu")
    wide, narrow, far = span(TEXT[:27]), span("Rendam Kota Wanasari"), span("Banjir")
    ani.say("statement", "add", [wide], source_name="Sri Lestari", stance="asserts")
    bayu.say("statement", "add", [narrow], source_name="Sri Lestari", stance="believes")
    bayu.say("statement", "add", [far], source_name="Sri Lestari", stance="asserts")
    bayu.say("place", "add", [narrow], name="Wanasari")  # of another kind
    found = compared(ani, bayu)
    by = {(a.kind, a.field): (a.n, a.same) for a in found.agreements}
    assert (by["statement", "verdict"], by["statement", "speaker"]) == ((1, 1), (1, 1))
    assert by["statement", "stance"] == (1, 0)
    assert (found.overlapping, found.only_one, found.only_other) == (1, 0, 2)
    (told,) = found.disagreements
    assert (told.one.value, told.other.value) == ("asserts", "believes")
    assert compared(bayu, ani).overlapping == 1


def test_an_undone_decision_and_an_older_word_do_not_count() -> None:
    ani, bayu = Coder("ani"), Coder("bayu")
    first = ani.say("statement", "correct", "s1", stance="asks")
    ani.say("statement", "correct", "s1", stance="believes")
    ani.events.append(Correction("u", "2025-03-21T00:00:00Z", "ani", "statement", "undo", undoes=first.id))
    bayu.say("statement", "correct", "s1", stance="believes")
    by = {(a.kind, a.field): a for a in compared(ani, bayu).agreements}
    assert (by["statement", "stance"].n, by["statement", "stance"].same) == (1, 1)


def test_decisions_about_names_are_compared_too() -> None:
    def of(who: str, action: str, **more: Any) -> list[Correction]:
        changes = {"names": ["A", "B"] if who == "ani" else ["B", "A"], **more}
        return [make_verdict("people", action, [], changes, identity=who, at="2025-01-01T00:00:00Z", who=who)]

    found = compare_coders("ani", of("ani", "merge", name="A"), "bayu", of("bayu", "split"))
    (told,) = found.disagreements
    assert (told.one.value, told.other.value, told.words) == ("merge", "split", "A; B")
