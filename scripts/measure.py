"""Measure the reading: all scores of annotated articles, and the speed.

usage: measure.py ARTICLES GOLD [SCORER] [--show KIND]

ARTICLES holds text files, GOLD their annotation, SCORER is the scorer's script (by default the one in the
folder shared beside the checkout). Prints the scores, then words per CPU-second of the full reading in one
process, then the scores of the dossier if GOLD annotates a story.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from runut import Reading, analyse, dossier
from runut.views.jsonl import encode_line

SCORER = Path(__file__).resolve().parents[1] / ".." / "shared" / "score" / "score.py"


def main() -> int:
    """Read, score, time."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path, nargs="?", default=SCORER)
    parser.add_argument("--show", metavar="KIND", help="misses and false alarms of a kind")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()

    annotated = {path.name.removesuffix(".gold.json") for path in options.gold.glob("*.gold.json")}
    paths = [path for path in sorted(options.articles.glob("*.txt")) if path.stem in annotated]
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as output:
        output.writelines(encode_line(outcome) for outcome in analyse(paths))
        output.flush()
        show = ["--show", options.show] if options.show else []
        command = [sys.executable, options.scorer, options.articles, options.gold, output.name, *show]
        done = subprocess.run([str(part) for part in command], check=False)
    words = sum(len(path.read_text("utf-8").split()) for path in paths)
    start = time.process_time()
    read = 0
    for _ in range(options.rounds):
        read += sum(isinstance(outcome, Reading) for outcome in analyse(paths))
    spent = time.process_time() - start
    speed = words * options.rounds / spent
    print(
        f"speed              {speed:,.0f} words per CPU-second, {1e6 / speed:.1f} µs a word, {read} readings"
    )
    if (options.gold / "story.gold.json").exists():
        score_story(paths, options.gold, options.scorer.with_name("score_story.py"))
    return done.returncode


def score_story(paths: list[Path], gold: Path, scorer: Path) -> None:
    """Score the view across articles, where a story of theirs is annotated."""
    story = json.loads((gold / "story.gold.json").read_text("utf-8"))
    named = json.dumps(story)
    own = [path for path in paths if path.name in named]
    with tempfile.NamedTemporaryFile(suffix=".json") as output:
        output.write(msgspec.json.encode(dossier(own)))
        output.flush()
        print()
        subprocess.run([sys.executable, str(scorer), str(gold), output.name], check=False)


if __name__ == "__main__":
    sys.exit(main())
