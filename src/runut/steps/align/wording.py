"""A question put in words: "Berapa tentara Korea Utara yang dikirim ke Rusia?"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from runut.model.ledger import Figure, is_unnamed
from runut.steps.align.actors import ActorTable
from runut.steps.align.questions import common
from runut.steps.align.words import AlignWords

_WORD = re.compile(r"\w+")
_LONG = 8  # words of a text that a question takes over at most
_MOST = 0.5  # part of the figures that must name a place or an owner for the question to name it


class QuestionWriter:
    """Writes questions in one language, from the pack's frames and labels."""

    def __init__(self, words: AlignWords, actors: ActorTable) -> None:
        self.words = words
        self.actors = actors

    def write(
        self, group: list[Figure], place: Callable[[Figure], str], whole: list[Figure] | None = None
    ) -> str:
        """The question that the figures answer; ``whole`` are the figures of which they are a part."""
        family = common(p for f in group for p in f.predicates[:1])
        label = self.words.labels.get(("predicate", family), "")
        noun = self._noun(group)
        value = self.words.traits.get(family) in ("value", "total")
        topic = "" if label else self._topic(group)
        frame = "count" if label else "topic" if topic else "bare"
        if value and label:
            frame = "value"
        elif whole and not label:
            frame = "among"
        text = self.words.labels.get(("frame", frame), "{noun} {predicate}")
        return text.format(
            noun=noun,
            who=self._who(group, noun),
            predicate=label,
            where=self._where(group, family, place),
            when=self._when(group),
            topic=topic,
            whole=f"{self._noun(whole)}{self._who(whole, self._noun(whole))}" if whole else "",
        )

    def _noun(self, group: list[Figure]) -> str:
        label = self.words.labels.get(("noun", group[0].noun))
        if label:
            return label
        written = common(self.words.morphology.without_clitic(f.noun_words) for f in group if f.noun_words)
        return written or group[0].unit or group[0].noun

    def _who(self, group: list[Figure], noun: str) -> str:
        total = self.words.traits.get(common(p for f in group for p in f.predicates[:1])) == "total"
        names = Counter(
            self.actors.name(name)
            for f in group
            for name in f.referents[:1]
            if not is_unnamed(name) and not total
        )
        if not names:
            return ""
        name, times = names.most_common(1)[0]
        counted = {t for f in group for t in _WORD.findall(f.noun_words)} | set(_WORD.findall(noun))
        kept = [
            w for w in name.split() if w.casefold() not in counted and w.casefold() not in self.words.noun_of
        ]
        return f" {' '.join(kept)}" if kept and times >= _MOST * sum(bool(f.referents) for f in group) else ""

    def _where(self, group: list[Figure], family: str, place: Callable[[Figure], str]) -> str:
        narrow = {place(f) for f in group} - {""}
        named = Counter(p for f in group for p in f.places)
        if narrow:
            named = (
                Counter({p: n for p, n in named.items() if any(k in p.casefold() for k in narrow)}) or named
            )
        elif (named and named.most_common(1)[0][1] < _MOST * len(group)) or _scattered(group):
            return ""
        if not named:
            return ""
        best = max(named, key=lambda p: (named[p], p))
        frame = self.words.labels.get(("where", family)) or self.words.labels.get(("frame", "in"), " {place}")
        return frame.format(place=best)

    def _when(self, group: list[Figure]) -> str:
        period = group[0].period
        if not period:
            return ""
        return self.words.labels.get(("frame", "period"), " {period}").format(period=period)

    def _topic(self, group: list[Figure]) -> str:
        """What the text itself says is counted, where no family of predicates names it."""
        told = sorted((f.of for f in group if f.of), key=lambda of: (len(of.split()) > _LONG, len(of)))
        return " ".join(told[0].split()[:_LONG]) if told else ""


def _scattered(group: list[Figure]) -> bool:
    """Whether the places are a list rather than a place."""
    return min((len(f.places) for f in group if f.places), default=0) > 2


__all__ = ["QuestionWriter"]
