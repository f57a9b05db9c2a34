"""List the words that exist, for telling a slip of the keys from a rare word.

usage: python scripts/words/list_words.py TAGGED.txt WORDFREQ_FOLDER LEXICON_FOLDER

TAGGED.txt is ``nlp_id/data/dataset_postag.txt`` of the package nlp-id (MIT licence); WORDFREQ_FOLDER is
``wordfreq/data`` of the package wordfreq (data CC BY-SA 4.0; needs msgpack). Writes ``news_words.tsv`` and
``known_words.tsv`` into LEXICON_FOLDER. ``stems.tsv`` is written by hand and belongs to no script.
"""

from __future__ import annotations

import gzip
import sys
import textwrap
from collections import Counter
from pathlib import Path

import msgpack

SEEN = 2  # once in half a million words may be a slip itself
COMMON = 9_000  # ranks of wordfreq that are common enough to be what somebody meant to write
FREQUENT = 1_500  # and those so common that a slip of theirs is likelier than a rare word
LONG_ENOUGH = 3


def main() -> None:
    """Write both tables."""
    tagged, folder, lexicon = map(Path, sys.argv[1:4])
    news = Counter(
        line.split("\t")[0]
        for line in tagged.read_text("utf-8").splitlines()
        if line.split("\t")[0].isascii()
    )
    seen = {word for word, count in news.items() if plain(word) and count >= SEEN}
    indonesian = [word for word in ranked(folder / "small_id.msgpack.gz") if plain(word)]
    rank = {word: n for n, word in enumerate(indonesian)} | dict.fromkeys(seen - set(indonesian), COMMON)
    seen = {word for word in seen if not halved(word, rank) and not thrice(word)}
    indonesian = [word for word in indonesian if not halved(word, rank) and not thrice(word)]
    english = [word for word in ranked(folder / "small_en.msgpack.gz") if plain(word)]
    write(lexicon / "news_words.tsv", NEWS, {"seen": sorted(seen)})
    frequent = set(indonesian[:FREQUENT])
    common, rest = set(indonesian[:COMMON]), set(indonesian[COMMON:])
    foreign = set(english) - set(indonesian) - seen
    write(
        lexicon / "known_words.tsv",
        KNOWN,
        {
            "frequent": sorted(frequent),
            "common": sorted(common - frequent),
            "listed": sorted(rest - seen),
            "foreign": sorted(foreign),
        },
    )


def plain(word: str) -> bool:
    """Whether it is a word in small letters."""
    return word.isascii() and word.isalpha() and word.islower() and len(word) >= LONG_ENOUGH


def halved(word: str, rank: dict[str, int]) -> bool:
    """Whether one of two like letters is lost where an ending begins (menunjukan, jawabanya, kebiasan)."""
    full = ""
    if word.endswith("kan") and word[:2] in ("di", "me"):
        full = word[:-3] + "kkan"
    elif word.endswith("anya") and word[:-3] not in rank:
        full = word[:-3] + "nnya"
    elif word.endswith("an") and word[:2] in ("ke", "pe") and word[:-2] not in rank:
        full = word[:-2] + "aan"
    return full in rank and rank[full] < rank[word]  # "mengenakan" is common, "mengenakkan" rare


def thrice(word: str) -> bool:
    """Whether a letter comes three times in a row: nobody means that."""
    return any(a == b == c for a, b, c in zip(word, word[1:], word[2:], strict=False))


def ranked(path: Path) -> list[str]:
    """The words of a wordfreq table, the commonest first."""
    bins = msgpack.unpackb(gzip.decompress(path.read_bytes()), raw=False)[1:]
    return [word for words in bins for word in words]


def write(path: Path, header: str, classes: dict[str, list[str]]) -> None:
    """One class after the other, many words a line."""
    lines = [header + "class\twords"]
    for name, words in classes.items():
        lines += [f"{name}\t{line}" for line in textwrap.wrap(" ".join(words), 2000, break_on_hyphens=False)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


NEWS = """# Words written small in the tagged news sentences of nlp-id 0.1.23 (MIT licence, see NOTICE),
# at least twice. Made by scripts/words/list_words.py.
"""

KNOWN = """# Words of wordfreq 3.1.1 (CC BY-SA 4.0, see NOTICE): frequent and common = the 9,000 commonest of
# Indonesian (frequent the first 1,500), listed = the rest of its Indonesian list, foreign = its English list.
# Made by scripts/words/list_words.py.
"""

if __name__ == "__main__":
    main()
