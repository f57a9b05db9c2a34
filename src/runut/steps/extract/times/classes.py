"""Classes of tokens: which words and numbers can be part of a time phrase, and as what."""

from __future__ import annotations

import re
from string import ascii_letters, digits

from runut.rules.pack import Pack

Values = dict[tuple[str, str], str]

# One character per set of classes, none that means something in a pattern, and as long as they last all below
# 256, where the regex engine is at its fastest.
_LETTERS = ascii_letters + digits + "".join(map(chr, range(0xA1, 0x100)))
_REMEMBERED = 50_000  # words whose class is kept; a corpus has more, but the frequent ones come first
_NUMBER = re.compile(r"\d")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_CLOCK_SHAPE = re.compile(r"(\d{1,2})(?:[.:]\d{2})?")
_DECADE = re.compile(r"(?:1[5-9]|20)?\d0")
_MIN_TYPO = 6  # letters of a month name in which one wrong letter is still that month and no other word
_PAIRED = ("weekday", "month")
_PAIR_CLASSES = ("weekdaypair", "monthpair", "edgemonth", "edgeyear", "monthyear", "romanyear")
_MONTH_CLASSES = ("month", "shortmonth")
_TABLES = ("months", "weekdays", "time_units", "time_words")


class Classes(dict[str, str]):
    """Token → the character of its set of classes. Words that mean nothing here get a blank (or ``cap``;
    ``dayname`` too where a named day may begin).
    """

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self.valued: Values = {}
        self._letters: dict[frozenset[str], str] = {frozenset(): " "}
        forms = self._read(pack)
        for form, classes in forms.items():
            self[form] = self._letter(frozenset(classes))
        self._cap = self._letter(frozenset({"cap"}))
        self._dayname = self._letter(frozenset({"cap", "dayname"}))
        self._day_firsts = frozenset(row["form"].casefold().split()[0] for row in pack.table("named_days"))
        self._pairs = {name: self._letter(frozenset({name})) for name in _PAIR_CLASSES}
        for made in ("ordinal", "decadeword", "clockword", "minuteword"):
            self._letter(frozenset({made}))
        for sample in _SAMPLES:  # every set that a number can have, so that patterns know them all
            self._letter(_number_classes(sample, self.valued))

    def letters(self, name: str) -> str:
        """The characters of all sets that hold one of the classes (``a/b``)."""
        wanted = set(name.split("/"))
        found = [letter for classes, letter in self._letters.items() if classes & wanted]
        return "".join(found) or "\uf8ff"

    def names(self, word: str) -> frozenset[str]:
        """The classes of a token."""
        letter = self[word]
        return next(classes for classes, known in self._letters.items() if known == letter)

    def value(self, word: str, name: str) -> str:
        """What a token stands for as a member of a class: "maret" as month → "3"."""
        lower = self.base(word).lower()
        for part in name.split("/"):
            if (lower, part) in self.valued:
                return self.valued[lower, part]
        return lower

    def __missing__(self, word: str) -> str:
        if _NUMBER.match(word):
            letter = self._letter(_number_classes(word.lower(), self.valued))
        else:
            letter = self._other(word)
        if len(self) < _REMEMBERED:
            self[word] = letter
        return letter

    def _other(self, word: str) -> str:
        """A word in no table: a possessive ("Friday's"), a pair ("mid-May"), a name, or nothing."""
        base = self.base(word)
        if base is not word and base in self:
            return self[base]
        if "-" in word and (pair := self._pair(word)):
            return self._pairs[pair]
        if not word[0].isupper():
            return " "
        return self._dayname if word.lower() in self._day_firsts else self._cap

    def base(self, word: str) -> str:
        """A word without its possessive ending, where the language has one."""
        head, mark, tail = word.rpartition("'") if "'" in word else word.rpartition("’")
        return head if mark and (tail.lower(), "possessive") in self.valued else word

    def _pair(self, word: str) -> str:
        """The class of a hyphened word by its two halves ("Sabtu-Minggu", "mid-May"), or nothing."""
        halves = word.lower().split("-")
        if len(halves) == 2:
            for name in _PAIRED:
                if all((half, name) in self.valued for half in halves):
                    return name + "pair"
            if (halves[0], "edge") in self.valued:
                if (halves[1], "month") in self.valued:
                    return "edgemonth"
                if halves[1].isdecimal() and len(halves[1]) == 4:
                    return "edgeyear"
            if _is_year(halves[1]):
                if any((halves[0], name) in self.valued for name in _MONTH_CLASSES):
                    return "monthyear"
                if (halves[0], "roman") in self.valued:
                    return "romanyear"
        return ""

    def _letter(self, classes: frozenset[str]) -> str:
        return self._letters.setdefault(classes, self._next_letter())

    def _next_letter(self) -> str:
        number = len(self._letters) - 1  # the first is the blank
        return _LETTERS[number] if number < len(_LETTERS) else chr(0xE000 + number)

    def _read(self, pack: Pack) -> dict[str, set[str]]:
        forms: dict[str, set[str]] = {}
        for table in _TABLES:
            for row in pack.table(table):
                lower = row["form"].casefold()
                self.valued[lower, row["class"]] = row.get("value") or lower
                for form in _cases(lower, row.get("case", "")):
                    forms.setdefault(form, set()).add(row["class"])
        for row in pack.table("months"):
            if row["class"] == "month" and len(row["form"]) >= _MIN_TYPO:
                self._add_typos(row["form"].casefold(), row["value"], forms)
        return forms

    def _add_typos(self, month: str, value: str, forms: dict[str, set[str]]) -> None:
        for typo in _one_slip(month):
            capital = typo.capitalize()
            if capital not in forms:
                forms[capital] = {"typomonth"}
                self.valued[typo, "typomonth"] = value


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and 1900 <= int(word) <= 2100


