"""Who said what: each actor's statements in time, its names, and whether it is party to the event."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from runut.model.ledger import UNSTATED
from runut.model.reading import Statement
from runut.views.report.excerpts import Excerpt, stance_class
from runut.views.report.maker import StoryMaker


class Spoken(msgspec.Struct, frozen=True):
    """One statement of a speaker; ``id`` is its id in its article."""

    id: str
    said_on: str | None
    stance: str
    stance_class: str
    kind: str
    via: list[Markup]
    excerpt: Excerpt


class Speaker(msgspec.Struct, frozen=True):
    """One actor with what it said; ``key`` is its name as records have it, ``count`` the number of its statements."""

    id: str
    key: str
    name: Markup
    type: str
    roles: list[str]
    forms: list[str]
    party: bool
    count: int
    spoken: list[Spoken]
    relayed: list[Markup]


class SpeakerMaker(StoryMaker):
    """Makes the speakers of one story."""

    def speakers(self) -> list[Speaker]:
        """All speakers with all that they say, in order."""
        return [self.speaker(name, told) for name, told in self.ordered()]

    def ordered(self) -> list[tuple[str, list[tuple[str, Statement]]]]:
        """Names with the statements of each: those who speak most come first; what nobody is named for comes last."""
        by_name: dict[str, list[tuple[str, Statement]]] = {}
        names = self._canonical()
        for article, statement in self._material.told_in(self._story):
            own = statement.source_name or UNSTATED
            for part in own.split("; "):
                by_name.setdefault(names.get(part, part), []).append((article, statement))
        return sorted(by_name.items(), key=lambda pair: (pair[0] == UNSTATED, -len(pair[1]), pair[0]))

    def _canonical(self) -> dict[str, str]:
        """The story's name of each actor by the names that single articles give it."""
        return {form: actor.name for actor in reversed(self._story.actors) for form in actor.forms}

    def speaker(self, name: str, told: list[tuple[str, Statement]], most: int | None = None) -> Speaker:
        """One speaker, with the first so many statements."""
        actor = next((actor for actor in self._story.actors if actor.name == name), None)
        told = sorted(told, key=lambda pair: pair[1].said_on or self._published(pair[0]) or "9999")
        relays = {link for _, statement in told for link in statement.chain[1:-1]}
        return Speaker(
            id=self._anchors.actor(self._story.id, name),
            key=name,
            name=self._say.who(name),
            type=actor.type if actor else "",
            roles=actor.roles if actor else [],
            forms=[form for form in (actor.forms if actor else []) if form != name],
            party=bool(actor and actor.party),
            count=len(told),
            spoken=[self._spoken(article, statement) for article, statement in told[:most]],
            relayed=[self._say.who(link) for link in sorted(relays)],
        )

    def _published(self, article: str) -> str | None:
        return self._material.readings[article].published

    def _spoken(self, article: str, statement: Statement) -> Spoken:
        return Spoken(
            id=statement.id,
            said_on=statement.said_on,
            stance=statement.stance,
            stance_class=stance_class(statement.stance),
            kind=statement.kind,
            via=[self._say.who(name) for name in statement.chain[1:-1]],
            excerpt=self._excerpts.of_statement(article, statement),
        )


__all__ = ["Speaker", "SpeakerMaker", "Spoken"]
