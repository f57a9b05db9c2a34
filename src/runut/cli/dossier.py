"""``runut dossier``: the cross-article view."""

from __future__ import annotations

import click

from runut.cli.options import choices_from, complain, conclude, opened_output, progress, reading_options

_FORMATS = ["json", "md"]


@click.command()
@reading_options
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), help="Default: by the ending of --out, else json."
)
@click.option("--out", metavar="FILE", help="Write there instead of to standard output.")
def dossier(
    paths: tuple[str, ...],
    lang: str,
    jobs: int | None,
    columns: tuple[str, ...],
    input_format: str | None,
    form: str | None,
    out: str | None,
) -> int:
    """Put a pile of articles together: figures with their origins, denials, chains, drift.

    PATH is what `runut analyse` takes. What cannot be read is named in the dossier and on standard error; the
    exit status is then 1.

    \b
    Examples:
      $ runut dossier articles/ --out out/dossier.json
      $ runut dossier articles/ --format md
    """
    from runut.project.dossiers import make_case, show_case

    choices = choices_from(lang, jobs, columns, input_format, out)
    form = form or _by_ending(out)
    with opened_output(out) as stream:
        with progress(paths) as shown:
            case = make_case(paths, choices, shown)
        stream.write(show_case(case, form))
    for unread in case.dossier.errors:
        complain(unread)
    return conclude(len(case.readings), len(case.dossier.errors))


def _by_ending(out: str | None) -> str:
    ending = (out or "").rsplit(".", 1)[-1].lower()
    return {"markdown": "md", "htm": "html"}.get(ending, ending if ending in _FORMATS else _FORMATS[0])
