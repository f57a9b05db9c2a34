"""Who is asking: nobody needs to say on one's own machine; where people are listed, by password or token."""

from __future__ import annotations

import secrets

import msgspec
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from runut.store import people
from runut.store.database import Database
from runut.store.records import Person
from runut.store.rows import get_setting, put_setting

SESSION, CSRF = "runut_session", "runut_csrf"
_SECRET = "web_secret"
_DAYS = 14  # after which one has to sign in again
ROLES = {"reader": 0, "analyst": 1}


class Access:
    """Decides who is asking. ``alone`` is who works here where nobody is listed."""

    def __init__(self, database: Database, alone: str) -> None:
        self.database = database
        self.alone = Person(alone, "analyst", "")
        self._signer = URLSafeTimedSerializer(_secret(database), salt="session")

    def of(self, request: Request) -> Person | None:
        """Who is asking; None where they must say so first."""
        with self.database.reading() as connection:
            if not people.has_people(connection):
                return self.alone
            kind, _, given = request.headers.get("authorization", "").partition(" ")
            if kind.lower() == "bearer":
                return people.check_token(connection, given.strip())
            name, mark = self._session(request)
            person = people.get_person(connection, name) if name else None
        return person if person and mark == _mark(person) else None

    def by_token(self, request: Request) -> bool:
        """Whether a program is asking, which no other site can make ask."""
        return request.headers.get("authorization", "").lower().startswith("bearer ")

    def sign_in(self, name: str, password: str) -> Person | None:
        """Somebody, if the password is right."""
        with self.database.reading() as connection:
            return people.check_password(connection, name, password)

    def remember(self, response: Response, person: Person, secure: bool) -> None:
        """Let the browser say who it is from now on."""
        value = self._signer.dumps([person.name, _mark(person)])
        response.set_cookie(
            SESSION, value, max_age=_DAYS * 86_400, httponly=True, samesite="lax", secure=secure
        )

    def _session(self, request: Request) -> tuple[str, str]:
        try:
            name, mark = self._signer.loads(request.cookies.get(SESSION, ""), max_age=_DAYS * 86_400)
        except (BadSignature, ValueError, TypeError):
            return "", ""
        return str(name), str(mark)


def csrf_of(request: Request) -> str:
    """The secret that a form must bring back: the cookie's, or a new one."""
    held = request.cookies.get(CSRF, "")
    return held if len(held) == 43 and held.isascii() else secrets.token_urlsafe(32)


def set_csrf(response: Response, request: Request, value: str, secure: bool) -> None:
    """Give the browser the secret, if it has not got it."""
    if request.cookies.get(CSRF) != value:
        response.set_cookie(CSRF, value, httponly=True, samesite="strict", secure=secure)


def may_change(request: Request, given: str | None) -> bool:
    """Whether a change comes from our own pages: same origin as far as the browser tells, and the secret fits."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is not None and origin != f"{request.url.scheme}://{request.headers.get('host', '')}":
        return False
    held = request.cookies.get(CSRF, "")
    return bool(held) and secrets.compare_digest(held.encode(), (given or "").encode())


def _mark(person: Person) -> str:
    """Changes with the password: a new one ends all sessions."""
    return msgspec.json.encode([person.password, person.created_at]).hex()[-16:]


def _secret(database: Database) -> str:
    with database.writing() as connection:
        held = get_setting(connection, _SECRET)
        if held is None:
            held = secrets.token_urlsafe(48)
            put_setting(connection, _SECRET, held)
    return held


__all__ = ["ROLES", "SESSION", "Access", "csrf_of", "may_change", "set_csrf"]
