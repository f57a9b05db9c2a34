"""Independent origins: roots are counted, not articles; independence is shown, never assumed."""

from __future__ import annotations

from runut.model.dossier import Hop, Origin
from runut.model.ledger import NO_OUTLET, OWN_VOICE, UNSTATED, Figure
from runut.steps.trace import OriginTracer, find_circles, find_reuse, fingerprint, roots_outside
from tests.unit.ledger_makers import figure, piece, say


def trace(
    *figures: Figure,
    bodies: dict[str, str] | None = None,
    states: dict[str, str] | None = None,
    copied: dict[str, str] | None = None,
    vouched: dict[str, str] | None = None,
    described: dict[str, str] | None = None,
) -> tuple[dict[str, list[str]], int, int]:
    tracer = OriginTracer(
        name_of=lambda name: name,
        body_of=(bodies or {}).get,
        state_of=(states or {}).get,
        is_group=lambda name: name == "Barat",
        described=lambda name: (described or {}).get(name, name),
        unstated=frozenset({UNSTATED}),
        copied=copied or {},
        vouched=vouched or {},
        say=say,
    )
    roots = tracer.trace(list(figures))
    origins, low, high = tracer.origins(list(figures), roots)
    assert all(isinstance(origin, Origin) and origin.why for origin in origins)
    return {origin.name: origin.entries for origin in origins}, low, high


def test_ten_articles_that_quote_one_mouth_are_one_origin() -> None:
    many = [figure(f"a{n}", 5, article=f"a{n}", chain=("BPBD", "Antara", f"Koran {n}")) for n in range(10)]
    origins, low, high = trace(*many)
    assert (low, high) == (1, 1)
    assert len(origins["BPBD"]) == 10


def test_known_different_mouths_count() -> None:
    assert trace(figure("a", 5), figure("b", 7, by="Polisi"))[1:] == (2, 2)


def test_a_sentence_without_a_source_widens_the_range_and_never_raises_the_floor() -> None:
    assert trace(figure("a", 5), figure("b", 5, by=UNSTATED))[1:] == (1, 2)


def test_own_voice_of_an_unknown_outlet_is_another_root_in_each_article() -> None:
    own = [figure(n, 5, by=NO_OUTLET, chain=(NO_OUTLET,), stance=OWN_VOICE, statement=None) for n in "ab"]
    assert trace(*own)[1:] == (1, 2)


def test_the_headline_goes_back_to_the_source_that_the_article_names() -> None:
    headline = figure("a", 5, by="Koran", chain=("Koran",), stance=OWN_VOICE, statement=None, article="x")
    origins, low, high = trace(headline, figure("b", 5, article="x", start=90))
    assert (low, high) == (1, 1)
    assert origins["BPBD"] == ["a", "b"]


def test_one_unnamed_informant_told_twice_is_one() -> None:
    official = figure("a", 9, by="anonymous: pejabat Barat", article="x", start=10)
    diplomat = figure(
        "b",
        9,
        by="anonymous: diplomat Barat",
        article="x",
        start=90,
        chain=("anonymous: diplomat Barat", "AFP", "K"),
    )
    crowd = figure("c", 9, by="Barat", article="x", start=0)
    origins, low, high = trace(official, diplomat, crowd)
    assert list(origins) == ["anonymous: diplomat Barat"]
    assert (low, high) == (1, 1)


def test_unnamed_sources_of_one_relay_are_one_unless_told_apart() -> None:
    def through(identity: str, who: str) -> Figure:
        return figure(
            identity, 9, by=f"anonymous: {who}", chain=(f"anonymous: {who}", "Reuters", f"Koran {identity}")
        )

    assert trace(through("a", "sumber keamanan"), through("b", "sumber di keamanan"))[1:] == (1, 1)
    assert trace(through("a", "dokter bedah"), through("b", "perwira tinggi"))[2] == 2


def test_an_unnamed_source_that_may_be_a_named_one_is_not_counted_twice_in_the_floor() -> None:
    secret = figure("b", 12, by="anonymous: laporan intelijen Ukraina")
    described = {"HUR": "HUR Badan Intelijen Militer Ukraina"}
    assert trace(figure("a", 10, by="HUR"), secret, described=described)[1:] == (1, 2)


def test_those_who_speak_for_one_body_are_one_root() -> None:
    bodies = {"Rina": "BPBD", "Tono": "BPBD"}
    origins, low, high = trace(figure("a", 5, by="Rina"), figure("b", 7, by="Tono"), bodies=bodies)
    assert (list(origins), low, high) == (["BPBD"], 1, 1)


def test_a_person_alone_keeps_the_name() -> None:
    assert list(trace(figure("a", 5, by="Rina"), bodies={"Rina": "BPBD"})[0]) == ["Rina"]


def test_a_later_sentence_may_say_whose_words_they_were() -> None:
    unstated = figure("a", 5, by=UNSTATED, article="x")
    assert list(trace(unstated, vouched={"x#s1": "BPBD"})[0]) == ["BPBD"]


