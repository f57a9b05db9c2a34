"""The commands that serve a desk and list its people, as they are typed."""

from __future__ import annotations

import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import urllib.request

import pytest
from click.testing import CliRunner

from runut.cli.people import people
from runut.cli.serve import is_loopback, serve
from runut.errors import UsageError
from runut.project.desk import init_desk
from tests.web.desks import list_person


@pytest.fixture
def desk(tmp_path):
    with init_desk(tmp_path / "desk") as made:
        yield made


def call(desk, *words, given=None):
    return CliRunner().invoke(people, [*words, "--project", str(desk.folder.path)], input=given)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "runut.example"])
def test_nobody_serves_others_by_accident(desk, host):
    ran = CliRunner().invoke(serve, ["--project", str(desk.folder.path), "--host", host])
    assert isinstance(ran.exception, UsageError)
    assert "runut people add" in str(ran.exception)


def test_a_proxy_lets_others_in_too(desk):
    ran = CliRunner().invoke(serve, ["--project", str(desk.folder.path), "--proxy", "127.0.0.1"])
    assert isinstance(ran.exception, UsageError)


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("LOCALHOST", True),
        ("10.0.0.1", False),
        ("", False),
    ],
)
def test_what_only_this_machine_reaches(host, own):
    assert is_loopback(host) is own


def test_people_are_listed_and_removed(desk):
    added = call(desk, "add", "sari", "--role", "analyst", "--password-file", "-", given="a long password\n")
    assert added.exit_code == 0, added.output
    assert call(desk, "add", "budi", "--no-password").exit_code == 0
    token = call(desk, "token", "budi").stdout.strip()
    assert re.fullmatch(r"runut_[\w-]{43}", token)
    listed = call(desk, "list").stdout.splitlines()
    assert listed == ["budi\treader\tno password\t1 tokens", "sari\tanalyst\tpassword\t0 tokens"]
    assert token.encode() not in b"".join(file.read_bytes() for file in desk.folder.path.iterdir())
    assert "1 tokens of budi" in call(desk, "token", "budi", "--revoke").output
    assert call(desk, "remove", "budi").exit_code == 0
    assert "budi" not in call(desk, "list").stdout


def test_examples_in_help_run(desk, monkeypatch):
    """What the help tells to type is typed here."""
    monkeypatch.setenv("RUNUT_PROJECT", str(desk.folder.path))
    list_person(desk, "sari")
    told = [people, *people.commands.values()]
    lines = [line.strip() for one in told for line in one.help.splitlines() if line.strip().startswith("$ ")]
    assert len(lines) == len(told)
    for line in sorted(lines, key=lambda line: "remove" in line):
        ran = CliRunner().invoke(people, shlex.split(line)[3:])
        assert ran.exit_code == 0, (line, ran.output, ran.exception)
        assert ran.stdout.strip(), line


def test_a_new_role_keeps_the_password(desk):
    call(desk, "add", "sari", "--password-file", "-", given="a long password\n")
    assert call(desk, "add", "sari", "--role", "analyst").exit_code == 0
    assert call(desk, "list").stdout == "sari\tanalyst\tpassword\t0 tokens\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add", "sari", "--password-file", "-"], "at least 10"),
        (["add", "sari"], "--password-file"),
        (["add", " ", "--no-password"], "printable"),
        (["remove", "sari"], "runut people list"),
        (["token", "sari"], "runut people add sari"),
    ],
)
def test_trouble_says_what_to_do(desk, words, told):
    ran = call(desk, *words, given="short\n")
    assert isinstance(ran.exception, UsageError)
    assert told in str(ran.exception)


def begun(desk, *words):
    """``runut serve`` as it is typed, on a free port."""
    called = [sys.executable, "-c", "from runut.cli.main import main; main()"]
    options = ["--port", "0", "--project", str(desk.folder.path)]
    return subprocess.Popen([*called, "serve", *options, *words], stderr=subprocess.PIPE, text=True)


class Command:
    """It, once it answers."""

    def __init__(self, desk, *words):
        self.process = begun(desk, *words)
        told = ""
        while "Runut shows" not in told:
            told = self.process.stderr.readline()
            assert told, "it ended"
        self.port = int(re.search(r":(\d+)/", told).group(1))
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                self.ask("/api/openapi.json")
                return
            except OSError:
                time.sleep(0.1)

    def ask(self, path, **headers):
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        opener = urllib.request.build_opener(_NoRedirect)
        try:
            return opener.open(asked, timeout=60)
        except urllib.error.HTTPError as answer:
            return answer

    def end(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(120)
        return self.process.stderr.read()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@pytest.fixture
def command():
    ended = []

    def begin(desk, *words):
        ended.append(Command(desk, *words))
        return ended[-1]

    yield begin
    for one in ended:
        one.process.kill()
        one.process.wait()


def test_serving(desk, command):
    ran = command(desk, "--as", "sari")
    answer = ran.ask("/")
    assert answer.status == 200
    assert b"sari" in answer.read()
    assert "server" not in answer.headers
    assert ran.ask("/", Host="evil.example").status == 421
    assert "Traceback" not in ran.end()


def test_nobody_is_believed_who_asks(desk, command):
    """Headers of a proxy count only where one is named."""
    list_person(desk, "sari")
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.9.9.9"}
    assert "Secure" not in command(desk).ask("/sign-in", **forwarded).headers["set-cookie"]
    assert (
        "Secure" in command(desk, "--proxy", "127.0.0.1").ask("/sign-in", **forwarded).headers["set-cookie"]
    )


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
def test_serving_by_https(desk, command, tmp_path):
    import ssl

    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    made = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout {key} -out {cert}"
    subprocess.run(made.split(), check=True, capture_output=True)
    list_person(desk, "sari")
    words = ["--cert", str(cert), "--key", str(key)]
    ran = begun(desk, *words)
    try:
        port = int(re.search(r"https://.*:(\d+)/", ran.stderr.readline()).group(1))
        trusting = ssl.create_default_context(cafile=str(cert))
        trusting.check_hostname = False
        for _ in range(100):
            try:
                answer = urllib.request.urlopen(
                    f"https://127.0.0.1:{port}/sign-in", context=trusting, timeout=60
                )
                break
            except OSError:
                time.sleep(0.1)
        assert "Secure" in answer.headers["set-cookie"]
    finally:
        ran.kill()
        ran.wait()
