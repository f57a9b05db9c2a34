"""What the steps promise together: who is named, through whom, on which day. Sentences are invented."""

from __future__ import annotations

import msgspec
import pytest

from runut.engine.resources import load_gazetteer, load_name_tagger, load_pack
from runut.model.article import Article
from runut.model.reading import Statement
from runut.pipeline import Tools, date_anew, find_all, read_article


def statements(text: str, language: str = "id", published: str | None = None) -> list[Statement]:
    """The statements of a text read as one article."""
    tools = Tools(load_pack(language), load_gazetteer(), load_name_tagger())
    return find_all(
        Article("invented.txt", text, "", language=language, published=published), tools
    ).statements


def told(text: str, language: str = "id") -> list[tuple[str, str]]:
    """Source and content of each statement."""
    return [
        (one.source_name, " ## ".join(span.of(text) for span in one.content))
        for one in statements(text, language)
    ]


# --- who speaks


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Kepala Bidang Jalan, Jembatan dan Drainase BMKG Agus Prabowo mengatakan, jalan itu aman.", "Agus Prabowo"),
        ('"Jalan aman," kata Plt Kepala Badan Pengelola Bencana Daerah (BPBD) Sukardi di Serang.', "Sukardi"),
        ('"Jalan aman," ujar Sekretaris DPRD Kota Bekasi Junaedi di Bekasi, Senin.', "Junaedi"),
        ('"Kami siap," kata Juru Bicara KOI Budi Parlindungan Sitorus.', "Budi Parlindungan Sitorus"),
        ("Ketua Umum DPP PDI Perjuangan Megawati Soekarnoputri menyatakan partainya siap.", "Megawati Soekarnoputri"),
        ("Legenda Juventus, Alessandro del Piero mengatakan, tim itu layak juara.", "Alessandro del Piero"),
        ("Presiden Park Geun - hye mengatakan, dokumen itu palsu.", "Park Geun-hye"),
        ("Rina Wati, 45, mengatakan rumahnya rusak.", "Rina Wati"),
        ("Gubernur Anton Hidayat, sementara itu, menegaskan bantuan sudah dikirim.", "Anton Hidayat"),
        ("Kepala Dinas Pariwisata Ida Hernawati selaku ketua panitia mengatakan, lomba ditunda.", "Ida Hernawati"),
    ],
)  # fmt: skip
def test_the_one_named_at_the_end_of_an_office_speaks(sentence: str, name: str) -> None:
    assert told(sentence)[0][0] == name


@pytest.mark.parametrize(
    "sentence",
    [
        '"Jalan aman," kata Ketua DPD Golkar Jawa Barat.',
        '"Jalan aman," kata Kepala BPBD Kabupaten Lebak.',
        '"Jalan aman," kata Duta Besar Rusia di Jakarta.',
    ],
)
def test_a_town_or_body_is_no_persons_name(sentence: str) -> None:
    assert told(sentence)[0][0].startswith("anonymous: ")


def test_a_body_named_elsewhere_is_no_part_of_its_officers_name() -> None:
    text = (
        'Nusa Ria membuka toko baru. "Toko ini besar," kata CEO Nusa Ria Gunawan Salim. Gunawan lalu pulang.'
    )
    assert told(text)[0][0] == "Gunawan Salim"


def test_nothing_belongs_to_a_pronoun() -> None:
    text = 'Rina Wati datang. "Kami lelah," ujar dia di Ambon. Menurut dia jalan itu rusak.'
    assert told(text) == [("Rina Wati", "Kami lelah"), ("Rina Wati", "jalan itu rusak")]


def test_a_verb_of_saying_at_the_head_has_its_speaker_behind_it() -> None:
    assert told("Dikatakan Kapolres AKBP Rina Wati, pelaku sudah ditahan.") == [
        ("Rina Wati", "pelaku sudah ditahan")
    ]
    assert told("Disebutkan warga desa, jalan itu rusak parah.")[0][0] == "anonymous: tidak disebutkan"


@pytest.mark.parametrize(
    "sentence",
    [
        "Sebut saja Adi Salim, Bayu Maulana, dan Ana Susanti yang hadir.",
        "Menurut rencana, stasiun itu dibuka bulan depan.",
        "Usahakan agar orang mencerna apa yang kamu katakan dengan jelas.",
    ],
)
def test_no_one_is_credited(sentence: str) -> None:
    assert told(sentence) == []


# --- through whom


def test_who_only_passes_on_is_a_link_of_the_chain() -> None:
    text = "Rina Wati mengatakan, Kepala Dinas Kesehatan Budi Salim menyebut kasus itu menurun."
    (only,) = statements(text)
    assert only.chain == ["Budi Salim", "Rina Wati", "this article"]
    assert only.content[0].of(text) == "kasus itu menurun"


def test_the_next_ending_is_the_outer_speakers() -> None:
    text = 'Rina Wati mengatakan, Budi Salim menyebut kasus itu menurun. "Kami lega," katanya.'
    assert [name for name, _ in told(text)] == ["Budi Salim", "Rina Wati"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rina Wati mengatakan Indonesia percaya harga akan turun.",
        "Rina Wati mengatakan peserta harus percaya kepada diri sendiri.",
        "Rina Wati mengatakan ia menilai aturan itu terlalu ketat.",
    ],
)
def test_a_belief_told_of_is_the_tellers_statement(sentence: str) -> None:
    assert [name for name, _ in told(sentence)] == ["Rina Wati"]


def test_an_outlet_told_so_relays_in_english() -> None:
    (only,) = statements('"This verdict is wrong," Owen Pike told the BBC.', "en")
    assert only.chain == ["Owen Pike", "BBC", "this article"]


