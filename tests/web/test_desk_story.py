"""The pages of stories and articles: what they tell, that every link leads somewhere, that nothing breaks out."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from runut.model.correction import KINDS
from runut.project.desk import Desk
from runut.store import articles, readings, stories
from tests.unit.view_makers import HOSTILE
from tests.web.desk_makers import EXAMPLES, Page, client_of, crawl, desk_of
from tests.web.piles import write_story

PARTS = ("", "/figures", "/chains", "/drift", "/speakers", "/cross", "/times")
#: Pages that other parts of the desk bring.
OTHERS = ("/look", "/static", "/review", "/history", "/statements", "/sign", "/jobs", "/articles?")


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Iterator[Desk]:
    with desk_of(tmp_path_factory.mktemp("feri"), EXAMPLES / "feri") as made:
        yield made


@pytest.fixture(scope="module")
def client(desk) -> TestClient:
    return client_of(desk)


@pytest.fixture(scope="module")
def own(desk) -> str:
    """The name of the story of the ferry."""
    with desk.database.reading() as connection:
        return stories.list_stories(connection, sort="articles").rows[0].own


def page(client: TestClient, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text[:400])
    return Page(answer.text)


def twin(client: TestClient, address: str) -> dict:
    answer = client.get(f"/api{address}")
    assert answer.status_code == 200, (address, answer.text[:400])
    return answer.json()


# links


@pytest.fixture(scope="module")
def crawled(client):
    """All pages that lead from the first one, a list's filters left out: they are tested with the lists."""

    def skip(path: str) -> bool:
        return path.startswith(OTHERS)

    return crawl(client, "/", most=900, skip=skip)


def test_every_link_leads_to_a_page_and_every_anchor_is_there(crawled):
    pages, wrong = crawled
    ours = [one for one in wrong if not one.startswith("/articles?")]
    assert not ours, ours[:10]
    assert len(pages) > 150
    for part in ("/stories/", "/articles/", "/speaker?", "/explain/", "/export"):
        assert any(address.startswith(part) for address in pages), part


def test_no_page_gives_two_things_the_same_id(crawled):
    pages, _ = crawled
    for address, found in pages.items():
        assert [one for one, count in Counter(found.ids).items() if count > 1] == [], address


def test_every_number_of_the_ledger_opens_its_sentence(client, own):
    """Each figure of each question is on the page, and its link leads to its mark in its article."""
    record = twin(client, f"/stories/{own}/figures?most=60")
    shown = page(client, f"/stories/{own}/figures?most=60")
    ids = {one["name"]: one["id"] for one in record["articles"]}
    entries = [entry for question in record["rows"] for entry in question["entries"]]
    assert len(entries) > 20
    for entry in entries:
        address = f"/articles/{ids[entry['article']]}"
        assert f"{address}#{entry['id']}" in shown.links
        assert entry["id"] in page(client, address).ids


def test_a_question_is_on_the_first_page_or_its_line_is(client, own):
    """A link from elsewhere knows nothing of pieces: the anchor of every question is always there."""
    record = twin(client, f"/stories/{own}/figures?most=2")
    shown = page(client, f"/stories/{own}/figures?most=2")
    assert record["others"]
    assert {one["id"] for one in record["others"]} <= set(shown.ids)
    last = record["others"][-1]["id"]
    there = twin(client, f"/stories/{own}/figures?most=2&at={last}")
    assert last in [question["id"] for question in there["rows"]]
    assert there["offset"] > 0


# records


@pytest.mark.parametrize("part", PARTS)
def test_each_page_has_a_twin_without_markup(client, own, part):
    answer = client.get(f"/stories/{own}{part}")
    assert answer.headers["link"].startswith(f"</api/stories/{own}{part}>")
    record = twin(client, f"/stories/{own}{part}")
    assert record["story"]["row"]["own"] == own
    assert not re.search(r"<(span|i|b|a|small)\b", json.dumps(record))


