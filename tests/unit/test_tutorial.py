"""Pages with console blocks can be followed: their commands are typed in order, and show what the page says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [page for page in sorted((ROOT / "docs").rglob("*.md")) if "```console" in page.read_text("utf-8")]
PORT = "8571"  # as the pages have it; typed here with a free one
NEEDED = ("bash", "curl", "grep", "python3", "sha256sum")

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, NEEDED)), reason=f"the pages' commands need {', '.join(NEEDED)}"
)


def steps(text: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a page's console blocks, each with the lines shown below it."""
    for block in re.findall(r"^```console\n(.*?)^```", text, re.S | re.M):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, *shown = part.splitlines()
            yield command, [line for line in shown if line.strip()]


def missing(shown: list[str], said: str) -> str | None:
    """The first shown line that was not said after those before it; … stands for anything in one line."""
    at = 0
    for line in shown:
        pattern = ".*".join(map(re.escape, line.rstrip().split("…")))
        found = re.compile(pattern).search(said, at)
        if found is None:
            return line
        at = found.end()
    return None


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


class Terminal:
    """A folder to type in, with ``runut`` on the path; what is served is ended with it."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(ROOT / "examples", folder / "examples")
        own = folder / "bin" / "runut"
        own.parent.mkdir()
        call = f'{shlex.quote(sys.executable)} -c "from runut.cli.main import main; main()"'
        own.write_text(f'#!/bin/sh\nexec {call} "$@"\n', "utf-8")
        own.chmod(0o755)
        plain = {name: value for name, value in os.environ.items() if not name.startswith("RUNUT_")}
        self._environment = {**plain, "PATH": f"{own.parent}{os.pathsep}{os.environ['PATH']}"}
        self._folder = folder
        self._port = free_port()
        self._served: list[subprocess.Popen[bytes]] = []

    def type(self, command: str) -> tuple[int, str]:
        """Exit status, and what was shown."""
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            self._environment[name] = value
            return 0, ""
        command = command.replace(PORT, self._port)
        if command.startswith("runut serve"):
            return self._serve(command)
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
        )
        return done.returncode, done.stdout.replace(self._port, PORT)

    def _serve(self, command: str) -> tuple[int, str]:
        """In the background, until it listens."""
        log = self._folder / "serve.log"
        with log.open("wb") as out:
            served = subprocess.Popen(
                shlex.split(command),
                cwd=self._folder,
                env=self._environment,
                executable=self._folder / "bin" / "runut",
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self._served.append(served)
        until = time.monotonic() + 300
        while time.monotonic() < until and served.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", int(self._port))) == 0:
                    break
            time.sleep(0.1)
        return served.poll() or 0, log.read_text("utf-8").replace(self._port, PORT)

    def end(self) -> None:
        for served in self._served:
            served.terminate()
            served.wait(120)


@pytest.fixture
def terminal(tmp_path):
    opened = Terminal(tmp_path)
    yield opened
    opened.end()


def test_the_tutorial_is_among_the_pages_and_has_its_steps():
    (tutorial,) = (page for page in PAGES if page.name == "tutorial.md")
    typed = [command for command, _ in steps(tutorial.read_text("utf-8"))]
    assert [
        word for word in ("init", "add", "serve", "verify") if f"runut {word}" not in "\n".join(typed)
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_page_can_be_followed(terminal, page):
    for command, shown in steps(page.read_text("utf-8")):
        status, said = terminal.type(command)
        assert status == 0, f"$ {command}\n{said}"
        assert (line := missing(shown, said)) is None, f"$ {command}\ndid not show: {line}\n{said}"


def test_what_was_not_said_is_missed():
    assert missing(["12 … new", "two"], "12 are new\ntwo\n") is None
    assert missing(["two", "12 … new"], "12 are new\ntwo\n") == "12 … new"
    assert missing(["12 … new"], "12\nnew") == "12 … new"
