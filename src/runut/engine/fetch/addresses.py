"""Which machines may be asked: those on the public internet, unless the user names others.

A name is resolved once for each request, every address that comes back is judged, and the connection is made to
one of those very addresses: a name that answers differently the second time gains nothing.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from runut.engine.fetch.refusal import NotFetchedError
from runut.engine.fetch.urls import Target

#: From a host name and a port to addresses, in the order in which they are to be tried. May raise OSError.
Resolver = Callable[[str, int], list[str]]

_TRIED = 4  # addresses of one name; a host with more has one that answers among the first
_PATIENCE = 20.0  # seconds for a name to be resolved; the system's own resolver may take minutes
# What some supported Python still calls global, or what is public but answers for the machine it is asked from.
_NEVER = [
    ip_network(text)
    for text in (
        "100.64.0.0/10",  # carrier-grade NAT
        "168.63.129.16/32",  # a cloud's metadata
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "198.18.0.0/15",
        "64:ff9b:1::/48",  # local NAT64
        "100::/64",
        "2001::/23",  # Teredo and other protocol assignments
        "2001:db8::/32",
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
]
_GLOBAL_V6 = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")  # on networks without IPv4: judged by the IPv4 address inside


def is_public(address: str) -> bool:
    """Whether an address, as written by a resolver, belongs to the public internet."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.scope_id is not None:
            return False
        if found in _NAT64:
            found = IPv4Address(int(found) & 0xFFFFFFFF)
        elif found not in _GLOBAL_V6:  # IPv4-mapped addresses among them: no resolver has reason to give one
            return False
    if not found.is_global or found.is_multicast or found.is_reserved or found.is_unspecified:
        return False
    return not any(found.version == network.version and found in network for network in _NEVER)


class Gate:
    """Decides which addresses a target may be asked at. ``allowed``: hosts, or ``host:port``, that may be private."""

    def __init__(self, resolver: Resolver, allowed: Iterable[str] = (), allow_private: bool = False) -> None:
        self._resolver = resolver
        self._allowed = {name.strip().lower().rstrip(".") for name in allowed}
        self._allow_private = allow_private

    def addresses(self, target: Target) -> list[str]:
        """Where to connect to. Raises NotFetchedError where one of the name's addresses may not be asked."""
        found = [target.host] if target.numeric else self._resolve(target)
        private = next((address for address in found if not is_public(address)), None)
        if private is not None and not self._may_be_private(target):
            leads = "is" if target.numeric else f"leads to {private},"
            raise NotFetchedError(
                f"{target.host} {leads} an address that is not on the public internet; "
                f"if you mean it, allow it with --allow-private {target.host}"
            )
        return found[:_TRIED]

    def _may_be_private(self, target: Target) -> bool:
        return self._allow_private or target.host in self._allowed or target.authority in self._allowed

    def _resolve(self, target: Target) -> list[str]:
        try:
            found = self._resolver(target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise NotFetchedError(
                f"the name {target.host} is not known ({error}); check its spelling or the connection",
                again=True,
            ) from error
        if not found:
            raise NotFetchedError(f"the name {target.host} has no address; check its spelling", again=True)
        return list(dict.fromkeys(found))


def resolve(host: str, port: int) -> list[str]:
    """The system's answer, given up on after a while: it knows no time limit of its own."""
    found: list[str] = []
    failed: list[OSError] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(str(row[4][0]) for row in rows)
        except OSError as error:
            failed.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_PATIENCE)
    if failed:
        raise failed[0]
    if asking.is_alive():
        raise TimeoutError("no answer from the name server")
    return found
