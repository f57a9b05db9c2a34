"""Who may use the pages: people with a role, a password, tokens for programs."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import cache

from sqlalchemy import Connection, delete, func, insert, select

from runut.errors import UsageError
from runut.store.records import Person
from runut.store.rows import as_record, insert_or_replace, now
from runut.store.tables import person, token

ROLES = ("reader", "analyst")
#: scrypt's cost: 16 MB and about 50 ms on a small machine, as OWASP asks for at least.
_N, _R, _P = 2**14, 8, 5
_LEAST_PASSWORD = 10
TOKEN = "runut_"  # how every token begins, so that one is known where it was left lying about


def put_person(connection: Connection, name: str, role: str, password: str | None) -> None:
    """Add somebody, or give them another role or password."""
    if role not in ROLES:
        raise UsageError(f"no role {role!r}; use {' or '.join(ROLES)}")
    if not name.strip() or len(name) > 80 or not name.isprintable():
        raise UsageError("a name has 1 to 80 printable characters")
    if password is not None and len(password) < _LEAST_PASSWORD:
        raise UsageError(f"a password has at least {_LEAST_PASSWORD} characters")
    had = get_person(connection, name)
    kept = had.password if had and password is None else None
    insert_or_replace(
        connection,
        person,
        {
            "name": name,
            "role": role,
            "password": hash_password(password) if password is not None else kept,
            "created_at": had.created_at if had else now(),
        },
    )


def drop_person(connection: Connection, name: str) -> bool:
    """Take somebody's access away; what they decided stays."""
    connection.execute(delete(token).where(token.c.person == name))
    return connection.execute(delete(person).where(person.c.name == name)).rowcount > 0


def get_person(connection: Connection, name: str) -> Person | None:
    """Somebody by name."""
    row = connection.execute(select(person).where(person.c.name == name)).first()
    return as_record(Person, row) if row else None


def list_people(connection: Connection) -> list[Person]:
    """Everybody who may use the pages."""
    return [as_record(Person, row) for row in connection.execute(select(person).order_by(person.c.name))]


def has_people(connection: Connection) -> bool:
    """Whether anybody has to say who they are."""
    return bool(connection.execute(select(func.count()).select_from(person)).scalar())


def check_password(connection: Connection, name: str, password: str) -> Person | None:
    """Somebody who gave the right password; takes as long for a name that is not there."""
    found = get_person(connection, name)
    held = found.password if found and found.password else _nobodys()
    right = _same(password, held)
    return found if right and found and found.password else None


def make_token(connection: Connection, name: str, label: str) -> str:
    """A new token for a program that acts for somebody. It is shown once; the store keeps its hash."""
    if get_person(connection, name) is None:
        raise UsageError(f"nobody is called {name!r}; add them first: runut people add {name}")
    made = f"{TOKEN}{secrets.token_urlsafe(32)}"
    connection.execute(insert(token).values(digest=_digest(made), person=name, label=label, created_at=now()))
    return made


def drop_tokens(connection: Connection, name: str) -> int:
    """Take all of somebody's tokens back. Returns how many there were."""
    return connection.execute(delete(token).where(token.c.person == name)).rowcount


def count_tokens(connection: Connection) -> dict[str, int]:
    """How many tokens there are, by whose they are."""
    counted = func.count().label("n")
    return {
        row.person: row.n
        for row in connection.execute(select(token.c.person, counted).group_by(token.c.person))
    }


def check_token(connection: Connection, given: str) -> Person | None:
    """Whom a token belongs to."""
    row = connection.execute(select(token.c.person).where(token.c.digest == _digest(given))).first()
    return get_person(connection, row.person) if row else None


def hash_password(password: str, salt: bytes | None = None) -> str:
    """A password as it is kept: scrypt with a salt of its own."""
    salt = salt or secrets.token_bytes(16)
    made = hashlib.scrypt(password.encode(), salt=salt, n=_N, r=_R, p=_P, maxmem=64 * 1024 * 1024)
    return f"scrypt${_N}${_R}${_P}${salt.hex()}${made.hex()}"


def _same(password: str, held: str) -> bool:
    _, n, r, p, salt, wanted = held.split("$")
    made = hashlib.scrypt(
        password.encode(), salt=bytes.fromhex(salt), n=int(n), r=int(r), p=int(p), maxmem=64 * 1024 * 1024
    )
    return hmac.compare_digest(made.hex(), wanted)


@cache
def _nobodys() -> str:
    """What a password is held against where nobody has that name: worked out once, so that time tells nothing."""
    return hash_password(secrets.token_urlsafe())


def _digest(given: str) -> str:
    return hashlib.sha256(given.encode()).hexdigest()


__all__ = [
    "ROLES",
    "TOKEN",
    "check_password",
    "check_token",
    "count_tokens",
    "drop_person",
    "drop_tokens",
    "get_person",
    "has_people",
    "list_people",
    "make_token",
    "put_person",
]
