"""What every answer carries and every question must have: strict headers, a host that is ours."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The browser may use our own style, script and addresses, nothing else; nobody may frame a page.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class Guards:
    """Wraps the application. A question under a foreign host's name is refused: a page of that host asked it."""

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
        given = next((value.decode("latin-1") for key, value in scope["headers"] if key == b"host"), "")
        bare = given.lower()
        if not bare.endswith("]"):
            head, colon, port = bare.rpartition(":")
            bare = head if colon and port.isdigit() else bare
        return bare in self.hosts


__all__ = ["LOOPBACK", "POLICY", "Guards"]
