"""Files are sent, kept under safe names, and read in a process of their own."""

from __future__ import annotations

import io
import subprocess
import sys
import time

import msgspec
import pytest

from runut.project.desk import init_desk
from runut.project.desk.job import WORK, Order, articles_in
from runut.project.desk.uploads import keep_upload, safe_name
from runut.project.desk.working import Work
from runut.store import jobs
from runut.web.frame import asking
from runut.web.pages.work import told_of
from tests.web.desks import FERI, client_of, list_person, secret_in, token_of

TEXT = (FERI / "01-kabarnusa.txt").read_bytes()


@pytest.fixture
def desk(tmp_path):
    with init_desk(tmp_path / "desk") as made:
        yield made


def ended(client, seconds=300):
    """The jobs, newest first, once none runs."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        told = client.get("/api/overview").json()
        if not told["jobs"] and told["last"] and not told["stale"]:
            return told
        time.sleep(0.1)
    raise AssertionError(f"still running: {told['jobs']}, {told['last']}")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("berita.txt", "berita.txt"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("/etc/cron.d/x.html", "x.html"),
        (".bashrc", "bashrc"),
        ("..", "file"),
        ("", "file"),
        ("\x00\x07", "file"),
        ("a b\tc\n.txt", "a-b-c.txt"),
        ("laut \u202egpj.exe", "laut-gpj.exe"),
        ("<img onerror=x>.html", "img-onerror-x.html"),
        ("pile.warc.gz", "pile.warc.gz"),
        ("CON.txt", "_CON.txt"),
        ("kabar é.txt", "kabar-é.txt"),
        ("-rf.txt", "rf.txt"),
        ("x" * 300 + ".jsonl.gz", "x" * 80 + ".jsonl.gz"),
    ],
)
def test_names_do_no_harm(name, kept):
    assert safe_name(name) == kept


def test_names_fit_any_file_system():
    assert len(safe_name("\U0001d4d0" * 300 + ".txt").encode()) <= 255


def test_nothing_is_overwritten(desk):
    first = keep_upload(desk.folder, "a.txt", io.BytesIO(b"one"))
    again = keep_upload(desk.folder, "../a.txt", io.BytesIO(b"one"))
    other = keep_upload(desk.folder, "a.txt", io.BytesIO(b"two"))
    third = keep_upload(desk.folder, "a.txt", io.BytesIO(b"two"))
    assert first == again != other == third
    uploads = desk.folder.path / "uploads"
    assert sorted(file.read_bytes() for file in uploads.iterdir()) == [b"one", b"two"]
    assert all(file.parent == uploads for file in uploads.iterdir())


def test_a_link_in_the_folder_is_not_followed(desk, tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"mine")
    (desk.folder.path / "uploads").mkdir()
    (desk.folder.path / "uploads" / "a.txt").symlink_to(outside)
    kept = keep_upload(desk.folder, "a.txt", io.BytesIO(b"theirs"))
    assert outside.read_bytes() == b"mine"
    assert kept.endswith(".txt")
    assert not kept.endswith("/a.txt")


def test_from_files_to_the_overview(desk):
    client = client_of(desk)
    page = client.get("/")
    assert 'type="file"' in page.text
    files = [("files", (path.name, path.read_bytes())) for path in sorted(FERI.iterdir())]
    answer = client.post("/upload", data={"csrf": secret_in(page.text), "next": "/"}, files=files)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "data-job" in client.get("/").text
    told = ended(client)
    assert told["tally"]["articles"] == 12
    assert told["tally"]["stories"] == 2
    assert told["last"]["state"] == "done"
    added = client.get(f"/api/jobs/{told['last']['id'] - 1}").json()
    assert (added["kind"], added["message"], added["total"], added["done"]) == ("add", "new 12", 12, 12)
    assert client.get("/jobs/1").status_code == 200
    names = {row["name"] for row in client.get("/api/articles").json()["rows"]}
    assert "uploads/01-kabarnusa.txt" in names
    again = client.post(
        "/upload", data={"csrf": secret_in(client.get("/").text)}, files={"files": ("01-kabarnusa.txt", TEXT)}
    )
    assert again.status_code == 303
    time.sleep(0.2)
    assert ended(client)["tally"]["articles"] == 12


def test_what_cannot_be_read_is_told(desk):
    client = client_of(desk)
    secret = secret_in(client.get("/").text)
    client.post("/upload", data={"csrf": secret}, files={"files": ("x.bin", b"\x00\x01\x02" * 900)})
    told = ended(client)
    assert told["tally"]["articles"] == 0
    assert [line["article"] for line in told["unread"]] == ["uploads/x.bin"]
    assert "uploads/x.bin" in client.get("/").text


def test_a_program_sends_files(desk):
    list_person(desk, "sari", "analyst", None)
    headers = token_of(desk, "sari")
    client = client_of(desk)
    answer = client.post("/api/upload", files={"files": ("a.txt", TEXT)}, headers=headers)
    assert answer.json() == {"job": 1, "files": ["uploads/a.txt"]}
    client.headers.update(headers)
    assert ended(client)["tally"]["articles"] == 1
    assert client.get("/api/jobs/1").json()["who"] == "sari"


def test_without_a_token_a_program_needs_the_secret(desk):
    client = client_of(desk)
    assert client.post("/api/upload", files={"files": ("a.txt", TEXT)}).status_code == 403


def test_without_files(desk):
    client = client_of(desk)
    secret = secret_in(client.get("/").text)
    answer = client.post("/upload", data={"csrf": secret}, files={"files": ("", b"")})
    assert answer.status_code == 400
    assert client.post("/upload", data={"csrf": secret, "files": "text"}).status_code == 400


def test_too_much_at_once(desk, monkeypatch):
    monkeypatch.setattr(asking, "LARGEST_UPLOAD", 3_000_000)
    client = client_of(desk)
    secret = secret_in(client.get("/").text)
    files = {"files": ("a.txt", b"x" * 3_100_000)}
    assert client.post("/upload", data={"csrf": secret}, files=files).status_code == 413
    assert not (desk.folder.path / "uploads").exists()


def test_large_files_are_not_held_in_memory(desk):
    """As much as passes a server's memory in pieces: a file of 60 MB moves it by far less."""
    import tracemalloc

    class Endless(io.RawIOBase):
        left = 60_000_000

        def read(self, size=-1):
            piece = b"x" * min(size if size > 0 else self.left, self.left)
            self.left -= len(piece)
            return piece

    tracemalloc.start()
    keep_upload(desk.folder, "large.txt", Endless())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000


