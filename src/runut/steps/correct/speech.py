"""What depends on a statement that a person corrected: its chain, speech inside it, the figures in it."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from runut.model.ledger import NO_OUTLET
from runut.model.reading import Quantity, Reading, Statement
from runut.model.span import Evidence
from runut.model.vocabulary import PERSON
from runut.steps.correct.targets import Held


def settle_statement(held: Held) -> None:
    """The chain begins with the source, the source is the chain's first link: what a person did not settle
    follows what he did. The values that he settled are marked, and no machine's doubt clings to them."""
    record, decided = held.record, held.values()
    assert isinstance(record, Statement)
    before = held.read if isinstance(held.read, Statement) else record
    if "chain" in decided:
        if "source_name" not in decided:
            record = replace(record, source_name=record.chain[0])
        record = replace(record, relays=[r for r in record.relays if r.name in record.chain[1:]])
    elif "source_name" in decided:
        record = replace(record, chain=_headed(record.chain, before.source_name, record.source_name))
    told = [
        Evidence(f"{PERSON}:{name}", event.why) for event, _ in held.events for name in held.settled_by(event)
    ]
    if told or held.read is None:
        record = replace(record, confidence=1.0, evidence=[*record.evidence, *told])
    held.record = record


def _headed(chain: list[str], old: str | None, new: str | None) -> list[str]:
    """A chain with another first link; nobody twice in a row."""
    rest = chain[1:] if len(chain) > 1 and chain[0] == old else chain
    if new is None:
        return rest or chain
    return [new, *rest] if not rest or rest[0] != new else rest


def publish_anew(reading: Reading, outlet: str | None) -> list[Statement]:
    """The statements with another publisher at the end of their chains."""
    old, new = reading.outlet or NO_OUTLET, outlet or NO_OUTLET
    return [
        replace(one, chain=[*(name for name in one.chain[:-1] if name != new), new])
        if one.chain and one.chain[-1] == old
        else one
        for one in reading.statements
    ]


def rename(statements: list[Statement], names: dict[str, str]) -> list[Statement]:
    """The statements with other names for their actors."""
    return [_renamed(one, names) for one in statements] if names else statements


def _renamed(one: Statement, names: dict[str, str]) -> Statement:
    return replace(
        one,
        source_name=_name(one.source_name, names) if one.source_name else one.source_name,
        chain=[_name(link, names) for link in one.chain],
        relays=[replace(relay, name=_name(relay.name, names)) for relay in one.relays],
    )


def _name(told: str, names: dict[str, str]) -> str:
    return "; ".join(names.get(part, part) for part in told.split("; "))


def follow_frames(all_held: list[Held]) -> None:
    """Speech inside speech: its chain ends as the frame's does, and it hangs on no statement that is gone."""
    by_id = {one.identity: one for one in all_held}
    frames = {
        one.identity: one.read.parent
        for one in all_held
        if isinstance(one.read, Statement) and one.read.parent in by_id
    }
    done: set[str] = set()

    def settle(identity: str) -> None:
        frame = frames.get(identity)
        if identity in done or frame is None:
            return
        done.add(identity)
        settle(frame)
        _follow(by_id[identity], by_id[frame])
        while frame is not None and by_id[frame].out:
            frame = frames.get(frame)
        record = by_id[identity].record
        assert isinstance(record, Statement)
        by_id[identity].record = replace(record, parent=frame)

    for one in all_held:
        settle(one.identity)


def _follow(held: Held, frame: Held) -> None:
    """The inner chain with the frame's new end, where it ended as the frame's did and is not settled itself."""
    inner, outer, before = held.record, frame.record, frame.read
    assert isinstance(inner, Statement)
    assert isinstance(outer, Statement)
    assert isinstance(before, Statement)
    old, chain = before.chain, inner.chain
    if outer.chain == old or "chain" in held.values() or not old:
        return
    if len(chain) > len(old) and chain[-len(old) :] == old:
        own = chain[: -len(old)]
        held.record = replace(inner, chain=[*own, *(name for name in outer.chain if name not in own)])


def tie_anew(
    quantities: list[Quantity], statements: list[Statement], touched: Collection[str]
) -> list[Quantity]:
    """Figures tied to the innermost statement that holds them, where a person moved, added or took out one."""
    if not touched:
        return quantities
    present = {one.id for one in statements}
    moved = [one for one in statements if one.id in touched]
    found = []
    for quantity in quantities:
        lost = quantity.statement is not None and (
            quantity.statement in touched or quantity.statement not in present
        )
        if lost or any(_room(one, quantity) is not None for one in moved):
            quantity = replace(quantity, statement=innermost(quantity, statements))
        found.append(quantity)
    return found


def innermost(quantity: Quantity, statements: list[Statement]) -> str | None:
    """The id of the statement with the shortest words around a figure."""
    sized = [(room, at) for at, one in enumerate(statements) if (room := _room(one, quantity)) is not None]
    return statements[min(sized)[1]].id if sized else None


def _room(statement: Statement, quantity: Quantity) -> int | None:
    sizes = [
        span.end - span.start
        for span in (*statement.content, *statement.continued)
        if span.start <= quantity.start and quantity.end <= span.end
    ]
    return min(sizes, default=None)


__all__ = ["follow_frames", "innermost", "publish_anew", "rename", "settle_statement", "tie_anew"]
