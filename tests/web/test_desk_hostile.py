"""Articles are hostile input: whatever stands in them does nothing on any page, nor in any answer."""

from __future__ import annotations

import json

import pytest

from runut.project.desk import init_desk
from runut.store import jobs
from runut.web.pages import PAGES
from tests.web.browsing import complaints, requests
from tests.web.desks import client_of, opens_alone

pytestmark = pytest.mark.browser

By = pytest.importorskip("selenium.webdriver.common.by").By

SCRIPT = "<script>window.broken=1</script>"
IMAGE = '"><img src=x onerror="window.broken=2">'
SVG = "'><svg onload=window.broken=3>"
BIDI = "\u202egnp.exe\u202c\u2066x\u2069"
LINK = "javascript:window.broken=4"
TEMPLATE = "{{7*7}}${7*7}</script></title></textarea></style>"
TEXT = f"""KARANGMULYA {IMAGE} - Jembatan gantung putus, Selasa (18/3/2025). {SCRIPT}
Kepala Desa {SCRIPT} Endang Saputra mengatakan 14 orang terluka. {SVG} {BIDI}
"Truk itu {IMAGE} seharusnya tidak boleh lewat," kata Endang Saputra {TEMPLATE}.
Polisi membantah 14 orang terluka. Polisi menyebut 9 orang terluka dalam kejadian itu, kata Kapolres {IMAGE} Budi.
"""

#: Everything that a page names an address by; by attribute, since a field called "action" hides its form's.
LINKS = """
return [...document.querySelectorAll('*')].flatMap(e => ['href', 'src', 'action', 'formaction', 'xlink:href']
  .map(name => e.getAttribute(name)).filter(value => value !== null).map(value => new URL(value, location).href))
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        {"text": TEXT, "title": mark, "url": url, "outlet": mark, "byline": mark, "published": "2025-03-18"}
        for mark, url in [
            (SCRIPT, LINK),
            (IMAGE, f"https://x.example/{IMAGE}"),
            (SVG, "data:text/html,<script>window.broken=5</script>"),
            (BIDI + TEMPLATE, "https://x.example/\u202e"),
        ]
    ]
    pile = folder / "pile.jsonl"
    pile.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    strange = folder / f"{IMAGE.replace('/', '')}.txt"
    strange.write_text(TEXT, "utf-8")
    (folder / "<b onclick=x>.bin").write_bytes(b"\x00\x01" * 500)
    with init_desk(folder / "desk") as desk:
        desk.add([pile, strange, folder / "<b onclick=x>.bin"])
        desk.assemble()
        with desk.database.writing() as connection:
            identity = jobs.start_job(connection, "add", SCRIPT + IMAGE)
            jobs.move_job(connection, identity, 1, f"{IMAGE} 3", "failed")
        yield desk


def addresses(desk):
    """Every page there is, with what the hostile articles gave rise to, and trouble."""
    client = client_of(desk)
    told = [page.path for page in PAGES if opens_alone(page)]
    rows = client.get("/api/articles").json()["rows"]
    stories = client.get("/api/stories").json()["rows"]
    sources = client.get("/api/statements").json()["sources"]
    assert rows
    assert sources
    for path in [page.path for page in PAGES if "{" in page.path]:
        for row in [*rows, *stories]:
            told.append(path.replace("{id}", str(row["id"])).replace("{own}", str(row.get("own", "x"))))
    told += [f"/search?q={q}" for q in ("terluka", "script", "Endang", _quoted(IMAGE), _quoted(SCRIPT))]
    told += [f"/articles?outlet={_quoted(row['outlet'])}" for row in rows if row["outlet"]]
    told += [f"/statements?source={_quoted(name)}" for name, _ in sources]
    told += [f"/speaker?name={_quoted(name)}" for name, _ in sources]
    told += [
        "/statements?stance=denies",
        "/jobs/1",
        f"/{_quoted(IMAGE)}",
        f"/articles?sort={_quoted(SCRIPT)}",
    ]
    told += [
        f"/sign-in?next={_quoted(IMAGE)}",
        f"/articles?x={_quoted(IMAGE)}",
        f"/articles?month={_quoted(SVG)}",
    ]
    return list(dict.fromkeys(told))


def _quoted(text):
    from urllib.parse import quote

    return quote(text, safe="")


def test_hostile_articles_do_nothing_on_any_page(opened, serve, hostile):
    address = serve(hostile)
    seen = addresses(hostile)
    assert len(seen) > 25
    for path in seen:
        page = opened(address + path)
        page.execute_script("for (const e of document.querySelectorAll('details')) e.open = true")
        assert page.execute_script("return window.broken") is None, path
        asked = [url for url in requests(page) if not url.startswith("about:")]
        assert all(url.startswith(address) for url in asked), (path, asked)
        told = [line for line in complaints(page) if "Failed to load resource" not in line]
        assert told == [], path
        links = page.execute_script(LINKS)
        bad = [link for link in links if not link.startswith(("http://", "https://"))]
        assert bad == [], path
        assert not page.find_elements(
            By.CSS_SELECTOR, "[onerror], [onload], [onclick], [style], img[src=x]"
        ), path


def test_hostile_articles_do_nothing_in_answers_for_programs(opened, serve, hostile):
    """A browser that is led to the JSON shows it, and takes it for nothing else."""
    address = serve(hostile)
    client = client_of(hostile)
    for path in [f"/api{path if path != '/' else '/overview'}" for path in addresses(hostile)]:
        answer = client.get(path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-type"] == "application/json", path
    for path in (
        "/api/articles",
        "/api/statements",
        f"/api/{_quoted(IMAGE)}",
        f"/api/articles?sort={_quoted(SCRIPT)}",
    ):
        page = opened(address + path)
        assert page.execute_script("return window.broken") is None
        assert not page.find_elements(By.CSS_SELECTOR, "img, svg[onload]")


def test_marks_stand_in_the_page_as_they_were_written(opened, serve, hostile):
    page = opened(f"{serve(hostile)}/articles")
    titles = [link.text for link in page.find_elements(By.CSS_SELECTOR, ".rows > li > a")]
    assert SCRIPT in titles
    assert IMAGE in titles
