"""``runut serve``: the pages of a project in a browser."""

from __future__ import annotations

import contextlib
import gc
import getpass
import socket
import threading
from ipaddress import ip_address
from typing import TYPE_CHECKING

import click

from runut.errors import RunutError, UsageError

if TYPE_CHECKING:
    from runut.project.desk import Desk


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
@click.option(
    "--cert", type=click.Path(exists=True, dir_okay=False), help="A certificate (PEM): serve by HTTPS."
)
@click.option("--key", type=click.Path(exists=True, dir_okay=False), help="The certificate's key (PEM).")
@click.option(
    "--proxy",
    metavar="ADDRESS",
    help="Believe the proxy at this address who asks, and whether by HTTPS (X-Forwarded-For, -Proto). "
    " [default: nobody is believed]",
)
def serve(
    project: str | None,
    host: str,
    port: int,
    hosts: tuple[str, ...],
    alone: str | None,
    cert: str | None,
    key: str | None,
    proxy: str | None,
) -> None:
    """Show a project's pages in a browser, and take corrections there.

    On your own machine nobody has to sign in. To serve a team, list its people first (runut people add).

    \b
    Example:
      $ runut serve --port 8571
    """
    import uvicorn

    from runut.project.desk import open_desk
    from runut.web.app import make_app

    if (cert is None) != (key is None):
        raise click.UsageError("--cert and --key go together")
    with open_desk(project) as desk:
        own = is_loopback(host)
        if not own or proxy:
            _check_people(desk, host)
        if not own and not cert and not proxy:
            click.echo("runut: passwords go over the network in the clear; use --cert and --key", err=True)
        name = (alone or getpass.getuser()) if own and not proxy else None
        app = make_app(desk, alone=name, hosts=hosts)
        listening = _listen(host, port)
        scheme, shown = "https" if cert else "http", f"[{host}]" if ":" in host else host
        address = f"{scheme}://{shown}:{listening.getsockname()[1]}/"
        click.echo(f"Runut shows {desk.folder.path} at {address} (Ctrl-C ends it)", err=True)
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            proxy_headers=proxy is not None,
            forwarded_allow_ips=proxy or "",
            ssl_certfile=cert,
            ssl_keyfile=key,
            ws="none",
            timeout_graceful_shutdown=5,
        )
        gc.collect()
        gc.freeze()  # word lists stay as long as the server: walking through them made pages wait, .3 s at a time
        threading.Thread(target=_work_ahead, args=(desk,), daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn raises it anew when all is closed
            uvicorn.Server(config).run(sockets=[listening])


def _work_ahead(desk: Desk) -> None:
    """What is to be reviewed, gathered before somebody asks: on a large project that takes half a second."""
    with contextlib.suppress(RunutError):  # the pages tell of trouble when they are asked
        desk.queue.items()


def _listen(host: str, port: int) -> socket.socket:
    try:
        kind, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server((str(address[0]), port), family=kind)
    except OSError as error:
        told = error.strerror or error
        raise UsageError(
            f"cannot listen at {host}, port {port}: {told}; name others with --host, --port"
        ) from error


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens there."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _check_people(desk: Desk, host: str) -> None:
    """Complain where everybody in the network could come in."""
    from runut.store.people import has_people

    with desk.database.reading() as connection:
        if has_people(connection):
            return
    raise UsageError(
        f"others can reach {host}, and anybody could change this project: list who may, with "
        "runut people add NAME --role analyst"
    )
