"""An analyst's work becomes a test: a corrected reading is gold annotation that the scorer takes."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from runut import analyse
from runut.model.correction import Correction
from runut.model.reading import Reading
from runut.steps.correct import correct_reading, make_correction
from runut.views.gold import encode_gold, gold_name, to_gold
from runut.views.jsonl import encode_line

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
RATES = ("stance", "kind", "chain", "source_name", "said_on", "hedge", "unit", "content_exact", "cue_span")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="the annotated articles are not beside the checkout"),
]


@cache
def readings() -> dict[str, tuple[Reading, str]]:
    """Some real articles as the program reads them, with their texts."""
    paths = sorted((SHARED / "seeds").glob("*.txt"))[:12]
    found = [outcome for outcome in analyse([str(path) for path in paths]) if isinstance(outcome, Reading)]
    texts = {path.name: path.read_bytes().decode() for path in paths}
    return {Path(one.article).name: (one, texts[Path(one.article).name]) for one in found}


def score(folder: Path, events: dict[str, list[Correction]]) -> dict[str, Any]:
    """The machine's reading scored against its own reading with corrections as gold."""
    texts, gold, output = folder / "texts", folder / "gold", folder / "read.jsonl"
    texts.mkdir()
    gold.mkdir()
    lines = []
    for name, (reading, text) in readings().items():
        (texts / name).write_bytes(text.encode())
        corrected = correct_reading(reading, text, events.get(name, []))
        (gold / gold_name(reading.article)).write_bytes(encode_gold(corrected, text))
        lines.append(encode_line(reading))
    output.write_bytes(b"".join(lines))
    command = [sys.executable, SHARED / "score" / "score.py", texts, gold, output, "--json"]
    told = subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True).stdout
    report: dict[str, Any] = json.loads(told)
    assert report.pop("missing") == []
    return {name: found.get("f1", found.get("rate")) for name, found in report.items()}


def test_a_reading_scored_against_itself_is_right_in_everything(tmp_path: Path) -> None:
    found = score(tmp_path, {})
    assert {name: value for name, value in found.items() if value != 1.0} == {}
    assert {"statement", "quantities", "times", "places", "actors", "furniture", *RATES} <= found.keys()


@pytest.mark.parametrize(
    ("kind", "changes", "lowered"),
    [
        ("statement", {"stance": "promises"}, {"stance"}),
        ("statement", {"chain": ["Badan Uji Coba", "Harian Uji", "Pos Uji"], "source_name": "Badan Uji Coba"},
         {"chain", "source_name", "attribution", "attribution_exact"}),
        ("statement", None, {"statement", "attribution", "attribution_exact"}),
        ("quantity", {"low": 7, "high": 123456789}, {"quantities"}),
        ("quantity", {"hedge": "less-than"}, {"hedge"}),
        ("time", {"value": "1999-01-01"}, {"times"}),
        ("place", {"name": "Kota Uji Coba"}, {"places"}),
    ],
)  # fmt: skip
def test_a_correction_lowers_exactly_what_it_is_about(
    tmp_path: Path, kind: str, changes: dict[str, Any] | None, lowered: set[str]
) -> None:
    name, key = target(kind)
    reading, text = readings()[name]
    action = "reject" if changes is None else "correct"
    event = make_correction(reading, text, kind, action, key, changes, identity="e",
                            at="2025-01-01T00:00:00Z", who="ani")  # fmt: skip
    found = score(tmp_path, {name: [event]})
    assert {measure for measure, value in found.items() if value < 1.0} == lowered


def target(kind: str) -> tuple[str, Any]:
    """A record of the kind that the scorer counts."""
    for name, (reading, _) in readings().items():
        if kind == "statement":
            own = [one for one in reading.statements if not one.in_furniture and one.stance == "asserts"]
            tied = {q.statement for q in reading.quantities}
            plain = [one.id for one in own if one.id not in tied and one.parent is None]
        else:
            lists = {"quantity": "quantities", "time": "times", "place": "places"}
            records: list[Any] = getattr(reading, lists[kind])
            counted = [one for one in records if not getattr(one, "inside", False)]
            counted = [one for one in counted if getattr(one, "unit", "") not in ("tahun", "hari")]
            plain = [(one.start, one.end) for one in counted]
        if plain:
            return name, plain[0]
    raise AssertionError(f"no {kind} in the sample")


def test_every_span_of_gold_says_its_own_words_and_what_was_decided() -> None:
    name, key = target("statement")
    reading, text = readings()[name]
    event = make_correction(reading, text, "statement", "correct", key, {"stance": "promises"}, identity="e",
                            at="2025-01-01T00:00:00Z", who="ani", why="janji, bukan kabar")  # fmt: skip
    gold = to_gold(correct_reading(reading, text, [event]), text)
    for piece in pieces(gold):
        assert piece["text"] == text[piece["start"] : piece["end"]]
    assert [s["id"] for s in gold["statements"]] == [f"s{n + 1}" for n in range(len(gold["statements"]))]
    (decided,) = [s for s in gold["statements"] if "decided" in s]
    assert (decided["decided"], decided["note"], decided["stance"]) == (
        "correct",
        "janji, bukan kabar",
        "promises",
    )


def pieces(node: Any) -> list[dict[str, Any]]:
    """Everything that carries start and end."""
    if isinstance(node, dict):
        return ([node] if "start" in node else []) + [p for value in node.values() for p in pieces(value)]
    return [p for value in node for p in pieces(value)] if isinstance(node, list) else []
