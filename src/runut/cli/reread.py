"""``runut reread``: stored texts, read anew."""

from __future__ import annotations

import click

from runut.cli.add import assemble
from runut.cli.options import choices_from, counting, project_option


@click.command()
@click.option("--all", "whole", is_flag=True, help="Also what this very Runut read.")
@click.option(
    "--lang", default="auto", show_default=True, metavar="auto|id|en", help="The articles' language."
)
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes read.  [default: all cores]")
@project_option
def reread(whole: bool, lang: str, jobs: int | None, project: str | None) -> int:
    """Read anew what another Runut read, from the stored texts; then bring the stories up to date.

    Texts and versions stay, and so do people's decisions. Interrupted, it goes on where it was when called again.

    \b
    Examples:
      $ runut reread
      $ runut reread --all --project banjir
    """
    from runut.project.desk import open_desk

    with open_desk(project) as desk:
        given = lang if lang != "auto" else desk.settings.language
        choices = choices_from(given, jobs, (), None, None)
        with counting("articles") as told:
            counts = desk.reread(choices, whole, told)
        click.echo(f"Articles: {counts.reread:,} read anew, {counts.unread:,} unreadable.")
        assemble(desk)
    return 1 if counts.unread else 0
