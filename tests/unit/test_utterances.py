"""Reports of one utterance are found in other words; look-alikes are kept apart; denials find what they
deny."""

from __future__ import annotations

from runut.model.ledger import UNSTATED, Figure, Said
from runut.steps.align import UtteranceGrouper, link_denials, read_statements
from runut.steps.align.words import AlignWords
from tests.unit.ledger_makers import figure, load_pack, piece, said, say

WORDS = load_pack("id").compiled(AlignWords)
QUOTE = "jembatan gantung desa akan diperbaiki sebelum musim panen kopi bulan depan"
FILLER = [
    said("f#1", "harga cabai rawit pasar induk turun drastis pekan kemarin", "Wali Kota"),
    said("g#1", "pertandingan sepak bola persahabatan ditunda karena lapangan becek", "Panitia"),
    said("h#1", "sekolah dasar menerima bantuan komputer bekas perusahaan tambang", "Kepala Sekolah"),
]


def group(*reports: Said, figures: tuple[Figure, ...] = ()) -> list[set[str]]:
    known = {f.id: f for f in figures}
    grouper = UtteranceGrouper(
        name_of=lambda name: name,
        unstated=frozenset({UNSTATED}),
        figures=known,
        question_of={f.id: "q" for f in figures},
        root_of={f.id: f"named {f.source_name}" for f in figures},
    )
    return [{s.id for s in members} for members in grouper.group([*reports, *FILLER])]


def test_one_speaker_in_other_words_is_one_utterance() -> None:
    retold = "perbaikan jembatan gantung desa selesai sebelum panen kopi"
    assert group(said("a#1", QUOTE, "Camat"), said("b#1", retold, "Camat")) == [{"a#1", "b#1"}]


def test_two_matters_of_one_speaker_stay_apart() -> None:
    assert (
        group(said("a#1", QUOTE, "Camat"), said("b#1", "pungutan parkir dilarang mulai besok", "Camat")) == []
    )


def test_other_days_are_other_utterances() -> None:
    monday = said("a#1", QUOTE, "Camat", said_on="2025-01-06")
    friday = said("b#1", QUOTE, "Camat", said_on="2025-01-10")
    assert group(monday, friday) == []


def test_a_day_either_way_is_the_papers_own_dating() -> None:
    monday = said("a#1", QUOTE, "Camat", said_on="2025-01-06")
    tuesday = said("b#1", QUOTE, "Camat", said_on="2025-01-07")
    assert group(monday, tuesday) == [{"a#1", "b#1"}]


def test_the_same_figure_from_two_mouths_is_two_utterances() -> None:
    one, other = figure("x", 40, by="Camat"), figure("y", 40, by="Lurah")
    reports = (
        said("a#1", "sebanyak 40 kepala keluarga mengungsi", "Camat", figures=("x",)),
        said("b#1", "sebanyak 40 kepala keluarga mengungsi", "Lurah", figures=("y",)),
    )
    assert group(*reports, figures=(one, other)) == []


def test_nobodys_report_joins_the_one_mouth_that_gives_its_figure() -> None:
    one, other = figure("x", 40, by="Camat"), figure("y", 40, by=UNSTATED)
    reports = (
        said("a#1", "sebanyak 40 kepala keluarga mengungsi karena banjir", "Camat", figures=("x",)),
        said("b#1", "ada 40 kepala keluarga mengungsi", UNSTATED, figures=("y",)),
    )
    assert group(*reports, figures=(one, other)) == [{"a#1", "b#1"}]


def test_nobodys_report_joins_none_of_two_rival_mouths() -> None:
    figures = (figure("x", 40, by="Camat"), figure("y", 40, by=UNSTATED), figure("z", 40, by="Lurah"))
    reports = (
        said("a#1", "empat puluh keluarga mengungsi karena tanggul sungai jebol", "Camat", figures=("x",)),
        said("b#1", "ada keluarga mengungsi malam itu", UNSTATED, figures=("y",)),
        said("c#1", "keluarga mengungsi memenuhi balai pertemuan kelurahan kami", "Lurah", figures=("z",)),
    )
    assert group(*reports, figures=figures) == []


