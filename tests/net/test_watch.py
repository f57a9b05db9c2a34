"""Rounds through feeds: what is followed, what is remembered, and that nothing is lost on the way."""

from __future__ import annotations

import gzip
import random
from itertools import islice

import msgspec
import pytest

from runut.engine.fetch import Fetcher, Limits, Manners, Watched, WatchPolicy, watch_once
from runut.model.article import Article
from runut.model.fetched import FeedState, Refused
from runut.steps.read import RawPage, list_entries, read_raw

from .server import leads_to, says, status

PAGE = """<html><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>Kepala dinas Rina Wulan mengatakan {0} selesai diperbaiki pada hari Senin pagi.</p>
<p>Warga sekitar menyambut kabar itu dengan lega setelah menunggu dua bulan penuh.</p></article></body></html>"""


def rss(*items: str, title: str = "Kabar Teluk", end: str = "</channel></rss>") -> str:
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
    return f"{head}<title>{title}</title>{''.join(items)}{end}"


def item(link: str, title: str = "Jembatan", more: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link>{more}"
        f"<description>Ringkasan tentang {title} yang sudah selesai.</description></item>"
    )


def feed(site, *items: str, path: str = "/feed", **headers: str) -> str:
    site.routes[path] = says(rss(*items), kind="application/rss+xml", **headers)
    return site.url(path)


def pages(site, *paths: str) -> None:
    for path in paths:
        site.routes[path] = says(PAGE.format(f"Jembatan {path[1:]}"))


@pytest.fixture
def fetcher(clock) -> Fetcher:
    return Fetcher(allowed=["127.0.0.1"], clock=clock, manners=Manners(delay=0.0))


def taken(steps: list[Watched]) -> list[str]:
    return [step.item.name for step in steps if isinstance(step.item, RawPage | Article)]


def refusals(steps: list[Watched]) -> list[Refused]:
    return [step.item for step in steps if isinstance(step.item, Refused)]


def last(steps: list[Watched]) -> dict[str, FeedState]:
    return {step.feed: step.state for step in steps}


