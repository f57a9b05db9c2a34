"""Whether a change was asked for on a page of ours: where it comes from, and the secret that its form brings back.

The secret stands in a cookie that other sites cannot read. In a page it is written otherwise each time, so that
nothing can be learnt of it from how well a page packs (BREACH), and pages may be sent packed.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BadBase64

from starlette.requests import Request
from starlette.responses import Response

_BYTES = 32


def cookie_of(request: Request) -> str:
    """The cookie of the secret: of each project its own, since browsers do not tell ports of a machine apart."""
    return f"runut_csrf_{request.app.state.mark}"


def csrf_of(request: Request) -> str:
    """The secret that a form must bring back: the cookie's, or a new one."""
    held = request.cookies.get(cookie_of(request), "")
    return held if _bytes_of(held) is not None else _text_of(secrets.token_bytes(_BYTES))


def set_csrf(response: Response, request: Request, value: str) -> None:
    """Give the browser the secret, if it has not got it.

    Lax, since a visit by a link from elsewhere would otherwise bring another secret and spoil the forms open here.
    """
    if request.cookies.get(cookie_of(request)) != value:
        secure = request.url.scheme == "https"
        response.set_cookie(cookie_of(request), value, httponly=True, samesite="lax", secure=secure)


def mask(secret: str) -> str:
    """The secret as one page writes it: never the same twice."""
    own = _bytes_of(secret) or b""
    pad = secrets.token_bytes(len(own))
    return _text_of(pad + _mixed(pad, own))


def comes_from_us(request: Request) -> bool:
    """Whether a page of ours asks, as far as the browser tells; programs tell nothing."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or origin == f"{request.url.scheme}://{request.headers.get('host', '')}"


def brings_secret(request: Request, given: str) -> bool:
    """Whether what a form brought back is the secret of the browser that sends it."""
    held = _bytes_of(request.cookies.get(cookie_of(request), ""))
    brought = _bytes_of(given) or _unmasked(given)
    return held is not None and brought is not None and secrets.compare_digest(held, brought)


def _unmasked(given: str) -> bytes | None:
    both = _bytes_of(given, 2 * _BYTES)
    return _mixed(both[:_BYTES], both[_BYTES:]) if both else None


def _mixed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _text_of(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes_of(text: str, length: int = _BYTES) -> bytes | None:
    if len(text) != -(-length * 4 // 3) or not text.isascii():
        return None
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (BadBase64, ValueError):
        return None
    return raw if len(raw) == length else None


__all__ = ["brings_secret", "comes_from_us", "cookie_of", "csrf_of", "mask", "set_csrf"]