def _cases(lower: str, case: str) -> list[str]:
    if case == "never":  # a name for outputs, not for reading
        return []
    if case == "low":
        return [lower]
    capitals = [lower.capitalize(), lower.upper()]
    return capitals if case == "cap" else [lower, *capitals]


def _one_slip(word: str) -> set[str]:
    """All strings one insertion, deletion, substitution or swap away, the first letter kept."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    found: set[str] = set()
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        found.update(head + c + tail for c in letters)
        if tail:
            found.add(head + tail[1:])
            found.update(head + c + tail[1:] for c in letters)
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
    found.discard(word)
    return found


def _number_classes(word: str, suffixes: Values) -> frozenset[str]:
    """The classes of a token that begins with a digit, by its shape, its size and its suffix."""
    if word.isdecimal():
        return frozenset(_whole_number_classes(word))
    clock = _CLOCK.fullmatch(word)
    if clock and int(clock[1]) < 25 and int(clock[2]) < 60:
        return frozenset({"num", "clocktime"})
    if _DOTTED.fullmatch(word):
        return frozenset({"dotted"})
    if re.fullmatch(r"\d+[.,]\d{1,2}", word):
        return frozenset({"num"})
    if re.fullmatch(r"[\d.,]+", word):
        return frozenset({"bignum"})
    return frozenset(_suffixed_classes(word, suffixes))


def _suffixed_classes(word: str, suffixes: Values) -> set[str]:
    """Classes of "3rd", "1990s", "10pm", "10.30pm"."""
    digits = word.rstrip("".join(c for c in word if not c.isdecimal() and c not in ".,:"))
    suffix = word[len(digits) :]
    if (suffix, "ordinal_suffix") in suffixes and digits.isdecimal() and 1 <= int(digits[:4]) <= 31:
        return {"ordinal"}
    if (suffix, "decade_suffix") in suffixes and _DECADE.fullmatch(digits):
        return {"decadeword"}
    if (suffix, "clock_suffix") in suffixes and (shape := _CLOCK_SHAPE.fullmatch(digits)):
        return {"clockword"} if int(shape[1]) <= 12 else {"minuteword"} if int(shape[1]) < 60 else set()
    return set()


def _whole_number_classes(word: str) -> set[str]:
    size = len(word)
    if size > 4:
        return {"bignum"}
    number = int(word)
    if size > 2:
        if size == 4 and 1900 <= number <= 2100:
            return {"year", "num"}
        return {"oldyear", "num"} if size == 4 and 1000 <= number < 1900 else {"num"}
    classes = {"num"}
    if 1 <= number <= 31:
        classes.add("day")
    if 1 <= number <= 12:
        classes.add("monthnum")
    if number < 25:
        classes.add("hour")
    if size == 2:
        classes.add("yy")
        if number < 60:
            classes.add("minute")
        if number % 10 == 0:
            classes.add("tens")
    return classes


_SAMPLES = (
    *(str(n) for n in range(100)),
    *(f"0{n}" for n in range(10)),
    *(
        "123",
        "1234",
        "1500",
        "2000",
        "12345",
        "08.30",
        "1.5",
        "12.500.000",
        "1.2.2003",
        "1990-an",
        "3rd",
        "4x",
    ),
)