def test_one_at_a_time(desk):
    client = client_of(desk)
    secret = secret_in(client.get("/").text)
    with desk.database.locked(WORK):  # as another process holds it
        for path, sent in (("/assemble", {}), ("/upload", {"files": {"files": ("a.txt", TEXT)}})):
            assert client.post(path, data={"csrf": secret}, **sent).status_code == 409
        assert client.post("/api/assemble", json={}).status_code == 409
    assert client.post("/api/assemble", json={}).status_code == 200
    ended(client)


def test_working_stories_out_anew(desk):
    desk.add([FERI])
    client = client_of(desk)
    page = client.get("/")
    assert 'action="/assemble"' in page.text
    client.post("/assemble", data={"csrf": secret_in(page.text), "next": "/"})
    told = ended(client)
    assert told["tally"]["stories"] == 2
    assert 'action="/assemble"' not in client.get("/").text


def test_work_of_a_dead_process_has_failed(desk):
    with desk.database.writing() as connection:
        identity = jobs.start_job(connection, "add", "sari")
    client = client_of(desk)
    assert client.get(f"/api/jobs/{identity}").json()["state"] == "failed"
    assert "sari" in client.get(f"/jobs/{identity}").text


def test_work_of_a_living_process_goes_on(desk):
    with desk.database.writing() as connection:
        identity = jobs.start_job(connection, "add", "sari")
    with desk.database.locked(WORK):
        client = client_of(desk)
        assert client.get(f"/api/jobs/{identity}").json()["state"] == "running"


def test_a_killed_process_is_noticed(desk):
    work = Work(desk)
    with desk.database.locked(WORK):  # so that it waits
        pass
    identity = work.add([str(FERI)], "sari")
    work._child.kill()
    work.wait()
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with desk.database.reading() as connection:
            if jobs.get_job(connection, identity).state == "failed":
                break
        time.sleep(0.05)
    else:
        raise AssertionError("still said to run")
    assert not work.is_busy
    assert work.add([str(FERI)], "sari") is not None
    work.wait(60)


def test_trouble_of_a_job_is_told(desk):
    with desk.database.writing() as connection:
        identity = jobs.start_job(connection, "stories", "sari")
    (desk.folder.path / "runut.toml").write_text("language = 'xx'\n")
    order = Order(str(desk.folder.path), identity, "sari", [str(FERI)])
    ran = subprocess.run(
        [sys.executable, "-m", "runut.project.desk.job"],
        input=msgspec.json.encode(order),
        capture_output=True,
    )
    assert ran.returncode == 1
    with desk.database.reading() as connection:
        job = jobs.get_job(connection, identity)
    assert job.state == "failed"
    assert "xx" in job.message


def test_how_much_there_is_to_do():
    assert articles_in([str(FERI / "01-kabarnusa.txt")]) == 1
    assert articles_in(["rows.jsonl"]) is None


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("new 3, unread 1", [("new", 3), ("unread", 1)]),
        ("stopped", []),
        ("disk is full 3", []),
        ("<b>x</b> 3", []),
        ("", []),
    ],
)
def test_what_became_of_a_job(message, told):
    from runut.store.records import Job

    assert told_of(Job(1, "add", "done", 0, None, message, "sari", "", "")) == told
