"""``runut explain``: why something was read so."""

from __future__ import annotations

import click


@click.command()
@click.argument("path")
@click.argument("id_", metavar="ID")
@click.option(
    "--lang", default="auto", show_default=True, metavar="auto|id|en", help="The article's language."
)
def explain(path: str, id_: str, lang: str) -> None:
    """Say why a statement, a figure or another thing was read so: rules, words, weights, as a tree.

    ID is s1 for the first statement, q1 for the first figure, t1 time, p1 place, a1 actor, f1 furniture,
    d1 defect, counted as in the output of `runut analyse`; with ARTICLE# before it where PATH has several
    articles.

    \b
    Examples:
      $ runut explain articles/one.txt s1
      $ runut explain articles/ articles/one.txt#q1
    """
    from runut.project.explaining import explain as tree_of

    click.echo(tree_of(path, id_, language=lang), nl=False)
