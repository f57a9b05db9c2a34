"""Chains that only a story's other articles complete."""

from __future__ import annotations

from runut.model.ledger import Piece, Said
from runut.steps.trace import complete_chains
from tests.unit.ledger_makers import piece, said

LEAK = (
    '"Atap itu sudah lama retak," kata seorang kuli kepada Banda Mercury. Kuli itu menyebut mandornya tahu.'
)


def _said(name: str, words: str, sentence: int, *chain: str) -> Said:
    start = LEAK.index(words)
    return said(name, words, chain[0], start=start, end=start + len(words), sentence=sentence, chain=chain)


def completed(*names: str) -> dict[str, tuple[tuple[str, ...], bool]]:
    article: Piece = piece(LEAK, "a")
    speaker = "anonymous: kuli"
    told = [
        _said("a#s1", "Atap itu sudah lama retak", 0, speaker, "Harian Uji"),
        _said("a#s2", "mandornya tahu", 1, speaker, "Harian Uji"),
    ]
    publishers = {"a": "Harian Uji", **{f"p{n}": name for n, name in enumerate(names)}}
    found = complete_chains(told, {"a": article}, publishers)
    return {identity: (longer.chain, longer.read) for identity, longer in found.items()}


def test_an_outlet_of_the_story_that_the_sentence_names_is_a_hop_read() -> None:
    assert completed("Banda Mercury")["a#s1"] == (("anonymous: kuli", "Banda Mercury", "Harian Uji"), True)


def test_the_same_unnamed_speakers_next_words_came_the_same_way_by_inference() -> None:
    assert completed("Banda Mercury")["a#s2"] == (("anonymous: kuli", "Banda Mercury", "Harian Uji"), False)


def test_a_name_that_published_nothing_here_is_no_hop() -> None:
    assert completed() == {}
    assert completed("Harian Lain") == {}
