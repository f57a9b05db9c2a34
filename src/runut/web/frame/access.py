"""Who is asking: nobody needs to say on one's own machine; where people are listed, by password or token."""

from __future__ import annotations

import secrets
from hashlib import sha256
from threading import BoundedSemaphore

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from runut.store import people
from runut.store.database import Database
from runut.store.records import Person
from runut.store.rows import get_setting, put_setting
from runut.web.frame.throttle import Throttle

_SECRET = "web_secret"
_DAYS = 14  # after which one has to sign in again
_AT_ONCE = 2  # passwords that are checked at a time: each takes 16 MB and a core for a moment
ROLES = {"reader": 0, "analyst": 1}


class Access:
    """Decides who is asking. ``alone`` is who works here where nobody is listed; None where nobody may then."""

    def __init__(self, database: Database, alone: str | None) -> None:
        self.database = database
        self.alone = Person(alone, "analyst", "") if alone else None
        self.throttle = Throttle()
        self._secret = _secret(database)
        #: Tells the cookies of projects apart that are served on ports of one machine.
        self.mark = sha256(f"cookies {self._secret}".encode()).hexdigest()[:8]
        self.session = f"runut_session_{self.mark}"
        self._signer = URLSafeTimedSerializer(self._secret, salt="session")
        self._checking = BoundedSemaphore(_AT_ONCE)

    def of(self, request: Request) -> Person | None:
        """Who is asking; None where they must say so first."""
        with self.database.reading() as connection:
            if not people.has_people(connection):
                return self.alone
            if self.by_token(request):
                return people.check_token(connection, _token(request))
            name, mark = self._session(request)
            person = people.get_person(connection, name) if name else None
        return person if person and secrets.compare_digest(mark, self._mark(person)) else None

    def by_token(self, request: Request) -> bool:
        """Whether a program is asking, which no other site can make ask."""
        return request.headers.get("authorization", "").lower().startswith("bearer ")

    def sign_in(self, name: str, given: str) -> Person | None:
        """Somebody, if the password is right, or a token of theirs."""
        with self._checking, self.database.reading() as connection:
            if given.startswith(people.TOKEN):
                found = people.check_token(connection, given)
                return found if found and found.name == name else None
            return people.check_password(connection, name, given)

    def remember(self, response: Response, person: Person, secure: bool) -> None:
        """Let the browser say who it is from now on."""
        value = self._signer.dumps([person.name, self._mark(person)])
        response.set_cookie(
            self.session, value, max_age=_DAYS * 86_400, httponly=True, samesite="lax", secure=secure
        )

    def forget(self, response: Response, secure: bool) -> None:
        """Let the browser say no more who it is."""
        response.delete_cookie(self.session, httponly=True, samesite="lax", secure=secure)

    def _session(self, request: Request) -> tuple[str, str]:
        try:
            name, mark = self._signer.loads(request.cookies.get(self.session, ""), max_age=_DAYS * 86_400)
        except (BadSignature, ValueError, TypeError):
            return "", ""
        return str(name), str(mark)

    def _mark(self, person: Person) -> str:
        """Changes with the password, and when somebody is listed anew: old sessions end."""
        told = "\n".join((self._secret, person.created_at, person.password or ""))
        return sha256(told.encode()).hexdigest()[:32]


def _token(request: Request) -> str:
    return request.headers["authorization"].partition(" ")[2].strip()


def _secret(database: Database) -> str:
    with database.writing() as connection:
        held = get_setting(connection, _SECRET)
        if held is None:
            held = secrets.token_urlsafe(48)
            put_setting(connection, _SECRET, held)
    return held


__all__ = ["ROLES", "Access"]
