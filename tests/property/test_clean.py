"""Laws of cleaning: whatever the text, spans are sound; and what has been cleaned once is clean."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from runut.engine.resources import load_pack
from runut.model.article import Article
from runut.model.reading import Furniture
from runut.steps.clean import find_byline, find_defects, find_furniture, find_outlet, find_title
from runut.steps.extract.outlets import find_outlet_names
from runut.steps.segment import segment

PACK = load_pack("id")

PARAGRAPHS = st.sampled_from(
    [
        "Hujan deras mengguyur kota itu sejak Sabtu malam, dan belum berhenti hingga Minggu pagi ini.",
        '"Kami membuka dapur umum di tiga tempat," kata Kepala Dinas Sosial, Wahyu Nugroho, kepada wartawan.',
        "Menurut Wahyu, sedikitnya 250 keluarga telah mengungsi ke balai desa dan ke dua gedung sekolah.",
        "Pemerintah daerah menyiapkan beras sebanyak 12 ton, sebagaimana dilansir Antara, Senin (4/3).",
        "“Jalan provinsi sudah bisa dilewati satu arah,” ujarnya. Petugas masih menyingkirkan longsoran.",
    ]
)
HEADS = st.sampled_from(
    [
        "Banjir Rendam Tiga Desa di Lembah Hulu",
        "Editor: Rina Ayu",
        "Rina Ayu • 4 Maret 2019 10:29",
        "Senin, 4 Maret 2019 10:29 WIB",
        "Warga menyeberang dengan rakit. (Foto: Budi/Kabar Hulu)",
    ]
)
BETWEEN = st.sampled_from(
    [
        "Baca juga: Tanggul Lama Belum Diperbaiki",
        "[Gambas:Video 20detik]",
        "ADVERTISEMENT",
        "Dapur umum dibuka",
        "Ikuti kami di Google News",
        "Tautan sumber",
    ]
)
LEADS = st.sampled_from(
    ["", "", "SEMARANG, KOMPAS.com - ", "TRIBUNNEWS.COM – ", "Kupang (ANTARA News) - ", "Moskow: "]
)
TAILS = st.sampled_from(["", "", " (abc)", " [Antara]", " (Tribunnews.com/Sari Dewi)"])


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page as it is scraped: heads, a story with things between its paragraphs, a tail."""
    story = draw(st.lists(PARAGRAPHS, min_size=2, max_size=6, unique=True))
    lines = draw(st.lists(HEADS, max_size=3, unique=True))
    lines.append(draw(LEADS) + story[0])
    for paragraph in story[1:]:
        lines += draw(st.lists(BETWEEN, max_size=2))
        lines.append(paragraph)
    return "\n".join(lines) + draw(TAILS)


NOISE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *(
                    "Baca juga:",
                    "(",
                    ")",
                    "[",
                    "]",
                    "“",
                    "”",
                    '"',
                    "''",
                    ". .",
                    ",",
                    "\n",
                    "\n\n",
                    " – ",
                    " - ",
                    ": ",
                ),
                *(
                    "katanya.",
                    "kata",
                    "Budi",
                    "Budhi",
                    "Santoso",
                    "KOMPAS.com",
                    "Jakarta",
                    "Ia",
                    "Para",
                    "di",
                    "WHO",
                ),
                *(
                    "dikutip dari",
                    "dilansir",
                    "mengatkan",
                    "\u200b",
                    "\u200e",
                    "\xa0",
                    "😀",
                    "Ã©",
                    "½",
                    "ǅ",
                    "İ",
                ),
            ]
        ),
        st.text(max_size=12),
    ),
    max_size=60,
).map(" ".join)


def clean(text: str) -> list[Furniture]:
    return find_furniture(Article("a", text, ""), segment(text, PACK), PACK)


def blanked(text: str, found: list[Furniture]) -> str:
    """The text with every character of the furniture a space; offsets stay."""
    kept = list(text)
    for item in found:
        for n in range(item.start, item.end):
            kept[n] = kept[n] if kept[n] == "\n" else " "
    return "".join(kept)


@given(st.one_of(pages(), NOISE, st.text(max_size=200)))
@settings(max_examples=150, deadline=None)
def test_spans_are_sound_whatever_the_text(text: str) -> None:
    """Furniture lies inside the text, in order, apart; defects lie inside the text; nothing raises."""
    layout = segment(text, PACK)
    article = Article("a", text, "")
    frame = find_furniture(article, layout, PACK)
    assert all(0 <= f.start < f.end <= len(text) for f in frame)
    assert all(one.end <= other.start for one, other in pairwise(frame))
    assert all(text[f.start : f.end].strip() for f in frame)
    outlet = find_outlet(article, layout, frame, PACK)
    find_byline(article, layout, frame, PACK)
    find_title(article, layout, frame)
    found = find_defects(layout, frame, PACK, outlet)
    assert all(0 <= d.start < d.end <= len(text) and d.why for d in found)
    names = find_outlet_names(layout, PACK)
    assert all(0 <= e.start < e.end <= len(text) and e.name for e in names)
    assert all(one.end <= other.start for one, other in pairwise(names))


@given(pages())
@settings(max_examples=150, deadline=None)
def test_what_has_been_cleaned_is_clean(text: str) -> None:
    """With its furniture blanked, a page has none left, and no new defects."""
    first = clean(text)
    rest = blanked(text, first)
    assert clean(rest) == []
    before = {(d.start, d.end) for d in find_defects(segment(text, PACK), first, PACK)}
    after = {(d.start, d.end) for d in find_defects(segment(rest, PACK), [], PACK)}
    assert after <= before


@given(pages())
@settings(max_examples=80, deadline=None)
def test_the_story_is_kept(text: str) -> None:
    """No word that somebody said is furniture."""
    told = " ".join(text[f.start : f.end] for f in clean(text))
    for words in ("dapur umum di tiga", "250 keluarga", "12 ton", "mengguyur", "satu arah"):
        assert words not in told


@given(st.one_of(pages(), NOISE))
@settings(max_examples=60, deadline=None)
def test_reading_twice_reads_the_same(text: str) -> None:
    """The same text always gives the same furniture and defects."""
    layout = segment(text, PACK)
    first = find_furniture(Article("a", text, ""), layout, PACK)
    assert first == find_furniture(Article("a", text, ""), layout, PACK)
    assert find_defects(layout, first, PACK) == find_defects(layout, first, PACK)
