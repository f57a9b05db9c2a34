"""Piles are taken in once, whatever way they come; what changed is kept beside what was."""

from __future__ import annotations

import gzip
import os
from hashlib import sha256

import msgspec
import pytest

from runut.model.article import Article
from runut.project.desk import assembling, taking
from runut.store import articles, readings, stories
from tests.store.projects import article, write_pile, write_rows


def versions(place, name):
    with place.open() as desk, desk.database.reading() as connection:
        row = articles.find_article(connection, name)
        held = articles.get_versions(connection, row.id)[::-1]
        texts = articles.get_texts(connection, [one.snapshot for one in held])
        assert [one.newest for one in held].count(True) == 1
        return [texts[one.snapshot] for one in held]


def unread(place):
    with place.open() as desk, desk.database.reading() as connection:
        return [line.article for line in articles.get_unread(connection)]


def test_the_same_pile_twice_changes_nothing(place, tmp_path):
    pile = write_pile(tmp_path / "pile", 12)
    rows = [{"text": article(50, n), "url": f"https://a.example/{n}"} for n in range(3)]
    write_rows(pile / "rows.jsonl", [*rows, {"url": "https://a.example/none"}])
    (pile / "broken.txt").write_bytes(b"\x00\x01\x02")
    first = place.add(pile)
    assert (first.new, first.unread) == (15, 2)
    before = place.rows()
    second = place.add(pile)
    assert (second.new, second.changed, second.same) == (0, 0, 15)
    assert place.rows() == before


def test_a_changed_file_is_a_new_version_and_back_again_one_more(place, tmp_path):
    file = write_pile(tmp_path / "pile", 1) / "berita-0000.txt"
    one, other = article(1, 0, 5), article(1, 0, 6)
    for text in (one, other, one):
        file.write_text(text, "utf-8")
        place.add(file)
    assert versions(place, "../pile/berita-0000.txt") == [one, other, one]


def test_rows_of_one_address_are_versions_of_one_article(place, tmp_path):
    told = [article(1, 0, figure) for figure in (5, 6, 5)]
    rows = write_rows(tmp_path / "a.jsonl", [{"text": t, "url": "https://a.example/x"} for t in told])
    assert place.add(rows).changed == 2
    assert versions(place, "https://a.example/x") == told
    before = place.rows()
    assert place.add(rows).same == 3
    assert place.rows() == before


def test_what_is_read_together_names_nothing_otherwise(new_place, tmp_path):
    """Two files of the same row names, added at once or one after the other."""
    files = []
    for n in (1, 2):
        rows = [{"text": article(k, n), "url": f"https://a.example/{k}"} for k in range(3)]
        files.append(write_rows(tmp_path / f"{n}.jsonl", rows))
    together, apart = new_place("together"), new_place("apart")
    together.add(*files)
    for file in files:
        apart.add(file)
    assert together.state() == apart.state()


def test_a_moved_file_is_the_same_article(place, tmp_path):
    pile = write_pile(tmp_path / "pile", 3)
    rows = write_rows(pile / "rows.jsonl", [{"text": article(70 + n)} for n in range(3)])
    place.add(pile)
    before = place.rows()
    (pile / "berita-0001.txt").rename(tmp_path / "elsewhere.txt")
    rows.rename(tmp_path / "moved.jsonl")
    counts = place.add(pile, tmp_path / "elsewhere.txt", tmp_path / "moved.jsonl")
    assert (counts.new, counts.same) == (0, 6)
    assert place.rows() == before


def test_two_files_of_the_same_words_are_two_articles(place, tmp_path):
    pile = write_pile(tmp_path / "pile", 1)
    (pile / "copy.txt").write_text((pile / "berita-0000.txt").read_text("utf-8"), "utf-8")
    assert place.add(pile).new == 2


def test_what_vanishes_from_disk_stays(place, tmp_path):
    pile = write_pile(tmp_path / "pile", 3)
    place.add(pile)
    before = place.state()
    (pile / "berita-0001.txt").unlink()
    place.add(pile)
    assert place.state() == before


