"""Slips in writing: spelling, doubled words, small letters in names, patterns of ``rules/defect.toml``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from runut.model.layout import Layout
from runut.model.reading import Defect
from runut.rules.pack import Pack
from runut.steps.clean.spelling import Spelling

_HOUSE_WAY = 3
_TIGHT_COMMA = re.compile(r"(?<=\w),(?=\w\w)")
_SPACE_BEFORE = re.compile(r" ([,.])(?=\s|$)")
_TWO_ALIKE = re.compile(r"(\w)\1")
_SHORT = 4
_MARKS = frozenset(",.()[]\"“”‘’'-–—:;?!/…%&")
_LONG = 7  # letters from which on doubled ones are compared with the rest of the text
_CAPITAL_LONG = 9  # a word with a capital may be a name: only long ones are checked where a sentence begins


class Rule(msgspec.Struct, frozen=True):
    """A rule of ``rules/defect.toml``."""

    kind: str
    pattern: re.Pattern[str]
    needs: frozenset[str]
    why: str
    scope: str


class Writing:
    """What a pack knows of slips in writing."""

    def __init__(self, pack: Pack) -> None:
        self.spelling = pack.compiled(Spelling)
        self.twice = pack.words("writing_words", "twice-ok")
        self.address = pack.words("writing_words", "address")
        self.night = pack.words("writing_words", "night")
        self.months = dict.fromkeys(sorted(word for word in pack.words("months") if len(word) > 3))
        self.days = frozenset(word for word in pack.words("weekdays") if len(word) > 3)
        self.places = _two_part_names(pack)
        self.small_places = _one_part_names(pack, self.spelling)
        self.phrases = _phrases(pack)
        self.acronyms = _small_acronyms(pack, self.spelling)
        watched = self.phrases.keys() | self.acronyms | self.address | self.small_places
        self.plain = (self.spelling.known | _MARKS) - watched - self.months.keys() - self.days
        self.rules: dict[str, list[Rule]] = {}
        for rule in pack.rules("defect"):
            scope = rule.get("scope", "text")
            needs = frozenset(rule.get("needs", ()))
            pattern = re.compile(rule["pattern"], re.MULTILINE)
            self.rules.setdefault(scope, []).append(Rule(rule["kind"], pattern, needs, rule["why"], scope))
        self.pairs = _pairs(pack)
        self.pair_firsts = frozenset(first for first, _ in self.pairs)
        self.place_firsts = frozenset(first for first, _ in self.places)


class _Words:
    """How often each word of a text comes, counted when first asked."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._counts: Counter[str] | None = None
        self._single: dict[str, list[str]] | None = None

    def count(self, word: str) -> int:
        """How often a word comes, whatever its capitals."""
        return self.all()[word]

    def named(self, word: str) -> bool:
        """Whether it comes with a capital too."""
        return self.count(word) > 1 and word.capitalize() in self._layout.words

    def all(self) -> Counter[str]:
        """Every word in small letters, in text order."""
        if self._counts is None:
            self._counts = Counter(self._layout.lowers)
        return self._counts

    def without_doubles(self) -> dict[str, list[str]]:
        """The words by what they are with every doubled letter written once."""
        if self._single is None:
            self._single = {}
            for word in self.all():
                self._single.setdefault(_TWO_ALIKE.sub(r"\1", word), []).append(word)
        return self._single


def find_slips(layout: Layout, pack: Pack) -> Iterator[Defect]:
    """Words: misspelt, joined, doubled, or small where they should not be."""
    known = pack.compiled(Writing)
    words, lowers, counts = layout.words, layout.lowers, _Words(layout)
    plain, firsts = known.plain, known.place_firsts
    if known.spelling.known:
        suspects = [i for i, word in enumerate(words) if word not in plain]
    else:  # a pack without word lists knows only what is wrong
        suspects = [i for i, word in enumerate(words) if word in known.phrases]
    for index in suspects:
        word = words[index]
        first = word[0]
        if first.isupper():
            lower, before = lowers[index], words[index - 1] if index else "."
            if (before in _BEFORE_SENTENCE and lower not in plain) or lower in firsts or before.isdigit():
                defect = _capital_word(layout, index, lower, before, counts, known)
            else:
                continue
        elif word.islower():
            defect = _small_word(layout, index, counts, known)
        else:
            defect = _mixed_word(layout, index, known) if first.islower() else None
        if defect is not None:
            yield defect
    yield from _doubled(layout, known)
    yield from _unspaced(layout)
    yield from _spaced(layout)


