"""``runut export``: a project written out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from runut.cli.options import look_options, opened_output, out_option, project_option, telling_unwritable

if TYPE_CHECKING:
    from runut.project.desk import Desk

_DOSSIER = ["html", "json", "md", "csv", "parquet", "jsonld", "geojson"]
_FORMATS = [*_DOSSIER, "readings", "archive"]
_TABLES = ("csv", "parquet")
_ENDINGS = {"markdown": "md", "htm": "html", "zip": "archive", "jsonl": "readings"}


@click.command()
@project_option
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), help="Default: by the ending of --out, else html."
)
@out_option
@click.option("--story", "chosen", multiple=True, metavar="ID", help="Only this story. Repeatable.")
@look_options
def export(
    project: str | None, form: str | None, out: str | None, chosen: tuple[str, ...], interface: str, mode: str
) -> None:
    """Write a project out, with what people decided in it.

    html, json, md, csv, parquet, jsonld and geojson are what `runut dossier` writes; readings is what `runut
    analyse` writes; archive is a ZIP file with everything (articles as they came, texts, all versions, decisions,
    feeds) that `runut import` takes. A dossier is made in memory: of some ten thousand articles rather ask for
    single stories. readings and archive take no more memory for more articles.

    \b
    Examples:
      $ runut export --out report.html
      $ runut export --format readings --out readings.jsonl
      $ runut export --out project.zip
      $ runut export --format csv --out tables/
    """
    from runut.project.desk import open_desk

    form = form or _by_ending(out)
    if form == "html" and out is None and sys.stdout.isatty():
        raise click.UsageError("the report is a page for a browser: name a file, as in --out report.html")
    if form in ("parquet", "archive") and out in (None, "-"):
        raise click.UsageError(f"{form} is not for standard output: name it, as in --out project.zip")
    with open_desk(project) as desk:
        if form == "archive":
            made = desk.archive(str(out))
            click.echo(
                f"{out}: {made.articles:,} articles, {made.versions:,} versions, {made.events:,} decisions"
            )
        elif form == "readings":
            with opened_output(out) as stream:
                stream.writelines(desk.lines())
        else:
            _dossier(desk, form, out, chosen, interface, mode)


def _dossier(
    desk: Desk, form: str, out: str | None, chosen: tuple[str, ...], interface: str, mode: str
) -> None:
    from runut.project.dossiers import save_tables, show_case

    if desk.is_stale:
        click.echo("runut: stories are not up to date; runut add brings them up", err=True)
    if form == "json" and not chosen:
        with opened_output(out) as stream:
            stream.writelines(desk.json())
        return
    case = desk.case(desk.stories(chosen) if chosen else None)
    if form in _TABLES and out not in (None, "-") and not str(out).lower().endswith(f".{form}"):
        with telling_unwritable(str(out)):
            save_tables(case, form, str(out))
    else:
        with opened_output(out) as stream:
            stream.write(show_case(case, form, interface=interface, mode=mode))


def _by_ending(out: str | None) -> str:
    ending = (out or "").rsplit(".", 1)[-1].lower()
    form = _ENDINGS.get(ending, ending)
    return form if form in _FORMATS else _FORMATS[0]
