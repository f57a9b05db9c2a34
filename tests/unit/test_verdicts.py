"""Decisions across articles: counts follow them, order does not matter, and without one nothing changes."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from runut.engine.resources import load_pack
from runut.errors import UsageError
from runut.model.correction import Anchor, Correction
from runut.model.dossier import Dossier, Entry, Question, Story
from runut.model.reading import Defect, Statement
from runut.pipeline_stories import Assembler, assemble, build_story
from runut.steps.correct import (
    Verdicts,
    correct_reading,
    make_anchor,
    make_correction,
    make_undo,
    make_verdict,
)
from tests.golden.stories_on_file import load, readings_of, texts_of
from tests.unit.ledger_makers import piece


class Desk:
    """A story on file and one person's decisions on it."""

    def __init__(self, name: str = "flood") -> None:
        story = load(name)
        self.readings = {reading.article: reading for reading in readings_of(story)}
        self.texts = texts_of(story)
        self.events: list[Correction] = []

    def anchor(self, article: str, key: Any = None) -> Anchor:
        return make_anchor(self.readings[article], self.texts[article], key)

    def figure(self, entry: Entry) -> Anchor:
        return self.anchor(entry.article, (entry.start, entry.end))

    def decide(self, kind: str, action: str, anchors: list[Anchor], /, **changes: Any) -> Correction:
        changes = {name.rstrip("_"): value for name, value in changes.items()}
        number = len(self.events)
        event = make_verdict(kind, action, anchors, changes, identity=f"v{number}",
                             at=f"2025-03-20T10:00:{number:02}Z", who="ani")  # fmt: skip
        self.events.append(event)
        return event

    def undo(self, event: Correction) -> None:
        number = len(self.events)
        at = f"2025-03-20T10:00:{number:02}Z"
        self.events.append(make_undo(event, identity=f"v{number}", at=at, who="ani"))

    @property
    def dossier(self) -> Dossier:
        return assemble(self.readings.values(), self.texts, load_pack, verdicts=Verdicts(self.events))

    @property
    def story(self) -> Story:
        return self.dossier.stories[0]

    def question(self, words: str) -> Question:
        return next(q for story in self.dossier.stories for q in story.questions if words in q.text)

    def entry(self, words: str, article: str, value: float) -> Entry:
        asked = self.question(words)
        return next(e for e in asked.entries if (e.article, e.low) == (article, value))


def encoded(dossier: Dossier) -> bytes:
    return msgspec.json.encode(dossier)


def test_without_decisions_the_dossier_is_the_same_to_the_byte() -> None:
    desk = Desk()
    plain = assemble(desk.readings.values(), desk.texts, load_pack)
    assert encoded(desk.dossier) == encoded(plain)
    undone = desk.decide("people", "merge", [], names=["Budi Cahyono", "Slamet Riyanto"], name="Budi Cahyono")
    assert encoded(desk.dossier) != encoded(plain)
    desk.undo(undone)
    assert encoded(desk.dossier) == encoded(plain)


# people


def test_merged_names_are_one_origin_under_the_name_that_was_given() -> None:
    desk = Desk()
    assert desk.question("hilang").origins_high == 2
    desk.decide("people", "merge", [], names=["Budi Cahyono", "Slamet Riyanto"], name="Pak Slamet")
    missing = desk.question("hilang")
    assert [(o.name, len(o.entries)) for o in missing.origins] == [("Pak Slamet", 3)]
    assert (missing.origins_low, missing.origins_high) == (1, 1)
    (merged,) = [actor for actor in desk.story.actors if actor.name == "Pak Slamet"]
    assert {"Slamet Riyanto", "Budi Cahyono"} <= set(merged.forms)


def named(text: str, name: str, by: str, value: int, form: str) -> Any:
    return piece(text, name, says=[(text, by, "asserts")], counts=[(str(value), value, "orang", 1)],
                 actors=[(by, "person", None, form)], outlet=f"Koran {name}",
                 places=[("Lembah Wening", "Lembah Wening")])  # fmt: skip


def joined(verdicts: Verdicts | None) -> Story:
    pieces = [
        named("Anthony Wirawan: 31 orang tewas di Lembah Wening.", "a", "Anthony Wirawan", 31, "Anthony Wirawan"),
        named("Antony Wirawan: 31 orang tewas di Lembah Wening.", "b", "Antony Wirawan", 31, "Antony Wirawan"),
    ]  # fmt: skip
    story = build_story(
        [p.reading for p in pieces], {p.name: p.layout.text for p in pieces}, load_pack, verdicts
    )
    assert story is not None
    return story


