"""Piles of articles written by a program, as large as wanted: one event, told by many outlets that quote each other."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

_TOWNS = (
    "Tirtamaya",
    "Karangwungu",
    "Lembahsari",
    "Muaratengah",
    "Sukorame",
    "Pasirputih",
    "Gunungtalang",
    "Wanasari",
)
_EVENTS = (
    ("Banjir bandang", "banjir bandang", "rumah terendam", "BPBD"),
    ("Gempa bumi", "gempa bumi", "rumah rusak", "BPBD"),
    ("Kebakaran pasar", "kebakaran pasar", "kios terbakar", "Dinas Pemadam Kebakaran"),
    ("Tanah longsor", "tanah longsor", "rumah tertimbun", "BPBD"),
)
_FIRST = ("Rahmat", "Wulan", "Bagas", "Sinta", "Yoga", "Ratri", "Danang", "Lestari", "Hasan", "Mira")
_LAST = ("Hidayat", "Anggraini", "Pratomo", "Maheswari", "Nugraha", "Utami", "Santosa", "Kusumo")


def write_story(folder: Path, articles: int, seed: int = 1, prefix: str = "") -> None:
    """A story of so many articles, each in a file. The same seed writes the same words."""
    chance = random.Random(seed)
    town = f"{_TOWNS[seed % len(_TOWNS)]}{'' if seed < len(_TOWNS) else f' {_letters(seed)}'}"
    headline, event, harm, office = _EVENTS[seed % len(_EVENTS)]
    people = [f"{_FIRST[(seed + n) % len(_FIRST)]} {_LAST[(seed * 3 + n) % len(_LAST)]}" for n in range(5)]
    first = date(2025, 1 + seed % 12, 3 + seed % 20)
    folder.mkdir(parents=True, exist_ok=True)
    outlets = [f"Warta{_letters(n + seed * 7).lower()}.com" for n in range(articles)]
    dead, harmed = chance.randint(9, 30), chance.randint(120, 900)
    for number, outlet in enumerate(outlets):
        day = first + timedelta(days=min(6, number * 7 // max(1, articles)))
        told = f"{day:%-d/%-m/%Y}"
        dead += chance.random() < 0.08
        lines = [f"{headline} di {town}, {dead} Orang Tewas", "", f"{outlet}, {town} - "]
        earlier = (
            chance.choice(outlets[max(0, number - 12) : number])
            if number > 2 and chance.random() < 0.55
            else ""
        )
        via = f", dikutip dari {earlier}" if earlier else ""
        lines[-1] += (
            f"Sedikitnya {dead} orang tewas akibat {event} di {town}, kata Kepala {office} {town} {people[0]}, "
            f"{_weekday(day)} ({told}){via}."
        )
        lines.append(
            f'"Sampai hari ini ada {dead} orang tewas dan {harmed + chance.randint(0, 40)} {harm}," ujar {people[0]}.'
        )
        if chance.random() < 0.5:
            lines.append(
                f"Juru bicara polisi {people[1]} membantah {dead} orang tewas. Ia menyebut {dead - 2} orang tewas."
            )
        if chance.random() < 0.6:
            lines.append(
                f"Bupati {town} {people[2]} mengatakan sekitar {chance.randint(2, 9) * 100} warga mengungsi "
                "ke balai desa."
            )
        if chance.random() < 0.3:
            lines.append(f"Seorang warga, {people[3]}, mengaku melihat {chance.randint(2, 9)} mobil hanyut.")
        lines.append(
            f"Tim masih mencari {chance.randint(3, 12)} orang yang hilang, menurut {people[4]} dari Basarnas."
        )
        (folder / f"{prefix}{number:04}.txt").write_text("\n".join(lines) + "\n", "utf-8")


def _letters(number: int) -> str:
    """A word of its own for each number."""
    word = ""
    for _ in range(3):
        number, rest = divmod(number, 17)
        word += "bdgjklmnprstwyhcs"[rest] + "aiueo"[(rest + number) % 5]
    return word.capitalize()


def _weekday(day: date) -> str:
    return ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")[day.weekday()]
