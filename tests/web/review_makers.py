"""A small desk to review: three articles of a flood, and forms as a browser sends them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import html
from starlette.testclient import TestClient

from runut.project.desk import Desk, init_desk
from runut.store import articles, readings
from runut.store.readings import Stored

REPORT = """SUARASENGGARA.COM, MAJENANG - Banjir bandang menewaskan 14 orang di Majenang, Senin (3/3/2025).

Kepala BPBD Cilacap Wahyu Prasetio mengatakan 14 orang tewas dan 230 rumah rusak. "Kami masih mencari \
dua warga," kata Wahyu.

Sebanyak 60 relawan 🚑🚑 dikerahkan. Camat membenarkan kabar itu.
"""
OTHER = """HARIANGALUH.COM, MAJENANG - Korban tewas banjir bandang Majenang menjadi 17 orang, Selasa (4/3/2025).

Bupati Cilacap Rina Astuti mengatakan 17 orang tewas dalam banjir bandang di Majenang.
"""
COPY = """KABARPESISIR.COM, MAJENANG - Banjir bandang menewaskan 14 orang di Majenang, Senin (3/3/2025).

Kepala BPBD Cilacap Wahyu Prasetio mengatakan 14 orang tewas dan 230 rumah rusak, dikutip dari \
SUARASENGGARA.COM. "Kami masih mencari dua warga," kata Wahyu.
"""


def write_pile(folder: Path) -> Path:
    """The three articles as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("a", REPORT), ("b", OTHER), ("c", COPY)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def flood(folder: Path) -> Desk:
    """A desk that holds them, worked out."""
    pile = write_pile(folder / "pile")
    desk = init_desk(folder / "desk")
    desk.add([pile])
    desk.assemble()
    return desk


def stored(desk: Desk, name: str) -> Stored:
    """What was read in a.txt, b.txt, c.txt."""
    with desk.database.reading() as connection:
        row = articles.find_article(connection, f"../pile/{name}.txt")
        assert row is not None
        found = readings.get_reading(connection, row.id)
    assert found is not None
    return found


def fields_of(page: str, selector: str = "form.fields") -> dict[str, Any]:
    """A form's fields with what stands in them, as a browser would send them without a button."""
    form = html.fromstring(page).cssselect(selector)[0]
    return {name: value or "" for name, value in form.form_values()}


def send(client: TestClient, address: str, changed: dict[str, str], action: str, to: str) -> Any:
    """Open a form, type into it, press a button."""
    page = client.get(address)
    assert page.status_code == 200, page.text[:500]
    fields = {**fields_of(page.text), **changed, "action": action}
    return client.post(to, data=fields)
