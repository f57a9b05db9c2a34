"""Write the program's measured error rates where the report shows them (src/runut/data/quality.toml).

usage: write_quality.py NAME DATE ARTICLES SCORES.json [NAME DATE ARTICLES SCORES.json ...]

SCORES.json is what the scorer prints with --json; NAME is a set of the interface words (held-out, seen), ARTICLES how
many articles it has. The file's head is kept.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src" / "runut" / "data" / "quality.toml"
MEASURES = {
    "statements": "statement",
    "sources": "source_name",
    "stances": "stance",
    "chains": "chain",
    "figures": "quantities",
    "times": "times",
    "places": "places",
    "actors": "actors",
    "furniture": "furniture",
    "defects": "defects",
    "questions": "grouping",
    "relations": "relations",
    "origins": "origins",
    "utterances": "utterances",
}


def main() -> int:
    """Rewrite the sets, keep the comment at the head."""
    lines = TARGET.read_text("utf-8").splitlines(keepends=True)
    head = "".join(line for line in lines if line.startswith("#")) + "\n"
    body = ""
    arguments = sys.argv[1:]
    for at in range(0, len(arguments), 4):
        name, day, articles, path = arguments[at : at + 4]
        scores = json.loads(Path(path).read_text("utf-8"))
        body += f'[[set]]\nname = "{name}"\non = "{day}"\narticles = {articles}\n\n'
        for what, key in MEASURES.items():
            if key in scores:
                body += _measure(what, scores[key])
    TARGET.write_text(head + body.rstrip() + "\n", "utf-8")
    return 0


def _measure(what: str, found: dict[str, float]) -> str:
    lines = [f'[[set.measure]]\nwhat = "{what}"']
    if "p" in found:
        lines += [f"precision = {found['p']:.2f}", f"recall = {found['r']:.2f}"]
    lines.append(f"f1 = {found.get('f1', found.get('rate', 0.0)):.2f}")
    return "\n".join(lines) + "\n\n"


if __name__ == "__main__":
    sys.exit(main())
