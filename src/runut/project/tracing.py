"""A claim is followed to where it came from; two dossiers are compared."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import msgspec

from runut.engine.resources import LANGUAGES
from runut.errors import UsageError
from runut.model.article import Article
from runut.model.dossier import Dossier
from runut.model.reading import Quantity
from runut.pipeline import find_all
from runut.project.dossiers import Case, interface_of, material_of
from runut.project.tools import load_tools
from runut.views.changes import find_changes, show_changes
from runut.views.trace import Tracer, find_claims, find_statements


def trace(case: Case, asked: str, *, interface: str = "id", width: int = 80, ansi: bool = False) -> str:
    """The way of a claim as text. ``asked`` is a figure with what it counts, or words of a statement."""
    if not asked.strip():
        raise UsageError('ask for a figure or for words of a statement, as in: runut trace "12 orang" PATH')
    material = material_of(case)
    tracer = Tracer(material, interface_of(interface), width, ansi)
    values = _figures_in(asked)
    claims = find_claims(material, asked, values) if values else []
    if claims:
        return tracer.claims(claims)
    found = find_statements(material, asked)
    if found:
        return tracer.statements(found)
    raise UsageError(f"nothing in the pile says {asked!r}; the report lists every question and statement")


def _figures_in(asked: str) -> list[Quantity]:
    """The figures of a call, read as an article's would be."""
    found: list[Quantity] = []
    for code in LANGUAGES:
        article = Article("asked", asked, sha256(asked.encode()).hexdigest())
        found += find_all(article, load_tools(code)).quantities
    return found


def compare(old: str | Path, new: str | Path, *, interface: str = "id", width: int = 80) -> tuple[str, bool]:
    """What the newer of two dossiers (``runut dossier --format json``) says that the older did not, and
    whether there is anything."""
    changes = find_changes(_load(old), _load(new))
    return show_changes(changes, interface_of(interface), width), not changes.nothing


def _load(path: str | Path) -> Dossier:
    try:
        return msgspec.json.decode(Path(path).read_bytes(), type=Dossier)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error
    except msgspec.DecodeError as error:
        raise UsageError(f"{path} is no dossier (runut dossier --format json writes one): {error}") from error


__all__ = ["compare", "trace"]
