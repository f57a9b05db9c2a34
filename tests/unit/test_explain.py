"""Why something was read so: the words, the rule, the weights."""

from __future__ import annotations

import pytest

import runut
from runut.errors import UnreadableError, UsageError
from runut.project.explaining import explain

TEXT = (
    "Sedikitnya 40 rumah di Kampung Melati terendam, kata Kepala BPBD setempat, Rahmat Hidayat, Senin (3/2/2025).\n\n"
    "“Air naik cepat sekali,” ujarnya.\n"
)


@pytest.fixture
def path(tmp_path):
    (tmp_path / "banjir.txt").write_text(TEXT, "utf-8")
    return tmp_path / "banjir.txt"


def test_a_statement_shows_its_words_and_its_rule(path):
    (reading,) = runut.analyse(path)
    tree = explain(path, "s1")
    for words in (
        "content  “",
        "cue      “kata”",
        "Rahmat Hidayat",
        "chain    Rahmat Hidayat → this article",
        "2025-02-03",
    ):
        assert words in tree
    assert reading.statements[0].evidence[0].rule in tree
    assert "why (" in tree


def test_a_figure_shows_its_bounds(path):
    tree = explain(path, "q1")
    assert "“Sedikitnya 40”  [0:13]" in tree
    assert "value    40 …  (at least)" in tree
    assert "rumah" in tree


def test_every_kind_of_thing_has_a_tree(path):
    (reading,) = runut.analyse(path)
    for letter, found in (
        ("s", reading.statements),
        ("q", reading.quantities),
        ("t", reading.times),
        ("p", reading.places),
        ("a", reading.actors),
        ("f", reading.furniture),
        ("d", reading.defects),
    ):
        assert found or letter in "fd"  # nothing on the page but the story, and no slip in it
        for number in range(1, len(found) + 1):
            assert explain(path, f"{letter}{number}").startswith(f"{letter}{number}  ")


def test_in_a_pile_the_article_is_named(path):
    other = path.with_name("lain.txt")
    other.write_text("Menurut Sulastri, harga cabai naik.", "utf-8")
    assert "Sulastri" in explain(path.parent, f"{other}#s1")
    with pytest.raises(UsageError, match="several articles"):
        explain(path.parent, "s1")
    with pytest.raises(UsageError, match=r"no article 'hilang\.txt'"):
        explain(path.parent, "hilang.txt#s1")
    other.write_bytes(b"")
    with pytest.raises(UnreadableError, match="empty"):
        explain(path.parent, f"{other}#s1")


@pytest.mark.parametrize("target", ["x1", "s0", "s", "s99", ""])
def test_what_is_not_there_is_said_so(path, target):
    with pytest.raises(UsageError):
        explain(path, target)
