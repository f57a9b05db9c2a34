"""What every answer carries and every question must have: strict headers, a host that is ours."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The browser may use our own style, script and addresses, nothing else; nobody may frame a page.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class Guards:
    """Wraps the application. A question under a foreign host's name is refused: a page of that host asked it.

    The address of this machine at which a question arrived is ours too: no name stands for it that another site
    could have pointed here.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "private, no-cache")
            await send(message)

        if not self._is_ours(scope):
            refusal = PlainTextResponse(
                "This host is not served here: runut serve --allow-host HOST allows it.", 421
            )
            await refusal(scope, receive, guarded)
            return
        await self.app(scope, receive, guarded)

    def _is_ours(self, scope: Scope) -> bool:
        given = [value for key, value in scope["headers"] if key == b"host"]
        if len(given) != 1:
            return False
        name = _name_in(given[0].decode("latin-1").lower())
        return name in self.hosts or _is_address(name, scope.get("server"))


def _name_in(host: str) -> str:
    """A host without its port."""
    head, colon, port = host.rpartition(":")
    return head if colon and port.isdigit() and not host.endswith("]") else host


def _is_address(name: str, server: object) -> bool:
    arrived = server[0] if isinstance(server, list | tuple) and server else ""
    try:
        return ip_address(name.strip("[]")) == ip_address(arrived)
    except ValueError:
        return False


__all__ = ["LOOPBACK", "POLICY", "Guards"]