def test_names_kept_apart_are_two_origins() -> None:
    assert len(joined(None).questions[0].origins) == 1
    names = ["Anthony Wirawan", "Antony Wirawan"]
    split = make_verdict(
        "people", "split", [], {"names": names}, identity="x", at="2025-01-01T00:00:00Z", who="a"
    )
    told = joined(Verdicts([split])).questions[0]
    assert [o.name for o in told.origins] == names
    assert (told.origins_low, told.origins_high) == (2, 2)
    merge = make_verdict("people", "merge", [], {"names": names, "name": names[0]}, identity="y",
                         at="2025-01-02T00:00:00Z", who="a")  # fmt: skip
    assert len(joined(Verdicts([merge, split])).questions[0].origins) == 1  # the later one


def test_names_kept_apart_are_not_joined_by_way_of_a_third() -> None:
    pieces = [
        named(f"{by}: 31 orang tewas di Lembah Wening.", by, by, 31, by)
        for by in ("Joko Wirawan", "Rudi Wirawan Joko", "Wirawan")
    ]
    texts = {p.name: p.layout.text for p in pieces}
    events = [
        make_verdict("people", "split", [], {"names": ["Joko Wirawan", "Rudi Wirawan Joko"]}, identity="x",
                     at="2025-01-01T00:00:00Z", who="a"),
        make_verdict("people", "merge", [], {"names": ["Joko Wirawan", "Wirawan"], "name": "Joko Wirawan"},
                     identity="y", at="2025-01-02T00:00:00Z", who="a"),
    ]  # fmt: skip
    story = build_story([p.reading for p in pieces], texts, load_pack, Verdicts(events))
    assert story is not None
    assert {"Joko Wirawan", "Rudi Wirawan Joko"} <= {actor.name for actor in story.actors}


def test_a_person_says_who_is_a_party() -> None:
    desk = Desk()
    before = {actor.name: actor.party for actor in desk.story.actors}
    desk.decide("people", "correct", [], names=["Budi Cahyono"], party=not before["Budi Cahyono"])
    after = {actor.name: actor.party for actor in desk.story.actors}
    assert {name for name in after if after[name] != before[name]} == {"Budi Cahyono"}


# questions, utterances, stories


def test_a_figure_taken_out_of_its_question_has_one_of_its_own() -> None:
    desk = Desk()
    entry = desk.entry("tewas?", "a3.txt", 20)
    desk.decide("question", "split", [desk.figure(entry)])
    assert entry.id not in {
        e.id for e in desk.question("tewas?").entries if len(desk.question("tewas?").entries) > 1
    }
    own = next(q for q in desk.story.questions if q.id == f"q-{entry.id}")
    assert [e.id for e in own.entries] == [entry.id]
    assert not any(r.kind == "conflicts" and entry.id in (r.from_, r.to)
                   for q in desk.story.questions for r in q.relations)  # fmt: skip


def test_a_figure_moves_to_another_question_and_counts_follow() -> None:
    desk = Desk()
    missing, dead = desk.entry("hilang", "a3.txt", 5), desk.entry("tewas?", "a3.txt", 20)
    desk.decide("question", "correct", [desk.figure(missing), desk.figure(dead)])
    assert missing.id in {e.id for e in desk.question("tewas?").entries}
    assert (desk.question("hilang").origins_low, desk.question("hilang").origins_high) == (1, 1)


def test_questions_merge_and_get_another_text() -> None:
    desk = Desk()
    valley = desk.entry("tewas di Bumiayu", "a2.txt", 9)
    whole = desk.entry("tewas?", "a2.txt", 17)
    before = len(desk.story.questions)
    desk.decide("question", "merge", [desk.figure(valley), desk.figure(whole)])
    assert len(desk.story.questions) == before - 1
    desk.decide("question", "correct", [desk.figure(whole)], text="Berapa korban jiwa?")
    asked = desk.question("Berapa korban jiwa?")
    assert {valley.id, whole.id} <= {e.id for e in asked.entries}


def test_reports_of_one_utterance_have_one_origin_for_the_same_figure() -> None:
    desk = Desk()
    one, other = desk.anchor("a1.txt", "s1"), desk.anchor("a3.txt", "s3")
    desk.decide("utterance", "merge", [one, other])
    (utterance,) = [
        u
        for u in desk.story.utterances
        if ("a3.txt", "s3") in {(s.article, s.statement) for s in u.statements}
    ]
    assert {(s.article, s.statement) for s in utterance.statements} == {
        ("a1.txt", "s1"),
        ("a5.txt", "s1"),
        ("a3.txt", "s3"),
    }
    assert desk.question("hilang").origins_high == 1
    speakers = next(d for d in utterance.drift if d.what == "speaker")
    ids = [utterance.statements[n] for n in speakers.between]
    desk.decide("drift", "reject", [desk.anchor(s.article, s.statement) for s in ids], what="speaker")
    assert not any(d.what == "speaker" for u in desk.story.utterances for d in u.drift)
    desk.decide("utterance", "split", [other])
    assert desk.question("hilang").origins_high == 2


