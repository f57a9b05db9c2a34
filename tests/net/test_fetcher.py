"""The fetcher against a real server on loopback that behaves, misbehaves and attacks."""

from __future__ import annotations

import gzip
import hashlib
import random
import socket
import ssl
import subprocess
import time
import tracemalloc
import zlib

import pytest

from runut.engine.fetch import Fetcher, Limits, Manners
from runut.model.fetched import Fetched, Refused, Unchanged, Validators

from .server import leads_to, says, status, stopped, writes

MB = 1_000_000


def fetcher_of(clock=None, **changes) -> Fetcher:
    limits = Limits(**changes)
    return Fetcher(limits=limits, allowed=["127.0.0.1"], clock=clock, manners=Manners(delay=0.0))


def refused(found) -> Refused:
    assert isinstance(found, Refused), found
    assert found.reason
    assert "\n" not in found.reason
    return found


class TestSoundAnswers:
    def test_a_page(self, site, clock):
        site.routes["/a"] = says("<p>Halo", ETag='"v1"', Last_Modified="Sun, 01 Mar 2026 07:00:00 GMT")
        found = fetcher_of(clock).get(site.url("/a#part"))
        assert isinstance(found, Fetched)
        assert (found.status, found.body, found.charset) == (200, b"<p>Halo", "utf-8")
        assert found.final_url == site.url("/a")
        assert found.etag == '"v1"'
        assert found.at == "2026-03-01T08:00:00Z"
        assert found.sha256 == hashlib.sha256(b"<p>Halo").hexdigest()

    def test_who_asks_says_so_and_brings_nothing_else(self, site, clock):
        site.routes["/a"] = says("x", Set_Cookie="id=1")
        fetcher = Fetcher(
            allowed=["127.0.0.1"], clock=clock, manners=Manners(contact="https://desk.example/bot")
        )
        fetcher.get(site.url("/a"))
        fetcher.get(site.url("/a"))
        headers = site.asked[-1][1]
        assert headers["user-agent"].startswith("Runut/")
        assert headers["user-agent"].endswith("(+https://desk.example/bot)")
        assert headers["host"] == f"127.0.0.1:{site.port}"
        assert not {"cookie", "referer", "authorization"} & set(headers)

    @pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "all_proxy"])
    def test_proxies_of_the_environment_are_not_used(self, site, clock, monkeypatch, variable):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
        site.routes["/a"] = says("x")
        assert isinstance(fetcher_of(clock).get(site.url("/a")), Fetched)

    @pytest.mark.parametrize(
        ("encoding", "pack"),
        [
            ("gzip", gzip.compress),
            ("GZIP", gzip.compress),
            ("deflate", zlib.compress),
            ("deflate", lambda raw: zlib.compress(raw, wbits=-15)),
            ("gzip, gzip", lambda raw: gzip.compress(gzip.compress(raw))),
            ("deflate, gzip", lambda raw: gzip.compress(zlib.compress(raw))),
            ("gzip", lambda raw: gzip.compress(raw[:500]) + gzip.compress(raw[500:])),
            ("identity", lambda raw: raw),
        ],
    )
    def test_packed_answers(self, site, clock, encoding, pack):
        raw = bytes(range(256)) * 400
        site.routes["/a"] = says(pack(raw), Content_Encoding=encoding)
        found = fetcher_of(clock).get(site.url("/a"))
        assert isinstance(found, Fetched), found
        assert found.body == raw

    def test_chunks(self, site, clock):
        site.routes["/a"] = writes(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nHalo\r\n6\r\n dunia\r\n0\r\n\r\n"
        )
        found = fetcher_of(clock).get(site.url("/a"))
        assert isinstance(found, Fetched)
        assert found.body == b"Halo dunia"

    def test_redirects_are_followed_and_the_last_address_told(self, site, clock):
        site.routes["/a"] = leads_to("b?x=1", 301)
        site.routes["/b?x=1"] = leads_to("/c/é".encode().decode("latin-1"), 308)  # UTF-8 on the wire
        site.routes["/c/%C3%A9"] = says("here")
        found = fetcher_of(clock).get(site.url("/a"))
        assert isinstance(found, Fetched), found
        assert (found.url, found.final_url) == (site.url("/a"), site.url("/c/%C3%A9"))


