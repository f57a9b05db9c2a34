"""Names: one name in two spellings, outlets misspelt, the publisher's own name where another word was."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz.distance import OSA

from runut.model.layout import Layout
from runut.model.reading import Defect
from runut.rules.outlets import Outlets
from runut.rules.pack import Pack
from runut.steps.clean.spelling import Spelling

_NAME = re.compile(r"(?<![\w.-])[A-Z][\w'’]+(?:-[A-Z][\w'’]+)?(?: [A-Z][\w'’]+(?:-[A-Z][\w'’]+)?)+(?![\w-])")
_PART = 5  # the part of a name that varies has at least so many letters
_RARE = 2  # a misspelling comes once or twice
_ENDINGS = ("s", "n", "i", "a", "an")  # a demonym or a plural is no misspelling


class Wrong:
    """Misspelt outlets as one pattern, and the names that the pack knows to be right."""

    def __init__(self, pack: Pack) -> None:
        self.outlets = pack.compiled(Outlets)
        forms = sorted(self.outlets.wrong, key=len, reverse=True)
        self.pattern = (
            re.compile(rf"(?<![\w])(?:{'|'.join(map(re.escape, forms))})(?![\w-])") if forms else None
        )
        self.spelling = pack.compiled(Spelling)
        self.common = self.spelling.by_class.get("seen", set()) | self.spelling.by_class.get("stem", set())
        self.firsts = frozenset(re.split(r"[ -]", form)[0].casefold() for form in forms)
        self.right = frozenset(row["form"] for row in pack.table("known_actors"))
        self.calendar = pack.words("weekdays") | pack.words("months")
        self.places = pack.words("dateline_places")
        self.countries = pack.words("countries")

    def exists(self, word: str) -> bool:
        """Whether a word in small letters is a word or a place."""
        return word in self.spelling.known or word in self.places or word in self.countries


def find_misspelt_outlets(layout: Layout, pack: Pack) -> Iterator[Defect]:
    """Forms of the outlets' table that are marked as wrong."""
    known = pack.compiled(Wrong)
    if known.pattern is None:
        return
    firsts = known.firsts
    for index in [i for i, word in enumerate(layout.lowers) if word in firsts]:
        match = known.pattern.match(layout.text, layout.starts[index])
        if match:
            name = known.outlets.wrong[match.group()]
            yield Defect(match.start(), match.end(), "wrong-name", f"the outlet is called {name}")


def find_name_variants(layout: Layout, pack: Pack) -> Iterator[Defect]:
    """Names of two words or more which agree in all but one, and that one is a letter or two apart."""
    known = pack.compiled(Wrong)
    capitals = [i for i, word in enumerate(layout.words) if word[0].isupper()]
    spans = _name_pairs(layout, capitals)
    counts = Counter(word for pair, places in spans.items() for word in pair for _ in places)
    by_word: dict[str, list[tuple[str, str]]] = {}
    for pair in spans:
        for word in pair:
            by_word.setdefault(word, []).append(pair)
    told: set[tuple[str, str]] = set()
    for pairs in by_word.values():
        for one, other in _couples(pairs):
            wrong = _which_is_wrong(one, other, spans, counts, known)
            if wrong and wrong not in told:
                told.add(wrong)
                right = " ".join(other if wrong == one else one)
                kind = _kind(right.split(), known)
                for start, end in spans[wrong]:
                    yield Defect(start, end, kind, f"elsewhere written {right}")
    yield from _single_variants(layout, capitals, known)


def _kind(right: list[str], known: Wrong) -> str:
    """A person misspelt is a wrong name; a word or a place that everybody can spell is mistyped."""
    plain = (known.common, known.places, known.countries)
    return "typo" if all(any(w.casefold() in words for words in plain) for w in right) else "wrong-name"


def _single_variants(layout: Layout, capitals: list[int], known: Wrong) -> Iterator[Defect]:
    """A name of one word that comes once, a stroke apart from one that comes again and again."""
    counts = Counter([layout.words[at] for at in capitals])
    again = [word for word, count in counts.items() if count > 1 and len(word) >= _PART]
    firsts = {word[0] for word in again}
    once = [w for w, count in counts.items() if count == 1 and len(w) >= _PART and w[0] in firsts]
    for word, right in _close_pairs(once, again):
        if not (word.istitle() and word.isalpha() and word.isascii()) or known.exists(word.casefold()):
            continue
        at = layout.words.index(word)
        if (
            counts[right] >= _oftener(word)
            and _one_name(word, right, known)
            and _same_family(at, right, layout)
        ):
            kind = _kind([right], known)
            yield Defect(layout.starts[at], layout.ends[at], kind, f"elsewhere written {right}")


