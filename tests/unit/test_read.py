"""Bytes become articles, or a reason why not. All articles here are made up."""

from __future__ import annotations

import gzip
import io
import json

import pytest

from runut.errors import UsageError
from runut.model.article import Article, Unread
from runut.project.tools import load_fields
from runut.steps.read import Fields, read_articles

PARAGRAPHS = [
    "Jembatan gantung di Desa Karangmulya putus pada Selasa sore setelah dilewati truk pengangkut pasir.",
    "“Truk itu seharusnya tidak boleh lewat,” kata Kepala Desa Karangmulya, Endang Saputra, di lokasi.",
    "Sedikitnya tiga warga terluka dan dibawa ke puskesmas terdekat, menurut keterangan polisi setempat.",
    "Dinas pekerjaan umum berjanji membangun jembatan darurat dalam dua pekan ke depan bagi warga.",
]


def page(
    body: list[str] = PARAGRAPHS,
    head: str = "",
    tail: str = "</article></body></html>",
    title: str = "Jembatan putus",
) -> str:
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in body)
    return (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        '<body><nav><a href="/">Beranda</a> <a href="/daerah">Daerah</a></nav>'
        f"<article><h1>{title}</h1>{text}{tail}"
    )


def read(raw: bytes | str, name: str, kind: str | None = None, columns: dict[str, str] | None = None):
    stream = io.BufferedReader(io.BytesIO(raw.encode() if isinstance(raw, str) else raw), 65536)
    return list(read_articles(stream, name, kind, load_fields(tuple((columns or {}).items()))))


def one(raw: bytes | str, name: str, **more) -> Article:
    (found,) = read(raw, name, **more)
    assert isinstance(found, Article), found
    return found


def refused(raw: bytes | str, name: str, **more) -> str:
    (found,) = read(raw, name, **more)
    assert isinstance(found, Unread), found
    assert found.article.startswith(name)
    return found.error


class TestPlainText:
    def test_is_taken_exactly_as_stored(self):
        stored = "\ufeffBaris satu.\r\nBaris\u200b dua.\r\n\r\nTiga “kutip”.\n"
        article = one(stored, "a.txt")
        assert article.text == stored
        assert not article.extracted

    @pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le"])
    def test_other_encodings_are_found_and_carried_along(self, encoding):
        stored = "Kata Bu Ratna, “Kafé itu tutup sejak Senin – kami tidak tahu sebabnya,” di Kota Lama.\n" * 3
        article = one(stored.encode(encoding), "a.txt")
        assert article.text == stored
        assert article.extracted, "the file as UTF-8 is not this text, so the output must hold it"

    def test_a_few_broken_bytes_cost_no_more_than_themselves(self):
        article = one("“Kami siap,” kata Wali Kota — tegas.".encode() + b"\xff\n", "a.txt")
        assert article.text.startswith("“Kami siap,”")
        assert article.text.endswith("\ufffd\n")
        assert "broken bytes" in article.warnings[0]

    @pytest.mark.parametrize(
        ("raw", "reason"),
        [
            (b"", "empty"),
            (b" \r\n\t\n", "empty"),
            ("\ufeff\n".encode(), "empty"),
            (b"12 345\n---\n", "no words"),
            (b"\x00\x01\x02\x03teks", "not text"),
            (b"%PDF-1.7 ...", "PDF"),
            (b"PK\x03\x04....", "office document"),
            (b"\x89PNG\r\n", "picture"),
            ("Kata dia, “ya”".encode()[:-1], "cut off"),
        ],
    )
    def test_what_is_no_text_is_refused_with_its_reason(self, raw, reason):
        assert reason in refused(raw, "a.txt")

    def test_ends_in_txt_and_stays_text_even_if_it_looks_like_a_page(self):
        assert one("<p>Halo semua</p>", "a.txt").text == "<p>Halo semua</p>"


