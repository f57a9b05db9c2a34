"""``runut analyse``: readings, one JSON object a line."""

from __future__ import annotations

import click

from runut.cli.options import choices_from, complain, conclude, opened_output, progress, reading_options


@click.command()
@reading_options
@click.option("--format", "_format", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@click.option("--out", metavar="FILE", help="Write there instead of to standard output.")
def analyse(
    paths: tuple[str, ...],
    lang: str,
    jobs: int | None,
    columns: tuple[str, ...],
    input_format: str | None,
    _format: str,
    out: str | None,
) -> int:
    """Read articles and write one JSON object for each: statements, figures, dates, places, actors.

    PATH is a file, a folder or - (standard input): plain text, HTML, JSON lines, JSON, CSV, TSV, RSS, Atom,
    WARC, each also gzipped. What cannot be read is a line {"article": ..., "error": ...} of the output and a
    line on standard error; the exit status is then 1, and the rest of the pile is read.

    \b
    Examples:
      $ runut analyse articles/ --out out/readings.jsonl
      $ runut analyse rows.jsonl --column text=body --jobs 2
      $ cat articles/one.txt | runut analyse -
    """
    from runut.project import read_lines

    choices = choices_from(lang, jobs, columns, input_format, out)
    read = failed = 0
    with opened_output(out) as stream, progress(paths) as shown:
        for line in shown(read_lines(paths, choices)):
            stream.write(line.line)
            if line.unread is None:
                read += 1
            else:
                failed += 1
                complain(line.unread)
    return conclude(read, failed)
