"""Decisions as JSON lines: out, in, in again, and past lines that are broken."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from runut.errors import UsageError
from runut.views.corrections import decode_event, encode_event, read_jsonl, to_jsonl
from tests.unit.test_correct import Desk, span


def decided() -> Desk:
    desk = Desk()
    first = desk.decide(
        "statement", "correct", "s1", {"stance": "believes", "source_name": "Ratna “Dewi”\u2028"}
    )
    desk.decide("statement", "add", [span("seorang relawan")], {"said_on": "2025-03-18"})
    desk.decide(
        "quantity", "correct", (span("12 orang").start, span("12 orang").end), {"low": None, "high": 12.5}
    )
    desk.decide("statement", "note", "s2")
    desk.undo(first)
    return desk


def test_events_come_back_as_they_went_and_mean_the_same() -> None:
    desk = decided()
    found = read_jsonl(to_jsonl(desk.events))
    assert found.events == desk.events
    assert (found.known, found.broken) == (0, [])
    desk_now = desk.now
    desk.events = found.events
    assert desk.now == desk_now


def test_importing_twice_changes_nothing() -> None:
    desk = decided()
    known = {event.id: event for event in desk.events}
    again = read_jsonl(to_jsonl(desk.events * 2), known)
    assert (again.events, again.known, again.broken) == ([], 2 * len(desk.events), [])
    assert len(read_jsonl(to_jsonl(desk.events * 2)).events) == len(desk.events)


def test_broken_lines_are_told_by_number_and_the_rest_goes_in() -> None:
    desk = decided()
    good = [encode_event(event) for event in desk.events]
    other = encode_event(replace(desk.events[0], who="bayu"))
    wrong = encode_event(replace(desk.events[0], id="w", changes={"stance": "shouts"}))
    lines = [b"\xef\xbb\xbf" + good[0], b"\n", b"{not json}\n", b"\xff\xfe\n", good[1].rstrip() + b"\r\n", b"[1]\n",
             b'{"id":"x"}\n', other, wrong, b"[" * 100_000, *good[2:]]  # fmt: skip
    found = read_jsonl(b"\n".join(line.rstrip(b"\n") for line in lines))
    assert found.events == desk.events
    assert [line.number for line in found.broken] == [3, 4, 6, 7, 8, 9, 10]
    assert "has the id 'e0' already" in found.broken[4].error
    assert "none of asserts" in found.broken[5].error


def test_one_line_is_refused_with_one_line() -> None:
    with pytest.raises(UsageError) as refused:
        decode_event(b'{"id": 5}')
    assert "\n" not in str(refused.value)
