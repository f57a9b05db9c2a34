"""What the reading commands have in common: their arguments, their output file, their progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from runut.errors import UsageError

if TYPE_CHECKING:
    from runut.model.article import Unread
    from runut.project import Choices

_COLUMN_HELP = (
    "Which field of a row is what, as in text=isi; WHAT is text, title, url, published, outlet, byline, name "
    "or language. Repeatable."
)
_FORMAT_HELP = "Take every input for text, html, jsonl, json, csv, tsv, feed or warc, whatever its name."
_HOW = (
    click.option(
        "--lang", default="auto", show_default=True, metavar="auto|id|en", help="The articles' language."
    ),
    click.option("--jobs", type=click.IntRange(min=1), help="How many processes read.  [default: all cores]"),
    click.option("--column", "columns", multiple=True, metavar="WHAT=FIELD", help=_COLUMN_HELP),
    click.option("--input-format", metavar="FORMAT", help=_FORMAT_HELP),
)

_Function = TypeVar("_Function", bound=Callable[..., Any])
_T = TypeVar("_T")


def reading_options(command: _Function) -> _Function:
    """PATH... and how to read it."""
    return click.argument("paths", metavar="PATH...", nargs=-1, required=True)(reading_how(command))


def reading_how(command: _Function) -> _Function:
    """How to read what is named."""
    for option in reversed(_HOW):
        command = option(command)
    return command


def out_option(command: _Function) -> _Function:
    """--out FILE of a dossier."""
    return click.option(
        "--out",
        metavar="FILE",
        help="Write there instead of to standard output. For csv and parquet: a folder for all tables, or a file "
        "with that ending for the figures alone.",
    )(command)


def look_options(command: _Function) -> _Function:
    """--interface and --text: how a dossier is to look."""
    text = click.option(
        "--text",
        "mode",
        type=click.Choice(["quoted", "full"]),
        default="quoted",
        show_default=True,
        help="What a report shows of the articles: the sentences used and one on each side, or all.",
    )
    interface = click.option(
        "--interface",
        type=click.Choice(["id", "en"]),
        default="id",
        show_default=True,
        help="Language of headings.",
    )
    return interface(text(command))


def project_option(command: _Function) -> _Function:
    """--project FOLDER."""
    return click.option(
        "--project",
        metavar="FOLDER",
        help="The project.  [default: RUNUT_PROJECT, else the one around the working folder]",
    )(command)


def choices_from(
    lang: str, jobs: int | None, columns: tuple[str, ...], input_format: str | None, out: str | None
) -> Choices:
    """The options, checked."""
    from runut.project import Choices

    told = []
    for column in columns:
        what, sign, field = column.partition("=")
        if not sign or not field:
            raise click.BadParameter(f"{column!r} is not WHAT=FIELD, as in text=isi", param_hint="--column")
        told.append((what.strip(), field))
    skip = (out, _part(out)) if out else ()
    return Choices(lang, jobs, tuple(told), input_format, skip).checked()


@contextmanager
def opened_output(out: str | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that is there under its name only once it is whole."""
    if out is None or out == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with telling_unwritable(out):
        folder = os.path.dirname(out)
        if folder:
            os.makedirs(folder, exist_ok=True)
        if os.path.exists(out) and not os.path.isfile(out):  # a device or a pipe: nothing to replace
            with open(out, "wb") as stream:
                yield stream
            return
        with _whole_or_partial(out) as stream:
            yield stream


@contextmanager
def telling_unwritable(out: str) -> Iterator[None]:
    """Trouble with writing becomes a message that names the file."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"cannot write {out}: {reason}; name another file with --out") from error


@contextmanager
def _whole_or_partial(out: str) -> Iterator[IO[bytes]]:
    part = _part(out)
    stream = open(part, "wb")  # noqa: SIM115 -- closed below, before it is given its name
    try:
        yield stream
    except BaseException as error:
        stream.close()
        if isinstance(error, KeyboardInterrupt) and os.path.getsize(part):
            click.echo(f"\nrunut: what was written until here is in {part}", err=True)
        else:
            os.remove(part)
        raise
    stream.close()
    os.replace(part, out)


def _part(out: str) -> str:
    return f"{out}.part"


@contextmanager
def progress(paths: tuple[str, ...]) -> Iterator[Callable[[Iterable[_T]], Iterator[_T]]]:
    """A wrapper that shows how far reading has come, where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield iter
        return
    from tqdm import tqdm

    from runut.engine.pile import count_files

    tqdm.monitor_interval = 0  # no thread: workers are copies of this process
    total = count_files(paths) if "-" not in paths else None

    def shown(items: Iterable[_T]) -> Iterator[_T]:
        yield from tqdm(items, total=total, unit=" articles", file=sys.stderr, smoothing=0.1)

    yield shown


@contextmanager
def counting(words: str) -> Iterator[Callable[[int, int], None]]:
    """A function that shows how many of how many are done, where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from tqdm import tqdm

    tqdm.monitor_interval = 0
    bar = tqdm(desc=words, file=sys.stderr, leave=False, total=0)

    def told(done: int, of: int) -> None:
        bar.total = of
        bar.update(done - bar.n)

    try:
        yield told
    finally:
        bar.close()


def complain(unread: Unread) -> None:
    """Say on standard error what could not be read."""
    if sys.stderr.isatty():
        from tqdm import tqdm

        tqdm.write(f"runut: {unread.article}: {unread.error}", file=sys.stderr)
    else:
        click.echo(f"runut: {unread.article}: {unread.error}", err=True)


def conclude(read: int, failed: int) -> int:
    """The exit status, with a closing line where something failed."""
    if failed:
        click.echo(f"runut: {failed} of {read + failed} could not be read", err=True)
    return 1 if failed else 0