def test_different_figures_of_one_speaker_are_different_utterances() -> None:
    one, other = figure("x", 40, by="Camat", said_on="2025-01-06"), figure("y", 55, by="Camat")
    words = "kepala keluarga mengungsi karena tanggul"
    reports = (
        said("a#1", f"40 {words}", "Camat", figures=("x",), said_on="2025-01-06"),
        said("b#1", f"55 {words}", "Camat", figures=("y",), said_on="2025-01-07"),
    )
    assert group(*reports, figures=(one, other)) == []


def test_the_same_long_words_under_two_names_are_one_utterance_with_a_wrong_name() -> None:
    assert group(said("a#1", QUOTE, "Camat"), said("b#1", QUOTE, "Bupati")) == [{"a#1", "b#1"}]


def test_an_assertion_and_its_denial_are_never_one_utterance() -> None:
    assert group(said("a#1", QUOTE, "Camat"), said("b#1", QUOTE, "Camat", stance="denies")) == []


def test_a_translation_is_found_by_speaker_and_figure() -> None:
    one, other = figure("x", 40, by="Camat"), figure("y", 40, by="Camat")
    reports = (
        said("a#1", "sebanyak 40 keluarga mengungsi", "Camat", figures=("x",)),
        said("b#1", "forty families were displaced", "Camat", figures=("y",), language="en"),
    )
    assert group(*reports, figures=(one, other)) == [{"a#1", "b#1"}]


def test_hal_itu_points_at_the_statement_before() -> None:
    text = "Warga menuduh lurah menjual tanah kas desa. Hal itu dibantah lurah."
    article = piece(
        text,
        says=[("lurah menjual tanah kas desa", "warga", "asserts"), ("Hal itu", "lurah", "denies")],
    )
    claim, denial = read_statements(article, [], WORDS)
    assert denial.points_back == claim.id


def test_a_denial_passes_over_the_deniers_own_words() -> None:
    text = "Jaksa menyebut ada suap. Hakim memeriksa berkas lama. Kabar itu dibantah hakim."
    article = piece(
        text,
        says=[
            ("ada suap", "jaksa", "asserts"),
            ("memeriksa berkas lama", "hakim", "asserts"),
            ("Kabar itu", "hakim", "denies"),
        ],
    )
    assert read_statements(article, [], WORDS)[-1].points_back == "a.txt#s1"


def test_a_denial_with_content_finds_its_claim_in_another_article() -> None:
    claim = said("a#1", QUOTE, "Camat")
    denial = said(
        "b#1", "jembatan gantung desa akan diperbaiki sebelum panen kopi", "Bupati", stance="denies"
    )
    links = link_denials([claim, denial, *FILLER], lambda name: name, say)
    assert [(link.from_, link.kind, link.to) for link in links] == [("b#1", "denies", "a#1")]


def test_a_refusal_to_speak_denies_nothing() -> None:
    refusal = said("b#1", QUOTE, "Bupati", stance="declines")
    assert link_denials([said("a#1", QUOTE, "Camat"), refusal, *FILLER], lambda name: name, say) == []


def test_one_mouth_one_day_and_one_figure_are_one_utterance_in_any_words() -> None:
    one = said(
        "a#1", "tim menyita uang tunai dari rumah dinas", "Jubir", said_on="2025-01-01", figures=("x",)
    )
    other = said(
        "b#1", "barang bukti berupa duit sebesar sekian", "Jubir", said_on="2025-01-01", figures=("y",)
    )
    same = figure("x", 3200, "Jubir"), figure("y", 3200, "Jubir")
    assert group(one, other, figures=same) == [{"a#1", "b#1"}]


def test_two_sentences_of_one_interview_go_to_their_own_reports() -> None:
    bridge, tax = (
        "jembatan gantung desa diperbaiki camat bulan depan",
        "jembatan gantung desa ditutup sepekan",
    )
    reports = [
        said("a#1", bridge, "Camat"),
        said("a#2", tax, "Camat", sentence=4),
        said("b#1", f"{bridge} nanti", "Camat"),
        said("b#2", f"{tax} dulu", "Camat", sentence=4),
    ]
    assert sorted(map(sorted, group(*reports))) == [["a#1", "b#1"], ["a#2", "b#2"]]


