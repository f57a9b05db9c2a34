"""Train the tagger of names and write ``src/runut/data/names.id.npz``.

    pip install -e '.[train]'
    pip download --no-deps nlp-id==0.1.23.0
    python scripts/train_names.py --news idner-news-2k --tagged nlp_id-0.1.23.0-py3-none-any.whl

``--news`` holds ``train.txt``, ``dev.txt`` and ``test.txt`` of IDNER-News-2k. The first model is trained on
train alone and printed with its score on dev; the model that is written is trained on train and dev and
scored on test. See ``docs/models/names.md``.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from names import gazetteers, learn, lexicon
from names.corpora import Labelled, read_annotations, read_news, read_tagged
from names.invent import Frames
from names.score import Score, score

from runut.engine.resources import load_pack
from runut.steps.extract.names import NameTagger

HERE = Path(__file__).parent / "names"
OUT = Path(__file__).parents[1] / "src" / "runut" / "data" / "names.id.npz"
SEEDS = (
    1,
    2,
    3,
    4,
    5,
)  # models whose weights are averaged: one alone varies by a point of F1 from seed to seed
# How often the news and the sentences read by hand count against one invented one: chosen on dev.
NEWS_TIMES, READ_TIMES = 12, 2
ROUNDS = 8  # sentences made of each frame, for each seed
DROPPED = 0.35  # share of name words that a second copy of each sentence hides, to learn names never seen
INSIDE_SEEN = 2  # times a word without a capital must stand inside a name to be looked for there
C1, C2 = 0.1, 0.3  # chosen on dev and on articles of other years


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--tagged", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    tagged, roots = read_tagged(given.tagged)
    read = read_annotations(HERE / "annotations.tsv", tagged)
    known = lexicon.join(
        lexicon.part_of_speech(tagged, HERE / "function_words.en.tsv"), lexicon.list_codes(roots)
    )
    trainer = Trainer(known, read)
    _, train = read_news(given.news, "train")
    published_dev, dev = read_news(given.news, "dev")
    published_test, _ = read_news(given.news, "test")
    show("dev, trained on train", score(published_dev, trainer.tagger(trainer.model(train))))
    model = trainer.model(train + dev)
    show("test, trained on train and dev", score(published_test, trainer.tagger(model)))
    given.out.write_bytes(model)
    print(f"{given.out.name}: {len(model):,} bytes")


class Trainer:
    """What all models share: the lexicon, the hand-read sentences, the lists that fill the frames."""

    def __init__(self, known: dict[str, str], read: list[Labelled]) -> None:
        self.known = known
        self.read = read
        self.lists = gazetteers.person_lists() | gazetteers.place_lists()
        self.abbreviations = sorted(
            load_pack("id").words("abbreviations") | load_pack("en").words("abbreviations")
        )

    def model(self, news: list[Labelled]) -> bytes:
        """A model file: the mean of models that were trained on different inventions and hidings."""
        inside = self._inside([*news, *self.read, *Frames(self.lists, SEEDS[0]).sentences(ROUNDS)])
        featurer = learn.Featurer(self.known, inside, self.abbreviations)
        taggers = []
        for seed in SEEDS:
            path = learn.train(self._chains(news, featurer, seed), C1, C2)
            taggers.append(learn.open_model(path))
            path.unlink()
        features, steps = learn.average(taggers)
        return learn.write_model(features, steps, featurer, self.known, gazetteers.place_phrases())

    def tagger(self, model: bytes) -> NameTagger:
        """The tagger as the reader uses it."""
        return NameTagger(model, self.abbreviations)

    def _chains(self, news: list[Labelled], featurer: learn.Featurer, seed: int) -> Iterator[learn.Chain]:
        chance = random.Random(seed)
        invented = Frames(self.lists, seed).sentences(ROUNDS)
        for sentences, times in ((news, NEWS_TIMES), (self.read, READ_TIMES), (invented, 1)):
            for sentence in sentences:
                chains = list(featurer.chains(sentence))
                for _ in range(times):
                    yield from chains
                hidden = learn.dropped_words(sentence, DROPPED, chance)
                if hidden:
                    yield from featurer.chains(sentence, hidden)

    @staticmethod
    def _inside(sentences: list[Labelled]) -> list[str]:
        """Words without a capital that stand inside names."""
        count = Counter(
            word.lower()
            for sentence in sentences
            for word, label in zip(*sentence, strict=True)
            if label != "O" and word == word.lower() and not word[0].isdigit()
        )
        return sorted(word for word, times in count.items() if times >= INSIDE_SEEN)


def show(what: str, found: Score) -> None:
    types = "  ".join(f"{kind} {f1:.3f}" for kind, f1 in found.types.items())
    print(f"{what}: P {found.precision:.3f}  R {found.recall:.3f}  F1 {found.f1:.4f}  ({types})", flush=True)


if __name__ == "__main__":
    main()
