"""The lexicon: what each word is in lower case, what it is when capitalised, and which lists hold it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from names import gazetteers
from names.corpora import Labelled
from names.invent import read_slots

from runut.steps.extract.names.forms import lower_of

# Part-of-speech tags of the corpus as one letter each; adverbs, negations and particles behave alike.
_TAGS = {"NN": "N", "VB": "V", "JJ": "J", "IN": "P", "PR": "R", "SC": "S", "DT": "D", "CC": "C", "ADV": "A"}
_TAGS |= {"NUM": "M", "NEG": "A", "RP": "A", "FW": "F", "UH": "A", "NNP": "B"}
_COMMON = 5  # locales: a name that so many languages have is hardly ever an ordinary word
_SEEN = 2  # times a word must occur in lower case before its tag says anything

# Which slots' own words get which code: whether one names a whole organisation (e) is told by the
# alternative.
_TITLES = {"title", "police", "minister", "title_en", "role"}
_CALENDAR = {"day", "month", "day_en", "month_en"}
_THINGS = {"thing", "thing_en", "yearly"}
_MADE = {
    "acr",
    "agency_long",
    "company",
    "coname",
    "coword",
    "policeorg",
    "org",
    "univ",
    "ministry",
    "org_en",
    "startup",
    "band",
    "kanwil",
    "balai",
    "embassy",
}
_HERE = {"given", "family", "marga", "bali", "first_ar", "pre_id"}


def part_of_speech(tagged: Iterable[Labelled], english: Path) -> dict[str, str]:
    """The commonest tag of each word in lower case; English function words from a list."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in tagged:
        for word, tag in zip(*sentence, strict=True):
            if word.islower() and word[0].isalpha():
                counts[lower_of(word)][_TAGS.get(tag, "A")] += 1
    found = dict(line.split("\t") for line in english.read_text("utf-8").splitlines()[1:])
    return found | {w: count.most_common(1)[0][0] for w, count in counts.items() if count.total() >= _SEEN}


def list_codes(root_words: Iterable[str]) -> dict[str, set[str]]:
    """Codes of the lists that hold a word.

    F f i: a person's name (in many languages, in few, in Indonesian); v q d g y: a place's (province,
    regency, district, world city, country); e E: an organisation, a part of one; t: a title; c: calendar;
    x: another capitalised thing; r: a root word of the dictionary.
    """
    codes: dict[str, set[str]] = defaultdict(set)
    count, indonesian = gazetteers.person_words()
    for word, locales in count.items():
        codes[lower_of(word)].add("F" if locales >= _COMMON else "f")
    for word in indonesian:
        codes[lower_of(word)].add("i")
    for code, words in gazetteers.place_words().items():
        for word in words:
            codes[lower_of(word)].add(code)
    for slot, label, alternatives in read_slots():
        for alternative in alternatives:
            words = [word for word in alternative.split() if "{" not in word and word != word.lower()]
            whole = len(words) == 1 and "{" not in alternative
            for word in words:
                codes[lower_of(word)].update(_slot_codes(slot, label, word, whole))
    for held in codes.values():
        if "e" in held:  # an organisation known by one word: that some language has it as a name weighs less
            held -= set("Ffigd")
    for word in root_words:
        codes[lower_of(word)].add("r")
    return codes


def _slot_codes(slot: str, label: str, word: str, whole: bool) -> str:
    if slot in _TITLES:
        return "t"
    if slot in _CALENDAR:
        return "c"
    if slot in _THINGS:
        return "x"
    if label == "ORG" and slot not in _MADE:
        return "e" if whole else "E"
    if label == "PER" and len(word) > 2:
        return "i" if slot in _HERE else "F"
    return ""


def kind_of(codes: set[str]) -> str:
    """What a capitalised word is by its lists: p(erson) o(rganisation) l(ocation) y(country) t(itle) x(thing)
    c(alendar), m where lists disagree, - where none knows it."""
    kinds = {name for name, members in _KINDS.items() if codes & members}
    if kinds >= {"l", "y"}:
        kinds.discard("l")
    if "r" in codes and kinds and not kinds & {"t", "x", "c"}:
        kinds.add("r")
    return "-" if not kinds else kinds.pop() if len(kinds) == 1 else "m"


_KINDS = {"t": {"t"}, "p": set("Fif"), "y": {"y"}, "l": set("vqgd"), "o": set("eE"), "x": {"x"}, "c": {"c"}}


def join(low: dict[str, str], codes: dict[str, set[str]]) -> dict[str, str]:
    """The lexicon as the tagger reads it."""
    words = low.keys() | codes.keys()
    return {
        word: low.get(word, "-") + kind_of(codes.get(word, set())) + "".join(sorted(codes.get(word, ())))
        for word in words
        if word and "\t" not in word and "\n" not in word
    }
