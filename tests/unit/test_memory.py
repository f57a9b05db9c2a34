"""Ten thousand articles go through without growing memory, and one broken among them costs nothing else."""

from __future__ import annotations

import json
import subprocess
import sys

SCRIPT = """
import resource, sys
from runut.cli.main import main
sys.argv = ["runut", "analyse", sys.argv[1], "--jobs", "1", "--out", sys.argv[2]]
try:
    main()
except SystemExit as status:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, status.code)
"""


def peak(folder, articles: int) -> tuple[int, int, list[str]]:
    """Peak memory in KB, exit status, output lines."""
    rows, out = folder / f"{articles}.jsonl", folder / f"{articles}.out"
    with rows.open("w") as stream:
        for n in range(articles):
            text = f"Polisi mengatakan bahwa {n + 2} rumah di Kampung Melati rusak, Senin (3/2/2025)."
            stream.write(json.dumps({"id": f"no-{n}", "text": text}) + "\n" if n != 7 else "{broken\n")
    command = [sys.executable, "-c", SCRIPT, str(rows), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=500)
    memory, status = map(int, done.stdout.split())
    return memory, status, out.read_text("utf-8").splitlines()


def test_memory_is_flat_and_a_broken_row_is_one_line(tmp_path):
    small, status, lines = peak(tmp_path, 500)
    assert (status, len(lines)) == (1, 500)
    assert [n for n, line in enumerate(lines) if '"error"' in line] == [7]
    large, status, lines = peak(tmp_path, 10_000)
    assert (status, len(lines)) == (1, 10_000)
    assert sum('"error"' in line for line in lines) == 1
    assert large < small + 20_000, f"{small} KB for 500 articles, {large} KB for 10,000"
