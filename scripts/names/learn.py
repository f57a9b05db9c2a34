"""Learn weights from labelled sentences and write them as the tagger's model file."""

from __future__ import annotations

import io
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pycrfsuite
from names.corpora import Labelled, repair

from runut.steps.extract.names.forms import class_of, features_of
from runut.steps.extract.names.vocabulary import Placed, Vocabulary
from runut.steps.extract.names.weights import JOINTS, LABELS, LOOKS, PAIRS

Extra = Callable[[int], list[str]]
Averaged = dict[tuple[str, str], float]

_LONGEST = 48
_FAR = "wcs"  # kinds of features that are looked at two words away
_EDGE = ["edge"]  # the one feature of the certain non-name on each side of a run
_SMALL = 0.03  # weights below this are left out, to keep the file small: sums of them decide nothing
_ITERATIONS = 150


class Chain(NamedTuple):
    """A run of words that can be names: their features and labels."""

    features: list[list[str]]
    labels: list[str]
    start: int
    end: int


class Featurer:
    """Turns sentences into chains, with the very code that the tagger reads with."""

    def __init__(self, lexicon: dict[str, str], inside: Iterable[str], abbreviations: Iterable[str]) -> None:
        self.vocabulary = Vocabulary(lexicon, inside, abbreviations, [])
        self._blank: dict[str, str] = {}
        self.classes: set[str] = {"#"}

    def chains(
        self, sentence: Labelled, dropped: frozenset[int] = frozenset(), extra: Extra | None = None
    ) -> Iterator[Chain]:
        """All runs of a sentence. Of the words at ``dropped`` only the outline is seen."""
        placed = Placed(sentence.words, [0], self.vocabulary)
        shift = int(placed.at[0]) if sentence.words else 0
        for start, size in zip(*(found.tolist() for found in placed.runs(_LONGEST)), strict=True):
            first = start - shift
            features = [
                self._around(placed, start + step, shift, dropped) + (extra(first + step) if extra else [])
                for step in range(size)
            ]
            yield Chain(features, repair(list(sentence.labels[first : first + size])), first, first + size)

    def counted(self, sentence: Labelled) -> list[bool]:
        """Which words stand capitalised inside running text."""
        placed = Placed(sentence.words, [0], self.vocabulary)
        keys = [self.vocabulary.keys[number] for number in placed.numbers[placed.at].tolist()]
        return [manner == "n" and word != word.lower() for manner, word in keys]

    def _around(self, placed: Placed, place: int, shift: int, dropped: frozenset[int]) -> list[str]:
        found: list[str] = []
        classes: list[str] = []
        words: list[str] = []
        for look in LOOKS:
            number = int(placed.numbers[place + look])
            manner, word = self.vocabulary.keys[number]
            hidden = place + look - shift in dropped and number != 0
            lexicon = self._blank if hidden else self.vocabulary.lexicon
            features = features_of(manner, word, lexicon)
            if hidden:
                features = [f for f in features if f[0] not in "w<>"]
            if abs(look) == 2:
                features = [f for f in features if f[0] in _FAR]
            found += [f"{look}{feature}" for feature in features]
            classes.append(class_of(manner, word, lexicon))
            words.append("" if hidden else word.lower())
        self.classes.update(classes)
        for k, joined in enumerate(JOINTS):
            found.append(f"J{k} " + " ".join(classes[place + 2] for place in joined))
        for k, look in enumerate(PAIRS):
            if words[look + 2]:
                found.append(f"P{k} {words[look + 2]} {classes[2]}")
        return found


def dropped_words(sentence: Labelled, share: float, chance: random.Random) -> frozenset[int]:
    """Some of a sentence's name words, to be learned as if never seen before."""
    names = [n for n, label in enumerate(sentence.labels) if label != "O" and sentence.words[n][0].isupper()]
    return frozenset(n for n in names if chance.random() < share)


