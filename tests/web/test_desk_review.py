"""People correct what was read: through forms, and by programs; what they may not, and what cannot be taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import html
from starlette.testclient import TestClient

from runut.model.reading import Reading
from runut.project.desk import Desk
from runut.store import stories
from tests.web.desks import client_of, list_person, secret_in, sign_in, token_of
from tests.web.review_makers import OTHER, fields_of, flood, send, stored


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with flood(tmp_path) as opened:
        yield opened


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return client_of(desk, alone="Ani")


def key_of(reading: Reading, kind: str) -> str:
    """The key of the first record of a kind, as it stands in an address."""
    lists = {"statement": "statements", "actor": "actors", "quantity": "quantities", "furniture": "furniture"}
    record = getattr(reading, lists.get(kind, f"{kind}s"))[0]
    if kind == "statement":
        return str(record.id)
    return str(record.name) if kind == "actor" else f"{record.start}-{record.end}"


def records(reading: Reading, kind: str) -> list[Any]:
    lists = {"statement": "statements", "actor": "actors", "quantity": "quantities", "furniture": "furniture"}
    return list(getattr(reading, lists.get(kind, f"{kind}s")))


CASES = [
    ("statement", {"f.source_name": "Basarnas"}, {"source_name": "Basarnas"}),
    ("statement", {"f.stance": "cannot-confirm", "f.kind": "mixed"}, {"stance": "cannot-confirm"}),
    ("statement", {"f.chain": "Basarnas\nAntara\nSUARASENGGARA.COM"}, {"source_name": "Basarnas"}),
    ("statement", {"f.said_on": "2025-03-02/2025-03-03"}, {"said_on": "2025-03-02/2025-03-03"}),
    ("statement", {"f.said_on": ""}, {"said_on": None}),
    ("quantity", {"f.low": "1.200", "f.high": "", "f.hedge": "at-least"}, {"low": 1200, "high": None}),
    ("quantity", {"f.unit": "jiwa", "f.of": "warga"}, {"unit": "jiwa", "of": "warga"}),
    ("time", {"f.value": "2025-03"}, {"value": "2025-03"}),
    ("place", {"f.name": "Majenang, Jawa Tengah", "f.country": "ID", "f.lat": "-7,3", "f.lon": "108,8"}, {"lat": -7.3}),
    ("actor", {"f.role": "Kepala Pelaksana BPBD"}, {"role": "Kepala Pelaksana BPBD"}),
    ("furniture", {"f.kind": "byline"}, {"kind": "byline"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "typed", "wanted"), CASES)
def test_a_record_is_corrected_by_its_form(desk, client, kind, typed, wanted):
    held = stored(desk, "a")
    key = key_of(held.machine, kind)
    before = len(records(held.standing, kind))
    address = f"/articles/{held.article_id}/correct?kind={kind}&key={key}"
    answer = send(client, address, typed, "correct", f"/articles/{held.article_id}/decide")
    assert answer.status_code == 303, html.fromstring(answer.text).text_content()
    after = stored(desk, "a")
    assert len(records(after.standing, kind)) == before
    assert any(
        all(getattr(one, name) == value for name, value in wanted.items())
        for one in records(after.standing, kind)
    )
    assert after.machine == held.machine
    told = client.get(f"/api{address}").json()
    assert [event["event"]["who"] for event in told["history"]] == ["Ani"]
    assert told["history"][0]["event"]["action"] == "correct"


@pytest.mark.parametrize(("kind", "changes"), [
    ("statement", {"source_name": "Basarnas"}),
    ("quantity", {"low": 15, "high": 20}),
    ("time", {"value": "2025-03-05"}),
    ("place", {"name": "Cilacap"}),
    ("actor", {"type": "organisation"}),
    ("article", {"published": "2025-03-04", "outlet": "Suara Senggara"}),
])  # fmt: skip
def test_a_record_is_corrected_by_a_program(desk, client, kind, changes):
    held = stored(desk, "a")
    key = "" if kind == "article" else key_of(held.machine, kind)
    asked = {"kind": kind, "key": key, "action": "correct", "changes": changes, "why": "siaran pers"}
    answer = client.post(f"/api/articles/{held.article_id}/decide", json=asked)
    assert answer.status_code == 200, answer.text
    assert answer.json()["changes"] == changes
    standing = stored(desk, "a").standing
    found = [standing] if kind == "article" else records(standing, kind)
    assert any(all(getattr(one, name) == value for name, value in changes.items()) for one in found)
    undone = client.post("/api/undo", json={"id": answer.json()["id"]})
    assert undone.json()["undoes"] == answer.json()["id"]
    assert stored(desk, "a").standing == held.machine


def test_spans_are_corrected_by_words_or_by_their_places(desk, client):
    held = stored(desk, "a")
    said = held.machine.statements[0]
    address = f"/articles/{held.article_id}/correct?kind=statement&key={said.id}"
    to = f"/articles/{held.article_id}/decide"
    send(client, address, {"f.content": "14 orang tewas", "f.content.at": ""}, "correct", to)
    text = held.text
    now = next(one for one in stored(desk, "a").standing.statements if one.id == said.id)
    assert [span.of(text) for span in now.content] == ["14 orang tewas"]
    at = text.index("kabar itu")
    assert at > text.index("🚑")
    places = f"{now.content[0].start}-{now.content[0].end},{at}-{at + 9}"
    typed = {"f.content": "14 orang tewas\nkabar itu", "f.content.at": places}
    send(client, address, typed, "correct", to)
    now = next(one for one in stored(desk, "a").standing.statements if one.id == said.id)
    assert [span.of(text) for span in now.content] == ["14 orang tewas", "kabar itu"]


def test_mentions_of_an_actor_are_taken_out_and_added(desk, client):
    held = stored(desk, "a")
    actor = max(held.machine.actors, key=lambda one: len(one.mentions))
    assert len(actor.mentions) > 1
    address = f"/articles/{held.article_id}/correct?kind=actor&key={actor.name}"
    to = f"/articles/{held.article_id}/decide"
    typed = fields_of(client.get(address).text)["f.mentions"].split("\n")
    assert [line.split() for line in typed] == [span.of(held.text).split() for span in actor.mentions]
    send(client, address, {"f.mentions": "\r\n".join([*typed[1:], "Camat"])}, "correct", to)
    (now,) = (one for one in stored(desk, "a").standing.actors if one.name == actor.name)
    kept = [span for span in now.mentions if span.of(held.text) != "Camat"]
    assert len(now.mentions) == len(actor.mentions)
    assert kept == actor.mentions[1:]
    assert "kata-katanya diubah" in client.get(address).text


WRONG = [
    ("statement", {"f.said_on": "besok"}, "f-said_on", "2025-03-18"),
    ("statement", {"f.content": "kata yang tidak ada", "f.content.at": ""}, "f-content", "tidak ada"),
    ("statement", {"f.cue": "Wahyu", "f.cue.at": ""}, "f-cue", "lebih dari satu"),
    ("statement", {"f.chain": " "}, "f-chain", "harus diisi"),
    ("quantity", {"f.low": "1.5"}, "f-low", "12.000"),
    ("quantity", {"f.low": "20", "f.high": "10"}, "f-low", "lebih besar"),
    ("place", {"f.country": "Indonesia"}, "f-country", "huruf besar"),
    ("place", {"f.lat": "120", "f.lon": "3"}, "f-lat", "90"),
    ("time", {"f.value": "Senin"}, "f-value", "2025-03"),
]


@pytest.mark.parametrize(("kind", "typed", "where", "told"), WRONG)
def test_what_cannot_be_taken_is_told_beside_its_input_and_kept(desk, client, kind, typed, where, told):
    held = stored(desk, "a")
    address = f"/articles/{held.article_id}/correct?kind={kind}&key={key_of(held.machine, kind)}"
    typed = {**typed, "why": "karena begitu"}
    answer = send(client, address, typed, "correct", f"/articles/{held.article_id}/decide")
    assert answer.status_code == 422
    page = html.fromstring(answer.text)
    assert told in page.cssselect(f"#{where}-wrong")[0].text_content()
    assert page.cssselect(f"#{where}")[0].get("aria-invalid") == "true"
    kept = fields_of(answer.text)
    assert {name: kept[name] for name in typed} == {name: value.strip() for name, value in typed.items()}
    assert stored(desk, "a").standing == held.machine
    with desk.database.reading():
        assert client.get("/api/history").json()["total"] == 0


def test_a_form_that_changes_nothing_is_told_so(desk, client):
    held = stored(desk, "a")
    address = f"/articles/{held.article_id}/correct?kind=statement&key=s1"
    answer = send(client, address, {}, "correct", f"/articles/{held.article_id}/decide")
    assert answer.status_code == 422
    assert "Belum ada yang diubah" in answer.text


@pytest.mark.parametrize(("action", "left"), [("accept", 0), ("reject", -1), ("note", 0)])
def test_a_reading_is_accepted_rejected_noted_from_the_queue(desk, client, action, left):
    held = stored(desk, "a")
    page = client.get("/review")
    button = {
        "kind": "statement",
        "key": "s1",
        "action": action,
        "why": "diperiksa",
        "csrf": secret_in(page.text),
    }
    answer = client.post(f"/articles/{held.article_id}/decide", data={**button, "next": "/review"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    assert len(stored(desk, "a").standing.statements) == len(held.machine.statements) + left
    rows = client.get("/api/history").json()["rows"]
    assert [(row["event"]["action"], row["event"]["why"]) for row in rows] == [(action, "diperiksa")]
    spots = [spot for item in client.get("/api/review").json()["rows"] for spot in item["spots"]]
    assert (("s1", held.article_id) in [(s["key"], s["article_id"]) for s in spots]) == (action == "note")
    record = client.get(f"/articles/{held.article_id}/correct?kind=statement&key=s1")
    assert record.status_code == 200
    assert "diperiksa" in record.text


def test_a_missed_statement_and_a_missed_figure_are_added(desk, client):
    held = stored(desk, "a")
    to = f"/articles/{held.article_id}/decide"
    at = held.text.index("membenarkan kabar itu")
    address = f"/articles/{held.article_id}/add?kind=statement&start={at}&end={at + 21}"
    fields = fields_of(client.get(address).text)
    assert fields["f.content"] == "membenarkan kabar itu"
    answer = send(client, address, {"f.source_name": "Camat Majenang", "f.stance": "asserts"}, "add", to)
    assert answer.status_code == 303, html.fromstring(answer.text).text_content()
    address = f"/articles/{held.article_id}/add?kind=quantity"
    answer = send(
        client, address, {"f.words": "Sebanyak\n60 relawan", "f.low": "60", "f.high": "60"}, "add", to
    )
    assert answer.status_code == 303
    standing = stored(desk, "a").standing
    added = [one for one in standing.statements if one.source_name == "Camat Majenang"]
    assert [span.of(held.text) for one in added for span in one.content] == ["membenarkan kabar itu"]
    assert "Sebanyak 60 relawan" in [held.text[q.start : q.end] for q in standing.quantities]
    page = client.get(f"/articles/{held.article_id}").text
    assert "Camat Majenang" in page


@pytest.mark.parametrize(("words", "told"), [
    ("orang", "lebih dari satu kali"),
    ("gajah terbang", "tidak ada di teks"),
    ("", "harus diisi"),
])  # fmt: skip
def test_words_to_add_must_stand_there_once(desk, client, words, told):
    held = stored(desk, "a")
    address = f"/articles/{held.article_id}/add?kind=statement"
    typed = {"f.content": words, "f.source_name": "Ani"}
    answer = send(client, address, typed, "add", f"/articles/{held.article_id}/decide")
    assert answer.status_code == 422
    assert told in answer.text
    assert fields_of(answer.text)["f.source_name"] == "Ani"
    asked = {"kind": "statement", "action": "add", "words": words, "changes": {}}
    assert client.post(f"/api/articles/{held.article_id}/decide", json=asked).status_code == 400


def test_readers_cannot_decide_and_forms_need_their_secret(desk):
    list_person(desk, "Budi", "reader")
    list_person(desk, "Cici", "analyst")
    client = client_of(desk, alone=None)
    held = stored(desk, "a")
    to = f"/articles/{held.article_id}/decide"
    asked = {"kind": "statement", "key": "s1", "action": "accept"}
    assert client.post(f"/api{to}", json=asked, headers=token_of(desk, "Budi")).status_code == 403
    assert client.post("/api/undo", json={"id": "x"}, headers=token_of(desk, "Budi")).status_code == 403
    across = {"kind": "people", "action": "split", "changes": {"names": ["A", "B"]}}
    assert client.post("/api/decide", json=across, headers=token_of(desk, "Budi")).status_code == 403
    sign_in(client, "Budi")
    page = client.get("/review")
    assert page.status_code == 200
    assert 'action="/articles' not in page.text
    assert 'class="edit"' not in client.get(f"/articles/{held.article_id}").text
    client = client_of(desk, alone=None)
    sign_in(client, "Cici")
    assert client.post(to, data=asked).status_code == 403
    assert client.post(to, data={**asked, "csrf": "x" * 43}).status_code == 403
    ours = {**asked, "csrf": secret_in(client.get("/review").text)}
    assert client.post(to, data=ours, headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post(to, data=ours).status_code == 303
    assert client.get("/api/history").json()["rows"][0]["event"]["who"] == "Cici"


@pytest.mark.parametrize(("asked", "status"), [
    ({"kind": "statement", "key": "s999", "action": "accept"}, 400),
    ({"kind": "statement", "key": "s1", "action": "merge"}, 400),
    ({"kind": "quantity", "key": "s1", "action": "accept"}, 400),
    ({"kind": "statement", "key": "s1", "action": "correct", "changes": {"stance": "doubts"}}, 400),
    ({"kind": "statement", "key": "s1", "action": "correct", "changes": {"nose": 1}}, 400),
    ({"kind": "statement", "key": "s1", "action": "correct", "changes": {"cue": {"start": 5, "end": 99999}}}, 400),
    ({"kind": "statement", "action": "add", "spans": [[0, 999999]]}, 400),
])  # fmt: skip
def test_a_program_is_told_what_cannot_be_taken(desk, client, asked, status):
    answer = client.post("/api/articles/1/decide", json=asked)
    assert answer.status_code == status
    assert answer.json()["error"]
    assert client.get("/api/history").json()["total"] == 0


# across articles


def own_story(desk: Desk) -> str:
    with desk.database.reading() as connection:
        return str(stories.list_stories(connection).rows[0].own)


def boxes(client: TestClient, own: str, what: str) -> list[list[str]]:
    """The values of the boxes that can be ticked, by group."""
    page = html.fromstring(client.get(f"/stories/{own}/arrange?what={what}").text)
    groups = page.cssselect("fieldset.group") or page.cssselect("form.arrange")
    return [[box.get("value") for box in group.cssselect("input[type=checkbox]")] for group in groups]


def tick(client: TestClient, own: str, what: str, things: list[str], **more: str) -> Any:
    page = client.get(f"/stories/{own}/arrange?what={what}")
    name = "names[]" if what == "people" else "thing[]"
    kind = {"articles": "story", "questions": "question", "utterances": "utterance", "people": "people"}[what]
    return client.post("/decide", data={"csrf": secret_in(page.text), "kind": kind, name: things, **more})


def test_questions_are_split_joined_reworded_and_figures_moved(desk, client):
    own = own_story(desk)
    before = boxes(client, own, "questions")
    assert len(before[0]) > 1
    assert tick(client, own, "questions", before[0][:1], action="split").status_code == 303
    split = boxes(client, own, "questions")
    assert before[0][:1] in split
    assert tick(client, own, "questions", [before[0][0], before[0][1]], action="merge").status_code == 303
    assert sorted(map(sorted, boxes(client, own, "questions"))) == sorted(map(sorted, before))
    other = next(group for group in before if group != before[0])
    tick(client, own, "questions", before[0][:1], action="correct", target=other[0])
    assert any({before[0][0], other[0]} <= set(group) for group in boxes(client, own, "questions"))
    page = client.get(f"/stories/{own}/arrange?what=questions")
    told = fields_of(page.text, "#t1")
    data = {
        "csrf": secret_in(page.text),
        "kind": "question",
        "action": "correct",
        "f.text": "Berapa yang wafat?",
    }
    client.post("/decide", data={**data, "thing[]": told["thing[]"]})
    assert "Berapa yang wafat?" in client.get(f"/stories/{own}/figures").text


def test_articles_leave_a_story_and_come_back(desk, client):
    own = own_story(desk)
    things = boxes(client, own, "articles")[0]
    assert len(things) == 3
    tick(client, own, "articles", things[1:2], action="split")
    with desk.database.reading() as connection:
        left = [row.articles for row in stories.list_stories(connection).rows]
    assert 3 not in left
    rows = client.get("/api/history").json()["rows"]
    client.post("/api/undo", json={"id": rows[0]["event"]["id"]})
    assert len(boxes(client, own_story(desk), "articles")[0]) == 3


def test_names_become_one_are_kept_apart_and_are_parties(desk, client):
    own = own_story(desk)
    names = [value for group in boxes(client, own, "people") for value in group]
    assert {"Wahyu Prasetio", "Rina Astuti"} <= set(names)
    two = ["Wahyu Prasetio", "Rina Astuti"]
    assert tick(client, own, "people", two, action="merge").status_code == 400  # no name yet
    tick(client, own, "people", two, action="merge", **{"f.name": "Rina Astuti"})
    assert "Wahyu Prasetio" not in [v for group in boxes(client, own, "people") for v in group]
    tick(client, own, "people", ["Rina Astuti"], action="correct", **{"f.party": "yes"})
    cast = client.get(f"/api/stories/{own}/arrange?what=people").json()["people"]
    assert next(one["party"] for one in cast if one["name"] == "Rina Astuti") is True


def test_what_was_forgotten_is_told(desk, client):
    own = own_story(desk)
    first = boxes(client, own, "questions")[0][:1]
    assert "Centang dulu" in tick(client, own, "questions", [], action="split").text
    assert "sedikitnya dua" in tick(client, own, "questions", first, action="merge").text
    assert "ke mana" in tick(client, own, "questions", first, action="correct").text


def test_a_copy_a_relation_and_an_utterance_can_be_denied(desk, client):
    own = own_story(desk)
    links = client.get(f"/api/stories/{own}/arrange?what=hops").json()["links"]
    copy = next(link for link in links if not link.get("statement"))
    body = {"kind": "hop", "action": "reject", "things": copy["things"]}
    assert client.post("/api/decide", json=body).status_code == 200
    links = client.get(f"/api/stories/{own}/arrange?what=hops").json()["links"]
    assert copy["things"] not in [link["things"] for link in links]
    related = client.get(f"/api/stories/{own}/arrange?what=relations").json()["links"]
    one = related[0]
    body = {"kind": "relation", "action": "reject", "things": one["things"], "changes": one["changes"]}
    assert client.post("/api/decide", json=body).status_code == 200
    after = client.get(f"/api/stories/{own}/arrange?what=relations").json()["links"]
    assert len(after) < len(related)
    assert (one["name"], one["things"]) not in [(link["name"], link["things"]) for link in after]
    told = client.get(f"/api/stories/{own}/arrange?what=utterances").json()["groups"]
    things = [row["thing"] for row in told[0]["rows"]]
    body = {"kind": "utterance", "action": "split", "things": things[:1]}
    assert client.post("/api/decide", json=body).status_code == 200
    after = client.get(f"/api/stories/{own}/arrange?what=utterances").json()["groups"]
    assert things not in [[row["thing"] for row in group["rows"]] for group in after]


def test_a_copy_that_nobody_saw_is_added_by_a_form(desk, client):
    own = own_story(desk)
    address = f"/stories/{own}/arrange?what=hops"
    page = client.get(address)
    options = html.fromstring(page.text).xpath("//select[@id='hop-from']/option[@value!='']")
    one, other = (o.get("value") for o in options if o.get("value").endswith(('a.txt"}', 'b.txt"}')))
    form = {
        "csrf": secret_in(page.text),
        "kind": "hop",
        "action": "add",
        "f.kind_of": "rewrite",
        "next": address,
    }
    assert "sedikitnya dua" in client.post("/decide", data={**form, "thing[]": [one, one]}).text
    assert (
        client.post("/decide", data={**form, "thing[]": [one, other], "f.kind_of": "theft"}).status_code
        == 400
    )
    assert client.post("/decide", data={**form, "thing[]": [one, other]}).status_code == 303
    links = client.get(f"/api{address}").json()["links"]
    told = [msgspec.json.decode(value) for value in (one, other)]
    assert told in [link["things"] for link in links]
    assert "seseorang menyatakannya" in client.get(address).text
    event = client.get("/api/history").json()["rows"][0]["event"]
    assert (event["action"], event["changes"]) == ("add", {"kind": "rewrite"})
    assert "tulis ulang" in client.get("/history").text
    client.post("/api/undo", json={"id": event["id"]})
    assert told not in [link["things"] for link in client.get(f"/api{address}").json()["links"]]


# what shows


def test_a_change_is_accepted_where_it_is_shown(feri):
    client = client_of(feri)
    with feri.database.reading() as connection:
        own = stories.list_stories(connection, sort="articles").rows[0].own
    address = f"/stories/{own}/drift"
    page = html.fromstring(client.get(address).text)
    forms = page.cssselect(".changes form[data-act=accept]")
    assert len(forms) == len(page.cssselect(".changes form[data-act=reject]")) > 0
    assert not page.cssselect(".changes .hand")
    before = client.get("/api/overview").json()["checks"]
    assert before == client.get("/api/review").json()["progress"]
    fields: dict[str, list[str]] = {}
    for name, value in forms[0].form_values():
        fields.setdefault(name, []).append(value)
    assert client.post("/decide", data=fields).status_code == 303
    page = html.fromstring(client.get(address).text)
    (mark,) = page.cssselect(".changes .hand")
    assert "penguji" in mark.text_content()
    assert len(page.cssselect(".changes form[data-act=accept]")) == len(forms) - 1
    checks = client.get("/api/overview").json()["checks"]
    assert checks["decided"] == before["decided"] + 1


def test_what_was_accepted_is_marked_in_a_report_too(desk, client):
    held = stored(desk, "a")
    own = own_story(desk)

    def marks(text: str) -> int:
        return len(html.fromstring(text).cssselect(".hand"))

    page = f"/export/html?story={own}"
    assert marks(client.get(page).text) == 0
    body = {"kind": "statement", "key": "s1", "action": "accept"}
    client.post(f"/api/articles/{held.article_id}/decide", json=body)
    assert marks(client.get(page).text) > 0
    assert marks(client.get("/export/html").text) > 0
    with desk.database.reading() as connection:
        story = stories.get_story(connection, stories.find_story(connection, own))
    assert desk.case([story[1]]).decided == {held.machine.article: {("statement", "s1")}}


def test_what_a_person_decided_looks_different(desk, client):
    held = stored(desk, "a")
    body = {"kind": "statement", "key": "s1", "action": "correct", "changes": {"source_name": "Basarnas"}}
    body["why"] = "siaran pers"
    client.post(f"/api/articles/{held.article_id}/decide", json=body)
    page = html.fromstring(client.get(f"/articles/{held.article_id}").text)
    marks = page.cssselect("aside .hand")
    assert "✎ Ani" in marks[0].text_content()
    assert "siaran pers" in marks[0].get("title")
    assert "Wahyu Prasetio" in page.cssselect("aside del")[0].text_content()
    record = client.get(f"/articles/{held.article_id}/correct?kind=statement&key=s1").text
    assert "<del>Wahyu Prasetio</del>" in record
    decided = client.get("/api/review?show=decided").json()
    assert [item["decisions"][0]["who"] for item in decided["rows"]] == ["Ani"]
    assert client.get("/api/review?show=mine").json()["total"] == 1


def test_an_orphaned_decision_is_listed_with_its_old_words(desk, client, tmp_path):
    held = stored(desk, "b")
    body = {"kind": "statement", "key": "s1", "action": "correct", "changes": {"source_name": "Wakil Bupati"}}
    client.post(f"/api/articles/{held.article_id}/decide", json=body)
    (tmp_path / "pile/b.txt").write_text(OTHER.replace("17 orang tewas", "19 orang tewas"), "utf-8")
    desk.add([tmp_path / "pile"])
    desk.assemble()
    for address in (f"/articles/{held.article_id}", "/review?kind=orphaned"):
        page = html.fromstring(client.get(address).text)
        assert "17 orang tewas" in page.cssselect("del")[0].text_content(), address
        assert "Wakil Bupati" in page.text_content()
    assert client.get("/api/review").json()["orphaned"] == 1
    assert "Wakil Bupati" not in [one.source_name for one in stored(desk, "b").standing.statements]


def test_two_coders_agree_and_the_second_is_not_shown_the_first(desk):
    for name in ("Ani", "Budi"):
        list_person(desk, name, "analyst")
    client = client_of(desk, alone=None)
    ani, budi = token_of(desk, "Ani"), token_of(desk, "Budi")
    for name, key in (("a", "s1"), ("a", "s2"), ("b", "s1")):
        body = {"kind": "statement", "key": key, "action": "accept", "why": "rahasia Ani"}
        client.post(f"/api/articles/{stored(desk, name).article_id}/decide", json=body, headers=ani)
    other = stored(desk, "a").article_id
    correction = {
        "kind": "statement",
        "key": "s1",
        "action": "correct",
        "changes": {"source_name": "Basarnas"},
    }
    client.post(f"/api/articles/{other}/decide", json=correction, headers=ani)
    seen = client.get("/api/review?blind=true", headers=budi)
    assert "Basarnas" not in seen.text
    assert "rahasia" not in seen.text
    first = [(i["spots"][0]["article_id"], i["spots"][0]["key"]) for i in seen.json()["rows"][:3]]
    assert (other, "s1") in first
    record = client.get(
        f"/api/articles/{other}/correct?kind=statement&key=s1&blind=true", headers=budi
    ).json()
    assert (record["standing"]["source_name"], record["history"]) == ("Wahyu Prasetio", [])
    for name, key, action in (("a", "s1", "accept"), ("a", "s2", "reject"), ("b", "s1", "accept")):
        body = {"kind": "statement", "key": key, "action": action}
        client.post(f"/api/articles/{stored(desk, name).article_id}/decide", json=body, headers=budi)
    seen = client.get("/api/review?blind=true", headers=budi).json()["rows"]
    assert (other, "s1") not in [(i["spots"][0]["article_id"], i["spots"][0]["key"]) for i in seen]
    found = client.get("/api/agreement?one=Ani&other=Budi", headers=ani).json()["comparison"]
    verdicts = next(a for a in found["agreements"] if a["kind"] == "statement" and a["field"] == "verdict")
    assert verdicts["n"] == 3
    assert {
        (d["one"]["value"], d["other"]["value"]) for d in found["disagreements"] if d["field"] == "verdict"
    } == {
        ("correct", "accept"),
        ("accept", "reject"),
    }
    page = client.get("/agreement?one=Ani&other=Budi", headers=ani).text
    assert "/correct?kind=statement" in page
    stays = client.get("/api/history?who=Ani", headers=ani).json()
    assert stays["total"] == 4  # both are kept


def test_every_page_of_review_has_a_twin_and_stays_within_its_words(desk, client):
    own = own_story(desk)
    parts = ("articles", "questions", "utterances", "people", "hops", "relations")
    client.post("/api/articles/1/decide", json={"kind": "statement", "key": "s1", "action": "accept"})
    for address in (
        "/review", "/review?show=decided", "/review?kind=orphaned", "/review?blind=1", "/history", "/agreement",
        "/articles/1/add", "/articles/1/correct?kind=article", *(f"/stories/{own}/arrange?what={p}" for p in parts),
    ):  # fmt: skip
        for lang in ("id", "en"):
            client.cookies.set("runut_lang", lang)
            page = client.get(address)
            assert page.status_code == 200, address
            words = html.fromstring(page.text).cssselect("main")[0].text_content()
            for prefix in ("field.", "kind.", "act.", "action.", "wrong.", "hint.", "review.", "arrange."):
                assert not any(word.startswith(prefix) for word in words.split()), (address, lang, prefix)
        twin = client.get(f"/api{address}".replace("blind=1", "blind=true"))
        assert twin.status_code == 200, twin.text
        msgspec.json.decode(twin.content)
