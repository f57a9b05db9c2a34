"""``runut backup``: a copy of the store."""

from __future__ import annotations

import os
from datetime import datetime

import click

from runut.cli.options import project_option


@click.command()
@click.argument("file", required=False, metavar="[FILE]")
@project_option
def backup(file: str | None, project: str | None) -> None:
    """Copy a project's store into FILE, as it stands at this moment; others may go on writing.

    Of the embedded store it is an SQLite file: put it back as runut.sqlite. Of PostgreSQL it is an archive for
    `runut import` (accounts are not in it; pg_dump copies everything). Without FILE it lies in the project's folder
    and is named after the time.

    \b
    Examples:
      $ runut backup
      $ runut backup copies/banjir.sqlite --project banjir
    """
    from runut.project.desk import open_desk
    from runut.project.desk.folder import BACKUP

    with open_desk(project) as desk:
        if file is None:
            ending = "sqlite" if desk.database.is_sqlite else "zip"
            file = str(desk.folder.path / f"{BACKUP}-{datetime.now():%Y%m%d-%H%M%S}.{ending}")
        desk.back_up(file)
        click.echo(f"{file}: {os.path.getsize(file):,} bytes, opened and checked")
