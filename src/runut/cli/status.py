"""``runut status``: the state of a project."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from runut.cli.options import project_option

if TYPE_CHECKING:
    from runut.project.desk.surveying import Survey

_WIDTH = 80
_LABEL = 12
_SHOWN = 10  # what could not be read is named up to here


@click.command()
@project_option
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON.")
def status(project: str | None, as_json: bool) -> None:
    """Say what a project holds, what could not be read, what is to be done, and how much room it takes.

    \b
    Examples:
      $ runut status
      $ runut status --project banjir --json
    """
    from runut.project.desk import open_desk

    with open_desk(project) as desk:
        found = desk.survey()
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    for label, words in _lines(found):
        click.echo(_line(label, words))
    _tell_unread(found)


def _lines(found: Survey) -> list[tuple[str, str]]:
    days = f"{found.first} to {found.last}" if found.first else "no day known"
    languages = ", ".join(f"{code or 'unknown'} {n:,}" for code, n in found.languages.items())
    lines = [
        ("Project", found.project),
        ("Store", f"{found.store} ({_size(found.room.store)})"),
        ("", f"articles as they came {_size(found.room.raw)} packed, texts {_size(found.room.texts)}"),
        (
            "Articles",
            f"{found.articles:,} ({found.versions:,} versions) of {found.outlets:,} outlets, {days}",
        ),
        ("", languages),
        ("Read", f"{found.statements:,} statements, {found.figures:,} figures, {found.defects:,} defects"),
        ("Stories", f"{found.stories:,} with {found.questions:,} questions"),
        ("Decisions", f"{found.decisions:,}, of which {found.orphaned:,} have lost their words"),
        ("Feeds", f"{found.feeds:,}"),
    ]
    if found.stale:
        lines.append(
            ("To do", "stories are not up to date: runut add brings them up, also without new articles")
        )
    if found.older:
        lines.append(("To do", f"{found.older:,} articles were read by another Runut: runut reread"))
    return [(label, words) for label, words in lines if words]


def _line(label: str, words: str) -> str:
    name = click.style(f"{label:<{_LABEL}}", bold=True)
    wrapped = textwrap.wrap(words, _WIDTH - _LABEL, break_long_words=False, break_on_hyphens=False) or [""]
    return name + f"\n{'':<{_LABEL}}".join(wrapped)


def _tell_unread(found: Survey) -> None:
    if not found.unread:
        return
    click.echo(_line("Unreadable", f"{len(found.unread):,}"))
    for line in found.unread[:_SHOWN]:
        told = textwrap.shorten(f"{line.article}: {line.error}", 3 * (_WIDTH - 4), placeholder=" …")
        click.echo(textwrap.fill(told, _WIDTH, initial_indent="  - ", subsequent_indent="    "))
    if len(found.unread) > _SHOWN:
        click.echo(f"    and {len(found.unread) - _SHOWN:,} more: runut status --json")


def _size(count: int) -> str:
    size = float(count)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" or size >= 10 else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
