"""Bodies under long and short names, with and without the words for kinds of places."""

from __future__ import annotations

import pytest

from runut.engine.resources import load_pack
from runut.steps.align import AlignWords
from runut.steps.align.actors import join_actors
from tests.unit.ledger_makers import piece

WORDS = load_pack("id").compiled(AlignWords)


def joined(one: str, other: str, place: str = "Garut") -> bool:
    pieces = [
        piece(
            f"{name} di {place}.",
            f"{n}.txt",
            actors=[(name, "organisation", None, name)],
            places=[(place, place)],
        )
        for n, name in enumerate((one, other))
    ]
    table = join_actors(pieces, lambda _: WORDS)
    return table.name(one) == table.name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dinas Kesehatan Garut", "Dinas Kesehatan Kabupaten Garut"),
        ("LBH Garut", "Lembaga Bantuan Hukum (LBH) Garut"),
        ("BPBD", "BPBD Garut"),
        ("Polres Garut", "Kepolisian Resor Garut"),
        ("Dinkes Garut", "Dinas Kesehatan Kabupaten Garut"),
    ],
)
def test_one_body_under_two_names(one: str, other: str) -> None:
    assert joined(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dinas Kesehatan Kota Garut", "Dinas Kesehatan Kabupaten Garut"),
        ("KPU", "KPU Garut"),
        ("Dinas Kesehatan Garut", "Dinas Pendidikan Garut"),
    ],
)
def test_two_bodies(one: str, other: str) -> None:
    assert not joined(one, other)


def test_a_ministry_with_and_without_its_state() -> None:
    long, short = "Kementerian Pertahanan Rusia", "Kemhan Rusia"
    assert joined(long, short, place="Moskow")


def test_a_paper_under_its_address_and_its_name() -> None:
    one = piece(
        "KABARGARUT.ID melaporkan banjir.",
        "1.txt",
        actors=[("KABARGARUT.ID", "outlet", None, "KABARGARUT.ID")],
    )
    other = piece("Kabar Garut melaporkan.", "2.txt", actors=[("Kabar Garut", "outlet", None, "Kabar Garut")])
    table = join_actors([one, other], lambda _: WORDS)
    assert table.name("KABARGARUT.ID") == table.name("Kabar Garut")
