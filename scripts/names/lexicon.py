"""The lexicon: what each word is in lower case, what it mostly is when capitalised, and which lists hold it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from names import gazetteers
from names.corpora import Labelled
from runut.steps.extract.names.forms import lower_of

# Part-of-speech tags of the corpus as one letter each; adverbs, negations and particles behave alike before names.
_TAGS = {"NN": "N", "VB": "V", "JJ": "J", "IN": "P", "PR": "R", "SC": "S", "DT": "D", "CC": "C", "ADV": "A"}
_TAGS |= {"NUM": "M", "NEG": "A", "RP": "A", "FW": "F", "UH": "A", "NNP": "B"}
_COMMON = 5  # locales: a name that so many languages have is hardly ever an ordinary word
_SEEN = 2  # times a word must occur before its use says anything
_MOSTLY = 0.6  # share of uses that settles what a word is


def part_of_speech(tagged: Iterable[Labelled]) -> dict[str, str]:
    """The commonest tag of each word where it is written in lower case."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in tagged:
        for word, tag in zip(*sentence, strict=True):
            if word.islower() and word[0].isalpha():
                counts[lower_of(word)][_TAGS.get(tag, "A")] += 1
    return {w: count.most_common(1)[0][0] for w, count in counts.items() if count.total() >= _SEEN}


def capitalised_use(labelled: Iterable[tuple[list[str], list[str], list[bool]]]) -> dict[str, str]:
    """What a capitalised word inside a sentence mostly is: p(erson), o(rganisation), h(ead of one), l(ocation),
    j (place that stands alone), z (no name), m(ixed). The third list tells which words count."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for words, labels, counted in labelled:
        for word, label, counts_here in zip(words, labels, counted, strict=True):
            if counts_here:
                counts[lower_of(word)][label] += 1
    return {word: _use(count) for word, count in counts.items() if count.total() >= _SEEN}


def _use(count: Counter[str]) -> str:
    types: Counter[str] = Counter()
    for label, times in count.items():
        types[label[2:]] += times
    kind, times = types.most_common(1)[0]
    if times < _MOSTLY * count.total():
        return "m"
    first = count["B-" + kind] > _MOSTLY * times
    return {"": "z", "PER": "p", "ORG": "h" if first else "o", "LOC": "j" if first else "l"}[kind]


def list_codes(root_words: Path) -> dict[str, set[str]]:
    """Codes of the lists that hold a word: F f i person's name (many languages, few, Indonesian), v q d g y place's name
    (province, regency, district, world city, country), r word of the dictionary."""
    codes: dict[str, set[str]] = defaultdict(set)
    count, indonesian = gazetteers.person_words()
    for word, locales in count.items():
        codes[lower_of(word)].add("F" if locales >= _COMMON else "f")
    for word in indonesian:
        codes[lower_of(word)].add("i")
    for code, words in gazetteers.place_words().items():
        for word in words:
            codes[lower_of(word)].add(code)
    for word in root_words.read_text("utf-8").split():
        codes[lower_of(word)].add("r")
    return codes


def join(low: dict[str, str], use: dict[str, str], codes: dict[str, set[str]]) -> dict[str, str]:
    """The lexicon as the tagger reads it."""
    words = low.keys() | use.keys() | codes.keys()
    return {
        word: low.get(word, "-") + use.get(word, "-") + "".join(sorted(codes.get(word, ())))
        for word in words
        if word and "\t" not in word and "\n" not in word
    }
