"""``runut init``: a new project."""

from __future__ import annotations

import click


@click.command()
@click.argument("folder", default=".", metavar="[FOLDER]")
def init(folder: str) -> None:
    """Make a project in FOLDER (default: here): settings in runut.toml, and a store.

    The store is the file runut.sqlite in that folder, or the PostgreSQL database that RUNUT_DATABASE_URL names. A
    project that is there already stays as it is.

    \b
    Examples:
      $ runut init banjir
      $ cd banjir && runut add ../articles
    """
    from runut.project.desk import init_desk

    with init_desk(folder) as desk:
        click.echo(f"Project in {desk.folder.path}, store in {desk.database.place}.")
        click.echo("Next: runut add PATH takes articles in.")
