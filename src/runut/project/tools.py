"""The packs and models of each language, loaded once a process."""

from __future__ import annotations

from functools import cache

from runut.engine.resources import LANGUAGES, load_gazetteer, load_name_tagger, load_pack
from runut.errors import UsageError
from runut.model.article import Article
from runut.pipeline import Tools
from runut.steps.read import Fields, guess_language

AUTO = "auto"


@cache
def load_tools(language: str) -> Tools:
    """What the pipeline needs for a language."""
    return Tools(pack=load_pack(language), gazetteer=load_gazetteer(), tagger=load_name_tagger())


def tools_for(article: Article, language: str) -> Tools:
    """The tools for an article: of the language that the caller names, else its row, else its text."""
    if language == AUTO:
        own = (article.language or "").lower()[:2]
        language = own if own in LANGUAGES else guess_language(article.text, map(load_pack, LANGUAGES))
    return load_tools(language)


def check_language(language: str) -> None:
    """Complain of a language that has no pack."""
    if language != AUTO and language not in LANGUAGES:
        raise UsageError(f"no language pack {language!r}; use auto, {', '.join(LANGUAGES)}")


@cache
def load_fields(columns: tuple[tuple[str, str], ...] = ()) -> Fields:
    """The field names of rows: those that the caller tells, and those that the packs know."""
    guesses: dict[str, list[str]] = {}
    for code in LANGUAGES:
        for row in load_pack(code).table("fields"):
            guesses.setdefault(row["class"], []).append(row["form"])
    return Fields(guesses, dict(columns))