def _close_pairs(once: list[str], again: list[str]) -> Iterator[tuple[str, str]]:
    """Words that come once with one that comes again and differs by a stroke; the first such for each."""
    for word in once:
        first, size = word[0], len(word)
        for right in again:
            if (
                right[0] == first
                and -1 <= len(right) - size <= 1
                and OSA.distance(word, right, score_cutoff=1) <= 1
            ):
                yield word, right
                break


def _same_family(at: int, right: str, layout: Layout) -> bool:
    """Whether the other spelling can be of the same name: it stands alone too, or before the same word."""
    follower = layout.words[at + 1 : at + 2]
    if not (follower and follower[0].istitle()):
        return True
    after = {b for a, b in pairwise(layout.words) if a == right}
    return follower[0] in after or not all(word.istitle() for word in after)


def _oftener(word: str) -> int:
    """How often the other spelling must come: short names differ by a letter more easily."""
    return 3 if len(word) == _PART else 2


def _name_pairs(layout: Layout, capitals: list[int]) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Two capitalised words side by side, and where."""
    words, starts, ends = layout.words, layout.starts, layout.ends
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for first, second in pairwise(capitals):
        if second == first + 1 and starts[second] - ends[first] == 1:
            found.setdefault((words[first], words[second]), []).append((starts[first], ends[second]))
    return found


def _couples(pairs: list[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    if len(pairs) > 40:  # a word that so many names share ("Indonesia") tells nothing
        return
    for n, one in enumerate(pairs):
        for other in pairs[n + 1 :]:
            yield one, other


def _which_is_wrong(
    one: tuple[str, str],
    other: tuple[str, str],
    spans: dict[tuple[str, str], list[tuple[int, int]]],
    counts: Counter[str],
    known: Wrong,
) -> tuple[str, str] | None:
    """The spelling to doubt: an unknown one, a rarer one, the earlier one; None if they are two names."""
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) != 1 or any(word.casefold() in known.places for word in differing[0]):
        return None
    if not _one_name(*differing[0], known):
        return None
    if (" ".join(one) in known.right) != (" ".join(other) in known.right):
        return other if " ".join(one) in known.right else one
    ours, theirs = (counts[word] for word in differing[0])
    if min(len(spans[one]), len(spans[other]), ours, theirs) > _RARE:
        return None  # both come again and again: two people
    if max(ours, theirs) >= 2 * min(ours, theirs):
        return one if ours < theirs else other
    unknown = [known.spelling.is_unknown(word.casefold()) for word in differing[0]]
    if unknown[0] != unknown[1]:
        return one if unknown[0] else other
    return one if spans[one][0] < spans[other][0] else other


def _one_name(a: str, b: str, known: Wrong) -> bool:
    """Whether two spellings differ by a slip: one first letter, a stroke apart, no ending between them."""
    if min(len(a), len(b)) < _PART or a[0] != b[0] or a.casefold() == b.casefold():
        return False
    if not (a.isalpha() and b.isalpha()) or _bare(a) == _bare(b):
        return False
    if any(word in known.calendar for word in (a.casefold(), b.casefold())):
        return False
    if any(word.casefold() in known.common for word in (a, b)) and not any(
        known.spelling.is_unknown(word.casefold()) for word in (a, b)
    ):
        return False  # two words that exist ("Presiden", "President")
    short, long = sorted((a, b), key=len)
    if any(short + ending == long for ending in _ENDINGS):
        return False
    return OSA.distance(a, b, score_cutoff=1) <= 1


def _bare(word: str) -> str:
    """The word without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def find_swapped_outlet(layout: Layout, outlet: str | None, pack: Pack) -> Iterator[Defect]:
    """The publisher's name run together with more of a name, in a sentence that names another outlet."""
    if not outlet or (" " not in outlet and "." not in outlet):
        return
    known = pack.compiled(Wrong)
    if layout.text.count(outlet) < 2:
        return
    for match in re.finditer(rf"{re.escape(outlet)}(?P<more>(?: [A-Z][a-z]+)+)(?![\w])", layout.text):
        first = match.group("more").split()[0].casefold()
        if first in known.calendar or first in known.places or known.outlets.named(match.group()):
            continue
        sentence = layout.sentences[layout.sentence_at(match.start())]
        rest = layout.text[match.end() : sentence.end]
        if any(known.outlets.named(name) not in (None, outlet) for name in _NAME.findall(rest)):
            yield Defect(
                match.start(), match.end(), "outlet-swap", "the publisher's own name where another word was"
            )
