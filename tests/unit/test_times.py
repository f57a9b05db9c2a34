"""Time phrases: what is found, and what it is taken to point at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runut.engine.resources import load_pack
from runut.model.article import Article
from runut.model.published import Published
from runut.model.reading import Timex
from runut.model.timephrase import TimePhrase
from runut.steps.extract.times import find_times
from runut.steps.resolve.published import resolve_published
from runut.steps.resolve.times import resolve_times
from runut.steps.segment import segment

SHARED = Path(__file__).parents[3] / "shared"


def read(text: str, on: str | None = None, language: str = "id") -> tuple[Published, list[Timex]]:
    pack = load_pack(language)
    layout = segment(text, pack)
    phrases = find_times(layout, pack)
    published = resolve_published(Article("a", text, "", published=on), layout, phrases, pack)
    return published, resolve_times(phrases, published, layout, pack)


def values(text: str, on: str | None = None, language: str = "id") -> dict[str, str | None]:
    """Words → value; of equal words the last."""
    return {text[t.start : t.end]: t.value for t in read(text, on, language)[1]}


def phrases(text: str, language: str = "id") -> list[TimePhrase]:
    pack = load_pack(language)
    return find_times(segment(text, pack), pack)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_example_of_the_pack_holds(language: str) -> None:
    """An example's line is found, a counter-example's is not."""
    broken = []
    for rule in load_pack(language).rules("timex"):
        if rule["kind"] != "part":
            assert rule.get("examples"), f"rule {rule['name']!r} has no example"
        for case in [*rule.get("examples", ()), *rule.get("counter", ())]:
            text = case["text"]
            lines = [
                f"{text[t.start : t.end]}|{t.value or ''}" for t in read(text, case.get("on"), language)[1]
            ]
            broken += [(rule["name"], f) for f in case.get("find", ()) if not _any(lines, f)]
            broken += [(rule["name"], f) for f in case.get("absent", ()) if _any(lines, f)]
    assert broken == []


def _any(lines: list[str], start: str) -> bool:
    return any(line.startswith(start) for line in lines)


# --- found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bupati melantik camat, Kamis (27/2/2025).", "Kamis (27/2/2025)"),
        ("Gudang itu terbakar Sabtu (19/8) malam.", "Sabtu (19/8) malam"),
        ("Harga cabai naik sejak hari Jumat.", "hari Jumat"),
        ("Puncak arus balik Ahad (4/3).", "Ahad (4/3)"),
        ("Kata dia, Jum'at (2/3).", "Jum'at (2/3)"),
        ("Pameran ditutup 12 Agt 2019.", "12 Agt 2019"),
        ("Pada 13 Nopember kemarin ia dilantik.", "13 Nopember kemarin"),
        ("Pada 13 Agsutus kemarin ia dilantik.", "13 Agsutus kemarin"),
        ("Gempa terjadi pukul 21.58 WITA.", "pukul 21.58 WITA"),
        ("Rumah sakit penuh sejak dua setengah tahun lalu.", "dua setengah tahun lalu"),
        ("Ia kembali dua puluh lima tahun kemudian.", "dua puluh lima tahun kemudian"),
        ("Lomba digelar Senin-Rabu (6-8/2/2017).", "Senin-Rabu (6-8/2/2017)"),
    ],
)
def test_whole_phrase_is_one_span(text: str, words: str) -> None:
    assert [text[p.start : p.end] for p in phrases(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Persija menang 2-1 atas tamunya.",
        "Dua per tiga (2/3) anggota menolak.",
        "Panitia menyiapkan 1998 kursi.",
        "Ibu Mei Lestari membuka toko.",
        "Saat ini warga mengungsi, kini menunggu bantuan.",
        "Pelatihan berlangsung selama tiga minggu.",
        "Pelaku berusia 42 tahun itu ditangkap.",
        "Ia lulusan Universitas 17 Agustus.",
        "Mereka salat Jumat di alun-alun.",
        "Ia akan lalu pergi ke depan rumah.",
    ],
)
def test_not_a_time(text: str) -> None:
    assert phrases(text) == []


def test_week_or_sunday() -> None:
    """In lower case the word is a week; with a capital a Sunday, but not at the head of a sentence."""
    assert values("Ia datang minggu lalu.", "2019-11-05") == {"minggu lalu": "2019-10-28/2019-11-03"}
    assert values("Ia datang Minggu lalu.", "2019-11-05") == {"Minggu lalu": "2019-11-03"}
    assert values("Minggu lalu ia datang.", "2019-11-05") == {"Minggu lalu": "2019-10-28/2019-11-03"}


def test_year_in_a_law_is_inside_a_name() -> None:
    (law,) = phrases("Ia dijerat Undang-Undang Nomor 35 Tahun 2009 tentang Narkotika.")
    assert law.inside
    assert law.year == 2009


def test_grain_and_surroundings_are_told() -> None:
    text = 'Gubernur akan tiba Senin. "Kemarin banjir," katanya. Air surut beberapa hari lalu, hingga 2021.'
    monday, yesterday, days_ago, until = phrases(text)
    assert (monday.grain, monday.ahead, monday.quoted) == ("day", True, False)
    assert (yesterday.grain, yesterday.ahead, yesterday.quoted) == ("day", False, True)
    assert days_ago.grain == "open"
    assert (until.grain, until.after_until) == ("year", True)


def test_misspelt_month_is_marked() -> None:
    (phrase,) = phrases("Jembatan dibuka 3 Septenber 2015.")
    assert phrase.typo
    assert (phrase.day, phrase.month, phrase.year) == (3, 9, 2015)


# --- resolved against the news day


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("kemarin", "2019-11-04"),
        ("lusa", "2019-11-07"),
        ("tadi malam", "2019-11-04"),
        ("pagi tadi", "2019-11-05"),
        ("pekan depan", "2019-11-11/2019-11-17"),
        ("awal bulan ini", "2019-11-01/2019-11-10"),
        ("akhir tahun lalu", "2018-09/2018-12"),
        ("abad ini", "2001/2100"),
        ("tiga bulan lalu", "2019-08"),
        ("dua pekan lalu", "2019-10-21/2019-10-27"),
        ("lima tahun silam", "2014"),
        ("setahun terakhir", "2018-11/2019-11"),
        ("beberapa pekan mendatang", None),
        ("Juni lalu", "2019-06"),
        ("Desember lalu", "2018-12"),
        ("Desember mendatang", "2019-12"),
        ("bulan April", "2019-04"),
        ("akhir Oktober", "2019-10-21/2019-10-31"),
        ("musim hujan lalu", "2018-10/2019-03"),
        ("Rabu lalu", "2019-10-30"),
        ("Rabu pekan depan", "2019-11-13"),
        ("tanggal 17 bulan lalu", "2019-10-17"),
        ("kuartal I 2018", "2018-01/2018-03"),
    ],
)
def test_relative_to_the_news_day(words: str, value: str | None) -> None:
    """The news day is Tuesday, 5 November 2019."""
    assert values(f"Warga mengeluh, {words}, soal air.", "2019-11-05")[words] == value


def test_yearless_date_is_of_the_own_year_unless_far_ahead() -> None:
    assert values("Sejak 13 Desember jalan ditutup.", "2018-01-04")["13 Desember"] == "2017-12-13"
    assert values("Sejak 13 Mei jalan ditutup.", "2018-09-04")["13 Mei"] == "2018-05-13"
    assert values("Jalan akan dibuka 3 Januari.", "2018-12-20")["3 Januari"] == "2019-01-03"


def test_told_times_are_pointed_back_at() -> None:
    text = (
        "Ia ditahan 3 Mei 2011. Keesokan harinya ia bebas. Setahun kemudian ia maju. Pada tahun itu ia kalah."
    )
    assert values(text) == {
        "3 Mei 2011": "2011-05-03",
        "Keesokan harinya": "2011-05-04",
        "Setahun kemudian": "2012",
        "tahun itu": "2012",
    }


def test_yesterday_in_a_quotation_counts_from_its_own_day() -> None:
    text = '"Kemarin listrik padam," kata Camat Wijaya, Minggu (3/11). Kemarin petugas datang.'
    first, _, last = read(text, "2019-11-05")[1]
    assert first.value == "2019-11-02"
    assert last.value == "2019-11-04"


def test_clock_time_is_of_the_day_last_named() -> None:
    assert values("Kapal berangkat Senin (4/11) sore dan tenggelam pukul 19.30 WIB.", "2019-11-06") == {
        "Senin (4/11) sore": "2019-11-04",
        "pukul 19.30 WIB": "2019-11-04",
    }


def test_range_takes_what_it_lacks_from_its_other_end() -> None:
    assert values("Pekan raya 28 Desember - 3 Januari 2018 ramai.") == {
        "28 Desember - 3 Januari 2018": "2017-12-28/2018-01-03"
    }


# --- slips of the pen


def test_clash_of_weekday_and_date_is_told() -> None:
    (timex,) = read("Ia tiba Senin, 12 Maret 2019.", "2020-01-01")[1]
    assert timex.value == "2019-03-12"
    assert timex.clash is not None
    assert "Selasa" in timex.clash


def test_misprinted_month_is_mended_by_the_weekday() -> None:
    (timex,) = read("kata Kepala Dinas, Kamis (4/12).", "2018-01-05")[1]
    assert timex.value == "2018-01-04"
    assert timex.clash is not None


def test_misprinted_year_is_mended_by_the_weekday() -> None:
    (timex,) = read("kata Kepala Dinas, Kamis (4/1/2017).", "2018-01-05")[1]
    assert timex.value == "2018-01-04"


def test_no_clash_where_all_fits() -> None:
    (timex,) = read("Ia tiba Selasa, 12 Maret 2019.")[1]
    assert timex.clash is None


# --- publication


def test_metadata_goes_first() -> None:
    published, _ = read("Padang, 3 Mei 2024 - Air surut.", "2024-05-04T08:00:00+07:00")
    assert (published.value, published.origin) == ("2024-05-04", "metadata")


@pytest.mark.parametrize(
    "text",
    [
        "Padang, 3 Mei 2024 - Air sungai mulai surut setelah hujan reda.",
        "Air Surut\n\nRina Hartono • 3 Mei 2024 10:29\n\nAir sungai mulai surut.",
        "Air Surut\nKabarkota.id - 03/05/2024, 08:15 WIB\nAir sungai mulai surut.",
        "Air Surut\nJumat, 3 Mei 2024 | 10:00 WIB\nAir sungai mulai surut sejak 2 Mei 2024.",
        "Air sungai mulai surut sejak 2 Mei 2024 pagi, kata warga.\nDiterbitkan: 3 Mei 2024",
    ],
)
def test_stated_in_the_text(text: str) -> None:
    published, _ = read(text)
    assert (published.value, published.origin) == ("2024-05-03", "text")


def test_a_date_in_the_story_is_not_the_publication() -> None:
    published, _ = read(
        "Jembatan itu runtuh pada 3 Mei 2014 saat dilewati truk bermuatan pasir dari arah kota."
    )
    assert published.origin != "text"


def test_inferred_from_the_newest_weekday_with_its_date() -> None:
    text = "Banjir surut, kata Wali Kota, Minggu (20/8/2017). Hujan turun sejak Jumat (18/8)."
    published, timexes = read(text)
    assert (published.value, published.origin, published.day) == (
        "2017-08-20/2017-08-21",
        "inferred",
        "2017-08-20",
    )
    assert timexes[-1].value == "2017-08-18"
    assert "Minggu (20/8/2017)" in published.why


def test_a_day_told_as_past_lies_before_the_news_day() -> None:
    published, _ = read("Sejak gempa 2016, warga tinggal di tenda. Hujan turun Sabtu (7/10) kemarin.")
    assert published.day == "2017-10-08"


def test_bare_weekday_after_the_newest_date_is_the_news_day() -> None:
    text = "Pada hari Jumat menteri membantah. Kapal itu berlayar antara 4 dan 9 Oktober 2021."
    published, timexes = read(text)
    assert published.day == "2021-10-15"
    assert timexes[0].value == "2021-10-15"


def test_the_day_that_the_article_calls_today_is_its_own() -> None:
    published, _ = read("Harga cabai turun pada hari ini, Selasa (14/10/2025). Pasar ramai.")
    assert (published.value, published.origin) == ("2025-10-14", "inferred")


def test_today_in_a_quotation_leaves_the_day_after_open() -> None:
    published, _ = read('"Hari ini, Selasa (14/10/2025), pasar buka," kata Rina.')
    assert published.value == "2025-10-14/2025-10-15"


def test_tomorrow_with_its_date_tells_the_news_day() -> None:
    published, timexes = read("Rapat dibuka Senin (13/10/2025). Besok, Selasa (14/10), rapat berlanjut.")
    assert published.day == "2025-10-13"
    assert [time.value for time in timexes] == ["2025-10-13", "2025-10-14", "2025-10-14"]


def test_a_line_with_the_date_may_stand_under_a_long_menu() -> None:
    menu = "\n".join(["Beranda", "Nasional", "Olahraga", "Hiburan", "Kesehatan", "Otomotif", "Video"])
    story = "Harga cabai turun di pasar induk sejak pekan lalu karena panen di tiga kabupaten mulai merata."
    published, _ = read(f"{menu}\nHarga Cabai Turun\n3 Mei 2024\n{story}")
    assert (published.value, published.origin) == ("2024-05-03", "text")
    published, _ = read(
        f"{menu}\n{story} Pedagang mengaku stok melimpah dan pembeli bertambah.\n3 Mei 2024\n{story}\n{story}\n{story}"
    )
    assert published.origin != "text"


def test_nothing_pins_nothing() -> None:
    published, timexes = read("Konser digelar 11 Juli lalu. Pekan ini ia sakit.")
    assert (published.value, published.origin, published.year) == (None, None, None)
    assert [t.value for t in timexes] == [None, None]


# --- the year of an article that states none


def test_weekday_and_stated_years_give_the_year() -> None:
    """20 August is a Sunday in 2006, 2017 and 2023; the newest year told of is 2015."""
    assert read("Sejak 2015 tanggul retak, kata Camat, Minggu (20/8).")[0].year == 2017


def test_office_holders_bound_the_year() -> None:
    """1 June is a Friday in 2012 and 2018, a Thursday in 2017 and 2023."""
    assert read("Presiden Susilo Bambang Yudhoyono tiba, Jumat (1/6).")[0].year == 2012
    assert read("Kapolri Jenderal Listyo Sigit tiba, Kamis (1/6).")[0].year == 2023


def test_a_degree_with_its_stop_parts_no_title_from_its_name() -> None:
    plain, _ = read("Kata Kapolri Jenderal Listyo Sigit Prabowo, Selasa (6/5), jalan ditutup.")
    dotted, _ = read("Kata Kapolri Jenderal Pol. Drs. Listyo Sigit Prabowo, Selasa (6/5), jalan ditutup.")
    assert plain.value == dotted.value == "2025-05-06/2025-05-07"
    cut, _ = read("Ia menunggu kabar Kapolri. Listyo Sigit Prabowo datang Selasa (6/5).")
    assert cut.value is None


def test_an_exchange_rate_bounds_the_year() -> None:
    text = "Nilai tukar dibuka di posisi Rp{} per dolar AS pada Selasa (1/11) pagi."
    assert read(text.format("15.640"))[0].value == "2022-11-01/2022-11-02"
    assert read(text.format("13.050"))[0].value == "2016-11-01/2016-11-02"


def test_former_office_holders_do_not() -> None:
    assert (
        read("Sejak 2022 mantan Presiden Susilo Bambang Yudhoyono melukis, kata dia, Kamis (1/6).")[0].year
        == 2023
    )


def test_age_and_birthday_give_the_year() -> None:
    text = "Pelari berusia 24 tahun itu lahir di Ende, 2 Januari 1999. Ia menang pada musim panas ini."
    assert read(text)[0].year in (2023, 2024)


def test_future_years_do_not_pull() -> None:
    text = "Emisi akan turun sampai tahun 2030 sesuai janji 2015 lalu, kata menteri, Kamis (1/6)."
    assert read(text)[0].year == 2017


# --- English


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("yesterday morning", "2019-11-04"),
        ("last week", "2019-10-28/2019-11-03"),
        ("early next year", "2020-01/2020-04"),
        ("three months ago", "2019-08"),
        ("Friday", "2019-11-01"),
        ("next Friday", "2019-11-08"),
        ("the past two years", "2017-11/2019-11"),
        ("mid-October", "2019-10-11/2019-10-20"),
        ("the third quarter of 2018", "2018-07/2018-09"),
        ("last summer", "2019-06/2019-08"),
        ("the coming days", None),
    ],
)
def test_english(words: str, value: str | None) -> None:
    assert values(f"The mayor spoke of {words} to the crowd.", "2019-11-05", "en")[words] == value


def test_possessive_ending_is_left_out() -> None:
    assert values("Friday's flood killed nobody.", "2019-11-05", "en") == {"Friday": "2019-11-01"}


@pytest.mark.parametrize(
    "text", ["He may resign.", "The march went on for days.", "They won 2-1 on Good Friday."]
)
def test_not_a_time_in_english(text: str) -> None:
    assert phrases(text, "en") == []


# --- measured


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the annotated articles are not here")
def test_floor_on_the_seed_articles() -> None:
    """F1 over span and value on the five seeds; the floor only rises."""
    right = gold = guess = 0
    for path in sorted((SHARED / "gold").glob("00*.gold.json")):
        truth = json.loads(path.read_text("utf-8"))
        text = (SHARED / "seeds" / truth["article"]).read_text("utf-8")
        wanted = [t for t in truth["times"] if not t.get("in_furniture")]
        found = [t for t in read(text)[1] if not t.inside]
        right += sum(any(_same(w, f) for f in found) for w in wanted)
        gold, guess = gold + len(wanted), guess + len(found)
    assert 2 * right / (gold + guess) >= 0.8


def _same(want: dict[str, object], found: Timex) -> bool:
    start, end = int(str(want["start"])), int(str(want["end"]))
    return want["value"] == found.value and found.start < end and start < found.end


def test_a_shift_whose_subject_points_at_the_news_dates_the_news() -> None:
    text = "Gempa terasa pada Rabu (6/11). Hal itu terjadi sehari setelah bendungan diperiksa."
    assert values(text, "2019-11-07")["sehari setelah"] == "2019-11-06"
    assert values("Bendungan retak sehari setelah diperiksa.", "2019-11-07")["sehari setelah"] is None


# --- what is spoken of as future


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("Pasar akan dibuka pada Senin (3/6).", True),
        ('"Pasar akan dibuka," kata Rina, Senin (3/6).', False),
        ("Pasar akan dibuka lagi, demikian dilansir Antara, Senin (3/6).", False),
        ("Rapat digelar menjelang Lebaran di kantornya, Jakarta, Senin (3/6).", False),
        ("Menteri mengatakan pasar akan dibuka pada Senin (3/6).", True),
    ],
)
def test_a_word_for_the_future_ends_at_who_said_it(text: str, ahead: bool) -> None:
    assert phrases(text)[-1].ahead is ahead


def test_years_that_a_weekday_fits_alike_stay_open() -> None:
    """24 January is a Friday in 2014, 2020 and 2025."""
    published, timexes = read("Polisi menahan delapan orang, kata Kapolres, Jumat (24/1).")
    assert (published.year, timexes[0].value) == (None, None)
    assert "2014, 2020, 2025" in published.why


def test_dates_lacked_their_year_oftener_until_2018() -> None:
    """20 April is a Thursday in 2017 and 2023; the reason tells of both."""
    published, _ = read("Polisi menahan delapan orang, kata Kapolres, Kamis (20/4).")
    assert published.year == 2017
    assert "2023 too" in published.why


def test_a_feast_near_the_date_tells_the_year() -> None:
    assert read("Arus mudik mulai padat, kata Kapolres, Kamis (20/4).")[0].year == 2023
    assert read("Jemaah salat Idul Adha memenuhi lapangan, kata Kapolres, Jumat (1/9).")[0].year == 2017


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Menteri Komunikasi dan Informatika (Menkominfo), Rudiantara datang, Rabu (14/12).", 2016),
        ("Kepala Divisi Humas Mabes Polri Irjen Pol Setyo Wasisto datang, Kamis (20/4).", 2017),
        ("Juru bicara Presiden Filipina Harry Roque datang, Kamis (9/11).", 2017),
        ("Calon presiden dari Partai Republik Donald Trump datang, Minggu (25/9).", 2016),
        ("Presiden Amerika Serikat dan Ketua DPR Puan datang, Kamis (20/4).", 2023),
        ("Bentrokan pecah di Avdiivka, kata pejabat itu, Rabu (14/2).", 2024),
    ],
)
def test_titles_reach_their_names(text: str, year: int) -> None:
    assert read(text)[0].year == year


def test_an_address_tells_the_year_but_is_no_time() -> None:
    text = "Kabar itu ada di https://warta.example/read/2023/06/20/1942/kabar sejak Selasa (20/6)."
    published, timexes = read(text)
    assert published.year == 2023
    assert [timex.value for timex in timexes] == ["2023-06-20"]


def test_a_day_called_today_with_its_date_is_the_news_day() -> None:
    published, _ = read("Pasar dibuka pada 3 Mei 2021. Sampai hari ini (20/6/2021) pembeli sepi.")
    assert published.day == "2021-06-20"
    assert read("Gempa terasa kemarin (20/6/2021).")[0].day == "2021-06-21"


def test_a_bare_weekday_that_signs_the_report_is_its_day() -> None:
    """Agencies give the report's own day bare and other days with their date."""
    text = "Pidato itu dibacakan Rabu (16/8/2023). Kebijakan itu tepat, kata Rina di Jakarta, Jumat."
    published, timexes = read(text)
    assert published.day == "2023-08-18"
    assert timexes[-1].value == "2023-08-18"
    event = "Pohon tumbang pada Minggu malam. Warga membersihkannya, kata Rina, Senin (7/8/2023)."
    assert read(event)[0].day == "2023-08-07"


