"""The pages, one noun a file; each file lists its ``PAGES`` and ``ACTIONS``."""

from __future__ import annotations

from runut.web.frame.registry import Action, PageOf
from runut.web.pages import articles, overview, search, statements, stories, work

_FILES = (overview, stories, articles, statements, search, work)

PAGES: list[PageOf] = [page for file in _FILES for page in getattr(file, "PAGES", ())]
ACTIONS: list[Action] = [action for file in _FILES for action in getattr(file, "ACTIONS", ())]

__all__ = ["ACTIONS", "PAGES"]