def test_an_article_leaves_its_story_and_joins_it_again() -> None:
    desk = Desk()
    desk.decide("story", "split", [desk.anchor("a3.txt")])
    assert [sorted(s.articles) for s in desk.dossier.stories] == [
        ["a1.txt", "a2.txt", "a4.txt", "a5.txt"],
        ["a3.txt"],
    ]
    assert desk.question("hilang").origins_high == 1
    desk.decide("story", "merge", [desk.anchor("a3.txt"), desk.anchor("a1.txt")])
    assert len(desk.dossier.stories) == 1
    desk.decide("story", "split", [desk.anchor("a3.txt"), desk.anchor("a4.txt")])
    desk.decide("story", "correct", [desk.anchor("a4.txt"), desk.anchor("a2.txt")])
    assert [sorted(s.articles) for s in desk.dossier.stories] == [
        ["a1.txt", "a2.txt", "a4.txt", "a5.txt"],
        ["a3.txt"],
    ]


# hops, relations


def copies() -> list[Any]:
    text = "Sebanyak 31 kios terbakar di Pasar Baruu, Kota Lama."
    at = text.index("Baruu")
    return [
        piece(text, name, counts=[("31", 31, "kios", None)], outlet=outlet,
              defects=[Defect(at, at + 5, "typo", "")], places=[("Kota Lama", "Kota Lama")])
        for name, outlet in (("a", "Koran A"), ("b", "Koran B"))
    ]  # fmt: skip


def test_a_copy_that_is_none_is_an_origin_of_its_own() -> None:
    pieces = copies()
    readings, texts = [p.reading for p in pieces], {p.name: p.layout.text for p in pieces}
    (before,) = assemble(readings, texts, load_pack).stories
    assert before.questions[0].origins_high == 1
    (hop,) = [hop for hop in before.hops if hop.statement is None]
    anchors = [make_anchor(reading, texts[reading.article]) for reading in readings]
    event = make_verdict("hop", "reject", anchors, {}, identity="h", at="2025-01-01T00:00:00Z", who="a")
    (story,) = assemble(readings, texts, load_pack, verdicts=Verdicts([event])).stories
    assert story.questions[0].origins_high == 2
    assert (story.reuse, story.copies) == ([], [])
    assert hop not in story.hops
    turned = make_verdict(
        "hop", "correct", anchors[::-1], {}, identity="h", at="2025-01-01T00:00:00Z", who="a"
    )
    (story,) = assemble(readings, texts, load_pack, verdicts=Verdicts([turned])).stories
    assert [(one.from_, one.to) for one in story.reuse] == [("b", "a")]


def test_a_copy_that_nobody_saw_is_one_origin_and_can_be_taken_back() -> None:
    told = ("Sebanyak 31 kios terbakar di Pasar Baru.", "Api menghanguskan 31 kios, kata saksi.")
    pieces = [
        piece(text, name, counts=[("31", 31, "kios terbakar", None)], outlet=f"Koran {name.upper()}")
        for name, text in zip("ab", told, strict=True)
    ]
    readings, texts = [p.reading for p in pieces], {p.name: p.layout.text for p in pieces}
    anchors = [make_anchor(reading, texts[reading.article]) for reading in readings]

    def verdict(number: int, action: str, anchors: list[Anchor], **changes: Any) -> Correction:
        at = f"2025-01-01T00:00:{number:02}Z"
        return make_verdict("hop", action, anchors, changes, identity=f"h{number}", at=at, who="a")

    def story(*events: Correction) -> Story:
        found = build_story(readings, texts, load_pack, Verdicts(events))
        assert found is not None
        return found

    assert story().reuse == []
    assert story().questions[0].origins_high == 2
    added = verdict(1, "add", anchors, kind="rewrite")
    (reuse,) = story(added).reuse
    assert (reuse.from_, reuse.to, reuse.kind, reuse.share) == ("a", "b", "rewrite", 0.0)
    assert reuse.why == "seseorang menyatakannya"
    assert story(added).questions[0].origins_high == 1
    assert ("Koran A", "Koran B") in {(hop.from_, hop.to) for hop in story(added).hops}
    assert story(added, verdict(2, "reject", anchors)) == story()
    turned = story(added, verdict(2, "correct", anchors[::-1]))
    assert [(one.from_, one.to) for one in turned.reuse] == [("b", "a")]
    undone = make_undo(added, identity="u", at="2025-01-01T00:00:09Z", who="a")
    assert story(added, undone) == story()
    elsewhere = msgspec.structs.replace(anchors[0], article="c")
    assert story(verdict(3, "add", [elsewhere, anchors[1]], kind="copy")) == story()
    seen = copies()
    both = [p.reading for p in seen]
    held = [make_anchor(one, seen[0].layout.text) for one in both][::-1]
    found = build_story(
        both,
        {p.name: p.layout.text for p in seen},
        load_pack,
        Verdicts([verdict(4, "add", held, kind="copy")]),
    )
    assert found is not None
    assert [(one.from_, one.to) for one in found.reuse] == [
        ("b", "a")
    ]  # not twice, but the way a person knows


