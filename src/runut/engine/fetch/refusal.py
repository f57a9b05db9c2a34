"""Why an address is not fetched, on its way up to the record that tells it."""

from __future__ import annotations

import re

from runut.errors import RunutError

_UNSHOWN = re.compile(r"[^\x20-\x7e\xa0-\ufffd]")
_LONGEST = 120  # characters of what a stranger wrote that a reason repeats


class NotFetchedError(RunutError):
    """One address could not be fetched. ``again``: it may go well later; ``wait``: not before so many seconds.

    ``unasked``: for reasons of our own (a pause, a limit) the server was not even asked.
    """

    def __init__(
        self,
        reason: str,
        *,
        again: bool = False,
        status: int | None = None,
        wait: int | None = None,
        unasked: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again = again
        self.status = status
        self.wait = wait
        self.unasked = unasked


def shown(text: str) -> str:
    """What a stranger wrote, on one line of bounded length."""
    plain = _UNSHOWN.sub("?", text)
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "…"
