"""``runut add``: articles into a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from runut.cli.options import (
    choices_from,
    complain,
    conclude,
    counting,
    project_option,
    reading_options,
)

if TYPE_CHECKING:
    from runut.project.desk import Assembled, Counts, Desk
    from runut.project.reading import Choices


@click.command()
@reading_options
@project_option
@click.option("--no-stories", is_flag=True, help="Leave the stories for the next time.")
def add(
    paths: tuple[str, ...],
    lang: str,
    jobs: int | None,
    columns: tuple[str, ...],
    input_format: str | None,
    project: str | None,
    no_stories: bool,
) -> int:
    """Take articles into a project, then bring its stories up to date.

    PATH is what `runut analyse` takes. What the project has already is not read again; what stands at a known
    address with other words becomes a new version, and the earlier one is kept. Interrupted or killed, it goes on
    where it was when called again. What could not be read is listed by `runut status`; the exit status is then 1.

    \b
    Examples:
      $ runut add articles/
      $ runut add rows.jsonl --column text=body --project banjir
      $ cat articles/one.txt | runut add -
    """
    from runut.project.desk import open_desk

    with open_desk(project) as desk:
        given = lang if lang != "auto" else desk.settings.language
        choices = choices_from(given, jobs, columns, input_format, None)
        counts = _take(desk, paths, choices)
        click.echo(_told(counts))
        if not no_stories:
            assemble(desk)
        return conclude(counts.read + counts.same, counts.unread)


def _take(desk: Desk, paths: tuple[str, ...], choices: Choices) -> Counts:
    from runut.engine.pile import count_files
    from runut.project.desk import Outcome

    total = count_files(paths) or 0
    done = 0
    with counting("articles") as told:

        def hear(outcome: Outcome) -> None:
            nonlocal done
            done += outcome.ended is None
            told(done, max(total, done))
            if outcome.unread is not None:
                complain(outcome.unread)

        try:
            return desk.add(paths, choices, hear)
        except KeyboardInterrupt:
            click.echo("\nrunut: what was read until here is kept; the same command goes on", err=True)
            raise


def assemble(desk: Desk) -> Assembled:
    """Work out the stories that changed, telling how far it is and what could not be compared."""
    with counting("stories") as told:
        done = desk.assemble(told)
    for unread in done.faults:
        complain(unread)
    if done.built or done.gone:
        click.echo(f"{_number(done.built, 'story', 'stories')} worked out anew, {done.kept} as before.")
    return done


def _told(counts: Counts) -> str:
    words = [
        (counts.new, "new"),
        (counts.changed, "changed"),
        (counts.reread, "read anew"),
        (counts.same, "known already"),
        (counts.unread, "unreadable"),
    ]
    told = ", ".join(f"{number:,} {what}" for number, what in words if number)
    return f"Articles: {told or 'none'}."


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
