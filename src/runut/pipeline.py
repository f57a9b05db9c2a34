"""The order of the steps inside one article; the only file that knows it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

import msgspec

from runut.model.article import Article
from runut.model.attribution import Attribution
from runut.model.layout import Layout
from runut.model.published import Published
from runut.model.reading import (
    Actor,
    Defect,
    Furniture,
    NamedEntity,
    Place,
    Quantity,
    Reading,
    Statement,
    Timex,
)
from runut.model.span import Span
from runut.model.timephrase import TimePhrase
from runut.pipeline_long import LONGEST, read_in_blocks
from runut.rules.pack import Pack
from runut.steps.clean import (
    find_byline,
    find_carriers,
    find_clashes,
    find_defects,
    find_furniture,
    find_outlet,
    find_title,
)
from runut.steps.extract.attributions import find_attributions
from runut.steps.extract.names import NameTagger, find_names, part_possessors
from runut.steps.extract.outlets import find_outlet_names
from runut.steps.extract.places import Gazetteer, read_places
from runut.steps.extract.quantities import find_quantities
from runut.steps.extract.times import find_times
from runut.steps.resolve.actors import resolve_actors
from runut.steps.resolve.published import resolve_published
from runut.steps.resolve.statements import resolve_statements, tie_quantities
from runut.steps.resolve.times import resolve_times
from runut.steps.resolve.utterances import date_statements
from runut.steps.segment import segment


class Tools(msgspec.Struct):
    """What reading an article in one language needs: its words, its models."""

    pack: Pack
    gazetteer: Gazetteer
    tagger: NameTagger | None = None


class Findings(msgspec.Struct):
    """Everything that the steps found in one article, before it is written down as a Reading."""

    article: Article
    layout: Layout
    furniture: list[Furniture]
    outlet: str | None
    title: str | None
    byline: str | None
    names: list[NamedEntity]
    published: Published
    times: list[Timex]
    quantities: list[Quantity]
    places: list[Place]
    attributions: list[Attribution]
    actors: list[Actor]
    statements: list[Statement]
    defects: list[Defect]


def find_all(article: Article, tools: Tools) -> Findings:
    """Walk an article through all steps."""
    pack = tools.pack
    layout = segment(article.text, pack)
    furniture = find_furniture(article, layout, pack)
    outlet = find_outlet(article, layout, furniture, pack)
    phrases = find_times(layout, pack)
    published = resolve_published(_dated(article, pack), layout, phrases, pack)
    times = resolve_times(phrases, published, layout, pack)
    quantities = find_quantities(layout, pack, _spans(phrases))
    tagged = part_possessors(find_names(layout, tools.tagger), layout, pack) if tools.tagger else []
    places, states = read_places(layout, tagged, tools.gazetteer, pack)
    outlets = find_outlet_names(layout, pack)
    listed = outlets + states
    names = _joined(tagged, listed)
    titles = [(item.start, item.end) for item in furniture if item.kind == "headline"]
    attributions = find_attributions(layout, pack, names, _spans(phrases), _spans(furniture), titles)
    cast = resolve_actors(layout, tagged + listed, _sources(attributions), outlet, pack, places)
    carriers = find_carriers(layout, furniture, outlet, pack)
    statements = resolve_statements(
        layout, attributions, cast, times, outlet, carriers, _spans(furniture), published, pack
    )
    written = _as_written(outlet, outlets, layout.text)
    return Findings(
        article=article,
        layout=layout,
        furniture=furniture,
        outlet=outlet,
        title=find_title(article, layout, furniture),
        byline=find_byline(article, layout, furniture, pack),
        names=names,
        published=published,
        times=times,
        quantities=tie_quantities(quantities, statements),
        places=places,
        attributions=attributions,
        actors=cast.actors,
        statements=statements,
        defects=_in_order(find_defects(layout, furniture, pack, written) + find_clashes(times)),
    )


def read_article(article: Article, tools: Tools) -> Reading:
    """All that can be read in one article."""
    if len(article.text) > LONGEST:
        return read_in_blocks(article, lambda block: _read_whole(block, tools))
    return _read_whole(article, tools)


def _read_whole(article: Article, tools: Tools) -> Reading:
    found = find_all(article, tools)
    return Reading(
        article=article.name,
        language=tools.pack.code,
        outlet=found.outlet,
        title=found.title,
        published=found.published.value,
        published_from=found.published.origin,
        sha256=article.sha256,
        furniture=found.furniture,
        defects=found.defects,
        statements=found.statements,
        quantities=found.quantities,
        times=found.times,
        places=found.places,
        actors=found.actors,
        url=article.url,
        byline=found.byline,
        published_why=found.published.why or None,
        text=article.text if article.extracted else None,
        warnings=article.warnings,
    )


def date_anew(reading: Reading, text: str, day: str, pack: Pack) -> Reading:
    """The reading with everything that counts from the news day, for another one: times, days of utterances, clashes.

    ``day`` is an ISO date. A text read in blocks keeps what was read: each block has its own news day.
    """
    if len(text) > LONGEST:
        return reading
    layout = segment(text, pack)
    published = Published(day, "metadata", "", day, int(day[:4]))
    times = resolve_times(find_times(layout, pack), published, layout, pack)
    clashes = find_clashes(reading.times)
    defects = [defect for defect in reading.defects if defect not in clashes] + find_clashes(times)
    return msgspec.structs.replace(
        reading,
        times=times,
        statements=date_statements(
            layout, reading.statements, times, _spans(reading.furniture), published, pack
        ),
        defects=_in_order(defects),
    )


def _dated(article: Article, pack: Pack) -> Article:
    """The article with its carrier's date, where that is in words ("Selasa, 18 Maret 2025")."""
    if article.published or not article.dated:
        return article
    for phrase in find_times(segment(article.dated, pack), pack):
        if phrase.year and phrase.month and phrase.day:
            day = f"{phrase.year:04}-{phrase.month:02}-{phrase.day:02}"
            return msgspec.structs.replace(article, published=day)
    return article


def _joined(tagged: list[NamedEntity], listed: list[NamedEntity]) -> list[NamedEntity]:
    """Names in text order; what a list knows (outlets, states that act) goes before a tagger's guess."""
    listed = sorted(listed, key=lambda name: name.start)
    starts = [name.start for name in listed]
    kept = list(listed)
    for name in tagged:
        place = bisect_left(starts, name.end) - 1
        if place < 0 or listed[place].end <= name.start:
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)


def _sources(attributions: list[Attribution]) -> list[Span]:
    """Everybody whose canonical name will be asked for: who is credited, and who relays."""
    credited = [attribution.source for attribution in attributions if attribution.source]
    return credited + [link.source for attribution in attributions for link in attribution.relays]


def _as_written(outlet: str | None, mentions: list[NamedEntity], text: str) -> str | None:
    """The publisher's name in the form that the text has most often."""
    forms = Counter(text[m.start : m.end] for m in mentions if m.name == outlet)
    return forms.most_common(1)[0][0] if forms else outlet


def _in_order(defects: list[Defect]) -> list[Defect]:
    return sorted(defects, key=lambda defect: (defect.start, defect.end))


def _spans(records: list[Furniture] | list[TimePhrase]) -> list[tuple[int, int]]:
    return [(record.start, record.end) for record in records]


__all__ = ["Findings", "Tools", "date_anew", "find_all", "read_article"]