def train(chains: Iterable[Chain], c1: float, c2: float) -> Path:
    """Train a linear-chain CRF; the model file is the caller's to remove."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": _ITERATIONS})
    for chain in chains:
        trainer.append([_EDGE, *chain.features, _EDGE], ["O", *chain.labels, "O"])
    with tempfile.NamedTemporaryFile(suffix=".crf", delete=False) as file:
        trainer.train(file.name)
    return Path(file.name)


def open_model(path: Path) -> pycrfsuite.Tagger:
    """A trained model, to tag with or to read weights from."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def tag(
    tagger: pycrfsuite.Tagger, featurer: Featurer, sentence: Labelled, extra: Extra | None = None
) -> list[str]:
    """Labels of a sentence by a model that was just trained."""
    labels = ["O"] * len(sentence.words)
    for chain in featurer.chains(sentence, extra=extra):
        labels[chain.start : chain.end] = tagger.tag([_EDGE, *chain.features, _EDGE])[1:-1]
    return repair(labels)


def average(taggers: list[pycrfsuite.Tagger]) -> tuple[Averaged, Averaged]:
    """Mean weights of several models: of features, and of steps from label to label."""
    features: dict[tuple[str, str], float] = defaultdict(float)
    steps: dict[tuple[str, str], float] = defaultdict(float)
    for tagger in taggers:
        info = tagger.info()
        for key, weight in info.state_features.items():
            features[key] += weight / len(taggers)
        for key, weight in info.transitions.items():
            steps[key] += weight / len(taggers)
    return dict(features), dict(steps)


def write_model(
    features: Averaged, steps: Averaged, featurer: Featurer, lexicon: dict[str, str], places: Iterable[str]
) -> bytes:
    """The model file."""
    rows: dict[str, np.ndarray] = {}
    for (name, label), weight in features.items():
        if abs(weight) >= _SMALL:
            rows.setdefault(name, np.zeros(len(LABELS), np.float32))[LABELS.index(label)] = weight
    classes = ["*", *sorted(featurer.classes - {"*"})]
    number = {name: n for n, name in enumerate(classes)}
    arrays: dict[str, np.ndarray] = {
        "lexicon": _text(f"{word}\t{codes}" for word, codes in sorted(lexicon.items())),
        "inside": _text(sorted(featurer.vocabulary.inside)),
        "classes": _text(classes),
        "places": _text(places),
        "steps": np.array([[steps.get((a, b), 0.0) for b in LABELS] for a in LABELS], np.float32),
    }
    names = sorted({_own(name)[1] for name in rows if name[0] not in "JPe"})
    own = np.zeros((len(names), len(LOOKS), len(LABELS)), np.float32)
    place = {name: n for n, name in enumerate(names)}
    for name, row in rows.items():
        if name[0] not in "JPe":
            look, feature = _own(name)
            own[place[feature], LOOKS.index(look)] = row
    arrays |= {"features": _text(names), "own": own.astype(np.float16)}
    for k in range(len(JOINTS)):
        cells = {}
        for name, row in rows.items():
            if name.startswith(f"J{k} "):
                cell = 0
                for kind in name[3:].split(" "):
                    cell = cell * len(classes) + number[kind]
                cells[cell] = row
        arrays |= _table(f"joint{k}", cells)
    for k in range(len(PAIRS)):
        found = {
            tuple(name[3:].rsplit(" ", 1)): row for name, row in rows.items() if name.startswith(f"P{k} ")
        }
        words = sorted({word for word, _ in found})
        at = {word: n for n, word in enumerate(words, 1)}
        cells = {at[word] * len(classes) + number[kind]: row for (word, kind), row in found.items()}
        arrays |= {f"pair{k}_words": _text(words), **_table(f"pair{k}", cells)}
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)
    return out.getvalue()


def _own(name: str) -> tuple[int, str]:
    size = 2 if name[0] == "-" else 1
    return int(name[:size]), name[size:]


def _table(name: str, cells: dict[int, np.ndarray]) -> dict[str, np.ndarray]:
    filled = sorted(cells)
    rows = np.array([cells[cell] for cell in filled], np.float16).reshape(-1, len(LABELS))
    return {name: rows, f"{name}_at": np.array(filled, np.uint32)}


def _text(lines: Iterable[str]) -> np.ndarray:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)
