"""A pile becomes a dossier: its readings, put together across articles."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator

import msgspec

from runut import __version__
from runut.engine.resources import LANGUAGES, load_bytes, load_pack
from runut.model.article import Unread
from runut.model.dossier import Dossier
from runut.model.reading import Reading
from runut.pipeline_stories import assemble
from runut.project.reading import Choices, Outcome, Paths, read_outcomes
from runut.views.material import Material

#: The forms a dossier is written in, the first by default.
FORMS = ("html", "json", "md")
QUOTED, FULL = "quoted", "full"


class Case(msgspec.Struct, frozen=True):
    """A dossier with what it was made from: views show the sentences behind every line."""

    dossier: Dossier
    readings: list[Reading]
    texts: dict[str, str]
    settings: tuple[tuple[str, str], ...] = ()


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
    settings = [("language", choices.language), ("input", choices.input_format or ""), *choices.columns]
    told = tuple((key, value) for key, value in settings if value)
    return Case(assemble(readings, texts, load_pack, errors), readings, texts, told)


def show_case(case: Case, form: str, *, interface: str = "id", mode: str = QUOTED) -> bytes:
    """A dossier in one of ``FORMS``.

    ``interface`` is the language of the headings, ``mode`` how much of the articles a report shows.
    """
    if form == "json":  # the contract's shape
        return msgspec.json.format(msgspec.json.encode(case.dossier), indent=2) + b"\n"
    if form == "md":
        from runut.views.markdown import to_markdown

        return to_markdown(case.dossier, case.texts, interface).encode()
    return _report(case, interface, mode).encode()


def _report(case: Case, interface: str, mode: str) -> str:
    from runut.views.report import Options, to_html

    options = Options(
        interface=interface,
        mode=mode,
        version=__version__,
        settings=case.settings,
        quality=tomllib.loads(load_bytes("quality.toml").decode()),
        outline=load_bytes("outline.txt").decode(),
    )
    return to_html(_material(case), [load_pack(code) for code in LANGUAGES], options)


def _material(case: Case) -> Material:
    return Material(case.dossier, case.readings, case.texts, load_pack)