def test_what_could_be_read_after_all_is_unread_no_more(place, tmp_path):
    pile = write_pile(tmp_path / "pile", 1)
    (pile / "broken.txt").write_bytes(b"\x00\x01\x02")
    packed = gzip.compress(b'{"text": "Polisi mengatakan dua rumah rusak."}\n' * 50)
    (pile / "rows.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    place.add(pile)
    assert len(unread(place)) == 2
    (pile / "broken.txt").write_text(article(9), "utf-8")
    (pile / "rows.jsonl.gz").write_bytes(packed)
    place.add(pile)
    assert unread(place) == []


def test_the_projects_own_files_are_no_articles(place, tmp_path):
    write_pile(place.path, 2)
    place.add(place.path)
    place.add(place.path)
    assert unread(place) == []


def test_names_and_fields_that_no_database_takes(place, tmp_path):
    pile = tmp_path / "pile"
    pile.mkdir()
    with open(os.fsencode(pile) + b"/caf\xe9.txt", "w", encoding="utf-8") as file:
        file.write(article(3))
    rows = [
        {
            "text": article(4),
            "url": "https://a.example/\x00z",
            "title": "Judul \x00 nol",
            "outlet": "Kabar\x00",
        },
        {"text": "Polisi\x00 mengatakan dua rumah rusak.", "url": "https://a.example/nul"},
        {"text": f"Bupati mengatakan kerugian mencapai {'9' * 400} rupiah dan {'8' * 30} orang mengungsi."},
    ]
    write_rows(pile / "rows.jsonl", rows)
    (pile / "lone.jsonl").write_text('{"text": "Polisi mengatakan dua \\ud800 rumah rusak."}\n', "utf-8")
    counts = place.add(pile)
    assert counts.new + counts.unread == 5
    assert counts.new >= 3
    with place.open() as desk:
        assert desk.verify().wrong == []
        assert b"caf" in b"".join(desk.lines())
    assert place.add(pile).same >= 3


def test_huge_figures_are_kept_to_the_digit(place):
    """Numbers of more than 64 bits, which no database counts with."""
    text = "Bupati Lestari Ayuni mengatakan 40 rumah rusak akibat banjir, Senin (3/2/2025).\n"
    carrier = Article("besar.txt", text, sha256(text.encode()).hexdigest())
    taken = taking.read_taken(carrier, None, "text", "id")
    huge = [msgspec.structs.replace(taken.reading.quantities[0], low=10**30, high=10**300)]
    huge_taken = msgspec.structs.replace(
        taken, reading=msgspec.structs.replace(taken.reading, quantities=huge)
    )
    sent = taking._unpacked(taking._packed(taking.Outcome(taken=huge_taken))).taken
    assert sent == huge_taken
    with place.open() as desk:
        with desk.database.writing() as connection:
            taking.keep(connection, sent)
        assert desk.assemble().faults == []
        with desk.database.reading() as connection:
            stored = readings.get_readings(connection, ["besar.txt"])["besar.txt"]
            assert (stored.standing.quantities[0].low, stored.standing.quantities[0].high) == (
                10**30,
                10**300,
            )
            assert [row.low for row in stories.list_questions(connection).rows] == [1e30]
        assert desk.verify().wrong == []


def test_the_bytes_and_the_extractor_are_kept(place, tmp_path):
    page = tmp_path / "laman.html"
    body = "".join(f"<p>{line}</p>" for line in article(8).split("\n\n"))
    page.write_text(f"<html><head><title>Banjir</title></head><body><article>{body}</article></body></html>")
    place.add(page)
    with place.open() as desk, desk.database.reading() as connection:
        row = articles.find_article(connection, "../laman.html")
        held = articles.get_versions(connection, row.id)[0]
        assert held.extractor == "trafilatura"
        assert held.extractor_version[0].isdigit()
        assert articles.get_raw(connection, held.raw) == page.read_bytes()
        text = articles.get_texts(connection, [held.snapshot])[held.snapshot]
        assert articles.carried(held, text).extracted


def test_standard_input_is_named_by_what_it_says(place):
    for number in (1, 2):
        done = place.run("add", "-", **_fed(article(number)))
        assert done.returncode == 0, done.stderr
    with place.open() as desk:
        assert desk.tally().articles == 2
        assert desk.tally().versions == 2


def _fed(text):
    read, write = os.pipe()
    os.write(write, text.encode())
    os.close(write)
    return {"stdin": read}


# stories


def test_one_article_more_rebuilds_its_own_story_alone(place, tmp_path, monkeypatch):
    pile = write_pile(tmp_path / "pile", 30)
    place.add(pile)
    with place.open() as desk, desk.database.reading() as connection:
        homes = {row.own: row.id for row in stories.list_stories(connection, most=100).rows}
    (pile / "lagi.txt").write_text(article(103, 2, 44), "utf-8")  # one more on an event of the pile
    with place.open() as desk:
        assert desk.add([str(pile)]).new == 1
        done = desk.assemble()
        assert 1 <= done.built <= 3
        assert done.kept >= len(homes) - 3
        with desk.database.reading() as connection:
            now = {row.own: row.id for row in stories.list_stories(connection, most=100).rows}
    kept = homes.keys() & now.keys()
    assert len(kept) >= len(homes) - 1
    assert all(homes[own] == now[own] for own in kept), "a story keeps its id while it grows"


def test_added_bit_by_bit_is_added_at_once(new_place, tmp_path):
    pile = write_pile(tmp_path / "pile", 18)
    at_once, bit_by_bit = new_place("once"), new_place("bits")
    at_once.add(pile)
    for file in sorted(pile.iterdir(), reverse=True):
        bit_by_bit.add(file)
    assert at_once.state() == bit_by_bit.state()


def test_what_makes_no_story_is_not_tried_again(place, tmp_path, monkeypatch):
    tried = []
    real = assembling.build_story
    monkeypatch.setattr(assembling, "build_story", lambda *a: (tried.append(a), real(*a))[1])
    for n, words in enumerate(("Selamat pagi pembaca setia kami", "Galeri foto akhir pekan", article(1))):
        file = tmp_path / f"{n}.txt"
        file.write_text(words, "utf-8")
        place.add(file)
    assert len(tried) == 3


def test_a_fault_in_one_story_costs_that_story_alone(place, tmp_path, monkeypatch):
    real = assembling.build_story

    def breaks(given, texts, *rest):
        if any("blok 101" in text for text in texts.values()):
            raise ValueError("made to fail")
        return real(given, texts, *rest)

    pile = write_pile(tmp_path / "pile", 9)
    monkeypatch.setattr(assembling, "build_story", breaks)
    place.add(pile)
    assert len(unread(place)) >= 1
    with place.open() as desk:
        assert desk.tally().stories >= 1
        built = desk.tally().stories
    monkeypatch.setattr(assembling, "build_story", real)
    (pile / "lagi.txt").write_text(article(300), "utf-8")
    place.add(pile)
    assert unread(place) == []
    with place.open() as desk:
        assert desk.tally().stories > built


# another reader


def test_what_an_older_reader_read_is_read_anew(place, tmp_path):
    pile = write_pile(tmp_path / "pile", 6)
    place.add(pile)
    before = place.state()
    with place.open() as desk:
        with desk.database.writing() as connection:
            connection.execute(_older())
        assert desk.survey().older == 6
        counts = desk.reread()
        assert (counts.reread, counts.unread) == (6, 0)
        assert desk.survey().older == 0
        assert desk.reread().reread == 0
        assert desk.reread(whole=True).reread == 6
        desk.assemble()
    assert place.state() == before


def _older():
    from runut.store.tables import reading

    return reading.update().values(reader="runut 0.0.1", record=_emptied(), digest="older")


def _emptied():
    from sqlalchemy import LargeBinary, literal

    return literal(msgspec.json.encode({"of": "an older shape"}), LargeBinary)


@pytest.mark.parametrize("jobs", [1, 2])
def test_on_one_core_or_two(new_place, tmp_path, jobs):
    pile = write_pile(tmp_path / "pile", 30)
    place = new_place()
    assert place.add(pile, jobs=jobs).new == 30
    with place.open() as desk:
        assert desk.verify().wrong == []
