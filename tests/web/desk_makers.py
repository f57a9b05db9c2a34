"""Projects for the tests of the desk's pages, and a crawl of all that their pages lead to."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from starlette.testclient import TestClient

from runut.project.desk import Desk, init_desk
from runut.web.app import make_app

EXAMPLES = Path(__file__).parents[2] / "examples"


def desk_of(folder: Path, *paths: Path) -> Desk:
    """A project of some files, its stories worked out."""
    desk = init_desk(folder)
    desk.add(paths)
    desk.assemble()
    return desk


def client_of(desk: Desk) -> TestClient:
    """A browser without a screen."""
    return TestClient(make_app(desk, alone="Sari"), base_url="http://localhost")


class Page(HTMLParser):
    """What of a page matters to a crawl: its links, its ids, the kinds and keys of its lines, its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.hooks: list[tuple[str, str]] = []
        self.foreign_scripts = 0  # that are not our own files
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if told.get("id"):
            self.ids.append(str(told["id"]))
        if tag == "a" and told.get("href"):
            self.links.append(str(told["href"]))
        if told.get("data-kind"):
            self.hooks.append((str(told["data-kind"]), str(told.get("data-key"))))
        self.foreign_scripts += tag == "script" and not (told.get("src") or "").startswith("/static/")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """The words of the page."""
        return " ".join(" ".join(self.words).split())


def crawl(
    client: TestClient, start: str, most: int = 3_000, skip: Callable[[str], bool] = lambda _: False
) -> tuple[dict[str, Page], list[str]]:
    """All pages that can be reached, by address, and what is wrong: no answer, or no such anchor."""
    pages: dict[str, Page] = {}
    wrong: list[str] = []
    wanted: dict[str, set[tuple[str, str]]] = {start: set()}
    waiting = deque([start])
    while waiting and len(pages) < most:
        address = waiting.popleft()
        answer = client.get(address, follow_redirects=True)
        if answer.status_code != 200:
            wrong.append(f"{address}: {answer.status_code}, from {sorted(wanted[address])[:2]}")
            continue
        if "text/html" not in answer.headers["content-type"] or "attachment" in answer.headers.get(
            "content-disposition", ""
        ):
            pages[address] = Page("")
            continue
        pages[address] = page = Page(answer.text)
        for link in page.links:
            there = urlsplit(urljoin(f"http://localhost{address}", link))
            if there.netloc != "localhost" or skip(there.path):
                continue
            other = there.path + (f"?{there.query}" if there.query else "")
            if other not in wanted:
                wanted[other] = set()
                waiting.append(other)
            if there.fragment and not there.fragment.startswith(":~:"):
                wanted[other].add((address, unquote(there.fragment)))
    for address, fragments in wanted.items():
        known = set(pages[address].ids) if address in pages else set()
        wrong += [
            f"{address}#{name}, from {source}"
            for source, name in fragments
            if address in pages and name not in known
        ]
    return pages, wrong