def _unspaced(layout: Layout) -> Iterator[Defect]:
    """A comma between two words without a space; where it comes again and again it is the house's way."""
    words, starts, ends = layout.words, layout.starts, layout.ends
    tight = []
    for match in _TIGHT_COMMA.finditer(layout.text):
        i = layout.token_at(match.start())
        alone = words[i] == "," and ends[i - 1] == starts[i] and ends[i] == starts[i + 1]
        if alone and words[i - 1].islower() and words[i + 1].isalpha() and len(words[i + 1]) > 1:
            tight.append(i)
    if len(tight) <= _HOUSE_WAY:
        for i in tight:
            yield Defect(starts[i - 1], ends[i + 1], "typo", "no space after the comma")


def _spaced(layout: Layout) -> Iterator[Defect]:
    """A space before a comma or a full stop; where it comes again and again the text was cut into words."""
    if " ," not in layout.text and " ." not in layout.text:
        return
    words, starts, ends = layout.words, layout.starts, layout.ends
    found = []
    for match in _SPACE_BEFORE.finditer(layout.text):
        at = layout.token_at(match.start(1))
        if 0 < at < len(words) and words[at - 1][-1].isalnum() and words[at - 1] not in _MARKS:
            found.append(at)
            if len(found) > _HOUSE_WAY:
                return
    for at in found:
        yield Defect(starts[at - 1], ends[at], "typo", "a space before the mark")


def _doubled(layout: Layout, known: Writing) -> Iterator[Defect]:
    """One word twice in a row, both in small letters; two words of which one is too many."""
    words, lowers, firsts, pairs = layout.words, layout.lowers, known.pair_firsts, known.pairs
    hits = [i for i, (a, b) in enumerate(pairwise(lowers)) if a == b or (a in firsts and (a, b) in pairs)]
    for index in hits:
        if layout.text[layout.ends[index] : layout.starts[index + 1]].strip(" \u00a0"):
            continue
        start, end = layout.starts[index], layout.ends[index + 1]
        if lowers[index] != lowers[index + 1]:
            if words[index + 1].islower():
                kind, why = pairs[lowers[index], lowers[index + 1]]
                yield Defect(start, end, kind, why)
        elif len(words[index]) > 1 and lowers[index] not in known.twice and _is_prose(words, index):
            yield Defect(start, end, "typo", "the same word twice")


def _is_prose(words: list[str], index: int) -> bool:
    """Whether a word and the same after it are no name: the first is small, or begins a sentence and the other is."""
    first, second = words[index], words[index + 1]
    if first.islower():
        return second.islower() or (second.istitle() and len(second) > _SHORT)
    begins = index == 0 or words[index - 1] in _BEFORE_SENTENCE
    return begins and first.istitle() and second.islower()


def _small_word(layout: Layout, index: int, counts: _Words, known: Writing) -> Defect | None:
    word = layout.words[index]
    start, end = layout.starts[index], layout.ends[index]
    if word in known.phrases:
        return Defect(start, end, "typo", f"the standard has: {known.phrases[word]}")
    if word in known.acronyms:
        inside = _joined(layout.text, start, end) or layout.in_quotation(start)
        return None if inside else Defect(start, end, "typo", "an acronym in small letters")
    if word in known.address:
        return _address(layout, index)
    if word in known.months or word in known.days:
        small = _calendar_word(layout, index, word, known)
        return Defect(start, end, "typo", "a day or a month in small letters") if small else None
    if word in known.small_places:
        inside = _joined(layout.text, start, end) or layout.in_quotation(start)
        return None if inside else Defect(start, end, "typo", "the name of a place in small letters")
    if word[-1].isdecimal():
        return _with_figures(layout, index, known)
    if len(word) < _SHORT or not word.isalpha() or not word.isascii() or _joined(layout.text, start, end):
        return None
    why = _why_wrong(counts, word, known)
    if why is None or counts.named(word):
        return None  # a name written small
    return Defect(start, end, "typo", why)


def _with_figures(layout: Layout, index: int, known: Writing) -> Defect | None:
    """A word with a figure pasted onto it."""
    start, end = layout.starts[index], layout.ends[index]
    rule = next((r for r in known.rules.get("figures", ()) if r.pattern.match(layout.words[index])), None)
    return (
        None if rule is None or _joined(layout.text, start, end) else Defect(start, end, rule.kind, rule.why)
    )


