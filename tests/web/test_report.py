"""The report in a real browser: from a file, without network, by keyboard, without script, on a phone, on paper.

Needs Chromium and its driver (Debian: chromium, chromium-driver); axe-core for accessibility (npm install axe-core).
What is missing is skipped, and says so.
"""

from __future__ import annotations

import base64
import re

import pytest

from tests.unit.view_makers import HOSTILE, golden_material, read_material, report
from tests.web.browsing import LAPTOP, PHONE, requests, violations

pytestmark = pytest.mark.browser

By = pytest.importorskip("selenium.webdriver.common.by").By
Keys = pytest.importorskip("selenium.webdriver.common.keys").Keys


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "flood.html"
    path.write_text(report(golden_material("flood")), "utf-8")
    return path.as_uri()


def in_view(browser: object, element: object) -> bool:
    box = browser.execute_script(
        "const r = arguments[0].getBoundingClientRect(); return [r.top, r.bottom]", element
    )
    height = browser.execute_script("return innerHeight")
    return -1 <= box[0] < height and box[1] > 0


def test_nothing_leaves_and_nothing_is_refused(opened, flood):
    page = opened(flood)
    for button in page.find_elements(By.CSS_SELECTOR, "[data-ui]"):
        button.click()
    assert requests(page) == [flood]
    assert [entry["message"] for entry in page.get_log("browser")] == []


def test_from_a_number_to_its_sentence(opened, flood):
    """First page → question → origin → sentence, marked, in its article."""
    page = opened(flood)
    page.find_element(By.CSS_SELECTOR, "#overview .ratio").click()
    block = page.find_element(By.CSS_SELECTOR, ".block:target")
    assert in_view(page, block)
    origin = block.find_element(By.CSS_SELECTOR, ".origin")
    origin.find_element(By.TAG_NAME, "summary").click()
    assert origin.get_attribute("open") is not None
    row = origin.find_element(By.CSS_SELECTOR, ".report")
    written = row.find_element(By.CSS_SELECTOR, ".chain b").text
    row.find_element(By.CSS_SELECTOR, "footer a").click()
    target = page.find_element(By.CSS_SELECTOR, "article.text :target")
    assert in_view(page, target)
    assert target.text.endswith(written)
    assert target.value_of_css_property("outline-style") == "solid"


def test_a_link_into_a_closed_row_opens_it(opened, flood):
    page = opened(flood)
    holder = page.find_element(By.CSS_SELECTOR, "#overview .holder a")
    holder.click()
    assert page.find_element(By.CSS_SELECTOR, ".origin:target").get_attribute("open") is not None


def test_an_address_of_a_sentence_opens_at_it(opened, flood):
    page = opened(flood)
    identity = page.find_element(By.CSS_SELECTOR, "article.text [data-s]").get_attribute("id")
    opened(f"{flood}#{identity}")
    assert in_view(page, page.find_element(By.ID, identity))


def test_the_interface_changes_its_language_and_the_articles_do_not(opened, flood):
    page = opened(flood)
    sentence = page.find_element(By.CSS_SELECTOR, "article.text .para p").text
    page.find_element(By.CSS_SELECTOR, "[data-ui=en]").click()
    assert page.find_element(By.TAG_NAME, "h1").text == "Overview"
    assert page.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
    overview = page.find_element(By.ID, "overview").text
    assert re.search(r"\d articles → .*origins", overview)
    assert "artikel" not in overview
    assert page.find_element(By.CSS_SELECTOR, "article.text .para p").text == sentence
    page.find_element(By.CSS_SELECTOR, "[data-ui=id]").click()
    assert page.find_element(By.TAG_NAME, "h1").text == "Ringkasan"


def test_without_script_all_is_there_and_links_work(opened, flood):
    page = opened(flood, script=False)
    assert not page.find_element(By.CSS_SELECTOR, ".tongues").is_displayed(), "what cannot work is not shown"
    page.find_element(By.CSS_SELECTOR, "#overview .ratio").click()
    assert in_view(page, page.find_element(By.CSS_SELECTOR, ".block:target"))
    summary = page.find_element(By.CSS_SELECTOR, ".block:target .origin summary")
    summary.click()
    page.find_element(By.CSS_SELECTOR, ".block:target .origin[open] footer a").click()
    assert in_view(page, page.find_element(By.CSS_SELECTOR, "article.text :target"))


def test_by_keyboard(opened, flood):
    """The first stop is the way past the menu; rows open with the Enter key; the focus can be seen."""
    page = opened(flood)
    page.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert page.switch_to.active_element.get_attribute("class") == "skip"
    summary = page.find_element(By.CSS_SELECTOR, ".block .origin summary")
    page.execute_script("arguments[0].focus()", summary)
    summary.send_keys(Keys.ENTER)
    assert page.find_element(By.CSS_SELECTOR, ".block .origin").get_attribute("open") is not None
    summary.send_keys(Keys.TAB)
    focused = page.switch_to.active_element
    assert focused.tag_name == "a"
    assert focused.value_of_css_property("outline-style") == "solid"


def test_lists_can_be_narrowed(opened, flood):
    page = opened(flood)
    field = page.find_elements(By.CSS_SELECTOR, ".tools input")[0]
    rows = field.find_elements(By.XPATH, "../following-sibling::*[@data-list][1]/*")
    field.send_keys("tewas")
    shown = [row.text.lower() for row in rows if row.is_displayed()]
    assert 0 < len(shown) < len(rows)
    assert all("tewas" in row for row in shown)


@pytest.mark.parametrize("width", [320, PHONE, 768, LAPTOP, 1920])
def test_no_page_is_wider_than_its_window(opened, flood, width):
    page = opened(flood, width)
    for row in page.find_elements(By.TAG_NAME, "details"):
        page.execute_script("arguments[0].open = true", row)
    assert page.execute_script("return document.documentElement.scrollWidth") <= width


def test_on_paper_rows_are_open(opened, flood):
    page = opened(flood)
    printed = page.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})
    raw = base64.b64decode(printed["data"])
    assert raw.startswith(b"%PDF")
    pages = len(re.findall(rb"/Type\s*/Page\b", raw))
    assert 3 <= pages <= 20
    assert not page.find_elements(By.CSS_SELECTOR, ".block > .origin[open]"), "closed again afterwards"


def test_hostile_articles_do_nothing(opened, tmp_path):
    path = tmp_path / "hostile.html"
    told = {
        "title": "<script>window.broken = 1</script>",
        "outlet": "</script><script>window.broken = 2</script>",
        "url": "javascript:window.broken=3",
    }
    path.write_text(report(read_material(HOSTILE, **told), mode="full"), "utf-8")
    page = opened(path.as_uri())
    for row in page.find_elements(By.TAG_NAME, "details"):
        page.execute_script("arguments[0].open = true", row)
    assert page.execute_script("return window.broken") is None
    assert requests(page) == [path.as_uri()]
    assert page.get_log("browser") == []
    assert page.find_element(By.ID, "articles").is_displayed()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, LAPTOP])
def test_accessible(opened, flood, width, dark):
    """WCAG 2.1 A and AA, as far as a program can tell, with every row open."""
    page = opened(flood, width, dark=dark)
    page.execute_script(
        "for (const e of document.querySelectorAll('details')) e.open = true;"
        "for (const e of document.querySelectorAll('.text')) e.style.contentVisibility = 'visible';"
    )
    assert violations(page) == []
