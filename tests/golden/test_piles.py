"""From plain text to the dossier: piles on events of our own, scored against their gold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from runut import dossier
from runut.views.jsonl import encode_line
from tests.golden.piles_on_file import FOLDER, load, write_pile

SCORER = Path(__file__).resolve().parents[2] / ".." / "shared" / "score" / "score_story.py"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.mark.shared
@pytest.mark.skipif(not SCORER.exists(), reason="the scorer is not beside the checkout")
@pytest.mark.parametrize("name", NAMES)
def test_a_pile_is_told_at_least_as_well_as_pinned(name: str, tmp_path: Path) -> None:
    pile = load(name)
    write_pile(pile, tmp_path / "texts", tmp_path / "gold")
    output = tmp_path / "dossier.json"
    output.write_bytes(encode_line(dossier([tmp_path / "texts"])))
    command = [sys.executable, str(SCORER), str(tmp_path / "gold"), str(output), "--json"]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    found = {measure: figures.get("f1", figures.get("rate")) for measure, figures in report.items()}
    assert {m: (round(found[m], 3), floor) for m, floor in pile["floors"].items() if found[m] < floor} == {}


@pytest.mark.parametrize("name", NAMES)
def test_the_question_of_the_event_stands_first(name: str, tmp_path: Path) -> None:
    pile = load(name)
    write_pile(pile, tmp_path / "texts", tmp_path / "gold")
    (story,) = dossier([tmp_path / "texts"]).stories
    assert story.questions[0].text == pile["first_question"]