def test_a_relay_that_is_none_leaves_the_chain() -> None:
    desk = Desk()
    desk.decide("hop", "reject", [desk.anchor("a5.txt", "s1")], from_="Kabar Pantura", to="Info Jateng")
    entry = desk.entry("tewas?", "a5.txt", 12)
    assert entry.chain == ["Slamet Riyanto", "Info Jateng"]
    hops = {(h.from_, h.to) for h in desk.story.hops if (h.article, h.statement) == ("a5.txt", "s1")}
    assert hops == {("Slamet Riyanto", "Info Jateng")}


def test_a_relation_and_a_denial_that_are_none_are_not_told() -> None:
    desk = Desk()
    one, other = desk.entry("tewas?", "a4.txt", 16), desk.entry("tewas?", "a3.txt", 20)
    desk.decide("relation", "reject", [desk.figure(one), desk.figure(other)], kind="conflicts")
    told = {(r.from_, r.to, r.kind) for r in desk.question("tewas?").relations}
    assert (one.id, other.id, "conflicts") not in told
    desk.decide(
        "relation", "reject", [desk.anchor("a4.txt", "s5"), desk.anchor("a4.txt", "s3")], kind="denies"
    )
    assert [(link.from_, link.to) for link in desk.story.links] == [("a4.txt#s4", "a4.txt#s3")]
    desk.decide("relation", "accept", [desk.figure(one), desk.figure(other)], kind="conflicts")
    told = {(r.from_, r.to, r.kind) for r in desk.question("tewas?").relations}
    assert (one.id, other.id, "conflicts") in told


# laws


def decided() -> Desk:
    desk = Desk()
    missing, dead = desk.entry("hilang", "a3.txt", 5), desk.entry("tewas?", "a3.txt", 20)
    desk.decide("question", "correct", [desk.figure(missing), desk.figure(dead)])
    desk.decide("question", "split", [desk.figure(missing)])
    desk.decide("people", "merge", [], names=["Budi Cahyono", "Slamet Riyanto"], name="Pak Slamet")
    desk.decide("people", "split", [], names=["Budi Cahyono", "Slamet Riyanto"])
    desk.decide("hop", "reject", [desk.anchor("a1.txt"), desk.anchor("a5.txt")])
    desk.decide("utterance", "merge", [desk.anchor("a1.txt", "s1"), desk.anchor("a3.txt", "s3")])
    desk.decide("story", "split", [desk.anchor("a2.txt")])
    return desk


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_events_and_articles_does_not_matter(seed: int) -> None:
    desk = decided()
    expected = encoded(desk.dossier)
    chance = random.Random(seed)
    readings = list(desk.readings.values())
    chance.shuffle(desk.events)
    chance.shuffle(readings)
    again = assemble(readings, desk.texts, load_pack, verdicts=Verdicts(desk.events * 2))
    assert encoded(again) == expected


def test_an_assembler_takes_decisions_and_works_only_what_they_touch() -> None:
    desk = decided()
    assembler = Assembler(load_pack)
    for reading in desk.readings.values():
        assembler.add(reading, desk.texts[reading.article])
    plain = assembler.dossier()
    assert assembler.dossier().stories[0] is plain.stories[0]
    assembler.decide(Verdicts(desk.events))
    assert encoded(assembler.dossier()) == encoded(desk.dossier)
    assembler.decide(Verdicts())
    assert encoded(assembler.dossier()) == encoded(plain)
    elsewhere = Anchor("z.txt", "0")
    other = make_verdict("story", "split", [elsewhere], identity="z", at="2025-01-01T00:00:00Z", who="a")
    before = assembler.dossier()
    assembler.decide(Verdicts([other]))
    assert assembler.dossier().stories[0] is before.stories[0]


