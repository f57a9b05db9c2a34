"""Make sentences with known names from the frames: what the corpora have too few of."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Iterator
from pathlib import Path

from names.corpora import Labelled, split_labelled

_SLOT = re.compile(r"\{(~?)(\w+)\}")
_HERE = Path(__file__).parent
_FRAMES = ("frames.id.txt", "headlines.id.txt", "frames.en.txt", "headlines.en.txt")
_CAPITALS = 0.03  # share of sentences rewritten in capitals throughout, as old headlines have them


class Frames:
    """The frames with everything that can fill their slots."""

    def __init__(self, lists: dict[str, list[str]], seed: int) -> None:
        self._random = random.Random(seed)
        self._slots: dict[str, tuple[str, list[str]]] = {}
        for slot, names in lists.items():
            self._slots[slot] = (_label_of(slot), names)
        for slot, label, alternatives in read_slots():
            self._slots[slot] = (label, alternatives)
        self.frames = [
            line
            for name in _FRAMES
            for line in (_HERE / name).read_text("utf-8").splitlines()
            if line and not line.startswith("#")
        ]

    def sentences(self, rounds: int) -> list[Labelled]:
        """Every frame filled so many times."""
        return [self._fill(frame) for _ in range(rounds) for frame in self.frames]

    def _fill(self, frame: str) -> Labelled:
        words: list[str] = []
        labels: list[str] = []
        for piece in frame.split():
            text, label = self._expand(piece)
            bracketed = False
            for number, word in enumerate(text.split()):
                bracketed = bracketed or (
                    word == "(" and number > 0
                )  # PT X ( Persero ): the name ends before it
                words.append(word)
                labels.append(("I-" if number else "B-") + label if label and not bracketed else "O")
        if words[0].islower():
            words[0] = words[0].capitalize()
        if words[0] == '"' and words[1].islower():
            words[1] = words[1].capitalize()
        if self._random.random() < _CAPITALS:
            words = [word.upper() for word in words]
        return split_labelled(Labelled(words, labels))

    def _expand(self, piece: str) -> tuple[str, str]:
        """Text of a frame's piece and its label; a slot may stand for names with their own labels inside."""
        match = _SLOT.fullmatch(piece)
        if match and match.group(2) == "cityup":
            return self._text("{city_id}").upper(), "LOC"
        label = self._slots[match.group(2)][0] if match and match.group(2) in self._slots else ""
        return self._text(piece), "" if match and match.group(1) else label

    def _text(self, pattern: str) -> str:
        def fill(match: re.Match[str]) -> str:
            slot = match.group(2)
            if slot in ("acr3", "acr4"):
                return "".join(self._random.choices(string.ascii_uppercase, k=int(slot[3])))
            return self._text(self._random.choice(self._slots[slot][1]))

        return _SLOT.sub(fill, pattern)


def read_slots() -> Iterator[tuple[str, str, list[str]]]:
    """Slots with their label and alternatives, from the lists beside this file."""
    for name in ("slots.tsv", "slots.en.tsv"):
        for line in (_HERE / name).read_text("utf-8").splitlines():
            if line and not line.startswith(("#", "slot\t")):
                slot, label, alternatives = line.split("\t")
                yield slot, label, alternatives.split(" | ")


def _label_of(slot: str) -> str:
    return "PER" if slot.startswith(("first_", "last_")) else "LOC"