def test_a_copy_has_the_root_of_what_it_copies() -> None:
    original = figure("a", 5, by="Koran A", chain=("Koran A",), stance=OWN_VOICE, statement=None, article="x")
    copy = figure("b", 5, by="Koran B", chain=("Koran B",), stance=OWN_VOICE, statement=None, article="y")
    assert trace(original, copy)[2] == 2
    assert trace(original, copy, copied={"y": "x"})[2] == 1


def test_who_denies_is_listed_and_is_no_support() -> None:
    origins, low, high = trace(figure("a", 50, by="X"), figure("b", 50, by="Y", stance="denies"))
    assert set(origins) == {"X", "Y"}
    assert (low, high) == (1, 1)


LONG = (
    "Pemerintah kabupaten menutup jalan lingkar selatan setelah tebing setinggi rumah longsor semalam. "
    "Petugas membersihkan timbunan tanah dengan dua alat berat sejak pagi dan mengalihkan kendaraan. "
    "Warga diminta menjauh dari lereng karena hujan masih turun dan retakan tanah terus melebar."
)


def reuse(*texts: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    pieces = [piece(text, name, published=day, outlet=f"Koran {name}") for name, day, text in texts]
    return [
        (r.from_, r.to, r.kind) for r in find_reuse(pieces, {p.name: fingerprint(p) for p in pieces}, say)
    ]


def test_a_copy_runs_from_the_earlier_article() -> None:
    assert reuse(("b", "2025-02-02", LONG), ("a", "2025-02-01", LONG)) == [("a", "b", "copy")]


def test_a_partial_takeover_is_a_rewrite_and_strangers_share_nothing() -> None:
    half = (
        LONG.rsplit(". ", 1)[0]
        + ". Sementara itu pasar pagi tetap ramai pembeli dan harga cabai turun lagi di kota itu kemarin."
    )
    assert reuse(("a", "2025-02-01", LONG), ("b", "2025-02-02", half)) == [("a", "b", "rewrite")]
    assert (
        reuse(
            ("a", "2025-02-01", LONG),
            ("b", "2025-02-02", "Tim nasional menang tiga gol tanpa balas di kandang."),
        )
        == []
    )


def test_shared_words_inside_quotation_marks_are_a_common_source() -> None:
    quote = (
        '"Kami menutup jalan itu sampai tebingnya benar-benar aman bagi semua pengguna jalan," kata bupati.'
    )
    texts = [
        ("a", "2025-02-01", "Rapat berlangsung singkat di pendopo sore itu. " + quote),
        ("b", "2025-02-01", quote + " Ia menyebutkan alat berat sudah bekerja sejak subuh tadi."),
    ]
    assert {kind for _, _, kind in reuse(*texts)} == {"common-source"}


def test_circles_and_roots_outside_the_pile() -> None:
    outlets = {"A", "B", "C", "D"}.__contains__
    hops = [
        Hop("A", "B", "read", "x"),
        Hop("B", "C", "read", "x"),
        Hop("C", "A", "read", "x"),
        Hop("D", "A", "read", "x"),
    ]
    assert find_circles(hops, outlets) == [["A", "B", "C"]]
    assert roots_outside(hops, frozenset({"A", "B", "C"}), outlets) == ["D"]


def test_a_state_and_its_ministry_are_one_mouth_for_one_number() -> None:
    ministry, state = figure("a", 498, by="Kementerian Pertahanan Rusia"), figure("b", 498, by="Rusia")
    states = {"Kementerian Pertahanan Rusia": "Rusia"}
    assert trace(ministry, state, states=states)[1:] == (1, 1)
    rounded = figure("b", (None, 500), by="Rusia", hedge="less-than")
    assert trace(ministry, rounded, states=states)[1:] == (1, 1)


def test_a_state_with_another_number_is_another_mouth() -> None:
    ministry, state = figure("a", 498, by="Kementerian Pertahanan Rusia"), figure("b", 900, by="Rusia")
    assert trace(ministry, state, states={"Kementerian Pertahanan Rusia": "Rusia"})[1:] == (2, 2)


def test_at_least_a_number_and_the_number_in_one_article_are_one() -> None:
    told = figure("a", (31, None), by="Basarnas", hedge="at-least", article="x")
    headed = figure("b", 31, by="Harian", stance="own-voice", chain=("Harian",), article="x", statement=None)
    assert trace(told, headed)[1:] == (1, 1)


def test_who_denies_one_number_and_says_another_is_one_origin() -> None:
    denied = figure("a", 34, by="Kapolres", stance="denies", article="x")
    own = figure("b", 27, by="Kapolres", article="x", start=40)
    claim = figure("c", 34, by="LBH", article="y")
    origins, low, high = trace(denied, own, claim)
    assert origins == {"Kapolres": ["a", "b"], "LBH": ["c"]}
    assert (low, high) == (2, 2)
