"""The report: whole, escaped, linked, in two languages, the same in every run."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from urllib.parse import unquote

import lxml.html
import msgspec
import pytest

from runut.engine.resources import LANGUAGES, load_bytes, load_pack
from runut.model.article import Unread
from runut.model.dossier import Origin
from runut.views.material import Material
from runut.views.report.articles import safe_url
from tests.unit.view_makers import HOSTILE, SCRIPT, golden_material, read_material, report


@pytest.fixture(scope="module")
def flood() -> Material:
    return golden_material("flood")


@pytest.fixture(scope="module")
def page(flood: Material) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(report(flood))


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_link_inside_the_page_leads_somewhere(page):
    ids = set(page.xpath("//@id"))
    links = [unquote(href[1:]) for href in page.xpath("//a/@href") if href.startswith("#")]
    assert len(links) > 100
    assert {link for link in links if link not in ids} == set()


def test_no_address_stands_twice(page):
    assert {name for name, times in Counter(page.xpath("//@id")).items() if times > 1} == set()


def test_nothing_is_asked_of_the_network(page):
    """No element that loads anything, no style or event attribute, and a policy that forbids the rest."""
    assert not page.xpath(
        "//link | //img | //iframe | //object | //script[@src] | //*[@style] | //form | //base"
    )
    assert not [name for name in page.xpath("//@*/..") for name in name.attrib if name.startswith("on")]
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    css = page.xpath("//style/text()")[0]
    assert "url(" not in css
    assert "@import" not in css


def test_policy_names_exactly_the_style_and_script_of_the_page(page):
    import base64
    import hashlib

    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    scripts = page.xpath("//script[not(@type)]")
    assert len(scripts) == 1
    for text in (page.xpath("//style")[0].text, scripts[0].text):
        told = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{told}'" in policy


def test_every_figure_has_its_row_its_sentence_and_its_place_in_the_article(flood, page):
    for entry in flood.entries.values():
        target = page.xpath(f"//*[@id='{entry.id}']")
        assert len(target) == 1, entry
        article = target[0].xpath("ancestor::article[contains(@class, 'text')]")
        assert article, "it stands in the text of its article"
        rows = page.xpath(f"//*[@class='report'][.//footer/a[@href='#{entry.id}']]")
        assert rows, entry
        marked = rows[0].xpath(".//b[contains(@class, 'f')][not(ancestor::p[@class='chain'])]")
        assert [words(m) for m in marked] == [flood.texts[entry.article][entry.start : entry.end]]


def test_every_statement_can_be_linked_to(flood, page):
    anchors = page.xpath("//article//*[@data-s]/@id")
    assert len(anchors) == sum(len(reading.statements) for reading in flood.readings.values())


def test_counts_are_articles_and_origins(flood, page):
    for question in flood.dossier.stories[0].questions:
        if len(question.entries) > 1:
            block = page.get_element_by_id(question.id)
            low, high = question.origins_low, question.origins_high
            told = f"{low}" if low == high else f"{low}–{high}"
            articles = len({entry.article for entry in question.entries})
            assert f"{articles} artikel → {told} asal" in words(block)


def test_who_denies_is_on_the_first_page(page):
    overview = page.get_element_by_id("overview")
    denials = [words(row) for row in overview.xpath(".//dl/div") if "membantah" in words(row)]
    assert any("Wahyu Hidayat" in row for row in denials)


def test_an_old_value_stays_and_is_told_to_be_corrected(page):
    rungs = {
        words(r.find_class("value")[0]): words(r)
        for r in page.get_element_by_id("overview").find_class("rung")
        if r.find_class("value")
    }
    assert "sudah diralat" in rungs["17"]
    assert "sudah diralat" not in rungs["16"]


def test_no_figure_is_blended(flood, page):
    """Every value on the page is one that an article gives: no mean, no sum."""
    given = {entry.low for entry in flood.entries.values()} | {entry.high for entry in flood.entries.values()}
    shown = {float(n) for value in page.find_class("value") for n in value.xpath(".//@data-n")}
    assert shown <= given


def test_no_score_is_given(page):
    """No truth score, ever; the only percentages are the program's own error rates."""
    for word in ("skor", "peringkat", "%"):
        found = [e for e in page.iter("p", "li", "td", "dd", "summary") if word in words(e).lower()]
        assert all("idak ada skor" in words(e) for e in found), [words(e) for e in found]


