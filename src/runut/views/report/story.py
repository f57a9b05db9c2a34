"""A story's first page: its articles in time, and who asserts, denies, cannot confirm."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import shorten

import msgspec
from markupsafe import Markup

from runut.model.dossier import Story
from runut.model.ledger import UNSTATED
from runut.views.interface import Interface
from runut.views.material import Material, extent
from runut.views.report.anchors import Anchors
from runut.views.report.articles import title_of
from runut.views.report.excerpts import Excerpt, Excerpts, label_of
from runut.views.report.maker import StoryMaker

#: The stances that answer "is it so?", in the order of the page.
VOICES = ("denies", "cannot-confirm", "declines")
_SAID = 72  # characters of what a voice says: a line beside its name


class Line(msgspec.Struct, frozen=True):
    """One article of a story. ``badge``: original copy wire rewrite translation common-source."""

    name: str
    number: int
    href: str
    label: str
    title: str
    published: str | None
    badge: str
    of: int | None
    share: float
    why: str
    statements: int
    figures: int
    language: str


class Voice(msgspec.Struct, frozen=True):
    """Somebody who denies, cannot confirm or declines; what it is about where that was found. ``key`` is the name as
    records have it, ``said`` the fullest of what is said, shortened."""

    key: str
    who: Markup
    href: str
    party: bool
    stance: str
    said: str
    excerpts: list[Excerpt]
    about: list[tuple[Markup, Excerpt]]
    why: list[str]
    articles: list[int]


def article_lines(material: Material, story: Story, anchors: Anchors) -> list[Line]:
    """A story's articles, earliest first, each with what it is in relation to the others."""
    copied = {r.to: r for r in reversed(story.reuse) if r.kind in ("copy", "wire", "rewrite", "translation")}
    lines = []
    for name in story.articles:
        reading = material.readings[name]
        reuse = copied.get(name)
        lines.append(
            Line(
                name=name,
                number=material.numbers[name],
                href=anchors.to_article(name),
                label=label_of(material, name),
                title=title_of(material, name),
                published=reading.published,
                badge=reuse.kind if reuse else "original",
                of=material.numbers.get(reuse.from_) if reuse else None,
                share=reuse.share if reuse else 0.0,
                why=reuse.why if reuse else "",
                statements=len(reading.statements),
                figures=len(reading.quantities),
                language=reading.language,
            )
        )
    return sorted(lines, key=lambda line: (line.published or "9999", line.number))


class VoiceMaker(StoryMaker):
    """Gathers who denies and who cannot confirm."""

    def __init__(
        self, material: Material, story: Story, interface: Interface, anchors: Anchors, excerpts: Excerpts
    ) -> None:
        super().__init__(material, story, interface, anchors, excerpts)
        self._parties = {actor.name for actor in story.actors if actor.party}
        self._links: dict[str, list[tuple[str, str]]] = {}
        for link in story.links:
            self._links.setdefault(link.from_, []).append((link.to, link.why))

    def voices(self) -> list[Voice]:
        """One for each speaker and stance."""
        groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for article, statement in self._material.told_in(self._story):
            if statement.stance in VOICES:
                key = (statement.stance, statement.source_name or UNSTATED)
                groups.setdefault(key, []).append((article, statement.id))
        ordered = sorted(groups, key=lambda key: VOICES.index(key[0]))
        return [self._voice(stance, who, groups[stance, who]) for stance, who in ordered]

    def _voice(self, stance: str, who: str, told: Iterable[tuple[str, str]]) -> Voice:
        excerpts: list[Excerpt] = []
        about: list[tuple[Markup, Excerpt]] = []
        why: list[str] = []
        said = ""
        for article, identity in told:
            statement = self._material.statement(article, identity)
            if statement is None:
                continue
            excerpts.append(self._excerpts.of_statement(article, statement))
            words = " ".join(extent(statement).of(self._material.texts[article]).split())
            said = max(said, words, key=len)
            for target, reason in self._links.get(f"{article}#{identity}", ()):
                found = self._material.linked(target)
                if found:
                    about.append((self._say.who(found[1].source_name), self._excerpts.of_statement(*found)))
                    why.append(reason)
        return Voice(
            key=who,
            who=self._say.who(who),
            href=self._anchors.to_actor(self._story.id, who),
            party=who in self._parties,
            stance=stance,
            said=shorten(said, _SAID, placeholder=" …"),
            excerpts=excerpts,
            about=about,
            why=why,
            articles=sorted({excerpt.number for excerpt in excerpts}),
        )


def by_stance(voices: Iterable[Voice]) -> dict[str, list[Voice]]:
    """Voices by how they stand to what is told."""
    found: dict[str, list[Voice]] = {}
    for voice in voices:
        found.setdefault(voice.stance, []).append(voice)
    return found


__all__ = ["VOICES", "Line", "Voice", "VoiceMaker", "article_lines", "by_stance"]
