"""Relays that only the other articles of a story let one see: an outlet that is no known one, but published an
article of the story itself ("kata awak itu kepada Darwin Herald")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from runut.model.ledger import NO_OUTLET, Piece, Said, is_unnamed

_SOON = 3  # sentences after which an unnamed speaker who is described again need not be the same one
_WORD = re.compile(r"\w{3,}")


class LongerChain(NamedTuple):
    """A statement's chain with more links than its own words gave; ``read`` if its sentence names them."""

    chain: tuple[str, ...]
    read: bool


def complete_chains(
    said: list[Said], pieces: Mapping[str, Piece], publishers: Mapping[str, str]
) -> dict[str, LongerChain]:
    """Longer chains, by the statements' ids: with the story's publishers that a statement's sentence names
    beside what is said, and with the way that the same unnamed speaker's words came just before."""
    outlets = {name.casefold(): name for name in publishers.values() if name != NO_OUTLET}
    if not outlets:
        return {}
    pattern = re.compile("|".join(rf"\b{re.escape(o)}\b" for o in sorted(outlets, key=len, reverse=True)))
    found: dict[str, LongerChain] = {}
    spoken: dict[str, list[Said]] = {}
    for one in said:
        if one.chain and is_unnamed(one.chain[0]):
            own = publishers.get(one.article, "")
            chain = _with_named(one, pieces[one.article], pattern, outlets, own)
            read = len(chain) > len(one.chain)
            chain = chain if read else _with_way(one, spoken.get(one.article, []))
            if len(chain) > len(one.chain):
                found[one.id] = LongerChain(chain, read)
                one = replace(one, chain=chain)
            spoken.setdefault(one.article, []).append(one)
    return found


def _with_named(
    one: Said, piece: Piece, pattern: re.Pattern[str], outlets: Mapping[str, str], own: str
) -> tuple[str, ...]:
    """The chain with the publishers named in the sentence outside the content, first hand first."""
    sentence = piece.layout.sentences[piece.layout.sentence_at(max(one.end - 1, one.start))]
    text = piece.layout.text[sentence.start : sentence.end].casefold()
    named = [
        outlets[hit.group()]
        for hit in pattern.finditer(text)
        if not one.start <= sentence.start + hit.start() < one.end
    ]
    new = [name for name in dict.fromkeys(named) if name != own and name not in one.chain]
    return (one.chain[0], *new, *one.chain[1:])


def _with_way(one: Said, earlier: list[Said]) -> tuple[str, ...]:
    """The chain of the same unnamed speaker's words just before: "awak itu" is the one who spoke."""
    words = set(_WORD.findall(one.chain[0].partition(":")[2].casefold()))
    for other in reversed(earlier):
        if one.sentence - other.sentence > _SOON:
            break
        if words & set(_WORD.findall(other.chain[0].partition(":")[2].casefold())):
            return (one.chain[0], *other.chain[1:])
    return one.chain


__all__ = ["complete_chains"]