def test_a_measure_that_was_not_taken_never_looks_like_a_pass(flood):
    unmeasured = {"set": [{"name": "held-out", "measure": [{"what": "statements"}]}]}
    page = lxml.html.document_fromstring(report(flood, quality=unmeasured))
    rows = [words(row) for row in page.get_element_by_id("overview").xpath(".//table//tbody/tr")]
    assert rows == ["pernyataan belum diukur"]
    measured = {
        "set": [
            {
                "name": "held-out",
                "on": "2025-03-01",
                "articles": 9,
                "measure": [{"what": "statements", "precision": 0.875, "recall": 0.5, "f1": 0.64}],
            }
        ]
    }
    page = lxml.html.document_fromstring(report(flood, quality=measured))
    table = page.get_element_by_id("overview").xpath(".//table")[0]
    assert "9 artikel, 1 Mar 2025" in words(table)
    assert "88 %" in words(table)


def test_shipped_error_rates_have_words_in_all_languages():
    quality = tomllib.loads(load_bytes("quality.toml").decode())
    keys = {f"set.{s['name']}" for s in quality["set"]} | {
        f"measure.{m['what']}" for s in quality["set"] for m in s["measure"]
    }
    for code in LANGUAGES:
        assert keys <= {row["form"] for row in load_pack(code).table("interface")}


def test_what_could_not_be_read_stands_on_the_first_page():
    material = read_material(
        "Polisi mengatakan 3 orang terluka di Wanasari.", errors=(Unread("rusak<b>.txt", "not text"),)
    )
    page = lxml.html.document_fromstring(report(material))
    assert "rusak<b>.txt: not text" in words(page.get_element_by_id("overview"))


def test_nothing_readable_is_a_page_that_says_so():
    page = lxml.html.document_fromstring(
        report(
            Material(
                msgspec.convert({"stories": [], "errors": []}, type=type(golden_material("flood").dossier)),
                [],
                {},
                load_pack,
            )
        )
    )
    assert "Tidak ada artikel yang terbaca." in words(page)


# hostile articles


@pytest.mark.parametrize("mode", ["quoted", "full"])
def test_articles_are_hostile_and_stay_words(mode):
    evil = 'https://example.org/"><script>x</script>'
    material = read_material(
        HOSTILE,
        HOSTILE.replace("14", "15"),
        title=SCRIPT,
        outlet=f"Media {SCRIPT}",
        url=evil,
        byline=SCRIPT,
        name='<i onload="y()">',
    )
    html = report(material, mode=mode)
    page = lxml.html.document_fromstring(html)
    assert len(page.xpath("//script")) == 2, "the words and the script of the page"
    assert len(page.xpath("//style")) == 1
    assert not page.xpath("//img | //i[@onload] | //*[@onerror or @onclick or @onload]")
    assert "{{ 7*7 }}" in words(page)
    assert SCRIPT in words(page.get_element_by_id("articles"))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "https:///x",
        "http://[::1",
        "vbscript:x",
        "",
    ],
)
def test_only_addresses_of_the_web_become_links(url):
    assert safe_url(url) is None
    page = lxml.html.document_fromstring(report(read_material(HOSTILE, url=url)))
    assert all(href.startswith("#") for href in page.xpath("//a/@href"))


def test_a_live_page_is_linked_at_the_words():
    material = read_material(
        '"Truk itu tidak boleh lewat," kata Endang Saputra.', url="https://example.org/berita?id=1&x=2"
    )
    page = lxml.html.document_fromstring(report(material))
    outside = page.xpath("//a[starts-with(@href, 'https://')]")
    assert any("#:~:text=Truk%20itu" in a.get("href") for a in outside)
    assert all(a.get("rel") == "noopener noreferrer external" for a in outside)


def test_strange_texts_become_pages():
    for text in (
        "",
        " ",
        "\u200b\ufeff",
        "“",
        "a" * 50_000,
        "1 " * 5_000,
        "\U0001f600" * 100,
        "x\n" * 3_000,
        "Polisi mengatakan " + "12 " * 999,
    ):
        report(read_material(text), mode="full")


# words


def test_all_languages_have_the_same_interface_words():
    tables = {
        code: {row["form"]: row["text"] for row in load_pack(code).table("interface")} for code in LANGUAGES
    }
    assert len({frozenset(table) for table in tables.values()}) == 1
    assert all(text.strip() for table in tables.values() for text in table.values())


@pytest.mark.parametrize("name", ["flood", "ferry", "loss", "transfer"])
def test_every_phrase_that_a_page_uses_has_words(name):
    page = lxml.html.document_fromstring(report(golden_material(name)))
    known = {row["form"] for row in load_pack("id").table("interface")}
    used = set(page.xpath("//@data-t")) | set(page.xpath("//@data-ta"))
    assert used - known == set()
    script = page.xpath("//script[not(@type)]")[0].text
    assert set(re.findall(r'made\("\w+", "([\w-]+)"', script)) <= known


