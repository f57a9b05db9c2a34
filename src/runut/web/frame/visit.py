"""One visit: which project, which language, who is asking."""

from __future__ import annotations

import msgspec

from runut.project.desk import Desk
from runut.project.desk.working import Work
from runut.store.records import Person
from runut.views.interface import Interface
from runut.web.frame.origin import mask


class Visit(msgspec.Struct):
    """What a page needs to know of who asks for it.

    ``csrf`` is the browser's secret, that must come back with every form: as ``form_secret`` in a page. ``path`` is
    the address asked for, ``query`` its query, both as they came; ``theme`` is auto, light or dark. ``work`` starts
    what takes a while.
    """

    desk: Desk
    say: Interface
    person: Person | None
    csrf: str
    path: str
    query: str
    theme: str = "auto"
    work: Work | None = None
    signs_in: bool = False

    @property
    def may_decide(self) -> bool:
        """Whether corrections are taken from who asks."""
        return self.person is not None and self.person.role == "analyst"

    @property
    def who(self) -> str:
        """The name under which decisions are kept."""
        return self.person.name if self.person else ""

    @property
    def form_secret(self) -> str:
        """The secret as a form brings it back; written otherwise each time."""
        return mask(self.csrf)


__all__ = ["Visit"]
