"""Two coders: how far two people agree who decided about the same things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from runut.model.agreement import Comparison
from runut.store import articles, events
from runut.web.frame.registry import PageOf, Words
from runut.web.frame.visit import Visit


class AgreementAsked(msgspec.Struct, frozen=True):
    """Whose decisions are held against whose; the two who decided most, if nobody is named."""

    one: Words = ""
    other: Words = ""


class AgreementShown(msgspec.Struct, frozen=True):
    """Everybody who decided something, and two of them compared (null where there are not two)."""

    people: dict[str, int]
    one: str
    other: str
    comparison: Comparison | None


def agreement(visit: Visit, asked: AgreementAsked) -> AgreementShown:
    """Compare two people."""
    with visit.desk.database.reading() as connection:
        people = events.count_deciders(connection)
    names = list(people)
    one = asked.one or (names[0] if names else "")
    other = asked.other or next((name for name in names if name != one), "")
    found = visit.desk.compare(one, other) if one and other and one != other else None
    return AgreementShown(people, one, other, found)


def _furnish(visit: Visit, record: AgreementShown) -> Mapping[str, Any]:
    told = record.comparison.disagreements if record.comparison else []
    names = {anchor.article for one in told for anchor in one.anchors}
    with visit.desk.database.reading() as connection:
        ids = [told_.id for one in told for told_ in (one.one, one.other)]
        return {
            "rows_of": articles.articles_by_name(connection, names),
            "events_of": {event.id: event for event in events.undos_among(connection, ids)},
        }


PAGES = [
    PageOf(
        "agreement",
        "/agreement",
        "desk_agreement.html",
        AgreementAsked,
        AgreementShown,
        agreement,
        "How far two people agree.",
        _furnish,
    )
]
