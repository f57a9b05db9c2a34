"""``runut schema``: what the outputs promise."""

from __future__ import annotations

import click


@click.command()
@click.argument("output", type=click.Choice(["article", "dossier"]))
def schema(output: str) -> None:
    """Print the JSON Schema of an output.

    article is a line of `runut analyse`, dossier is what `runut dossier --format json` writes.

    \b
    Example:
      $ runut schema article
    """
    from runut.views.schema import schema_of

    click.echo(schema_of(output))
