"""A headless Chromium, and desks to look at with it.

Needs Chromium and its driver (Debian: chromium, chromium-driver); what is missing is skipped, and says so.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from runut.project.desk import Desk, init_desk
from tests.web.browsing import LAPTOP
from tests.web.desks import FERI, Served


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium that keeps a log of its requests and of its console."""
    webdriver = pytest.importorskip("selenium.webdriver")
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("no Chromium with chromedriver on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for switch in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--force-prefers-reduced-motion",
    ):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield chrome
    chrome.quit()


@pytest.fixture
def opened(browser: Any) -> Callable[..., Any]:
    """Opens a page at a width, with or without script, light or dark; cookies stay within a test."""
    browser.execute_cdp_cmd("Network.clearBrowserCookies", {})

    def open_page(url: str, width: int = LAPTOP, script: bool = True, dark: bool = False) -> Any:
        scheme = "dark" if dark else "light"
        browser.get("about:blank")
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
        )
        browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        )
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})
        for log in ("performance", "browser"):
            browser.get_log(log)
        browser.get(url)
        return browser

    return open_page


@pytest.fixture(scope="session")
def feri_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that holds the sample pile, worked out; to be copied or only read."""
    folder = tmp_path_factory.mktemp("feri") / "desk"
    with init_desk(folder) as desk:
        desk.add([FERI])
        desk.assemble()
    return folder


@pytest.fixture
def feri(feri_folder: Path, tmp_path: Path) -> Iterator[Desk]:
    """A copy of it that a test may change."""
    shutil.copytree(feri_folder, tmp_path / "desk")
    with init_desk(tmp_path / "desk") as desk:
        yield desk


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """Serves a desk on a free port of this machine. Returns its address."""
    served: list[Served] = []

    def start(desk: Desk, **given: Any) -> str:
        served.append(Served(desk, **given))
        return served[-1].address

    yield start
    for one in served:
        one.stop()