class TestConditionalRequests:
    def test_not_modified(self, site, clock):
        site.routes["/a"] = status(304)
        known = Validators('W/"v1"', "Sun, 01 Mar 2026 07:00:00 GMT")
        found = fetcher_of(clock).get(site.url("/a"), known)
        assert found == Unchanged(site.url("/a"), "2026-03-01T08:00:00Z")
        headers = site.asked[-1][1]
        assert headers["if-none-match"] == 'W/"v1"'
        assert headers["if-modified-since"] == "Sun, 01 Mar 2026 07:00:00 GMT"

    def test_not_modified_to_who_has_nothing(self, site, clock):
        site.routes["/a"] = status(304)
        assert refused(fetcher_of(clock).get(site.url("/a"))).again

    def test_a_validator_cannot_smuggle_a_header(self, site, clock):
        site.routes["/a"] = says("x")
        known = Validators('"v1"\r\nX-Evil: 1', "x" * 5000)
        assert isinstance(fetcher_of(clock).get(site.url("/a"), known), Fetched)
        assert not {"x-evil", "if-none-match", "if-modified-since"} & set(site.asked[-1][1])


class TestFailures:
    @pytest.mark.parametrize(
        ("number", "again"),
        [(204, False), (206, False), (300, False), (400, False), (401, False), (403, False), (404, False),
         (410, False), (429, True), (451, False), (500, True), (502, True), (503, True), (599, True)],
    )  # fmt: skip
    def test_the_status_is_told(self, site, clock, number, again):
        site.routes["/a"] = status(number)
        found = refused(fetcher_of(clock).get(site.url("/a")))
        assert found.status == number
        assert str(number) in found.reason
        assert found.again is again

    @pytest.mark.parametrize(
        ("number", "written", "seconds"),
        [(429, "120", 120), (503, "Sun, 01 Mar 2026 08:01:00 GMT", 60), (503, "soon", None), (429, "-5", None),
         (503, "Sun, 01 Mar 2020 08:00:00 GMT", 0),
         (503, "Sun, 01 Mar 99999999999999999999 08:00:00 GMT", None),
         (500, "120", None), (429, "9" * 40, 999_999_999)],
    )  # fmt: skip
    def test_retry_after_is_told(self, site, clock, number, written, seconds):
        site.routes["/a"] = status(number, Retry_After=written)
        assert refused(fetcher_of(clock).get(site.url("/a"))).wait == seconds

    def test_a_host_that_asks_for_rest_is_left_alone(self, site, clock):
        site.routes["/a"] = status(503, Retry_After="120")
        site.routes["/b"] = says("x")
        fetcher = fetcher_of(clock)
        fetcher.get(site.url("/a"))
        before = len(site.asked)
        assert refused(fetcher.get(site.url("/b"))).wait == 120
        assert len(site.asked) == before, "not even asked"
        clock.wait(121)
        assert isinstance(fetcher.get(site.url("/b")), Fetched)

    @pytest.mark.parametrize(
        "answer",
        [
            b"",
            b"SSH-2.0-OpenSSH_9\r\n",
            b"HTTP/1.1 abc Nonsense\r\n\r\n",
            b"HTTP/1.1 99999 Nonsense\r\n\r\n",
            b"\x00\xff" * 5000,
            b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000,
            b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nabc",
            b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it",
        ],
    )
    def test_broken_answers(self, site, clock, answer):
        site.routes["/a"] = writes(answer)
        found = refused(fetcher_of(clock).get(site.url("/a")))
        assert found.again
        assert "127.0.0.1" in found.reason

    def test_nobody_listens(self, clock):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
        found = refused(fetcher_of(clock).get(f"http://127.0.0.1:{port}/"))
        assert found.again

    @pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip, gzip", "compress", "gzip;q=1"])
    def test_packings_that_were_not_asked_for(self, site, clock, encoding):
        site.routes["/a"] = says(gzip.compress(b"x"), Content_Encoding=encoding)
        assert "packed" in refused(fetcher_of(clock).get(site.url("/a"))).reason

    @pytest.mark.parametrize(
        ("encoding", "raw"),
        [
            ("gzip", gzip.compress(b"halo " * 500, mtime=0)[:-9]),
            ("deflate", zlib.compress(b"halo " * 500)[:-9]),
            ("gzip", b"not packed at all"),
            ("gzip, gzip", gzip.compress(b"packed once", mtime=0)),
        ],
    )
    def test_packings_that_are_broken(self, site, clock, encoding, raw):
        site.routes["/a"] = says(raw, Content_Encoding=encoding)
        assert "packing" in refused(fetcher_of(clock).get(site.url("/a"))).reason

    def test_pictures_are_not_taken(self, site, clock):
        site.routes["/a"] = says(b"\x89PNG", kind="image/png")
        assert "image/png" in refused(fetcher_of(clock).get(site.url("/a"))).reason

    def test_a_reason_repeats_no_control_characters(self, site, clock):
        site.routes["/a"] = leads_to("mailto:\x1b[31m" + "x" * 500)
        reason = refused(fetcher_of(clock).get(site.url("/a"))).reason
        assert "\x1b" not in reason
        assert len(reason) < 400

    def test_answers_broken_at_random_raise_nothing(self, site, clock):
        chance = random.Random(1)
        sound = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"
        body = gzip.compress(b"<p>Halo dunia.</p>" * 20)
        sound += b"\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
        fetcher = fetcher_of(clock, read=1.0)
        for _ in range(150):
            raw = bytearray(sound)
            for _ in range(chance.randrange(1, 5)):
                at = chance.randrange(len(raw))
                raw[at : at + chance.randrange(12)] = chance.randbytes(chance.randrange(4))
            site.routes["/a"] = writes(bytes(raw))
            assert isinstance(fetcher.get(site.url("/a")), Fetched | Refused)


