"""Large chains: few crossings, nothing over another, like ends as one and every article still in it."""

from __future__ import annotations

import random

import pytest

from runut.views.report.layers import NODE, arrange
from runut.views.report.levels import crossings, levelled, order_with_care
from runut.views.ways import Spot, Step, Ways, fold


def star(articles: int, roots: int = 2) -> tuple[list[str], list[tuple[str, str]]]:
    """Sources that each lead to their share of the articles, in mixed order."""
    chance = random.Random(7)
    keys = [f"n:{n}" for n in range(roots)] + [f"a:{n}" for n in range(articles)]
    steps = [(f"n:{n % roots}", f"a:{n}") for n in range(articles)]
    chance.shuffle(keys)
    chance.shuffle(steps)
    return keys, steps


def test_crossings_are_counted():
    grid = [["a", "b"], ["c", "d"]]
    assert crossings(grid, [("a", "c"), ("b", "d")]) == 0
    assert crossings(grid, [("a", "d"), ("b", "c")]) == 1
    assert crossings(grid, [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")]) == 1


@pytest.mark.parametrize("articles", [50, 150])
def test_what_can_be_drawn_without_crossings_is(articles):
    keys, steps = star(articles, roots=5)
    grid = [[key for key in keys if key[0] == kind] for kind in "na"]
    assert crossings(grid, steps) > articles
    assert crossings(order_with_care(grid, steps), steps) == 0


@pytest.mark.parametrize("seed", range(5))
def test_an_order_found_is_never_worse_than_the_one_given(seed):
    chance = random.Random(seed)
    grid = [[f"{at}.{n}" for n in range(chance.randint(3, 25))] for at in range(5)]
    links = [
        (chance.choice(grid[at]), chance.choice(grid[at + 1]))
        for at in range(4)
        for _ in range(chance.randint(5, 40))
    ]
    found = order_with_care(grid, links)
    assert crossings(found, links) <= crossings(grid, links)
    assert [sorted(column) for column in found] == [sorted(column) for column in grid]


@pytest.mark.parametrize("seed", range(5))
def test_nothing_stands_over_another(seed):
    chance = random.Random(seed)
    grid = [[f"{at}.{n}" for n in range(chance.randint(1, 40))] for at in range(4)]
    links = [(chance.choice(grid[at]), chance.choice(grid[at + 1])) for at in range(3) for _ in range(60)]
    nodes = {key: NODE for column in grid for key in column if not key.endswith("3")}
    middles, height = levelled(grid, links, nodes, 26.0)
    for column in grid:
        y = 0.0
        for key in column:
            room = nodes.get(key, 26.0)
            assert middles[key] - room / 2 >= y - 1e-6
            y = middles[key] + room / 2
        assert y <= height + 1e-6


def test_a_hub_stands_by_the_first_that_it_leads_to():
    keys, steps = star(60, roots=1)
    placed = arrange(keys, steps, large=True)
    first = min(placed.middles[key] for key in keys if key[0] == "a")
    assert placed.middles["n:0"] == pytest.approx(first)
    assert placed.height == 60 * NODE


def ways(figures: dict[str, str], inferred: tuple[str, ...] = ()) -> Ways:
    found = Ways({"n:a": Spot("n:a", "a")}, {})
    for name, figure in figures.items():
        found.spots[f"a:{name}"] = Spot(f"a:{name}", name, name, figures={figure: None})
        found.steps["n:a", f"a:{name}"] = Step(name in inferred, False, "", [(name, "s1", "a", name)])
    return found


def test_like_ends_become_one_and_keep_their_articles():
    found = fold(ways({"1": "12", "2": "12", "3": "12", "4": "15", "5": "15"}), lambda _: None)
    folded = [spot for spot in found.spots.values() if spot.folded]
    assert [spot.folded for spot in folded] == [["1", "2", "3"]]
    assert {spot.article for spot in found.spots.values() if spot.article} == {"4", "5"}, "two are no crowd"
    assert len(found.steps) == 3
    assert len(found.steps["n:a", folded[0].key].hops) == 3


def test_what_came_another_way_or_changed_stays_apart():
    some = ways({str(n): "12" for n in range(6)}, inferred=("0", "1"))
    found = fold(some, lambda spot: spot.article == "2")
    assert {spot.article for spot in found.spots.values() if spot.article} == {"0", "1", "2"}
    assert [spot.folded for spot in found.spots.values() if spot.folded] == [["3", "4", "5"]]
    assert len(some.spots) == 7, "the ways themselves stay as they are"
