"""Which addresses may be asked at all."""

from __future__ import annotations

import pytest

from runut.engine.fetch import Fetcher, is_public
from runut.engine.fetch.addresses import Gate
from runut.engine.fetch.refusal import NotFetchedError
from runut.engine.fetch.urls import target_of
from runut.model.fetched import Fetched, Refused

from .server import FakeClock, Site, leads_to, says


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.3.4", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.8", "192.0.2.5",
        "192.88.99.1", "198.18.0.1", "198.51.100.2", "203.0.113.3", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::7f00:1", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1",
        "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
        "2606:4700::1111%1", "not an address", "",
    ],
)  # fmt: skip
def test_what_is_not_on_the_public_internet(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700:4700::1111", "64:ff9b::808:808"]
)
def test_what_is(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "only http:// and https://"),
        ("javascript:alert(1)", "only http:// and https://"),
        ("gopher://x.example/", "only http:// and https://"),
        ("ftp://x.example/a", "only http:// and https://"),
        ("data:text/html,hi", "only http:// and https://"),
        ("x.example/a", "no scheme"),
        ("//x.example/a", "no scheme"),
        ("http://user:secret@x.example/", "user name or password"),
        ("http://x.example@127.0.0.1/", "user name or password"),
        ("http:///a", "no host's name"),
        ("http://x.example\\@127.0.0.1/", "backslash"),
        ("http://x.example/a\x00b", "control character"),
        ("http://x.exa\nmple/", "control character"),
        ("http://x.example/\ud800", "control character"),
        ("http://x.example:22/", "port 22"),
        ("http://x.example:0/", "port 0"),
        ("http://x.example:99999/", "not an address"),
        ("http://x.example:abc/", "not an address"),
        ("http://[::1/", "not an address"),
        ("http://[zz::1]/", "no"),
        ("http://0x7f000001/", "odd notation"),
        ("http://2130706433/", "odd notation"),
        ("http://127.1/", "odd notation"),
        ("http://0177.0.0.1/", "odd notation"),
        ("http://0x7f.0.0.0x1/", "odd notation"),
        ("http://1.2.3.4.5/", "odd notation"),
        ("http://a b.example/", "no host's name"),
        ("http://x..example/", "no host's name"),
        ("http://-x.example/", "no host's name"),
        ("http://" + "a" * 64 + ".example/", "no host's name"),
        ("http://x.example/" + "a" * 5000, "characters"),
    ],
)
def test_addresses_that_are_not_followed(url, reason):
    def nobody(host: str, port: int) -> list[str]:
        raise AssertionError(f"{host} must not even be looked up")

    found = Fetcher(resolver=nobody, clock=FakeClock()).get(url)
    assert isinstance(found, Refused)
    assert reason in found.reason
    assert "\n" not in found.reason
    assert not found.again


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://[::ffff:10.0.0.1]/",
        "http://10.0.0.1:8080/", "http://127.0.0.1./", "http://１２７.0.0.1/", "http://127。0。0。1/", "https://[fe80::1%25eth0]/",
    ],
)  # fmt: skip
def test_private_addresses_in_numbers(url):
    found = Fetcher(clock=FakeClock()).get(url)
    assert isinstance(found, Refused)
    assert "not on the public internet" in found.reason
    assert "--allow-private" in found.reason


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("HTTP://News.Example:80/a b?q=é#part", "http://news.example/a%20b?q=%C3%A9"),
        ("https://news.example", "https://news.example/"),
        ("https://bücher.example/x%20y", "https://xn--bcher-kva.example/x%20y"),
        ("http://news.example:8080/?a=1&b=[2]", "http://news.example:8080/?a=1&b=%5B2%5D"),
        ("http://[2606:4700::1111]:8080/x", "http://[2606:4700::1111]:8080/x"),
    ],
)
def test_an_address_has_one_writing(written, read):
    assert target_of(written).url == read
    assert target_of(read).url == read


