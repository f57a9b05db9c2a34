"""Places and acting states."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from runut.engine.resources import load_bytes, load_gazetteer, load_pack
from runut.model.reading import NamedEntity, Place
from runut.steps.extract.places import Gazetteer, find_places, find_states, read_places
from runut.steps.extract.places.gazetteer import fold
from runut.steps.segment import segment

SHARED = Path(__file__).parents[2] / ".." / "shared"
HELD_OUT = {"d03", "d06", "d09", "d12", "d15", "d18", "d21"}


def read(text: str, code: str = "id") -> tuple[list[Place], list[NamedEntity]]:
    pack = load_pack(code)
    return read_places(segment(text, pack), [], load_gazetteer(), pack)


def places(text: str, code: str = "id") -> dict[str, str]:
    """Words to canonical name."""
    return {text[p.start : p.end]: p.name for p in read(text, code)[0]}


def states(text: str, code: str = "id") -> dict[str, str | None]:
    return {text[s.start : s.end]: s.name for s in read(text, code)[1]}


class TestGazetteer:
    def test_knows_home_down_to_districts(self) -> None:
        found = load_gazetteer()
        assert found.lookup("Provinsi Riau")[0].name == "Riau"
        assert found.lookup("Kabupaten Sleman")[0].kind == "kabupaten"
        assert found.lookup("Cibinong")[0].country == "ID"

    def test_bare_name_means_the_city_where_a_regency_shares_it(self) -> None:
        found = load_gazetteer()
        assert found.lookup("Bogor")[0].kind == "kota"
        assert found.lookup("Kabupaten Bogor")[0].name == "Kabupaten Bogor"

    def test_a_region_lies_at_its_seat(self) -> None:
        papua = load_gazetteer().lookup("Papua")[0]
        assert (papua.lat, papua.lon) == (-2.5, 140.7)

    def test_folds_case_accents_and_apostrophes(self) -> None:
        assert fold("SÃO  Paulo") == "sao paulo"
        assert fold("Ba’a") == "ba'a"
        assert load_gazetteer().lookup("são paulo") == load_gazetteer().lookup("Sao Paulo")

    def test_tells_whether_longer_names_go_on(self) -> None:
        assert load_gazetteer().find("kota")[1]
        assert load_gazetteer().find("tidak ada tempat ini") == ((), False)

    def test_refuses_another_file(self) -> None:
        with pytest.raises(ValueError, match="build it anew"):
            Gazetteer(b"something else")

    def test_is_small_and_loads_fast(self) -> None:
        packed = load_bytes("gazetteer.bin")
        assert len(packed) < 10_000_000
        before = time.process_time()
        Gazetteer(packed)
        assert time.process_time() - before < 0.5


class TestPlaces:
    def test_after_a_locative(self) -> None:
        assert places("Banjir bandang melanda Ambon, lalu hujan reda di Ternate.") == {
            "Ambon": "Ambon",
            "Ternate": "Ternate",
        }

    def test_names_are_canonical_in_indonesian(self) -> None:
        assert places("A bus crashed near Athens after leaving Geneva.", "en") == {
            "Athens": "Athena",
            "Geneva": "Jenewa",
        }

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Ledakan terdengar di Kiev.", "Kyiv"),
            ("Ia kuliah di Jogja.", "Yogyakarta"),
            ("Gempa terasa di Sulsel.", "Sulawesi Selatan"),
            ("Mereka menetap di Makasar.", "Makassar"),
            ("Jemaah tiba di Mekkah.", "Makkah"),
            ("Kapal melintasi Laut Cina Selatan.", "Laut China Selatan"),
        ],
    )
    def test_variants_have_one_name(self, text: str, name: str) -> None:
        assert [p.name for p in read(text)[0]] == [name]

    def test_place_has_country_and_coordinates(self) -> None:
        [place] = read("Ia terbang ke Kairo.")[0]
        assert (place.country, place.lat, place.lon) == ("EG", 30.1, 31.2)

    def test_an_address_is_read_link_by_link(self) -> None:
        found = places(
            "Rumahnya di Jalan Kenanga Nomor 7, Kelurahan Sukajadi, Kecamatan Lengkong, Kota Bandung."
        )
        assert list(found.values()) == [
            "Jalan Kenanga Nomor 7",
            "Sukajadi",
            "Lengkong",
            "Bandung",
        ]

    def test_the_town_is_cut_from_a_facility(self) -> None:
        found = places("Jenazah dibawa ke RSUD Dr. Soetomo Surabaya.")
        assert found == {"RSUD Dr. Soetomo": "RSUD Dr. Soetomo", "Surabaya": "Surabaya"}

    def test_a_figure_that_counts_is_no_part_of_a_facility(self) -> None:
        found = places("Di Puskesmas Melati 11 orang dirawat. Mereka pulang dari Puskesmas Mawar 2 kemarin.")
        assert list(found) == ["Puskesmas Melati", "Puskesmas Mawar 2"]

    def test_a_facility_takes_the_country_of_its_town(self) -> None:
        found = {p.name: p.country for p in read("Laga digelar di Stadion Lumpinee, Bangkok, Thailand.")[0]}
        assert found["Stadion Lumpinee"] == "TH"

    def test_rank_of_a_prison_is_no_part_of_its_name(self) -> None:
        text = "Ia dipindahkan dari Lembaga Pemasyarakatan Kelas IIA Madiun ke Lapas Klas I Porong."
        assert list(places(text).values()) == ["Lapas Madiun", "Lapas Porong"]

    def test_a_doubled_word_stays_whole(self) -> None:
        assert places("Bus menunggu di Terminal Kupu - kupu.") == {
            "Terminal Kupu - kupu": "Terminal Kupu-kupu"
        }

    def test_unlisted_name_before_a_known_place(self) -> None:
        assert "Rawa Kuning" in places("Polisi menggerebek gudang di Rawa Kuning, Jakarta Timur.")

    def test_misspelt_town_is_found_where_its_country_is_named(self) -> None:
        text = "Sidang berlangsung di kota Yogyakrta, Indonesia."
        assert places(text).get("Yogyakrta") == "Yogyakarta"

    def test_full_name_carries_over(self) -> None:
        found = read("Kapal menuju Pulau Sabu. Warga menunggu di Sabu.")[0]
        assert {p.name for p in found} == {"Pulau Sabu"}

    @pytest.mark.parametrize(
        "text",
        [
            "Polda Jawa Barat menahan dua orang.",
            "Bupati Lumajang meninjau jembatan.",
            "PT Semen Padang merugi.",
            "Pengadilan Negeri (PN) Semarang menunda sidang.",
            "Pemerintah Kabupaten Garut menyalurkan beras.",
            "Wakil Ketua DPRD Kota Batu hadir.",
            "Protokol Kyoto berakhir.",
            "Kiper Lionel Santiago cedera, kata Austin Tirta.",
            "Batu itu besar. Puncak acara berlangsung meriah.",
            "Menurut Anda, baru kali ini media menyerang.",
        ],
    )
    def test_no_place_inside_other_names(self, text: str) -> None:
        assert places(text) == {}

    def test_clubs_are_no_towns(self) -> None:
        text = (
            "Kiper, bek dan striker klub itu tampil apik. Liverpool menjamu Napoli, gol lahir di babak kedua."
        )
        assert places(text) == {}

    def test_datelines(self) -> None:
        assert places("SURABAYA, HARIAN PAGI - Sidang ditunda.") == {"SURABAYA": "Surabaya"}
        assert places("Washington (ANTARA News) - Sidang ditunda.") == {"Washington": "Washington"}
        assert places("WARTAKITA.COM, PADANG -- Sidang ditunda.") == {"PADANG": "Padang"}

    @pytest.mark.parametrize("town", ["Manchester", "Liverpool", "Leicester"])
    def test_a_clubs_town_is_a_place_after_a_locative_where_no_football_is(self, town: str) -> None:
        text = f"Pemuda itu lahir di {town} dan bekerja sebagai perawat."
        start = text.index(town)
        tagged = [NamedEntity(start, start + len(town), "ORG", 0.9)]
        pack = load_pack("id")
        found, _ = read_places(segment(text, pack), tagged, load_gazetteer(), pack)
        assert [place.name for place in found] == [town]

    def test_a_sure_place_is_one_where_a_tagger_sees_a_lone_person(self) -> None:
        text = "Pertempuran merusak kota Marawi di Filipina. Warga membangun Marawi kembali."
        start = text.rindex("Marawi")
        pack = load_pack("id")
        layout = segment(text, pack)
        alone = [NamedEntity(start, start + 6, "PER", 0.9)]
        assert len(read_places(layout, alone, load_gazetteer(), pack)[0]) == 3
        full = text + " Ahmad Marawi hadir."
        named = full.index("Ahmad")
        people = [*alone, NamedEntity(named, named + 12, "PER", 0.9)]
        found, _ = read_places(segment(full, pack), people, load_gazetteer(), pack)
        assert [full[p.start : p.end] for p in found] == ["Marawi", "Filipina"]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Api melanda Kabupaten dan Kota. Penyebab kebakaran belum diketahui.", []),
            ("Ia lahir di Kab. Garut.", ["Kab. Garut"]),
            ("Kapal perang KRI Teluk Bone 538 sandar di dermaga.", []),
            ("Rapat digelar di Istana Wakil Presiden, Jakarta.", ["Istana Wakil Presiden", "Jakarta"]),
        ],
    )
    def test_types_before_a_stop_ships_and_offices(self, text: str, found: list[str]) -> None:
        assert list(places(text)) == found

    def test_a_point_of_the_compass_is_no_place_by_itself(self) -> None:
        text = "Mereka juara dari wilayah Barat usai menang."
        start = text.index("Barat")
        pack = load_pack("id")
        tagged = [NamedEntity(start, start + 5, "LOC", 0.9)]
        assert read_places(segment(text, pack), tagged, load_gazetteer(), pack)[0] == []

    def test_a_ground_named_in_english_is_not_put_at_home(self) -> None:
        text = "BANDUNG, Kabar - Mereka bermain di Rowan Stadium. Rapat digelar di Bandung Convention Center."
        found = {text[p.start : p.end]: p.country for p in read(text)[0]}
        assert found["Rowan Stadium"] is None
        assert found["Bandung Convention Center"] == "ID"

    def test_works_with_a_tagger_and_without(self) -> None:
        text = "Perahu karam di kawasan Wailebet, kata Damar Aceh."
        pack, gazetteer = load_pack("id"), load_gazetteer()
        layout = segment(text, pack)
        names = [NamedEntity(text.index("Wailebet"), text.index(", kata"), "LOC")]
        with_tagger = find_places(layout, names, gazetteer, pack)
        assert "Wailebet" in [text[p.start : p.end] for p in with_tagger]
        assert find_places(layout, [], gazetteer, pack) is not None


class TestStates:
    def test_country_is_a_place_after_a_locative_and_an_actor_elsewhere(self) -> None:
        text = "Turki mengirim bantuan ke Suriah. Suriah berterima kasih kepada Turki."
        assert places(text) == {"Suriah": "Suriah"}
        assert [text[s.start : s.end] for s in read(text)[1]] == ["Turki", "Suriah", "Turki"]

    def test_capitals_act(self) -> None:
        assert states("Ankara menolak usul itu, dan Teheran akan menjawab besok.") == {
            "Ankara": "Turki",
            "Teheran": "Iran",
        }

    def test_capitals_are_places_after_a_locative(self) -> None:
        text = "Perundingan di Ankara gagal."
        assert (places(text), states(text)) == ({"Ankara": "Ankara"}, {})

    def test_seats_of_government_keep_their_names(self) -> None:
        assert states("Gedung Putih membantah laporan itu.") == {"Gedung Putih": "Gedung Putih"}
        assert places("Ia berpidato di Gedung Putih.") == {"Gedung Putih": "Gedung Putih"}

    def test_short_forms(self) -> None:
        assert states("AS dan Korsel menggelar latihan, PNG absen.") == {
            "AS": "Amerika Serikat",
            "Korsel": "Korea Selatan",
            "PNG": "Papua Nugini",
        }

    def test_halves_of_a_hyphened_word(self) -> None:
        text = "Konflik India-Pakistan memburuk; aksi anti-AS meluas."
        assert states(text) == {"India": "India", "Pakistan": "Pakistan", "AS": "Amerika Serikat"}

    def test_the_word_for_the_government_belongs_to_the_mention(self) -> None:
        assert "pemerintah Jepang" in states("Ia memuji pemerintah Jepang.")

    def test_bare_government_is_the_home_one(self) -> None:
        assert states("Menurut dia, pemerintah menaikkan tarif.") == {"pemerintah": "Indonesia"}
        assert states("Ini kewenangan pemerintah daerah menurut Peraturan Pemerintah.") == {}
        assert "pemerintah" not in states("Mesir menutup jalan. Mesir marah, pemerintah diam.")

    def test_money_and_languages_are_no_states(self) -> None:
        assert states("Ia membayar 20 dolar AS dan US$ 300 untuk kursus bahasa Jerman.") == {}

    def test_home_inside_other_names_is_no_state(self) -> None:
        assert states("Bank Indonesia dan CNN Indonesia pindah kantor.") == {}

    def test_what_is_given_comes_from_a_government(self) -> None:
        text = "Kami menunggu bantuan dari Qatar."
        assert (places(text), states(text)) == ({}, {"Qatar": "Qatar"})

    def test_english(self) -> None:
        text = "Beijing has warned Washington, while Chinese ships sail in the Java Sea."
        assert states(text, "en") == {"Beijing": "Tiongkok", "Washington": "Amerika Serikat"}
        assert places(text, "en") == {"Java Sea": "Laut Jawa"}

    def test_find_states_agrees_with_the_joint_reading(self) -> None:
        pack, gazetteer = load_pack("id"), load_gazetteer()
        layout = segment("Filipina memanggil duta besar dari Beijing.", pack)
        assert find_states(layout, gazetteer, pack) == read_places(layout, [], gazetteer, pack)[1]


class TestRules:
    @pytest.mark.parametrize("code", ["id", "en"])
    def test_every_example_holds(self, code: str) -> None:
        """The examples and counter-examples of rules/place.toml."""
        for rule in load_pack(code).rules("place"):
            for case in [*rule.get("examples", []), *rule.get("counter", [])]:
                text = case["text"]
                lines = [f"{text[p.start : p.end]}|{p.name}|{p.country}" for p in read(text, code)[0]]
                for wanted in case.get("find", []):
                    assert any(line.startswith(wanted) for line in lines), (rule["name"], wanted, lines)
                for unwanted in case.get("absent", []):
                    assert not any(line.startswith(unwanted) for line in lines), (rule["name"], unwanted)


@pytest.mark.shared
def test_places_of_the_annotated_articles(tmp_path: Path) -> None:
    """Places found alike, by overlap and name: a floor that only rises."""
    if not (SHARED / "score" / "score.py").exists():
        pytest.skip("the annotated articles are not beside the checkout")
    output = tmp_path / "output.jsonl"
    texts, gold = tmp_path / "texts", tmp_path / "gold"
    texts.mkdir()
    gold.mkdir()
    with output.open("w", encoding="utf-8") as lines:
        for articles, notes in (("seeds", "gold"), ("dev-articles", "dev-gold")):
            for path in sorted((SHARED / articles).glob("*.txt")):
                if path.stem in HELD_OUT:
                    continue
                text = path.read_bytes().decode("utf-8")
                (texts / path.name).write_bytes(path.read_bytes())
                (gold / f"{path.stem}.gold.json").write_bytes(
                    (SHARED / notes / f"{path.stem}.gold.json").read_bytes()
                )
                found = [
                    {"start": p.start, "end": p.end, "name": p.name, "country": p.country}
                    for p in read(text)[0]
                ]
                lines.write(json.dumps({"article": path.name, "places": found}) + "\n")
    score = SHARED / "score" / "score.py"
    done = subprocess.run(
        [sys.executable, str(score), str(texts), str(gold), str(output), "--min", "places=0.90"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
