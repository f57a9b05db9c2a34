"""Every error that Runut raises, in one tree. A message says what is wrong, where, and what to do.

RunutError
├── UsageError       the command or call was given something it cannot use
├── UnreadableError  one input could not be read as an article; the rest of the pile goes on
├── StoreError       a project's store cannot be opened, read or written
└── PackError        a language pack is broken: a table, a rule or an example
"""

from __future__ import annotations


class RunutError(Exception):
    """Base of every error that a caller may want to catch."""


class UsageError(RunutError):
    """The command or call was given something it cannot use."""


class UnreadableError(RunutError):
    """One input could not be read as an article."""

    def __init__(self, article: str, reason: str) -> None:
        super().__init__(f"{article}: {reason}")
        self.article = article
        self.reason = reason


class StoreError(RunutError):
    """A project's store cannot be opened, read or written; the message names it."""


class PackError(RunutError):
    """A language pack is broken; the message names the file and the entry."""
