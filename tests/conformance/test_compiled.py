"""The compiled program reads what the plain one reads, to the byte. Builds a wheel: two or three minutes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    ROOT / "examples",
    ROOT / "benchmarks/speed/sample",
    ROOT / "tests/golden/piles",
    ROOT / "tests/golden/stories",
]
SHARED = [ROOT.parent / "shared" / name for name in ("seeds", "dev-articles")]
ODD = [
    "",
    "“Kami belum siap,' ujarnya. \"Besok pagi",
    "Se\u200bbanyak 12.00\u200b0 orang\u202e mengungsi, ka\ufeffta Tuti 😀 Aminah.",
    "Ð\x9fÑ\x80Ð¸Ð²ÐµÑ\x82 kata dia\x00\x07 ½ dari 3,5 juta",
    'The mayor, Ann Lee, said on Tuesday that 12 people "died, and 40 were hurt.',
    "«Kita menang» – ujar Кирилл kepada AFP, " * 40,
]
READ = "from runut.cli.main import main; main()"
WHERE = "import runut.steps.extract.attributions as steps; print(steps.__file__)"

_headers = Path(sysconfig.get_path("include")) / "Python.h"
pytestmark = pytest.mark.skipif(
    not (shutil.which("cc") and _headers.exists()), reason="needs a C compiler and Python's headers"
)


def test_the_compiled_program_reads_the_same(tmp_path: Path) -> None:
    compiled, plain = _compiled(tmp_path), ROOT / "src"
    assert _python(compiled, WHERE).strip().endswith(sysconfig.get_config_var("EXT_SUFFIX"))
    assert _python(plain, WHERE).strip().endswith(".py")
    odd = tmp_path / "odd.jsonl"
    odd.write_text("".join(json.dumps({"text": text}) + "\n" for text in ODD), "utf-8")
    paths = [str(path) for path in (*TEXTS, *SHARED, odd) if path.exists()]
    one, other = (_python(place, READ, "analyse", *paths, "--jobs", "1") for place in (plain, compiled))
    assert len(one.splitlines()) > 40
    for line, twin in zip(one.splitlines(), other.splitlines(), strict=True):
        assert line == twin


def _compiled(place: Path) -> Path:
    """Where a compiled wheel of this checkout lies unpacked."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--no-build-isolation", "--wheel-dir", str(place), str(ROOT)]
    done = subprocess.run(command, env=os.environ | {"RUNUT_COMPILE": "1"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = place.glob("*.whl")
    assert "none-any" not in wheel.name, "a compiled wheel is of one platform"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "wheel")
    return place / "wheel"


def _python(place: Path, code: str, *arguments: str) -> str:
    """What Python prints that finds Runut in ``place``."""
    environment = os.environ | {"PYTHONPATH": str(place)}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, cwd=place).stdout
