"""Review in a real browser: the whole way from a number to a corrected dossier, words by selecting, keys alone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from runut.cli.main import runut
from runut.project.desk import Desk, init_desk
from tests.web.browsing import LAPTOP, PHONE, complaints, follow, leave, one, until, violations
from tests.web.review_makers import flood, stored, write_pile

pytestmark = pytest.mark.browser

By = pytest.importorskip("selenium.webdriver.common.by").By
Keys = pytest.importorskip("selenium.webdriver.common.keys").Keys
SCORE = Path(__file__).resolve().parents[2] / ".." / "shared/score/score.py"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with flood(tmp_path) as opened:
        yield opened


@pytest.fixture
def address(desk: Desk, serve: Callable[..., str]) -> str:
    return serve(desk, alone="Ani")


def select_words(page: Any, box: str, words: str) -> None:
    """Select words of a text as the mouse does."""
    found = page.execute_script(
        """const [box, words] = arguments;
        const walker = document.createTreeWalker(document.querySelector(box), NodeFilter.SHOW_TEXT);
        const nodes = []; let whole = "";
        while (walker.nextNode()) { nodes.push([walker.currentNode, whole.length]); whole += walker.currentNode.data; }
        const at = whole.indexOf(words); if (at < 0) return false;
        const point = (offset, end) => {
          for (const [n, s] of nodes.toReversed()) if (end ? s < offset : s <= offset) return [n, offset - s];
        };
        getSelection().setBaseAndExtent(...point(at), ...point(at + words.length, true));
        document.querySelector(box).dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
        return true;""",
        box,
        words,
    )  # fmt: skip
    assert found, words


def speakers(desk: Desk, name: str) -> list[str | None]:
    return [said.source_name for said in stored(desk, name).standing.statements]


def test_from_files_to_a_corrected_dossier_and_on_to_another_project(opened, serve, tmp_path):
    """The whole way: upload, ledger, sentence, another speaker by keyboard, a second run, the same elsewhere."""
    pile = write_pile(tmp_path / "pile")
    with init_desk(tmp_path / "desk") as desk:
        page = opened(serve(desk, alone="Ani"))
        one(page, "#files").send_keys("\n".join(sorted(str(path) for path in pile.iterdir())))
        follow(page, one(page, ".upload button"))
        until(
            page,
            lambda p: one(p, ".card a[href^='/stories/']") and not p.find_elements(By.CSS_SELECTOR, ".job"),
        )
        _correct(page)
        figures = page.current_url
        told = CliRunner().invoke(runut, ["reread", "--all", "--project", str(desk.folder.path)])
        assert told.exit_code == 0, told.output
        page.get(figures)
        assert "Basarnas" in one(page, "main").text
        assert complaints(page) == []
        _carry_on(desk, tmp_path)


def _correct(page: Any) -> None:
    """From the overview to a number, to its sentence, to another speaker, and back to the number."""
    follow(page, one(page, ".card a[href^='/stories/']"))
    follow(page, one(page, "a[href$='/figures']"))
    figures = page.current_url
    origin = one(page, ".origin")
    one(origin, "summary").click()
    follow(page, one(origin, ".report footer a"))
    assert "/articles/" in page.current_url
    speaker = one(page, "aside [data-kind=statement] b").text
    assert speaker == "Wahyu Prasetio"
    edit = one(page, "aside [data-kind=statement] a.edit")
    leave(page, lambda: edit.send_keys(Keys.ENTER))
    field = one(page, "#f-source_name")
    field.send_keys(Keys.CONTROL + "a")
    field.send_keys("Basarnas")
    why = one(page, "#why")
    leave(page, lambda: why.send_keys("siaran pers" + Keys.CONTROL + Keys.ENTER))
    assert "/correct" not in page.current_url
    assert one(page, "aside .hand").text == "✎ Ani"
    assert one(page, "aside del").text.endswith("Wahyu Prasetio")
    assert one(page, "aside del").value_of_css_property("text-decoration-line") == "line-through"
    page.get(figures)
    assert "Basarnas" in one(page, "main").text


def _carry_on(desk: Desk, tmp_path: Path) -> None:
    """Decisions as JSON lines and as annotation, and into a project that lies elsewhere."""
    project = str(desk.folder.path)
    lines, gold = tmp_path / "decisions.jsonl", tmp_path / "ours"
    call(["export", "--project", project, "--out", str(lines)])
    assert [json.loads(line)["who"] for line in lines.read_text("utf-8").splitlines()] == ["Ani"]
    call(["gold", "--project", project, str(gold)])
    told = json.loads(next((gold / "gold").iterdir()).read_text("utf-8"))
    assert "Basarnas" in [said["source_name"] for said in told["statements"]]
    pile = write_pile(tmp_path / "else/where/deep/pile")
    with init_desk(tmp_path / "second") as second:
        second.add([pile])
        second.assemble()
        name = next(iter(second.case().texts))
        assert name.startswith("../else/")
        assert "1 new" in call(["import", "--project", str(second.folder.path), str(lines)])
        assert "0 new, 1 known" in call(["import", "--project", str(second.folder.path), str(lines)])
        ours, theirs = (
            {r.sha256: [s.source_name for s in r.statements] for r in one_.case().readings}
            for one_ in (desk, second)
        )
        assert ours == theirs
        assert any("Basarnas" in names for names in theirs.values())
    if SCORE.exists():
        readings = tmp_path / "readings.jsonl"
        texts = sorted(str(path) for path in (gold / "texts").iterdir())
        CliRunner().invoke(runut, ["analyse", *texts, "--out", str(readings)], catch_exceptions=False)
        command = [
            sys.executable,
            str(SCORE),
            str(gold / "texts"),
            str(gold / "gold"),
            str(readings),
            "--json",
        ]
        report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        assert report["missing"] == []
        assert report["source_name"]["rate"] < 1.0  # what the person corrected, the program still misreads


def call(words: list[str]) -> str:
    found = CliRunner().invoke(runut, ["corrections", *words], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found.output


def test_the_queue_is_worked_through_by_keyboard(opened, address, desk):
    page = opened(f"{address}/review")
    items = page.find_elements(By.CSS_SELECTOR, ".item")
    assert len(items) > 2
    body = one(page, "body")
    second = items[1].text
    body.send_keys("jj")
    assert page.switch_to.active_element.text == second
    body.send_keys("k")
    first = page.switch_to.active_element
    words = first.text
    press(page, "a")
    assert "diterima" in one(page, "[data-last]").text
    assert words not in [item.text for item in page.find_elements(By.CSS_SELECTOR, ".item")]
    assert page.switch_to.active_element.text == second  # the next one stands where it stood
    press(page, "r")
    assert "ditolak" in one(page, "[data-last]").text
    assert second not in [item.text for item in page.find_elements(By.CSS_SELECTOR, ".item")]
    assert [t.event.action for t in _history(desk)] == ["reject", "accept"]
    press(page, "u")
    assert second in [item.text for item in page.find_elements(By.CSS_SELECTOR, ".item")]
    page.switch_to.active_element.send_keys("?")
    assert one(page, "[data-keys]").get_attribute("open") is not None
    one(page, "body").send_keys("j")
    press(page, "e")
    assert "/correct" in page.current_url
    assert complaints(page) == []


def press(page: Any, key: str) -> None:
    """A key that leads to another page, where the focus is."""
    focus = page.switch_to.active_element
    leave(page, lambda: focus.send_keys(key))


def _history(desk: Desk) -> list[Any]:
    from runut.project.desk.inspecting import Told
    from runut.store import events

    with desk.database.reading() as connection:
        return [Told(event, False) for event in events.list_events(connection).rows]


def test_selected_words_are_counted_in_characters_not_in_halves(opened, address, desk):
    """An astral character is two units for a browser and one for everybody else."""
    held = stored(desk, "a")
    words = "Camat membenarkan kabar itu"
    at = held.text.index(words)
    page = opened(f"{address}/articles/{held.article_id}")
    select_words(page, "[data-article]", words)
    link = until(page, lambda p: one(p, ".picker a"))
    start, end = (int(part) for part in re.findall(r"(?:start|end)=(\d+)", link.get_attribute("href")))
    assert (start, end) == (at, at + len(words))
    follow(page, link)
    assert "/add" in page.current_url
    assert one(page, "#f-content").get_attribute("value") == words
    one(page, "#f-content").clear()
    select_words(page, "[data-words]", "membenarkan kabar itu")
    assert one(page, "#f-content").get_attribute("value") == "membenarkan kabar itu"
    select_words(page, "[data-words]", "Camat")
    one(page, "#f-source").find_element(By.XPATH, "..").find_element(By.CSS_SELECTOR, ".take").click()
    assert one(page, "#f-source").get_attribute("value") == "Camat"
    one(page, "#f-source_name").send_keys("Camat Majenang")
    follow(page, one(page, "form.fields button.main"))
    assert "/add" not in page.current_url
    said = next(s for s in stored(desk, "a").standing.statements if s.source_name == "Camat Majenang")
    assert [span.of(held.text) for span in said.content] == ["membenarkan kabar itu"]
    assert said.source.of(held.text) == "Camat"
    assert "Camat Majenang" in one(page, "main").text


def test_a_selection_over_several_lines_is_one_span(opened, address, desk):
    held = stored(desk, "a")
    page = opened(f"{address}/articles/{held.article_id}/add")
    page.execute_script(
        "const lines = document.querySelectorAll('[data-words] [data-start]');"
        "getSelection().setBaseAndExtent(lines[1].firstChild, 0, lines[2], 0);"
        "document.querySelector('[data-words]').dispatchEvent(new MouseEvent('mouseup', {bubbles: true}))"
    )
    until(page, lambda p: one(p, "#f-content").get_attribute("value"))
    start, end = map(int, one(page, "[name='f.content.at']").get_attribute("value").split("-"))
    assert held.text[start:end].strip() == held.text.split("\n")[2].strip()


def test_without_a_script_all_of_it_works(opened, address, desk):
    held = stored(desk, "a")
    page = opened(f"{address}/articles/{held.article_id}/correct?kind=statement&key=s1", script=False)
    one(page, "#f-source_name").clear()
    one(page, "#f-source_name").send_keys("Basarnas")
    follow(page, one(page, "form.fields button.main"))
    assert "Basarnas" in speakers(desk, "a")
    page.get(f"{address}/articles/{held.article_id}/add")
    one(page, "#f-content").send_keys("membenarkan kabar itu")
    one(page, "#f-source_name").send_keys("Camat Majenang")
    follow(page, one(page, "form.fields button.main"))
    assert "Camat Majenang" in speakers(desk, "a")
    page.get(f"{address}/history")
    follow(page, one(page, ".history button"))
    assert "Camat Majenang" not in speakers(desk, "a")


def test_a_copy_that_was_not_seen_is_added(opened, serve, desk):
    from selenium.webdriver.support.select import Select

    from runut.store import stories

    with desk.database.reading() as connection:
        row = stories.list_stories(connection).rows[0]
    page = opened(f"{serve(desk, alone='Ani')}/stories/{row.own}/arrange?what=hops")
    before = len(page.find_elements(By.CSS_SELECTOR, ".links > li"))
    one(page, ".add-hop summary").click()
    for side, name in (("from", "a.txt"), ("to", "b.txt")):
        option = one(page, f"#hop-{side} option[value*='{name}']")
        Select(one(page, f"#hop-{side}")).select_by_value(option.get_attribute("value"))
    Select(one(page, "#hop-kind")).select_by_value("rewrite")
    follow(page, one(page, ".add-hop button"))
    assert page.current_url.endswith("what=hops")
    added = [
        item.text for item in page.find_elements(By.CSS_SELECTOR, ".links > li") if "seseorang" in item.text
    ]
    assert len(page.find_elements(By.CSS_SELECTOR, ".links > li")) == before + 1
    assert len(added) == 1
    assert "tulis ulang" in added[0]


@pytest.mark.parametrize(("width", "dark"), [(LAPTOP, False), (PHONE, True)])
def test_pages_of_review_are_accessible_and_fit(opened, serve, feri, width, dark):
    from runut.store import stories

    with feri.database.reading() as connection:
        own = stories.list_stories(connection).rows[0].own
    feri.decide(2, "statement", "correct", "s1", {"source_name": "BNPB"}, who="Budi", why="salah kutip")
    address = serve(feri, alone="Ani")
    found = {}
    for path in (
        "/review", "/review?show=decided", "/history", "/agreement", "/articles/2", "/articles/2/add",
        "/articles/2/correct?kind=statement&key=s1",
        *(f"/stories/{own}/arrange?what={what}" for what in ("articles", "questions", "utterances", "people", "hops")),
    ):  # fmt: skip
        page = opened(address + path, width=width, dark=dark)
        assert page.execute_script("return document.documentElement.scrollWidth - innerWidth") <= 0, path
        assert complaints(page) == [], path
        found[path] = violations(page)
    assert {path: some for path, some in found.items() if some} == {}
