"""What figures count, told over many topics: disasters, health, corruption, budgets, sport, elections."""

from __future__ import annotations

import pytest

from runut.engine.resources import load_pack
from runut.steps.extract.quantities import find_quantities
from runut.steps.segment import segment

# One sentence a row, its figures as ``low..high|hedge|unit|of``.
TOLD: list[tuple[str, list[str]]] = [
    (
        "Jumlah rumah terendam banjir di Kudus bertambah menjadi 3.200 unit.",
        ["3200..3200|exact|rumah|rumah terendam banjir di Kudus"],
    ),
    (
        "Banjir setinggi 1,5 meter merendam 12 desa di Kabupaten Sambas.",
        ["1.5..1.5|exact|meter|tinggi banjir", "12..12|exact|desa|merendam desa di Kabupaten Sambas"],
    ),
    ("Ketinggian air sungai mencapai 4 meter pada Selasa malam.", ["4..4|exact|meter|Ketinggian air sungai"]),
    (
        "Sebanyak 2.450 warga mengungsi ke balai desa.",
        ["2450..2450|exact|orang|warga mengungsi ke balai desa"],
    ),
    (
        "Korban meninggal akibat gempa bumi di Cianjur tercatat 331 orang.",
        ["331..331|exact|orang|korban meninggal akibat gempa bumi di Cianjur"],
    ),
    (
        "Total kerugian akibat kebakaran pasar itu ditaksir mencapai Rp 4,5 miliar.",
        ["4500000000..4500000000|exact|rupiah|kerugian akibat kebakaran pasar"],
    ),
    (
        "Kebakaran menghanguskan 35 kios dan satu musala.",
        [
            "35..35|exact|kios|kebakaran menghanguskan kios",
            "1..1|exact|musala|kebakaran menghanguskan musala",
        ],
    ),
    ("Api membakar lahan gambut seluas 120 hektare.", ["120..120|exact|hektare|luas lahan gambut"]),
    ("Kerugian diperkirakan sekitar Rp 800 juta.", ["800000000..800000000|about|rupiah|kerugian"]),
    (
        "Kecelakaan bus di tol Cipali menyebabkan 7 orang tewas dan 21 luka-luka.",
        ["7..7|exact|orang|orang tewas", "21..21|exact|orang|orang luka-luka"],
    ),
    ("Bus itu membawa 52 penumpang.", ["52..52|exact|penumpang|bus itu membawa penumpang"]),
    (
        "Polisi memeriksa 9 saksi terkait kecelakaan tersebut.",
        ["9..9|exact|saksi|memeriksa saksi terkait kecelakaan"],
    ),
    (
        "Dari 52 penumpang, 7 di antaranya tewas.",
        ["52..52|exact|penumpang|penumpang", "7..7|exact|penumpang|penumpang di antaranya tewas"],
    ),
    (
        "Jumlah kasus demam berdarah di Jawa Barat naik menjadi 4.300 kasus.",
        ["4300..4300|exact|kasus|kasus demam berdarah di Jawa Barat"],
    ),
    (
        "Dinas Kesehatan mencatat 27 anak meninggal karena gagal ginjal.",
        ["27..27|exact|anak|anak meninggal karena gagal ginjal"],
    ),
    (
        "Vaksinasi sudah menjangkau 85 persen lansia di Surabaya.",
        ["85..85|exact|persen|menjangkau lansia di Surabaya"],
    ),
    (
        "Jaksa menyebut kerugian keuangan negara dalam proyek jembatan itu sebesar Rp 56 miliar.",
        ["56000000000..56000000000|exact|rupiah|kerugian keuangan negara dalam proyek jembatan"],
    ),
    (
        "Bupati nonaktif itu didakwa menerima suap Rp 9,75 miliar dari kontraktor.",
        ["9750000000..9750000000|exact|rupiah|menerima suap dari kontraktor"],
    ),
    (
        "KPK menyita uang tunai Rp 1,3 miliar dan 4 mobil mewah.",
        ["1300000000..1300000000|exact|rupiah|menyita uang tunai", "4..4|exact|mobil|mobil mewah"],
    ),
    (
        "Mantan kepala dinas itu mengembalikan uang Rp 250 juta kepada penyidik.",
        ["250000000..250000000|exact|rupiah|mengembalikan uang kepada penyidik"],
    ),
    (
        "Dana hibah sebesar Rp 15 miliar diduga diselewengkan.",
        ["15000000000..15000000000|exact|rupiah|dana hibah diduga diselewengkan"],
    ),
    (
        "Pemerintah menyiapkan anggaran sebesar Rp 71 triliun untuk makan bergizi gratis.",
        ["71000000000000..71000000000000|exact|rupiah|anggaran untuk makan bergizi gratis"],
    ),
    (
        "Anggaran pendidikan tahun depan mencapai Rp 665 triliun.",
        ["665000000000000..665000000000000|exact|rupiah|anggaran pendidikan tahun depan"],
    ),
    (
        "Kementerian Keuangan memangkas belanja perjalanan dinas hingga 50 persen.",
        ["..50|at-most|persen|memangkas belanja perjalanan dinas"],
    ),
    (
        "Utang pemerintah per Juni tercatat Rp 8.444 triliun.",
        ["8444000000000000..8444000000000000|exact|rupiah|utang pemerintah per Juni"],
    ),
    (
        "Ekonomi Indonesia tumbuh 5,1 persen pada kuartal kedua.",
        ["5.1..5.1|exact|persen|Ekonomi Indonesia tumbuh pada kuartal kedua"],
    ),
    (
        "Harga cabai rawit naik menjadi Rp 90.000 per kilogram.",
        ["90000..90000|exact|rupiah|harga cabai rawit per kilogram"],
    ),
    (
        "Harga emas turun Rp 12.000 menjadi Rp 1,4 juta per gram.",
        ["12000..12000|exact|rupiah|harga emas turun", "1400000..1400000|exact|rupiah|harga emas per gram"],
    ),
    (
        "Bank itu membukukan laba bersih Rp 12,4 triliun.",
        ["12400000000000..12400000000000|exact|rupiah|membukukan laba bersih"],
    ),
    ("Perusahaan memecat 300 karyawan.", ["300..300|exact|karyawan|perusahaan memecat karyawan"]),
    (
        "Klub itu menawarkan Rp2,5 miliar untuk kontrak dua tahun.",
        ["2500000000..2500000000|exact|rupiah|tawaran untuk kontrak dua tahun", "2..2|exact|tahun|kontrak"],
    ),
    (
        "Barcelona dikabarkan menyiapkan 60 juta euro untuk memboyong bek itu.",
        ["60000000..60000000|exact|euro|dana untuk memboyong bek"],
    ),
    (
        "Nilai transfer pemain itu mencapai 45 juta euro.",
        ["45000000..45000000|exact|euro|nilai transfer pemain"],
    ),
    ("Ia sudah mencetak 14 gol musim ini.", ["14..14|exact|gol|mencetak gol musim ini"]),
    (
        "Pertandingan itu disaksikan 32.000 penonton.",
        ["32000..32000|exact|penonton|pertandingan itu disaksikan penonton"],
    ),
    (
        "Sebanyak 45.000 suporter memadati Stadion Gelora Bung Tomo.",
        ["45000..45000|exact|suporter|suporter memadati Stadion Gelora Bung Tomo"],
    ),
    ("Indonesia meraih 9 medali emas di SEA Games.", ["9..9|exact|medali|meraih medali emas di SEA Games"]),
    (
        "Pasangan nomor urut dua memperoleh 54,2 persen suara.",
        ["54.2..54.2|exact|persen|pasangan nomor urut dua memperoleh suara"],
    ),
    (
        "Jumlah pemilih dalam pilkada itu mencapai 1,2 juta orang.",
        ["1200000..1200000|exact|orang|pemilih dalam pilkada"],
    ),
    ("KPU mencatat tingkat partisipasi 78 persen.", ["78..78|exact|persen|tingkat partisipasi"]),
    ("Tingkat pengangguran turun menjadi 4,8 persen.", ["4.8..4.8|exact|persen|tingkat pengangguran"]),
    (
        "Survei itu melibatkan 1.200 responden.",
        ["1200..1200|exact|responden|survei itu melibatkan responden"],
    ),
    ("Sekitar 60 persen responden mengaku puas.", ["60..60|about|persen|responden mengaku puas"]),
    (
        "Petugas menyita 12 kilogram sabu dari dua kurir.",
        ["12..12|exact|kilogram|petugas menyita sabu", "2..2|exact|kurir|kurir"],
    ),
    ("Tim SAR mengevakuasi 18 jenazah.", ["18..18|exact|jenazah|tim SAR mengevakuasi jenazah"]),
    ("Tim SAR masih mencari 6 korban yang hilang.", ["6..6|exact|orang|mencari korban yang hilang"]),
    (
        "Menurut data resmi, jumlah pengungsi sebanyak 12.340 jiwa.",
        ["12340..12340|exact|pengungsi|pengungsi"],
    ),
    ("Gempa berkekuatan magnitudo 6,2 mengguncang Maluku.", ["6.2..6.2|exact|magnitudo|kekuatan gempa"]),
    ('"Korban selamat kami sudah 44 orang," kata kepala basarnas.', ["44..44|exact|orang|korban selamat"]),
    (
        "Pemprov DKI mengucurkan bantuan senilai Rp 20 miliar.",
        ["20000000000..20000000000|exact|rupiah|nilai bantuan"],
    ),
    (
        "Tersangka diduga merugikan negara Rp 30 miliar.",
        ["30000000000..30000000000|exact|rupiah|merugikan negara"],
    ),
    (
        "Negara dirugikan Rp 1,2 triliun dalam kasus itu.",
        ["1200000000000..1200000000000|exact|rupiah|kerugian negara dalam kasus"],
    ),
    (
        "Kasus itu merugikan keuangan negara hingga Rp 300 triliun.",
        ["..300000000000000|at-most|rupiah|kasus itu merugikan keuangan negara"],
    ),
    ("Pabrik itu mempekerjakan 2.000 buruh.", ["2000..2000|exact|buruh|pabrik itu mempekerjakan buruh"]),
    (
        "Kedalaman laut di lokasi jatuhnya pesawat sekitar 75 meter.",
        ["75..75|about|meter|Kedalaman laut di lokasi jatuhnya pesawat"],
    ),
    ("Kapasitas stadion itu 50.000 orang.", ["50000..50000|exact|orang|Kapasitas stadion"]),
    ("Tarif tol naik sebesar Rp 1.500.", ["1500..1500|exact|rupiah|tarif tol naik"]),
    (
        "Jumlah korban banjir di Luwu yang meninggal bertambah menjadi 16 orang, dan 5 orang masih hilang.",
        ["16..16|exact|orang|korban banjir di Luwu yang meninggal", "5..5|exact|orang|orang masih hilang"],
    ),
    ("Kota itu mencatat suhu 39 derajat Celsius.", ["39..39|exact|derajat Celsius|suhu"]),
    ("Korban tewas dan hilang mencapai 30 orang.", ["30..30|exact|orang|korban tewas dan hilang"]),
    (
        "Mereka mengklaim telah mengumpulkan 1 juta tanda tangan.",
        ["1000000..1000000|exact|tanda tangan|mengumpulkan tanda tangan"],
    ),
    ("Wabah itu sudah merenggut 112 nyawa.", ["112..112|exact|orang|wabah itu sudah merenggut nyawa"]),
    (
        "Pemerintah menargetkan 3 juta rumah dibangun tahun ini.",
        ["3000000..3000000|exact|rumah|rumah dibangun tahun ini"],
    ),
    (
        "Pengadilan menghukum perusahaan itu membayar ganti rugi Rp 16,3 triliun.",
        ["16300000000000..16300000000000|exact|rupiah|membayar ganti rugi"],
    ),
    (
        "Polisi menyebut korban tewas 12 orang, sedangkan korban luka 30 orang.",
        ["12..12|exact|orang|korban tewas", "30..30|exact|orang|korban luka"],
    ),
    (
        "Banjir bandang merenggut 9 nyawa dan merusak 214 rumah.",
        ["9..9|exact|orang|banjir bandang merenggut nyawa", "214..214|exact|rumah|merusak rumah"],
    ),
    (
        "Ratusan rumah di tiga kecamatan terendam.",
        ["100..999|vague|rumah|rumah di tiga kecamatan terendam", "3..3|exact|kecamatan|kecamatan terendam"],
    ),
    ("Sedikitnya 70 orang dilaporkan hilang.", ["70..|at-least|orang|orang dilaporkan hilang"]),
    (
        "BNPB melaporkan sebanyak 1.203 rumah rusak berat, 540 rusak ringan.",
        ["1203..1203|exact|rumah|rumah rusak berat", "540..540|exact|rumah|rumah rusak ringan"],
    ),
    ("Dari jumlah itu, 40 orang masih dirawat.", ["40..40|exact|orang|orang masih dirawat"]),
    (
        "Sekitar 150 rumah warga rusak akibat angin puting beliung.",
        ["150..150|about|rumah|rumah warga rusak akibat angin puting beliung"],
    ),
    ("Letusan gunung itu memuntahkan abu setinggi 3.000 meter.", ["3000..3000|exact|meter|tinggi abu"]),
    ("Jarak luncur awan panas mencapai 2,5 kilometer.", ["2.5..2.5|exact|kilometer|jarak luncur awan panas"]),
    (
        "Evakuasi melibatkan 300 personel gabungan.",
        ["300..300|exact|personel gabungan|evakuasi melibatkan personel gabungan"],
    ),
    (
        "Kasus aktif turun dari 1.200 menjadi 800 kasus.",
        ["1200..1200|exact|kasus|kasus aktif turun", "800..800|exact|kasus|kasus aktif"],
    ),
    (
        "Jumlah pasien yang dirawat di rumah sakit itu tinggal 14 orang.",
        ["14..14|exact|orang|pasien yang dirawat di rumah sakit"],
    ),
    ("Dua warga Lombok dinyatakan positif.", ["2..2|exact|orang|warga Lombok dinyatakan positif"]),
    (
        "Mantan menteri itu diduga menerima gratifikasi senilai Rp 3,2 miliar.",
        ["3200000000..3200000000|exact|rupiah|nilai gratifikasi"],
    ),
    (
        "Jaksa menuntut terdakwa membayar uang pengganti Rp 12 miliar.",
        ["12000000000..12000000000|exact|rupiah|membayar uang pengganti"],
    ),
    (
        "Total dana yang dikorupsi mencapai Rp 45 miliar.",
        ["45000000000..45000000000|exact|rupiah|dana yang dikorupsi"],
    ),
    (
        "DPR menyetujui tambahan anggaran Rp 1,5 triliun.",
        ["1500000000000..1500000000000|exact|rupiah|DPR menyetujui tambahan anggaran"],
    ),
    (
        "Defisit APBN diperkirakan melebar menjadi 2,8 persen terhadap PDB.",
        ["2.8..2.8|exact|persen|Defisit APBN melebar terhadap PDB"],
    ),
    (
        "Pemerintah memotong anggaran dari Rp 20 triliun menjadi Rp 15 triliun.",
        [
            "20000000000000..20000000000000|exact|rupiah|memotong anggaran",
            "15000000000000..15000000000000|exact|rupiah|anggaran",
        ],
    ),
    (
        "Ekspor sawit turun 12 persen dibandingkan bulan lalu.",
        ["12..12|exact|persen|Ekspor sawit turun dibandingkan bulan lalu"],
    ),
    ("Inflasi tahunan tercatat 2,6 persen.", ["2.6..2.6|exact|persen|inflasi tahunan"]),
    ("Harga BBM naik Rp 500 per liter.", ["500..500|exact|rupiah|harga BBM naik per liter"]),
    (
        "Beras dijual Rp 15.000 per kilogram di pasar itu.",
        ["15000..15000|exact|rupiah|harga beras per kilogram di pasar"],
    ),
    ("Pemain itu dibanderol 80 juta euro.", ["80000000..80000000|exact|euro|harga pemain"]),
    ("Gajinya mencapai 200 ribu pound per pekan.", ["200000..200000|exact|poundsterling|Gajinya per pekan"]),
    ("Stadion itu berkapasitas 40.000 penonton.", ["40000..40000|exact|penonton|kapasitas stadion penonton"]),
    ("Laga itu ditonton 38.500 orang.", ["38500..38500|exact|orang|laga itu ditonton orang"]),
    ("Pemilih terdaftar sebanyak 204 juta orang.", ["204000000..204000000|exact|orang|pemilih"]),
    ("Partai itu meraih 110 kursi di DPR.", ["110..110|exact|kursi|meraih kursi di DPR"]),
    ("Tingkat kepuasan publik turun menjadi 61 persen.", ["61..61|exact|persen|tingkat kepuasan publik"]),
    (
        "Sebanyak 820 TPS melakukan pemungutan suara ulang.",
        ["820..820|exact|TPS|TPS melakukan pemungutan suara ulang"],
    ),
    (
        "Gempa itu terasa hingga 200 kilometer dari pusatnya.",
        ["..200|at-most|kilometer|gempa itu terasa dari pusatnya"],
    ),
    (
        "Tiga polisi terluka dan 14 demonstran ditangkap.",
        ["3..3|exact|polisi|polisi terluka", "14..14|exact|demonstran|demonstran ditangkap"],
    ),
    (
        "Demonstrasi itu menewaskan sedikitnya 8 orang, termasuk 2 anak.",
        ["8..|at-least|orang|demonstrasi itu menewaskan orang", "2..2|exact|anak|anak"],
    ),
    ("Ia dijatuhi hukuman 10 tahun penjara.", ["10..10|exact|tahun|dijatuhi hukuman penjara"]),
    ("Ia didenda Rp 1 miliar.", ["1000000000..1000000000|exact|rupiah|denda"]),
    ("Kebakaran itu memaksa 400 keluarga mengungsi.", ["400..400|exact|keluarga|keluarga mengungsi"]),
    ("Penumpang kami 128 orang, sesuai manifes.", ["128..128|exact|penumpang|penumpang"]),
    (
        "Angka itu mencakup sekitar 60 penumpang yang naik tanpa tiket.",
        ["60..60|about|penumpang|penumpang yang naik tanpa tiket"],
    ),
    ("Posko mencatat laporan 74 orang hilang.", ["74..74|exact|orang|orang hilang"]),
    (
        "Korban meninggal dunia menjadi 99 jiwa, korban hilang 12 jiwa.",
        ["99..99|exact|orang|korban meninggal dunia", "12..12|exact|orang|korban hilang"],
    ),
    (
        "Menurut Kementerian Kesehatan, angka stunting turun dari 21,5 persen menjadi 19,8 persen.",
        ["21.5..21.5|exact|persen|angka stunting turun", "19.8..19.8|exact|persen|angka stunting"],
    ),
    (
        "Perusahaan itu rugi Rp 2 triliun pada 2023.",
        ["2000000000000..2000000000000|exact|rupiah|perusahaan itu rugi pada 2023"],
    ),
    (
        "Kerugian negara Rp1,2 triliun, kata jaksa.",
        ["1200000000000..1200000000000|exact|rupiah|kerugian negara"],
    ),
    ("Jaksa mengungkap suap Rp 9,75 miliar.", ["9750000000..9750000000|exact|rupiah|suap"]),
    (
        "Sebanyak 3.000 dari 5.000 buruh mogok kerja.",
        ["3000..3000|exact|buruh|buruh mogok kerja", "5000..5000|exact|buruh|buruh mogok kerja"],
    ),
    (
        "Satu helikopter dan empat kapal dikerahkan.",
        ["1..1|exact|helikopter|helikopter", "4..4|exact|kapal|kapal dikerahkan"],
    ),
    (
        "Nilai kontrak proyek itu Rp 400 miliar.",
        ["400000000000..400000000000|exact|rupiah|nilai kontrak proyek"],
    ),
    (
        "Ganti rugi sebesar Rp 50 juta per keluarga.",
        ["50000000..50000000|exact|rupiah|ganti rugi per keluarga"],
    ),
    (
        "Gelombang diperkirakan mencapai 2,5 hingga 4 meter di Laut Jawa.",
        ["2.5..4|exact|meter|tinggi gelombang di Laut Jawa"],
    ),
]