def test_decisions_are_told_by_what_they_are_about_and_orphans_apart() -> None:
    desk = decided()
    lost = replace(desk.anchor("a2.txt", "s2"), exact=["x" * 68], sha256="old", before="x" * 32)
    desk.decide("utterance", "split", [lost])
    found, orphaned = Verdicts(desk.events).decisions(desk.readings.values(), desk.texts)
    by_kind = {kind: {d.key for d in found if d.kind == kind} for kind in {d.kind for d in found}}
    assert by_kind["people"] == {"Budi Cahyono", "Slamet Riyanto"}
    assert by_kind["utterance"] == {"a1.txt#s1", "a3.txt#s3"}
    assert by_kind["story"] == {"a2.txt"}
    assert desk.entry("hilang", "a1.txt", 5).id not in by_kind["question"]
    assert [event.id for event in orphaned] == [desk.events[-1].id]


def test_a_figure_s_origin_follows_a_corrected_speaker() -> None:
    desk = Desk()
    reading = desk.readings["a3.txt"]
    event = make_correction(reading, desk.texts["a3.txt"], "statement", "correct", "s3",
                            {"source_name": "Slamet Riyanto"}, identity="c", at="2025-01-01T00:00:00Z",
                            who="ani")  # fmt: skip
    desk.readings["a3.txt"] = correct_reading(reading, desk.texts["a3.txt"], [event]).reading
    missing = desk.question("hilang")
    assert (missing.origins_low, missing.origins_high) == (1, 1)
    assert {e.source_name for e in missing.entries} == {"Slamet Riyanto"}


def test_a_day_that_a_person_gave_is_not_moved_into_another_year() -> None:
    says = [("31 orang tewas di Lembah Wening", "BPBD", "asserts")]
    places = [("Lembah Wening", "Lembah Wening")]
    sure = piece("Rabu (5/3/2025): 31 orang tewas di Lembah Wening.", "a", says=says, places=places,
                 published="2025-03-05", published_from="text", counts=[("31", 31, "orang", 1)])  # fmt: skip
    bare = piece("Rabu (5/3): 31 orang tewas di Lembah Wening.", "b", says=says, places=places, said_on="2014-03-05",
                 published="2014-03-05", published_from="inferred", counts=[("31", 31, "orang", 1)])  # fmt: skip
    texts = {p.name: p.layout.text for p in (sure, bare)}

    def days(reading: Any) -> set[str | None]:
        story = build_story([reading, sure.reading], texts, load_pack)
        assert story is not None
        return {e.said_on for q in story.questions for e in q.entries if e.article == "b"}

    assert days(bare.reading) == {"2025-03-05"}
    event = make_correction(bare.reading, texts["b"], "statement", "correct", "s1", {"said_on": "2014-03-04"},
                            identity="c", at="2025-01-01T00:00:00Z", who="ani")  # fmt: skip
    assert days(correct_reading(bare.reading, texts["b"], [event]).reading) == {"2014-03-04"}


@pytest.mark.parametrize(
    ("kind", "action", "changes", "told"),
    [
        ("people", "merge", {"names": ["A"]}, "the one `name`"),
        ("people", "split", {"names": ["A", "A"]}, "two or more"),
        ("people", "correct", {"names": ["A"]}, "party"),
        ("people", "merge", {"name": "A"}, "needs `names`"),
        ("drift", "reject", {"what": "figure"}, "2 anchors"),
        ("question", "reject", {}, "cannot be decided"),
        ("question", "split", {}, "1 anchors"),
        ("hop", "add", {"kind": "copy"}, "1 anchors"),
    ],
)
def test_verdicts_without_what_they_need_are_refused(
    kind: str, action: str, changes: dict[str, Any], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        make_verdict(kind, action, [], changes, identity="x", at="2025-01-01T00:00:00Z", who="a")


def test_statements_are_records_that_stay_as_they_were() -> None:
    """Corrected readings are new records: the program's own are never touched."""
    desk = Desk()
    before = msgspec.json.encode(list(desk.readings.values()))
    _ = desk.dossier
    event = make_correction(desk.readings["a1.txt"], desk.texts["a1.txt"], "statement", "reject", "s1",
                            identity="c", at="2025-01-01T00:00:00Z", who="ani")  # fmt: skip
    kept: list[Statement] = correct_reading(
        desk.readings["a1.txt"], desk.texts["a1.txt"], [event]
    ).reading.statements
    assert [s.id for s in kept] == ["s2"]
    assert msgspec.json.encode(list(desk.readings.values())) == before
