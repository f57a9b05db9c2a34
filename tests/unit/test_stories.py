"""Stories: articles by event, whatever their order; an article more costs its own neighbours; actors
joined, never by name alone."""

from __future__ import annotations

import random

import pytest

from runut.engine.resources import load_pack
from runut.model.dossier import Story
from runut.model.ledger import Piece
from runut.pipeline_stories import Assembler, assemble
from runut.pipeline_stories.story import StoryBuilder
from runut.steps.align import AlignWords, join_actors
from runut.steps.group import GroupWords, StoryIndex, borrow_years, read_features
from tests.unit.ledger_makers import piece

FLOOD = [
    "Banjir bandang menerjang Desa Sukamaju di Garut. Sungai Cimanuk meluap, rumah warga terendam.",
    "Sungai Cimanuk meluap lagi; banjir bandang merendam Desa Sukamaju, Garut, dan jembatan desa.",
    "Warga Desa Sukamaju di Garut membersihkan lumpur sisa banjir bandang setelah Sungai Cimanuk surut.",
]
FOOTBALL = [
    "Persija menang tipis atas Arema di Stadion Gelora lewat gol Riko Simanjuntak pada menit akhir laga.",
    "Gol Riko Simanjuntak membawa Persija mengalahkan Arema di Stadion Gelora, kata pelatihnya.",
]
ALONE = "Harga kopi robusta di tingkat petani Lampung naik karena panen raya di Brasil gagal tahun ini."


def index(*texts: str) -> list[list[str]]:
    found = StoryIndex()
    for n, text in enumerate(texts):
        article = piece(text, f"{n}", published=f"2025-01-{n % 9 + 1:02}")
        found.add(read_features(article, load_pack("id").compiled(GroupWords)))
    return found.stories()


def test_articles_on_one_event_meet_and_a_stranger_stays_alone() -> None:
    assert index(*FLOOD, *FOOTBALL, ALONE) == [["0", "1", "2"], ["3", "4"], ["5"]]


def test_one_place_a_year_apart_is_another_event() -> None:
    found = StoryIndex()
    for name, day in (("then", "2023-01-05"), ("now", "2025-01-05")):
        article = piece(FLOOD[0], name, published=day)
        found.add(read_features(article, load_pack("id").compiled(GroupWords)))
    assert found.stories() == [["then"], ["now"]]


def test_articles_in_other_words_meet_by_the_rare_names_that_they_share() -> None:
    texts = [
        "Pesawat Lintas Khatulistiwa jatuh di Gunung Nokilalaki. Tim penyelamat bergerak malam itu juga.",
        "Keluarga kru menunggu kepastian di bandara sejak pesawat Lintas Khatulistiwa hilang di Gunung Nokilalaki.",
        "Maskapai Lintas Khatulistiwa berjanji memberi ganti rugi sesuai aturan penerbangan sipil.",
        "Menteri meminta audit atas perawatan armada Lintas Khatulistiwa setelah musibah Gunung Nokilalaki.",
    ]
    assert index(*texts, ALONE) == [["0", "1", "2", "3"], ["4"]]


def test_a_year_that_nobody_states_is_that_of_the_story() -> None:
    told = piece("Banjir di Garut, Kamis (6/3/2025).", "a", published="2025-03-06")
    unsure = piece(
        "Camat mengatakan 7 rumah rusak, Kamis (6/3).", "b", published="2014-03-06", published_from="inferred",
        times=[("Kamis (6/3)", "2014-03-06")],
    )  # fmt: skip
    other_day = piece("Jumat (7/3).", "c", published="2008-03-08", published_from="inferred")
    moved = borrow_years([told, unsure, other_day])
    assert [p.reading.published for p in moved] == ["2025-03-06", "2025-03-06", "2025-03-08"]
    assert moved[1].reading.times[0].value == "2025-03-06"
    assert borrow_years([unsure]) == [unsure]


def _pile(size: int) -> list[Piece]:
    towns = ["Garut", "Blora", "Ende", "Palopo", "Solok", "Tuban"]
    return [
        piece(
            f"Gempa mengguncang {town} dan merobohkan gapura pasar {town} nomor {n % 7}.",
            f"p{n:03}", published="2025-02-02", places=[(town, town)],
        )
        for n in range(size)
        for town in [towns[n % len(towns)]]
    ]  # fmt: skip


