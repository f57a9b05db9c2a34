"""A pile becomes a dossier: its readings, put together across articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from runut.engine.resources import load_pack
from runut.model.article import Unread
from runut.model.dossier import Dossier
from runut.model.reading import Reading
from runut.pipeline_stories import assemble
from runut.project.reading import Choices, Outcome, Paths, read_outcomes


class Case(msgspec.Struct, frozen=True):
    """A dossier with what it was made from: views show the sentences behind every line."""

    dossier: Dossier
    readings: list[Reading]
    texts: dict[str, str]


def make_case(
    paths: Paths, choices: Choices, shown: Callable[[Iterable[Outcome]], Iterator[Outcome]] = iter
) -> Case:
    """Read a pile and put it together. ``shown`` may watch the outcomes pass (a progress bar)."""
    readings: list[Reading] = []
    texts: dict[str, str] = {}
    errors: list[Unread] = []
    for outcome in shown(read_outcomes(paths, choices, with_text=True)):
        if outcome.unread is not None:
            errors.append(outcome.unread)
        if outcome.reading is not None:
            readings.append(outcome.reading)
            texts[outcome.reading.article] = outcome.text or ""
    return Case(assemble(readings, texts, load_pack, errors), readings, texts)


def show_case(case: Case, form: str) -> bytes:
    """A dossier as ``json`` (the contract's shape) or ``md``."""
    if form == "md":
        from runut.views.markdown import to_markdown

        return to_markdown(case.dossier, case.texts).encode()
    return msgspec.json.format(msgspec.json.encode(case.dossier), indent=2) + b"\n"
