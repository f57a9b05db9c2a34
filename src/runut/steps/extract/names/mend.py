"""What a sentence alone cannot tell: edges that the lexicon settles; one word, one meaning in an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from runut.steps.extract.names.acronyms import spell_out
from runut.steps.extract.names.forms import lower_of
from runut.steps.extract.names.tagged import Tagged

Votes = dict[str, dict[str, float]]

_TITLE, _COUNTRY, _PLACE, _CALENDAR = "t", "y", "l", "c"
_ADMINISTRATIVE = frozenset("vqy")  # codes of words in names of provinces, regencies, countries
_PERSONAL = ("p", "-")
_SURE = (
    1.5  # summed scores from which an article's other mentions settle a word: two good ones, or a full name
)
_SHARE = 0.6  # of the votes for one type: below it the word means several things here, and nothing is changed
_FULL_NAME = 1.0  # what a name of two words or more adds for its first and last word
_ACRONYM = 3.0  # what "Full Name (ACRONYM)" adds: it says outright what the acronym is
_OFFICE = 14  # words back from a name to the beginning of its holder's office
_LONGEST_PLACE = 3  # words in the name of a town or province
_FULL = 2  # words of a given name and a surname
_BRACKETS = ("(", ")")
_SMALL_WORD = 3  # letters of "dan" inside an office's name
_GUESSED = 0.6  # the score of a mention that only other mentions speak for


class Lexical:
    """Questions to the lexicon and to the list of places whose names have several words."""

    def __init__(self, lexicon: Mapping[str, str], places: Iterable[str]) -> None:
        self._lexicon = lexicon
        self._places = frozenset(places)

    def place_at_end(self, words: list[str]) -> int:
        """How many of the last words are the name of a country, province, regency or city."""
        for size in (3, 2):
            if len(words) > size and " ".join(words[-size:]) in self._places:
                return size
        return 1 if _ADMINISTRATIVE & set(self._lexicon.get(lower_of(words[-1]), "--")[2:]) else 0

    def place_at(self, words: list[str]) -> int:
        """How many of the first words are the name of a country, province, regency or city."""
        for size in (3, 2):
            if len(words) >= size and " ".join(words[:size]) in self._places:
                return size
        return 1 if words and self.administrative(words[0]) else 0

    def administrative(self, word: str) -> bool:
        """Whether the word alone may name a country, province, regency or city."""
        return bool(_ADMINISTRATIVE & set(self._lexicon.get(lower_of(word), "--")[2:]))

    def title(self, word: str) -> bool:
        """Whether the word is, or begins, an office."""
        return _TITLE in self._lexicon.get(lower_of(word), "--")[1:]

    def place(self, name: str) -> bool:
        """Whether these words are the name of a country, province, regency or city."""
        return name in self._places

    def kind(self, word: str) -> str:
        """What the word is when capitalised."""
        return self._lexicon.get(lower_of(word), "--")[1]

    def before_person(self, word: str) -> bool:
        """Whether the word stands before persons' names and is none: a title, a country."""
        codes = self._lexicon.get(lower_of(word), "--")
        return codes[1] == _COUNTRY or (_TITLE in codes[2:] and "i" not in codes[2:])

    def personal(self, word: str) -> bool:
        """Whether nothing speaks against its being part of a person's name."""
        return _name_word(word) and self.kind(word) in _PERSONAL and not self.common(word)

    def common(self, word: str) -> bool:
        """Whether it is an ordinary word in lower case."""
        codes = self._lexicon.get(lower_of(word), "--")
        return codes[0] != "-" or "r" in codes[2:]


