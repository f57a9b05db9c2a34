"""``runut verify``: everything held against its hash."""

from __future__ import annotations

import click

from runut.cli.options import project_option


@click.command()
@project_option
def verify(project: str | None) -> int:
    """Hold everything that a project stores against its hash: bytes, texts, every span of every reading, lists,
    search, stories, and the words that decisions are tied to. Exit status 1 if anything is wrong.

    \b
    Example:
      $ runut verify --project banjir
    """
    from runut.project.desk import open_desk

    with open_desk(project) as desk:
        found = desk.verify()
    for line in found.wrong:
        click.echo(line)
    click.echo(
        f"{found.articles:,} articles, {found.versions:,} versions, {found.spans:,} spans, {found.texts:,} texts, "
        f"{found.raws:,} files' bytes, {found.stories:,} stories, {found.decisions:,} decisions: "
        + (f"{len(found.wrong):,} wrong" if found.wrong else "all as they were stored")
    )
    return 1 if found.wrong else 0
