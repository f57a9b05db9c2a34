"""The ten rules that every dossier obeys, as far as they lie across articles; a test each, named after it."""

from __future__ import annotations

import msgspec
import pytest

from runut.engine.resources import load_pack
from runut.model.dossier import Dossier, Question, Story
from runut.model.reading import Defect
from runut.pipeline_stories import Assembler, assemble
from runut.steps.correct import Verdicts, correct_reading, make_correction, make_undo, make_verdict
from tests.golden.stories_on_file import Told, load, readings_of, texts_of
from tests.unit.ledger_makers import piece


def dossier_of(name: str) -> Told:
    story = load(name)
    return Told(assemble(readings_of(story), texts_of(story), load_pack))


def question(story: Story, words: str) -> Question:
    return next(q for q in story.questions if words in q.text)


def test_rule_1_roots_are_counted_not_articles() -> None:
    """Support is the number of distinct origins; both numbers are there: "10 artikel, 1 asal"."""
    text = "Menurut Sri Wahyuni, 14 rumah terbakar di Kampung Melati."
    pieces = [
        piece(text, f"{n}", says=[("14 rumah terbakar di Kampung Melati", "Sri Wahyuni", "asserts")],
              counts=[("14", 14, "rumah", 1)], outlet=f"Koran {n}")
        for n in range(10)
    ]  # fmt: skip
    dossier = assemble([p.reading for p in pieces], {p.name: p.layout.text for p in pieces}, load_pack)
    (asked,) = dossier.stories[0].questions
    assert len({entry.article for entry in asked.entries}) == 10
    assert (asked.origins_low, asked.origins_high, len(asked.origins)) == (1, 1, 1)


def test_rule_2_unknown_lineage_widens_the_range_and_never_raises_the_floor() -> None:
    asked = question(dossier_of("loss").story, "suap")
    assert (asked.origins_low, asked.origins_high) == (1, 2)
    assert [origin.certain for origin in asked.origins] == [True, False]


def test_rule_2_the_same_rare_error_means_the_same_root() -> None:
    text = "Sebanyak 31 kios terbakar di Pasar Baruu, Kota Lama."
    at = text.index("Baruu")
    pieces = [
        piece(text, name, counts=[("31", 31, "kios", None)], outlet=outlet,
              defects=[Defect(at, at + 5, "typo", "")], places=[("Kota Lama", "Kota Lama")])
        for name, outlet in (("a", "Koran A"), ("b", "Koran B"))
    ]  # fmt: skip
    dossier = assemble([p.reading for p in pieces], {p.name: p.layout.text for p in pieces}, load_pack)
    (asked,) = dossier.stories[0].questions
    assert asked.origins_high == 1


def test_rule_3_every_hop_says_whether_it_was_read_or_inferred() -> None:
    story = dossier_of("flood").story
    assert {hop.basis for hop in story.hops} <= {"read", "inferred"}
    assert all(hop.why for hop in story.hops)
    reuse = next(hop for hop in story.hops if hop.statement is None)
    assert (reuse.from_, reuse.to) == ("Kabar Pantura", "Info Jateng")


def test_rule_3_speaker_relay_and_publisher_stay_three_nodes() -> None:
    hops = {(h.from_, h.to) for h in dossier_of("loss").story.hops if h.article == "c3.txt"}
    assert hops >= {
        ("anonymous: penyidik Kejaksaan Agung", "Tempo Raya"),
        ("Tempo Raya", "Portal Hukum"),
        ("Portal Hukum", "Lintas Kabar"),
    }


@pytest.mark.parametrize("name", ["flood", "ferry", "loss", "transfer"])
def test_rule_4_no_figure_is_blended(name: str) -> None:
    """Every entry keeps the bounds and the words of one article; a question has no figure of its own."""
    story = load(name)
    texts = texts_of(story)
    questions = dossier_of(name).story.questions
    assert questions
    for asked in questions:
        assert not {"low", "high", "value", "mean", "median"} & set(Question.__struct_fields__)
        for entry in asked.entries:
            assert texts[entry.article][entry.start : entry.end] == entry.written


def test_rule_5_only_like_is_compared_and_the_rest_is_said_to_be_apart() -> None:
    told = dossier_of("loss")
    pairs = {frozenset((told.names[a.one], told.names[a.other])): a.why for a in told.story.apart}
    assert "suap" in pairs[frozenset(("c1:Rp 5 miliar", "c1:Rp 5 miliar@2"))]
    inside = [{e.id for e in q.entries} for q in told.story.questions]
    for asked in told.story.questions:
        for relation in asked.relations:
            if relation.kind != "part-of":
                assert any({relation.from_, relation.to} <= entries for entries in inside)


def test_rule_6_vague_stays_vague() -> None:
    told = dossier_of("loss")
    entry = next(e for q in told.story.questions for e in q.entries if e.hedge == "at-most")
    assert (entry.low, entry.high, entry.written) == (None, 1_500_000_000_000, "hingga Rp 1,5 triliun")
    assert ("c1:Rp 1,2 triliun", "conflicts", "c3:hingga Rp 1,5 triliun") not in told.relations


