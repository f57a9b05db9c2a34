"""The ``runut`` command. Commands are loaded when they are called, so that ``--help`` is there at once."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from runut import __version__
from runut.errors import RunutError

_COMMANDS = {
    "add": "Take articles into a project: new ones, changed ones, never one twice.",
    "analyse": "Read articles: who said what, every figure, date, place, actor.",
    "assemble": "Bring a project's stories up to date.",
    "backup": "Copy a project's store, while others go on writing.",
    "corrections": "List, export, import, compare what people decided.",
    "diff": "Say what a newer dossier says that an older one did not.",
    "dossier": "Put a pile together: figures with their origins, denials, chains, drift.",
    "explain": "Say why a statement or a figure was read so.",
    "export": "Write a project out: a dossier, readings, or all of it as an archive.",
    "import": "Merge an archive into a project.",
    "init": "Make a project: a folder with a store.",
    "languages": "Check a language pack by its own examples.",
    "people": "List who may use a project's pages.",
    "serve": "Show a project's pages in a browser.",
    "reread": "Read anew what an older Runut read.",
    "status": "Say what a project holds and what is to be done.",
    "verify": "Hold everything that a project stores against its hash.",
    "trace": "Follow one claim to where it came from.",
    "watch": "Read feeds into a project, round after round.",
    "schema": "Print the JSON Schema of an output.",
}
#: New objects after which Python looks for cycles among them. Readings hold none: at its usual 700 it spends one
#: twenty-fifth of the time on looking, for nothing.
LOOK_FOR_CYCLES = 10_000
_MODULES = {"import": "import_"}  # whose name Python keeps for itself


class _ClosedOutputError(Exception):
    """Who reads our output has enough (``| head``)."""


class _Lazy(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        name = _MODULES.get(cmd_name, cmd_name)
        command: click.Command = getattr(import_module(f"runut.cli.{name}"), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:  # which Click would tell by status 1, as if an article were unread
            raise _ClosedOutputError from error
        return status

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_COMMANDS.items()))


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 all is well, 1 something could not be read or is wrong, 2 a wrong call.",
)
@click.version_option(__version__, prog_name="runut")
def runut() -> None:
    """Runut reads piles of Indonesian and English news and shows who said what, and from whom they have it.

    \b
    Example:
      $ runut analyse articles/ --out out/readings.jsonl
    """


def main() -> None:
    """Run the command line; trouble becomes one clear line and an exit status."""
    gc.set_threshold(LOOK_FOR_CYCLES)
    try:
        status = runut.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("runut: stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except RunutError as error:
        click.echo(f"runut: {error}", err=True)
        sys.exit(2)
    except _ClosedOutputError:
        # Python flushes once more when it ends, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)  # what a shell shows for a program that a closed pipe has ended
    sys.exit(status if isinstance(status, int) else 0)
