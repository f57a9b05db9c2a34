"""Figures: what is read, what is not, how it is bounded, what it counts."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest

from runut.engine.resources import load_pack
from runut.model.reading import Quantity
from runut.steps.extract.quantities import find_quantities
from runut.steps.segment import segment

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


def read(text: str, code: str = "id", blocked: list[tuple[int, int]] | None = None) -> list[Quantity]:
    pack = load_pack(code)
    return find_quantities(segment(text, pack), pack, blocked or [])


def shown(text: str, code: str = "id") -> list[str]:
    """Every figure as ``words|low..high|hedge|unit``."""
    lines = []
    for q in read(text, code):
        low, high = ("" if bound is None else bound for bound in (q.low, q.high))
        lines.append(f"{text[q.start : q.end]}|{low}..{high}|{q.hedge}|{q.unit or ''}")
    return lines


def examples(kind: str) -> list[tuple[str, str, list[str]]]:
    found = []
    for code in ("id", "en"):
        for rule in load_pack(code).rules("quantity"):
            for case in rule.get("examples" if kind == "find" else "counter", []):
                found.append((code, case["text"], case[kind]))
    return found


@pytest.mark.parametrize(("code", "text", "wanted"), examples("find"))
def test_a_pack_reads_its_own_examples(code: str, text: str, wanted: list[str]) -> None:
    lines = shown(text, code)
    for prefix in wanted:
        assert any(line.startswith(prefix) for line in lines), (prefix, lines)


@pytest.mark.parametrize(("code", "text", "unwanted"), examples("absent"))
def test_a_pack_leaves_its_counter_examples_alone(code: str, text: str, unwanted: list[str]) -> None:
    lines = shown(text, code)
    for prefix in unwanted:
        assert not any(line.startswith(prefix) for line in lines), (prefix, lines)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Ada 1.234.567 pemilih.", "1.234.567|1234567..1234567|exact|pemilih"),
        ("Sebanyak 1,500 buruh mogok.", "1,500|1500..1500|exact|buruh"),
        ("Nilainya 7.5 juta dolar AS.", "7.5 juta dolar AS|7500000..7500000|exact|dolar AS"),
        ("Kurs turun 1,125 persen.", "1,125 persen|1.125..1.125|exact|persen"),
        (
            "Utangnya 5 ribu triliun rupiah.",
            "5 ribu triliun rupiah|5000000000000000..5000000000000000|exact|rupiah",
        ),
        ("Pasokan tiga koma lima juta liter.", "tiga koma lima juta liter|3500000..3500000|exact|liter"),
        ("Rumahnya seharga 1,2 juta pounds.", "1,2 juta pounds|1200000..1200000|exact|poundsterling"),
        ("Beratnya 12 pounds.", "12 pounds|12..12|exact|pon"),
    ],
)
def test_digits_are_read_by_the_languages_separators(text: str, line: str) -> None:
    assert line in shown(text)


@pytest.mark.parametrize(
    ("hedge", "low", "high", "name"),
    [
        ("sekitar", 40, 40, "about"),
        ("kurang lebih", 40, 40, "about"),
        ("lebih dari", 40, None, "more-than"),
        ("di atas", 40, None, "more-than"),
        ("sedikitnya", 40, None, "at-least"),
        ("tak kurang dari", 40, None, "at-least"),
        ("tembus", 40, None, "at-least"),
        ("maksimal", None, 40, "at-most"),
        ("hingga", None, 40, "at-most"),
        ("tidak lebih dari", None, 40, "at-most"),
        ("hampir", None, 40, "less-than"),
        ("di bawah", None, 40, "less-than"),
    ],
)
def test_a_hedge_widens_the_span_and_opens_a_bound(
    hedge: str, low: int | None, high: int | None, name: str
) -> None:
    text = f"Panitia menerima {hedge} 40 lukisan."
    (found,) = read(text)
    assert text[found.start : found.end] == f"{hedge} 40"
    assert (found.low, found.high, found.hedge) == (low, high, name)


@pytest.mark.parametrize("word", ["sebanyak", "total", "hanya", "sejumlah", "mencapai"])
def test_words_of_amount_are_no_hedges(word: str) -> None:
    text = f"Panitia menerima {word} 40 lukisan."
    (found,) = read(text)
    assert (text[found.start : found.end], found.hedge) == ("40", "exact")


def test_a_vague_class_stays_vague_under_a_hedge() -> None:
    """A ceiling or an "about" never makes a count of a vague class."""
    (found,) = read("Kebakaran melalap hingga ratusan kios.")
    assert (found.low, found.high, found.hedge) == (100, 999, "vague")


def test_a_score_is_no_range_and_a_range_is_no_score() -> None:
    assert shown("PSIS menang 2-3 atas tamunya.") == []
    assert shown("Regu itu butuh 2-3 perahu.") == ["2-3|2..3|exact|perahu"]
    assert shown("Timnya memakai formasi 4-3-3.") == []


def test_blocked_spans_count_nothing() -> None:
    text = "Pada 12 Juli 2031 ada 12 tamu."
    assert [q.start for q in read(text, blocked=[(5, 17)])] == [22]


def test_years_count_only_what_stands_behind_them() -> None:
    assert shown("Sejak 1998 harga naik.") == []
    assert shown("Pasukan PBB 2000 orang tiba.") == ["2000|2000..2000|exact|orang"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Polda Riau mengerahkan 200 personel.", "polisi"),
        ("Kodam mengirim 200 personel TNI.", "tentara"),
        ("Basarnas menurunkan 200 personel.", "personel"),
        ("Tahanan 70 orang dipindahkan.", "tahanan"),
        ("Ia kehilangan 5.000 pekerjanya.", "pekerja"),
        ("Ada dua ekor kanguru di kandang.", "kanguru"),
        ("Sebanyak 12 hadir, 3 lainnya absen.", "orang"),
        ("Tarifnya naik dari 10 menjadi 12 persen.", "persen"),
    ],
)
def test_units_come_from_behind_before_or_beside(text: str, unit: str) -> None:
    assert read(text)[0].unit == unit


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Longsor di Brebes menewaskan 14 orang.", "longsor di Brebes menewaskan orang"),
        (
            "Jumlah korban hilang akibat banjir di Demak mencapai 12 orang.",
            "korban hilang akibat banjir di Demak",
        ),
        ("Sekitar 800 petani dari Kendal menuntut ganti rugi.", "petani dari Kendal menuntut ganti rugi"),
        ("Laba bank itu turun 5 persen.", "laba bank itu turun"),
    ],
)
def test_what_is_counted_is_told_in_the_sentences_own_words(text: str, of: str) -> None:
    assert read(text)[0].of == of


def test_what_is_counted_is_short() -> None:
    text = "Banjir besar di " + "sangat " * 40 + "luas merendam 12 rumah " + "warga " * 40 + "desa."
    (found,) = read(text)
    assert found.of is not None
    assert len(found.of.split()) <= 12


def test_a_shared_noun_reaches_over_the_rest() -> None:
    assert [q.unit for q in read("Kapal itu memuat 40 penumpang. Dua di antaranya sakit.")] == [
        "penumpang"
    ] * 2


@pytest.mark.parametrize(
    "text", ["", "1", "1.", "-", "ratusan", "satu", "Rp", "12-", "(1)", "1/2/3", "\u200b12\u200b", "½"]
)
def test_fragments_do_no_harm(text: str) -> None:
    for code in ("id", "en"):
        for found in read(text, code):
            assert text[found.start : found.end].strip()


@pytest.mark.parametrize(
    "piece",
    [
        "Rp 12.000 dan 3-4 dua ribu 1.2.3 sekitar puluhan orang ",
        "300 personel TNI dan polisi ",
        "Dua Pintu ",
        "puluhan ",
        "5 juta 3 ribu ",
        "yang ) 5 ( ",
    ],
)
def test_a_long_line_is_read_in_linear_time(piece: str) -> None:
    pack = load_pack("id")
    took = []
    for size in (1_000, 4_000):
        layout = segment(piece * size, pack)
        start = time.process_time()
        find_quantities(layout, pack, [])
        took.append(time.process_time() - start)
    assert took[1] < 10 * took[0] + 0.2


@pytest.mark.shared
def test_seen_articles_keep_their_figures() -> None:
    """A floor that only rises: figures of the annotated seeds."""
    if not SHARED.exists():
        pytest.skip("the annotated articles are not beside the checkout")
    sys.path.insert(0, str(SHARED / "score"))
    from score import numbers_equal, optional  # type: ignore[import-not-found]

    found = wanted = right = 0
    for path in sorted((SHARED / "gold").glob("0*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = (SHARED / "seeds" / Path(gold["article"]).name).read_text("utf-8")
        times = sorted((t["start"], t["end"]) for t in gold["times"])
        quantities = read(text, blocked=times)
        counted = [q for q in gold["quantities"] if not optional(q)]
        wanted += len(counted)
        for q in counted:
            right += any(
                p.start < q["end"]
                and q["start"] < p.end
                and numbers_equal(p.low, q["low"])
                and numbers_equal(p.high, q["high"])
                for p in quantities
            )
        found += len(quantities)
    assert right / wanted >= 0.95
    assert found <= wanted + 12


def test_superlatives_name_the_ends_where_they_go_down() -> None:
    """Bounds of a law go up: at least, at most; what was goes down: the highest, the lowest."""
    text = "Iurannya paling tinggi Rp 5 juta dan paling rendah Rp 2 juta."
    assert [line.split("|")[2] for line in shown(text)] == ["exact", "exact"]
    text = "Iurannya tertinggi Rp 5 juta dan paling rendah Rp 2 juta."
    assert [line.split("|")[2] for line in shown(text)] == ["exact", "exact"]
    text = "Dendanya paling sedikit Rp 2 juta dan paling banyak Rp 5 juta."
    assert [line.split("|")[2] for line in shown(text)] == ["at-least", "at-most"]


def test_a_word_of_time_is_no_unit() -> None:
    assert shown("Penjualan mencapai 7.137 unit sepanjang April.") == ["7.137|7137..7137|exact|unit"]
