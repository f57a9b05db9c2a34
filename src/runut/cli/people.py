"""``runut people``: who may use a project's pages, where others can reach them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from runut.errors import UsageError

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _of_project(command: _Function) -> _Function:
    return click.option(
        "--project", metavar="FOLDER", help="The project.  [default: the one around the working folder]"
    )(command)


@click.group()
def people() -> None:
    """List who may use a project's pages. Where nobody is listed, only this machine's users can.

    \b
    Example:
      $ runut people list
    """


@people.command()
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(["reader", "analyst"]),
    help="A reader reads, an analyst decides and uploads.  [default: as before, else reader]",
)
@click.option(
    "--password-file",
    type=click.File(encoding="utf-8"),
    help="Take the password from this file's first line, - for standard input, instead of asking.",
)
@click.option("--no-password", is_flag=True, help="Let them in by token only.")
@_of_project
def add(name: str, role: str | None, password_file: Any, no_password: bool, project: str | None) -> None:
    """Add somebody, or give them another role or password. The password is asked for.

    \b
    Example:
      $ runut people add nightly --role analyst --no-password
    """
    from runut.project.desk import open_desk
    from runut.store.people import get_person, put_person

    with open_desk(project) as desk:
        with desk.database.reading() as connection:
            had = get_person(connection, name)
        if had is not None and had.password and no_password:
            raise UsageError(f"{name} has a password; runut people remove {name}, then add them anew")
        keeps = no_password or (had is not None and role is not None and password_file is None)
        password = None if keeps else _password(password_file)
        with desk.database.writing() as connection:
            put_person(connection, name, role or (had.role if had else "reader"), password)
        click.echo(f"{name} may come in as {role or (had.role if had else 'reader')}")


@people.command("list")
@_of_project
def list_(project: str | None) -> None:
    """Show who is listed: name, role, whether they have a password, how many tokens.

    \b
    Example:
      $ runut people list
    """
    from runut.project.desk import open_desk
    from runut.store.people import count_tokens, list_people

    with open_desk(project) as desk, desk.database.reading() as connection:
        listed, tokens = list_people(connection), count_tokens(connection)
    for person in listed:
        by = "password" if person.password else "no password"
        click.echo(f"{person.name}\t{person.role}\t{by}\t{tokens.get(person.name, 0)} tokens")
    if not listed:
        click.echo("nobody is listed: runut people add NAME", err=True)


@people.command()
@click.argument("name")
@_of_project
def remove(name: str, project: str | None) -> None:
    """Take somebody's access and tokens away. What they decided stays.

    \b
    Example:
      $ runut people remove sari
    """
    from runut.project.desk import open_desk
    from runut.store.people import drop_person

    with open_desk(project) as desk, desk.database.writing() as connection:
        if not drop_person(connection, name):
            raise UsageError(f"nobody is called {name!r}; runut people list shows who is")
    click.echo(f"{name} may come in no more")


@people.command()
@click.argument("name")
@click.option("--label", default="", help="What the token is for, for your own memory.")
@click.option("--revoke", is_flag=True, help="Take all of their tokens back instead.")
@_of_project
def token(name: str, label: str, revoke: bool, project: str | None) -> None:
    """Make a token for a program that acts for somebody. It is shown this once.

    \b
    Example:
      $ runut people token sari --label nightly
    """
    from runut.project.desk import open_desk
    from runut.store.people import drop_tokens, make_token

    with open_desk(project) as desk, desk.database.writing() as connection:
        if revoke:
            click.echo(f"{drop_tokens(connection, name)} tokens of {name} taken back")
            return
        made = make_token(connection, name, label)
    click.echo(made)
    click.echo("keep it safe: it is not shown again; --revoke takes it back", err=True)


def _password(file: Any) -> str:
    if file is not None:
        return str(file.readline()).rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("no terminal to ask for the password at; use --password-file or --no-password")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return asked