def test_names_after_a_comma_date_an_article() -> None:
    """15 January is a Wednesday in 2014, 2020 and 2025."""
    assert read("Juru bicara BNPB, Agus Wibowo, tiba, Rabu (15/1).")[0].year == 2020


def test_a_bare_month_bounds_the_year() -> None:
    """He held the office from October 2014 to July 2016: April leaves 2015 and 2016, and the first is taken."""
    assert read("Dalam survei April, harga naik, kata Menkeu Bambang Brodjonegoro.")[0].year == 2015


def times_of(text: str, on: str | None = None) -> list[str | None]:
    return [timex.value for timex in read(text, on)[1]]


def test_a_comparison_does_not_move_what_it_counts_from() -> None:
    text = "Pada 2022 ada 113 perkara, naik dari tahun sebelumnya, dan 121 putusan, naik 33 dari tahun sebelumnya."
    assert times_of(text) == ["2022", "2021", "2021"]
    text = "Ia tiba 3 Mei 2011. Dua hari kemudian hujan. Sehari kemudian banjir."
    assert times_of(text) == ["2011-05-03", "2011-05-05", "2011-05-06"]


def test_the_same_time_of_another_year() -> None:
    text = "Sepanjang Januari-Juni 2017 ekspor naik dari periode yang sama tahun lalu."
    assert times_of(text, "2017-08-01") == ["2017-01/2017-06", "2016-01/2016-06"]
    assert times_of("Panen 3 Mei 2017 lebih kecil dari hari yang sama tahun sebelumnya.") == [
        "2017-05-03",
        "2016-05-03",
    ]


def test_weeks_of_a_month_and_halves_of_a_year() -> None:
    assert times_of("Pasar dibuka pekan keempat Mei 2019.") == ["2019-05-22/2019-05-28"]
    assert times_of("Ekspor naik pada paruh pertama tahun ini.", "2019-09-05") == ["2019-01/2019-06"]


def test_the_day_in_another_zone() -> None:
    text = "Laga digelar Selasa (31/10/2017) malam waktu setempat atau Rabu pagi WIB."
    assert times_of(text) == ["2017-10-31", "2017-11-01"]
    text = "Laga digelar Selasa (31/10/2017), dan Rabu pagi hujan."
    assert times_of(text) == ["2017-10-31", "2017-10-25"]


def test_a_day_to_come_of_a_year_does_not_hide_one_that_was() -> None:
    text = "Status awas berlaku hingga 26 Oktober 2017. Surat itu diteken 13 Oktober 2017, seperti pada 2 Juni 2015."
    assert read(text)[0].year == 2017
