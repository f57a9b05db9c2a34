"""A project as one file, and merged into another; copies that can be put back."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from runut.errors import StoreError, UsageError
from runut.model.correction import Correction, anchor
from runut.model.span import Span
from runut.store import articles, events, feeds
from tests.store.projects import Place, article, write_pile, write_rows


@pytest.fixture
def told(new_place, tmp_path):
    """A project with versions, rows, pages, a decision and a feed."""
    place = new_place("told")
    pile = write_pile(tmp_path / "pile", 9)
    place.add(pile)
    (pile / "berita-0003.txt").write_text(article(101, 0, 77), "utf-8")
    write_rows(
        pile / "rows.jsonl", [{"text": article(400 + n), "url": f"https://a.example/{n}"} for n in range(2)]
    )
    place.add(pile)
    with place.open() as desk, desk.database.writing() as connection:
        row = articles.find_article(connection, "../pile/berita-0001.txt")
        held = articles.get_versions(connection, row.id)[0]
        text = articles.get_texts(connection, [held.snapshot])[held.snapshot]
        where = anchor(row.name, held.snapshot, text, [Span(0, 11)])
        decided = Correction("e1", "2025-03-18T00:00:00Z", "Ayu", "article", "note", [where], why="cek lagi")
        events.append_events(connection, [decided])
        feeds.put_feed(connection, "https://a.example/rss", b'{"etag": "x"}')
    return place


@pytest.fixture
def archive(told, tmp_path):
    file = tmp_path / "project.zip"
    with told.open() as desk:
        made = desk.archive(file)
    assert (made.articles, made.versions, made.events) == (11, 12, 1)
    return file


def comparable(place: Place):
    """What an archive carries: all but what is worked out of it."""
    state = place.state()
    return {
        name: state[name]
        for name in (
            "article",
            "version",
            "snapshot",
            "raw",
            "reading",
            "statement",
            "event",
            "feed",
            "story",
        )
    }


def test_there_and_back_is_the_same(told, archive, new_place):
    other = new_place("other")
    with other.open() as desk:
        done = desk.merge(archive)
        assert (done.articles, done.versions, done.events, done.feeds, done.broken) == (11, 12, 1, 1, [])
        desk.assemble()
        assert desk.verify().wrong == []
    assert comparable(other) == comparable(told)


def test_the_same_archive_twice_changes_nothing(archive, new_place):
    other = new_place("other")
    with other.open() as desk:
        desk.merge(archive)
        desk.assemble()
    before = other.rows()
    with other.open() as desk:
        done = desk.merge(archive)
        assert (done.articles, done.versions, done.events, done.feeds, done.same) == (0, 0, 0, 0, 11)
        assert desk.is_stale is False
    assert other.rows() == before


def test_into_a_project_that_has_some_of_it(told, archive, new_place, tmp_path):
    """The other has one article as it is, one in its earlier words, and one of its own."""
    other = new_place("other")
    pile = tmp_path / "pile"
    earlier = write_pile(tmp_path / "earlier", 9)
    shutil.copy(earlier / "berita-0003.txt", tmp_path / "keep.txt")
    now = (pile / "berita-0003.txt").read_text("utf-8")
    shutil.copy(tmp_path / "keep.txt", pile / "berita-0003.txt")
    (tmp_path / "own.txt").write_text(article(900), "utf-8")
    other.add(pile / "berita-0003.txt", pile / "berita-0004.txt", tmp_path / "own.txt")
    with other.open() as desk:
        done = desk.merge(archive)
        assert (done.articles, done.versions, done.same) == (10, 10, 1)
        desk.assemble()
        assert desk.tally().articles == 12
        assert desk.verify().wrong == []
        with desk.database.reading() as connection:
            row = articles.find_article(connection, "../pile/berita-0003.txt")
            held = articles.get_versions(connection, row.id)
            assert len(held) == 2
            newest = next(one for one in held if one.newest)
            assert articles.get_texts(connection, [newest.snapshot])[newest.snapshot] in (
                now,
                (tmp_path / "keep.txt").read_text("utf-8"),
            )
        assert desk.merge(archive).versions == 0


def rewritten(archive, target, change):
    """The archive with each member as ``change(name, bytes)`` makes it; None leaves it out."""
    with ZipFile(archive) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            made = change(info.filename, old.read(info))
            if made is not None:
                new.writestr(info.filename, made)
    return target


def test_what_is_broken_is_named_and_the_rest_comes_in(archive, new_place, tmp_path):
    def change(name, data):
        if name == "articles/00000001.json":
            return data.replace(b"Bencana", b"Berkah ")  # other words than were hashed
        if name == "articles/00000002.json":
            return data[:200]
        if name == "articles/00000003.json":
            return data.replace(b'"start":', b'"start":9', 1)  # a span outside the text: read anew
        if name.startswith("raw/"):
            change.raws.append(name)
            return b"other bytes" if len(change.raws) == 1 else data
        if name == "events.jsonl":
            return b"{broken\n" + data
        return data

    change.raws = []
    broken = rewritten(archive, tmp_path / "broken.zip", change)
    other = new_place("other")
    with other.open() as desk:
        done = desk.merge(broken)
        named = {line.article for line in done.broken}
        assert {f"articles/0000000{n}.json" for n in (1, 2, 3)} < named
        assert change.raws[0] in named
        assert "events.jsonl#1" in named
        assert done.articles == 9
        assert done.events == 1
        assert desk.verify().wrong == []


def test_a_member_that_unpacks_to_something_else(archive, new_place, tmp_path):
    """Bytes turned over inside the packed file: the ZIP's own sum tells."""
    data = bytearray(archive.read_bytes())
    with ZipFile(archive) as opened:
        info = opened.getinfo("articles/00000005.json")
    at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    data[at] ^= 0xFF
    (tmp_path / "bent.zip").write_bytes(data)
    with new_place("other").open() as desk:
        done = desk.merge(tmp_path / "bent.zip")
        assert [line.article for line in done.broken] == ["articles/00000005.json"]
        assert done.articles == 10


