"""Addresses of pages, read strictly: what two programs may read differently is refused."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address
from urllib.parse import quote, urljoin, urlsplit

import msgspec

from runut.engine.fetch.refusal import NotFetchedError, shown

_PORTS = {"http": 80, "https": 443}
_LONGEST = 4000  # characters; the longest links in feeds (aggregators' redirects) have about 1,000
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")  # a last label that makes a browser read the host as IPv4
_IN_PATH = "/%:@!$&'()*+,;=~-._"
_IN_QUERY = _IN_PATH + "?"


class Target(msgspec.Struct, frozen=True):
    """An address taken apart: host in ASCII and lower case, path with its query."""

    scheme: str
    host: str
    port: int
    path: str
    numeric: bool = False

    @property
    def authority(self) -> str:
        """Host and port, as in ``host:8080`` or ``[::1]:80``."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def site(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        bare = self.authority.removesuffix(f":{_PORTS[self.scheme]}")
        return f"{self.scheme}://{bare}"

    @property
    def url(self) -> str:
        return self.site + self.path


def target_of(url: str, base: str | None = None) -> Target:
    """The address taken apart, relative to ``base`` where one is given. Raises NotFetchedError."""
    written = url.strip()
    if len(written) > _LONGEST:
        raise NotFetchedError(f"the address has {len(written):,} characters, more than any page's")
    if _FORBIDDEN.search(written):
        raise NotFetchedError("the address holds a backslash or a control character; check how it was copied")
    try:
        parts = urlsplit(urljoin(base, written) if base else written)
        port = parts.port
    except ValueError as error:
        raise NotFetchedError(f"not an address: {shown(str(error))}") from error
    if parts.scheme not in _PORTS:
        kind = f"{shown(parts.scheme)}: addresses are" if parts.scheme else "it has no scheme, and is"
        raise NotFetchedError(f"{kind} not followed; only http:// and https:// are")
    if "@" in parts.netloc:
        raise NotFetchedError("the address holds a user name or password; take it out")
    host, numeric = _host(parts.hostname or "")
    path = quote(parts.path or "/", _IN_PATH) + (f"?{quote(parts.query, _IN_QUERY)}" if parts.query else "")
    return Target(parts.scheme, host, _port(parts.scheme, port), path, numeric)


def _port(scheme: str, port: int | None) -> int:
    if port is None:
        return _PORTS[scheme]
    if port < 1024 and port not in _PORTS.values():
        raise NotFetchedError(
            f"port {port} is not a web server's; only 80, 443 and those from 1024 on are asked"
        )
    return port


def _host(name: str) -> tuple[str, bool]:
    """The host in ASCII, and whether it is an address in numbers."""
    if ":" in name:
        try:
            return str(IPv6Address(name)), True
        except ValueError as error:
            raise NotFetchedError(f"[{shown(name)}] is no IPv6 address") from error
    try:
        host = name.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError as error:
        raise NotFetchedError(f"{shown(name)} is no host's name ({error})") from error
    if not _HOST.fullmatch(host) or len(host) > 253:
        raise NotFetchedError(f"{shown(name) or 'nothing'} is no host's name; check the address")
    if not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return host, False
    try:
        return str(ip_address(host)), True
    except ValueError as error:
        raise NotFetchedError(
            f"{shown(name)} is an address in an odd notation; write it as four numbers with dots"
        ) from error