class TestFollowing:
    def test_pages_come_with_what_their_feed_says_of_them(self, site, fetcher):
        source = '<source url="http://other.example/feed">Harian Lain</source>'
        source += "<pubDate>Sun, 01 Mar 2026 07:00:00 GMT</pubDate>"
        url = feed(site, item("/1", more=source), item("/2"))
        pages(site, "/1", "/2")
        steps = list(watch_once([url], fetcher, {}))
        assert taken(steps) == [site.url("/1"), site.url("/2")]
        assert [step.entry.outlet for step in steps if step.entry] == ["Harian Lain", "Kabar Teluk"]
        assert steps[0].item.published == "2026-03-01"
        assert steps[0].fetched.status == 200
        read = read_raw(steps[0].item)
        assert isinstance(read, Article)
        assert "Rina Wulan mengatakan" in read.text

    def test_without_following_the_feed_s_own_words(self, site, fetcher):
        url = feed(site, item("/1"))
        steps = list(watch_once([url], fetcher, {}, WatchPolicy(follow=False)))
        [article] = [step.item for step in steps if step.item]
        assert isinstance(article, Article)
        assert (article.name, article.url) == (site.url("/1"), site.url("/1"))
        assert article.text == "Ringkasan tentang Jembatan yang sudah selesai."
        assert "summary only" in article.warnings[0]
        assert site.paths == ["/feed"]

    def test_links_on_pages_are_never_followed(self, site, fetcher):
        url = feed(site, item("/1"))
        site.routes["/1"] = says(
            PAGE.format("x") + '<a href="/2">more</a><meta http-equiv=refresh content="0;url=/3">'
        )
        list(watch_once([url], fetcher, {}))
        assert site.paths == ["/feed", "/1"]

    @pytest.mark.parametrize(
        "link",
        [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "mailto:a@b.example",
            "http://169.254.169.254/",
            "http://0x7f.1/",
        ],
    )
    def test_links_that_lead_elsewhere_are_listed_and_not_tried_again(self, site, fetcher, link):
        url = feed(site, item(link), item("/1"))
        pages(site, "/1")
        steps = list(watch_once([url], fetcher, {}))
        assert taken(steps) == [site.url("/1")]
        assert len(refusals(steps)) == 1
        again = list(watch_once([url], fetcher, last(steps)))
        assert refusals(again) == taken(again) == []

    def test_relative_links_and_bases(self, site, fetcher):
        site.routes["/old"] = leads_to("/news/feed.xml", 301)
        site.routes["/news/feed.xml"] = says(rss(item("1"), item(f"//127.0.0.1:{site.port}/2"), item("../3")))
        pages(site, "/news/1", "/2", "/3")
        steps = list(watch_once([site.url("/old")], fetcher, {}))
        assert taken(steps) == [site.url("/news/1"), site.url("/2"), site.url("/3")]

    def test_atom(self, site, fetcher):
        site.routes["/feed"] = says(
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar</title><entry><id>urn:1</id><title>Satu</title>'
            f'<link rel="alternate" href="{site.url("/1")}"/><source><title>Harian Lain</title></source>'
            "<updated>2026-03-01T07:00:00Z</updated><summary>Halo.</summary></entry></feed>"
        )
        pages(site, "/1")
        [page, _] = list(watch_once([site.url("/feed")], fetcher, {}))
        assert page.entry.outlet == "Harian Lain"
        assert page.item.published == "2026-03-01"

    def test_only_the_feed_s_own_host(self, site, clock):
        fetcher = Fetcher(allow_private=True, clock=clock, manners=Manners(delay=0.0))
        url = feed(site, item(site.url("/1", "localhost")), item("/2"), item("/3"))
        pages(site, "/2")
        site.routes["/3"] = leads_to(site.url("/1", "localhost"))
        steps = list(watch_once([url], fetcher, {}, WatchPolicy(same_host=True)))
        assert taken(steps) == [site.url("/2")]
        assert all("localhost" in refused.reason for refused in refusals(steps))
        assert "/1" not in site.paths

    def test_no_more_than_was_said_and_the_rest_the_next_time(self, site, fetcher):
        urls = [
            feed(site, *[item(f"/{letter}{n}") for n in range(4)], path=f"/feed-{letter}", ETag='"1"')
            for letter in "ab"
        ]
        pages(site, *[f"/{letter}{n}" for letter in "ab" for n in range(4)])
        states: dict[str, FeedState] = {}
        found = []
        for _ in range(3):
            steps = list(watch_once(urls, fetcher, states, WatchPolicy(most=4)))
            assert len(taken(steps)) <= 4
            states = last(steps)
            found.append([name.rpartition("/")[2] for name in taken(steps)])
        assert found == [["a0", "a1", "b0", "b1"], ["a2", "a3", "b2", "b3"], []]

    def test_what_two_feeds_name_is_fetched_once(self, site, fetcher):
        urls = [feed(site, item("/1"), path="/feed-a"), feed(site, item("/1"), path="/feed-b")]
        pages(site, "/1")
        steps = list(watch_once(urls, fetcher, {}))
        assert taken(steps) == [site.url("/1")]
        assert last(steps)[urls[1]].seen == [site.url("/1")]

    def test_what_is_stored_is_not_fetched(self, site, fetcher):
        url = feed(site, item("/1"))
        steps = list(watch_once([url], fetcher, {}, have=lambda address: address == site.url("/1")))
        assert site.paths == ["/feed"]
        assert last(steps)[url].seen == [site.url("/1")]

    def test_a_feed_on_disk(self, site, fetcher, tmp_path):
        path = tmp_path / "feed.xml"
        path.write_text(rss(item(site.url("/1")), item("relative")))
        pages(site, "/1")
        steps = list(watch_once([str(path)], fetcher, {}))
        assert taken(steps) == [site.url("/1")]
        assert len(refusals(steps)) == 1
        [missing] = refusals(list(watch_once([str(tmp_path / "none.xml")], fetcher, {})))
        assert "check the path" in missing.reason