def test_the_story_counts_origins_and_names_who_denies(client, own):
    record = twin(client, f"/stories/{own}")
    assert len(record["articles"]) == record["story"]["row"]["articles"] == 11
    assert [a["badge"] for a in record["articles"]].count("copy") == 1
    toll = record["questions"][0]
    assert (toll["origins_low"], toll["origins_high"]) == (2, 3)
    assert toll["articles"] > toll["origins_high"], "articles are not origins"
    assert {stand["stance"] for stand in record["stands"]} == {"denies", "cannot-confirm", "declines"}


def test_rows_stand_for_origins_or_for_articles(client, own):
    record = twin(client, f"/stories/{own}/figures")
    toll = record["rows"][0]
    by_origin, by_article = (
        client.get(f"/stories/{own}/figures?by={by}&single={toll['id']}").text for by in ("origin", "article")
    )
    assert by_origin.count('<details class="origin"') == len(toll["origins"])
    assert by_article.count('<details class="origin"') == len({e["article"] for e in toll["entries"]})
    for html in (by_origin, by_article):
        assert html.count('class="report"') == len(toll["entries"])


def test_figures_as_a_table_have_every_entry(client, own):
    answer = client.get(f"/stories/{own}/figures.csv")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    record = twin(client, f"/stories/{own}/figures?most=60")
    assert {row["id"] for row in rows} == {e["id"] for q in record["rows"] for e in q["entries"]}


def test_the_chain_of_a_question_and_what_is_inferred(client, own):
    record = twin(client, f"/stories/{own}/chains")
    assert record["question"] == record["chains"][0]["question"]
    assert {step["basis"] for step in record["steps"]} == {"read", "inferred"}
    keys = {spot["key"] for spot in record["spots"]}
    assert all({step["from"], step["to"]} <= keys for step in record["steps"])
    html = client.get(f"/stories/{own}/chains").text
    assert html.count('class="hop') == len(record["steps"])
    assert 'class="hop inferred"' in html
    assert client.get(f"/stories/{own}/chains?question=q-none").status_code == 404


def test_changes_come_before_words(client, own):
    record = twin(client, f"/stories/{own}/drift")
    changed = [len({d["what"] for d in row["utterance"]["drift"]}) for row in record["rows"]]
    assert changed == sorted(changed, reverse=True)
    some = next(iter(record["counts"]))
    chosen = twin(client, f"/stories/{own}/drift?what={some}")
    assert chosen["total"] == record["counts"][some]


def test_an_actor_is_found_under_all_its_names(client, own):
    record = twin(client, "/speaker?name=Basarnas")
    assert "Badan SAR Nasional" in record["names"]
    assert record["total"] == len(record["rows"]) == 4
    days = [row["row"]["said_on"] for row in record["rows"] if row["row"]["said_on"]]
    assert days == sorted(days)
    assert [one["story"]["own"] for one in record["stories"]] == [own]
    piece = twin(client, "/speaker?name=Basarnas&most=2&offset=2")
    assert [row["row"]["id"] for row in piece["rows"]] == [row["row"]["id"] for row in record["rows"][2:]]


def test_an_actor_of_whom_nothing_was_read_is_an_empty_page(client):
    assert twin(client, "/speaker?name=Nobody")["total"] == 0
    assert twin(client, "/speaker")["unnamed"]


def test_one_list_of_five_with_its_pieces(client, own):
    record = twin(client, f"/stories/{own}/cross")
    assert set(record["counts"]) == {"conflicts", "updates", "denials", "agreements", "apart"}
    whole = twin(client, f"/stories/{own}/cross?which=agreements&most=100")["rows"]
    pieces = [
        pair
        for offset in range(0, len(whole), 5)
        for pair in twin(client, f"/stories/{own}/cross?which=agreements&most=5&offset={offset}")["rows"]
    ]
    assert pieces == whole
    assert len(whole) == record["counts"]["agreements"]


