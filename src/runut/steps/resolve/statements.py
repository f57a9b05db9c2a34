"""Attributions become statements: a canonical source, a chain of relays, a day (``utterances.py``)."""

from __future__ import annotations

from typing import Protocol

import msgspec

from runut.model.attribution import PASSED_ON, Attribution
from runut.model.layout import Layout
from runut.model.ledger import is_unnamed
from runut.model.published import Published
from runut.model.reading import Quantity, Relay, Statement, Timex
from runut.model.span import Span
from runut.rules.pack import Pack
from runut.steps.resolve.utterances import days_of_utterances

# The chain's last link where the article does not show who published it (the contract's words).
THIS_ARTICLE = "this article"

# A speaker goes on speaking into the next sentences, not after a stretch of narrative.
_JUST_SPOKEN = 2


class Names(Protocol):
    """What resolving needs of an article's cast of actors."""

    def name_of(self, span: Span) -> str | None:
        """Canonical name of a source noun phrase."""

    def is_body(self, name: str) -> bool:
        """Whether a name is that of a body, a state or an outlet."""

    def speaker_before(self, offset: int) -> str | None:
        """Who spoke last before this offset."""

    def subject_before(self, offset: int) -> str | None:
        """Who acts in the sentence right before, if nobody has spoken since."""


def resolve_statements(
    layout: Layout,
    attributions: list[Attribution],
    cast: Names,
    times: list[Timex],
    outlet: str | None,
    carriers: list[str],
    furniture: list[tuple[int, int]],
    published: Published,
    pack: Pack,
) -> list[Statement]:
    """Statements in text order, ids ``s1``, ``s2``, …

    ``carriers``: agencies that the dateline, byline or tail credits with the whole article.
    """
    unstated = str(pack.settings.get("unstated_source", "anonymous"))
    names = _source_names(layout, attributions, cast, unstated)
    days = days_of_utterances(layout, attributions, names, times, furniture, published, unstated)
    reaching = _article_relays(attributions, names, cast)
    found = []
    for number, attribution in enumerate(attributions):
        relays = _relays(attribution, cast)
        relays += [r for r in reaching.get(names[number], []) if r.name not in {x.name for x in relays}]
        outers = _outers(attributions, number)
        links = [names[number], *(r.name for r in relays)]
        for outer in outers:
            links += [names[outer], *(r.name for r in _relays(attributions[outer], cast))]
        found.append(
            Statement(
                id=f"s{number + 1}",
                content=attribution.content,
                cue=attribution.cue,
                source=attribution.source,
                source_name=names[number],
                kind=attribution.kind,
                stance=attribution.stance,
                chain=_chain(links, carriers, outlet),
                said_on=days[number],
                confidence=attribution.confidence,
                relays=relays,
                continued=attribution.continued,
                parent=f"s{attribution.parent + 1}" if attribution.parent is not None else None,
                in_furniture=any(a <= attribution.content[0].start < b for a, b in furniture),
                evidence=attribution.evidence,
            )
        )
    return found


def _source_names(layout: Layout, attributions: list[Attribution], cast: Names, unstated: str) -> list[str]:
    """A canonical name for each attribution. Who speaks by a mere ending ("ujarnya") is who spoke before."""
    order = sorted(range(len(attributions)), key=lambda n: attributions[n].position)
    names = [unstated] * len(attributions)
    last: str | None = None
    somebody: str | None = None  # the last person who was quoted
    spoke = -1 - _JUST_SPOKEN  # the sentence in which somebody spoke last
    for number in order:
        attribution = attributions[number]
        if attribution.source_kind == "unstated":
            continue
        if attribution.source is not None:
            names[number] = cast.name_of(attribution.source) or attribution.source.of(layout.text)
        elif (later := _next_speaker(layout, attributions, number)) is not None:
            names[number] = cast.name_of(later) or later.of(layout.text)
        else:
            at = attribution.position
            far = layout.sentence_at(at) - spoke > _JUST_SPOKEN
            actor = cast.subject_before(at) if far and attribution.cue else None
            names[number] = actor or last or cast.speaker_before(at) or unstated
            if attribution.kind == "direct" and attribution.cue and cast.is_body(names[number]):
                names[number] = somebody or names[number]  # "katanya" after a quotation is a person's
        spoke = layout.sentence_at(attribution.content[-1].start)
        named = not is_unnamed(names[number]) and not cast.is_body(names[number])
        if attribution.kind == "direct" and named:
            somebody = names[number]
        if attribution.rule == PASSED_ON:
            last = cast.name_of(attribution.relays[-1].source) or names[number]
        elif (
            attribution.parent is None
            and not attribution.embedded
            and not _nobody(attribution, names[number])
        ):
            last = names[number]
    return names


def _nobody(attribution: Attribution, name: str) -> bool:
    """A pronoun that means nobody in the article ("mereka") does not speak on."""
    return attribution.source_kind == "pronoun" and is_unnamed(name)


def _next_speaker(layout: Layout, attributions: list[Attribution], number: int) -> Span | None:
    """A quotation without a cue whose next one is attributed, while nobody has just spoken: it is theirs."""
    attribution = attributions[number]
    if attribution.cue is not None or number + 1 >= len(attributions):
        return None
    following = attributions[number + 1]
    here = layout.sentence_at(attribution.content[0].start)
    if following.kind != "direct" or layout.sentence_at(following.content[0].start) != here + 1:
        return None
    if number and here - layout.sentence_at(attributions[number - 1].position) <= _JUST_SPOKEN:
        return None
    return following.source


def _relays(attribution: Attribution, cast: Names) -> list[Relay]:
    found = []
    for link in attribution.relays:
        name = cast.name_of(link.source)
        if name:
            found.append(Relay(name, link.source, link.cue, link.reach))
    return found


def _article_relays(attributions: list[Attribution], names: list[str], cast: Names) -> dict[str, list[Relay]]:
    """Relays that reach all an article has from one source ("Berdasarkan laporan R, … diumumkan S")."""
    found: dict[str, list[Relay]] = {}
    for number, attribution in enumerate(attributions):
        for relay in _relays(attribution, cast):
            if relay.reach == "article":
                found.setdefault(names[number], []).append(relay)
    return found


def _outers(attributions: list[Attribution], number: int) -> list[int]:
    found: list[int] = []
    parent = attributions[number].parent
    while parent is not None and parent not in found and parent != number:
        found.append(parent)
        parent = attributions[parent].parent
    return found


def _chain(links: list[str], carriers: list[str], outlet: str | None) -> list[str]:
    """From the origin to the publisher, nobody twice in a row."""
    publisher = outlet or THIS_ARTICLE
    chain: list[str] = []
    for name in [*links, *carriers]:
        own = name.casefold().startswith(publisher.casefold())  # a desk of the publisher: "Kabar Desa Bisnis"
        if name not in chain and not own:
            chain.append(name)
    return [*chain, publisher]


def tie_quantities(quantities: list[Quantity], statements: list[Statement]) -> list[Quantity]:
    """Quantities with the id of the innermost statement that holds them; a headline only sums up."""
    found = []
    told = [statement for statement in statements if not statement.in_furniture]
    for quantity in quantities:
        best: tuple[int, str] | None = None
        for statement in told:
            for span in (*statement.content, *statement.continued):
                if span.start <= quantity.start and quantity.end <= span.end:
                    size = span.end - span.start
                    if best is None or size < best[0]:
                        best = (size, statement.id)
        found.append(msgspec.structs.replace(quantity, statement=best[1]) if best else quantity)
    return found
