"""What a language pack says about figures, arranged for look-up."""

from __future__ import annotations

import re
from collections import defaultdict
from fractions import Fraction

from runut.rules.pack import Pack

_PIECE = re.compile(r"\w+(?:[-'’]\w+)*|\S")

Form = tuple[tuple[str, ...], str, str]  # the words after the first, the class, the unit


def split_form(form: str) -> tuple[str, ...]:
    """A form of a table cut as the text's tokens are cut."""
    return tuple(_PIECE.findall(form.casefold()))


class Numerals:
    """Number words: what each does to the number that is being read."""

    def __init__(self, pack: Pack) -> None:
        self.role: dict[str, tuple[str, int]] = {}
        self.groups: dict[str, tuple[int, int | None]] = {}
        self.fractions: dict[str, Fraction] = {}
        self.partitive: set[str] = set()
        self.pairs: dict[str, tuple[int, int]] = {}
        self.money_scales: dict[str, int] = {}
        self.short_scales: dict[str, int] = {}
        for row in pack.table("numerals"):
            self._add(row["form"], row["class"], row["value"], row["high"])
        self._add_compounds()
        starts = {"digit", "tens", "hundred-one", "scale-one"}
        self.triggers = (
            {form for form, (role, _) in self.role.items() if role in starts}
            | set(self.groups)
            | set(self.fractions)
            | set(self.pairs)
        )
        self.articles = {form for form, (role, _) in self.role.items() if role == "article"}
        if self.articles:  # "a hundred", "a million"
            self.triggers |= {f for f, (role, _) in self.role.items() if role in ("hundred", "scale")}

    def _add(self, form: str, role: str, value: str, high: str) -> None:
        if role == "group":
            self.groups[form] = (int(value), int(high) if high else None)
        elif role in ("fraction", "fraction-of"):
            self.fractions[form] = Fraction(value)
            if role == "fraction-of":
                self.partitive.add(form)
        elif role == "scale-money":
            self.money_scales[form] = int(value)
        elif role == "scale-short":
            self.short_scales[form] = int(value)
        else:
            self.role[form] = (role, int(value or 0))

    def _add_compounds(self) -> None:
        """Forms with a hyphen that are one token: twenty-one, two-thirds, dua-tiga."""
        digits = [(f, v) for f, (role, v) in self.role.items() if role == "digit" and 0 < v < 10]
        tens = [(f, v) for f, (role, v) in self.role.items() if role == "tens"]
        parts = [(f, v) for f, (role, v) in self.role.items() if role == "denominator"]
        for form, value in tens:
            for low, small in digits:
                self.role[f"{form}-{low}"] = ("digit", value + small)
        for form, value in digits:
            for low, small in parts:
                if value < small:
                    self.fractions[f"{form}-{low}"] = Fraction(value, small)
            for low, small in digits:
                if small == value + 1:
                    self.pairs[f"{form}-{low}"] = (value, small)


class Units:
    """What figures count or measure, by first word, longest form first."""

    def __init__(self, pack: Pack) -> None:
        self.forms: dict[str, list[Form]] = defaultdict(list)
        self.prefixes: dict[str, str] = {}
        for row in pack.table("units"):
            if row["class"] == "prefix":
                self.prefixes[row["form"]] = row["unit"]
                self.prefixes[row["form"].capitalize()] = row["unit"]
            else:
                self._add(row["form"], row["class"], row["unit"])
        for row in pack.table("currencies"):
            if row["class"] in ("suffix", "suffix-scaled"):
                kind = "money" if row["class"] == "suffix" else "money-scaled"
                self._add(row["form"], kind, row["unit"])
        for forms in self.forms.values():
            forms.sort(key=lambda form: (-len(form[0]), form[1] != "money-scaled"))
        self.names = {unit for forms in self.forms.values() for _, _, unit in forms}

    def _add(self, form: str, kind: str, unit: str) -> None:
        first, *rest = split_form(form)
        self.forms[first].append((tuple(rest), kind, unit))


