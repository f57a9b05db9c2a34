"""Quality does not fall: the floors of benchmarks/quality/floors.toml, measured by the scorers beside the
checkout."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from runut import analyse, dossier
from runut.views.jsonl import encode_line

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / ".." / "shared"
FLOORS = tomllib.loads((ROOT / "benchmarks" / "quality" / "floors.toml").read_text("utf-8"))

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="the annotated articles are not beside the checkout"),
]


def run(script: str, *arguments: str | Path) -> str:
    command = [sys.executable, SHARED / "score" / script, *arguments]
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True).stdout


def figure(found: dict[str, float]) -> float:
    return found.get("f1", found.get("rate", 0.0))


def test_articles_are_read_at_least_as_well_as_pinned(tmp_path: Path) -> None:
    texts, gold = tmp_path / "articles", tmp_path / "gold"
    for folder, sources in ((texts, ("seeds", "dev-articles")), (gold, ("gold", "dev-gold"))):
        folder.mkdir()
        for source in sources:
            for path in (SHARED / source).iterdir():
                if path.suffix in (".txt", ".json"):
                    shutil.copy(path, folder / path.name)
    output = tmp_path / "read.jsonl"
    output.write_bytes(b"".join(encode_line(outcome) for outcome in analyse([texts])))
    report = json.loads(run("score.py", texts, gold, output, "--json"))
    missed = {
        name: (round(figure(report[name]), 3), floor)
        for name, floor in FLOORS["reading"].items()
        if figure(report[name]) < floor
    }
    assert not missed
    assert report["missing"] == []


def test_a_story_is_told_at_least_as_well_as_pinned(tmp_path: Path) -> None:
    output = tmp_path / "dossier.json"
    command = [sys.executable, "-c", "from runut.cli.main import main; main()", "dossier", SHARED / "seeds"]
    subprocess.run([str(c) for c in [*command, "--format", "json", "--out", output]], check=True)
    report = json.loads(run("score_story.py", SHARED / "gold", output, "--json"))
    missed = {n: (figure(report[n]), f) for n, f in FLOORS["story"].items() if figure(report[n]) < f}
    assert not missed


def test_direct_quotations_are_found(tmp_path: Path) -> None:
    corpus = SHARED / "data" / "pfsa-id-dev" / "dev-20.txt"
    run("score_pfsa.py", "articles", corpus, tmp_path / "articles")
    output = tmp_path / "read.jsonl"
    output.write_bytes(b"".join(encode_line(outcome) for outcome in analyse([tmp_path / "articles"])))
    lines = run("score_pfsa.py", "score", corpus, output).splitlines()
    assert lines
    for line in lines:
        precision, recall = (float(x) for x in re.findall(r"[PR] ([\d.]+)", line))
        assert recall >= FLOORS["direct"]["recall"], line
        assert precision >= FLOORS["direct"]["precision"], line


def test_a_dossier_is_the_same_whatever_the_order() -> None:
    paths = sorted((SHARED / "seeds").glob("*.txt"))
    assert dossier(paths).stories[0].questions == dossier(paths[::-1]).stories[0].questions