def test_what_is_no_archive_is_refused(new_place, tmp_path, archive):
    (tmp_path / "text.zip").write_text("not a zip file")
    with ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("hello.txt", "x")
    newer = rewritten(
        archive,
        tmp_path / "newer.zip",
        lambda name, data: (
            data.replace(b'"version": 1', b'"version": 2') if name == "manifest.json" else data
        ),
    )
    cut = tmp_path / "cut.zip"
    cut.write_bytes(archive.read_bytes()[:-200])
    with new_place("fresh").open() as desk:
        for name, why in (("text", "not a ZIP"), ("other", "not an archive"), ("gone", "No such file")):
            with pytest.raises(UsageError, match=why):
                desk.merge(tmp_path / f"{name}.zip")
        with pytest.raises(UsageError, match="newer Runut"):
            desk.merge(newer)
        with pytest.raises(UsageError, match="cut off"):
            desk.merge(cut)
        assert desk.tally().articles == 0


def test_an_archive_is_plain(archive):
    """Readable without Runut: texts by their hashes, bytes as they came."""
    with ZipFile(archive) as opened:
        for name in opened.namelist():
            if name.startswith("raw/"):
                assert sha256(opened.read(name)).hexdigest() == name[4:]
            if name.startswith("articles/"):
                for version in json.loads(opened.read(name))["versions"]:
                    assert sha256(version["text"].encode()).hexdigest() == version["snapshot"]
                    assert version["reading"]["sha256"] == version["snapshot"]


def test_a_backup_while_others_write(new_place, kind, tmp_path):
    place = new_place()
    first = write_pile(tmp_path / "first", 6)
    place.add(first)
    more = write_pile(tmp_path / "more", 60, seed=3)
    writer = threading.Thread(target=lambda: place.run("add", "--jobs", "1", more))
    writer.start()
    targets = []
    with place.open() as desk:
        for n in range(5):
            targets.append(tmp_path / f"copy-{n}.{'sqlite' if kind == 'sqlite' else 'zip'}")
            desk.back_up(targets[-1])
    writer.join()
    for target in targets:
        again = new_place(f"again-{target.stem}")
        if kind == "sqlite":
            again.path.mkdir()
            shutil.copy(target, again.path / "runut.sqlite")
        with again.open() as desk:
            if kind != "sqlite":
                assert desk.merge(target).broken == []
            assert desk.tally().articles >= 6
            assert desk.verify().wrong == []


def test_a_backup_is_one_file(tmp_path):
    place = Place(tmp_path / "project", None)
    place.add(write_pile(tmp_path / "pile", 3))
    target = tmp_path / "there" / "copy.sqlite"
    with place.open() as desk:
        desk.back_up(target)
        assert sorted(path.name for path in target.parent.iterdir()) == ["copy.sqlite"]
        with pytest.raises(UsageError, match="the store itself"):
            desk.back_up(place.path / "runut.sqlite")
        with pytest.raises((StoreError, UsageError)):
            desk.back_up(tmp_path / "project" / "runut.toml" / "x")
    assert sqlite3.connect(target).execute("pragma journal_mode").fetchone() == ("delete",)
