"""The desk's frame: who may come in, what is refused, what every answer carries."""

from __future__ import annotations

import gzip
import re

import pytest
from lxml import html
from starlette.testclient import TestClient

from runut.project.desk import init_desk
from runut.web.frame.answers import local
from runut.web.frame.origin import mask
from runut.web.frame.rendering import _templates, asset
from runut.web.frame.throttle import FREE, Throttle
from tests.web.desks import PASSWORD, client_of, list_person, secret_in, sign_in, token_of

ADDRESSES = [
    "/",
    "/stories",
    "/articles",
    "/statements",
    "/search?q=feri",
    "/api",
    "/nothing-here",
    "/sign-in",
]


@pytest.fixture
def client(feri):
    return client_of(feri)


@pytest.mark.parametrize("address", [*ADDRESSES, "/api/overview", "/api/nothing", "/api/openapi.json"])
def test_every_answer_is_guarded(client, address):
    answer = client.get(address)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, no-cache"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_no_style_or_script_stands_in_a_page():
    for name, source in _templates().items():
        if name in ("report.html",) or not (name.startswith("desk") or name == "trouble.html"):
            continue
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", source), name
        assert all(" src=" in tag for tag in re.findall(r"<script[^>]*>", source)), name
        assert "|safe" not in source, name
    assert b"innerHTML" not in asset("desk.js")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""])
def test_a_foreign_host_is_refused(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "--allow-host" in answer.text


@pytest.mark.parametrize("host", ["localhost:8571", "127.0.0.1", "[::1]:8571", "runut.example:443"])
def test_our_hosts_are_served(feri, host):
    assert client_of(feri, hosts=["runut.example"]).get("/", headers={"host": host}).status_code == 200


def test_the_address_at_which_it_arrived_is_ours(feri):
    app = client_of(feri).app
    there = TestClient(app, base_url="http://10.1.2.3:8571")
    assert there.get("/").status_code == 200
    assert there.get("/", headers={"host": "10.1.2.4:8571"}).status_code == 421


@pytest.mark.parametrize("address", ["/", "/articles", "/api/overview", "/api/openapi.json", "/sign-in"])
def test_head_has_no_body(feri, address):
    list_person(feri, "sari")
    answer = client_of(feri).head(address, headers=token_of(feri, "sari"))
    assert answer.status_code in (200, 303)


def test_what_is_not_there(client):
    page, told = client.get("/nothing"), client.get("/api/nothing")
    assert (page.status_code, told.status_code) == (404, 404)
    assert page.headers["content-type"].startswith("text/html")
    assert "openapi" in told.json()["error"]
    assert client.get("/api/jobs/999").json() == {"error": "no job 999"}
    assert client.get("/static/0/../../app.py").status_code == 404
    assert client.get("/static/0/desk.css").status_code == 404


@pytest.mark.parametrize("path", ["/upload", "/api/upload", "/articles", "/api/articles", "/sign-in"])
def test_other_methods_are_refused(client, path):
    answer = client.put(path)
    assert answer.status_code == 405
    assert {"GET", "POST"} & set(answer.headers["allow"].split(", "))
    kind = "application/json" if path.startswith("/api/") else "text/html"
    assert answer.headers["content-type"].startswith(kind)


def test_all_methods_of_an_address_are_told(client):
    assert client.put("/sign-in").headers["allow"] == "GET, HEAD, POST"


def test_a_fault_of_ours_tells_nothing(feri, monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret particulars")

    monkeypatch.setattr("runut.project.desk.Desk.tally", broken)
    for address in ("/", "/api/overview"):
        answer = client_of(feri).get(address)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/api/articles?most=0", "most"),
        ("/api/articles?most=1000", "most"),
        ("/api/articles?offset=-1", "offset"),
        ("/api/articles?sort=random", "sort"),
        ("/api/articles?month=2025-13-01", "month"),
        ("/api/articles?outlet=%00", "null character"),
        ("/api/articles?ofset=10", "there are: language"),
    ],
)
def test_parameters_are_checked(client, address, told):
    answer = client.get(address)
    assert answer.status_code == 400
    assert told in answer.json()["error"]


@pytest.mark.parametrize(
    ("address", "status", "told", "detail"),
    [
        ("/stories?least=x", 400, "Yang diminta tidak dapat dilakukan.", "Expected `int`"),
        ("/articles/1/correct?kind=statement&key=s999", 404, "Bacaan ini tidak ada", ""),
        ("/explain/1/s999", 404, "Bacaan ini tidak ada", ""),
        ("/stories/none/arrange", 404, "Tidak ada cerita", ""),
    ],
)
def test_trouble_is_told_in_the_visitors_words(client, address, status, told, detail):
    answer = client.get(address)
    assert answer.status_code == status
    page = html.fromstring(answer.text)
    assert told in page.cssselect(".lead")[0].text_content()
    details = [one.text_content() for one in page.cssselect("[lang=en].why")]
    assert len(details) == bool(detail)
    assert all(detail in one for one in details)