def test_a_relay_is_dated_by_its_own_day() -> None:
    told = figure("a", 1200, by="Direktur", article="a", statement="1")
    relayed = figure("b", 1200, by="Direktur", article="b", statement="1")
    original = said(
        "a#1",
        "kami rumahkan pekerja",
        "Direktur",
        said_on="2025-02-03",
        figures=("a",),
        chain=("Direktur", "Harian A"),
    )
    relay = said(
        "b#1",
        "buruh pabrik kena pemutusan kerja",
        "Direktur",
        said_on="2025-02-04",
        figures=("b",),
        chain=("Direktur", "Harian A", "Harian B"),
    )
    assert group(original, relay, figures=(told, relayed)) == [{"a#1", "b#1"}]


def test_small_numbers_meet_by_chance() -> None:
    told = figure("a", 3, by="Camat", article="a", statement="1")
    unsaid = figure("b", 3, by=UNSTATED, article="b", statement="1")
    reports = (
        said("a#1", "tiga rumah terbakar dekat pasar ikan", "Camat", figures=("a",)),
        said("b#1", "tiga warga dilaporkan mengungsi dari pasar", UNSTATED, figures=("b",)),
    )
    assert group(*reports, figures=(told, unsaid)) == []


def test_a_comment_is_not_what_is_claimed() -> None:
    text = (
        'Camat menyebut 40 rumah dirusak. "Ini keterlaluan sekali," kata Rina. Kapolsek membantah klaim itu.'
    )
    said = read_statements(
        piece(
            text,
            says=[
                ("40 rumah dirusak", "Camat", "asserts"),
                ("Ini keterlaluan sekali", "Rina", "asserts"),
                ("klaim itu", "Kapolsek", "denies"),
            ],
        ),
        [],
        WORDS,
    )
    assert said[2].points_back == said[0].id


def test_a_report_that_nobody_is_named_for_is_no_statement() -> None:
    text = "Camat menyebut 40 rumah dirusak. Beredar pula laporan soal penjarahan. Kapolsek membantah laporan itu."
    article = piece(
        text, says=[("40 rumah dirusak", "Camat", "asserts"), ("laporan itu", "Kapolsek", "denies")]
    )
    assert link_denials(read_statements(article, [], WORDS), lambda name: name, say) == []


def test_a_denial_beside_another_one_denies_the_same() -> None:
    claim = said("a#1", "perusahaan menimbun pupuk bersubsidi gudang", "Bupati")
    near = said("b#1", "harga pupuk sedang turun drastis", "Camat", sentence=1)
    denies = {"stance": "denies", "sentence": 2}
    first = said("b#2", "menimbun pupuk bersubsidi gudang", "Pabrik", start=100, end=130, **denies)
    second = said("b#3", "klaim tersebut", "Jubir", start=140, end=150, points_back="b#1", **denies)
    links = link_denials([claim, near, first, second, *FILLER], lambda name: name, say)
    assert {(link.from_, link.to) for link in links} == {("b#2", "a#1"), ("b#3", "a#1")}


def test_somebody_unnamed_brings_no_two_named_speakers_together() -> None:
    counts = [
        figure(f, 815, by=who) for f, who in (("x", "Herman"), ("y", "anonymous: tim"), ("z", "Budiman"))
    ]
    one = said("a#1", "peretas meminta tebusan 815 bitcoin lewat pesan", "Herman", figures=("x",))
    between = said("b#1", "tebusan 815 bitcoin diminta peretas server", "anonymous: tim", figures=("y",))
    other = said("c#1", "server dikunci, tebusan 815 bitcoin ditolak", "Budiman", figures=("z",))
    groups = group(one, between, other, figures=tuple(counts))
    assert groups
    assert not any({"a#1", "c#1"} <= members for members in groups)
