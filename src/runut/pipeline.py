"""The order of the steps inside one article; the only file that knows it."""

from __future__ import annotations

import msgspec

from runut.model.article import Article
from runut.model.layout import Layout
from runut.model.reading import Reading
from runut.rules.pack import Pack
from runut.steps.segment import segment


class Tools(msgspec.Struct):
    """What reading an article in one language needs: its words, its models."""

    pack: Pack


class Findings(msgspec.Struct):
    """Everything that the steps found in one article, before it is written down as a Reading."""

    article: Article
    layout: Layout


def find_all(article: Article, tools: Tools) -> Findings:
    """Walk an article through all steps."""
    layout = segment(article.text, tools.pack)
    return Findings(article, layout)


def read_article(article: Article, tools: Tools) -> Reading:
    """All that can be read in one article."""
    found = find_all(article, tools)
    return Reading(
        article=article.name,
        language=tools.pack.code,
        outlet=article.outlet,
        title=article.title,
        published=article.published,
        published_from="metadata" if article.published else None,
        sha256=article.sha256,
        furniture=[],
        defects=[],
        statements=[],
        quantities=[],
        times=[],
        places=[],
        actors=[],
        url=article.url,
        byline=article.byline,
        text=article.text if article.extracted else None,
        warnings=article.warnings,
    )


__all__ = ["Findings", "Tools", "find_all", "read_article"]