def mend(found: list[Tagged], words: list[str], capitals: list[int], lexical: Lexical) -> list[Tagged]:
    """The names with edges settled and the whole article considered; ``capitals``: where capitals stand."""
    parted = [piece for entry in found for piece in _part(entry, words, lexical)]
    parted = spell_out(_part_persons(parted, words), words)
    trimmed = [entry for entry in (_trim(entry, words, lexical) for entry in parted) if entry]
    votes = _votes(trimmed, words, lexical)
    settled = {word: kind for word, kind in ((w, _settle(v)) for w, v in votes.items()) if kind}
    kept = [_retype(entry, words, settled, lexical) for entry in trimmed]
    return sorted([*kept, *_missed(kept, words, capitals, settled, lexical)])


def _trim(entry: Tagged, words: list[str], lexical: Lexical) -> Tagged | None:
    """Leave out titles and countries before a person, dates and titles after anything else."""
    first, last, kind, score = entry
    if kind == "PER":
        while last - first > 1 and lexical.before_person(words[first]) and _name_word(words[first + 1]):
            first += 1
        if last - first == 1 and lexical.kind(words[first]) == _COUNTRY:
            kind = "LOC"
    else:
        while last - first > 1 and lexical.kind(words[last - 1]) in (_TITLE, _CALENDAR):
            last -= 1
    while last > first and not words[last - 1][0].isalnum() and words[last - 1] != ".":
        last -= 1
    while last > first and not words[first][0].isalnum():
        first += 1
    return (first, last, kind, score) if last > first else None


def _part(entry: Tagged, words: list[str], lexical: Lexical) -> list[Tagged]:
    """Part what ran together without a comma: "Jalan X" and its city, a body's town or country and its head."""
    first, last, kind, score = entry
    if last - first < 2 or kind == "PER":
        return [_whole_place(entry, words, lexical)]
    inside = words[first:last]
    if kind == "LOC" and lexical.kind(inside[0]) == _COUNTRY:
        size = next(
            (n for n, w in enumerate(inside) if lexical.kind(w) == "-" and lexical.common(w)), len(inside)
        )
        return [(first, first + size, kind, score)]
    cut = _past_town(first, last, kind, words, lexical)
    if cut is not None and _holder(first, cut, last, words, lexical):
        return [(first, cut, kind, score), (cut, last, "PER", score)]
    if last - first < 3:
        return [entry]
    for size in range(1, len(inside) - 1):
        if lexical.kind(inside[size]) == _COUNTRY and all(
            lexical.personal(word) for word in inside[size + 1 :]
        ):
            cut = first + size + 1
            return [(first, cut, kind, score), (cut, last, "PER", score)]
    if kind == "LOC":
        size = lexical.place_at_end(inside)
        if size and any(not lexical.common(word) for word in inside[1 : len(inside) - size]):
            return [(first, last - size, kind, score), (last - size, last, kind, score)]
    return [entry]


def _past_town(first: int, last: int, kind: str, words: list[str], lexical: Lexical) -> int | None:
    """Where a town ends with which a name begins ("Kabupaten TOWN NAME"), or a body's ("Badan X Kota TOWN NAME")."""
    if not lexical.personal(words[last - 1]):
        return None
    starts = range(first, min(first + 2, last - 1) if kind == "LOC" else last - 1)
    for start in reversed(starts):
        if start > first and lexical.common(words[start]):
            continue  # "Balai Besar X": a word of a town's name that is a word of its own
        size = lexical.place_at(words[start : min(start + _LONGEST_PLACE, last - 1)])
        if start > first and not lexical.common(words[start - 1]) and last - start - size < _FULL:
            continue  # "Dinkes TOWN GIVEN NAME", not "Bank Lampung Syariah"
        if size and (start > first or size > 1 or kind == "LOC"):
            return start + size
    return None


def _holder(first: int, cut: int, last: int, words: list[str], lexical: Lexical) -> bool:
    """Whether the words from ``cut`` on name who holds an office there: "Sekretaris DPRD Kota TOWN NAME"."""
    given = all(lexical.personal(word) or lexical.administrative(word) for word in words[cut : last - 1])
    if not given or not lexical.personal(words[last - 1]):
        return False  # "Wali Kota Bogor Bima Arya": a given name that is a town's too
    at = first - 1
    while (
        at >= 0
        and first - at <= _OFFICE
        and (_name_word(words[at]) or words[at] in _BRACKETS or len(words[at]) <= _SMALL_WORD)
    ):
        if lexical.title(words[at]):
            return True
        at -= 1
    return False


