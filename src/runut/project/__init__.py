"""A pile of articles and what can be asked of it: pipeline and engine put together."""

from __future__ import annotations

from collections.abc import Iterator

from runut.model.article import Unread
from runut.model.dossier import Dossier
from runut.model.reading import Reading
from runut.project.reading import Choices, Line, Outcome, Paths, read_lines, read_outcomes


def analyse(
    paths: Paths,
    *,
    language: str = "auto",
    jobs: int | None = 1,
    columns: dict[str, str] | None = None,
    input_format: str | None = None,
) -> Iterator[Reading | Unread]:
    """Read articles: one ``Reading`` each, in order, or an ``Unread`` that says why not.

    ``paths`` is a file, a folder, ``"-"`` (standard input), or several of them. ``jobs`` is how many
    processes read at once, None for all cores; the result is the same for any number. ``columns`` tells
    which field of a row is what (``{"text": "isi"}``), where it cannot be guessed.
    """
    choices = Choices(language, jobs, tuple((columns or {}).items()), input_format).checked()
    return (_reading(outcome) for outcome in read_outcomes(paths, choices))


def dossier(
    paths: Paths,
    *,
    language: str = "auto",
    jobs: int | None = 1,
    columns: dict[str, str] | None = None,
    input_format: str | None = None,
) -> Dossier:
    """Read articles and put them together: stories, questions with origins, utterances with drift.

    The arguments are those of ``analyse``. What could not be read is in the dossier's ``errors``.
    """
    choices = Choices(language, jobs, tuple((columns or {}).items()), input_format).checked()
    from runut.project.dossiers import make_case  # what reads across articles is loaded only for that

    return make_case(paths, choices).dossier


def _reading(outcome: Outcome) -> Reading | Unread:
    found = outcome.reading or outcome.unread
    assert found is not None  # an outcome is one of the two
    return found


__all__ = ["Choices", "Line", "Paths", "analyse", "dossier", "read_lines"]