class TestPages:
    def test_article_and_what_the_head_tells(self):
        head = (
            '<meta property="og:site_name" content="Suara Karang">'
            '<meta property="article:published_time" content="2025-03-18T17:40:00+07:00">'
            '<meta name="author" content="Wulan Pertiwi">'
            '<link rel="canonical" href="https://suarakarang.example/jembatan">'
        )
        article = one(page(head=head), "a.html")
        assert all(paragraph in article.text for paragraph in PARAGRAPHS)
        assert "Beranda" not in article.text
        assert article.title == "Jembatan putus"
        assert article.outlet == "Suara Karang"
        assert article.published == "2025-03-18"
        assert article.byline == "Wulan Pertiwi"
        assert article.url == "https://suarakarang.example/jembatan"
        assert article.extracted
        assert article.warnings == []

    def test_declared_encoding_is_believed(self):
        markup = page().replace("utf-8", "windows-1252")
        assert "“Truk itu" in one(markup.encode("cp1252"), "a.html").text

    def test_disagreement_of_the_extractors_is_told(self):
        box = "".join(
            f"<p>Berita lain nomor {n} tentang panen kopi di lereng gunung, kata petani setempat kemarin.</p>"
            for n in range(12)
        )
        embedded = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(PARAGRAPHS)})
        head = f'<script type="application/ld+json">{embedded}</script>'
        markup = page(
            [], head=head, tail=f"{box}</article></body></html>", title="Jembatan gantung Karangmulya putus"
        )
        article = one(markup, "a.html")
        assert article.text.startswith("Jembatan gantung di Desa Karangmulya")
        assert "disagree" in article.warnings[0]

    @pytest.mark.parametrize(
        "markup",
        [
            page()[:-40],
            page(tail=""),
            page()[:500],
            "<html><body><p>Polisi menangkap dua orang.</p><p>Mereka dib",
            "<html><body><div><p>Polisi menangkap dua orang.</p>",
        ],
    )
    def test_a_page_that_is_cut_off_is_refused(self, markup):
        assert "cut off" in refused(markup, "a.html")

    @pytest.mark.parametrize(
        "markup",
        [
            page(tail="</article>"),  # </body> and </html> may be left out
            "<p>Polisi menangkap dua orang di pasar pada Minggu malam.</p>",
            "<html><body><p>Polisi menangkap dua orang di pasar pada Minggu malam.</p></body></html>",
        ],
    )
    def test_a_short_but_whole_page_is_read(self, markup):
        assert "." in one(markup, "a.html").text

    @pytest.mark.parametrize(
        "markup",
        ["<html><body><nav><a href='/'>Beranda</a></nav></body></html>", "<html><body></body></html>"],
    )
    def test_a_page_without_an_article_is_refused(self, markup):
        assert "no article" in refused(markup, "a.html")

    def test_deep_and_broken_markup_does_no_harm(self):
        for markup in ("<div>" * 20_000, "<html>" + "<b>x" * 5_000 + "</html>", "<html><![CDATA[<p></html>"):
            (found,) = read(markup, "a.html")
            assert isinstance(found, Article | Unread)


class TestRows:
    def test_json_lines_guess_their_fields(self):
        rows = [
            {"judul": "A", "isi": "Isi satu.", "tanggal": "18/3/2025", "sumber": "Suara Karang"},
            {
                "Title": "B",
                "Content": "Isi dua.",
                "date": "Tue, 18 Mar 2025 10:00:00 +0700",
                "link": "http://x.example/2",
            },
            {"title": "C", "text": ["Isi", "tiga."], "published": "Selasa, 18 Maret 2025"},
        ]
        first, second, third = read("\n".join(map(json.dumps, rows)), "b.jsonl")
        assert (first.name, first.text, first.title, first.outlet) == (
            "b.jsonl#1",
            "Isi satu.",
            "A",
            "Suara Karang",
        )
        assert first.published == second.published == "2025-03-18"
        assert second.name == second.url == "http://x.example/2"
        assert third.text == "Isi\ntiga."
        assert (third.published, third.dated) == (None, "Selasa, 18 Maret 2025")

    def test_told_fields_win(self):
        article = one(
            '{"text": "ringkas", "naskah_penuh": "Naskah penuh."}',
            "b.jsonl",
            columns={"text": "naskah_penuh"},
        )
        assert article.text == "Naskah penuh."
        with pytest.raises(UsageError, match="no such column"):
            Fields({}, {"textt": "x"})

    def test_bad_lines_are_listed_and_the_rest_is_read(self):
        raw = b'{"text": "Satu."}\n{"text": \n[1]\n{"x": 1}\n\n{"text": " "}\n\xff\xfe\n{"text": "Dua."}\n'
        found = read(raw, "b.jsonl")
        assert [type(item) for item in found] == [Article, Unread, Unread, Unread, Unread, Unread, Article]
        assert [item.article for item in found[1:6]] == [
            "b.jsonl#2",
            "b.jsonl#3",
            "b.jsonl#4",
            "b.jsonl#6",
            "b.jsonl#7",
        ]
        assert "--column text=FIELD" in found[3].error

    def test_json_arrays_and_wrapped_arrays(self):
        rows = [{"text": "Satu."}, {"text": "Dua."}]
        for raw in (rows, {"articles": rows}):
            assert [item.text for item in read(json.dumps(raw), "b.json")] == ["Satu.", "Dua."]
        assert one('{"text": "Satu."}', "b.json").text == "Satu."
        assert "cut-off" in refused('[{"text": "Satu."}, {"te', "b.json")

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_tables(self, delimiter):
        quoted = '"Baris satu\nbaris ""dua"", ; akhir"'
        raw = delimiter.join(["judul", "isi"]) + "\r\n" + delimiter.join(["A", quoted]) + "\r\n"
        article = one(raw, "b.csv")
        assert article.text == 'Baris satu\nbaris "dua", ; akhir'
        assert article.name == "b.csv#1"

    def test_cells_in_another_encoding(self):
        assert (
            one("judul;isi\nA;Kafé “baru” itu buka.\n".encode("cp1252"), "b.csv").text
            == "Kafé “baru” itu buka."
        )

    def test_a_cell_of_markup_becomes_lines(self):
        assert (
            one('{"text": "<p>Satu <b>tebal</b>.</p><p>Dua &amp; tiga.</p>"}', "b.jsonl").text
            == "Satu tebal.\nDua & tiga."
        )

    def test_a_stray_tag_is_the_articles_own(self):
        assert one('{"text": "Satu </i> dua."}', "b.jsonl").text == "Satu </i> dua."

    def test_a_cell_of_a_whole_page_is_read_as_one(self):
        article = one(json.dumps({"html": page(), "outlet": "Suara Karang"}), "b.jsonl")
        assert "Beranda" not in article.text
        assert article.outlet == "Suara Karang"


