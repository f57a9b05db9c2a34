"""Work over several processes gives what one process gives, in order, and survives what kills a worker."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import pytest

from runut.engine import spread as engine
from runut.engine.spread import spread


def squares(items: Sequence[int]) -> list[int]:
    return [item * item for item in items]


def fatal(items: Sequence[int]) -> list[int]:
    if 41 in items:
        os._exit(9)  # as when the kernel kills a process for its memory
    return squares(items)


def weightless(_: int) -> int:
    return 0


def nobody(item: int) -> int:
    return -item


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("many", [0, 1, 24, 25, 200])
def test_order_and_number_do_not_depend_on_jobs(jobs, many):
    assert list(spread(squares, range(many), jobs, weightless, nobody)) == [n * n for n in range(many)]


def test_only_the_item_that_kills_its_worker_is_given_up():
    found = list(spread(fatal, range(90), 2, weightless, nobody))
    assert found == [-41 if n == 41 else n * n for n in range(90)]


def test_items_are_taken_as_results_are_taken():
    """Memory is bounded: no more items are under way than the chunks ahead hold."""
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for n in range(100_000):
            taken += 1
            yield n

    results = spread(squares, items(), 2, weightless, nobody)
    for _ in range(100):
        next(results)
    results.close()
    assert taken <= 100 + (2 * engine.AHEAD + 2) * engine.CHUNK + engine.FEW


def test_heavy_items_travel_alone():
    chunks = list(engine._chunks(iter([1, engine.CHUNK_WEIGHT, 2, 3]), lambda item: item))
    assert chunks == [[1, engine.CHUNK_WEIGHT], [2, 3]]