def test_rule_7_same_mouth_newer_updates_different_mouths_conflict_and_old_values_stay() -> None:
    told = dossier_of("flood")
    assert ("a2:17", "updates", "a1:12") in told.relations
    assert ("a3:20", "conflicts", "a4:16") in told.relations or (
        "a4:16",
        "conflicts",
        "a3:20",
    ) in told.relations
    assert ("a4:16", "corrects", "a4:17") in told.relations
    tolls = next(names for names in told.questions if "a1:12" in names)
    assert {"a1:12", "a2:17", "a4:16"} <= tolls


def test_rule_7_a_denial_points_and_a_refusal_does_not() -> None:
    told = dossier_of("transfer")
    assert ("e3:s1", "denies", "e3:s3") in told.links
    assert not any(link[0] == "e2:s2" for link in told.links)  # "menolak berkomentar"


def test_rule_8_nothing_grades_the_truth() -> None:
    """The machine supplies facts: named or not, party or not, how many roots. No score of truth or trust is
    in any record."""
    written = msgspec.json.encode(dossier_of("flood").dossier).decode()
    for word in ("truth", "credib", "reliab", "trust", "verdict", "score"):
        assert word not in written
    assert any(actor.party for actor in dossier_of("flood").story.actors)


def test_rule_8_whether_somebody_is_a_party_is_a_person_s_word_where_he_gives_one() -> None:
    story = load("flood")
    event = make_verdict("people", "correct", [], {"names": ["Slamet Riyanto"], "party": True},
                         identity="e", at="2025-03-20T00:00:00Z", who="ani")  # fmt: skip
    told = assemble(readings_of(story), texts_of(story), load_pack, verdicts=Verdicts([event])).stories[0]
    before = {actor.name: actor.party for actor in dossier_of("flood").story.actors}
    assert {a.name for a in told.actors if a.party != before[a.name]} == {"Slamet Riyanto"}


def test_rule_9_absence_is_a_result() -> None:
    told = dossier_of("loss")
    assert told.story.outside == ["Portal Hukum"]
    single = next(q for q in told.story.questions if len(q.entries) == 1)
    assert len(single.origins) == 1
    dossier = assemble([], {}, load_pack)
    assert dossier == Dossier([], [], [])


def test_rule_10_nothing_is_erased_and_identities_survive_a_growing_pile() -> None:
    story = load("flood")
    readings, texts = readings_of(story), texts_of(story)
    growing = Assembler(load_pack)
    seen: dict[str, tuple[str, int, int]] = {}
    for reading in readings:
        growing.add(reading, texts[reading.article])
        entries = {
            e.id: (e.article, e.start, e.end)
            for s in growing.dossier().stories
            for q in s.questions
            for e in q.entries
        }
        assert seen.items() <= entries.items()
        seen = entries
    assert seen


def test_rule_10_a_decision_is_laid_over_the_reading_and_can_be_taken_back() -> None:
    one = piece("Menurut BPBD, 12 rumah rusak.", says=[("12 rumah rusak", "BPBD", "asserts")])
    text = one.layout.text
    event = make_correction(one.reading, text, "statement", "correct", "s1", {"source_name": "BMKG"},
                            identity="e", at="2025-03-20T00:00:00Z", who="ani")  # fmt: skip
    found = correct_reading(one.reading, text, [event])
    assert found.reading.statements[0].source_name == "BMKG"
    (decision,) = found.of("statement", "s1")  # what a person decided looks different
    assert (decision.who, decision.fields, decision.was) == ("ani", ["source_name"], {"source_name": "BPBD"})
    undo = make_undo(event, identity="u", at="2025-03-21T00:00:00Z", who="ani")
    assert correct_reading(one.reading, text, [event, undo]).reading == one.reading


def test_rule_10_changed_words_orphan_a_decision_and_never_move_it_to_a_look_alike() -> None:
    old = piece("Menurut BPBD, 12 rumah rusak.", says=[("12 rumah rusak", "BPBD", "asserts")])
    event = make_correction(old.reading, old.layout.text, "statement", "correct", "s1", {"source_name": "BMKG"},
                            identity="e", at="2025-03-20T00:00:00Z", who="ani")  # fmt: skip
    new = piece("Menurut BMKG, 12 rumah rusak.", says=[("12 rumah rusak", "BMKG", "asserts")])
    found = correct_reading(new.reading, new.layout.text, [event])
    assert (found.reading, found.orphaned) == (new.reading, [event])


def test_every_origin_lists_entries_of_its_question() -> None:
    questions = dossier_of("ferry").story.questions
    assert questions
    for asked in questions:
        listed = [entry for origin in asked.origins for entry in origin.entries]
        assert sorted(listed) == sorted(entry.id for entry in asked.entries)