def told(text: str) -> list[str]:
    pack = load_pack("id")
    lines = []
    for q in find_quantities(segment(text, pack), pack, []):
        low, high = ("" if bound is None else bound for bound in (q.low, q.high))
        lines.append(f"{low}..{high}|{q.hedge}|{q.unit}|{q.of}")
    return lines


@pytest.mark.parametrize(("text", "figures"), TOLD)
def test_a_figure_names_what_is_counted(text: str, figures: list[str]) -> None:
    """The counted noun with its predicate and place; causes, reporting verbs and words of amount left out."""
    assert told(text) == figures


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Tiket kelas utama seharga Rp 1 juta 750 ribu habis.",
            "1750000..1750000|exact|rupiah|harga tiket kelas utama habis",
        ),
        ("Ia dikenakan biaya Rp 500 ribu rupiah.", "500000..500000|exact|rupiah|dikenakan biaya"),
        (
            "Pembangunan jalur ganda Solo-Madiun (57 kilometer) tertunda.",
            "57..57|exact|kilometer|Pembangunan jalur ganda Solo-Madiun",
        ),
        (
            "Korban tewas akibat banjir di tiga desa mencapai 12.",
            "12..12|exact|orang|korban tewas akibat banjir",
        ),
        (
            "Jumlah kapal asing yang ditenggelamkan di Natuna naik menjadi 317.",
            "317..317|exact|kapal|kapal asing yang ditenggelamkan di Natuna",
        ),
        ("Bank itu menagih utang sebesar Rp 3 miliar.", "3000000000..3000000000|exact|rupiah|utang"),
    ],
)
def test_the_last_figure_is_told_right(text: str, line: str) -> None:
    """Sums, doubled currencies, brackets, tolls: what stands nearest is not what is counted."""
    assert told(text)[-1] == line


