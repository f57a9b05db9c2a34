"""How much is taken from the network, and how gently."""

from __future__ import annotations

from importlib.metadata import version

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """Bounds on one address, and on one round of reading. Sizes in bytes, times in seconds.

    The largest news pages seen are under 5 MB unpacked, the largest feeds under 10; a page that needs a minute
    will need one tomorrow too.
    """

    connect: float = 10.0
    read: float = 20.0  # between two pieces of an answer
    total: float = 60.0  # for one address, all its redirects together; waiting out of politeness not counted
    wire: int = 10_000_000  # as sent, packed or not
    unpacked: int = 30_000_000
    redirects: int = 5  # browsers allow 20, robots.txt's RFC 9309 asks for 5
    requests: int = 2_000  # in one round, robots.txt and redirects included


class Manners(msgspec.Struct, frozen=True):
    """How a host is treated. Times in seconds.

    ``name`` is what robots.txt may call us by; ``contact`` (an address or a page) goes out with it.
    """

    name: str = "Runut"
    contact: str | None = None
    delay: float = 2.0  # between two requests to a host: a quick reader's pace
    longest_delay: float = 60.0  # a robots.txt that asks for more is given this much
    longest_rest: float = (
        86_400.0  # a server that asks to be left alone for longer is asked again after a day
    )

    @property
    def user_agent(self) -> str:
        about = f" (+{self.contact})" if self.contact else ""
        return f"{self.name}/{version('runut')}{about}"
