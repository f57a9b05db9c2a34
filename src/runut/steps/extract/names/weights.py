"""The model's weights as a file holds them and as arrays that are looked up by number."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
LOOKS = (-2, -1, 0, 1, 2)  # from a word, which neighbours' own features are looked at
# Joint features: the places (from the word) whose classes are joined.
JOINTS = ((-1, 0), (0, 1), (-1, 0, 1), (-2, -1, 0), (0, 1, 2))
# Joint features of a neighbour's word and the word's own class.
PAIRS = (-1, 1)
NEVER = np.float32(-1e4)  # a step that no reading may take

Floats = npt.NDArray[np.float32]


class Weights:
    """What a model file holds; see ``scripts/train_names.py`` for how it is made.

    ``features`` numbers the words' own features, whose weights are ``own[number, look, label]``; the last row
    there is all zero. The row of a joint feature stands at ``joint_rows[k][class, class…]`` in ``joint[k]``,
    that of a pair at ``pair_rows[k][word, class]`` in ``pair[k]``; ``pair_words[k]`` numbers the words. Row 0
    is all zero.
    """

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self.lexicon = _mapping(arrays["lexicon"])
        self.inside = _lines(arrays["inside"])
        self.places = _lines(arrays["places"])
        self.classes = _lines(arrays["classes"])
        self.features = {name: number for number, name in enumerate(_lines(arrays["features"]))}
        own = arrays["own"].astype(np.float32)
        self.own: Floats = np.concatenate([own, np.zeros_like(own[:1])])
        count = len(self.classes)
        self.joint: list[Floats] = []
        self.joint_rows: list[npt.NDArray[np.uint16]] = []
        for k, places in enumerate(JOINTS):
            self.joint.append(_after_zero(arrays[f"joint{k}"]))
            self.joint_rows.append(_spread(arrays[f"joint{k}_at"], count ** len(places)))
        self.pair: list[Floats] = []
        self.pair_rows: list[npt.NDArray[np.uint16]] = []
        self.pair_words: list[dict[str, int]] = []
        for k in range(len(PAIRS)):
            words = _lines(arrays[f"pair{k}_words"])
            self.pair.append(_after_zero(arrays[f"pair{k}"]))
            self.pair_words.append({word: number for number, word in enumerate(words, 1)})
            self.pair_rows.append(_spread(arrays[f"pair{k}_at"], (len(words) + 1) * count))
        self.steps = _steps(arrays["steps"].astype(np.float32))

    @classmethod
    def from_bytes(cls, data: bytes) -> Weights:
        """Read a model file."""
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            return cls({name: arrays[name] for name in arrays.files})


def _lines(text: npt.NDArray[np.uint8]) -> list[str]:
    return text.tobytes().decode("utf-8").split("\n")


def _mapping(text: npt.NDArray[np.uint8]) -> dict[str, str]:
    return dict(line.split("\t") for line in _lines(text))


def _after_zero(rows: npt.NDArray[Any]) -> Floats:
    return np.concatenate([np.zeros((1, len(LABELS)), np.float32), rows.astype(np.float32)])


def _spread(filled: npt.NDArray[np.uint32], size: int) -> npt.NDArray[np.uint16]:
    """Row numbers for all places of a table, of which only some are filled."""
    rows = np.zeros(size, dtype=np.uint16)
    rows[filled] = np.arange(1, len(filled) + 1)
    return rows


def _steps(steps: Floats) -> Floats:
    """Weights of going from one label to the next; an I- goes on only with its own type."""
    found = steps.copy()
    for before, first in enumerate(LABELS):
        for after, second in enumerate(LABELS):
            if second[0] == "I" and first[2:] != second[2:]:
                found[before, after] = NEVER
    return found
