"""Names that date an article: who held which office when, and what did not yet, or no longer, exist."""

from __future__ import annotations

from typing import NamedTuple

from runut.model.layout import Layout
from runut.model.timephrase import TimePhrase
from runut.rules.pack import Pack

# Tokens between a title and the name it belongs to: "Menteri Luar Negeri Amerika Serikat Antony …".
_TITLE_REACH = 12
# Tokens between "lahir" and the day of birth: "lahir di Kota Padang, Sumatra Barat, 4 Mei …".
_BORN_REACH = 6
_AGES = range(5, 100)
_PLACE = "@"  # in the column of titles: the name is a place's
_DEGREE = 4  # letters of the longest ("Kol.", "Prof.")
_BESIDE_A_NAME = frozenset(",()")


class Era(NamedTuple):
    """A name and the months (year × 12 + month) between which it can be news."""

    words: tuple[str, ...]
    titles: frozenset[str]
    first: int
    last: int
    place: bool = False

    @property
    def held(self) -> bool:
        """Whether it is an office, in which somebody follows somebody."""
        return bool(self.titles)


class Eras:
    """The table of a language, by first word."""

    def __init__(self, pack: Pack) -> None:
        self.former = pack.words("time_words", "former")
        self.passable = pack.words("time_words", "in-title")
        self.by_first: dict[str, list[Era]] = {}
        for row in pack.table("eras"):
            words = tuple(row["form"].casefold().replace("-", " - ").split()) if "-" in row["form"] else None
            words = words or tuple(row["form"].casefold().split())
            titles = frozenset(row["titles"].split("|")) - {"", _PLACE}
            span = _months(row["from"], 0), _months(row.get("until", ""), 9999 * 12)
            era = Era(words, titles, *span, place=row["titles"] == _PLACE)
            self.by_first.setdefault(words[0], []).append(era)
            self.passable |= titles


def _months(written: str, otherwise: int) -> int:
    if not written:
        return otherwise
    year, month = written.split("-")
    return int(year) * 12 + int(month)


def find_eras(layout: Layout, pack: Pack) -> list[tuple[str, list[Era]]]:
    """Names in the text that date it, each with the times in which it can be news (one name may have two)."""
    eras = pack.compiled(Eras)
    lowers = layout.lowers
    by_first = eras.by_first
    found: dict[str, list[Era]] = {}
    for at in [at for at, word in enumerate(lowers) if word in by_first]:
        for era in by_first[lowers[at]]:
            end = at + len(era.words)
            if tuple(lowers[at:end]) != era.words or not layout.words[at][0].isupper():
                continue
            if era.titles and not _has_title(layout, at, era.titles, eras):
                continue
            name = layout.text[layout.starts[at] : layout.ends[end - 1]]
            if era not in (known := found.setdefault(name, [])):
                known.append(era)
    return list(found.items())


def _has_title(layout: Layout, at: int, titles: frozenset[str], eras: Eras) -> bool:
    """Whether a title stands before the name, with nothing between but what belongs to titles."""
    for back in range(at - 1, max(-1, at - 1 - _TITLE_REACH), -1):
        word = layout.lowers[back]
        if word in titles:
            return not any(word in eras.former for word in layout.lowers[max(0, back - 2) : back])
        links = (
            word in eras.passable and back < at - 1
        )  # "Menteri Komunikasi dan Informatika", not "X dan NAMA"
        beside = word in _BESIDE_A_NAME or (word == "." and _is_degree(layout, back - 1))
        if not (links or layout.words[back][0].isupper() or beside):
            return False
    return False


def _is_degree(layout: Layout, at: int) -> bool:
    """Whether a word before a full stop is short for a rank or a degree: "Pol. Budi", "Drs. Budi"."""
    return at > 0 and len(layout.words[at]) <= _DEGREE and layout.words[at][0].isupper()


def find_birthdays(phrases: list[TimePhrase], layout: Layout, pack: Pack) -> list[int]:
    """Years in which somebody whose day of birth is given reached the age that the text gives."""
    born = [p for p in phrases if p.kind == "date" and p.year and _is_birth(p, layout, pack)]
    if not born:
        return []
    ages = _ages(layout, pack)
    reached = {phrase.year + age for phrase in born[:3] for age in ages if phrase.year}
    return sorted(reached) if len(reached) <= 3 else []


def _is_birth(phrase: TimePhrase, layout: Layout, pack: Pack) -> bool:
    at = layout.token_at(phrase.start)
    return not pack.words("time_words", "born").isdisjoint(layout.lowers[max(0, at - _BORN_REACH) : at])


def _ages(layout: Layout, pack: Pack) -> set[int]:
    """Numbers before a word for years that stand with a word for age, or alone in brackets."""
    aged, years = pack.words("time_words", "aged"), pack.words("time_units", "year_noun")
    found = set()
    for at, word in enumerate(layout.words[:-1]):
        if len(word) != 2 or not word.isdecimal() or int(word) not in _AGES:
            continue
        after, before = layout.lowers[at + 1], layout.lowers[max(0, at - 2) : at]
        behind = layout.lowers[at + 2 : at + 3]
        said = after in years and not aged.isdisjoint(before + behind)
        if said or (after == ")" and before[-1:] == ["("]):
            found.add(int(word))
    return found
