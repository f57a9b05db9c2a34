"""``runut trace``: one claim's way in the terminal."""

from __future__ import annotations

import shutil
import sys

import click

from runut.cli.options import choices_from, complain, conclude, progress, reading_options

_WIDEST = 100  # longer lines are hard to read


@click.command()
@click.argument("claim")
@reading_options
@click.option(
    "--interface", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of words."
)
def trace(
    claim: str,
    paths: tuple[str, ...],
    lang: str,
    jobs: int | None,
    columns: tuple[str, ...],
    input_format: str | None,
    interface: str,
) -> int:
    """Follow a claim to where it came from: who said it, who relayed it, which articles have it.

    CLAIM is a figure with what it counts, or words that a statement holds. Steps drawn with ─ are stated in
    the text, those with ┄ inferred; ○ is a source of which the pile has no article.

    \b
    Examples:
      $ runut trace "tiga warga" articles/
      $ runut trace "sopir truk" articles/ --interface en
    """
    from runut.project.dossiers import make_case
    from runut.project.tracing import trace as traced

    choices = choices_from(lang, jobs, columns, input_format, None)
    with progress(paths) as shown:
        case = make_case(paths, choices, shown)
    for unread in case.dossier.errors:
        complain(unread)
    width = min(_WIDEST, shutil.get_terminal_size((80, 24)).columns)
    click.echo(traced(case, claim, interface=interface, width=width, ansi=sys.stdout.isatty()), nl=False)
    return conclude(len(case.readings), len(case.dossier.errors))
