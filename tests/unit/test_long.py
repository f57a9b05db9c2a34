"""Texts longer than any article are read in blocks, and every span still lies where its words are."""

from __future__ import annotations

import time

import pytest

from runut import pipeline_long
from runut.model.article import Article
from runut.pipeline import read_article
from runut.project.tools import load_tools

SENTENCE = "“Tanggul di Desa Wringin{n} jebol,” kata Lurah Wringin{n}, Sutarman, Selasa (18/3/2025). "


def article(text: str, **more) -> Article:
    return Article("panjang", text, "", **more)


def long_text(characters: int, glue: str = "") -> str:
    pieces = []
    size = n = 0
    while size < characters:
        pieces.append(SENTENCE.format(n=n) + glue)
        size += len(pieces[-1])
        n += 1
    return "".join(pieces)


@pytest.mark.parametrize("glue", ["", "\n", "\r\n\r\n"])
def test_every_quotation_is_found_where_it_stands(glue):
    text = long_text(200_000, glue)
    reading = read_article(article(text), load_tools("id"))
    contents = [s.content[0].of(text) for s in reading.statements]
    found = [
        words
        for words in contents
        if words.startswith("Tanggul di Desa Wringin") and words.endswith(" jebol")
    ]
    assert len(found) >= 0.98 * text.count("“")
    assert len(set(found)) == len(found)
    assert [s.id for s in reading.statements] == [f"s{n}" for n in range(1, len(contents) + 1)]
    assert "blocks" in reading.warnings[-1]
    assert {text[t.start : t.end] for t in reading.times if t.start > 100_000} >= {"Selasa (18/3/2025)"}
    assert len({(actor.name, actor.type) for actor in reading.actors}) == len(reading.actors)
    assert all(span.of(text).strip() for actor in reading.actors for span in actor.mentions)


def test_blocks_cover_the_text_and_end_at_borders():
    text = long_text(300_000)
    blocks = list(pipeline_long._blocks(text))
    assert "".join(text[a:b] for a, b in blocks) == text
    assert all(text[b - 2 : b] == ". " for _, b in blocks[:-1])
    unbroken = "a" * 250_000
    assert "".join(unbroken[a:b] for a, b in pipeline_long._blocks(unbroken)) == unbroken


def test_an_extracted_text_is_carried_once_and_whole():
    text = long_text(70_000)
    assert read_article(article(text, extracted=True), load_tools("id")).text == text
    assert read_article(article(text), load_tools("id")).text is None


def test_time_grows_with_length_and_not_faster():
    tools = load_tools("id")

    def seconds(characters: int) -> float:
        text = long_text(characters)
        start = time.process_time()
        read_article(article(text), tools)
        return time.process_time() - start

    seconds(1000)
    assert seconds(480_000) < 6 * seconds(120_000)