def test_why_something_was_read_so_is_a_tree(client, desk):
    record = twin(client, "/explain/3/s1")
    assert record["kind"] == "statement"
    assert any(branch["label"].startswith("sebabnya (") and branch["below"] for branch in record["branches"])
    plain = twin(client, "/explain/3/s1?lang=en")
    assert [len(branch["below"]) for branch in plain["branches"]] == [
        len(branch["below"]) for branch in record["branches"]
    ]
    assert any(branch["label"].startswith("why (") for branch in plain["branches"])
    assert client.get("/explain/3/s99").status_code == 404
    assert client.get("/explain/999/s1").status_code == 404
    assert client.get("/explain/3/x1").status_code == 400


# articles


def test_an_article_marks_and_notes_every_statement(client):
    record = twin(client, "/articles/3")
    shown = page(client, "/articles/3")
    assert record["text"][record["reading"]["statements"][0]["cue"]["start"] :].startswith("meralat")
    for statement in record["reading"]["statements"]:
        assert statement["id"] in shown.ids
        assert ("statement", f"3#{statement['id']}") in shown.hooks
    assert f"SHA-256 {record['version']['snapshot'][:16]}" in shown.text


def test_everything_that_can_be_decided_about_has_its_hook(crawled):
    pages, _ = crawled
    hooks = {hook for found in pages.values() for hook in found.hooks}
    kinds = {kind for kind, _ in hooks}
    assert kinds - {"origin"} <= set(KINDS)
    assert kinds >= {"statement", "quantity", "time", "place", "actor", "furniture", "article", "story"}
    assert kinds >= {"question", "utterance", "hop", "drift", "relation"}
    ranged = [key for kind, key in hooks if kind in ("quantity", "time", "place", "furniture", "defect")]
    assert all(re.fullmatch(r"\d+#\d+-\d+", key) for key in ranged)


def test_old_versions_stay_readable_and_say_so(tmp_path):
    path = tmp_path / "in" / "a.txt"
    path.parent.mkdir()
    path.write_text(
        "Sedikitnya 12 orang tewas di Desa Karangwungu, kata Kepala BPBD Rahmat Hidayat.\n", "utf-8"
    )
    with desk_of(tmp_path / "p", path) as desk:
        path.write_text(
            "Sedikitnya 15 orang tewas di Desa Karangwungu, kata Kepala BPBD Rahmat Hidayat.\n", "utf-8"
        )
        desk.add([path])
        desk.assemble()
        client = client_of(desk)
        new, old = twin(client, "/articles/1"), twin(client, "/articles/1?version=1")
        assert (new["version"]["number"], old["version"]["number"]) == (2, 1)
        assert ("15" in new["text"], "12" in old["text"]) == (True, True)
        assert old["figures"] == []
        assert "versi lama" in page(client, "/articles/1?version=1").text
        assert client.get("/articles/1?version=3").status_code == 404


def test_a_story_that_is_not_worked_out_anew_shows_no_moved_span(tmp_path):
    """The text has changed, the story has not: what no longer stands there is left out, and the page says so."""
    folder = tmp_path / "in"
    write_story(folder, 6, seed=2)
    with desk_of(tmp_path / "p", folder) as desk:
        client = client_of(desk)
        with desk.database.reading() as connection:
            own = stories.list_stories(connection).rows[0].own
        before = twin(client, f"/stories/{own}/figures")
        assert not before["story"]["stale"]
        changed = sorted(folder.iterdir())[0]
        changed.write_text("Naskah ini ditarik.\n", "utf-8")
        desk.add([folder])
        after = twin(client, f"/stories/{own}/figures")
        assert after["story"]["stale"]
        assert "susunlah ulang" in page(client, f"/stories/{own}/figures").text
        told = {e["article"] for q in after["rows"] for e in q["entries"]}
        assert len(told) == len({e["article"] for q in before["rows"] for e in q["entries"]}) - 1
        for part in PARTS:
            assert client.get(f"/stories/{own}{part}").status_code == 200, part