def _calendar_word(layout: Layout, index: int, word: str, known: Writing) -> bool:
    """Whether figures show that the word is a date's: "12 maret", "senin (3/5)"."""
    words = layout.words
    if word in known.months:
        return bool(index) and words[index - 1].isdecimal() and 1 <= int(words[index - 1][:3]) <= 31
    return (
        words[index + 1 : index + 2] == ["("]
        and words[index + 2 : index + 3] != []
        and words[index + 2][0].isdigit()
    )


def _why_wrong(counts: _Words, word: str, known: Writing) -> str | None:
    slip = known.spelling.slip(word)
    if slip is not None:  # what comes twice is a word that the writer means as it stands
        lost = slip.stroke in ("drop", "undouble", "joint", "swap") and len(word) >= _CAPITAL_LONG
        times = 2 if lost else 1  # a long word that lacks a letter may be copied
        return f"for: {slip.meant}" if counts.count(word) <= times else None
    rule = next((rule for rule in known.rules.get("word", ()) if rule.pattern.match(word)), None)
    if rule is not None and known.spelling.is_unknown(word):
        return rule.why
    if len(word) >= _LONG and _TWO_ALIKE.search(word) and known.spelling.is_unknown(word):
        twin = _twin(counts, word, known)
        return f"elsewhere written {twin}" if twin else None
    return None


def _twin(counts: _Words, word: str, known: Writing) -> str | None:
    """A word of the same text that differs in which letters are doubled, and is likelier to be right."""
    others = counts.without_doubles().get(_TWO_ALIKE.sub(r"\1", word), ())
    count = counts.count
    return next(
        (other for other in others if other != word and (other in known.plain or count(other) > count(word))),
        None,
    )


def _capital_word(
    layout: Layout, index: int, lower: str, before: str, counts: _Words, known: Writing
) -> Defect | None:
    """The first word of a sentence; a month beside a day; the second half of a place's name written small."""
    words = layout.words
    start, end = layout.starts[index], layout.ends[index]
    follower = words[index + 1] if index + 1 < len(words) else ""
    if (lower, follower) in known.places:
        after = layout.lowers[index + 2] if index + 2 < len(words) else ""
        if after not in known.night and layout.text[end : layout.starts[index + 1]] == " ":
            return Defect(start, layout.ends[index + 1], "typo", "half of a place name in small letters")
    if before.isdecimal():
        month = _misspelt_month(lower, before, known)
        return Defect(start, end, "typo", f"for: {month}") if month else None
    if (
        lower in known.phrases
        and before in _BEFORE_SENTENCE
        and words[index].istitle()
        and follower.islower()
    ):
        return Defect(start, end, "typo", f"the standard has: {known.phrases[lower]}")
    if (
        len(lower) < _CAPITAL_LONG
        or not follower.islower()
        or not words[index].istitle()
        or not lower.isascii()
    ):
        return None
    slip = known.spelling.slip(lower) if before in _BEFORE_SENTENCE else None
    tied = _joined(layout.text, start, end) and before not in _DASHES
    if slip is None or tied or counts.count(lower) > 1:
        return None
    return Defect(start, end, "typo", f"for: {slip.meant}")


def _mixed_word(layout: Layout, index: int, known: Writing) -> Defect | None:
    """A small word with a name pasted onto it; the rest of the name belongs to the finding."""
    rule = next(
        (rule for rule in known.rules.get("mixed", ()) if rule.pattern.match(layout.words[index])), None
    )
    if rule is None or _joined(layout.text, layout.starts[index], layout.ends[index]):
        return None
    last = index + 1
    while (
        last < len(layout.words)
        and layout.words[last].istitle()
        and layout.starts[last] - layout.ends[last - 1] == 1
    ):
        last += 1
    return Defect(layout.starts[index], layout.ends[last - 1], rule.kind, rule.why)


_DASHES = frozenset("-–—")  # behind a dateline
_BEFORE_SENTENCE = _DASHES | frozenset('.!?"“”')
_LEAST_MONTH = 5


def _misspelt_month(lower: str, day: str, known: Writing) -> str | None:
    """A month after a day, written with one letter more, less or other."""
    if len(lower) < _LEAST_MONTH or lower in known.months or len(day) > 2 or not 1 <= int(day) <= 31:
        return None
    return next(
        (m.capitalize() for m in known.months if len(m) >= _LEAST_MONTH and _one_apart(lower, m)), None
    )


