"""Search finds the same in both databases, and no question breaks it."""

from __future__ import annotations

import pytest

from runut.store import articles, readings, search, stories
from tests.store.projects import article, write_rows


@pytest.fixture
def desk(place, tmp_path):
    rows = [{"text": article(n // 2, n % 2, 30 + n), "url": f"https://a.example/{n}"} for n in range(8)]
    rows.append(
        {"text": "Café Rémi di Jalan Jend. Sudirman No. 7 dijaga Sri-Hartati, kata O'Brien.", "url": "x:9"}
    )
    place.add(write_rows(tmp_path / "rows.jsonl", rows))
    with place.open() as opened:
        yield opened


def found(desk, asked, **more):
    with desk.database.reading() as connection:
        page, counts = search.search(connection, asked, **more)
        return page, counts


def test_words_phrases_and_beginnings(desk):
    page, counts = found(desk, "banjir")
    assert page.total == sum(counts.values()) > 3
    assert set(counts) >= {"article", "statement"}
    assert found(desk, '"balai desa"', kind="article")[1]["article"] == 8
    assert found(desk, '"desa balai"')[0].rows == []
    assert found(desk, "terend*", kind="article")[1] == found(desk, "terendam", kind="article")[1]
    assert found(desk, "banjir tidakada")[0].rows == []
    assert found(desk, "SUPARTA")[0].total == found(desk, "suparta")[0].total > 0


def test_kinds_are_counted_apart_and_asked_for_apart(desk):
    _, counts = found(desk, "suparta")
    for kind, count in counts.items():
        page, _ = found(desk, "suparta", kind=kind)
        assert page.total == count == len(page.rows)
        assert {hit.kind for hit in page.rows} == {kind}
    assert found(desk, "suparta", kind="nonsense")[0].rows == []
    assert found(desk, "statement")[0].rows == [], "a kind is no word of the text"


def test_a_piece_after_the_other_is_the_whole(desk):
    whole = [hit.ref for hit in found(desk, "desa", most=100)[0].rows]
    pieces = []
    for at in range(0, len(whole), 3):
        pieces += [hit.ref for hit in found(desk, "desa", offset=at, most=3)[0].rows]
    assert pieces == whole


HOSTILE = [
    "'", '"', '""', "* *", "a\"b'c", "NEAR(a b)", "AND OR NOT", "head:banjir", "kind : story", "{head body}",
    "banjir)", "(banjir", "^banjir", "-banjir", "banjir & !", ":*", "' | ''", "\\", "%", "_", "\x00", "a\x00b",
    "banjir; drop table finding", "O'Brien", "Sri-Hartati", "No. 7", "café", "é", "😀", "\ud800", "x" * 5000,
    "a " * 500, "jend.*", '"banjir*"', '"a b" "c', "漢字", "ـ", "1.000,5", "' or 1=1 --", "<->", "!!", "a:b",
]  # fmt: skip


@pytest.mark.parametrize("asked", HOSTILE)
def test_no_question_breaks_it(desk, asked):
    for kind in (None, "story"):
        page, counts = found(desk, asked, kind=kind)
        assert page.total >= len(page.rows) >= 0
        assert all(count > 0 for count in counts.values())


@pytest.mark.parametrize("asked", ["O'Brien", "Sri-Hartati", "sri hartati", "Rémi", '"No. 7"', "jend*"])
def test_words_with_marks_are_found(desk, asked):
    page, _ = found(desk, asked, kind="article")
    assert [hit.kind for hit in page.rows] == ["article"], asked


def test_hostile_values_in_lists(desk):
    for value in ("'", "\x00", "\ud800", "'; drop table article", "%", "x" * 10_000):
        with desk.database.reading() as connection:
            readings.list_statements(connection, source=value, stance=value)
            articles.list_articles(connection, outlet=value, language=value, month=value, marked=value)
            stories.list_actors(connection, name=value)
            assert stories.find_story(connection, value) is None
            assert articles.find_article(connection, value) is None


def test_lists_are_cut_the_same_way(desk):
    with desk.database.reading() as connection:
        whole = articles.list_articles(connection, most=100)
        assert whole.total == len(whole.rows) == 9
        parts = [articles.list_articles(connection, offset=at, most=4).rows for at in (0, 4, 8)]
        assert [row.id for part in parts for row in part] == [row.id for row in whole.rows]
        assert sum(n for _, n in articles.count_articles(connection, "outlet")) == 9
        source = readings.list_statements(connection, most=1).rows[0].source_name
        said = readings.list_statements(connection, source=source, most=100)
        assert {row.source_name for row in said.rows} == {source}
        assert sum(readings.count_stances(connection, source=source).values()) == said.total
