"""``runut import``: an archive into a project."""

from __future__ import annotations

import click

from runut.cli.add import assemble
from runut.cli.options import complain, counting, project_option


@click.command("import")
@click.argument("archive", type=click.Path(dir_okay=False))
@project_option
def import_(archive: str, project: str | None) -> int:
    """Merge an archive that `runut export` wrote into a project: articles, versions, bytes, decisions, feeds.

    What is there already stays; the same archive again changes nothing. Every text and every byte is held against
    its hash: what is broken is named, and the rest comes in. The exit status is then 1.

    \b
    Examples:
      $ runut import project.zip
      $ runut import colleague.zip --project banjir
    """
    from runut.project.desk import open_desk

    with open_desk(project) as desk:
        with counting("articles") as told:
            done = desk.merge(archive, told)
        for line in done.broken:
            complain(line)
        click.echo(
            f"{done.articles:,} articles with {done.versions:,} versions, {done.events:,} decisions, "
            f"{done.feeds:,} feeds came in; {done.same:,} articles were known already."
        )
        assemble(desk)
    if done.broken:
        click.echo(f"runut: {len(done.broken)} parts of {archive} are broken", err=True)
    return 1 if done.broken else 0
