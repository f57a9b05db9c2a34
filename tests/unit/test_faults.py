"""A fault of the program costs one article, whatever step it is in."""

from __future__ import annotations

import json

import pytest

import runut
from runut.model.article import Unread
from runut.project import reading as project

TEXT = "Polisi mengatakan bahwa dua rumah di Kampung Melati rusak karena angin."


@pytest.fixture
def pile(tmp_path):
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(TEXT.replace("dua", f"{n + 2}"), "utf-8")
    return tmp_path


def test_in_a_step(pile, monkeypatch):
    whole = project.read_article

    def faulty(article, tools):
        if article.name.endswith("2.txt"):
            raise KeyError("a word nobody foresaw")
        return whole(article, tools)

    monkeypatch.setattr(project, "read_article", faulty)
    found = list(runut.analyse(pile))
    assert [isinstance(outcome, Unread) for outcome in found] == [False, False, True, False]
    assert "a word nobody foresaw" in found[2].error
    assert "test_faults.py" in found[2].error, "the place where it happened"


def test_in_a_reader_of_pages(pile, monkeypatch):
    (pile / "1.html").write_text(f"<html><body><p>{TEXT}</p></body></html>", "utf-8")
    monkeypatch.setattr("runut.steps.read.page._extract", lambda *_: 1 // 0)
    found = list(runut.analyse(pile))
    (error,) = [outcome.error for outcome in found if isinstance(outcome, Unread)]
    assert "ZeroDivisionError" in error
    assert len(found) == 5


def test_in_a_reader_of_rows(pile, monkeypatch):
    (pile / "rows.jsonl").write_text("\n".join(json.dumps({"text": TEXT}) for _ in range(3)), "utf-8")

    def broken(row, name, fields):
        raise RuntimeError("boom")

    monkeypatch.setattr("runut.steps.read.tables.read_row", broken)
    found = list(runut.analyse(pile))
    assert [outcome.article for outcome in found if isinstance(outcome, Unread)] == [str(pile / "rows.jsonl")]
    assert len(found) == 5
