"""``runut languages``: language packs prove themselves."""

from __future__ import annotations

import click


@click.group()
def languages() -> None:
    """Look after language packs.

    \b
    Example:
      $ runut languages check id
    """


@languages.command(short_help="Run the examples of every rule of a pack.")
@click.argument("code", metavar="id|en")
def check(code: str) -> int:
    """Run the examples and counter-examples of every rule of a language pack; exit status 1 if any fails.

    \b
    Example:
      $ runut languages check en
    """
    from runut.project.proving import prove_language

    proof = prove_language(code)
    for failure in proof.failures:
        click.echo(f"{failure.file}.toml, rule {failure.rule}: {failure.expected}")
        click.echo(f"    in   {failure.text!r}")
        for line in failure.got or ["nothing"]:
            click.echo(f"    read {line!r}")
    for rule in proof.without_examples:
        click.echo(f"note: rule {rule} has no example", err=True)
    failed = len(proof.failures)
    click.echo(f"{code}: {proof.rules} rules, {proof.examples} examples, {failed} failed")
    return 1 if failed else 0
