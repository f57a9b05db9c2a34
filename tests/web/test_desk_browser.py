"""The desk in a real browser: signing in, files to the overview, language, theme, phone, keyboard, without script."""

from __future__ import annotations

import base64
import re

import pytest

from runut.project.desk import init_desk
from runut.store.people import put_person
from tests.web.browsing import LAPTOP, PHONE, complaints, follow, leave, one, requests, until, violations
from tests.web.desks import FERI, PASSWORD

pytestmark = pytest.mark.browser

By = pytest.importorskip("selenium.webdriver.common.by").By
Keys = pytest.importorskip("selenium.webdriver.common.keys").Keys

PAGES = [
    "/",
    "/stories",
    "/articles",
    "/articles?outlet=KabarNusa.com",
    "/statements?stance=denies",
    "/search?q=feri",
    "/api",
    "/jobs/1",
    "/nothing",
]


@pytest.fixture
def empty(tmp_path):
    with init_desk(tmp_path / "empty") as desk:
        yield desk


def running(page):
    return page.find_elements(By.CSS_SELECTOR, ".job")


def fill_in(page, name=None, password=PASSWORD):
    if name is not None:
        one(page, "#name").send_keys(name)
    one(page, "#password").send_keys(password)
    follow(page, one(page, "main form button"))


def test_signing_in(opened, serve, feri):
    with feri.database.writing() as connection:
        put_person(connection, "sari", "analyst", PASSWORD)
    address = serve(feri)
    page = opened(f"{address}/articles?sort=oldest")
    assert "/sign-in" in page.current_url
    assert not page.find_elements(By.CSS_SELECTOR, "nav")
    fill_in(page, "sari", "wrong password")
    assert one(page, "[role=alert]").text
    assert one(page, "#name").get_attribute("value") == "sari"
    assert page.switch_to.active_element == one(page, "#password")
    fill_in(page)
    assert page.current_url == f"{address}/articles?sort=oldest"
    assert "sari" in one(page, ".me").text
    assert page.execute_script("return document.cookie") == ""
    follow(page, one(page, ".me button"))
    assert "/sign-in" in page.current_url
    page.get(f"{address}/")
    assert "/sign-in" in page.current_url


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_files_to_the_overview(opened, serve, empty, script):
    page = opened(serve(empty), script=script)
    files = sorted(str(path) for path in FERI.iterdir())
    one(page, "#files").send_keys("\n".join(files))
    follow(page, one(page, ".upload button"))
    until(page, lambda now: now.find_elements(By.CSS_SELECTOR, ".card.slim") and not running(now))
    assert one(page, ".tiles b").text == "12"
    assert len(page.find_elements(By.CSS_SELECTOR, ".card.slim")) == 2
    assert "gagal" not in one(page, ".last").text
    page.refresh()
    assert one(page, ".tiles b").text == "12"


def test_language_and_theme(opened, serve, feri):
    address = serve(feri)
    page = opened(f"{address}/articles?sort=oldest")
    assert one(page, "h1").text == "Artikel"
    paper = one(page, "body").value_of_css_property("background-color")
    follow(page, one(page, ".choice [hreflang=en]"))
    assert page.current_url == f"{address}/articles?sort=oldest"
    assert one(page, "h1").text == "Articles"
    follow(page, page.find_element(By.LINK_TEXT, "Dark"))
    assert one(page, "body").value_of_css_property("background-color") != paper
    page.get(address)
    assert one(page, "h1").text == "Overview"
    assert one(page, "html").get_attribute("data-theme") == "dark"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_refused_and_nothing_leaves(opened, serve, feri, path):
    address = serve(feri)
    page = opened(address + path)
    asked = [url for url in requests(page) if not url.startswith(("about:", "data:"))]
    assert asked
    assert all(url.startswith(address) for url in asked)
    told = complaints(page)
    expected = {"/nothing": 404, "/jobs/1": 404}.get(path)
    assert all(expected and str(expected) in line for line in told), told


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_its_window(opened, serve, feri, path):
    address = serve(feri)
    for width in (320, PHONE, 768, LAPTOP, 1920):
        page = opened(address + path, width)
        page.execute_script("for (const e of document.querySelectorAll('details')) e.open = true")
        assert page.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, LAPTOP])