def test_what_changed_is_read_anew(tmp_path):
    """A kept story is known by what it was made from: a new article in it shows at once."""
    folder = tmp_path / "in"
    write_story(folder, 5, seed=3)
    with desk_of(tmp_path / "p", folder) as desk:
        client = client_of(desk)

        def newest() -> tuple[str, int]:
            with desk.database.reading() as connection:
                row = stories.list_stories(connection, sort="articles").rows[0]
            return row.own, len(twin(client, f"/stories/{row.own}")["articles"])

        _, count = newest()
        write_story(folder, 7, seed=3)
        desk.add([folder])
        desk.assemble()
        again, more = newest()
        assert (count, more) == (5, 7)
        assert client.get(f"/stories/{again}").status_code == 200


def test_the_shelf_keeps_no_more_than_it_may(tmp_path):
    for number in range(4):
        write_story(tmp_path / "in" / f"s{number}", 6, seed=number + 1)
    with desk_of(tmp_path / "p", tmp_path / "in") as desk:
        desk.shelf._stories._most = 10
        with desk.database.reading() as connection:
            names = [row.own for row in stories.list_stories(connection).rows]
        for own in names:
            assert desk.shelf.story(own) is not None
        assert len(desk.shelf._stories._held) == 1
        assert desk.shelf.story(names[-1]) is desk.shelf.story(names[-1])
        assert desk.shelf.story("none") is None


# hostile articles


def test_hostile_articles_stay_words(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    bad = "<script>alert(3)</script>"
    rows = [
        {
            "text": HOSTILE,
            "title": f"{bad} judul",
            "outlet": f'"><img src=x onerror=alert(4)> {n}',
            "url": url,
        }
        for n, url in enumerate(
            ("javascript:alert(5)", "https://example.com/a?x=<b>", "http://example.com/#a")
        )
    ]
    (folder / "bad.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    with desk_of(tmp_path / "p", folder) as desk:
        client = client_of(desk)
        pages, wrong = crawl(client, "/stories", most=250, skip=lambda path: path.startswith(OTHERS))
        assert not [one for one in wrong if not one.startswith("/articles?")], wrong[:5]
        assert any(address.startswith("/articles/") for address in pages)
        for address in pages:
            answer = client.get(address)
            kind, given = answer.headers["content-type"], answer.headers.get("content-disposition", "")
            if "text/html" not in kind or "attachment" in given:
                continue
            html = answer.text
            assert Page(html).foreign_scripts == 0, address
            for words in ("<script>alert", "<img", "onerror=alert(2)>", "<style>", 'href="javascript:'):
                assert words not in html, (address, words)


# export


@pytest.mark.parametrize("form", ["html", "json", "md", "csv", "jsonld", "geojson"])
def test_the_dossier_in_every_form(client, own, form):
    whole, one = client.get(f"/export/{form}"), client.get(f"/export/{form}?story={own}")
    for answer in (whole, one):
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"
    if form == "json":
        assert len(whole.json()["stories"]) == 2
        assert [story["id"] for story in one.json()["stories"]] == [own]
    if form == "csv":
        names = zipfile.ZipFile(io.BytesIO(one.content)).namelist()
        assert {"figures.csv", "statements.csv"} <= set(names)
        assert client.get(f"/export/{form}?story={own}").content == one.content


def test_what_was_read_is_listed_with_hashes_and_error_rates(client, desk):
    record = twin(client, "/export")
    with desk.database.reading() as connection:
        held = articles.newest_versions(connection, range(1, 13))
    assert {row["version"]["snapshot"] for row in record["rows"]} == {one.snapshot for one in held.values()}
    assert record["quality"]["set"]
    assert len(record["digest"]) == 64
    assert client.get("/export/exe").status_code == 400
    assert client.get("/export?story=none").status_code == 404


def test_missing_things_are_missing(client):
    for address in ("/stories/none", "/stories/none/figures", "/stories/none/figures.csv", "/articles/999"):
        assert client.get(address).status_code == 404, address
        assert client.get(f"/api{address}").status_code == 404, address
    assert client.get("/articles/x").status_code == 400


def test_shared_sources_are_found_by_each_of_their_names(desk):
    with desk.database.reading() as connection:
        assert readings.shared_sources(connection, ["nobody"], [1]) == set()