def test_stances_relations_and_kinds_have_words():
    import json

    from runut.views.schema import schema_of

    known = {row["form"] for row in load_pack("id").table("interface")}
    for schema, prefix, record, field in (
        ("article", "stance", "Statement", "stance"),
        ("article", "furniture", "Furniture", "kind"),
        ("article", "defect", "Defect", "kind"),
        ("dossier", "relation", "Relation", "kind"),
        ("dossier", "drift", "Drift", "what"),
        ("dossier", "type", "StoryActor", "type"),
    ):
        values = json.loads(schema_of(schema))["$defs"][record]["properties"][field]["enum"]
        assert {f"{prefix}.{value}" for value in values} <= known


def test_english_is_english(flood):
    page = lxml.html.document_fromstring(report(flood, home="en"))
    assert page.get("lang") == "en"
    overview = words(page.get_element_by_id("overview"))
    assert "articles → " in overview
    assert "1,200" in words(page)
    assert "Mar" not in overview
    assert "3 Feb 2025" in overview


# the same


def test_the_same_material_makes_the_same_page(flood):
    assert report(flood) == report(golden_material("flood"))


def test_addresses_do_not_hang_on_the_rest_of_the_pile():
    text = "Kepala Desa Endang Saputra mengatakan 14 orang terluka di Wanasari."
    other = "Harga cabai di Pasar Induk naik menjadi Rp80.000, kata pedagang bernama Sulastri."
    alone = set(
        lxml.html.document_fromstring(report(read_material(text))).xpath("//div[@class='para']//p//@id")
    )
    together = set(
        lxml.html.document_fromstring(report(read_material(text, other))).xpath(
            "//div[@class='para']//p//@id"
        )
    )
    assert alone
    assert alone <= together


def test_the_same_text_twice_has_two_addresses():
    text = "Kepala Desa Endang Saputra mengatakan 14 orang terluka di Wanasari."
    page = lxml.html.document_fromstring(report(read_material(text, text)))
    assert len(set(page.xpath("//article[contains(@class, 'text')]/@id"))) == 2


def test_a_figure_without_an_origin_is_not_dropped(flood):
    story = flood.dossier.stories[0]
    question = next(q for q in story.questions if len(q.origins) > 1)
    kept: list[Origin] = question.origins[1:]
    lost = msgspec.structs.replace(question, origins=kept)
    questions = [lost if q is question else q for q in story.questions]
    dossier = msgspec.structs.replace(
        flood.dossier, stories=[msgspec.structs.replace(story, questions=questions)]
    )
    material = Material(dossier, flood.readings.values(), flood.texts, load_pack)
    page = lxml.html.document_fromstring(report(material))
    for entry in question.origins[0].entries:
        assert page.xpath(f"//*[@class='report'][.//a[@href='#{entry}']]")


# how much is shown


def test_quoted_shows_the_sentences_used_and_one_on_each_side():
    filler = " ".join(
        f"Kalimat pengisi nomor {word} tidak memuat apa pun."
        for word in ("alfa", "beta", "gama", "delta", "teta")
    )
    text = f'Pagi itu cuaca cerah sekali.\n{filler}\n"Jalan ditutup," kata Endang Saputra.\n{filler}\n'
    material = read_material(text)
    quoted = words(lxml.html.document_fromstring(report(material)).get_element_by_id("articles"))
    full = words(lxml.html.document_fromstring(report(material, mode="full")).get_element_by_id("articles"))
    assert "Jalan ditutup" in quoted
    assert quoted.count("nomor gama") == 0
    assert "[…]" in quoted
    assert full.count("nomor gama") == 2
    assert "[…]" not in full


def test_five_hundred_articles_stay_under_ten_megabytes():
    import hashlib

    base = golden_material("flood")
    readings, texts = [], {}
    for number in range(100):
        for name, reading in base.readings.items():
            own = f"{number:03}-{name}"
            text = base.texts[name].replace("Brebes", f"Brebes{number:03}")
            if len(text) - len(base.texts[name]):
                text = base.texts[name] + f"Catatan {number}.\n"
            texts[own] = text
            digest = hashlib.sha256(text.encode()).hexdigest()
            readings.append(msgspec.structs.replace(reading, article=own, sha256=digest))
    stories = []
    for number in range(100):
        packed = msgspec.json.encode(base.dossier.stories[0]).decode()
        for name in base.readings:
            packed = packed.replace(f'"{name}', f'"{number:03}-{name}')
        for entry in base.entries:
            packed = packed.replace(entry, f"{entry}{number:03}")
        packed = packed.replace(base.dossier.stories[0].id, f"story-{number:03}")
        stories.append(msgspec.json.decode(packed, type=type(base.dossier.stories[0])))
    dossier = msgspec.structs.replace(base.dossier, stories=stories)
    assert len(readings) == 500
    html = report(Material(dossier, readings, texts, load_pack))
    assert len(html.encode()) < 10_000_000
