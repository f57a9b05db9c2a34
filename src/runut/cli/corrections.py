"""``runut corrections``: what people decided, listed, carried from project to project, compared."""

from __future__ import annotations

import getpass
import sys
from typing import IO

import click

_PROJECT = click.option(
    "--project",
    metavar="FOLDER",
    help="The project.  [default: RUNUT_PROJECT, else the one around the working folder]",
)
_SHOWN = 60  # characters of a decision's words in a line


@click.group()
def corrections() -> None:
    """Look after what people decided: list it, take it elsewhere, compare two people.

    \b
    Example:
      $ runut corrections list --project banjir
    """


@corrections.command("list", short_help="List decisions, the newest first.")
@_PROJECT
@click.option("--who", help="Those of one person.")
@click.option("--kind", help="Those of one kind (statement, quantity, story …).")
@click.option("--json", "as_json", is_flag=True, help="As JSON lines.")
def list_(project: str | None, who: str | None, kind: str | None, as_json: bool) -> None:
    """List decisions, the newest first; one that was taken back is marked with ✕.

    \b
    Example:
      $ runut corrections list --who Ani
    """
    from runut.project.desk import open_desk
    from runut.steps.correct import undone
    from runut.store import events

    with open_desk(project) as desk, desk.database.reading() as connection:
        known = events.all_events(connection)
    gone = undone(known)
    for event in reversed(known):
        if who not in (None, event.who) or kind not in (None, event.kind):
            continue
        if as_json:
            from runut.views.corrections import encode_event

            click.echo(encode_event(event), nl=False)
            continue
        words = " … ".join(word for anchor in event.anchors for word in anchor.exact) or ", ".join(
            anchor.article for anchor in event.anchors
        )
        words = words or ", ".join(event.changes.get("names", []))
        short = " ".join(words.split())
        mark = "✕" if event.id in gone else " "
        about = f"{event.action} {event.kind}" + (f" ({', '.join(event.changes)})" if event.changes else "")
        click.echo(f"{mark} {event.id[:12]}  {event.at[:16]}  {event.who}  {about}  {short[:_SHOWN]}")


@corrections.command(short_help="Write decisions as JSON lines.")
@_PROJECT
@click.option("--who", help="Those of one person.")
@click.option("--out", metavar="FILE", help="Where to.  [default: standard output]")
def export(project: str | None, who: str | None, out: str | None) -> None:
    """Write all decisions as JSON lines, undos and notes included.

    \b
    Example:
      $ runut corrections export --out decisions.jsonl
    """
    from runut.cli.options import opened_output
    from runut.project.desk import open_desk
    from runut.project.desk.exchanging import events_as_lines

    with open_desk(project) as desk:
        lines = events_as_lines(desk.database, who)
    with opened_output(out) as file:
        file.write(lines)


@corrections.command("import", short_help="Take decisions in from JSON lines.")
@_PROJECT
@click.argument("file", type=click.File("rb"))
def import_(project: str | None, file: IO[bytes]) -> int:
    """Take decisions in from a file of JSON lines. What is known already changes nothing.

    An article is known by its name, or else by its text. Exit status 1 if a line could not be read.

    \b
    Example:
      $ runut corrections import decisions.jsonl
    """
    from runut.project.desk import open_desk

    with open_desk(project) as desk:
        taken = desk.import_events(file.read())
    for line in taken.broken:
        click.echo(f"line {line.number}: {line.error}", err=True)
    for name in taken.absent:
        click.echo(f"not here yet, its decisions wait for it: {name}", err=True)
    click.echo(f"{taken.new} new, {taken.known} known, {len(taken.broken)} broken")
    return 1 if taken.broken else 0


@corrections.command(short_help="Compare two people: kappa and every disagreement.")
@_PROJECT
@click.argument("one")
@click.argument("other")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def agreement(project: str | None, one: str, other: str, as_json: bool) -> None:
    """Say how far two people agree about what both decided (Cohen's kappa), and where they do not.

    Counted is what both decided about the same words or, of one kind, about words at least half of which overlap.

    \b
    Example:
      $ runut corrections agreement Ani Budi
    """
    import msgspec

    from runut.project.desk import open_desk

    with open_desk(project) as desk:
        found = desk.compare(one, other)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
        return
    for row in found.agreements:
        name = f"{row.kind} {row.field}".strip() if row.kind else "all verdicts"
        kappa = f"{row.kappa:.2f}" if row.kappa is not None else row.why
        click.echo(f"{name:28} n {row.n:<5} same {row.same:<5} kappa {kappa}")
    told = f"decided by {one} alone {found.only_one}, by {other} alone {found.only_other}"
    click.echo(f"{told}; matched since their words overlap {found.overlapping}")
    for two in found.disagreements:
        click.echo(f"{two.kind} {two.field}: {two.one.value!r} / {two.other.value!r}  {two.words[:_SHOWN]}")


@corrections.command(short_help="Write corrected readings as annotation to score against.")
@_PROJECT
@click.argument("folder")
@click.option("--all", "whole", is_flag=True, help="All articles, also those nobody decided about.")
def gold(project: str | None, folder: str, whole: bool) -> None:
    """Write corrected readings as gold annotation into FOLDER/gold, their texts into FOLDER/texts.

    \b
    Example:
      $ runut corrections gold annotation
    """
    from runut.project.desk import open_desk
    from runut.project.desk.exchanging import save_gold

    with open_desk(project) as desk:
        written = save_gold(desk.database, folder, whole=whole)
    click.echo(f"{len(written)} articles in {folder}")


@corrections.command(short_help="Take a decision back.")
@_PROJECT
@click.argument("identity", metavar="ID")
@click.option("--as", "who", metavar="NAME", help="The name the undo bears.  [default: your user's]")
@click.option("--why", default="", help="Why.")
def undo(project: str | None, identity: str, who: str | None, why: str) -> None:
    """Take a decision back by its id, or by the beginning of it; an undo's undo brings it again.

    \b
    Example:
      $ runut corrections undo 3f2a91c04b7d --why "press release was older"
    """
    from runut.project.desk import open_desk

    with open_desk(project) as desk:
        made = desk.undo(desk.whole_id(identity), who=who or getpass.getuser(), why=why)
    click.echo(made.id, file=sys.stdout)


__all__ = ["corrections"]
