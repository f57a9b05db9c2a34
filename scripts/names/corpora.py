"""Read the corpora and bring them to the reader's own tokens."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from runut.steps.segment.tokens import find_tokens


class Labelled(NamedTuple):
    """A sentence: its tokens and one label (or tag) for each."""

    words: list[str]
    labels: list[str]


def read_columns(path: Path, separator: str, column: int) -> list[Labelled]:
    """Sentences of a file with one token a line and a blank line between sentences."""
    found: list[Labelled] = []
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        cells = line.split(separator)
        if len(cells) > column:
            words.append(cells[0])
            labels.append(cells[column])
        elif words:
            found.append(Labelled(words, labels))
            words, labels = [], []
    return found


def split_labelled(sentence: Labelled) -> Labelled:
    """Entity labels on the reader's tokens: ``(PPP)`` becomes three, its brackets belong to no name."""
    words: list[str] = []
    labels: list[str] = []
    for word, label in zip(*sentence, strict=True):
        pieces, _, _ = find_tokens(word)
        inside = label[:2] == "I-"
        bracketed = word.startswith("(") and len(word) > 1
        for number, piece in enumerate(pieces):
            if label == "O" or not _belongs(piece, number, len(pieces)):
                labels.append("O")
                inside = inside and not bracketed
            elif inside and not (bracketed and number):
                labels.append("I-" + label[2:])
            else:
                labels.append(("I-" if labels and number and labels[-1] != "O" else "B-") + label[2:])
                inside = True
            words.append(piece)
    return Labelled(words, repair(labels))


def _belongs(piece: str, number: int, count: int) -> bool:
    """Whether a piece of a labelled token can be part of the name: words, and marks between words."""
    return (
        count == 1
        or piece[0].isalnum()
        or (0 < number < count - 1 and piece not in '()",?!')
        or (number > 0 and piece == ".")
    )


def repair(labels: list[str]) -> list[str]:
    """Make every I- follow a label of its own type; turn it into B- where it does not."""
    before = "O"
    for number, label in enumerate(labels):
        if label[:2] == "I-" and before[2:] != label[2:]:
            labels[number] = "B-" + label[2:]
        before = labels[number]
    return labels


def rejoin_clitics(sentence: Labelled) -> Labelled:
    """Undo the splitting of ``nya`` from its word, as running text has it."""
    words: list[str] = []
    labels: list[str] = []
    for word, label in zip(*sentence, strict=True):
        if word == "nya" and words and words[-1][-1].isalpha():
            words[-1] += word
        else:
            words.append(word)
            labels.append(label)
    return Labelled(words, labels)


def split_tagged(sentence: Labelled) -> Labelled:
    """Part-of-speech tags on the reader's tokens: every piece keeps its word's tag."""
    words: list[str] = []
    labels: list[str] = []
    for word, label in zip(*sentence, strict=True):
        pieces, _, _ = find_tokens(word)
        words += pieces
        labels += [label] * len(pieces)
    return Labelled(words, labels)


def five_grams(words: list[str]) -> set[tuple[str, ...]]:
    """All runs of five words, lower-cased: two texts that share one are near-copies."""
    lowers = [word.lower() for word in words]
    return {tuple(lowers[n : n + 5]) for n in range(len(lowers) - 4)}