class TestMemory:
    def test_the_second_round_asks_whether_anything_changed(self, site, fetcher):
        url = feed(site, item("/1"), ETag='"1"', Last_Modified="Sun, 01 Mar 2026 07:00:00 GMT")
        pages(site, "/1")
        states = last(list(watch_once([url], fetcher, {})))
        site.routes["/feed"] = status(304)
        steps = list(watch_once([url], fetcher, states))
        assert [step.item for step in steps] == [None]
        assert site.asked[-1][1]["if-none-match"] == '"1"'
        assert last(steps)[url].seen == [site.url("/1")]

    def test_states_survive_being_stored(self, site, fetcher):
        url = feed(site, item("/1"), item("/2"))
        pages(site, "/1")
        site.routes["/2"] = status(503)
        state = last(list(watch_once([url], fetcher, {})))[url]
        assert msgspec.json.decode(msgspec.json.encode(state), type=FeedState) == state
        assert state.tries == {site.url("/2"): 1}

    @pytest.mark.parametrize("killed_after", [1, 2, 3, 4])
    def test_a_run_that_is_killed_goes_on_where_it_was(self, site, fetcher, killed_after):
        """Each step's state is stored with its item; the server would answer "not modified" to the first state."""
        url = feed(site, *[item(f"/{n}") for n in range(3)], ETag='"1"')
        pages(site, "/0", "/1", "/2")
        whole = site.routes["/feed"]

        def conditional(handler):
            unchanged = handler.headers.get("If-None-Match") == '"1"'
            (status(304) if unchanged else whole)(handler)

        site.routes["/feed"] = conditional
        first = list(islice(watch_once([url], fetcher, {}), killed_after))
        rest = list(watch_once([url], fetcher, last(first)))
        assert taken(first) + taken(rest) == [site.url(f"/{n}") for n in range(3)]

    def test_a_page_that_fails_for_now_is_tried_again_and_in_the_end_given_up(self, site, fetcher, clock):
        url = feed(site, item("/1"), item("/2"), ETag='"1"')
        site.routes["/1"] = status(500)
        site.routes["/2"] = status(404)
        states: dict[str, FeedState] = {}
        for number in range(4):
            steps = list(watch_once([url], fetcher, states, WatchPolicy(tries=3)))
            states = last(steps)
            assert len(refusals(steps)) == [2, 1, 1, 0][number]
            assert (states[url].etag == '"1"') is (number >= 2), (
                "no validator hides a page that is still to come"
            )
        assert site.paths.count("/1") == 3
        assert site.paths.count("/2") == 1

    def test_a_page_that_recovers(self, site, fetcher):
        url = feed(site, item("/1"))
        site.routes["/1"] = status(500)
        states = last(list(watch_once([url], fetcher, {})))
        pages(site, "/1")
        steps = list(watch_once([url], fetcher, states))
        assert taken(steps) == [site.url("/1")]
        assert last(steps)[url].tries == {}

    def test_a_host_at_rest_costs_no_attempt(self, site, fetcher):
        url = feed(site, item("/1"), item("/2"))
        site.routes["/1"] = status(429, Retry_After="600")
        steps = list(watch_once([url], fetcher, {}))
        assert [refused.wait for refused in refusals(steps)] == [600, 600]
        assert last(steps)[url].tries == {}
        assert site.paths == ["/feed", "/1"]

    def test_a_feed_at_rest_is_asked_when_it_is_due(self, site, fetcher, clock):
        url = site.url("/feed")
        site.routes["/feed"] = status(503, Retry_After="600")
        states = last(list(watch_once([url], fetcher, {})))
        assert states[url].due == "2026-03-01T08:10:00Z"
        before = len(site.asked)
        assert "until 2026-03-01T08:10:00Z" in refusals(list(watch_once([url], fetcher, states)))[0].reason
        assert len(site.asked) == before
        clock.wait(601)
        feed(site, item("/1"))
        pages(site, "/1")
        steps = list(watch_once([url], fetcher, states))
        assert taken(steps) == [site.url("/1")]
        assert last(steps)[url].due is last(steps)[url].error is None

    def test_what_left_the_feed_is_forgotten(self, site, fetcher):
        url = feed(site, item("/1"), item("/2"))
        pages(site, "/1", "/2", "/3")
        states = last(list(watch_once([url], fetcher, {})))
        feed(site, item("/2"), item("/3"))
        steps = list(watch_once([url], fetcher, states))
        assert taken(steps) == [site.url("/3")]
        assert last(steps)[url].seen == [site.url("/2"), site.url("/3")]

    def test_entries_without_a_link_are_known_by_what_they_say(self, site, fetcher):
        one = "<item><description>Banjir surut.</description></item>"
        two = "<item><description>Jalan dibuka.</description></item>"
        url = feed(site, one)
        steps = list(watch_once([url], fetcher, {}))
        feed(site, two, one)
        again = list(watch_once([url], fetcher, last(steps)))
        assert [step.item.text for step in again if step.item] == ["Jalan dibuka."]

    def test_the_round_s_requests_are_bounded(self, site, clock):
        url = feed(site, *[item(f"/{n}") for n in range(5)])
        pages(site, *[f"/{n}" for n in range(5)])
        fetcher = Fetcher(
            allowed=["127.0.0.1"], clock=clock, manners=Manners(delay=0.0), limits=Limits(requests=4)
        )
        steps = list(watch_once([url], fetcher, {}))
        assert len(taken(steps)) == 2
        rest = list(watch_once([url], fetcher, last(steps)))
        assert len(taken(rest)) == 3


