"""Work spread over this machine's cores: items in, results out, in the same order for any number of cores.

Items go to the workers in chunks, a bounded number at a time, so that memory does not grow with the pile. A
worker that dies (out of memory, a fault in a compiled library) takes its chunk along: the chunk's items are
then tried one by one, and only the one that kills is given up.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

CHUNK = 16  # items: enough to hide what sending costs, few enough to keep all cores busy at the end
CHUNK_WEIGHT = 400_000  # characters: some large articles are a chunk too
AHEAD = 3  # chunks under way for each core: the next one is always there
FEW = 24  # items: up to here starting processes costs more than it brings


def cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def spread(
    work: Callable[[Sequence[In]], Sequence[Out]],
    items: Iterable[In],
    jobs: int,
    weight: Callable[[In], int],
    given_up: Callable[[In], Out],
) -> Iterator[Out]:
    """The results of ``work`` for all items, in order; it may give more or fewer results than it got items.

    ``given_up`` makes the result of an item on which a worker died.
    """
    rest = iter(items)
    if jobs > 1:
        first = list(islice(rest, FEW + 1))
        rest = chain(first, rest)
        if len(first) > FEW or (len(first) > 1 and sum(map(weight, first)) > CHUNK_WEIGHT):
            yield from _in_processes(work, _chunks(rest, weight), jobs, given_up)
            return
    for item in rest:
        yield from work([item])


def _chunks(items: Iterator[In], weight: Callable[[In], int]) -> Iterator[list[In]]:
    chunk: list[In] = []
    heavy = 0
    for item in items:
        chunk.append(item)
        heavy += weight(item)
        if len(chunk) >= CHUNK or heavy >= CHUNK_WEIGHT:
            yield chunk
            chunk, heavy = [], 0
    if chunk:
        yield chunk


def _in_processes(
    work: Callable[[Sequence[In]], Sequence[Out]],
    chunks: Iterator[list[In]],
    jobs: int,
    given_up: Callable[[In], Out],
) -> Iterator[Out]:
    pool = _pool(jobs)
    under_way: deque[tuple[list[In], Future[Sequence[Out]]]] = deque()
    try:
        while True:
            for chunk in islice(chunks, jobs * AHEAD - len(under_way)):
                under_way.append((chunk, pool.submit(work, chunk)))
            if not under_way:
                return
            chunk, future = under_way.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                lost = [chunk, *(waiting for waiting, _ in under_way)]
                under_way.clear()
                pool.shutdown(cancel_futures=True)
                yield from _one_by_one(work, chain.from_iterable(lost), given_up)
                pool = _pool(jobs)
    finally:
        pool.shutdown(cancel_futures=True)


def _one_by_one(
    work: Callable[[Sequence[In]], Sequence[Out]], items: Iterable[In], given_up: Callable[[In], Out]
) -> Iterator[Out]:
    pool = _pool(1)
    for item in items:
        try:
            yield from pool.submit(work, [item]).result()
        except BrokenProcessPool:
            pool.shutdown()
            yield given_up(item)
            pool = _pool(1)
    pool.shutdown()


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Workers as copies of this process, sharing what it has loaded, where that is safe; else fresh ones."""
    forks = sys.platform == "linux" and threading.active_count() == 1  # a copy has no threads but this one
    context = multiprocessing.get_context("fork" if forks else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    """Ctrl-C goes to all processes of a terminal: the one that leads stops the others, once and quietly."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


__all__ = ["cores", "spread"]
