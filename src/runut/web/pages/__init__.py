"""The pages, one noun a file; each file lists its ``PAGES`` and ``ACTIONS``."""

from __future__ import annotations

from runut.web.frame.files import FileOf
from runut.web.frame.registry import Action, PageOf
from runut.web.pages import (
    agreement,
    arranging,
    article,
    articles,
    chains,
    cross,
    drift,
    explain,
    export,
    figures,
    history,
    overview,
    records,
    review,
    search,
    speaker,
    speakers,
    statements,
    stories,
    story,
    times,
    work,
)

_FILES = (
    overview,
    stories,
    articles,
    statements,
    search,
    work,
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
    review,
    records,
    arranging,
    history,
    agreement,
)

PAGES: list[PageOf] = [page for file in _FILES for page in getattr(file, "PAGES", ())]
FILES: list[FileOf] = [made for file in _FILES for made in getattr(file, "FILES", ())]
ACTIONS: list[Action] = [action for file in _FILES for action in getattr(file, "ACTIONS", ())]

__all__ = ["ACTIONS", "FILES", "PAGES"]
