"""Which actors are a part of the event that they speak about. Facts for the reader, no verdict; a person
may change it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"\w+")
_BODIES = frozenset({"state", "organisation", "group"})


def find_parties(
    types: Mapping[str, str],
    roles: Mapping[str, Iterable[str]],
    counted: Iterable[str],
    deniers: Iterable[str],
    party_role: Iterable[str],
) -> set[str]:
    """Names of the parties.

    Parties are those whose people or things are counted, those who deny, those whose role says so (a
    suspect, a victim, a
    spokesman), and whoever holds an office of a party.
    """
    found = {name for name in [*counted, *deniers] if name in types}
    found |= {name for name in types if name in set(party_role)}
    bodies = {name for name, kind in types.items() if kind in _BODIES}
    for name in sorted(found & bodies):
        words = name.casefold()
        found |= {body for body in bodies if types[body] == "state" and _holds(words, body.casefold())}
    named = {body.casefold() for body in found & bodies}
    for name, told in roles.items():
        if types.get(name) == "person" and any(
            _holds(role.casefold(), body) for role in told for body in named
        ):
            found.add(name)
    return found


def _holds(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


__all__ = ["find_parties"]