class TestFeeds:
    RSS = (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>Pengumpul</title>"
        "<item><title>Satu &amp; dua</title><link>http://x.example/1</link>"
        "<pubDate>Tue, 18 Mar 2025 10:00:00 +0700</pubDate>"
        "<source url='http://y.example'>Kantor Berita Y</source>"
        "<content:encoded><![CDATA[<p>Isi penuh.</p><p>Dua.</p>]]></content:encoded></item>"
        "<item><title>Tiga</title><link>http://x.example/2</link>"
        "<description>Ringkasan saja.</description></item>"
        "</channel></rss>"
    )

    def test_entries_keep_their_own_source(self):
        first, second = read(self.RSS, "f.xml")
        assert first.outlet == "Kantor Berita Y", "not the feed that carries it"
        assert first.text == "Isi penuh.\nDua."
        assert (first.title, first.published, first.url) == ("Satu & dua", "2025-03-18", "http://x.example/1")
        assert second.outlet == "Pengumpul"
        assert "summary" in second.warnings[0]

    def test_a_feed_that_is_cut_off_gives_what_it_has_and_says_so(self):
        found = read(self.RSS[: self.RSS.index("<item><title>Tiga")], "f.rss")
        assert isinstance(found[0], Article)
        assert "cut off" in found[-1].error

    def test_no_entries(self):
        assert "without entries" in refused(
            "<rss version='2.0'><channel><title>x</title></channel></rss>", "f.rss"
        )


class TestEnvelopes:
    def test_gzip(self):
        assert one(gzip.compress(b"Halo semua orang."), "a.txt.gz").text == "Halo semua orang."
        assert one(gzip.compress(page().encode()), "a.html.gz").title == "Jembatan putus"
        assert one(gzip.compress(b"Halo semua orang."), "tanpa-akhiran").name == "tanpa-akhiran"

    def test_cut_off_gzip_gives_the_rows_before_the_cut(self):
        rows = "".join(json.dumps({"text": f"Baris nomor {n}."}) + "\n" for n in range(20_000))
        found = read(gzip.compress(rows.encode())[:-2000], "b.jsonl.gz")
        assert len(found) > 100
        assert isinstance(found[0], Article)
        assert isinstance(found[-1], Unread)
        assert "gzip" in found[-1].error

    def test_cut_off_text_in_gzip_is_refused(self):
        assert "gzip" in refused(gzip.compress(b"Halo semua orang." * 50)[:-12], "a.txt.gz")


class TestArchives:
    @staticmethod
    def record(
        url: str, body: bytes, status: str = "200 OK", kind: str = "text/html", promised: int = 0
    ) -> bytes:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            "WARC-Date: 2025-03-18T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        return head.encode() + http + b"\r\n\r\n"

    def archive(self) -> list[bytes]:
        return [
            self.record("http://x.example/1", page().encode()),
            self.record("http://x.example/2", b"not here", status="404 Not Found"),
            self.record("http://x.example/3", b"\x89PNG", kind="image/png"),
            self.record("http://x.example/4", page(title="Jembatan kedua").encode()),
        ]

    def read_warc(self, raw: bytes, name: str):
        pytest.importorskip("fastwarc")
        return read(raw, name)

    @pytest.mark.parametrize("packed", [False, True])
    def test_pages_that_were_answered(self, packed):
        parts = self.archive()
        raw = b"".join(map(gzip.compress, parts)) if packed else b"".join(parts)
        found = self.read_warc(raw, "w.warc.gz" if packed else "w.warc")
        assert [item.url for item in found] == ["http://x.example/1", "http://x.example/4"]

    @pytest.mark.parametrize("packed", [False, True])
    def test_a_record_that_is_cut_off_is_listed(self, packed):
        parts = self.archive()
        if packed:
            raw = gzip.compress(parts[0]) + gzip.compress(parts[3])[:-300]
        else:
            raw = (parts[0] + parts[3])[:-400]
        found = self.read_warc(raw, "w.warc.gz" if packed else "w.warc")
        assert found[0].url == "http://x.example/1"
        assert isinstance(found[-1], Unread), "the reader stops in silence; the length tells"
