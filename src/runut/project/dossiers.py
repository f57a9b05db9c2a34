"""A pile becomes a dossier: its readings, put together across articles."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator

import msgspec

from runut import __version__
from runut.engine.resources import LANGUAGES, load_bytes, load_pack
from runut.errors import UsageError
from runut.model.article import Unread
from runut.model.dossier import Dossier
from runut.model.reading import Reading
from runut.pipeline_stories import assemble
from runut.project.reading import Choices, Outcome, Paths, read_outcomes
from runut.views.interface import Interface
from runut.views.material import Material

#: The forms a dossier is written in, the first by default.
FORMS = ("html", "json", "md", "csv", "parquet", "jsonld", "geojson")
#: Those of which there are several files.
TABLES = ("csv", "parquet")
QUOTED, FULL = "quoted", "full"


class Case(msgspec.Struct, frozen=True):
    """A dossier with what it was made from: views show the sentences behind every line. ``decided`` are the records
    that people decided about, by article: (kind, id or ``start-end``)."""

    dossier: Dossier
    readings: list[Reading]
    texts: dict[str, str]
    settings: tuple[tuple[str, str], ...] = ()
    decided: dict[str, frozenset[tuple[str, str]]] = {}


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

    ``interface`` is the language of the headings, ``mode`` how much of the articles a report shows. Of the
    tables, the figures: ``save_tables`` writes all of them.
    """
    if form == "json":  # the contract's shape
        return msgspec.json.format(msgspec.json.encode(case.dossier), indent=2) + b"\n"
    if form == "html":
        return _report(case, interface, mode).encode()
    if form == "md":
        from runut.views.markdown import to_markdown

        return to_markdown(material_of(case), interface_of(interface)).encode()
    if form == "jsonld":
        from runut.views.jsonld import to_jsonld

        return to_jsonld(material_of(case)).encode()
    if form == "geojson":
        from runut.views.geojson import to_geojson

        return to_geojson(material_of(case)).encode()
    if form in TABLES:
        from runut.views.tables import tables_of, to_csv, to_parquet

        figures = tables_of(material_of(case))[0]
        return to_parquet(figures) if form == "parquet" else to_csv(figures).encode()
    raise UsageError(f"no form {form!r}; use one of {', '.join(FORMS)}")


def save_tables(case: Case, form: str, folder: str) -> list[str]:
    """All tables of a dossier into a folder, as ``csv`` or ``parquet``. Returns the files' names."""
    from runut.views.tables import write_tables

    return [str(path) for path in write_tables(material_of(case), form, folder)]


def material_of(case: Case) -> Material:
    """A case as the views want it."""
    return Material(case.dossier, case.readings, case.texts, load_pack, case.decided)


def interface_of(home: str, more: Iterable[str] = ()) -> Interface:
    """The interface words of all languages, this one first; ``more`` names further tables of words."""
    return Interface([load_pack(code) for code in LANGUAGES], home, more)


def _report(case: Case, interface: str, mode: str) -> str:
    from runut.views.report import Options, to_html

    options = Options(
        mode=mode,
        version=__version__,
        settings=case.settings,
        quality=tomllib.loads(load_bytes("quality.toml").decode()),
        outline=load_bytes("outline.txt").decode(),
    )
    return to_html(material_of(case), interface_of(interface), options)
