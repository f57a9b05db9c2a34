"""What a figure counts: the noun behind it, before it, or the one that its neighbour counts."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.steps.extract.quantities.bounds import take_suffix
from runut.steps.extract.quantities.figure import Figure
from runut.steps.extract.quantities.lexicon import FigureWords
from runut.steps.extract.quantities.literals import same_line, take_unit

MEASURED = frozenset(("money", "share", "measure", "duration"))
_NOUNS = frozenset(("noun", "ambiguous-force"))
_REACH = 8  # tokens that a counted noun may stand before its figure
_HEAD_REACH = 16  # and "jumlah" before that noun
_AROUND = 12  # tokens on either side that tell which force is meant
_DEAR = 1_000_000  # from here on, a bare sum behind "kerugian" or "dana" is money of the own country
_NEAR = 2  # tokens between figures that share a unit ("dari 5 menjadi 7 persen")


def attach_unit(layout: Layout, words: FigureWords, figure: Figure) -> None:
    """Take the unit that stands right behind the figure, if the pack knows it."""
    if figure.kind == "age":
        figure.unit = next(iter(words.classes["age-unit"]), None)
        return
    if figure.kindred in MEASURED and figure.kindred != "money":
        return
    lowers = layout.lowers
    if words.hedges_after and figure.hedge is None:
        take_suffix(layout, words, figure)
    index = figure.after
    while index < len(lowers) and (
        lowers[index] in words.classes["modifier"]
        or (figure.kind == "group" and lowers[index] in words.classes["of-group"])
    ):
        index += 1
    figure.unit_at = figure.after
    if figure.kindred == "money":
        _pass_currency(layout, words, figure)
        return
    sign = words.units.prefixes.get(layout.words[figure.first - 1]) if figure.first else None
    if sign and figure.factor == 1:
        figure.unit, figure.kindred = sign, "measure"
        return
    if index >= len(lowers) or not same_line(layout, figure.end, index):
        return
    if _told_of_people(layout, words, figure, index):
        return
    if not take_unit(layout, words, figure, index) and not _past_adjectives(layout, words, figure, index):
        return
    if figure.kindred == "classifier":
        _noun_behind_classifier(layout, words, figure)
    elif words.adjectives and figure.kindred == "noun":
        _last_of_compound(layout, words, figure)


def _told_of_people(layout: Layout, words: FigureWords, figure: Figure, index: int) -> bool:
    """ "and 13 were wounded": what befell them shows people."""
    at = index
    while at < len(layout.lowers) and layout.lowers[at] in words.classes["state-link"]:
        at += 1
    if at == index or at >= len(layout.lowers) or layout.lowers[at] not in words.classes["state"]:
        return False
    figure.unit, figure.kindred = next(iter(words.classes["people-unit"]), None), "noun"
    return figure.unit is not None


def _pass_currency(layout: Layout, words: FigureWords, figure: Figure) -> None:
    """ "Rp 500 ribu rupiah": the currency twice."""
    if figure.after >= len(layout.lowers):
        return
    for rest, kind, unit in words.units.forms.get(layout.lowers[figure.after], ()):
        end = figure.after + 1 + len(rest)
        same = kind == "money" and unit == figure.unit
        if same and tuple(layout.lowers[figure.after + 1 : end]) == rest:
            figure.after = figure.unit_at = end
            return


def _past_adjectives(layout: Layout, words: FigureWords, figure: Figure, index: int) -> bool:
    """ "8,000 North Korean troops": in languages that put adjectives first, the noun behind them."""
    for at in range(index, min(index + words.adjectives, len(layout.lowers) - 1)):
        lowered = layout.lowers[at]
        if not lowered[0].isalpha() or lowered in words.grammar or lowered in words.boundary:
            return False
        if not same_line(layout, layout.ends[at], at + 1):
            return False
        if any(kind in _NOUNS for _, kind, _ in words.units.forms.get(layout.lowers[at + 1], ())):
            if not take_unit(layout, words, figure, at + 1):
                return False
            figure.unit_at = index
            return True
    return False


def _last_of_compound(layout: Layout, words: FigureWords, figure: Figure) -> None:
    """ "12 hospital beds" counts beds: the last of nouns in a row."""
    start = figure.unit_at
    while figure.after < len(layout.lowers) and layout.lowers[figure.after] not in words.stop:
        if not same_line(layout, layout.ends[figure.after - 1], figure.after):
            break
        kinds = [kind for _, kind, _ in words.units.forms.get(layout.lowers[figure.after], ())]
        if not any(kind in _NOUNS for kind in kinds) or not take_unit(layout, words, figure, figure.after):
            break
    figure.unit_at = start


def _noun_behind_classifier(layout: Layout, words: FigureWords, figure: Figure) -> None:
    """ "25 orang pengacara" counts lawyers, "dua ekor kanguru" kangaroos, "20 orang luka" people."""
    index = figure.after
    if index >= len(layout.lowers) or not same_line(layout, layout.ends[index - 1], index):
        return
    lowered = layout.lowers[index]
    if lowered in words.classes["state"]:
        return
    person = layout.lowers[figure.unit_at] in words.classes["person-classifier"]
    for rest, kind, unit in words.units.forms.get(lowered, ()):
        after = index + 1 + len(rest)
        if kind in _NOUNS and tuple(layout.lowers[index + 1 : after]) == rest:
            figure.unit, figure.kindred, figure.after = unit, kind, after
            return
    if is_noun(layout, words, index) and (not person or lowered.startswith(words.person_prefixes)):
        figure.unit, figure.after = lowered, index + 1


def is_noun(layout: Layout, words: FigureWords, index: int) -> bool:
    """Whether an unknown word may be the counted noun: neither grammar nor a verb nor a name."""
    word, lowered = layout.words[index], layout.lowers[index]
    if len(word) < 2 or not word[0].isalpha() or lowered in words.stop:
        return False
    if lowered in words.numerals.role or (lowered,) in words.hedges.get(lowered, {}):
        return False
    if word[0].isupper():
        return word.isupper() and len(word) < 7 and not word.isdigit()
    if words.singular and singular(words, lowered) == lowered:
        return False
    return not words.is_verb(lowered)


def singular(words: FigureWords, lowered: str) -> str:
    """A noun in the singular, where the language marks the plural by an ending."""
    for plural, single in words.singular:
        if (
            lowered.endswith(plural)
            and len(lowered) > len(plural) + 2
            and not lowered.endswith(("ss", "us", "is"))
        ):
            return lowered[: -len(plural)] + single
    return lowered


def find_unit(
    layout: Layout, words: FigureWords, figure: Figure, previous: Figure | None, following: Figure | None
) -> None:
    """Give a unit to a figure behind which none was found, from its surroundings."""
    classes = words.classes
    index = figure.after
    here = index < len(layout.lowers) and same_line(layout, figure.end, index)
    lowered = layout.lowers[index] if here else ""
    if figure.kind == "fraction" and figure.kindred not in MEASURED:
        figure.unit, figure.kindred = next(iter(classes["part-unit"]), None), "part"
    elif figure.kindred == "classifier":
        before = _noun_before(layout, words, figure, adjacent=True)
        if before and _may_be_called(words, layout.lowers[figure.unit_at], before):
            figure.unit = before
    elif figure.kindred is not None:
        return
    elif (
        previous is not None
        and previous.unit
        and here
        and (lowered in classes["thing-state"] or _is_rest(layout, words, index))
    ):
        figure.unit, figure.kindred = previous.unit, "shared"
    elif lowered in classes["state"]:
        figure.unit, figure.kindred = next(iter(classes["people-unit"]), None), "state"
    elif here and is_noun(layout, words, index):
        figure.unit, figure.after = _bare_noun(words, lowered), index + 1
        figure.kindred = _kind_of(words, figure.unit)
    else:
        _share(layout, words, figure, previous, following)


def _may_be_called(words: FigureWords, classifier: str, noun: str) -> bool:
    """Whether a classifier may stand for the noun before it: that of people only for people."""
    if classifier not in words.classes["person-classifier"]:
        return True
    return noun.startswith(words.person_prefixes) or noun in words.classes["person-noun"]


def _is_rest(layout: Layout, words: FigureWords, index: int) -> bool:
    """ "lainnya", "di antaranya": the figure counts some of what the one before counted."""
    rest = words.classes["rest"]
    return layout.lowers[index] in rest or " ".join(layout.lowers[index : index + 2]) in rest


def _bare_noun(words: FigureWords, lowered: str) -> str:
    """A noun without its possessive ending, by the name it is grouped under."""
    for ending in words.clitics:
        stem = lowered[: -len(ending)] if lowered.endswith(ending) else ""
        if len(stem) > 2 and (ending in words.classes["clitic-sure"] or stem in words.units.forms):
            lowered = stem
            break
    half, _, other = lowered.partition("-")
    if half == other:  # "foto-foto"
        lowered = half
    known = words.units.forms.get(lowered, ())
    single = singular(words, lowered)
    return next((unit for rest, kind, unit in known if not rest and kind in _NOUNS), single)


def _kind_of(words: FigureWords, noun: str) -> str:
    """ "10.000 personelnya": without its ending the noun may be a known one."""
    known = (kind for rest, kind, _ in words.units.forms.get(noun, ()) if not rest and kind in _NOUNS)
    return next(known, "unknown")


def _share(
    layout: Layout, words: FigureWords, figure: Figure, previous: Figure | None, following: Figure | None
) -> None:
    """The unit of the next figure, of the noun before, of the figure before."""
    between: list[str] = []
    if following is not None and following.unit and 0 <= following.first - figure.after <= _NEAR:
        between = layout.lowers[figure.after : following.first]
    if between == [","] and (before := _noun_before(layout, words, figure, adjacent=False)):
        figure.unit, figure.kindred = before, "subject"  # "Kasus naik jadi 640, delapan pasien tewas"
        return
    if following is not None and between:
        same = following.kindred != "share" or not words.classes["range-or"].issuperset(between)
        if between and same and all(word in words.classes["link"] for word in between):
            figure.unit = following.unit
            figure.kindred = following.kindred if following.kindred in MEASURED else "shared"
            return
    if figure.first and layout.lowers[figure.first - 1] in words.classes["people-verb"]:
        figure.unit, figure.kindred = next(iter(words.classes["people-unit"]), None), "state"
        return
    before = _noun_before(layout, words, figure, adjacent=False)
    if before:
        figure.unit, figure.kindred = before, "subject"
    elif (
        previous is not None and previous.kindred not in MEASURED and _same_sentence(layout, previous, figure)
    ):
        figure.unit = previous.unit


def _same_sentence(layout: Layout, one: Figure, other: Figure) -> bool:
    return layout.sentence_at(one.start) == layout.sentence_at(other.start)


def _noun_before(layout: Layout, words: FigureWords, figure: Figure, adjacent: bool) -> str | None:
    """The unit of the nearest counted noun before the figure in its clause."""
    lowers = layout.lowers
    relative = words.classes["relative"]
    found: str | None = None
    headed: str | None = None  # the noun farthest back so far: counted if "jumlah" stands before it
    index = figure.first - 1
    near = index - _REACH
    lowest = max(0, index - (_REACH if adjacent else _HEAD_REACH))
    while index >= lowest:
        lowered = lowers[index]
        if lowered in words.boundary or not same_line(layout, layout.ends[index], index + 1):
            break
        if lowered in words.classes["money-noun"] and figure.low is not None and figure.low >= _DEAR:
            return next(iter(words.classes["own-currency"]), None)  # "kerugian mencapai 5 miliar"
        if lowered in words.classes["value-noun"] and not found:
            break  # "dengan nilai 5,3": the value of something that is not counted
        if lowered in relative and index >= max(1, near) and not adjacent:
            found = _known_noun(words, lowers, index - 1) or found  # "agen yang memakai aplikasi mencapai 12"
        if not adjacent:
            if headed and lowered in words.classes["amount-head"]:
                return headed
            if lowered in words.classes["toll-noun"] and not _is_object(words, lowers, index):
                return _known_noun(words, lowers, index) or headed
            headed = _known_noun(words, lowers, index) or headed
        if index >= near:
            found = found or _known_noun(words, lowers, index)
        if adjacent and (found or not _is_passed(words, lowered)):
            break
        index -= 1
    return found


def _is_object(words: FigureWords, lowers: list[str], index: int) -> bool:
    """Whether a noun is the object of a relative clause ("provinsi yang melaporkan kasus"), and so no subject."""
    return index > 1 and lowers[index - 2] in words.classes["relative"] and words.is_verb(lowers[index - 1])


def _is_passed(words: FigureWords, lowered: str) -> bool:
    """Whether a word may stand between a noun and its figure: "Penumpang kami sebanyak 12 orang"."""
    return lowered in words.classes["amount"] or lowered in words.classes["owner"]


def _known_noun(words: FigureWords, lowers: list[str], index: int) -> str | None:
    for rest, kind, unit in words.units.forms.get(lowers[index], ()):
        if kind in _NOUNS and tuple(lowers[index + 1 : index + 1 + len(rest)]) == rest:
            return unit
    return None


class Forces:
    """ "personel": soldiers or police, as the words around say, else the article; else as written."""

    def __init__(self, layout: Layout, words: FigureWords) -> None:
        self.layout = layout
        self.classes = words.classes
        self.whole: str | None = None
        self.weighed = False

    def resolve(self, figure: Figure) -> None:
        """Give the figure the unit of the force that is meant."""
        nearby = self.layout.lowers[max(0, figure.first - _AROUND) : figure.after + _AROUND]
        unit = self._meant(nearby)
        if unit is None:
            if not self.weighed:
                self.whole, self.weighed = self._meant(self.layout.lowers), True
            unit = self.whole
        figure.unit = unit or figure.unit

    def _meant(self, lowers: list[str]) -> str | None:
        soldiers = any(word in self.classes["army"] for word in lowers)
        officers = any(word in self.classes["police"] for word in lowers)
        if soldiers == officers:
            return None
        return next(iter(self.classes["army-unit" if soldiers else "police-unit"]), None)
