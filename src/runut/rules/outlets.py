"""Outlets as the pack knows them: by form, by domain."""

from __future__ import annotations

import re

from runut.rules.pack import Pack

DOMAIN = re.compile(
    r"(?<![\w@.])(?:[\w-]+\.)+(?:com|co|id|net|org|tv|news|info|go|ac|or)(?:\.[a-z]{2})?\b", re.IGNORECASE
)


class Outlets:
    """Names of outlets by form and by domain."""

    def __init__(self, pack: Pack) -> None:
        self.by_form: dict[str, str] = {}
        self.by_domain: dict[str, str] = {}
        self.everyday: set[str] = set()
        self.wrong: dict[str, str] = {}
        self.agencies: set[str] = set()
        self.domestic: set[str] = set()
        home = str(pack.settings.get("country", ""))
        for row in pack.table("outlets"):
            form, name = row["form"], row["name"]
            if row["when"] == "wrong":
                self.wrong[form] = name
                continue
            self.by_form.setdefault(form.casefold(), name)
            if row["when"] == "cue":
                self.everyday.add(form.casefold())
            if row["domain"]:
                self.by_domain.setdefault(row["domain"], name)
            if row["class"] == "agency":
                self.agencies.add(name)
            if row["country"] == home:
                self.domestic.add(name)

    def named(self, form: str) -> str | None:
        """The outlet that a form or a domain stands for, or the domain's own name, or None."""
        form = form.strip().strip("()[]").strip()
        lower = form.casefold()
        if lower in self.by_form:
            return self.by_form[lower]
        if DOMAIN.fullmatch(form):
            return self.at(form) or form
        return None

    def at(self, host: str) -> str | None:
        """The outlet at a host name: its own, or the nearest one above it."""
        parts = host.casefold().removeprefix("www.").split(".")
        for first in range(len(parts) - 1):
            name = self.by_domain.get(".".join(parts[first:]))
            if name:
                return name
        return None
