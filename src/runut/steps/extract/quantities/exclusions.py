"""Numbers that count nothing: names, labels, ranks, years, idioms."""

from __future__ import annotations

from runut.model.layout import Layout
from runut.steps.extract.quantities.figure import Figure
from runut.steps.extract.quantities.lexicon import FigureWords
from runut.steps.extract.quantities.unit import MEASURED

_LIST_GAP = 16  # characters between two labels of a list: ", dan atau "
_YEARS = range(1700, 2101)
_LONGEST_CODE = 999_999  # a number above it without separators is a telephone number or an identity
_LINE = 40  # no headline is longer
_SHORT = 4  # words up to this length have no capital in headlines ("dan", "yang")
_SENTENCE_STARTS = frozenset(".!?:;\"“”„«»(•*-–—…'‘")


def is_labelled(layout: Layout, words: FigureWords, figure: Figure) -> bool:
    """Whether the word before makes a name or a rank of the number ("Pasal 372", "lantai 3", "menit 23")."""
    if not figure.first or figure.kindred == "money":
        return False
    lowers = layout.lowers
    index = figure.first - 1
    if lowers[index] in "'’‘" and index:
        index -= 1  # "era '90-an"
    if lowers[index] in ".:" and index and layout.starts[index] == layout.ends[index - 1]:
        index -= 1
    for form in words.labels.get(lowers[index], ()):
        size = len(form)
        if size == 1 or tuple(lowers[max(0, index + 1 - size) : index + 1]) == form:
            return _keeps_label(words, figure, lowers[index])
    return False


def _keeps_label(words: FigureWords, figure: Figure, label: str) -> bool:
    """A figure with a true unit, a scale or thousands is none that a label could have."""
    if figure.factor > 1 or figure.kindred in ("share", "measure", "classifier"):
        return False
    if label in words.weak_labels and figure.kindred in ("noun", "duration"):
        return False
    return not (figure.grouped and not figure.obscure)


def continues_label(layout: Layout, words: FigureWords, figure: Figure, end: int) -> bool:
    """ "Pasal 3, 4, dan 5": the last label reaches over a list."""
    if end < 0 or not 0 <= figure.start - end < _LIST_GAP:
        return False
    if figure.kindred in MEASURED or figure.kindred == "classifier":
        return False
    between = layout.text[end : figure.start].replace(",", " ").split()
    return all(word.casefold() in words.classes["list"] for word in between)


def is_name(layout: Layout, words: FigureWords, figure: Figure) -> bool:
    """Whether the number is a part of a name ("Apollo 11", "Mangga Dua") or an idiom ("satu sama lain")."""
    if figure.spelled:
        return _is_idiom(layout, words, figure) or _is_spelled_name(layout, figure)
    if figure.kindred not in (None, "unknown", "subject", "shared") or figure.hedge != "exact":
        return False
    return figure.factor == 1 and not figure.grouped and follows_name(layout, words, figure)


def follows_name(layout: Layout, words: FigureWords, figure: Figure) -> bool:
    """Whether a capitalised word that is not the sentence's first stands right before."""
    if not figure.first:
        return False
    index = figure.first - 1
    word = layout.words[index]
    if not word[0].isupper() or layout.lowers[index] in words.amounts:
        return False
    return not starts_sentence(layout, index) or layout.lowers[index] not in words.stop


def starts_sentence(layout: Layout, index: int) -> bool:
    """Whether the token is the first of its sentence, quotation or line."""
    if not index:
        return True
    if layout.words[index - 1] in _SENTENCE_STARTS:
        return True
    return "\n" in layout.text[layout.ends[index - 1] : layout.starts[index]]


def _is_idiom(layout: Layout, words: FigureWords, figure: Figure) -> bool:
    classes = words.classes
    lowers = layout.lowers
    before = lowers[figure.first - 1] if figure.first else ""
    behind = figure.unit_at
    following = lowers[behind] if behind < len(lowers) else ""
    if before in classes["idiom-before"] and (figure.low == 1 or figure.kind == "fraction"):
        return True
    pair = f"{following} {lowers[behind + 1]}" if behind + 1 < len(lowers) else ""
    if figure.low == 1 and (following in classes["one-idiom"] or pair in classes["one-idiom"]):
        return True
    return figure.kind == "fraction" and following in classes["half-idiom"]


def _is_spelled_name(layout: Layout, figure: Figure) -> bool:
    """A capitalised number word inside a sentence, with no counted noun behind it."""
    if not layout.words[figure.first][0].isupper() or starts_sentence(layout, figure.first):
        return False
    if figure.kindred in (None, "unknown", "subject", "shared"):
        return True
    return layout.words[figure.unit_at][:1].isupper() and not is_title_case(layout, figure)


def is_title_case(layout: Layout, figure: Figure) -> bool:
    """Whether the whole line writes its words with capitals, as headlines do."""
    sentence = layout.sentences[layout.sentence_at(figure.start)]
    first, last = max(sentence.first, figure.first - _LINE), min(sentence.last, figure.first + _LINE)
    long = [word for word in layout.words[first:last] if len(word) > _SHORT]
    return sum(word[0].isupper() for word in long) * 4 >= len(long) * 3


def is_year(layout: Layout, words: FigureWords, figure: Figure) -> bool:
    """Four bare digits that may be a year and do not count people or measure anything."""
    low = figure.low if figure.low is not None else figure.high
    if figure.spelled or figure.grouped or figure.factor > 1 or not isinstance(low, int) or low not in _YEARS:
        return False
    if figure.kindred in ("classifier", "share", "measure", "money"):
        return False
    before = layout.lowers[figure.first - 1] if figure.first else ""
    shown = figure.hedge != "exact" or before in words.signs
    if figure.kindred == "noun":
        return low % 100 != 0 and not shown
    return figure.kindred != "unknown" or not shown


def is_code(figure: Figure) -> bool:
    """Digits in a row that no count is written with, or a clock time or version beside no measure."""
    if figure.obscure:
        return figure.kindred not in (("noun", "classifier") if figure.grouped else ()) and (
            figure.kindred not in MEASURED
        )
    if figure.spelled or figure.grouped or figure.factor > 1:
        return False
    low = figure.low if figure.low is not None else figure.high
    return low is not None and low > _LONGEST_CODE and figure.kindred not in MEASURED | {"classifier"}