def _whole_place(entry: Tagged, words: list[str], lexical: Lexical) -> Tagged:
    """Take in the rest of a place's name: "Utara" alone where "Korea Utara" stands."""
    first, last, kind, score = entry
    if kind == "LOC" and first and lexical.place(f"{words[first - 1]} {words[first]}"):
        return (first - 1, last, kind, score)
    if kind == "LOC" and last < len(words) and lexical.place(f"{words[last - 1]} {words[last]}"):
        return (first, last + 1, kind, score)
    return entry


def _part_persons(found: list[Tagged], words: list[str]) -> list[Tagged]:
    """Part "spokesman of X Y Z": X, last word of somebody's full name elsewhere, begins no other name."""
    full = [(first, last) for first, last, kind, _ in found if kind == "PER" and last - first > 1]
    # "Yasin Malik Rahman (Gus Yasin)": a name in brackets is another one of the same person
    lasts = {words[last - 1] for first, last in full if not first or words[first - 1] != "("}
    parted: list[Tagged] = []
    for entry in found:
        first, last, kind, score = entry
        if kind == "PER" and last - first > 2 and words[first] in lasts:
            parted += [(first, first + 1, kind, score), (first + 1, last, kind, score)]
        else:
            parted.append(entry)
    return parted


def _name_word(word: str) -> bool:
    return word[0].isalpha() and word != word.lower()


def _votes(found: list[Tagged], words: list[str], lexical: Lexical) -> Votes:
    """For each word how much speaks for each type, over the whole article."""
    votes: Votes = defaultdict(lambda: defaultdict(float))
    before: Tagged | None = None
    for entry in found:
        first, last, kind, score = entry
        if last - first == 1:
            votes[words[first]][kind] += score
            if _opens_bracket(before, entry, words):
                votes[words[first]][before[2] if before else kind] += _ACRONYM
        elif kind == "PER":
            for word in {words[first], words[last - 1]}:
                if len(word) > 2 and word[0].isupper() and not lexical.common(word):
                    votes[word][kind] += _FULL_NAME * score
        before = entry
    return votes


def _opens_bracket(before: Tagged | None, entry: Tagged, words: list[str]) -> bool:
    """Whether the entry is an acronym in brackets right after a full name."""
    return (
        before is not None
        and before[1] == entry[0] - 1
        and before[1] - before[0] > 1
        and words[entry[0] - 1] == "("
        and words[entry[0]].isupper()
    )


def _settle(votes: dict[str, float]) -> str | None:
    kind, most = max(votes.items(), key=lambda item: item[1])
    return kind if most >= _SURE and most >= _SHARE * sum(votes.values()) else None


def _retype(entry: Tagged, words: list[str], settled: dict[str, str], lexical: Lexical) -> Tagged:
    """A single word means what it means elsewhere in the article."""
    first, last, kind, score = entry
    if last - first > 1:
        return entry
    other = settled.get(words[first])
    if other in (None, kind) or (other == "PER" and lexical.kind(words[first]) in (_COUNTRY, _PLACE)):
        return entry
    return (first, last, str(other), min(score, _GUESSED))


def _missed(
    found: list[Tagged], words: list[str], capitals: list[int], settled: dict[str, str], lexical: Lexical
) -> Iterator[Tagged]:
    """Mentions that stand where a sentence gives no hint, but whose word is settled elsewhere."""
    taken = {number for first, last, _, _ in found for number in range(first - 1, last + 1)}
    for number in capitals:
        kind = settled.get(words[number])
        if kind and number not in taken and not lexical.common(words[number]):
            yield (number, number + 1, kind, _GUESSED)
