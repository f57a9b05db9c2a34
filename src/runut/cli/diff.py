"""``runut diff``: what new articles changed."""

from __future__ import annotations

import shutil

import click


@click.command()
@click.argument("old", type=click.Path(dir_okay=False))
@click.argument("new", type=click.Path(dir_okay=False))
@click.option(
    "--interface", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of words."
)
def diff(old: str, new: str, interface: str) -> None:
    """Say what a newer dossier says that an older one did not: new origins, updates, conflicts, denials.

    OLD and NEW are what `runut dossier --format json` wrote. + is new, ~ has changed, - is gone, ! is a new
    relation.

    \b
    Example:
      $ runut diff old.json new.json
    """
    from runut.project.tracing import compare

    width = min(100, shutil.get_terminal_size((80, 24)).columns)
    text, _ = compare(old, new, interface=interface, width=width)
    click.echo(text, nl=False)
