"""``runut dossier``: the cross-article view."""

from __future__ import annotations

import sys

import click

from runut.cli.options import (
    choices_from,
    complain,
    conclude,
    look_options,
    opened_output,
    out_option,
    progress,
    reading_options,
    telling_unwritable,
)

_FORMATS = ["html", "json", "md", "csv", "parquet", "jsonld", "geojson"]
_TABLES = ("csv", "parquet")


@click.command()
@reading_options
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), help="Default: by the ending of --out, else html."
)
@out_option
@look_options
def dossier(
    paths: tuple[str, ...],
    lang: str,
    jobs: int | None,
    columns: tuple[str, ...],
    input_format: str | None,
    form: str | None,
    out: str | None,
    interface: str,
    mode: str,
) -> int:
    """Put a pile of articles together: figures with their origins, denials, chains, drift.

    PATH is what `runut analyse` takes. What cannot be read is named in the dossier and on standard error; the
    exit status is then 1. html is a report in one file that opens in any browser, without network.

    \b
    Examples:
      $ runut dossier articles/ --out out/dossier.html
      $ runut dossier articles/ --out out/dossier.json
      $ runut dossier articles/ --format md --interface en
      $ runut dossier articles/ --format csv --out tables/
    """
    from runut.project.dossiers import make_case, save_tables, show_case

    choices = choices_from(lang, jobs, columns, input_format, out)
    form = form or _by_ending(out)
    if form == "html" and out is None and sys.stdout.isatty():
        raise click.UsageError("the report is a page for a browser: name a file, as in --out report.html")
    if form == "parquet" and out is None:
        raise click.UsageError("parquet is not for standard output: name a folder, as in --out tables/")
    if form in _TABLES and out not in (None, "-") and not str(out).lower().endswith(f".{form}"):
        with progress(paths) as shown:
            case = make_case(paths, choices, shown)
        with telling_unwritable(str(out)):
            save_tables(case, form, str(out))
    else:
        with opened_output(out) as stream:
            with progress(paths) as shown:
                case = make_case(paths, choices, shown)
            stream.write(show_case(case, form, interface=interface, mode=mode))
    for unread in case.dossier.errors:
        complain(unread)
    return conclude(len(case.readings), len(case.dossier.errors))


def _by_ending(out: str | None) -> str:
    ending = (out or "").rsplit(".", 1)[-1].lower()
    form = {"markdown": "md", "htm": "html"}.get(ending, ending)
    return form if form in _FORMATS else _FORMATS[0]
