"""What the commands print is what their schemas promise, and what the contract's scorers read."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from runut.views.schema import schema_of

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"

ARTICLE = """KARANGMULYA, SUARAKARANG.ID - Jembatan gantung di Karangmulya putus pada Selasa (18/3/2025) sore.

"Truk itu seharusnya tidak boleh lewat," kata Kepala Desa Karangmulya, Endang Saputra, kepada Antara.

Sedikitnya tiga warga terluka, dan hingga 1.200 orang mengungsi ke Kota Wanasari. Polisi membantah bahwa sopir
truk melarikan diri. Kerugian diperkirakan mencapai Rp2,5 miliar.

Baca juga: Harga cabai naik
"""
PAGE = (
    "<html><head><title>Jembatan putus</title><meta property='og:site_name' content='Suara Karang'></head>"
    "<body>"
    "<article><p>Jembatan gantung di Desa Karangmulya putus pada Selasa.</p>"
    "<p>Menurut polisi, sedikitnya tiga warga terluka.</p></article></body></html>"
)

#: The fields that the contract promises, by record.
PROMISED = {
    "Reading": "article language outlet title published published_from furniture defects statements "
    "quantities times places actors",
    "Furniture": "start end kind",
    "Defect": "start end kind why",
    "Statement": "id content cue source source_name kind stance chain said_on confidence",
    "Quantity": "start end low high hedge unit of statement",
    "Timex": "start end value",
    "Place": "start end name country lat lon",
    "Actor": "name type role mentions",
    "Unread": "article error",
}
PROMISED_IN_DOSSIER = {
    "Dossier": "stories errors",
    "Story": "id title articles questions utterances timeline actors",
    "Question": "id text unit entries relations origins",
    "Entry": "id low high hedge unit of source_name said_on chain article statement start end",
    "Relation": "from to kind why",
    "Origin": "name entries",
    "Utterance": "statements drift",
    "Report": "article statement start end",
    "Drift": "what between why",
    "Event": "when what articles",
    "StoryActor": "name type forms",
    "Unread": "article error",
}


@cache
def validator(output: str) -> Draft202012Validator:
    schema = json.loads(schema_of(output))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def runut(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from runut.cli.main import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300)


@pytest.fixture(scope="module")
def lines(tmp_path_factory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("pile")
    (folder / "one.txt").write_bytes(ARTICLE.replace("\n", "\r\n").encode())
    (folder / "page.html").write_text(PAGE, "utf-8")
    (folder / "rows.jsonl").write_text(json.dumps({"text": ARTICLE, "date": "2025-03-19"}), "utf-8")
    (folder / "broken.txt").write_bytes(b"\x00")
    done = runut("analyse", folder)
    return {Path(line["article"]).name: line for line in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize(("output", "promised"), [("article", PROMISED), ("dossier", PROMISED_IN_DOSSIER)])
def test_schemas_hold_every_promised_field(output, promised):
    records = json.loads(schema_of(output))["$defs"]
    for record, fields in promised.items():
        assert set(fields.split()) <= set(records[record]["required"]), record


def test_every_line_is_valid(lines):
    assert len(lines) == 4
    for line in lines.values():
        validator("article").validate(line)


def test_a_schema_refuses_what_is_wrong(lines):
    broken = json.loads(json.dumps(lines["one.txt"]))
    broken["statements"][0]["stance"] = "shouts"
    assert not validator("article").is_valid(broken)
    broken = json.loads(json.dumps(lines["one.txt"]))
    del broken["furniture"]
    assert not validator("article").is_valid(broken)


def test_offsets_point_into_the_text_as_stored(lines):
    """Newlines of the file are kept: a span is the same in the file decoded as UTF-8 and in the output."""
    text = ARTICLE.replace("\n", "\r\n")
    line = lines["one.txt"]
    assert line["text"] is None
    (quote,) = [s for s in line["statements"] if s["kind"] == "direct"]
    (span,) = quote["content"]
    assert text[span["start"] : span["end"]].startswith("Truk itu seharusnya")
    figures = {text[q["start"] : q["end"]]: (q["low"], q["high"]) for q in line["quantities"]}
    assert figures["Sedikitnya tiga"] == (3, None)


def test_extracted_text_is_carried_along(lines):
    for name in ("page.html", "rows.jsonl#1"):
        line = lines[name]
        for statement in line["statements"]:
            for span in statement["content"]:
                assert line["text"][span["start"] : span["end"]].strip()
        assert line["statements"], name


def test_whole_numbers_are_printed_as_such(lines):
    written = json.dumps(lines["one.txt"]["quantities"])
    assert '"high": 1200,' in written
    assert '"low": 2500000000,' in written


def test_metadata_is_told(lines):
    assert lines["page.html"]["outlet"] == "Suara Karang"
    assert lines["page.html"]["title"] == "Jembatan putus"
    assert (lines["rows.jsonl#1"]["published"], lines["rows.jsonl#1"]["published_from"]) == (
        "2025-03-19",
        "metadata",
    )


def test_what_cannot_be_read_is_a_line_of_its_own(lines):
    assert set(lines["broken.txt"]) == {"article", "error"}


def test_the_dossier_is_valid(tmp_path):
    (tmp_path / "one.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "two.txt").write_text(ARTICLE.replace("tiga warga", "lima warga"), "utf-8")
    (tmp_path / "broken.txt").write_bytes(b"\x00")
    done = runut("dossier", tmp_path, "--format", "json")
    assert done.returncode == 1
    dossier = json.loads(done.stdout)
    validator("dossier").validate(dossier)
    assert [Path(error["article"]).name for error in dossier["errors"]] == ["broken.txt"]
    named = [Path(name).name for story in dossier["stories"] for name in story["articles"]]
    assert sorted(named) == ["one.txt", "two.txt"]
    for story in dossier["stories"]:
        for question in story["questions"]:
            entries = {entry["id"] for entry in question["entries"]}
            assert {entry for origin in question["origins"] for entry in origin["entries"]} <= entries


@pytest.mark.shared
def test_the_scorer_reads_the_output(tmp_path):
    if not (SHARED / "score" / "score.py").exists():
        pytest.skip("the annotated articles are not beside this checkout")
    out = tmp_path / "out.jsonl"
    done = runut("analyse", SHARED / "seeds", "--out", out)
    assert done.returncode == 0, done.stderr
    for line in out.read_text("utf-8").splitlines():
        validator("article").validate(json.loads(line))
    command = [
        sys.executable,
        SHARED / "score" / "score.py",
        SHARED / "seeds",
        SHARED / "gold",
        out,
        "--json",
    ]
    scored = subprocess.run(
        [str(part) for part in command], capture_output=True, encoding="utf-8", timeout=300
    )
    report = json.loads(scored.stdout)
    assert report["missing"] == []
    assert report["statement"]["f1"] > 0.5
