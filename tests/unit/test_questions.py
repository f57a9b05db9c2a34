"""Figures are compared only with their like: what is counted, what happened, where, whose, when."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from runut.engine.resources import load_pack
from runut.model.ledger import Figure, Piece
from runut.steps.align import ActorTable, AlignWords, QuestionGrouper, QuestionWriter, find_figures
from tests.unit.ledger_makers import figure, piece

WORDS = load_pack("id").compiled(AlignWords)
NOBODY = ActorTable([], {})
BOAT = {"noun": "boat", "noun_words": "perahu"}
METRE = {"noun": "metre", "noun_words": "meter", "kind": "measure"}
RUPIAH = {"noun": "rupiah", "noun_words": "rupiah", "kind": "money"}
REFUGEE = {"noun": "villager", "noun_words": "pengungsi", "kind": "loose"}


def read(text: str, *counts: tuple[str, float, str | None, int | None], **parts: object) -> list[Figure]:
    return find_figures(piece(text, counts=list(counts), **parts), WORDS)


def group(*figures: Figure, pieces: tuple[Piece, ...] = ()) -> set[frozenset[str]]:
    grouper = QuestionGrouper(lambda _: WORDS, NOBODY, pieces)
    return {frozenset(f.id for f in members) for members in grouper.group(list(figures))}


@pytest.mark.parametrize(
    ("text", "words", "family"),
    [
        ("Kebakaran pasar itu menewaskan 4 pedagang.", "4", "dead"),
        ("Sebanyak 4 pedagang meninggal dunia.", "4", "dead"),
        ("Korban jiwa mencapai 4 orang.", "4", "dead"),
        ("Tabrakan itu melukai 4 penumpang bus.", "4", "injured"),
        ("Polisi menangkap 4 terduga perampok.", "4", "detained"),
        ("Empat ratus warga mengungsi ke balai desa.", "Empat ratus", "displaced"),
        ("Sebanyak 4 rumah roboh diterjang angin.", "4", "destroyed"),
        ("Sedikitnya 4 hektare sawah terendam.", "4", "flooded"),
        ("Klub itu membayar biaya transfer 4 juta euro.", "4 juta euro", "transfer-fee"),
        ("Kerugian negara mencapai Rp 4 miliar.", "Rp 4 miliar", "state-loss"),
        ("Negara mengirim 4 prajurit ke perbatasan.", "4", "deployed"),
        ("Pengiriman 4 prajurit itu dibatalkan.", "4", "deployed"),
    ],
)
def test_what_happened_is_read_in_any_form_of_the_word(text: str, words: str, family: str) -> None:
    unit = {"4 juta euro": "euro", "Rp 4 miliar": "rupiah"}.get(words)
    assert read(text, (words, 4, unit, None))[0].predicates[0] == family


def test_each_figure_of_a_list_takes_its_own_predicate() -> None:
    found = read(
        "Gempa itu membuat 7 orang tewas, 21 luka-luka, dan 3 hilang.",
        ("7", 7, "orang", None), ("21", 21, None, None), ("3", 3, None, None),
    )  # fmt: skip
    assert [f.predicates[0] for f in found] == ["dead", "injured", "missing"]
    assert {f.noun for f in found} == {"person"}


def test_a_verb_before_two_figures_is_shared_or_not_as_the_words_say() -> None:
    found = read(
        "Serangan itu menewaskan 5 orang dan melukai 9 orang.",
        ("5", 5, "orang", None),
        ("9", 9, "orang", None),
    )
    assert [f.predicates[0] for f in found] == ["dead", "injured"]


def test_the_noun_beside_the_predicate_wins_over_a_nearer_verb() -> None:
    found = read("Korban tewas feri yang tenggelam itu menjadi 8 orang.", ("8", 8, "orang", None))
    assert found[0].predicates[0] == "dead"


def test_specifications_durations_and_counts_of_reports_answer_no_question() -> None:
    text = "Dua sumber menyebut meriam 105 mm ditembakkan selama 3 hari."
    assert (
        read(text, ("Dua", 2, "sumber", None), ("105 mm", 105, "milimeter", None), ("3", 3, "hari", None))
        == []
    )


def test_a_number_that_only_repeats_a_list_of_names_is_no_figure() -> None:
    text = "Banjir merendam Kudus dan Pati, dua kabupaten di pesisir."
    assert read(text, ("dua", 2, "kabupaten", None)) == []


def test_synonyms_count_the_same_and_subclasses_know_their_parent() -> None:
    found = read("Ada 8 serdadu dan 2 perwira.", ("8", 8, None, None), ("2", 2, None, None))
    assert found[0].noun == "soldier"
    assert found[1].parents == ("soldier", "person")


def test_a_part_points_at_its_whole() -> None:
    found = read(
        "Kebakaran itu menewaskan 11 orang, 4 di antaranya anak-anak.",
        ("11", 11, "orang", None),
        ("4", 4, None, None),
    )
    assert found[1].anchor == found[0].id
    assert found[1].qualifiers == {"child"}


def test_x_of_y_is_a_part_only_of_the_same_thing() -> None:
    part = read(
        "Tiba 40 prajurit. Sebanyak 15 dari pasukan itu ke utara.",
        ("40", 40, None, None),
        ("15", 15, "pasukan", None),
    )
    assert part[1].anchor == part[0].id
    none = read(
        "Tiba 40 prajurit. Sebanyak 15 truk dari Medan.", ("40", 40, None, None), ("15", 15, "truk", None)
    )
    assert none[1].anchor is None


def test_from_x_to_y_replaces() -> None:
    found = read(
        "Jumlah korban tewas naik dari 6 menjadi 9 orang.", ("6", 6, "orang", None), ("9", 9, "orang", None)
    )
    assert "former" in found[0].marks
    assert found[1].replaces == found[0].id


def test_an_old_affair_is_another_period() -> None:
    found = read(
        "Tanah longsor menewaskan 6 orang. Pada Januari 2019 longsor menewaskan 30 orang.",
        ("6", 6, "orang", None), ("30", 30, "orang", None),
        times=[("Januari 2019", "2019-01")], published="2025-03-03",
    )  # fmt: skip
    assert [f.period for f in found] == [None, "2019-01"]


def test_the_speakers_place_is_not_the_figures_place() -> None:
    text = "Kepala BPBD Demak mengatakan 6 orang tewas."
    article = piece(
        text, counts=[("6", 6, "orang", 1)], says=[("6 orang tewas", "Kepala BPBD Demak", "asserts")],
        places=[("Demak", "Demak")],
    )  # fmt: skip
    statement = article.reading.statements[0]
    assert statement.source is None or find_figures(article, WORDS)[0].places == ()


def test_the_place_where_the_speaker_stood_is_not_the_figures_place() -> None:
    text = "Sebanyak 6 orang tewas, kata Sri Hartini dalam jumpa pers di Salatiga."
    article = piece(
        text, counts=[("6", 6, "orang", 1)], says=[("Sebanyak 6 orang tewas", "Sri Hartini", "asserts")],
        cues=["kata"], places=[("Salatiga", "Salatiga")],
    )  # fmt: skip
    assert find_figures(article, WORDS)[0].places == ()


def test_the_name_of_a_case_is_not_what_its_sums_are() -> None:
    text = "Kerugian negara dalam kasus dugaan suap irigasi itu Rp 2 miliar."
    assert read(text, ("Rp 2 miliar", 2e9, "rupiah", None))[0].predicates[0] == "state-loss"


def test_different_fates_are_different_questions() -> None:
    assert group(figure("a", 5), figure("b", 5, predicates=("injured",))) == {frozenset("a"), frozenset("b")}


def test_any_word_for_people_counts_a_toll() -> None:
    passengers = figure("b", 5, noun="passenger", noun_words="penumpang")
    assert group(figure("a", 5), passengers) == {frozenset("ab")}


def test_passengers_and_people_aboard_are_one_question_and_the_crew_another() -> None:
    aboard = ("aboard",)
    passengers = figure("b", 120, noun="passenger", predicates=aboard)
    crew = figure("c", 9, noun="crew", kind="strict", predicates=aboard)
    assert group(figure("a", 130, predicates=aboard), passengers, crew) == {frozenset("ab"), frozenset("c")}


def test_passengers_of_whom_nothing_else_is_said_are_aboard() -> None:
    found = read(
        "Jumlah penumpang bus itu mencapai 61 orang, lebih banyak daripada manifes yang mencatat 48 penumpang.",
        ("61", 61, "orang", None), ("48", 48, "penumpang", None), of="penumpang bus",
    )  # fmt: skip
    assert [f.predicates for f in found] == [("aboard",), ("aboard",)]
    assert "compare" in found[1].marks


def test_that_number_is_the_figure_itself_not_the_one_it_is_held_against() -> None:
    found = read(
        "Penumpang bus itu 61 orang, lebih banyak daripada manifes yang mencatat 48 penumpang. "
        "Angka itu mencakup 13 penumpang tanpa tiket.",
        ("61", 61, "orang", None), ("48", 48, "penumpang", None), ("13", 13, "penumpang", None), of="penumpang bus",
    )  # fmt: skip
    assert found[2].anchor == found[0].id


def test_who_denies_in_his_own_words_asserts_his_own_figure() -> None:
    text = "Kami hanya mengangkut 48 orang. Tidak ada 61 orang di bus kami."
    found = read(
        text, ("48", 48, "orang", 1), ("61", 61, "orang", 1),
        says=[(text[:-1], "Pengelola", "denies")], kind="direct",
    )  # fmt: skip
    assert [f.stance for f in found] == ["asserts", "denies"]


def test_two_currencies_are_never_compared() -> None:
    money = {"kind": "money", "predicates": ("bribe",)}
    assert len(group(figure("a", 5e9, noun="rupiah", **money), figure("b", 5e9, noun="dollar", **money))) == 2


def test_places_matter_only_where_an_article_sets_them_side_by_side() -> None:
    told_apart = (
        figure("a", 9, places=("Demak",), article="x", sentence=0, start=0),
        figure("b", 4, places=("Kudus",), article="x", sentence=5, start=50),
        figure("c", 4, places=("Kudus",), article="y"),
    )
    assert group(*told_apart) == {frozenset("a"), frozenset("bc")}
    one_event = (figure("a", 9, places=("Sumenep",)), figure("b", 12, places=("Selat Madura",)))
    assert group(*one_event) == {frozenset("ab")}


def test_one_mouth_in_one_breath_means_two_things() -> None:
    one = figure("a", 52, kind="share", noun="percent", predicates=("votes",), article="x", start=0)
    other = figure("b", 48, kind="share", noun="percent", predicates=("votes",), article="x", start=40)
    assert len(group(one, other)) == 2


def test_a_changed_number_in_one_breath_is_one_question() -> None:
    old = figure("a", 6, article="x", start=0, marks=frozenset({"former"}))
    new = figure("b", 9, article="x", start=40, marks=frozenset({"into"}), replaces="a")
    assert group(old, new) == {frozenset("ab")}


def test_another_period_is_another_question() -> None:
    assert len(group(figure("a", 30), figure("b", 30, period="2019"))) == 2


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({**BOAT, "of": "perahu yang ditemukan kosong"}, "Berapa perahu yang ditemukan kosong?"),
        ({**BOAT, "of": "meninjau perahu nelayan di"}, "Berapa perahu: meninjau perahu nelayan?"),
        ({**BOAT, "of": "perahu"}, "Berapa perahu?"),
        ({**METRE, "of": "tinggi tanggul"}, "Berapa tinggi tanggul (meter)?"),
        ({**RUPIAH, "predicates": ("aid",)}, "Berapa rupiah yang diberikan sebagai bantuan?"),
        ({**REFUGEE, "predicates": ("displaced",)}, "Berapa pengungsi?"),
    ],
)  # fmt: skip
def test_the_texts_own_words_make_the_question_where_no_frame_does(told: dict, asked: str) -> None:
    fields = {"kind": "strict", "predicates": ()} | told
    assert QuestionWriter(WORDS, NOBODY).write([figure("a", 5, **fields)], lambda _: "") == asked


def test_questions_are_put_in_words() -> None:
    writer = QuestionWriter(WORDS, NOBODY)
    nowhere = lambda _: ""  # noqa: E731
    assert writer.write([figure("a", 5)], nowhere) == "Berapa orang yang tewas?"
    loss = figure("b", 5e9, kind="money", noun="rupiah", noun_words="rupiah", predicates=("state-loss",))
    assert writer.write([loss], nowhere) == "Berapa kerugian negara (rupiah)?"
    sent = figure(
        "c",
        40,
        noun="soldier",
        kind="strict",
        noun_words="tentara",
        predicates=("deployed",),
        places=("Papua",),
    )
    assert writer.write([sent], nowhere) == "Berapa tentara yang dikirim ke Papua?"


def test_people_from_some_schools_suffer_what_is_said_behind_the_schools() -> None:
    text = "Sebanyak 70 santri dari dua pondok mengalami keracunan."
    people, places = read(text, ("70", 70, "santri", None), ("dua", 2, "pondok", None))
    assert people.predicates == ("poisoned",)
    assert places.predicates == ()


def test_who_caught_is_not_who_was_caught() -> None:
    (caught,) = read("Polisi menangkap 6 orang.", ("6", 6, "orang", None), of="polisi menangkap orang")
    assert (caught.noun, caught.predicates) == ("person", ("detained",))


def test_the_part_before_its_whole_points_at_it() -> None:
    part, whole = read(
        "Sebanyak 4 dari 7 jembatan rusak.", ("4", 4, "jembatan", None), ("7", 7, "jembatan", None)
    )
    assert part.anchor == whole.id


def test_a_word_with_a_clitic_says_what_happened() -> None:
    (fee,) = read("Nilai transfernya 4 juta euro.", ("4 juta euro", 4_000_000, "euro", None))
    assert fee.predicates == ("transfer-fee",)


def test_after_a_denied_number_the_right_one_is_asserted_and_answers_the_same_question() -> None:
    text = '"Tidak benar 9 orang, yang kami tangkap 5 orang," kata Hadi.'
    denied, right = read(
        text,
        ("9", 9, "orang", 1),
        ("5", 5, "orang", 1),
        says=[("Tidak benar 9 orang, yang kami tangkap 5 orang", "Hadi", "denies")],
        kind="direct",
    )
    assert (denied.stance, right.stance) == ("denies", "asserts")
    held = {"predicates": ("detained",), "article": "a.txt"}
    same = group(figure("x", 9, "Hadi", stance="denies", **held), figure("y", 5, "Hadi", sentence=0, **held))
    assert same == {frozenset({"x", "y"})}


def test_suspects_are_the_people_named_as_suspects() -> None:
    suspects = figure(
        "a", 3, predicates=("suspected",), noun="suspect", noun_words="tersangka", kind="strict"
    )
    people = figure("b", 3, predicates=("suspected",))
    assert group(suspects, people) == {frozenset({"a", "b"})}


def test_at_least_and_exactly_one_number_are_no_two_places() -> None:
    least = figure("a", (7, None), hedge="at-least", places=("Desa Satu",), article="x.txt")
    firm = figure("b", 7, article="x.txt", sentence=1)
    assert group(least, firm) == {frozenset({"a", "b"})}


def test_two_sources_of_one_toll_may_mean_one_place() -> None:
    firm = figure("a", 1200, by="Direktur", article="x", places=("Majalaya",))
    union = figure("b", 2100, by="Serikat", article="x", start=40, sentence=3)
    assert group(firm, union) == {frozenset("ab")}


def test_a_speakers_own_place_is_a_part_whatever_the_number() -> None:
    whole = figure("a", 31, by="Badan", article="x")
    part = figure(
        "b", 44, by="Gubernur", article="x", places=("Sikka",), marks=frozenset({"local"}), start=40
    )
    assert len(group(whole, part)) == 2


def test_one_number_under_two_nouns_of_an_article_is_one_question() -> None:
    cases = figure("a", 245, article="x", noun="case", noun_words="kasus", kind="strict", predicates=("ill",))
    children = figure(
        "b", 245, article="x", noun="child", noun_words="anak", kind="strict", predicates=("ill",)
    )
    others = figure("c", 90, article="x", noun="child", noun_words="anak", kind="strict", predicates=("ill",))
    assert group(cases, children) == {frozenset("ab")}
    assert frozenset("ac") not in group(cases, others)


def test_a_question_quotes_the_text_where_what_happened_is_told_far_away() -> None:
    told = {
        "kind": "strict",
        "noun": "medal",
        "noun_words": "medali",
        "predicates": ("deployed",),
        "close": False,
    }
    medals = figure("a", 38, context="meraih … medali emas di Manila", **told)
    asked = QuestionWriter(WORDS, NOBODY).write([medals], lambda _: "")
    assert asked.endswith(": “meraih … medali emas di Manila”?")


def test_questions_that_read_alike_are_told_apart() -> None:
    writer = QuestionWriter(WORDS, NOBODY)
    price = figure("a", 9500, kind="money", noun="rupiah", context="harga batas atas … per liter")
    assert (
        writer.apart("Berapa harga (rupiah)?", [price])
        == "Berapa harga (rupiah) – “harga batas atas … per liter”?"
    )


def test_who_has_not_been_reached_is_asked_for_as_such() -> None:
    waiting = figure("a", 2, predicates=("evacuated",), qualifiers=frozenset({"not-yet"}))
    assert (
        QuestionWriter(WORDS, NOBODY).write([waiting], lambda _: "") == "Berapa orang yang belum dievakuasi?"
    )


CLIENT = {"noun": "nasabah", "noun_words": "nasabah", "kind": "strict", "predicates": ()}


def test_what_one_source_counts_on_two_days_is_one_question() -> None:
    before = figure("a", 214, by="Juru bicara", topic=frozenset({"raib"}), **CLIENT)
    later = figure("b", 261, by="Juru bicara", topic=frozenset({"lapor"}), **CLIENT)
    other = figure("c", 310, by="Yayasan", topic=frozenset({"adu"}), **CLIENT)
    assert group(before, later, other) == {frozenset("ab"), frozenset("c")}


def test_a_source_that_counts_two_things_in_an_article_asks_two_questions() -> None:
    one = figure("a", 214, by="Juru bicara", article="x", topic=frozenset({"raib"}), **CLIENT)
    two = figure("b", 90, by="Juru bicara", article="x", sentence=9, topic=frozenset({"ganti"}), **CLIENT)
    later = figure("c", 261, by="Juru bicara", topic=frozenset({"lapor"}), **CLIENT)
    assert len(group(one, two, later)) == 3


def test_cases_and_the_infected_with_one_number_are_one_question() -> None:
    cases = figure("a", 702, noun="case", noun_words="kasus", kind="strict", predicates=())
    people = figure("b", 702, predicates=("infected",))
    assert group(cases, people) == {frozenset("ab")}
    assert len(group(figure("c", 700, noun="case", kind="strict", predicates=()), people)) == 2


def test_two_parts_of_one_whole_are_two_questions() -> None:
    whole = figure("a", 131, article="x", sentence=0, start=0)
    one = figure("b", 75, article="x", sentence=1, start=30, anchor="a", marks=frozenset({"part"}))
    other = figure("c", 44, article="x", sentence=6, start=90, anchor="a", marks=frozenset({"part"}))
    assert group(whole, one, other) == {frozenset("a"), frozenset("b"), frozenset("c")}


def test_a_headline_is_of_the_time_of_its_text() -> None:
    head = figure("a", 4711, article="x", start=0, furniture="headline")
    text = figure("b", 4711, article="x", start=90, sentence=3, period="2024")
    event = figure("c", 194, article="y")
    assert group(head, text, event) == {frozenset("ab"), frozenset("c")}


def test_a_place_that_holds_as_many_as_the_whole_is_no_part() -> None:
    whole = figure("a", 120, article="x", sentence=0, start=0)
    there = figure("b", 127, places=("Stadion Tua",), article="x", sentence=4, start=50)
    some = figure("c", 34, places=("Stadion Tua",), article="x", sentence=8, start=90)
    assert group(whole, there, some) == {frozenset("abc")}


def test_places_in_one_sentence_stand_beside_each_other() -> None:
    desa = {"noun": "village", "noun_words": "desa", "kind": "strict", "predicates": ("affected",)}
    pieces = tuple(
        piece("Banjir melanda Sayung.", name, places=[("Sayung", "Sayung")]) for name in ("x", "y", "z")
    )
    here = figure("a", 12, places=("Sayung",), article="x", start=0, sentence=2, **desa)
    there = figure("b", 7, places=("Guntur",), article="x", start=30, sentence=2, **desa)
    every = figure("c", 40, article="y", **desa)
    assert group(here, there, every, pieces=pieces) == {frozenset("a"), frozenset("b"), frozenset("c")}


def test_those_counted_before_are_taken_up_by_their_number() -> None:
    named = {"noun": "witness", "noun_words": "saksi", "kind": "human", "predicates": ("questioned",)}
    one = figure("a", 29, article="x", sentence=2, start=0, **named)
    again = figure("b", 29, article="x", sentence=3, start=40, predicates=())
    assert group(one, again) == {frozenset("ab")}


def test_what_a_number_is_the_sum_of_says_what_is_counted() -> None:
    text = "Jumlah pengungsi yang terdampak banjir di tiga kecamatan sebanyak 900 warga."
    (found,) = read(text, ("900", 900, "orang", None))
    assert found.predicates == ("displaced",)
    (other,) = read("Jumlah warga yang terdampak banjir sebanyak 900 orang.", ("900", 900, "orang", None))
    assert other.predicates[0] == "affected"


def test_the_place_before_a_figure_in_its_clause_wins() -> None:
    text = (
        "Pabrik di Tegal tutup, efisiensi hingga PHK 400 pekerja, kemudian pabrik di Brebes, PHK 100 pekerja."
    )
    places = [("Tegal", "Tegal"), ("Brebes", "Brebes")]
    counts = (("400", 400, "pekerja", None), ("100", 100, "pekerja", None))
    assert [f.places for f in read(text, *counts, places=places)] == [("Tegal",), ("Brebes",)]


def test_each_sentence_of_a_quotation_has_its_own_place_and_time() -> None:
    text = '"Tahun 2019 ada 30 korban. Yang di Tegal mau tutup, PHK 400 pekerja. Di Brebes PHK 90 pekerja," katanya.'
    found = read(
        text, ("30", 30, "orang", None), ("400", 400, "pekerja", None), ("90", 90, "pekerja", None),
        places=[("Tegal", "Tegal"), ("Brebes", "Brebes")], times=[("Tahun 2019", "2019")], published="2025-03-03",
    )  # fmt: skip
    assert [f.places for f in found] == [(), ("Tegal",), ("Brebes",)]
    assert [f.period for f in found] == ["2019", None, None]


def test_a_range_that_reaches_the_storys_time_is_no_old_affair() -> None:
    text = "Sejak Januari 2025 hingga Juni 2025 ada 600 buruh di-PHK."
    times = [("Januari 2025", "2025-01"), ("Juni 2025", "2025-06")]
    (found,) = read(text, ("600", 600, "buruh", None), times=times, published="2025-06-12")
    assert found.period is None


def test_a_question_of_few_words_shows_more_of_its_line() -> None:
    text = "Datanya:\n1. PT Sandang Jaya, Tegal: PHK 400 orang\n"
    (found,) = read(text, ("400", 400, "orang", None))
    assert "Sandang Jaya" in found.context


def test_a_headlines_figure_is_its_speakers() -> None:
    text = "Disnaker: 135 Buruh Di-PHK\nPabrik itu tutup."
    article = piece(
        text, counts=[("135", 135, "buruh", None)], says=[("135 Buruh Di-PHK", "Disnaker", "asserts")]
    )
    headed = replace(article.reading.statements[0], in_furniture=True)
    reading = replace(article.reading, statements=[headed])
    (found,) = find_figures(Piece(reading, article.layout), WORDS)
    assert (found.source_name, found.stance) == ("Disnaker", "asserts")
