"""The reference says what the code says, and the documentation's links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def pages():
    spec = importlib.util.spec_from_file_location("write_reference", ROOT / "scripts" / "write_reference.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script.pages()


def test_the_reference_is_up_to_date(pages):
    for name, text in pages.items():
        written = (DOCS / "reference" / name).read_text("utf-8")
        assert written == text, f"{name} lags: python scripts/write_reference.py"


def test_no_reference_page_is_left_over(pages):
    assert {path.name for path in (DOCS / "reference").iterdir()} == set(pages)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("commands.md", ["## runut corrections gold", "--url-list FILE", "## runut watch"]),
        ("interface.md", ["runut.dossier(", "class runut.Reading"]),
        ("schema.md", ["### Origin", "| `said_on` | text or null |", "`cannot-confirm`"]),
        (
            "api.md",
            ["`GET /api/statements`", "`POST /api/articles/{article_id}/decide`", "| `stance` | query |"],
        ),
    ],
)
def test_the_reference_has_what_people_look_for(pages, page, words):
    assert not [one for one in words if one not in pages[page]]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def test_every_page_is_in_the_index():
    index = (DOCS / "README.md").read_text("utf-8")
    linked = {(DOCS / link.partition("#")[0]).resolve() for link in re.findall(r"\]\(([^)\s]+)\)", index)}
    pages = {path.resolve() for path in DOCS.rglob("*.md")} - {(DOCS / "README.md").resolve()}
    assert not pages - linked
