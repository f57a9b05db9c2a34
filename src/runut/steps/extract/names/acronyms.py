"""A full name that the acronym in brackets after it spells: "Meteorologi, Klimatologi, dan Geofisika (MKG)"."""

from __future__ import annotations

from runut.steps.extract.names.tagged import Tagged

_SHORTEST, _LONGEST = 3, 8  # letters: two fit too much by chance, longer ones are words in capitals
_SMALL = 2  # words without a capital or commas in a row that a name may hold: ", dan"


def spell_out(found: list[Tagged], words: list[str]) -> list[Tagged]:
    """Where initials spell the bracketed acronym, the words are one name, of the type that was found there."""
    brackets = [number for number, word in enumerate(words[:-2]) if word == "(" and words[number + 2] == ")"]
    for bracket in brackets:
        acronym = words[bracket + 1]
        if not (_SHORTEST <= len(acronym) <= _LONGEST and acronym.isupper() and acronym.isalpha()):
            continue
        start = _spelled_from(acronym, words, bracket)
        if start is None:
            continue
        inside = [entry for entry in found if start <= entry[0] and entry[1] <= bracket]
        around = [entry for entry in found if entry[0] < bracket and start < entry[1] and entry not in inside]
        if not around and (inside or any(entry[0] == bracket + 1 for entry in found)):
            kind, score = _type_of(inside)
            found = sorted([*(e for e in found if e not in inside), (start, bracket, kind, score)])
    return found


def _type_of(inside: list[Tagged]) -> tuple[str, float]:
    """A name that was found in pieces is rather an organisation's than a place's."""
    kinds = {kind for _, _, kind, _ in inside}
    if len(inside) == 1 or kinds == {"PER"}:
        return inside[0][2], inside[0][3]
    return "ORG", max((score for _, _, _, score in inside), default=0.5)


def _spelled_from(acronym: str, words: list[str], bracket: int) -> int | None:
    """The word from which initials spell the acronym, up to the bracket."""
    left = len(acronym)
    small = 0
    for number in range(bracket - 1, max(-1, bracket - 1 - 3 * len(acronym)), -1):
        word = words[number]
        if word[0].isupper():
            if word[0] != acronym[left - 1]:
                return None
            left -= 1
            small = 0
            if left == 0:
                return number
        elif word == "," or word.islower():
            small += 1
            if small > _SMALL or number == bracket - 1:
                return None
        else:
            return None
    return None