def test_accessible(opened, serve, feri, width, dark):
    address = serve(feri)
    found = {}
    for path in PAGES:
        page = opened(address + path, width, dark=dark)
        page.execute_script("for (const e of document.querySelectorAll('details')) e.open = true")
        found[path] = violations(page)
    assert {path: told for path, told in found.items() if told} == {}


def test_signing_in_is_accessible(opened, serve, feri):
    page = opened(serve(feri, alone=None))
    assert violations(page) == []


def test_by_keyboard(opened, serve, feri):
    page = opened(serve(feri))
    body = one(page, "body")
    body.send_keys(Keys.TAB)
    assert page.switch_to.active_element.get_attribute("class") == "skip"
    page.switch_to.active_element.send_keys(Keys.ENTER)
    assert page.switch_to.active_element.get_attribute("id") == "main"
    body.send_keys("/")
    field = page.switch_to.active_element
    assert field.get_attribute("id") == "q"
    leave(page, lambda: field.send_keys("tewas/", Keys.ENTER))
    assert "/search?q=tewas%2F" in page.current_url
    assert page.find_elements(By.CSS_SELECTOR, ".hits li a")


def test_filters_fold_on_a_phone(opened, serve, feri):
    address = serve(feri)
    page = opened(f"{address}/articles", PHONE)
    assert one(page, ".facets").get_attribute("open") is None
    one(page, ".facets summary").click()
    follow(page, page.find_element(By.PARTIAL_LINK_TEXT, "KabarNusa"))
    assert "outlet=KabarNusa.com" in page.current_url
    assert one(page, ".facets").get_attribute("open") is not None
    assert len(page.find_elements(By.CSS_SELECTOR, ".rows > li")) == 2
    page = opened(f"{address}/articles", PHONE, script=False)
    assert one(page, ".facets").get_attribute("open") is not None


@pytest.mark.parametrize("script", [True, False])
def test_stories_are_filtered_and_found_again(opened, serve, feri, script):
    page = opened(f"{serve(feri)}/stories", script=script)
    assert len(page.find_elements(By.CSS_SELECTOR, "article.card")) == 2
    page = opened(one(page, ".facet a[href*='origins=1']").get_attribute("href"), script=script)
    (card,) = page.find_elements(By.CSS_SELECTOR, "article.card")
    assert "Persela" in card.text
    page = opened(one(page, ".facet a.off").get_attribute("href"), script=script)
    assert len(page.find_elements(By.CSS_SELECTOR, "article.card")) == 2


def test_filters_tell_how_many_there_are(opened, serve, feri):
    page = opened(f"{serve(feri)}/statements")
    link = one(page, ".facet li")
    told = int(re.search(r"\d+$", link.text).group())
    follow(page, link.find_element(By.TAG_NAME, "a"))
    assert told == len(page.find_elements(By.CSS_SELECTOR, ".rows > li"))


def test_a_statement_leads_to_its_article(opened, serve, feri):
    page = opened(f"{serve(feri)}/statements?stance=denies")
    assert re.search(r"/articles/\d+#s\d+$", one(page, ".rows .whole").get_attribute("href"))


def test_on_paper(opened, serve, feri):
    page = opened(f"{serve(feri)}/articles")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    hidden = [".look", ".facets", ".sorts", ".find", "nav"]
    assert [s for s in hidden if one(page, s).is_displayed()] == []
    assert one(page, ".rows").is_displayed()
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    printed = page.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})
    assert base64.b64decode(printed["data"]).startswith(b"%PDF")