def _one_apart(word: str, meant: str) -> bool:
    if abs(len(word) - len(meant)) > 1 or word[0] != meant[0]:
        return False
    at = 0
    while at < min(len(word), len(meant)) and word[at] == meant[at]:
        at += 1
    rest, other = word[at:], meant[at:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )


def _address(layout: Layout, index: int) -> Defect | None:
    """ "pak NAMA" where the same text has "Pak" too."""
    word, follower = layout.words[index], layout.words[index + 1 : index + 2]
    if follower and follower[0].istitle() and word.capitalize() in layout.words:
        return Defect(
            layout.starts[index], layout.ends[index + 1], "typo", "a form of address in small letters"
        )
    return None


def _joined(text: str, start: int, end: int) -> bool:
    """Whether a mark ties the word to something: an address, a handle, a compound, half of a pair."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before in "@#/-_.&'’‘" or after in "@#/_-&'’" or (after == "." and text[end + 1 : end + 2].isalnum()):
        return True
    return text[end : end + 3] == " - " or text[max(0, start - 3) : start] == " - "


def find_patterns(layout: Layout, pack: Pack) -> Iterator[Defect]:
    """What the pack's patterns show."""
    known = pack.compiled(Writing)
    present = set(layout.lowers)
    for scope in ("text", "sentence", "sentence-start"):
        for rule in known.rules.get(scope, ()):
            if rule.needs and rule.needs.isdisjoint(present):
                continue
            for offset, piece in _pieces(layout, rule):
                for match in rule.pattern.finditer(piece):
                    group = "it" if "it" in rule.pattern.groupindex else 0
                    start = offset + match.start(group)
                    yield Defect(start, start + len(match.group(group).rstrip()), rule.kind, rule.why)


def _pieces(layout: Layout, rule: Rule) -> list[tuple[int, str]]:
    if rule.scope == "text":
        return [(0, layout.text)]
    if rule.scope == "sentence-start":
        starts = [s for s in layout.sentences if layout.lowers[s.first] in rule.needs]
        return [(s.start, layout.text[s.start : s.end]) for s in starts]
    return [(s.start, layout.text[s.start : s.end]) for s in layout.sentences]


def _phrases(pack: Pack) -> dict[str, str]:
    """Nonstandard words and what stands in their place."""
    rows = pack.table("nonstandard")
    return {
        row["form"]: row["standard"] for row in rows if row["class"] == "wrong" and " " not in row["form"]
    }


def _pairs(pack: Pack) -> dict[tuple[str, str], tuple[str, str]]:
    """Two words side by side which are wrong together: kind and why."""
    found = {}
    for row in pack.table("word_pairs"):
        first, second = row["form"].split()
        found[first, second] = (row["class"], row["why"])
    for row in pack.table("nonstandard"):
        words = row["form"].split()
        if len(words) == 2 and row["class"] == "wrong":
            found[words[0], words[1]] = ("typo", f"the standard has: {row['standard']}")
    return found


def _two_part_names(pack: Pack) -> frozenset[tuple[str, str]]:
    """Places whose name has two words: both take a capital."""
    found = set()
    for table in ("dateline_places", "countries"):
        for row in pack.table(table):
            words = row["form"].split()
            if len(words) == 2 and all(word.istitle() for word in words):
                found.add((words[0].casefold(), words[1].casefold()))
    return frozenset(found)


def _one_part_names(pack: Pack, spelling: Spelling) -> frozenset[str]:
    """Places and countries of one word which, in small letters, are no word."""
    words = spelling.by_class.get("seen", set()) | spelling.by_class.get("stem", set()) | spelling.foreign
    forms = {row["form"] for table in ("dateline_places", "countries") for row in pack.table(table)}
    return frozenset(
        form.lower()
        for form in forms
        if form.isalpha() and form.istitle() and len(form) > 4 and form.lower() not in words
    )


def _small_acronyms(pack: Pack, spelling: Spelling) -> frozenset[str]:
    """Acronyms of known actors which, in small letters, are no word."""
    words = spelling.by_class.get("seen", set()) | spelling.by_class.get("stem", set()) | spelling.foreign
    forms = {row["form"] for row in pack.table("known_actors")}
    return frozenset(
        form.lower()
        for form in forms
        if form.isalpha() and form.isupper() and 3 <= len(form) <= 6 and form.lower() not in words
    )
