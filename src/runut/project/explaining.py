"""Find the thing that somebody asks about, in whichever article of a pile it is."""

from __future__ import annotations

from runut.errors import UnreadableError, UsageError
from runut.model.reading import Reading
from runut.project.dossiers import interface_of
from runut.project.reading import Choices, Paths, read_outcomes
from runut.views import explain as tree


def explain(paths: Paths, target: str, *, language: str = "auto") -> str:
    """Why something was read so. ``target`` is an id (``s3``), with ``ARTICLE#`` before it in a pile."""
    article, _, wanted = target.rpartition("#")
    found: list[tuple[Reading, str]] = []
    for outcome in read_outcomes(paths, Choices(language).checked(), with_text=True):
        found_in = outcome.unread or outcome.reading
        name = found_in.article if found_in else ""
        if article and name != article:
            continue
        if outcome.unread is not None:
            raise UnreadableError(name, outcome.unread.error)
        if outcome.reading is not None and outcome.text is not None:
            found.append((outcome.reading, outcome.text))
        if article:
            break
        if len(found) > 1:
            raise UsageError(f"the pile has several articles: ask for {name}#{wanted}, or that of another")
    if not found:
        raise UsageError(f"no article {article!r} in the pile")
    return tree.explain(*found[0], wanted, interface_of("en", ["explain"]).word)
