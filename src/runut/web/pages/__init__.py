"""The pages, one noun a file; each file lists its ``PAGES`` and ``ACTIONS``."""

from __future__ import annotations

from runut.web.frame.files import FileOf
from runut.web.frame.registry import Action, PageOf
from runut.web.pages import (
    article,
    articles,
    chains,
    cross,
    drift,
    explain,
    export,
    figures,
    overview,
    search,
    speaker,
    speakers,
    stories,
    story,
    times,
)

_FILES = (
    overview,
    stories,
    articles,
    search,
    story,
    figures,
    chains,
    drift,
    speakers,
    speaker,
    cross,
    times,
    article,
    explain,
    export,
)

PAGES: list[PageOf] = [page for file in _FILES for page in getattr(file, "PAGES", ())]
FILES: list[FileOf] = [made for file in _FILES for made in getattr(file, "FILES", ())]
ACTIONS: list[Action] = [action for file in _FILES for action in getattr(file, "ACTIONS", ())]

__all__ = ["ACTIONS", "FILES", "PAGES"]
