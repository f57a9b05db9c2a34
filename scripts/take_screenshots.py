"""Pictures of a report for the docs: laptop, phone, dark, paper; and of the desk's pages, where its address is named.

    runut dossier examples/feri --out out/demo.html
    runut serve --project PROJECT &
    python scripts/take_screenshots.py out/demo.html http://127.0.0.1:8571

Needs selenium, Chromium with chromedriver, pdftoppm (poppler-utils) and pngquant.
"""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from selenium import webdriver

TARGET = Path(__file__).parent.parent / "docs/img"
LAPTOP, PHONE = 1280, 390
#: name → width, height, what to scroll to, dark, what to do first
PICTURES: dict[str, tuple[int, int, str, bool, str]] = {
    "report": (LAPTOP, 860, "body", False, ""),
    "report-ledger": (
        LAPTOP,
        860,
        "section[id$=figures]",
        False,
        "document.querySelector('.block .origin').open = true",
    ),
    "report-chains": (LAPTOP, 860, "section[id$=chains]", False, ""),
    "report-drift": (LAPTOP, 860, "section[id$=drift]", False, ""),
    "report-map": (LAPTOP, 760, ".mapfig", False, ""),
    "report-article": (LAPTOP, 860, "article.text:nth-of-type(2)", False, ""),
    "report-dark": (LAPTOP, 860, "body", True, ""),
    "report-phone": (PHONE, 844, "#overview .card", False, ""),
}
#: name → width, height, page, dark
DESK_PICTURES: dict[str, tuple[int, int, str, bool]] = {
    "desk": (LAPTOP, 900, "/", False),
    "desk-review": (LAPTOP, 900, "/review", False),
    "desk-correct": (LAPTOP, 900, "/articles/3/correct?kind=statement&key=s1", False),
    "desk-article-dark": (LAPTOP, 900, "/articles/3", True),
    "desk-phone": (PHONE, 844, "/review", False),
}


def main(report: str, desk: str | None = None) -> None:
    browser = _browser()
    TARGET.mkdir(parents=True, exist_ok=True)
    _report(browser, Path(report).resolve().as_uri())
    for name, (width, height, page, dark) in DESK_PICTURES.items() if desk else ():
        _look(browser, width, height, dark)
        browser.get(f"{desk}{page}")
        _keep(name, browser.get_screenshot_as_png())
    browser.quit()


def _browser() -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    for switch in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(switch)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))


def _report(browser: webdriver.Chrome, address: str) -> None:
    for name, (width, height, place, dark, before) in PICTURES.items():
        _look(browser, width, height, dark)
        browser.get(address)
        browser.execute_script(f"{before}; document.querySelector({place!r}).scrollIntoView()")
        _keep(name, browser.get_screenshot_as_png())
    browser.get(address)
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "report.pdf"
        pdf.write_bytes(base64.b64decode(printed["data"]))
        subprocess.run(["pdftoppm", "-r", "80", "-l", "1", "-png", pdf, Path(folder) / "page"], check=True)
        _keep("report-paper", next(Path(folder).glob("page*.png")).read_bytes())


def _look(browser: webdriver.Chrome, width: int, height: int, dark: bool) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {
            "width": width,
            "height": height,
            "deviceScaleFactor": 2 if width == PHONE else 1,
            "mobile": width == PHONE,
        },
    )
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    still = {"name": "prefers-reduced-motion", "value": "reduce"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme, still]})


def _keep(name: str, picture: bytes) -> None:
    small = subprocess.run(
        ["pngquant", "--quality=70-95", "-"], input=picture, capture_output=True, check=True
    ).stdout
    (TARGET / f"{name}.png").write_bytes(small)
    print(f"{name}.png: {len(small):,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:3])
