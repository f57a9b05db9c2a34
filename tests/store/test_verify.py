"""Whatever is changed behind the store's back is found."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import select, text, update

from runut.model.correction import Correction, anchor
from runut.model.reading import Reading
from runut.model.span import Span
from runut.store import events
from runut.store.tables import finding, raw, reading, setting, snapshot, statement, story
from tests.store.projects import write_pile


@pytest.fixture
def whole(place, tmp_path):
    place.add(write_pile(tmp_path / "pile", 6))
    with place.open() as desk:
        found = desk.verify()
        assert found.wrong == []
        assert (found.articles, found.versions, found.texts, found.raws) == (6, 6, 6, 6)
        assert found.spans > 50
        assert found.stories > 0
    return place


def bend_text(connection):
    row = connection.execute(select(snapshot)).first()
    connection.execute(update(snapshot).where(snapshot.c.sha256 == row.sha256).values(text=row.text[::-1]))


def bend_raw(connection):
    row = connection.execute(select(raw)).first()
    connection.execute(update(raw).where(raw.c.sha256 == row.sha256).values(packed=row.packed[:-3]))


def bend_span(connection):
    row = connection.execute(select(reading)).first()
    told = msgspec.json.decode(row.record, type=Reading)
    moved = [msgspec.structs.replace(s, content=[Span(5, 99_999)]) for s in told.statements]
    record = msgspec.json.encode(msgspec.structs.replace(told, statements=moved))
    connection.execute(update(reading).where(reading.c.version_id == row.version_id).values(record=record))


def bend_correction(connection):
    row = connection.execute(select(reading)).first()
    told = msgspec.json.decode(row.record, type=Reading)
    record = msgspec.json.encode(msgspec.structs.replace(told, sha256="0" * 64))
    connection.execute(update(reading).where(reading.c.version_id == row.version_id).values(corrected=record))


def bend_row(connection):
    row = connection.execute(select(statement)).first()
    connection.execute(update(statement).where(statement.c.id == row.id).values(start=row.start + 1))


def bend_words(connection):
    row = connection.execute(select(statement)).first()
    connection.execute(update(statement).where(statement.c.id == row.id).values(words="kata lain"))


def lose_row(connection):
    row = connection.execute(select(statement)).first()
    connection.execute(statement.delete().where(statement.c.id == row.id))


def lose_finding(connection):
    row = connection.execute(select(finding).where(finding.c.kind == "article")).first()
    connection.execute(finding.delete().where(finding.c.id == row.id))


def bend_story(connection):
    row = connection.execute(select(story)).first()
    record = row.record.replace(b'"start":', b'"start":99')
    connection.execute(update(story).where(story.c.id == row.id).values(record=record))


def bend_anchor(connection):
    row = connection.execute(select(snapshot)).first()
    where = anchor("x", row.sha256, row.text, [Span(0, 6)])
    where = msgspec.structs.replace(where, exact=["bukan!"])
    events.append_events(
        connection, [Correction("e1", "2025-01-01T00:00:00Z", "Ayu", "article", "note", [where])]
    )


def lose_undone(connection):
    lost = Correction("e2", "2025-01-01T00:00:00Z", "Ayu", "article", "undo", undoes="e1")
    events.append_events(connection, [lost])


BENDS = {
    bend_text: "changed since it was stored",
    bend_raw: "cannot be unpacked",
    bend_span: "is not in a text",
    bend_correction: "(corrected): the reading is of another text",
    bend_row: "the lists have it at",
    bend_words: "other words",
    lose_row: "not in the lists",
    lose_finding: "search: 5 entries",
    bend_story: "story-",
    bend_anchor: "decision e1 of Ayu: its words",
    lose_undone: "takes back e1",
}


@pytest.mark.parametrize("bend", BENDS, ids=lambda bend: bend.__name__)
def test_what_was_changed_is_found(whole, bend):
    with whole.open() as desk:
        with desk.database.writing() as connection:
            bend(connection)
        wrong = desk.verify().wrong
        assert any(BENDS[bend] in line for line in wrong), wrong
        assert len(wrong) < 40
    done = whole.run("verify")
    assert done.returncode == 1
    assert BENDS[bend] in done.stdout


@pytest.mark.parametrize("kind", ["sqlite"])  # PostgreSQL keeps the words beside the row: they cannot differ
def test_a_search_index_of_other_words_is_found(whole, kind):
    with whole.open() as desk:
        with desk.database.writing() as connection:
            connection.execute(text("drop trigger finding_changed"))
            connection.execute(text("update finding set body = 'kata lain' where id = 1"))
        assert any("index" in line for line in desk.verify().wrong)


def test_nothing_is_changed_by_looking(whole):
    before = whole.rows()
    with whole.open() as desk:
        desk.verify()
        desk.survey()
        with desk.database.reading() as connection:
            assert connection.execute(setting.select()).all()
    assert whole.rows() == before