def test_a_page_leaves_out_what_it_does_not_know(client):
    shown = client.get("/articles?utm_source=x&sort=oldest&outlet=a%20%3E")
    assert shown.status_code == 200
    assert shown.headers["link"].startswith("</api/articles?sort=oldest&outlet=a+%3E>;")
    assert client.get("/articles?most=0").status_code == 400


@pytest.mark.parametrize("address", ["/st%C3%B6ries/%0a?x=%ff", "/nowhere/%E2%80%AE", "/a/%3Cscript%3E"])
def test_strange_addresses(client, address):
    assert client.get(address).status_code == 404


def test_languages_and_themes(client):
    assert '<html lang="id"' in client.get("/").text
    assert '<html lang="en"' in client.get("/?lang=en").text
    answer = client.get("/look?lang=en&theme=dark&next=/articles%3Fsort%3Doldest")
    assert (answer.status_code, answer.headers["location"]) == (303, "/articles?sort=oldest")
    assert 'lang="en" data-theme="dark"' in client.get("/").text
    client.get("/look?lang=xx&theme=pink")
    assert 'lang="en" data-theme="dark"' in client.get("/").text


@pytest.mark.parametrize(
    "address",
    ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil", "", "javascript:x", "/\n"],
)
def test_nobody_is_sent_elsewhere(client, address):
    assert local(address) == ""
    assert client.get("/look", params={"next": address}).headers["location"] == "/"


