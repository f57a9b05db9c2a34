"""The commands of a project, as a user types them."""

from __future__ import annotations

import json
import shutil

import pytest

from runut.project.dossiers import show_case
from tests.store.projects import article, write_pile


@pytest.fixture
def pile(tmp_path):
    pile = write_pile(tmp_path / "pile", 6)
    (pile / "rusak.txt").write_bytes(b"\x00\x01")
    return pile


def test_a_projects_life(new_place, pile, tmp_path, kind):
    place, other = new_place("banjir"), new_place("lain")
    added = place.run("add", pile)
    assert added.returncode == 1
    assert "6 new, 1 unreadable" in added.stdout
    assert "rusak.txt" in added.stderr
    again = place.run("add", pile / "berita-0000.txt")
    assert (again.returncode, again.stdout) == (0, "Articles: 1 known already.\n")

    told = place.run("status").stdout
    assert max(map(len, told.splitlines())) <= 80 or str(place.path) in told
    assert "6 (6 versions)" in told
    assert "rusak.txt" in told
    survey = json.loads(place.run("status", "--json").stdout)
    assert (survey["articles"], survey["stale"], len(survey["unread"])) == (6, False, 1)
    assert survey["room"]["store"] > survey["room"]["texts"] > 1000

    for form in ("html", "csv"):
        done = place.run("export", "--format", form)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()
    story = json.loads(place.run("export", "--format", "json").stdout)["stories"][0]["id"]
    one = json.loads(place.run("export", "--format", "json", "--story", story).stdout)
    assert [s["id"] for s in one["stories"]] == [story]
    missing = place.run("export", "--story", "story-nothing", "--format", "json")
    assert (missing.returncode, len(missing.stderr.splitlines())) == (2, 1)

    archive = tmp_path / "out" / "banjir.zip"
    assert place.run("export", "--out", archive).returncode == 0
    came = other.run("import", archive)
    assert came.returncode == 0, came.stderr
    assert "6 articles with 6 versions" in came.stdout
    assert other.run("verify").returncode == 0
    assert "6 read anew" in other.run("reread", "--all").stdout
    copied = place.run("backup")
    assert copied.returncode == 0, copied.stderr
    assert list(place.path.glob("runut-backup-*"))


def test_a_dossier_in_pieces_is_the_same_to_the_byte(place, pile):
    with place.open() as desk:
        assert b"".join(desk.json()) == show_case(desk.case(), "json")  # nothing yet
    (pile / "kosong.txt").write_text("Tidak ada apa-apa di sini.\n", "utf-8")  # says nothing: is in no story
    other = "Pelatih Persena Bagus Wiratma mengatakan 3 pemain cedera sebelum laga di Stadion Kalimas.\n"
    (pile / "bola.txt").write_text(other, "utf-8")
    place.run("add", pile)
    with place.open() as desk:
        whole = show_case(desk.case(), "json")
        told = json.loads(whole)
        assert len(told["stories"]) > 1
        assert told["errors"]
        assert told["unplaced"]
        assert b"".join(desk.json()) == whole
    assert place.run("export", "--format", "json").stdout.encode() == whole


def test_readings_are_what_analyse_writes(place, pile, tmp_path, monkeypatch):
    """The same lines, but for the files' names."""
    place.add(pile)
    (pile / "rows.jsonl").write_text(json.dumps({"text": article(77), "judul": "Baru"}) + "\n")
    place.add(pile)
    own = [json.loads(line) for line in place.run("export", "--format", "readings").stdout.splitlines()]
    from click.testing import CliRunner

    from runut.cli.main import runut

    monkeypatch.chdir(place.path)
    wanted = CliRunner().invoke(runut, ["analyse", "../pile", "--lang", "id", "--jobs", "1"]).stdout
    read = {line["article"]: line for line in map(json.loads, wanted.splitlines())}
    assert {line["article"]: line for line in own} == read


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_project_is_found(new_place, pile, tmp_path, monkeypatch, kind):
    from click.testing import CliRunner

    from runut.cli.main import runut
    from runut.errors import UsageError

    call = CliRunner()
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert call.invoke(runut, ["init", str(tmp_path / "a")]).exit_code == 0
    assert call.invoke(runut, ["init", str(tmp_path / "a")]).exit_code == 0
    monkeypatch.chdir(deep)
    assert f"{tmp_path / 'a'}" in call.invoke(runut, ["status"]).stdout
    monkeypatch.chdir(tmp_path)
    assert isinstance(call.invoke(runut, ["status"]).exception, UsageError)
    monkeypatch.setenv("RUNUT_PROJECT", str(tmp_path / "a"))
    assert f"{tmp_path / 'a'}" in call.invoke(runut, ["status"]).stdout
    (tmp_path / "a" / "runut.toml").write_text("nonsense = 1\n")
    assert isinstance(call.invoke(runut, ["status"]).exception, UsageError)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_moved_project_keeps_its_names(place, pile, tmp_path, kind):
    """Folder and pile move together: nothing is read again."""
    place.add(pile, tmp_path / "pile")
    new = tmp_path / "elsewhere"
    new.mkdir()
    shutil.move(place.path, new / "project")
    shutil.move(pile, new / "pile")
    place.path = new / "project"
    counts = place.add(new / "pile")
    assert (counts.new, counts.changed, counts.same) == (0, 0, 6)
