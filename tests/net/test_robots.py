"""robots.txt as RFC 9309 has it."""

from __future__ import annotations

import gzip

import pytest

from runut.engine.fetch import Fetcher, Limits, Manners
from runut.model.fetched import Fetched, Refused

from .server import leads_to, says, status, writes


def fetcher_of(clock, delay: float = 0.0) -> Fetcher:
    return Fetcher(allowed=["127.0.0.1"], clock=clock, manners=Manners(delay=delay))


def allowed(site, clock, path: str = "/a") -> bool:
    site.routes[path] = says("x")
    found = fetcher_of(clock).get(site.url(path))
    assert (path in site.paths) is isinstance(found, Fetched), "what is refused is not asked for"
    return isinstance(found, Fetched)


@pytest.mark.parametrize(
    ("rules", "path", "may"),
    [
        ("User-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /a", "/b", True),
        ("User-agent: *\nDisallow: /\nAllow: /a", "/a", True),
        ("User-agent: *\nAllow: /\nDisallow: /private/", "/private/x", False),
        ("User-agent: *\nDisallow: /*/print", "/news/print", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf?a=1", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Runut\nDisallow: /b", "/a", True),
        ("User-agent: runut\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: otherbot\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("\ufeffUser-agent: *\r\nDisallow: /a\r\n", "/a", False),
        ("<html><body>No such page</body></html>", "/a", True),
        ("", "/a", True),
    ],
)
def test_rules(site, clock, rules, path, may):
    site.routes["/robots.txt"] = says(rules, kind="text/plain")
    assert allowed(site, clock, path) is may


@pytest.mark.parametrize("number", [400, 401, 403, 404, 410, 204])
def test_where_there_is_none_all_is_allowed(site, clock, number):
    site.routes["/robots.txt"] = status(number)
    assert allowed(site, clock)


@pytest.mark.parametrize(
    "answer", [status(500), status(503), status(429), status(301), writes(b"nonsense"), writes(b"")]
)
def test_where_it_cannot_be_had_nothing_is(site, clock, answer):
    site.routes["/robots.txt"] = answer
    assert not allowed(site, clock)


def test_a_site_that_recovers_is_asked_again_after_a_while(site, clock):
    site.routes["/a"] = says("x")
    site.routes["/robots.txt"] = status(500)
    fetcher = fetcher_of(clock)
    found = fetcher.get(site.url("/a"))
    assert isinstance(found, Refused)
    assert found.again
    assert "robots.txt" in found.reason
    site.routes["/robots.txt"] = says("")
    assert isinstance(fetcher.get(site.url("/a")), Refused)
    clock.wait(601)
    assert isinstance(fetcher.get(site.url("/a")), Fetched)


def test_a_site_that_asks_for_rest_in_place_of_its_rules_is_asked_again_when_it_is_over(site, clock):
    site.routes["/a"] = says("x")
    site.routes["/robots.txt"] = status(503, Retry_After="60")
    fetcher = fetcher_of(clock)
    assert [fetcher.get(site.url("/a")).wait for _ in range(2)] == [60, 60]
    assert len(site.asked) == 1
    clock.wait(61)
    site.routes["/robots.txt"] = says("")
    assert isinstance(fetcher.get(site.url("/a")), Fetched)


def test_a_round_that_is_over_says_nothing_about_a_site(site, clock):
    site.routes["/a"] = says("x")
    fetcher = Fetcher(allowed=["127.0.0.1"], clock=clock, limits=Limits(requests=0))
    found = fetcher.get(site.url("/a"))
    assert isinstance(found, Refused)
    assert "requests" in found.reason
    assert site.asked == []


def test_it_is_asked_once_a_day(site, clock):
    site.routes["/a"] = says("x")
    fetcher = fetcher_of(clock)
    for _ in range(3):
        fetcher.get(site.url("/a"))
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    clock.wait(86_401)
    fetcher.get(site.url("/a"))
    assert [path for path, _ in site.asked].count("/robots.txt") == 2


def test_its_redirects_are_followed(site, clock):
    site.routes["/robots.txt"] = leads_to("/rules.txt", 301)
    site.routes["/rules.txt"] = says("User-agent: *\nDisallow: /a")
    assert not allowed(site, clock)


def test_where_a_redirect_leads_is_asked_of_its_own_rules(site, clock):
    site.routes["/robots.txt"] = says("User-agent: *\nDisallow: /closed")
    site.routes["/a"] = leads_to("/closed")
    site.routes["/closed"] = says("x")
    found = fetcher_of(clock).get(site.url("/a"))
    assert isinstance(found, Refused)
    assert "robots.txt" in found.reason
    assert site.paths == ["/a"]


@pytest.mark.parametrize("packed", [False, True])
def test_of_a_huge_one_the_first_half_megabyte_counts(site, clock, packed):
    raw = b"User-agent: *\nDisallow: /early\n" + b"# nothing\n" * 1_000_000 + b"Disallow: /late\n"
    body = gzip.compress(raw) if packed else raw
    site.routes["/robots.txt"] = says(body, **({"Content_Encoding": "gzip"} if packed else {}))
    assert not allowed(site, clock, "/early")
    assert allowed(site, clock, "/late")


@pytest.mark.parametrize(
    ("asked", "given"),
    [("10", 10.0), ("0.5", 2.0), ("3600", 60.0),
     ("inf", 2.0), ("nan", 2.0), ("soon", 2.0), ("-3", 2.0)],
)  # fmt: skip
def test_crawl_delay_up_to_a_bound(site, clock, asked, given):
    site.routes["/robots.txt"] = says(f"User-agent: *\nCrawl-delay: {asked}\nDisallow: /x")
    site.routes["/a"] = says("x")
    fetcher = fetcher_of(clock, delay=2.0)
    fetcher.get(site.url("/a"))
    fetcher.get(site.url("/a"))
    assert clock.waits == [given]
