"""One visit: which project, which language, who is asking."""

from __future__ import annotations

import msgspec

from runut.project.desk import Desk
from runut.store.records import Person
from runut.views.interface import Interface


class Visit(msgspec.Struct):
    """What a page needs to know of who asks for it. ``csrf`` must come back with every form.

    ``path`` is the address asked for, ``query`` its query, both as they came; ``theme`` is auto, light or dark.
    """

    desk: Desk
    say: Interface
    person: Person | None
    csrf: str
    path: str
    query: str
    theme: str = "auto"

    @property
    def may_decide(self) -> bool:
        """Whether corrections are taken from who asks."""
        return self.person is not None and self.person.role == "analyst"

    @property
    def who(self) -> str:
        """The name under which decisions are kept."""
        return self.person.name if self.person else ""


__all__ = ["Visit"]
