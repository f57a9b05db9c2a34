"""Decisions laid over a reading: each field, each action, what follows from them, and what they survive."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from runut.errors import UsageError
from runut.model.correction import Correction, anchor
from runut.model.decision import Corrected
from runut.model.reading import (
    Actor,
    Defect,
    Furniture,
    Place,
    Quantity,
    Reading,
    Relay,
    Statement,
    Timex,
)
from runut.model.span import Span
from runut.steps.correct import check_correction, correct_reading, effective, find_anchor, make_correction

TEXT = (
    "Banjir Rendam Kota Wanasari\n\n"
    "Kepala BPBD Ratna Dewi mengatakan 12 orang tewas di Kota Wanasari pada Selasa (18/3/2025). "
    "Menurut Harian Pantura, seorang relawan menyebut ratusan orang mengungsi. "
    "Warga bernama Joko berkata bahwa Ratna mengaku 40 rumah rusak. "
    "Bupati membantah 12 orang tewas.\n"
)
SHA = hashlib.sha256(TEXT.encode()).hexdigest()
OUTLET = "Suara Karang"


def span(words: str, text: str = TEXT, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def spoken(identity: str, words: str, by: str, text: str = TEXT, **more: Any) -> Statement:
    nth = more.pop("nth", 0)
    fields: dict[str, Any] = {
        "id": identity,
        "content": [span(words, text, nth)],
        "cue": None,
        "source": None,
        "source_name": by,
        "kind": "indirect",
        "stance": "asserts",
        "chain": [by, OUTLET],
        "said_on": None,
        "confidence": 0.6,
    }
    return Statement(**{**fields, **more})


def figure(words: str, low: float, inside: str | None, text: str = TEXT, nth: int = 0) -> Quantity:
    at = span(words, text, nth)
    return Quantity(at.start, at.end, low, low, "exact", "orang", None, inside, "counted")


def machine(text: str = TEXT) -> Reading:
    sha = hashlib.sha256(text.encode()).hexdigest()
    frame = span("Ratna mengaku 40 rumah rusak", text)
    return Reading(
        article="a.txt",
        language="id",
        outlet=OUTLET,
        title="Banjir Rendam Kota Wanasari",
        published="2025-03-18",
        published_from="text",
        sha256=sha,
        furniture=[Furniture(0, len("Banjir Rendam Kota Wanasari"), "headline")],
        defects=[Defect(*_edges(span("Wanasari", text)), "typo", "ditulis lain")],
        statements=[
            spoken("s1", "12 orang tewas di Kota Wanasari", "Ratna Dewi", text,
                   cue=span("mengatakan", text), source=span("Kepala BPBD Ratna Dewi", text),
                   said_on="2025-03-18"),
            spoken("s2", "ratusan orang mengungsi", "anonymous: relawan", text, cue=span("menyebut", text),
                   chain=["anonymous: relawan", "Harian Pantura", OUTLET],
                   relays=[Relay("Harian Pantura", span("Harian Pantura", text), span("Menurut", text))]),
            replace(spoken("s3", "Ratna mengaku 40 rumah rusak", "Joko", text, cue=span("berkata", text)),
                    content=[frame]),
            spoken("s4", "40 rumah rusak", "Ratna Dewi", text, cue=span("mengaku", text), parent="s3",
                   chain=["Ratna Dewi", "Joko", OUTLET]),
            spoken("s5", "12 orang tewas", "anonymous: Bupati", text, nth=1, stance="denies",
                   cue=span("membantah", text)),
        ],
        quantities=[
            figure("12 orang", 12, "s1", text),
            figure("40 rumah", 40, "s4", text),
            figure("12 orang", 12, "s5", text, nth=1),
        ],
        times=[Timex(*_edges(span("Selasa (18/3/2025)", text)), "2025-03-18", "date")],
        places=[Place(*_edges(span("Kota Wanasari", text, 1)), "Kota Wanasari", "ID", -6.9, 109.7, "list")],
        actors=[
            Actor("Ratna Dewi", "person", "Kepala BPBD", [span("Ratna Dewi", text), span("Ratna", text, 1)]),
            Actor("Joko", "person", None, [span("Joko", text)]),
        ],
    )  # fmt: skip


def _edges(one: Span) -> tuple[int, int]:
    return one.start, one.end


class Desk:
    """One person deciding, an event a second."""

    def __init__(self, text: str = TEXT) -> None:
        self.text = text
        self.reading = machine(text)
        self.events: list[Correction] = []

    def decide(self, kind: str, action: str, key: Any, changes: dict[str, Any] | None = None) -> Correction:
        event = make_correction(
            self.reading, self.text, kind, action, key, changes,
            identity=f"e{len(self.events)}", at=f"2025-03-20T10:00:{len(self.events):02}Z", who="ani",
            why="dibaca ulang", shown=self.now.reading,
        )  # fmt: skip
        self.events.append(event)
        return event

    def undo(self, event: Correction) -> Correction:
        number = len(self.events)
        self.events.append(
            Correction(f"e{number}", f"2025-03-20T10:00:{number:02}Z", "ani", event.kind, "undo",
                       undoes=event.id)
        )  # fmt: skip
        return self.events[-1]

    @property
    def now(self) -> Corrected:
        return correct_reading(self.reading, self.text, self.events)

    def statement(self, identity: str) -> Statement:
        return next(one for one in self.now.reading.statements if one.id == identity)


# what stands


def test_no_event_is_the_reading_itself() -> None:
    reading = machine()
    assert correct_reading(reading, TEXT, []).reading is reading


def test_an_undo_of_an_undo_is_a_redo() -> None:
    desk = Desk()
    event = desk.decide("statement", "correct", "s1", {"stance": "believes"})
    assert desk.statement("s1").stance == "believes"
    undo = desk.undo(event)
    assert desk.now.reading == desk.reading
    assert desk.now.decisions == []
    desk.undo(undo)
    assert desk.statement("s1").stance == "believes"


def test_undos_in_a_circle_take_nothing_back() -> None:
    one = Correction("x", "2025-01-01T00:00:00Z", "a", "statement", "undo", undoes="y")
    other = Correction("y", "2025-01-01T00:00:01Z", "a", "statement", "undo", undoes="x")
    kept = Correction("z", "2025-01-01T00:00:02Z", "a", "statement", "accept")
    assert effective([one, other, kept]) == [kept]


def test_events_are_ordered_by_moment_not_by_letters() -> None:
    early = Correction("b", "2025-01-01T09:00:00+07:00", "a", "statement", "accept")  # 02:00 in UTC
    late = Correction("a", "2025-01-01T03:00:00Z", "a", "statement", "accept")
    assert effective([late, early, late]) == [early, late]


def test_notes_decide_nothing_and_an_acceptance_changes_nothing() -> None:
    desk = Desk()
    desk.decide("statement", "note", "s1")
    assert desk.now.decisions == []
    desk.decide("statement", "accept", "s1")
    assert desk.now.reading == desk.reading
    (decision,) = desk.now.of("statement", "s1")
    assert (decision.action, decision.who, decision.fields) == ("accept", "ani", [])


def test_the_later_event_wins_a_field_and_leaves_the_others() -> None:
    desk = Desk()
    desk.decide("statement", "correct", "s1", {"stance": "believes", "kind": "mixed"})
    desk.decide("statement", "correct", "s1", {"stance": "predicts"})
    found = desk.statement("s1")
    assert (found.stance, found.kind) == ("predicts", "mixed")
    assert [d.fields for d in desk.now.of("statement", "s1")] == [["kind"], ["stance"]]
    assert [d.was for d in desk.now.of("statement", "s1")] == [{"kind": "indirect"}, {"stance": "asserts"}]


def test_an_undone_value_does_not_come_back_through_a_later_decision() -> None:
    desk = Desk()
    first = desk.decide("statement", "correct", "s2", {"source_name": "Budi"})
    desk.decide("statement", "correct", "s2", {"stance": "believes"})
    desk.undo(first)
    gone = replace(desk.reading, statements=[s for s in desk.reading.statements if s.id != "s2"])
    restored = correct_reading(gone, TEXT, desk.events).reading.statements[1]
    assert (restored.source_name, restored.stance) == ("anonymous: relawan", "believes")


# statements


def test_the_chain_follows_a_corrected_speaker_and_so_does_speech_inside_his() -> None:
    desk = Desk()
    desk.decide("statement", "correct", "s3", {"source_name": "Joko Susilo"})
    assert desk.statement("s3").chain == ["Joko Susilo", OUTLET]
    assert desk.statement("s4").chain == ["Ratna Dewi", "Joko Susilo", OUTLET]
    assert desk.now.of("statement", "s4") == []


def test_a_corrected_chain_gives_the_speaker_and_keeps_its_relays() -> None:
    desk = Desk()
    desk.decide("statement", "correct", "s2", {"chain": ["Tim SAR", OUTLET]})
    assert desk.statement("s2").source_name == "Tim SAR"
    assert desk.statement("s2").relays == []


def test_a_rejected_statement_lets_its_figures_go_to_the_one_around() -> None:
    desk = Desk()
    desk.decide("statement", "reject", "s4")
    reading = desk.now.reading
    assert [s.id for s in reading.statements] == ["s1", "s2", "s3", "s5"]
    assert [q.statement for q in reading.quantities] == ["s1", "s3", "s5"]
    (decision,) = desk.now.of("statement", "s4")
    assert decision.was["source_name"] == "Ratna Dewi"


def test_a_rejected_frame_hands_its_speech_on() -> None:
    desk = Desk()
    desk.decide("statement", "reject", "s3")
    assert desk.statement("s4").parent is None


def test_an_added_statement_moves_no_id_and_takes_the_figures_in_it() -> None:
    desk = Desk()
    desk.decide("statement", "reject", "s1")
    words = span("12 orang tewas di Kota Wanasari pada Selasa (18/3/2025)")
    desk.decide("statement", "add", [words], {"source_name": "Ratna Dewi", "said_on": "2025-03-18"})
    reading = desk.now.reading
    assert [s.id for s in reading.statements][1:] == ["s2", "s3", "s4", "s5"]
    added = reading.statements[0]
    assert added.id.startswith("p")
    assert added.chain == ["Ratna Dewi", OUTLET]
    assert reading.quantities[0].statement == added.id
    assert desk.now.of("statement", added.id)[0].action == "add"


def test_an_added_statement_can_be_corrected_and_goes_with_the_undo_of_its_adding() -> None:
    desk = Desk()
    added = desk.decide("statement", "add", [span("seorang relawan")])
    identity = next(s.id for s in desk.now.reading.statements if s.id.startswith("p"))
    desk.decide("statement", "correct", identity, {"stance": "asks"})
    assert desk.statement(identity).stance == "asks"
    desk.undo(added)
    assert desk.now.reading == desk.reading
    assert [event.action for event in desk.now.orphaned] == ["correct"]


def test_adding_what_is_read_already_gives_no_second_record() -> None:
    desk = Desk()
    desk.decide("statement", "add", [span("12 orang tewas di Kota Wanasari")], {"source_name": "BPBD"})
    assert len(desk.now.reading.statements) == len(desk.reading.statements)
    assert desk.statement("s1").source_name == "BPBD"


def test_moved_words_take_their_figures_along() -> None:
    desk = Desk()
    desk.decide("statement", "correct", "s1", {"content": [msgspec.to_builtins(span("di Kota Wanasari"))]})
    assert desk.statement("s1").content == [span("di Kota Wanasari")]
    assert desk.now.reading.quantities[0].statement is None


def test_a_corrected_statement_says_what_a_person_settled() -> None:
    desk = Desk()
    desk.decide("statement", "correct", "s1", {"said_on": "2025-03-17"})
    found = desk.statement("s1")
    assert found.confidence == 1.0
    assert [e.rule for e in found.evidence] == ["person:said_on"]


# the other records


def test_a_figure_is_given_bounds_a_unit_and_a_statement() -> None:
    desk = Desk()
    key = _edges(span("12 orang"))
    desk.decide("quantity", "correct", key, {"low": 12, "high": None, "hedge": "at-least", "statement": "s2"})
    found = desk.now.reading.quantities[0]
    assert (found.low, found.high, found.hedge, found.statement) == (12, None, "at-least", "s2")
    assert found.rule == "person"


def test_a_figure_tied_by_hand_finds_its_statement_when_ids_have_shifted() -> None:
    desk = Desk()
    desk.decide("quantity", "correct", _edges(span("12 orang")), {"statement": "s2"})
    shifted = [replace(s, id=f"s{int(s.id[1:]) + 1}") for s in desk.reading.statements]
    later = replace(desk.reading, statements=shifted)
    assert correct_reading(later, TEXT, desk.events).reading.quantities[0].statement == "s3"


def test_a_figure_is_given_other_edges() -> None:
    desk = Desk()
    at = span("ratusan orang")
    desk.decide("quantity", "add", [at], {"low": 100, "high": 999, "hedge": "vague", "unit": "orang"})
    added = next(q for q in desk.now.reading.quantities if q.start == at.start)
    assert (added.low, added.high, added.statement) == (100, 999, "s2")
    desk.decide("quantity", "correct", _edges(at), {"end": at.start + len("ratusan")})
    assert (at.start, at.start + 7) in {(q.start, q.end) for q in desk.now.reading.quantities}
    assert desk.now.of("quantity", (at.start, at.start + 7))[0].action == "add"


def test_days_places_furniture_and_defects() -> None:
    desk = Desk()
    time, place = _edges(span("Selasa (18/3/2025)")), _edges(span("Kota Wanasari", nth=1))
    desk.decide("time", "correct", time, {"value": "2025-03-11"})
    desk.decide("place", "correct", place, {"name": "Wanasari", "country": "ID", "lat": -7.0, "lon": 110.0})
    desk.decide("furniture", "reject", (0, 27))
    desk.decide("defect", "reject", _edges(span("Wanasari")))
    desk.decide("defect", "add", [span("mengaku")], {"kind": "mistranslation"})
    reading = desk.now.reading
    assert (reading.times[0].value, reading.times[0].rule) == ("2025-03-11", "person")
    assert (reading.places[0].name, reading.places[0].lat) == ("Wanasari", -7.0)
    assert reading.furniture == []
    assert [(d.kind, d.why) for d in reading.defects] == [("mistranslation", "dibaca ulang")]


def test_speech_in_a_new_headline_is_told_to_stand_on_the_page_s_edge() -> None:
    desk = Desk()
    desk.decide("furniture", "add", [span("Bupati membantah 12 orang tewas.")], {"kind": "caption"})
    assert [s.in_furniture for s in desk.now.reading.statements] == [False] * 4 + [True]


def test_an_actor_is_renamed_everywhere() -> None:
    desk = Desk()
    desk.decide(
        "actor", "correct", "Ratna Dewi", {"name": "Ratna Dewi Lestari", "role": "Kepala BPBD Wanasari"}
    )
    reading = desk.now.reading
    assert [s.source_name for s in reading.statements if s.id in ("s1", "s4")] == ["Ratna Dewi Lestari"] * 2
    assert reading.statements[3].chain == ["Ratna Dewi Lestari", "Joko", OUTLET]
    assert reading.actors[0].role == "Kepala BPBD Wanasari"
    assert desk.now.of("actor", "Ratna Dewi Lestari")[0].was == {"name": "Ratna Dewi", "role": "Kepala BPBD"}


def test_an_actor_given_another_s_name_joins_it() -> None:
    desk = Desk()
    desk.decide("actor", "correct", "Joko", {"name": "Ratna Dewi"})
    (actor,) = desk.now.reading.actors
    assert len(actor.mentions) == 3


def test_outlet_title_and_day_of_the_article() -> None:
    desk = Desk()
    desk.decide(
        "article", "correct", "", {"outlet": "Karang Pos", "published": "2025-03-19", "title": "Banjir"}
    )
    reading = desk.now.reading
    assert (reading.published, reading.published_from, reading.title) == ("2025-03-19", "person", "Banjir")
    assert {s.chain[-1] for s in reading.statements} == {"Karang Pos"}
    assert desk.now.of("article", "")[0].was["published"] == "2025-03-18"


def test_what_counts_from_the_day_of_the_article_follows_a_corrected_one() -> None:
    desk = Desk()
    desk.decide("article", "correct", "", {"published": "2025-04-02"})
    asked: list[str] = []

    def date_anew(reading: Reading, text: str, day: str) -> Reading:
        asked.append(day)
        return replace(reading, statements=[replace(one, said_on=day) for one in reading.statements])

    found = correct_reading(desk.reading, desk.text, desk.events, date_anew).reading
    assert asked == ["2025-04-02"]
    assert {one.said_on for one in found.statements} == {"2025-04-02"}
    desk.decide("statement", "correct", "s2", {"said_on": "2025-03-30"})
    found = correct_reading(desk.reading, desk.text, desk.events, date_anew).reading
    assert [one.said_on for one in found.statements][:2] == ["2025-04-02", "2025-03-30"]


def test_the_same_day_changes_nothing() -> None:
    desk = Desk()
    desk.decide("article", "correct", "", {"published": "2025-03-18"})

    def date_anew(reading: Reading, text: str, day: str) -> Reading:
        raise AssertionError(day)

    found = correct_reading(desk.reading, desk.text, desk.events, date_anew).reading
    assert found.statements == desk.reading.statements


# other snapshots, other readers


def test_words_are_found_in_another_snapshot_with_all_that_hangs_on_them() -> None:
    desk = Desk()
    desk.decide("statement", "correct", "s1", {"source": msgspec.to_builtins(span("Ratna Dewi"))})
    moved = TEXT.replace("Banjir Rendam", "Pembaruan: Banjir Rendam")
    reading = replace(machine(moved), statements=[])
    found = correct_reading(reading, moved, desk.events)
    assert found.orphaned == []
    (restored,) = found.reading.statements
    assert [s.of(moved) for s in restored.content] == ["12 orang tewas di Kota Wanasari"]
    assert restored.source is not None
    assert restored.source.of(moved) == "Ratna Dewi"
    assert restored.cue is not None
    assert restored.cue.of(moved) == "mengatakan"
    assert restored.id.startswith("p")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 orang tewas di", "13 orang tewas di"),  # the words themselves
        ("Ratna Dewi mengatakan 12", "Budi Arto mengatakan 12"),  # the words around: another speaker
        ("pada Selasa", "pada Rabu"),
    ],
)
def test_changed_words_orphan_a_decision(old: str, new: str) -> None:
    desk = Desk()
    event = desk.decide("statement", "correct", "s1", {"stance": "believes"})
    changed = TEXT.replace(old, new)
    reading = replace(machine(), sha256="other", statements=[], quantities=[], times=[], places=[])
    found = correct_reading(reading, changed, desk.events)
    assert found.orphaned == [event]
    assert found.reading.statements == []


def test_words_that_stand_twice_are_orphaned() -> None:
    passage = "Kata Joko kepada wartawan di lokasi, 3 perahu hilang pada malam itu juga setelah badai."
    words = anchor("a", "one", passage, [span("3 perahu hilang", passage)])
    assert find_anchor(words, passage, "one") == words.spans
    start = f"Pembuka yang cukup panjang sekali. {passage} Penutup yang juga cukup panjang sekali."
    middle = anchor("a", "one", start, [span("3 perahu hilang", start)])
    assert find_anchor(middle, f"Baru. {start}", "two") == [span("3 perahu hilang", f"Baru. {start}")]
    assert find_anchor(middle, f"{start} {start}", "two") is None


def test_a_change_between_two_parts_of_a_quotation_orphans_it() -> None:
    text = 'Mulai. "Kami pulang," kata Joko, "besok pagi." Selesai sudah ceritanya hari ini semua.'
    parts = anchor("a", "one", text, [span("Kami pulang,", text), span("besok pagi.", text)])
    assert find_anchor(parts, text.replace("Joko", "Budi"), "two") is None


def test_a_snapshot_whose_words_differ_from_what_the_anchor_says_is_not_trusted() -> None:
    words = anchor("a", "one", TEXT, [span("12 orang")])
    assert find_anchor(words, TEXT.replace("12", "13"), "one") is None


def upgraded() -> Reading:
    """The same text as a later reader reads it: wider words, another id, one statement less, one figure more."""
    old = machine()
    wider = replace(old.statements[0], id="s2", content=[span("12 orang tewas di Kota Wanasari pada Selasa")])
    new = spoken("s1", "Banjir Rendam Kota Wanasari", "anonymous", in_furniture=True)
    return replace(old, statements=[new, wider, replace(old.statements[4], id="s3")])


def test_decisions_survive_an_upgrade() -> None:
    desk = Desk()
    desk.decide("statement", "correct", "s1", {"source_name": "Ratna Dewi Lestari"})
    desk.decide("statement", "correct", "s2", {"stance": "believes"})
    desk.decide("statement", "accept", "s4")
    desk.decide("statement", "reject", "s5")
    found = correct_reading(upgraded(), TEXT, desk.events)
    told = [(s.id[0], s.content[0].of(TEXT), s.source_name, s.stance) for s in found.reading.statements]
    assert found.orphaned == []
    assert told == [
        ("s", "Banjir Rendam Kota Wanasari", "anonymous", "asserts"),
        ("s", "12 orang tewas di Kota Wanasari pada Selasa", "Ratna Dewi Lestari", "asserts"),
        ("p", "ratusan orang mengungsi", "anonymous: relawan", "believes"),
        ("p", "40 rumah rusak", "Ratna Dewi", "asserts"),
    ]
    assert len({s.id for s in found.reading.statements}) == 4
    by_words = {q.start: q.statement for q in found.reading.quantities}
    assert by_words[span("40 rumah").start] == found.reading.statements[3].id


def test_a_decision_on_inner_speech_does_not_slip_to_the_speech_around_it() -> None:
    desk = Desk()
    desk.decide("statement", "correct", "s4", {"source_name": "Bupati"})
    reading = replace(desk.reading, statements=desk.reading.statements[:3])
    found = correct_reading(reading, TEXT, desk.events).reading
    assert found.statements[2].source_name == "Joko"
    assert found.statements[3].source_name == "Bupati"


def test_a_rejection_only_reaches_nearly_the_same_words() -> None:
    desk = Desk()
    desk.decide("statement", "reject", "s1")
    wide = replace(desk.reading.statements[0],
                   content=[span("12 orang tewas di Kota Wanasari pada Selasa (18/3/2025). Menurut")])  # fmt: skip
    found = correct_reading(replace(desk.reading, statements=[wide]), TEXT, desk.events)
    assert [s.id for s in found.reading.statements] == ["s1"]
    assert found.decisions[0].action == "reject"


# what is taken in


@pytest.mark.parametrize(
    ("kind", "key", "changes", "told"),
    [
        ("statement", "s1", {"stance": "shouts"}, "none of asserts"),
        ("statement", "s1", {"colour": "red"}, "no field 'colour'"),
        ("statement", "s1", {"said_on": "kemarin"}, "ISO date"),
        ("statement", "s1", {"said_on": "2025-03-20/2025-03-18"}, "ends before it begins"),
        ("statement", "s1", {"said_on": "2025-02-30"}, "ISO date"),
        ("statement", "s1", {"content": [{"start": 5, "end": 99999}]}, "inside the text"),
        ("statement", "s1", {"content": []}, "empty"),
        ("statement", "s1", {"chain": []}, "list of names"),
        ("statement", "s1", {"source_name": " "}, "empty"),
        ("statement", "s1", {}, "needs the new values"),
        ("quantity", _edges(span("12 orang")), {"low": 13}, "above high"),
        ("quantity", _edges(span("12 orang")), {"low": None, "high": None}, "at least one bound"),
        ("quantity", _edges(span("12 orang")), {"hedge": "maybe"}, "none of exact"),
        ("quantity", _edges(span("12 orang")), {"low": "dua"}, "does not fit"),
        ("quantity", _edges(span("12 orang")), {"statement": "s99"}, "no statement"),
        ("time", _edges(span("Selasa (18/3/2025)")), {"value": "2025-13"}, "ISO date"),
        ("place", _edges(span("Kota Wanasari", nth=1)), {"lat": 95.0, "lon": 1.0}, "degrees"),
        ("place", _edges(span("Kota Wanasari", nth=1)), {"lat": None}, "both lat and lon"),
        ("place", _edges(span("Kota Wanasari", nth=1)), {"country": "Indonesia"}, "two letters"),
        ("actor", "Joko", {"type": "ghost"}, "none of person"),
        ("article", "", {"published": "2025"}, "ISO date"),
        ("statement", "s99", {"stance": "asks"}, "no statement 's99'"),
    ],
)  # fmt: skip
def test_values_that_do_not_fit_are_refused(kind: str, key: Any, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        Desk().decide(kind, "correct", key, changes)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "mood"}, "no kind"),
        ({"action": "merge"}, "cannot be decided by"),
        ({"at": "kemarin"}, "ISO 8601"),
        ({"who": ""}, "who decided"),
        ({"anchors": []}, "needs the anchor"),
        ({"action": "undo"}, "undoes"),
    ],
)
def test_events_without_what_they_need_are_refused(change: dict[str, Any], told: str) -> None:
    event = Desk().decide("statement", "correct", "s1", {"stance": "asks"})
    check_correction(event, TEXT)
    with pytest.raises(UsageError, match=told):
        check_correction(replace(event, **change), TEXT)


def test_anchors_must_say_the_words_of_the_text() -> None:
    event = Desk().decide("statement", "correct", "s1", {"stance": "asks"})
    with pytest.raises(UsageError, match="the text at"):
        check_correction(event, TEXT.replace("12", "13"))
    check_correction(event)  # without the text they are taken as they are
