"""The command line: every example in a help text runs; errors are clear; exit statuses tell."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import msgspec
import pytest

from runut.cli.main import runut

ARTICLE = """KARANGMULYA - Jembatan gantung di Desa Karangmulya putus pada Selasa (18/3/2025) sore.

"Truk itu seharusnya tidak boleh lewat," kata Kepala Desa Karangmulya, Endang Saputra.

Sedikitnya tiga warga terluka. Polisi mengatakan bahwa sopir truk sedang diperiksa.
"""
SECOND = """Harga cabai di Pasar Induk Wanasari naik menjadi Rp80.000 per kilogram pada Senin.

Menurut pedagang bernama Sulastri, pasokan berkurang karena hujan.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "articles" / "two.txt").write_text(SECOND, "utf-8")
    rows = [{"body": ARTICLE, "judul": "Jembatan putus"}, {"body": SECOND, "judul": "Harga cabai"}]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    gone = {"stories": [], "errors": [{"article": "articles/gone.txt", "error": "no such file"}]}
    for name, dossier in (("old", gone), ("new", {"stories": [], "errors": []})):
        (tmp_path / f"{name}.json").write_text(json.dumps(dossier), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with two articles, in which two people decided something; archives, and their decisions as a file."""
    from runut.project.desk import init_desk
    from runut.project.desk.exchanging import events_as_lines

    made = tmp_path_factory.mktemp("desk") / "banjir"
    made.mkdir()
    for name, text in (("one", ARTICLE), ("two", SECOND)):
        (made / f"{name}.txt").write_text(text, "utf-8")
    with init_desk(made) as desk:
        desk.add([made])
        desk.assemble()
        first = desk.decide(1, "statement", "accept", "s1", who="Ani")
        desk.import_events(
            msgspec.json.encode(msgspec.structs.replace(first, id="3f2a91c04b7d00", who="Budi"))
        )
        (made.parent / "decisions.jsonl").write_bytes(events_as_lines(desk.database))
        for name in ("project", "colleague"):
            desk.archive(made.parent / f"{name}.zip")
    return made


def run(*arguments: str, stdin: str | None = None, **more) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from runut.cli.main import main; main()", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", timeout=120, **more)


def seconds(*arguments: str) -> float:
    """Processor time of a call."""
    before = os.times()
    run(*arguments)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def commands(
    group: click.Command = runut, path: tuple[str, ...] = ()
) -> list[tuple[tuple[str, ...], click.Command]]:
    """All commands, with their full names."""
    found = [(path, group)]
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            found += commands(command, (*path, name))
    return found


EXAMPLES = [
    (path, line.strip()[2:])
    for path, command in commands()
    for line in (command.help or "").splitlines()
    if line.strip().startswith("$ ")
]
#: Not typed here: tests/web/test_desk_serve.py, tests/net/test_desk_watch.py type their like with a server at hand.
ELSEWHERE = ("runut people", "runut serve", "runut watch", "--url-list")
HERE = [(path, line) for path, line in EXAMPLES if not any(one in line for one in ELSEWHERE)]


def test_every_command_has_an_example():
    with_example = {path for path, _ in EXAMPLES}
    assert {path for path, _ in commands()} == with_example


@pytest.mark.parametrize(("path", "line"), HERE, ids=[line for _, line in HERE])
def test_examples_in_help_run(folder, project, monkeypatch, path, line):
    """Docs cannot lag: what the help tells to type is typed here, in or beside a project."""
    if "init banjir" not in line:
        shutil.copytree(project, folder / "banjir", dirs_exist_ok=True)
        for file in ("project.zip", "colleague.zip", "decisions.jsonl"):
            shutil.copy(project.parent / file, folder)
        if "cd banjir" not in line:
            monkeypatch.setenv("RUNUT_PROJECT", str(folder / "banjir"))
    own = f'"{sys.executable}" -c "from runut.cli.main import main; main()"'
    script = re.sub(r"\brunut(?= )", lambda _: own, line)
    done = subprocess.run(script, shell=True, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    out = re.search(r"--out (\S+)", line)
    if not out:
        assert done.stdout.strip()
        return
    path = Path(out.group(1))
    written = sorted(path.iterdir()) if path.is_dir() else [path]
    assert written
    assert all(file.read_bytes().strip() for file in written)


def test_help_is_there_at_once():
    """Floor: 0.3 s, as processor time, because other tests run beside this one."""
    environment = dict(os.environ, PYTHONPROFILEIMPORTTIME="1")
    done = run("--help", env=environment)
    heavy = ("msgspec", "numpy", "trafilatura", "lxml", "pycrfsuite", "runut.pipeline", "runut.steps")
    loaded = [line.rsplit("|", 1)[1].strip() for line in done.stderr.splitlines() if "|" in line]
    assert not [name for name in loaded if name.startswith(heavy)]
    took = []
    for _ in range(3):
        took.append(seconds("--help"))
    assert min(took) < 0.3


def test_a_first_article_is_read_soon(folder):
    """Floor: 2 s from the start of the program, as processor time."""
    assert seconds("analyse", "articles/one.txt") < 2


def test_one_object_a_line_in_order(folder):
    done = run("analyse", "articles")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["article"] for line in lines] == ["articles/one.txt", "articles/two.txt"]
    assert done.returncode == 0
    assert done.stderr == "", "quiet when not a terminal"


def test_what_cannot_be_read_is_listed_and_costs_nothing_else(folder):
    (folder / "articles" / "bad.txt").write_bytes(b"\x00\x01\x02")
    (folder / "articles" / "empty.html").write_bytes(b"")
    done = run("analyse", "articles", "nowhere.txt")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["article"] for line in lines if "error" in line] == [
        "articles/bad.txt",
        "articles/empty.html",
        "nowhere.txt",
    ]
    assert [line["article"] for line in lines if "error" not in line] == [
        "articles/one.txt",
        "articles/two.txt",
    ]
    assert done.returncode == 1
    for name in ("articles/bad.txt", "articles/empty.html", "nowhere.txt"):
        assert name in done.stderr
    assert "3 of 5 could not be read" in done.stderr


def test_order_of_paths_is_order_of_output_and_twice_named_is_once_read(folder):
    done = run("analyse", "articles/two.txt", "articles", "./articles/one.txt")
    assert [json.loads(line)["article"] for line in done.stdout.splitlines()] == [
        "articles/two.txt",
        "articles/one.txt",
    ]


def test_standard_input_carries_its_text(folder):
    done = run("analyse", "-", stdin=ARTICLE)
    (line,) = map(json.loads, done.stdout.splitlines())
    assert (line["article"], line["text"]) == ("-", ARTICLE)


def test_standard_input_of_rows(folder):
    done = run("analyse", "-", "--input-format", "csv", stdin="judul;isi\nA;Satu dua tiga.\nB;Empat lima.\n")
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == ["A", "B"]


def test_same_output_for_any_number_of_jobs(folder):
    for n in range(60):
        (folder / "articles" / f"more{n:02}.txt").write_text(ARTICLE.replace("tiga", f"{n + 2}"), "utf-8")
    (folder / "articles" / "more30.txt").write_bytes(b"")
    outputs = {run("analyse", "articles", "--jobs", jobs).stdout for jobs in ("1", "2", "3")}
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == 62


def test_output_file_is_whole_or_not_there_and_never_read_as_input(folder):
    done = run("analyse", "articles", "--out", "articles/out.jsonl")
    assert done.returncode == 0
    assert len((folder / "articles" / "out.jsonl").read_text("utf-8").splitlines()) == 2
    again = run("analyse", "articles", "--out", "articles/out.jsonl")
    assert again.returncode == 0
    assert len((folder / "articles" / "out.jsonl").read_text("utf-8").splitlines()) == 2
    assert not list(folder.rglob("*.part"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("analyse",), "PATH"),
        (("analyse", "articles", "--lang", "xx"), "no language pack 'xx'"),
        (("analyse", "articles", "--jobs", "0"), "jobs"),
        (("analyse", "articles", "--column", "isi"), "WHAT=FIELD"),
        (("analyse", "articles", "--column", "teks=isi"), "no such column"),
        (("analyse", "articles", "--input-format", "docx"), "no input format"),
        (("schema", "book"), "article"),
        (("explain", "articles/one.txt", "z1"), "no such thing"),
        (("explain", "articles/one.txt", "p99"), "there is no p99"),
        (("languages", "check", "xx"), "no language pack"),
        (("nonsense",), "nonsense"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(folder, arguments, words):
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_dossier_of_nothing_readable_says_so(folder):
    (folder / "empty").mkdir()
    done = run("dossier", "empty", "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["stories"] == []
    assert json.loads(done.stdout)["errors"][0]["article"] == "empty"
    assert "an empty folder" in done.stderr


def test_articles_are_hostile_and_markdown_keeps_them_words(folder):
    hostile = ARTICLE.replace("Tiga", "tiga").replace(
        "Karangmulya putus", "<script>alert(1)</script> | [x](http://y)"
    )
    (folder / "articles" / "hostile.txt").write_text(hostile, "utf-8")
    done = run("dossier", "articles", "--format", "md")
    assert done.returncode == 0
    assert "<script>" not in done.stdout
    assert "[x](" not in done.stdout


@pytest.mark.parametrize("arguments", [("schema", "article"), ("analyse", "many", "--jobs", "2")])
def test_a_closed_pipe_ends_quietly(folder, arguments):
    (folder / "many").mkdir()
    for number in range(200):
        (folder / "many" / f"{number}.txt").write_text(ARTICLE, "utf-8")
    command = [sys.executable, "-c", "from runut.cli.main import main; main()", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141, "as after a closed pipe, not as if an article were unread"


@pytest.mark.skipif(sys.platform == "win32", reason="signals as Unix has them")
def test_an_interrupt_says_where_the_written_part_is(folder):
    (folder / "many").mkdir()
    for number in range(3000):
        (folder / "many" / f"{number}.txt").write_text(ARTICLE + SECOND, "utf-8")
    command = [sys.executable, "-c", "from runut.cli.main import main; main()"]
    command += ["analyse", "many", "--jobs", "2", "--out", "readings.jsonl"]
    part = folder / "readings.jsonl.part"
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, text=True) as process:
        assert process.stderr is not None
        while process.poll() is None and not (part.exists() and part.stat().st_size):
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        told = process.stderr.read()
    assert process.returncode == 130
    assert "readings.jsonl.part" in told
    assert "stopped" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("analyse", "articles", "--out", "articles/one.txt/out.jsonl"),
        ("analyse", "articles", "--out", "articles"),
        ("dossier", "articles", "--out", "articles/one.txt/out.html"),
        ("dossier", "articles", "--format", "csv", "--out", "articles/one.txt/tables"),
    ],
)
def test_an_output_that_cannot_be_written_is_told(folder, arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert f"cannot write {arguments[-1]}" in done.stderr
    assert "--out" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(folder.glob("**/*.part"))


def test_a_row_without_text_says_which_fields_there_are(folder):
    (folder / "odd.csv").write_text("foo;isi\n1;\n", "utf-8")
    assert "odd.csv#1: no words in its field isi" in run("analyse", "odd.csv").stderr
    (folder / "odd.csv").write_text("foo;bar\n1;2\n", "utf-8")
    assert "its fields: foo, bar. Say which with --column" in run("analyse", "odd.csv").stderr
    assert "no field 'baz'" in run("analyse", "odd.csv", "--column", "text=baz").stderr


def test_hidden_files_and_outside_links(folder):
    (folder / "articles" / ".hidden.txt").write_text("tersembunyi", "utf-8")
    (folder / "articles" / "dead.txt").symlink_to("nowhere")
    done = run("analyse", "articles")
    names = [json.loads(line)["article"] for line in done.stdout.splitlines()]
    assert names == ["articles/dead.txt", "articles/one.txt", "articles/two.txt"]
    assert "leads nowhere" in done.stderr
