"""Lists are filtered: each filter tells how many it leaves, and leaves that many; files go to programs too."""

from __future__ import annotations

import pytest
from lxml import html

from tests.web.desks import client_of, list_person, token_of


def filters(client, address):
    """The filters of a page: what each is called, how many it says it leaves, where it leads."""
    page = html.fromstring(client.get(address).text)
    for item in page.cssselect(".facet li"):
        counts = item.xpath("./small")
        if counts:
            (link,) = item.cssselect("a")
            yield link.text_content(), int(counts[0].text_content()), link.get("href")


@pytest.mark.parametrize(
    "start", ["/stories", "/stories?least=2", "/articles", "/articles?month=2025", "/statements"]
)
def test_each_filter_leaves_as_many_as_it_says(feri, start):
    client = client_of(feri)
    found = list(filters(client, start))
    assert len(found) > 3
    for named, count, address in found:
        assert client.get(f"/api{address}").json()["total"] == count, (named, address)


def test_a_filter_is_shown_and_taken_off(feri):
    client = client_of(feri)
    whole = client.get("/api/stories").json()
    assert whole["total"] == 2
    page = html.fromstring(client.get("/stories?origins=1&disputed=1&outlet=BOLANUSA.COM").text)
    off = [link.get("href") for link in page.cssselect(".facet a.off")]
    assert len(off) == 3
    assert {len(client.get(f"/api{address}").json()["rows"]) for address in off} <= {0, 1}
    assert "Tidak ada." in page.text_content()


def test_a_month_follows_its_year(feri):
    months = [address for _, _, address in filters(client_of(feri), "/articles?month=2025")]
    assert any("month=2025-03" in address for address in months)


def test_programs_take_files_away(feri):
    client = client_of(feri)
    own = client.get("/api/stories").json()["rows"][0]["own"]
    for path in ("/export/json", f"/export/json?story={own}", f"/stories/{own}/figures.csv"):
        assert client.get(f"/api{path}").content == client.get(path).content
    assert client.get("/api/export/json?kind=x").status_code == 400
    assert client.get("/api/stories/story-none/figures.csv").json()["error"]
    list_person(feri, "mesin")
    answer = client.get("/api/export/json")
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/json")
    assert client.get("/api/export/json", headers=token_of(feri, "mesin")).status_code == 200
    where = client.get(f"/export/json?story={own}")
    assert where.headers["location"] == f"/sign-in?next=%2Fexport%2Fjson%3Fstory%3D{own}"
