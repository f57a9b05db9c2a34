"""Read the corpora and bring them to the reader's own tokens."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import NamedTuple

from runut.steps.segment.tokens import find_tokens

_PARTING = '()",?!'  # marks that end a name inside a published token


class Labelled(NamedTuple):
    """A sentence: its tokens and one label (or tag) for each."""

    words: list[str]
    labels: list[str]


def read_columns(text: str, separator: str, column: int) -> list[Labelled]:
    """Sentences of a text with one token a line and a blank line between sentences."""
    found: list[Labelled] = []
    words: list[str] = []
    labels: list[str] = []
    for line in [*text.splitlines(), ""]:
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
    if count == 1 or piece[0].isalnum():
        return True
    return (0 < number < count - 1 and piece not in _PARTING) or (number > 0 and piece == ".")


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


def read_news(folder: Path, part: str) -> tuple[list[Labelled], list[Labelled]]:
    """A part (train dev test) of the news data set: as published, and on the reader's tokens."""
    published = read_columns((folder / f"{part}.txt").read_text("utf-8"), " ", 2)
    return published, [split_labelled(sentence) for sentence in published]


def read_tagged(wheel: Path) -> tuple[list[Labelled], list[str]]:
    """Part-of-speech tagged sentences and root words, out of the package's wheel."""
    with zipfile.ZipFile(wheel) as package:
        tagged = package.read("nlp_id/data/dataset_postag.txt").decode("utf-8")
        roots = package.read("nlp_id/data/root-word.txt").decode("utf-8")
    sentences = [split_tagged(rejoin_clitics(s)) for s in read_columns(tagged, "\t", 1)]
    return sentences, roots.split()


def read_annotations(path: Path, tagged: list[Labelled]) -> list[Labelled]:
    """Names annotated by hand on some of the tagged sentences."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        number, _, names = line.partition("\t")
        if not number.isdecimal():
            continue
        words = tagged[int(number)].words
        labels = ["O"] * len(words)
        for name in filter(None, names.split("; ")):
            span, kind = name.split(" ")
            first, after = (int(place) for place in span.split("-"))
            labels[first:after] = ["B-" + kind] + ["I-" + kind] * (after - first - 1)
        found.append(Labelled(words, labels))
    return found