class TestRedirects:
    def test_a_circle(self, site, clock):
        site.routes["/a"] = leads_to("/b")
        site.routes["/b"] = leads_to("/a")
        assert "circle" in refused(fetcher_of(clock).get(site.url("/a"))).reason
        assert site.paths == ["/a", "/b"]

    def test_without_end(self, site, clock):
        for number in range(50):
            site.routes[f"/{number}"] = leads_to(f"/{number + 1}")
        assert "redirects" in refused(fetcher_of(clock, redirects=3).get(site.url("/0"))).reason
        assert site.paths == ["/0", "/1", "/2", "/3"]

    @pytest.mark.parametrize("location", ["", "   ", "http://", "http://[", "?" + "x" * 5000])
    def test_nowhere(self, site, clock, location):
        site.routes["/a"] = leads_to(location)
        assert "redirect" in refused(fetcher_of(clock).get(site.url("/a"))).reason

    def test_staying_on_a_host(self, site, clock):
        site.routes["/a"] = leads_to("http://elsewhere.example/")
        found = refused(fetcher_of(clock).get(site.url("/a"), stay_on="127.0.0.1"))
        assert "elsewhere.example" in found.reason


class TestSize:
    def test_declared(self, site, clock):
        site.routes["/a"] = writes(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", b"x" * 100)
        assert "99,999,999,999 bytes" in refused(fetcher_of(clock).get(site.url("/a"))).reason

    def test_undeclared(self, site, clock):
        sent: list[int] = []

        def endless(handler):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                sent.append(handler.wfile.write(b"x" * 65_536))

        site.routes["/a"] = endless
        assert "bytes allowed" in refused(fetcher_of(clock, wire=MB).get(site.url("/a"))).reason
        assert sum(sent) < 20 * MB

    @pytest.mark.parametrize(
        ("encoding", "packed"),
        [
            ("gzip", lambda: gzip.compress(bytes(200 * MB), 9)),
            ("deflate", lambda: zlib.compress(bytes(200 * MB), 9)),
            ("gzip, gzip", lambda: gzip.compress(gzip.compress(bytes(200 * MB), 9), 9)),
            ("gzip", lambda: gzip.compress(bytes(MB)) * 300),
        ],
        ids=["gzip", "deflate", "gzip in gzip", "many members"],
    )
    def test_bombs(self, site, clock, encoding, packed):
        raw = packed()
        assert len(raw) < MB
        site.routes["/a"] = says(raw, Content_Encoding=encoding)
        tracemalloc.start()
        try:
            found = refused(fetcher_of(clock, unpacked=5 * MB).get(site.url("/a")))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert "unpacks to more than 5,000,000 bytes" in found.reason
        assert peak < 20 * MB

    def test_the_number_of_requests_in_a_round(self, site, clock):
        site.routes["/a"] = says("x")
        fetcher = fetcher_of(clock, requests=3)  # robots.txt is one of them
        assert isinstance(fetcher.get(site.url("/a")), Fetched)
        assert isinstance(fetcher.get(site.url("/a")), Fetched)
        assert "3 requests" in refused(fetcher.get(site.url("/a"))).reason
        fetcher.start_round()
        assert isinstance(fetcher.get(site.url("/a")), Fetched)


class TestTime:
    """With the real clock: these are the limits that a fake one cannot show."""

    @pytest.mark.parametrize(
        "pieces",
        [
            [b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", *[b"x"] * 1000],
            [b"HTTP/1.1 200 OK\r\n\r\n", *[b"x"] * 1000],
            [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *[b"1\r\nx\r\n"] * 1000],
            [b"HTTP/1.1 200 OK\r\nX: ", *[b"y"] * 1000],
            [b"HTTP/1.1 100 Continue\r\n\r\n"] * 1000,
        ],
        ids=["body", "body without length", "chunks", "header", "continues"],
    )
    def test_a_server_that_drips_is_left_when_its_time_is_over(self, site, pieces):
        site.routes["/a"] = writes(*pieces, pause=0.05)
        began = time.monotonic()
        found = refused(fetcher_of(total=0.6, read=5.0).get(site.url("/a")))
        assert time.monotonic() - began < 20
        assert "too long" in found.reason
        assert found.again

    def test_a_server_that_falls_silent(self, site):
        site.routes["/a"] = lambda handler: stopped.wait(30)
        began = time.monotonic()
        found = refused(fetcher_of(total=30.0, read=0.3).get(site.url("/a")))
        assert time.monotonic() - began < 20
        assert "too long" in found.reason

    def test_redirects_share_one_time(self, site):
        for number in range(5):
            site.routes[f"/{number}"] = writes(
                b"HTTP/1.1 302 Found\r\n", b"Location: /%d\r\n\r\n" % (number + 1), pause=0.2
            )
        began = time.monotonic()
        assert "too long" in refused(fetcher_of(total=0.7).get(site.url("/0"))).reason
        assert time.monotonic() - began < 20


class TestManners:
    def test_hosts_get_their_pause(self, site, clock):
        site.routes["/a"] = says("x")
        fetcher = Fetcher(allowed=["127.0.0.1", "localhost"], clock=clock, manners=Manners(delay=2.0))
        for _ in range(3):
            fetcher.get(site.url("/a"))
        assert clock.waits == [2.0, 2.0]
        fetcher.get(site.url("/a", "localhost"))
        assert clock.waits == [2.0, 2.0], "another host need not wait"
        clock.passed += 1.5
        fetcher.get(site.url("/a"))
        assert clock.waits[2:] == [0.5]

    def test_redirects_wait_too(self, site, clock):
        site.routes["/a"] = leads_to("/b")
        site.routes["/b"] = says("x")
        Fetcher(allowed=["127.0.0.1"], clock=clock, manners=Manners(delay=2.0)).get(site.url("/a"))
        assert clock.waits == [2.0]

    def test_waiting_does_not_use_up_the_time_for_an_address(self, site, clock):
        site.routes["/a"] = leads_to("/b")
        site.routes["/b"] = says("x")
        fetcher = Fetcher(
            allowed=["127.0.0.1"], clock=clock, manners=Manners(delay=50.0), limits=Limits(total=10.0)
        )
        assert isinstance(fetcher.get(site.url("/a")), Fetched)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.example",
               "-addext", "subjectAltName=DNS:news.example", "-keyout", "key.pem", "-out", "cert.pem"]  # fmt: skip
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"openssl is missing: {error}")
    return folder


class TestTls:
    @pytest.fixture
    def secure(self, site, certificate):
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
        site.secure(server)
        site.routes["/a"] = says("safe")
        return site

    def fetch(self, secure, clock, certificate, host: str):
        trusting = ssl.create_default_context(cafile=str(certificate / "cert.pem")) if certificate else None
        fetcher = Fetcher(
            resolver=lambda host, port: ["127.0.0.1"], allow_private=True, clock=clock, tls=trusting
        )
        return fetcher.get(f"https://{host}:{secure.port}/a")

    def test_the_certificate_is_held_against_the_name_not_the_address(self, secure, clock, certificate):
        found = self.fetch(secure, clock, certificate, "news.example")
        assert isinstance(found, Fetched), found
        assert found.body == b"safe"

    def test_another_name(self, secure, clock, certificate):
        assert "certificate" in refused(self.fetch(secure, clock, certificate, "other.example")).reason

    def test_a_certificate_that_nobody_vouches_for(self, secure, clock):
        assert "certificate" in refused(self.fetch(secure, clock, None, "news.example")).reason