def test_an_equal_figure_counts_what_it_counted_before() -> None:
    text = "Manifes mencatat 128 penumpang. Bupati punya catatan lain. Data resmi kami 128 orang."
    assert [line.split("|")[-1] for line in told(text)] == ["penumpang", "penumpang"]


def test_a_figure_that_points_back_counts_what_stands_there() -> None:
    text = "Basarnas menyebut 18 orang tewas. Jumlah itu bertambah menjadi 21 orang."
    assert [line.split("|")[-1] for line in told(text)] == ["orang tewas", "orang tewas"]


def test_what_lessens_does_not_rise() -> None:
    """Behind a verb of lessening a rising pair is a range; behind any other it is two figures."""
    assert told("Jepang berjanji memangkas emisi dari 40 menjadi 45 persen.")[0].startswith(
        "40..45|exact|persen"
    )
    assert len(told("Suku bunga naik dari 5 menjadi 6 persen.")) == 2


def test_a_number_said_twice_is_one_figure() -> None:
    assert [line.rsplit("|", 1)[0] for line in told("Masa sanggah selama 30 (tiga puluh) hari.")] == [
        "30..30|exact|hari"
    ]


@pytest.mark.parametrize("text", ["Pemain bernomor punggung 15 itu absen.", "Lagu-lagu era '90-an diputar."])
def test_numbers_of_shirts_and_eras_count_nothing(text: str) -> None:
    assert told(text) == []