def test_pages_are_packed(client):
    answer = client.get("/articles", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert len(gzip.compress(answer.content)) < len(answer.content) / 2


# forms of ours


def cookie(client, beginning):
    (name,) = (name for name in client.cookies if name.startswith(beginning))
    return client.cookies[name]


def test_the_secret_is_written_otherwise_each_time(client):
    first, second = client.get("/").text, client.get("/").text
    assert secret_in(first) != secret_in(second)
    held = cookie(client, "runut_csrf")
    assert held not in first + second
    assert len({mask(held) for _ in range(20)}) == 20


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("address", ["/assemble", "/api/assemble"])
def test_other_sites_change_nothing(client, headers, address):
    secret = secret_in(client.get("/").text)
    given = {"headers": {**headers, "x-csrf-token": secret}}
    sent = {"data": {"csrf": secret}} if address == "/assemble" else {"json": {}}
    assert client.post(address, **given, **sent).status_code == 403


@pytest.mark.parametrize("secret", ["", "x", "A" * 43, "A" * 86, "é" * 43])
def test_a_form_without_the_secret_changes_nothing(client, secret):
    client.get("/")
    assert client.post("/assemble", data={"csrf": secret}).status_code == 403


def test_a_form_needs_the_cookie_too(client):
    secret = secret_in(client.get("/").text)
    client.cookies.clear()
    assert client.post("/assemble", data={"csrf": secret}).status_code == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_programs_send_json(client, kind):
    answer = client.post("/api/assemble", content=b"{}", headers={"content-type": kind})
    assert answer.status_code == 415


@pytest.mark.parametrize("body", [b"{", b"[]", b"[" * 100_000, b"\xff", b'"x"', b'{"strange": 1}'])
def test_broken_json(client, body):
    answer = client.post("/api/assemble", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_long_bodies_are_refused(client):
    secret = secret_in(client.get("/").text)
    large = "x" * 2_100_000
    assert client.post("/assemble", data={"csrf": secret, "note": large}).status_code == 413
    headers = {"content-type": "application/json"}
    assert client.post("/api/assemble", content=large, headers=headers).status_code == 413

    def pieces():
        for _ in range(30):
            yield b" " * 100_000

    assert client.post("/api/assemble", content=pieces(), headers=headers).status_code == 413


def test_files_where_none_are_taken(client):
    secret = secret_in(client.get("/").text)
    answer = client.post("/assemble", data={"csrf": secret}, files={"a": ("a.txt", b"x")})
    assert answer.status_code == 400


# people


def test_alone_nobody_signs_in(client):
    assert client.get("/").status_code == 200
    assert client.get("/sign-in").headers["location"] == "/"


def test_where_nobody_may_be_alone(feri):
    client = client_of(feri, alone=None)
    assert client.get("/").headers["location"] == "/sign-in?next=%2F"
    assert client.get("/api/overview").status_code == 401


def test_signing_in_and_out(feri):
    list_person(feri, "sari")
    client = client_of(feri)
    answer = client.get("/articles?sort=oldest")
    assert answer.headers["location"] == "/sign-in?next=%2Farticles%3Fsort%3Doldest"
    page = client.get(answer.headers["location"])
    entered = client.post(
        "/sign-in",
        data={
            "csrf": secret_in(page.text),
            "name": "sari",
            "password": PASSWORD,
            "next": "/articles?sort=oldest",
        },
    )
    assert (entered.status_code, entered.headers["location"]) == (303, "/articles?sort=oldest")
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    page = client.get("/articles")
    assert "sari" in page.text
    gone = client.post("/sign-out", data={"csrf": secret_in(page.text)})
    assert gone.headers["location"] == "/sign-in"
    assert client.get("/").status_code == 303


def test_two_projects_at_two_ports_do_not_sign_each_other_out(feri, tmp_path):
    """A browser keeps cookies by the machine's name, whatever the port."""
    with init_desk(tmp_path / "other") as other:
        clients = [client_of(feri), client_of(other)]
        for desk, client in zip((feri, other), clients, strict=True):
            client.cookies = clients[0].cookies
            list_person(desk, "sari")
            assert sign_in(client, "sari").status_code == 303
        assert [client.get("/").status_code for client in clients] == [200, 200]
        secret = secret_in(clients[1].get("/").text)
        clients[1].post("/sign-out", data={"csrf": secret})
        assert [client.get("/").status_code for client in clients] == [200, 303]


def test_cookies_are_for_https_where_there_is_any(feri):
    list_person(feri, "sari")
    client = client_of(feri)
    client.base_url = "https://127.0.0.1:8571"
    page = client.get("/sign-in")
    assert "Secure" in page.headers["set-cookie"]
    entered = client.post(
        "/sign-in", data={"csrf": secret_in(page.text), "name": "sari", "password": PASSWORD}
    )
    assert "Secure" in entered.headers["set-cookie"]


def test_a_new_password_ends_sessions(feri):
    list_person(feri, "sari")
    client = client_of(feri)
    sign_in(client, "sari")
    assert client.get("/").status_code == 200
    list_person(feri, "sari", password="another long password")
    assert client.get("/").status_code == 303


def test_a_forged_session_is_nobody(feri):
    list_person(feri, "sari")
    client = client_of(feri)
    sign_in(client, "sari")
    good = cookie(client, "runut_session")
    (name,) = (name for name in client.cookies if name.startswith("runut_session"))
    # The first letter: some bits of the last one are of no byte, and then another letter there forges nothing.
    for bad in ("", "x", ("A" if good[0] != "A" else "B") + good[1:], good.replace(".", "..", 1)):
        client.cookies.clear()
        client.cookies[name] = bad
        assert client.get("/").status_code == 303


def test_tokens(feri):
    list_person(feri, "sari", "analyst", None)
    headers = token_of(feri, "sari")
    client = client_of(feri)
    assert client.get("/api/overview", headers=headers).status_code == 200
    refused = client.get("/api/overview", headers={"authorization": "Bearer runut_wrong"})
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == "Bearer"
    assert sign_in(client, "sari", headers["authorization"].removeprefix("Bearer ")).status_code == 303
    assert client.get("/").status_code == 200
    assert sign_in(client_of(feri), "sari", "").status_code == 401


def test_a_reader_changes_nothing(feri):
    list_person(feri, "budi")
    client = client_of(feri)
    sign_in(client, "budi")
    page = client.get("/")
    assert page.status_code == 200
    assert "/upload" not in page.text
    secret = secret_in(page.text)
    assert client.post("/assemble", data={"csrf": secret}).status_code == 403
    assert client.post("/upload", data={"csrf": secret}, files={"files": ("a.txt", b"x")}).status_code == 403
    assert client.post("/api/assemble", json={}).status_code == 403
    headers = token_of(feri, "budi")
    assert client.post("/api/assemble", json={}, headers=headers).status_code == 403


def test_nobody_changes_anything_unasked(feri):
    list_person(feri, "budi")
    client = client_of(feri)
    assert client.post("/api/assemble", json={}).status_code == 401
    assert client.post("/assemble", data={}).status_code == 401


def test_guessing_is_slowed(feri):
    list_person(feri, "sari")
    client = client_of(feri)
    answers = [sign_in(client, "sari", "wrong wrong wrong").status_code for _ in range(FREE[0] + 1)]
    assert answers == [401] * FREE[0] + [429]
    late = sign_in(client, "sari")
    assert late.status_code == 429
    assert int(late.headers["retry-after"]) >= 1


def test_waiting_grows_and_ends():
    clock = [0.0]
    slowed = Throttle(lambda: clock[0])
    waits = []
    for _ in range(FREE[0] + 4):
        waits.append(slowed.attempt("10.0.0.1", "sari"))
        clock[0] += waits[-1]
        if waits[-1]:
            assert slowed.attempt("10.0.0.1", "sari") == 0
    assert waits[: FREE[0]] == [0] * FREE[0]
    grown = [wait for wait in waits if wait]
    assert grown == sorted(grown)
    assert grown[-1] > grown[0]
    assert slowed.attempt("10.0.0.2", "sari") == 0, "another address is not shut out"
    clock[0] += 1_000
    assert slowed.attempt("10.0.0.1", "sari") == 0


def test_the_store_is_away(feri, monkeypatch):
    from runut.errors import StoreError

    client = client_of(feri)

    def away(*_: object) -> None:
        raise StoreError("runut.sqlite: gone; put back a backup")

    monkeypatch.setattr("runut.store.people.has_people", away)
    assert client.get("/api/overview").status_code == 503
    page = client.get("/")
    assert page.status_code == 503
    assert "put back a backup" in page.text
