"""What people decide stands: in the reading, in the story, after a re-run, and until it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from runut.project.desk import Desk, init_desk
from runut.project.dossiers import show_case
from runut.store import articles, readings, stories

REPORT = """SUARASENGGARA.COM, MAJENANG - Banjir bandang menewaskan 14 orang di Majenang, Senin (3/3/2025).

Kepala BPBD Cilacap Wahyu Prasetio mengatakan 14 orang tewas dan 230 rumah rusak. "Kami masih mencari \
dua warga," kata Wahyu.
"""
OTHER = """HARIANGALUH.COM, MAJENANG - Korban tewas banjir bandang Majenang menjadi 17 orang, Selasa (4/3/2025).

Bupati Cilacap Rina Astuti mengatakan 17 orang tewas dalam banjir bandang di Majenang.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "a.txt").write_text(REPORT, "utf-8")
    (pile / "b.txt").write_text(OTHER, "utf-8")
    with init_desk(tmp_path / "desk") as opened:
        opened.add([pile])
        opened.assemble()
        yield opened


def _stored(desk: Desk, name: str) -> readings.Stored:
    with desk.database.reading() as connection:
        return readings.get_readings(connection, [name])[name]


def _speakers(desk: Desk) -> set[str]:
    with desk.database.reading() as connection:
        return {row.source_name for row in readings.list_statements(connection, most=200).rows}


def test_a_corrected_speaker_stands_in_the_ledger_and_survives_a_second_run(
    desk: Desk, tmp_path: Path
) -> None:
    """A person's word goes before the machine's, also after the same pile came in again."""
    name = "../pile/a.txt"
    stored = _stored(desk, name)
    said = next(s for s in stored.standing.statements if any("14" in c.of(stored.text) for c in s.content))
    desk.decide(
        stored.article_id,
        "statement",
        "correct",
        said.id,
        {"source_name": "Basarnas"},
        who="Ani",
        why="siaran pers",
    )
    assert "Basarnas" in _speakers(desk)
    with desk.database.reading() as connection:
        row = articles.find_article(connection, name)
        assert row is not None
        assert row.story_id is not None
        assert row.decided == 1
        found = stories.get_story(connection, row.story_id)
    assert found is not None
    holders = {entry.source_name for question in found[1].questions for entry in question.entries}
    assert "Basarnas" in holders
    again = desk.add([tmp_path / "pile"])
    desk.assemble()
    assert (again.same, again.read) == (2, 0)
    assert "Basarnas" in _speakers(desk)
    assert _stored(desk, name).machine == stored.machine


def test_undoing_brings_back_what_the_machine_read(desk: Desk) -> None:
    """Nothing is erased, and what is taken back leaves no trace in what stands."""
    stored = _stored(desk, "../pile/a.txt")
    event = desk.decide(stored.article_id, "statement", "reject", "s1", who="Ani")
    assert len(_stored(desk, "../pile/a.txt").standing.statements) == len(stored.standing.statements) - 1
    desk.undo(event.id, who="Ani")
    assert _stored(desk, "../pile/a.txt").standing == stored.machine


def test_relative_days_follow_a_corrected_day_of_publication(tmp_path: Path) -> None:
    """ "Kemarin" and the days of utterances count from the day that a person gave; undone, all is as it was."""
    pile = tmp_path / "pile"
    pile.mkdir()
    text = 'Warga mengungsi kemarin. "Air naik dua meter," kata Camat Majenang Rudi Hartono, Senin.\n'
    (pile / "c.txt").write_text(text, "utf-8")
    with init_desk(tmp_path / "desk") as desk:
        desk.add([pile])
        stored = _stored(desk, "../pile/c.txt")
        assert [time.value for time in stored.standing.times] == [None, None]
        event = desk.decide(
            stored.article_id, "article", "correct", "", {"published": "2025-03-04"}, who="Ani"
        )
        standing = _stored(desk, "../pile/c.txt").standing
        assert [time.value for time in standing.times] == ["2025-03-03", "2025-03-03"]
        assert {one.said_on for one in standing.statements} == {"2025-03-03"}
        desk.undo(event.id, who="Ani")
        assert _stored(desk, "../pile/c.txt").standing == stored.machine


def test_two_stories_can_be_made_one_and_told_apart_again(desk: Desk) -> None:
    """Which articles are of one event is for people to say."""
    one, other = (_stored(desk, f"../pile/{name}.txt") for name in "ab")
    anchors = [desk.anchor_of(stored) for stored in (one, other)]
    merged = desk.decide_across("story", "merge", anchors, who="Ani")
    assert _story_of(desk, "a") == _story_of(desk, "b")
    desk.undo(merged.id, who="Ani")
    desk.decide_across("story", "split", anchors[1:], who="Ani")
    assert _story_of(desk, "a") != _story_of(desk, "b")


def test_a_changed_text_orphans_a_decision_whose_words_are_gone(desk: Desk, tmp_path: Path) -> None:
    """A decision never moves to words that only look alike."""
    stored = _stored(desk, "../pile/b.txt")
    desk.decide(stored.article_id, "statement", "accept", "s1", who="Ani")
    (tmp_path / "pile/b.txt").write_text(OTHER.replace("17 orang tewas", "19 orang tewas"), "utf-8")
    counts = desk.add([tmp_path / "pile"])
    assert counts.changed == 1
    with desk.database.reading() as connection:
        row = articles.find_article(connection, "../pile/b.txt")
        versions = articles.get_versions(connection, stored.article_id)
    assert row is not None
    assert (row.decided, row.orphaned) == (0, 1)
    assert [held.number for held in versions] == [2, 1]


def _story_of(desk: Desk, name: str) -> int | None:
    with desk.database.reading() as connection:
        row = articles.find_article(connection, f"../pile/{name}.txt")
    return row.story_id if row else None


def test_the_report_of_a_project_marks_what_a_person_corrected(desk: Desk) -> None:
    """What a person decided looks different from what the program read, also on paper."""
    stored = _stored(desk, "../pile/a.txt")
    assert b'class="hand"' not in show_case(desk.case(), "html")
    desk.decide(stored.article_id, "statement", "correct", "s1", {"source_name": "Basarnas"}, who="Ani")
    assert b'class="hand"' in show_case(desk.case(), "html")
