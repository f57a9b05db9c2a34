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
    reading_how,
)

if TYPE_CHECKING:
    from runut.engine.fetch import ListedUrl
    from runut.project.desk import Assembled, Counts, Desk
    from runut.project.reading import Choices


@click.command()
@click.argument("paths", metavar="[PATH...]", nargs=-1)
@reading_how
@project_option
@click.option(
    "--url-list",
    "lists",
    multiple=True,
    metavar="FILE",
    help="Fetch the addresses in a file, one a line. Repeatable.",
)
@click.option(
    "--allow-private",
    "allowed",
    multiple=True,
    metavar="HOST",
    help="A host of your own network. Repeatable.",
)
@click.option("--no-stories", is_flag=True, help="Leave the stories for the next time.")
def add(
    paths: tuple[str, ...],
    lang: str,
    jobs: int | None,
    columns: tuple[str, ...],
    input_format: str | None,
    project: str | None,
    lists: tuple[str, ...],
    allowed: tuple[str, ...],
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
      $ runut add --url-list addresses.txt
    """
    from runut.project.desk import Counts, open_desk

    if not paths and not lists:
        raise click.UsageError("name what to add: files, folders, or --url-list FILE")
    listed = [_listed(path) for path in lists]
    with open_desk(project) as desk:
        given = lang if lang != "auto" else desk.settings.language
        choices = choices_from(given, jobs, columns, input_format, None)
        counts = _take(desk, paths, choices) if paths else Counts()
        for urls in listed:
            counts = counts.plus(_fetch(desk, urls, choices, allowed))
        click.echo(told_counts(counts))
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


def _listed(path: str) -> list[ListedUrl]:
    """The addresses of a list; its other lines are complained of."""
    from runut.engine.fetch import load_url_list

    found = load_url_list(path)
    for error in found.errors:
        click.echo(f"runut: {error}", err=True)
    return found.urls


def _fetch(desk: Desk, listed: list[ListedUrl], choices: Choices, allowed: tuple[str, ...]) -> Counts:
    from runut.engine.fetch import Fetcher
    from runut.project.desk import Outcome

    done = 0
    with counting("addresses") as told:

        def hear(outcome: Outcome) -> None:
            nonlocal done
            done += 1
            told(done, len(listed))
            if outcome.unread is not None:
                complain(outcome.unread)

        return desk.fetch(listed, Fetcher(allowed=[*desk.settings.allow_private, *allowed]), choices, hear)


def assemble(desk: Desk) -> Assembled:
    """Work out the stories that changed, telling how far it is and what could not be compared."""
    with counting("stories") as told:
        done = desk.assemble(told)
    for unread in done.faults:
        complain(unread)
    if done.built or done.gone:
        click.echo(f"{_number(done.built, 'story', 'stories')} worked out anew, {done.kept} as before.")
    return done


def told_counts(counts: Counts) -> str:
    """What adding did, in a line."""
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
