"""A real HTTP server on loopback whose answers each test decides, and a clock that no test has to wait for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answering = Callable[[BaseHTTPRequestHandler], None]


class FakeClock:
    """Time passes only where somebody waits, and the waits are on record."""

    def __init__(self) -> None:
        self.passed = 1000.0
        self.waits: list[float] = []

    def seconds(self) -> float:
        return self.passed

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.passed += seconds

    def now(self) -> datetime:
        return datetime(2026, 3, 1, 8, 0, tzinfo=UTC) + timedelta(seconds=self.passed - 1000.0)


class Site:
    """The server: ``routes`` say what a path answers, ``asked`` what was asked, in order, with its headers."""

    def __init__(self, address: str = "127.0.0.1", port: int = 0) -> None:
        self.routes: dict[str, Answering] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                site.asked.append((self.path, headers))
                answer = site.routes.get(self.path) or status(404)
                with suppress(OSError):  # the other side may have had enough
                    answer(self)
                self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

        self._server = Server((address, port), Handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def secure(self, context) -> None:
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


def says(body: bytes | str, kind: str = "text/html; charset=utf-8", **headers: str) -> Answering:
    """A sound answer."""
    raw = body.encode() if isinstance(body, str) else body

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(raw)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(raw)

    return answer


def status(number: int, **headers: str) -> Answering:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(number)
        handler.send_header("Content-Length", "0")
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answer


def leads_to(location: str, number: int = 302) -> Answering:
    return status(number, Location=location)


def writes(*raw: bytes, pause: float = 0.0) -> Answering:
    """The bytes as they are, header and all, then the connection is closed."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        for piece in raw:
            handler.wfile.write(piece)
            handler.wfile.flush()
            if pause:
                stopped.wait(pause)

    return answer


stopped = threading.Event()  # never set: a wait that ends with the process
