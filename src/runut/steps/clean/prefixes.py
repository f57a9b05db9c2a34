"""A passive prefix written apart from its verb, as if it were the preposition of the same letters."""

from __future__ import annotations

from collections.abc import Iterator

from runut.model.layout import Layout
from runut.model.reading import Defect
from runut.rules.pack import Pack
from runut.steps.clean.spelling import Spelling
from runut.steps.clean.writing import Writing

_LEAST = 3  # letters of a stem


class Passives:
    """Verbs that the prefix belongs to, worked out when first asked."""

    def __init__(self, pack: Pack) -> None:
        spelling = pack.compiled(Spelling)
        self.prefixes = pack.words("writing_words", "passive-prefix")
        self.helpers = pack.words("writing_words", "before-passive")
        self.never = pack.words("writing_words", "never-passive")
        self.wrong = pack.compiled(Writing).phrases
        self._stems = spelling.by_class.get("stem", set())
        self._attested = set().union(
            *(spelling.by_class.get(name, set()) for name in ("seen", "frequent", "common"))
        )
        rows = [row for row in pack.table("affixes") if row["class"] == "active"]
        self._active = [(row["form"], row.get("before") or "*", row.get("drops") or "") for row in rows]
        nominal = {row["form"] for row in pack.table("rare_affixes") if row["class"] == "nominal"}
        self._endings = {row["form"] for row in pack.table("affixes") if row["class"] == "suffix"} - nominal
        self._known: dict[tuple[str, str], tuple[bool, bool]] = {}

    def judge(self, prefix: str, word: str) -> tuple[bool, bool]:
        """Whether a word can only be a verb after the prefix, and whether it is one after a helping verb."""
        if (prefix, word) not in self._known:
            joined = prefix + word
            attested = joined in self._attested and joined not in self.wrong and word not in self.never
            only = attested and word not in self._stems and self._has_ending(word)
            self._known[prefix, word] = (only, attested and self._has_active(word))
        return self._known[prefix, word]

    def _has_ending(self, word: str) -> bool:
        return any(word.endswith(end) and word[: -len(end)] in self._stems for end in self._endings)

    def _has_active(self, word: str) -> bool:
        forms = (
            head + (word[1:] if drops and word[0] in drops else word)
            for head, before, drops in self._active
            if before == "*" or word[0] in before
        )
        return any(form in self._attested for form in forms)


def find_parted_prefixes(layout: Layout, pack: Pack) -> Iterator[Defect]:
    """ "di lakukan", "akan di gelar": a verb written as if it were a place."""
    known = pack.compiled(Passives)
    words, lowers, starts, ends = layout.words, layout.lowers, layout.starts, layout.ends
    for index in _places(lowers, known.prefixes):
        follower = words[index + 1]
        if len(follower) < _LEAST or not follower.islower() or starts[index + 1] - ends[index] != 1:
            continue
        only, after_helper = known.judge(lowers[index], follower)
        if only or (after_helper and index and lowers[index - 1] in known.helpers):
            yield Defect(starts[index], ends[index + 1], "typo", f"for: {lowers[index]}{follower}")


def _places(lowers: list[str], wanted: frozenset[str]) -> Iterator[int]:
    """Where the words stand, but for the last place."""
    for word in wanted:
        at = -1
        for _ in range(lowers.count(word)):
            at = lowers.index(word, at + 1)
            if at < len(lowers) - 1:
                yield at
