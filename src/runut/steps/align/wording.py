"""A question put in words: "Berapa rumah di Demak yang terendam?"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from runut.model.ledger import NOT_YET, STEP, Figure, is_unnamed
from runut.steps.align.actors import ActorTable
from runut.steps.align.questions import common
from runut.steps.align.words import CASE, LOOSE, MONEY, OWNED, PERSON, SHARE, AlignWords

_WORD = re.compile(r"\w+")
_TELLS_NOTHING = 2  # words of a context that only repeats what is counted ("… masinis")
_TELLS = 4  # words of a context, the number's sign among them, from which it tells what is meant
_PLAIN = 6  # words up to which the text's own words make a question
_LONG = 8  # words of a text that a question takes over at most
_OF_TOPIC = frozenset({"told", "topic", "measure", "part", "context"})
_FEWEST = 0.2  # part of all figures that must name an owner, whatever the others leave unsaid
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
        family = self._family(group)
        label = self.words.labels.get(("predicate", family), "")
        if all(NOT_YET in f.qualifiers for f in group):
            label = self.words.labels.get(("frame", NOT_YET), "{predicate}").format(predicate=label)
        label = f"{self._change(group, family)}{label}"
        noun = self._noun(group)
        topic = self._topic(group, noun)
        context = self.context(group)
        frame = self._frame(group, family if label else "", noun, topic, whole)
        who = self._who(group, noun)
        where = self._where(group, family, place)
        if frame in _OF_TOPIC:  # the text's own words say where and whose
            low = topic.casefold()
            who = "" if who.strip().casefold() in low else who
            inside = self.words.labels.get(("frame", "in"), "").format(place="").strip()
            told = where.split()[-1:] and where.split()[-1].casefold() in low
            where = "" if told or inside in low.split() else where
        who = "" if who and who in where else who
        if len(context.split()) > _TELLS_NOTHING and self._is_unclear(group, frame, family, noun):
            frame, topic = "context", context
        return self.words.labels.get(("frame", frame), "{noun} {predicate}").format(
            noun=noun,
            who=who,
            predicate=label,
            where=where,
            when="" if frame in _OF_TOPIC and (group[0].period or "")[:4] in topic else self._when(group),
            topic=topic,
            whole=f"{self._noun(whole)}{self._who(whole, self._noun(whole))}" if whole else "",
        )

    def _family(self, group: list[Figure]) -> str:
        """What happened to the counted; that it rose or fell only where nothing else is told of any. Cases of an
        illness are called by its name, not by what befell them."""
        if any(f.noun == CASE for f in group):
            return ""
        first = [p for f in group for p in f.predicates[:1]]
        kept = [p for p in first if ("change", p) not in self.words.labels]
        return common(kept or first)

    def _is_unclear(self, group: list[Figure], frame: str, family: str, noun: str) -> bool:
        """Whether only the text's own words tell what is asked: no known thing that happened, one that the text tells
        far from the number, or a share of people of whom something is told."""
        if all(STEP in f.qualifiers for f in group):
            return True
        if frame == "told":
            return len(self._told_words(group, noun)) > _PLAIN
        if frame == "value":
            return ("change", family) in self.words.labels
        if frame in ("topic", "bare"):
            return not family
        if frame != "count":
            return False
        people = PERSON in (group[0].noun, *group[0].parents)
        if ("asked", family) in self.words.labels and not people:
            return True
        return group[0].kind == SHARE or not any(f.close for f in group)

    def context(self, group: list[Figure]) -> str:
        """The words around the figure that is told best: in running text before headlines, the short before the
        long; empty where there is none in the language of the questions."""
        told = sorted(
            (f for f in group if len(f.context) > 1 and f.language in ("", self.words.code)),
            key=lambda f: (f.furniture is not None, len(f.context.split()) < _TELLS, len(f.context)),
        )
        return told[0].context if told else ""

    def apart(self, question: str, group: list[Figure]) -> str:
        """A question in other words than another one of its story that reads the same."""
        frame, topic = self.words.labels.get(("frame", "apart")), self.context(group)
        if not frame or not topic or topic in question:
            return question
        return frame.format(question=question.rstrip("?"), topic=topic)

    def _frame(
        self, group: list[Figure], family: str, noun: str, topic: str, whole: list[Figure] | None
    ) -> str:
        """Which frame reads well: a known predicate's, else the text's own words where they begin with what is
        counted, else these words after a colon."""
        if whole and group[0].anchor and not family and topic and topic.casefold() != noun:
            return "part"
        if family and family == self.words.implied.get(common(f.noun for f in group)):
            return "bare"  # "pengungsi" says already that they fled
        if family:
            value = self.words.traits.get(family) in ("value", "total")
            return "value" if value else "count"
        if whole and whole[0].kind != LOOSE:
            return "among"
        if not topic or topic.casefold() == noun:
            return "bare"
        if group[0].kind in ("measure", MONEY):
            return "measure" if topic.casefold().split()[0] in self.words.dimensions else "topic"
        if topic.casefold().startswith((f"{noun} ", f"{group[0].noun_words} ")):
            return "told"
        return "topic"

    def _change(self, group: list[Figure], family: str) -> str:
        """ "kenaikan" before "gaji" where a part of it is asked for."""
        families = {p for f in group if f.kind == SHARE for p in f.predicates} - {family}
        changes = [
            self.words.labels[key] for p in sorted(families) if (key := ("change", p)) in self.words.labels
        ]
        return f"{changes[0]} " if len(changes) == 1 and self.words.traits.get(family) == "value" else ""

    def _noun(self, group: list[Figure]) -> str:
        """What is counted, in the word for most of the figures."""
        noun = common(f.noun for f in group)
        here = [f for f in group if f.language in ("", self.words.code)]
        written = common(self.words.morphology.without_clitic(f.noun_words) for f in here if f.noun_words)
        forms = {f.noun_words for f in here if f.noun == noun}
        label = self.words.labels.get(("noun", noun))
        if label and (len(forms) > 1 or any(f.kind == LOOSE for f in group)):
            return label  # of many words for one thing the plain one
        if not here and (known := label or self.words.form_of.get(noun)):
            return known
        unit = group[0].unit or ""
        if (
            self.words.plurals
            and group[0].kind not in ("measure", MONEY, SHARE)
            and written in ("", unit.casefold())
        ):
            return label or self._plural(unit or group[0].noun)
        plain = unit if written == unit.casefold() else written or unit or group[0].noun
        if " " not in plain:
            return plain
        return " ".join(self.words.capitals.get(token, token) for token in plain.split(" "))

    def _plural(self, noun: str) -> str:
        """A counted noun in the plural, in languages that ask "how many" in it."""
        for ending, plural in self.words.plurals:
            if noun and noun.endswith(ending):
                return noun[: len(noun) - len(ending)] + plural
        return noun

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
        if times < _FEWEST * len(group):
            return ""
        if group[0].kind in OWNED and not self._is_share_of_votes(group) and 2 * times <= max(len(group), 2):
            return ""  # whose a sum is one article alone has said, or not all agree
        counted = {t for f in group for t in _WORD.findall(f.noun_words)} | set(_WORD.findall(noun))
        kept = [
            w for w in name.split() if w.casefold() not in counted and w.casefold() not in self.words.noun_of
        ]
        return f" {' '.join(kept)}" if kept and times >= _MOST * sum(bool(f.referents) for f in group) else ""

    def _is_share_of_votes(self, group: list[Figure]) -> bool:
        return group[0].kind != MONEY and any(f.predicates[:1] == ("votes",) for f in group)

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
        return frame.format(place=self.words.place_forms.get(best, best))

    def _when(self, group: list[Figure]) -> str:
        period = group[0].period
        if not period:
            return ""
        period = "–".join(dict.fromkeys(self._month(part) for part in period.split("/")))
        return self.words.labels.get(("frame", "period"), " {period}").format(period=period)

    def _month(self, day: str) -> str:
        """A day or a month as month and year, a year as it is."""
        year, _, rest = day.partition("-")
        month = rest[:2]
        return f"{self.words.month_names.get(int(month), month)} {year}" if month.isdigit() else year

    def _told_words(self, group: list[Figure], noun: str) -> list[str]:
        """The words of the text that say what is counted, all of them."""
        told = sorted(
            (f for f in group if f.of and f.language in ("", self.words.code)),
            key=lambda f: (
                f.furniture is not None,
                (f.of or "").casefold() == noun,
                not (f.of or "").casefold().startswith(noun),
                len(f.of or ""),
            ),
        )
        words = (told[0].of or "").split() if told else []
        lowers = [word.casefold() for word in words]
        points = [end for _, end, kind in self.words.marks.scan(lowers, 0, len(words)) if kind == "among"]
        return words[points[-1] :] if points and points[-1] < len(words) else words

    def _topic(self, group: list[Figure], noun: str) -> str:
        """What the text itself says is counted: the running text before headlines, what begins with the counted
        before the rest, the short before the long."""
        words = self._told_words(group, noun)
        cut = words[:_LONG] if len(words) > _LONG else words
        while cut and cut[-1].casefold() in self.words.grammar:
            cut.pop()
        while cut and cut[0].casefold() in self.words.small:
            cut.pop(0)
        return " ".join(cut)


def _scattered(group: list[Figure]) -> bool:
    """Whether the places are a list rather than a place."""
    return min((len(f.places) for f in group if f.places), default=0) > 2


__all__ = ["QuestionWriter"]
