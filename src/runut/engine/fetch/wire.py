"""One request and its answer, to an address that was checked, within bounds of time and size."""

from __future__ import annotations

import http.client
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from socket import SHUT_RDWR, socket
from types import TracebackType
from typing import cast

import msgspec
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, IncompleteRead

from runut.engine.fetch.limits import Limits
from runut.engine.fetch.refusal import NotFetchedError, shown
from runut.engine.fetch.unpack import unpacked
from runut.engine.fetch.urls import Target

_PIECE = 16_384  # bytes read at a time


class Answer(msgspec.Struct, frozen=True):
    """A server's answer; header names in lower case. ``body`` is empty for all but a success."""

    status: int
    headers: dict[str, str]
    body: bytes = b""


def trusted() -> ssl.SSLContext:
    """The certificates that the system trusts, and Mozilla's for systems that keep none where Python looks."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def exchange(
    target: Target,
    addresses: list[str],
    headers: Mapping[str, str],
    limits: Limits,
    seconds: float,
    tls: ssl.SSLContext,
    cut: bool = False,
) -> Answer:
    """Ask one of the addresses and read the answer. No proxy, no cookie, no redirect is taken.

    ``seconds`` is all the time there is. ``cut``: a body that is too large is cut instead of refused.
    Raises NotFetchedError.
    """
    end = time.monotonic() + seconds
    try:
        connection = _connected(target, addresses, limits, end, tls)
        with _Deadline(connection, end) as deadline:
            return _asked(connection, target, headers, limits, cut, deadline)
    except TimeoutError as error:
        raise NotFetchedError(f"{target.host} took too long; try again later", again=True) from error
    except ssl.SSLError as error:
        raise NotFetchedError(
            f"{target.host} cannot prove who it is ({shown(str(error.reason or error))}); its certificate is at fault",
            again=True,
        ) from error
    except (OSError, HTTPError, http.client.HTTPException, ValueError) as error:
        raise NotFetchedError(f"{target.host}: {_told(error)}; try again later", again=True) from error


def _asked(
    connection: HTTPConnection,
    target: Target,
    headers: Mapping[str, str],
    limits: Limits,
    cut: bool,
    deadline: _Deadline,
) -> Answer:
    try:
        whole = dict(headers) | {"Host": target.site.partition("//")[2], "Connection": "close"}
        connection.request("GET", target.path, headers=whole, preload_content=False, decode_content=False)
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.headers.items()}
        body = _body(response, found, limits, cut) if response.status // 100 == 2 else b""
    except (OSError, HTTPError, http.client.HTTPException) as error:
        if deadline.passed:
            raise TimeoutError from error
        raise
    if deadline.passed:  # in a header, or in a body of no promised length, that looks like the end
        raise TimeoutError
    return Answer(response.status, found, body)


def _body(response: HTTPResponse, headers: Mapping[str, str], limits: Limits, cut: bool) -> bytes:
    promised = headers.get("content-length", "")
    if not cut and promised.isdigit() and int(promised[:18]) > limits.wire:
        raise NotFetchedError(
            f"the answer has {int(promised[:18]):,} bytes, more than the {limits.wire:,} allowed"
        )
    body = bytearray()
    try:
        for piece in unpacked(_wire(response, limits.wire), headers.get("content-encoding"), limits.unpacked):
            body += piece
    except NotFetchedError:
        if not cut or not body:
            raise
    return bytes(body)


def _wire(response: HTTPResponse, most: int) -> Iterator[bytes]:
    size = 0
    for piece in response.stream(_PIECE, decode_content=False):
        size += len(piece)
        if size > most:
            raise NotFetchedError(f"the answer has more than the {most:,} bytes allowed")
        yield piece


def _connected(
    target: Target, addresses: list[str], limits: Limits, end: float, tls: ssl.SSLContext
) -> HTTPConnection:
    """A connection to the first address that takes it."""
    failed: Exception | None = None
    for address in addresses:
        left = end - time.monotonic()
        if left <= 0:
            break
        connection = _connection(target, address, min(limits.connect, left), tls)
        try:
            connection.connect()
        except (OSError, HTTPError) as error:
            connection.close()
            failed = error
            continue
        connection.timeout = limits.read
        return connection
    raise failed or TimeoutError()


def _connection(target: Target, address: str, seconds: float, tls: ssl.SSLContext) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=seconds)
    return HTTPSConnection(
        address,
        target.port,
        timeout=seconds,
        ssl_context=tls,
        server_hostname=target.host,  # the certificate is held against the name, not against the address
    )


def _told(error: Exception) -> str:
    if isinstance(error, IncompleteRead) or "IncompleteRead" in repr(error) or "InvalidChunk" in repr(error):
        return "the answer broke off before its end"
    if isinstance(error, http.client.BadStatusLine | http.client.LineTooLong):
        return "the answer is not HTTP"
    text = str(error)
    return f"the connection failed ({shown(text.rpartition('>: ')[2] or type(error).__name__)})"


class _Deadline:
    """Breaks a connection off when its time is over: a server that drips bytes never hits a read's time limit."""

    def __init__(self, connection: HTTPConnection, end: float) -> None:
        self._connection = connection
        self._socket = cast(socket, connection.sock)
        self._timer = threading.Timer(max(0.0, end - time.monotonic()), self._break)
        self._timer.daemon = True
        self.passed = False

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._connection.close()

    def _break(self) -> None:
        self.passed = True
        with suppress(OSError):
            socket.shutdown(self._socket, SHUT_RDWR)  # the plain one: TLS would wait for the other side
