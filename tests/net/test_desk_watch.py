"""Feeds and lists of addresses into a project: nothing twice, nothing lost, nothing followed that was not said."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import pytest

from runut.cli.main import runut
from runut.engine.fetch import Fetcher, ListedUrl, Manners, WatchPolicy
from runut.project.desk import Desk, init_desk
from runut.project.desk.folder import DATABASE_URL
from runut.store import articles, readings

from .server import Site, says, status

PAGE = """<html><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>Kepala dinas Rina Wulan mengatakan 12 rumah di {0} rusak diterjang angin pada Senin pagi.</p>
<p>Warga sekitar menyambut bantuan itu dengan lega setelah menunggu dua hari penuh.</p></article></body></html>"""
ITEM = "<item><title>{0}</title><link>{1}</link>{2}<description>Ringkasan {0} hari ini.</description></item>"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.delenv(DATABASE_URL, raising=False)
    with init_desk(tmp_path / "desk") as opened:
        yield opened


@pytest.fixture
def fetcher(clock) -> Fetcher:
    return Fetcher(allowed=["127.0.0.1"], clock=clock, manners=Manners(delay=0.0))


def _feed(site: Site, *places: str, source: str = "") -> str:
    items = "".join(ITEM.format(place, site.url(f"/{place}"), source) for place in places)
    body = (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Kabar Teluk</title>{items}</channel></rss>'
    )
    site.routes["/feed"] = says(body, kind="application/rss+xml")
    for place in places:
        site.routes.setdefault(f"/{place}", says(PAGE.format(place)))
    return site.url("/feed")


def _names(desk: Desk) -> list[str]:
    with desk.database.reading() as connection:
        return [row.name.rsplit("/", 1)[1] for row in articles.list_articles(connection, sort="added").rows]


def test_a_second_round_brings_only_what_is_new(site, desk, fetcher) -> None:
    """Watching a feed again costs no page twice, and the desk holds each page once."""
    feed = _feed(site, "Sukamaju", "Tanjungsari")
    assert desk.watch([feed], fetcher).new == 2
    asked = len(site.paths)
    _feed(site, "Kertamukti", "Sukamaju", "Tanjungsari")
    assert desk.watch([], fetcher).new == 1
    assert site.paths[asked:] == ["/feed", "/Kertamukti"]
    assert _names(desk) == ["Kertamukti", "Tanjungsari", "Sukamaju"]
    assert list(desk.feeds()) == [feed]


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_killed_round_loses_nothing_and_goes_on(site, desk, fetcher, after) -> None:
    """What was committed stays, what was not is fetched the next time."""
    feed = _feed(site, "Satu", "Dua", "Tiga", "Empat")
    heard = 0

    def stop(_) -> None:
        nonlocal heard
        heard += 1
        if heard == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.watch([feed], fetcher, told=stop)
    assert len(_names(desk)) == after
    desk.watch([feed], fetcher)
    assert sorted(_names(desk)) == ["Dua", "Empat", "Satu", "Tiga"]
    assert all(site.paths.count(f"/{name}") == 1 for name in ("Satu", "Dua", "Tiga", "Empat"))


def test_whose_article_an_entry_is_goes_before_who_carries_it(site, desk, fetcher) -> None:
    """A feed that carries others' articles must not become the outlet of them all."""
    feed = _feed(site, "Sukamaju", source="<source url='https://lensa.example/'>Lensa Pesisir</source>")
    desk.watch([feed], fetcher)
    with desk.database.reading() as connection:
        [row] = articles.list_articles(connection).rows
    assert row.outlet == "Lensa Pesisir"


def test_what_cannot_be_fetched_is_listed_with_its_reason(site, desk, fetcher) -> None:
    """One bad page never stops a round, and what failed is on record."""
    feed = _feed(site, "Sukamaju", "Hilang")
    site.routes["/Hilang"] = status(404)
    counts = desk.watch([feed], fetcher)
    assert (counts.new, counts.unread) == (1, 1)
    with desk.database.reading() as connection:
        [line] = articles.get_unread(connection)
    assert line.article == site.url("/Hilang")
    assert "404" in line.error


def test_without_following_the_feeds_own_words_are_kept(site, desk, fetcher) -> None:
    """Only the feed is asked for."""
    feed = _feed(site, "Sukamaju")
    desk.watch([feed], fetcher, WatchPolicy(follow=False))
    assert site.paths == ["/feed"]
    with desk.database.reading() as connection:
        [row] = articles.list_articles(connection).rows
        stored = readings.get_reading(connection, row.id)
    assert stored is not None
    assert "Ringkasan Sukamaju" in stored.text


def test_a_listed_page_is_asked_whether_it_changed_and_its_versions_are_kept(site, desk, fetcher) -> None:
    """The same address with other words is a new version; with the same words it is nothing new."""
    url = site.url("/Sukamaju")
    site.routes["/Sukamaju"] = says(PAGE.format("Sukamaju"), ETag='"a"')
    listed = [ListedUrl(url, 1)]
    assert desk.fetch(listed, fetcher).new == 1
    site.routes["/Sukamaju"] = status(304)
    assert desk.fetch(listed, fetcher).same == 1
    assert site.asked[-1][1]["if-none-match"] == '"a"'
    site.routes["/Sukamaju"] = says(PAGE.format("Sukamaju").replace("12 rumah", "15 rumah"), ETag='"b"')
    assert desk.fetch(listed, fetcher).changed == 1
    with desk.database.reading() as connection:
        row = articles.find_article(connection, url)
        assert row is not None
        assert [held.number for held in articles.get_versions(connection, row.id)] == [2, 1]


def test_a_private_address_is_refused_unless_it_is_allowed(site, desk) -> None:
    """A feed cannot make the desk ask inside a network."""
    counts = desk.fetch([ListedUrl(site.url("/Sukamaju"), 1)], Fetcher())
    assert (counts.new, counts.unread) == (0, 1)
    assert not site.asked


def test_the_commands_take_feeds_and_lists(site, desk, tmp_path, capsys, monkeypatch) -> None:
    """What a user types: a feed's address, a file of addresses."""
    monkeypatch.setattr(Fetcher, "__init__", partialmethod(Fetcher.__init__, manners=Manners(delay=0.0)))
    feed = _feed(site, "Sukamaju")
    site.routes["/Lain"] = says(PAGE.format("Lain"))
    (tmp_path / "list.txt").write_text(f"# pages\n{site.url('/Lain')}\nnot an address\n", "utf-8")
    common = ["--project", str(desk.folder.path), "--allow-private", "127.0.0.1"]
    assert runut.main(["watch", feed, "--once", *common], standalone_mode=False) == 0
    assert "1 new" in capsys.readouterr().out
    runut.main(["add", "--url-list", str(tmp_path / "list.txt"), *common], standalone_mode=False)
    told = capsys.readouterr()
    assert "1 new" in told.out
    assert "line 3" in told.err
    assert sorted(_names(desk)) == ["Lain", "Sukamaju"]
    runut.main(["watch", feed, "--forget", "--project", str(desk.folder.path)], standalone_mode=False)
    assert desk.feeds() == {}
