"""Chains as a graph: who said it, who reported it, who relayed it, each hop with how it is known.

A hop stands in the text (a name beside a relay cue) or is inferred (text reuse, a source that a
neighbouring sentence names). Roots
that are outlets or agencies without an article in the pile lie outside it; outlets that cite each other
round and round are circles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from runut.model.dossier import Hop, Reuse
from runut.model.ledger import Said, is_unnamed

_COPIES = frozenset({"copy", "wire", "translation", "rewrite"})

Say = Callable[..., str]


def trace_hops(
    said: Iterable[Said],
    vouched: dict[str, str],
    reuse: list[Reuse],
    name_of: Callable[[str], str],
    publisher_of: Callable[[str], str],
    say: Say,
    inferred_ways: frozenset[str] = frozenset(),
) -> list[Hop]:
    """Every hop of a story's statements, then the hops from outlet to outlet that text reuse shows."""
    found: list[Hop] = []
    for one in said:
        chain = [name_of(name) for name in one.chain]
        told = vouched.get(one.id)
        if told and chain:
            why = say("folded-back", a=told)
            found.append(Hop(told, chain[0], "inferred", why, one.article, one.statement))
        basis, why = ("inferred", "hop-way") if one.id in inferred_ways else ("read", "hop-read")
        for origin, to in pairwise(chain):
            found.append(Hop(origin, to, basis, say(why), one.article, one.statement))
    for pair in reuse:
        if pair.kind in _COPIES:
            origin, to = publisher_of(pair.from_), publisher_of(pair.to)
            if origin != to:
                found.append(Hop(origin, to, pair.basis, pair.why, pair.to, None))
    return found


def roots_outside(
    hops: Iterable[Hop], outlets: frozenset[str], is_outlet: Callable[[str], bool]
) -> list[str]:
    """Outlets and agencies that others cite and of which the pile has no article."""
    cited: dict[str, None] = {}
    for hop in hops:
        if is_outlet(hop.from_) and hop.from_ not in outlets and not is_unnamed(hop.from_):
            cited[hop.from_] = None
    return sorted(cited)


def find_circles(hops: Iterable[Hop], is_outlet: Callable[[str], bool]) -> list[list[str]]:
    """Circles of outlets that cite each other, each once, beginning with its first name in the alphabet."""
    after: dict[str, set[str]] = {}
    for hop in hops:
        if hop.from_ != hop.to and is_outlet(hop.from_) and is_outlet(hop.to):
            after.setdefault(hop.from_, set()).add(hop.to)
    return [sorted(group) for group in _knots(after) if len(group) > 1]


def _knots(after: dict[str, set[str]]) -> list[list[str]]:
    """Strongly connected parts of a graph (Tarjan's algorithm, without recursion: chains may be long)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    held: set[str] = set()
    found: list[list[str]] = []
    for start in sorted(after):
        if start in index:
            continue
        work = [(start, iter(sorted(after.get(start, ()))))]
        index[start] = low[start] = len(index)
        stack.append(start)
        held.add(start)
        while work:
            node, rest = work[-1]
            step = next(rest, None)
            if step is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    group = []
                    while True:
                        member = stack.pop()
                        held.discard(member)
                        group.append(member)
                        if member == node:
                            break
                    found.append(group)
            elif step not in index:
                index[step] = low[step] = len(index)
                stack.append(step)
                held.add(step)
                work.append((step, iter(sorted(after.get(step, ())))))
            elif step in held:
                low[node] = min(low[node], index[step])
    return sorted(found)


__all__ = ["find_circles", "roots_outside", "trace_hops"]
