"""Runut traces who said what in a pile of news articles, back to independent origins.

import runut
for reading in runut.analyse("articles/"):
    ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runut.model.article import Unread
    from runut.model.dossier import Dossier
    from runut.model.reading import Reading
    from runut.project import analyse, dossier

__version__ = "0.1.0"

_FROM = {
    "analyse": "runut.project",
    "dossier": "runut.project",
    "Dossier": "runut.model.dossier",
    "Reading": "runut.model.reading",
    "Unread": "runut.model.article",
}

__all__ = ["Dossier", "Reading", "Unread", "analyse", "dossier"]


def __getattr__(name: str) -> Any:
    """Names are loaded when they are first asked for: ``runut --help`` must not wait for them."""
    if name in _FROM:
        from importlib import import_module

        return getattr(import_module(_FROM[name]), name)
    raise AttributeError(f"module 'runut' has no attribute {name!r}")
