"""Laws of corrections that hold for whatever people decide, in whatever order, on whatever a reader reads."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from runut import analyse
from runut.errors import UsageError
from runut.model.correction import CONTEXT, Correction, anchor
from runut.model.decision import Corrected
from runut.model.reading import Reading, Statement
from runut.model.span import Span
from runut.model.vocabulary import DEFECTS, FURNITURE, HEDGES, STANCES
from runut.steps.correct import check_correction, correct_reading, find_anchor, make_correction, make_undo

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "feri"
NAMES = ("Ratna Dewi", "Joko", "anonymous: warga", "Basarnas")
LISTS = {"statement": "statements", "quantity": "quantities", "time": "times", "place": "places",
         "actor": "actors", "furniture": "furniture", "defect": "defects"}  # fmt: skip


@cache
def read(name: str) -> tuple[Reading, str]:
    path = EXAMPLES / name
    (found,) = analyse([str(path)])
    assert isinstance(found, Reading)
    return found, path.read_bytes().decode()


articles = st.sampled_from(sorted(p.name for p in EXAMPLES.glob("*.txt"))[:4])


def key_of(kind: str, record: Any) -> Any:
    if kind in ("statement", "actor"):
        return record.id if kind == "statement" else record.name
    return (record.start, record.end)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 2))
    return Span(start, draw(st.integers(start + 1, min(len(text), start + 120))))


@st.composite
def values(draw: st.DrawFn, kind: str, text: str) -> dict[str, Any]:
    """Some values that fit, and some that will be refused."""
    number = st.integers(0, 10_000)
    fields: dict[str, dict[str, st.SearchStrategy[Any]]] = {
        "statement": {
            "stance": st.sampled_from(STANCES),
            "source_name": st.sampled_from(NAMES),
            "chain": st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
            "content": spans(text).map(lambda s: [s]),
            "cue": spans(text) | st.none(),
            "source": spans(text) | st.none(),
            "said_on": st.sampled_from(["2025-03-01", "2025-03-01/2025-03-04", None]),
        },
        "quantity": {"low": number, "high": number | st.none(), "hedge": st.sampled_from(HEDGES)},
        "time": {"value": st.sampled_from(["2025", "2025-03", "2025-03-01", None])},
        "place": {"name": st.sampled_from(NAMES), "country": st.sampled_from(["ID", None])},
        "actor": {"name": st.sampled_from(NAMES), "type": st.sampled_from(["person", "group"])},
        "furniture": {"kind": st.sampled_from(FURNITURE)},
        "defect": {"kind": st.sampled_from(DEFECTS)},
    }
    chosen = draw(st.dictionaries(st.sampled_from(sorted(fields[kind])), st.none(), min_size=1, max_size=3))
    return {name: draw(fields[kind][name]) for name in chosen}


@st.composite
def histories(draw: st.DrawFn, undos: bool = True) -> tuple[Reading, str, list[Correction]]:
    """A reading, its text, and events that a person could have made on its pages one after the other."""
    reading, text = read(draw(articles))
    events: list[Correction] = []
    for number in range(draw(st.integers(1, 7))):
        told: dict[str, Any] = {
            "identity": f"e{number}",
            "at": f"2025-03-20T10:{number:02}:00Z",
            "who": "ani",
        }
        if undos and events and draw(st.integers(0, 4)) == 0:
            events.append(make_undo(draw(st.sampled_from(events)), **told))
            continue
        shown = correct_reading(reading, text, events).reading
        kind = draw(st.sampled_from(sorted(LISTS)))
        records = getattr(shown, LISTS[kind])
        action = draw(st.sampled_from(["accept", "correct", "correct", "reject", "add"]))
        if action != "add" and not records:
            continue
        key = [draw(spans(text))] if action == "add" else key_of(kind, draw(st.sampled_from(records)))
        changes = draw(values(kind, text)) if action in ("correct", "add") else {}
        try:
            events.append(make_correction(reading, text, kind, action, key, changes, shown=shown, **told))
        except UsageError:
            continue
    return reading, text, events


def doubles(reading: Reading) -> set[tuple[Any, ...]]:
    """Words that two records of one kind stand on."""
    found: list[tuple[Any, ...]] = [("s", *sorted(one.content)) for one in reading.statements]
    for kind in ("furniture", "quantities", "times", "places"):
        found += [(kind, item.start, item.end) for item in getattr(reading, kind)]
    found += [("actor", actor.name) for actor in reading.actors]
    return {one for one in found if found.count(one) > 1}


def check_spans(reading: Reading, text: str) -> None:
    """Every span lies in the text, and what hangs on what is there."""
    for kind in ("furniture", "defects", "quantities", "times", "places"):
        for item in getattr(reading, kind):
            assert 0 <= item.start < item.end <= len(text)
    for actor in reading.actors:
        assert all(0 <= s.start < s.end <= len(text) for s in actor.mentions)
    for one in reading.statements:
        held = [*one.content, *([one.cue] if one.cue else []), *([one.source] if one.source else [])]
        assert one.content
        assert all(0 <= s.start < s.end <= len(text) for s in held)
    ids = [one.id for one in reading.statements]
    assert len(ids) == len(set(ids))
    assert {q.statement for q in reading.quantities} - {None} <= set(ids)
    assert {one.parent for one in reading.statements} - {None} <= set(ids)


@settings(max_examples=150, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_the_same_events_in_any_order_give_the_same(history: Any, chance: Any) -> None:
    reading, text, events = history
    expected = correct_reading(reading, text, events)
    mixed = events * 2
    chance.shuffle(mixed)
    assert correct_reading(reading, text, mixed) == expected
    check_spans(expected.reading, text)
    assert doubles(expected.reading) <= doubles(reading)
    for event in events:
        check_correction(event, text)
        assert msgspec.json.decode(msgspec.json.encode(event), type=Correction) == event


@settings(max_examples=100, deadline=None)
@given(histories(undos=False), st.randoms(use_true_random=False))
def test_undoing_everything_gives_the_program_s_own_reading(history: Any, chance: Any) -> None:
    reading, text, events = history
    undos = [make_undo(e, identity=f"u{e.id}", at="2025-03-21T00:00:00Z", who="b") for e in events]
    undone = [*events, *undos]
    chance.shuffle(undone)
    assert correct_reading(reading, text, undone) == Corrected(reading, [], [])
    redone = [
        *undone,
        *(make_undo(u, identity=f"r{u.id}", at="2025-03-22T00:00:00Z", who="b") for u in undos),
    ]
    assert correct_reading(reading, text, redone) == correct_reading(reading, text, events)


@settings(max_examples=100, deadline=None)
@given(histories())
def test_undoing_the_last_is_as_if_it_had_not_been(history: Any) -> None:
    reading, text, events = history
    assume(events)
    undo = make_undo(events[-1], identity="u", at="2025-03-21T00:00:00Z", who="b")
    assert correct_reading(reading, text, [*events, undo]) == correct_reading(reading, text, events[:-1])


@st.composite
def upgrades(draw: st.DrawFn, reading: Reading) -> Reading:
    """What a later reader might make of the same text: less, other edges, other ids."""
    statements: list[Statement] = []
    for one in reading.statements:
        fate = draw(st.sampled_from(["same", "gone", "wider"]))
        if fate == "wider":
            last = one.content[-1]
            one = replace(
                one, content=[*one.content[:-1], Span(last.start, last.end - (last.end > last.start + 4))]
            )
        if fate != "gone":
            statements.append(one)
    ids = {one.id: f"s{n}" for n, one in enumerate(statements, 1)}
    return replace(
        reading,
        statements=[replace(one, id=ids[one.id], parent=ids.get(one.parent or "")) for one in statements],
        quantities=[replace(q, statement=ids.get(q.statement or "")) for q in reading.quantities
                    if draw(st.booleans())],
        places=[one for one in reading.places if draw(st.booleans())],
        actors=[one for one in reading.actors if draw(st.booleans())],
    )  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_decisions_survive_an_upgrade(data: st.DataObject) -> None:
    reading, text, events = data.draw(histories())
    later = data.draw(upgrades(reading))
    found = correct_reading(later, text, events)
    check_spans(found.reading, text)
    assert doubles(found.reading) <= doubles(later)
    before = correct_reading(reading, text, events)
    assert {e.id for e in found.orphaned} <= {e.id for e in before.orphaned}  # the text has not changed
    by_id = {one.id: one for one in found.reading.statements}
    for decision in found.decisions:
        if decision.kind == "statement" and decision.action in ("correct", "add"):
            event = next(e for e in events if e.id == decision.id)
            told = msgspec.to_builtins(by_id[str(decision.key)])
            wanted = msgspec.to_builtins(event.changes)
            for name in decision.fields:
                expected = sorted(wanted[name], key=str) if name == "content" else wanted[name]
                assert (sorted(told[name], key=str) if name == "content" else told[name]) == expected


PIECES = [
    "12 orang tewas",
    " kata Joko. ",
    "Menurut polisi, ",
    "12 orang luka",
    "\n\n",
    "“",
    "”",
    "kemarin ",
    "Ratna ",
]


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_an_anchor_never_moves_to_a_look_alike(data: st.DataObject) -> None:
    old = "".join(data.draw(st.lists(st.sampled_from(PIECES), min_size=2, max_size=14)))
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, min(len(old), start + 20)))
    words = [Span(start, end)]
    if end + 2 < len(old):
        later = data.draw(st.integers(end + 1, len(old) - 1))
        words.append(Span(later, min(len(old), later + 8)))
    held = anchor("a", "old", old, words)
    assert find_anchor(held, old, "old") == words
    cut = data.draw(st.integers(0, len(old)))
    new = data.draw(
        st.sampled_from(
            [old[:cut] + "kemarin " + old[cut:], old + old, old[:cut] + old[cut + 3 :], "Baru. " + old]
        )
    )
    found = find_anchor(held, new, "new")
    if found is None:
        return
    moved = found[0].start - words[0].start
    assert [Span(s.start + moved, s.end + moved) for s in words] == found
    low, high = words[0].start - len(held.before), words[-1].end + len(held.after)
    passage = old[low:high]
    assert new[low + moved : high + moved] == passage
    starts = [at for at in range(len(new)) if new.startswith(passage, at)]
    if low == 0 and len(held.before) < CONTEXT:
        starts = [at for at in starts if at == 0]
    if len(held.after) < CONTEXT:
        starts = [at for at in starts if at + len(passage) == len(new)]
    assert starts == [low + moved]
