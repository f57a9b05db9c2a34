"""The review queue: what would change most comes first, each with reasons that have words."""

from __future__ import annotations

import time

import pytest
from msgspec.structs import replace

from runut.engine.resources import LANGUAGES, load_pack
from runut.model.dossier import Dossier
from runut.model.reading import Defect, Reading
from runut.pipeline_stories import assemble
from runut.steps.correct import Verdicts, correct_reading, make_anchor, make_correction, make_verdict
from runut.steps.weigh import decided_already, queue
from tests.golden.stories_on_file import load, readings_of, texts_of
from tests.unit.ledger_makers import piece
from tests.unit.test_verdicts import copies


def flood() -> tuple[Dossier, dict[str, Reading], dict[str, str]]:
    story = load("flood")
    readings, texts = readings_of(story), texts_of(story)
    return assemble(readings, texts, load_pack), {one.article: one for one in readings}, texts


def test_the_only_voucher_of_a_disputed_figure_comes_before_a_repeated_one() -> None:
    dossier, readings, _ = flood()
    found = queue(dossier, readings)
    at = {item.where[0]: number for number, item in enumerate(found)}
    first = found[0]
    assert first.kind == "statement"
    assert {"review.single-voucher", "review.conflict"} <= set(first.why)
    assert at["a3.txt", "s1"] < at["a2.txt", "s1"]  # 20 by one man alone; 17 by an office with five entries
    assert first.questions[0] == dossier.stories[0].questions[0].id
    assert [item.impact for item in found] == sorted((item.impact for item in found), reverse=True)


def test_what_was_decided_is_not_asked_again() -> None:
    dossier, readings, _ = flood()
    first = queue(dossier, readings)[0]
    left = queue(dossier, readings, {(first.kind, *first.where[0])})
    assert first.where not in [item.where for item in left]
    assert len(left) == len(queue(dossier, readings)) - 1


def test_decisions_in_articles_and_across_them_close_their_items() -> None:
    pieces = copies()
    readings, texts = [p.reading for p in pieces], {p.name: p.layout.text for p in pieces}
    by_name = {one.article: one for one in readings}
    anchors = [make_anchor(one, texts[one.article]) for one in readings]
    told = {"at": "2025-01-01T00:00:00Z", "who": "ani"}
    hop = make_verdict("hop", "accept", anchors, {}, identity="h", **told)
    across, _ = Verdicts([hop]).decisions(readings, texts)
    figure = readings[0].quantities[0]
    event = make_correction(readings[0], texts["a"], "quantity", "accept", (figure.start, figure.end),
                            identity="q", **told)  # fmt: skip
    corrected = [correct_reading(one, texts[one.article], [event]) for one in readings]
    dossier = assemble(readings, texts, load_pack)
    every = {(item.kind, *item.where) for item in queue(dossier, by_name)}
    left = {(item.kind, *item.where) for item in queue(dossier, by_name, decided_already(corrected, across))}
    assert every - left == {
        ("hop", ("a", ""), ("b", "")),
        ("quantity", ("a", (figure.start, figure.end))),
    }


def test_an_inferred_copy_that_joins_two_origins_is_asked_about() -> None:
    pieces = copies()
    readings, texts = [p.reading for p in pieces], {p.name: p.layout.text for p in pieces}
    found = queue(assemble(readings, texts, load_pack), {one.article: one for one in readings})
    (hop,) = [item for item in found if item.kind == "hop"]
    assert (hop.where, hop.why) == ([("a", ""), ("b", "")], ["review.merged-by-hop"])


def test_a_wrong_name_where_somebody_speaks_weighs_more_and_doubt_counts() -> None:
    text = "Ratna Dewy mengatakan 31 orang tewas. Cuaca di Wanasarii cerah."
    says = [("31 orang tewas", "Ratna Dewi", "asserts")]
    one = piece(text, "a", says=says, counts=[("31", 31, "orang", 1)]).reading
    name, place = text.index("Ratna Dewy"), text.index("Wanasarii")
    defects = [Defect(name, name + 10, "wrong-name", ""), Defect(place, place + 9, "wrong-name", "")]
    told = replace(
        one.statements[0],
        source=None,
        content=[replace(one.statements[0].content[0], start=0)],
        confidence=0.5,
    )
    reading = replace(one, defects=defects, statements=[told])
    found = queue(Dossier([], []), {"a": reading})
    assert [(i.kind, i.where[0][1], i.why) for i in found] == [
        ("defect", (name, name + 10), ["defect.wrong-name"]),
        ("defect", (place, place + 9), ["defect.wrong-name"]),
        ("statement", "s1", ["review.unsure"]),
    ]


@pytest.mark.parametrize("name", ["flood", "ferry", "loss", "transfer"])
def test_every_reason_has_words_in_every_language(name: str) -> None:
    story = load(name)
    readings, texts = readings_of(story), texts_of(story)
    found = queue(assemble(readings, texts, load_pack), {one.article: one for one in readings})
    used = {reason for item in found for reason in item.why}
    for code in LANGUAGES:
        assert used <= {row["form"] for row in load_pack(code).table("interface")}
    assert found == queue(
        assemble(reversed(readings), texts, load_pack), {one.article: one for one in readings}
    )


def test_the_cost_grows_with_the_pile_and_no_faster() -> None:
    dossier, readings, _ = flood()

    def seconds(times: int) -> float:
        many = Dossier(dossier.stories * times, [])
        begun = time.process_time()
        queue(many, readings)
        return time.process_time() - begun

    seconds(20)
    small, large = min(seconds(50) for _ in range(3)), min(seconds(500) for _ in range(3))
    assert large < 30 * small  # ten times as much; a square would take a hundred times as long