def test_order_never_matters_and_growing_gives_what_starting_anew_gives() -> None:
    pieces = _pile(60)
    texts = {p.name: p.layout.text for p in pieces}
    whole = assemble((p.reading for p in pieces), texts, load_pack)
    shuffled = random.Random(7).sample(pieces, len(pieces))
    assert assemble((p.reading for p in shuffled), texts, load_pack) == whole
    growing = Assembler(load_pack)
    for article in pieces[:-1]:
        growing.add(article.reading, article.layout.text)
    growing.dossier()
    growing.add(pieces[-1].reading, pieces[-1].layout.text)
    assert growing.dossier() == whole


def test_the_same_article_twice_changes_nothing() -> None:
    pieces = _pile(6)
    texts = {p.name: p.layout.text for p in pieces}
    once = assemble((p.reading for p in pieces), texts, load_pack)
    assert assemble([p.reading for p in pieces] * 2, texts, load_pack) == once


def test_an_empty_pile_and_an_empty_article() -> None:
    assert assemble([], {}, load_pack).stories == []
    empty = piece("", "leer")
    assert assemble([empty.reading], {"leer": ""}, load_pack).unplaced == ["leer"]


def joined(*pieces: Piece) -> list[set[str]]:
    table = join_actors(list(pieces), lambda _: load_pack("id").compiled(AlignWords))
    names = [a.name for p in pieces for a in p.reading.actors]
    return [{n for n in names if table.name(n) == actor.name} for actor in table.known]


def actors(*rows: tuple[str, str, str | None], name: str) -> Piece:
    text = " dan ".join(form for form, _, _ in rows)
    return piece(text, name, actors=[(form, kind, role, form) for form, kind, role in rows])


def test_a_surname_an_acronym_and_a_spelling_are_joined() -> None:
    one = actors(
        ("Maria Kusuma", "person", None), ("Badan Karantina Nasional", "organisation", None), name="a"
    )
    other = actors(("Kusuma", "person", None), ("BKN", "organisation", None), name="b")
    third = actors(("Marya Kusuma", "person", None), name="c")
    assert {"Maria Kusuma", "Kusuma", "Marya Kusuma"} in joined(one, other, third)
    assert {"Badan Karantina Nasional", "BKN"} in joined(one, other, third)


def test_a_surname_that_fits_two_is_left_alone() -> None:
    one = actors(("Maria Kusuma", "person", None), ("Hadi Kusuma", "person", None), name="a")
    other = actors(("Kusuma", "person", None), name="b")
    assert {"Kusuma"} in joined(one, other)


def test_one_name_in_roles_that_clash_is_two_actors() -> None:
    chief = actors(("Budi", "person", "kepala dinas pendidikan"), name="a")
    suspect = actors(("budi", "person", "tersangka perampokan"), name="b")
    assert {"Budi"} in joined(chief, suspect)
    assert {"budi"} in joined(chief, suspect)


def test_an_office_is_its_one_holder() -> None:
    named = actors(("Sri Lestari", "person", "Menlu Indonesia"), name="a")
    unnamed = actors(("anonymous: Menteri Luar Negeri Indonesia", "person", None), name="b")
    assert {"Sri Lestari", "anonymous: Menteri Luar Negeri Indonesia"} in joined(named, unnamed)


def test_a_fault_in_one_story_costs_that_story_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = [piece(text, f"{n}", published="2025-01-02") for n, text in enumerate([*FLOOD, *FOOTBALL])]
    whole = {p.name: p.layout.text for p in pieces}
    build = StoryBuilder.build

    def build_all_but_the_flood(self: StoryBuilder) -> Story:
        if self.pieces[0].name == "0":
            raise ZeroDivisionError("no such luck")
        return build(self)

    sound = assemble((p.reading for p in pieces), whole, load_pack)
    monkeypatch.setattr(StoryBuilder, "build", build_all_but_the_flood)
    damaged = assemble((p.reading for p in pieces), whole, load_pack)
    assert damaged.stories == [story for story in sound.stories if "0" not in story.articles]
    assert [unread.article for unread in damaged.errors] == ["0", "1", "2"] == damaged.unplaced
    assert "ZeroDivisionError" in damaged.errors[0].error
