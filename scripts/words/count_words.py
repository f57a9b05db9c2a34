"""Count how common the words of a language are in news, for ``languages/<code>/lexicon/word_frequency.tsv``.

usage: python scripts/words/count_words.py TAGGED.txt > src/runut/languages/id/lexicon/word_frequency.tsv

TAGGED.txt has one ``word<TAB>tag`` a line (``nlp_id/data/dataset_postag.txt`` of the package nlp-id, MIT
licence).
Written is how rare a word is: the natural logarithm of one in so many words. Words seen fewer than LEAST
times are
left out: the program takes what the table lacks for rare.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from pathlib import Path

LEAST = 12  # below this the count of a word in half a million says little

HEADER = """# How rare a word is in Indonesian news: one in e^rarity words. What is not here is rarer than
10.7.
# Counted over the tagged sentences of nlp-id 0.1.23 (MIT licence, see NOTICE) by
# scripts/words/count_words.py.
form\trarity"""


def main() -> None:
    """Print the table."""
    words: Counter[str] = Counter()
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        form = line.split("\t")[0].lower()
        if form.isalpha():
            words[form] += 1
    total = sum(words.values())
    print(HEADER)
    for form, seen in sorted(words.items(), key=lambda item: (-item[1], item[0])):
        if seen >= LEAST:
            print(f"{form}\t{math.log(total / seen):.1f}")


if __name__ == "__main__":
    main()