class TestBrokenFeeds:
    def test_a_web_page(self, site, fetcher):
        site.routes["/feed"] = says(PAGE.format("x"))
        [step] = list(watch_once([site.url("/feed")], fetcher, {}))
        assert "a web page, not a feed" in step.item.reason
        assert "a web page, not a feed" in step.state.error

    @pytest.mark.parametrize("body", ["", "halo semua", "{}", "<rss", "<opml><body/></opml>", "\x00\x01\x02"])
    def test_no_feed_at_all(self, site, fetcher, body):
        site.routes["/feed"] = says(body, kind="application/rss+xml")
        steps = list(watch_once([site.url("/feed")], fetcher, {}))
        assert len(refusals(steps)) == 1
        assert steps[-1].state.error

    def test_a_feed_without_entries_is_no_error(self, site, fetcher):
        url = feed(site)
        [step] = list(watch_once([url], fetcher, {}))
        assert step.item is step.state.error is None

    def test_cut_off(self, site, fetcher):
        whole = rss(item("/1"), item("/2"), item("/3"))
        pages(site, "/1", "/2", "/3")
        site.routes["/feed"] = says(whole[: whole.index("/3")], ETag='"1"')
        url = site.url("/feed")
        seen = FeedState(url, seen=["http://x.example/earlier"])
        steps = list(watch_once([url], fetcher, {url: seen}))
        assert taken(steps)[:2] == [site.url("/1"), site.url("/2")]
        state = last(steps)[url]
        assert "cut off" in state.error
        assert state.etag is None, "the whole feed is asked for the next time"
        assert "http://x.example/earlier" in state.seen, "a cut feed is no reason to forget"

    def test_entities_that_multiply(self, site, fetcher):
        steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        bomb = (
            f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "{"x" * 100}">{steps}]>'
            + rss(item("/1", title="&a9;")).partition("?>")[2]
        )
        site.routes["/feed"] = says(bomb)
        pages(site, "/1")
        for step in watch_once([site.url("/feed")], fetcher, {}):
            assert step.entry is None or len(step.entry.title or "") < 10_000

    def test_a_file_outside_is_not_read(self, site, fetcher, tmp_path):
        secret = tmp_path / "secret.txt"
        secret.write_text("rahasia")
        body = rss(item("/1", title="a &leak; b")).replace(
            "<rss", f'<!DOCTYPE rss [<!ENTITY leak SYSTEM "file://{secret}">]><rss', 1
        )
        site.routes["/feed"] = says(body)
        pages(site, "/1")
        for step in watch_once([site.url("/feed")], fetcher, {}):
            assert step.entry is None or "rahasia" not in (step.entry.title or "")

    def test_bytes_that_name_a_file_are_not_that_file(self, site, fetcher, tmp_path):
        inside = tmp_path / "inside.xml"
        inside.write_text(rss(item("/1")))
        site.routes["/feed"] = says(str(inside))
        pages(site, "/1")
        steps = list(watch_once([site.url("/feed")], fetcher, {}))
        assert taken(steps) == []
        assert site.paths == ["/feed"]

    @pytest.mark.parametrize("seed", range(4))
    def test_feeds_broken_at_random_raise_nothing(self, seed):
        chance = random.Random(seed)
        sound = rss(
            item("http://x.example/1", more="<pubDate>Sun, 01 Mar 2026 07:00:00 GMT</pubDate>")
        ).encode()
        harms = [
            b"&#x110000;",
            b"&#0;",
            b"<!DOCTYPE x [",
            b"<![CDATA[",
            b"\x00",
            b"\xb4",
            b"9" * 12,
            b"<div>" * 500,
        ]
        for _ in range(100):
            raw = bytearray(sound)
            for _ in range(chance.randrange(1, 6)):
                at = chance.randrange(len(raw))
                raw[at : at + chance.randrange(20)] = chance.choice(harms)
            reading = list_entries(bytes(raw), "feed", chance.choice([None, "utf-8", "nonsense"]))
            assert reading.entries or reading.fault or b"<item>" not in raw

    def test_packed_to_burst(self, site, clock):
        fetcher = Fetcher(
            allowed=["127.0.0.1"], clock=clock, manners=Manners(delay=0.0), limits=Limits(unpacked=1_000_000)
        )
        body = gzip.compress(rss(*[item(f"/{n}") for n in range(20_000)]).encode())
        site.routes["/feed"] = says(body, Content_Encoding="gzip")
        [step] = list(watch_once([site.url("/feed")], fetcher, {}))
        assert "unpacks to more than" in step.item.reason

    def test_one_broken_feed_does_not_stop_the_others(self, site, fetcher):
        site.routes["/broken"] = status(500)
        pages(site, "/1")
        urls = [site.url("/broken"), "http://10.0.0.1/feed", "no://address", feed(site, item("/1"))]
        steps = list(watch_once(urls, fetcher, {}))
        assert [step.feed for step in steps if isinstance(step.item, Refused)] == urls[:3]
        assert taken(steps) == [site.url("/1")]

    def test_the_header_s_charset_is_believed(self, site, fetcher):
        site.routes["/feed"] = says(rss(item("/1")).partition("?>")[2].encode())
        page = PAGE.format("Kafé Délé").encode("cp1252")
        site.routes["/1"] = says(page, kind="text/html; charset=windows-1252")
        [step, _] = list(watch_once([site.url("/feed")], fetcher, {}))
        assert step.item.charset == "windows-1252"
        read = read_raw(step.item)
        assert isinstance(read, Article)
        assert "Kafé Délé" in read.text
        assert read.warnings == []
