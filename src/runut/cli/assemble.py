"""``runut assemble``: stories worked out from what stands."""

from __future__ import annotations

import click

from runut.cli.options import project_option


@click.command()
@project_option
def assemble(project: str | None) -> int:
    """Bring a project's stories up to date.

    `runut add`, `watch` and `reread` do so at their end; this is for where they were stopped before it, or called
    with --no-stories. Only the stories that changed are worked out anew.

    \b
    Example:
      $ runut assemble
    """
    from runut.cli.add import assemble as work_out
    from runut.project.desk import open_desk

    with open_desk(project) as desk:
        done = work_out(desk)
        click.echo(f"Stories up to date: {desk.tally().stories:,}.")
    return 1 if done.faults else 0