@pytest.mark.parametrize("answers", [["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["2606:4700::1", "::1"]])
def test_a_name_with_any_private_address_is_refused(answers):
    found = Fetcher(resolver=lambda host, port: answers, clock=FakeClock()).get("http://news.example/")
    assert isinstance(found, Refused)
    assert "not on the public internet" in found.reason
    assert "news.example" in found.reason


def test_a_name_that_is_not_known_may_be_tried_again():
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    found = Fetcher(resolver=unknown, clock=FakeClock()).get("http://news.example/")
    assert isinstance(found, Refused)
    assert found.again
    assert "news.example" in found.reason


def test_a_name_that_turns_private_is_refused_the_second_time():
    """Rebinding: what was allowed once is judged anew at each request."""
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    gate = Gate(lambda host, port: next(answers))
    target = target_of("http://news.example/")
    assert gate.addresses(target) == ["8.8.8.8"]
    with pytest.raises(NotFetchedError, match="not on the public internet"):
        gate.addresses(target)


def test_the_connection_goes_to_the_address_that_was_checked(clock):
    """Between the check and the connection nobody asks the name server again."""
    honest, other = Site("127.0.0.1"), Site("127.0.0.2")
    other.stop()
    other = Site("127.0.0.2", honest.port)
    try:
        honest.routes["/robots.txt"] = other.routes["/robots.txt"] = says("")
        honest.routes["/a"] = says("honest")
        other.routes["/a"] = says("other")
        looked_up: list[str] = []

        def rebinding(host: str, port: int) -> list[str]:
            looked_up.append(host)
            return ["127.0.0.1"] if len(looked_up) <= 2 else ["127.0.0.2"]

        fetcher = Fetcher(resolver=rebinding, allowed=["news.example"], clock=clock)
        found = fetcher.get(honest.url("/a", "news.example"))
        assert isinstance(found, Fetched)
        assert found.body == b"honest"
        assert looked_up == ["news.example"] * 2, "once for robots.txt, once for the page"
        assert [headers["host"] for _, headers in honest.asked] == [f"news.example:{honest.port}"] * 2
        assert other.asked == []
    finally:
        honest.stop()
        other.stop()


def test_the_first_address_that_answers_is_used(site, clock):
    site.routes["/a"] = says("here")
    fetcher = Fetcher(resolver=lambda host, port: ["127.0.0.3", "127.0.0.1"], allow_private=True, clock=clock)
    found = fetcher.get(site.url("/a", "news.example"))
    assert isinstance(found, Fetched)


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
        "http://0x7f000001/", "http://127.1/", "http://2130706433/", "http://017700000001/", "file:///etc/passwd",
        "ftp://127.0.0.1/", "//10.0.0.1/x", "http://inner.example/", "http://127.0.0.2/", "javascript:alert(1)",
        "http://x:y@127.0.0.1/", "http://127.0.0.1\\@10.0.0.1/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("number", [301, 307])
def test_no_redirect_leads_inside(site, clock, location, number):
    site.routes["/a"] = leads_to(location, number)
    fetcher = Fetcher(resolver=lambda host, port: ["10.1.2.3"], allowed=["127.0.0.1"], clock=clock)
    found = fetcher.get(site.url("/a"))
    assert isinstance(found, Refused)
    assert any(words in found.reason for words in ("not on the public internet", "is not asked"))
    assert site.paths == ["/a"]


def test_a_host_is_allowed_with_its_port_alone(site, clock):
    site.routes["/a"] = says("here")
    one = Fetcher(allowed=[f"127.0.0.1:{site.port}"], clock=clock)
    assert isinstance(one.get(site.url("/a")), Fetched)
    other = Fetcher(allowed=["127.0.0.1:1"], clock=clock)
    assert isinstance(other.get(site.url("/a")), Refused)


def test_robots_txt_may_not_lead_inside_either(site, clock):
    site.routes["/robots.txt"] = leads_to("http://169.254.169.254/robots.txt")
    site.routes["/a"] = says("here")
    found = Fetcher(allowed=["127.0.0.1"], clock=clock).get(site.url("/a"))
    assert isinstance(found, Refused)
    assert site.paths == []
