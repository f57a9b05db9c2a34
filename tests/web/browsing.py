"""What browser tests look at: the requests of a page, what it complains of, how accessible it is."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PHONE, LAPTOP = 390, 1280
AXE = Path(os.environ.get("RUNUT_AXE", Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"))

PATIENCE = (
    60  # seconds: a page is there in a fraction of one; machines that do much else at a time get to it late
)


def one(page: Any, selector: str) -> Any:
    """The first element of a selector in what is shown."""
    return page.find_element("css selector", selector)


def until(page: Any, met: Callable[[Any], Any]) -> Any:
    """Wait until something is met. Returns what it gave.

    While one page gives way to the next a driver may fail in several ways, not all of them called stale: it is asked
    again, whatever it says, until patience ends.
    """
    errors = pytest.importorskip("selenium.common.exceptions")
    waiting = pytest.importorskip("selenium.webdriver.support.wait").WebDriverWait
    return waiting(page, PATIENCE, ignored_exceptions=[errors.WebDriverException]).until(met)


def follow(page: Any, element: Any) -> None:
    """Click what leads to another page, and wait until that is there."""
    leave(page, element.click)


def leave(page: Any, act: Callable[[], Any]) -> None:
    """Do what leads to another page, and wait until that is there: a document of another birth, loaded whole."""
    born = page.execute_script("return performance.timeOrigin")
    act()
    until(
        page,
        lambda now: now.execute_script(
            "return performance.timeOrigin !== arguments[0] && document.readyState === 'complete'", born
        ),
    )


def requests(browser: Any) -> list[str]:
    """The addresses that the page has asked for."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]


def complaints(browser: Any) -> list[str]:
    """What the browser complained of since the page was opened: errors of scripts, breaches of the policy."""
    return [entry["message"] for entry in browser.get_log("browser")]


def violations(page: Any) -> list[Any]:
    """Breaches of WCAG 2.1 A and AA, as far as a program can tell."""
    if not AXE.exists():
        pytest.skip(f"no axe-core at {AXE}: npm install axe-core")
    page.execute_script(AXE.read_text("utf-8"))
    page.set_script_timeout(120)
    found: list[Any] = page.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"
        ".then(r => done(r.violations.map(v => [v.id, v.nodes.length, v.nodes.slice(0, 3).map("
        "n => n.html.slice(0, 160) + ' | ' + n.failureSummary)])))"
    )
    return found
