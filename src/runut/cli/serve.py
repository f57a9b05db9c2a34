"""``runut serve``: the pages of a project in a browser."""

from __future__ import annotations

import getpass

import click


@click.command()
@click.option(
    "--project", metavar="FOLDER", help="The project.  [default: the one around the working folder]"
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8571, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--allow-host", "hosts", multiple=True, help="A name under which the pages are asked for. Repeatable."
)
@click.option("--as", "alone", metavar="NAME", help="The name your decisions bear.  [default: your user's]")
def serve(project: str | None, host: str, port: int, hosts: tuple[str, ...], alone: str | None) -> None:
    """Show a project's pages in a browser, and take corrections there.

    \b
    Example:
      $ runut serve --port 8571
    """
    import uvicorn

    from runut.project.desk import open_desk
    from runut.web.app import make_app

    with open_desk(project) as desk:
        app = make_app(desk, alone=alone or getpass.getuser(), hosts=hosts)
        click.echo(f"Runut shows {desk.folder.path} at http://{host}:{port}/ (Ctrl-C ends it)", err=True)
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