# --- English


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Maria Ortiz, a shopkeeper in the village, said nobody had knocked.", ("Maria Ortiz", "nobody had knocked")),
        ("John Smith, 45, told Reuters that he saw smoke.", ("John Smith", "he saw smoke")),
        ("Coach Tom Whelan, however, insisted the player would stay.", ("Tom Whelan", "the player would stay")),
        ("The regulator promised to publish its findings.", ("anonymous: regulator", "publish its findings")),
        ("Forecasters expect more rain in the hills.", ("anonymous: Forecasters", "more rain in the hills")),
    ],
)  # fmt: skip
def test_english_speakers(sentence: str, expected: tuple[str, str]) -> None:
    assert told(sentence, "en") == [expected]


def test_you_are_spoken_to_and_do_not_speak() -> None:
    assert told("Nobody hears what you say.", "en") == []


# --- on which day


def test_the_day_of_a_citation_bounds_the_utterance() -> None:
    text = '"Harga naik," kata Rina Wati, dikutip dari Antara, Jumat (3/5/2024).'
    assert statements(text, published="2024-05-03")[0].said_on == "2024-05-02/2024-05-03"
    assert statements(text, published="2024-05-07")[0].said_on == "2024-05-03"


def test_who_speaks_together_speaks_on_one_day() -> None:
    text = (
        '"Harga naik," kata Rina Wati, Kamis (2/5/2024). '
        "Rina Wati dan Budi Salim mengatakan, panen gagal. "
        '"Kami rugi," kata Budi Salim.'
    )
    found = {one.source_name: one.said_on for one in statements(text)}
    assert found["Budi Salim"] == "2024-05-02"


# --- where


def test_what_is_called_a_capital_is_a_place_and_its_country_a_state() -> None:
    text = "Bolivia mengakui Yerusalem sebagai ibu kota Israel."
    tools = Tools(load_pack("id"), load_gazetteer(), load_name_tagger())
    found = find_all(Article("invented.txt", text, "", language="id"), tools)
    assert [text[place.start : place.end] for place in found.places] == ["Yerusalem"]
    assert "Israel" in [actor.name for actor in found.actors]


def test_dating_anew_reads_what_a_dated_article_gives() -> None:
    """A reading dated afterwards is the reading of the article whose carrier gave the day."""
    text = (
        'Bendungan jebol kemarin malam. "Kami terlambat," kata Bupati Rina Astuti, Selasa (4/3). '
        "Menurut Camat Rudi Hartono, air naik sejak pekan lalu. Warga diduga kehilangan sawah pada Senin (6/3).\n"
    )
    tools = Tools(load_pack("id"), load_gazetteer(), load_name_tagger())
    article = Article("invented.txt", text, "", language="id")
    dated = read_article(msgspec.structs.replace(article, published="2025-03-05"), tools)
    anew = date_anew(read_article(article, tools), text, "2025-03-05", tools.pack)
    assert (anew.times, anew.statements, anew.defects) == (dated.times, dated.statements, dated.defects)
    assert {one.said_on for one in anew.statements if one.source_name == "Rina Astuti"} == {"2025-03-04"}


def test_a_day_of_an_utterance_goes_before_a_year() -> None:
    """What was in a year is what is spoken of; the day of the speaker's other words dates these too."""
    text = 'Panen turun, kata Rina Astuti, Selasa (4/3/2025). "Kami pernah begini," terang Rina pada 2016.\n'
    assert {one.said_on for one in statements(text)} == {"2025-03-04"}


def test_others_heard_in_the_article_spoke_on_its_one_occasion() -> None:
    text = (
        "Harga beras naik di tiga pasar di kota itu sejak bulan puasa dimulai.\n"
        "Pedagang mengeluh karena pembeli menawar terlalu rendah setiap hari.\n"
        "Beras kualitas sedang kini dijual lebih mahal daripada tahun lalu.\n"
        '"Stok menipis," kata Rina Wati usai rapat di balai kota, Kamis (2/5/2024).\n'
        'Di tempat yang sama, Budi Salim memastikan beras impor akan tiba. "Kapalnya sudah berangkat," ujar Budi.\n'
        "Dinas Perdagangan Kota Solo mengklaim bahwa stok beras cukup.\n"
    )
    found = {one.source_name: one.said_on for one in statements(text)}
    assert found["Budi Salim"] == "2024-05-02"
    assert found["Rina Wati"] == "2024-05-02"
    assert [day for name, day in found.items() if "Dinas" in name] == [None]


def test_lines_of_the_page_are_no_lead() -> None:
    menu = "Menu\nBeranda\nNasional\nBerita Terkini\n"
    story = (
        "Menteri Agus Salim mengatakan tarif kereta naik.\n"
        "Kereta berangkat dari tiga stasiun setiap pagi dan sore.\n"
        '"Tarif naik 10 persen," kata Agus di Jakarta, Kamis (2/5/2024).\n'
        '"Kami menolak," kata Budi Hartono, Jumat (3/5/2024).\n'
    )
    assert [one.said_on for one in statements(menu + story)] == [one.said_on for one in statements(story)]


def test_a_day_behind_a_stray_full_stop_dates_what_was_said() -> None:
    text = '"Kasus naik," ujar Kepala Dinas Rina Wati. Jumat (3/5/2024).\n'
    assert statements(text)[0].said_on == "2024-05-03"


def test_a_year_that_is_spoken_of_dates_no_other_utterance() -> None:
    text = (
        "Perkara cerai di kota itu naik dan hakim kewalahan setiap pekan.\n"
        '"Kami prihatin," kata Panitera Rina Wati di kantornya.\n'
        "Tahun 2014, imbuh dia, ada 800 perkara.\n"
    )
    assert statements(text)[0].said_on is None