class FigureWords:
    """All tables of a pack that reading figures needs."""

    def __init__(self, pack: Pack) -> None:
        self.numerals = Numerals(pack)
        self.units = Units(pack)
        self._load_counting(pack)
        self._load_hedges(pack)
        self._load_currencies(pack)
        self._load_measures(pack)

    def _load_counting(self, pack: Pack) -> None:
        classes: dict[str, set[str]] = defaultdict(set)
        for row in pack.table("counting"):
            classes[row["class"]].add(row["form"].casefold())
        self.classes = classes
        self.cues = pack.words("cues")
        self.weekdays = pack.words("weekdays")
        self.reporting = _reporting(pack) - classes["finding"] - classes["money-noun"] - classes["amount"]
        self.reporting = {form for form in self.reporting if not self.is_counted(form)}
        self.evidential = _evidential(pack) | classes["evidential"]
        self.decimal = next(iter(classes["decimal"]), ".")
        self.grouping = next(iter(classes["grouping"]), ",")
        self.ranges = classes["range"]
        self.labels = _by_last_word(classes["label"])
        self.weak_labels = classes["label-weak"]
        self.grammar = classes["stop"]
        self.stop = classes["stop"] | classes["state"] | classes["thing-state"]
        self.signs = classes["amount"] | classes["amount-verb"]  # what shows that a bare number counts
        self.empty = classes["amount"] | classes["skip"] | classes["copula"]
        self.amounts = self.signs | classes["amount-weak"]
        self.changes = classes["change"]
        self.adjectives = int(next(iter(classes["adjectives"]), "0"))
        self.singular = [
            (plural, single)
            for plural, _, single in sorted(
                (form.partition(">") for form in classes["singular"]), key=lambda part: -len(part[0])
            )
        ]
        self.person_prefixes = tuple(classes["person-prefix"])
        self.clitics = tuple(classes["clitic"])
        prefixes = "|".join(sorted(classes["verb-prefix"], key=len, reverse=True)) or "(?!)"
        endings = "|".join(sorted(classes["verb-ending"], key=len, reverse=True)) or "(?!)"
        self.passive_prefixes = tuple(classes["passive-prefix"])
        self.fates = classes["state"] | classes["thing-state"]
        self._stems = {word for row in pack.table("stems") for word in row["words"].split()}
        self._active = tuple(classes["active-prefix"])
        self._verb = re.compile(rf"(?:{prefixes})\w{{3}}|\w{{3,}}(?:{endings})$")
        self._not_verbs = pack.words("verbs", "not-verb") | classes["not-verb"]
        self.boundary = classes["boundary"] | set('.,;:!?()[]"“”„«»—–…')

    def is_verb(self, lowered: str) -> bool:
        """Whether a word looks like a verb and the pack knows it as nothing else."""
        return (
            self._verb.match(lowered) is not None
            and lowered not in self._not_verbs
            and lowered not in self.units.forms
        )

    def is_active(self, lowered: str) -> bool:
        """Whether a word looks like a verb that has an object."""
        return lowered.startswith(self._active) and self.is_verb(lowered)

    def is_counted(self, lowered: str) -> bool:
        """Whether the pack knows the word as a noun that is counted."""
        return any(kind == "noun" and not rest for rest, kind, _ in self.units.forms.get(lowered, ()))

    def is_common(self, lowered: str, alone: bool) -> bool:
        """Whether a word that opens a sentence is no name; ``alone``: nor the first word of one."""
        if lowered in self.classes["money-noun"] or lowered in self.classes["amount-head"]:
            return True
        return alone and (lowered in self._stems or lowered in self.units.forms)

    def _load_measures(self, pack: Pack) -> None:
        self.dimensions: dict[str, str] = {}  # "setinggi" → "tinggi"
        self.measured_nouns: dict[
            str, tuple[str, tuple[str, ...]]
        ] = {}  # "gelombang" → "tinggi", ("meter", …)
        self.capacities: set[str] = set()  # told of things that are counted, not measured
        for row in pack.table("dimensions"):
            if row["class"] in ("amount", "capacity"):
                self.dimensions[row["form"]] = row["noun"]
                self.capacities |= {row["noun"]} if row["class"] == "capacity" else set()
            else:
                self.measured_nouns[row["form"]] = (row["noun"], tuple(row["units"].split()))
        self.money_verbs = {row["form"]: row["noun"] for row in pack.table("money_verbs")}

    def _load_hedges(self, pack: Pack) -> None:
        self.hedges: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)  # by last word
        self.hedges_after: dict[str, str] = {}
        self.hedge_suffixes: dict[str, str] = {}
        self.hedges_after_unit: dict[str, list[Form]] = defaultdict(list)
        for row in pack.table("hedges"):
            form = split_form(row["form"])
            if row["class"] == "before":
                self.hedges[form[-1]][form] = row["hedge"]
            elif row["class"] == "after":
                self.hedges_after[form[0]] = row["hedge"]
            elif row["class"] == "suffix":
                self.hedge_suffixes[form[0]] = row["hedge"]
            else:
                self.hedges_after_unit[form[0]].append((form[1:], "after-unit", row["hedge"]))

    def _load_currencies(self, pack: Pack) -> None:
        self.currencies = {
            row["form"].casefold(): row["unit"]
            for row in pack.table("currencies")
            if row["class"] == "prefix"
        }
        forms = sorted(self.currencies, key=len, reverse=True)
        self.currency_ends = {c for form in forms for c in (form[-1], form[-1].upper())}
        either = "|".join(re.escape(form) for form in forms) or "(?!)"
        self.currency_before = re.compile(rf"(?<![^\W\d_])(?:{either})\s?\Z", re.IGNORECASE)


_STATING = frozenset(("asserts", "believes", "predicts", "denies"))
_OF_SPEECH = frozenset(("say", "clause", "quote", "np", "bahwa", "label", "tell", "refuse", ""))


def _reporting(pack: Pack) -> set[str]:
    """Verbs that only put what is counted into somebody's mouth; a verb of finding or asking does more."""
    return {
        row["form"].casefold()
        for row in pack.table("cues")
        if row["class"] in ("active", "after", "clitic")
        and row["stance"] in _STATING
        and (row.get("frame") or "") in _OF_SPEECH
    }


def _evidential(pack: Pack) -> set[str]:
    """ "diperkirakan", "dilaporkan": stand between what is counted and its figure."""
    return {
        row["form"].casefold()
        for row in pack.table("cues")
        if row["class"] in ("passive", "hearsay") and (row.get("frame") or "").startswith("evidential")
    }


def _by_last_word(forms: set[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in forms:
        pieces = split_form(form)
        found[pieces[-1]].append(pieces)
    return found
