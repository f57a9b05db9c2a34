"""Stories are chosen by what is asked of them, and each count is that of the stories that its choice leaves."""

from __future__ import annotations

import pytest

from runut.store import stories
from runut.store.rows import insert_one
from runut.store.story_counts import (
    StoryChoice,
    count_marked,
    count_stories_by,
    count_stories_of_outlets,
)
from runut.store.tables import article, story

#: language, first day, articles by their outlets, origins of which one is sure, conflicts, denials
STORIES = [
    ("id", "2024-02-03", ["Kabar Randu", "Lintas Timur"], 1, 0, 0),
    ("id", "2024-02-28", ["Kabar Randu"] * 6, 1, 1, 1),
    ("id", "2024-11-01", ["Lintas Timur", None], 2, 1, 0),
    ("en", "2025-01-01", ["Darwin Herald"] * 21, 7, 0, 2),
    ("id", None, [None], 0, 0, 0),
]


@pytest.fixture
def connection(place):
    with place.open() as desk:
        with desk.database.writing() as connection:
            for at, given in enumerate(STORIES):
                put(connection, at, *given)
        with desk.database.reading() as connection:
            yield connection


def put(connection, at, language, first, outlets, origins, conflicts, denials):
    row = {"own": f"story-{at}", "digest": f"d{at}", "title": f"Cerita {at}", "language": language}
    row |= {"articles": len(outlets), "copies": 0, "origins_low": origins, "origins_high": origins + 1}
    row |= {"questions": 1, "conflicts": conflicts, "denials": denials, "first": first, "last": first}
    identity = insert_one(connection, story, {**row, "weight": float(at), "record": b"{}"})
    for n, outlet in enumerate(outlets):
        told = {"name": f"{at}-{n}", "outlet": outlet, "story_id": identity, "added_at": "x"}
        insert_one(connection, article, told)


def chosen(connection, **choice):
    page = stories.list_stories(connection, StoryChoice(**choice), most=100)
    assert page.total == len(page.rows)
    return sorted(int(row.own.removeprefix("story-")) for row in page.rows)


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"outlet": "Lintas Timur"}, [0, 2]),
        ({"outlet": ""}, [2, 4]),
        ({"outlet": "' or 1=1 --"}, []),
        ({"language": "en"}, [3]),
        ({"month": "2024"}, [0, 1, 2]),
        ({"month": "2024-02"}, [0, 1]),
        ({"month": "-"}, [4]),
        ({"least": 2}, [0, 1, 2, 3]),
        ({"least": 6, "origins": "1"}, [1]),
        ({"origins": "6-"}, [3]),
        ({"disputed": True, "month": "2024"}, [1, 2]),
        ({"denied": True}, [1, 3]),
    ],
)
def test_a_choice_leaves_what_it_says(connection, choice, left):
    assert chosen(connection, **choice) == left


def test_each_count_is_what_is_left(connection):
    for choice in (StoryChoice(), StoryChoice(month="2024"), StoryChoice(outlet="Kabar Randu", denied=True)):
        given = {name: getattr(choice, name) for name in StoryChoice.__struct_fields__}
        for by, field in (("language", "language"), ("year", "month"), ("origins", "origins")):
            for value, count in count_stories_by(connection, by, choice.but(field)):
                if value is not None:
                    assert len(chosen(connection, **{**given, field: value})) == count
        for outlet, count in count_stories_of_outlets(connection, choice.but("outlet")):
            assert len(chosen(connection, **{**given, "outlet": outlet or ""})) == count
        for mark, count in count_marked(connection, choice).items():
            more = {"least": int(mark)} if mark.isdigit() else {mark: True}
            assert len(chosen(connection, **{**given, **more})) == count
