"""The desk's pages of a story in a real browser: from the ledger to the sentence, by keyboard, without script, on a
phone, on paper, in the dark. Needs what test_report.py needs; what is missing is skipped, and says so."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator

import pytest

from runut.store import stories
from tests.unit.view_makers import HOSTILE
from tests.web.browsing import AXE, LAPTOP, PHONE, follow
from tests.web.desk_makers import EXAMPLES, desk_of
from tests.web.desks import Served
from tests.web.test_report import By, Keys, in_view

pytestmark = pytest.mark.browser

PARTS = ("", "/figures", "/figures?by=article", "/chains", "/drift", "/speakers", "/cross", "/times")


class Story:
    """The pages of one story, on a desk behind a real server."""

    def __init__(self, base: str, own: str) -> None:
        self.base = base
        self.own = own

    def part(self, part: str) -> str:
        return f"{self.base}/stories/{self.own}{part}"

    @property
    def every(self) -> list[str]:
        """One page of each kind."""
        more = ("/articles/3", "/articles/10", "/speaker?name=Basarnas", "/explain/3/s1", "/export")
        return [self.part(part) for part in PARTS] + [f"{self.base}{path}" for path in more]


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Story]:
    with desk_of(tmp_path_factory.mktemp("feri"), EXAMPLES / "feri") as desk:
        with desk.database.reading() as connection:
            own = stories.list_stories(connection, sort="articles").rows[0].own
        server = Served(desk)
        yield Story(server.address, own)
        server.stop()


def test_from_the_ledger_to_the_sentence(opened, served):
    """Story → number → row → sentence, marked, in its article."""
    page = opened(served.part(""))
    follow(page, page.find_element(By.CSS_SELECTOR, ".glance .ratio"))
    block = page.find_element(By.CSS_SELECTOR, ".block:target")
    assert in_view(page, block)
    origin = block.find_element(By.CSS_SELECTOR, ".origin")
    origin.find_element(By.TAG_NAME, "summary").click()
    row = origin.find_element(By.CSS_SELECTOR, ".report")
    written = row.find_element(By.CSS_SELECTOR, ".chain b").text
    follow(page, row.find_element(By.CSS_SELECTOR, "footer a"))
    target = page.find_element(By.CSS_SELECTOR, "article.whole :target")
    assert in_view(page, target)
    assert target.text.endswith(written)
    assert target.value_of_css_property("outline-style") == "solid"


def test_a_holder_opens_its_row(opened, served):
    page = opened(served.part(""))
    follow(page, page.find_element(By.CSS_SELECTOR, ".glance .holder a"))
    assert page.find_element(By.CSS_SELECTOR, ".origin:target").get_attribute("open") is not None


def test_without_script_the_same_way_is_open(opened, served):
    page = opened(served.part(""), script=False)
    follow(page, page.find_element(By.CSS_SELECTOR, ".glance .ratio"))
    page.find_element(By.CSS_SELECTOR, ".block:target .origin summary").click()
    follow(page, page.find_element(By.CSS_SELECTOR, ".block:target .origin[open] footer a"))
    assert in_view(page, page.find_element(By.CSS_SELECTOR, "article.whole :target"))
    page = opened(served.part("/chains"), script=False)
    follow(page, page.find_element(By.CSS_SELECTOR, ".pick button"))
    assert page.find_element(By.CSS_SELECTOR, "svg.graph").is_displayed()


@pytest.mark.parametrize("part", ["/figures", "", "/cross"])
def test_j_and_k_go_from_row_to_row(opened, served, part):
    page = opened(served.part(part))
    body = page.find_element(By.TAG_NAME, "body")
    seen = []
    for key in "jjk":
        body.send_keys(key)
        here = page.switch_to.active_element
        seen.append(
            page.execute_script("return [...document.querySelectorAll('main *')].indexOf(arguments[0])", here)
        )
        assert here.value_of_css_property("outline-style") == "solid", "the focus can be seen"
        assert in_view(page, here)
        assert len(page.find_elements(By.CSS_SELECTOR, ".at")) == 1
    assert -1 < seen[0] < seen[1]
    assert seen[2] == seen[0]
    field = page.find_element(By.CSS_SELECTOR, "input[type=search]")
    field.send_keys("jk")
    assert field.get_attribute("value") == "jk"


def test_enter_opens_the_row_that_j_came_to(opened, served):
    page = opened(served.part("/figures"))
    page.find_element(By.TAG_NAME, "body").send_keys("j")
    while page.switch_to.active_element.tag_name != "summary":
        page.switch_to.active_element.send_keys("j")
    summary = page.switch_to.active_element
    summary.send_keys(Keys.ENTER)
    assert summary.find_element(By.XPATH, "..").get_attribute("open") is not None


@pytest.mark.parametrize("width", [320, PHONE, 768, LAPTOP])
def test_no_page_is_wider_than_its_window(opened, served, width):
    for url in served.every:
        page = opened(url, width)
        page.execute_script("for (const e of document.querySelectorAll('details')) e.open = true")
        assert page.execute_script("return document.documentElement.scrollWidth") <= width, url


def test_nothing_is_refused_and_nothing_is_missing(opened, served):
    for url in served.every:
        page = opened(url)
        told = [entry["message"] for entry in page.get_log("browser") if "favicon" not in entry["message"]]
        assert told == [], url


def test_on_paper_rows_are_open(opened, served):
    page = opened(served.part("/figures"))
    printed = page.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})
    pages = len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed["data"])))
    assert 2 <= pages <= 12
    assert not page.find_elements(By.CSS_SELECTOR, ".origin[open]"), "closed again afterwards"


def test_hostile_articles_do_nothing(opened, tmp_path):
    told = {
        "text": HOSTILE,
        "title": "<script>window.broken = 1</script>",
        "outlet": "</script><script>window.broken = 2</script>",
        "url": "javascript:window.broken=3",
    }
    (tmp_path / "bad.jsonl").write_text(json.dumps(told), "utf-8")
    with desk_of(tmp_path / "p", tmp_path / "bad.jsonl") as desk:
        with desk.database.reading() as connection:
            own = stories.list_stories(connection).rows[0].own
        server = Served(desk)
        here = Story(server.address, own)
        more = [f"{here.base}/articles/1", f"{here.base}/explain/1/s1"]
        for url in [here.part(part) for part in PARTS] + more:
            page = opened(url)
            page.execute_script("for (const e of document.querySelectorAll('details')) e.open = true")
            assert page.execute_script("return window.broken") is None, url
            assert not [e for e in page.get_log("browser") if "favicon" not in e["message"]], url
            assert page.find_element(By.TAG_NAME, "h1").is_displayed()
        server.stop()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, LAPTOP])
def test_accessible(opened: Callable[..., object], served, width, dark):
    """WCAG 2.1 A and AA, as far as a program can tell, with every row open."""
    if not AXE.exists():
        pytest.skip(f"no axe-core at {AXE}: npm install axe-core")
    for url in served.every:
        page = opened(url, width, dark=dark)
        page.execute_script("for (const e of document.querySelectorAll('details')) e.open = true")
        page.execute_script(AXE.read_text("utf-8"))
        page.set_script_timeout(120)
        found = page.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"
            ".then(r => done(r.violations.map(v => [v.id, v.nodes.length, v.nodes.slice(0, 3).map("
            "n => n.html.slice(0, 160) + ' | ' + n.failureSummary)])))"
        )
        assert found == [], f"{url}: {json.dumps(found, indent=1)}"
